/*
 * pages: walks every address of the route table as whoever may see it, by following links from page
 * to page, and the pages of refusals and problems; looks at each on two phones, light and dark, with
 * twice the text, by keyboard; and at all of it from right to left. An address that no link leads to
 * fails, so a new page is looked at from its first day. `make shots` (SHOTS=FOLDER) takes the same walk
 * and keeps a picture of each page instead.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add_arabic_buttons, add_arabic_course } from './arabic.mjs';
import * as checks from './checks.mjs';
import { unseen_stops } from './hands.mjs';
import { finish, open_browser, open_house, root, test } from './house.mjs';

const PLACE = 'Oppimispaikka';
const COURSE = '/courses/safe-online';
/* courses.test.mjs looks at the lessons of the other courses */
const OTHER_LESSON = /^\/courses\/(?!safe-online\/)[^/]+\/(?!media\/)/;
/* Parts of a claim are alike, too: the first of each unit is looked at. */
const OTHER_PART = /\/part\/(?!strong-password|my-strengths)/;
/* sent as files: nothing to look at */
const IS_FILE = /\/media\/|^\/badges\/(brought\/)?\d+\/(json|svg|png)$|^\/ob\/verify$|\/file\/\d+\/(\d+|original)$/;
const LONG = 'Puhelinpalvelunumerotiedustelujärjestelmä '.repeat(20);

/* with e-mail and a provider, which go nowhere: nothing listens there */
const house = await open_house({ ASKEL_NAMES_LANGUAGES: 'fi sv en ar', ASKEL_POST_SERVER: '127.0.0.1',
	ASKEL_POST_PORT: '1', ASKEL_POST_SECURITY: 'plain', ASKEL_POST_SENDER: 'no-reply@example.fi',
	ASKEL_PROVIDER_ISSUER: 'http://127.0.0.1:9', ASKEL_PROVIDER_CLIENT_ID: 'learn',
	ASKEL_CLAIMS_SECOND_SHARE: '0', /* nobody's is drawn */
	ASKEL_PROVIDER_NAME: 'Puhelinpalvelunumerotiedustelujärjestelmä', ASKEL_SIGN_IN_WAYS: 'passphrase pictures provider' }, add_arabic_buttons);
add_arabic_course(join(house.folder, 'courses/safe-online'));
const browser = await open_browser();

/* ---- the route table ---- */

const table = readFileSync(join(root, 'server/pages/routes.h'), 'utf8');
const routes = [...table.matchAll(/R\((GET|POST), "([^"]+)", ([^,]+), (\w+)\)/g)]
	.map(([, method, pattern, door]) => ({ method, pattern, door,
		captures: (pattern.match(/\{/g) ?? []).length,
		regex: new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`) }))
	/* what machines ask is no page */
	.filter((route) => route.method === 'GET' && route.door !== 'UNASKED')
	/* as the server does: what is written out comes before what is captured */
	.sort((a, b) => a.captures - b.captures);
const visited = new Set();
const pattern_of = (path) => routes.find((route) => route.regex.test(path))?.pattern;

/* ---- people ---- */

async function open_person(locale = 'fi') {
	const context = await browser.newContext({ baseURL: house.origin, locale, bypassCSP: false,
		viewport: { width: 360, height: 740 } });
	const page = await context.newPage();
	page.setDefaultTimeout(20000);
	return { context, page, faults: checks.listen_for_faults(page, house.origin) };
}

/* Does something and gives the answer to the form it sends. */
async function sent(page, act) {
	const [response] = await Promise.all([
		page.waitForResponse((one) => one.request().isNavigationRequest() && one.request().method() === 'POST'),
		page.waitForEvent('domcontentloaded'),
		act(),
	]);
	return response;
}

const press = (page) => sent(page, () => page.locator('main form .button.main').first().click());
async function choose(page, ...choices) {
	for (const [name, value] of choices)
		await page.locator(`[name="${name}"][value="${value}"]`).locator('xpath=ancestor::label').click();
	await press(page);
}

const PASSPHRASE = 'sammal trumpetti keitto';
async function make_way_back(page) {
	await page.locator('#passphrase').fill(PASSPHRASE);
	await press(page);
}

async function sign_in(link, lang = 'fi') {
	const person = await open_person(lang);
	await person.page.goto(link);
	await press(person.page);
	await choose(person.page, ['ui', lang], ['text', lang]);
	await choose(person.page, ['device', 'own']);
	if (link === house.links.client)
		await make_way_back(person.page);
	else
		await sent(person.page, () => person.page.locator('button[value=later]').click());
	if (new URL(person.page.url()).pathname === '/second-factor')
		await sent(person.page, () => person.page.locator('button[value=later]').click());
	return person;
}

/* Fills a page's fields with something wrong or long and presses each of its buttons. */
async function answer_all(page, path) {
	await page.goto(path);
	const buttons = await page.locator('button[value^="check."]').evaluateAll((all) => all.map((one) => one.value));
	for (const button of buttons) {
		const section = page.locator('.question').filter({ has: page.locator(`button[value="${button}"]`) });
		for (const box of await section.locator('[type=checkbox], [type=radio]').all())
			await box.evaluate((one) => (one.checked = true));
		for (const select of await section.locator('select').all())
			await select.evaluate((one) => (one.selectedIndex = (one.name.match(/\d+$/)[0] % (one.length - 1)) + 1));
		for (const words of await section.locator('textarea').all())
			await words.fill(LONG);
		for (const words of await section.locator('input[type=text]').all())
			await words.fill(await words.getAttribute('inputmode') ? '3' : LONG.slice(0, 80));
		await sent(page, () => page.locator(`button[value="${button}"]`).click());
		await page.locator(`#a-${button.slice(6)}`).waitFor();
	}
}

async function ask_for_help(page, times) {
	for (let i = 0; i < times; i++) {
		await page.goto('/help?course=safe-online&page=your-own-route');
		await page.locator('#words').fill(`${LONG}\n\n<b>?</b>`);
		await press(page);
	}
}

/* ---- looking at a page ---- */

const want = (lang) => ({ lang, dir: lang === 'ar' ? 'rtl' : 'ltr', place: PLACE });
let heaviest = { bytes: 0 };
let style_bytes = 0;

async function look_at_phones(page, lang) {
	const found = [];
	await page.setViewportSize({ width: 360, height: 740 });
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	found.push(...await checks.frame_faults(page, want(lang)), ...await checks.axe_faults(page),
		...await checks.target_faults(page), ...await checks.width_faults(page, 'at 360 px'));
	await checks.set_text_size(page, 2);
	found.push(...await checks.width_faults(page, 'with twice the text'));
	await checks.set_text_size(page, 1);
	await page.setViewportSize({ width: 320, height: 640 });
	await page.emulateMedia({ colorScheme: 'dark' });
	found.push(...await checks.axe_faults(page), ...await checks.width_faults(page, 'at 320 px'));
	return found;
}

/* ---- pictures, where they are asked for ---- */

const shots = process.env.SHOTS;
let shot = 0;
if (shots)
	mkdirSync(shots, { recursive: true });

async function shoot(page, name) {
	shot++;
	for (const [look, width, height, scheme] of [['phone-light', 360, 740, 'light'], ['phone-dark', 360, 740, 'dark'],
		['desktop-light', 1280, 800, 'light'], ['desktop-dark', 1280, 800, 'dark']]) {
		await page.setViewportSize({ width, height });
		await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
		await page.screenshot({ path: join(shots, `${String(shot).padStart(3, '0')}-${name}-${look}.png`), fullPage: true });
	}
	await page.setViewportSize({ width: 360, height: 740 });
}

/* Everything that holds of every page, on the page that is open; `response` brought it. */
async function look(person, response, status, lang = 'fi') {
	const { page } = person;
	assert.equal(response.status(), status);
	if (shots)
		return shoot(page, `${new URL(response.url()).pathname.slice(1).replaceAll('/', '-') || 'home'}${status === 200 ? '' : `-${status}`}`);
	const bytes = await checks.bytes_of(response) + style_bytes;
	if (bytes > heaviest.bytes)
		heaviest = { bytes, url: response.url() };
	assert.equal((await response.allHeaders())['content-encoding'], 'gzip');
	const found = [...await checks.html_faults(await response.text()), ...await look_at_phones(page, lang),
		...await unseen_stops(page), ...person.faults()];
	if (bytes > checks.PAGE_BYTES_MOST)
		found.push(`${bytes} bytes with its stylesheet`);
	assert.equal(found.join('\n'), '');
}

/* Paths of this site that the page leads to. */
const links_on = (page) => page.locator('a[href], img[src]').evaluateAll((all) => all
	.map((one) => new URL(one.href ?? one.src))
	.filter((url) => url.origin === location.origin)
	.map((url) => url.pathname + url.search));

/* Visits what `starts` lead to, in full where `fresh` says so. */
async function walk(who, person, starts, known = new Set(), lang = 'fi') {
	const waiting = [...starts];
	const seen = new Set();
	while (waiting.length > 0) {
		const address = waiting.shift();
		const path = address.split('?')[0];
		const key = starts.includes(address) ? address : path;
		if (seen.has(key) || (known.has(path) && !starts.includes(address)) || path.startsWith('/static/'))
			continue;
		if (OTHER_LESSON.test(path) || OTHER_PART.test(path))
			continue;
		seen.add(key);
		if (IS_FILE.test(path)) {
			await test(`${who} is sent ${path}`, async () => {
				const response = await person.context.request.get(path);
				assert.equal(response.status(), 200);
				assert.match(response.headers()['content-security-policy'], /sandbox/);
				assert.match(response.headers()['x-content-type-options'], /nosniff/);
			});
			visited.add(pattern_of(path));
			continue;
		}
		const response = await person.page.goto(address);
		if (new URL(response.url()).pathname !== path)
			continue; /* led elsewhere: that page comes by itself */
		visited.add(pattern_of(path));
		known.add(path);
		await test(`${who}: ${address}${lang === 'fi' ? '' : ` in ${lang}`}`, () => look(person, response, 200, lang));
		waiting.push(...await links_on(person.page));
	}
}

/* ---- refusals and problems: how to come to each, as whom, and with what status ---- */

async function look_at_refusals(client, nobody) {
	const { page } = client;
	const refusals = [
		['an address where nothing is', client, 404, () => page.goto('/nowhere')],
		['a page for others', client, 403, () => page.goto('/author')],
		['a course that is not there', client, 404, () => page.goto('/courses/nothing')],
		['an e-mail address that is none', client, 422, async () => {
			await page.goto('/mail');
			await page.locator('#address').fill(`${'pitkä'.repeat(40)}@example`);
			return press(page);
		}],
		['a code that does not fit', client, 422, async () => {
			await page.goto('/mail');
			await page.locator('#address').fill('aino.esimerkki@example.com');
			await press(page);
			await page.locator('#code').fill('2222 2222');
			return press(page);
		}],
		['e-mail once a day', client, 200, async () => {
			house.sql("UPDATE mail SET confirmed = 1, often = 'daily'");
			return page.goto('/mail');
		}],
		['a card that nobody has', nobody, 404, () => nobody.page.goto('/in/abc')],
		['a lesson checked without an answer', client, 422, async () => {
			await page.goto(`${COURSE}/your-own-route`);
			await page.locator('#q-missing-word').fill('');
			return sent(page, () => page.locator('button[value="check.missing-word"]').click());
		}],
		['help asked without words', client, 422, async () => {
			await page.goto('/help?course=safe-online&page=your-own-route');
			return press(page);
		}],
		['a name that is none', client, 422, async () => {
			await page.goto('/name');
			await page.locator('#name').fill(' ');
			return press(page);
		}],
		['a way back with a short passphrase', client, 422, async () => {
			await page.goto('/way-back');
			await page.locator('#passphrase').fill('abc');
			return press(page);
		}],
		['feedback on accessibility without words', nobody, 422, async () => {
			await nobody.page.goto('/accessibility/feedback');
			return press(nobody.page);
		}],
		['feedback on accessibility that is too long', client, 422, async () => {
			await page.goto('/accessibility/feedback');
			await page.locator('#words').fill(LONG.repeat(6));
			await page.locator('#reach').fill(LONG);
			return press(page);
		}],
		['a personal identity code in a question', client, 422, async () => {
			await page.goto('/help?course=safe-online&page=your-own-route');
			await page.locator('#words').fill(`${LONG} 131052-308T`);
			return press(page);
		}],
		['a code that opens nothing', nobody, 422, async () => {
			await nobody.page.goto('/code');
			await nobody.page.locator('#code').fill('K7RN 4CA2');
			return press(nobody.page);
		}],
		['signing in without words', nobody, 422, async () => {
			await nobody.page.goto('/sign-in');
			return press(nobody.page);
		}],
		['signing in with pictures of nobody', nobody, 422, async () => {
			await nobody.page.goto('/sign-in');
			await nobody.page.locator('#name').fill('sininen kuppi');
			await nobody.page.locator('button[value=pictures]').click();
			for (const word of ['cat', 'sun', 'key', 'boat', 'hat'])
				await nobody.page.locator(`.picture[value=${word}]`).click();
			return press(nobody.page);
		}],
		['a provider that does not answer', nobody, 503, async () => {
			await nobody.page.goto('/sign-in');
			return sent(nobody.page, () => nobody.page.locator('#provider').click());
		}],
		['signing in, at the address that the provider\'s button leads to', nobody, 200, () => nobody.page.goto('/provider')],
		['coming back from a provider without having set out', nobody, 422,
			() => nobody.page.goto('/provider/return?code=a&state=b')],
		['signing in too often', nobody, 429, async () => {
			await nobody.page.goto('/sign-in');
			let response;
			for (let i = 0; i < 8 && response?.status() !== 429; i++) {
				await nobody.page.locator('#name').fill('vihreä kuppi');
				await nobody.page.locator('#passphrase').fill('ei ole oikea');
				response = await press(nobody.page);
			}
			return response;
		}],
		['a form sent when the session has ended', client, 401, async () => {
			await page.goto(`${COURSE}/your-own-route`);
			house.sql('UPDATE session SET seen = seen - 90 * 86400');
			return sent(page, () => page.locator('button[value=next]').click());
		}],
	];
	for (const [name, person, status, open] of refusals)
		await test(`${status}: ${name}`, async () => look(person, await open(), status));
	visited.add('/provider').add('/provider/return');
}

/* What only a button of an admin's leads to. */
async function look_at_accounts(admin) {
	const { page } = admin;
	const send = (path, form, fill = () => {}) => async () => {
		await page.goto(path);
		await fill();
		return sent(page, () => page.locator(`main form:has(${form}) button.button`).last().click());
	};
	const id = (role) => house.sql(`SELECT min(person) FROM role WHERE role = '${role}'`);
	const acts = [
		['a new person without a name', 422, send('/people/new', '#name', () => page.locator('#role-client').evaluate((one) => (one.checked = false)))],
		['no coach chosen and no scope', 422, async () => {
			house.sql('UPDATE tie SET ends = starts WHERE ends = 0');
			return send(`/people/${id('client')}`, '[value=tie]', () => page.locator('[name=learning], [name=claims]')
				.evaluateAll((all) => all.forEach((one) => (one.checked = false))))();
		}],
		['a one-time link', 200, send(`/people/${id('client')}`, '[value=link]')],
		['a phone that is no second key', 200, () => page.goto(`/people/${id('client')}/new-phone`)],
		['a phone with a second key', 200, async () => {
			house.sql(`INSERT OR IGNORE INTO second_factor VALUES (${id('coach')}, 'sealed', 0, 1, 0)`);
			return page.goto(`/people/${id('coach')}/new-phone`);
		}],
		['a new phone, and nobody made sure', 422, send(`/people/${id('coach')}/new-phone`, '#sure')],
		['a link for a new phone', 200, send(`/people/${id('coach')}/new-phone`, '#sure', () => page.locator('#sure').check())],
		['the last admin leaves', 422, send(`/people/${id('admin')}/leave`, 'button')],
		['clients left behind', 422, send(`/people/${id('coach')}`, '[value=hand]')],
	];
	for (const [name, status, open] of acts)
		await test(`${status}: admin: ${name}`, async () => look(admin, await open(), status));
	visited.add('/people/{person}/new-phone');
}

async function look_at_first_steps() {
	const first = await open_person();
	const { page } = first;
	const link = house.card();
	await test('first steps: a card', async () => look(first, await page.goto(link), 200));
	visited.add('/in/{card}');
	await press(page);
	await test('first steps: languages', async () => look(first, await page.goto('/languages'), 200));
	await choose(page, ['ui', 'fi'], ['text', 'fi']);
	await test('first steps: the device', async () => look(first, await page.goto('/device'), 200));
	await test('422: first steps: no device chosen', async () => look(first, await press(page), 422));
	await choose(page, ['device', 'shared']);
	await test('first steps: a way back', async () => look(first, await page.goto('/way-back'), 200));
	const picture = (word) => sent(page, () => page.locator(`.picture[value=${word}]`).click());
	await test('first steps: pictures', async () =>
		look(first, await sent(page, () => page.locator('button[value=pictures]').click()), 200));
	for (const word of ['cat', 'fish', 'bird', 'snail'])
		await picture(word);
	await test('first steps: five pictures', async () => look(first, await picture('rabbit'), 200));
	await test('422: first steps: pictures of one kind', async () => look(first, await press(page), 422));
	await page.goto('/way-back');
	const name = await page.locator('.big').textContent();
	await page.locator('#passphrase').fill('sammal trumpetti keitto');
	await press(page);
	await test('410: a used card', async () => look(first, await page.goto(link), 410));
	await walk('a newcomer', first, ['/', '/me', '/way-back', COURSE, `${COURSE}/good-password`],
		new Set(await links_on(page).then((links) => links.map((one) => one.split('?')[0]))));
	await test('a form that was kept while signing in', async () => {
		await page.goto(`${COURSE}/phone-and-networks`);
		await page.locator('textarea').fill(LONG);
		house.sql('UPDATE session SET seen = seen - 90 * 86400');
		assert.equal((await sent(page, () => page.locator('button[value=next]').click())).status(), 401);
		await page.locator('#name').fill(name);
		await page.locator('#passphrase').fill('sammal trumpetti keitto');
		await look(first, await press(page), 200);
		assert.equal(await page.locator('textarea').inputValue(), LONG.trim());
	});
	await first.context.close();
}

/* ---- the walk ---- */

await test('stylesheet and script are small', async () => {
	const { page, context } = await open_person();
	const sizes = {};
	page.on('response', async (response) => (sizes[response.url().split('.').pop()] = checks.bytes_of(response)));
	await page.goto('/sign-in', { waitUntil: 'networkidle' });
	style_bytes = await sizes.css;
	assert(style_bytes > 0);
	assert(await sizes.js <= checks.SCRIPT_BYTES_MOST, `${await sizes.js} bytes of script`);
	await context.close();
});

const nobody = await open_person();
/* Numbers as large as they get, of a quarter before there was a house. */
house.sql(`INSERT INTO statistic VALUES (20362, 'assessed', 1);
	INSERT INTO figure VALUES (20362, 'assessed', 0, 'all', '', '', 0, 0, 1234567),
		(20362, 'assessed', 1, 'all', '', 'outcome', 0, 0, 234567), (20362, 'assessed', 2, 'all', '', 'outcome', 1, 2, 1000000),
		(20362, 'assessed', 3, 'all', '', 'days', 0, 18, 1234562), (20362, 'assessed', 4, 'all', '', 'days', 19, 19, 5),
		(20362, 'assessed', 5, 'language', 'sv,en,other', '', 0, 0, 1234567)`);

await walk('nobody', nobody, ['/sign-in', '/signed-out', '/accessibility/thanks', '/left', '/mail/stop/abc', house.links.coach.slice(house.origin.length)]);
await look_at_first_steps();

const client = await sign_in(house.links.client);
await client.page.goto(COURSE);
const lessons = (await links_on(client.page)).filter((path) => pattern_of(path) === '/courses/{course}/{page}');
for (const path of new Set(lessons))
	await answer_all(client.page, path);
await ask_for_help(client.page, 3);
const known = new Set();
await walk('client', client, ['/', '/help?course=safe-online&page=your-own-route'], known);

const coach = await sign_in(house.links.coach);
await walk('coach', coach, ['/', '/desk', '/clients?show=quiet'], new Set(known));
await test('422: an answer without words', async () => {
	await coach.page.goto('/desk');
	await coach.page.goto(await coach.page.locator('.tasks a').first().getAttribute('href'));
	await look(coach, await sent(coach.page, () => coach.page.locator('button.main[value=answer]').click()), 422);
});
await test('a question that was answered meanwhile', async () => {
	const form = coach.page.url();
	await coach.page.locator('#words').fill(LONG);
	await sent(coach.page, () => coach.page.locator('button.main[value=answer]').click());
	await look(coach, await coach.page.goto(form), 200);
});
await test('a new way in, made', async () => {
	const [path] = coach.page.url().slice(house.origin.length).match(/^\/clients\/\d+/);
	await coach.page.goto(path);
	await look(coach, await sent(coach.page, () => coach.page.locator('form[action$="/card"] button').click()), 200);
	await walk('coach', coach, [`${path}/card`], new Set(known));
});
await walk('client', client, ['/', '/notices', '/looks'], new Set(known));

/* ---- what one can: told, shown, judged, asked anew ---- */

let own;
await test('what one can, told and sent', async () => {
	const { page } = client;
	await look(client, await page.goto('/show'), 200);
	await sent(page, () => page.locator('button[value="work-life"]').click());
	await page.goto('/show');
	await sent(page, () => page.locator('button[value="safe-online"]').click());
	own = new URL(page.url()).pathname;
	await page.goto(`${own}/check`);
	await look(client, await press(page), 422);
	await page.goto(`${own}/words`);
	await page.locator('#words').fill(LONG);
	await press(page);
	await page.goto(`${own}/part/strong-password`);
	await page.locator('#words').fill('x'.repeat(5000));
	await look(client, await press(page), 422);
	await page.locator('#words').fill('Neljä sanaa <b>riittää</b>');
	await press(page);
	await page.goto(`${own}/part/strong-password/file`);
	await look(client, await press(page), 422);
	await page.locator('#file').setInputFiles({ name: 'kuva <1>.png', mimeType: 'image/png', buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 90, height: 30 } }) });
	await press(page);
	assert.equal(new URL(page.url()).pathname, `${own}/part/strong-password`);
	await look(client, await page.goto(`${own}/part/strong-password`), 200);
	await look(client, await page.goto(`${own}/check`), 200);
	await page.locator('[name=choice][value=without]').check();
	await press(page);
});
await test('what one can, written down together', async () => {
	const { page } = client;
	const id = house.sql("SELECT id FROM claim WHERE unit = 'work-life'");
	await page.goto(`/show/${id}`);
	await page.locator('main details > summary').first().click();
	await sent(page, () => page.locator('button[name=let]').first().click());
	await look(client, await page.goto(`/show/${id}`), 200);
	const base = `/clients/${house.sql('SELECT person FROM claim ORDER BY id LIMIT 1')}/together/${id}`;
	await look(coach, await coach.page.goto(base), 200);
	await coach.page.locator('#day').fill(LONG);
	await look(coach, await sent(coach.page, () => coach.page.locator('form:has(#day) button').click()), 422);
	await coach.page.goto(`${base}/words`);
	await coach.page.locator('#words').fill(LONG);
	await press(coach.page);
	await coach.page.goto(`${base}/part/my-strengths/file`);
	await look(coach, await press(coach.page), 422);
	await coach.page.locator('#file').setInputFiles({ name: 'kuva <2>.png', mimeType: 'image/png', buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 90, height: 30 } }) });
	await press(coach.page);
	await coach.page.goto(`${base}/check`);
	await look(coach, await press(coach.page), 422);
	await walk('coach', coach, [base, `${base}/sheet`], new Set(known));
	await look(client, await page.goto(`/show/${id}/check`), 200);
	['', '/check', '/words', '/part/{criterion}', '/part/{criterion}/file', '/sheet', '/file/{evidence}', '/file/{evidence}/{sheet}']
		.forEach((path) => visited.add(`/clients/{client}/together/{claim}${path}`));
});
await walk('client', client, ['/show'], new Set(known));
await test('what one can, judged and asked anew', async () => {
	const { page } = client;
	await judge_all();
	await look(client, await page.goto(own), 200);
	await look(client, await page.goto(`${own}/part/strong-password`), 200);
	await look(client, await page.goto(`${own}/again`), 200);
	['/show/{claim}/part/{criterion}/file', '/show/{claim}/words', '/show/{claim}/check', '/show/{claim}/again', '/clients/{client}/claims/{claim}'].forEach((path) => visited.add(path));
});
/* An official unit beside it, as long as they are; approved by hand, for what is judged above isn't. */
function bring_official_unit(id) {
	const words = (words) => ({ fi: words, sv: words, en: words });
	const file = join(house.folder, 'official.json');
	const sentence = 'Opiskelija osaa käyttää tilanteeseen sopivia palveluja turvallisesti ja vastuullisesti';
	writeFileSync(file, JSON.stringify([{ tyyppi: 'osaalue2020', koodiUri: 'ammatillisenoppiaineet_digi', nimi: words('Toiminta digitaalisessa ympäristössä'),
		pakollisetOsaamistavoitteet: { laajuus: 2, tavoitteet2020: { vaatimukset: Array.from({ length: 12 }, () => ({ vaatimus: words(sentence) })) } } }]));
	house.run('import', 'eperusteet', house.folder, file, '--from', '2026-01-01');
	house.sql("INSERT INTO unit_mapping(unit, module, made) VALUES ('safe-online', 1, 1)");
	house.sql(`INSERT INTO mapped_criterion SELECT 1, criterion, '1' FROM claim_part WHERE claim = ${id}`);
	house.sql(`UPDATE claim SET state = 'approved' WHERE id = ${id}`);
	house.sql(`INSERT INTO award(person, unit, version, claim, decision, made) SELECT person, unit, '', id, (SELECT max(id) FROM decision WHERE claim = ${id}), 1 FROM claim WHERE id = ${id}`);
}
await test('to a school, and what it answers', async () => {
	const { page } = client;
	const id = own.split('/')[2];
	const act = (person, name) => sent(person.page, () => person.page.locator(`button[value=${name}]`).click());
	bring_official_unit(id);
	await look(client, await page.goto(`${own}/school`), 200);
	await look(client, await act(client, 'look'), 422);
	for (const [field, words] of [['school', LONG.slice(0, 110)], ['name', LONG.slice(0, 190)], ['born', '5.3.1971']])
		await page.locator(`#${field}`).fill(words);
	await look(client, await act(client, 'look'), 200);
	await look(client, await act(client, 'send'), 200);
	await look(client, await page.goto(`${own}/school`), 200);
	await look(client, await page.goto('/points'), 200);
	await look(client, await page.goto('/looks'), 200);
	const review = `/clients/${house.sql(`SELECT person FROM claim WHERE id = ${id}`)}/claims/${id}`;
	await look(coach, await coach.page.goto(`${review}/school`), 200);
	await look(coach, await act(coach, 'answer'), 422);
	await coach.page.locator('[name=answer][value=refused]').check();
	await coach.page.locator('#day').fill(new Date().toISOString().slice(0, 10));
	await act(coach, 'answer');
	await look(client, await page.goto(`${own}/school`), 200);
	house.sql('UPDATE award SET ended = 1');
	house.sql(`UPDATE claim SET state = 'not-yet' WHERE id = ${id}`);
	await look(client, await page.goto(`${own}/school`), 200);
	visited.add('/show/{claim}/school').add('/clients/{client}/claims/{claim}/school');
});
async function judge_all() {
	const { page } = coach;
	await page.goto('/claims');
	const link = page.locator(`.tasks a[href*="/claims/${own.split('/')[2]}#"]`).first();
	const review = (await link.getAttribute('href')).split('#')[0];
	await look(coach, await page.goto(`${review}?page=1`), 200);
	await walk('coach', coach, [`${review}?page=1`], new Set(known));
	await page.goto(`${review}?page=3`);
	await look(coach, await sent(page, () => page.locator('button[value=decide]').click()), 422);
	for (const part of [1, 2]) {
		await page.goto(`${review}?page=${part}`);
		for (const one of await page.locator('input[value="not-yet"]').all())
			await one.check();
		for (const one of await page.locator('input[list=notes]').all())
			await one.fill('Kerro <vähän> lisää.');
		await sent(page, () => page.locator('button.main[value^="page-"]').click());
	}
	await page.locator('[name=ready][value="2"]').check();
	await sent(page, () => page.locator('button[value=decide]').click());
	assert.equal(house.sql(`SELECT state FROM claim WHERE id = ${own.split('/')[2]}`), 'not-yet');
}

/* ---- badges: of an issuer that doesn't exist, but a page shows what it is given ---- */

const samples = mkdtempSync(join(tmpdir(), 'askel-samples-'));
process.on('exit', () => rmSync(samples, { recursive: true, force: true }));
execFileSync(process.env.ASKEL ?? join(root, 'build/askel'), ['sample-badges', samples]);
const holder = house.sql("SELECT min(person) FROM role WHERE role = 'client'");
['badge', 'confirmed', 'odd-words', 'long-name'].forEach((name, place) => house.sql(
	`INSERT INTO badge_place(place) VALUES (${place}); INSERT INTO badge(person, award, address, place, unit, document, made, shared)
	VALUES (${holder}, ${place}, '${name}', ${place}, 'safe-online', CAST(readfile('${join(samples, `${name}.json`)}') AS TEXT), 1764072000, 1764072000)`));
house.sql(`INSERT INTO brought_badge(person, digest, document, brought)
	VALUES (${holder}, zeroblob(32), CAST(readfile('${join(samples, 'formal.json')}') AS TEXT), 1764072000)`);
await walk('client', client, ['/badges'], new Set(known));
for (const name of ['badge', 'confirmed', 'odd-words'])
	await walk('nobody', nobody, [`/b/${name}`], new Set(known));
await test('a badge held against names', async () => {
	await nobody.page.goto('/b/badge');
	await nobody.page.locator('#name').fill('Maija Meikäläinen');
	await look(nobody, await sent(nobody.page, () => nobody.page.locator('main form button').click()), 200);
	await nobody.page.locator('#name').fill(LONG.slice(0, 190));
	await look(nobody, await sent(nobody.page, () => nobody.page.locator('main form button').click()), 200);
});
await test('the name on badges, without one', async () => {
	await client.page.goto('/badges/name');
	await client.page.locator('[name=choice][value=with]').check();
	await look(client, await press(client.page), 422);
});
for (const path of ['/ob/issuer', '/ob/status/1'])
	await test(`${path} is for programs`, async () => {
		assert.equal((await nobody.context.request.get(path)).status(), 200);
		visited.add(path);
	});

/* ---- what asks who it is ---- */

await test('the passphrase before own matters, and help by card alone', async () => {
	const { page } = client;
	const weaken = () => house.sql('UPDATE session SET strong_at = 0');
	weaken();
	await page.goto('/help?course=safe-online&page=your-own-route');
	await page.locator('#words').fill('Kiitos <b>paljon</b>');
	await press(page);
	assert.match(page.url(), /\/help\/arrived/);
	visited.add('/help/arrived').add('/passphrase');
	await look(client, await page.goto(page.url()), 200);
	await look(client, await page.goto('/looks'), 200);
	assert.match(page.url(), /\/passphrase\?next=%2Flooks$/);
	await look(client, await page.goto(page.url()), 200);
	await look(client, await press(page), 422);
	await page.locator('#passphrase').fill(PASSPHRASE);
	await press(page);
	assert.match(page.url(), /\/looks$/);
});
await test('the second key: setting it up, paper codes, a code', async () => {
	const { page } = coach;
	await look(coach, await page.goto('/second-factor?next=/desk'), 200);
	visited.add('/second-factor');
	await look(coach, await press(page), 422);
	const secret = (await page.locator('code.big').textContent()).replaceAll(' ', '');
	await page.locator('#code').fill(execFileSync('oathtool', ['--totp', '--base32', secret], { encoding: 'utf8' }).trim());
	await look(coach, await press(page), 200);
	assert.equal(await page.locator('main ol li').count(), 10);
	await press(page);
	assert.match(page.url(), /\/desk$/);
	await look(coach, await page.goto('/second-factor'), 200);
	await page.locator('#code').fill('000000');
	await look(coach, await press(page), 422);
	house.sql('UPDATE session SET factor_at = 0');
	await look(coach, await page.goto('/second-factor'), 200);
	await sent(page, () => page.locator('button[value=later]').click());
});

const lead = await sign_in(house.card('lead'));
await walk('lead', lead, ['/', '/team'], new Set(known));
await test('422: a substitute without days', async () => {
	await lead.page.goto('/team');
	await lead.page.goto(await lead.page.locator('.tasks a').first().getAttribute('href'));
	await look(lead, await sent(lead.page, () => lead.page.locator('main button.main').click()), 422);
});

await test('the client sends feedback on accessibility', async () => {
	for (let i = 0; i < 3; i++) {
		await client.page.goto('/accessibility/feedback');
		await client.page.locator('#words').fill(`${i} ${LONG.slice(0, 3000)}\n\n<b>?</b>`);
		await client.page.locator('#reach').fill(LONG.slice(0, 190));
		await press(client.page);
	}
	/* a full page, with a next one; the oldest is late, one is answered */
	house.sql(`INSERT INTO access_feedback(words, reach, language, sent, answer_by, answered)
		SELECT '${LONG}' || value, '', 'fi', strftime('%s'), strftime('%s') / 86400 + value - 3, value = 30
		FROM generate_series(1, 30)`);
});
const admin = await sign_in(house.links.admin);
await walk('admin', admin, ['/', '/feedback', '/feedback?page=2', '/feedback?list=answered', '/people?find=c&show=client'],
	new Set([...known].filter((path) => path !== '/')));
await look_at_accounts(admin);
await test('422: a table without headings', async () => {
	await admin.page.goto('/import');
	await admin.page.locator('#table').fill(`${LONG};fi`);
	await look(admin, await sent(admin.page, () => admin.page.locator('button[value=look]').click()), 422);
});
await test('a table with rows to look at', async () => {
	const rows = Array.from({ length: 30 }, (_, i) => `${LONG.slice(0, 60)} ${i};${i % 2 ? 'suomi' : 'thai'};${i % 3 ? '' : LONG.slice(0, 80)}`);
	await admin.page.locator('#table').fill(['Nimi;Kieli;Ohjaaja', ...rows].join('\n'));
	await look(admin, await sent(admin.page, () => admin.page.locator('button[value=look]').click()), 200);
});
await test('people are made of it', async () => {
	await sent(admin.page, () => admin.page.locator('button[value=make]').click());
	await admin.page.waitForURL(/\/import\/\d+$/);
	/* but for the sheet, whose squares are drawn for the printer */
	await walk('admin', admin, [admin.page.url().slice(house.origin.length), '/import'],
		new Set([...known, `${admin.page.url().slice(house.origin.length)}/sheet`]));
	const sheet = await admin.page.goto(`${await admin.page.locator('.tasks a').first().getAttribute('href')}/sheet`);
	visited.add(pattern_of(new URL(sheet.url()).pathname));
	const found = [...await checks.html_faults(await sheet.text()), ...await look_at_phones(admin.page, 'fi'),
		...await unseen_stops(admin.page), ...admin.faults()];
	assert.equal(found.join('\n'), '');
});
await admin.context.close();

const author = await sign_in(house.links.author);
await walk('author', author, ['/'], known);
await test('author: a course with problems', async () => {
	const file = join(house.folder, 'courses/safe-online/10-passwords/10-good-password.sv.md');
	const good = readFileSync(file, 'utf8');
	writeFileSync(file, good.replace(/^title:/m, `${LONG.trim().replace(/ /g, '-')}:`));
	await author.page.waitForTimeout(1500);
	await look(author, await author.page.goto('/author'), 200);
	assert(await author.page.locator('main li').count() > 0);
	writeFileSync(file, good);
});

for (const lang of ['sv', 'en', 'ar']) {
	await client.page.goto('/languages');
	await choose(client.page, ['ui', lang], ['text', lang]);
	await test(`no page is heavy in ${lang}`, async () => {
		for (const path of known) {
			const response = await client.page.goto(path);
			const bytes = await checks.bytes_of(response) + style_bytes;
			assert(bytes <= checks.PAGE_BYTES_MOST, `${path}: ${bytes} bytes`);
		}
	});
}
client.faults();
await walk('client', client, ['/', '/me', '/languages', '/way-back', '/device', COURSE, ...lessons.slice(0, 3),
	`${COURSE}/if-something-happens`, '/help?course=safe-online&page=your-own-route'], new Set(known), 'ar');
await walk('nobody', nobody, ['/sign-in?lang=ar'], new Set(['/signed-out', '/sign-in']), 'ar');
await client.page.goto('/languages');
await choose(client.page, ['ui', 'fi'], ['text', 'fi']);
await look_at_refusals(client, nobody);

for (const route of routes)
	await test(`${route.pattern} was visited`, () => assert(visited.has(route.pattern), 'no page leads to it'));
console.log(`# heaviest: ${heaviest.bytes} bytes, ${heaviest.url}`);

await browser.close();
await house.close();
finish();
