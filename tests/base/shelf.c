/* The shelf: finding by name, and what shelf.sh makes of files: all there, sorted, read-only. */
#include "base/base.h"
#include "test.h"

static const struct shelf_file files[] = {
	{ "courses/a.md", { "A", 1 } },
	{ "courses/a.md.txt", { "B", 1 } },
	{ "po/fi.mo", { "C", 1 } },
	{ "static/askel.css", { "D", 1 } },
	{ "templates/home.html", { "E", 1 } },
};

static void check_find(void)
{
	static const char *const none[] = { "", "a", "courses/", "courses/a.m", "courses/a.md.",
		"po/fi.mo/", "z", "templates/home.htmlx", "STATIC/ASKEL.CSS" };

	for (size_t count = 1; count <= COUNT_OF(files); count++)
		for (size_t i = 0; i < count; i++)
			CHECK(shelf_find(files, count, text_of(files[i].name)) == &files[i],
				"%s is found among %zu", files[i].name, count);
	for (size_t i = 0; i < COUNT_OF(none); i++)
		CHECK(!shelf_find(files, COUNT_OF(files), text_of(none[i])), "\"%s\" is not there",
			none[i]);
	CHECK(!shelf_find(files, 0, TEXT("po/fi.mo")), "an empty shelf has nothing");
	CHECK(!shelf_find(files, COUNT_OF(files), (struct text){ "po/fi.mo\0x", 10 }),
		"a NUL ends no name");
}

static void check_made(void)
{
	static const char expected[] =
		"names/xx.txt 6 0\npo/fi.mo 6 0\ntests/base/shelf/a.txt 6 0\n"
		"tests/base/shelf/b.html 13 0\ntests/base/shelf/empty 0 0\n";
	char out[1024];
	size_t size;
	FILE *run;

	/* Names as the makefile has them: translations from the build folder, names by language. */
	run = popen("set -e; t=$(mktemp -d); trap 'rm -rf $t' EXIT; mkdir -p $t/build/po "
		    "$t/server/learn; "
		    "cp tests/base/shelf/a.txt $t/build/po/fi.mo; "
		    "cp tests/base/shelf/a.txt $t/server/learn/names.xx.txt; ln -s $PWD/tests "
		    "$t/tests; "
		    "s=$PWD/server; cd $t; "
		    "sh $s/base/shelf.sh build tests/base/shelf/b.html tests/base/shelf/empty "
		    "tests/base/shelf/a.txt build/po/fi.mo server/learn/names.xx.txt >shelf.S; "
		    "${CC:-cc} -fPIE -pie -Wl,-z,relro,-z,now -D_GNU_SOURCE -I$s -o probe "
		    "tests/base/shelf/probe.c shelf.S; ./probe 2>/dev/null || ./probe table "
		    "2>/dev/null || true",
		"r");
	if (!run) {
		CHECK(false, "the shelf could be made");
		return;
	}
	size = fread(out, 1, sizeof out - 1, run);
	out[size] = '\0';
	pclose(run);
	CHECK(strncmp(out, expected, sizeof expected - 1) == 0,
		"every file is on the shelf, by name, whole, with a NUL behind");
	CHECK(strncmp(out + sizeof expected - 1, expected, sizeof expected - 1) == 0 &&
			strstr(out, "written") == NULL,
		"neither what is on the shelf nor its table can be written on");
}

int main(void)
{
	check_find();
	check_made();
	return test_end();
}
