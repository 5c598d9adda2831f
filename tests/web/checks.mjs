/*
 * checks: what must hold of every page, whatever it is for. Each check returns the list of what is
 * wrong, in words; none: the page is as it should be.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';
import rules from './.htmlvalidate.mjs';

const axe_source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const html_validate = new HtmlValidate(rules);
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/* HTML + CSS as gzip, and the script: what a first visit with a slow phone pays. */
export const PAGE_BYTES_MOST = 14 * 1024;
export const SCRIPT_BYTES_MOST = 6 * 1024;

export async function axe_faults(page) {
	const loaded = await page.evaluate(() => 'axe' in window);
	if (!loaded)
		await page.evaluate(axe_source);
	const { violations } = await page.evaluate((tags) =>
		window.axe.run({ runOnly: tags, resultTypes: ['violations'] }), AXE_TAGS);
	return violations.flatMap((fault) => fault.nodes.map((node) =>
		`axe ${fault.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\n')[1] ?? fault.help}`));
}

export async function html_faults(html) {
	const report = await html_validate.validateString(html);
	return report.results.flatMap((result) => result.messages.map((fault) =>
		`html ${fault.ruleId}: ${fault.message} (line ${fault.line}: ${html.split('\n')[fault.line - 1].slice(0, 120)})`));
}

/* The text as many times as big; an inline style set by script is what our CSP lets through. */
export async function set_text_size(page, times) {
	await page.evaluate((size) => {
		const html = document.documentElement;
		html.style.fontSize = '';
		if (size !== 1)
			html.style.fontSize = `${parseFloat(getComputedStyle(html).fontSize) * size}px`;
	}, times);
}

/* Wider than the screen, as a whole or in some part that can't scroll by itself. */
export async function width_faults(page, what) {
	return page.evaluate((where) => {
		const { scrollWidth, clientWidth } = document.scrollingElement;
		if (scrollWidth <= clientWidth)
			return [];
		const out = [...document.querySelectorAll('body *')].filter((one) => {
			const box = one.getBoundingClientRect();
			return box.right > clientWidth + 1 || box.left < -1;
		});
		return [`${scrollWidth - clientWidth} px too wide ${where}: ${out.slice(0, 3).map((one) => one.outerHTML.slice(0, 100))}`];
	}, what);
}

/* All that is pressed or filled in is big enough for a shaking thumb. */
export async function target_faults(page) {
	return page.evaluate(() => {
		const targets = 'main .button, .bottom .button, .picture, .choice, .field input, select, textarea, summary';
		return [...document.querySelectorAll(targets)].flatMap((one) => {
			const { width, height } = one.getBoundingClientRect();
			return height >= 44 && width >= 44 ? [] : [`${width} x ${height}: ${one.outerHTML.slice(0, 120)}`];
		});
	});
}

/* One h1, headings without gaps in rank, a language, a title that ends in the place's name. */
export async function frame_faults(page, { lang, dir, place }) {
	return page.evaluate((want) => {
		const faults = [];
		const html = document.documentElement;
		const headings = [...document.querySelectorAll('h1')];
		if (headings.length !== 1)
			faults.push(`${headings.length} h1`);
		if (html.lang !== want.lang || html.dir !== want.dir)
			faults.push(`<html lang=${html.lang} dir=${html.dir}> instead of ${want.lang} ${want.dir}`);
		if (!document.title.endsWith(` - ${want.place}`) || document.title.length < want.place.length + 5)
			faults.push(`the title is ${document.title}`);
		if (!document.querySelector('main#main'))
			faults.push('no main');
		return faults;
	}, { lang, dir, place });
}

/* Listens from now on: requests to other places, words on the console, broken promises of the CSP. */
export function listen_for_faults(page, origin) {
	const faults = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
			faults.push(`asks for ${request.url()}`);
	});
	page.on('console', (message) => {
		/* what a page of status 4xx or 503 is there for */
		if (['error', 'warning'].includes(message.type()) && !/^Failed to load resource: .* (4\d\d|503) /.test(message.text()))
			faults.push(`console: ${message.text()}`);
	});
	page.on('pageerror', (error) => faults.push(`script: ${error}`));
	page.on('requestfailed', (request) => {
		/* a picture that was on its way when the page was left */
		if (request.failure()?.errorText !== 'net::ERR_ABORTED')
			faults.push(`fails: ${request.url()} ${request.failure()?.errorText}`);
	});
	return () => faults.splice(0);
}

/* Bytes on the wire of an answer as the server compressed it. */
export async function bytes_of(response) {
	const headers = await response.allHeaders();
	return Number(headers['content-length']);
}
