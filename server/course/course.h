/*
 * course: Markdown on disk -> checked courses -> pieces of HTML (the only room with cmark.h, md4c.h
 * and yaml.h; libyaml reads front matter). The format is version 1 of the course format; the README
 * tells how it is written.
 *
 * `struct courses` is the open folder: a thread of its own looks at the files every half second and
 * swaps in a new library when something changed. `struct library` is one state of all courses and
 * units: immutable, counted; what a holder reads from it lives until the holder lets go. A course
 * or unit with errors stays in the library in its last good form, whose source files are kept
 * through `struct good_keeper`, so opening never fails for what an author wrote.
 */
#ifndef ASKEL_COURSE_H
#define ASKEL_COURSE_H

#include "base/base.h"
#include "learn/learn.h"
#include "pack/pack.h"

#define COURSE_FILE_MOST 262144  /* 256 KB */
#define MEDIA_FILE_MOST 67108864 /* 64 MB */

/* ---- what a library holds --------------------------------------------------------------------- */

struct criterion {
	struct text id;
	struct text objective;    /* number of the official objective, or empty */
	const struct text *words; /* plain text, one per unit language; empty where missing */
};

#define BADGE_ART_MOST 32768 /* bytes of an author's drawing of a badge, which each badge carries */
#define CV_SENTENCES_MOST 4  /* of one outcome in one language */
#define CV_CHARACTERS_MOST 300

/* What whoever can do this may write in a CV, a sentence each; plain text. */
struct cv_words {
	const struct text *sentences;
	size_t count; /* 0: the author gave none */
};

struct learning_outcome {
	const struct text *words; /* one per unit language */
	const struct criterion *criteria;
	size_t criterion_count;
	const struct cv_words *cv; /* one per unit language */
};

struct unit {
	struct text id;
	const struct text *languages;
	size_t language_count;
	const struct text *titles; /* one per language */
	bool formal, second_person;
	int half_points; /* points x 2; only formal units have them */
	struct text framework, version, badge;
	struct text art; /* the bytes of `badge`, an SVG that only draws; empty: none */
	const struct text *art_words; /* what is to be seen on it, one per language; may be empty */
	const struct text *codes;
	size_t code_count;
	struct text valid_from, valid_to; /* YYYY-MM-DD or empty */
	const struct learning_outcome *outcomes;
	size_t outcome_count;
	bool old_form; /* the files have errors: this is the last good form */
};

struct option_words {
	struct text html;          /* inline */
	struct text meaning_html;  /* match: the meaning that belongs to this term; inline */
	struct text feedback_html; /* blocks; empty where there is none */
};

/* One question in one language. */
struct question_words {
	size_t question;     /* index in page->keys */
	struct text heading; /* plain text, for titles and summaries */
	int level;           /* of its heading, 2 to 6 */
	struct text heading_html, body_html, hint_html;
	const struct option_words *options; /* key->option_count of them, file order */
	/* kinds without options: what is said of a right (or any) answer */
	struct text feedback_html;
	/* short, number: the first accepted answer as this file says it; plain */
	struct text answer;
};

/* A page's text is prose and questions in turn. */
struct part {
	const struct piece *prose;             /* NULL where this part is a question */
	const struct question_words *question; /* NULL where it is prose */
};

struct page_words {
	struct text language; /* as in the file name: "fi", "fi-simple" */
	struct text title;
	int minutes; /* 0: not said */
	const struct part *parts;
	size_t part_count;
	struct text review_by; /* YYYY-MM-DD or empty */
	bool stale;            /* translated from an older source than there is now */
};

struct page {
	struct text id;
	size_t module; /* index in course->modules */
	bool probe;
	const struct question_key *keys; /* the same in every language, in page order */
	size_t key_count;
	const struct text *criteria, *requires;
	size_t criterion_count, require_count;
	const struct page_words *const *words; /* one per course language; NULL where missing */
};

/* Where a translation is missing, these are the words a reader of that language is shown, and
 * `language` says which they are: never empty, intro never NULL. The same holds for course_words. */
struct module_words {
	struct text language, title;
	const struct piece *intro;
};

struct module {
	struct text id;
	size_t first_page, page_count; /* in course->pages */
	const struct text *requires;   /* pages to do before any of this module */
	size_t require_count;
	const struct module_words *words; /* one per course language */
};

struct course_words {
	struct text language, title, summary; /* language: of these words, see module_words */
	const struct piece *intro;
};

struct media_file {
	struct text name; /* "phone.svg": what stands after media/ */
	struct text path; /* on disk */
	struct text type; /* MIME */
	int64_t size;
	int64_t changed_ms;
	struct text digest; /* hex, 32 characters: its ETag and cache-breaking address */
	int width, height;  /* of a picture, in pixels; 0: not known */
};

struct course {
	struct text id, license, authors;
	struct text first_language;
	int minutes;
	const struct text *languages; /* first_language first, the others in order of their names */
	size_t language_count;
	const struct course_words *words; /* one per language */
	const struct module *modules;
	size_t module_count;
	const struct page *pages; /* of all modules, in order */
	size_t page_count;
	const struct text *units;
	size_t unit_count;
	const struct media_file *media;
	size_t media_count;
	size_t question_count;
	bool old_form; /* the files have errors: this is the last good form */
};

/* ---- problems ---------------------------------------------------------------------------------- */

/* What the check can say. `message` and `hint` are English msgids with {a} and {b} for the two
 * arguments; the list is problems.h, one X-macro. */
struct problem {
	struct text file;   /* from the courses folder, e.g. "safe-online/course.fi.md" */
	struct text course; /* id of the course (folder name) or "units" */
	int line, column;   /* from 1; 0: about the whole file */
	bool warning;
	const char *message, *hint;
	struct text a, b;
};

struct library {
	const struct course *courses; /* by id */
	size_t course_count;
	const struct unit *units; /* by id */
	size_t unit_count;
	const struct problem *problems; /* by file, line, column */
	size_t problem_count, error_count;
	int64_t made_ms; /* when it was swapped in (clock_now_ms) */
	uint64_t number; /* 1, 2, 3 ... in this process */
};

const struct course *find_course(const struct library *library, struct text id);
const struct unit *find_unit(const struct library *library, struct text id);
/* Index in course->pages, or page_count. */
size_t find_page(const struct course *course, struct text id);
/* Index in page->keys, or key_count. */
size_t find_question(const struct page *page, struct text id);
/* Index of the language to show to a reader who wants `wanted`: itself, else for "fi-simple" "fi"
 * (the part before the variant), else the course's first language. */
size_t course_language(const struct course *course, struct text wanted);
/* The same for one page, which may miss a language the course has. Never NULL. */
const struct page_words *page_words_for(
	const struct course *course, const struct page *page, struct text wanted);
/* "fi-simple" -> "fi": what goes in lang="". */
struct text language_tag(struct text language);
/* "rtl" for Arabic, Persian, Hebrew, Sorani, Urdu and so on, else "ltr". */
const char *language_direction(struct text language);

/* ---- the open folder ---------------------------------------------------------------------------- */

struct source_file {
	struct text name; /* below the course's folder, or below units/ */
	struct text bytes;
};

/* Where last good forms are kept. `group` is a course id, or "units/ID" for a unit. Both are called
 * from the course room's thread (and once from courses_open). load: NOT_HERE where none is kept. */
struct good_keeper {
	void *context;
	enum outcome (*save)(
		void *context, struct text group, const struct source_file *files, size_t count);
	enum outcome (*load)(void *context, struct arena *a, struct text group,
		struct source_file **files, size_t *count);
	/* Groups that are kept, for courses whose folder can't even be read. */
	enum outcome (*list)(void *context, struct arena *a, struct text **groups, size_t *count);
};

struct course_settings {
	const char *folder;
	struct good_keeper keeper; /* all NULL: nothing is kept (askel check) */
	/* Words refused in units and titles that outsiders see, at the start of a word; an entry
	 * that begins with '!' lets through what another would refuse ("!social media"). */
	const struct text *forbidden;
	size_t forbidden_count;
	/* The few words the renderer itself says ("Transcript"): English msgid -> the language's. */
	struct text (*say)(void *context, struct text language, const char *msgid);
	void *say_context;
};

struct courses;

/* Reads and checks everything once, starts the thread. Fails (BROKEN, logged) only where the folder
 * can't be made out or the thread can't be started. */
enum outcome courses_open(
	const struct course_settings *settings, struct courses **courses) MUST_USE;
void courses_close(struct courses *courses);

const struct library *library_hold(struct courses *courses);
void library_release(const struct library *library);
void library_release_at(const struct library **library);
#define HELD_LIBRARY __attribute__((cleanup(library_release_at))) const struct library *

/* ---- for commands ------------------------------------------------------------------------------- */

/* Checks a folder once, without thread or keeper; the library is released by the caller. */
enum outcome courses_check(
	const struct course_settings *settings, const struct library **library) MUST_USE;
/* "safe-online/course.fi.md:3:1: message - hint", with the arguments put in. `say` may be NULL. */
struct text problem_line(struct arena *a, const struct problem *p,
	const struct course_settings *settings, struct text language);
/* The table of askel check --coverage: a line a criterion: taught by, asked by, shown by. */
struct text coverage_table(struct arena *a, const struct library *library);
/* The canonical form of one course file: LF ends, no blanks at line ends, front-matter keys in the
 * format's order, one blank line around headings, quotes and comments (which mends the parser trap
 * of a quote in a list), one line end at the end. Idempotent; never changes what the file means.
 * With `source` (the whole file it was translated from) translated_from is stamped. */
enum outcome course_format(struct arena *a, struct text bytes, const struct text *source,
	struct text *formatted, struct problem *problem) MUST_USE;

#endif
