/*
 * script: the small comforts of askel.js besides reading aloud (listen.test.mjs) and focus
 * (tree.test.mjs): a double press sends once, a passphrase can be looked at, and a page that the
 * browser kept from before signing out is asked for again.
 */
import assert from 'node:assert/strict';
import { finish, open_browser, open_house, test, words_of } from './house.mjs';

const LESSON = '/courses/safe-online/your-own-route';
const t = words_of('fi');
const house = await open_house();
const browser = await open_browser();
const context = await browser.newContext({ baseURL: house.origin, locale: 'fi' });
const page = await context.newPage();
page.setDefaultTimeout(10000);

async function come_in() {
	await page.goto(house.links.client);
	await page.locator('main form .button.main').click();
	await page.waitForURL('**/languages');
}

await test('a passphrase can be looked at while it is typed', async () => {
	await page.goto('/sign-in');
	const field = page.locator('#passphrase');
	await field.fill('sammal trumpetti');
	await page.getByRole('button', { name: t('Show what I type') }).click();
	assert.equal(await field.getAttribute('type'), 'text');
	await page.getByRole('button', { name: t('Hide what I type') }).click();
	assert.equal(await field.getAttribute('type'), 'password');
	assert.equal(await field.inputValue(), 'sammal trumpetti');
});

await test('a passphrase in sight is hidden when it is sent, so that no browser keeps it', async () => {
	const field = page.locator('#passphrase');
	await page.getByRole('button', { name: t('Show what I type') }).click();
	const type = await field.evaluate((one) => {
		one.form.addEventListener('submit', (event) => event.preventDefault());
		one.form.requestSubmit();
		return one.type;
	});
	assert.equal(type, 'password');
});

await test('a double press sends once, also when the answer takes its time', async () => {
	await come_in();
	await page.goto(LESSON);
	let sent = 0;
	await page.route('**', async (route) => {
		if (route.request().method() === 'POST') {
			sent++;
			await new Promise((done) => setTimeout(done, 600));
		}
		await route.continue().catch(() => {});
	});
	await page.locator('#q-missing-word').fill('kissa');
	const check = page.locator('button[value="check.missing-word"]');
	await check.scrollIntoViewIfNeeded();
	const { x, y } = await check.boundingBox();
	/* the mouse itself: unlike click(), it doesn't wait for what follows */
	await page.mouse.click(x + 5, y + 5);
	await page.waitForTimeout(200);
	await page.mouse.click(x + 5, y + 5);
	await page.locator('#a-missing-word').waitFor();
	await page.unroute('**');
	assert.equal(sent, 1);
});

await test('a page kept from before signing out is asked for again, another one is not', async () => {
	const show_again = (out) => page.evaluate((time) => {
		window.mark = 'kept';
		sessionStorage.setItem('out', Date.now() + time);
		dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
	}, out);
	await page.goto(LESSON);
	await show_again(-60000);
	await page.waitForTimeout(300);
	assert.equal(await page.evaluate(() => window.mark), 'kept');
	await Promise.all([page.waitForEvent('load'), show_again(1)]);
	assert.equal(await page.evaluate(() => window.mark), undefined);
});

await test('a page of somebody signed out leaves its time for kept ones', async () => {
	await page.goto('/me');
	await page.locator('main form .button.main').click();
	await page.waitForURL('**/signed-out*');
	const out = await page.evaluate(() => Number(sessionStorage.getItem('out')));
	assert(Math.abs(Date.now() - out) < 60000);
});

await browser.close();
await house.close();
finish();
