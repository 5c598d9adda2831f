/*
 * statistics: a house in which sixty people learn for a summer, on a clock that is set forward: the quarter is
 * over, `askel stats` counts it beside the server, and whoever signs in reads it, a client as the team lead: on a
 * phone and at a desk. Without JavaScript, and by keyboard with it.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { axe_faults, html_faults, width_faults } from './checks.mjs';
import { finish, open_browser, open_house, test } from './house.mjs';
import { doesnt_show, enter, fill, said, shows } from './person.mjs';

const DAY = 86400;
const shots = process.env.SHOTS;
const house = await open_house({}, () => {}, true);
const browser = await open_browser();

/* ---- the summer ---- */

/* Local midnight of the day on which the next quarter but `n` begins: seconds since 1970. */
function quarter(n) {
	const now = new Date(house.clock.now() * 1000);
	return new Date(now.getFullYear(), Math.floor(now.getMonth() / 3) * 3 + 3 * n, 1).getTime() / 1000;
}

const PEOPLE = 'WITH RECURSIVE n(id) AS (SELECT 5001 UNION ALL SELECT id + 1 FROM n WHERE id < 5060)';

function furnish(began) {
	const asked = began + 20 * DAY;
	const answer_by = Math.floor(asked / DAY) + 3;
	house.sql(`INSERT INTO person(id, name, ui_language, made) ${PEOPLE} SELECT id, '',
		CASE WHEN id <= 5040 THEN 'fi' WHEN id <= 5054 THEN 'sv' ELSE 'en' END, 1 FROM n`);
	house.sql(`INSERT INTO role(person, role) ${PEOPLE} SELECT id, 'client' FROM n`);
	house.sql(`INSERT INTO visit(person, course, page, first, last) ${PEOPLE}
		SELECT id, 'safe-online', 'good-password', ${began}, ${began} FROM n`);
	house.sql(`INSERT INTO visit(person, course, page, first, last) ${PEOPLE}
		SELECT id, 'safe-online', 'your-own-route', ${began + 9 * DAY}, ${began + 9 * DAY} FROM n WHERE id % 2 = 0`);
	house.sql(`INSERT INTO help(person, course, page, question, asked, answer_by, closed, owner) ${PEOPLE}
		SELECT id, '', '', '', ${asked}, ${answer_by}, ${asked} + ${DAY} * (CASE WHEN id % 6 = 0 THEN 20 ELSE 0 END), 5001 FROM n`);
}

/* ---- reading ---- */

const how_are = (person) => person.t('How things go here, in numbers');

async function read(how, role, width, lang) {
	const person = await enter(house, browser, { ...how, width }, house.card(role), lang);
	await person.hands.press(person.at('header a[href="/me"]'));
	await person.hands.press(person.at('main a[href="/statistics"]'));
	assert.equal(await person.at('h1').textContent(), how_are(person));
	/* the latest quarter first, in which nobody did anything; the one before is asked for */
	await shows(person, person.t('They were fewer than five, so there is nothing to tell.'));
	await person.hands.press(person.at('main nav a').nth(1));
	await shows(person, fill(person.t('{a} of {b}'), { a: 30, b: 60 }));
	await shows(person, `${fill(person.t('{a} of {b}'), { a: 50, b: 60 })}: ${person.t('the same day')}`);
	await shows(person, person.t('too few to tell'));
	await doesnt_show(person, 'undefined');
	assert.equal(await person.at('nav a[aria-current=page]').count(), 1);
	return person;
}

/* What a screen reader is told: a table a group, by the name of the group, each number with what it is of. */
async function listen(person) {
	const tables = person.page.getByRole('table', { name: person.t('Everybody') });
	assert.equal(await tables.count(), 2, 'who began, and who was answered');
	const first = tables.first();
	assert.equal(await first.getByRole('rowheader').count(), 3);
	const row = first.getByRole('row', { name: new RegExp(`^${person.t('People')}`) });
	assert.equal((await row.getByRole('cell').innerText()).trim(), '60');
}

async function look(person, name) {
	const faults = [...await axe_faults(person.page), ...await width_faults(person.page, name),
		...await html_faults(await person.page.content())];
	assert.deepEqual(faults, [], name);
	if (!shots)
		return;
	mkdirSync(shots, { recursive: true });
	for (const scheme of ['light', 'dark']) {
		await person.page.emulateMedia({ colorScheme: scheme });
		await person.page.screenshot({ path: join(shots, `statistics-${name}-${scheme}.png`), fullPage: true });
	}
}

await test('before a quarter is over, the day of the first numbers is told', async () => {
	const person = await enter(house, browser, { js: false, keyboard: false }, house.card(), 'fi');
	await person.page.goto('/statistics');
	const date = new Intl.DateTimeFormat('fi', { dateStyle: 'long' }).format(new Date(quarter(1) * 1000));
	await shows(person, fill(person.t('The first numbers come on {first}.'), { first: date }));
	assert.match(house.run('stats', house.folder), /No quarter is over yet/);
});

await test('askel stats counts a quarter that is over, once', async () => {
	furnish(quarter(1) + 5 * DAY);
	house.clock.pass(quarter(3) + 40 * DAY - house.clock.now());
	const told = house.run('stats', house.folder);
	assert.match(told, /started +all +people +6\d\n/);
	assert.match(told, /started +all +week-2 yes +30\n/);
	assert.match(told, /helped +all +days 0 +50\n/);
	assert.doesNotMatch(told, / [0-4]\n/, 'no number under five');
	house.sql('PRAGMA foreign_keys = OFF; DELETE FROM visit WHERE person > 5030');
	assert.equal(house.run('stats', house.folder), told, 'and never anew');
});

for (const [what, how, role, width, lang] of [
	['a client on a narrow phone, without JavaScript', { js: false, keyboard: false }, 'client', 320, 'fi'],
	['a coach at a desk, by keyboard', { js: true, keyboard: true }, 'coach', 1280, 'sv'],
	['a team lead', { js: true, keyboard: false }, 'lead', 360, 'en'],
])
	await test(`${what} reads it`, async () => {
		const person = await read(how, role, width, lang);
		if (how.js)
			await listen(person);
		else
			assert.match(await said(person), /Suomi/);
		if (how.js)
			await look(person, `${lang}-${width}`);
		await person.context.close();
	});

await browser.close();
await house.close();
finish();
