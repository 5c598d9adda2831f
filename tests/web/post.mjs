/*
 * post: a real mail server (npm smtp-server), with certificates made for the test, and what comes to it
 * read as a mail program reads it.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

/* An authority of our own, a certificate of it for localhost, one for another name, and one by nobody. */
export function make_certificates() {
	const folder = mkdtempSync(join(tmpdir(), 'askel-post-'));
	const openssl = (...words) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Test CA');
	openssl('req', '-x509', ...key, '-keyout', 'nobody.key', '-out', 'nobody.pem', '-days', '2',
		'-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost');
	for (const [name, host] of [['good', 'localhost'], ['other', 'other.example']]) {
		openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${host}`);
		writeFileSync(join(folder, `${name}.ext`), `subjectAltName=DNS:${host}\n`);
		openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial',
			'-days', '2', '-extfile', `${name}.ext`, '-out', `${name}.pem`);
	}
	const pair = (name) => ({ key: readFileSync(join(folder, `${name}.key`)), cert: readFileSync(join(folder, `${name}.pem`)) });
	return {
		authorities: join(folder, 'ca.pem'),
		file(name, words, mode = 0o600) {
			writeFileSync(join(folder, name), words, { mode });
			return join(folder, name);
		},
		good: pair('good'), other: pair('other'), nobody: pair('nobody'),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

/* ---- letters, undone ---- */

const unquote = (words) => Buffer.from(words.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g,
	(_, hex) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString('utf8');

function read_letter(raw, session) {
	const [head, ...rest] = raw.split('\r\n\r\n');
	const fields = new Map(head.replace(/\r\n /g, ' ').split('\r\n').map((line) => {
		const [name, ...value] = line.split(': ');
		return [name.toLowerCase(), value.join(': ')];
	}));
	const words = (value) => value?.replace(/\?= =\?utf-8\?Q\?/g, '').replace(/=\?utf-8\?Q\?(.*?)\?=/g,
		(_, coded) => unquote(coded.replaceAll('_', ' ')));
	return { raw, fields, subject: words(fields.get('subject')), from: words(fields.get('from')),
		body: unquote(rest.join('\r\n\r\n')), to: session.envelope.rcptTo.map((one) => one.address),
		sender: session.envelope.mailFrom.address, secure: session.secure, user: session.user,
		name: session.hostNameAppearsAs };
}

/* ---- the server ---- */

/* options are smtp-server's; `refuse(address)` may give a reply ({ responseCode, message }). */
export async function open_post(options = {}, refuse = () => undefined) {
	const letters = [];
	const waiting = [];
	const server = new SMTPServer({
		authOptional: true, disableReverseLookup: true, closeTimeout: 1000, ...options,
		onRcptTo({ address }, session, done) {
			const reply = refuse(address);
			done(reply && Object.assign(new Error(reply.message), { responseCode: reply.responseCode }));
		},
		onData(stream, session, done) {
			let raw = '';
			stream.on('data', (bytes) => (raw += bytes.toString('latin1')));
			stream.on('end', () => {
				const letter = read_letter(raw, session);
				letters.push(letter);
				done();
				waiting.splice(0).forEach((look) => look());
			});
		},
	});
	server.on('error', () => {}); /* a client that hangs up over a certificate */
	await new Promise((done) => server.listen(0, '127.0.0.1', done));
	return {
		port: server.server.address().port,
		letters,
		/* The first letter to an address after the first `from` letters. */
		async letter_to(address, from = 0, seconds = 90) {
			const until = Date.now() + seconds * 1000;
			for (;;) {
				const letter = letters.slice(from).find((one) => one.to.includes(address));
				if (letter)
					return letter;
				if (Date.now() > until)
					throw new Error(`no letter to ${address} in ${seconds} s`);
				await new Promise((done) => {
					waiting.push(done);
					setTimeout(done, 500);
				});
			}
		},
		close: () => new Promise((done) => server.close(done)), /* waits for whoever is connected */
	};
}
