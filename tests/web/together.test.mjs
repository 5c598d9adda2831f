/*
 * together: by pen and with a coach, in a browser. A form on paper, printed as A4 in any language, with room
 * to write, and with no name on it.
 */
import assert from 'node:assert/strict';
import { prove } from './hands.mjs';
import { finish, open_browser, open_house, test, words_of } from './house.mjs';
import { enter } from './person.mjs';

const browser = await open_browser();

/* ---- on paper ---- */

/* What comes out of the printer, in words. */
async function printed({ page }) {
	await page.emulateMedia({ media: 'print' });
	const words = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
	await page.emulateMedia({ media: null });
	return words;
}

/* The form of a unit, from where each finds it, in the reader's language and in another. */
async function on_paper({ house, client, coach }) {
	await client.page.goto('/show');
	await prove(client.page, client.hands);
	await client.hands.press(client.at('main a[href="/paper"]'));
	await client.hands.press(client.at('a[href="/paper/safe-online"]'));
	const own = await printed(client);
	const t = client.t;
	for (const words of [t('In your own words'), t('I would like to show it in practice'),
		t('Leave out your health, personal identity codes and the names of other people.'), t('Date'), t('Signature')])
		assert(own.includes(words), `"${words}" is printed in: ${own}`);
	assert.equal(own.split(t('I would like to show it in practice')).length - 1, 7, 'each part has its boxes');
	const name = (await client.at('.top .name').textContent()).trim();
	assert(!own.includes(name) && !own.includes(t('Ask for help')), 'no name of the service, nothing around the form');
	await coach.page.goto('/claims');
	await coach.hands.press(coach.at('main a[href="/paper"]'));
	await coach.hands.press(coach.at('a[href="/paper/safe-online"]'));
	await coach.hands.press(coach.at('main a[hreflang="sv"]'));
	const swedish = await printed(coach);
	assert(swedish.includes(words_of('sv')('Signature')), 'in the language of the client');
	assert.equal(await coach.at('html').getAttribute('lang'), 'sv');
	assert.equal((await coach.page.goto('/paper/no-such-unit')).status(), 404);
}

async function walk(name, how, lang) {
	const house = await open_house({ ASKEL_CLAIMS_SECOND_SHARE: '0' });
	const day = { house };
	const settled = await test(`${name}: everybody comes in`, async () => {
		day.client = await enter(house, browser, how, house.card(), lang);
		day.coach = await enter(house, browser, { ...how, width: 1280, height: 900 }, house.card('coach'), lang);
	});
	if (settled)
		await test(`${name}: a form on paper, in any language and without a name`, () => on_paper(day));
	await house.close();
}

await walk('without JavaScript', { js: false, keyboard: false }, 'en');
await walk('by keyboard', { js: true, keyboard: true }, 'fi');
await browser.close();
finish();
