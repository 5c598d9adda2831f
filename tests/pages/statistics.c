/*
 * Statistics of a house in which sixty people learn for a summer: what is counted, what is put together first,
 * that it is told once and stays, and how it is read.
 */
#include "house.h"

struct summer {
	struct house house;
	struct arena *arena;
	int64_t june, july, october;
};

static int64_t day(int year, int month, int date)
{
	return clock_days((struct date){ year, month, date });
}

static int64_t moment(int year, int month, int date)
{
	return clock_moment(day(year, month, date), 600);
}

static void fill(struct summer *s, const char *format, ...)
{
	va_list arguments;
	struct buffer b = buffer_in(s->arena);
	char sql[4000];

	va_start(arguments, format);
	vsnprintf(sql, sizeof sql, format, arguments);
	va_end(arguments);
	buffer_add_chars(&b, sql);
	if (!house_sql(&s->house, buffer_text(&b).at))
		abort();
}

#define PEOPLE \
	"WITH RECURSIVE n(id) AS (SELECT 1001 UNION ALL SELECT id + 1 FROM n WHERE id < 1060) "
#define VISIT "INSERT INTO visit(person, course, page, first, last) "

/* 40 with Finnish buttons, 14 with Swedish, three with English, three who haven't chosen. */
static void people(struct summer *s)
{
	fill(s, "UPDATE migration SET applied = %lld", (long long)moment(2026, 4, 2));
	fill(s,
		"INSERT INTO person(id, name, ui_language, made) " PEOPLE
		"SELECT id, 'Kanarialintu', CASE WHEN id <= 1040 THEN 'fi' WHEN id <= 1054 THEN "
		"'sv'"
		" WHEN id <= 1057 THEN 'en' ELSE '' END, 1 FROM n");
	fill(s, "INSERT INTO role(person, role) " PEOPLE "SELECT id, 'client' FROM n");
	fill(s, "INSERT INTO person(id, name, made) VALUES (2000, 'Coach', 1), (2001, 'Early', 1)");
	fill(s, "INSERT INTO role(person, role) VALUES (2000, 'coach'), (2001, 'client')");
}

/* All of them began on 6 July. Every second came back in the second week, every third in the tenth; a page that
 * was opened again long after tells nothing of the weeks between. */
static void visits(struct summer *s)
{
	long long began = moment(2026, 7, 6);

	fill(s, VISIT PEOPLE "SELECT id, 'c', 'a', %lld, %lld FROM n", began, began + 1);
	fill(s, VISIT PEOPLE "SELECT id, 'c', 'b', %lld, %lld FROM n WHERE id %% 2 = 0",
		(long long)moment(2026, 7, 13), (long long)moment(2026, 12, 1));
	fill(s,
		"INSERT INTO answer(person, course, question, page, kind, chosen, words, verdict,"
		" right_once, tries, wrong_tries, key, at) " PEOPLE
		"SELECT id, 'c', 'q', 'a', 'one', '1', '', 'right', 1, 1, 0, zeroblob(16), %lld "
		"FROM n"
		" WHERE id %% 3 = 0",
		(long long)moment(2026, 9, 13));
	/* the weeks after the second and before the tenth */
	fill(s, VISIT PEOPLE "SELECT id, 'c', 'd', %lld, %lld FROM n",
		(long long)moment(2026, 7, 20), (long long)moment(2026, 9, 6));
	fill(s, VISIT "VALUES (2000, 'c', 'a', %lld, %lld)", began, began);
	fill(s, VISIT "VALUES (2001, 'c', 'a', %lld, %lld)", (long long)moment(2026, 6, 29), began);
}

/* 30 asked on a Monday; every third was answered on the same day, on the next, on the one after; but every tenth
 * five working days later, when two had been promised. One asked twice. */
static void questions(struct summer *s)
{
	long long asked = moment(2026, 8, 3), twice = moment(2026, 8, 24);
	const char *insert = "INSERT INTO help(person, course, page, question, asked, answer_by,"
			     " closed, owner) ";

	fill(s,
		"%s" PEOPLE
		"SELECT id, '', '', '', %lld, %lld, %lld + 86400 * (CASE WHEN id %% 10 = 0"
		" THEN 7 ELSE id %% 3 END), 2000 FROM n WHERE id <= 1030",
		insert, asked, (long long)day(2026, 8, 5), asked);
	fill(s, "%sVALUES (1001, '', '', '', %lld, %lld, %lld, 2000)", insert, twice,
		(long long)day(2026, 8, 26), twice);
}

/* 50 sent something on a Monday, every fourth was asked for more a week later, all was decided on the Friday of
 * the next week, and after what was promised last where nothing more was asked for. */
static void claims(struct summer *s)
{
	static const char *const steps[] = { "claim-sent", "claim-returned", "claim-sent",
		"claim-decided" };
	const long long at[] = { moment(2026, 8, 17), moment(2026, 8, 24), moment(2026, 8, 25),
		moment(2026, 8, 28) };
	static const char *const facts[] = { "by 2026-08-27", "", "by 2026-09-08", "approved" };

	fill(s,
		"INSERT INTO claim(id, person, unit, version, basis, state, made, sent, "
		"answer_by) " PEOPLE "SELECT id, id, 'work-life', '', CASE WHEN id <= 1025 THEN "
		"'studied' ELSE 'prior' END,"
		" 'approved', %lld, %lld, 1 FROM n WHERE id <= 1050",
		at[0], at[2]);
	fill(s,
		"INSERT INTO decision(claim, round, kind, ground, shown, parts, reason, decider, "
		"second,"
		" route, at) " PEOPLE "SELECT id, 1, CASE WHEN id %% 10 < 7 THEN 'approved'"
		" WHEN id %% 10 < 9 THEN 'partly-approved' ELSE 'not-yet' END, 'first', 1, 1, 0, "
		"2000,"
		" 'none', 'documents', %lld FROM n WHERE id <= 1050",
		at[3]);
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		fill(s,
			"INSERT INTO audit(number, at, actor, verb, subject_kind, subject, fact, "
			"payload,"
			" payload_digest, digest) " PEOPLE
			"SELECT id - 1000 + (SELECT max(number) FROM audit), %lld, id, '%s', "
			"'claim', id, '%s',"
			" 0, x'', zeroblob(32) FROM n WHERE id <= 1050 AND (%d OR id %% 4 = 0) AND "
			"%d = 0"
			" UNION ALL SELECT row_number() OVER () + (SELECT max(number) FROM audit), "
			"%lld, id,"
			" '%s', 'claim', id, '%s', 0, x'', zeroblob(32) FROM n WHERE id <= 1050"
			" AND id %% 4 = 0 AND %d = 1",
			at[i], steps[i], facts[i], i == 0 || i == 3, i == 1 || i == 2, at[i],
			steps[i], facts[i], i == 1 || i == 2);
}

/* ---- what is told --------------------------------------------------------------------------- */

static enum outcome count_all(struct summer *s, int64_t now)
{
	return make_statistics(s->house.store, &s->house.conf, NULL, now);
}

/* "fi week-2 0-0 20": figures of a topic and a way to group, a line each. */
static struct text told(struct summer *s, const char *topic, const char *grouping)
{
	return house_value(&s->house, s->arena,
		arena_print(s->arena,
			"SELECT coalesce(group_concat(line, char(10)), '') FROM (SELECT "
			"trim(members || ' ' ||"
			" CASE split WHEN '' THEN 'people' ELSE split || ' ' || first || '-' || "
			"last END ||"
			" ' ' || people) AS line FROM figure WHERE quarter = %lld AND topic = '%s'"
			" AND grouping = '%s' ORDER BY place)",
			(long long)s->july, topic, grouping)
			.at);
}

static void test_told(struct summer *s)
{
	static const struct {
		const char *says, *topic, *grouping, *lines;
	} cases[] = {
		{ "sixty began; half came back in the second week, a third in the tenth", "started",
			"all",
			"people 60\nweek-2 0-0 30\nweek-2 1-1 30\nweek-10 0-0 20\nweek-10 1-1 40" },
		{ "by language: three and three stand together with the last that are enough",
			"started", "language",
			"en,sv,other people 20\nen,sv,other week-2 0-0 10\nen,sv,other week-2 1-1 "
			"10\n"
			"en,sv,other week-10 0-0 7\nen,sv,other week-10 1-1 13\n"
			"fi people 40\nfi week-2 0-0 20\nfi week-2 1-1 20\nfi week-10 0-0 13\n"
			"fi week-10 1-1 27" },
		{ "thirty were answered, each counted once; three were late, which isn't told",
			"helped", "all", "people 30\ndays 0-0 10\ndays 1-1 9\ndays 2-19 11" },
		{ "all of them speak Finnish, so nothing is told by language", "helped", "language",
			"" },
		{ "fifty were assessed within nine working days; twelve were asked for more, the "
		  "others late",
			"assessed", "all",
			"people 50\noutcome 0-0 35\noutcome 1-1 10\noutcome 2-2 5\nlate 0-0 38\n"
			"late 1-1 12\nreturned 0-0 12\nreturned 1-1 38" },
		{ "by basis what there is enough of is told", "assessed", "basis",
			"prior people 25\nprior outcome 0-0 16\nprior outcome 1-2 9\nprior late "
			"0-0 19\n"
			"prior late 1-1 6\nprior returned 0-0 6\nprior returned 1-1 19\n"
			"studied people 25\nstudied outcome 0-0 19\nstudied outcome 1-2 6\n"
			"studied late 0-0 19\nstudied late 1-1 6\nstudied returned 0-0 6\n"
			"studied returned 1-1 19" },
	};

	CHECK(count_all(s, moment(2027, 1, 15)) == DONE, "quarters that are over are counted");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text lines = told(s, cases[i].topic, cases[i].grouping);
		if (!CHECK(text_is_chars(lines, cases[i].lines), "%s", cases[i].says))
			printf("# %.*s\n", SHOWN(lines));
	}
}

/* A quarter that was told once is told like that for ever, and the file itself keeps nothing under five. */
static void test_stays(struct summer *s)
{
	struct text before = told(s, "started", "all");

	fill(s, "DELETE FROM visit WHERE person <= 1020");
	fill(s, "DELETE FROM answer WHERE person <= 1020");
	CHECK(count_all(s, moment(2027, 2, 15)) == DONE &&
			text_is(told(s, "started", "all"), before),
		"what was told once isn't counted anew when somebody has left");
	CHECK(!house_sql(&s->house, "UPDATE figure SET people = people + 1") &&
			!house_sql(&s->house, "DELETE FROM figure"),
		"nor changed by anybody's slip");
	CHECK(!house_sql(&s->house,
		      "INSERT INTO figure VALUES (1, 'helped', 9, 'all', '', '', 0, 0, 4)"),
		"the file takes no number under five");
	CHECK(text_is_chars(house_value(&s->house, s->arena,
				    arena_print(s->arena,
					    "SELECT count(*) FROM figure WHERE quarter = %lld",
					    (long long)s->june)
					    .at),
		      "0"),
		"of one who began in June nothing is told");
	CHECK(text_is_chars(house_value(&s->house, s->arena,
				    arena_print(s->arena,
					    "SELECT group_concat(topic) FROM statistic WHERE "
					    "quarter = %lld",
					    (long long)s->october)
					    .at),
		      "assessed,helped"),
		"who began in the autumn is told once they have had ten weeks");
}

/* ---- how it is read ------------------------------------------------------------------------- */

static void test_read(struct summer *s)
{
	static const char *const words[] = { "1 July 2026", "<h3>People who began</h3>", "30 of 60",
		"19 of 30: one working day", "approved: 35", "not yet approved: 5",
		"English, Svenska and other languages", "Studied here", "too few to tell" };
	const unsigned roles[] = { ROLE_CLIENT, ROLE_COACH, ROLE_LEAD, ROLE_AUTHOR, ROLE_ADMIN };
	struct reply r = { 0 };

	for (size_t i = 0; i < COUNT_OF(roles); i++) {
		struct visitor v = house_visitor(
			&s->house, s->arena, house_person(&s->house, "Somebody", roles[i]));
		r = house_look(&s->house, s->arena, &v, "/statistics?quarter=2026-07-01");
		bool all = r.status == 200;
		for (size_t w = 0; all && w < COUNT_OF(words); w++)
			if (!(all = house_shows(&r, words[w])))
				printf("# no \"%s\"\n", words[w]);
		CHECK(all, "whoever signs in reads the summer's numbers (%u)", roles[i]);
		r = house_look(&s->house, s->arena, &v, "/statistics?quarter=2024-07-01");
		CHECK(r.status == 200 && house_shows(&r, "1 October 2026") &&
				house_shows(&r, "These numbers come on 11 March 2027"),
			"of a quarter there isn't, the latest");
	}
}

int main(int count, char **words)
{
	struct summer s = { .arena = arena_open() };
	(void)count;
	if (!house_open(&s.house, words[0])) {
		printf("Bail out! no house\n");
		return 1;
	}
	s.june = day(2026, 4, 1);
	s.july = day(2026, 7, 1);
	s.october = day(2026, 10, 1);
	people(&s);
	visits(&s);
	questions(&s);
	claims(&s);
	struct visitor early =
		house_visitor(&s.house, s.arena, house_person(&s.house, "Somebody", ROLE_CLIENT));
	struct reply r = house_look(&s.house, s.arena, &early, "/statistics");
	CHECK(r.status == 200 && house_shows(&r, "The first numbers come on 1 July 2026"),
		"before anything was counted, it says when it will be");
	test_told(&s);
	test_stays(&s);
	test_read(&s);
	house_close(&s.house);
	arena_close(s.arena);
	return test_end();
}
