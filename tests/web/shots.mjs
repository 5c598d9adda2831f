/*
 * shots: a picture of every screen, on a phone and a desktop, light and dark, for looking at:
 * `make shots` puts them into build/shots. In Finnish; SHOTS_LANGUAGE says otherwise.
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hands_at } from './hands.mjs';
import { here, open_browser, open_house, root } from './house.mjs';
import { check_button, fill_in, read_questions, tries_at } from './questions.mjs';

const lang = process.env.SHOTS_LANGUAGE ?? 'fi';
const out = resolve(root, process.argv[2] ?? 'build/shots');
const LOOKS = [
	['phone-light', { width: 360, height: 740 }, 'light'],
	['phone-dark', { width: 360, height: 740 }, 'dark'],
	['desktop-light', { width: 1280, height: 800 }, 'light'],
	['desktop-dark', { width: 1280, height: 800 }, 'dark'],
];
const house = await open_house({}, (folder) => cpSync(join(here, 'kinds'), join(folder, 'courses/kinds'), { recursive: true }));
const browser = await open_browser();
const course = join(house.folder, 'courses/safe-online');
mkdirSync(out, { recursive: true });
let number = 0;

async function open_person() {
	const context = await browser.newContext({ baseURL: house.origin, locale: lang, deviceScaleFactor: 1,
		viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	const hands = hands_at(page, false);
	return { page, hands, press: () => hands.press(page.locator('main form .button.main').first()) };
}

async function shoot(day, name) {
	number++;
	for (const [look, size, scheme] of LOOKS) {
		await day.page.setViewportSize(size);
		await day.page.emulateMedia({ colorScheme: scheme });
		await day.page.screenshot({ path: join(out, `${String(number).padStart(2, '0')}-${name}-${look}.png`), fullPage: true });
	}
	await day.page.setViewportSize(LOOKS[0][1]);
}

async function go(day, path, name) {
	await day.page.goto(path);
	await shoot(day, name);
}

async function shoot_first_steps(day) {
	const card = house.card();
	await go(day, card, 'card');
	await day.press();
	await shoot(day, 'languages');
	await day.hands.choose(day.page.locator(`[name=ui][value=${lang}]`));
	await day.hands.choose(day.page.locator(`[name=text][value=${lang}]`));
	await day.press();
	await shoot(day, 'device');
	await day.press();
	await shoot(day, 'device-problem');
	await day.hands.choose(day.page.locator('[name=device][value=own]'));
	await day.press();
	await shoot(day, 'way-back');
	const picture = (word) => day.hands.press(day.page.locator(`.picture[value=${word}]`));
	await day.hands.press(day.page.locator('button[value=pictures]'));
	await shoot(day, 'pictures');
	await picture('rainbow');
	await picture('bicycle');
	await shoot(day, 'pictures-two');
	for (const word of ['key', 'glasses', 'cat'])
		await picture(word);
	await shoot(day, 'pictures-five');
	await day.hands.press(day.page.locator('button[value=words]'));
	await day.page.locator('#passphrase').fill('sana');
	await day.press();
	await shoot(day, 'way-back-problem');
	await day.page.locator('#passphrase').fill('sammal trumpetti keitto tikapuut');
	await day.press();
	await shoot(day, 'home-fresh');
	const thief = await open_person();
	await go(thief, card, 'card-used');
	await go(thief, '/in/tuntematon', 'card-unknown');
}

async function shoot_lessons(day) {
	await go(day, '/courses/safe-online', 'course-fresh');
	for (const q of read_questions(course, lang)) {
		await go(day, `/courses/safe-online/${q.page}`, `lesson-${q.page}`);
		for (const [verdict, value] of Object.entries(tries_at(q))) {
			await fill_in(day, q, value);
			await day.hands.press(check_button(day, q));
			await shoot(day, `${q.kind}-${verdict}`);
		}
	}
	await go(day, '/courses/kinds/kysymykset', 'every-kind');
	await day.hands.press(day.page.locator('button[value="check.jarjestys"]'));
	await shoot(day, 'problem');
}

async function shoot_the_rest(day) {
	await go(day, '/courses/safe-online', 'course-done');
	await go(day, '/help?course=safe-online&page=good-password', 'help');
	await day.press();
	await shoot(day, 'help-problem');
	await day.page.locator('#words').fill('En ymmärrä, mitä linkki tarkoittaa.\n\nVoiko joku näyttää?');
	await day.press();
	await shoot(day, 'help-sent');
	await go(day, '/', 'home-on-the-way');
	house.sql('UPDATE session SET strong_at = 0');
	await go(day, '/looks', 'passphrase');
	await day.page.locator('#passphrase').fill('sammal trumpetti keitto tikapuut');
	await day.press();
	await go(day, '/me', 'me');
	await go(day, '/name', 'name');
	await go(day, '/take', 'take');
	await go(day, '/leave', 'leave');
	await go(day, '/languages', 'languages-later');
	await go(day, '/way-back', 'passphrase-change');
	await go(day, '/ei-ole', 'nothing-here');
	await go(day, '/author', 'not-for-you');
	await day.page.goto('/courses/safe-online/good-password');
	house.sql('UPDATE session SET seen = seen - 90 * 86400');
	await day.hands.press(day.page.locator('button[value=next]'));
	await shoot(day, 'session-ended');
	await day.press();
	await shoot(day, 'sign-in-problem');
	await go(day, `/signed-out?lang=${lang}`, 'signed-out');
	await go(day, `/left?lang=${lang}`, 'left');
}

/* What is open to anybody, and what the admin does with it. */
async function shoot_open() {
	const day = await open_person();
	for (const name of ['contact', 'privacy', 'accessibility', 'accessibility/feedback'])
		await go(day, `/${name}`, `open-${name.replace('/', '-')}`);
	await day.press();
	await shoot(day, 'open-feedback-problem');
	await day.page.locator('#words').fill('Salasanakentän nimi ei kuulu ruudunlukijalla.\n\nKokeilin puhelimella.');
	await day.page.locator('#reach').fill('aino@example.fi');
	await day.press();
	await shoot(day, 'open-feedback-thanks');
	house.sql(`INSERT INTO access_feedback(words, reach, language, sent, answer_by, answered)
		SELECT 'Teksti on liian pientä sivulla ' || value, '', 'sv', 1795000000 + value, 20500, value = 40
		FROM generate_series(1, 40)`);
	const admin = await come_in(house.links.admin);
	await go(admin, '/', 'admin-home');
	await go(admin, '/feedback?page=2', 'admin-feedback');
	await go(admin, '/feedback?list=answered', 'admin-feedback-answered');
}

async function come_in(link) {
	const day = await open_person();
	await day.page.goto(link);
	await day.press();
	await day.press();
	await day.hands.choose(day.page.locator('[name=device][value=own]'));
	await day.press();
	return day;
}

async function shoot_admin() {
	const day = await come_in(house.links.admin);
	const press = (form) => day.hands.press(day.page.locator(`main form:has(${form}) .button`).last());
	await go(day, '/', 'admin-home');
	await go(day, '/people', 'people');
	await go(day, '/people/new', 'new-person');
	await day.press();
	await shoot(day, 'new-person-problem');
	await go(day, '/people/1', 'person-client');
	await press('[value=link]');
	await shoot(day, 'person-link');
	await go(day, '/people/2', 'person-coach');
	await go(day, '/people/2/leave', 'leaving');
	await day.press();
	await shoot(day, 'person-left');
	await go(day, '/people?show=alone', 'people-alone');
	await go(day, '/people/4/leave', 'leaving-self');
	await day.press();
	await shoot(day, 'leaving-last-admin');
	await go(day, '/status', 'status');
}

async function shoot_author() {
	const day = await come_in(house.links.author);
	await go(day, '/', 'author-home');
	await go(day, '/author', 'author');
	writeFileSync(join(course, '10-passwords/10-good-password.sv.md'), '---\ntitel: x\n---\n\n# Rubrik\n');
	await day.page.waitForTimeout(1500);
	await go(day, '/author', 'author-problems');
}

await shoot_open();
const day = await open_person();
await shoot_first_steps(day);
await shoot_lessons(day);
await shoot_the_rest(day);
await shoot_admin();
await shoot_author();
await browser.close();
await house.close();
console.log(`${number} screens, each in ${LOOKS.length} looks: ${out}`);
