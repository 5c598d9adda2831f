/*
 * zip: some files as one ZIP archive (PKWARE's APPNOTE.TXT 6.3.10): a local header and the deflated
 * bytes of each (sections 4.3.7 and 4.4.5, method 8), the central directory (4.3.12), its end
 * (4.3.16). Names are UTF-8, which bit 11 says (4.4.4, appendix D). Neither ZIP64 nor encryption nor
 * data descriptors: sizes are known before a byte is written, and small.
 */
#include "pack/inside.h"

#include <limits.h>

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

/* One file as it stands in the archive. */
struct entry {
	struct text name, deflated;
	uint32_t crc, size, at;
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
	struct text member = squeeze(a, file->bytes, false);
	size_t size = member.size - GZIP_HEAD - GZIP_TAIL;
	return (struct entry){ .name = file->name,
		.deflated = text_part(member, GZIP_HEAD, size),
		.crc = number_at(member, GZIP_HEAD + size),
		.size = (uint32_t)file->bytes.size };
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
	add_number(b, DEFLATED, 2);
	add_number(b, 0, 2); /* midnight */
	add_number(b, dos_date(day), 2);
	add_number(b, e->crc, 4);
	add_number(b, (uint32_t)e->deflated.size, 4);
	add_number(b, e->size, 4);
	add_number(b, (uint32_t)e->name.size, 2);
	add_number(b, 0, 2);
}

static void add_local(struct buffer *b, struct entry *e, int64_t day)
{
	e->at = (uint32_t)b->size;
	add_number(b, LOCAL_HEADER, 4);
	add_common(b, e, day);
	buffer_add(b, e->name);
	buffer_add(b, e->deflated);
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
	buffer_add(b, e->name);
}

static void add_end(struct buffer *b, size_t count, size_t directory)
{
	add_number(b, END_OF_DIRECTORY, 4);
	add_number(b, 0, 2);
	add_number(b, 0, 2);
	add_number(b, (uint32_t)count, 2);
	add_number(b, (uint32_t)count, 2);
	add_number(b, (uint32_t)(b->size - directory) - 12, 4);
	add_number(b, (uint32_t)directory, 4);
	add_number(b, 0, 2);
}

bool zip_make(struct arena *a, const struct zip_file *files, size_t count, int64_t day,
	struct text *archive)
{
	struct entry entries[ZIP_FILES_MOST];
	struct buffer b = buffer_in(a);
	size_t whole = 0;

	for (size_t i = 0; i < count && i < ZIP_FILES_MOST; i++) {
		if (files[i].name.size == 0 || files[i].name.size > UINT16_MAX ||
			files[i].bytes.size > ZIP_BYTES_MOST)
			return false;
		whole += files[i].bytes.size;
	}
	if (count > ZIP_FILES_MOST || whole > ZIP_BYTES_MOST)
		return false;
	for (size_t i = 0; i < count; i++) {
		entries[i] = make_entry(a, &files[i]);
		add_local(&b, &entries[i], day);
	}
	size_t directory = b.size;
	for (size_t i = 0; i < count; i++)
		add_central(&b, &entries[i], day);
	add_end(&b, count, directory);
	*archive = buffer_text(&b);
	return true;
}
