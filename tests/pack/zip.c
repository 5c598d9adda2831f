/*
 * ZIP archives: what is written is read back, field by field, by offsets of APPNOTE.TXT; and with a
 * folder as its word the program writes samples there, which tests/pack/zip.test.sh gives to programs
 * that nobody here wrote.
 */
#include "pack/pack.h"
#include "test.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#define DAY 20782 /* 2026-11-25 */

static uint32_t number_at(struct text t, size_t at, size_t bytes)
{
	uint32_t n = 0;
	while (bytes-- > 0)
		n = n << 8 | (unsigned char)t.at[at + bytes];
	return n;
}

static bool inflates_to(struct arena *a, struct text deflated, struct text plain)
{
	char *at = arena_take(a, plain.size + 1);
	z_stream stream = { .next_in = (z_const Bytef *)deflated.at,
		.avail_in = (uInt)deflated.size,
		.next_out = (Bytef *)at,
		.avail_out = (uInt)plain.size + 1 };
	if (inflateInit2(&stream, -15) != Z_OK)
		return false;
	int went = inflate(&stream, Z_FINISH);
	inflateEnd(&stream);
	return went == Z_STREAM_END && stream.avail_in == 0 &&
		text_is((struct text){ at, (size_t)stream.total_out }, plain);
}

/* The samples: names in several scripts, nothing at all, what squeezes well and what doesn't. */
static size_t make_samples(struct arena *a, struct zip_file files[ZIP_FILES_MOST])
{
	char *noise = arena_take(a, 100000);
	struct buffer long_words = buffer_in(a);
	uint32_t state = 1;
	for (size_t i = 0; i < 100000; i++)
		noise[i] = (char)((state = state * 1664525 + 1013904223) >> 24);
	for (int i = 0; i < 20000; i++)
		buffer_add_chars(&long_words, "askel askeleelta ");
	files[0] = (struct zip_file){ .name = TEXT("everything.json"),
		.bytes = TEXT("{\"askel\":1}\n") };
	files[1] = (struct zip_file){ .name = TEXT("työ – كلمات.html"),
		.bytes = buffer_text(&long_words) };
	files[2] = (struct zip_file){ .name = TEXT("files/empty"), .bytes = NO_TEXT };
	files[3] = (struct zip_file){ .name = TEXT("files/noise.bin"), .bytes = { noise, 100000 } };
	return 4;
}

static void test_fields(struct arena *a)
{
	struct zip_file files[ZIP_FILES_MOST];
	size_t count = make_samples(a, files);
	struct text zip = NO_TEXT;
	if (!CHECK(zip_make(a, files, count, DAY, &zip), "an archive is made"))
		return;
	size_t end = zip.size - 22;
	size_t at = number_at(zip, end + 16, 4);
	CHECK(number_at(zip, end, 4) == 0x06054b50 && number_at(zip, end + 10, 2) == count &&
			at + number_at(zip, end + 12, 4) == end,
		"it ends with the end of its directory, which says where that begins");
	for (size_t i = 0; i < count; i++) {
		size_t local = number_at(zip, at + 42, 4), name = number_at(zip, at + 28, 2);
		size_t size = number_at(zip, at + 20, 4);
		const char *what = arena_copy(a, files[i].name).at;
		CHECK(number_at(zip, at, 4) == 0x02014b50 &&
				number_at(zip, local, 4) == 0x04034b50 &&
				memcmp(zip.at + at + 6, zip.at + local + 4, 26) == 0,
			"%s has two headers that say the same", what);
		CHECK(text_is(text_part(zip, at + 46, name), files[i].name) &&
				text_is(text_part(zip, local + 30, name), files[i].name) &&
				number_at(zip, at + 8, 2) == 1 << 11,
			"%s has its name in both, as UTF-8", what);
		CHECK(number_at(zip, at + 14, 2) == (46u << 9 | 11 << 5 | 25), "%s has its day",
			what);
		CHECK(number_at(zip, at + 16, 4) ==
					crc32_z(0, (const Bytef *)files[i].bytes.at,
						files[i].bytes.size) &&
				number_at(zip, at + 24, 4) == files[i].bytes.size &&
				inflates_to(
					a, text_part(zip, local + 30 + name, size), files[i].bytes),
			"%s comes out as it went in", what);
		at += 46 + name;
	}
	CHECK(at == end, "and nothing else is in it");
}

/* A file that isn't held. */
struct reading {
	struct text left;
};

static size_t read_some(void *context, char *bytes, size_t room)
{
	struct reading *r = context;
	size_t some = room < 999 ? room : 999;

	some = some < r->left.size ? some : r->left.size;
	if (some)
		memcpy(bytes, r->left.at, some);
	r->left = text_part(r->left, some, SIZE_MAX);
	return some;
}

static void stream_file(struct arena *a, struct zip_file *file)
{
	struct reading *r = arena_take_of(a, struct reading);

	r->left = file->bytes;
	*file = (struct zip_file){ .name = file->name,
		.next = read_some,
		.context = r,
		.size = file->bytes.size,
		.crc = crc_add(0, file->bytes) };
}

/* In blocks of `step`. */
static struct text read_flow(struct arena *a, struct zip_flow *f, size_t step)
{
	struct buffer b = buffer_in(a);
	char block[5000];
	size_t some;

	while ((some = zip_flow_next(f, block, step)) > 0)
		buffer_add(&b, (struct text){ block, some });
	return buffer_text(&b);
}

static void test_flow(struct arena *a)
{
	struct zip_file files[ZIP_FILES_MOST];
	size_t count = make_samples(a, files);
	struct text noise = files[3].bytes, zip = NO_TEXT;

	CHECK(zip_make(a, files, count, DAY, &zip), "an archive that is held is made");
	for (size_t step = 1; step <= 5000; step *= 70) {
		struct zip_flow *f = zip_flow(a, files, count, DAY);
		CHECK(zip_flow_size(f) == zip.size && text_is(read_flow(a, f, step), zip),
			"on its way in blocks of %zu it is the same", step);
	}
	stream_file(a, &files[3]);
	struct zip_flow *f = zip_flow(a, files, count, DAY);
	zip = read_flow(a, f, 5000);
	CHECK(zip.size == zip_flow_size(f) && text_find(zip, noise) < zip.size,
		"one that isn't held is in it as it is, and the size is as was said");
	CHECK(!zip_make(a, files, count, DAY, &zip), "only what is held is made at once");
	files[3].size += 10;
	f = zip_flow(a, files, count, DAY);
	CHECK(read_flow(a, f, 5000).size < zip_flow_size(f), "one that ends too soon ends it all");
}

static void test_bounds(struct arena *a)
{
	struct zip_file many[ZIP_FILES_MOST + 1], odd = { .name = NO_TEXT, .bytes = TEXT("x") };
	struct text zip;
	for (size_t i = 0; i <= ZIP_FILES_MOST; i++)
		many[i] = (struct zip_file){ .name = arena_print(a, "%zu", i), .bytes = TEXT("x") };
	CHECK(zip_make(a, many, ZIP_FILES_MOST, DAY, &zip), "as many files as may be");
	CHECK(!zip_make(a, many, ZIP_FILES_MOST + 1, DAY, &zip), "one more is too many");
	CHECK(!zip_make(a, &odd, 1, DAY, &zip), "a file without a name is refused");
	odd = (struct zip_file){ .name = TEXT("large"), .bytes = { "", ZIP_BYTES_MOST + 1 } };
	CHECK(!zip_make(a, &odd, 1, DAY, &zip), "so is one that is too large, before it is read");
	CHECK(zip_make(a, many, 0, DAY, &zip) && zip.size == 22, "no file at all is an archive");
}

static int write_samples(const char *folder)
{
	OWN_ARENA a = arena_open();
	struct zip_file files[ZIP_FILES_MOST];
	struct text zip = NO_TEXT;
	size_t count = make_samples(a, files);
	struct text noise = files[3].bytes;
	stream_file(a, &files[3]);
	zip = read_flow(a, zip_flow(a, files, count, DAY), 4096);
	files[3].bytes = noise;
	for (size_t i = 0; i < count; i++) {
		const char *path = arena_print(a, "%s/wanted-%zu", folder, i).at;
		if (file_write(path, files[i].bytes, 0644) != DONE)
			return 1;
		printf("%.*s\n", SHOWN(files[i].name));
	}
	return file_write(arena_print(a, "%s/sample.zip", folder).at, zip, 0644) != DONE;
}

int main(int count, char **words)
{
	if (count > 1)
		return write_samples(words[1]);
	OWN_ARENA a = arena_open();
	test_fields(a);
	test_flow(a);
	test_bounds(a);
	return test_end();
}
