/*
 * coach: a question asked on a lesson page, from the phone of the one who asks to the desk of their
 * coaches and back; and what holds around it: promises that weren't kept, two coaches at once, a
 * substitute, a tie that ends, who is told who looked. The client, come in by a card, asks without a
 * passphrase and reads with one; the coach shows a second key, with a real authenticator (oathtool).
 * Without JavaScript, and by keyboard with it.
 */
import assert from 'node:assert/strict';
import { prove } from './hands.mjs';
import { finish, note, open_browser, open_house, test } from './house.mjs';
import { doesnt_show, enter as enter_as, fill, shows } from './person.mjs';

const PAGE = '/courses/safe-online/good-password';
const DAY = 86400;
const house = await open_house();
const browser = await open_browser();
const now = () => Math.floor(Date.now() / 1000);
const today = () => Number(house.sql("SELECT cast(julianday('now', 'localtime') - julianday('1970-01-01') AS INTEGER)"));

/* ---- people ---- */

/* The buttons of somebody who has been here are in another language until they come in. */
async function enter(how, link, lang) {
	const person = await enter_as(house, browser, how, link, lang);
	await person.page.goto('/languages');
	await person.hands.choose(person.at(`[name=ui][value=${lang}]`));
	await person.hands.choose(person.at(`[name=text][value=${lang}]`));
	await person.hands.press(person.main());
	return person;
}

const tie = (client, coach, ends = 0) => house.sql('INSERT INTO tie(client, coach, organisation, learning, claims,' +
	` ground, starts, ends) VALUES (${client}, ${coach}, 'Talo', 1, 1, 'guidance', ${now() - 10}, ${ends})`);

/* Who came in by a card alone is thanked without their words. */
async function doesnt_show_where(person, path, words) {
	if (person.path().startsWith(path))
		await doesnt_show(person, words);
}

/* ---- the steps ---- */

async function ask(day, words) {
	const { client } = day;
	await client.page.goto(PAGE);
	await client.hands.press(client.at('button[value=help]'));
	await client.hands.write(client.at('#words'), words);
	await client.hands.press(client.at('main form .button.main'));
	await client.page.waitForURL(/\/help\/(\d+$|arrived)/);
	await doesnt_show_where(client, '/help/arrived', words);
	day.help = Number(house.sql(`SELECT max(id) FROM help WHERE person = ${client.id}`));
}

async function find_it_waiting(day) {
	const { coach } = day;
	await coach.page.goto('/');
	await coach.hands.press(coach.at('main a[href="/desk"]'));
	assert.equal(await coach.at('h1').textContent(), coach.t('Your desk'));
	await shows(coach, coach.t('Waiting for an answer'));
	await coach.hands.press(coach.at('.tasks a').first());
	assert.equal(coach.path(), `/clients/${day.client.id}/help/${day.help}`);
	await shows(coach, day.words);
}

/* Nothing chosen, no real time, a time that has passed: told at the field, and all is kept. */
async function mistake(day) {
	const { coach } = day;
	const send = () => coach.hands.press(coach.at('button.main[value=answer]'));
	await send();
	await coach.at('#summary a[href="#words"]').waitFor();
	await coach.hands.write(coach.at('#words'), 'Omat sanani.');
	await coach.hands.write(coach.at('#time'), '25.99');
	const value = await coach.at('#day option').nth(3).getAttribute('value');
	await coach.hands.pick(coach.at('#day'), value);
	await send();
	await coach.at('#time-problem').waitFor();
	assert.equal(await coach.at('#words').inputValue(), 'Omat sanani.');
	assert.equal(await coach.at('#time').inputValue(), '25.99');
	assert.equal(await coach.at('#day').inputValue(), value);
	assert.equal(house.sql(`SELECT closed FROM help WHERE id = ${day.help}`), '0', 'nothing was sent');
}

/* Whoever takes it while something is typed keeps what was typed. */
async function take(day) {
	const { coach } = day;
	await coach.hands.press(coach.at('button[value=take]'));
	assert.equal(await coach.at('#words').inputValue(), 'Omat sanani.', 'typed words stay');
	await shows(coach, coach.t('You have this.'));
	assert.equal(house.sql(`SELECT owner FROM help WHERE id = ${day.help}`), String(coach.id));
	await day.client.page.goto(`/help/${day.help}`);
	await prove(day.client.page, day.client.hands);
	await shows(day.client, fill(day.client.t('{owner} is looking at your question.'), { owner: 'coach' }));
}

async function answer(day) {
	const { coach } = day;
	await coach.hands.choose(coach.at('#ready-1'));
	await coach.hands.write(coach.at('#time'), '9.05');
	await coach.hands.press(coach.at('button.main[value=answer]'));
	await coach.page.waitForURL(`${house.origin}/desk`);
	await shows(coach, coach.t('Nobody waits. Questions come here, the oldest first.'));
}

async function read_the_answer(day) {
	const { client, coach } = day;
	await client.page.goto('/');
	await shows(client, client.t('There is an answer for you.'));
	await client.page.goto(PAGE);
	await shows(client, fill(client.t('{owner} has answered your question about this page.'), { owner: 'coach' }));
	await client.hands.press(client.at('button[value=notices]'));
	const told = fill(client.t('{name} has answered your question.'), { name: 'coach' });
	await client.hands.press(client.at('.tasks a').filter({ hasText: told }));
	await shows(client, client.t("Good question. Let's look at it together when we meet next."));
	await shows(client, 'Omat sanani.');
	await shows(client, client.lang === 'fi' ? 'kello 9.05' : 'klockan 9.05');
	assert.notEqual(client.lang, coach.lang, 'the two have different languages');
	const seen = () => house.sql(`SELECT seen > 0 FROM help WHERE id = ${day.help}`);
	for (let i = 0; i < 100 && seen() === '0'; i++)
		await client.page.waitForTimeout(50);
	assert.equal(seen(), '1', 'reading it is noted a moment later');
	await client.page.goto(PAGE);
	await doesnt_show(client, fill(client.t('{owner} has answered your question about this page.'), { owner: 'coach' }));
}

/* An own phone lies open for a while: courses go on, own matters ask again. */
async function ask_again(day) {
	const { client } = day;
	house.sql(`UPDATE session SET strong_at = ${now() - 16 * 60} WHERE person = ${client.id}`);
	await client.page.goto(PAGE);
	assert.equal(client.path(), PAGE);
	await client.page.goto('/');
	await client.page.goto('/notices');
	assert.equal(client.path(), '/passphrase?next=%2Fnotices');
	await client.hands.write(client.at('#passphrase'), 'aivan muut sanat');
	await client.hands.press(client.at('main form .button.main'));
	await client.at('#summary a[href="#passphrase"]').waitFor();
	await client.hands.write(client.at('#passphrase'), 'sammal trumpetti keitto');
	await client.hands.press(client.at('main form .button.main'));
	assert.equal(client.path(), '/notices');
}

async function be_late(day) {
	await ask(day, 'Vielä yksi kysymys');
	house.sql(`UPDATE help SET answer_by = ${today() - 1} WHERE id = ${day.help}`);
	const { client, coach } = day;
	await client.page.goto('/');
	await shows(client, client.t('We are late, and the fault is ours. You will get an answer by {answer_by}.').split('{')[0]);
	await client.page.goto(`/help/${day.help}`);
	await shows(client, client.t('We promised to answer by {promised} and did not manage it. The fault is ours. You will get an answer by {answer_by}, and you do not need to do anything.').split('{')[0]);
	await coach.page.goto('/desk');
	await shows(coach, coach.t('Late:'));
}

/* Two coaches write at once: the second is told, and nothing they wrote is lost. */
async function two_at_once(day) {
	const { coach } = day;
	const link = house.card('coach');
	const second = await enter(day, link, coach.lang);
	tie(day.client.id, second.id);
	const path = `/clients/${day.client.id}/help/${day.help}`;
	await coach.page.goto(path);
	await second.page.goto(path);
	await second.hands.write(second.at('#words'), 'Ensimmäinen vastaus.');
	await second.hands.press(second.at('button.main[value=answer]'));
	await second.page.waitForURL(`${house.origin}/desk`);
	await coach.hands.write(coach.at('#words'), 'Toinen <vastaus>.');
	const [response] = await Promise.all([
		coach.page.waitForResponse((one) => one.request().method() === 'POST'),
		coach.hands.press(coach.at('button.main[value=answer]')),
	]);
	assert.equal(response.status(), 409);
	await shows(coach, 'Ensimmäinen vastaus.');
	await shows(coach, 'Toinen <vastaus>.');
	await second.context.close();
}

async function see_who_looked(day) {
	const { client } = day;
	await client.page.goto('/me');
	await client.hands.press(client.at('main a[href="/looks"]'));
	await shows(client, 'coach');
	await shows(client, client.t('a question of yours'));
	await shows(client, client.t('your name on their own list'));
	await client.page.goto('/me');
	await client.hands.press(client.at('main a[href="/seen-as"]'));
	await shows(client, client.t('Here this week'));
	const own = await client.at('main section').allInnerTexts();
	await day.coach.page.goto(`/clients/${client.id}`);
	assert.equal((await day.coach.at('main section').count()), own.length, 'the coach sees as many courses');
	await shows(day.coach, day.coach.t('Here this week'));
}

/* A list of sixty: by pages, by name with and without its dots, by who is quiet. */
async function look_through_a_long_list(day) {
	const { coach } = day;
	for (let i = 0; i < 59; i++) {
		house.sql(`INSERT INTO person(name, made) VALUES ('${i === 7 ? 'Ääkkönen' : `Henkilö ${100 + i}`}', ${now()});` +
			"INSERT INTO role(person, role) SELECT max(id), 'client' FROM person;" +
			`INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts, ends)` +
			` SELECT max(id), ${coach.id}, '', 1, 0, 'guidance', ${now() - (i % 3) * 8 * DAY - 10}, 0 FROM person`);
	}
	const all = Number(house.sql(`SELECT count(*) FROM tie WHERE coach = ${coach.id} AND ends = 0`));
	await coach.page.goto('/clients');
	assert.equal(await coach.at('.tasks li').count(), 25);
	const last = coach.at('.pages a').last();
	await coach.hands.press(last);
	assert.equal(await coach.at('.tasks li').count(), all - 50);
	assert.equal(await coach.at('.pages [aria-current=page]').innerText().then((words) => words.match(/\d+/)[0]), '3');
	assert.match(await coach.at('.tasks li').last().innerText(), /Ääkkönen/, 'ä comes last');
	await coach.hands.write(coach.at('#find'), 'aakko');
	await coach.hands.press(coach.at('.filter button'));
	assert.equal(await coach.at('.tasks li').count(), 1);
	/* from the desk, whoever it is: a name, and one press more for a new way in */
	await coach.page.goto('/desk');
	await coach.hands.write(coach.at('#find'), 'aakko');
	await coach.hands.press(coach.at('.filter button'));
	assert.match(coach.path(), /^\/clients\/\d+$/);
	await coach.hands.press(coach.at('form[action$="/card"] button'));
	await coach.at('.big.code').waitFor();
	await coach.page.goto('/desk');
	await coach.hands.write(coach.at('#find'), 'henki');
	await coach.hands.press(coach.at('.filter button'));
	assert.equal(await coach.at('.tasks li').count(), 25, 'of several one is chosen');
	await coach.page.goto('/desk');
	await shows(coach, coach.t('quiet for two weeks or more'));
	await coach.page.goto('/clients?show=quiet&find=henki');
	const found = Number((await coach.at('.desk > p').first().innerText()).match(/\d+/)[0]);
	assert.equal(found, 38, 'two of three have been quiet, but for one of another name');
}

/* A team lead sees counts and names a substitute, who sees what waits until it is ended. */
async function be_away(day) {
	const { coach, client } = day;
	const lead = await enter(day, house.card('lead'), coach.lang);
	const stand_in = await enter(day, house.card('coach'), coach.lang);
	await ask(day, 'Kuka sijaistaa?');
	const path = `/clients/${client.id}/help/${day.help}`;
	assert.equal((await stand_in.page.goto(path)).status(), 404);
	await lead.page.goto('/');
	await lead.hands.press(lead.at('main a[href="/team"]'));
	await doesnt_show(lead, 'Kuka sijaistaa?');
	await lead.hands.press(lead.at(`.tasks a[href="/team/absence?coach=${coach.id}"]`));
	await lead.hands.write(lead.at('#from'), '31.2.');
	await lead.hands.press(lead.at('button.main'));
	for (const problem of ['substitute', 'from', 'to'])
		await lead.at(`#${problem}-problem`).waitFor();
	assert.equal(await lead.at('#from').inputValue(), '31.2.');
	await lead.hands.pick(lead.at('#substitute'), String(stand_in.id));
	const date = new Date();
	await lead.hands.write(lead.at('#from'), `${date.getDate()}.${date.getMonth() + 1}.`);
	await lead.hands.write(lead.at('#to'), `${date.getDate()}.${date.getMonth() + 1}.${date.getFullYear()}`);
	await lead.hands.press(lead.at('button.main'));
	await lead.page.waitForURL('**/team');
	await stand_in.page.goto('/notices');
	await stand_in.hands.press(stand_in.at('.tasks a').first());
	await shows(stand_in, stand_in.t('You stand in'));
	assert.equal((await stand_in.page.goto(path)).status(), 200);
	await lead.hands.press(lead.at('button[name=end]'));
	await shows(lead, lead.t('Nobody is away.'));
	assert.equal((await stand_in.page.goto(path)).status(), 404);
	for (const person of [lead, stand_in])
		await person.context.close();
}

/* From the moment a tie ends there is nothing at the addresses it opened. */
async function end_the_tie(day) {
	const { coach, client } = day;
	const paths = [`/clients/${client.id}`, `/clients/${client.id}/help/${day.help}`];
	for (const path of paths)
		assert.equal((await coach.page.goto(path)).status(), 200);
	house.sql(`UPDATE tie SET ends = ${now()} WHERE coach = ${coach.id} AND client = ${client.id}`);
	for (const path of paths)
		assert.equal((await coach.page.goto(path)).status(), 404);
	for (const number of [1, 2, 3]) {
		await coach.page.goto(`/clients?page=${number}`);
		assert(await coach.at('.tasks li').count() > 0);
		assert.equal(await coach.at(`.tasks a[href="/clients/${client.id}"]`).count(), 0);
	}
}

/* ---- the days ---- */

const key = {}; /* of the demo's coach, who comes in twice */
const days = [
	{ js: false, keyboard: false, client_lang: 'fi', coach_lang: 'sv' },
	{ js: true, keyboard: true, client_lang: 'sv', coach_lang: 'fi' },
];
for (const how of days) {
	const name = `${how.js ? 'with' : 'without'} JavaScript${how.keyboard ? ', by keyboard' : ''}`;
	const day = { ...how, words: 'Mitä <b>linkki</b> tarkoittaa?' };
	day.coach = await enter({ ...how, key }, house.links.coach, how.coach_lang);
	/* each day has a client of its own */
	day.client = await enter(how, house.card(), how.client_lang);
	tie(day.client.id, day.coach.id);
	const steps = [
		['help is asked on a page', () => ask(day, day.words)],
		['it waits on the desk', find_it_waiting],
		['a form with mistakes keeps everything', mistake],
		['it is taken', take],
		['it is answered: a ready sentence, own words, a time', answer],
		['the answer is read', read_the_answer],
		['after a while own matters ask again', ask_again],
		['a promise that was not kept', be_late],
		['two coaches at once', two_at_once],
		['who looked, and what they see', see_who_looked],
		['a substitute', be_away],
		['a long list of clients', look_through_a_long_list],
		['the tie ends', end_the_tie],
	];
	for (const [step, run] of steps)
		if (!await test(`${name}: ${step}`, () => run(day))) {
			note(`at ${day.coach.page.url()} and ${day.client.page.url()}`);
			break;
		}
	house.sql(`UPDATE tie SET ends = ${now()} WHERE coach = ${day.coach.id} AND ends = 0`);
	await day.coach.context.close();
	await day.client.context.close();
}
await browser.close();
await test('the log names nobody and holds no word', () => {
	assert.match(house.log(), /GET \/clients\/\{client\}\/help\/\{help\} 200/);
	assert.doesNotMatch(house.log(), /Henkilö|linkki|Ääkkönen|vastaus|\/clients\/\d/);
});
await house.close();
finish();
