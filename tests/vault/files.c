/* Files that are handed in: whole on the disk or not at all, the same to the last bit when they come back,
 * noise without their key; what a stop leaves; a full disk; what can be looked at. */
#include "pack/pack.h"
#include "test.h"
#include "vault/vault.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
	char root[64], files[96], draw[4096];
	struct seal *seal;
	struct vault *vault;
};

static void open_place(struct place *p)
{
	char keys[96];
	const char *askel = getenv("ASKEL");

	strcpy(p->root, "/tmp/askel-vault-XXXXXX");
	if (!mkdtemp(p->root))
		exit(1);
	snprintf(p->files, sizeof p->files, "%s/files", p->root);
	snprintf(p->draw, sizeof p->draw, "%s-draw", askel ? askel : "build/askel");
	snprintf(keys, sizeof keys, "%s/keys", p->root);
	if (seal_open(keys, true, &p->seal) != DONE)
		exit(1);
	struct vault_settings settings = { .folder = p->files, .seal = p->seal, .draw = p->draw };
	CHECK(vault_open(&settings, &p->vault) == DONE, "a vault opens");
}

static void close_place(struct place *p)
{
	char command[100];

	vault_close(p->vault);
	seal_close(p->seal);
	snprintf(command, sizeof command, "rm -rf %s", p->root);
	CHECK(system(command) == 0, "the test leaves nothing behind");
}

/* How many files there are, of any name. */
static size_t count_files(const char *folder)
{
	DIR *list = opendir(folder);
	size_t count = 0;

	for (const struct dirent *one; list && (one = readdir(list));)
		count += strcmp(one->d_name, ".") != 0 && strcmp(one->d_name, "..") != 0;
	if (list)
		closedir(list);
	return count;
}

static struct text words_of(struct arena *a, size_t size)
{
	char *bytes = arena_take(a, size + 1);

	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)('a' + i * i % 26);
	return (struct text){ bytes, size };
}

static enum file_problem hand_in(
	struct vault *v, struct arena *a, struct text bytes, size_t step, struct handed *h)
{
	struct incoming *in = vault_take_in(v, a);

	for (size_t at = 0; at < bytes.size; at += step)
		incoming_take(in, text_part(bytes, at, step));
	enum file_problem problem = incoming_end(in, h);
	incoming_close(in, problem == FILE_FITS);
	return problem;
}

static struct text place_of(const struct handed *h)
{
	return (struct text){ h->place, PLACE_CHARS };
}

static struct text key_of(const struct handed *h)
{
	return bytes_text(h->wrapped, sizeof h->wrapped);
}

static void drop(struct vault *v, struct text place)
{
	if (vault_remove(v, place) != DONE)
		exit(1);
}

/* ---- in and out ----------------------------------------------------------------------------- */

static void test_trips(const struct place *p)
{
	static const struct {
		size_t size, step;
	} rows[] = { { 1, 1 }, { 65535, 1000 }, { 65536, 16384 }, { 65537, 65537 },
		{ 131072, 131072 }, { 200000, 7 }, { FILE_BYTES_MOST, 16384 } };

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		OWN_ARENA a = arena_open();
		struct text bytes = words_of(a, rows[i].size), back;
		struct handed h;
		enum file_problem problem = hand_in(p->vault, a, bytes, rows[i].step, &h);
		CHECK(problem == FILE_FITS && h.kind == FILE_TEXT && h.size == bytes.size &&
				h.crc == crc_add(0, bytes),
			"%zu bytes in blocks of %zu are taken", rows[i].size, rows[i].step);
		CHECK(vault_read_all(p->vault, a, place_of(&h), PART_ORIGINAL, key_of(&h), SIZE_MAX,
			      &back) == DONE &&
				text_is(back, bytes),
			"and come back as they were");
		CHECK(vault_check(p->vault, place_of(&h), h.digest) == DONE,
			"their digest is that of what lies on the disk");
		CHECK(vault_remove(p->vault, place_of(&h)) == DONE &&
				vault_check(p->vault, place_of(&h), h.digest) == NOT_HERE,
			"removed they are gone");
	}
	CHECK(count_files(p->files) == 0, "nothing is left of them");
}

static void test_refused(const struct place *p)
{
	OWN_ARENA a = arena_open();
	struct handed h;

	CHECK(hand_in(p->vault, a, NO_TEXT, 1, &h) == FILE_EMPTY, "nothing is no file");
	CHECK(hand_in(p->vault, a, words_of(a, FILE_BYTES_MOST + 1), 16384, &h) == FILE_TOO_LARGE,
		"a byte more than the most is too much");
	CHECK(hand_in(p->vault, a,
		      TEXT("\0\0\0\x18"
			   "ftypheic\0\0\0\0mif1heic rest"),
		      5, &h) == FILE_HEIC,
		"a picture of an iPhone's own is known");
	CHECK(count_files(p->files) == 0, "of what is refused nothing stays");
	struct incoming *in = vault_take_in(p->vault, a);
	incoming_take(in, words_of(a, 300000));
	CHECK(count_files(p->files) == 1, "while a file comes in it has a hidden name");
	incoming_close(in, false);
	CHECK(count_files(p->files) == 0, "one that is cut off goes");
}

static void flip_byte(const char *path, off_t at)
{
	int fd = open(path, O_RDWR);
	char byte;

	if (pread(fd, &byte, 1, at) != 1)
		exit(1);
	byte ^= 4;
	if (pwrite(fd, &byte, 1, at) != 1)
		exit(1);
	close(fd);
}

static void test_changed(const struct place *p)
{
	OWN_ARENA a = arena_open();
	struct text bytes = words_of(a, 200000), back;
	struct handed h, other;
	char path[256];

	hand_in(p->vault, a, bytes, 16384, &h);
	hand_in(p->vault, a, bytes, 16384, &other);
	snprintf(path, sizeof path, "%s/%s", p->files, h.place);
	struct text lies = NO_TEXT;
	CHECK(file_read(a, path, SIZE_MAX, &lies) == DONE &&
			text_find(lies, text_part(bytes, 0, 16)) == lies.size,
		"what lies on the disk is noise");
	CHECK(vault_read_all(p->vault, a, place_of(&h), PART_ORIGINAL, key_of(&other), SIZE_MAX,
		      &back) == BROKEN,
		"another file's key doesn't open it");
	CHECK(vault_read_all(p->vault, a, place_of(&h), PART_ORIGINAL, NO_TEXT, SIZE_MAX, &back) ==
			BROKEN,
		"nor does none, as after an erasure");
	static const off_t places[] = { 0, 24, 70000, 200000 };
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		flip_byte(path, places[i]);
		CHECK(vault_read_all(p->vault, a, place_of(&h), PART_ORIGINAL, key_of(&h), SIZE_MAX,
			      &back) == BROKEN &&
				vault_check(p->vault, place_of(&h), h.digest) == BROKEN,
			"a bit changed at byte %lld is found", (long long)places[i]);
		flip_byte(path, places[i]);
	}
	CHECK(truncate(path, 100000) == 0 &&
			vault_read_all(p->vault, a, place_of(&h), PART_ORIGINAL, key_of(&h),
				SIZE_MAX, &back) == BROKEN,
		"and so is a file cut short");
	CHECK(truncate(path, 24 + 65536 + 17) == 0 &&
			vault_read_all(p->vault, a, place_of(&h), PART_ORIGINAL, key_of(&h),
				SIZE_MAX, &back) == BROKEN,
		"also between two blocks");
	drop(p->vault, place_of(&h));
	drop(p->vault, place_of(&other));
}

/* ---- what a stop leaves ------------------------------------------------------------------------ */

static bool is_first(void *context, struct text place)
{
	return text_is_chars(place, context);
}

static void test_settling(const struct place *p)
{
	OWN_ARENA a = arena_open();
	struct handed known, unknown;
	struct text bytes = words_of(a, 1000), back;
	struct incoming *one = vault_take_in(p->vault, a), *two = vault_take_in(p->vault, a);
	char other[256];

	incoming_take(one, bytes);
	incoming_take(two, bytes);
	CHECK(incoming_end(one, &known) == FILE_FITS && incoming_end(two, &unknown) == FILE_FITS,
		"two files are on the disk when the server stops");
	CHECK(vault_read_all(p->vault, a, place_of(&known), PART_ORIGINAL, key_of(&known), SIZE_MAX,
		      &back) == DONE,
		"one that the database knows already can be read");
	snprintf(other, sizeof other, "%s/.%s.3", p->files, known.place);
	close(open(other, O_CREAT | O_WRONLY, 0600));
	snprintf(other, sizeof other, "%s/.notes", p->files);
	close(open(other, O_CREAT | O_WRONLY, 0600));
	CHECK(vault_settle(p->vault, is_first, known.place) == DONE && count_files(p->files) == 2,
		"at the next start the one that it doesn't know goes, and nobody else's file");
	CHECK(vault_check(p->vault, place_of(&known), known.digest) == DONE &&
			vault_check(p->vault, place_of(&unknown), unknown.digest) == NOT_HERE,
		"the other has its name");
	unlink(other);
	drop(p->vault, place_of(&known));
	/* the files that these would close are gone */
}

/* ---- a full disk ------------------------------------------------------------------------------- */

static void test_full(const struct place *p)
{
	OWN_ARENA a = arena_open();
	char folder[96];
	struct vault *v;
	struct handed h;

	snprintf(folder, sizeof folder, "%s/small", p->root);
	mkdir(folder, 0700);
	if (mount("tmpfs", folder, "tmpfs", 0, "size=20m") < 0) {
		CHECK(true, "a full disk # SKIP no disk may be mounted here");
		return;
	}
	struct vault_settings settings = { .folder = folder, .seal = p->seal, .draw = p->draw };
	CHECK(vault_open(&settings, &v) == DONE &&
			hand_in(v, a, words_of(a, 1 << 20), 16384, &h) == FILE_FITS,
		"on a small disk a small file is taken");
	CHECK(hand_in(v, a, words_of(a, 8 << 20), 16384, &h) == FILE_NO_ROOM,
		"one that would take the database's room is not");
	CHECK(count_files(folder) == 1, "and nothing of it stays");
	CHECK(hand_in(v, a, words_of(a, 1 << 20), 16384, &h) == FILE_FITS, "a small one still is");
	vault_close(v);
	umount2(folder, MNT_DETACH);
}

/* ---- looking -------------------------------------------------------------------------------------
 */

static const char page[] =
	"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	"2 0 obj\n<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>\nendobj\n"
	"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Resources "
	"<< /Font << /F1 5 0 R >> >> >>\nendobj\n"
	"4 0 obj\n<< /Length 39 >>\nstream\nBT /F1 24 Tf 20 40 Td (Siivous) Tj ET  "
	"\nendstream\nendobj\n"
	"5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
	"trailer << /Root 1 0 R >>\n";

static void test_drawing(const struct place *p)
{
	OWN_ARENA a = arena_open();
	struct handed h;
	struct drawn drawn;
	struct text bytes;

	CHECK(hand_in(p->vault, a, text_of(page), 100, &h) == FILE_FITS && h.kind == FILE_PDF,
		"a PDF is taken");
	CHECK(vault_draw(p->vault, place_of(&h), key_of(&h), h.kind, &drawn) == DONE &&
			drawn.sheets == 2 && drawn.pages == 2 && drawn.words,
		"and drawn: two pages and their words (%u)", drawn.sheets);
	CHECK(vault_read_all(p->vault, a, place_of(&h), "2", key_of(&h), SIZE_MAX, &bytes) ==
				DONE &&
			text_starts(bytes, TEXT("\xff\xd8\xff")) &&
			vault_read_all(p->vault, a, place_of(&h), PART_THUMB, key_of(&h), SIZE_MAX,
				&bytes) == DONE &&
			text_starts(bytes, TEXT("\xff\xd8\xff")),
		"the pages and a thumbnail are JPEG");
	CHECK(vault_read_all(p->vault, a, place_of(&h), PART_WORDS, key_of(&h), SIZE_MAX, &bytes) ==
				DONE &&
			text_starts(bytes, TEXT("Siivous")),
		"the words are its words (%.*s)", SHOWN(bytes));
	CHECK(vault_draw(p->vault, place_of(&h), key_of(&h), h.kind, &drawn) == DONE &&
			drawn.sheets == 2 && count_files(p->files) == 5,
		"drawn once more it takes the place of what was there (%zu)",
		count_files(p->files));
	drop(p->vault, place_of(&h));
	CHECK(count_files(p->files) == 0, "and goes with the file");
	hand_in(p->vault, a, TEXT("%PDF-1.4 and no more"), 100, &h);
	CHECK(vault_draw(p->vault, place_of(&h), key_of(&h), h.kind, &drawn) == DONE &&
			drawn.sheets == 0 && !drawn.words,
		"what can't be drawn isn't, and that is no fault");
	drop(p->vault, place_of(&h));
	hand_in(p->vault, a, TEXT("\xff\xfeT\0y\0\xf6\0\n\0"), 100, &h);
	CHECK(vault_draw(p->vault, place_of(&h), key_of(&h), h.kind, &drawn) == DONE &&
			vault_read_all(p->vault, a, place_of(&h), PART_WORDS, key_of(&h), SIZE_MAX,
				&bytes) == DONE &&
			text_is_chars(bytes, "Ty\xc3\xb6"),
		"words are words, in whatever coding they came");
	drop(p->vault, place_of(&h));
}

/* Programs in place of the drawing one, as one might be that was taken over. */
static void test_hostile(const struct place *p)
{
	static const struct {
		const char *says, *script;
		uint32_t sheets;
		size_t files; /* besides the original */
	} rows[] = {
		{ "one that says nothing", "exit 0", 0, 0 },
		{ "one that reads nothing and talks without end", "exec cat /dev/zero", 0, 0 },
		{ "one that gives junk for a frame", "cat >/dev/null; echo 0123456789012345678", 0,
			0 },
		{ "one whose frame is no picture",
			"cat >/dev/null; printf '\\002\\0\\0\\0\\005\\0\\0\\0\\001\\0\\0\\0hello'",
			0, 0 },
		{ "one whose frame is larger than any",
			"cat >/dev/null; printf '\\002\\0\\0\\0\\0\\0\\0\\177\\001\\0\\0\\0'; exec "
			"cat /dev/zero",
			0, 0 },
		{ "one that stops in the middle of a frame",
			"cat >/dev/null; printf '\\002\\0\\0\\0\\010\\0\\0\\0\\001\\0\\0\\0abc'", 0,
			0 },
		{ "one that gives a picture and then dies",
			"cat >/dev/null; printf "
			"'\\002\\0\\0\\0\\006\\0\\0\\0\\001\\0\\0\\0\\377\\330\\377"
			"x\\377\\331'; kill -9 $$",
			1, 1 },
		{ "one that never ends", "cat >/dev/null; exec sleep 1000", 0, 0 },
	};
	char path[128];

	snprintf(path, sizeof path, "%s/draw", p->root);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		OWN_ARENA a = arena_open();
		struct vault *v;
		struct vault_settings settings = {
			.folder = p->files, .seal = p->seal, .draw = path
		};
		struct handed h;
		struct drawn drawn;
		struct text script =
			arena_print(a, "#!/bin/sh\nPATH=/bin:/usr/bin\n%s\n", rows[i].script);
		if (file_write(path, script, 0700) != DONE || vault_open(&settings, &v) != DONE)
			exit(1);
		hand_in(v, a, text_of(page), 100, &h);
		int64_t began = clock_ticks_us();
		enum outcome o = vault_draw(v, place_of(&h), key_of(&h), h.kind, &drawn);
		CHECK(o == DONE && drawn.sheets == rows[i].sheets &&
				count_files(p->files) == 1 + rows[i].files,
			"%s costs only itself (%u sheets, %zu files)", rows[i].says, drawn.sheets,
			count_files(p->files));
		CHECK(clock_ticks_us() - began < 25000000, "and is over in time");
		drop(v, place_of(&h));
		vault_close(v);
	}
}

int main(void)
{
	struct place p;

	signal(SIGPIPE, SIG_IGN);
	open_place(&p);
	test_trips(&p);
	test_refused(&p);
	test_changed(&p);
	test_settling(&p);
	test_full(&p);
	test_drawing(&p);
	test_hostile(&p);
	close_place(&p);
	return test_end();
}
