/*
 * The admin's pages over real sockets: everybody is found by name, one account is made, changed and
 * closed, coaches and clients are brought together; and what a client reads about it afterwards.
 */
#include "house.h"

struct place {
	struct house house;
	struct arena *arena;
	struct visitor admin, coach, client;
	int64_t second;
};

static int64_t number(struct place *p, const char *sql)
{
	int64_t n;
	struct text value = house_value(&p->house, p->arena, sql);
	return text_number(value, &n) ? n : -1;
}

static struct reply look(struct place *p, struct visitor *v, const char *path)
{
	return house_look(&p->house, p->arena, v, path);
}

static struct reply press(
	struct place *p, struct visitor *v, const struct text path, const char *form)
{
	return house_press(&p->house, p->arena, v, path.at, form);
}

static struct text person_path(struct place *p, int64_t person)
{
	return arena_print(p->arena, "/people/%lld", (long long)person);
}

/* Whether `one` stands on the page before `other`. */
static bool stands_before(const struct reply *r, const char *one, const char *other)
{
	size_t at = text_find(r->body, text_of(one)), then = text_find(r->body, text_of(other));
	return at < then && then < r->body.size;
}

/* ---- the list ------------------------------------------------------------------------------- */

static bool links_to(struct place *p, const struct reply *r, const char *page)
{
	return house_shows(
		r, arena_print(p->arena, "href=\"/people?show=author&amp;page=%s\"", page).at);
}

static void test_list(struct place *p)
{
	static const char *const names[] = { "Åke", "Zeta", "Äyräpää", "ahti", "<b>Bo</b>" };
	int64_t people[COUNT_OF(names)];
	for (size_t i = 0; i < COUNT_OF(names); i++)
		people[i] = house_person(&p->house, names[i], i == 1 ? ROLE_LEAD : ROLE_CLIENT);
	struct reply r = look(p, &p->admin, "/people");
	CHECK(r.status == 200 && stands_before(&r, "&lt;b&gt;Bo", "ahti") &&
			stands_before(&r, "ahti", "Zeta") && stands_before(&r, "Zeta", "Åke") &&
			stands_before(&r, "Åke", "Äyräpää"),
		"everybody stands in the order of the alphabet, å and ä last");
	CHECK(house_shows(&r, "without a coach"), "a client without a coach is told");
	r = look(p, &p->admin, "/people?find=AYRAP");
	CHECK(house_shows(&r, "Äyräpää") && !house_shows(&r, "Zeta") &&
			house_shows(&r, "One person"),
		"a part of a name is enough, whatever its letters");
	r = look(p, &p->admin, arena_print(p->arena, "/people?find=%lld", (long long)people[1]).at);
	CHECK(house_shows(&r, "Zeta") && house_shows(&r, "One person"), "so is the number");
	r = look(p, &p->admin, "/people?show=lead");
	CHECK(house_shows(&r, "Zeta") && !house_shows(&r, "ahti"), "one role is shown");
	r = look(p, &p->admin, "/people?show=alone");
	CHECK(house_shows(&r, "ahti") && !house_shows(&r, "Zeta") && !house_shows(&r, ">Cli<"),
		"or the clients without a coach");
	CHECK(number(p,
		      arena_print(p->arena,
			      "SELECT count(*) FROM audit WHERE verb = 'listed' AND number ="
			      " (SELECT max(number) FROM audit) AND actor = %lld AND"
			      " instr(',' || fact, ',%lld:0')",
			      (long long)p->admin.person, (long long)people[3])
			      .at) == 1,
		"which of them stood there is in the chain");
	r = look(p, &p->admin, "/people?show=left");
	CHECK(r.status == 200 && house_shows(&r, "Nobody, just now."), "nobody has left yet");
	r = look(p, &p->admin, "/people?find=nobodyhasthisname");
	CHECK(r.status == 200 && house_shows(&r, "Nobody fits"), "nobody fits");
	for (int i = 0; i < 30; i++)
		house_person(&p->house, arena_print(p->arena, "Row %02d", i).at, ROLE_AUTHOR);
	r = look(p, &p->admin, "/people?show=author");
	CHECK(house_shows(&r, "Row 24") && !house_shows(&r, "Row 25") &&
			house_shows(&r, "href=\"/people?show=author&amp;page=2\""),
		"twenty-five stand on a page");
	r = look(p, &p->admin, "/people?show=author&page=2");
	CHECK(house_shows(&r, "Row 25") && !house_shows(&r, "Row 24"), "and the rest on the next");
	r = look(p, &p->admin, "/people?show=author&page=99");
	CHECK(house_shows(&r, "Row 25"), "past the last page is the last page");
	for (int i = 30; i < 300; i++)
		house_person(&p->house, arena_print(p->arena, "Row %02d", i).at, ROLE_AUTHOR);
	r = look(p, &p->admin, "/people?show=author&page=6");
	static const char *const named[] = { "1", "3", "6", "9", "12" };
	static const char *const passed_over[] = { "2", "10", "11" };
	bool right = true;
	for (size_t i = 0; i < COUNT_OF(named); i++)
		right = right && links_to(p, &r, named[i]);
	for (size_t i = 0; i < COUNT_OF(passed_over); i++)
		right = right && !links_to(p, &r, passed_over[i]);
	CHECK(right, "of many pages the first, the last and those around are named");
}

/* ---- a new one ------------------------------------------------------------------------------ */

static void test_new(struct place *p)
{
	struct reply r = look(p, &p->admin, "/people/new");
	int64_t before = number(p, "SELECT count(*) FROM person");
	r = press(p, &p->admin, TEXT("/people/new"), "name=&organisation=Kaupunki");
	CHECK(r.status == 422 && house_shows(&r, "id=\"name-problem\"") &&
			house_shows(&r, "id=\"roles-problem\"") &&
			house_shows(&r, "value=\"Kaupunki\""),
		"without a name and a role the form comes back with what was typed");
	CHECK(number(p, "SELECT count(*) FROM person") == before, "and nobody is made");
	r = press(p, &p->admin, TEXT("/people/new"), "name=Aino+131052-308T&role=client");
	CHECK(r.status == 422 && house_shows(&r, "looks like a personal identity code") &&
			number(p, "SELECT count(*) FROM person") == before,
		"an identity code is pointed at before it is kept");
	r = press(p, &p->admin, TEXT("/people/new"),
		"name=%22Nicki%22&organisation=Kaupunki&role=coach&role=author");
	int64_t person = number(p, "SELECT max(id) FROM person");
	CHECK(house_leads(&r, person_path(p, person).at), "a person is made");
	CHECK(text_is_chars(house_value(&p->house, p->arena,
				    "SELECT name || organisation FROM person ORDER BY id DESC"),
		      "\"Nicki\"Kaupunki") &&
			number(p,
				"SELECT actor FROM audit WHERE verb = 'person-added'"
				" ORDER BY number DESC") == p->admin.person,
		"as it was typed, by the admin");
	r = look(p, &p->admin, person_path(p, person).at);
	CHECK(house_shows(&r, "value=\"coach\" checked") &&
			house_shows(&r, "value=\"author\" checked") &&
			!house_shows(&r, "value=\"client\" checked"),
		"with both roles");
	r = look(p, &p->admin, "/people/999999");
	CHECK(r.status == 404, "nobody has an unknown number");
	r = look(p, &p->admin, "/people/abc");
	CHECK(r.status == 404, "nor a word");
}

/* ---- a link --------------------------------------------------------------------------------- */

static void test_link(struct place *p)
{
	struct text path = person_path(p, p->client.person);
	look(p, &p->admin, path.at);
	int64_t cards = number(p, "SELECT count(*) FROM card");
	struct reply r = press(p, &p->admin, path, "do=link");
	struct text mark = TEXT("http://127.0.0.1:0/in/");
	size_t at = text_find(r.body, mark);
	CHECK(r.status == 200 && at < r.body.size, "a link is shown");
	CHECK(text_is_chars(head_value(r.head, "Referrer-Policy"), "no-referrer") &&
			text_is_chars(head_value(r.head, "Cache-Control"), "no-store"),
		"by a page that isn't kept, and doesn't tell where one came from");
	struct text token = text_part(r.body, at + mark.size, TOKEN_CHARS);
	struct visitor nobody = house_visitor(&p->house, p->arena, 0);
	struct text in = arena_print(p->arena, "/in/%.*s", SHOWN(token));
	r = look(p, &nobody, in.at);
	CHECK(r.status == 200, "the link opens");
	CHECK(number(p, "SELECT count(*) FROM card") == cards + 1 &&
			number(p, "SELECT (ends - made) / 86400 FROM card ORDER BY id DESC") == 30,
		"for thirty days to a client");
	CHECK(number(p, "SELECT actor FROM audit WHERE verb = 'card-made' ORDER BY number DESC") ==
			p->admin.person,
		"who made it is in the chain");
	r = look(p, &p->client, "/looks");
	CHECK(house_shows(&r, "a new way in for you") &&
			house_shows(&r, "your name and who your coaches are") &&
			house_shows(&r, "your name on a list of people") &&
			!house_shows(&r, "your name on their own list") &&
			house_shows(&r, "Why: to look after accounts, as an admin"),
		"and the client reads who did it, and why");
	path = person_path(p, p->coach.person);
	look(p, &p->admin, path.at);
	press(p, &p->admin, path, "do=link");
	CHECK(number(p, "SELECT (ends - made) / 86400 FROM card ORDER BY id DESC") == 7,
		"staff have seven days");
}

/* ---- ties ----------------------------------------------------------------------------------- */

static void test_ties(struct place *p)
{
	struct text path = person_path(p, p->client.person);
	struct reply r = look(p, &p->admin, path.at);
	CHECK(house_shows(&r, "Coa"), "a client's coaches stand on the page");
	r = press(p, &p->admin, path, "do=tie&learning=1&ground=guidance&coach=");
	CHECK(r.status == 422 && house_shows(&r, "href=\"#coach\""), "a tie needs a coach");
	r = press(p, &p->admin, path,
		arena_print(p->arena, "do=tie&ground=assessment&coach=%lld", (long long)p->second)
			.at);
	CHECK(r.status == 422 && house_shows(&r, "href=\"#scope\"") &&
			house_shows(&r, "value=\"assessment\" checked") &&
			house_shows(&r, " selected>Sec"),
		"and a scope; what was chosen stays");
	r = press(p, &p->admin, path,
		arena_print(p->arena, "do=tie&learning=1&coach=%lld", (long long)p->coach.person)
			.at);
	CHECK(r.status == 422 && house_shows(&r, "They work together already"),
		"two who work together begin no second time");
	r = press(p, &p->admin, path,
		arena_print(p->arena, "do=tie&claims=1&ground=assessment&coach=%lld",
			(long long)p->second)
			.at);
	CHECK(house_leads(&r, path.at) &&
			number(p,
				"SELECT learning * 100 + claims * 10 + (ground = 'assessment')"
				" FROM tie ORDER BY id DESC") == 11,
		"a tie begins as it was chosen");
	int64_t tie = number(p, "SELECT max(id) FROM tie");
	struct text other = person_path(p, house_person(&p->house, "Elsewhere", ROLE_CLIENT));
	struct text end = arena_print(p->arena, "end=%lld", (long long)tie);
	r = press(p, &p->admin, other, end.at);
	CHECK(r.status == 404 && number(p, "SELECT count(*) FROM tie WHERE ends > 0") == 0,
		"a tie doesn't end on another client's page");
	r = press(p, &p->admin, path, end.at);
	CHECK(house_leads(&r, path.at) && number(p, "SELECT count(*) FROM tie WHERE ends > 0") == 1,
		"on its own it does");
	r = press(p, &p->admin, path, end.at);
	CHECK(house_leads(&r, path.at), "pressed twice it has ended all the same");
	r = press(p, &p->admin, path, "do=dance");
	CHECK(r.status == 400, "an act that is none is refused");
}

/* ---- an admin sees nothing of what is done here ----------------------------------------------- */

static enum outcome ask(struct db *db, void *value)
{
	return add_help(db, value);
}

static void test_nothing_of_learning(struct place *p)
{
	struct help help = { .person = p->client.person,
		.course = TEXT("safe-online"),
		.page = TEXT("good-password"),
		.question = NO_TEXT,
		.words = TEXT("Kanarialintu asks"),
		.asked = clock_now(),
		.answer_by = clock_day_of(clock_now()),
		.answer_days = 2 };
	if (store_change(p->house.store, ask, &help) != DONE)
		abort();
	look(p, &p->client, "/courses/safe-online/good-password");
	struct text path = person_path(p, p->client.person);
	struct text leave = arena_print(p->arena, "%.*s/leave", SHOWN(path));
	const char *const pages[] = { "/people", path.at, leave.at, "/status", "/people?find=cli" };
	bool silent = true;
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		struct reply r = look(p, &p->admin, pages[i]);
		silent = silent && r.status == 200 && !house_shows(&r, "Kanarialintu") &&
			!house_shows(&r, "good-password") && !house_shows(&r, "safe-online") &&
			!house_shows(&r, "this week");
	}
	CHECK(silent, "no page of an admin's speaks of courses, questions or visits");
}

/* ---- roles ---------------------------------------------------------------------------------- */

static void test_roles(struct place *p)
{
	struct text path = person_path(p, p->admin.person);
	struct reply r = look(p, &p->admin, path.at);
	r = press(p, &p->admin, path, "do=save&before=16&name=Adm&role=author");
	CHECK(r.status == 422 && house_shows(&r, "Make somebody an admin first.") &&
			house_shows(&r, "value=\"author\" checked"),
		"the only admin stays one");
	path = arena_print(p->arena, "%.*s/leave", SHOWN(path));
	r = press(p, &p->admin, path, "");
	CHECK(r.status == 422 && house_shows(&r, "Nobody else is an admin"), "and here");
	int64_t other = house_person(&p->house, "Other", ROLE_AUTHOR);
	path = person_path(p, other);
	look(p, &p->admin, path.at);
	r = press(p, &p->admin, path, "do=save&before=2&name=Changed&role=lead");
	CHECK(r.status == 409 && house_shows(&r, "Somebody else changed the roles") &&
			house_shows(&r, "value=\"Changed\"") &&
			house_shows(&r, "name=\"before\" value=\"8\""),
		"roles that another changed meanwhile are told; what was typed stays");
	r = press(p, &p->admin, path, "do=save&before=8&name=Changed&role=lead&role=admin");
	CHECK(house_leads(&r, path.at) &&
			number(p,
				"SELECT fact = 'lead,admin' FROM audit WHERE verb ="
				" 'roles-changed' ORDER BY number DESC") == 1,
		"pressed once more they are as was chosen");
	r = press(p, &p->admin, path, "do=save&before=24&name=+&role=lead");
	CHECK(r.status == 422 && house_shows(&r, "id=\"name-problem\""), "a name is needed");
}

/* ---- leaving -------------------------------------------------------------------------------- */

static void test_leaving(struct place *p)
{
	struct text path = person_path(p, p->coach.person);
	struct text leave = arena_print(p->arena, "%.*s/leave", SHOWN(path));
	struct reply r = look(p, &p->admin, leave.at);
	CHECK(r.status == 200 && house_shows(&r, "Their work with one client ends"),
		"what leaving means is told first");
	r = look(p, &p->coach, "/desk");
	CHECK(r.status == 200, "the coach is at their desk");
	r = press(p, &p->admin, leave, "");
	CHECK(house_leads(&r, path.at), "they leave");
	r = look(p, &p->coach, "/desk");
	CHECK(r.status == 303, "and are signed out that moment");
	r = look(p, &p->admin, path.at);
	CHECK(r.status == 200 && house_shows(&r, "The account is closed") &&
			house_shows(&r, "id=\"left-behind\"") && house_shows(&r, ">Cli<") &&
			!house_shows(&r, "value=\"save\""),
		"the page says so, and whom they left behind");
	r = press(p, &p->admin, path, "do=link");
	CHECK(r.status == 404, "a closed account gets no link");
	r = press(p, &p->admin, leave, "");
	CHECK(house_leads(&r, path.at), "pressed twice it is closed all the same");
	r = press(p, &p->admin, path,
		arena_print(p->arena, "do=hand&coach=%lld", (long long)p->second).at);
	CHECK(r.status == 422 && house_shows(&r, "Tick at least one client."),
		"somebody must be ticked");
	struct text client = arena_print(p->arena, "%lld", (long long)p->client.person);
	r = press(p, &p->admin, path,
		arena_print(p->arena, "do=hand&coach=&client=%.*s", SHOWN(client)).at);
	CHECK(r.status == 422 && house_shows(&r, "Choose a coach."), "and a coach chosen");
	r = press(p, &p->admin, path,
		arena_print(p->arena, "do=hand&coach=%lld&client=%.*s", (long long)p->coach.person,
			SHOWN(client))
			.at);
	CHECK(r.status == 422, "who has left gets nobody");
	r = press(p, &p->admin, path,
		arena_print(p->arena, "do=hand&coach=%lld&client=%.*s", (long long)p->second,
			SHOWN(client))
			.at);
	CHECK(house_leads(&r, path.at), "they get a new coach");
	r = look(p, &p->admin, path.at);
	CHECK(!house_shows(&r, "id=\"left-behind\""), "and nobody is left behind");
	r = look(p, &p->admin, "/people?show=left");
	CHECK(house_shows(&r, ">Coa<"), "who has left is found among those who have");
	r = look(p, &p->admin, "/people");
	CHECK(!house_shows(&r, ">Coa<"), "and not among those who are here");
	path = arena_print(p->arena, "/people/%lld/leave", (long long)p->admin.person);
	look(p, &p->admin, path.at);
	r = press(p, &p->admin, path, "");
	CHECK(house_leads(&r, "/signed-out"), "an admin who isn't the only one leaves");
	r = look(p, &p->admin, "/people");
	CHECK(r.status == 303, "and is out");
}

static enum outcome tie_them(struct db *db, void *value)
{
	const struct place *p = value;
	struct tie tie = { .client = p->client.person,
		.coach = p->coach.person,
		.scope = SCOPE_LEARNING,
		.starts = clock_now() - 60 };
	return add_tie(db, &tie, 0);
}

static bool open_place(struct place *p, const char *program)
{
	if (!house_open(&p->house, program))
		return false;
	p->arena = p->house.arena;
	int64_t admin = house_person(&p->house, "Adm", ROLE_ADMIN);
	int64_t coach = house_person(&p->house, "Coa", ROLE_COACH);
	int64_t client = house_person(&p->house, "Cli", ROLE_CLIENT);
	p->second = house_person(&p->house, "Sec", ROLE_COACH);
	p->admin = house_visitor(&p->house, p->arena, admin);
	p->coach = house_visitor(&p->house, p->arena, coach);
	p->client = house_visitor(&p->house, p->arena, client);
	return store_change(p->house.store, tie_them, p) == DONE;
}

int main(int count, char **words)
{
	struct place p = { .second = 0 };
	(void)count;
	if (CHECK(open_place(&p, words[0]), "a workshop opens")) {
		test_list(&p);
		test_new(&p);
		test_link(&p);
		test_ties(&p);
		test_nothing_of_learning(&p);
		test_roles(&p);
		test_leaving(&p);
	}
	house_close(&p.house);
	return test_end();
}
