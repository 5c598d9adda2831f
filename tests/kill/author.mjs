/*
 * An author at work while the server is killed: one page of the shipped course is written anew
 * (over itself, or beside and renamed), broken in several ways, mended, and renamed file by file.
 * What readers see must be the edition on disk where that is whole, else a whole one not older than
 * any that a reader has seen; and the course keeps all its pages.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, wait, wrong } from './server.mjs';

const course = '/courses/safe-online';
const module = join(folder, 'courses/safe-online/30-everyday-safety');
const languages = ['en', 'fi', 'fi-simple', 'sv'];
const random = (most) => Math.floor(Math.random() * most);

const ways_to_break = [
	(text) => text.replace('title:', 'title: [unclosed'),
	(text) => text.replace(/^title:.*\n/m, ''),
	(text) => text.slice(0, 40),
	(text) => text.replace('---\n', '---\nno-such-key: 1\n'),
	() => '',
];

export class Author {
	constructor(reader) {
		this.reader = reader; /* somebody who looks at the page */
		this.number = { en: 10, fi: 10, 'fi-simple': 10, sv: 10 }; /* in the files' names */
		this.text = readFileSync(this.path('en'), 'utf8');
		this.edition = 0; /* the last whole one that was written */
		this.seen = 0; /* the newest one a reader has seen */
		this.whole = true; /* what is on disk; null: files are half renamed, which may be either */
		this.edits = 0;
		this.breaks = 0;
		this.pages = 0;
	}

	path(language) {
		return join(module, `${this.number[language]}-bank-codes.${language}.md`);
	}

	write(text) {
		if (random(2)) {
			writeFileSync(join(module, '.beside'), text);
			renameSync(join(module, '.beside'), this.path('en'));
		} else {
			writeFileSync(this.path('en'), text);
		}
	}

	write_edition() {
		const text = this.text.replace('\n---\n\n', `\n---\n\nEdition ${this.edition + 1}.\n\n`);
		this.write(text);
		this.edition++;
		this.whole = this.is_named_alike() ? true : null;
	}

	break_it() {
		this.write(ways_to_break[random(ways_to_break.length)](this.text));
		this.breaks++;
		this.whole = false;
	}

	is_named_alike() {
		return languages.every((language) => this.number[language] === this.number.en);
	}

	/* One file after the other, as by hand; may stop in between. */
	async rename(is_over) {
		const to = this.number.en === 10 ? 15 : 10;
		for (const language of languages) {
			if (is_over())
				return;
			if (this.number[language] === to)
				continue;
			const from = this.path(language);
			this.number[language] = to;
			renameSync(from, this.path(language));
			this.whole &&= null;
			await wait(random(20));
		}
		this.whole ??= true;
	}

	async edit(is_over) {
		this.edits++;
		if (this.whole === null)
			await this.rename(is_over);
		else if (!this.whole)
			this.write_edition();
		else
			await [() => this.write_edition(), () => this.break_it(), () => this.rename(is_over)][random(3)]();
	}

	/* The edition that readers see; 0: the one before the first; -1: nobody answered. */
	async look() {
		const page = await this.reader.get(`${course}/bank-codes`);
		if (page.status === 0)
			return -1;
		if (page.status !== 200)
			wrong.push(`the page in work gave ${page.status}`);
		const edition = Number(page.page.match(/Edition (\d+)\./)?.[1] ?? 0);
		this.seen = Math.max(this.seen, edition);
		return edition;
	}

	/* Until the server is gone. */
	async work() {
		let over = false;
		const edits = (async () => {
			while (!over) {
				await this.edit(() => over);
				await wait(random(250));
			}
		})();
		while (await this.look() >= 0)
			await wait(random(60));
		over = true;
		await edits;
		this.reader.connect();
	}

	async check() {
		const seen = this.seen;
		const edition = await this.look();
		const list = await this.reader.get(course);
		const pages = new Set(list.page.match(/href="\/courses\/safe-online\/[a-z-]+"/g)).size;
		this.pages ||= pages;
		if (pages !== this.pages || pages < 8)
			wrong.push(`the course has ${pages} pages, not ${this.pages}`);
		if (this.whole ? edition !== this.edition : edition < seen || edition > this.edition)
			wrong.push(`readers see edition ${edition}; the last written is ${this.edition}, ` +
				`${seen} was seen, the file is ${this.whole ? 'whole' : 'broken'}`);
	}
}
