/*
 * Translations: plural formulas, .mo files sound and broken (thousands of mutations of a sound
 * one), words in pages and outside of them, and which language a browser gets.
 */
#include "try.h"

#include <unistd.h>

struct pair {
	const char *original, *translation; /* "one|many" stands for plural forms; header: "" */
};

/* The bytes of a .mo file, in memory of exactly its size (so that a sanitizer sees any step
 * outside); the caller frees them. */
static struct text make_mo(const struct pair *pairs, size_t count, bool swapped)
{
	uint32_t head[7] = { 0x950412de, 0, (uint32_t)count, 28, (uint32_t)(28 + 8 * count), 0, 0 };
	size_t size = 28 + 16 * count, at = size;
	char *bytes;

	for (size_t i = 0; i < count; i++)
		size += strlen(pairs[i].original) + strlen(pairs[i].translation) + 2;
	bytes = calloc(1, size);
	if (!bytes)
		abort();
	for (size_t part = 0; part < 2; part++) {
		for (size_t i = 0; i < count; i++) {
			const char *words = part ? pairs[i].translation : pairs[i].original;
			uint32_t entry[2] = { (uint32_t)strlen(words), (uint32_t)at };
			memcpy(bytes + 28 + part * 8 * count + 8 * i, entry, sizeof entry);
			for (size_t j = 0; j < entry[0]; j++)
				bytes[at + j] = words[j] == '|' && i > 0 ? '\0' : words[j];
			at += entry[0] + 1;
		}
	}
	memcpy(bytes, head, sizeof head);
	for (size_t i = 0; swapped && i < 28 + 16 * count; i += 4) {
		uint32_t number;
		memcpy(&number, bytes + i, 4);
		number = __builtin_bswap32(number);
		memcpy(bytes + i, &number, 4);
	}
	return (struct text){ bytes, size };
}

#define HEADER(forms) "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: " forms "\n"

/* ---- plural formulas --------------------------------------------------------------------- */

#define FI "nplurals=2; plural=(n != 1);"
#define RU \
	"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || " \
	"n%100>=20) ? 1 : 2);"
#define AR \
	"nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : " \
	"n%100>=11 ? 4 : 5;"
#define PL "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
#define ALL(formula) "nplurals=8; plural=" formula ";"

static const struct {
	const char *header;
	int64_t n;
	unsigned form;
} forms[] = { { FI, 0, 1 }, { FI, 1, 0 }, { FI, 2, 1 }, { FI, 101, 1 }, { FI, -1, 0 },
	{ "nplurals=1; plural=0", 5, 0 }, { "nplurals = 2 ;plural = n>1", 1, 0 },
	{ "nplurals=2; plural=n>1", 2, 1 }, { RU, 1, 0 }, { RU, 2, 1 }, { RU, 5, 2 }, { RU, 11, 2 },
	{ RU, 12, 2 }, { RU, 21, 0 }, { RU, 22, 1 }, { RU, 25, 2 }, { RU, 101, 0 }, { RU, 111, 2 },
	{ RU, 112, 2 }, { RU, 1021, 0 }, { AR, 0, 0 }, { AR, 1, 1 }, { AR, 2, 2 }, { AR, 3, 3 },
	{ AR, 10, 3 }, { AR, 11, 4 }, { AR, 99, 4 }, { AR, 100, 5 }, { AR, 102, 5 }, { AR, 103, 3 },
	{ PL, 1, 0 }, { PL, 2, 1 }, { PL, 4, 1 }, { PL, 5, 2 }, { PL, 12, 2 }, { PL, 22, 1 },
	{ PL, 21, 2 }, { PL, 112, 2 }, { ALL("1+2*3"), 0, 7 }, { ALL("7-2-1"), 0, 4 },
	{ ALL("(1+2)*2"), 0, 6 }, { ALL("n/2"), 7, 3 }, { ALL("n/0"), 7, 0 },
	{ ALL("n%0+1"), 7, 1 }, { ALL("!n"), 0, 1 }, { ALL("!!n"), 9, 1 }, { ALL("!n==1"), 2, 0 },
	{ ALL("n<=2"), 2, 1 }, { ALL("n<2"), 2, 0 }, { ALL("n>=3"), 3, 1 },
	{ ALL("1||0&&0"), 0, 1 }, { ALL("1==1!=1"), 0, 0 }, { ALL("2<3==1"), 0, 1 },
	{ ALL("0?1:0?2:3"), 0, 3 }, { ALL("1?0?4:5:6"), 0, 5 }, { ALL("n"), 100, 0 },
	{ ALL("n-1"), 0, 0 } };

static const char *const unreadable[] = { "", "nplurals=2", "nplurals=2; plural=", "plural=n",
	"nplurals=0; plural=0;", "nplurals=9; plural=0;", "nplurals=-1; plural=0;",
	"nplurals=x; plural=0;", "nplurals=2; plural=n n;", "nplurals=2; plural=(n;",
	"nplurals=2; plural=n);", "nplurals=2; plural=n?1;", "nplurals=2; plural=n?1:;",
	"nplurals=2; plural=m;", "nplurals=2; plural=n=1;", "nplurals=2; plural=n&1;",
	"nplurals=2; plural=n!;", "nplurals=2; plural=1 2;", "nplurals=2; plural=9999999999;",
	"nplurals=2; plural=n;;", "nplurals=2; plural=-1;" };

static void test_plurals(struct arena *a)
{
	static struct plural plural;
	struct buffer deep = buffer_in(a), wide = buffer_in(a);

	for (size_t i = 0; i < COUNT_OF(forms); i++) {
		CHECK(read_plural(text_of(forms[i].header), &plural) &&
				plural_form(&plural, forms[i].n) == forms[i].form,
			"\"%s\" puts %lld into form %u", forms[i].header, (long long)forms[i].n,
			forms[i].form);
	}
	for (size_t i = 0; i < COUNT_OF(unreadable); i++)
		CHECK(!read_plural(text_of(unreadable[i]), &plural), "\"%s\" is no plural formula",
			unreadable[i]);
	CHECK(plural_form(&plural_of_english, 1) == 0 && plural_form(&plural_of_english, 0) == 1,
		"English has one page and 0 pages");
	buffer_add_chars(&deep, "nplurals=2; plural=");
	buffer_add_chars(&wide, "nplurals=2; plural=n");
	for (int i = 0; i < 100000; i++) {
		buffer_add_chars(&deep, i % 2 ? "(" : "!");
		buffer_add_chars(&wide, "+n");
	}
	CHECK(!read_plural(buffer_text(&deep), &plural), "a formula nested too deep is refused");
	CHECK(!read_plural(buffer_text(&wide), &plural), "a formula that is too long is refused");
}

/* ---- catalogues -------------------------------------------------------------------------- */

static const struct pair finnish[] = { { "", HEADER(FI) }, { "Save", "Tallenna" },
	{ "Hi {title}", "Hei {title}!" }, { "Hi {a} and {b}", "Hei {b}, {a}" },
	{ "one page|{n} pages", "yksi sivu|{n} sivua" },
	{ "{name} has one|{name} has {n}", "{name}: 1|{name}: {n}" }, { "verb\004Open", "Avaa" },
	{ "Open", "Auki" }, { "Not done", "" }, { "A < B & \"C\"", "Å < Ä & \"Ö\"" } };

static bool sound(struct arena *a, struct text bytes, struct problems *problems)
{
	struct catalogue c;

	*problems = (struct problems){ .arena = a };
	return read_catalogue(a, TEXT("po/xx.mo"), bytes, problems, &c);
}

static void test_catalogue(struct arena *a)
{
	for (int swapped = 0; swapped < 2; swapped++) {
		const char *order = swapped ? "the other" : "this machine's";
		struct text bytes = make_mo(finnish, COUNT_OF(finnish), swapped);
		struct problems problems = { .arena = a };
		struct catalogue c;
		const struct entry *entry;
		CHECK(read_catalogue(a, TEXT("po/fi.mo"), bytes, &problems, &c),
			"a catalogue in %s byte order is read", order);
		print_problems(&problems);
		entry = find_entry(&c, TEXT("Save"));
		CHECK(entry && text_is_chars(entry->forms[0], "Tallenna"), "and says Tallenna");
		entry = find_entry(&c, TEXT("one page"));
		CHECK(entry && entry->form_count == 2 &&
				text_is_chars(entry->forms[1], "{n} sivua"),
			"and has plural forms");
		entry = find_entry(&c, TEXT("verb\004Open"));
		CHECK(entry && text_is_chars(entry->forms[0], "Avaa"), "and contexts");
		CHECK(!find_entry(&c, TEXT("")) && !find_entry(&c, TEXT("Not done")) &&
				!find_entry(&c, TEXT("Sav")) && !find_entry(&c, TEXT("Saved")),
			"and nothing else");
		free((char *)(uintptr_t)bytes.at);
	}
}

static const struct {
	const char *says;
	struct pair pairs[2];
	const char *problem;
} broken[] = {
	{ "a made-up {name}", { { "", HEADER(FI) }, { "Hi {name}", "Hei {nimi}" } },
		"po/xx.mo: the translation of \"Hi {name}\" has {nimi}, which the original "
		"hasn't" },
	{ "a made-up {name} in a plural form", { { "", HEADER(FI) }, { "a|{n} b", "{m} c|{n} d" } },
		"po/xx.mo: the translation of \"a\" has {m}, which the original hasn't" },
	{ "a missing plural form", { { "", HEADER(FI) }, { "a|b", "c" } },
		"po/xx.mo: the translation of \"a\" has 1 plural forms" },
	{ "plural forms of no plural", { { "", HEADER(FI) }, { "a", "b|c" } },
		"po/xx.mo: the translation of \"a\" has 2 plural forms" },
	{ "too many plural forms", { { "", HEADER(FI) }, { "a|b", "1|2|3|4|5|6|7|8|9" } },
		"po/xx.mo: an entry has too many plural forms" },
	{ "a formula that can't be read", { { "", HEADER("nplurals=2; plural=x;") }, { "a", "b" } },
		"po/xx.mo: the Plural-Forms of the header can't be understood" },
	{ "another charset",
		{ { "", "Content-Type: text/plain; charset=ISO-8859-1\n" }, { "a", "b" } },
		"po/xx.mo: the header doesn't say charset=UTF-8" },
	{ "words that aren't UTF-8", { { "", HEADER(FI) }, { "a", "\xe4" } },
		"po/xx.mo: a string isn't UTF-8" },
};

/* One number of the head or of a table is changed. */
static const struct {
	const char *says;
	size_t at;
	uint32_t number;
	const char *problem;
} bent[] = {
	{ "another magic number", 0, 0x12345678, "po/xx.mo: it is no .mo file" },
	{ "a newer kind", 4, 2 << 16, "po/xx.mo: it is a .mo file of a newer kind" },
	{ "a huge count", 8, UINT32_MAX, "po/xx.mo: it has more strings than any catalogue would" },
	{ "a count beyond the end", 8, 5000, "po/xx.mo: its tables lie outside the file" },
	{ "originals beyond the end", 12, UINT32_MAX, "po/xx.mo: its tables lie outside the file" },
	{ "translations beyond the end", 16, UINT32_MAX - 8,
		"po/xx.mo: its tables lie outside the file" },
	{ "a size beyond the end", 28 + 8, UINT32_MAX, "po/xx.mo: a string lies outside the file" },
	{ "a place beyond the end", 28 + 12, UINT32_MAX,
		"po/xx.mo: a string lies outside the file" },
	{ "a string without its end", 28 + 8, 3, "po/xx.mo: a string lies outside the file" },
};

/* A table that begins inside the file and ends outside of it. */
static void test_tables_at_the_end(struct arena *a)
{
	struct text bytes = make_mo(finnish, COUNT_OF(finnish), false);
	char *at = (char *)(uintptr_t)bytes.at;
	struct problems problems;
	size_t refused = 0;

	for (uint32_t back = 0; back < 40; back++) {
		uint32_t place = (uint32_t)bytes.size - back, was;
		for (size_t table = 12; table <= 16; table += 4) {
			memcpy(&was, at + table, 4);
			memcpy(at + table, &place, 4);
			refused += !sound(a, bytes, &problems) &&
				has_problem(&problems, "po/xx.mo: its tables lie outside the file");
			memcpy(at + table, &was, 4);
		}
	}
	CHECK(refused == 80, "a table that goes on beyond the end is never read");
	free(at);
}

static void test_broken(struct arena *a)
{
	struct text bytes = make_mo(finnish, COUNT_OF(finnish), false);
	char *at = (char *)(uintptr_t)bytes.at;
	struct problems problems;

	for (size_t i = 0; i < COUNT_OF(broken); i++) {
		struct text other = make_mo(broken[i].pairs, 2, i % 2);
		if (!CHECK(!sound(a, other, &problems) && has_problem(&problems, broken[i].problem),
			    "a catalogue with %s is refused", broken[i].says))
			print_problems(&problems);
		free((char *)(uintptr_t)other.at);
	}
	for (size_t i = 0; i < COUNT_OF(bent); i++) {
		uint32_t was;
		memcpy(&was, at + bent[i].at, 4);
		memcpy(at + bent[i].at, &bent[i].number, 4);
		if (!CHECK(!sound(a, bytes, &problems) && has_problem(&problems, bent[i].problem),
			    "a catalogue with %s is refused", bent[i].says))
			print_problems(&problems);
		memcpy(at + bent[i].at, &was, 4);
	}
	for (size_t size = 0; size < bytes.size; size++) {
		char *cut = malloc(size ? size : 1);
		bool read;
		memcpy(cut, at, size);
		read = sound(a, (struct text){ cut, size }, &problems);
		if (read)
			CHECK(false, "a catalogue cut at byte %zu is refused", size);
		free(cut);
	}
	CHECK(sound(a, bytes, &problems), "the catalogue itself is sound");
	free(at);
}

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* The bytes are in memory of their own size; a sanitizer would end the test. */
static void test_mutations(struct arena *a)
{
	static const unsigned char telling[] = { 0, 1, 4, 0x7f, 0x80, 0xff, '{', '}', '?', ':', '%',
		'/', '(', ')', '!', 'n' };
	struct text bytes = make_mo(finnish, COUNT_OF(finnish), false);
	struct text mutant = make_mo(finnish, COUNT_OF(finnish), false);
	char *at = (char *)(uintptr_t)mutant.at;
	uint32_t state = 20261;
	size_t read = 0, refused = 0, astray = 0;

	for (int i = 0; i < 20000; i++) {
		struct problems problems = { .arena = a };
		struct catalogue c;
		memcpy(at, bytes.at, bytes.size);
		for (uint32_t j = 0, times = 1 + next_random(&state) % 4; j < times; j++) {
			size_t area = next_random(&state) % 3 ? bytes.size : 28 + 16 * 3;
			size_t place = next_random(&state) % area;
			at[place] = next_random(&state) % 2
				? (char)next_random(&state)
				: (char)telling[next_random(&state) % sizeof telling];
		}
		if (read_catalogue(a, TEXT("po/xx.mo"), mutant, &problems, &c)) {
			read++;
			for (int64_t n = 0; n < 5; n++)
				astray += plural_form(&c.plural, n) >= c.plural.forms;
			for (size_t j = 0; j < c.count; j++)
				astray += !find_entry(&c, c.entries[j].key);
		} else {
			refused++;
		}
		arena_reset(a);
	}
	CHECK(read > 100 && refused > 100 && astray == 0,
		"20000 mutations: %zu read, %zu refused, none astray", read, refused);
	free((char *)(uintptr_t)bytes.at);
	free(at);
}

/* ---- words in pages and elsewhere -------------------------------------------------------- */

static const struct {
	const char *says, *html, *en, *fi;
} translated[] = {
	{ "words", "<p>{{#t}}Save{{/t}}</p>", "<p>Save</p>", "<p>Tallenna</p>" },
	{ "words over two lines", "{{#t}}Hi\n  {title}{{/t}}", "Hi &lt;b&gt;", "Hei &lt;b&gt;!" },
	{ "words with a context", "{{#t verb}}Open{{/t}}, {{#t}}Open{{/t}}", "Open, Open",
		"Avaa, Auki" },
	{ "words that aren't translated yet", "{{#t}}Not done{{/t}}", "Not done", "Not done" },
	{ "words no catalogue knows", "{{#t}}New{{/t}}", "New", "New" },
	{ "words with special characters", "<p title=\"{{#t}}A < B & \"C\"{{/t}}\">",
		"<p title=\"A &lt; B &amp; &quot;C&quot;\">",
		"<p title=\"Å &lt; Ä &amp; &quot;Ö&quot;\">" },
	{ "counted words", "{{#people}}{{#tn pages}}one page|{n} pages{{/tn}} {{/people}}",
		"one page 2 pages ", "yksi sivu 2 sivua " },
	{ "counted words with a field",
		"{{#people}}{{#tn pages}}{name} has one|{name} has {n}{{/tn}} {{/people}}",
		"Aino has one Bo has 2 ", "Aino: 1 Bo: 2 " },
	{ "counted words no catalogue knows", "{{#tn count}}one|{n} of them{{/tn}}", "7 of them",
		"7 of them" },
};

static struct views *open_two(struct arena *a, struct text html, struct text mo)
{
	struct shelf_file shelf[] = { { "po/fi.mo", mo }, { "templates/page.html", html } };
	struct problems problems;
	struct views *views = open_page(a, &problems, shelf, COUNT_OF(shelf), NULL, "en fi");

	print_problems(&problems);
	return views;
}

static void test_pages(struct arena *a, struct text mo)
{
	static const struct person people[] = { { TEXT("Aino"), TEXT("/1"), 1 },
		{ TEXT("Bo"), TEXT("/2"), 2 } };
	struct page page = {
		.title = TEXT("<b>"), .count = 7, .people = people, .people_count = 2
	};

	for (size_t i = 0; i < COUNT_OF(translated); i++) {
		struct views *views = open_two(a, text_of(translated[i].html), mo);
		CHECK(views && text_is_chars(show_page(a, views, 0, &page), translated[i].en),
			"%s in English", translated[i].says);
		CHECK(views && text_is_chars(show_page(a, views, 1, &page), translated[i].fi),
			"%s in Finnish", translated[i].says);
		views_close(views);
	}
}

static bool says(struct text said, const char *expected)
{
	if (text_is_chars(said, expected))
		return true;
	printf("# said: %.*s\n", SHOWN(said));
	return false;
}

static void test_say(struct arena *a, struct text mo)
{
	struct views *v = open_two(a, NO_TEXT, mo);

	if (!CHECK(v != NULL, "views for saying things"))
		return;
	CHECK(says(say(v, 0, "Save"), "Save"), "English is the msgid");
	CHECK(says(say(v, 1, "Save"), "Tallenna"), "Finnish is looked up");
	CHECK(says(say(v, 1, "Never seen"), "Never seen"), "what is missing is said in English");
	CHECK(says(say(v, 9, "Save"), "Save"), "a language that isn't there is the first one");
	CHECK(says(say_with(v, a, 0, "Hi {a} and {b}", TEXT("{b}"), TEXT("x")), "Hi {b} and x"),
		"values are put in once");
	CHECK(says(say_with(v, a, 1, "Hi {a} and {b}", TEXT("Aino"), TEXT("Bo")), "Hei Bo, Aino"),
		"a translation may turn the order of values");
	CHECK(says(say_with(v, a, 0, "{c} {a", TEXT("1"), TEXT("2")), "{c} {a"),
		"other braces stay");
	CHECK(says(say_count(v, a, 0, "one page", "{n} pages", 1), "one page"), "one in English");
	CHECK(says(say_count(v, a, 0, "one page", "{n} pages", 0), "0 pages"), "none in English");
	CHECK(says(say_count(v, a, 1, "one page", "{n} pages", 1), "yksi sivu"), "one in Finnish");
	CHECK(says(say_count(v, a, 1, "one page", "{n} pages", 12), "12 sivua"), "more in Finnish");
	CHECK(says(say_count(v, a, 1, "one cat", "{n} cats", 2), "2 cats"),
		"what is missing is counted in English");
	views_close(v);
}

/* ---- languages --------------------------------------------------------------------------- */

static const struct {
	const char *header;
	size_t language; /* 0 fi, 1 sv, 2 en */
} headers[] = { { "", 0 }, { "sv", 1 }, { "SV-fi", 1 }, { "de", 0 }, { "de, en", 2 },
	{ "en-GB,en;q=0.9,fi;q=0.8", 2 }, { "en;q=0.5, sv;q=0.8, fi;q=0.1", 1 },
	{ "en;q=0.5,sv;q=0.5", 2 }, { "en;q=0, sv;q=0.001", 1 }, { "en;q=0", 0 }, { "*", 0 },
	{ "de, *;q=0.5", 0 }, { "*;q=0.5, sv;q=0.6", 1 }, { "en;q=2, sv;q=0.3", 1 },
	{ "en;q=x, sv;q=0.3", 1 }, { "en;level=1, sv", 1 }, { "en ; q=0.4 , sv ; q=0.6", 1 },
	{ ",,;;,sv,", 1 }, { "en;Q=0.4,sv;Q=0.9", 1 }, { "sv;q=1.000,en", 1 } };

static const struct {
	const char *tag;
	size_t language;
} tags[] = { { "fi", 0 }, { "sv", 1 }, { "sv-FI", 1 }, { "sv_FI", 1 }, { "EN", 2 }, { "en-US", 2 },
	{ "fi-simple", 0 }, { "de", 3 }, { "", 3 }, { "f", 3 }, { "fin", 3 }, { "-", 3 } };

static void test_languages(struct arena *a, struct text mo)
{
	struct shelf_file shelf[] = { { "po/fi.mo", mo }, { "po/sv.mo", mo },
		{ "templates/page.html", NO_TEXT } };
	struct problems problems;
	struct views *v = open_page(a, &problems, shelf, COUNT_OF(shelf), NULL, "fi sv en");

	if (!CHECK(v != NULL, "views in three languages"))
		return;
	CHECK(language_count(v) == 3 && text_is_chars(language_at(v, 1), "sv") &&
			language_at(v, 3).size == 0,
		"the languages are those asked for, in order");
	for (size_t i = 0; i < COUNT_OF(headers); i++)
		CHECK(accept_language(v, text_of(headers[i].header), 0) == headers[i].language,
			"a browser that sends \"%s\"", headers[i].header);
	CHECK(accept_language(v, TEXT("de"), 2) == 2,
		"a browser we can't please gets the other one");
	for (size_t i = 0; i < COUNT_OF(tags); i++)
		CHECK(find_language(v, text_of(tags[i].tag)) == tags[i].language, "the tag \"%s\"",
			tags[i].tag);
	views_close(v);
	v = open_page(a, &problems, shelf, COUNT_OF(shelf), NULL, "fi ru");
	CHECK(!v &&
			has_problem(&problems,
				"there is no translation for the language \"ru\" "
				"(po/ru.mo)"),
		"a language without a translation stops the start");
	v = open_page(a, &problems, shelf, COUNT_OF(shelf), NULL, "fi ../x");
	CHECK(!v && has_problem(&problems, "\"../x\" is no language tag"),
		"a language that is no tag stops the start");
}

static void test_own_catalogue(struct arena *a, struct text mo)
{
	static const struct pair own[] = { { "", HEADER(FI) }, { "Save", "Talleta" } };
	struct shelf_file shelf[] = { { "po/fi.mo", mo },
		{ "templates/page.html", TEXT("{{#t}}Save{{/t}}") } };
	char folder[] = "/tmp/askel-view-XXXXXX";
	struct text bytes = make_mo(own, COUNT_OF(own), true), path, po;
	struct page page = { .count = 1 };
	struct problems problems;
	struct views *v;

	if (!CHECK(mkdtemp(folder) != NULL, "a folder for an own translation"))
		return;
	po = arena_print(a, "%s/po", folder);
	path = arena_print(a, "%s/fi.mo", po.at);
	CHECK(folder_make(po.at, 0700) == DONE && file_write(path.at, bytes, 0600) == DONE,
		"an own po/fi.mo");
	v = open_page(a, &problems, shelf, COUNT_OF(shelf), folder, "fi");
	CHECK(v && text_is_chars(show_page(a, v, 0, &page), "Talleta"),
		"an installation's own translation comes before the shelf's");
	views_close(v);
	CHECK(file_write(path.at, TEXT("no catalogue"), 0600) == DONE, "a broken one");
	v = open_page(a, &problems, shelf, COUNT_OF(shelf), folder, "fi");
	CHECK(!v &&
			has_problem(&problems,
				arena_print(a, "%s: it is too short for a .mo file", path.at).at),
		"a broken one stops the start");
	unlink(path.at);
	rmdir(po.at);
	rmdir(folder);
	free((char *)(uintptr_t)bytes.at);
}

int main(void)
{
	OWN_ARENA a = arena_open();
	OWN_ARENA scratch = arena_open();
	struct text mo = make_mo(finnish, COUNT_OF(finnish), false);

	test_plurals(a);
	test_catalogue(a);
	test_broken(a);
	test_tables_at_the_end(a);
	test_mutations(scratch);
	test_pages(a, mo);
	test_say(a, mo);
	test_languages(a, mo);
	test_own_catalogue(a, mo);
	free((char *)(uintptr_t)mo.at);
	return test_end();
}
