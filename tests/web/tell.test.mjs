/*
 * tell: somebody who doesn't know what things are called tells in their own words what they have done, is
 * shown what it may be about and by which words, begins, and finds their words and the parts they point to.
 * Without JavaScript and by keyboard with it, on a screen of 320 px.
 */
import assert from 'node:assert/strict';
import { prove } from './hands.mjs';
import { finish, note, open_browser, open_house, test } from './house.mjs';
import { enter, said, shows } from './person.mjs';

const WORDS = {
	fi: 'Olin rakennuksilla viisi vuotta. Käytin kypärää ja suojaimia.\nHain töitä ja kirjoitin hakemuksen.',
	sv: 'Jag har läst mitt arbetsavtal och skrivit en ansökan.',
};
const LEADS = { fi: ['protective-gear', 'suojaimia'], sv: ['read-contract', 'arbetsavtal'] };
const house = await open_house();
const browser = await open_browser();

async function begin_with_nothing(p) {
	await p.page.goto('/show');
	await prove(p.page, p.hands);
	await p.hands.press(p.at('main a[href="/show/tell"]'));
	await p.hands.press(p.main());
	await p.at('#summary a[href="#words"]').waitFor();
	await shows(p, p.t('Write a few words first.'));
}

async function say_nothing_known(p) {
	await p.hands.write(p.at('#words'), 'Xyzzy');
	await p.hands.press(p.main());
	await shows(p, p.t("We don't know these words yet"));
	assert.equal(await p.at('#words').inputValue(), 'Xyzzy');
	assert.equal(house.sql(`SELECT count(*) FROM claim WHERE person = ${p.id}`), '0', 'nothing is kept');
}

async function tell(p) {
	await p.hands.write(p.at('#words'), WORDS[p.lang]);
	await p.hands.press(p.at('main form .button').last());
	await shows(p, p.t('Your words may be about these'));
	assert.match(await p.page.title(), new RegExp(`^${p.t('Your words may be about these')}`));
	await shows(p, `${p.t('Because you wrote:')} `);
	assert((await said(p)).includes(LEADS[p.lang][1]));
	assert.equal(await p.at('#words').inputValue(), WORDS[p.lang], 'what was typed stays');
	assert.equal(await p.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'it fits');
}

async function begin(p) {
	await p.hands.press(p.at('button[name=unit][value=work-life]'));
	assert.match(p.pathname(), /^\/show\/\d+$/);
	const row = p.at('.tasks li').filter({ has: p.page.locator(`a[href$="/part/${LEADS[p.lang][0]}"]`) });
	assert((await row.innerText()).includes(p.t('You wrote about this, perhaps:')));
	assert((await row.innerText()).includes(LEADS[p.lang][1]));
	await p.page.goto(`${p.pathname()}/words`);
	assert.equal((await p.at('#words').inputValue()).replaceAll('\r', ''), WORDS[p.lang], 'the words came along');
}

/* What is told later is put after what stands there, and the same twice stands there once. */
async function tell_more(p) {
	const more = p.lang === 'fi' ? 'Luin myös työsopimuksen.' : 'Jag läste också lönebeskedet i arbetsavtalet.';
	for (let i = 0; i < 2; i++) {
		await p.page.goto('/show/tell');
		await p.hands.write(p.at('#words'), more);
		await p.hands.press(p.main());
		await p.hands.press(p.at('button[name=unit][value=work-life]'));
	}
	await p.page.goto(`${p.pathname()}/words`);
	assert.equal((await p.at('#words').inputValue()).replaceAll('\r', ''), `${WORDS[p.lang]}\n\n${more}`);
	assert.equal(house.sql(`SELECT count(*) FROM claim WHERE person = ${p.id}`), '1');
}

const steps = [
	['nothing is told', begin_with_nothing],
	['words that lead nowhere', say_nothing_known],
	['words that lead somewhere', tell],
	['it is begun, and the words go along', begin],
	['more is told', tell_more],
];
for (const how of [{ js: false, lang: 'fi' }, { js: true, keyboard: true, lang: 'sv' }]) {
	const person = await enter(house, browser, { ...how, width: 320, height: 640 }, house.card(), how.lang);
	for (const [step, run] of steps)
		if (!await test(`${how.lang}, ${how.js ? 'by keyboard' : 'without JavaScript'}: ${step}`, () => run(person))) {
			note(`at ${person.page.url()}`);
			break;
		}
	await person.context.close();
}
await test('the log holds no word of it', () => assert.doesNotMatch(house.log(), /suojaimia|arbetsavtal|Xyzzy/));
await browser.close();
await house.close();
finish();
