/*
 * school: from an official unit that an admin puts beside a unit of the courses to a badge that says a
 * school has granted its points, in a browser, without JavaScript and by keyboard with it. The official
 * unit is made up here, in the form in which ePerusteet publishes such.
 *
 *	SHOTS	a folder for pictures of each page, on a phone and a desktop, light and dark
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe_faults, bytes_of, html_faults, PAGE_BYTES_MOST, width_faults } from './checks.mjs';
import { finish, open_browser, open_house, test } from './house.mjs';
import { enter, fill, shows } from './person.mjs';

const CRITERIA = ['strong-password', 'safe-storage', 'two-steps', 'spot-scam', 'safe-sign-in', 'safe-device', 'quick-help'];
const DAY = 86400000;
const browser = await open_browser();

const say = (person, msgid, values = {}) => fill(person.t(msgid), values);
const press = (person, selector) => person.hands.press(person.at(selector).first());

/* ---- pictures and what holds of every page ---- */

const LOOKS = [['phone-light', 360, 'light'], ['phone-dark', 360, 'dark'], ['desktop-light', 1280, 'light'], ['desktop-dark', 1280, 'dark']];
async function shoot(person, name) {
	if (!process.env.SHOTS)
		return;
	const size = person.page.viewportSize();
	for (const [look, width, scheme] of LOOKS) {
		await person.page.setViewportSize({ width, height: 800 });
		await person.page.emulateMedia({ colorScheme: scheme });
		await person.page.screenshot({ path: join(process.env.SHOTS, `${name}-${look}.png`), fullPage: true });
	}
	await person.page.emulateMedia({ colorScheme: 'light' });
	await person.page.setViewportSize(size);
}

async function look(person, name) {
	await shoot(person, name);
	const found = [...await html_faults((await person.page.content()).replaceAll(' style=""', '')), ...await width_faults(person.page, name)];
	assert.deepEqual(person.how.js ? [...found, ...await axe_faults(person.page)] : found, [], name);
}

/* ---- official units ---- */

const words = (name) => ({ fi: name, sv: `${name} på svenska`, en: `${name} in English` });

function requirements(from, until, points) {
	const objectives = ['Suojaa tilinsä', 'Tunnistaa huijauksen', 'Pitää laitteensa kunnossa'];
	return JSON.stringify({ diaarinumero: `OPH-1-${new Date(from).getFullYear()}`, voimassaoloAlkaa: from, voimassaoloLoppuu: until,
		tutkinnonOsat: [{ koodiUri: 'tutkinnonosat_900001', osaAlueet: [{ tyyppi: 'osaalue2020', koodiUri: 'ammatillisenoppiaineet_digi',
			koodi: { uri: 'ammatillisenoppiaineet_digi', versio: 3 }, nimi: words('Toiminta verkossa'),
			pakollisetOsaamistavoitteet: { laajuus: points, tavoitteet2020: { vaatimukset: objectives.map((one) => ({ vaatimus: words(one) })) } } }] }] });
}

function bring(house, name, from, until, points) {
	const file = join(house.folder, `${name}.json`);
	writeFileSync(file, requirements(from, until, points));
	return house.run('import', 'eperusteet', house.folder, file);
}

/* An admin looks, is told how one comes here, and puts the one in force beside a unit. */
async function map(day) {
	const { house, admin } = day;
	await admin.page.goto('/status');
	await press(admin, 'a[href="/curricula"]');
	await shows(admin, admin.t('None yet.'));
	await look(admin, 'curricula-none');
	await press(admin, 'a[href="/curricula/safe-online"]');
	await shows(admin, admin.t('No official unit is in force here today.'));
	assert.match(bring(house, 'old', Date.now() - 900 * DAY, Date.now() - 2 * DAY, 2), /new/);
	assert.match(bring(house, 'new', Date.now() - DAY, null, 1.5), /new/);
	await admin.page.goto('/curricula/safe-online');
	assert.equal(await admin.at('[name=official]').count(), 1, 'only what is in force can be chosen');
	await look(admin, 'curriculum-choose');
	await admin.hands.choose(admin.at('[name=official]'));
	await press(admin, 'form[method=get] button');
	await shows(admin, 'Tunnistaa huijauksen'.slice(0, admin.lang === 'fi' ? undefined : 0));
	await admin.hands.press(admin.at('form[method=post] .button.main'));
	assert.equal(await admin.at('.wrong').count(), CRITERIA.length, 'each part wants its objective');
	await admin.hands.write(admin.at(`[name="o-${CRITERIA[0]}"]`), '9');
	for (const [i, criterion] of CRITERIA.slice(1).entries())
		await admin.hands.write(admin.at(`[name="o-${criterion}"]`), String(i % 3 + 1));
	await admin.hands.press(admin.at('form[method=post] .button.main'));
	await shows(admin, admin.t('There is no objective of this number. Choose one of those above.'));
	assert.equal(await admin.at(`[name="o-${CRITERIA[2]}"]`).inputValue(), '2', 'what was typed stays');
	await look(admin, 'curriculum-map');
	await admin.hands.write(admin.at(`[name="o-${CRITERIA[0]}"]`), '1');
	await admin.hands.press(admin.at('form[method=post] .button.main'));
	assert.equal(admin.pathname(), '/curricula');
	await shows(admin, say(admin, 'A school can confirm it: {a} competence points.', { a: admin.lang === 'en' ? '1.5' : '1,5' }));
	await look(admin, 'curricula');
}

/* Once its official unit is over a unit is as before, and the admin is told; also where a part has none. */
async function is_over(day) {
	const { house, admin } = day;
	const ends = house.sql('SELECT starts FROM curriculum WHERE ends = 0');
	house.sql(`UPDATE curriculum SET ends = starts WHERE ends = 0`);
	await admin.page.goto('/curricula');
	await shows(admin, admin.t('The official unit beside it was in force until {a}. Nothing new can be sent to a school before one that is in force stands beside it.').split('{')[0]);
	await admin.page.goto('/status');
	await shows(admin, admin.t("for one unit the official one beside it isn't in force, or doesn't fit any more. Nothing of it can be sent to a school."));
	house.sql(`UPDATE curriculum SET ends = 0 WHERE starts = ${ends}`);
}

/* ---- the walks ---- */

async function come_in(house, how, role, lang) {
	return Object.assign(await enter(house, browser, how, house.card(role), lang), { how });
}

async function walk(name, how, lang) {
	const house = await open_house({ ASKEL_CLAIMS_SECOND_SHARE: '0' });
	const day = { house };
	const settled = await test(`${name}: everybody comes in`, async () => {
		day.admin = await come_in(house, { ...how, width: 1280, height: 900 }, 'admin', lang);
	});
	if (settled) {
		await test(`${name}: an official unit stands beside one of the courses`, () => map(day));
		await test(`${name}: and when it is over, it is told`, () => is_over(day));
	}
	await house.close();
}

await walk('without JavaScript', { js: false, keyboard: false }, 'fi');
await walk('by keyboard', { js: true, keyboard: true }, 'en');
await browser.close();
finish();
