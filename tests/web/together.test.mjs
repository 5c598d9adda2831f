/*
 * together: by pen and with a coach, in a browser. A form on paper, printed as A4 in any language, with room
 * to write, and with no name on it. A coach writes with a client, who is told first, changes it and confirms
 * it; or types in a paper, whose signed sheet is photographed. Who wrote it down never decides alone. A draft
 * that a client began opens to a coach when they say so. A client is handed over, by their coach and by the
 * team lead. Without JavaScript, and by keyboard with it.
 */
import assert from 'node:assert/strict';
import { prove } from './hands.mjs';
import { finish, open_browser, open_house, test, words_of } from './house.mjs';
import { doesnt_show, enter, fill, shows } from './person.mjs';

const browser = await open_browser();

function tie(house, client, coach) {
	const now = Math.floor(Date.now() / 1000);
	house.sql('INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts, ends)' +
		` VALUES (${client.id}, ${coach.id}, 'Talo', 1, 1, 'guidance', ${now - 10}, 0)`);
}

/* One pixel, which is enough of a photo here. */
const picture = (name) => ({ name, mimeType: 'image/png',
	buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==', 'base64') });

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

/* ---- together ---- */

const state = (house, id) => house.sql(`SELECT state FROM claim WHERE id = ${id}`);
const path_of = (client, id) => `/clients/${client.id}/together/${id}`;
const say = (person, msgid, values = {}) => fill(person.t(msgid), values);

async function press(person, selector) {
	await person.hands.press(person.at(selector).first());
}

async function begin(coach, client, { unit, how, day }) {
	await coach.page.goto(`/clients/${client.id}`);
	await press(coach, `main a[href="/clients/${client.id}/together"]`);
	await coach.hands.choose(coach.at(`[name=unit][value="${unit}"]`));
	await coach.hands.choose(coach.at(`[name=how][value="${how}"]`));
	if (day)
		await coach.hands.write(coach.at('#day'), day);
	await press(coach, 'button[value=begin]');
	return Number(coach.pathname().split('/')[4]);
}

async function write_part(person, base, criterion, self, words) {
	await person.page.goto(`${base}/part/${criterion}`);
	await person.hands.choose(person.at(`[name=self][value="${self}"]`));
	await person.hands.write(person.at('#words'), words);
	await press(person, 'button[value=list]');
}

/* Nothing chosen, days that can't be: a sentence each, and nothing typed is lost. */
async function mistakes({ house, client, coach }) {
	await coach.page.goto(`/clients/${client.id}/together`);
	await press(coach, 'button[value=begin]');
	await shows(coach, coach.t('Choose what it is about.'));
	await shows(coach, coach.t('Choose whether you write it now or type it in.'));
	await coach.hands.choose(coach.at('[name=unit][value="safe-online"]'));
	await coach.hands.choose(coach.at('[name=how][value=paper]'));
	for (const [day, words] of [['', 'Write the day like this: 25.11.2026'], ['32.1.2026', 'Write the day like this: 25.11.2026'],
		['1.1.2090', 'That day hasn\'t come yet. Write the day that stands on the paper.'],
		['1.1.2015', 'That paper is more than two years old. Write it down anew together, so that it tells how things are now.']]) {
		await coach.hands.write(coach.at('#day'), day);
		await press(coach, 'button[value=begin]');
		await shows(coach, coach.t(words));
		assert.equal(await coach.at('#day').inputValue(), day, 'what was typed stays');
		assert(await coach.at('[name=unit][value="safe-online"]').isChecked() && await coach.at('[name=how][value=paper]').isChecked());
	}
	assert.equal(house.sql('SELECT count(*) FROM claim'), '0');
}

/* Begun by the coach; the client is told before a word stands there, changes it, confirms; another decides. */
async function made_together(day) {
	const { house, client, coach, second } = day;
	const id = await begin(coach, client, { unit: 'safe-online', how: 'now' });
	const base = path_of(client, id);
	assert.equal(house.sql(`SELECT count(*) FROM notice WHERE person = ${client.id} AND kind = 'claim-written'`), '1', 'told first');
	assert.equal((await second.page.goto(base)).status(), 404, 'no other coach reads it');
	assert.equal(house.sql(`SELECT count(*) FROM audit WHERE actor = ${second.id} AND verb = 'looked' AND fact LIKE '%together'`), '0');
	await coach.page.goto(base);
	await press(coach, `a[href="${base}/words"]`);
	await coach.hands.write(coach.at('#words'), 'Hoitaa koko perheen puhelimet.');
	await press(coach, 'main form .button.main');
	await write_part(coach, base, 'strong-password', 'can', 'Neljä <b>sanaa</b>');
	assert.equal(coach.pathname(), base, 'back to the list');
	await press(coach, `a[href="${base}/check"]`);
	await shows(coach, say(coach, '{name} confirms it themselves', { name: say(coach, 'Number {a}', { a: client.id }) }));
	await client.page.goto('/looks');
	await prove(client.page, client.hands);
	await shows(client, client.t('what you write down together'));
	await client.page.goto('/');
	const waits = say(client, '{a} wrote this down with you. Look at it, and say if it is right.', { a: client.t('Your coach') });
	await shows(client, waits);
	await press(client, `main a[href="/show/${id}"]`);
	await shows(client, say(client, '{writer} can read and write here until you have sent it.', { writer: client.t('Your coach') }));
	await write_part(client, `/show/${id}`, 'strong-password', 'partly', 'Kolme sanaa');
	await press(client, `a[href="/show/${id}/check"]`);
	await shows(client, client.t('Is this right?'));
	await shows(client, 'Hoitaa koko perheen puhelimet.');
	await client.hands.choose(client.at('[name=choice][value=without]'));
	await press(client, 'main form .button.main');
	assert.equal(state(house, id), 'submitted');
	assert.equal(house.sql(`SELECT confirmed_by FROM claim WHERE id = ${id}`), 'own');
	await shows(client, say(client, '{a} wrote this down with you.', { a: client.t('Your coach') }));
	await coach.page.goto(`${base}/part/strong-password`);
	assert.equal(coach.pathname(), `/clients/${client.id}/together`, 'sent, nobody writes in it any more');
	await coach.page.goto(`/clients/${client.id}/claims/${id}`);
	await shows(coach, 'Kolme sanaa');
	await shows(coach, coach.t("Who wrote it down doesn't decide it alone."));
	await press(coach, 'button[value=all]');
	assert.equal(state(house, id), 'proposed', 'who wrote it proposes');
	await second.page.goto('/desk');
	await press(second, '.tasks a');
	await shows(second, second.t('Proposed: to be approved'));
	await second.page.goto(`/clients/${client.id}/claims/${id}?page=3`);
	await press(second, 'button[value=confirm]');
	assert.equal(state(house, id), 'approved', 'and another decides');
}

/* Typed in, a certificate handed in for the client, the sheet printed, signed and photographed. */
async function from_paper(day) {
	const { house, client, coach, second } = day;
	const id = await begin(coach, client, { unit: 'work-life', how: 'paper', day: '2.11.' });
	const base = path_of(client, id);
	await shows(coach, fill(coach.t("{a} typed this in from the client's paper of {b}."), { a: '', b: '' }).slice(0, 12).trim());
	assert(Number(house.sql(`SELECT paper_day FROM claim WHERE id = ${id}`)) > 0);
	await coach.hands.write(coach.at('#day'), '31.12.2098');
	await press(coach, 'main form .button:not(.main):not(.link)');
	await shows(coach, coach.t("That day hasn't come yet. Write the day that stands on the paper."));
	await coach.page.goto(`${base}/check`);
	await shows(coach, coach.t('There is nothing to look at yet. Write something down first: one part is enough.'));
	await write_part(coach, base, 'my-strengths', 'can', 'Osaan kertoa vahvuuksistani.');
	await coach.page.goto(`${base}/part/my-strengths`);
	await press(coach, 'button[value=file]');
	await coach.at('#file').setInputFiles(picture('todistus.png'));
	await press(coach, 'main form .button.main');
	await shows(coach, 'todistus.png');
	assert.equal(house.sql('SELECT person FROM file ORDER BY id DESC LIMIT 1'), String(client.id), "it is the client's file");
	await coach.page.goto(`${base}/sheet`);
	const sheet = await printed(coach);
	for (const words of ['Osaan kertoa vahvuuksistani.', 'todistus.png', client.t('Signature'),
		client.t('Somebody wrote this down with me. I have read it, or it was read to me, and it is right.')])
		assert(sheet.includes(words), `"${words}" is printed in: ${sheet}`);
	await coach.page.goto(`${base}/check`);
	await press(coach, 'main form .button.main');
	await shows(coach, coach.t('Choose a picture or a document first.'));
	await coach.at('#file').setInputFiles({ name: 'suuri.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(21 << 20, 1) });
	await press(coach, 'main form .button.main');
	await shows(coach, coach.t('That file is larger than 20 MB. Take a new picture with a smaller size, or send a part of it.'));
	assert.equal(state(house, id), 'draft');
	await coach.at('#file').setInputFiles(picture('allekirjoitettu.png'));
	await press(coach, 'main form .button.main');
	assert.equal(state(house, id), 'submitted');
	assert.equal(house.sql(`SELECT confirmed_by FROM claim WHERE id = ${id}`), 'sheet');
	await shows(coach, coach.t('The sheet that was signed'));
	await client.page.goto('/notices');
	await shows(client, say(client, '{name} has handed in a sheet that you signed, and sent what you wrote down together.', { name: client.t('Your coach') }));
	await client.page.goto(`/show/${id}`);
	await press(client, 'main a[href*="/file/"]');
	assert.equal(await client.at('h1').textContent(), 'allekirjoitettu.png', 'the client sees what was signed');
	await second.page.goto(`/clients/${client.id}/claims/${id}`);
	await press(second, 'main a[href*="/file/"]');
	assert.equal(await second.at('h1').textContent(), 'allekirjoitettu.png');
	await second.page.goto(`/clients/${client.id}/claims/${id}`);
	await press(second, 'button[value=all]');
	assert.equal(state(house, id), 'approved', 'another person decides');
}

/* A draft of their own: closed to coaches, until one is let in, and again after that. */
async function let_in(day) {
	const { house, other: client, coach } = day;
	await client.page.goto('/show');
	await prove(client.page, client.hands);
	await press(client, 'button[name=unit][value="safe-online"]');
	const id = Number(client.pathname().split('/')[2]);
	await write_part(client, `/show/${id}`, 'strong-password', 'can', 'Oma salaisuuteni');
	assert.equal((await coach.page.goto(path_of(client, id))).status(), 404, 'not before they say so');
	await coach.page.goto(`/clients/${client.id}/together`);
	await coach.hands.choose(coach.at('[name=unit][value="safe-online"]'));
	await coach.hands.choose(coach.at('[name=how][value=now]'));
	await press(coach, 'button[value=begin]');
	await shows(coach, coach.t('This is under way already. If your client works at it alone, they can let you write there, on their own page of it.'));
	await client.page.goto(`/show/${id}`);
	await client.page.locator('main details > summary').first().click();
	await press(client, `button[name=let][value="${coach.id}"]`);
	await coach.page.goto('/notices');
	await shows(coach, coach.t('A client lets you write down together what they can do.'));
	await press(coach, 'main a[href="/claims?show=written"]');
	await press(coach, '.tasks a');
	assert.equal(coach.pathname(), path_of(client, id));
	await write_part(coach, path_of(client, id), 'safe-storage', 'can', 'Yhdessä kirjoitettu');
	await coach.page.goto(`${path_of(client, id)}/part/safe-storage`);
	await client.page.goto(`/show/${id}`);
	await press(client, 'button[value=alone]');
	await doesnt_show(client, client.t('I go on alone'));
	await coach.hands.write(coach.at('#words'), 'Liian myöhään');
	const answer = coach.page.waitForResponse((r) => r.request().method() === 'POST');
	await press(coach, 'button[value=list]');
	assert.equal((await answer).status(), 409);
	assert.equal(house.sql("SELECT count(*) FROM payload WHERE words = 'Liian myöhään'"), '0', 'then the coach writes no more');
	await client.page.goto(`/show/${id}/check`);
	await press(client, 'form[action="/show/' + id + '"] button[value=back]');
	assert.equal(state(house, id), 'withdrawn', 'and it can be taken away');
}

/* ---- another coach ---- */

/* By their coach: told, with a note both read; the door closes that moment, and a question follows. */
async function hand_over(day) {
	const { house, other: client, coach, third } = day;
	await client.page.goto('/help?course=safe-online&page=good-password');
	await client.hands.write(client.at('#words'), 'Missä puhelimen lukko on?');
	await press(client, 'main form .button.main');
	const help = house.sql(`SELECT id FROM help WHERE person = ${client.id}`);
	house.sql(`UPDATE help SET owner = ${coach.id} WHERE id = ${help}`);
	const answer_by = house.sql(`SELECT answer_by FROM help WHERE id = ${help}`);
	await coach.page.goto(`/clients/${client.id}`);
	await press(coach, `main a[href="/clients/${client.id}/hand-over"]`);
	await coach.hands.write(coach.at('#note'), 'Aamut sopivat parhaiten.');
	await press(coach, 'main form .button.main');
	await shows(coach, coach.t('Choose a coach.'));
	assert.equal(await coach.at('#note').inputValue(), 'Aamut sopivat parhaiten.', 'what was typed stays');
	await coach.hands.pick(coach.at('#coach'), String(third.id));
	await press(coach, 'main form .button.main');
	assert.equal(coach.pathname(), '/desk');
	assert.equal((await coach.page.goto(`/clients/${client.id}`)).status(), 404, 'the door closes that moment');
	await client.page.goto('/notices');
	await press(client, 'main a[href="/coaches"]');
	await shows(client, 'Aamut sopivat parhaiten.');
	await third.page.goto('/desk');
	await third.page.goto(`/clients/${client.id}`);
	await shows(third, 'Aamut sopivat parhaiten.');
	assert.equal(house.sql(`SELECT owner FROM help WHERE id = ${help}`), String(third.id), 'the question follows');
	assert.equal(house.sql(`SELECT answer_by FROM help WHERE id = ${help}`), answer_by);
}

/* By the team lead, who sees names and nothing else; and the client sees that they did. */
async function lead_hands_over(day) {
	const { house, other: client, third, second, lead } = day;
	await lead.page.goto('/team');
	await press(lead, `main a[href="/team/absence?coach=${third.id}"]`);
	await press(lead, `main a[href="/team/hand-over?giver=${third.id}"]`);
	await press(lead, 'main form .button.main');
	await shows(lead, lead.t('Choose who is handed over.'));
	await lead.hands.pick(lead.at('#client'), String(client.id));
	await lead.hands.pick(lead.at('#coach'), String(second.id));
	await press(lead, 'main form .button.main');
	assert.equal(lead.pathname(), '/team');
	assert.equal((await third.page.goto(`/clients/${client.id}`)).status(), 404);
	assert.equal((await second.page.goto(`/clients/${client.id}`)).status(), 200);
	assert.equal((await lead.page.goto(`/clients/${client.id}`)).status(), 403, 'a lead opens nothing');
	await client.page.goto('/looks');
	await shows(client, client.t('Why: to give you another coach, as a team lead'));
}

async function walk(name, how, lang) {
	const house = await open_house({ ASKEL_CLAIMS_SECOND_SHARE: '0' });
	const day = { house };
	const settled = await test(`${name}: everybody comes in`, async () => {
		day.client = await enter(house, browser, how, house.card(), lang);
		day.other = await enter(house, browser, how, house.card(), lang);
		for (const one of ['coach', 'second', 'third']) {
			day[one] = await enter(house, browser, { ...how, width: 1280, height: 900 }, house.card('coach'), lang);
			if (one !== 'third') {
				tie(house, day.client, day[one]);
				tie(house, day.other, day[one]);
			}
		}
		day.lead = await enter(house, browser, { ...how, width: 1280, height: 900 }, house.card('lead'), lang);
	});
	if (settled) {
		await test(`${name}: a form on paper, in any language and without a name`, () => on_paper(day));
		await test(`${name}: what is missing is told, and nothing typed is lost`, () => mistakes(day));
		await test(`${name}: made together, confirmed by the client, decided by another`, () => made_together(day));
		await test(`${name}: from paper, with a signed sheet, decided by another`, () => from_paper(day));
		await test(`${name}: a draft of one's own opens to a coach when its owner says so`, () => let_in(day));
		await test(`${name}: handed over to another coach by theirs`, () => hand_over(day));
		await test(`${name}: handed over by the team lead`, () => lead_hands_over(day));
	}
	await house.close();
}

await walk('without JavaScript', { js: false, keyboard: false }, 'en');
await walk('by keyboard', { js: true, keyboard: true }, 'fi');
await browser.close();
finish();
