#!/usr/bin/env node
/*
 * A whole server on a disk that is full: who sends something is told at once, with everything typed
 * still in the form; pages are shown all the same; killed, it starts on the full disk; when there
 * is space again it goes on by itself, and nothing is there half or twice; nor of a file that is handed in. The disk is a small one
 * in memory; where none may be mounted this is skipped (tests/store/full_disk.c has the same below
 * SQLite). Prints TAP.
 *
 *	ASKEL	the program (build/askel)
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as house from './server.mjs';
import { Visitor, at_end, command, folder, init, kill, run_test, sql, start_again, tell, verify, wait } from './server.mjs';

const full = join(folder, 'full');

function mount() {
	mkdirSync(folder);
	const size = 'size=24m,mode=0750';
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).status !== 0)
		return false;
	at_end.push(() => spawnSync('umount', ['-l', folder]));
	return true;
}

/* But for so many bytes. */
function fill(left = 0) {
	const fd = openSync(full, 'w');
	if (left > 0) {
		const free = Number(execFileSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' }).split('\n')[1]);
		for (let size = free - left; size > 0; size -= 1 << 16)
			writeSync(fd, Buffer.alloc(1 << 16));
		closeSync(fd);
		return;
	}
	for (let size = 1 << 20; size >= 1;) {
		try {
			writeSync(fd, Buffer.alloc(size));
		} catch {
			size >>= 1;
		}
	}
	closeSync(fd);
}

const asked = (words) => Number(sql(`SELECT count(*) FROM help JOIN payload ON payload.id = payload
	WHERE words = '${words}'`));

/* What fits into the log as it is already still goes through; then the disk is full. The words that were
 * refused. */
async function ask_on_full_disk(visitor, text) {
	let rs, words;
	for (let i = 0; i < 1000; i++) {
		words = `${text} ${i}`;
		rs = await visitor.post('/help', { words }, null);
		if (rs.status !== 303)
			break;
	}
	const texts = [...rs.page.matchAll(/<textarea[^>]*>([^<]*)/g)].map((match) => match[1].trim());
	tell(rs.status === 503 && Number(rs.head['retry-after']) > 0, `on a full disk a question gets 503 (${rs.status})`);
	tell(texts.includes(words), 'and stands in its form again, word for word');
	tell(rs.page.includes('Nothing is lost. Press the button once more.'), 'with a sentence that says what to do');
	tell(asked(words) === 0, 'nothing of it is stored');
	return words;
}

async function test_full() {
	init();
	const visitor = new Visitor(command('person', folder, 'add', '--role', 'client').split('\n')[0]);
	await start_again(folder, true);
	await visitor.come_in();
	const head = verify();
	let words = `My words ${'abcdefgh '.repeat(400)}end`;
	await visitor.get('/help');
	fill();
	await ask_on_full_disk(visitor, words);
	tell((await visitor.get('/courses/safe-online/good-password')).status === 200, 'pages are shown all the same');
	const { log } = house.server;
	tell(/^<3>.*the disk is full/m.test(log) && !log.includes('abcdefgh'),
		'the admin is told that the disk is full, and not a word of what was typed');
	await kill();
	visitor.connect();
	await start_again(folder, true);
	tell((await visitor.get('/help')).status === 200, 'killed, the server starts on the full disk and shows pages');
	words = await ask_on_full_disk(visitor, words);
	rmSync(full);
	const rs = await visitor.post('/help', { words }, null);
	tell(rs.status === 303 && asked(words) === 1, `with space the button pressed once more sends it, once (${rs.status})`);
	house.server.child.kill('SIGTERM');
	tell(await house.server.ended === 0 && verify(head) !== '', 'the server stops in order, and the chain is whole');
}

/* ---- files that are handed in ---- */

const files = () => readdirSync(join(folder, 'files'));
const document = { name: 'muistiinpano.txt', bytes: Buffer.from(`Omat muistiinpanoni.\n${'Kanarialintu lauloi. '.repeat(20000)}`) };

/* A claim with words in one of its parts, by a client who has shown that it is they. */
async function begin_claim(visitor) {
	await visitor.get('/way-back');
	await visitor.post('/way-back', { do: 'save', passphrase: 'sammal trumpetti keitto tikapuut' });
	await visitor.get('/show');
	await visitor.post('/show', { unit: 'safe-online' });
	const part = `/show/${sql('SELECT max(id) FROM claim')}/part/strong-password`;
	await visitor.get(part);
	await visitor.post(part, { self: 'can', words: 'Siivosin kaksi vuotta.', do: 'file' });
	await visitor.get(`${part}/file`);
	return part;
}

/* There is room for the database still, and none for files: the last of it is kept for words. Then there is none at
 * all. Each time the form says what to do, nothing of the file stays, and the words are there. */
async function test_full_of_files() {
	const visitor = new Visitor(command('person', folder, 'add', '--role', 'client').split('\n')[0]);
	await start_again(folder, true);
	await visitor.come_in();
	const part = await begin_claim(visitor);
	const head = verify();
	for (const [left, how] of [[3 << 20, 'nearly'], [0, 'wholly']]) {
		fill(left);
		const rs = await visitor.post(`${part}/file`, {}, null, document);
		const told = rs.page.replace(/\s+/g, ' ');
		tell(rs.status === 422 && told.includes('There is no room for the file here right now. The fault is ours. Your text is safe. Try again later.'),
			`on a ${how} full disk a file is answered with a sentence that says what to do (${rs.status})`);
		/* its hidden name goes once the answer has left */
		for (let i = 0; i < 100 && files().length > 0; i++)
			await wait(50);
		tell(files().length === 0 && sql('SELECT count(*) FROM file') === '0' && sql("SELECT count(*) FROM evidence WHERE kind = 'file'") === '0',
			`and nothing of it stays, on the disk or in the database (${files()})`);
		const page = (await visitor.get(part)).page;
		tell(page.includes('Siivosin kaksi vuotta.'), 'the text beside it is safe');
		tell(!house.server.log.includes('muistiinpano'), 'the log says nothing of what it was');
		rmSync(full);
	}
	await kill();
	visitor.connect();
	await start_again(folder, true);
	await visitor.get(`${part}/file`);
	const rs = await visitor.post(`${part}/file`, {}, 303, document);
	tell(rs.status === 303 && files().length === 1 && !files()[0].startsWith('.') && sql('SELECT count(*) FROM file') === '1',
		'with space the button pressed once more sends it, once');
	tell((await visitor.get(part)).page.includes('muistiinpano.txt'), 'and it stands beside the text');
	house.server.child.kill('SIGTERM');
	tell(await house.server.ended === 0 && verify(head) !== '', 'the chain is whole, and knows the file as it is');
}

await run_test(async () => {
	if (mount()) {
		await test_full();
		await test_full_of_files();
	}
	else
		tell(true, '# SKIP no disk may be mounted here');
});
