/*
 * listen: reading aloud is offered where the device itself speaks the text's language, and nowhere
 * else; it goes by paragraph, marks the one being read, and stops. The browser's voices are played
 * by an actor, for a test machine has none.
 */
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { finish, here, open_browser, open_house, test, words_of } from './house.mjs';

const LESSON = '/courses/kinds/kysymykset';
const house = await open_house({}, (folder) => cpSync(join(here, 'kinds'), join(folder, 'courses/kinds'), { recursive: true }));
const browser = await open_browser();

/* In place of the browser's own: notes what is spoken; the test says when a part has been heard.
 * `late`: voices come after a while, with an event, as they do in real browsers. */
function play_voices({ voices, late }) {
	const spoken = { said: [], now: null, stops: 0 };
	window.spoken = spoken;
	const target = new EventTarget();
	let known = late ? [] : voices;
	if (late)
		setTimeout(() => {
			known = voices;
			target.dispatchEvent(new Event('voiceschanged'));
			target.dispatchEvent(new Event('voiceschanged'));
		}, late);
	const speech = {
		getVoices: () => known,
		speak(words) {
			spoken.said.push(words.text);
			spoken.lang = words.lang;
			spoken.now = words;
		},
		cancel() {
			const words = spoken.now;
			spoken.now = null;
			spoken.stops++;
			/* a cancelled part ends, and later than one would like */
			if (words)
				setTimeout(() => words.onerror?.());
		},
		addEventListener: (name, act) => target.addEventListener(name, act),
	};
	spoken.heard = () => {
		const words = spoken.now;
		spoken.now = null;
		words.onend();
	};
	Object.defineProperty(window, 'speechSynthesis', { value: speech });
	window.SpeechSynthesisUtterance = class {
		constructor(text) {
			this.text = text;
		}
	};
}

const LISTEN = words_of('fi')('Listen');
const STOP = words_of('fi')('Stop');
const FINNISH = { name: 'Satu', lang: 'fi-FI', localService: true };

async function open_lesson(voices, late) {
	const context = await browser.newContext({ baseURL: house.origin, locale: 'fi' });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	if (voices)
		await page.addInitScript(play_voices, { voices, late });
	else
		await page.addInitScript(() => Object.defineProperty(window, 'speechSynthesis', { value: undefined }));
	await page.goto(house.links.client);
	await page.locator('main form .button.main').click();
	await page.waitForURL((url) => !url.pathname.startsWith('/in/'));
	await page.goto('/languages');
	for (const name of ['ui', 'text'])
		await page.locator(`[name=${name}][value=fi]`).check();
	await page.locator('main form .button.main').click();
	await page.waitForURL((url) => url.pathname !== '/languages');
	await page.goto(LESSON);
	return page;
}

const buttons = (page) => page.locator('button.listen');
const spoken = (page) => page.evaluate(() => window.spoken.said);
const heard = (page) => page.evaluate(() => window.spoken.heard());

await test('a device without speech is offered nothing', async () => {
	assert.equal(await buttons(await open_lesson(null)).count(), 0);
});
await test('a device without voices is offered nothing', async () => {
	assert.equal(await buttons(await open_lesson([])).count(), 0);
});
await test('a voice that is not on the device would send the text away: it is not used', async () => {
	assert.equal(await buttons(await open_lesson([{ ...FINNISH, localService: false }])).count(), 0);
});
await test('a voice of another language is not used', async () => {
	assert.equal(await buttons(await open_lesson([{ ...FINNISH, lang: 'sv-SE' }, { ...FINNISH, lang: 'fil-PH' }])).count(), 0);
});

await test('reading goes by paragraph, marks its place, and stops', async () => {
	const page = await open_lesson([{ ...FINNISH, lang: 'sv-SE' }, FINNISH]);
	const listen = buttons(page).first();
	assert.equal(await listen.textContent(), `${LISTEN}: Sivulla on koodia, lihavaa ja linkki.`);
	assert.equal(await listen.evaluate((one) => one.type), 'button', 'it sends no form');
	await listen.click();
	assert.deepEqual(await spoken(page), ['Sivulla on koodia, lihavaa ja linkki.']);
	assert.equal(await page.evaluate(() => window.spoken.lang), 'fi-FI');
	assert.match(await listen.textContent(), new RegExp(`^${STOP}:`));
	assert.equal(await page.locator('.reading').count(), 1);
	await heard(page);
	assert.match(await listen.textContent(), new RegExp(`^${LISTEN}:`), 'at the end the button is as before');
	assert.equal(await page.locator('.reading').count(), 0);
});

await test('a question is read with its choices; a second press stops', async () => {
	const page = await open_lesson([FINNISH]);
	const listen = page.locator('#question-monta button.listen');
	await listen.click();
	await heard(page);
	await heard(page);
	const said = await spoken(page);
	assert.equal(said.length, 3);
	assert.equal(said[0], 'Mitkä ovat hyviä?');
	assert(['Vihko kotona', 'Salasanaohjelma', 'Puhelimen kotelo'].includes(said[1]), said[1]);
	await listen.click();
	await page.waitForTimeout(50);
	assert.equal((await spoken(page)).length, 3, 'nothing more is read');
	assert.equal(await page.locator('.reading').count(), 0);
	assert.match(await listen.textContent(), new RegExp(`^${LISTEN}:`));
});

await test('another button takes over', async () => {
	const page = await open_lesson([FINNISH]);
	await page.locator('#question-monta button.listen').click();
	await page.locator('#question-yksi button.listen').first().click();
	await page.waitForTimeout(50);
	assert.deepEqual(await spoken(page), ['Mitkä ovat hyviä?', 'Mikä on paras?']);
	assert.match(await page.locator('#question-monta button.listen').textContent(), new RegExp(`^${LISTEN}:`));
	assert.match(await page.locator('#question-yksi button.listen').first().textContent(), new RegExp(`^${STOP}:`));
});

await test('voices that come late are offered once', async () => {
	const page = await open_lesson([FINNISH], 200);
	await buttons(page).first().waitFor();
	const count = await buttons(page).count();
	assert.equal(await page.locator('#question-monta button.listen').count(), 1);
	assert(count > 1);
});

await test('leaving the page ends it', async () => {
	const page = await open_lesson([FINNISH]);
	await buttons(page).first().click();
	const stops = await page.evaluate(() => {
		const before = window.spoken.stops;
		window.dispatchEvent(new Event('pagehide'));
		return window.spoken.stops - before;
	});
	assert.equal(stops, 1);
});

await browser.close();
await house.close();
finish();
