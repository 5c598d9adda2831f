#!/usr/bin/env node
/*
 * make bench: how fast the workshop is, as ratios of things measured in turn in one run on one
 * machine, for that is all that travels. Prints what it ran on, a table with what we aim at and
 * what was reached, and ends with 0 unless a run itself went wrong.
 *
 *	ASKEL	the program (build/askel); BUILD/bench/ holds the same with a bare handler beside,
 *		and once more with groups of one
 *	BENCH_ROUNDS (5)	BENCH_SECONDS (2) of each run	BENCH_PEOPLE (1000,1000000)
 *	BENCH_TEAM (25000), clients for the pages of staff: a coach for every 25; each has shown four things
 */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { get } from 'node:http';
import { cpus, release, totalmem } from 'node:os';
import { join, resolve } from 'node:path';

const build = resolve(process.env.BUILD ?? 'build');
const askel = resolve(process.env.ASKEL ?? join(build, 'askel'));
const beside = join(build, 'bench'); /* programs made for this, and databases kept between runs */
const rounds = Number(process.env.BENCH_ROUNDS || 5);
const seconds = Number(process.env.BENCH_SECONDS || 2);
const people = (process.env.BENCH_PEOPLE || '1000,1000000').split(',').map(Number);
const team = Number(process.env.BENCH_TEAM || 25000);
const connections = 64;

/* Pages that are read, each against the bare handler that answers with the same bytes. `who`: whose
 * sessions; `paths`: all people ask for the first, then all for the next. A further page is one more
 * row; without an aim it is only told. */
const course = '/courses/safe-online';
const pages = [
	{ letter: 'b', what: 'a lesson page, signed in', paths: [`${course}/keeping-passwords`], who: 'clients', aim: 0.5 },
	{ letter: '', what: 'two in turn: each look is a visit to note', who: 'clients',
		paths: [`${course}/keeping-passwords`, `${course}/sign-in-in-two-steps`] },
	/* that these names were shown is on the disk before they are */
	{ letter: 'd', what: "a coach's list of 25 own clients", paths: ['/clients'], who: 'coaches' },
];
/* The pages of staff where a team lead has 1,000 coaches with 25 clients each. */
const team_pages = [
	{ letter: '', what: "a coach's desk", paths: ['/desk'], who: 'coaches' },
	{ letter: '', what: "a coach's list of own clients", paths: ['/clients'], who: 'coaches' },
	{ letter: '', what: "the team lead's page", paths: ['/team'], who: 'leads' },
];
/* A coach who opens the day: 500 that wait for them, among 100,000. One and four of them at a time, for nobody
 * opens it in a crowd; that these names were shown is on the disk before they are. */
const morning = { path: '/claims', who: 'morning', aim_ms: 10 };
const question = { path: '/courses/safe-online/good-password', id: 'best-password' };

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const run = (program, args, more) => execFileSync(program, args, { encoding: 'utf8', ...more });
const json_of = (said) => JSON.parse(said.trim().split('\n').filter((line) => line[0] === '{').pop());

/* ---- what it ran on ---- */

/* Microseconds until 4 KiB written over are on disk: median and 99th in a hundred. */
function sync_times() {
	const path = join(beside, 'sync'), block = Buffer.alloc(4096, 'a'), times = [];
	const file = openSync(path, 'w');
	for (let i = 0; i < 500; i++) {
		writeSync(file, block, 0, block.length, 0);
		const began = process.hrtime.bigint();
		fdatasyncSync(file);
		times.push(Number(process.hrtime.bigint() - began) / 1000);
	}
	closeSync(file);
	unlinkSync(path);
	times.sort((a, b) => a - b);
	return [times[250], times[495]].map(Math.round);
}

function tell_machine() {
	const [source, system] = run('findmnt', ['-no', 'SOURCE,FSTYPE', '-T', beside]).trim().split(/\s+/);
	const [usual, slow] = sync_times();
	console.log(`Linux ${release()}, ${cpus().length} cores (${cpus()[0].model.trim()}), ` +
		`${Math.round(totalmem() / 2 ** 30)} GiB\n` +
		`${system} on ${source}; fdatasync of 4 KiB: median ${usual} us, p99 ${slow} us\n` +
		`${connections} busy connections on loopback, the client on the same cores; ` +
		`median of ${rounds} runs of ${seconds} s, in turn`);
}

/* ---- installations, kept ---- */

function folder_of(count, claims = 0) {
	const folder = join(beside, `people-${count}`);
	if (!existsSync(folder))
		run(askel, ['init', folder, '--origin', 'http://127.0.0.1:0', '--badge-origin', 'http://127.0.0.1:0',
			'--listen', '127.0.0.1:0', '--public-name', 'Paikka', '--issuer-name', 'Paikka',
			'--help-phone', '010', '--help-hours', '9-15', '--languages', 'en fi sv']);
	run(join(beside, 'people'), [folder, String(count), String(claims)], { stdio: ['ignore', 'inherit', 'inherit'] });
	return folder;
}

/* ---- servers ---- */

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'])
	process.on(signal, () => process.exit(1));

/* Starts a server, gives it to `work`, stops it; what it complained of is a run gone wrong. */
async function with_server(program, folder, work) {
	const log = openSync(join(folder, 'log'), 'w');
	const child = spawn(program, ['serve', folder], { stdio: ['ignore', 'pipe', log],
		env: { ...process.env, BENCH_BODY: join(folder, 'body') } });
	const ended = new Promise((done) => child.on('exit', done));
	running.add(child);
	try {
		const port = await new Promise((done, fail) => {
			child.stdout.on('data', (said) => done(Number(String(said).match(/\(port (\d+)\)/)[1])));
			ended.then(() => fail(new Error(`${program} did not start: ${folder}/log`)));
		});
		return await work({ port, folder, pid: child.pid });
	} finally {
		child.kill('SIGTERM');
		const code = await ended;
		running.delete(child);
		closeSync(log);
		if (code !== 0 || /^<3>/m.test(readFileSync(join(folder, 'log'), 'utf8')))
			throw new Error(`${program} ended with ${code} or complained: ${folder}/log`);
	}
}

/* Microseconds of processor time a server has used. */
function used_us(server) {
	const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10000;
}

function ask(port, path, headers) {
	return new Promise((done, fail) => {
		get({ host: '127.0.0.1', port, path, headers, agent: false }, (rs) => {
			const parts = [];
			rs.on('data', (part) => parts.push(part));
			rs.on('end', () => done({ status: rs.statusCode, bytes: Buffer.concat(parts) }));
		}).on('error', fail);
	});
}

/* ---- loads ---- */

/* wrk with one page; `bare`: the cookie goes by a name nobody reads, and as long. */
function read(server, page, bare, time = seconds, at_once = connections) {
	const cookie = `Cookie: askel-${server.port}=`;
	const header = bare ? cookie.replace('Cookie', 'X-Bare') : cookie;
	const before = used_us(server);
	const got = json_of(run('wrk', [at_once > 1 ? '-t2' : '-t1', `-c${at_once}`, `-d${time}s`, '--timeout', '10s', '--latency', '-s', 'tests/bench/people.lua',
		`http://127.0.0.1:${server.port}/`, '--', join(server.folder, page.who), header,
		bare ? '/bare' : page.paths.join(), 'gzip']));
	if (got.wrong > 0 || got.requests === 0)
		throw new Error(`${page.paths}: ${got.wrong} of ${got.requests} answers were wrong`);
	got.rate = got.requests / got.us * 1e6;
	got.cost = (used_us(server) - before) / got.requests;
	got.size = got.bytes / got.requests;
	return got;
}

function answer(server, time = seconds) {
	const got = json_of(run(join(beside, 'answers'), [String(server.port), join(server.folder, 'clients'),
		String(connections), String(time), question.path, question.id]));
	return { ...got, rate: got.requests / got.us * 1e6 };
}

/* Keeps one person's page as the bytes that the bare handler answers with. */
async function keep_body(server, page) {
	const token = readFileSync(join(server.folder, page.who), 'utf8').split('\n')[0];
	const got = await ask(server.port, page.paths[0],
		{ Cookie: `askel-${server.port}=${token}`, 'Accept-Encoding': 'gzip' });
	if (got.status !== 200)
		throw new Error(`${page.paths[0]} answers ${got.status}`);
	writeFileSync(join(server.folder, 'body'), got.bytes);
}

/* ---- what is measured ---- */

async function measure_reading(page, folder, round, into) {
	await with_server(join(beside, 'askel'), folder, (server) => keep_body(server, page));
	await with_server(join(beside, 'askel'), folder, (server) => {
		read(server, page, false, 2); /* everybody once, at least */
		for (const bare of round % 2 ? [true, false] : [false, true])
			(bare ? into.bare : into.page).push(read(server, page, bare));
	});
	const [page_size, bare_size] = [into.page, into.bare].map((list) => list[list.length - 1].size);
	if (page_size < bare_size * 0.8 || page_size > bare_size * 1.25)
		throw new Error(`${page.paths}: ${Math.round(page_size)} bytes an answer, ${Math.round(bare_size)} bare: not the same page`);
}

function measure_morning(folder, into) {
	return with_server(askel, folder, (server) => {
		const page = { paths: [morning.path], who: morning.who };
		read(server, page, false, 1, 1);
		for (const [i, at_once] of [1, 4].entries())
			into[i].push(read(server, page, false, seconds, at_once));
	});
}

async function measure_answers(folder, into) {
	for (const [name, program] of [['one', 'askel-one'], ['group', 'askel']])
		await with_server(join(beside, program), folder, (server) => into[name].push(answer(server)));
}

/* Milliseconds from exec to the first 200. */
async function first_answer(folder) {
	const began = process.hrtime.bigint();
	return with_server(askel, folder, async (server) => {
		const got = await ask(server.port, '/sign-in', {});
		if (got.status !== 200)
			throw new Error(`/sign-in answers ${got.status}`);
		return Number(process.hrtime.bigint() - began) / 1e6;
	});
}

/* Megabytes resident after all kinds of load; nobody signed in by passphrase. */
function memory_after(folder) {
	return with_server(askel, folder, (server) => {
		read(server, pages[0], false);
		answer(server);
		const said = readFileSync(`/proc/${server.pid}/status`, 'utf8');
		const field = (name) => Number(said.match(new RegExp(`${name}:\\s+(\\d+) kB`))[1]) / 1024;
		return { now: field('VmRSS'), most: field('VmHWM') };
	});
}

function check_times() {
	const said = run(join(build, 'tests/course/thousand'), []);
	return said.match(/cold (\d+) ms, one edit (\d+) ms/).slice(1).map(Number);
}

/* ---- the table ---- */

const rows = [];
/* Where there is but one value, the other columns stay empty. */
function add(letter, what, values, aim, reached) {
	const cells = people.map((_, i) => String(values[i] ?? ''));
	rows.push([letter ? `(${letter})` : '', what, ...cells, aim,
		aim === '' ? '' : reached ? 'reached' : 'missed']);
}

function print_table(names) {
	const all = [['', '', ...names, 'aim', ''], ...rows];
	const widths = all[0].map((_, i) => Math.max(...all.map((row) => row[i].length)));
	for (const row of all)
		console.log(row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ').trimEnd());
}

const fixed = (digits) => (n) => n.toFixed(digits);
const mid = (list, key) => median(list.map((one) => one[key]));

function add_page(page, got) {
	const ratios = got.map((g) => median(g.page.map((one, i) => one.rate / g.bare[i].rate)));
	const slow = got.map((g) => mid(g.page, 'p99') / 1000);
	const growth = median(got[got.length - 1].page.map((one, i) => got[0].page[i].rate / one.rate));
	const aim = (words) => (page.aim ? words : '');
	add(page.letter, `${page.what}: requests a second`, got.map((g) => Math.round(mid(g.page, 'rate'))), '');
	add('a', '  a bare handler with the same bytes', got.map((g) => Math.round(mid(g.bare, 'rate'))), '');
	add('', '  ratio', ratios.map(fixed(2)), aim(`>= ${page.aim}`), ratios.every((r) => r >= page.aim));
	add('', '  server CPU a request, us: page / bare', got.map((g) => `${mid(g.page, 'cost').toFixed(1)} / ${mid(g.bare, 'cost').toFixed(1)}`), '');
	add('', '  p50, ms', got.map((g) => (mid(g.page, 'p50') / 1000).toFixed(2)), '');
	add('', '  p99, ms', slow.map(fixed(2)), aim('< 10'), slow.every((ms) => ms < 10));
	if (got.length > 1)
		add('', '  time a request, most people to fewest', [...got.slice(1).map(() => ''), growth.toFixed(2)], aim('<= 1.2'), growth <= 1.2);
}

function add_answers(got) {
	const ratios = got.map((g) => median(g.group.map((one, i) => one.rate / g.one[i].rate)));
	add('c', 'answers on disk a second', got.map((g) => Math.round(mid(g.group, 'rate'))), '');
	add('', '  with groups of one', got.map((g) => Math.round(mid(g.one, 'rate'))), '');
	add('', '  ratio', ratios.map(fixed(2)), '>= 3', ratios.every((r) => r >= 3));
	add('', '  p99, ms', got.map((g) => (mid(g.group, 'p99') / 1000).toFixed(2)), '');
}

function add_morning([alone, four]) {
	const slow = mid(alone, 'p99') / 1000;
	add('i', `a coach's morning page: 500 claims that wait, among ${(team * 4).toLocaleString('en')}: p99, ms`,
		[slow.toFixed(2)], `< ${morning.aim_ms}`, slow < morning.aim_ms);
	add('', '  p50; p99 with four at a time', [`${(mid(alone, 'p50') / 1000).toFixed(2)}; ${(mid(four, 'p99') / 1000).toFixed(2)}`], '');
	add('', '  server CPU a request, us', [Math.round(mid(alone, 'cost'))], '');
}

async function bench() {
	const folders = people.map((count) => folder_of(count)), team_folder = folder_of(team, 4);
	tell_machine();
	const nothing = () => folders.map(() => ({ page: [], bare: [], group: [], one: [] }));
	const reading = pages.map(nothing), answers = nothing();
	const staff = team_pages.map(() => ({ page: [], bare: [] }));
	const first = folders.map(() => []), checks = [], mornings = [[], []];
	for (let round = 0; round < rounds; round++) {
		for (const [i, folder] of folders.entries()) {
			for (const [p, page] of pages.entries())
				await measure_reading(page, folder, round, reading[p][i]);
			await measure_answers(folder, answers[i]);
			first[i].push(await first_answer(folder));
		}
		for (const [p, page] of team_pages.entries())
			await measure_reading(page, team_folder, round, staff[p]);
		await measure_morning(team_folder, mornings);
		checks.push(check_times());
	}
	const memory = [];
	for (const folder of folders)
		memory.push(await memory_after(folder));
	pages.forEach((page, p) => add_page(page, reading[p]));
	team_pages.forEach((page, p) => add_page({ ...page,
		what: `${page.what}, of ${Math.floor(team / 25).toLocaleString('en')} coaches` }, [staff[p]]));
	add_morning(mornings);
	add_answers(answers);
	const [cold, edit] = [0, 1].map((i) => median(checks.map((c) => c[i])));
	add('e', 'check of 1,000 pages, cold, ms', [cold], '< 1000', cold < 1000);
	add('', '  after one edit', [edit], '< 50', edit < 50);
	const starts = first.map(median);
	add('f', 'from exec to the first 200, ms', starts.map(Math.round), '< 200', starts.every((ms) => ms < 200));
	add('g', 'resident after the run, MB', memory.map((m) => m.now.toFixed(1)), '< 64', memory.every((m) => m.now < 64));
	add('', '  the most it was', memory.map((m) => m.most.toFixed(1)), '');
	const upload = json_of(run(join(beside, 'upload'), ['30']));
	add('h', '5 MB of evidence against the same bytes sealed, written and synced', [upload.ratio], '<= 1.5', upload.ratio <= 1.5);
	const approve = json_of(run(join(beside, 'approve'), ['60']));
	add('j', `a unit approved with its badge, signed and kept, against approved alone (${approve.issued} ms, ${approve.alone})`,
		[approve.ratio], '<= 1.3', approve.ratio <= 1.3);
	print_table(people.map((count) => `${count.toLocaleString('en')} people`));
}

try {
	await bench();
} catch (error) {
	console.error(error.message);
	process.exit(1);
}
