/*
 * hands: a person at a page, with a pointer or with the keyboard alone. The keyboard's hands press
 * Tab until they stand on what they want, and look at every stop on the way: what has focus must be
 * seen to have it.
 */
import assert from 'node:assert/strict';

const TABS_MOST = 150;

/* What the active element is and whether its focus shows; a choice shows it on its frame. */
function focus_now() {
	const at = document.activeElement;
	const frame = [at, at.closest('.choice')].find((one) => {
		const style = one && getComputedStyle(one);
		return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3;
	});
	const box = (frame ?? at).getBoundingClientRect();
	return {
		words: at.outerHTML.slice(0, 120),
		page: at === document.body || at === document.documentElement,
		seen: Boolean(frame) && box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight,
	};
}

async function tab_to(page, target, back = false) {
	await target.waitFor({ state: 'attached' });
	for (let i = 0; i < TABS_MOST; i++) {
		const there = await target.evaluate((wanted) => {
			const at = document.activeElement;
			return at === wanted || (wanted.type === 'radio' && at.type === 'radio' &&
				at.name === wanted.name && at.form === wanted.form);
		});
		if (there)
			return;
		await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
		const focus = await page.evaluate(focus_now);
		assert(focus.page || focus.seen, `focus shows on ${focus.words}`);
	}
	assert.fail(`Tab never comes to ${target}`);
}

/* What is pressed here leads somewhere, be it within the page. */
async function and_arrive(page, act) {
	const gone = page.waitForEvent('framenavigated');
	await Promise.all([gone, act()]);
	await page.waitForLoadState('domcontentloaded');
}

/* Every stop of Tab from the top of the page to its end; what doesn't show its focus. */
export async function unseen_stops(page) {
	const unseen = [];
	await page.evaluate(() => document.activeElement.blur());
	for (let i = 0; i < TABS_MOST; i++) {
		await page.keyboard.press('Tab');
		const focus = await page.evaluate(focus_now);
		if (focus.page)
			return i > 0 ? unseen : ['Tab reaches nothing'];
		if (!focus.seen)
			unseen.push(`focus doesn't show on ${focus.words}`);
	}
	return [...unseen, `more than ${TABS_MOST} stops`];
}

function keyboard_hands(page) {
	return {
		async press(target) {
			await tab_to(page, target);
			await and_arrive(page, () => page.keyboard.press('Enter'));
		},
		async write(target, words) {
			await tab_to(page, target);
			await page.keyboard.press('Control+A');
			await page.keyboard.press('Delete');
			await page.keyboard.type(words);
		},
		async choose(target) {
			await tab_to(page, target);
			if (!await target.isChecked())
				await page.keyboard.press('Space');
			for (let i = 0; i < 20 && !await target.isChecked(); i++)
				await page.keyboard.press('ArrowDown');
			assert(await target.isChecked(), 'arrows choose');
		},
		async tick(target, on) {
			await tab_to(page, target);
			if (await target.isChecked() !== on)
				await page.keyboard.press('Space');
		},
		async pick(target, value) {
			await tab_to(page, target);
			await page.keyboard.press('Home');
			for (let i = 0; i < 20 && await target.inputValue() !== value; i++)
				await page.keyboard.press('ArrowDown');
			assert.equal(await target.inputValue(), value, 'arrows pick');
		},
	};
}

function pointer_hands(page) {
	return {
		press: (target) => and_arrive(page, () => target.click()),
		write: (target, words) => target.fill(words),
		/* on the label, as a finger does */
		choose: (target) => target.locator('xpath=ancestor::label').click(),
		async tick(target, on) {
			if (await target.isChecked() !== on)
				await target.locator('xpath=ancestor::label').click();
		},
		pick: (target, value) => target.selectOption(value),
	};
}

export function hands_at(page, keyboard) {
	return keyboard ? keyboard_hands(page) : pointer_hands(page);
}

/* What is one's own asks for a passphrase: made there the first time, and on it goes. */
export async function prove(page, hands) {
	const { pathname, searchParams } = new URL(page.url());
	if (!['/way-back', '/passphrase'].includes(pathname))
		return;
	await hands.write(page.locator('#passphrase'), 'sammal trumpetti keitto');
	await hands.press(page.locator('main form .button.main'));
	assert.equal(new URL(page.url()).pathname, searchParams.get('next'), 'on to where they were going');
}
