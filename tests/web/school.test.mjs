/*
 * school: from an official unit that an admin puts beside a unit of the courses to a badge that says a
 * school has granted its points, in a browser, without JavaScript and by keyboard with it. The official
 * unit is made up here, in the form in which ePerusteet publishes such.
 *
 *	SHOTS	a folder for pictures of each page, on a phone and a desktop, light and dark
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe_faults, html_faults, width_faults } from './checks.mjs';
import { prove } from './hands.mjs';
import { finish, open_browser, open_house, test } from './house.mjs';
import { doesnt_show, enter, fill, shows } from './person.mjs';

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
	assert.match(bring(house, 'old', Date.now() - 900 * DAY, Date.now() - 9 * DAY, 2), /new/);
	assert.match(bring(house, 'new', Date.now() - 5 * DAY, null, 1.5), /new/);
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

/* ---- an approved unit ---- */

const NAME = 'Maija "M" Meikäläinen <b>';
const BORN = '5.3.1971';

async function approved(day) {
	const { house, client, coach } = day;
	await client.page.goto('/show');
	await prove(client.page, client.hands);
	await press(client, 'button[name=unit][value="safe-online"]');
	day.claim = Number(client.pathname().split('/')[2]);
	await client.page.goto(`/show/${day.claim}/words`);
	await client.hands.write(client.at('#words'), 'Olen opettanut tätä kirjastossa.');
	await client.hands.press(client.main());
	await client.page.goto(`/show/${day.claim}/check`);
	await client.hands.choose(client.at('[name=choice][value=with]'));
	await client.hands.write(client.at('#name'), 'Maija Meikäläinen');
	await client.hands.press(client.main());
	assert.equal((await client.page.goto(`/show/${day.claim}/school`)) && client.pathname(), `/show/${day.claim}`, 'not before it is approved');
	await coach.page.goto(`/clients/${client.id}/claims/${day.claim}`);
	await press(coach, 'button[value=all]');
	assert.equal(house.sql(`SELECT state FROM claim WHERE id = ${day.claim}`), 'approved');
	assert.equal((await coach.page.goto(`/clients/${client.id}/claims/${day.claim}/school`)).status(), 404, 'it is the client\'s own act');
}

/* ---- to a school ---- */

async function fill_in(client, { school, name = NAME, born = BORN }) {
	if (school !== undefined)
		await client.hands.write(client.at('#school'), school);
	await client.hands.write(client.at('#name'), name);
	await client.hands.write(client.at('#born'), born);
}

async function to_school(day) {
	const { house, client } = day;
	await client.page.goto('/points');
	await shows(client, client.t('Assessed here. Official points come from a school, if you take it to one.'));
	await client.page.goto(`/show/${day.claim}`);
	await press(client, `a[href="/show/${day.claim}/school"]`);
	await shows(client, client.t('All that goes, and nothing else:'));
	await doesnt_show(client, 'Olen opettanut tätä kirjastossa.');
	await look(client, 'school-form');
	await press(client, 'button[value=look]');
	assert.equal(await client.at('.wrong').count(), 3, 'all three are asked for');
	await fill_in(client, { school: 'Esimerkkiopisto & "kumppani"', born: '5.3.2071' });
	await press(client, 'button[value=look]');
	await shows(client, client.t('Write your day of birth like this: 25.11.1980'));
	assert.equal(await client.at('#name').inputValue(), NAME, 'what was typed stays');
	await client.hands.write(client.at('#born'), BORN);
	await press(client, 'button[value=look]');
	await shows(client, say(client, 'Look at what goes to {school}', { school: 'Esimerkkiopisto & "kumppani"' }));
	await shows(client, NAME);
	assert.equal(house.sql('SELECT count(*) FROM sending'), '0', 'nothing has gone');
	await look(client, 'school-check');
	await press(client, 'button[value=change]');
	assert.equal(await client.at('#born').inputValue(), BORN);
	await press(client, 'button[value=look]');
	await press(client, 'button[value=send]');
	await shows(client, say(client, 'It is noted that it goes to {school}', { school: 'Esimerkkiopisto & "kumppani"' }));
	await look(client, 'school-gone');
	await paper(day);
	await save(day);
	await nothing_is_kept(day);
	await client.page.goto('/looks');
	await shows(client, client.t('What you have sent to a school yourself'));
	await shows(client, 'Esimerkkiopisto & "kumppani"');
	await look(client, 'looks');
}

/* Only the sheet comes out of the printer, and fits on A4. */
async function paper({ client }) {
	await client.page.emulateMedia({ media: 'print' });
	assert(await client.at('.sheet').first().isVisible() && !await client.at('button[value=json]').isVisible());
	await shows(client, 'Suojaa tilinsä');
	await client.page.emulateMedia({ media: 'screen' });
}

async function save(day) {
	const { house, client } = day;
	const [download] = await Promise.all([client.page.waitForEvent('download'), client.at('button[value=json]').click()]);
	const sheet = JSON.parse(readFileSync(await download.path(), 'utf8'));
	assert.deepEqual(sheet.henkilo, { nimi: NAME, syntymaaika: '1971-03-05' });
	const [unit] = sheet['aiemmin-hankitut-yhteiset-tutkinnon-osat'];
	assert.equal(unit['tutkinnon-osa-koodi-uri'], 'tutkinnonosat_900001');
	const [module] = unit['osa-alueet'];
	assert.equal(module['osa-alue-koodi-uri'], 'ammatillisenoppiaineet_digi');
	assert.equal(module['osa-alue-koodi-versio'], 3);
	assert.equal(module['valittu-todentamisen-prosessi-koodi-uri'], 'osaamisentodentamisenprosessi_0001');
	assert.equal(sheet.arvio.laajuus, 1.5);
	assert.deepEqual(sheet.arvio.kohdat.map((one) => one['tavoite-numero']), ['1', '1', '2', '3', '1', '2', '3']);
	const kept = JSON.parse(house.sql(`SELECT words FROM payload WHERE id = (SELECT sheet FROM sending)`));
	const { henkilo, ...rest } = sheet;
	assert.deepEqual(kept, rest, 'what is kept is what went, but for the person');
}

/* The name and the day of birth stand nowhere: not in the database, nor in its log. */
function nothing_is_kept({ house }) {
	for (const file of ['askel.db', 'askel.db-wal']) {
		const bytes = readFileSync(join(house.folder, file));
		for (const words of ['"M" Meik', '\\"M\\" Meik', '1971-03-05', BORN])
			assert.equal(bytes.indexOf(words), -1, `${words} in ${file}`);
	}
	assert.match(house.run('verify', house.folder), /whole/);
	assert.equal(house.sql("SELECT count(*) FROM audit WHERE verb = 'disclosed' AND payload > 0"), '1');
}

/* What is answered already is set right behind a line that opens. */
async function open_answer(person) {
	const line = person.at('details:has(#day) > summary');
	if (await line.count() && !await person.at('#day').isVisible())
		await line.click();
}

async function write_answer(person, { answer, day, provider, grade }) {
	await open_answer(person);
	await person.hands.choose(person.at(`[name=answer][value=${answer}]`));
	await person.hands.write(person.at('#day'), day);
	if (provider)
		await person.hands.write(person.at('#provider'), provider);
	if (grade)
		await person.hands.pick(person.at('#grade'), grade);
	await press(person, 'button[value=answer]');
}

const today = () => new Date().toISOString().slice(0, 10);
const badges = (house, where = 'revoked = 0') => Number(house.sql(`SELECT count(*) FROM badge JOIN badge_place USING (place) WHERE ${where}`));

/* Not confirmed: three ways on, and another school. */
async function refused(day) {
	const { house, client } = day;
	await client.page.goto(`/show/${day.claim}/school`);
	await look(client, 'school-sent');
	await press(client, 'button[value=answer]');
	await shows(client, client.t('Choose what the school answered.'));
	await write_answer(client, { answer: 'refused', day: '2031-01-01' });
	await shows(client, client.t("Write the day on the school's paper, between the day it was sent and today."));
	await write_answer(client, { answer: 'refused', day: today() });
	for (const words of ["If you see the school's answer differently", 'Another school', 'If you were treated badly'])
		await shows(client, client.t(words));
	await look(client, 'school-refused');
	assert.equal(badges(house), 1, 'the badge of the assessment stays');
	await client.page.goto('/points');
	assert.deepEqual(await client.at('main dl').first().locator('dd').allTextContents(), ['1,5', '0', '1,5'].map((one) => client.lang === 'en' ? one.replace(',', '.') : one));
	await client.page.goto(`/show/${day.claim}/school`);
	await fill_in(client, { school: 'Toinen opisto' });
	await press(client, 'button[value=look]');
	await press(client, 'button[value=send]');
	assert.equal(house.sql("SELECT group_concat(state) FROM (SELECT state FROM sending ORDER BY id)"), 'refused,sent');
}

/* A coach writes down that it is confirmed: a second badge, that names the first. */
async function confirmed(day) {
	const { house, client, coach } = day;
	await coach.page.goto(`/clients/${client.id}/claims/${day.claim}`);
	await press(coach, `a[href="/clients/${client.id}/claims/${day.claim}/school"]`);
	await look(coach, 'school-coach');
	await doesnt_show(coach, NAME);
	await write_answer(coach, { answer: 'confirmed', day: today() });
	await shows(coach, coach.t('Choose the grade that stands on the paper.'));
	await write_answer(coach, { answer: 'confirmed', day: today(), provider: 'Toinen opisto oy', grade: '4' });
	assert.equal(badges(house), 2);
	await client.page.goto('/notices');
	await press(client, `main a[href="/show/${day.claim}/school"]`);
	await shows(client, say(client, '{a} has confirmed it, on {b}.', { a: 'Toinen opisto oy', b: '' }).slice(0, 20));
	await look(client, 'school-confirmed');
	await client.page.goto('/points');
	assert.deepEqual(await client.at('main dl').first().locator('dd').allTextContents(), ['1,5', '1,5', '0'].map((one) => client.lang === 'en' ? one.replace(',', '.') : one));
	await look(client, 'points');
	await second_badge(day);
}

async function second_badge(day) {
	const { house, client } = day;
	const [second, first] = house.sql('SELECT document FROM badge ORDER BY id DESC').split('\n').map((one) => JSON.parse(one));
	const id = (one) => one.id;
	assert.equal(second.credentialSubject.creditsEarned, 1.5);
	assert.equal(first.credentialSubject.creditsEarned, undefined);
	assert(JSON.stringify(second.evidence).includes(id(first)), 'it names the first');
	assert(JSON.stringify(second).includes('Toinen opisto oy'));
	await client.page.goto('/badges');
	assert.equal(await client.at('main dl > div').count(), 2, 'the first one stays');
	await shows(client, 'Toinen opisto oy');
	await look(client, 'badges');
	await client.hands.press(client.at('main dl a[href^="/badges/"]').first());
	await shows(client, 'Toinen opisto oy');
	await client.hands.press(client.at('button[value=share]'));
	day.address = (await client.at('.address').textContent()).trim();
	const signed = await (await fetch(day.address, { headers: { Accept: 'application/vc+ld+json' } })).text();
	const places = ['badge', 'issuer', 'status'].map((one) => join(house.folder, `${one}.json`));
	writeFileSync(places[0], signed);
	writeFileSync(places[1], await (await fetch(`${house.origin}/ob/issuer`)).text());
	writeFileSync(places[2], await (await fetch(`${house.origin}/ob/status/1`)).text());
	assert.match(house.run('verify-badge', places[0], '--issuer', places[1], '--status', places[2]),
		/^The signature is intact, and it is this issuer's\./);
	assert.match(await (await fetch(day.address, { headers: { Accept: 'text/html' } })).text(), /Toinen opisto oy/);
}

/* What was written down wrongly is set right, and its badge is taken back. */
async function corrected(day) {
	const { house, client, coach } = day;
	await client.page.goto(`/show/${day.claim}/school`);
	await coach.page.goto(`/clients/${client.id}/claims/${day.claim}/school`);
	await open_answer(coach);
	await press(coach, 'button[value=undo]');
	assert.equal(badges(house), 1);
	assert.equal(badges(house, "reason = 'mistake'"), 1, 'with the reason');
	assert.match(await (await fetch(day.address, { headers: { Accept: 'text/html' } })).text(), /class="note"/);
	const answer = client.page.waitForResponse((r) => r.request().method() === 'POST');
	await write_answer(client, { answer: 'refused', day: today() });
	assert.equal((await answer).status(), 409, 'who comes second sees how it stands');
	await shows(client, client.t('Something was written down here meanwhile. Look at how it stands now.'));
	await client.page.goto(`/show/${day.claim}/school`);
	await write_answer(client, { answer: 'confirmed', day: today(), provider: 'Toinen opisto', grade: 'pass' });
	assert.equal(badges(house), 2, 'a new one, the old one stays taken back');
	assert.equal(house.sql('SELECT count(*) FROM school_answer'), '4', 'nothing that was written down is gone');
}

/* Another's stays closed, and what is reopened takes both badges back. */
async function others(day) {
	const { house, client, other, coach, admin } = day;
	await other.page.goto('/points');
	await prove(other.page, other.hands);
	assert.equal((await other.page.goto(`/show/${day.claim}/school`)).status(), 404);
	await shows(other, '').catch(() => {});
	assert.equal((await coach.page.goto(`/clients/${other.id}/claims/${day.claim}/school`)).status(), 404, 'behind another client');
	await admin.page.goto('/corrections');
	await admin.hands.write(admin.at('#number'), String(day.claim));
	await admin.hands.write(admin.at('#reason'), 'Väärä kokonaisuus.');
	await admin.hands.press(admin.main());
	assert.equal(badges(house), 0);
	await client.page.goto(`/show/${day.claim}/school`);
	await shows(client, 'Toinen opisto');
	assert.match(house.run('verify', house.folder), /whole/);
}

/* All of it goes along, and goes with its person. */
async function left(day) {
	const { house, client } = day;
	await client.page.goto('/take');
	const [download] = await Promise.all([client.page.waitForEvent('download'), client.at('form button').first().click()]);
	assert(readFileSync(await download.path()).length > 1000);
	house.run('person', house.folder, 'erase', String(client.id), '--yes');
	for (const table of ['sending', 'school_answer', 'badge'])
		assert.equal(house.sql(`SELECT count(*) FROM ${table}`), '0', table);
	assert.match(house.run('verify', house.folder), /whole/);
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
		day.coach = await come_in(house, { ...how, width: 1280, height: 900 }, 'coach', lang);
		day.client = await come_in(house, how, 'client', lang);
		day.other = await come_in(house, how, 'client', lang);
		for (const client of [day.client, day.other])
			house.sql('INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts, ends)' +
				` VALUES (${client.id}, ${day.coach.id}, 'Talo', 1, 1, 'guidance', ${Math.floor(Date.now() / 1000) - 10}, 0)`);
	});
	const steps = { 'an official unit stands beside one of the courses': map, 'and when it is over, it is told': is_over,
		'a unit is approved': approved, 'it goes to a school, and nothing of the person is kept': to_school,
		'which doesn\'t confirm it, and it goes to another': refused, 'which does: a second badge': confirmed,
		'an answer is set right': corrected, 'what is another\'s stays closed, and a mistake takes both back': others,
		'taken along, and erased': left };
	for (const [says, step] of settled ? Object.entries(steps) : [])
		if (!await test(`${name}: ${says}`, () => step(day)))
			break;
	await house.close();
}

await walk('without JavaScript', { js: false, keyboard: false }, 'fi');
await walk('by keyboard', { js: true, keyboard: true }, 'en');
await browser.close();
finish();
