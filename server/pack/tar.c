/*
 * tar: the 512-byte head that stands before each file of an archive (POSIX.1-2008, pax, "ustar Interchange
 * Format"), written and read as a strict subset: plain files, in the one spelling that is written
 * here. What another program wrote is refused where it isn't spelt like that, so that there is nothing
 * to guess. Bytes are never squeezed: what comes out is as large as what is in it.
 */
#include "pack/inside.h"

#include <stdio.h>
#include <string.h>

#define NAME_MOST 100
#define PREFIX_MOST 155

/* Where the fields begin. */
enum {
	AT_NAME = 0,
	AT_MODE = 100,
	AT_OWNER = 108,
	AT_GROUP = 116,
	AT_SIZE = 124,
	AT_TIME = 136,
	AT_SUM = 148,
	AT_TYPE = 156,
	AT_MAGIC = 257,
	AT_PREFIX = 345,
};

/* One part between slashes: neither empty nor "." nor "..". */
static bool part_fits(struct text part)
{
	return part.size > 0 && !text_is_chars(part, ".") && !text_is_chars(part, "..");
}

bool tar_name_fits(struct text name)
{
	struct text rest = name;

	if (name.size == 0 || name.size > TAR_NAME_MOST || !utf8_valid(name))
		return false;
	for (size_t i = 0; i < name.size; i++)
		if ((unsigned char)name.at[i] < ' ' || name.at[i] == 127 || name.at[i] == '\\')
			return false;
	while (rest.at)
		if (!part_fits(text_cut(&rest, '/')))
			return false;
	return true;
}

/* The bytes of `name` that go into the prefix, without the slash after them; the rest is the name
 * field's. The shortest prefix that will do, so that there is one spelling. False where none does. */
static bool split_name(struct text name, size_t *prefix)
{
	*prefix = 0;
	if (name.size <= NAME_MOST)
		return true;
	for (size_t i = 1; i <= PREFIX_MOST && i + 1 < name.size; i++) {
		*prefix = i;
		if (name.at[i] == '/' && name.size - i - 1 <= NAME_MOST)
			return true;
	}
	return false;
}

/* The sum of all bytes, those of the sum itself taken as blanks. */
static unsigned sum_of(const char head[TAR_BLOCK])
{
	unsigned sum = 8 * ' ';
	for (size_t i = 0; i < TAR_BLOCK; i++)
		if (i < AT_SUM || i >= AT_SUM + 8)
			sum += (unsigned char)head[i];
	return sum;
}

static void put(char *at, struct text bytes)
{
	memcpy(at, bytes.at, bytes.size);
}

static void put_octal(char *at, int digits, uint64_t number)
{
	char words[24];
	int size = snprintf(words, sizeof words, "%0*llo", digits, (unsigned long long)number);
	memcpy(at, words, (size_t)size);
}

bool tar_head_make(const struct tar_file *file, char head[TAR_BLOCK])
{
	size_t prefix;

	memset(head, 0, TAR_BLOCK);
	if (!tar_name_fits(file->name) || file->size > TAR_SIZE_MOST || file->made < 0 ||
		(uint64_t)file->made > TAR_SIZE_MOST || !split_name(file->name, &prefix))
		return false;
	put(head + AT_NAME, text_part(file->name, prefix ? prefix + 1 : 0, SIZE_MAX));
	put(head + AT_PREFIX, text_part(file->name, 0, prefix));
	put_octal(head + AT_MODE, 7, 0600);
	put_octal(head + AT_OWNER, 7, 0);
	put_octal(head + AT_GROUP, 7, 0);
	put_octal(head + AT_SIZE, 11, file->size);
	put_octal(head + AT_TIME, 11, (uint64_t)file->made);
	head[AT_TYPE] = '0';
	put(head + AT_MAGIC, (struct text){ "ustar\00000", 8 });
	put_octal(head + AT_SUM, 6, sum_of(head));
	head[AT_SUM + 7] = ' ';
	return true;
}

static bool octal_at(const char *at, size_t digits, uint64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < digits; i++) {
		if (at[i] < '0' || at[i] > '7')
			return false;
		*number = *number * 8 + (uint64_t)(at[i] - '0');
	}
	return at[digits] == '\0';
}

static struct text field_at(const char *at, size_t most)
{
	return (struct text){ at, strnlen(at, most) };
}

enum tar_head tar_head_read(struct arena *a, struct text block, struct tar_file *file)
{
	static const char nothing[TAR_BLOCK];
	char again[TAR_BLOCK];
	uint64_t size, made;

	if (block.size != TAR_BLOCK)
		return TAR_NO_HEAD;
	if (memcmp(block.at, nothing, TAR_BLOCK) == 0)
		return TAR_END;
	if (!octal_at(block.at + AT_SIZE, 11, &size) || !octal_at(block.at + AT_TIME, 11, &made))
		return TAR_NO_HEAD;
	struct text name = field_at(block.at + AT_NAME, NAME_MOST),
		    prefix = field_at(block.at + AT_PREFIX, PREFIX_MOST);
	*file = (struct tar_file){ .name = prefix.size
			? arena_print(a, "%.*s/%.*s", SHOWN(prefix), SHOWN(name))
			: arena_copy(a, name),
		.size = size,
		.made = (int64_t)made };
	/* Whatever else it may hold, it is what we would have written, or none. */
	return tar_head_make(file, again) && memcmp(again, block.at, TAR_BLOCK) == 0 ? TAR_FILE
										     : TAR_NO_HEAD;
}

size_t tar_padding(uint64_t size)
{
	return (size_t)(-size % TAR_BLOCK);
}
