/*
 * questions: the questions of a course, read from its files, and a person's way with them: what
 * would be right, where to put it, what to press.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/* The rows of an order or match question in the order of the file, which is the answer: of each the
 * words of its line and of its meaning, in every language the page is in. */
function read_rows(folder, page, id) {
	const rows = [];
	for (const name of readdirSync(folder).filter((file) => file.startsWith(`${page}.`))) {
		const text = readFileSync(join(folder, name), 'utf8').split(/(?=^<!-- q )/m)
			.find((part) => part.startsWith(`<!-- q id=${id} `));
		const lines = [...(text ?? '').matchAll(/^(?:\d+\. (.*)|- \*\*(.*)\*\* - (.*))$/gm)];
		for (const [n, [, item, term, meaning]] of lines.entries()) {
			rows[n] ??= { lines: [], meanings: [] };
			rows[n].lines.push(item ?? term);
			rows[n].meanings.push(meaning);
		}
	}
	return rows;
}

/* Every question of a course folder in reading order: where it is and what would be right. */
export function read_questions(course, language) {
	const questions = [];
	for (const module of readdirSync(course).filter((name) => /^\d+-/.test(name)).sort()) {
		const files = readdirSync(join(course, module));
		for (const name of files.filter((file) => file.endsWith(`.${language}.md`) && /^\d/.test(file)).sort()) {
			const text = readFileSync(join(course, module, name), 'utf8');
			for (const part of text.split(/(?=^<!-- q )/m).slice(1)) {
				const options = Object.fromEntries([...part.split('-->')[0].matchAll(/(\w+)=(\S+)/g)].map((m) => [m[1], m[2]]));
				const ticks = [...part.matchAll(/^- \[([ x])\]/gm)].map((m) => m[1] === 'x');
				const many = ticks.filter(Boolean).length > 1 ? 'many' : 'one';
				questions.push({
					file: join(course, module, name),
					page: name.replace(/^\d+-/, '').split('.')[0],
					id: options.id,
					kind: options.type ?? many,
					explain_after: Number(options.explain_after ?? 0),
					ticks,
					rows: read_rows(join(course, module), name.split('.')[0], options.id),
					accepted: (part.match(/^- = (.*)$/m) ?? [])[1]?.split(' +-')[0],
				});
			}
		}
	}
	return questions;
}

/* ---- on the page: `day` holds the page and the hands that are at it ---- */

export const check_button = ({ page }, q) => page.locator(`button[value="check.${q.id}"]`);
export const field = ({ page }, q) => page.locator(`#q-${q.id}`);
export const option = ({ page }, q, n) => page.locator(`[name="q.${q.id}"][value="${n}"]`);

/* The list beside a row; everybody has the rows, and the meanings in the lists, in an order of their
 * own. */
export async function list_of({ page }, q, row) {
	for (const pair of await page.locator(`#question-${q.id} .pair`).all())
		if (row.lines.includes((await pair.locator('label').textContent()).trim()))
			return pair.locator('select');
	return assert.fail(`${q.id}: ${row.lines[0]} isn't on the page`);
}

/* What a list holds for a place or meaning, by its number in the file; '' for none. */
export async function value_in(list, q, number) {
	if (!number || q.kind === 'order')
		return String(number || '');
	for (const option of await list.locator('option').all())
		if (q.rows[number - 1].meanings.includes((await option.textContent()).trim()))
			return await option.getAttribute('value');
	return assert.fail(`${q.id}: meaning ${number} isn't on the list`);
}

/* What would be right, partly right and wrong, as [field, value] lists of each kind. */
export function tries_at(q) {
	const numbers = (ticks) => ticks.flatMap((tick, i) => (tick ? [i + 1] : []));
	const rows = q.rows.map((_, i) => i + 1);
	switch (q.kind) {
	case 'one':
		return { wrong: [q.ticks.indexOf(false) + 1], right: numbers(q.ticks) };
	case 'many':
		return {
			wrong: [q.ticks.indexOf(false) + 1],
			partly: numbers(q.ticks).slice(0, 1),
			right: numbers(q.ticks),
		};
	case 'order':
	case 'match':
		return { wrong: [...rows.slice(1), 1], partly: [1, ...rows.slice(2), 2], right: rows };
	case 'number':
		return { wrong: String(Number(q.accepted) + 1), right: q.accepted };
	case 'short':
		return { wrong: 'kissa', right: `  ${q.accepted.toUpperCase()} ` };
	default:
		return { given: 'Ensin katson osoitetta.\n\nSitten "kysyn" <apua> & jätän väliin.' };
	}
}

export async function fill_in(day, q, value) {
	const { hands } = day;
	switch (q.kind) {
	case 'one':
		await hands.choose(option(day, q, value[0]));
		break;
	case 'many':
		for (let i = 1; i <= q.ticks.length; i++)
			await hands.tick(option(day, q, i), value.includes(i));
		break;
	case 'order':
	case 'match':
		for (const [i, row] of q.rows.entries()) {
			const list = await list_of(day, q, row);
			await hands.pick(list, await value_in(list, q, value[i]));
		}
		break;
	default:
		await hands.write(field(day, q), value);
	}
}
