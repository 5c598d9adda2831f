/*
 * files: a photo and a PDF as proof of what one can do, from a phone to the coach's desk: with a script,
 * which makes the photo smaller, and without; by keyboard. Words typed before stay; what is sent is seen at
 * once; the coach judges without downloading, and can.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prove } from './hands.mjs';
import { finish, note, open_browser, open_house, test } from './house.mjs';
import { enter, fill, shows } from './person.mjs';

const house = await open_house();
const browser = await open_browser();
const folder = mkdtempSync(join(tmpdir(), 'askel-files-'));
const photo = join(folder, 'IMG_0001.jpg');
const pdf = join(folder, 'todistus.pdf');
const now = () => Math.floor(Date.now() / 1000);
let opened; /* what the last coach opened, and with which cookies */

/* ---- files as people have them ---- */

/* A photo as large as a phone's, by the browser; and a page printed by it. */
async function make_files() {
	const page = await browser.newPage();
	const data = await page.evaluate(() => {
		const canvas = document.createElement('canvas');
		canvas.width = 4000;
		canvas.height = 3000;
		const pen = canvas.getContext('2d');
		const image = pen.createImageData(4000, 3000);
		let state = 1;
		for (let i = 0; i < image.data.length; i++)
			image.data[i] = i % 4 === 3 ? 255 : 120 + ((state = (state * 1103515245 + 12345) >>> 0) >>> 26);
		pen.putImageData(image, 0, 0);
		return canvas.toDataURL('image/jpeg', 0.8).split(',')[1];
	});
	writeFileSync(photo, Buffer.from(data, 'base64'));
	await page.setContent('<h1>Hygieniapassi</h1><p>Myönnetty 12.5.2019</p>');
	writeFileSync(pdf, await page.pdf({ format: 'A4' }));
	await page.close();
	const size = readFileSync(photo).length;
	assert(size > 2000000 && size < 15000000, `the photo is a large one: ${size}`);
}

const seen = (person, selector) => person.at(selector).evaluate((image) => image.decode().then(() => image.naturalWidth));

/* Without a script nothing can be asked of the page: the picture is fetched as the browser would. */
async function is_picture(person, image) {
	const link = await image.getAttribute('src');
	const answer = await person.context.request.get(link);
	assert.equal(answer.status(), 200);
	assert.equal(answer.headers()['content-type'], 'image/jpeg');
	assert.equal(answer.headers()['x-content-type-options'], 'nosniff');
	return (await answer.body()).length;
}

/* ---- the steps ---- */

async function begin(walk) {
	const { client } = walk;
	await client.page.goto('/show');
	await prove(client.page, client.hands);
	await client.hands.press(client.at('button[name=unit]').first());
	walk.claim = Number(house.sql(`SELECT max(id) FROM claim WHERE person = ${client.id}`));
	await client.hands.press(client.at('.tasks a[href*="/part/"]').first());
	walk.part = client.pathname();
}

async function send_file(client, file) {
	await client.at('#file').setInputFiles(file);
	await client.hands.press(client.main());
}

async function add_photo(walk) {
	const { client, how } = walk;
	await client.hands.write(client.at('#words'), 'Siivosin kaksi vuotta.');
	await client.hands.press(client.at('button[name=do][value=file]'));
	assert.equal(client.path(), `${walk.part}/file`);
	if (how.js) {
		await client.at('#file').setInputFiles(photo);
		await client.page.waitForFunction((most) => document.getElementById('file').files[0].size < most,
			readFileSync(photo).length);
		const told = Number((await client.at('#size').textContent()).match(/\d+/)[0]);
		assert(told > 10 && told < 1500, `a photo made smaller is ${told} kB`);
		await client.hands.press(client.main());
	} else {
		await send_file(client, photo);
	}
	assert.equal(client.path(), `${walk.part}#files`);
	await shows(client, 'IMG_0001.jpg');
	const size = Number(house.sql('SELECT size FROM file ORDER BY id DESC LIMIT 1'));
	assert.equal(how.js, size < readFileSync(photo).length, `${size} bytes were sent`);
	if (how.js)
		assert.equal(await seen(client, '.file img'), 320);
	assert(await is_picture(client, client.at('.file img').first()) > 300);
	assert.equal(await client.at('#words').inputValue(), 'Siivosin kaksi vuotta.', 'typed words stay');
}

async function mistake(walk) {
	const { client } = walk;
	await client.hands.press(client.at('button[name=do][value=file]'));
	await client.hands.press(client.main());
	await client.at('#summary a[href="#file"]').waitFor();
	await shows(client, client.t('Choose a picture or a document first.'));
	await send_file(client, { name: 'kuva.heic', mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic') });
	await shows(client, client.t('This picture is in a form that only some phones can show (HEIC). Take a screenshot of it and send that. On an iPhone you can also choose Settings, Camera, Formats, Most Compatible, and take the picture again.'));
	await client.hands.press(client.at('a.back'));
	assert.equal(client.path(), walk.part);
}

async function add_pdf(walk) {
	const { client } = walk;
	await client.hands.press(client.at('button[name=do][value=file]'));
	await send_file(client, pdf);
	await shows(client, 'todistus.pdf');
	assert.equal(await client.at('.file img').count(), 2);
	await client.hands.press(client.at('.file figcaption a').filter({ hasText: 'todistus.pdf' }));
	assert.equal(await client.at('h1').textContent(), 'todistus.pdf');
	assert(await is_picture(client, client.at('.file img').first()) > 1000);
}

async function change_and_remove(walk) {
	const { client } = walk;
	await client.page.goto(walk.part);
	await client.hands.press(client.at('button[value^=change-]').first());
	await shows(client, fill(client.t('It comes in place of {old}.'), { old: 'IMG_0001.jpg' }));
	await send_file(client, { name: 'muistiinpano.txt', mimeType: 'text/plain', buffer: Buffer.from('Omat muistiinpanoni') });
	await shows(client, 'muistiinpano.txt');
	assert.equal(await client.at('.file').count(), 2, 'one came in place of the other');
	await client.hands.press(client.at('button[name=do][value=file]'));
	await send_file(client, photo);
	assert.equal(await client.at('.file').count(), 3);
	await client.hands.press(client.at('button[value^=remove-]').last());
	assert.equal(await client.at('.file').count(), 2, 'and one is taken back');
	assert.equal(await client.at('#words').inputValue(), 'Siivosin kaksi vuotta.', 'typed words stay');
}

async function send(walk) {
	const { client } = walk;
	await client.page.goto(`/show/${walk.claim}/check`);
	assert.equal(await client.at('.file').count(), 2, 'what goes along is seen before it is sent');
	await client.hands.choose(client.at('[name=choice][value=without]'));
	await client.hands.press(client.main());
	await client.page.goto(walk.part);
	assert.equal(await client.at('.file').count(), 2);
	assert.equal(await client.at('button[value^=change-], button[value^=remove-], button[value=file]').count(), 0,
		'what was sent stays as it is');
}

async function review(walk) {
	const { client, coach, how } = walk;
	await coach.page.goto(`/clients/${client.id}/claims/${walk.claim}`);
	await shows(coach, 'todistus.pdf');
	const sheet = coach.at(`.file img[src$="/1"]`).first();
	await sheet.scrollIntoViewIfNeeded();
	if (how.js)
		assert(await sheet.evaluate((image) => image.decode().then(() => image.naturalHeight)) >= 1000, 'it can be read');
	assert(await is_picture(coach, sheet) > 10000);
	const looks = Number(house.sql("SELECT count(*) FROM audit WHERE verb = 'looked'"));
	const original = coach.at('.file a').filter({ hasText: coach.t('The file as it was sent') }).last();
	const [download] = await Promise.all([coach.page.waitForEvent('download'), original.click()]);
	opened = { cookies: await coach.context.cookies(), path: new URL(download.url()).pathname,
		bytes: readFileSync(await download.path()) };
	assert.match(download.suggestedFilename(), /^file-\d+\.txt$/);
	assert(Number(house.sql("SELECT count(*) FROM audit WHERE verb = 'looked'")) > looks, 'the client can read that it was opened');
}

const walks = [
	{ name: 'with a script', how: { js: true }, lang: 'en' },
	{ name: 'without one, in Finnish', how: { js: false }, lang: 'fi' },
	/* with all that a house asks of a coach that is no demo */
	{ name: 'by keyboard, in Swedish', how: { js: true, keyboard: true }, lang: 'sv',
		coach_has: { key: {}, passphrase: 'sammal trumpetti keitto tikapuut' } },
];
const steps = { begin, 'a photo': add_photo, 'nothing, and what can\'t be shown': mistake, 'a PDF': add_pdf,
	'another one instead, and one less': change_and_remove, 'send it': send, 'the coach looks': review };

await make_files();
for (const walk of walks) {
	walk.client = await enter(house, browser, walk.how, house.card(), walk.lang);
	walk.coach = await enter(house, browser, { js: walk.how.js, width: 1280, height: 800, ...walk.coach_has }, house.links.coach, 'fi');
	house.sql('INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts, ends)' +
		` VALUES (${walk.client.id}, ${walk.coach.id}, 'Talo', 1, 1, 'guidance', ${now() - 10}, 0)`);
	for (const [step, run] of Object.entries(steps))
		if (!await test(`${walk.name}: ${step}`, () => run(walk))) {
			note(`at ${walk.client.page.url()} and ${walk.coach.page.url()}`);
			break;
		}
	await walk.client.context.close();
	await walk.coach.context.close();
}
await browser.close();
await test('every file on the disk is sealed, and the chain knows each', () => {
	const files = join(house.folder, 'files');
	for (const name of readdirSync(files)) {
		const bytes = readFileSync(join(files, name));
		assert(!bytes.includes('JFIF') && !bytes.includes('%PDF') && !bytes.includes('muistiinpanoni'), `${name} is noise`);
	}
	assert.match(execFileSync(process.env.ASKEL ?? 'build/askel', ['verify', house.folder], { encoding: 'utf8' }), /The chain is whole/);
});
await test('the log names no file', () => {
	assert.doesNotMatch(house.log(), /IMG_0001|todistus|muistiinpano/);
});
const tar = join(folder, 'askel.tar'), sheet = join(folder, 'sheet');
house.run('backup', house.folder, tar);
writeFileSync(sheet, house.run('keys', house.folder, 'sheet'));
await house.close();
await test('from the last backup and the sheet on paper, in another folder, the file opens as it was', async () => {
	const back = join(folder, 'back/askel');
	house.run('restore', tar, back, '--sheet', sheet);
	const server = spawn(process.env.ASKEL ?? 'build/askel', ['serve', back], { stdio: ['ignore', 'pipe', 'ignore'] });
	try {
		await once(server.stdout, 'data');
		const cookie = opened.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
		const answer = await fetch(house.origin + opened.path, { headers: { cookie }, redirect: 'manual' });
		assert.equal(answer.status, 200);
		assert(opened.bytes.length > 0 && Buffer.from(await answer.arrayBuffer()).equals(opened.bytes));
	} finally {
		server.kill('SIGTERM');
		await once(server, 'exit');
	}
});
rmSync(folder, { recursive: true, force: true });
finish();
