/* Official curricula: what is read of them, against the real file of ePerusteet where it is there. */
#include "badge/badge.h"
#include "test.h"

#define OFFICIAL "../shared/data/eperusteet/perusteenosat_3708884_osaalueet.json"

static const struct curriculum *find(const struct curriculum *list, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (text_is_chars(list[i].code, code))
			return &list[i];
	return NULL;
}

static const struct curriculum_objective *objective(
	const struct curriculum_module *module, const char *number)
{
	for (size_t i = 0; i < module->objective_count; i++)
		if (text_is_chars(module->objectives[i].number, number))
			return &module->objectives[i];
	return NULL;
}

static bool says(
	const struct curriculum_module *module, const char *number, int language, const char *words)
{
	const struct curriculum_objective *one = objective(module, number);
	return one && text_is_chars(one->words[language], words);
}

static void check_official(void)
{
	OWN_ARENA a = arena_open();
	struct text bytes;
	struct curriculum *list;
	size_t count = 0;
	if (file_read(a, OFFICIAL, CURRICULUM_BYTES_MOST, &bytes) != DONE) {
		test_skip("the official data isn't there");
		return;
	}
	CHECK(curriculum_read(a, bytes, &list, &count) && count == 6, "six modules are read");
	const struct curriculum *work = find(list, count, "ammatillisenoppiaineet_yttt");
	CHECK(work && text_is_chars(work->names[CURRICULUM_FI], "Työelämässä toimiminen") &&
			text_is_chars(work->names[CURRICULUM_SV], "Att verka i arbetslivet") &&
			text_is_chars(work->names[CURRICULUM_EN], "Operating in the world of work"),
		"with its name in three languages");
	CHECK(work && work->module_count == 2 && work->modules[0].compulsory &&
			work->modules[0].half_points == 4 && !work->modules[1].compulsory &&
			work->modules[1].half_points == 6,
		"two points that all do, three to choose");
	CHECK(work &&
			says(&work->modules[0], "2", CURRICULUM_FI,
				"Opiskelija osaa solmia työsopimuksen työnantajan kanssa."),
		"objectives have numbers");
	CHECK(work &&
			says(&work->modules[0], "1.4", CURRICULUM_FI,
				"tunnistaa alansa eri työtehtävissä tarvittavaa osaamista") &&
			objective(&work->modules[0], "3.4") && !objective(&work->modules[0], "3.5"),
		"and what is asked of each, at the level of good");
}

static void check_made(void)
{
	static const struct {
		const char *says, *json;
		bool reads;
	} cases[] = {
		{ "nothing", "", false },
		{ "no JSON", "{", false },
		{ "something else", "{\"tyyppi\":\"normaali\",\"koodiUri\":\"x_1\"}", false },
		{ "a number", "7", false },
		{ "a list of nothing", "[]", false },
		{ "lists where words should be",
			"{\"tyyppi\":\"osaalue2020\",\"koodiUri\":[1],\"nimi\":[],"
			"\"pakollisetOsaamistavoitteet\":[]}",
			false },
		{ "a module without objectives",
			"{\"tyyppi\":\"osaalue2020\",\"koodiUri\":\"a_b\",\"nimi\":{\"fi\":\"A\"},"
			"\"pakollisetOsaamistavoitteet\":{\"laajuus\":1}}",
			false },
		{ "a module of the newer kind",
			"{\"tyyppi\":\"osaalue2020\",\"koodiUri\":\"a_b\",\"nimi\":{\"fi\":\"A\"},"
			"\"pakollisetOsaamistavoitteet\":{\"laajuus\":1.5,\"tavoitteet2020\":{"
			"\"vaatimukset\":[{\"vaatimus\":{\"fi\":\"lukee\"}}],\"kohdealueet\":[{"
			"\"kuvaus\":{\"fi\":\"Ala\"},\"vaatimukset\":[{\"vaatimus\":{\"fi\":"
			"\"<b>kirjoittaa</b> &amp;\\n laskee\"}}]}]}}}",
			true },
	};
	OWN_ARENA a = arena_open();
	struct curriculum *list;
	size_t count;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(curriculum_read(a, text_of(cases[i].json), &list, &count) == cases[i].reads,
			"%s %s", cases[i].says, cases[i].reads ? "is read" : "is told to be none");
	CHECK(count == 1 && list[0].modules[0].half_points == 3 &&
			says(&list[0].modules[0], "1.1", CURRICULUM_FI, "kirjoittaa & laskee"),
		"with its words plain");
}

int main(void)
{
	check_official();
	check_made();
	return test_end();
}
