/*
 * provider.test: signing in with the organisation's own provider, a real one, in a real browser, with
 * JavaScript and without it: joined with one's account, signed out, in by it again, asked again before
 * what is one's own; and all that goes wrong on the way: back without signing in, another's sign-in, a
 * return that was used before, that was begun elsewhere or whose cookie is gone, a provider that is away.
 * What was typed comes back each time. Pictures go to build/shots/provider.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import * as checks from './checks.mjs';
import { finish, open_browser, open_house, root, test, words_of } from './house.mjs';
import { open_provider } from './provider.mjs';

const SECRET = 'a secret/with+signs & more';
const AGAIN_MS = 11000; /* longer than nobody asks a provider again that was away, or for keys */
const SENT_MS = 31000;  /* longer than it is taken to be there because it was */
const NAME = 'Mäntylä';

function free_port() {
	return new Promise((done) => {
		const server = createServer();
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});
}

const port = await free_port();
const house = await open_house({ ASKEL_PROVIDER_ISSUER: `http://127.0.0.1:${port}`, ASKEL_PROVIDER_CLIENT_ID: 'learn',
	ASKEL_PROVIDER_NAME: NAME, ASKEL_PROVIDER_SECRET: SECRET, ASKEL_PROVIDER_SECOND_FACTOR: 'mfa',
	ASKEL_SIGN_IN_WAYS: 'passphrase pictures provider' });
const provider = await open_provider(port, { return_to: `${house.origin}/provider/return`, secret: SECRET });
const browser = await open_browser();
const shots = join(root, 'build/shots/provider');
mkdirSync(shots, { recursive: true });
const t = words_of('en');
const said = (msgid, name = NAME) => t(msgid).replaceAll('{a}', name).replaceAll('{provider}', name);

const AWAY = 'does not answer right now';
const LOST = 'took too long, or it was begun in another window';

async function open_person(js) {
	const context = await browser.newContext({ baseURL: house.origin, javaScriptEnabled: js, locale: 'en',
		viewport: { width: 320, height: 640 } });
	const page = await context.newPage();
	page.setDefaultTimeout(10000);
	return { js, context, page, at: (selector) => page.locator(selector) };
}

const press = async (person, selector) => {
	await Promise.all([person.page.waitForEvent('framenavigated'), person.at(selector).first().click()]);
	await person.page.waitForLoadState('domcontentloaded');
};
const text = (person) => person.at('main').innerText();
const path = (person) => new URL(person.page.url()).pathname;

async function come_in(person, card) {
	await person.page.goto(card);
	await press(person, 'main form .button.main');
	await press(person, 'main form .button.main'); /* languages */
	await person.at('[name=device][value=own]').check();
	await press(person, 'main form .button.main');
	if (path(person) === '/way-back')
		await press(person, 'button[value=later]');
}

/* At the provider's own page, which the browser has come to by itself. */
async function at_provider(person, who, { back = false, second = false } = {}) {
	await person.page.waitForURL(`${provider.issuer}/interaction/**`);
	assert.equal(await person.at('#prompt').innerText(), 'login', 'it asks again whatever session there is');
	if (back)
		return void await press_home(person, '#back');
	await person.at('#who').fill(who);
	if (second)
		await person.at('#second').check();
	await press_home(person, '#go');
}

/* Without JavaScript the provider may ask to go on from a page of its own. */
async function press_home(person, selector) {
	await press(person, selector);
	if (!person.js && person.page.url().startsWith(provider.issuer))
		await press(person, 'button');
	await person.page.waitForURL(`${house.origin}/**`);
}

/* The 15 minutes are over. */
const let_time_pass = () => house.sql('UPDATE session SET strong_at = 1 WHERE strong_at > 1');

async function sign_out(person) {
	await person.page.goto('/me');
	await press(person, 'form[action="/sign-out"] button');
}

async function sign_in(person, who, how) {
	await person.page.goto('/sign-in');
	await press(person, '#provider');
	await at_provider(person, who, how);
}

async function picture(person, name) {
	for (const scheme of ['light', 'dark']) {
		await person.page.emulateMedia({ colorScheme: scheme });
		await person.page.screenshot({ path: join(shots, `${name}-${scheme}.png`), fullPage: true });
	}
	if (!person.js)
		return;
	assert.deepEqual(await checks.axe_faults(person.page), []);
	assert.deepEqual(await checks.html_faults(await (await person.page.request.get(person.page.url())).text()), []);
	assert.deepEqual(await checks.width_faults(person.page, name), []);
}

async function walk(js) {
	const how = js ? 'with JavaScript' : 'without JavaScript';
	const person = await open_person(js);
	const who = js ? 'kim' : 'sam';

	await test(`${how}: somebody with a card joins their sign-in`, async () => {
		await come_in(person, house.card());
		await person.page.goto('/me');
		await press(person, 'a[href="/provider/own"]');
		await picture(person, `own-${how}`);
		await press(person, '#provider');
		await at_provider(person, who);
		assert.equal(path(person), '/provider/own');
		assert.match(await text(person), /You have been able to sign in here with Mäntylä since/);
		await picture(person, `joined-${how}`);
	});
	await test(`${how}: nothing but openid is asked for, as the public name's client`, () => {
		const query = new URL(provider.asked.at(-1), provider.issuer).searchParams;
		assert.equal(query.get('scope'), 'openid');
		assert.equal(query.get('code_challenge_method'), 'S256');
		assert.equal(query.get('client_id'), 'learn');
		assert.equal(query.get('redirect_uri'), `${house.origin}/provider/return`);
		assert.equal(query.get('ui_locales'), 'en');
		assert.deepEqual([...query.keys()].sort(), ['acr_values', 'client_id', 'code_challenge', 'code_challenge_method',
			'max_age', 'nonce', 'prompt', 'redirect_uri', 'response_type', 'scope', 'state', 'ui_locales']);
	});
	await test(`${how}: what is theirs is open now`, async () => {
		await person.page.goto('/notices');
		assert.equal(path(person), '/notices');
	});
	await test(`${how}: signed out, they come in by it again`, async () => {
		await sign_out(person);
		await person.page.goto('/sign-in?next=/me');
		await picture(person, `sign-in-${how}`);
		await press(person, '#provider');
		await at_provider(person, who);
		if (path(person) === '/device') {
			await person.at('[name=device][value=own]').check();
			await press(person, 'main form .button.main');
		}
		assert.equal(path(person), '/me');
	});
	await test(`${how}: after 15 minutes they are asked again, and go on where they were going`, async () => {
		let_time_pass();
		await person.page.goto('/looks');
		assert.equal(path(person), '/passphrase');
		assert.match(await text(person), /Show that it is you/);
		await picture(person, `proof-${how}`);
		await press(person, '#provider');
		await at_provider(person, who);
		assert.equal(path(person), '/looks');
	});
	await test(`${how}: another's sign-in doesn't show that it is them`, async () => {
		let_time_pass();
		await person.page.goto('/looks');
		await press(person, '#provider');
		await at_provider(person, 'stranger');
		assert.match(await text(person), /That is not the sign-in at Mäntylä/);
		await picture(person, `other-${how}`);
		await person.page.goto('/looks');
		assert.equal(path(person), '/passphrase');
	});
	await test(`${how}: back without signing in: nothing has changed`, async () => {
		await press(person, '#provider');
		await at_provider(person, who, { back: true });
		assert.match(await text(person), /You came back from Mäntylä without signing in/);
		await press(person, '#provider');
		await at_provider(person, who);
		assert.equal(path(person), '/looks', 'and where they were going is not forgotten');
	});
	await test(`${how}: what they had typed comes back, also when the first try fails`, async () => {
		await person.page.goto('/name');
		await person.at('#name').fill('Maikki <b>1</b>');
		let_time_pass();
		await press(person, 'main form .button.main');
		assert.equal(person.page.url(), `${house.origin}/name`);
		await press(person, '#provider');
		assert.equal(house.sql('SELECT count(*) FROM provider_form'), '1');
		await at_provider(person, who, { back: true });
		assert.equal(house.sql('SELECT count(*) FROM provider_form'), '0', 'it waits no longer than needed');
		await press(person, '#provider');
		await at_provider(person, who);
		assert.equal(await person.at('#name').inputValue(), 'Maikki <b>1</b>');
		await press(person, 'main form .button.main');
		assert.equal(house.sql(`SELECT count(*) FROM person WHERE name = 'Maikki <b>1</b>'`), js ? '1' : '2');
	});
	await test(`${how}: and when the session has ended meanwhile`, async () => {
		await person.page.goto('/help');
		await person.at('#words').fill('Kirjoitin tämän <ennen>');
		house.sql('UPDATE session SET ended = 1 WHERE ended = 0');
		await press(person, 'main form .button.main');
		assert.match(await text(person), /There was a long pause/);
		await press(person, '#provider');
		await at_provider(person, who);
		assert.equal(await person.at('#words').inputValue(), 'Kirjoitin tämän <ennen>');
	});
	await test(`${how}: a sign-in that nobody has joined opens nothing`, async () => {
		await sign_out(person);
		await sign_in(person, 'nobody');
		assert.match(await text(person), /has not been joined with anything here/);
		await picture(person, `unknown-${how}`);
		assert.equal(house.sql("SELECT count(*) FROM person WHERE name LIKE '%nobody%'"), '0', 'and makes no account');
		await person.page.goto('/me');
		assert.equal(path(person), '/sign-in');
	});
	await test(`${how}: one sign-in is one person's`, async () => {
		const other = await open_person(js);
		await come_in(other, house.card());
		await other.page.goto('/provider/own');
		await press(other, '#provider');
		await at_provider(other, who);
		assert.match(await text(other), /is joined with another account here/);
		await other.context.close();
	});
	await test(`${how}: they stop using it, and it opens nothing any more`, async () => {
		await sign_in(person, who);
		await person.page.goto('/provider/own');
		assert.match(await text(person), /You have no other way back/);
		await press(person, '#provider');
		assert.match(await text(person), /Do you have an account at Mäntylä\?/);
		await sign_out(person);
		await sign_in(person, who);
		assert.match(await text(person), /has not been joined with anything here/);
	});
	await person.context.close();
}

/* What the provider would have sent the browser back to. */
async function caught_return(person, who) {
	await person.page.goto('/sign-in');
	await press(person, '#provider');
	await person.page.waitForURL(`${provider.issuer}/interaction/**`);
	await person.at('#who').fill(who);
	const caught = provider.catch_return();
	await press(person, '#go');
	return caught;
}

const journey_of = async (person) => (await person.context.cookies()).find((one) => one.name.includes('journey'));

await walk(true);
await walk(false);

const person = await open_person(true);
await test('a person to attack', async () => {
	await come_in(person, house.card());
	await person.page.goto('/provider/own');
	await press(person, '#provider');
	await at_provider(person, 'victim');
	await sign_out(person);
});
await test('the cookie of a journey is for this site, not for scripts, and short', async () => {
	const caught = await caught_return(person, 'victim');
	const cookie = await journey_of(person);
	assert.equal(cookie.sameSite, 'Lax');
	assert.equal(cookie.httpOnly, true);
	assert(cookie.expires - Date.now() / 1000 <= 900);
	for (const sent of [caught, provider.asked.at(-1)])
		assert(!sent.includes(cookie.value));
});
await test('a return in another browser signs nobody in: neither the thief nor who is lured', async () => {
	const caught = await caught_return(person, 'victim');
	const thief = await open_person(true);
	await thief.page.goto(caught);
	assert.match(await text(thief), new RegExp(LOST));
	await thief.page.goto('/me');
	assert.equal(path(thief), '/sign-in');
	await thief.context.close();
});
await test('with another state it is nobody\'s', async () => {
	const caught = new URL(await caught_return(person, 'victim'));
	const cookie = await journey_of(person);
	caught.searchParams.set('state', caught.searchParams.get('state').replace(/^./, (c) => (c === 'A' ? 'B' : 'A')));
	await person.page.goto(caught.href);
	assert.match(await text(person), new RegExp(LOST));
	assert.equal((await journey_of(person))?.value, cookie.value, 'whoever sends somebody such an address spoils no journey');
});
await test('of another provider it isn\'t asked about', async () => {
	const caught = new URL(await caught_return(person, 'victim'));
	caught.searchParams.set('iss', 'https://evil.example');
	await person.page.goto(caught.href);
	assert.match(await text(person), /did not tell us that it is you/);
});
await test('used a second time, even with its cookie, it opens nothing', async () => {
	const caught = await caught_return(person, 'victim');
	const cookie = await journey_of(person);
	await person.page.goto(caught);
	assert.notEqual(path(person), '/provider/return');
	assert.equal(await journey_of(person), undefined, 'its cookie is gone');
	await person.page.goto(caught);
	assert.notEqual(path(person), '/sign-in', 'who is in stays in');
	await sign_out(person);
	await person.page.goto(caught);
	assert.match(await text(person), new RegExp(LOST));
	await person.context.addCookies([cookie]);
	await person.page.goto(caught);
	assert.match(await text(person), new RegExp(LOST));
});
await test('a code that was made up is refused', async () => {
	const caught = new URL(await caught_return(person, 'victim'));
	caught.searchParams.set('code', 'made-up');
	await person.page.goto(caught.href);
	assert.match(await text(person), /did not tell us that it is you/);
});
await test('a return leads nowhere else, whatever it asks for', async () => {
	await person.page.goto('/sign-in?next=//evil.example/');
	await press(person, '#provider');
	await at_provider(person, 'victim');
	assert.equal(new URL(person.page.url()).origin, house.origin);
	await sign_out(person);
});
await test('who tells the provider not to ask is not let in by the session there', async () => {
	await sign_in(person, 'victim');
	await sign_out(person);
	await person.page.route(`${provider.issuer}/auth?**`, (route) => {
		const url = new URL(route.request().url());
		url.searchParams.delete('prompt');
		url.searchParams.delete('max_age');
		return route.continue({ url: url.href });
	});
	await person.page.goto('/sign-in');
	await person.at('#provider').click();
	await person.page.waitForURL(`${house.origin}/provider/return**`);
	assert.match(await text(person), /did not tell us that it is you/);
	await person.page.unroute(`${provider.issuer}/auth?**`);
});

const coach = await open_person(true);
const factor_at = () => Number(house.sql('SELECT factor_at FROM session ORDER BY id DESC LIMIT 1'));
await test('staff join theirs, and it stands for the passphrase alone', async () => {
	await come_in(coach, house.links.coach);
	await coach.page.goto('/provider/own');
	await picture(coach, 'own-staff');
	assert.match(await text(coach), /Your second key is asked for unless you showed one there/);
	await press(coach, '#provider');
	await at_provider(coach, 'coach');
	await sign_out(coach);
	await sign_in(coach, 'coach');
	assert.equal(factor_at(), 0, 'their second factor is still to be shown');
	await sign_out(coach);
});
await test('but where the provider tells of a second factor, that counts', async () => {
	await sign_in(coach, 'coach', { second: true });
	assert.notEqual(factor_at(), 0);
});

await test('the provider begins to sign with a new key: people come in all the same', async () => {
	await provider.new_key();
	await new Promise((done) => setTimeout(done, AGAIN_MS));
	await sign_in(person, 'victim');
	assert.notEqual(path(person), '/provider/return');
	await sign_out(person);
});
await test('a provider that is away: a clear sentence, and the other ways stay open', async () => {
	const late = await open_person(true);
	await provider.close();
	await new Promise((done) => setTimeout(done, SENT_MS));
	await late.page.goto('/sign-in');
	const began = Date.now();
	await press(late, '#provider');
	assert.match(await text(late), new RegExp(AWAY));
	assert(Date.now() - began < 5000);
	assert.equal(await late.at('#passphrase').count(), 1);
	await picture(late, 'away');
	await come_in(late, house.card());
	assert.equal(path(late), '/');
	await late.context.close();
});
await test('and when it is back, so are they', async () => {
	await provider.open();
	await new Promise((done) => setTimeout(done, AGAIN_MS));
	await sign_in(person, 'victim');
	assert.notEqual(path(person), '/provider/return');
});
await test('nothing of a code, a token, the secret or a subject is in the log', () => {
	for (const word of ['code=', 'state=', 'eyJ', SECRET, 'victim', 'kim'])
		assert(!house.log().includes(word), word);
});
await person.context.close();
await coach.context.close();
await browser.close();
await house.close();
await provider.close().catch(() => {});
finish();
process.exit();
