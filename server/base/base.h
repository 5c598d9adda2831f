/*
 * base: the floor every room stands on. libc only; knows nothing of learning, SQL or HTTP.
 *
 * Promises: no mutable globals; text is a slice (pointer and size) that is also NUL-terminated
 * whenever a function here made it; what an arena gave lives until that arena is reset or freed,
 * and nobody frees it by hand. Running out of memory ends the process, so every size is capped at
 * the door where it enters.
 */
#ifndef ASKEL_BASE_H
#define ASKEL_BASE_H

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ASKEL_VERSION "0.1"

/* ---- outcome: how a thing went ------------------------------------------------------------ */

/* name, HTTP status, the sentence a person reads (an English msgid of templates/po). Expected
 * answers are values; BROKEN alone is a fault, and is logged once, where it is found. */
#define OUTCOMES(X) \
	X(DONE, 200, "") \
	X(BAD_REQUEST, 400, "This page could not be read. Go back and try again.") \
	X(SIGN_IN, 401, "Sign in first. Then you can go on.") \
	X(PROVE_FIRST, 401, "Show first that it is you. Then you can go on.") \
	X(NO_ENTRY, 403, "This page is not open to you.") \
	X(STALE_FORM, 403, \
		"The page had been open for a long time. Nothing is lost: press the " \
		"button once more.") \
	X(NOT_HERE, 404, "There is nothing at this address.") \
	X(NO_METHOD, 405, "This page can't be used that way.") \
	X(OVERTAKEN, 409, "This was changed in another window. Look at it again.") \
	X(USED_UP, 410, "This link has already been used.") \
	X(CUT_OFF, 408, "The picture didn't go. Your text is safe. Try again.") \
	X(NO_LENGTH, 411, "The browser did not say how much it was sending. Try again.") \
	X(TOO_LARGE, 413, "That was too long. Write a little less and try again.") \
	X(WRONG_TYPE, 415, "The browser sent this in a form we can't read.") \
	X(BAD_FORM, 422, "Something on the page needs another look.") \
	X(SLOW_DOWN, 429, "There have been many tries. Wait a moment, then try again.") \
	X(HEADERS_TOO_LARGE, 431, "The browser sent too much at once. Try again.") \
	X(BROKEN, 500, "Something went wrong on our side. What you had saved is safe.") \
	X(BUSY, 503, "There are many people here right now. Wait a moment, then try again.")

enum outcome {
#define X(name, status, words) name,
	OUTCOMES(X)
#undef X
};

/* The status code, the name ("BAD_FORM") and the English sentence of an outcome. */
int outcome_status(enum outcome o);
const char *outcome_name(enum outcome o);
const char *outcome_words(enum outcome o);

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))

/* Leaves the calling function with the outcome of `call` unless it is DONE. */
#define TRY(call) \
	do { \
		enum outcome try_outcome_ = (call); \
		if (try_outcome_ != DONE) \
			return try_outcome_; \
	} while (0)

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Marks a string that a person reads (an English msgid) and that say() is given elsewhere, so that
 * templates/po/extract.sh finds it. */
#define N_(msgid) msgid

/* ---- text: a slice of bytes, UTF-8 unless said otherwise ---------------------------------- */

struct text {
	const char *at; /* may be NULL only when size is 0 */
	size_t size;    /* bytes */
};

#define TEXT(literal) ((struct text){ "" literal, sizeof(literal) - 1 })
#define NO_TEXT ((struct text){ "", 0 })
/* For printf's "%.*s"; `t` is evaluated twice. */
#define SHOWN(t) (int)(t).size, (t).at

struct text text_of(const char *chars); /* NULL gives an empty text */
bool text_is(struct text a, struct text b);
bool text_is_chars(struct text a, const char *b);
/* The number of `word` among these words, or `count` where it is none of them. */
size_t text_place(struct text word, const char *const *words, size_t count);
int text_compare(struct text a, struct text b); /* bytewise, as memcmp, shorter first */
bool text_starts(struct text whole, struct text start);
bool text_ends(struct text whole, struct text end);
/* The part from `from` (bytes) on, at most `size` bytes; clamped to the text. */
struct text text_part(struct text whole, size_t from, size_t size);
/* Byte position of the first `needle`, or whole.size where there is none. */
size_t text_find(struct text whole, struct text needle);
size_t text_find_char(struct text whole, char c);
/* ASCII blanks, tabs and line ends off both ends. */
struct text text_trim(struct text t);
/* Cuts *rest at the first `stop`: returns what stood before it and leaves *rest after it. Without
 * a `stop` returns all of *rest and leaves it empty with at == NULL, so that
 * `while (rest.at) { part = text_cut(&rest, ','); ... }` sees every part, empty ones too. */
struct text text_cut(struct text *rest, char stop);
/* The next line of *rest without its LF or CRLF, with the same loop as text_cut; but a line end at
 * the very end opens no further, empty line. */
struct text text_line(struct text *rest);
/* A decimal number that is the whole of t and fits; false leaves *value alone. No signs or blanks
 * except a leading '-' for the signed form. */
bool text_number(struct text t, int64_t *value);
/* [a-z0-9] with single or repeated '-' inside, 1 to 64 bytes: a course-format id. */
bool text_is_id(struct text t);

/* Well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, surrogates or > U+10FFFF). */
bool utf8_valid(struct text t);
/* The character at *from (a byte position), which moves past it; U+FFFD and one byte on for an
 * ill-formed one. Must be called with *from < t.size. */
uint32_t utf8_next(struct text t, size_t *from);
/* Writes the UTF-8 form of `c` (U+FFFD for what is no character) to out; returns 1 to 4. */
size_t utf8_put(char out[4], uint32_t c);
size_t utf8_count(struct text t); /* characters */

/* ---- arena: memory with one end ----------------------------------------------------------- */

struct arena;

struct arena *arena_open(void);
/* One whose blocks begin at 2 KB and grow with what is taken: for the many that are kept long. */
struct arena *arena_open_small(void);
void arena_close(struct arena *a); /* NULL is fine */
/* Forgets all that was taken; keeps the first block. Under ASan the forgotten bytes are poison. */
void arena_reset(struct arena *a);
/* `size` zeroed bytes, aligned for anything; never NULL. */
void *arena_take(struct arena *a, size_t size) __attribute__((returns_nonnull, malloc));
#define arena_take_of(a, type) ((type *)arena_take((a), sizeof(type)))
/* count * size with the overflow checked (which ends the process). */
void *arena_take_many(struct arena *a, size_t count, size_t size) __attribute__((returns_nonnull));
struct text arena_copy(struct arena *a, struct text t); /* NUL-terminated */
struct text arena_copy_chars(struct arena *a, const char *chars);
struct text arena_print(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);
/* Two texts as one: a tenth of what printing them costs, for names that a page has dozens of. */
struct text arena_join(struct arena *a, const char *before, struct text t);
size_t arena_size(const struct arena *a); /* bytes held, for tests and /metrics */
/* For __attribute__((cleanup)). */
void arena_close_at(struct arena **a);
#define OWN_ARENA __attribute__((cleanup(arena_close_at))) struct arena *

/* A growing array in an arena: `items` is made of `size`-byte items; call before adding one.
 *	GROW(arena, list->items, list->count, list->room);	list->items[list->count++] = x; */
void *arena_grow(struct arena *a, void *items, size_t count, size_t *room, size_t size);
#define GROW(a, items, count, room) \
	((items) = arena_grow((a), (items), (count), &(room), sizeof *(items)))

/* ---- buffer: text that grows -------------------------------------------------------------- */

struct buffer {
	struct arena *arena;
	char *at;
	size_t size, room;
	size_t cap; /* 0: none; otherwise adding past it sets `full` and adds nothing more. Set it
		      * before the first add */
	bool full;
};

struct buffer buffer_in(struct arena *a);
/* Makes room for `more` bytes at once where the size is known; adds nothing. False where the buffer
 * is full by then. */
bool buffer_reserve(struct buffer *b, size_t more);
/* Here, for a page is some hundreds of these and each is a few bytes. */
static inline void buffer_add(struct buffer *b, struct text t)
{
	if (t.size == 0 || (t.size > b->room - b->size && !buffer_reserve(b, t.size)))
		return;
	__builtin_memcpy(b->at + b->size, t.at, t.size);
	b->size += t.size;
}
void buffer_add_chars(struct buffer *b, const char *chars);
void buffer_add_char(struct buffer *b, char c);
void buffer_print(struct buffer *b, const char *format, ...) PRINTF_LIKE(2, 3);
/* Escaped for HTML text and double-quoted attributes: & < > " and '. */
void buffer_add_html(struct buffer *b, struct text t);
/* As a JSON string, in its quotes (RFC 8259, section 7); `t` is UTF-8, and so is what is added. */
void buffer_add_json(struct buffer *b, struct text t);
/* Percent-encoded as one segment of a path or one value of a query (RFC 3986, section 2.3). */
void buffer_add_url(struct buffer *b, struct text t);
struct text buffer_text(struct buffer *b); /* NUL-terminated; valid until the next add */

/* ---- clock ---------------------------------------------------------------------------------- */

int64_t clock_now(void);      /* seconds since 1970, UTC */
int64_t clock_now_ms(void);   /* the same in milliseconds */
int64_t clock_ticks_us(void); /* CLOCK_MONOTONIC, microseconds */
/* A day as YYYY-MM-DD (UTC) and back (days since 1970-01-01; false for no such day). */
void clock_day_text(int64_t days, char out[11]);
bool clock_day(struct text t, int64_t *days);
/* A day as year, month and day of the Gregorian calendar, and back. */
struct date {
	int year, month, day; /* month and day from 1 */
};
struct date clock_date(int64_t days); /* years 0000 to 9999; days beyond are the nearest of these */
int64_t clock_days(struct date date); /* for real dates; clock_day is for what was typed */
/* The local day (TZ) that a moment falls on, as days since 1970-01-01. */
int64_t clock_day_of(int64_t seconds);
/* Minutes since local midnight (TZ), and the moment of such a minute of a local day. */
int clock_minute_of(int64_t seconds);
int64_t clock_moment(int64_t day, int minute);

/* ---- histogram: how values are spread, for /metrics ----------------------------------------- */

#define STEPS_MOST 16
struct histogram {
	const int64_t
		*steps; /* upper ends (that belong to their step), rising; a 0 ends the list */
	_Atomic uint64_t counts[STEPS_MOST + 1]; /* the one after the last step: all above */
	_Atomic uint64_t sum;
};
/* The same standing still. */
struct spread {
	const int64_t *steps;
	size_t step_count;
	uint64_t counts[STEPS_MOST + 1], sum;
};
/* Thread-safe, never waits. */
void histogram_add(struct histogram *h, int64_t value);
struct spread histogram_read(const struct histogram *h);

/* ---- gate: how many may be at a heavy work ------------------------------------------------- */

struct gate;
struct gate_numbers {
	int inside, waiting;      /* right now */
	uint64_t let_in, refused; /* since it was opened */
};

/* At most `inside` at once, and `waiting` more who wait for a place. */
struct gate *gate_open(int inside, int waiting);
void gate_close(struct gate *g); /* nobody may be at it any more; NULL is fine */
/* DONE inside, perhaps after a wait; BUSY at once where those who wait are enough. */
enum outcome gate_enter(struct gate *g) MUST_USE;
void gate_leave(struct gate *g);
void gate_numbers(struct gate *g, struct gate_numbers *n);

/* ---- log: lines on stderr for the journal, never personal data ----------------------------- */

void log_note(const char *format, ...) PRINTF_LIKE(1, 2);  /* <6> */
void log_fault(const char *format, ...) PRINTF_LIKE(1, 2); /* <3> */

/* ---- files -------------------------------------------------------------------------------- */

/* A whole file, NUL-terminated, in the arena. NOT_HERE, TOO_LARGE (over `limit` bytes) or BROKEN
 * (logged). Follows no symbolic link at the last step. */
enum outcome file_read(
	struct arena *a, const char *path, size_t limit, struct text *bytes) MUST_USE;
/* Writes beside, fsyncs, renames over `path` and fsyncs the folder; mode as given. */
enum outcome file_write(const char *path, struct text bytes, unsigned mode) MUST_USE;
/* Brings the name of a file that was made, renamed or removed to the disk: syncing the file itself
 * doesn't (fsync(2)). BROKEN (told). */
enum outcome file_sync_name(const char *path) MUST_USE;
/* Makes a folder and those above it; DONE where it stands already. */
enum outcome folder_make(const char *path, unsigned mode) MUST_USE;

/* ---- shelf: files embedded in the binary ---------------------------------------------------- */

struct shelf_file {
	const char *name; /* "templates/home.html", "static/askel.css", "po/fi.mo", "courses/..." */
	struct text bytes;
};

/* All of them, sorted by name; the table is made by the Makefile with .incbin. */
extern const struct shelf_file shelf_files[];
extern const size_t shelf_count;
/* NULL where there is none of that name. */
const struct shelf_file *shelf_find(const struct shelf_file *files, size_t count, struct text name);

#endif
