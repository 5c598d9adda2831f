/*
 * hand_over: how somebody comes in for the first time, or again. A coach makes a new way in and the
 * client takes it: by the square that a phone scans, by the text of a message, by the code read aloud.
 * An admin hands in a table as Excel saves it, mends a row, makes the people, fetches the list and
 * prints the cards. Without JavaScript, and by keyboard with it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { finish, note, open_browser, open_house, test, words_of } from './house.mjs';
import { enter as enter_as, open_person as open_person_at, settle } from './person.mjs';

const decoder = readFileSync(createRequire(import.meta.url).resolve('jsqr'), 'utf8');
const house = await open_house();
const browser = await open_browser();
const now = () => Math.floor(Date.now() / 1000);

/* ---- people ---- */

const open_person = (how, lang) => open_person_at(house, browser, how, lang);
const enter = (how, link, lang) => enter_as(house, browser, how, link, lang);
const last_person = () => Number(house.sql('SELECT person FROM session ORDER BY id DESC LIMIT 1'));

/* What a phone's camera finds in a picture of the screen. */
async function scan(png) {
	const eye = await browser.newPage();
	await eye.addScriptTag({ content: decoder });
	const found = await eye.evaluate(async (source) => {
		const picture = new Image();
		picture.src = source;
		await picture.decode();
		const canvas = new OffscreenCanvas(picture.width, picture.height);
		const context = canvas.getContext('2d');
		context.drawImage(picture, 0, 0);
		const { data } = context.getImageData(0, 0, picture.width, picture.height);
		return window.jsQR(data, picture.width, picture.height)?.data;
	}, `data:image/png;base64,${png.toString('base64')}`);
	await eye.close();
	return found;
}

/* ---- a new way in ---- */

/* Two presses from the desk's list: the client, the button. */
async function make_way_in(day, from = '/clients') {
	const { coach, client } = day;
	await coach.page.goto(from);
	await coach.hands.press(coach.at(`.tasks a[href="/clients/${client}"]`));
	await coach.hands.press(coach.at(`form[action="/clients/${client}/card"] button`));
	assert.equal(await coach.at('h1').textContent(), coach.t('A new way in'));
	return (await coach.at('p > code').textContent()).trim();
}

async function come_in_by(day, link) {
	const client = await open_person(day, 'fi');
	await client.page.goto(link);
	await client.hands.press(client.at('main form .button.main'));
	await settle(client);
	assert.equal(client.path(), '/');
	assert.equal(last_person(), day.client);
	await client.context.close();
}

/* Who hasn't been here for a week stands on the desk itself. */
async function from_the_desk(day) {
	house.sql(`UPDATE tie SET starts = starts - 10 * 86400 WHERE client = ${day.client}`);
	house.sql(`UPDATE session SET ended = seen WHERE person = ${day.client}`);
	await come_in_by(day, await make_way_in(day, '/desk'));
}

async function by_card(day) {
	const link = await make_way_in(day);
	const found = await scan(await day.coach.at('.pass').screenshot());
	assert.equal(found, link, 'the square holds the link');
	const card = await day.coach.at('.pass').innerText();
	for (const word of ['Kaisa', 'paja', 'asiakas', 'kuntouttava', 'valmenta'])
		assert(!card.toLowerCase().includes(word.toLowerCase()), `no "${word}" on the card`);
	assert.match(card, /Oppimispaikka/);
	await come_in_by(day, found);
}

async function by_message(day) {
	const link = await make_way_in(day);
	const words = await day.coach.at('#sms').inputValue();
	const found = words.match(/https?:\S+/)[0];
	assert.equal(found, link);
	assert.match(words, /^Oppimispaikka: avaa tämä linkki/, 'in the language of the client');
	assert(words.length < 320, `two messages at most: ${words.length}`);
	await come_in_by(day, found);
}

async function by_code(day) {
	await make_way_in(day);
	const code = (await day.coach.at('.big').textContent()).trim();
	assert.match(code, /^[2-8A-Z]{4} [2-8A-Z]{4}$/);
	const client = await open_person(day, 'fi');
	await client.page.goto('/sign-in');
	assert.match(await client.at('main .note').innerText(), /^Etkö pääse sisään\?.*\s010\s000\s0000 \(9–15\)/,
		'whoever can\'t get in reads whom to ring, and when');
	await client.hands.press(client.at('main a[href^="/code"]'));
	await client.hands.write(client.at('#code'), code.slice(0, 7));
	await client.hands.press(client.at('main form .button.main'));
	await client.at('#code-problem').waitFor();
	assert.equal(await client.at('#code').inputValue(), code.slice(0, 7), 'what was typed stays');
	await client.hands.write(client.at('#code'), code.toLowerCase().replace(' ', '-'));
	await client.hands.press(client.at('main form .button.main'));
	await settle(client);
	assert.equal(last_person(), day.client);
	await client.context.close();
}

/* Only the card comes out of the printer, on one sheet, in either size. */
async function printed(day) {
	await make_way_in(day);
	const { page } = day.coach;
	for (const size of ['size-wallet', 'size-sheet']) {
		await page.locator(`#${size}`).check();
		await page.emulateMedia({ media: 'print' });
		assert(await page.locator('.pass').isVisible());
		for (const hidden of ['h1', '.top', '.bottom', '#sms', '.size'])
			assert(!await page.locator(hidden).first().isVisible(), `${hidden} isn't printed`);
		const box = await page.locator('.pass').boundingBox();
		if (size === 'size-wallet')
			assert(Math.abs(box.width - 85 * 96 / 25.4) < 2 && Math.abs(box.height - 54 * 96 / 25.4) < 2,
				`${box.width} x ${box.height}`);
		const pdf = await page.pdf({ format: 'A4' });
		assert.equal((pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length, 1, 'one sheet');
		await page.emulateMedia({ media: 'screen' });
	}
}

/* ---- personal identity codes ---- */

async function a_code_in_a_question(day) {
	const client = await enter(day, house.card(), 'fi');
	await client.page.goto('/help');
	await client.hands.write(client.at('#words'), 'Tunnukseni on 131052-308T, auttaako se?');
	await client.hands.press(client.at('main form .button.main'));
	await client.at('#summary a[href="#words"]').waitFor();
	assert.match(await client.at('#summary').innerText(), /131052-3…/);
	assert.doesNotMatch(await client.at('#summary').innerText(), /308T/, 'no more of it than need be');
	assert.equal(await client.at('#words').inputValue(), 'Tunnukseni on 131052-308T, auttaako se?');
	assert.equal(house.sql(`SELECT count(*) FROM help WHERE person = ${client.id}`), '0');
	await client.hands.press(client.at('main form .button.main'));
	await client.page.waitForURL('**/help/arrived*');
	await client.context.close();
}

async function a_code_in_a_lesson(day) {
	const client = await enter(day, house.card(), 'fi');
	await client.page.goto('/courses/safe-online/phone-and-networks');
	await client.hands.write(client.at('textarea').first(), 'Olen 131052-308T.');
	await client.hands.press(client.at('button[value=next]'));
	const link = client.at('#summary a').first();
	await link.waitFor();
	const field = await link.getAttribute('href');
	assert.equal(await client.at(field).inputValue(), 'Olen 131052-308T.', 'the field is pointed at');
	assert.equal(house.sql(`SELECT count(*) FROM draft WHERE person = ${client.id}`), '0');
	await client.hands.write(client.at(field), 'Olen Kaisa.');
	await client.hands.press(client.at('button[value=next]'));
	assert.equal(await client.at('#summary').count(), 0);
	await client.context.close();
}

/* ---- a table ---- */

/* As Excel with Finnish settings saves it. */
const excel = (coach) => Buffer.from('Sukunimi;Etunimi;Äidinkieli;Ohjaaja;Huone\r\n' +
	`Mäkelä;Kaisa;suomi;${coach};12\r\nÅberg;"Jo ""J""";ruotsi;${coach};\r\nVirta;Oi;arabia;Olematon;=1+2\r\n`, 'latin1');

async function hand_in_a_table(day) {
	const { admin } = day;
	await admin.page.goto('/');
	await admin.hands.press(admin.at('main a[href="/import"]'));
	await admin.at('#file').setInputFiles({ name: 'väki.csv', mimeType: 'text/csv', buffer: excel(day.coach_name) });
	await admin.hands.press(admin.at('button[value=look]'));
	const main = await admin.at('main').innerText();
	assert(main.includes(admin.t('Nothing is saved yet.')));
	assert.match(main, /Kaisa Mäkelä/);
	assert.match(main, /Olematon/, 'the coach nobody knows is told');
	assert.equal(house.sql('SELECT count(*) FROM import'), '0');
	/* mended where it stands */
	const table = await admin.at('#table').inputValue();
	assert.match(table, /Åberg;"Jo ""J""";ruotsi/);
	await admin.at('#table').fill(table.replace('Olematon', day.coach_name));
	await admin.hands.press(admin.at('button[value=look]'));
	assert(!(await admin.at('main').innerText()).includes('Olematon'));
	await admin.hands.press(admin.at('button[value=make]'));
	await admin.page.waitForURL(/\/import\/\d+$/);
	assert.equal(house.sql("SELECT count(*) FROM import_row WHERE state = 'made'"), '3');
}

async function fetch_the_list(day) {
	const { admin } = day;
	const [download] = await Promise.all([admin.page.waitForEvent('download'),
		admin.at('button[value=list]').click()]);
	const bytes = readFileSync(await download.path());
	const lines = new TextDecoder('windows-1252').decode(bytes).split('\r\n');
	assert.match(lines[0], /^Sukunimi;Etunimi;Äidinkieli;Ohjaaja;Huone;/, 'as it came, by the same coding');
	assert.match(lines[1], /^Mäkelä;Kaisa;suomi;.*;12;\d+-1;http/);
	assert.match(lines[3], /;'=1\+2;/, 'no cell is a formula');
	day.link = lines[1].match(/http\S+?(?=;)/)[0];
}

async function print_the_cards(day) {
	const { admin } = day;
	await admin.hands.press(admin.at('main a[href$="/sheet"]'));
	assert.equal(await admin.at('.pass').count(), 3);
	const words = await admin.at('.passes').innerText();
	assert.doesNotMatch(words, /Mäkelä|Kaisa|Åberg/, 'no name is on the cards');
	await admin.page.setViewportSize({ width: 800, height: 900 });
	assert.equal(await scan(await admin.at('.pass').first().screenshot()), day.link, 'list and card agree');
	const pdf = (await admin.page.pdf({ format: 'A4' })).toString('latin1');
	assert.equal((pdf.match(/\/Type \/Page\b/g) ?? []).length, 1);
	await admin.page.setViewportSize({ width: 360, height: 740 });
	const client = await open_person(day, 'fi');
	await client.page.goto(day.link);
	await client.hands.press(client.at('main form .button.main'));
	await settle(client);
	assert.equal(house.sql(`SELECT name FROM person WHERE id = ${last_person()}`), 'Kaisa Mäkelä');
	await client.context.close();
}

async function close_the_table(day) {
	const { admin } = day;
	await admin.page.goBack();
	await admin.hands.press(admin.at('button[value=close]'));
	await admin.page.waitForURL(/\/import$/);
	assert.equal(house.sql('SELECT count(*) FROM import_row'), '0');
	assert.equal(house.sql("SELECT count(*) FROM person WHERE name = 'Kaisa Mäkelä'"), '1');
	house.sql("UPDATE person SET name = 'x' WHERE name = 'Kaisa Mäkelä'");
}

/* ---- the days ---- */

for (const how of [{ js: false, keyboard: false }, { js: true, keyboard: true }]) {
	const name = `${how.js ? 'with' : 'without'} JavaScript${how.keyboard ? ', by keyboard' : ''}`;
	const day = { ...how };
	const came = await enter(how, house.card(), 'fi');
	day.client = came.id;
	await came.context.close();
	house.sql(`UPDATE person SET name = 'Kaisa' WHERE id = ${day.client}`);
	day.coach = await enter(how, house.card('coach'), 'sv');
	day.coach_name = `Ope ${day.coach.id}`;
	house.sql(`UPDATE person SET name = '${day.coach_name}' WHERE id = ${day.coach.id}`);
	house.sql('INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts, ends)' +
		` VALUES (${day.client}, ${day.coach.id}, 'Talo', 1, 1, 'guidance', ${now() - 10}, 0)`);
	day.admin = await enter(how, house.card('admin'), 'fi');
	for (const [step, run] of [
		['two presses from the desk', from_the_desk],
		['a card is scanned', by_card],
		['a link comes in a message', by_message],
		['a code is read aloud', by_code],
		['the card is printed alone', printed],
		['an identity code in a question is pointed out', a_code_in_a_question],
		['and in a lesson', a_code_in_a_lesson],
		['a table as Excel saves it, and a row mended', hand_in_a_table],
		['the list goes back', fetch_the_list],
		['the cards are printed', print_the_cards],
		['it is closed', close_the_table],
	])
		if (!await test(`${name}: ${step}`, () => run(day)))
			note(`at ${day.coach.page.url()} and ${day.admin.page.url()}`);
	for (const person of [day.coach, day.admin])
		await person.context.close();
}

await browser.close();
await test('the log names nobody and holds no way in', () => {
	assert.match(house.log(), /POST \/clients\/\{client\}\/card 200/);
	assert.doesNotMatch(house.log(), /Kaisa|Mäkelä|131052|\/in\/\w|Olematon/);
});
await house.close();
finish();
