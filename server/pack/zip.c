/*
 * zip: some files as one ZIP archive (PKWARE's APPNOTE.TXT 6.3.10): a local header and the bytes of each,
 * deflated or as they are (sections 4.3.7 and 4.4.5, methods 8 and 0), the central directory (4.3.12), its
 * end (4.3.16). All but the bytes that aren't held is made before the first goes out. Names are UTF-8, which bit 11 says (4.4.4, appendix D). Neither ZIP64 nor encryption nor
 * data descriptors: sizes are known before a byte is written, and small.
 */
#include "pack/inside.h"

#include <limits.h>
#include <string.h>

#define LOCAL_HEADER 0x04034b50
#define CENTRAL_HEADER 0x02014b50
#define END_OF_DIRECTORY 0x06054b50
#define VERSION_NEEDED 20          /* deflate (4.4.3.2) */
#define VERSION_MADE (3 << 8 | 20) /* on Unix, so that the mode below is heard (4.4.2) */
#define UTF8_NAMES (1 << 11)
#define DEFLATED 8
#define PLAIN_FILE_MODE ((uint32_t)0100644 << 16)

#define GZIP_HEAD 10 /* of a member that zlib makes (RFC 1952, 2.3): no name, no comment */
#define GZIP_TAIL 8  /* CRC-32 and length */

#define STORED 0

/* One file as it stands in the archive. */
struct entry {
	const struct zip_file *file;
	struct text header;   /* local */
	struct text deflated; /* of what is held */
	uint32_t method, crc, size, packed, at;
};

struct zip_flow {
	struct entry *entries;
	size_t count;
	struct text directory;
	uint64_t size;
	size_t part;   /* 2 i: the header of the i-th, 2 i + 1: its bytes, then the directory */
	uint64_t sent; /* of the part */
};

static void add_number(struct buffer *b, uint32_t number, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		buffer_add_char(b, (char)(unsigned char)(number >> (8 * i)));
}

static uint32_t number_at(struct text bytes, size_t at)
{
	uint32_t number = 0;
	for (size_t i = 4; i-- > 0;)
		number = number << 8 | (unsigned char)bytes.at[at + i];
	return number;
}

/* The deflated bytes of a gzip member are those of a ZIP entry, and so is its checksum. */
static struct entry make_entry(struct arena *a, const struct zip_file *file)
{
	if (file->next)
		return (struct entry){ .file = file,
			.method = STORED,
			.crc = file->crc,
			.size = (uint32_t)file->size,
			.packed = (uint32_t)file->size };
	struct text member = squeeze(a, file->bytes, false);
	size_t size = member.size - GZIP_HEAD - GZIP_TAIL;
	return (struct entry){ .file = file,
		.method = DEFLATED,
		.deflated = text_part(member, GZIP_HEAD, size),
		.crc = number_at(member, GZIP_HEAD + size),
		.size = (uint32_t)file->bytes.size,
		.packed = (uint32_t)size };
}

/* MS-DOS date (4.4.6); years before 1980 there are none. */
static uint32_t dos_date(int64_t day)
{
	struct date date = clock_date(day);
	if (date.year < 1980 || date.year > 2107)
		return 1 << 5 | 1;
	return (uint32_t)(date.year - 1980) << 9 | (uint32_t)date.month << 5 | (uint32_t)date.day;
}

/* What local and central header have in common: from "version needed" to "extra field length". */
static void add_common(struct buffer *b, const struct entry *e, int64_t day)
{
	add_number(b, VERSION_NEEDED, 2);
	add_number(b, UTF8_NAMES, 2);
	add_number(b, e->method, 2);
	add_number(b, 0, 2); /* midnight */
	add_number(b, dos_date(day), 2);
	add_number(b, e->crc, 4);
	add_number(b, e->packed, 4);
	add_number(b, e->size, 4);
	add_number(b, (uint32_t)e->file->name.size, 2);
	add_number(b, 0, 2);
}

static void make_local(struct arena *a, struct entry *e, int64_t day, uint64_t at)
{
	struct buffer b = buffer_in(a);
	e->at = (uint32_t)at;
	add_number(&b, LOCAL_HEADER, 4);
	add_common(&b, e, day);
	buffer_add(&b, e->file->name);
	e->header = buffer_text(&b);
}

static void add_central(struct buffer *b, const struct entry *e, int64_t day)
{
	add_number(b, CENTRAL_HEADER, 4);
	add_number(b, VERSION_MADE, 2);
	add_common(b, e, day);
	add_number(b, 0, 2); /* no comment */
	add_number(b, 0, 2); /* the first disk */
	add_number(b, 0, 2); /* internal attributes: bytes */
	add_number(b, PLAIN_FILE_MODE, 4);
	add_number(b, e->at, 4);
	buffer_add(b, e->file->name);
}

static void add_end(struct buffer *b, size_t count, uint64_t directory)
{
	size_t size = b->size;
	add_number(b, END_OF_DIRECTORY, 4);
	add_number(b, 0, 2);
	add_number(b, 0, 2);
	add_number(b, (uint32_t)count, 2);
	add_number(b, (uint32_t)count, 2);
	add_number(b, (uint32_t)size, 4);
	add_number(b, (uint32_t)directory, 4);
	add_number(b, 0, 2);
}

static bool fits(const struct zip_file *files, size_t count)
{
	uint64_t held = 0, whole = 0;

	if (count > ZIP_FILES_MOST)
		return false;
	for (size_t i = 0; i < count; i++) {
		uint64_t size = files[i].next ? files[i].size : files[i].bytes.size;
		if (files[i].name.size == 0 || files[i].name.size > UINT16_MAX ||
			size > ZIP_BYTES_MOST)
			return false;
		held += files[i].next ? 0 : size;
		whole += size;
	}
	return held <= ZIP_HELD_MOST && whole <= ZIP_BYTES_MOST;
}

struct zip_flow *zip_flow(struct arena *a, const struct zip_file *files, size_t count, int64_t day)
{
	struct zip_flow *f = arena_take_of(a, struct zip_flow);
	struct buffer b = buffer_in(a);

	if (!fits(files, count))
		return NULL;
	f->entries = arena_take_many(a, count + 1, sizeof *f->entries);
	f->count = count;
	for (size_t i = 0; i < count; i++) {
		struct entry *e = &f->entries[i];
		*e = make_entry(a, &files[i]);
		make_local(a, e, day, f->size);
		f->size += e->header.size + e->packed;
	}
	for (size_t i = 0; i < count; i++)
		add_central(&b, &f->entries[i], day);
	add_end(&b, count, f->size);
	f->directory = buffer_text(&b);
	f->size += f->directory.size;
	return f;
}

uint64_t zip_flow_size(const struct zip_flow *f)
{
	return f->size;
}

/* What the part that is being sent has in memory; at == NULL: it comes from elsewhere. */
static struct text held_part(const struct zip_flow *f, uint64_t *size)
{
	const struct entry *e = f->part / 2 < f->count ? &f->entries[f->part / 2] : NULL;
	struct text held = f->directory;

	if (e)
		held = f->part % 2 == 0 ? e->header : e->deflated;
	*size = e && f->part % 2 ? e->packed : held.size;
	return e && f->part % 2 && e->file->next ? (struct text){ NULL, 0 } : held;
}

size_t zip_flow_next(struct zip_flow *f, char *bytes, size_t room)
{
	uint64_t size = 0;
	struct text held = NO_TEXT;

	for (; f->part <= 2 * f->count; f->part++, f->sent = 0) {
		held = held_part(f, &size);
		if (f->sent < size)
			break;
	}
	if (f->part > 2 * f->count)
		return 0;
	size_t some = size - f->sent < room ? (size_t)(size - f->sent) : room;
	if (held.at) {
		memcpy(bytes, held.at + f->sent, some);
	} else {
		const struct zip_file *file = f->entries[f->part / 2].file;
		some = file->next(file->context, bytes, some);
	}
	f->sent += some;
	return some;
}

bool zip_make(struct arena *a, const struct zip_file *files, size_t count, int64_t day,
	struct text *archive)
{
	for (size_t i = 0; i < count && i < ZIP_FILES_MOST; i++)
		if (files[i].next)
			return false;
	struct zip_flow *f = zip_flow(a, files, count, day);
	if (!f)
		return false;
	char *at = arena_take(a, (size_t)f->size + 1);
	size_t size = 0, some = 1;
	while (size < f->size && some > 0) {
		some = zip_flow_next(f, at + size, (size_t)f->size - size);
		size += some;
	}
	*archive = (struct text){ at, size };
	return true;
}
