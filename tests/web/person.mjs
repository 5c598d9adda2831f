/*
 * person: somebody at a browser of their own, and the way in that every walk begins with: a card,
 * the languages, the device, and where it is asked a way back and a second key.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { hands_at } from './hands.mjs';
import { words_of } from './house.mjs';

/* how: js, keyboard, and width (360) and height of the screen. */
export async function open_person(house, browser, how, lang) {
	const context = await browser.newContext({ baseURL: house.origin, javaScriptEnabled: how.js, locale: lang,
		viewport: { width: how.width ?? 360, height: how.height ?? 740 }, acceptDownloads: true });
	const page = await context.newPage();
	page.setDefaultTimeout(15000);
	const person = { context, page, hands: hands_at(page, how.keyboard), t: words_of(lang), lang,
		at: (selector) => page.locator(selector),
		path: () => page.url().slice(house.origin.length),
		pathname: () => new URL(page.url()).pathname,
		main: () => page.locator('main form .button.main').first() };
	return person;
}

/* The code that an authenticator shows at a moment (seconds since 1970; else now). */
export function code_of(key, now) {
	const moment = now ? [`--now=${new Date(now * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`] : [];
	return execFileSync('oathtool', ['--totp', '--base32', ...moment, key.secret], { encoding: 'utf8' }).trim();
}

/* The first time it is set up with an authenticator (and a code that doesn't fit); later a paper code
 * is shown. */
export async function show_second_key(person, key) {
	const { hands } = person;
	const send = () => hands.press(person.main());
	const first = !key.secret;
	if (first) {
		await person.at('.qr svg').waitFor();
		key.secret = (await person.at('code.big').textContent()).replaceAll(' ', '');
		await hands.write(person.at('#code'), '000 000');
		await send();
		await person.at('#summary a[href="#code"]').waitFor();
		await hands.write(person.at('#code'), code_of(key));
		await send();
		key.papers = await person.at('main ol code').allTextContents();
		assert.equal(new Set(key.papers).size, 10, 'ten codes on paper');
	} else {
		await hands.write(person.at('#code'), key.papers[0].toLowerCase().replace(' ', '-'));
	}
	await send();
	assert.equal(person.path(), '/', 'and in');
}

/* The few things asked the first time, where they are asked. The way back waits, unless `passphrase` is
 * there; so does the second key of staff, unless `key` is. */
export async function settle(person, key, passphrase) {
	const { hands, lang } = person;
	if (person.pathname() === '/languages') {
		await hands.choose(person.at(`[name=ui][value=${lang}]`));
		await hands.choose(person.at(`[name=text][value=${lang}]`));
		await hands.press(person.main());
	}
	if (person.pathname() === '/device') {
		await hands.choose(person.at('[name=device][value=own]'));
		await hands.press(person.main());
	}
	if (person.pathname() === '/way-back' && passphrase) {
		await hands.write(person.at('#passphrase'), passphrase);
		await hands.press(person.main());
	} else if (person.pathname() === '/way-back') {
		await hands.press(person.at('button[value=later]'));
	}
	if (person.pathname() === '/second-factor')
		await (key ? show_second_key(person, key) : hands.press(person.at('button[value=later]')));
	assert.equal(person.path(), '/');
}

/* From a link to the front page, in this language; `id` is their number in the database. */
export async function enter(house, browser, how, link, lang) {
	const person = await open_person(house, browser, how, lang);
	await person.page.goto(link);
	await person.hands.press(person.main());
	person.id = Number(house.sql('SELECT person FROM session ORDER BY id DESC LIMIT 1'));
	await settle(person, how.key, how.passphrase);
	return person;
}

/* What a person reads, blanks and line ends as one blank. */
export const said = async (person) => (await person.at('main').innerText()).replace(/\s+/g, ' ');

export async function shows(person, words) {
	const text = await said(person);
	assert(text.includes(words.replace(/\s+/g, ' ')), `"${words}" is shown in: ${text}`);
}

export async function doesnt_show(person, words) {
	assert(!(await said(person)).includes(words), `"${words}" isn't shown`);
}

/* A sentence with its {names} filled in. */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? `{${name}}`);
