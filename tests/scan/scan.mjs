/*
 * scan: what a web scanner that nobody here wrote (wapiti) finds, signed in as each kind of person and
 * as nobody. It crawls a house with people in it, presses every form, and tries its attacks on each
 * field and address it has met; any finding fails. `make scan` runs it, SECONDS of attack a kind.
 *
 * Left out: ways out (signing out, leaving, closing accounts), which would end the scan; modules that
 * look for other programs' files or need an address outside this machine.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finish, note, open_browser, open_house, root, test } from '../web/house.mjs';
import { enter } from '../web/person.mjs';

const SECONDS = Number(process.env.SECONDS ?? 240);
const MODULES = 'blindsql,cookieflags,crlf,csp,csrf,exec,file,http_headers,methods,permanentxss,redirect,shellshock,sql,xss';
/* Where it begins besides the front page, which leads nobody but to signing in. */
const DOORS = ['/sign-in', '/code', '/contact', '/privacy', '/accessibility'];
const WAYS_OUT = ['/sign-out', '/leave', '/people/*/leave', '/stop*'];
/* What it would have and is left out on purpose. */
const ON_PURPOSE = [
	'X-Frame-Options is not set', /* frame-ancestors of the policy says it, and is what browsers go by */
	'X-XSS-Protection is not set', /* browsers have dropped it; where it works still, it opens holes */
	'Strict-Transport-Security is not set', /* the proxy's, which has the TLS */
	'Secure flag is not set in the cookie', /* on plain http://127.0.0.1 alone; elsewhere it is __Host- */
];

/* Runs the scanner with Debian's own Python; what it wrote as JSON. */
async function scan(house, cookie, seconds) {
	const folder = mkdtempSync(join(tmpdir(), 'askel-scan-'));
	const report = join(folder, 'report.json');
	const words = ['-u', `${house.origin}/`, '--scope', 'domain', '-m', MODULES, '-f', 'json', '-o', report,
		'--flush-session', '--store-session', folder, '--store-config', folder, '--no-bugreport', '-v', '0',
		'--max-scan-time', String(seconds), '--max-attack-time', String(Math.ceil(seconds / 6)), '-t', '10', '-d', '6',
		'--max-files-per-dir', '40',
		...DOORS.flatMap((path) => ['-s', `${house.origin}${path}`]),
		...WAYS_OUT.flatMap((way) => ['-x', `${house.origin}${way}`]),
		...(cookie ? ['-H', `Cookie: ${cookie}`] : [])];
	const env = { ...process.env, NO_PROXY: '127.0.0.1' };
	let told = '';
	const child = spawn('/usr/bin/python3', [join(root, 'tests/scan/wapiti.py'), ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	child.stdout.on('data', (bytes) => (told += bytes));
	child.stderr.on('data', (bytes) => (told += bytes));
	/* its own limit is asked for between attacks */
	const late = setTimeout(() => child.kill('SIGKILL'), (seconds + 120) * 1000);
	const code = await new Promise((done) => child.on('exit', done));
	clearTimeout(late);
	try {
		assert.equal(code, 0, told.slice(-2000));
		return JSON.parse(readFileSync(report, 'utf8'));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/* Its findings as lines, but for what is on purpose. */
function findings(report) {
	return ['vulnerabilities', 'anomalies'].flatMap((part) => Object.entries(report[part])
		.flatMap(([kind, found]) => found.filter((one) => !ON_PURPOSE.some((words) => one.info.startsWith(words)))
			.map((one) => `${kind}: ${one.method} ${one.path} ${one.parameter ?? ''} ${one.info}`)));
}

const asked = (house) => house.log().split('\n').filter((line) => /^<6>(GET|POST) /.test(line));

const house = await open_house();
const browser = await open_browser();
const people = {};
for (const role of ['client', 'coach', 'lead', 'author', 'admin'])
	people[role] = await enter(house, browser, { js: false }, house.card(role), 'en');
house.sql('INSERT INTO tie(client, coach, organisation, learning, claims, ground, starts, ends)' +
	` VALUES (${people.client.id}, ${people.coach.id}, '', 1, 1, 'guidance', 1, 0)`);
for (const who of ['nobody', ...Object.keys(people)]) {
	await test(`as ${who}: no finding`, async () => {
		if (people[who]) {
			const { id } = people[who];
			/* own matters stay open for as long as this takes */
			house.sql(`UPDATE session SET strong_at = ${Math.floor(Date.now() / 1000) + SECONDS} WHERE person = ${id}`);
		}
		const cookies = await people[who]?.context.cookies() ?? [];
		const before = asked(house).length;
		const report = await scan(house, cookies.map((one) => `${one.name}=${one.value}`).join('; '), SECONDS);
		const lines = asked(house).slice(before);
		const rows = new Set(lines.map((line) => line.split(' ').slice(0, 2).join(' ')));
		note(`${lines.length} requests to ${rows.size} rows of the route table`);
		const worst = lines.filter((line) => / 5\d\d /.test(line));
		assert.deepEqual(findings(report), []);
		assert.deepEqual(worst, [], 'no answer tells of a fault');
		assert(lines.length > 200, 'it has asked and attacked');
		if (people[who])
			assert(lines.filter((line) => / 200 /.test(line)).length > 50, 'and was let in');
	});
}
await test('nobody was put out and the chain is whole', () => {
	for (const who of Object.values(people))
		assert.equal(house.sql(`SELECT count(*) FROM person WHERE id = ${who.id} AND closed = 0`), '1');
	house.run('verify', house.folder);
});
await browser.close();
await house.close();
finish();
