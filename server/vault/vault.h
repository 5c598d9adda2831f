/*
 * vault: files that people hand in, in DIR/files/, each under a key of its own and useless without it;
 * and what is shown of them, made by the drawing program (draw.h) and kept under the same key. The
 * key is wrapped by seal and stands in the database alone: to erase a file is to forget it there.
 *
 * A file's place is 32 random hexadecimal digits. While it comes in, and until the database knows it, it
 * stands there with a dot before its name: whatever stops in between leaves nothing that looks like a
 * file of somebody's, and vault_settle() cleans up at the next start. All of a file is on the disk before
 * incoming_end() says so. Beside PLACE stand PLACE.0, the thumbnail, PLACE.1 and so on, pages, PLACE.w,
 * words: these can be made again at any time.
 *
 * What opened gives is what was handed in, to the last bit, or nothing: a change anywhere is found.
 */
#ifndef ASKEL_VAULT_H
#define ASKEL_VAULT_H

#include "base/base.h"
#include "draw/draw.h"
#include "seal/seal.h"

#define FILE_BYTES_MOST ((uint64_t)20 << 20)
#define PLACE_CHARS 32

struct vault;
struct vault_settings {
	const char *folder; /* DIR/files, made where it isn't there */
	const struct seal *seal;
	const char
		*draw; /* the drawing program; NULL: this program's path with "-draw" behind it */
	int drawings_most; /* at once; 0: two */
};
enum outcome vault_open(const struct vault_settings *settings, struct vault **vault) MUST_USE;
void vault_close(struct vault *v); /* NULL is fine */

/* ---- what a file is ----------------------------------------------------------------------------- */

enum file_problem {
	FILE_FITS,
	FILE_EMPTY,
	FILE_TOO_LARGE, /* over FILE_BYTES_MOST */
	FILE_HEIC,      /* a picture as iPhones keep them, which few can show */
	FILE_VIDEO,     /* or sound */
	FILE_SHEET,     /* a spreadsheet, a presentation or an old Word file: to be saved as PDF */
	FILE_UNKNOWN,   /* anything else */
	FILE_ENOUGH,    /* of whoever sends it; the vault never says so */
	FILE_NO_ROOM,   /* the disk is full; FILE_ROOM_KEPT stays free for the database */
	FILE_BROKEN,    /* ours; logged */
};
#define FILE_ROOM_KEPT ((uint64_t)16 << 20)
#define KIND_BYTES ((size_t)64 * 1024) /* of its beginning that are looked at */

/* By its first KIND_BYTES, whatever its name says. Pure. */
enum file_problem file_kind_of(struct text head, enum file_kind *kind);
const char *file_kind_word(enum file_kind kind);   /* "jpeg" */
const char *file_kind_type(enum file_kind kind);   /* "image/jpeg" */
const char *file_kind_ending(enum file_kind kind); /* "jpg" */
bool file_kind_of_word(struct text word, enum file_kind *kind);
bool is_picture(enum file_kind kind);

/* ---- coming in ---------------------------------------------------------------------------------- */

/* What the database keeps of a file that has come. */
struct handed {
	char place[PLACE_CHARS + 1];
	enum file_kind kind;
	uint64_t size;
	uint32_t crc;                            /* CRC-32, for archives */
	unsigned char wrapped[WRAPPED_KEY_SIZE]; /* its key */
	unsigned char digest[DIGEST_SIZE];       /* of the sealed bytes as they lie on the disk */
};

struct incoming;
/* Never NULL; what goes wrong is told by incoming_end. Lives in the arena; its file is ours. */
struct incoming *vault_take_in(struct vault *v, struct arena *a);
void incoming_take(struct incoming *in, struct text bytes);
/* All of it has come: FILE_FITS means that it is on the disk. */
enum file_problem incoming_end(struct incoming *in, struct handed *handed);
/* The database knows it, or doesn't and it goes; to be called once, in the end. */
void incoming_close(struct incoming *in, bool known);

/* Names left by a stop in between: known ones lose their dot, others go. */
enum outcome vault_settle(struct vault *v, bool (*is_known)(void *context, struct text place),
	void *context) MUST_USE;
/* A file and all that was made of it. Fine where there is none. */
enum outcome vault_remove(struct vault *v, struct text place) MUST_USE;

/* ---- reading ------------------------------------------------------------------------------------ */

#define PART_ORIGINAL ""
#define PART_THUMB "0"
#define PART_WORDS "w"

struct opened;
/* A file, or ("0", "1", ..., "w") what was made of it. NOT_HERE, or BROKEN (logged) where it isn't what was
 * kept. It is closed by opened_close(). */
enum outcome vault_read(struct vault *v, struct arena *a, struct text place, const char *part,
	struct text wrapped, struct opened **opened) MUST_USE;
uint64_t opened_size(const struct opened *o);
/* The next bytes, at most `room`; 0 after the last, or where the rest was changed (logged). */
size_t opened_next(struct opened *o, char *bytes, size_t room);
void opened_close(struct opened *o); /* NULL is fine */
/* All of it at once, for what is small. */
enum outcome vault_read_all(struct vault *v, struct arena *a, struct text place, const char *part,
	struct text wrapped, size_t most, struct text *bytes) MUST_USE;
/* Whether what lies there is what was kept, by its digest alone: DONE, NOT_HERE or BROKEN (not logged). */
enum outcome vault_check(
	struct vault *v, struct text place, const unsigned char digest[DIGEST_SIZE]) MUST_USE;

/* ---- showing ------------------------------------------------------------------------------------ */

struct drawn {
	uint32_t sheets; /* PLACE.1 and so on; a thumbnail as well where there is one */
	uint32_t pages;  /* of the whole document, drawn or not */
	bool words;
};
/* Has it drawn and keeps what came out, in place of what was there. BUSY where enough are waiting already:
 * later, then. What can't be drawn is DONE with nothing of it: it is a file to open elsewhere. */
enum outcome vault_draw(struct vault *v, struct text place, struct text wrapped,
	enum file_kind kind, struct drawn *drawn) MUST_USE;

#endif
