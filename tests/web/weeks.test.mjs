/*
 * weeks: ten weeks of one house, on a clock that is set forward (libfaketime): what each of five people
 * meets on their first day, and what in the tenth week, when sign-ins have ended, promises have run
 * out, somebody has been quiet for long, an absence begins and ends by itself, a page is due to be
 * checked, and a client whose tie has ended leaves. Without JavaScript, and by keyboard with it.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, note, open_browser, open_house, test } from './house.mjs';
import { code_of, doesnt_show, enter, fill, said, shows } from './person.mjs';

const DAY = 86400;
const PASSPHRASE = 'sammal trumpetti keitto tikapuut';
const PAGE = '/courses/safe-online/good-password';
const browser = await open_browser();

/* ---- people ---- */

/* A first day: in by a card, a way back of their own, and of staff a second key. */
async function begin(week, role, lang) {
	const person = await enter(week.house, browser, week, week.house.card(role), lang);
	await person.page.goto('/way-back');
	person.name = (await person.at('.big').textContent()).trim();
	await person.hands.write(person.at('#passphrase'), PASSPHRASE);
	await person.hands.press(person.main());
	if (role !== 'client') {
		person.key = {};
		await person.page.goto('/second-factor');
		person.key.secret = (await person.at('code.big').textContent()).replaceAll(' ', '');
		await person.hands.write(person.at('#code'), code_of(person.key, week.house.clock.now()));
		await person.hands.press(person.main());
		await person.hands.press(person.main());
	}
	return person;
}

/* Their sign-in has ended meanwhile; they come back by what they know and have. */
async function come_back(week, person, path) {
	await person.page.goto(path);
	assert.equal(person.pathname(), '/sign-in', 'the sign-in has ended');
	await person.hands.write(person.at('#name'), person.name);
	await person.hands.write(person.at('#passphrase'), PASSPHRASE);
	await person.hands.press(person.main());
	if (person.pathname() === '/device') {
		await person.hands.choose(person.at('[name=device][value=own]'));
		await person.hands.press(person.main());
	}
	if (person.key) {
		assert.equal(person.pathname(), '/second-factor', 'staff show their second key');
		await person.hands.write(person.at('#code'), code_of(person.key, week.house.clock.now()));
		await person.hands.press(person.main());
	}
	if (person.path() !== path)
		await person.page.goto(path);
	assert.equal(person.path(), path);
}

/* YYYY-MM-DD of the first day from then on that is no Saturday or Sunday. */
function working_day(week, ahead) {
	const day = new Date((week.house.clock.now() + ahead * DAY) * 1000);
	while ([0, 6].includes(day.getUTCDay()))
		day.setTime(day.getTime() + DAY * 1000);
	return day.toISOString().slice(0, 10);
}

const tie = (week, client, coach, ends = 0) => week.house.sql('INSERT INTO tie(client, coach, organisation,' +
	' learning, claims, ground, starts, ends)' +
	` VALUES (${client.id}, ${coach.id}, '', 1, 1, 'guidance', ${week.house.clock.now() - 10}, ${ends})`);

/* A day from now on as a person reads it. */
const in_words = (week, lang, days) => new Intl.DateTimeFormat(lang, { dateStyle: 'long' })
	.format(new Date((week.house.clock.now() + days * DAY) * 1000));

/* ---- the first day ---- */

async function first_day(week) {
	week.coach = await begin(week, 'coach', week.staff_lang);
	week.stand_in = await begin(week, 'coach', week.staff_lang);
	week.lead = await begin(week, 'lead', week.staff_lang);
	week.author = await begin(week, 'author', week.staff_lang);
	week.admin = await begin(week, 'admin', week.staff_lang);
	week.client = await begin(week, 'client', week.client_lang);
	week.quiet = await begin(week, 'client', week.client_lang);
	tie(week, week.client, week.coach);
	tie(week, week.quiet, week.coach);
	const { coach, lead, author, admin } = week;
	await coach.hands.press(coach.at('main a[href="/desk"]'));
	await shows(coach, coach.t('Nobody waits. Questions come here, the oldest first.'));
	week.house.run('days-off', week.house.folder, 'close', working_day(week, 2), 'Siivouspäivä');
	/* a server hears of it within a second or two */
	for (let i = 0; i < 100 && !(await said(coach)).includes('Siivouspäivä'); i++) {
		await coach.page.waitForTimeout(100);
		await coach.page.reload();
	}
	await shows(coach, coach.t("These days don't count towards answer dates:"));
	await shows(coach, 'Siivouspäivä');
	await shows(coach, coach.t('Everybody has been here within a week.'));
	await lead.hands.press(lead.at('main a[href="/team"]'));
	await shows(lead, lead.t('nobody waits'));
	await author.page.goto('/author');
	await shows(author, author.t('All in order. Readers see the newest form of everything.'));
	await admin.hands.press(admin.at('main a[href="/status"]'));
	await shows(admin, admin.t('State of the server'));
}

async function begin_to_learn(week) {
	const { client } = week;
	await client.hands.press(client.at('.card .button.main'));
	week.first_page = client.path();
	await client.page.goto(PAGE);
	const question = client.at('.question').first();
	const choice = question.locator('[type=radio], [type=checkbox]').first();
	await client.hands.choose(choice);
	week.chosen = await choice.getAttribute('value');
	await client.hands.press(question.locator('button[value^="check."]'));
	week.answered = await client.at('.feedback').first().innerText();
	await client.page.goto('/help');
	await client.hands.write(client.at('#words'), 'Mistä tiedän, onko viesti aito?');
	await client.hands.press(client.main());
	week.help = Number(week.house.sql(`SELECT max(id) FROM help WHERE person = ${client.id}`));
}

/* ---- the tenth week ---- */

async function nine_weeks_pass(week) {
	week.house.clock.pass(63 * DAY);
	const response = await week.client.page.request.get('/health');
	assert.equal(await response.text(), 'ok\n', 'and the house stands');
	const ahead = Date.parse(response.headers().date) / 1000 - Date.now() / 1000;
	assert(Math.abs(ahead - 63 * DAY) < 120, 'its clock is nine weeks ahead');
}

/* Back after a long pause: nothing is lost, and nobody is told off. */
async function client_comes_back(week) {
	const { client } = week;
	await come_back(week, client, '/');
	assert.equal(await client.at('h1').innerText(), client.t('Hi! Shall we go on?'));
	await shows(client, client.t('We are late, and the fault is ours. You will get an answer by {answer_by}.').split('{')[0]);
	await client.page.goto(PAGE);
	assert.equal(await client.at('.question').first().locator(':checked').getAttribute('value'), week.chosen);
	assert.equal(await client.at('.feedback').first().innerText(), week.answered);
	await client.page.goto(`/help/${week.help}`);
	const promise = client.t('We promised to answer by {promised} and did not manage it. The fault is ours.' +
		' You will get an answer by {answer_by}, and you do not need to do anything.');
	const parts = promise.split(/\{\w+\}/);
	const words = await said(client);
	for (const part of parts)
		assert(words.includes(part.trim()), `${part} in ${words}`);
}

async function coach_answers(week) {
	const { coach, client, quiet } = week;
	await come_back(week, coach, '/desk');
	await shows(coach, coach.t('Late:'));
	const rows = await coach.at('section').nth(1).locator('.tasks li').allInnerTexts();
	assert.equal(rows.length, 1, 'who has been here today is not quiet');
	assert(rows[0].includes(coach.t('quiet for two weeks or more')), rows[0]);
	assert.equal(await coach.at('section').nth(1).locator('.tasks a').getAttribute('href'), `/clients/${quiet.id}`);
	await coach.page.goto(`/clients/${client.id}`);
	await shows(coach, coach.t('Here this week'));
	await coach.page.goto(`/clients/${quiet.id}`);
	await shows(coach, coach.t('Here earlier'));
	assert.doesNotMatch(await said(coach), /\d\d[.:]\d\d/, 'never a time of day');
	await coach.page.goto('/desk');
	await coach.hands.press(coach.at('section').first().locator('.tasks a'));
	await coach.hands.choose(coach.at('#ready-1'));
	await coach.hands.press(coach.at('button.main[value=answer]'));
	await coach.page.waitForURL(`${week.house.origin}/desk`);
	await client.page.goto('/');
	await shows(client, client.t('There is an answer for you.'));
}

/* The lead sees how long somebody waited for an answer, and names who stands in from tomorrow. */
async function lead_looks(week) {
	const { lead, client, coach, stand_in } = week;
	await client.page.goto('/help');
	await client.hands.write(client.at('#words'), 'Vielä yksi asia.');
	await client.hands.press(client.main());
	week.house.clock.pass(14 * DAY);
	await come_back(week, lead, '/team');
	await shows(lead, fill(lead.t('one question waits'), {}));
	await doesnt_show(lead, 'Vielä yksi asia.');
	assert.equal(await lead.at('.late').count() > 0, true, 'a late answer is told');
	await lead.hands.press(lead.at(`.tasks a[href="/team/absence?coach=${coach.id}"]`));
	await lead.hands.pick(lead.at('#substitute'), String(stand_in.id));
	const day = (ahead) => {
		const date = new Date((week.house.clock.now() + ahead * DAY) * 1000);
		return `${date.getDate()}.${date.getMonth() + 1}.${date.getFullYear()}`;
	};
	await lead.hands.write(lead.at('#from'), day(1));
	await lead.hands.write(lead.at('#to'), day(3));
	await lead.hands.press(lead.at('button.main'));
	await lead.page.waitForURL('**/team');
	week.waiting = `/clients/${client.id}/help/${week.house.sql(`SELECT max(id) FROM help WHERE person = ${client.id}`)}`;
}

/* An absence begins and ends by itself, and so does what it opens. */
async function somebody_stands_in(week) {
	const { stand_in } = week;
	await come_back(week, stand_in, '/desk');
	assert.equal((await stand_in.page.goto(week.waiting)).status(), 404, 'not before the day');
	week.house.clock.pass(DAY);
	await come_back(week, stand_in, '/desk');
	await shows(stand_in, stand_in.t('You stand in'));
	assert.equal((await stand_in.page.goto(week.waiting)).status(), 200);
	await stand_in.hands.choose(stand_in.at('#ready-1'));
	await stand_in.hands.press(stand_in.at('button.main[value=answer]'));
	week.house.clock.pass(4 * DAY);
	await come_back(week, stand_in, '/desk');
	await doesnt_show(stand_in, stand_in.t('You stand in'));
	assert.equal((await stand_in.page.goto(week.waiting)).status(), 404, 'nor after it');
}

/* A page was to be checked by a day that has come: author and reader are told; one line mends it. */
async function author_checks(week) {
	const { author, client } = week;
	const folder = join(week.house.folder, 'courses/safe-online/20-scams');
	const files = readdirSync(folder).filter((name) => name.startsWith('10-signs-of-a-scam')).map((name) => join(folder, name));
	const good = files.map((file) => readFileSync(file, 'utf8'));
	const due = (ahead) => new Date((week.house.clock.now() + ahead * DAY) * 1000).toISOString().slice(0, 10);
	const set = (day) => files.forEach((file, i) => writeFileSync(file, good[i].replace(/^review_by: .*$/m, `review_by: ${day}`)));
	const wait_for = async (msgid, there) => {
		const words = author.t(msgid).split('{')[0];
		for (let i = 0; i < 200 && (await said(author)).includes(words) !== there; i++) {
			await author.page.waitForTimeout(50);
			await author.page.reload();
		}
		assert.equal((await said(author)).includes(words), there, `${msgid}: ${there}`);
	};
	set(due(1));
	await come_back(week, author, '/author');
	await wait_for('This page should have been checked by {a}.', false);
	week.house.clock.pass(2 * DAY);
	await come_back(week, author, '/author');
	await wait_for('This page should have been checked by {a}.', true);
	await client.page.goto('/courses/safe-online/signs-of-a-scam');
	assert.equal(await client.at('.note').count() > 0, true, 'the reader is told when it was checked');
	set(due(300));
	await wait_for('This page should have been checked by {a}.', false);
}

/* Whose last tie has ended is told the last day, and the account closes on it by itself. */
async function admin_lets_go(week) {
	const { admin, quiet } = week;
	await come_back(week, admin, `/people/${quiet.id}`);
	await admin.hands.press(admin.at('#coaches button').first());
	assert.equal(week.house.sql(`SELECT count(*) FROM tie WHERE client = ${quiet.id} AND ends = 0`), '0');
	await admin.page.goto('/people?show=alone');
	await admin.at(`main .tasks a[href="/people/${quiet.id}"]`).waitFor();
	await come_back(week, quiet, '/');
	await shows(quiet, in_words(week, quiet.lang, 89));
	week.house.clock.pass(89 * DAY);
	await week.house.reopen();
	await come_back(week, quiet, '/');
	week.house.clock.pass(2 * DAY);
	await week.house.reopen();
	/* what is due goes in the first moments after a start, and then once an hour */
	for (let i = 0; i < 100 && quiet.pathname() !== '/sign-in'; i++) {
		await quiet.page.waitForTimeout(100);
		await quiet.page.goto('/');
	}
	assert.equal(quiet.pathname(), '/sign-in');
	await quiet.hands.write(quiet.at('#name'), quiet.name);
	await quiet.hands.write(quiet.at('#passphrase'), PASSPHRASE);
	await quiet.hands.press(quiet.main());
	assert.equal(quiet.pathname(), '/sign-in', 'nobody comes in with an account that is closed');
	assert.equal(week.house.sql(`SELECT count(*) FROM way_back WHERE person = ${quiet.id}`), '0');
}

async function chain_is_whole(week) {
	assert.match(week.house.run('verify', week.house.folder), /\d+/);
}

/* ---- the houses ---- */

const steps = [
	['the first day of everybody', first_day],
	['a client begins to learn and asks', begin_to_learn],
	['nine weeks pass', nine_weeks_pass],
	['the client comes back and goes on', client_comes_back],
	['the coach sees who waits and who is quiet, and answers', coach_answers],
	['the team lead sees who waits too long and names a substitute', lead_looks],
	['the substitute stands in for as long as it was said', somebody_stands_in],
	['the author is told what is to be checked', author_checks],
	['a client without a coach has 90 days and leaves', admin_lets_go],
	['the chain of all of it is whole', chain_is_whole],
];
for (const how of [{ js: false, keyboard: false, client_lang: 'fi', staff_lang: 'sv' },
	{ js: true, keyboard: true, client_lang: 'sv', staff_lang: 'fi' }]) {
	const week = { ...how, house: await open_house({}, () => {}, true) };
	const name = `${how.js ? 'with' : 'without'} JavaScript${how.keyboard ? ', by keyboard' : ''}`;
	/* each step stands on the one before */
	for (const [step, run] of steps)
		if (!await test(`${name}: ${step}`, () => run(week))) {
			note(week.house.log().split('\n').slice(-12).join('\n'));
			for (const who of ['client', 'quiet', 'coach', 'stand_in', 'lead', 'author', 'admin'])
				note(`${who} at ${week[who]?.page.url()}`);
			break;
		}
	for (const who of ['client', 'quiet', 'coach', 'stand_in', 'lead', 'author', 'admin'])
		await week[who]?.context.close();
	await week.house.close();
}
await browser.close();
finish();
