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
	CHECK(count == 1 && list[0].unit_code.size == 0 && list[0].from == 0,
		"what the file doesn't say isn't made up");
	CHECK(count == 1 && list[0].modules[0].half_points == 3 &&
			says(&list[0].modules[0], "1.1", CURRICULUM_FI, "kirjoittaa & laskee"),
		"with its words plain");
}

#define ONE_MODULE \
	"{\"tyyppi\":\"osaalue2020\",\"koodiUri\":\"a_b\",\"koodi\":{\"versio\":2}," \
	"\"nimi\":{\"fi\":\"A\"},\"pakollisetOsaamistavoitteet\":{\"laajuus\":1," \
	"\"tavoitteet2020\":{\"vaatimukset\":[{\"vaatimus\":{\"fi\":\"lukee\"}}]}}}"

/* The requirements around modules: number, days in force, the units they are in. */
static void check_around(void)
{
	OWN_ARENA a = arena_open();
	struct curriculum *list;
	size_t count;
	bool read = curriculum_read(a,
		TEXT("{\"diaarinumero\":\"OPH-1-2026\",\"voimassaoloAlkaa\":1785531600000,"
		     "\"voimassaoloLoppuu\":1911589200000,\"tutkinnonOsat\":[{\"koodi\":{\"uri\":"
		     "\"tutkinnonosat_1\"},\"osaAlueet\":[" ONE_MODULE "]},{\"koodiUri\":"
		     "\"tutkinnonosat_2\",\"osaAlueet\":[" ONE_MODULE "," ONE_MODULE "]},7]}"),
		&list, &count);
	char from[11] = "", until[11] = "";
	if (read && count == 3) {
		clock_day_text(list[2].from, from);
		clock_day_text(list[2].until, until);
	}
	CHECK(read && count == 3 && text_is_chars(list[0].unit_code, "tutkinnonosat_1") &&
			text_is_chars(list[2].unit_code, "tutkinnonosat_2"),
		"modules of all units are read, each with the code of its unit");
	CHECK(read && text_is_chars(list[0].diary, "OPH-1-2026") && list[0].code_version == 2,
		"with the number of the requirements and the version of the code");
	CHECK(text_is(text_of(from), TEXT("2026-08-01")) &&
			text_is(text_of(until), TEXT("2030-07-30")),
		"and with the first and last day in force (%s, %s)", from, until);
	CHECK(curriculum_read(a,
		      TEXT("{\"voimassaoloAlkaa\":1e300,\"osaAlueet\":[" ONE_MODULE "]}"), &list,
		      &count) &&
			list[0].from == 0,
		"a moment that no calendar has is none");
}

int main(void)
{
	check_around();
	check_official();
	check_made();
	return test_end();
}
