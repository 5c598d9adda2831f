/*
 * courses: a walk through every module of every shipped course in each of its languages: the page
 * opens in the language asked for, its pictures load, nothing runs over the edge of a small phone,
 * it is light; in Finnish also axe-core, the HTML checker and text of twice the size. On the way every question is answered once, in one language or another, with what its file says is
 * right: a question that can't be answered rightly by its own key is found here.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as checks from './checks.mjs';
import { hands_at } from './hands.mjs';
import { finish, note, open_browser, open_house, test, words_of } from './house.mjs';
import { check_button, fill_in, read_questions, tries_at } from './questions.mjs';

const LANGUAGES = { fi: 'fi', 'fi-simple': 'fi', sv: 'sv', en: 'en' }; /* course text -> buttons */
const VERDICTS = { reflect: 'Saved.', evidence: 'Sent to your coach.' };

const house = await open_house();
const browser = await open_browser();
const courses = join(house.folder, 'courses');
let heaviest = 0;

/* Somebody new who reads `text`. */
async function open_reader(text) {
	const context = await browser.newContext({ baseURL: house.origin, locale: 'fi',
		viewport: { width: 320, height: 640 } });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	const hands = hands_at(page, false);
	await page.goto(house.card());
	await hands.press(page.locator('main form .button.main').first());
	await hands.choose(page.locator(`[name=ui][value=${LANGUAGES[text]}]`));
	await hands.choose(page.locator(`[name=text][value=${text}]`));
	await hands.press(page.locator('main form .button.main').first());
	return { context, page, hands, text, t: words_of(LANGUAGES[text]) };
}

const title_in = (file) => readFileSync(file, 'utf8').match(/^title: "?(.*?)"?$/m)[1];

/* The pages of a module in reading order, as { id, file } without language. */
function pages_in(module) {
	return readdirSync(module).filter((name) => /^\d+-.*\.fi\.md$/.test(name)).sort()
		.map((name) => ({ id: name.replace(/^\d+-|\.fi\.md$/g, ''),
			file: join(module, name.slice(0, -'.fi.md'.length)) }));
}

async function look_closely(page, html, path) {
	const faults = [...await checks.html_faults(html), ...await checks.axe_faults(page),
		...await checks.target_faults(page)];
	await checks.set_text_size(page, 2);
	faults.push(...await checks.width_faults(page, `${path} with twice the text`));
	await checks.set_text_size(page, 1);
	return faults;
}

async function look_at(reader, path, file) {
	const { page, text } = reader;
	const answer = await page.goto(path);
	assert.equal(answer.status(), 200, path);
	assert.equal((await page.locator('h1').textContent()).trim(), title_in(`${file}.${text}.md`), path);
	const faults = await page.evaluate(async () => {
		const pictures = [...document.images];
		for (const one of pictures)
			one.loading = 'eager'; /* those below the fold, too */
		const seen = await Promise.all(pictures.map((one) => one.decode().then(() => one.alt, () => '')));
		return pictures.filter((_, i) => !seen[i]).map((one) => `isn't seen or told of: ${one.outerHTML}`);
	});
	if (text === 'fi')
		faults.push(...await look_closely(page, await answer.text(), path));
	const style = await page.request.get(await page.locator('link[rel=stylesheet]').getAttribute('href'));
	const bytes = await checks.bytes_of(answer) + Number(style.headers()['content-length']);
	assert.deepEqual([...faults, ...await checks.width_faults(page, path),
		...bytes > checks.PAGE_BYTES_MOST ? [`${bytes} bytes`] : []], [], path);
	heaviest = Math.max(heaviest, bytes);
}

async function answer_rightly(reader, q) {
	const { right, given } = tries_at(q);
	await fill_in(reader, q, right ?? given);
	await reader.hands.press(check_button(reader, q));
	const heading = reader.page.locator(`#a-${q.id}`);
	await heading.waitFor();
	assert.equal((await heading.textContent()).trim(), reader.t(VERDICTS[q.kind] ?? 'Right.'), q.id);
}

for (const course of readdirSync(courses).filter((id) => existsSync(join(courses, id, 'course.fi.md')))) {
	const folder = join(courses, course);
	const texts = Object.keys(LANGUAGES).filter((text) => existsSync(join(folder, `course.${text}.md`)));
	const readers = await Promise.all(texts.map(open_reader));
	for (const module of readdirSync(folder).filter((name) => /^\d+-/.test(name)).sort())
		for (const [n, reader] of readers.entries())
			await test(`${course}, ${module} in ${reader.text}`, async () => {
				const questions = read_questions(folder, reader.text);
				for (const { id, file } of pages_in(join(folder, module))) {
					await look_at(reader, `/courses/${course}/${id}`, file);
					for (const [i, q] of questions.filter((one) => one.page === id).entries())
						if (i % readers.length === n)
							await answer_rightly(reader, q);
				}
			});
	for (const { context } of readers)
		await context.close();
}

note(`the heaviest page with its style sheet has ${heaviest} bytes`);
await browser.close();
await house.close();
finish();
