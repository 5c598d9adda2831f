/* Heads of tar archives: what is written is read back, and nothing else is. What Debian's tar makes of
 * a whole archive, tests/commands/backup.test.sh tells. */
#include "pack/pack.h"
#include "test.h"

#include <string.h>

static const struct {
	const char *name;
	bool fits;
	const char *sentence;
} names[] = {
	{ "askel.db", true, "a plain name" },
	{ "courses/safe-online/työ.fi.md", true, "folders and letters of any script" },
	{ "files/.0123", true, "a dot before a name" },
	{ "a/..b/c..", true, "dots that are part of a name" },
	{ "", false, "no name" },
	{ "/etc/passwd", false, "from the root" },
	{ "../askel.db", false, "out of the folder" },
	{ "courses/../../x", false, "out of it on the way" },
	{ "courses/..", false, "out of it in the end" },
	{ "./askel.db", false, "a second spelling by a dot" },
	{ "courses//x", false, "a second spelling by a slash" },
	{ "courses/", false, "a folder" },
	{ "courses\\x", false, "a backslash" },
	{ "a\nb", false, "a line end" },
	{ "a\x7f", false, "a control character" },
	{ "a\xff", false, "no UTF-8" },
};

static void test_names(void)
{
	for (size_t i = 0; i < COUNT_OF(names); i++)
		CHECK(tar_name_fits(text_of(names[i].name)) == names[i].fits, "%s: %s",
			names[i].sentence, names[i].fits ? "a name" : "none");
}

static bool goes_and_comes(struct arena *a, struct tar_file file)
{
	char head[TAR_BLOCK];
	struct tar_file read;
	return tar_head_make(&file, head) &&
		tar_head_read(a, (struct text){ head, TAR_BLOCK }, &read) == TAR_FILE &&
		text_is(read.name, file.name) && read.size == file.size && read.made == file.made;
}

static void test_heads(struct arena *a)
{
	struct buffer b = buffer_in(a);
	char head[TAR_BLOCK];
	struct tar_file file = { TEXT("askel.db"), 1234567, 1800000000 }, read;

	CHECK(goes_and_comes(a, file), "name, size and time are read as they were written");
	CHECK(goes_and_comes(a, (struct tar_file){ TEXT("a"), TAR_SIZE_MOST, 0 }),
		"up to the largest size");
	CHECK(!tar_head_make(&(struct tar_file){ TEXT("a"), TAR_SIZE_MOST + 1, 0 }, head),
		"a larger one is refused");
	while (b.size < 130)
		buffer_add_chars(&b, "sivu/");
	buffer_add_chars(&b, "x");
	CHECK(goes_and_comes(a, (struct tar_file){ buffer_text(&b), 0, 0 }),
		"a long name is divided at a slash and put together");
	CHECK(!tar_head_make(
		      &(struct tar_file){
			      text_of("123456789012345678901234567890123456789012345678901234567890"
				      "12345678901234567890123456789012345678901"),
			      0, 0 },
		      head),
		"a name of 101 letters without a slash doesn't fit");
	size_t taken = 0;
	for (size_t i = 0; i < TAR_BLOCK; i++) {
		tar_head_make(&file, head);
		head[i] ^= 1;
		taken += tar_head_read(a, (struct text){ head, TAR_BLOCK }, &read) == TAR_FILE;
	}
	CHECK(taken == 0, "no head with one changed bit is taken");
	memset(head, 0, sizeof head);
	CHECK(tar_head_read(a, (struct text){ head, TAR_BLOCK }, &read) == TAR_END,
		"zeroes are the end");
	CHECK(tar_head_read(a, (struct text){ head, TAR_BLOCK - 1 }, &read) == TAR_NO_HEAD,
		"a torn block is none");
	CHECK(tar_padding(0) == 0 && tar_padding(1) == 511 && tar_padding(512) == 0 &&
			tar_padding(513) == 511,
		"bytes are filled up to whole blocks");
}

int main(void)
{
	OWN_ARENA a = arena_open();
	test_names();
	test_heads(a);
	return test_end();
}
