/*
 * certificate: a house behind a proxy with TLS, whose certificate the admin reads about: nobody has
 * signed it, then its days are over (the clock is set forward), then the proxy is away.
 */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { finish, open_browser, open_house, test, words_of } from './house.mjs';
import { open_person, said, settle } from './person.mjs';
import { make_certificates } from './post.mjs';

const certificates = make_certificates();
let behind;
const proxy = createServer(certificates.nobody, (asked, answer) => {
	const on = request({ host: '127.0.0.1', port: behind, path: asked.url, method: asked.method,
		headers: { ...asked.headers, 'x-forwarded-for': '127.0.0.1' } }, (got) => {
		answer.writeHead(got.statusCode, got.headers);
		got.pipe(answer);
	});
	on.on('error', () => answer.destroy());
	asked.pipe(on);
});
proxy.on('clientError', () => {});
await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
const origin = `https://localhost:${proxy.address().port}`;
const house = await open_house({ ASKEL_ADDRESS_ORIGIN: origin }, undefined, true);
behind = Number(new URL(house.origin).port);
const browser = await open_browser();
const t = words_of('fi');
await house.reopen();
const admin = await open_person({ ...house, origin }, { newContext: (how) => browser.newContext({ ...how, ignoreHTTPSErrors: true }) },
	{ js: true }, 'fi');
await admin.page.goto(house.card('admin'));
await admin.hands.press(admin.main());
await settle(admin, {}, 'sammal trumpetti keitto tikapuut');
/* signed in for as long as the test wants, whatever its clock says */
const stay = () => house.sql(`UPDATE session SET started = ${house.clock.now()}, seen = ${house.clock.now()}, strong_at = ${house.clock.now()}`);

/* The thread looks by itself, and again a minute after it saw something wrong: asked until it has. */
async function status_says(words) {
	for (let i = 0; ; i++) {
		await admin.page.goto('/status');
		const page = await said(admin);
		if (page.includes(words))
			return page;
		assert(i < 100, page);
		await admin.page.waitForTimeout(100);
	}
}

await test('a certificate that nobody has signed is something to look at', async () => {
	const page = await status_says('ei tunne sen allekirjoittajaa');
	assert(page.includes(origin) && page.includes(t('Look at this:')), page);
	await admin.page.goto('/');
	assert.match(await said(admin), /katsottav/);
});
await test('so is one whose days are over, and the day is told', async () => {
	house.clock.pass(3 * 86400);
	stay();
	const last = new Date(Date.now() + 2 * 86400000).getDate();
	const page = await status_says('selaimet eivät päästä');
	assert(page.includes(`Varmenne päättyi ${last}.`), page);
});

/* The page as the proxy would fetch it, when there is none. */
async function status_past_proxy() {
	const cookie = (await admin.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
	return new Promise((done, wrong) => {
		request({ host: '127.0.0.1', port: behind, path: '/status', headers: { host: new URL(origin).host, cookie } }, async (got) => {
			let page = '';
			for await (const bytes of got.setEncoding('utf8'))
				page += bytes;
			done(page);
		}).on('error', wrong).end();
	});
}

await test('an address that doesn\'t answer is told, and is no trouble of the house', async () => {
	await admin.page.goto('about:blank');
	proxy.closeAllConnections();
	await new Promise((done) => proxy.close(done));
	house.clock.pass(61);
	let page = '';
	for (let i = 0; !page.includes('osoite ei vastaa sille'); i++) {
		assert(i < 100, page);
		page = await status_past_proxy();
		await new Promise((done) => setTimeout(done, 100));
	}
	assert(page.includes(origin));
});
await browser.close();
await house.close();
certificates.remove();
finish();
