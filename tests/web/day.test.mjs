/*
 * day: a person's day from the card to signing out, as the README tells it: without JavaScript in
 * three languages, with it, and by keyboard alone. On a screen of 320 px.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hands_at } from './hands.mjs';
import { finish, note, open_browser, open_house, test, words_of } from './house.mjs';
import { check_button, field, fill_in, list_of, option, read_questions, tries_at, value_in } from './questions.mjs';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const TEXT_OF = { fi: 'fi-simple', sv: 'sv', en: 'en' }; /* buttons -> course text */
const OTHER = { fi: 'sv', sv: 'en', en: 'fi' };
const COURSE = '/courses/safe-online';

const house = await open_house();
const browser = await open_browser();
const course_folder = join(house.folder, 'courses/safe-online');

/* ---- one day: its person, browser and language ---- */

async function open_day(how) {
	const options = {
		baseURL: house.origin,
		javaScriptEnabled: how.js,
		viewport: { width: 320, height: 640 },
		locale: 'de', /* a language we don't have: the first one is shown */
	};
	const day = {
		...how,
		card: house.card(),
		t: words_of(how.lang),
		questions: read_questions(course_folder, TEXT_OF[how.lang]),
		/* The browser is closed and opened again: only lasting cookies are there. */
		async open_browser_again(cookies = []) {
			await day.context?.close();
			day.context = await browser.newContext(options);
			await day.context.addCookies(cookies);
			day.page = await day.context.newPage();
			day.page.setDefaultTimeout(10000);
			day.hands = hands_at(day.page, how.keyboard);
		},
		new_context: () => browser.newContext(options),
		at: (selector) => day.page.locator(selector),
		path: () => day.page.url().slice(house.origin.length),
		/* Makes the sessions of this person look older. */
		age: (seconds) => house.sql(`UPDATE session SET seen = seen - ${seconds} WHERE person = ${day.person()}`),
		person: () => house.sql('SELECT max(person) FROM session'),
	};
	await day.open_browser_again();
	return day;
}

const main_button = (day) => day.at('main form .button.main').first();
/* The id of the first field of a question. */
const field_id = (q) => (['one', 'many', 'order', 'match'].includes(q.kind) ? `q-${q.id}-1` : `q-${q.id}`);
const question = (day, kind) => day.questions.find((q) => q.kind === kind);
const open_page = (day, q) => day.page.goto(`${COURSE}/${q.page}`);
const session_cookie = async (day) =>
	(await day.context.cookies()).find((cookie) => /^askel-\d+$/.test(cookie.name));

/* Presses what leads to another page and waits for it. */
async function go(day, target, path) {
	await day.hands.press(target);
	await day.page.waitForURL((url) => (url.pathname === path));
}

/* The form came back: 422 by its looks, and the summary's link leads to the field. */
async function expect_problem(day, input) {
	const summary = day.at('#summary');
	await summary.waitFor();
	assert.match(await day.page.title(), new RegExp(`^${day.t('Something to look at – {a}').split('{a}')[0]}`));
	if (day.js)
		assert.equal(await day.at(':focus').getAttribute('id'), 'summary', 'the summary has focus');
	const link = summary.locator(`a[href="#${input}"]`);
	await day.hands.press(link);
	assert.equal(await day.at(':focus').getAttribute('id'), input, 'the link of the summary leads to the field');
}

/* ---- answering ---- */

async function expect_filled(day, q, value) {
	switch (q.kind) {
	case 'one':
	case 'many':
		for (let i = 1; i <= q.ticks.length; i++)
			assert.equal(await option(day, q, i).isChecked(), value.includes(i), `${q.id}: choice ${i}`);
		break;
	case 'order':
	case 'match':
		for (const [i, row] of q.rows.entries()) {
			const list = await list_of(day, q, row);
			assert.equal(await list.inputValue(), await value_in(list, q, value[i]), `${q.id}: place ${i + 1}`);
		}
		break;
	default:
		assert.equal(await field(day, q).inputValue(), value.trim(), `${q.id}: words`);
	}
}

const VERDICTS = {
	wrong: 'Not quite yet.',
	partly: 'Partly right.',
	right: 'Right.',
	reflect: 'Saved.',
	evidence: 'Sent to your coach.',
};

/* The page is where the feedback is: address, focus, title, words, and the answer in its fields. */
async function expect_feedback(day, q, verdict) {
	const words = day.t(VERDICTS[verdict === 'given' ? q.kind : verdict]);
	const heading = day.at(`#a-${q.id}`);
	await heading.waitFor();
	assert.equal((await heading.textContent()).trim(), words, q.id);
	assert.equal(day.path(), `${COURSE}/${q.page}?q=${q.id}#a-${q.id}`);
	assert.equal(await day.at(':target').getAttribute('id'), `a-${q.id}`);
	if (day.js)
		assert.equal(await day.at(':focus').getAttribute('id'), `a-${q.id}`, 'the feedback has focus');
	assert((await day.page.title()).startsWith(words), 'the title begins with how it went');
	const care = await day.at('.feedback.care').filter({ has: heading }).count();
	assert.equal(care, verdict === 'wrong' || verdict === 'partly' ? 1 : 0, q.id);
}

async function answer(day, q, verdict, value) {
	await fill_in(day, q, value);
	await day.hands.press(check_button(day, q));
	await expect_feedback(day, q, verdict);
	await expect_filled(day, q, value);
}

/* ---- the steps ---- */

async function open_card(day) {
	const anyone = await day.new_context();
	assert.equal((await anyone.request.head(day.card)).status(), 200, 'HEAD');
	for (let i = 0; i < 10; i++)
		assert.equal((await anyone.request.get(day.card)).status(), 200, 'GET');
	await anyone.close();
	await day.page.goto(day.card);
	assert.equal(await day.at('html').getAttribute('lang'), 'fi', 'the first language');
	await day.hands.press(day.at(`header [hreflang=${day.lang}]`));
	await day.at(`html[lang=${day.lang}]`).waitFor();
	assert.equal(await session_cookie(day), undefined, 'nobody is signed in by looking');
	await go(day, main_button(day), '/languages');
	assert(await session_cookie(day), 'Start signs in');
	const second = await day.new_context();
	const used = await second.newPage();
	assert.equal((await used.goto(day.card)).status(), 410, 'a card works once');
	await second.close();
}

async function choose_languages(day) {
	await day.hands.choose(day.at(`[name=ui][value=${day.lang}]`));
	await day.hands.choose(day.at(`[name=text][value=${TEXT_OF[day.lang]}]`));
	await go(day, main_button(day), '/device');
	assert.equal(await day.at('html').getAttribute('lang'), day.lang);
	assert.equal(await day.at('h1').textContent(), day.t('Is this your own phone or computer?'));
}

async function choose_own_device(day) {
	assert.equal(await day.at(':checked').count(), 0, 'nothing is chosen for the person');
	await day.hands.press(main_button(day));
	await expect_problem(day, 'device');
	await day.hands.choose(day.at('[name=device][value=own]'));
	await go(day, main_button(day), '/way-back');
	const days = ((await session_cookie(day)).expires - Date.now() / 1000) / DAY;
	assert(days > 29 && days < 31, `an own device keeps its cookie 30 days, not ${days}`);
}

async function make_way_back(day) {
	const name = () => day.at('.big').textContent();
	const first = await name();
	await day.hands.press(day.at('button[value=other]'));
	day.name = await name();
	assert.notEqual(day.name, first, 'another name');
	assert.equal(day.name.split(' ').length, 2, 'two plain words');
	await day.hands.write(day.at('#passphrase'), 'lyhyt');
	await day.hands.press(main_button(day));
	await expect_problem(day, 'passphrase');
	assert.equal(await day.at('#passphrase').inputValue(), 'lyhyt', 'what was typed is kept');
	assert.equal(await name(), day.name, 'the name is kept');
	day.passphrase = `sammal  Trumpetti keitto ${day.lang}`;
	await day.hands.write(day.at('#passphrase'), day.passphrase);
	await go(day, main_button(day), '/');
}

async function start_course(day) {
	assert.equal(await day.at('h1').textContent(), day.t('Hi! Shall we start?'));
	assert.equal(await day.at('.tasks .state').first().textContent(), day.t('Not started yet'));
	await go(day, day.at('.card .button.main'), `${COURSE}/${day.questions[0].page}`);
	assert.equal(await day.at('h1').getAttribute('lang'), day.lang, 'fi-simple says lang="fi"');
	assert.equal(await day.at('main > form > .note').count(), 0, 'the text is in the language asked for');
}

/* Empties the fields; false where that can't be done (a chosen radio button stays chosen). */
async function empty(day, q) {
	if (q.kind === 'one')
		return await day.at(`[name="q.${q.id}"]:checked`).count() === 0;
	await fill_in(day, q, ['many', 'order', 'match'].includes(q.kind) ? Array(q.rows.length).fill('') : '');
	return true;
}

/* Sends nothing first, then what can't be right or wrong, then every way it can go, right last. */
async function answer_every_way(day, q) {
	const tries = tries_at(q);
	if (await empty(day, q)) {
		await day.hands.press(check_button(day, q));
		await expect_problem(day, field_id(q));
	}
	if (q.kind === 'number') {
		await day.hands.write(field(day, q), 'viisi');
		await day.hands.press(check_button(day, q));
		await expect_problem(day, field_id(q));
		await expect_filled(day, q, 'viisi');
	}
	for (const [verdict, value] of Object.entries(tries))
		await answer(day, q, verdict, value);
}

/* Next takes what is whole, shows how it went, and keeps the rest. */
async function leave_by_next(day) {
	const many = question(day, 'many');
	const number = question(day, 'number');
	assert.equal(many.page, number.page, 'the course has two questions on one page');
	await go(day, day.at('button[value=next]'), `${COURSE}/${many.page}`);
	await fill_in(day, many, tries_at(many).partly);
	await fill_in(day, number, 'viisi');
	await day.hands.press(day.at('button[value=next]'));
	await expect_feedback(day, many, 'partly');
	await expect_filled(day, number, 'viisi');
	const order = question(day, 'order');
	await go(day, day.at('button[value=next]'), `${COURSE}/${order.page}`);
	await day.hands.pick(await list_of(day, order, order.rows[1]), '1');
	await day.hands.press(day.at('button[value=next]'));
	await day.page.waitForURL((url) => url.pathname !== `${COURSE}/${order.page}`);
	await go(day, day.at('.back'), `${COURSE}/${order.page}`);
	await expect_filled(day, order, ['', 1]);
	await day.at(`#question-${order.id} .kept`).waitFor();
}

async function ask_for_help(day) {
	const q = question(day, 'short');
	await open_page(day, q);
	await fill_in(day, q, 'en tiedä');
	await go(day, day.at('button[value=help]'), '/help');
	await day.hands.press(main_button(day));
	await expect_problem(day, 'words');
	await day.hands.choose(day.at(`[name=about][value="${q.id}"]`));
	await day.hands.write(day.at('#words'), 'Mitä <b>linkki</b> tarkoittaa?');
	await day.hands.press(main_button(day));
	await day.page.waitForURL(/\/help\/\d+$/);
	assert.equal((await day.at('blockquote').textContent()).trim(), 'Mitä <b>linkki</b> tarkoittaa?');
	const stored = house.sql(`SELECT page || ' ' || question FROM help WHERE person = ${day.person()}`);
	assert.equal(stored, `${q.page} ${q.id}`, 'with page and question');
	await go(day, day.at('.button.main'), `${COURSE}/${q.page}`);
	await expect_filled(day, q, 'en tiedä');
	await day.page.goto('/');
	await day.at('.tasks a[href^="/help/"]').waitFor();
}

async function answer_by_enter(day) {
	const q = question(day, 'short');
	await open_page(day, q);
	await fill_in(day, q, tries_at(q).right);
	await field(day, q).press('Enter');
	await expect_feedback(day, q, 'right');
}

/* The language is changed in mid-page: words and progress stay. */
async function change_language(day) {
	const q = question(day, 'reflect');
	const done = question(day, 'short');
	const change = async (lang) => {
		await go(day, day.at('button[value=languages]'), '/languages');
		await day.hands.choose(day.at(`[name=ui][value=${lang}]`));
		await day.hands.choose(day.at(`[name=text][value=${TEXT_OF[lang]}]`));
		await go(day, main_button(day), `${COURSE}/${q.page}`);
		assert.equal(await day.at('html').getAttribute('lang'), lang);
		assert.equal(await day.at('h1').getAttribute('lang'), lang);
	};
	await open_page(day, q);
	await fill_in(day, q, 'Lukitsen näytön.');
	await change(OTHER[day.lang]);
	await expect_filled(day, q, 'Lukitsen näytön.');
	await open_page(day, done);
	await day.at(`#a-${done.id}`).waitFor();
	await open_page(day, q);
	await change(day.lang);
	await expect_filled(day, q, 'Lukitsen näytön.');
}

async function close_and_go_on(day) {
	const here = day.path();
	const cookies = (await day.context.cookies()).filter((cookie) => cookie.expires > 0);
	await day.open_browser_again(cookies);
	await day.page.goto('/');
	assert.equal(await day.at('h1').textContent(), day.t('Hi! Shall we go on?'));
	await go(day, day.at('.card .button.main'), here);
}

/* Looks at the page until the words are there (or aren't); how long that took. */
async function time_until(page, words, there = true) {
	const began = Date.now();
	while ((await page.locator('main').textContent()).includes(words) !== there) {
		assert(Date.now() - began < 10000, `${words}: ${there ? 'never shown' : 'always shown'}`);
		await page.waitForTimeout(50);
		await page.reload();
	}
	return Date.now() - began;
}

async function follow_the_author(day) {
	const q = question(day, 'short');
	const good = readFileSync(q.file, 'utf8');
	const place = q.file.slice(join(house.folder, 'courses/').length);
	const author = await day.new_context();
	const desk = await author.newPage();
	await desk.goto(house.links.author);
	await desk.locator('main form .button.main').click();
	await open_page(day, q);
	try {
		/* twice, for the second comes right after a look at the folder and waits longest */
		for (const words of ['Uusi lause 41.', 'Uusi lause 42.']) {
			writeFileSync(q.file, good.replace(/\n## /, `\n${words}\n\n## `));
			const took = await time_until(day.page, words);
			assert(took < 4000, `an edit is live with the next look, not with a restart: ${took} ms`);
		}
		await day.at(`#a-${q.id}`).waitFor();
		writeFileSync(q.file, good.replace(/^title: .*$/m, 'titel: x'));
		await desk.goto('/author');
		await time_until(desk, place);
		await open_page(day, q);
		assert((await day.at('main').textContent()).includes('Uusi lause 42.'), 'the last good form is kept');
		await day.at(`#a-${q.id}`).waitFor();
	} finally {
		writeFileSync(q.file, good);
	}
	await time_until(desk, place, false);
	await author.close();
}

/* From page to page by Next, answering all: every way each question can go, each kind, or right away.
 * Then the front page says that all is done. */
async function answer_everything(day) {
	await open_page(day, day.questions[0]);
	for (const q of day.questions) {
		const path = `${COURSE}/${q.page}`;
		if (!day.path().startsWith(path))
			await go(day, day.at('button[value=next]'), path);
		if (day.tries === 'each' || (day.tries === 'kinds' && q === question(day, q.kind)))
			await answer_every_way(day, q);
		else
			await answer(day, q, ...Object.entries(tries_at(q)).at(-1));
	}
	await go(day, day.at('button[value=next]'), COURSE);
	const stones = await day.at('.progress .stones i').count();
	assert.equal(await day.at('.progress .stones i.done').count(), stones, 'every stone is laid');
	await day.page.goto('/');
	const row = day.at('.tasks li').filter({ has: day.page.locator(`a[href="${COURSE}"]`) });
	assert.equal(await row.locator('.state').textContent(), day.t('Done'));
}

/* A question that the author explains after some tries: not before. */
async function see_the_answer(day) {
	const q = day.questions.find((one) => one.explain_after > 0);
	const wrong = q.ticks.flatMap((tick, i) => (tick ? [] : [i + 1]));
	const explained = () => day.at(`#question-${q.id} .feedback`)
		.getByText(day.t('The answer:')).count();
	await open_page(day, q);
	for (let i = 1; i <= q.explain_after; i++) {
		assert.equal(await day.at('.feedback').count() > 0 && await explained() > 0, false, `before try ${i}`);
		await answer(day, q, 'wrong', [wrong[i % wrong.length]]);
	}
	assert.equal(await explained(), 1, 'the answer is shown');
}

/* Signs in with the name and passphrase, written as people write them. */
async function write_way_back(day, page = day.page, hands = day.hands) {
	await hands.write(page.locator('#name'), `  ${day.name.toUpperCase().replace(' ', '   ')}  `);
	await hands.write(page.locator('#passphrase'), ` ${day.passphrase.toUpperCase()} `);
}

/* The session ends while a page is open: what was written comes back word for word. */
async function outlive_the_session(day) {
	const q = question(day, 'evidence');
	const words = 'Kolme merkkiä:\n\n"kiire", <linkki> & raha.';
	await open_page(day, q);
	await day.hands.write(field(day, q), words);
	day.age(31 * DAY);
	await day.hands.press(check_button(day, q));
	await day.at('#passphrase').waitFor();
	await day.hands.write(day.at('#name'), day.name);
	await day.hands.write(day.at('#passphrase'), 'aivan muut sanat nyt');
	await day.hands.press(main_button(day));
	await day.at('#summary').waitFor();
	assert.equal(await day.at('#name').inputValue(), day.name, 'a wrong passphrase keeps the name');
	assert.equal(await day.at('#passphrase').inputValue(), '', 'but not the passphrase');
	await write_way_back(day);
	await day.hands.press(main_button(day));
	await day.at('form#page').waitFor();
	assert.equal(await field(day, q).inputValue(), words, 'word for word');
	assert.equal(house.sql(`SELECT count(*) FROM answer WHERE person = ${day.person()} AND question = '${q.id}' AND payload IN (SELECT id FROM payload WHERE words LIKE 'Kolme%')`), '0', 'nothing is sent by signing in');
	await day.hands.press(check_button(day, q));
	await expect_feedback(day, q, 'given');
}

/* Two windows: the token of the first grew stale when the second signed out and in again. */
async function press_with_a_stale_token(day) {
	const q = question(day, 'reflect');
	await open_page(day, q);
	await day.hands.write(field(day, q), 'Toisessa ikkunassa.');
	const other = await day.context.newPage();
	await other.goto('/me');
	await other.locator('main form .button.main').click();
	await other.goto('/sign-in');
	await write_way_back(day, other, hands_at(other, false));
	await other.locator('main form .button.main').click();
	await other.waitForURL('**/device');
	await other.locator('[name=device][value=shared]').locator('xpath=ancestor::label').click();
	await other.locator('main form .button.main').click();
	await other.waitForURL(`${house.origin}/`);
	await other.close();
	await day.hands.press(check_button(day, q));
	await day.at('main > .note').waitFor();
	assert.equal(await field(day, q).inputValue(), 'Toisessa ikkunassa.');
	await day.hands.press(check_button(day, q));
	await expect_feedback(day, q, 'given');
}

/* A visit is noted a moment after its page was sent. */
async function until_noted(day) {
	const ago = () => Date.now() / 1000 - house.sql(`SELECT max(seen) FROM session WHERE person = ${day.person()}`);
	for (let i = 0; ago() > MINUTE; i++) {
		assert(i < 100, 'the visit is noted');
		await day.page.waitForTimeout(50);
	}
}

/* On a device others use, 30 minutes without use is the end. */
async function leave_a_shared_device(day) {
	assert.equal((await session_cookie(day)).expires, -1, 'the cookie goes with the browser');
	day.age(29 * MINUTE);
	await day.page.goto('/me');
	assert.equal(day.path(), '/me');
	await until_noted(day);
	day.age(31 * MINUTE);
	await day.page.goto('/me');
	assert.equal(day.path(), '/sign-in?next=%2Fme');
	await day.at('h1 + .note').waitFor();
	await write_way_back(day);
	await go(day, main_button(day), '/device');
	await day.hands.choose(day.at('[name=device][value=own]'));
	await day.hands.press(main_button(day));
	await day.page.goto('/me');
	assert.equal(await day.at('dd[translate=no]').textContent(), day.name);
}

async function sign_out(day) {
	const before = await day.context.cookies();
	await go(day, day.at('main form .button.main'), '/signed-out');
	assert.equal(await session_cookie(day), undefined, 'the cookie is gone');
	await day.page.goBack();
	await day.page.waitForURL(/\/sign-in/);
	assert(!(await day.page.content()).includes(day.name), 'Back shows nothing of before');
	const thief = await day.new_context();
	await thief.addCookies(before);
	const page = await thief.newPage();
	await page.goto('/me');
	assert.match(page.url(), /\/sign-in/, 'the old cookie no longer works');
	await thief.close();
}

async function try_too_often(day) {
	await day.page.goto(`/signed-out?lang=${day.lang}`);
	await go(day, day.at('main a.button'), '/sign-in');
	assert.equal(await day.at('html').getAttribute('lang'), day.lang, 'the language stays');
	let answer;
	for (let i = 0; i < 8 && answer?.status() !== 429; i++) {
		await day.hands.write(day.at('#name'), `sininen ${day.number}`);
		await day.hands.write(day.at('#passphrase'), 'arvaan vain sanoja');
		[answer] = await Promise.all([
			day.page.waitForResponse((response) => response.request().method() === 'POST'),
			day.hands.press(main_button(day)),
		]);
		await day.at('#summary').waitFor();
	}
	assert.equal(answer.status(), 429);
	const wait = Number(await answer.headerValue('retry-after'));
	assert(wait >= 1 && wait <= 60, `Retry-After: ${wait}`);
	const told = day.t('There have been many tries. Wait one second, then try again.').split('.')[0];
	const said = (await day.at('#summary li').textContent()).trim();
	assert(said.startsWith(told), `it says why: ${said}`);
	assert.equal(await day.at('#name').inputValue(), `sininen ${day.number}`, 'the name is kept');
}

/* ---- the days ---- */

const steps = [
	['a card is looked at and used', open_card],
	['languages of buttons and of courses', choose_languages],
	['whose device it is', choose_own_device],
	['a way back', make_way_back],
	['from the front page to the first page', start_course],
	['Next takes what is whole and keeps the rest', leave_by_next],
	['help is asked from a page', ask_for_help],
	['Enter in a text field answers', answer_by_enter],
	['another language in mid-page', change_language],
	['the browser is closed and opened again', close_and_go_on],
	['the author edits the page', follow_the_author],
	['the answer is shown after some tries', see_the_answer],
	['every question is answered', answer_everything],
	['the session ends in mid-page', outlive_the_session],
	['a stale token', press_with_a_stale_token],
	['a shared device', leave_a_shared_device],
	['signing out', sign_out],
	['too many tries', try_too_often],
];
const days = [
	{ lang: 'en', js: false, tries: 'each' },
	{ lang: 'fi', js: false },
	{ lang: 'sv', js: false },
	{ lang: 'fi', js: true, tries: 'each' },
	{ lang: 'sv', js: true, keyboard: true, tries: 'kinds' },
];
for (const [number, how] of days.entries()) {
	const day = await open_day({ ...how, number });
	const name = `${how.lang}, ${how.js ? 'with' : 'without'} JavaScript${how.keyboard ? ', by keyboard' : ''}`;
	/* each step stands on the one before */
	for (const [step, run] of steps)
		if (!await test(`${name}: ${step}`, () => run(day))) {
			note(`at ${day.page.url()}, and the log ends:\n${house.log().split('\n').slice(-12).join('\n')}`);
			break;
		}
	await day.context.close();
}
await browser.close();
await test('the log tells of no person, page or word', () => {
	assert.match(house.log(), /GET \/courses\/\{course\}\/\{page\} 200/);
	assert.doesNotMatch(house.log(), /trumpetti|kissa|linkki|merkkiä|sininen|127\.0\.0\.1|good-password|\/in\/[^{]/i);
});
await house.close();
finish();
