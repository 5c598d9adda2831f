/*
 * tree: what a screen reader is told, held as golden files: a lesson page as a whole, every kind of
 * question empty, with a problem, and with each way an answer can go; and what is open to anybody. In Finnish, on a course of
 * its own (kinds/). After a change that is meant: UPDATE=1 node tests/web/tree.test.mjs, and read
 * the difference aloud.
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hands_at } from './hands.mjs';
import { finish, here, open_browser, open_house, test } from './house.mjs';
import { check_button, fill_in, read_questions, tries_at } from './questions.mjs';

const house = await open_house({}, (folder) => cpSync(join(here, 'kinds'), join(folder, 'courses/kinds'), { recursive: true }));
const browser = await open_browser();
const context = await browser.newContext({ baseURL: house.origin, locale: 'fi', viewport: { width: 360, height: 740 } });
const page = await context.newPage();
page.setDefaultTimeout(10000);
const day = { page, hands: hands_at(page, false) };

/* Choices stand in an order of each person's own: for the golden file they stand by their words. */
function put_in_order() {
	const by_words = (a, b) => (a.textContent < b.textContent ? -1 : 1);
	for (const list of document.querySelectorAll('fieldset'))
		[...list.querySelectorAll('.choice, .pair')].sort(by_words).forEach((one) => list.append(one));
	for (const list of document.querySelectorAll('select'))
		[...list.options].slice(1).sort(by_words).forEach((one) => list.append(one));
}

/* What the tree leaves out: where focus is, and what is said of a field besides its name. */
function told_besides(place) {
	const lines = [];
	const at = document.activeElement;
	if (at !== document.body)
		lines.push(`# focus: ${at.id}: ${at.textContent.trim().split('\n')[0]}`);
	for (const one of document.querySelectorAll(`${place} :is([aria-describedby], [aria-invalid])`)) {
		const ids = (one.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
		const words = ids.map((id) => document.getElementById(id)?.textContent ?? `NOTHING HAS THE ID ${id}`);
		lines.push(`# ${one.id || one.tagName.toLowerCase()}: ${words.join(' ')}${one.ariaInvalid ? ' (invalid)' : ''}`);
	}
	return lines;
}

async function tree_of(...places) {
	await page.evaluate(put_in_order);
	const trees = [`# title: ${await page.title()}`, ...await page.evaluate(told_besides, places.at(-1))];
	for (const place of places)
		trees.push(await page.locator(place).ariaSnapshot());
	return `${trees.join('\n')}\n`;
}

function expect_golden(name, tree) {
	const file = join(here, 'golden', `${name}.yml`);
	if (process.env.UPDATE) {
		mkdirSync(join(here, 'golden'), { recursive: true });
		writeFileSync(file, tree);
	}
	assert(existsSync(file), `${file} is missing`);
	assert.equal(tree, readFileSync(file, 'utf8'));
}

async function come_in() {
	await page.goto(house.links.client);
	const button = () => page.locator('main form .button.main').first();
	await day.hands.press(button());
	await day.hands.choose(page.locator('[name=ui][value=fi]'));
	await day.hands.choose(page.locator('[name=text][value=fi]'));
	await day.hands.press(button());
	await day.hands.choose(page.locator('[name=device][value=own]'));
	await day.hands.press(button());
}

await come_in();
const questions = read_questions(join(house.folder, 'courses/kinds'), 'fi');
const lesson = `/courses/kinds/${questions[0].page}`;

await test('a lesson page', async () => {
	await page.goto(lesson);
	expect_golden('page', await tree_of('body'));
});

for (const q of questions)
	await test(`a question of the kind ${q.kind}`, async () => {
		const section = `#question-${q.id}`;
		await page.goto(lesson);
		const states = [['empty', await tree_of(section)]];
		await day.hands.press(check_button(day, q));
		states.push(['problem', await tree_of('#summary', section)]);
		for (const [verdict, value] of Object.entries(tries_at(q))) {
			await fill_in(day, q, value);
			await day.hands.press(check_button(day, q));
			await page.locator(`#a-${q.id}`).waitFor();
			states.push([verdict, await tree_of(section)]);
		}
		expect_golden(q.kind, states.map(([state, tree]) => `## ${state}\n${tree}`).join('\n'));
	});

await page.goto('/me');
await day.hands.press(page.locator('main form .button.main'));
for (const name of ['contact', 'accessibility'])
	await test(`open to anybody: ${name}`, async () => {
		await page.goto(`/${name}`);
		/* the port is another each time */
		const tree = (await tree_of('body')).replaceAll(house.origin, 'http://127.0.0.1');
		expect_golden(name, tree);
	});
await test('open to anybody: feedback', async () => {
	await page.goto('/accessibility/feedback');
	const states = [['empty', await tree_of('main')]];
	await day.hands.press(page.locator('main form .button.main'));
	states.push(['problem', await tree_of('#summary', 'main form')]);
	expect_golden('access_form', states.map(([state, tree]) => `## ${state}\n${tree}`).join('\n'));
});
await test('pictures in place of a passphrase', async () => {
	const picture = (word) => day.hands.press(page.locator(`.picture[value=${word}]`));
	await page.goto('/sign-in?lang=fi');
	await page.locator('#name').fill('sininen kuppi');
	await day.hands.press(page.locator('button[value=pictures]'));
	const states = [['none', await tree_of('main')]];
	await picture('moon');
	await picture('key');
	states.push(['two', await tree_of('#chosen', 'ol.chosen')]);
	await picture('key');
	states.push(['problem', await tree_of('#summary', '#chosen')]);
	expect_golden('pictures', states.map(([state, tree]) => `## ${state}\n${tree}`).join('\n'));
});

await browser.close();
await house.close();
finish();
