/*
 * wallet: somebody's badges leave with them, with JavaScript, without it and by keyboard alone: a
 * summary to print, and one file, which is then opened from disk with the network off. What is saved
 * from the file is found intact; and somebody brings it to another house, where the badges stand apart.
 * A badge is taken back for good. Pictures go to build/shots/wallet.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as checks from './checks.mjs';
import { finish, open_browser, open_house, root, test } from './house.mjs';
import { doesnt_show, enter, shows } from './person.mjs';

const PASSPHRASE = 'sammal trumpetti keitto tikapuut';
const CV = { fi: 'Suojaan käyttäjätilit vahvoilla salasanoilla ja kaksivaiheisella kirjautumisella.',
	sv: 'Jag skyddar användarkonton med starka lösenord och inloggning i två steg.',
	en: 'I protect user accounts with strong passwords and two-step sign-in.' };
const SAMPLES = ['badge', 'formal', 'odd-words'];
const house = await open_house();
const elsewhere = await open_house();
const browser = await open_browser();
const out = mkdtempSync(join(tmpdir(), 'askel-wallet-'));
const samples = join(out, 'samples');
const shots = join(root, 'build/shots/wallet');
mkdirSync(shots, { recursive: true });
house.run('sample-badges', samples);

let place = 0;
/* Badges of an issuer that doesn't exist: what is shown is what they say. */
function give_badges(person) {
	for (const name of SAMPLES) {
		const unit = name === 'formal' ? 'work-life' : name === 'badge' ? 'safe-online' : 'gone';
		house.sql(`INSERT INTO badge_place(place) VALUES (${++place}); INSERT INTO badge(person, award, address, place, unit, document,
			made, shared) VALUES (${person.number}, ${place}, '${name}-${place}', ${place}, '${unit}',
			CAST(readfile('${join(samples, `${name}.json`)}') AS TEXT), 1764072000, ${name === 'badge' ? 1764072000 : 0})`);
	}
}

async function come_in(how) {
	const person = await enter(house, browser, how, house.card(), how.lang);
	person.number = house.sql('SELECT max(person) FROM session');
	give_badges(person);
	await person.page.goto('/badges');
	await person.hands.write(person.at('#passphrase'), PASSPHRASE);
	await person.hands.press(person.main());
	await shows(person, person.t('Take them with you'));
	return person;
}

async function look(person, how, name, selector) {
	const found = how.js ? [...await checks.axe_faults(person.page), ...await checks.width_faults(person.page, name)] : [];
	assert.deepEqual(found, [], name);
	await person.page.screenshot({ path: join(shots, `${person.lang}-${name}.png`), fullPage: true });
	assert.equal(await person.at(selector).count(), 1, selector);
}

/* On paper: in one's own language, then in another. */
async function print(person, how) {
	await person.hands.press(person.at('main a[href="/badges/summary"]'));
	await shows(person, person.t('For a CV'));
	await shows(person, CV[person.lang]);
	await look(person, how, 'summary', '.sheet');
	assert.equal(await person.at('.sheet .address').filter({ hasText: 'badge-' }).count(), 1, 'the one that is shared has its address');
	await person.page.emulateMedia({ media: 'print' });
	assert(!await person.at('.screen').isVisible() && await person.at('.sheet').isVisible());
	if (person.keyboard || person.lang === 'fi')
		await person.page.pdf({ path: join(shots, `${person.lang}-summary.pdf`), format: 'A4', printBackground: true });
	await person.page.emulateMedia({ media: 'screen' });
	const other = person.lang === 'sv' ? 'fi' : 'sv';
	await person.hands.press(person.at(`main nav a[hreflang=${other}]`));
	await shows(person, CV[other]);
	assert.equal(await person.page.locator('html').getAttribute('lang'), other);
	await person.page.goto('/badges');
	assert.equal(await person.page.locator('html').getAttribute('lang'), person.lang, 'only the sheet was in it');
}

async function save(person, how) {
	await person.page.goto('/badges');
	await person.hands.press(person.at('main a[href="/badges/wallet"]'));
	await look(person, how, 'form', 'form[action="/badges/wallet"]');
	await person.hands.press(person.main());
	await shows(person, person.t('Choose whether your name stands in the file.'));
	await person.hands.choose(person.at(`[name=choice][value=${how.named ? 'with' : 'without'}]`));
	if (how.named)
		await person.hands.write(person.at('#name'), 'Maija "M" <b>');
	const coming = person.page.waitForEvent('download');
	await person.main().focus();
	await person.page.keyboard.press('Enter');
	const file = await coming;
	assert.equal(file.suggestedFilename(), 'my-badges.html');
	person.file = join(out, `${person.lang}.html`);
	await file.saveAs(person.file);
	const html = readFileSync(person.file, 'utf8');
	assert.equal(html.includes('Maija'), !!how.named, 'a name only where it was wanted');
}

/* What is inside is what was signed, byte for byte, and can be saved from the page. */
async function take_out(page) {
	for (const [i, name] of [...SAMPLES].reverse().entries()) {
		const link = page.locator('a[download]').nth(i);
		const address = await link.getAttribute('href');
		assert.equal(Buffer.from(address.split(',')[1], 'base64').toString('utf8'), readFileSync(join(samples, `${name}.json`), 'utf8'));
	}
	const coming = page.waitForEvent('download');
	await page.locator('a[download]').last().click();
	const saved = join(out, 'saved.json');
	await (await coming).saveAs(saved);
	assert.match(house.run('verify-badge', saved, '--issuer', join(samples, 'issuer.json')),
		/^The signature is intact, and it is this issuer's\./);
}

async function read_offline(person, how) {
	const context = await browser.newContext({ offline: true, javaScriptEnabled: true, acceptDownloads: true,
		viewport: { width: 320, height: 640 } });
	const page = await context.newPage();
	const asked = [], told = [];
	page.on('request', (request) => { if (!request.url().startsWith('data:')) asked.push(request.url()); });
	page.on('console', (message) => told.push(message.text()));
	const address = pathToFileURL(person.file).href;
	await page.goto(address);
	assert.deepEqual([asked, told], [[address], []], 'it asks for nothing');
	assert.equal(await page.locator('html').getAttribute('lang'), person.lang);
	assert(await page.getByText(CV[person.lang]).count() === 1, 'sentences for a CV');
	assert.equal(await page.locator('img').count(), SAMPLES.length);
	assert(await page.evaluate(() => [...document.images].every((one) => one.complete && one.naturalWidth > 0 && one.alt)), 'pictures show');
	assert.equal(await page.locator('script, link, form').count(), 0);
	assert.equal(await page.getByText('Maija "M" <b>').count(), how.named ? 1 : 0);
	const found = await checks.html_faults(readFileSync(person.file, 'utf8'));
	for (const [name, size, scheme] of [['phone-light', [320, 640], 'light'], ['phone-dark', [360, 740], 'dark'],
		['desktop-light', [1280, 800], 'light'], ['desktop-dark', [1280, 800], 'dark']]) {
		await page.setViewportSize({ width: size[0], height: size[1] });
		await page.emulateMedia({ colorScheme: scheme });
		await page.screenshot({ path: join(shots, `${person.lang}-${name}.png`), fullPage: true });
		found.push(...await checks.width_faults(page, name));
	}
	await take_out(page);
	await page.pdf({ path: join(shots, `${person.lang}-file.pdf`), format: 'A4', printBackground: true });
	await context.close();
	assert.deepEqual([...found, ...await bare_faults(person.file)], []);
}

/* axe brings a script, which the file's own policy rightly stops; so it looks at the same page without it. */
async function bare_faults(file) {
	const page = await browser.newPage();
	await page.setContent(readFileSync(file, 'utf8').replace(/<meta http-equiv[^>]*>/, ''));
	const found = [];
	for (const colorScheme of ['light', 'dark']) {
		await page.emulateMedia({ colorScheme });
		found.push(...await checks.axe_faults(page));
	}
	await page.close();
	return found;
}

/* In another house: the file is brought, twice, and one badge of it goes again. */
async function bring(person, how) {
	const there = await enter(elsewhere, browser, how, elsewhere.card(), how.lang);
	await there.page.goto('/badges');
	await there.hands.write(there.at('#passphrase'), PASSPHRASE);
	await there.hands.press(there.main());
	await there.hands.press(there.at('main a[href="/badges/bring"]'));
	await there.hands.press(there.main());
	await shows(there, there.t('Choose a file first.'));
	await look(there, how, 'bring', '#summary');
	for (const words of ['It is among your badges from elsewhere now.', 'You had it here already.']) {
		await there.page.setInputFiles('#file', person.file);
		await there.hands.press(there.main());
		assert.equal(await there.at('#result dd').filter({ hasText: there.t(words) }).count(), SAMPLES.length, words);
	}
	await look(there, how, 'brought-list', '#result');
	await there.page.setInputFiles('#file', { name: 'x.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><p>x') });
	await there.hands.press(there.main());
	await shows(there, there.t('There are no badges in this file that can be read. Choose the file as you saved it, or a badge that you saved.'));
	await there.page.goto('/badges');
	await shows(there, there.t('You have no badges yet. You get one when a whole unit has been approved.'));
	assert.equal(await there.at('main a[href^="/badges/brought/"]').count(), SAMPLES.length, 'they stand apart');
	await there.hands.press(there.at('main a[href^="/badges/brought/"]').first());
	await shows(there, there.t('The signature is intact. The issuer was not checked.'));
	await doesnt_show(there, there.t('Share this badge'));
	await look(there, how, 'brought', 'button[value=remove]');
	await there.hands.press(there.at('button[value=remove]'));
	assert.equal(await there.at('main a[href^="/badges/brought/"]').count(), SAMPLES.length - 1);
	await there.context.close();
}

/* For good, after a warning; then neither sheet nor file has it. */
async function take_back(person, how) {
	await person.page.goto('/badges');
	await person.hands.press(person.at('main dl a[href^="/badges/"]').first());
	await person.hands.press(person.at('main a[href$="/take-back"]'));
	await look(person, how, 'take-back', 'button[value=take-back]');
	await person.hands.press(person.at('main .back'));
	await doesnt_show(person, person.t('This badge has been taken back. Whoever checks it sees that.'));
	await person.hands.press(person.at('main a[href$="/take-back"]'));
	await person.hands.press(person.at('button[value=take-back]'));
	await shows(person, `${person.t('This badge has been taken back. Whoever checks it sees that.')} ${person.t('You asked for it.')}`);
	await look(person, how, 'taken-back', '.note');
	await person.page.goto('/badges/summary');
	assert.equal(await person.at('.sheet article').count(), SAMPLES.length - 1, 'the summary goes without it');
	assert.equal(house.sql(`SELECT group_concat(reason) FROM badge_place JOIN badge USING (place) WHERE person = ${person.number}
		AND revoked > 0`), 'asked');
}

for (const how of [{ name: 'with JavaScript', lang: 'fi', js: true, named: true }, { name: 'without it', lang: 'sv', js: false },
	{ name: 'by keyboard', lang: 'en', js: true, keyboard: true }]) {
	let person;
	await test(`${how.name}: somebody comes in and has badges`, async () => { person = await come_in(how); });
	await test(`${how.name}: they print a summary`, () => print(person, how));
	await test(`${how.name}: they save all of it in one file`, () => save(person, how));
	await test(`${how.name}: the file opens from disk with the network off`, () => read_offline(person, how));
	await test(`${how.name}: another house takes the file in`, () => bring(person, how));
	await test(`${how.name}: they take a badge back`, () => take_back(person, how));
	await person?.context.close();
}

rmSync(out, { recursive: true, force: true });
await browser.close();
await house.close();
await elsewhere.close();
finish();
