/*
 * claims: from "I can already do this" to a decision, in a browser: a person who tells and shows, coaches
 * who look, judge, ask for more, agree on a demonstration, decide alone and with a second person; taken
 * back, partly approved, not yet, asked again and assessed by another, two coaches at once, a mistake
 * opened again. A simple decision takes six keys. Without JavaScript, and by keyboard with it.
 */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prove } from './hands.mjs';
import { finish, open_browser, open_house, test } from './house.mjs';
import { doesnt_show, enter, fill, shows } from './person.mjs';

const DAY = 86400;
const now = () => Math.floor(Date.now() / 1000);
const browser = await open_browser();

/* ---- people ---- */

async function tie(house, client, coach, ground = 'guidance', learning = 1) {
	house.sql('INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts, ends)' +
		` VALUES (${client.id}, ${coach.id}, 'Talo', ${learning}, 1, '${ground}', ${now() - 10}, 0)`);
}

const say = (person, msgid, values = {}) => fill(person.t(msgid), values);

async function press(person, selector) {
	await person.hands.press(person.at(selector).first());
}

/* ---- the one who shows ---- */

async function begin(client, unit = 'safe-online') {
	await client.page.goto('/');
	await press(client, 'main a[href="/show"]');
	await prove(client.page, client.hands);
	assert.equal(client.pathname(), '/show');
	await press(client, `button[name=unit][value="${unit}"]`);
	const id = Number(client.pathname().split('/')[2]);
	assert(id > 0, 'a claim begins');
	return id;
}

async function tell(client, id, words) {
	await client.page.goto(`/show/${id}/words`);
	await client.hands.write(client.at('#words'), words);
	await client.hands.press(client.main());
	assert.equal(client.pathname(), `/show/${id}`);
}

async function show_part(client, id, criterion, { self, words, address, show } = {}) {
	await client.page.goto(`/show/${id}/part/${criterion}`);
	if (self)
		await client.hands.choose(client.at(`[name=self][value="${self}"]`));
	if (words)
		await client.hands.write(client.at('#words'), words);
	if (address)
		await client.hands.write(client.at('#address'), address);
	if (show)
		await client.hands.tick(client.at('#show'), true);
	await client.hands.press(client.at('button.main[value=next]'));
}

async function send(client, id) {
	await client.page.goto(`/show/${id}`);
	await press(client, `a[href="/show/${id}/check"]`);
	await shows(client, client.t('Nothing has been sent yet. When you press Send, your coach sees this page exactly as it is. You can take it back until the assessment is ready.'));
	await name_badge(client, 'without');
	await client.hands.press(client.main());
	assert.equal(client.pathname(), `/show/${id}`, 'sent');
}

/* The one question before sending: whether the badge carries a seal of the name. */
async function name_badge(client, choice, name = '') {
	if (await client.at(`[name=choice][value=${choice}]`).isChecked() === false)
		await client.hands.choose(client.at(`[name=choice][value=${choice}]`));
	if (name)
		await client.hands.write(client.at('#name'), name);
}

/* ---- the ones who assess ---- */

const review_path = (client, id) => `/clients/${client.id}/claims/${id}`;

async function review(coach, client, id, page = 1) {
	await coach.page.goto(`${review_path(client, id)}?page=${page}`);
}

/* What is judged stands on pages of six, and is kept when the next is opened; behind them it is decided. */
const PARTS_MOST = 6;
async function judge(coach, judgements, notes = {}) {
	for (let page = 1; ; page++) {
		for (const number of Object.keys(judgements).map(Number)) {
			if (Math.ceil(number / PARTS_MOST) !== page)
				continue;
			await coach.hands.choose(coach.at(`[name="j${number}"][value="${judgements[number]}"]`));
			if (notes[number])
				await coach.hands.write(coach.at(`#n${number}`), notes[number]);
		}
		const next = coach.at('button.main[value^="page-"]');
		if (await next.count() === 0)
			return;
		await coach.hands.press(next);
	}
}

const state = (house, id) => house.sql(`SELECT state FROM claim WHERE id = ${id}`);
const all = (value) => Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((one) => [one, value]));

/* ---- the walks ---- */

/* Draft, nothing to send, mistakes, all kinds of things to show, sent, approved by six keys. */
async function simple(day) {
	const { house, client, coach } = day;
	const id = await begin(client);
	await send_nothing(day, id);
	await tell(client, id, 'I have looked after the phones of my whole family.\n\nAlso at work.');
	await show_part(client, id, 'strong-password', { self: 'can', words: 'Four <b>words</b>', address: 'javascript:alert(1)', show: true });
	assert.equal(client.pathname(), `/show/${id}/part/safe-storage`, 'on to the next');
	await show_part(client, id, 'safe-storage', { self: 'partly' });
	await client.page.goto(`/show/${id}/part/strong-password`);
	assert.equal(await client.at('#words').inputValue(), 'Four <b>words</b>', 'kept');
	assert(await client.at('#show').isChecked() && await client.at('[name=self][value=can]').isChecked());
	await name_before_sending(day, id);
	await shows(client, client.t('Take it back'));
	assert.equal(await client.at('main a[href^="javascript"]').count(), 0, 'an address is plain text');
	assert.equal(state(house, id), 'submitted');
	await client.page.goto('/');
	await shows(client, say(client, 'It has arrived. You will get an answer by {b}.', { b: '' }).slice(0, 20));
	await six_keys(day, id);
	assert.equal(state(house, id), 'approved');
	assert.equal(house.sql(`SELECT count(*) FROM award WHERE claim = ${id}`), '1');
	await client.page.goto(`/show/${id}`);
	await shows(client, say(client, 'All {parts} parts are approved.', { parts: 7 }));
	await doesnt_show(client, client.t('Take it back'));
	await take_badge(day);
	await client.page.goto('/notices');
	await shows(client, client.t('What you have shown is assessed. Look how it went.'));
	await client.page.goto('/looks');
	await shows(client, client.t('what you have shown that you can do'));
	await client.page.goto('/show');
	assert.equal(await client.at('button[value="safe-online"]').count(), 0, 'approved once');
	await coach.page.goto('/claims');
	await shows(coach, coach.t('Nothing waits. What your clients show comes here, the oldest first.'));
}

/* The badge of what was approved: shared, seen by a stranger and by a program, checked, and not shared any more. */
async function take_badge({ house, client }) {
	await client.hands.press(client.at('main a[href="/badges"]'));
	await client.hands.press(client.at('main dl a[href^="/badges/"]').first());
	await shows(client, client.t('It carries a seal of your name.'));
	await shows(client, client.t('Only you see this badge. When you share it, it gets an address that you can send to whom you like. You can stop at any time.'));
	await client.hands.press(client.at('button[value=share]'));
	const address = (await client.at('.address').textContent()).trim();
	const look = (accept) => fetch(address, { headers: { Accept: accept } });
	assert.match(await (await look('text/html')).text(), /<h1/);
	const signed = await (await look('application/vc+ld+json')).text();
	const places = [house.folder, house.folder, house.folder].map((folder, i) => join(folder, `checked-${i}`));
	writeFileSync(places[0], signed);
	writeFileSync(places[1], await (await fetch(`${house.origin}/ob/issuer`)).text());
	writeFileSync(places[2], await (await fetch(`${house.origin}/ob/status/1`)).text());
	assert.match(house.run('verify-badge', places[0], '--issuer', places[1], '--status', places[2]),
		/^The signature is intact, and it is this issuer's\./);
	await client.hands.press(client.at('button[value=unshare]'));
	assert.equal((await look('text/html')).status, 404);
}

/* Nothing is sent before it is said; what was said can be changed until the assessment is there. */
async function name_before_sending(day, id) {
	const { house, client } = day;
	await client.page.goto(`/show/${id}/check`);
	assert.equal(await client.at('[name=choice]:checked').count(), 0, 'nothing is chosen for the person');
	await client.hands.press(client.main());
	await shows(client, client.t('Choose whether your badges carry your name.'));
	await name_badge(client, 'with');
	await client.hands.press(client.main());
	await shows(client, client.t('Write your name, or choose to have none on your badges.'));
	await client.page.goto(`/show/${id}`);
	await send(client, id);
	await shows(client, client.t('Your badge will carry no name.'));
	await press(client, 'a[href="/badges/name"]');
	await name_badge(client, 'with', 'Maija "M" Meikäläinen');
	await client.hands.press(client.main());
	await client.page.goto(`/show/${id}`);
	await shows(client, client.t('Your badge will carry a seal of this name:'));
	assert.equal(house.sql('SELECT name FROM badge_name'), 'Maija "M" Meikäläinen');
}

async function send_nothing(day, id) {
	const { client } = day;
	await client.page.goto(`/show/${id}/check`);
	await name_badge(client, 'without');
	await client.hands.press(client.main());
	await shows(client, client.t('There is nothing to look at yet. Tell or show something first: one part is enough.'));
}

/* On the desk: past the skip link to the first claim, open it, to the button, press it. */
async function six_keys(day, id) {
	const { client, coach } = day;
	await coach.page.goto('/desk');
	await shows(coach, coach.t('What your clients have shown'));
	let keys = 0;
	const key = async (name, goes) => {
		keys++;
		if (!goes)
			return coach.page.keyboard.press(name);
		await Promise.all([coach.page.waitForEvent('framenavigated'), coach.page.keyboard.press(name)]);
		await coach.page.waitForLoadState('domcontentloaded');
	};
	await key('Tab');
	await key('Enter', true);
	await key('Tab');
	await key('Enter', true);
	assert.equal(coach.pathname(), review_path(client, id), 'the claim is open');
	await shows(coach, 'Four <b>words</b>');
	await key('Tab');
	await key('Enter', true);
	assert.equal(coach.pathname(), '/desk');
	assert(keys <= 6, `${keys} keys`);
}

/* Asked for more, sent again, approved in part; what is approved stays in the next one. */
async function partly(day) {
	const { house, other: client, coach } = day;
	const id = await begin(client);
	await show_part(client, id, 'strong-password', { self: 'can', words: 'Kolme sanaa' });
	await send(client, id);
	await review(coach, client, id);
	await press(coach, 'button[value=take]');
	assert.equal(state(house, id), 'in-review');
	await client.page.goto(`/show/${id}`);
	await shows(client, say(client, '{a} is looking at it. You will get an answer by {b}.', { a: client.t('Your coach'), b: '' }).slice(0, 15));
	await review(coach, client, id);
	await judge(coach, { 1: 'shown', 3: 'not-yet' }, { 3: 'Tell how you sign in.' });
	await press(coach, 'button[value=decide]');
	await shows(coach, say(coach, 'Look at these parts on other pages first: {a}.', { a: '2, 4, 5, 6, 7' }));
	await press(coach, 'button[value=return]');
	await shows(coach, coach.t('Choose a sentence or write your own.'));
	await press(coach, 'button[value="page-1"]');
	assert(await coach.at('[name=j1][value=shown]').isChecked(), 'nothing is lost');
	assert.equal(await coach.at('#n3').inputValue(), 'Tell how you sign in.');
	await review(coach, client, id, 3);
	await coach.hands.write(coach.at('#reason'), 'Please tell of two steps.');
	await press(coach, 'button[value=return]');
	assert.equal(state(house, id), 'returned');
	await client.page.goto(`/show/${id}`);
	await shows(client, 'Please tell of two steps.');
	await shows(client, 'Tell how you sign in.');
	await show_part(client, id, 'two-steps', { self: 'partly', words: 'With an app' });
	await send(client, id);
	await review(coach, client, id);
	await judge(coach, { ...all('not-yet'), 1: 'shown', 3: 'shown' },
		Object.fromEntries([2, 4, 5, 6, 7].map((one) => [one, `More of ${one}`])));
	await coach.hands.choose(coach.at('[name=ready][value="1"]'));
	await press(coach, 'button[value=decide]');
	assert.equal(state(house, id), 'partly-approved');
	await client.page.goto(`/show/${id}`);
	await shows(client, say(client, '{shown} of {parts} parts are approved, and they stay yours. The rest need a little more: below you see why, and how to go on.', { shown: 2, parts: 7 }));
	await press(client, `a[href="/show/${id}/part/quick-help"]`);
	await shows(client, 'More of 7');
	assert(await client.at('main a[href^="/courses/safe-online/"]').count() > 0, 'pages that teach it');
	const next = await begin(client);
	assert.notEqual(next, id);
	await shows(client, client.t('approved before'));
	await client.page.goto(`/show/${next}`);
	await press(client, 'button[value=back]');
	assert.equal(state(house, next), 'withdrawn');
	day.partly = id;
}

/* Not yet; asked for anew; neither who decided nor the one beside them, but another. */
async function anew(day) {
	const { house, other: client, coach, second, third } = day;
	const id = day.partly;
	await client.page.goto(`/show/${id}`);
	await shows(client, client.t('If you see it differently: a new assessment'));
	await press(client, `a[href="/show/${id}/again"]`);
	await client.hands.write(client.at('#words'), 'I have done this at work.');
	await client.hands.press(client.main());
	assert.equal(state(house, id), 'again');
	await shows(client, client.t('You can take it back until the new assessment is ready. Then the one you have stays.'));
	await press(client, 'button[value=back]');
	assert.equal(state(house, id), 'partly-approved', 'what was approved stands');
	await press(client, `a[href="/show/${id}/again"]`);
	await client.hands.write(client.at('#words'), 'I have done this at work.');
	await client.hands.press(client.main());
	assert.equal(state(house, id), 'again');
	for (const one of [coach, second]) {
		await review(one, client, id);
		await shows(one, one.t('You had part in the first assessment, or guide the client together with who had. Another person assesses it now.'));
		assert.equal(await one.at('main form button').count(), 0, 'nothing to press');
	}
	await tie(house, client, third, 'assessment', 0);
	await third.page.goto('/claims');
	await third.hands.press(third.at('.tasks a').first());
	await shows(third, 'I have done this at work.');
	await press(third, 'button[value=all]');
	assert.equal(state(house, id), 'approved');
	await client.page.goto(`/show/${id}`);
	await shows(client, say(client, 'All {parts} parts are approved.', { parts: 7 }));
	await shows(client, client.t('Earlier assessments'));
	assert.equal(house.sql(`SELECT count(*) FROM decision WHERE claim = ${id}`), '2');
	assert.equal(house.sql(`SELECT ground FROM decision WHERE claim = ${id} ORDER BY id DESC LIMIT 1`), 'again');
}

/* A second person; sent back; two at once; taken back by the client; a demonstration; handed over. */
async function two_people(day) {
	const { house, other: client, coach, second } = day;
	const id = await begin(client, 'work-life');
	await show_part(client, id, 'my-strengths', { self: 'can', show: true });
	await client.page.goto(`/show/${id}`);
	await send(client, id);
	house.sql(`UPDATE claim SET second = 'drawn' WHERE id = ${id}`);
	await client.page.goto(`/show/${id}`);
	await shows(client, client.t('Two people look at this one. It was chosen by chance, as some always are, and not because of you.'));
	await agree_and_see(day, id);
	await review(coach, client, id);
	await press(coach, 'button[value=all]');
	assert.equal(state(house, id), 'proposed');
	await review(coach, client, id);
	await shows(coach, coach.t('It waits for a second person, who decides.'));
	assert.equal(await coach.at('button[value=confirm]').count(), 0, 'not by who proposed it');
	await second.page.goto('/desk');
	await second.hands.press(second.at('.tasks a').first());
	await shows(second, second.t('Proposed: to be approved'));
	await review(second, client, id, 5);
	await second.hands.write(second.at('#reason'), 'Look at the CV once more.');
	await press(second, 'button[value=send-back]');
	assert.equal(state(house, id), 'in-review');
	await at_once(day, id);
	await hand_over(day, id);
	house.sql(`UPDATE claim SET answer_by = answer_by - 60, sent = sent - ${60 * DAY} WHERE id = ${id}`);
	await client.page.goto(`/show/${id}`);
	await shows(client, client.t('We promised to answer by {promised} and did not manage it. The fault is ours. The new date is {answer_by}, and you do not need to do anything.').split('{')[0]);
	await press(client, 'button[value=back]');
	assert.equal(state(house, id), 'withdrawn');
	assert.equal((await second.page.goto(review_path(client, id))).status(), 404, 'no longer for staff');
	await client.page.goto(`/show/${id}`);
	await press(client, 'button[value=resume]');
	assert.equal(state(house, id), 'draft');
}

async function agree_and_see(day, id) {
	const { house, other: client, coach } = day;
	await review(coach, client, id);
	await press(coach, 'button[value=take]');
	await review(coach, client, id, 5);
	await coach.page.locator('details:has(#tasks) > summary').click();
	await coach.hands.write(coach.at('#day'), '1.1.2020');
	await coach.hands.write(coach.at('#time'), '9');
	await press(coach, 'button[value=agree]');
	await shows(coach, coach.t('That time has passed. Choose a later one.'));
	await coach.hands.write(coach.at('#day'), '2030-06-03');
	await coach.hands.write(coach.at('#time'), '13.30');
	await coach.hands.write(coach.at('#place'), 'Keittiö');
	await coach.hands.write(coach.at('#tasks'), 'Kerro, mitä osaat');
	await press(coach, 'button[value=agree]');
	assert.equal(state(house, id), 'demonstration');
	await client.page.goto(`/show/${id}`);
	await shows(client, 'Keittiö');
	await shows(client, 'Kerro, mitä osaat');
	await review(coach, client, id, 5);
	await press(coach, 'button[value=see]');
	await shows(coach, coach.t('Write what you saw.'));
	await coach.hands.write(coach.at('#present'), 'Työnjohtaja');
	await coach.hands.write(coach.at('#seen'), 'Kertoi hyvin');
	await press(coach, 'button[value=see]');
	assert.equal(state(house, id), 'in-review');
}

/* Two coaches have it open; the second sees both, and what they typed is there. */
async function at_once(day, id) {
	const { house, other: client, coach, second } = day;
	await review(coach, client, id);
	await coach.hands.write(coach.at('#n1'), 'What I was typing');
	await coach.hands.choose(coach.at('[name=j1][value="not-yet"]'));
	await review(second, client, id);
	await press(second, 'button[value=take]');
	await second.hands.write(second.at('#n1'), 'What was first');
	await second.hands.choose(second.at('[name=j1][value=shown]'));
	await press(second, 'button.main[value="page-2"]');
	const answer = coach.page.waitForResponse((r) => r.request().method() === 'POST');
	await press(coach, 'button.main[value="page-2"]');
	assert.equal((await answer).status(), 409);
	await shows(coach, coach.t('Somebody was here first'));
	await shows(coach, 'What I was typing');
	await shows(coach, 'What was first');
	assert.equal(house.sql(`SELECT assessor FROM claim WHERE id = ${id}`), String(second.id));
}

async function hand_over(day, id) {
	const { house, other: client, coach, second } = day;
	await review(second, client, id, 5);
	await second.hands.write(second.at('#reason'), 'I am away for a month.');
	await second.page.locator('details:has(#to) > summary').click();
	await press(second, 'button[value=hand-over]');
	await shows(second, second.t('Choose who will go on with it.'));
	await second.hands.pick(second.at('#to'), String(coach.id));
	await press(second, 'button[value=hand-over]');
	assert.equal(house.sql(`SELECT assessor FROM claim WHERE id = ${id}`), String(coach.id));
	await client.page.goto(`/show/${id}`);
	await shows(client, 'I am away for a month.');
}

const EXAMPLE = '/courses/work-life/say-it-with-an-example';
async function give_example(client, page, words) {
	await page.goto(EXAMPLE);
	await client.hands.write(page.locator('[name="q.my-example"]'), words);
	await client.hands.press(page.locator('button[value="check.my-example"]'));
	await page.waitForURL(/#a-my-example$/);
}

/* A result from here is what stands when it is sent: not what stood when it was chosen, nor what comes later. */
async function from_here(day) {
	const { house, other: client, coach } = day;
	const id = Number(house.sql(`SELECT max(id) FROM claim WHERE person = ${client.id}`));
	await give_example(client, client.page, 'The first example.');
	await client.page.goto(`/show/${id}/part/my-strengths`);
	await client.hands.tick(client.at('[name=result][value$="/my-example"]'), true);
	await client.hands.press(client.at('button.main[value=next]'));
	await client.page.goto(`/show/${id}/check`);
	await shows(client, 'The first example.');
	const form = await client.at('input[name=results]').getAttribute('value');
	await give_example(client, client.page, 'The second example.');
	await client.page.goto(`/show/${id}/check`);
	await shows(client, 'The second example.');
	const now = await client.at('input[name=results]').getAttribute('value');
	assert.notEqual(now, form, 'it is another one');
	await name_badge(client, 'without');
	/* the page that was open while the answer changed */
	const sent = await client.context.request.post(`/show/${id}/check`, { headers: { 'Sec-Fetch-Site': 'same-origin', Origin: house.origin },
		form: { csrf: await client.at('input[name=csrf]').first().getAttribute('value'), moves: await client.at('input[name=moves]').getAttribute('value'),
			results: form, choice: 'without' } });
	assert.equal(sent.status(), 422, 'what was not looked at is not sent');
	assert.equal(state(house, id), 'draft');
	await client.hands.press(client.main());
	assert.equal(state(house, id), 'submitted');
	await give_example(client, client.page, 'The third example.');
	await review(coach, client, id);
	await shows(coach, 'The second example.');
	await doesnt_show(coach, 'The third example.');
	await client.page.goto(`/show/${id}`);
	await press(client, 'button[value=back]');
}

/* An admin opens what was decided wrongly, and sees nothing of it. */
async function corrected(day) {
	const { house, client, admin } = day;
	const id = Number(house.sql(`SELECT max(claim) FROM award WHERE person = ${client.id}`));
	await admin.page.goto('/status');
	await press(admin, 'a[href="/corrections"]');
	await admin.hands.write(admin.at('#number'), '999');
	await admin.hands.press(admin.main());
	await shows(admin, admin.t('Write what the mistake is.'));
	await admin.hands.write(admin.at('#number'), String(id));
	await admin.hands.write(admin.at('#reason'), 'It was the wrong unit.');
	await admin.hands.press(admin.main());
	await shows(admin, admin.t('It will be looked at anew'));
	assert.equal(state(house, id), 'again');
	assert.equal(house.sql(`SELECT count(*) FROM award WHERE claim = ${id} AND ended = 0`), '0');
	await client.page.goto(`/show/${id}`);
	await shows(client, 'It was the wrong unit.');
}

/* What is another's doesn't open, whatever the number. */
async function others(day) {
	const { house, client, other, coach } = day;
	const id = Number(house.sql(`SELECT max(id) FROM claim WHERE person = ${client.id}`));
	for (const path of [`/show/${id}`, `/show/${id}/words`, `/show/${id}/part/strong-password`, `/show/${id}/check`, `/show/${id}/again`])
		assert.equal((await other.page.goto(path)).status(), 404, path);
	assert.equal((await coach.page.goto(`/clients/${other.id}/claims/${id}`)).status(), 404, 'behind another client');
	const draft = Number(house.sql("SELECT max(id) FROM claim WHERE state = 'draft'"));
	assert.equal((await coach.page.goto(review_path(other, draft))).status(), 404, 'a draft is with the client alone');
}

async function walk(name, how, lang) {
	const house = await open_house({ ASKEL_CLAIMS_SECOND_SHARE: '0' });
	const day = { house };
	const settled = await test(`${name}: everybody comes in`, async () => {
		day.client = await enter(house, browser, how, house.card(), lang);
		day.other = await enter(house, browser, how, house.card(), lang);
		for (const one of ['coach', 'second', 'third'])
			day[one] = await enter(house, browser, { ...how, width: 1280, height: 900 }, house.card('coach'), lang);
		day.admin = await enter(house, browser, how, house.card('admin'), lang);
		for (const coach of [day.coach, day.second]) {
			await tie(house, day.client, coach);
			await tie(house, day.other, coach);
		}
	});
	if (settled) {
		await test(`${name}: told, shown, sent, and approved with six keys`, () => simple(day));
		await test(`${name}: asked for a little more, approved in part, which stays`, () => partly(day));
		await test(`${name}: assessed anew by another person`, () => anew(day));
		await test(`${name}: a demonstration, a second person, two at once, handed over, late, taken back`, () => two_people(day));
		await test(`${name}: a result from here is what stands when it is sent`, () => from_here(day));
		await test(`${name}: a mistake is opened again`, () => corrected(day));
		await test(`${name}: what is another's stays closed`, () => others(day));
	}
	await house.close();
}

await walk('without JavaScript', { js: false, keyboard: false }, 'en');
await walk('by keyboard', { js: true, keyboard: true }, 'fi');
await browser.close();
finish();
