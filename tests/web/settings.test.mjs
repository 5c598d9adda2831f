/*
 * settings: an admin changes what the house says of itself: a wrong value, a word that tells, an editor
 * at the same file meanwhile, a broken file; and the days on which the house is closed. Without
 * JavaScript, and by keyboard alone; on a screen of 320 px.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, open_browser, open_house, test } from './house.mjs';
import { enter, fill, shows } from './person.mjs';

const house = await open_house();
const browser = await open_browser();
const conf = join(house.folder, 'askel.conf');
const in_file = (line) => readFileSync(conf, 'utf8').split('\n').includes(line);
const by_hand = (from, to) => writeFileSync(conf, readFileSync(conf, 'utf8').replace(from, to));

async function change_phone({ admin }) {
	const { at, hands } = admin;
	await admin.page.goto('/');
	await hands.press(at('main a[href="/settings"]'));
	await hands.press(at('main a[href="/settings/help"]'));
	await hands.write(at('#help-phone'), '010 111 1111');
	await hands.write(at('#help-answer_days'), '99');
	await hands.press(admin.main());
	await shows(admin, fill(admin.t('Write a whole number from {a} to {b}.'), { a: 1, b: 30 }));
	assert.equal(await at('#help-phone').inputValue(), '010 111 1111', 'nothing typed is lost');
	assert(in_file('phone = 010 000 0000'), 'and nothing is written');
	await hands.write(at('#help-phone'), 'the desk');
	await hands.press(admin.main());
	await shows(admin, admin.t('Write a phone number, e.g. 040 123 4567.'));
	await hands.write(at('#help-phone'), '010 111 1111');
	await hands.write(at('#help-answer_days'), '3');
	await hands.press(admin.main());
	await shows(admin, admin.t('It holds from now on.'));
	assert(in_file('phone = 010 111 1111') && in_file('answer_days = 3'));
	assert.equal(await at('a[href="tel:0101111111"]').count() > 0, true, 'at once, on every page');
}

async function refuse_telling_name({ admin }) {
	await admin.page.goto('/settings/names');
	await admin.hands.write(admin.at('#names-public_name'), 'Nuorten paja');
	await admin.hands.press(admin.main());
	await shows(admin, fill(admin.t('Outsiders read this, and the word "{a}" would tell them who comes here. Leave it out.'), { a: 'paja' }));
	assert.equal(await admin.at('#names-public_name').inputValue(), 'Nuorten paja');
}

async function meet_an_editor({ admin }) {
	await admin.page.goto('/settings/help');
	by_hand('phone = 010 111 1111', 'phone = 010 222 2222');
	await admin.hands.write(admin.at('#help-phone'), '010 333 3333');
	await admin.hands.press(admin.main());
	await shows(admin, '010 222 2222');
	assert.equal(await admin.at('#help-phone').inputValue(), '010 333 3333', 'both are shown');
	assert(in_file('phone = 010 222 2222'), 'and neither is lost');
	await admin.hands.press(admin.main());
	await shows(admin, admin.t('It holds from now on.'));
	assert(in_file('phone = 010 333 3333'));
}

async function read_a_broken_file({ admin }) {
	by_hand('phone = ', 'fone = ');
	await admin.page.goto('/settings');
	await shows(admin, fill(admin.t('There is no setting {a}. Look at the spelling.'), { a: '[help] fone' }));
	by_hand('fone = ', 'phone = ');
	await admin.page.goto('/settings');
	assert.equal(await admin.at('main section.note').count(), 0);
}

async function close_a_day({ admin }) {
	const year = new Date().getFullYear() + 1;
	const monday = new Date(Date.UTC(year, 2, 1));
	while (monday.getUTCDay() !== 1)
		monday.setUTCDate(monday.getUTCDate() + 1);
	const written = `${monday.getUTCDate()}.3.${year}`;
	await admin.page.goto('/settings');
	await admin.hands.press(admin.at('main a[href="/settings/days-off"]'));
	await admin.hands.write(admin.at('#day'), `6.12.${year}`);
	await admin.hands.press(admin.at('form .button.main'));
	assert.notEqual(await admin.at('#day-problem').textContent(), '');
	await admin.hands.write(admin.at('#day'), written);
	await admin.hands.write(admin.at('#name'), 'Inventaario');
	await admin.hands.press(admin.at('form .button.main'));
	await shows(admin, 'Inventaario');
	await admin.hands.press(admin.at('button[name=as-usual]').first());
	assert.equal(await admin.at('main').getByText('Inventaario').count(), 0, 'taken back');
}

const steps = [['a number is changed, a wrong one is not', change_phone], ['a name that tells is refused', refuse_telling_name],
	['whoever edits the file meanwhile loses nothing', meet_an_editor], ['a broken file is told with its line', read_a_broken_file],
	['a day is closed and opened again', close_a_day]];
for (const [how, js, keyboard, lang] of [['without JavaScript', false, false, 'fi'], ['by keyboard', true, true, 'sv']]) {
	house.sql("UPDATE person SET ui_language = '' WHERE id IN (SELECT person FROM role WHERE role = 'admin')");
	const day = { admin: await enter(house, browser, { js, keyboard, width: 320, height: 640 }, house.links.admin, lang) };
	for (const [words, step] of steps)
		await test(`${how}: ${words}`, () => step(day));
	house.run('set', house.folder, 'help.phone', '010 000 0000');
	house.run('set', house.folder, 'help.answer_days', '2');
	await day.admin.context.close();
}
await browser.close();
await test('all of it is in the chain, and the chain holds', () => {
	house.run('verify', house.folder);
	assert.match(house.sql("SELECT group_concat(fact) FROM audit WHERE verb = 'setting-changed'"), /help\.phone,help\.answer_days/);
});
finish();
process.exit(); /* its log has faults on purpose, so it isn't closed as other houses are */
