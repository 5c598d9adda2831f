/*
 * inside: what the files of the course room share and nobody else sees. The writers (render.c,
 * write.c, media.c) turn Markdown into HTML; the readers (page.c, question.c, unit.c ...) make
 * checked courses of it. Everything made lives in the arena that was passed.
 */
#ifndef ASKEL_COURSE_INSIDE_H
#define ASKEL_COURSE_INSIDE_H

#include "course/course.h"
#include "course/problems.h"

#include <stdatomic.h>

/* ---- the seam between readers and writers ------------------------------------------------- */

/* Where a piece of Markdown stands, so that links and pictures can be resolved and problems placed.
 */
struct place {
	struct arena *arena;      /* what is made lives here */
	struct text course, file; /* course id; file name below the courses folder, for problems */
	struct text language;     /* "fi-simple" */
	int first_line;           /* line in the file of the Markdown's first line */
	/* An author's link or picture target -> the address on the site. false: dead (a problem was
	 * added). */
	bool (*resolve)(
		struct place *place, struct text target, bool picture, struct text *address);
	void *context; /* the readers': for resolve and problems */
	const struct media_file *media;
	size_t media_count;
	const struct course_settings *settings;
	/* The writers' own (pen.h); zero at first. One place kept for all pieces of a page keeps the ids of
	 * its headings apart. */
	struct ids *ids;
};

/* https, http, mailto, tel, relative, # after entity decoding and stripping bytes <= 0x20. */
bool url_allowed(struct text url);

/* Prose -> HTML. BAD_FORM where output passed 8 x input + 64 KB. headings: collects (level, plain
 * text) in order for the two-parser comparison. */
struct heading_seen {
	int level;
	struct text words;
	struct text id; /* without '#': "h-what-it-says" */
};
enum outcome render_prose(struct place *place, struct text markdown, struct buffer *html,
	struct heading_seen **headings, size_t *heading_count);

/* From cmark nodes. */
struct cmark_node;
void write_inlines(struct place *place, struct cmark_node *parent, struct buffer *html);
void write_blocks(
	struct place *place, struct cmark_node *first, struct cmark_node *end, struct buffer *html);
struct text plain_words(struct arena *a, struct cmark_node *parent);

/* The files of `folder`/media, by name. Left out, so that they are never served: one whose bytes
 * aren't what its name says, one over MEDIA_FILE_MOST, an SVG that does more than draw. */
enum outcome read_media(
	struct arena *a, const char *folder, struct media_file **media, size_t *count);

/* "media/phone.svg" -> that media file, NULL where it isn't one of this course's. */
const struct media_file *find_media(const struct place *place, struct text target);

/* ---- the readers' own ------------------------------------------------------------------ */

/* ---- problems: problems.c and problems.h ----------------------------------------------- */

/* A fault stops the course or unit from being shown in this form. A tie is a fault that depends on
 * something outside the course's own files (a unit, a picture, another course): it is refused
 * like a fault, but a last good form is shown in spite of it. */
enum problem_weight { WARNING, FAULT, TIE };

enum problem_kind {
#define X(name, weight, message, hint) name,
	PROBLEMS(X)
#undef X
		PROBLEM_KIND_COUNT
};
enum problem_weight problem_weight_of(const struct problem *problem);
struct problem problem_of(enum problem_kind kind, struct text a, struct text b);

struct problem_list {
	struct arena *arena;
	struct problem *items;
	size_t count, room;
};
/* At most `most` bytes of t, cut between characters. */
struct text whole_characters(struct text t, size_t most);
/* All texts are copied. */
void add_problem(struct problem_list *list, const struct problem *problem);
void sort_problems(struct problem *problems, size_t count);

/* ---- names and the listing: names.c, listing.c ----------------------------------------- */

enum file_kind {
	FILE_OTHER,
	FILE_SHUT_FOLDER,
	FILE_MISNAMED,
	FILE_UNIT,
	FILE_COURSE,
	FILE_MODULE,
	FILE_PAGE,
	FILE_WORDS
};

/* What the place and name of a file say. FILE_WORDS: a transcript among the media. FILE_MISNAMED: a
 * Markdown file whose name the format doesn't know. FILE_SHUT_FOLDER: a folder we may not read. All
 * texts are parts of `path`. */
struct file_name {
	enum file_kind kind;
	struct text
		path; /* below the courses folder: "safe-online/10-passwords/20-keeping.fi.md" */
	struct text course; /* "safe-online"; "units" */
	struct text folder; /* "10-passwords"; else empty */
	struct text module; /* "passwords" */
	struct text stem;   /* "20-keeping": all before the language */
	struct text id;     /* "keeping"; a unit's or course's id; a module's id */
	struct text language;
	int64_t module_order, order;
};
void read_name(struct text path, struct file_name *name);
bool is_language(struct text t);
bool is_simple(struct text language); /* "fi-simple" */

/* What tells one state of a file from another without reading it. */
struct stamp {
	int64_t size, changed_ns;
	uint64_t inode;
};
struct listed {
	struct file_name name;
	struct stamp stamp;
};
/* Every file that can matter, by path. */
struct listing {
	struct listed *files;
	size_t count;
};
#define FILES_MOST 100000
#define FOLDER_DEPTH_MOST 3

/* Walks the folder, following no symbolic link in it. NOT_HERE where it can't be opened (errno). */
enum outcome walk_courses(struct arena *a, const char *folder, struct listing *listing);
void sort_listing(struct listing *listing);
const struct listed *find_listed(const struct listing *listing, struct text path);
bool same_stamps(const struct listing *a, const struct listing *b);
bool same_names(const struct listing *a, const struct listing *b);
/* The files of a course ("safe-online") or of all units ("units"): a part of the listing. */
struct listing listing_of(const struct listing *listing, struct text course);

/* ---- links: links.c -------------------------------------------------------------------- */

enum link_fate {
	LINK_WELL,
	LINK_NOWHERE, /* no such file */
	LINK_REFUSED, /* a scheme outside the allow-list */
	LINK_FOREIGN, /* a picture that isn't in the course's own media */
};
/* `target` as the parsers give it (entities and backslashes undone). */
enum link_fate resolve_link(struct arena *a, const struct listing *listing,
	const struct file_name *from, struct text target, bool picture, struct text *address);

/* ---- front matter: front_matter.c ------------------------------------------------------ */

#define IN_UNIT 1u
#define IN_COURSE 2u
#define IN_MODULE 4u
#define IN_PAGE 8u

enum front_type {
	FRONT_WORDS,
	FRONT_ID,
	FRONT_IDS,
	FRONT_LIST,
	FRONT_YES_NO,
	FRONT_MINUTES,
	FRONT_POINTS,
	FRONT_DAY,
	FRONT_LANGUAGE,
	FRONT_DIGEST
};

/* name, its word, its type, where it may stand, where it must; in the format's order */
#define FRONT_KEYS(X) \
	X(KEY_UNIT, "unit", FRONT_ID, IN_UNIT, IN_UNIT) \
	X(KEY_COURSE, "course", FRONT_ID, IN_COURSE, IN_COURSE) \
	X(KEY_TITLE, "title", FRONT_WORDS, IN_UNIT | IN_COURSE | IN_MODULE | IN_PAGE, \
		IN_UNIT | IN_COURSE | IN_MODULE | IN_PAGE) \
	X(KEY_SUMMARY, "summary", FRONT_WORDS, IN_COURSE, IN_COURSE) \
	X(KEY_FIRST_LANGUAGE, "first_language", FRONT_LANGUAGE, IN_COURSE, 0) \
	X(KEY_UNITS, "units", FRONT_IDS, IN_COURSE, 0) \
	X(KEY_LICENSE, "license", FRONT_WORDS, IN_COURSE, 0) \
	X(KEY_AUTHORS, "authors", FRONT_LIST, IN_COURSE, 0) \
	X(KEY_FORMAL, "formal", FRONT_YES_NO, IN_UNIT, 0) \
	X(KEY_POINTS, "points", FRONT_POINTS, IN_UNIT, 0) \
	X(KEY_FRAMEWORK, "framework", FRONT_WORDS, IN_UNIT, 0) \
	X(KEY_VERSION, "version", FRONT_WORDS, IN_UNIT, 0) \
	X(KEY_CODES, "codes", FRONT_LIST, IN_UNIT, 0) \
	X(KEY_SECOND_PERSON, "second_person", FRONT_YES_NO, IN_UNIT, 0) \
	X(KEY_BADGE, "badge", FRONT_WORDS, IN_UNIT, 0) \
	X(KEY_BADGE_ALT, "badge_alt", FRONT_WORDS, IN_UNIT, 0) \
	X(KEY_VALID_FROM, "valid_from", FRONT_DAY, IN_UNIT, 0) \
	X(KEY_VALID_TO, "valid_to", FRONT_DAY, IN_UNIT, 0) \
	X(KEY_MINUTES, "minutes", FRONT_MINUTES, IN_COURSE | IN_MODULE | IN_PAGE, 0) \
	X(KEY_CRITERIA, "criteria", FRONT_IDS, IN_MODULE | IN_PAGE, 0) \
	X(KEY_REQUIRES, "requires", FRONT_IDS, IN_MODULE | IN_PAGE, 0) \
	X(KEY_PROBE, "probe", FRONT_YES_NO, IN_MODULE | IN_PAGE, 0) \
	X(KEY_REVIEW_BY, "review_by", FRONT_DAY, IN_MODULE | IN_PAGE, 0) \
	X(KEY_TRANSLATED_FROM, "translated_from", FRONT_DIGEST, IN_MODULE | IN_PAGE, 0)

enum front_key {
#define X(name, word, type, may, must) name,
	FRONT_KEYS(X)
#undef X
		FRONT_KEY_COUNT
};

struct front_item {
	struct text words;
	int line, column; /* in the file */
};
struct front_value {
	bool given; /* it stands there */
	bool here;  /* and is what it should be */
	int line, column;
	struct text words;        /* of a single value, as written */
	struct front_item *items; /* of a list */
	size_t count;
	int64_t number; /* minutes, half points, 1 or 0 for yes or no, days since 1970 */
};
struct front {
	struct front_value values[FRONT_KEY_COUNT];
};

/* Where the front matter of a file ends: the YAML between the two lines, the body after them and
 * the line (from 1) the body begins at. False where there is none (or no end of it): then all is
 * body and *unclosed tells which. */
bool split_front(
	struct text bytes, struct text *yaml, struct text *body, int *body_line, bool *unclosed);
/* `which` is one of IN_. Problems are placed in `file` of `course`. */
void read_front(struct problem_list *problems, const struct file_name *name, unsigned which,
	struct text yaml, struct front *front);

/* ---- comments: comment.c --------------------------------------------------------------- */

enum comment_kind { COMMENT_NOTE, COMMENT_QUESTION, COMMENT_CRITERION, COMMENT_UNKNOWN };
struct comment_value {
	struct text name, value;
};
/* More than there are names: what is left out comes after something that is told already. */
#define COMMENT_VALUES_MOST 12
struct comment {
	enum comment_kind kind;
	struct comment_value
		values[COMMENT_VALUES_MOST]; /* of q and c: name=value or a bare name */
	size_t count;
};
/* Takes the next comment off *rest (of an HTML node): false where something else stands there,
 * and where only blanks are left (then *rest is empty). */
bool next_comment(struct text *rest, struct comment *comment);
/* The value of a name; false where it isn't given. */
bool comment_value(const struct comment *comment, const char *name, struct text *value);

/* ---- one file, read: source.c, tree.c, page.c, question.c, unit.c ---------------------- */

/* A question in one language, as its file has it. */
struct asked {
	struct question_key key; /* `accepted` of this file only; no digest yet */
	struct question_words words;
	int line, column;
};
/* An item of a unit's list. */
struct stated {
	struct text id, objective, words;
	int line, column;
};
struct stated_outcome {
	struct text words;
	int line;
	struct stated *criteria;
	size_t count, room;
	struct text *cv; /* sentences for a CV */
	size_t cv_count, cv_room;
};
/* What a file asked of the listing while it was read, and the answer it got. */
struct link_tie {
	struct text target;
	bool picture;
	enum link_fate fate;
	struct text address;
};

/* The media of one course, as read from disk; counted. */
struct media_set {
	atomic_size_t holders;
	struct arena *arena;
	struct text course;
	struct listing stamps; /* what the folder looked like */
	struct media_file *files;
	size_t count;
};
struct media_set *read_media_set(
	const struct course_settings *settings, struct text course, const struct listing *files);
/* Whether the folder still looks the way it did when the set was read. */
bool media_set_holds(const struct media_set *set, const struct listing *files);
struct media_set *hold_media(struct media_set *set);
void release_media(struct media_set *set);

/* One file as read, checked as far as it can be alone, and rendered. Immutable once made, and
 * counted: libraries that follow one another share what didn't change. It stays right while its
 * stamp, the answers in `ties` and (where it uses them) the course's media stay the same. */
struct source {
	atomic_size_t holders;
	struct arena *arena;
	struct file_name name;
	struct stamp stamp;
	/* Only for the thread that looks. young: read so soon after a change that the stamp may not
	 * tell the next one; renewed: its bytes are other ones by now. */
	bool young, renewed;
	struct text bytes, body;
	unsigned char digest[32];      /* of bytes */
	unsigned char body_digest[16]; /* what translated_from is compared with */
	struct front front;
	struct problem *problems;
	size_t problem_count;
	struct link_tie *ties;
	size_t tie_count;
	struct media_set *media; /* held where the file shows media, else NULL */
	/* course, module, page */
	struct part *parts;
	size_t part_count;
	struct asked *asked;
	size_t asked_count;
	/* unit */
	struct stated_outcome *outcomes;
	size_t outcome_count;
};

/* What reading a file needs to know of the rest. */
struct look {
	const struct course_settings *settings;
	const struct listing *listing;  /* links are looked up here */
	struct media_set *const *media; /* one a course that has any */
	size_t media_count;
};

/* Never NULL: what is wrong with the bytes is a problem of the source. */
struct source *make_source(const struct look *look, const struct listed *listed, struct text bytes);
/* The same from disk. NULL: the file is gone. */
struct source *load_source(const struct look *look, const struct listed *listed);
struct source *hold_source(struct source *source);
void release_source(struct source *source);
/* Whether what the source asked of the listing and the media would be answered the same now. */
bool source_holds(const struct source *source, const struct look *look, bool names_same);
bool is_young(const struct stamp *stamp);
/* The value where it is there, else NULL. */
const struct front_value *front_of(const struct source *source, enum front_key key);

/* A file while it is being read. */
struct reading {
	struct source *source;
	const struct look *look;
	struct arena *arena; /* the source's */
	struct problem_list problems;
	int first_line;     /* line in the file of the body's first line */
	struct text *lines; /* of the body, without line ends */
	size_t line_count;
	struct cmark_node *document; /* adjacent text nodes put together */
	struct place place;
	size_t tie_room;
	struct cmark_node **headings; /* all of them, in order */
	size_t heading_count, heading_room;
	bool broken_structure; /* too deep or too odd to be rendered */
};
/* At a node of the tree; a line and byte column of the body. */
void node_problem(struct reading *r, struct cmark_node *node, enum problem_kind kind, struct text a,
	struct text b);
void body_problem(struct reading *r, int line, int column, enum problem_kind kind, struct text a,
	struct text b);
/* The body's lines from `from` up to and without `to` (from 1), with their line ends. */
struct text body_lines(const struct reading *r, int from, int to);

/* What holds for every Markdown body: headings, comments, links, pictures, plain language. */
void check_tree(struct reading *r);
/* Where a link leads, asked of the listing once and written down. */
const struct link_tie *tie_link(struct reading *r, struct text target, bool picture);
/* Words of the forbidden list at the start of a word. */
bool find_forbidden(const struct course_settings *settings, struct text words, struct text *found);
void read_parts(struct reading *r);
/* The question whose comment is `comment` and whose heading is `heading`; its nodes end before
 * `end` (NULL: the last), its lines before line `end_line` of the body. */
void read_question(struct reading *r, struct comment *comment, struct cmark_node *heading,
	struct cmark_node *end, int end_line, struct asked *asked);
void read_unit(struct reading *r);
/* Body lines as HTML; compares the headings that both parsers see in them. */
struct text render_lines(struct reading *r, int from, int to);

/* ---- files put together: course_make.c, check.c, unit_make.c --------------------------- */

/* What a course may name: every unit and criterion there is, in whatever form, sorted. */
struct known {
	struct text *units, *criteria;
	size_t unit_count, criterion_count;
	int64_t today; /* days since 1970 */
};
bool is_known(const struct text *sorted, size_t count, struct text id);
void sort_texts(struct text *texts, size_t count);

/* The files of one course, put in order. */
struct page_files {
	struct source **by_language; /* NULL where missing */
	struct text id, stem;
	size_t module;
	int64_t order;
};
struct module_files {
	struct source **by_language;
	struct text id, folder;
	int64_t order;
	size_t first_page, page_count;
};
struct course_files {
	struct text id;
	struct source **all;
	size_t all_count;
	struct text *languages; /* the first language is number 0 */
	size_t language_count;
	struct source **by_language; /* course.LANG.md */
	struct module_files *modules;
	size_t module_count;
	struct page_files *pages;
	size_t page_count;
};

/* Puts a course's sources in order and says what is wrong with them together. False where no
 * course can be made of them. Everything is in the arena of the problem list. */
bool gather_course(struct text id, struct source **all, size_t count, struct course_files *files,
	struct problem_list *problems);
void check_course(
	const struct course_files *files, const struct known *known, struct problem_list *problems);
/* Only for files without faults. */
void make_course(struct arena *a, const struct course_files *files, const struct media_set *media,
	struct course *course);

/* A setting that all languages share: the first file of `files` (some may be NULL) that has it. */
const struct source *who_sets(struct source *const *files, size_t count, enum front_key key);
const struct front_value *shared_front(
	struct source *const *files, size_t count, enum front_key key);
/* Adds SETTING_DIFFERS for each file that has another value than the first that has one. */
void check_shared(struct source *const *files, size_t count, const enum front_key *keys,
	size_t key_count, struct problem_list *problems);
/* Translated from an older text of `first` than there is now. */
bool is_stale(const struct source *first, const struct source *source);
/* A problem at a line of a source (0: the whole of it). */
void source_problem(struct problem_list *problems, const struct source *source, int line,
	int column, enum problem_kind kind, struct text a, struct text b);
struct text file_part(struct text path); /* what stands after the last slash */

/* The files of one unit, by language. */
struct unit_files {
	struct text id;
	struct source **all;
	size_t count;
};
/* Sources of one unit follow each other, for they are in order of their paths. */
size_t gather_units(
	struct arena *a, struct source **sources, size_t count, struct unit_files **units);
/* What is wrong with the languages of one unit together. */
void check_unit(const struct unit_files *files, struct problem_list *problems);
/* All units: the above and criteria that are there twice. clean[i]: unit i has no such twin. */
void check_units(
	const struct unit_files *units, size_t count, bool *clean, struct problem_list *problems);
/* Files among the media that can't be sent. */
void tell_media(const struct listing *listing, struct media_set *const *sets, size_t count,
	struct problem_list *problems);
/* The badge's drawing, where there is one that can be used, else a problem that tells so. */
void take_badge_art(struct arena *a, const struct unit_files *files, const struct media_set *media,
	struct unit *unit, struct problem_list *problems);
/* Only for files without faults; without its drawing. */
void make_unit(struct arena *a, const struct unit_files *files, struct unit *unit);

/* ---- the library: library.c, watch.c --------------------------------------------------- */

/* The library a reader holds is the first member of this. */
struct kept_library {
	struct library library;
	atomic_size_t holders;
	struct arena *arena;
	struct source **sources; /* held */
	size_t source_count;
	struct media_set **media; /* held */
	size_t media_count;
};

/* What one look found. */
struct sources {
	struct arena *arena;
	struct listing listing;
	struct source **items; /* held; by path */
	size_t count;
	struct media_set **media; /* held */
	size_t media_count;
};

/* The last good form of a course ("safe-online") or unit ("units/safe-online"). */
struct group {
	struct text id;
	struct arena *arena;     /* of the list below */
	struct source **sources; /* held */
	size_t count;
	unsigned char digest[32]; /* of what the keeper has, where `saved` */
	bool saved, asked;        /* asked: the keeper's answer is known */
};
struct groups {
	struct arena *arena;
	struct group *items;
	size_t count, room;
};

/* What is kept from look to look. Belongs to one thread. */
struct keeping {
	struct arena *arena;
	const struct course_settings *settings;
	struct sources sources;
	struct groups groups;
	int64_t today;
	uint64_t number;
	bool lost; /* the folder couldn't be opened, and that was said */
	unsigned looks;
};
struct keeping *keeping_open(const struct course_settings *settings);
void keeping_close(struct keeping *keeping);
/* Looks at the folder: a new library where something changed, *kept = NULL where nothing did. */
enum outcome look_again(struct keeping *keeping, struct kept_library **kept);

void groups_close(struct groups *groups);
/* The ids of the groups that are kept here or by the keeper and begin with `prefix`. */
size_t list_good(struct keeping *keeping, struct arena *a, struct text prefix, struct text **ids);
struct group *group_of(struct groups *groups, struct text id);
/* These sources passed the check: they are held, and saved if they aren't what is kept. */
void keep_good(struct keeping *keeping, struct text id, struct source **sources, size_t count);
/* What the keeper couldn't take (a full disk) is offered again, though no file changes: an author's
 * next slip and a restart would show an older form. To be called at each look. */
void save_unsaved(struct keeping *keeping);
/* The last good form, from memory or from the keeper; NULL where there is none. */
const struct group *find_good(
	struct keeping *keeping, const struct look *look, struct text id, struct text course);

#endif
