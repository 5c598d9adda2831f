/*
 * shots: pictures of lessons with every kind of question and every verdict on an answer, on a phone and a
 * desktop, light and dark, for looking at; a part of `make shots`, whose other pictures come of the walk of
 * all pages (pages.test.mjs). In Finnish; SHOTS_LANGUAGE says otherwise.
 */
import { cpSync, mkdirSync } from 'node:fs';
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
		await day.page.screenshot({ path: join(out, `lesson-${String(number).padStart(2, '0')}-${name}-${look}.png`), fullPage: true });
	}
	await day.page.setViewportSize(LOOKS[0][1]);
}

async function go(day, path, name) {
	await day.page.goto(path);
	await shoot(day, name);
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

async function shoot_lessons(day) {
	await go(day, '/courses/safe-online', 'course');
	for (const q of read_questions(course, lang)) {
		await go(day, `/courses/safe-online/${q.page}`, q.page);
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

await shoot_lessons(await come_in(house.card()));
await browser.close();
await house.close();
console.log(`${number} screens of lessons, each in ${LOOKS.length} looks: ${out}`);
