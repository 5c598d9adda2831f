/*
 * The page that checks badges (verify.html), opened from disk with the network off: every sample in
 * every form, changed ones, others' ones; its own Ed25519 against RFC 8032, Node's and forgeries; no
 * request, no fault, nothing that its policy had to stop. Prints TAP.
 *
 *	ASKEL	the program (build/askel)
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { finish, open_browser, root, test } from '../web/house.mjs';
import { axe_faults as audit } from '../web/checks.mjs';
import { changes, confirmed_changes } from './changes.mjs';

const askel = process.env.ASKEL ? resolve(process.env.ASKEL) : join(root, 'build/askel');
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'askel-page-')));
process.on('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
folders.forEach((folder) => execFileSync(askel, ['sample-badges', folder]));
const [folder, elsewhere] = folders;
const shots = join(root, 'build/shots/badge');
mkdirSync(shots, { recursive: true });

const browser = await open_browser();
const told = [];
async function open_page(options = {}) {
	const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 780 }, ...options });
	await context.setOffline(true);
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	page.on('request', (request) => { if (!request.url().startsWith('file:')) told.push(request.url()); });
	page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) told.push(message.text()); });
	page.on('pageerror', (error) => told.push(String(error)));
	await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
	return page;
}
const page = await open_page();

/* What the page says of a file: a path, or { name, buffer }. */
async function say(file, on = page) {
	await on.evaluate(() => { document.getElementById('verdict').textContent = ''; });
	await on.setInputFiles('#file', []);
	await on.setInputFiles('#file', typeof file === 'string' ? file : { mimeType: 'application/octet-stream', ...file });
	await on.waitForFunction(() => document.getElementById('verdict').textContent !== '');
	return on.textContent('#verdict');
}
const changed = (document) => ({ name: 'x.json', buffer: Buffer.from(JSON.stringify(document)) });
const read = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

const raw = (key) => key.export({ format: 'der', type: 'spki' }).subarray(-32);

const OURS = 'The signature is intact, and it is this issuer\'s.';
const UNCHECKED = 'The signature is intact. The issuer was not checked.';
const names = readdirSync(folder).filter((name) => name.endsWith('.svg')).map((name) => name.slice(0, -4));
for (const name of names)
	await test(`${name} is found intact in each of its forms`, async () => {
		for (const end of ['json', 'svg', 'png'])
			assert.equal(await say(join(folder, `${name}.${end}`)), OURS, end);
		assert.match(await page.textContent('#facts'), new RegExp(`https://askel.example/b/${name}`));
	});

const table = [...changes.map((one) => ['badge', ...one]), ...confirmed_changes.map((one) => ['confirmed', ...one])];
await test(`none of ${table.length} changes passes`, async () => {
	for (const [name, says, change] of table) {
		const document = read(name);
		change(document);
		assert.doesNotMatch(await say(changed(document)), /intact/, says);
	}
});
await test('nor does a picture whose badge was changed', async () => {
	const svg = readFileSync(join(folder, 'badge.svg'), 'utf8').replaceAll('Turvallisesti verkossa', 'Mestari');
	assert.doesNotMatch(await say({ name: 'x.svg', buffer: Buffer.from(svg) }), /intact/);
	const png = readFileSync(join(folder, 'badge.png'));
	png[png.length - 200] ^= 1;
	assert.match(await say({ name: 'x.png', buffer: png }), /no badge in this file/);
});
await test('somebody under our name with keys of their own is refused', async () => {
	for (const end of ['json', 'svg', 'png'])
		assert.doesNotMatch(await say(join(elsewhere, `badge.${end}`)), /intact/);
});
await test('others\' badges are intact at most', async () => {
	const key = generateKeyPairSync('ed25519');
	const own = sign_as(key, 'https://other.example/ob/issuer');
	assert.equal(await say(changed(own)), UNCHECKED);
	own.name = 'Other';
	assert.doesNotMatch(await say(changed(own)), /intact/);
	const ours = sign_as(key, read('badge').issuer.id);
	assert.doesNotMatch(await say(changed(ours)), /intact/);
});
await test('what is no badge is told so', async () => {
	const unsigned = read('badge');
	delete unsigned.proof;
	for (const [bytes, words] of [['', /no badge in this file/], ['{"a":1}', /not an Open Badge/],
		['<svg/>', /no badge in this file/], [[0xff], /no badge in this file/], [JSON.stringify(unsigned), /no signature/]])
		assert.match(await say({ name: 'x', buffer: Buffer.from(bytes) }), words);
});
await test('a badge of words that look like HTML is shown as words', async () => {
	await say(join(folder, 'odd-words.json'));
	assert.equal(await page.locator('#facts b').count(), 0);
	assert.match(await page.textContent('#facts'), /"أمان" على الإنترنت ]]> 🪨/);
});

/* ---- Ed25519 ---- */

const hex = (words) => [...Buffer.from(words, 'hex')];
const fits = (message, signature, key) => page.evaluate(([m, s, k]) =>
	ed25519_fits(Uint8Array.from(m), Uint8Array.from(s), Uint8Array.from(k)), [[...message], [...signature], [...key]]);
await test('RFC 8032\'s first three signatures fit', async () => {
	const vectors = [
		['', 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
		['72', '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'],
		['af82', 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a']];
	for (const [message, key, signature] of vectors) {
		assert.equal(await fits(hex(message), hex(signature), hex(key)), true);
		assert.equal(await fits([...hex(message), 0], hex(signature), hex(key)), false);
	}
});
await test('fifty of Node\'s fit, and with any bit turned they don\'t', async () => {
	for (let i = 0; i < 50; i++) {
		const { privateKey, publicKey } = generateKeyPairSync('ed25519');
		const message = randomBytes(i * 7);
		const signature = sign(null, message, privateKey);
		assert.equal(await fits(message, signature, raw(publicKey)), true);
		const turned = Buffer.from(signature);
		turned[i] ^= 1 << (i % 8);
		assert.equal(await fits(message, turned, raw(publicKey)), false);
	}
});
await test('second spellings and points of small order are refused', async () => {
	const { privateKey, publicKey } = generateKeyPairSync('ed25519');
	const message = Buffer.from('askel');
	const signature = sign(null, message, privateKey);
	const order = (1n << 252n) + 27742317777372353535851937790883648493n;
	let s = order + [...signature.subarray(32)].reduceRight((n, byte) => (n << 8n) | BigInt(byte), 0n);
	const again = Buffer.from(signature);
	for (let i = 32; i < 64; i++, s >>= 8n)
		again[i] = Number(s & 255n);
	assert.equal(await fits(message, again, raw(publicKey)), false);
	const small = ['0100000000000000000000000000000000000000000000000000000000000000',
		'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
		'0000000000000000000000000000000000000000000000000000000000000000',
		'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'];
	for (const point of small) /* R of small order and s = 0 fit any message of such a key, were they let in */
		assert.equal(await fits(message, [...hex(point), ...new Array(32).fill(0)], hex(point)), false, point);
});

/* A badge signed by somebody else, by hand: eddsa-jcs-2022 alone. */
function sign_as({ privateKey, publicKey }, issuer) {
	const canonical = (v) => (Array.isArray(v) ? `[${v.map(canonical)}]` : v && typeof v === 'object'
		? `{${Object.keys(v).sort().map((n) => `${JSON.stringify(n)}:${canonical(v[n])}`)}}` : JSON.stringify(v));
	const digits = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
	const base58 = (bytes) => {
		let n = BigInt(`0x${Buffer.from(bytes).toString('hex')}`), out = '';
		for (; n > 0n; n /= 58n)
			out = digits[Number(n % 58n)] + out;
		return `z${out}`;
	};
	const sha = (text) => createHash('sha256').update(text).digest();
	const document = read('badge');
	document.issuer.id = issuer;
	delete document.proof;
	const options = { '@context': document['@context'], type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022',
		created: '2025-11-25T12:00:00Z', proofPurpose: 'assertionMethod',
		verificationMethod: `${issuer}#${base58([0xed, 1, ...raw(publicKey)])}` };
	const value = sign(null, Buffer.concat([sha(canonical(options)), sha(canonical(document))]), privateKey);
	return { ...document, proof: [{ ...options, proofValue: base58(value) }] };
}

/* ---- the page itself ---- */

await test('it speaks the reader\'s language, and another on a press', async () => {
	const finnish = await open_page({ locale: 'fi-FI' });
	assert.equal(await finnish.textContent('h1'), 'Tarkista merkki');
	assert.equal(await finnish.getAttribute('html', 'lang'), 'fi');
	assert.equal(await say(join(folder, 'badge.svg'), finnish), 'Allekirjoitus on ehjä, ja se on tämän myöntäjän.');
	await finnish.getByRole('button', { name: 'Svenska' }).press('Enter');
	assert.equal(await finnish.textContent('#verdict'), 'Signaturen är intakt och den är den här utfärdarens.');
	await finnish.screenshot({ path: join(shots, 'verify-sv.png'), fullPage: true });
});
await test('axe-core finds nothing, light and dark, empty and answered', async () => {
	for (const colorScheme of ['light', 'dark']) {
		const looked = await open_page({ colorScheme });
		assert.deepEqual(await audit(looked), []);
		await say(join(folder, 'badge.json'), looked);
		assert.deepEqual(await audit(looked), []);
		await looked.screenshot({ path: join(shots, `verify-${colorScheme}.png`), fullPage: true });
		assert.ok(await looked.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
	}
});
await test('without JavaScript it says what it needs', async () => {
	const plain = await open_page({ javaScriptEnabled: false });
	assert.match(await plain.textContent('noscript'), /needs JavaScript/);
});
await test('nothing was asked of a network, and nothing went wrong', () => assert.deepEqual(told, []));
await browser.close();
finish();
