/*
 * open: what anybody can do without signing in, from the sign-in page on: find the phone number, read what
 * is kept, read the accessibility statement and send feedback, which the admin then reads and marks as
 * answered. Without JavaScript, with it, and by keyboard alone, in three languages. On a screen of 320 px.
 */
import assert from 'node:assert/strict';
import { hands_at } from './hands.mjs';
import { finish, open_browser, open_house, test, words_of } from './house.mjs';

const house = await open_house();
const browser = await open_browser();
const DAYS = 14;

async function open_person(how) {
	const context = await browser.newContext({ baseURL: house.origin, javaScriptEnabled: how.js,
		viewport: { width: 320, height: 640 }, locale: 'de' });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	return { ...how, context, page, hands: hands_at(page, how.keyboard), at: (selector) => page.locator(selector),
		t: words_of(how.lang) };
}

async function go(person, target, path) {
	await person.hands.press(target);
	await person.page.waitForURL((url) => url.pathname === path);
	assert.equal(await person.at('html').getAttribute('lang'), person.lang, `${path} keeps the language`);
}

const footer = (person, path) => person.at(`footer a[href^="${path}?"]`);

async function find_the_phone(person) {
	await person.page.goto('/sign-in');
	if (person.lang !== 'fi')
		await person.hands.press(person.at(`header [hreflang=${person.lang}]`));
	await go(person, person.at('main a[href^="/contact"]'), '/contact');
	assert.equal(await person.at('main a[href^="tel:"]').getAttribute('href'), 'tel:0100000000');
	await go(person, person.at('main a[href^="/sign-in"]'), '/sign-in');
	await go(person, footer(person, '/contact'), '/contact');
}

async function read_privacy(person) {
	await go(person, footer(person, '/privacy'), '/privacy');
	assert.equal(await person.at('h1').textContent(), person.t('Your information here'));
	assert(await person.at('.desk dt').count() > 20, 'the whole table is there');
	assert.equal(await person.at('.desk').getByText(person.t('Which pages you have opened.')).count(), 1);
	const cookies = await person.context.cookies();
	assert(cookies.every((cookie) => /^askel-visit-/.test(cookie.name)), 'no other cookie was set');
	await person.page.emulateMedia({ media: 'print' });
	assert.equal(await footer(person, '/privacy').isVisible(), false, 'on paper there are no links of the footer');
	assert(await person.at('.desk dt').last().isVisible(), 'but all of the table');
	await person.page.emulateMedia({ media: null });
}

async function send_feedback(person) {
	await go(person, footer(person, '/accessibility'), '/accessibility');
	await go(person, person.at('main .button.main'), '/accessibility/feedback');
	const reach = `${person.lang}@example.fi`;
	const words = `Sivu ei lue "nappia".\n\n<b>${person.lang}</b>`;
	await person.hands.write(person.at('#reach'), reach);
	await person.hands.press(person.at('main form .button.main'));
	await person.at('#summary').waitFor();
	if (person.js)
		assert.equal(await person.at(':focus').getAttribute('id'), 'summary', 'the summary has focus');
	await person.hands.press(person.at('#summary a[href="#words"]'));
	assert.equal(await person.at(':focus').getAttribute('id'), 'words');
	assert.equal(await person.at('#reach').inputValue(), reach, 'what was typed is kept');
	await person.hands.write(person.at('#words'), words);
	await go(person, person.at('main form .button.main'), '/accessibility/thanks');
	assert.equal(await person.at('h1').textContent(), person.t('Thank you for telling us'));
	const stored = JSON.parse(house.sql(`SELECT json_array(words, language, answer_by - sent / 86400, answered)
		FROM access_feedback WHERE reach = '${reach}'`));
	assert.deepEqual([stored[0], stored[1], stored[3]], [words, person.lang, 0]);
	assert(Math.abs(stored[2] - DAYS) <= 1, 'to be answered in 14 days');
}

async function answer_feedback(person) {
	const main = () => person.at('main form .button.main').first();
	await person.page.goto(house.links.admin);
	await person.hands.press(main());
	if (person.path() === '/languages') {
		await person.hands.choose(person.at(`[name=ui][value=${person.lang}]`));
		await person.hands.press(main());
	}
	await person.hands.choose(person.at('[name=device][value=own]'));
	await person.hands.press(main());
	await person.page.goto('/');
	await go(person, person.at('main a[href="/feedback"]'), '/feedback');
	const rows = await person.at('.tasks li').count();
	await person.hands.press(person.at('.tasks a').first());
	assert.match(await person.at('blockquote').textContent(), /^\s*Sivu ei lue "nappia"\.\s+<b>/, 'word for word');
	await go(person, main(), '/feedback');
	assert.equal(await person.at('.tasks li').count(), rows - 1, 'one fewer waits');
	await go(person, person.at('main a[href="/feedback?list=answered"]'), '/feedback');
	assert(await person.at('.tasks li').count() > 0);
}

const people = [
	{ lang: 'en', js: false },
	{ lang: 'fi', js: true },
	{ lang: 'sv', js: true, keyboard: true },
];
for (const how of people) {
	const person = await open_person(how);
	const name = `${how.lang}, ${how.js ? 'with' : 'without'} JavaScript${how.keyboard ? ', by keyboard' : ''}`;
	await test(`${name}: the phone number is found from signing in`, () => find_the_phone(person));
	await test(`${name}: what is kept is read`, () => read_privacy(person));
	await test(`${name}: feedback is sent`, () => send_feedback(person));
	await person.context.close();
}
for (const how of people) {
	const person = await open_person(how);
	person.path = () => new URL(person.page.url()).pathname;
	/* the admin's language is chosen once, on the first day */
	person.lang = people[0].lang;
	const name = `${how.js ? 'with' : 'without'} JavaScript${how.keyboard ? ', by keyboard' : ''}`;
	await test(`${name}: the admin reads and answers one`, () => answer_feedback(person));
	await person.context.close();
}
await browser.close();
await house.close();
finish();
