/*
 * arabic: a language that runs from right to left, made up for tests: every word on screen spelt in
 * Arabic letters, and the shipped course in it. Nobody can read it; what it shows is
 * whether the pages stand the right way round and hold together.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './house.mjs';

const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

/* Letters for letters; what stands in braces or backticks stays. */
export function in_arabic(words) {
	return words.replace(/\{\w+\}|`[^`]*`|\\.|[A-Za-z]/g, (part) =>
		(part.length > 1 ? part : LETTERS[part.toLowerCase().charCodeAt(0) % LETTERS.length]));
}

/* templates/po/ar.mo in the folder of an installation. */
export function add_arabic_buttons(folder) {
	const entries = readFileSync(join(root, 'templates/po/askel.pot'), 'utf8').split('\n\n').slice(1);
	const header = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n' +
		'"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"\n';
	const translated = entries.map((entry) => {
		const plural = entry.match(/^msgid_plural ((?:".*"\n?)+)/m);
		const words = (plural ?? entry.match(/^msgid ((?:".*"\n?)+)/m))[1].trimEnd();
		const said = plural ? [0, 1, 2, 3, 4, 5].map((n) => `msgstr[${n}] ${in_arabic(words)}`).join('\n')
			: `msgstr ${in_arabic(words)}`;
		return `${entry.split(/^msgstr/m)[0]}${said}\n`;
	});
	const po = join(folder, 'templates/po');
	mkdirSync(po, { recursive: true });
	writeFileSync(join(po, 'ar.po'), [header, ...translated].join('\n'));
	execFileSync('msgfmt', ['-o', join(po, 'ar.mo'), join(po, 'ar.po')]);
}

/* A line of a course file: its mark stays, its words are spelt. */
function line_in_arabic(line) {
	if (/^(<!--|---|(?!title)\w+:|!\[|\|-)/.test(line))
		return line;
	const [, mark, words] = line.match(/^(title: |\s*(?:#+ |> |- \[[ x]\] |\d+\. |- = |- )?)(.*)$/);
	return mark + (mark === '- = ' ? words : in_arabic(words));
}

/* Every file of a course in Arabic letters beside the English one. */
export function add_arabic_course(course) {
	for (const entry of readdirSync(course, { withFileTypes: true })) {
		const path = join(course, entry.name);
		if (entry.isDirectory())
			add_arabic_course(path);
		else if (entry.name.endsWith('.en.md'))
			writeFileSync(path.replace('.en.md', '.ar.md'),
				readFileSync(path, 'utf8').split('\n').map(line_in_arabic).join('\n'));
	}
}
