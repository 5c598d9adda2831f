/*
 * mine: the last day of somebody here, with JavaScript, without it, and by keyboard alone: a course page
 * done, a name of one's own, everything taken along, the account closed; then the downloaded page is
 * opened from disk with the network off and looked at, and no way in opens any more. On a screen of
 * 320 px. Pictures of the document go to build/shots/mine.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as checks from './checks.mjs';
import { hands_at } from './hands.mjs';
import { finish, open_browser, open_house, root, test, words_of } from './house.mjs';

const THOUGHT = 'Kirjoitin salasanan vihkoon: <b>kolme</b> "sukkaa".';
const PASSPHRASE = 'sammal trumpetti keitto tikapuut';
const house = await open_house();
const browser = await open_browser();
const out = mkdtempSync(join(tmpdir(), 'askel-mine-'));
const shots = join(root, 'build/shots/mine');
mkdirSync(shots, { recursive: true });

async function open_person(how) {
	const context = await browser.newContext({ baseURL: house.origin, javaScriptEnabled: how.js,
		viewport: { width: 320, height: 640 }, locale: how.lang, acceptDownloads: true });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	return { ...how, context, page, hands: hands_at(page, how.keyboard), at: (selector) => page.locator(selector),
		t: words_of(how.lang), card: house.card() };
}

const main = (person) => person.at('main form .button.main').first();

async function come_in(person) {
	await person.page.goto(person.card);
	await person.hands.press(main(person));
	await person.hands.choose(person.at(`[name=ui][value=${person.lang}]`));
	await person.hands.choose(person.at(`[name=text][value=${person.lang}]`));
	await person.hands.press(main(person));
	await person.hands.choose(person.at('[name=device][value=own]'));
	await person.hands.press(main(person));
	person.name = (await person.at('.big').textContent()).trim();
	await person.hands.write(person.at('#passphrase'), PASSPHRASE);
	await person.hands.press(main(person));
}

/* Something of every kind: answers, words of one's own, a question to the coach. */
async function live(person) {
	await person.page.goto('/courses/safe-online/phone-and-networks');
	for (const area of await person.at('textarea').all())
		await person.hands.write(area, THOUGHT);
	for (const button of await person.at('button[value^="check."]').evaluateAll((all) => all.map((one) => one.value))) {
		const section = person.at('.question').filter({ has: person.at(`button[value="${button}"]`) });
		for (const choice of await section.locator('[type=radio], [type=checkbox]').all()) {
			await person.hands.choose(choice);
			break;
		}
		await person.hands.press(person.at(`button[value="${button}"]`));
	}
	await person.page.goto('/help');
	await person.hands.write(person.at('#words'), THOUGHT);
	await person.hands.press(main(person));
}

async function rename(person) {
	await person.page.goto('/me');
	await person.hands.press(person.at('main a[href="/name"]'));
	await person.hands.write(person.at('#name'), `Maikki ${person.lang}`);
	await person.hands.press(main(person));
	assert.equal(await person.page.locator('main dd', { hasText: `Maikki ${person.lang}` }).count(), 1);
}

/* Presses a button of /take and keeps what comes. */
async function download(person, value) {
	const target = person.at(`button[name=form][value=${value}]`);
	const coming = person.page.waitForEvent('download');
	if (person.keyboard) {
		await target.focus();
		await person.page.keyboard.press('Enter');
	} else {
		await target.click();
	}
	const file = await coming;
	const path = join(out, `${person.lang}-${file.suggestedFilename()}`);
	await file.saveAs(path);
	return path;
}

async function take_along(person) {
	await person.page.goto('/me');
	await person.hands.press(person.at('main a.button[href="/take"]').last());
	person.document = await download(person, 'page');
	person.archive = await download(person, 'all');
	assert.match(person.document, /my-things\.html$/);
	assert.match(person.archive, /my-things\.zip$/);
	assert.equal(execFileSync('unzip', ['-tqq', person.archive], { encoding: 'utf8' }), '');
	const all = JSON.parse(execFileSync('unzip', ['-p', person.archive, 'everything.json'], { encoding: 'utf8' }));
	assert.equal(all.askel[0].version, 1);
	assert.equal(all.person[0].name, `Maikki ${person.lang}`);
	assert(all.payload.some((one) => one.words === THOUGHT), 'words come word for word');
	assert(all.visit.length > 0 && all.session.length > 0 && all.help.length === 1);
}

async function leave(person) {
	await person.page.goto('/me');
	await person.hands.press(person.at('main a[href="/leave"]'));
	assert.equal(await person.at('main a.button.main[href="/take"]').count(), 1, 'the download is offered first');
	await person.hands.press(person.at('button[value=close]'));
	await person.page.waitForURL((url) => url.pathname === '/left');
	assert.equal(await person.at('h1').textContent(), person.t('Your account is closed'));
	assert.deepEqual(await person.context.cookies(), [], 'no cookie is left');
}

async function is_out(person) {
	await person.page.goto('/me');
	assert.equal(new URL(person.page.url()).pathname, '/sign-in');
	await person.hands.write(person.at('#name'), person.name);
	await person.hands.write(person.at('#passphrase'), PASSPHRASE);
	await person.hands.press(main(person));
	assert.equal(await person.at('.summary').count(), 1, 'name and passphrase open nothing');
	await person.page.goto(person.card);
	assert.equal(await person.at('main form').count(), 0, 'nor does the card');
}

/* The page as it stands on somebody's own device, years later. */
async function read_offline(person) {
	const context = await browser.newContext({ offline: true, javaScriptEnabled: true,
		viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	const asked = [];
	page.on('request', (request) => asked.push(request.url()));
	const address = pathToFileURL(person.document).href;
	await page.goto(address);
	assert.deepEqual(asked, [address], 'it asks for nothing');
	assert.equal(await page.locator('html').getAttribute('lang'), person.lang);
	assert.equal(await page.locator('h1').textContent(), person.t('My things'));
	for (const heading of ['Who I am here', 'My courses', 'My questions', 'My sign-ins', 'Who has looked at my things'])
		assert.equal(await page.locator('h2', { hasText: person.t(heading) }).count(), 1, heading);
	assert(await page.locator('.own', { hasText: THOUGHT }).count() >= 2, 'thought and question are there');
	assert.equal(await page.locator('script, img, link, a').count(), 0);
	const found = [];
	for (const [look, size, scheme] of [['phone-light', [360, 740], 'light'], ['phone-dark', [320, 640], 'dark'],
		['desktop-light', [1280, 800], 'light'], ['desktop-dark', [1280, 800], 'dark']]) {
		await page.setViewportSize({ width: size[0], height: size[1] });
		await page.emulateMedia({ colorScheme: scheme });
		found.push(...await checks.axe_faults(page), ...await checks.width_faults(page, look));
		await page.screenshot({ path: join(shots, `${person.lang}-${look}.png`), fullPage: true });
	}
	found.push(...await checks.html_faults(readFileSync(person.document, 'utf8')));
	assert.deepEqual(found, []);
	await context.close();
}

for (const how of [{ name: 'with JavaScript', lang: 'fi', js: true }, { name: 'without it', lang: 'sv', js: false },
	{ name: 'by keyboard', lang: 'en', js: true, keyboard: true }]) {
	const person = await open_person(how);
	const steps = [['comes in and learns', async () => { await come_in(person); await live(person); }],
		['is called as they want', () => rename(person)], ['takes everything along', () => take_along(person)],
		['closes the account', () => leave(person)], ['can\'t come in any more', () => is_out(person)],
		['reads it all from disk, offline', () => read_offline(person)]];
	for (const [name, step] of steps)
		await test(`${how.name}: somebody ${name}`, step);
	await person.context.close();
}

rmSync(out, { recursive: true, force: true });
await browser.close();
await house.close();
finish();
