/*
 * What badges lead to: what a running house serves at /ob/issuer and /ob/status/1 is what `askel
 * export-issuer` writes, and holds before others' code; the downloaded page is the exported one. And what
 * verify-badge answers to wrong use. Prints TAP.
 *
 *	ASKEL	the program (build/askel)
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { finish, open_house, root, test } from '../web/house.mjs';
import { check_proof, expand, JCS, RDFC } from './checker.mjs';

const askel = process.env.ASKEL ? resolve(process.env.ASKEL) : join(root, 'build/askel');
const folder = mkdtempSync(join(tmpdir(), 'askel-issuer-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const run = (...words) => spawnSync(askel, words, { encoding: 'utf8' });

const house = await open_house();
const get = async (path) => {
	const answer = await fetch(house.origin + path, { headers: { 'Accept-Encoding': 'identity' } });
	return { status: answer.status, type: answer.headers.get('content-type'), all: answer.headers, body: await answer.text() };
};
const served = { issuer: await get('/ob/issuer'), list: await get('/ob/status/1'), page: await get('/ob/verify') };

await test('issuer and list are JSON for anybody\'s programs', () => {
	assert.deepEqual([served.issuer.status, served.issuer.type, served.list.status, served.list.type],
		[200, 'application/ld+json', 200, 'application/vc+ld+json']);
	for (const answer of [served.issuer, served.list])
		assert.equal(answer.all.get('access-control-allow-origin'), '*');
});
await test('the list is signed by the issuer, before others\' code', async () => {
	const issuer = JSON.parse(served.issuer.body);
	assert.equal((await expand(issuer)).length, 1);
	for (const suite of [RDFC, JCS])
		await check_proof(JSON.parse(served.list.body), suite, issuer);
});
await test('the page that checks badges is a file to keep', () => {
	assert.match(served.page.all.get('content-disposition'), /^attachment; filename="verify\.html"$/);
	assert.match(served.page.body, /script-src 'sha256-[A-Za-z0-9+/]{43}='/);
	assert.ok(!/@(HASH|ISSUER|WORDS|PLAIN)@/.test(served.page.body));
	assert.ok(served.page.body.includes(JSON.parse(served.issuer.body).verificationMethod[0].publicKeyMultibase));
});

await test('an installation exports the same kinds of files, with its own key', async () => {
	const place = join(folder, 'house');
	const made = run('init', place, '--origin', 'https://learn.example.fi', '--badge-origin', 'https://badges.example.fi',
		'--public-name', 'Askel', '--issuer-name', 'Askel </script>', '--help-phone', '010 000 0000', '--help-hours', '9-15');
	assert.equal(made.status, 0, made.stderr);
	assert.equal(run('export-issuer', place).status, 0);
	const issuer = JSON.parse(readFileSync(join(place, 'issuer/ob/issuer'), 'utf8'));
	const list = JSON.parse(readFileSync(join(place, 'issuer/ob/status/1'), 'utf8'));
	assert.deepEqual([issuer.id, issuer.name, issuer.verificationMethod.length],
		['https://badges.example.fi/ob/issuer', 'Askel </script>', 1]);
	for (const suite of [RDFC, JCS])
		await check_proof(list, suite, issuer);
	assert.equal(readFileSync(join(place, 'issuer/verify.html'), 'utf8').match(/<\/script>/g).length, 3);
	assert.equal(run('export-issuer', place, join(folder, 'out/deep')).status, 0);
	assert.ok(existsSync(join(folder, 'out/deep/ob/status/1')));
	assert.deepEqual(JSON.parse(readFileSync(join(folder, 'out/deep/ob/issuer'), 'utf8')), issuer);
});
await test('a new key signs, and the old one stays known', async () => {
	const place = join(folder, 'house');
	const read = (name) => JSON.parse(readFileSync(join(place, 'issuer/ob', name), 'utf8'));
	const [before, list] = [read('issuer'), read('status/1')];
	const rotated = run('keys', place, 'rotate');
	assert.equal(rotated.status, 0, rotated.stderr);
	assert.equal(run('export-issuer', place).status, 0);
	const [after, list_after] = [read('issuer'), read('status/1')];
	assert.equal(after.verificationMethod.length, 2);
	assert.deepEqual(after.verificationMethod[1], before.verificationMethod[0]);
	assert.equal(list_after.proof[0].verificationMethod, after.verificationMethod[0].id);
	for (const suite of [RDFC, JCS]) {
		await check_proof(list, suite, after);
		await check_proof(list_after, suite, after);
	}
	const listed = run('keys', place);
	assert.match(listed.stdout, new RegExp(`^${after.verificationMethod[0].publicKeyMultibase}  signs now\n${before.verificationMethod[0].publicKeyMultibase}\n$`));
	assert.match(run('verify', place).stdout, /whole/);
});
await test('wrong use is 2, what is no badge 1', () => {
	const file = join(folder, 'x');
	writeFileSync(file, 'x');
	assert.equal(run('verify-badge').status, 2);
	assert.equal(run('verify-badge', join(folder, 'none')).status, 2);
	assert.equal(run('verify-badge', file, '--issuer').status, 2);
	assert.equal(run('verify-badge', file, '--colour').status, 2);
	assert.equal(run('verify-badge', file).status, 1);
	assert.equal(run('sample-badges').status, 2);
	assert.equal(run('export-issuer').status, 2);
	assert.equal(run('keys').status, 2);
	assert.equal(run('keys', folder, 'turn').status, 2);
	assert.equal(run('keys', folder).status, 1);
	assert.equal(run('export-issuer', folder).status, 1);
	for (const command of ['verify-badge', 'sample-badges', 'export-issuer'])
		assert.equal(run(command, '--help').status, 0);
});
await house.close?.();
finish();
