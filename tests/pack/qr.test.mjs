/*
 * QR codes as a camera would find them: what pack draws, painted by Chromium, is read back by a
 * decoder nobody here wrote (jsQR). Prints TAP.
 *
 *	BUILD	where the test programs are (build)
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import assert from 'node:assert/strict';
import { finish, open_browser, root, test } from '../web/house.mjs';

const program = join(resolve(root, process.env.BUILD ?? 'build'), 'tests/pack/qr');
const decoder = readFileSync(createRequire(import.meta.url).resolve('jsqr'), 'utf8');
const BYTES_MOST = 412;
const PX_A_MM = 96 / 25.4;

function drawing(words, millimetres = 30, title = 'Way in') {
	return execFileSync(program, [words, title, String(millimetres)], { encoding: 'utf8' }).trim();
}

function way_in(host) {
	return `https://${host}/in/${randomBytes(32).toString('base64url')}`;
}

const browser = await open_browser();
const page = await browser.newPage();
await page.addScriptTag({ content: decoder });

/* What the decoder finds in a picture, as { words, version }, or null. */
function read(source) {
	return page.evaluate(async (src) => {
		const picture = new Image();
		picture.src = src;
		await picture.decode();
		const canvas = new OffscreenCanvas(picture.width, picture.height);
		const context = canvas.getContext('2d');
		context.drawImage(picture, 0, 0);
		const { data, width, height } = context.getImageData(0, 0, picture.width, picture.height);
		const found = window.jsQR(data, width, height, { inversionAttempts: 'dontInvert' });
		return found && { words: new TextDecoder().decode(new Uint8Array(found.binaryData)), version: found.version };
	}, source);
}

function read_drawing(svg) {
	return read(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
}

/* The drawing inside a page, as that page's screen shows it. */
async function read_screen(svg, { scheme = 'light', scale = 1, style = '', media = 'screen' }) {
	const context = await browser.newContext({ deviceScaleFactor: scale, colorScheme: scheme });
	const screen = await context.newPage();
	await screen.emulateMedia({ media, colorScheme: scheme });
	await screen.setContent(`<!doctype html><html lang="en"><meta name="color-scheme" content="light dark">
		<title>Card</title><style>body{margin:3.3px;${style}}</style><main>${svg}</main>`);
	const shot = await screen.screenshot({ fullPage: true });
	await context.close();
	return read(`data:image/png;base64,${shot.toString('base64')}`);
}

await test('addresses of all lengths up to the most are read back', async () => {
	const wrong = [];
	for (let size = 1; size <= BYTES_MOST; size += size < 130 ? 3 : 11) {
		const words = way_in('learn.example.fi').repeat(6).slice(0, size);
		const found = await read_drawing(drawing(words, 80));
		if (found?.words !== words)
			wrong.push(`${size}: ${found?.words}`);
	}
	assert.deepEqual(wrong, []);
});

await test('forty ways in are read back, each small', async () => {
	for (let i = 0; i < 40; i++) {
		const words = way_in(i % 2 ? 'learn.example.fi' : 'oppiminen.kaupunki.example.fi');
		const found = await read_drawing(drawing(words));
		assert.equal(found?.words, words);
		assert.ok(found.version <= 6);
	}
});

await test('letters beyond ASCII and all printable ones are read back', async () => {
	for (const words of ['Äiti, kylä ja yö', 'твой шаг', 'خطوة', '一步', '😀 &<>"\'',
		String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i))])
		assert.equal((await read_drawing(drawing(words, 60)))?.words, words);
});

/* A printer has 300 dots an inch at least: 3.125 to a pixel of CSS. */
const words = way_in('learn.example.fi');
for (const [says, millimetres, how] of [
	['a card of 85 x 54 mm printed with 300 dots an inch', 30, { scale: 3.125, media: 'print' }],
	['a small one of 20 mm', 20, { scale: 3.125, media: 'print' }],
	['a plain screen', 40, {}],
	['a phone', 40, { scale: 2.625 }],
	['a screen in dark mode', 40, { scheme: 'dark', style: 'background:#000;color:#fff' }],
	['a page set larger by half', 40, { style: 'zoom:1.5' }],
	['a page with a style of its own for pictures', 40, { scale: 2, style: '} svg{width:9.7em;height:9.7em' }],
])
	await test(`it is read from ${says}`, async () => {
		assert.equal((await read_screen(drawing(words, millimetres), how))?.words, words);
	});

await test('its title is what a screen reader says, and its size what was asked for', async () => {
	const screen = await browser.newPage();
	await screen.setContent(`<!doctype html><title>x</title>${drawing(words, 30, 'Kortti & koodi')}`);
	const picture = screen.getByRole('img', { name: 'Kortti & koodi', exact: true });
	const { width, height } = await picture.boundingBox();
	assert.ok(Math.abs(width - 30 * PX_A_MM) < 1 && Math.abs(height - 30 * PX_A_MM) < 1);
});

await test('with a spot on it, it is read all the same', async () => {
	for (let i = 0; i < 10; i++) {
		const spot = `<circle cx="${15 + i}" cy="${20 + (i % 3)}" r="2.5" fill="#000"/></svg>`;
		const svg = drawing(words, 60).replace('</svg>', spot);
		assert.equal((await read_drawing(svg))?.words, words);
	}
});

await browser.close();
finish();
