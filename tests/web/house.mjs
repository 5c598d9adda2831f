/*
 * house: what every browser test needs: a workshop of its own (`askel demo` in a new folder on a
 * free port), a browser of its own, cards, a look into the database, and TAP. Whoever starts
 * something here closes it; what a crash leaves is ended at exit, by process id.
 *
 *	ASKEL	the program (default build/askel)
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '../..');
const askel = process.env.ASKEL ? resolve(process.env.ASKEL) : join(root, 'build/askel');

/* ---- TAP ---- */

let count = 0;
let failed = 0;

export function note(words) {
	console.log(String(words).replace(/^/gm, '# '));
}

/* Runs one test; true where it passes. What it throws is told. */
export async function test(name, run) {
	const began = Date.now();
	count++;
	try {
		await run();
		console.log(`ok ${count} - ${name} # ${Date.now() - began} ms`);
		return true;
	} catch (error) {
		failed++;
		console.log(`not ok ${count} - ${name}`);
		note(error.stack ?? error);
		return false;
	}
}

export function finish() {
	console.log(`1..${count}`);
	process.exitCode = failed > 0 ? 1 : 0;
}

/* ---- the workshop ---- */

const children = new Set();
const folders = new Set();
process.on('exit', () => {
	for (const child of children)
		child.kill('SIGKILL');
	for (const folder of folders)
		rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => process.exit(1));

function free_port() {
	return new Promise((done, wrong) => {
		const server = createServer();
		server.on('error', wrong);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});
}

/* Starts the program and waits until `ready` finds what it looks for in its words. */
function start(words, environment, ready) {
	const env = { ...process.env, ...environment };
	const child = spawn(askel, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
	const said = { out: '', log: '' };
	children.add(child);
	child.on('exit', () => children.delete(child));
	child.stderr.on('data', (bytes) => (said.log += bytes));
	return new Promise((done, wrong) => {
		const late = setTimeout(() => wrong(new Error(`no start within 30 s\n${said.log}`)), 30000);
		const look = (bytes) => {
			said.out += bytes;
			if (!ready(said.out))
				return;
			clearTimeout(late);
			done({ child, said });
		};
		child.stdout.on('data', look);
		child.on('error', wrong);
		child.on('exit', (code) => wrong(new Error(`ended with ${code}\n${said.log}`)));
	});
}

/* Its exit code. */
function end(child) {
	return new Promise((done) => {
		if (child.exitCode !== null)
			return done(child.exitCode);
		child.on('exit', done);
		child.kill('SIGTERM');
	});
}

/* A clock of its own, by libfaketime: what the program sees as the time of day runs as ours does,
 * ahead of it; waiting and the times of files stay as they are. */
function open_clock(outer) {
	const file = join(outer, 'clock');
	const library = execFileSync('sh', ['-c', 'ls /usr/lib/*/faketime/libfaketimeMT.so.1'], { encoding: 'utf8' }).trim();
	let ahead = 0;
	writeFileSync(file, '+0');
	return {
		/* sanitizers want to be loaded first, and are told that this once it doesn't matter */
		environment: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1',
			FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1', ASAN_OPTIONS: 'verify_asan_link_order=0' },
		pass(seconds) {
			ahead += seconds;
			writeFileSync(file, `+${ahead}`);
		},
		now: () => Math.floor(Date.now() / 1000) + ahead,
	};
}

/* A demo in a new folder, with settings over it (ASKEL_SECTION_KEY), furnished before it starts.
 * With `time` it has a clock of its own, which `clock.pass(seconds)` sets forward. */
export async function open_house(settings = {}, furnish = () => {}, time = false) {
	const outer = mkdtempSync(join(tmpdir(), 'askel-web-'));
	const folder = join(outer, 'askel');
	folders.add(outer);
	const clock = time ? open_clock(outer) : undefined;
	const environment = { ...settings, ...clock?.environment };
	const port = await free_port();
	const words = ['demo', '--listen', `127.0.0.1:${port}`, '--data', folder];
	furnish(folder);
	let { child, said } = await start(words, environment, (out) => /^admin /m.test(out));
	const links = Object.fromEntries([...said.out.matchAll(/^(\w+) (http\S+)$/gm)].map((m) => [m[1], m[2]]));
	const run = (...args) => execFileSync(askel, args, { encoding: 'utf8', env: { ...process.env, ...environment } });
	const end_well = async () => {
		assert.equal(await end(child), 0, said.log);
		const wrong = said.log.split('\n').filter((line) => /^<[0-4]>|Sanitizer|runtime error/.test(line));
		assert.deepEqual(wrong.slice(0, 20), [], 'no fault is logged');
	};
	return {
		origin: `http://127.0.0.1:${port}`,
		folder,
		links,
		clock,
		log: () => said.log,
		/* A one-time card of a new person. */
		card(role = 'client') {
			return run('person', folder, 'add', '--role', role).split('\n')[0];
		},
		sql(statement) {
			return execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(folder, 'askel.db'), statement],
				{ encoding: 'utf8' }).trim();
		},
		/* A command of the program about this house; throws where it finds a fault. */
		run,
		/* The same house, opened again as an installation. */
		async reopen() {
			await end_well();
			({ child, said } = await start(['serve', folder], environment, (out) => out.includes(' is open at ')));
		},
		/* A test of its own: what went wrong inside (a fault, a sanitizer's finding) stands in the log. */
		async close() {
			await test('the workshop ends well and has logged no fault', end_well);
			rmSync(outer, { recursive: true, force: true });
			folders.delete(outer);
		},
	};
}

/* ---- the browser ---- */

export function open_browser() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
			'--disable-background-networking', '--disable-component-update', '--disable-sync'],
	});
}

/* ---- what the workshop says, read from where it is written ---- */

/* say(msgid) in a language: from its .po file; English where it has none, as the server does. */
export function words_of(language) {
	const file = join(root, 'templates/po', `${language}.po`);
	const texts = new Map();
	if (existsSync(file)) {
		const unquote = (lines) => [...lines.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((m) => m[1]).join('')
			.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
		for (const entry of readFileSync(file, 'utf8').split(/\n\s*\n/)) {
			const parts = entry.match(/^msgid ((?:"(?:.*)"\n?)+)(?:msgid_plural (?:".*"\n?)+)?msgstr(?:\[0\])? ((?:".*"\n?)+)/m);
			if (parts && !/^#,.*fuzzy/m.test(entry))
				texts.set(unquote(parts[1]), unquote(parts[2]));
		}
	}
	return (msgid) => texts.get(msgid) || msgid;
}
