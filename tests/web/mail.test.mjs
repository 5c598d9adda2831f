/*
 * mail: e-mail with a real mail server and a real browser. A person gives an address, types the code
 * that came, chooses how often, is told that something new waits, and stops it by the link in the
 * letter: with JavaScript, without it, and by keyboard alone, in three languages. Then servers that
 * aren't who they should be, want a password, or don't know an address. Pictures go to
 * build/shots/mail.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as checks from './checks.mjs';
import { prove } from './hands.mjs';
import { finish, open_browser, open_house, root, test } from './house.mjs';
import { enter, open_person, said, shows } from './person.mjs';
import { make_certificates, open_post } from './post.mjs';

const HOWS = [
	['with JavaScript', { js: true, keyboard: false }, 'fi'],
	['without JavaScript', { js: false, keyboard: false, width: 320, height: 640 }, 'sv'],
	['by keyboard', { js: true, keyboard: true }, 'en'],
];
const SENDER = 'no-reply@example.fi';
const shots = join(root, 'build/shots/mail');
mkdirSync(shots, { recursive: true });
const certificates = make_certificates();
const browser = await open_browser();

/* A house that sends by this server: at midnight, every day. */
const house_with = (post, settings = {}) => open_house(Object.fromEntries(Object.entries({ SERVER: 'localhost',
	PORT: String(post.port), SENDER, AUTHORITIES: certificates.authorities, HOUR: '0',
	DAYS: 'mon tue wed thu fri sat sun', ...settings }).map(([key, value]) => [`ASKEL_POST_${key}`, value])));

async function figure(house, name) {
	const words = await (await fetch(`${house.origin}/metrics`)).text();
	return Number(words.match(new RegExp(`^${name} (\\d+)$`, 'm'))[1]);
}

async function until(what, sure, seconds = 20) {
	for (let i = 0; i < seconds * 4; i++) {
		if (await sure())
			return;
		await new Promise((done) => setTimeout(done, 250));
	}
	assert.fail(`${what} within ${seconds} s`);
}

const press = (person) => person.hands.press(person.main());

async function shoot(person, name) {
	for (const scheme of ['light', 'dark']) {
		await person.page.emulateMedia({ colorScheme: scheme });
		await person.page.screenshot({ path: join(shots, `${name}-${person.lang}-${scheme}.png`), fullPage: true });
	}
}

async function look(person, name) {
	if (person.js)
		assert.deepEqual(await checks.axe_faults(person.page), [], name);
	assert.deepEqual(await checks.width_faults(person.page, name), []);
	assert.deepEqual(await checks.html_faults(await person.page.content()), []);
	await shoot(person, name);
}

/* ---- an address of one's own ---- */

async function give_address(person, address, post) {
	await person.page.goto('/me');
	await person.hands.press(person.at('main a[href="/mail"]'));
	await prove(person.page, person.hands);
	await look(person, 'address');
	await person.hands.write(person.at('#address'), 'aino@example');
	await press(person);
	assert.equal(await person.at('#address').inputValue(), 'aino@example', 'nothing typed is lost');
	await look(person, 'address-problem');
	await person.hands.write(person.at('#address'), address);
	await press(person);
	/* the checks below keep this process busy, and the mail server is in it */
	const letter = await post.letter_to(address);
	await shows(person, address);
	await look(person, 'code');
	return letter;
}

/* Somebody who asks for a code. */
async function ask_for_code(house, address) {
	const person = await enter(house, browser, HOWS[0][1], house.card(), 'en');
	await person.page.goto('/mail');
	await prove(person.page, person.hands);
	await person.hands.write(person.at('#address'), address);
	await press(person);
	return person;
}

/* The postman wakes once a minute, and when somebody asks for a code. */
async function wake(house, name) {
	const person = await ask_for_code(house, `wake.${name}@example.com`);
	await person.context.close();
}

const code_in = (letter) => letter.body.match(/^([2-8ACFJKNR]{4}) ([2-8ACFJKNR]{4})\r?$/m).slice(1);

async function type_code(person, letter) {
	await person.hands.write(person.at('#code'), '2222 2222');
	await press(person);
	await person.at('#summary a[href="#code"]').waitFor();
	await look(person, 'code-problem');
	await person.hands.write(person.at('#code'), code_in(letter).join('').toLowerCase());
	await press(person);
	assert(await person.at('[value=never]').isChecked(), 'not at all, until they say so');
	await look(person, 'often');
}

const news = (house, person, ago) => house.sql(`INSERT INTO notice(person, kind, subject, made)
	VALUES (${person}, 'help-answered', 1, strftime('%s', 'now') - ${ago})`);

function check_letter(letter, house) {
	assert.equal(letter.sender, SENDER);
	assert.equal(letter.from, `"Oppimispaikka" <${SENDER}>`);
	assert.equal(letter.fields.get('auto-submitted'), 'auto-generated');
	assert.match(letter.fields.get('content-type'), /^text\/plain; charset=utf-8$/);
	assert(letter.secure, 'it came by TLS');
	assert.equal(letter.name, '127.0.0.1', 'the machine itself is not named');
	assert(letter.body.includes(house.origin) || letter.fields.get('list-unsubscribe') === undefined);
	assert.doesNotMatch(letter.raw, /localdomain/);
}

async function walk(name, how, lang, house, post) {
	const person = Object.assign(await enter(house, browser, how, house.card(), lang), how);
	const address = `walk.${lang}@example.com`;
	let letter;
	await test(`${name}: an address is given, and wrong ones are pointed at`, async () => {
		letter = await give_address(person, address, post);
	});
	await test(`${name}: the code came in a neutral letter, and is typed`, async () => {
		check_letter(letter, house);
		assert.equal(letter.subject, person.t('A code for you: {a}').replace('{a}', 'Oppimispaikka'));
		assert(!letter.subject.includes(code_in(letter)[0]), 'not where a locked screen shows it');
		await type_code(person, letter);
	});
	await test(`${name}: once a day is chosen, and own things say so`, async () => {
		await person.hands.choose(person.at('[name=often][value=daily]'));
		await press(person);
		assert.equal(person.path(), '/me');
		await shows(person, person.t('Once a day at most.'));
		await shoot(person, 'me');
	});
	await test(`${name}: a letter tells that something new waits, and no more`, async () => {
		news(house, person.id, 2 * 86400);
		house.sql(`UPDATE mail SET round = 1 WHERE person = ${person.id}`);
		const at = post.letters.length;
		await wake(house, lang);
		person.letter = await post.letter_to(address, at);
		check_letter(person.letter, house);
		assert.equal(person.letter.subject, person.t('Something new for you: {a}').replace('{a}', 'Oppimispaikka'));
		assert.equal(person.letter.fields.get('content-language'), lang);
		assert(person.letter.body.startsWith(person.t('Hello!')));
	});
	await test(`${name}: its link stops it, without signing in`, async () => {
		const link = person.letter.body.match(/^(http\S+\/mail\/stop\/\S+)\r?$/m)[1].replace(/^http:\/\/[^/]+/, house.origin);
		const stranger = Object.assign(await open_person(house, browser, how, lang), how);
		await stranger.page.goto(link);
		assert.equal(house.sql(`SELECT often FROM mail WHERE person = ${person.id}`), 'daily', 'looking stops nothing');
		await look(stranger, 'stop');
		await press(stranger);
		await shows(stranger, person.t('Your address is erased, and nothing more is sent to it.'));
		await look(stranger, 'stopped');
		assert.equal(house.sql(`SELECT address || often || confirmed FROM mail WHERE person = ${person.id}`), 'never0');
		await person.page.goto('/mail');
		assert(!(await said(person)).includes(address));
		await stranger.context.close();
	});
	await person.context.close();
}

{
	const signed = [];
	const post = await open_post({ ...certificates.good, authOptional: false,
		onAuth: ({ username, password }, session, done) => {
			signed.push(username);
			done(password === 'ice cream' ? null : new Error('no'), { user: username });
		} });
	const house = await house_with(post, { USER: 'askel',
		PASSWORD_FILE: certificates.file('password', 'ice cream\n') });
	for (const [name, how, lang] of HOWS)
		await walk(name, how, lang, house, post);
	await test('one press in a mail program stops it, too', async () => {
		const person = await enter(house, browser, HOWS[0][1], house.card(), 'fi');
		await person.page.goto('/mail');
		await prove(person.page, person.hands);
		await person.hands.write(person.at('#address'), 'press@example.com');
		await press(person);
		await person.hands.write(person.at('#code'), code_in(await post.letter_to('press@example.com')).join(' '));
		await press(person);
		await person.hands.choose(person.at('[name=often][value=weekly]'));
		await press(person);
		news(house, person.id, 9 * 86400);
		house.sql(`UPDATE mail SET round = 1 WHERE person = ${person.id}`);
		const at = post.letters.length;
		await wake(house, 'press');
		const letter = await post.letter_to('press@example.com', at);
		const link = letter.fields.get('list-unsubscribe').slice(1, -1).replace(/^http:\/\/[^/]+/, house.origin);
		const response = await fetch(link, { method: 'POST', body: new URLSearchParams('List-Unsubscribe=One-Click'), redirect: 'manual' });
		assert.equal(response.status, 200, 'an answer, and no other address');
		assert.equal(house.sql(`SELECT address || often FROM mail WHERE person = ${person.id}`), 'never');
		await person.context.close();
	});
	await test('all of it went by STARTTLS with user and password, and no address is in the log', async () => {
		assert(signed.length > 0 && signed.every((one) => one === 'askel'));
		assert(post.letters.every((letter) => letter.user === 'askel' && letter.secure));
		assert.doesNotMatch(house.log(), /example\.com|ice cream/);
		assert.equal(await figure(house, 'askel_mail_trouble'), 0);
	});
	await house.close();
	await post.close();
}

/* ---- servers that aren't as they should be ---- */

async function look_at_trouble(house, words) {
	await until('there is trouble', async () => await figure(house, 'askel_mail_trouble') === 1);
	const admin = await enter(house, browser, HOWS[0][1], house.links.admin, 'en');
	await admin.page.goto('/status');
	await shows(admin, words);
	await shows(admin, 'It has been so since');
	await admin.context.close();
}

const TROUBLES = [
	['a certificate that nobody known has signed', {}, { ...certificates.nobody }, 'its certificate isn\'t its own'],
	['a certificate of another server', {}, { ...certificates.other }, 'its certificate isn\'t its own'],
	['a server without STARTTLS', {}, { ...certificates.good, disabledCommands: ['STARTTLS'] }, 'offers no TLS'],
	['the same with TLS from the start', { SECURITY: 'tls' }, { ...certificates.nobody, secure: true }, 'its certificate isn\'t its own'],
	['a password that doesn\'t fit', { USER: 'askel', PASSWORD_FILE: certificates.file('wrong', 'none\n') },
		{ ...certificates.good, authOptional: false, onAuth: (auth, session, done) => done(new Error('no')) },
		'doesn\'t take our user and password'],
	['a server that takes nothing from our sender', {},
		{ ...certificates.good, onMailFrom: (from, session, done) => done(Object.assign(new Error('5.7.1 go away'), { responseCode: 550 })) },
		'takes no e-mail from us'],
];
for (const [name, settings, options, words] of TROUBLES) {
	const post = await open_post(options);
	const house = await house_with(post, settings);
	await test(`${name}: nothing is sent, and the admin sees why`, async () => {
		const person = await ask_for_code(house, 'aino@example.com');
		await look_at_trouble(house, words);
		await person.page.goto('/mail');
		await shows(person, person.t('E-mail doesn\'t go out right now'));
		assert.equal(post.letters.length, 0);
		await person.context.close();
	});
	await house.close();
	await post.close();
}

{
	const post = await open_post({ ...certificates.good, secure: true }, (address) =>
		address.startsWith('nobody') ? { responseCode: 550, message: '5.1.1 no such user' } :
		address.startsWith('later') ? { responseCode: 451, message: '4.7.1 greylisted' } : undefined);
	const house = await house_with(post, { SECURITY: 'tls' });
	await test('TLS from the start, an address nobody has, and one that is to wait', async () => {
		const nobody = await ask_for_code(house, 'nobody@example.com');
		await until('it is told', async () => await figure(house, 'askel_mail_unknown_total') === 1);
		await nobody.page.goto('/notices');
		await shows(nobody, 'We could not send to your e-mail address.');
		await nobody.hands.press(nobody.at('main a[href="/mail"]').first());
		await shows(nobody, 'We could not send to your address');
		await shoot(nobody, 'refused');
		const later = await ask_for_code(house, 'later@example.com');
		await until('it is to wait', () => house.sql('SELECT max(tries) FROM mail') === '1');
		assert.equal(await figure(house, 'askel_mail_trouble'), 0, 'neither is trouble of the server');
		const fine = await ask_for_code(house, 'fine@example.com');
		assert((await post.letter_to('fine@example.com')).secure, 'others get theirs');
		for (const one of [nobody, later, fine])
			await one.context.close();
	});
	await house.close();
	await post.close();
}

await browser.close();
certificates.remove();
finish();
