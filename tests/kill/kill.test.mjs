#!/usr/bin/env node
/*
 * Nothing acknowledged is lost: a real `askel serve` is killed (SIGKILL, by its own number) at
 * random moments, in mid-load and in mid-start, again and again, while people answer, ask a coach
 * and leave drafts, and an author writes, breaks, mends and renames a page; after each start every
 * answer, question and draft that was answered with 303 must be there, word for word, none may be
 * there that was never sent, the course must be shown in the right form, and the audit chain must
 * hold. Then files of every older form this program knows (and an empty one) are served and the
 * server killed while it brings them forward, until it is through. Prints TAP.
 *
 *	ASKEL	the program (build/askel)	BUILD	where tests/store/steps is (build)
 *	KILLS	how often (40; 25 with sanitizers); a fifth more while files are brought forward
 */
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Author } from './author.mjs';
import * as house from './server.mjs';
import { Visitor, command, explain, folder, init, kill, rows, run_test, sql, start, start_again, tell,
	verify, wait, wrong } from './server.mjs';

const kills = Number(process.env.KILLS || (process.env.SAN ? 25 : 40));
const steps = resolve(process.env.BUILD ?? 'build', 'tests/store/steps');
const random = (most) => Math.floor(Math.random() * most);

const choice = { page: 'good-password', question: 'best-password' };
const words = { page: 'show-what-you-can', question: 'my-scam-message' };
const course = '/courses/safe-online/';

/* ---- a client at a browser ---- */

class Client extends Visitor {
	constructor(card, number) {
		super(card);
		this.number = number;
		this.choice = { acked: 0, sent: 0, value: '', flying: null };
		this.words = { acked: 0, sent: 0, value: '', flying: null };
		this.draft = { value: '', flying: null, acked: 0 };
		this.help = new Map(); /* words -> id, or 0 while nobody has answered */
		this.turn = 0;
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
		if (what === this.words) /* an answer takes the place of its draft */
			this.draft.value = '';
		return true;
	}

	/* Goes on to another page with something typed; words to a coach go only by their own button. */
	async leave_draft() {
		const text = `draft ${this.number} ${this.turn}`;
		this.draft.flying = text;
		const rs = await this.post(course + words.page, { do: 'next', [`q.${words.question}`]: text });
		if (rs.status === 0)
			return false;
		Object.assign(this.draft, { value: text, flying: null, acked: this.draft.acked + 1 });
		return true;
	}

	async ask_help() {
		const text = `help ${this.number} ${this.turn} ${'x'.repeat(this.turn % 50)}`.trim();
		this.help.set(text, 0);
		const rs = await this.post('/help', { words: text });
		if (rs.status === 303)
			this.help.set(text, Number(rs.head.location.match(/^\/help\/(?:arrived\?id=)?(\d+)/)[1]));
		return rs.status === 303;
	}

	do_something(turn) {
		if (turn % 4 === 0)
			return this.answer(this.choice, choice, String(1 + (this.choice.sent % 4)));
		if (turn % 4 === 1)
			return this.leave_draft();
		if (turn % 4 === 2)
			return this.answer(this.words, words, `words ${this.number} ${turn} ${'y'.repeat(turn % 99)}`.trim());
		return this.ask_help();
	}

	/* Answers and asks until the server is gone; one thing at most is then in the air. */
	async work() {
		while (await this.do_something(this.turn))
			this.turn++;
		this.turn++;
		this.connect();
	}
}

/* ---- what is on disk ---- */

function check_answer(client, name, what, tries, value) {
	const values = [what.value, what.flying].filter((v) => v !== null);
	if (tries < what.acked || tries > what.sent || !values.includes(value))
		wrong.push(`client ${client.number}, ${name}: ${tries} tries and "${value}" are stored; ` +
			`${what.acked} of ${what.sent} were acknowledged, the last was ${JSON.stringify(values)}`);
	const came = what.flying !== null && tries > what.acked;
	/* what the kill left open is settled now */
	Object.assign(what, { acked: tries, sent: tries, value, flying: null });
	return came;
}

function check_draft(client, value, answered) {
	const { draft } = client;
	const may = answered ? [''] : [draft.value, draft.flying];
	if (!may.includes(value))
		wrong.push(`client ${client.number}: the draft "${value}" is stored, not one of ${JSON.stringify(may)}`);
	Object.assign(draft, { value, flying: null });
}

function check_answers(clients) {
	const stored = new Map(rows(`SELECT answer.person, question, tries, coalesce(payload.words, chosen)
		FROM answer LEFT JOIN payload ON payload.id = payload`).map((row) => [`${row[0]} ${row[1]}`, row]));
	const drafts = new Map(rows('SELECT person, words FROM draft'));
	for (const client of clients) {
		for (const [name, what] of [[choice.question, client.choice], [words.question, client.words]]) {
			const [, , tries, value] = stored.get(`${client.person} ${name}`) ?? ['', '', 0, ''];
			const came = check_answer(client, name, what, Number(tries), value);
			if (what === client.words)
				check_draft(client, drafts.get(String(client.person)) ?? '', came);
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

/* ---- kills while people and an author work ---- */

const card = (role) => command('person', folder, 'add', '--role', role).split('\n')[0];

async function bring_people() {
	const clients = [];
	for (let i = 0; i < 6; i++)
		clients.push(new Client(card('client'), i));
	const reader = new Visitor(card('client'));
	await start_again();
	for (const visitor of [...clients, reader])
		await visitor.come_in();
	return { clients, author: new Author(reader) };
}

async function kill_at_work(clients, author) {
	const work = Promise.all([...clients, author].map((somebody) => somebody.work()));
	work.catch(() => {}); /* told where it is awaited */
	/* now and then long enough for the author's change to be seen */
	await wait(5 + random(random(4) ? 120 : 900));
	await kill();
	await work;
}

async function kill_in_start() {
	await kill();
	start();
	await wait(random(150));
	await kill();
}

async function test_kills(clients, author) {
	let head = verify(), next_help = 1, in_start = 0;
	for (let i = 0; i < kills; i++) {
		const at_start = i % 8 === 7;
		in_start += at_start ? 1 : 0;
		await (at_start ? kill_in_start() : kill_at_work(clients, author));
		if (i % 10 === 9) /* nobody has touched the file since the kill */
			head = verify(head);
		await start_again();
		check_answers(clients);
		next_help = check_help(clients, next_help);
		await author.check();
	}
	check_help(clients, 1);
	const sum = (of) => clients.reduce((all, client) => all + of(client), 0);
	const answers = sum((c) => c.choice.acked + c.words.acked);
	const help = sum((c) => c.help.size);
	const drafts = sum((c) => c.draft.acked);
	tell(answers > kills && help > kills / 2 && drafts > kills / 2,
		`${answers} answers, ${drafts} drafts and ${help} questions to a coach were acknowledged around ` +
		`${kills} kills (${in_start} while starting)`);
	tell(author.edits > kills && author.breaks > kills / 10 && author.seen > kills / 10,
		`an author made ${author.edits} edits meanwhile; ${author.breaks} broke the page, ` +
		`readers saw edition ${author.seen} of ${author.edition}`);
	tell(wrong.length === 0, 'every one of them is there, nothing that nobody sent, courses in their ' +
		'right form, and no complaint from the server');
	explain(wrong.slice(0, 20).join('\n') || `head ${head.split(':')[0]}`);
	tell(sql('PRAGMA integrity_check') === 'ok', 'the file is whole');
	house.server.child.kill('SIGTERM');
	tell(await house.server.ended === 0, 'told to stop, the server stops in order');
	tell(verify(head) !== '', 'and the chain of what was done is whole');
}

/* ---- kills while an older file is brought forward ---- */

const older_rows = 3000;

/* The server of `where` on a file with `from` steps of `all`, killed until it is through: at random
 * moments of the time it `needs` (ms; 0: not at all). How often it was, and how often a copy stood
 * beside the file then. */
async function bring_through(where, from, all, needs) {
	const file = join(where, 'askel.db');
	const copy = `${file}.before-${all}`;
	let killed = 0, copies = 0;
	for (const more of ['-wal', '-shm', `.before-${all}`])
		rmSync(file + more, { force: true });
	execFileSync(steps, ['older', file, `${where}.keys`, from, from ? older_rows : 0], { stdio: 'pipe' });
	for (let most = needs / 2; ; most += needs / 8) {
		const started = start(where);
		const through = await (needs ? Promise.race([started.open, wait(random(most)).then(() => null)])
			: started.open);
		await kill();
		if (through)
			break;
		killed++;
		if (through === false && !started.child.killed)
			throw new Error(`the server does not start on a file of step ${from}\n${started.log}`);
		if (!existsSync(copy))
			continue;
		copies++;
		if (sql('PRAGMA integrity_check', copy) !== 'ok' ||
			(from && sql('SELECT count(*) FROM answer', copy) !== String(older_rows)))
			wrong.push(`the copy ${copy} is not whole`);
	}
	const whole = sql('PRAGMA user_version; PRAGMA integrity_check; SELECT count(*) FROM answer', file);
	if (whole !== `${all}\nok\n${from ? older_rows : 0}`)
		wrong.push(`a file of step ${from} became ${whole}`);
	verify('', where);
	return { killed, copies };
}

async function test_steps() {
	const where = join(house.outer, 'older');
	const all = Number(execFileSync(steps, ['count'], { encoding: 'utf8' }));
	init(where);
	for (let from = 0; from < all; from++) {
		const most = Math.ceil(kills / 5 / all);
		let killed = 0, copies = 0;
		const began = Date.now();
		await bring_through(where, from, all, 0);
		const needs = Date.now() - began;
		while (killed < most) {
			const once = await bring_through(where, from, all, needs);
			killed += once.killed;
			copies += once.copies;
		}
		tell(wrong.length === 0, `a server on a file of step ${from} of ${all}, killed ${killed} times, ` +
			`comes through with all that was in it (a copy beside it ${copies} times)`);
		explain(wrong.slice(0, 20).join('\n') || 'nothing lost');
	}
}

await run_test(async () => {
	const began = Date.now();
	init();
	const { clients, author } = await bring_people();
	await test_kills(clients, author);
	wrong.length = 0;
	await test_steps();
	explain(`${Math.round((Date.now() - began) / 1000)} s`);
});
