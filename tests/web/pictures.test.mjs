/*
 * pictures: somebody for whom words are hard makes themselves a way back with pictures, comes in with
 * them on another phone, shows them before what is theirs, and takes a passphrase in the end. Without
 * JavaScript, by keyboard with it, on the smallest screen and with the text made twice as big.
 */
import assert from 'node:assert/strict';
import { axe_faults, set_text_size, target_faults, width_faults } from './checks.mjs';
import { finish, note, open_browser, open_house, test } from './house.mjs';
import { open_person, shows } from './person.mjs';

const house = await open_house();
const browser = await open_browser();
const MINE = ['moon', 'key', 'cat', 'boat', 'hat'];
const picture = (person, word) => person.at(`button.picture[value=${word}]`);
const act = (person, what) => person.at(`main button[name=do][value=${what}]`);

/* What is said of what was chosen: names, in order. */
const chosen = (person) => person.at('ol.chosen li').allInnerTexts().then((all) => all.map((one) => one.trim()));

async function press_all(person, words) {
	for (const word of words)
		await person.hands.press(picture(person, word));
}

/* ---- the steps ---- */

async function come_first(day) {
	const { person } = day;
	await person.page.goto(house.card());
	await person.hands.press(person.main());
	await person.hands.choose(person.at(`[name=ui][value=${person.lang}]`));
	await person.hands.choose(person.at(`[name=text][value=${person.lang}]`));
	await person.hands.press(person.main());
	await person.hands.choose(person.at('[name=device][value=own]'));
	await person.hands.press(person.main());
	assert.equal(person.path(), '/way-back');
	day.id = Number(house.sql('SELECT person FROM session ORDER BY id DESC LIMIT 1'));
	await person.hands.press(act(person, 'pictures'));
	day.name = (await person.at('.big').textContent()).trim();
}

async function look_at_them(day) {
	const { person } = day;
	const names = await person.at('button.picture').allInnerTexts();
	assert.equal(new Set(names.map((name) => name.trim())).size, 48, 'each picture has a name of its own in words');
	assert(names.includes(person.t('snowflake')), 'in their language');
	assert.equal(await person.page.getByRole('button', { name: person.t('snowflake'), exact: true }).count(), 1,
		'which is all that a screen reader says of it');
	const drawn = await person.at('button.picture svg').evaluateAll((all) =>
		all.filter((svg) => svg.getBBox().width > 10 && svg.getBBox().height > 10).length);
	assert.equal(drawn, 48, 'and all are drawn');
	for (const width of [320, 360, 1280]) {
		await person.page.setViewportSize({ width, height: 740 });
		assert.deepEqual(await width_faults(person.page, `${width} wide`), []);
		assert.deepEqual(await target_faults(person.page), []);
		assert.deepEqual(await person.at('button.picture').evaluateAll((all) => all.filter((one) => {
			const range = document.createRange();
			range.selectNodeContents(one.lastChild);
			return range.getClientRects().length !== 1;
		}).map((one) => one.innerText)), [], `${width} wide: each name stands in one piece`);
	}
	await person.page.setViewportSize({ width: day.width, height: 740 });
	if (!day.js)
		return;
	await set_text_size(person.page, 2);
	assert.deepEqual(await width_faults(person.page, 'text twice as big'), []);
	await set_text_size(person.page, 1);
	assert.deepEqual(await axe_faults(person.page), []);
}

async function choose_them(day) {
	const { person } = day;
	await press_all(person, ['moon', 'key']);
	assert.deepEqual(await chosen(person), ['moon', 'key'].map(person.t));
	assert(await person.at('#chosen').evaluate((at) => at.getBoundingClientRect().top < innerHeight),
		'the page opens where the pictures stand');
	assert.match(await person.page.title(), new RegExp(`^2 `));
	if (day.js)
		assert.equal(await person.page.evaluate(() => document.activeElement.id), 'chosen');
	await person.hands.press(picture(person, 'key'));
	await person.at('#summary a[href="#chosen"]').waitFor();
	await person.hands.press(act(person, 'undo'));
	assert.deepEqual(await chosen(person), [person.t('moon')]);
	await person.hands.press(act(person, 'anew'));
	await press_all(person, ['cat', 'fish', 'bird', 'snail', 'rabbit']);
	await person.hands.press(act(person, 'use'));
	await person.at('#summary a[href="#chosen"]').waitFor();
	assert.equal((await chosen(person)).length, 5, 'what was chosen stays');
	await person.hands.press(act(person, 'anew'));
	await press_all(person, MINE);
	assert.deepEqual(await chosen(person), MINE.map(person.t));
	await shows(person, day.name);
	await person.hands.press(act(person, 'use'));
	assert.equal(person.path(), '/');
}

/* On another phone, where nothing is known of them. */
async function come_back(day) {
	const other = await open_person(house, browser, day, day.person.lang);
	await other.page.goto(`/sign-in?lang=${other.lang}`);
	await other.hands.press(act(other, 'pictures'));
	await other.at('#summary a[href="#name"]').waitFor();
	await other.hands.write(other.at('#name'), ` ${day.name.toUpperCase()} `);
	await other.hands.press(act(other, 'pictures'));
	const html = await other.page.content();
	assert.equal(MINE.filter((word) => html.includes(`value="${word}"`) && !html.includes(`name="pick" value="${word}"`)).length,
		0, 'nothing on the page tells which pictures are right');
	await press_all(other, [...MINE.slice(0, 4), 'sock']);
	await other.hands.press(act(other, 'use'));
	await other.at('#summary a[href="#chosen"]').waitFor();
	await other.hands.press(act(other, 'undo'));
	await press_all(other, ['hat']);
	await other.hands.press(act(other, 'use'));
	assert.equal(other.pathname(), '/device');
	await other.context.close();
}

async function show_them(day) {
	const { person } = day;
	house.sql(`UPDATE session SET strong_at = unixepoch() - 1000 WHERE person = ${day.id}`);
	await person.page.goto('/looks');
	assert.equal(person.path(), '/passphrase?next=%2Flooks');
	await press_all(person, MINE);
	await person.hands.press(act(person, 'use'));
	assert.equal(person.path(), '/looks');
}

async function take_words(day) {
	const { person } = day;
	house.sql(`UPDATE session SET started = unixepoch() - 3000 WHERE person = ${day.id}`);
	await person.page.goto('/me');
	await person.hands.press(person.at('main a[href="/way-back"]'));
	await press_all(person, MINE);
	await person.hands.press(act(person, 'use'));
	assert.equal(await person.at('h1').textContent(), person.t('Choose new pictures'));
	await person.hands.press(act(person, 'words'));
	await person.hands.write(person.at('#passphrase'), 'sammal trumpetti keitto');
	await person.hands.press(person.main());
	assert.equal(person.path(), '/me');
}

/* ---- the days ---- */

const days = [
	{ js: false, keyboard: false, width: 360, lang: 'fi' },
	{ js: true, keyboard: true, width: 320, lang: 'sv' },
];
for (const day of days) {
	const name = `${day.js ? 'with' : 'without'} JavaScript${day.keyboard ? ', by keyboard' : ''}`;
	day.person = await open_person(house, browser, day, day.lang);
	const steps = [
		['they come by card and want pictures', come_first],
		['48 pictures stand there, each with its name', look_at_them],
		['five are chosen, with a slip and an easy row', choose_them],
		['they come back on another phone', come_back],
		['what is theirs asks for them', show_them],
		['a passphrase takes their place', take_words],
	];
	for (const [step, run] of steps)
		if (!await test(`${name}: ${step}`, () => run(day))) {
			note(`at ${day.person.page.url()}`);
			break;
		}
	await day.person.context.close();
}
await browser.close();
await test('the log holds no picture and no name', () => {
	assert.match(house.log(), /POST \/sign-in 422/);
	assert.doesNotMatch(house.log(), /moon|boat|chosen/);
});
await house.close();
finish();
