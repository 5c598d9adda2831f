/*
 * admin: an admin's first day: a coach comes by a one-time link, a client is made and the two are
 * brought together, the coach sees the client, the client reads who has looked; a coach leaves today
 * and another takes over. Without JavaScript, with it, and by keyboard alone; on a screen of 320 px.
 */
import assert from 'node:assert/strict';
import { prove } from './hands.mjs';
import { finish, note, open_browser, open_house, test, words_of } from './house.mjs';
import { enter as enter_as, said } from './person.mjs';

const house = await open_house();
const browser = await open_browser();

const SMALL = { width: 320, height: 640 };
const enter = (day, link) => enter_as(house, browser, { ...day, ...SMALL }, link, day.lang);

/* From the front page to a new account and its one-time link; its number and the link. */
async function make_account(day, name, roles) {
	const { admin } = day;
	await admin.page.goto('/');
	await admin.hands.press(admin.at('main a[href="/people"]'));
	await admin.hands.press(admin.at('main a[href="/people/new"]'));
	await admin.hands.write(admin.at('#name'), name);
	for (const role of ['client', 'coach', 'author'])
		await admin.hands.tick(admin.at(`#role-${role}`), roles.includes(role));
	await admin.hands.press(admin.main());
	const own = admin.path();
	assert.match(own, /^\/people\/\d+$/);
	assert.equal(await admin.at('h1').textContent(), name);
	await admin.hands.press(admin.at('button[value=link]'));
	const link = (await admin.at('.big').textContent()).trim();
	assert(link.startsWith(`${house.origin}/in/`), link);
	await admin.hands.press(admin.at('main a.button.main'));
	assert.equal(admin.path(), own);
	return { number: own.split('/')[2], own, link, name };
}

/* ---- the steps ---- */

async function come_in(day) {
	house.sql("UPDATE person SET ui_language = '' WHERE id IN (SELECT person FROM role WHERE role = 'admin')");
	day.admin = await enter(day, house.links.admin);
	assert.equal(await day.admin.at('main a[href="/status"]').count(), 1);
}

async function make_coaches(day) {
	day.first = await make_account(day, `Ohjaaja ${day.number} Äyräpää`, ['coach']);
	day.second = await make_account(day, `Ohjaaja ${day.number} Åberg`, ['coach', 'author']);
	day.coach = await enter(day, day.first.link);
	await day.coach.hands.press(day.coach.at('main a[href="/desk"]'));
	await day.coach.hands.press(day.coach.at('main a[href="/clients"]'));
	assert.match(await said(day.coach), new RegExp(day.t('You have no clients here yet. An admin or a team lead brings you together.').slice(0, 20)));
}

async function make_client(day) {
	day.client = await make_account(day, `Oppija ${day.number} <b>`, ['client']);
	const { admin } = day;
	assert.match(await said(admin), new RegExp(day.t('Nobody works with this client now.')));
	await admin.hands.press(admin.at('form:has([value=tie]) .button'));
	await admin.at('#summary').waitFor();
	await admin.hands.pick(admin.at('#coach'), day.first.number);
	await admin.hands.press(admin.at('form:has([value=tie]) .button'));
	assert.equal(admin.path(), day.client.own);
	assert.equal(await admin.at('#coaches a').first().textContent(), day.first.name);
}

async function see_the_client(day) {
	await day.coach.page.goto('/clients');
	await day.coach.hands.press(day.coach.at('main .tasks a').first());
	assert.equal(await day.coach.at('h1').textContent(), day.client.name);
	day.learner = await enter(day, day.client.link);
	await day.learner.page.goto('/looks');
	await prove(day.learner.page, day.learner.hands);
	const words = await said(day.learner);
	for (const msgid of ['Why: to look after accounts, as an admin', 'a new way in for you',
		'your name and who your coaches are', 'what you have done'])
		assert(words.includes(day.t(msgid)), `${msgid} in ${words}`);
}

async function find_somebody(day) {
	const { admin } = day;
	await admin.page.goto('/people');
	await admin.hands.write(admin.at('#find'), `ohjaaja ${day.number} ayra`);
	await admin.hands.press(admin.at('form.filter .button'));
	assert.deepEqual(await admin.at('main .tasks a').allTextContents(), [day.first.name]);
	await admin.hands.press(admin.at('main .tasks a').first());
	assert.equal(admin.path(), day.first.own);
	assert.deepEqual(await admin.at('#clients .tasks a').allTextContents(), [day.client.name]);
}

async function leave(day) {
	const { admin, coach } = day;
	await admin.hands.press(admin.at(`main a[href="${day.first.own}/leave"]`));
	await admin.hands.press(admin.main());
	assert.equal(admin.path(), day.first.own);
	await coach.page.goto('/clients');
	assert.match(coach.path(), /^\/sign-in/, 'the coach is out that moment');
	assert.deepEqual((await admin.at('#left-behind .choice').allTextContents()).map((one) => one.trim()), [day.client.name]);
	await admin.page.goto('/');
	assert(await admin.at('main a[href="/people"]').count());
	await admin.page.goto('/people?show=alone');
	assert((await admin.at('main .tasks a').allTextContents()).includes(day.client.name));
}

async function hand_over(day) {
	const { admin } = day;
	await admin.page.goto(day.first.own);
	await admin.hands.pick(admin.at('#hand-coach'), day.second.number);
	await admin.hands.press(admin.at('#left-behind .button'));
	assert.equal(await admin.at('#left-behind').count(), 0, 'nobody is left behind');
	const coach = await enter(day, day.second.link);
	await coach.page.goto('/clients');
	assert.deepEqual(await coach.at('main .tasks a').allTextContents(), [day.client.name]);
	await coach.context.close();
}

async function stay(day) {
	const { admin } = day;
	const own = house.sql("SELECT person FROM role WHERE role = 'admin'");
	await admin.page.goto(`/people/${own}/leave`);
	await admin.hands.press(admin.main());
	assert.equal(await admin.at('#last').textContent(), day.t('Nobody else is an admin'));
	await admin.page.goto(`/people/${own}`);
	await admin.hands.tick(admin.at('#role-admin'), false);
	await admin.hands.tick(admin.at('#role-author'), true);
	await admin.hands.press(admin.at('form:has([value=save]) .button.main'));
	await admin.at('#summary').waitFor();
	assert.equal(await admin.at('#role-author').isChecked(), true, 'what was chosen stays');
	await admin.page.goto('/status');
	assert.match(await said(admin), /askel verify/);
}

/* The words of the recovery sheet, by the name of their key. */
function words_on_sheet() {
	const keys = {};
	let words;
	for (const line of house.run('keys', house.folder, 'sheet').split('\n'))
		if (/^\w+\.key$/.test(line))
			words = keys[line] = [];
		else if (words)
			words.push(...line.trim().split(/\s+/).slice(1));
	return keys;
}

/* Two words of the paper show that the keys are kept; a wrong one is told at its field. */
async function show_the_sheet(day) {
	const { admin } = day;
	const sheet = words_on_sheet();
	house.sql('DELETE FROM keys_kept');
	await admin.page.goto('/status');
	assert((await said(admin)).includes(day.t('Keys not stored:')));
	await admin.hands.press(admin.at('main a[href="/status/keys"]'));
	const fields = await admin.at('main input[type=text], main input:not([type])').all();
	const labels = await admin.at('main form label').allTextContents();
	const words = labels.map((label) => sheet[label.match(/\w+\.key/)[0]][Number(label.match(/\d+/)[0]) - 1]);
	await admin.hands.write(fields[0], words[0].toUpperCase());
	await admin.hands.write(fields[1], words[0]);
	await admin.hands.press(admin.main());
	await admin.at('#summary a[href="#second"]').waitFor();
	assert.equal(await admin.at('#first').inputValue(), words[0].toUpperCase(), 'what was typed stays');
	await admin.hands.write(admin.at('#second'), words[1]);
	await admin.hands.press(admin.main());
	assert.equal(admin.path(), '/status');
	assert(!(await said(admin)).includes(day.t('Keys not stored:')));
}

const PASSPHRASE = 'sammal trumpetti keitto tikapuut';
let sign_in_name;

/* The session ends in mid-form: it comes back with every word, and the roles as they were ticked. */
async function outlive_the_session(day) {
	const { admin } = day;
	if (!sign_in_name) {
		await admin.page.goto('/way-back');
		sign_in_name = (await admin.at('.big').textContent()).trim();
		await admin.hands.write(admin.at('#passphrase'), PASSPHRASE);
		await admin.hands.press(admin.main());
	}
	await admin.page.goto(day.second.own);
	await admin.hands.write(admin.at('#name'), 'Kesken jäänyt');
	await admin.hands.tick(admin.at('#role-lead'), true);
	await admin.hands.tick(admin.at('#role-author'), false);
	house.sql("UPDATE session SET seen = seen - 90 * 86400 WHERE person IN (SELECT person FROM role WHERE role = 'admin')");
	await admin.hands.press(admin.at('form:has([value=save]) .button.main'));
	await admin.hands.write(admin.at('#name'), sign_in_name);
	await admin.hands.write(admin.at('#passphrase'), PASSPHRASE);
	await admin.hands.press(admin.main());
	assert.equal(await admin.at('#name').inputValue(), 'Kesken jäänyt');
	for (const [role, on] of [['coach', true], ['lead', true], ['author', false]])
		assert.equal(await admin.at(`#role-${role}`).isChecked(), on, role);
	await admin.hands.press(admin.at('form:has([value=save]) .button.main'));
	assert.equal(house.sql(`SELECT name FROM person WHERE id = ${day.second.number}`), 'Kesken jäänyt');
	assert.equal(house.sql(`SELECT group_concat(role) FROM role WHERE person = ${day.second.number}`), 'coach,lead');
}

const steps = [
	['the admin comes in', come_in],
	['two coaches are made, one comes in by a link', make_coaches],
	['a client is made and gets a coach', make_client],
	['the coach sees the client, the client sees who has looked', see_the_client],
	['somebody is found by name', find_somebody],
	['a coach leaves today', leave],
	['another coach takes over', hand_over],
	['the last admin stays', stay],
	['the keys are shown to be on paper', show_the_sheet],
	['the session ends in mid-form', outlive_the_session],
];
const days = [
	{ lang: 'en', js: false },
	{ lang: 'fi', js: true },
	{ lang: 'sv', js: true, keyboard: true },
];
for (const [number, how] of days.entries()) {
	const day = { ...how, number, t: words_of(how.lang) };
	const name = `${how.lang}, ${how.js ? 'with' : 'without'} JavaScript${how.keyboard ? ', by keyboard' : ''}`;
	/* each step stands on the one before */
	for (const [step, run] of steps)
		if (!await test(`${name}: ${step}`, () => run(day))) {
			note(`the log ends:\n${house.log().split('\n').slice(-12).join('\n')}`);
			note(`at ${day.admin?.page.url()}`);
			break;
		}
	for (const who of [day.admin, day.coach, day.learner])
		await who?.context.close();
}
await test('the log tells of no person', () => assert.doesNotMatch(house.log(), /Ohjaaja|Oppija|\/in\/[^{]|\/people\/\d/));
await browser.close();
await house.close();
finish();
