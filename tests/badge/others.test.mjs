/*
 * Badges as others see them: every kind that can be issued (askel sample-badges), checked by code that
 * nobody here wrote (checker.mjs); what is baked into pictures is taken out again by others' programs;
 * and whatever is changed (changes.mjs) is refused by them and by us. Prints TAP.
 *
 *	ASKEL	the program (build/askel)
 *	BUILD	where the test programs are (build)
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { finish, open_browser, root, test } from '../web/house.mjs';
import { changes, confirmed_changes } from './changes.mjs';
import { check_proof, expand, is_revoked, JCS, proof_of, quads_of, RDFC, schema_of } from './checker.mjs';

const askel = process.env.ASKEL ? resolve(process.env.ASKEL) : join(root, 'build/askel');
const canonical = join(resolve(root, process.env.BUILD ?? 'build'), 'tests/badge/canonical');
const shared = join(root, '../shared/data/openbadges');
const folder = mkdtempSync(join(tmpdir(), 'askel-badges-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

execFileSync(askel, ['sample-badges', folder]);
const text_of = (name) => readFileSync(join(folder, name), 'utf8');
const issuer = JSON.parse(text_of('issuer.json'));
const list = JSON.parse(text_of('status.json'));
const names = readdirSync(folder).filter((name) => name.endsWith('.svg')).map((name) => name.slice(0, -4));
const documents = new Map(names.map((name) => [name, JSON.parse(text_of(`${name}.json`))]));

/* What askel says of a file: { status, words }. */
function verify(file, ...options) {
	const told = spawnSync(askel, ['verify-badge', file, ...options], { encoding: 'utf8' });
	return { status: told.status, words: told.stdout + told.stderr };
}
const ours = ['--issuer', join(folder, 'issuer.json'), '--status', join(folder, 'status.json')];

function verify_document(document, ...options) {
	const file = join(folder, 'changed.json');
	writeFileSync(file, JSON.stringify(document));
	return verify(file, ...options);
}

/* ---- what is issued ---- */

await test('there is one of every kind', () => {
	assert.deepEqual([...names].sort(), ['badge', 'confirmed', 'confirmed-whole', 'formal', 'long-name', 'odd-words',
		'older-key', 'revoked', 'without-name']);
});

const all = [...documents, ['status', list]];
for (const [name, document] of all) {
	await test(`${name}: both signatures hold, the one that 1EdTech names first`, async () => {
		assert.deepEqual(document.proof.map((proof) => proof.cryptosuite), [RDFC, JCS]);
		await check_proof(document, RDFC, issuer);
		await check_proof(document, JCS, issuer);
	});
	await test(`${name}: our N-Quads are jsonld's`, async () => {
		const file = join(folder, `${name}.json`);
		assert.equal(execFileSync(canonical, [file], { encoding: 'utf8' }), await quads_of(document, issuer));
		for (const [i, proof] of document.proof.entries()) {
			const { proofValue, ...options } = proof;
			assert.equal(execFileSync(canonical, [file, String(i)], { encoding: 'utf8' }),
				await quads_of({ ...options, '@context': document['@context'] }, issuer));
		}
	});
}
await test('the issuer\'s document is JSON-LD without an unknown word, with every key', async () => {
	assert.ok((await expand(issuer)).length === 1);
	assert.equal(issuer.verificationMethod.length, 2);
	assert.notEqual(proof_of(documents.get('older-key'), JCS).verificationMethod, proof_of(list, JCS).verificationMethod);
});
await test('the list tells of the one taken back and of no other', () => {
	for (const [name, document] of documents)
		assert.deepEqual(is_revoked(document, list), { bits: 131072, set: name === 'revoked' }, name);
});
if (existsSync(shared)) {
	const check = schema_of(shared);
	for (const [name, document] of documents)
		await test(`${name} is as the official schema wants it`, () => assert.deepEqual(check(document), []));
	await test('the schema finds fault with what isn\'t', () => {
		assert.ok(check({ ...documents.get('badge'), issuer: 5 }).length > 0);
	});
} else {
	await test('the official schema # SKIP wants ../shared/data/openbadges', () => {});
}

await test('what no school has confirmed carries no credits, and says so', () => {
	for (const [name, document] of documents) {
		const confirmed = name.startsWith('confirmed');
		assert.equal('creditsEarned' in document.credentialSubject, confirmed, name);
		assert.equal('creditsAvailable' in document.credentialSubject.achievement, false, name);
	}
	assert.match(documents.get('formal').credentialSubject.narrative, /No school has granted/);
});
await test('what a school has confirmed names points, school, day and the badge before', () => {
	const { credentialSubject: subject, evidence } = documents.get('confirmed');
	assert.deepEqual([subject.creditsEarned, subject.source.name, subject.activityEndDate, evidence[0].id],
		[1.5, 'Example Vocational College', '2025-12-18T00:00:00Z', documents.get('formal').id]);
	assert.equal(documents.get('confirmed-whole').credentialSubject.creditsEarned, 2);
});
await test('what an author wrote means nothing in Markdown', () => {
	const { credentialSubject: subject } = documents.get('odd-words');
	assert.equal(subject.achievement.criteria.narrative, '\\# أستطيع حماية حساباتي!\n\n' +
		'- 1\\. "\\]\\]\\>" \\<b\\>\\*\\_\\`\\\\\\</b\\> \\& \\[x\\](javascript:1) \x7f tab 🪨\n' +
		'- أحمي حساباتي بكلمة مرور طويلة\n');
	assert.equal(subject.narrative, '\\]\\]\\> \\* \\<');
});
await test('no name stands in a badge, only its hash', async () => {
	const { createHash } = await import('node:crypto');
	for (const name of names)
		assert.ok(!/Meikäläinen|Tähti|Äänekoski Äänekoski/.test(text_of(`${name}.json`)), name);
	const { salt, identityHash, identityType } = documents.get('badge').credentialSubject.identifier[0];
	assert.equal(identityHash, `sha256$${createHash('sha256').update(`Maija Meikäläinen${salt}`).digest('hex')}`);
	assert.equal(identityType, 'name');
	assert.ok(!('identifier' in documents.get('without-name').credentialSubject));
});

/* ---- what is baked ---- */

const browser = await open_browser();
const page = await browser.newPage();
for (const name of names) {
	await test(`${name}.svg holds the badge as XML has it, and draws`, async () => {
		const inside = await page.evaluate((svg) => {
			const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
			const found = parsed.getElementsByTagNameNS('https://purl.imsglobal.org/ob/v3p0', 'credential');
			return { error: parsed.querySelector('parsererror')?.textContent ?? null, count: found.length,
				words: found[0]?.textContent, first: parsed.documentElement.firstElementChild === found[0],
				title: parsed.querySelector('title')?.textContent };
		}, text_of(`${name}.svg`));
		assert.equal(inside.error, null);
		assert.ok(inside.count === 1 && inside.first);
		assert.deepEqual(JSON.parse(inside.words), documents.get(name));
		assert.match(inside.title, /, 2025$/);
	});
	await test(`${name}.png is sound, holds the badge and shows the same picture`, async () => {
		const file = join(folder, `${name}.png`);
		const told = execFileSync('pngcheck', ['-v', file], { encoding: 'utf8' });
		assert.match(told, /No errors detected/);
		assert.match(told, /384 x 384 image, 32-bit RGB\+alpha/);
		const [, offset, length] = told.match(/iTXt at offset (0x[0-9a-f]+), length (\d+), keyword: openbadgecredential\n\s+uncompressed, no language tag/);
		const chunk = readFileSync(file).subarray(Number(offset) + 4, Number(offset) + 4 + Number(length));
		assert.ok(chunk.equals(Buffer.from(`openbadgecredential\0\0\0\0\0${text_of(`${name}.json`)}`)));
		const apart = await page.evaluate(async (sources) => {
			const shown = [];
			for (const source of sources) {
				const picture = new Image();
				picture.src = source;
				await picture.decode();
				const canvas = new OffscreenCanvas(384, 384);
				const context = canvas.getContext('2d');
				context.fillStyle = '#fff';
				context.fillRect(0, 0, 384, 384);
				context.drawImage(picture, 0, 0, 384, 384);
				shown.push(context.getImageData(0, 0, 384, 384).data);
			}
			let far = 0;
			for (let i = 0; i < shown[0].length; i++)
				far += Math.abs(shown[0][i] - shown[1][i]) > 40;
			return far / shown[0].length;
		}, [`data:image/png;base64,${readFileSync(file).toString('base64')}`,
			`data:image/svg+xml;base64,${readFileSync(join(folder, `${name}.svg`)).toString('base64')}`]);
		assert.ok(apart < 0.002, `${apart} of the picture differs`);
	});
	await test(`${name}: askel says the same of all three files`, () => {
		const said = ['json', 'svg', 'png'].map((end) => verify(join(folder, `${name}.${end}`), ...ours));
		for (const { status, words } of said) {
			assert.equal(status, name === 'revoked' ? 1 : 0, words);
			assert.match(words, name === 'revoked' ? /has been taken back/ : /it is this issuer's/);
			assert.equal(words, said[0].words);
		}
	});
}
await browser.close();

/* ---- what is changed ---- */

const table = [...changes.map((one) => ['badge', ...one]), ...confirmed_changes.map((one) => ['confirmed', ...one])];
await test(`there are fifty changes or more (${table.length})`, () => assert.ok(table.length >= 50));
for (const [name, says, change] of table) {
	await test(`refused by them and by us: ${says}`, async () => {
		const changed = structuredClone(documents.get(name));
		change(changed);
		assert.notDeepEqual(changed, documents.get(name));
		await assert.rejects(check_proof(changed, RDFC, issuer));
		await assert.rejects(check_proof(changed, JCS, issuer));
		for (const options of [ours, ours.slice(0, 2), []]) {
			const { status, words } = verify_document(changed, ...options);
			assert.equal(status, 1, words);
			assert.doesNotMatch(words, /intact/);
		}
		/* nor with one signature alone */
		for (const suite of [RDFC, JCS]) {
			const { status, words } = verify_document({ ...changed, proof: changed.proof.filter((proof) => proof.cryptosuite === suite) });
			assert.equal(status, 1, words);
			assert.doesNotMatch(words, /intact/);
		}
	});
}

/* ---- who issued it ---- */

await test('each signature does alone, for a badge that is unchanged', () => {
	for (const suite of [RDFC, JCS]) {
		const document = { ...documents.get('badge'), proof: [proof_of(documents.get('badge'), suite)] };
		const { status, words } = verify_document(document, ...ours);
		assert.equal(status, 0, words);
		assert.match(words, new RegExp(`signatures: ${suite}\n`));
	}
});
await test('contexts that were added later, which the standard lets pass, pass here with neither', () => {
	const document = structuredClone(documents.get('badge'));
	document['@context'].push('https://www.w3.org/ns/credentials/undefined-terms/v2');
	assert.doesNotMatch(verify_document(document, ...ours).words, /intact/);
});
await test('without the issuer\'s document it is intact, and nobody says whose', () => {
	const { status, words } = verify(join(folder, 'badge.json'));
	assert.equal(status, 0);
	assert.match(words, /intact\. The issuer was not checked/);
});

const elsewhere = mkdtempSync(join(tmpdir(), 'askel-badges-'));
process.on('exit', () => rmSync(elsewhere, { recursive: true, force: true }));
execFileSync(askel, ['sample-badges', elsewhere]);
await test('somebody else under our name, with keys of their own, is no issuer of ours', () => {
	for (const end of ['json', 'svg', 'png']) {
		const { status, words } = verify(join(elsewhere, `badge.${end}`), ...ours);
		assert.equal(status, 1, words);
		assert.doesNotMatch(words, /intact/);
	}
});
await test('nor is one under another name', () => {
	const other = join(folder, 'other.json');
	writeFileSync(other, text_of('issuer.json').replaceAll('askel.example', 'other.example'));
	const { status, words } = verify(join(folder, 'badge.json'), '--issuer', other);
	assert.equal(status, 1);
	assert.match(words, /intact, but the badge is not from this issuer/);
});
await test('nor may an issuer\'s document name keys of others', () => {
	for (const change of [(d) => { d.verificationMethod.forEach((one) => { one.controller = 'https://other.example'; }); },
		(d) => { d.assertionMethod = []; }, (d) => { d.verificationMethod = []; },
		(d) => { d.verificationMethod.forEach((one) => { one.publicKeyMultibase = d.verificationMethod[0].publicKeyMultibase.slice(0, -1); }); }]) {
		const document = structuredClone(issuer);
		change(document);
		const other = join(folder, 'other.json');
		writeFileSync(other, JSON.stringify(document));
		const { status, words } = verify(join(folder, 'badge.json'), '--issuer', other);
		assert.equal(status, 1);
		assert.doesNotMatch(words, /intact/);
	}
});
await test('a list that somebody else signed says nothing of a badge', () => {
	const { status, words } = verify(join(folder, 'badge.json'), ...ours.slice(0, 2), '--status', join(elsewhere, 'status.json'));
	assert.equal(status, 1);
	assert.match(words, /list of badges taken back can't be read, or is not this issuer's/);
});
await test('a badge from before the one it was changed to is told apart by its list', () => {
	const { status, words } = verify(join(folder, 'revoked.json'), ...ours.slice(0, 2));
	assert.equal(status, 0);
	assert.match(words, /taken back was not looked at/);
});
finish();
