#!/usr/bin/env node
/*
 * Nothing acknowledged is lost: a real `askel serve` is killed (SIGKILL, by its own number) at
 * random moments, in mid-load and in mid-start, again and again; after each start every answer and
 * every question to a coach that was answered with 303 must be there, word for word, none may be
 * there that was never sent, and the audit chain must hold. Prints TAP.
 *
 *	ASKEL	the program (build/askel)	KILLS	how often (200; 25 with sanitizers)
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const askel = resolve(process.env.ASKEL ?? 'build/askel');
const kills = Number(process.env.KILLS || (process.env.SAN ? 25 : 200));
const outer = mkdtempSync(join(tmpdir(), 'askel-kill-'));
const folder = join(outer, 'askel');

const choice = { page: 'good-password', question: 'best-password' };
const words = { page: 'show-what-you-can', question: 'my-scam-message' };
const course = '/courses/safe-online/';

/* What the test found; nothing, if all is well. */
const wrong = [];

/* ---- the server ---- */

let server = null;
process.on('exit', () => {
	server?.child.kill('SIGKILL');
	rmSync(outer, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => process.exit(1));

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const command = (...args) => execFileSync(askel, args, { encoding: 'utf8' });

function start() {
	const child = spawn(askel, ['serve', folder], { stdio: ['ignore', 'pipe', 'pipe'] });
	const started = { child, port: 0, log: '' };
	let out = '';
	child.stderr.on('data', (bytes) => {
		started.log = (started.log + bytes).slice(-4000);
		if (/Sanitizer|runtime error|^<3>/m.test(bytes))
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
	return started;
}

async function kill() {
	server.child.kill('SIGKILL');
	await server.ended;
}

async function start_again() {
	server = start();
	if (!await server.open)
		throw new Error(`the server does not start again\n${server.log}`);
}

/* ---- a client at a browser ---- */

/* The status of the answer, its head and page; 0 where the connection broke. */
function ask(client, method, path, form) {
	const { port } = server;
	const body = form ? new URLSearchParams(form).toString() : '';
	const headers = { Cookie: client.cookie(port) };
	if (form)
		Object.assign(headers, { 'Content-Type': 'application/x-www-form-urlencoded',
			'Content-Length': Buffer.byteLength(body), 'Sec-Fetch-Site': 'same-origin' });
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

class Client {
	constructor(card) {
		this.card = new URL(card).pathname;
		this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
		this.jar = {}; /* by name without the port, which changes with every start */
		this.choice = { acked: 0, sent: 0, value: '', flying: null };
		this.words = { acked: 0, sent: 0, value: '', flying: null };
		this.help = new Map(); /* words -> id, or 0 while nobody has answered */
		this.turn = 0;
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

	async post(path, form, wanted = 303) {
		const rs = this.take(await ask(this, 'POST', path, { csrf: this.csrf, ...form }));
		if (rs.status !== 0 && rs.status !== wanted)
			throw new Error(`POST ${path} gave ${rs.status}, not ${wanted}\n${rs.page}\n${server.log}`);
		return rs;
	}

	async come_in(number) {
		this.take(await ask(this, 'GET', this.card));
		await this.post(this.card, {});
		this.take(await ask(this, 'GET', '/languages'));
		await this.post('/languages', { ui: 'en', text: 'en' });
		await this.post('/device', { device: 'own' });
		this.number = number;
		this.person = Number(sql(`SELECT person FROM card WHERE used > 0 ORDER BY used DESC, id DESC LIMIT 1`));
	}

	async answer(what, place, value) {
		what.flying = value;
		what.sent++;
		const rs = await this.post(course + place.page,
			{ do: `check.${place.question}`, [`q.${place.question}`]: value });
		if (rs.status === 0)
			return false;
		what.acked++;
		what.value = value;
		what.flying = null;
		return true;
	}

	async ask_help() {
		const text = `help ${this.number} ${this.turn} ${'x'.repeat(this.turn % 50)}`.trim();
		this.help.set(text, 0);
		const rs = await this.post('/help', { words: text });
		if (rs.status === 303)
			this.help.set(text, Number(rs.head.location.match(/^\/help\/(\d+)$/)[1]));
		return rs.status === 303;
	}

	do_something(turn) {
		if (turn % 3 === 0)
			return this.answer(this.choice, choice, String(1 + (this.choice.sent % 4)));
		if (turn % 3 === 1)
			return this.answer(this.words, words, `words ${this.number} ${turn} ${'y'.repeat(turn % 99)}`.trim());
		return this.ask_help();
	}

	/* Answers and asks until the server is gone; one thing at most is then in the air. */
	async work() {
		while (await this.do_something(this.turn))
			this.turn++;
		this.turn++;
		this.agent.destroy();
		this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
	}
}

/* ---- what is on disk ---- */

function sql(query) {
	return execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(folder, 'askel.db'), query],
		{ encoding: 'utf8' }).trim();
}

const rows = (query) => sql(query).split('\n').filter(Boolean).map((line) => line.split('|'));

function check_answer(client, name, what, tries, value) {
	const values = [what.value, what.flying].filter((v) => v !== null);
	if (tries < what.acked || tries > what.sent || !values.includes(value))
		wrong.push(`client ${client.number}, ${name}: ${tries} tries and "${value}" are stored; ` +
			`${what.acked} of ${what.sent} were acknowledged, the last was ${JSON.stringify(values)}`);
	/* what the kill left open is settled now */
	Object.assign(what, { acked: tries, sent: tries, value, flying: null });
}

function check_answers(clients) {
	const stored = new Map(rows(`SELECT answer.person, question, tries, coalesce(payload.words, chosen)
		FROM answer LEFT JOIN payload ON payload.id = payload`).map((row) => [`${row[0]} ${row[1]}`, row]));
	for (const client of clients) {
		for (const [name, what] of [[choice.question, client.choice], [words.question, client.words]]) {
			const [, , tries, value] = stored.get(`${client.person} ${name}`) ?? ['', '', 0, ''];
			check_answer(client, name, what, Number(tries), value);
		}
	}
}

/* All of them, or those from a number on. */
function check_help(clients, from) {
	const stored = new Map(rows(`SELECT help.id, help.person, words FROM help
		JOIN payload ON payload.id = payload WHERE help.id >= ${from}`).map((row) => [row[2], row]));
	for (const client of clients) {
		for (const [text, id] of client.help) {
			const row = stored.get(text);
			if (id >= from && (Number(row?.[0]) !== id || Number(row?.[1]) !== client.person))
				wrong.push(`client ${client.number}: help ${id} was acknowledged; stored is ${row}`);
			if (id === 0) /* it may have come through or not; from now on it stays as it is */
				row ? client.help.set(text, Number(row[0])) : client.help.delete(text);
			stored.delete(text);
		}
	}
	for (const row of stored.values())
		wrong.push(`help ${row[0]} is stored, but nobody sent it`);
	return Number(sql('SELECT coalesce(max(id), 0) + 1 FROM help'));
}

function verify(head) {
	const said = command('verify', folder, ...(head ? ['--head', head] : []));
	return said.match(/head (\d+:[0-9a-f]+)/)[1];
}

/* ---- the test ---- */

let count = 0;
let failed = 0;
function tell(good, sentence) {
	count++;
	failed += good ? 0 : 1;
	console.log(`${good ? 'ok' : 'not ok'} ${count} - ${sentence}`);
}

async function bring_clients() {
	const clients = [];
	for (let i = 0; i < 6; i++)
		clients.push(new Client(command('person', folder, 'add', '--role', 'client').split('\n')[0]));
	await start_again();
	for (const [i, client] of clients.entries())
		await client.come_in(i);
	return clients;
}

async function run() {
	const random = (most) => Math.floor(Math.random() * most);
	const began = Date.now();
	command('init', folder, '--origin', 'http://127.0.0.1:0', '--badge-origin', 'http://127.0.0.1:0',
		'--listen', '127.0.0.1:0', '--public-name', 'Paikka', '--issuer-name', 'Paikka',
		'--help-phone', '010', '--help-hours', '9-15');
	const clients = await bring_clients();
	let head = verify(), next_help = 1, in_start = 0;
	for (let i = 0; i < kills; i++) {
		if (i % 8 === 7) { /* in mid-start */
			await kill();
			server = start();
			in_start++;
			await wait(random(150));
		} else {
			const work = Promise.all(clients.map((client) => client.work()));
			await wait(5 + random(120));
			await kill();
			await work;
		}
		await kill();
		if (i % 10 === 9) /* nobody has touched the file since the kill */
			head = verify(head);
		await start_again();
		check_answers(clients);
		next_help = check_help(clients, next_help);
	}
	check_help(clients, 1);
	head = verify(head);
	const answers = clients.reduce((sum, c) => sum + c.choice.acked + c.words.acked, 0);
	const help = clients.reduce((sum, c) => sum + c.help.size, 0);
	tell(answers > kills && help > kills / 2, `${answers} answers and ${help} questions to a coach were ` +
		`acknowledged around ${kills} kills (${in_start} while starting)`);
	tell(wrong.length === 0, 'every one of them is there, nothing that nobody sent, and no complaint from the server');
	console.log(wrong.slice(0, 20).map((line) => `# ${line}\n`).join('') + `# head ${head.split(':')[0]}, ` +
		`${Math.round((Date.now() - began) / 1000)} s`);
	tell(sql('PRAGMA integrity_check') === 'ok', 'the file is whole');
	server.child.kill('SIGTERM');
	tell(await server.ended === 0, 'told to stop, the server stops in order');
	tell(verify(head) !== '', 'and the chain of what was done is whole');
}

try {
	await run();
} catch (error) {
	tell(false, 'the test ran to its end');
	console.log(String(error.stack ?? error).replace(/^/gm, '# '));
}
console.log(`1..${count}`);
process.exit(failed > 0 ? 1 : 0);
