/*
 * An installation in a folder of its own and a real `askel serve` on it, for tests that are hard on
 * it: started, killed by its own number, asked like a browser asks.
 *
 *	ASKEL	the program (build/askel)
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const askel = resolve(process.env.ASKEL ?? 'build/askel');

export const outer = mkdtempSync(join(tmpdir(), 'askel-kill-'));
export const folder = join(outer, 'askel');
/* What the test found; nothing, if all is well. */
export const wrong = [];
/* What is still to be done when the test ends, whatever happens. */
export const at_end = [];

/* ---- the server ---- */

export let server = null;
process.on('exit', () => {
	server?.child.kill('SIGKILL');
	at_end.forEach((end) => end());
	rmSync(outer, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => process.exit(1));

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));
export const command = (...args) => execFileSync(askel, args, { encoding: 'utf8' });

/* The server of a folder. A fault that it logs is a finding, unless it may complain. */
export function start(where = folder, may_complain = false) {
	const child = spawn(askel, ['serve', where], { stdio: ['ignore', 'pipe', 'pipe'] });
	const started = { child, port: 0, log: '' };
	let out = '';
	child.stderr.on('data', (bytes) => {
		started.log = (started.log + bytes).slice(-20000);
		if (/Sanitizer|runtime error/.test(bytes) || (!may_complain && /^<3>/m.test(bytes)))
			wrong.push(`the server complained: ${bytes}`.slice(0, 4000));
	});
	started.ended = new Promise((done) => child.on('exit', (code, signal) => {
		done(signal ?? code);
	}));
	started.open = new Promise((done) => {
		child.stdout.on('data', (bytes) => {
			out += bytes;
			started.port = Number(out.match(/\(port (\d+)\)/)?.[1] ?? 0);
			if (started.port)
				done(true);
		});
		child.on('exit', () => done(false));
	});
	server = started;
	return started;
}

export async function kill() {
	server.child.kill('SIGKILL');
	await server.ended;
}

export async function start_again(where, may_complain) {
	start(where, may_complain);
	if (!await server.open)
		throw new Error(`the server does not start again\n${server.log}`);
}

export function init(where = folder, ...more) {
	command('init', where, '--origin', 'http://127.0.0.1:0', '--badge-origin', 'http://127.0.0.1:0',
		'--listen', '127.0.0.1:0', '--public-name', 'Paikka', '--issuer-name', 'Paikka',
		'--help-phone', '010', '--help-hours', '9-15', ...more);
}

/* ---- somebody at a browser ---- */

/* A form with a file as browsers send it. */
function with_file(form, file) {
	const bound = '----file7c1';
	const fields = Object.entries(form).map(([name, value]) =>
		`--${bound}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
	return { type: `multipart/form-data; boundary=${bound}`, body: Buffer.concat([
		Buffer.from(`${fields}--${bound}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n\r\n`),
		file.bytes, Buffer.from(`\r\n--${bound}--\r\n`)]) };
}

/* The status of the answer, its head and page; 0 where the connection broke. */
function ask(client, method, path, form, file) {
	const { port } = server;
	const { type, body } = file ? with_file(form, file)
		: { type: 'application/x-www-form-urlencoded', body: form ? new URLSearchParams(form).toString() : '' };
	const headers = { Cookie: client.cookie(port) };
	if (form)
		Object.assign(headers, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), 'Sec-Fetch-Site': 'same-origin' });
	return new Promise((done) => {
		const rq = request({ host: '127.0.0.1', port, method, path, headers, agent: client.agent }, (rs) => {
			let page = '';
			rs.setEncoding('utf8');
			rs.on('data', (part) => (page += part));
			/* the head came whole, so the change was acknowledged, whatever becomes of the rest */
			rs.on('close', () => done({ status: rs.statusCode, head: rs.headers, page }));
			rs.on('error', () => {});
		});
		rq.on('error', () => done({ status: 0, head: {}, page: '' }));
		rq.end(body);
	});
}

export class Visitor {
	constructor(card) {
		this.card = new URL(card).pathname;
		this.connect();
		this.jar = {}; /* by name without the port, which changes with every start */
	}

	cookie(port) {
		return Object.entries(this.jar).map(([name, value]) => `${name}-${port}=${value}`).join('; ');
	}

	take(rs) {
		for (const cookie of rs.head['set-cookie'] ?? []) {
			const [, name, value] = cookie.match(/^(.*)-\d+=([^;]*)/);
			this.jar[name] = value;
		}
		this.csrf = rs.page.match(/name="csrf" value="([^"]*)"/)?.[1] ?? this.csrf;
		return rs;
	}

	async post(path, form, wanted = 303, file = null) {
		const rs = this.take(await ask(this, 'POST', path, { csrf: this.csrf, ...form }, file));
		if (rs.status !== 0 && wanted && rs.status !== wanted)
			throw new Error(`POST ${path} gave ${rs.status}, not ${wanted}\n${rs.page}\n${server.log}`);
		return rs;
	}

	connect() {
		this.agent?.destroy();
		this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
	}

	async get(path) {
		return this.take(await ask(this, 'GET', path));
	}

	async come_in() {
		await this.get(this.card);
		await this.post(this.card, {});
		await this.get('/languages');
		await this.post('/languages', { ui: 'en', text: 'en' });
		await this.post('/device', { device: 'own' });
		this.person = Number(sql(`SELECT person FROM card WHERE used > 0 ORDER BY used DESC, id DESC LIMIT 1`));
	}
}

/* ---- what is on disk ---- */

export function sql(query, file = join(folder, 'askel.db')) {
	return execFileSync('sqlite3', ['-cmd', '.timeout 10000', file, query],
		{ maxBuffer: 1 << 28, encoding: 'utf8' }).trim();
}

export const rows = (query) => sql(query).split('\n').filter(Boolean).map((line) => line.split('|'));

/* The head of the chain, if all is whole; with the head known before, that it is in it. */
export function verify(head, where = folder) {
	const said = command('verify', where, ...(head ? ['--head', head] : []));
	return said.match(/head (\d+:[0-9a-f]+)/)[1];
}

/* ---- TAP ---- */

let count = 0;
let failed = 0;
export function tell(good, sentence) {
	count++;
	failed += good ? 0 : 1;
	console.log(`${good ? 'ok' : 'not ok'} ${count} - ${sentence}`);
}

export const explain = (text) => console.log(String(text).trimEnd().replace(/^/gm, '# '));

/* Runs the test and ends. */
export async function run_test(test) {
	try {
		await test();
	} catch (error) {
		tell(false, 'the test ran to its end');
		explain(error.stdout ? `${error.stack}\n${error.stdout}\n${error.stderr}` : error.stack ?? error);
	}
	console.log(`1..${count}`);
	process.exit(failed > 0 ? 1 : 0);
}
