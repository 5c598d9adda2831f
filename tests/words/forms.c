/* Words as a dictionary lists them: what is found by what, and what says nothing alone. */
#include "test.h"
#include "words/words.h"

#include <stdlib.h>

#define STOPS TEXT("olla\nja\njag\noch\nthe\nI\nhave\n")

struct wanted {
	const char *says, *language, *words;
	const char *bases; /* of each word one, the first; blanks between */
};

static struct text first_bases(struct arena *a, const struct word_form *list, size_t count)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < count; i++) {
		buffer_add_chars(&b, i > 0 ? " " : "");
		buffer_add(&b, list[i].bases[0]);
	}
	return buffer_text(&b);
}

static struct forms *open_forms(const char *language)
{
	struct forms *forms;
	if (forms_open(text_of(language), STOPS, &forms) == DONE)
		return forms;
	printf("Bail out! no words of %s\n", language);
	exit(1);
}

static void check_bases(void)
{
	static const struct wanted cases[] = {
		{ "a Finnish verb and noun by their base forms", "fi", "Siivosin kouluissa",
			"siivota koulu" },
		{ "what holds a Finnish sentence together is left out", "fi",
			"Minä olen ollut siivooja, ja siitä kerron vielä.", "siivooja kerto" },
		{ "a word comes once", "fi", "Koulussa, koulun ja koulut", "koulu" },
		{ "what was done is told by what is done", "fi", "olen siivonnut, siivottu",
			"siivota" },
		{ "a Finnish compound is one word", "fi", "työsopimuksen", "tyosopimus" },
		{ "with its dash", "fi", "linja-autolla", "linja-auto" },
		{ "a word that isn't in the dictionary stays as it is", "fi",
			"Hygieniapassi ja Xyzzyä", "hygieniapassi xyzzya" },
		{ "a Swedish word by its stem", "sv", "Jag städade skolor och skolorna",
			"stad skol" },
		{ "an English one, too", "en", "I have cleaned schools, the cleaning",
			"clean school" },
		{ "a dash inside isn't the end", "en", "part-time", "part-tim" },
		{ "one letter says nothing", "en", "a b c", "" },
		{ "nor do signs", "fi", "--- ... 3 ?", "" },
		{ "nothing is nothing", "sv", "", "" },
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		OWN_ARENA a = arena_open();
		struct forms *forms = open_forms(cases[i].language);
		struct word_form *list;
		size_t count;
		forms_of(forms, a, text_of(cases[i].words), 50, &list, &count);
		struct text bases = first_bases(a, list, count);
		CHECK(text_is_chars(bases, cases[i].bases), "%s (%.*s)", cases[i].says,
			SHOWN(bases));
		forms_close(forms);
	}
}

static bool has(const struct text *list, size_t count, const char *one)
{
	for (size_t i = 0; i < count; i++)
		if (text_is_chars(list[i], one))
			return true;
	return false;
}

static void check_parts(void)
{
	OWN_ARENA a = arena_open();
	struct forms *forms = open_forms("fi");
	struct word_form *list;
	size_t count;

	CHECK(forms_know_words(forms), "the dictionary of Finnish is there");
	forms_of(forms, a, TEXT("asiakaspalvelussa"), 50, &list, &count);
	CHECK(count == 1 && has(list[0].parts, list[0].part_count, "asiakas") &&
			has(list[0].parts, list[0].part_count, "palvella"),
		"a compound is known by its parts and what they were made from");
	CHECK(text_is_chars(list[0].typed, "asiakaspalvelussa"), "and is told as it was typed");
	forms_of(forms, a, TEXT("ajoin"), 50, &list, &count);
	CHECK(count == 1 && has(list[0].bases, list[0].base_count, "aika") &&
			has(list[0].bases, list[0].base_count, "ajaa"),
		"a word that can be read in several ways is read in each that says something");
	forms_close(forms);
}

static void check_swedish(void)
{
	static const struct text known[] = { TEXT("avtal"), TEXT("arbet"), TEXT("kort") };
	OWN_ARENA a = arena_open();
	struct forms *forms = open_forms("sv");
	struct word_form *list;
	size_t count;

	forms_of(
		forms, a, TEXT("arbetsavtal och arbetsavtalet, arbetsavtalets"), 50, &list, &count);
	CHECK(count == 1 && list[0].part_count == 0,
		"a Swedish word with and without its article is one");
	forms_learn(forms, known, COUNT_OF(known));
	forms_of(forms, a, TEXT("arbetsavtalet skattekort avtal"), 50, &list, &count);
	CHECK(count == 3 && has(list[0].parts, list[0].part_count, "avtal") &&
			has(list[0].parts, list[0].part_count, "arbet"),
		"a compound of words that were learnt is known by both, without the s between");
	CHECK(list[1].part_count == 1 && has(list[1].parts, list[1].part_count, "kort"),
		"or by the one that was learnt");
	CHECK(list[2].part_count == 0, "what is no compound has no parts");
	forms_close(forms);
}

static void check_bounds(void)
{
	OWN_ARENA a = arena_open();
	struct forms *forms = open_forms("fi");
	struct buffer b = buffer_in(a);
	struct word_form *list;
	size_t count;

	for (int i = 0; i < 101; i++)
		buffer_add_char(&b, 'a');
	buffer_add_chars(&b, " koulu");
	forms_of(forms, a, buffer_text(&b), 50, &list, &count);
	CHECK(count == 1 && text_is_chars(list[0].bases[0], "koulu"),
		"a word over 100 bytes is passed over");
	b = buffer_in(a);
	for (int i = 0; i < 1000; i++)
		buffer_print(&b, "sana%d ", i);
	forms_of(forms, a, buffer_text(&b), 50, &list, &count);
	CHECK(count == 50, "no more words than asked for");
	forms_of(forms, a, (struct text){ "kou\xFFlu \xC3", 8 }, 50, &list, &count);
	CHECK(count <= 2, "bytes that are no text do no harm");
	forms_close(forms);
	CHECK(forms_open(TEXT("so"), STOPS, &forms) == NOT_HERE,
		"a language without a list is said to be so");
}

int main(void)
{
	check_bases();
	check_parts();
	check_swedish();
	check_bounds();
	return test_end();
}
