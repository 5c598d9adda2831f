/*
 * courses: how the shipped courses are written. Prints LIX, the mean and the longest sentence of
 * each course in each language, and holds what authors promise: plain Finnish has short sentences,
 * a right answer can't be told by its length or its place, every option answers back, languages have
 * the same parts, pictures are small. What `askel check` refuses is not looked at again.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '../../..');
const folder = join(root, 'courses');
const askel = process.env.ASKEL ?? join(root, 'build/askel');
const WORDS_MOST = 15; /* in a sentence of plain language; server/course/tree.c says the same */
const PICTURE_MOST = 4096;
const LENGTH_OVER_CHANCE = 0.1;
const PLACE_OVER_CHANCE = 0.2;
const TELLING = 12; /* of fewer questions nothing can be said */

let count = 0;
function tell(sentence, faults) {
	count++;
	console.log(`${faults.length ? 'not ok' : 'ok'} ${count} - ${sentence}`);
	for (const fault of faults.slice(0, 20))
		console.log(`# ${fault}`);
	process.exitCode ||= faults.length ? 1 : 0;
}
const note = (words) => console.log(`# ${words}`);
const share = (part, whole) => `${part} of ${whole} (${Math.round((100 * part) / whole)} %)`;

/* ---- reading ---- */

function files_in(at) {
	return readdirSync(at, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? files_in(join(at, entry.name)) : [join(at, entry.name)]);
}

/* A list item's paragraphs stand alone, so that "1. Stop. 2. Help" is no long sentence. */
function prose_of(body) {
	const table = /^\|.*\|\s*$/;
	return body.replace(/<!--[\s\S]*?-->/g, '')
		.split('\n')
		.map((line) => line.replace(/^\s*(>\s*)*/, '').trim())
		.map((line) => (/^(#+ |- = |!\[)/.test(line) || table.test(line) ? '' : line))
		.map((line) => line.replace(/^([-*]|\d+\.) (\[[ x]\] )?/, '\n'))
		.map((line) => line.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*`_]/g, ''))
		.map((line) => line || '\n')
		.join(' ')
		.split('\n')
		.map((paragraph) => paragraph.trim())
		.filter(Boolean);
}

const words_of = (sentence) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
const sentences_of = (paragraph) => paragraph.split(/(?<=[.!?])\s+/).map(words_of)
	.filter((words) => words.length);

/* An option with what stands under it; a question with its options. */
function questions_of(body) {
	const questions = [];
	let question, option;
	for (const line of body.split('\n')) {
		const asked = line.match(/^<!-- q id=([a-z0-9-]+)([^>]*)-->/);
		const item = line.match(/^- \[([ x])\] (.*)/);
		if (asked) {
			question = { id: asked[1], type: asked[2].match(/type=(\w+)/)?.[1] ?? 'choice',
				options: [] };
			questions.push(question);
			option = undefined;
		} else if (item && question) {
			option = { right: item[1] === 'x', words: item[2].replace(/[`*]/g, ''), feedback: '' };
			question.options.push(option);
		} else if (/^\s+> ./.test(line) && option)
			option.feedback += line.trim().slice(2);
	}
	return questions;
}

const pages = files_in(folder).filter((path) => path.endsWith('.md')).map((path) => {
	const name = path.slice(folder.length + 1);
	const [, stem, language] = name.match(/^(.*)\.([a-z]+(?:-simple)?)\.md$/) ?? [];
	const [, front = '', body = ''] = readFileSync(path, 'utf8')
		.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? [];
	return { name, stem, language, front, body, course: name.split('/')[0],
		questions: questions_of(body) };
}).filter((page) => page.language && page.course !== 'units');
const courses = [...new Set(pages.map((page) => page.course))].sort();
const languages = [...new Set(pages.map((page) => page.language))].sort();

/* ---- how it reads ---- */

const too_long = [];
const reads = new Map();
for (const course of courses)
	for (const language of languages) {
		const here = pages.filter((page) => page.course === course && page.language === language);
		const sentences = here.flatMap((page) => prose_of(page.body).flatMap(sentences_of)
			.map((words) => ({ words, page })));
		if (!sentences.length)
			continue;
		const words = sentences.flatMap((sentence) => sentence.words);
		const long = words.filter((word) => [...word.replace(/[^\p{L}\p{N}]/gu, '')].length > 6);
		const mean = words.length / sentences.length;
		const lix = mean + (100 * long.length) / words.length;
		const longest = Math.max(...sentences.map((sentence) => sentence.words.length));
		reads.set(`${course} ${language}`, lix);
		note(`${course} ${language}: ${here.length} files, ${words.length} words, LIX ` +
			`${lix.toFixed(0)}, ${mean.toFixed(1)} words a sentence, the longest ${longest}`);
		if (language.endsWith('-simple'))
			too_long.push(...sentences.filter((sentence) => sentence.words.length > WORDS_MOST)
				.map((sentence) => `${sentence.page.name}: ${sentence.words.join(' ')}`));
	}
tell(`Plain language has no sentence over ${WORDS_MOST} words`, too_long);
tell('Plain language reads more easily than the language it is made from', courses.flatMap((course) =>
	languages.filter((language) => reads.get(`${course} ${language}-simple`) >=
		reads.get(`${course} ${language}`)).map((language) => `${course} ${language}`)));

/* ---- questions ---- */

const choices = pages.flatMap((page) => page.questions
	.filter((question) => question.type === 'choice').map((question) => ({ ...question, page })));
tell('Every option answers back', choices.flatMap((question) => question.options
	.filter((option) => option.feedback.length < 10)
	.map((option) => `${question.page.name} ${question.id}: ${option.words}`)));
tell('Every question with options has a right one and a wrong one', choices
	.filter((question) => new Set(question.options.map((option) => option.right)).size < 2)
	.map((question) => `${question.page.name} ${question.id}`));

/* Where every other option is shorter (or longer), the right one stands out. */
function stands_out({ options }, sign) {
	const size = ({ words }) => sign * [...words].length;
	const right = options.find((option) => option.right);
	return options.every((option) => option.right || size(option) < size(right));
}

const by_length = [], by_place = [];
for (const language of languages) {
	const one_right = choices.filter((question) => question.page.language === language &&
		question.options.filter((option) => option.right).length === 1);
	const chance = one_right.reduce((sum, { options }) => sum + 1 / options.length, 0);
	for (const [name, sign] of [['longest', 1], ['shortest', -1]]) {
		const out = one_right.filter((question) => stands_out(question, sign));
		note(`${language}: the right option is the ${name} in ${share(out.length, one_right.length)}`);
		if (one_right.length >= TELLING &&
			out.length > chance + LENGTH_OVER_CHANCE * one_right.length)
			by_length.push(`${language}, ${name}: ${out.map((q) => q.id).join(', ')}`);
	}
	for (const places of new Set(one_right.map(({ options }) => options.length))) {
		const alike = one_right.filter(({ options }) => options.length === places);
		const at = Array.from({ length: places }, (_, place) =>
			alike.filter(({ options }) => options[place].right).length);
		note(`${language}: of ${places} options the right one stands at ${at.join(', ')}`);
		if (alike.length >= TELLING &&
			at.some((n) => !n || n > (1 / places + PLACE_OVER_CHANCE) * alike.length))
			by_place.push(`${language}, ${places} options: ${at.join(', ')}`);
	}
}
tell('The right option is not told by its length', by_length);
tell('The right option is not told by its place', by_place);

/* ---- the same in every language ---- */

const parts_of = (body) => [...body.replace(/<!-- n [\s\S]*?-->/g, '')
	.matchAll(/^(#+) |^<!-- q id=([a-z0-9-]+)|^!\[[^\]]*\]\(([^)]*)\)/gm)]
	.map(([, level, id, picture]) => level ?? id ?? picture).join(' ');
const first_languages = new Map(pages.flatMap(({ course, front }) => {
	const language = front.match(/^first_language: (\S+)/m)?.[1];
	return language ? [[course, language]] : [];
}));
const in_first = (course) => pages.filter((page) => page.course === course &&
	page.language === first_languages.get(course));
tell('Every language has the same headings, questions and pictures in the same order',
	courses.flatMap((course) => pages.filter((page) => page.course === course &&
		parts_of(page.body) !== parts_of(in_first(course)
			.find((first) => first.stem === page.stem)?.body ?? '# missing'))
		.map((page) => page.name)));
tell('A course in a language is whole in it', courses.flatMap((course) => languages
	.filter((language) => existsSync(join(folder, course, `course.${language}.md`)))
	.flatMap((language) => in_first(course).map((page) => `${page.stem}.${language}.md`)
		.filter((name) => !existsSync(join(folder, name))))));

/* ---- the rest ---- */

tell(`Pictures are under ${PICTURE_MOST} bytes`, files_in(folder)
	.filter((path) => path.endsWith('.svg') && statSync(path).size >= PICTURE_MOST)
	.map((path) => path.slice(folder.length + 1)));

const { status, stdout: said } = spawnSync(askel, ['check', folder, '--coverage'], { encoding: 'utf8' });
tell('askel check finds no error', status === 0 ? [] : String(said).split('\n')
	.filter((line) => /^\S+:\d+:\d+: (?!warning)/.test(line)).concat(`ends with ${status}`));
/* the table of a unit begins with its id and ends with an empty line */
const rows = String(said).split('| work-life |')[1]?.split('\n\n')[0].split('\n')
	.filter((row) => row.includes(' work-life/')) ?? [];
const criteria = readFileSync(join(folder, 'units/work-life.fi.md'), 'utf8').match(/<!-- c id=/g).length;
tell('Every criterion of work-life is taught, asked and shown', rows.length === criteria
	? rows.filter((row) => row.includes(' - |')) : [`${rows.length} of ${criteria} are in the table`]);
console.log(`1..${count}`);
