/*
 * A page of a course, over real sockets: what a form may hold (crafted, doubled, too long, of
 * another page), what is an answer and what is kept as it was left, what the server tells before
 * and after an answer, and what an author's edit leaves standing. The course has one page with
 * every kind of question.
 */
#include "house.h"

#include <zlib.h>

#include <time.h>

#define PAGE "/courses/kinds/all"
#define FOLDER "courses/kinds"

/* Words that stand in the file for after the answer; each begins with this. */
#define SECRET "Salaisuus"

static const char course_en[] = "---\ncourse: kinds\ntitle: Kinds\nsummary: One of "
				"each.\nfirst_language: en\nunits: [safe-online]\n---\n\nHello.\n";
static const char course_fi[] = "---\ncourse: kinds\ntitle: Lajit\nsummary: Yksi "
				"kutakin.\nfirst_language: en\nunits: [safe-online]\n---\n\nHei.\n";
static const char module_en[] = "---\ntitle: Module\n---\n\nHello.\n";
static const char module_fi[] = "---\ntitle: Osa\n---\n\nHei.\n";
static const char second_en[] = "---\ntitle: Second\n---\n\nRead this.\n";
static const char second_fi[] = "---\ntitle: Toinen\n---\n\nLue tämä.\n";

#define ONE_EN \
	"<!-- q id=one explain_after=2 -->\n## One\n\n- [ ] red\n\n  > " SECRET " red\n\n" \
	"- [x] green\n\n  > " SECRET " green\n\n- [ ] blue\n\n"
#define OTHERS_EN \
	"<!-- q id=many -->\n## Many\n\n- [x] two\n- [ ] three\n- [x] four\n\n" \
	"<!-- q id=short type=short explain_after=1 -->\n## Short\n\n- = " SECRET "sana\n\n" \
	"<!-- q id=number type=number -->\n## Number\n\n- = 1234.5 +- 0.5\n\n" \
	"<!-- q id=order type=order -->\n## Order\n\n1. Monday\n2. Tuesday\n3. Wednesday\n\n" \
	"<!-- q id=match type=match -->\n## Match\n\n- **cat** - miaow\n- **dog** - woof\n" \
	"- **cow** - moo\n- **owl** - hoot\n\n" \
	"<!-- q id=reflect type=reflect -->\n## Reflect\n\nThink.\n\n" \
	"<!-- q id=evidence type=evidence criterion=spot-scam -->\n## Evidence\n\nShow.\n"
#define ALL_FI \
	"<!-- q id=one explain_after=2 -->\n## Yksi\n\n- [ ] punainen\n\n  > " SECRET \
	" punainen\n\n- [x] vihreä\n\n  > " SECRET " vihreä\n\n- [ ] sininen\n\n" \
	"<!-- q id=many -->\n## Monta\n\n- [x] kaksi\n- [ ] kolme\n- [x] neljä\n\n" \
	"<!-- q id=short type=short explain_after=1 -->\n## Lyhyt\n\n- = " SECRET "sana\n\n" \
	"<!-- q id=number type=number -->\n## Luku\n\n- = 1234.5 +- 0.5\n\n" \
	"<!-- q id=order type=order -->\n## Järjestys\n\n1. maanantai\n2. tiistai\n" \
	"3. keskiviikko\n\n" \
	"<!-- q id=match type=match -->\n## Parit\n\n- **kissa** - miau\n- **koira** - hau\n" \
	"- **lehmä** - muu\n- **pöllö** - huhuu\n\n" \
	"<!-- q id=reflect type=reflect -->\n## Mieti\n\nMieti.\n\n" \
	"<!-- q id=evidence type=evidence criterion=spot-scam -->\n## Näytä\n\nNäytä.\n"

#define HEAD_EN "---\ntitle: All kinds\n---\n\nRead.\n\n"
static const char all_en[] = HEAD_EN ONE_EN OTHERS_EN;
static const char all_fi[] = "---\ntitle: Kaikki lajit\n---\n\nLue.\n\n" ALL_FI;

struct lessons {
	struct house house;
	struct arena *arena;
};

/* ---- the course ----------------------------------------------------------------------------- */

static void write_page(struct lessons *t, const char *name, const char *words)
{
	struct text path = arena_print(t->arena, "%s/" FOLDER "/%s", t->house.folder, name);
	if (file_write(path.at, text_of(words), 0644) != DONE)
		abort();
}

static bool write_course(struct lessons *t)
{
	if (folder_make(arena_print(t->arena, "%s/" FOLDER "/10-module", t->house.folder).at,
		    0755) != DONE)
		return false;
	write_page(t, "course.en.md", course_en);
	write_page(t, "course.fi.md", course_fi);
	write_page(t, "10-module/module.en.md", module_en);
	write_page(t, "10-module/module.fi.md", module_fi);
	write_page(t, "10-module/10-all.en.md", all_en);
	write_page(t, "10-module/10-all.fi.md", all_fi);
	write_page(t, "10-module/20-second.en.md", second_en);
	write_page(t, "10-module/20-second.fi.md", second_fi);
	return true;
}

static struct visitor somebody(struct lessons *t)
{
	struct house *h = &t->house;
	return house_visitor(h, t->arena, house_person(h, "Reader", ROLE_CLIENT));
}

/* Looks at the page until it shows these words: an author's edit is live within a second. */
static bool wait_for(struct lessons *t, struct visitor *v, const char *words)
{
	for (int i = 0; i < 200; i++) {
		struct reply r = house_look(&t->house, t->arena, v, PAGE);
		if (r.status == 200 && house_shows(&r, words))
			return true;
		nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
	}
	return false;
}

static struct text value(struct lessons *t, const char *what, const struct visitor *v)
{
	return house_value(&t->house, t->arena,
		arena_print(t->arena, "SELECT %s WHERE person = %lld", what, (long long)v->person)
			.at);
}

static struct text about(
	struct lessons *t, const char *what, const char *question, const struct visitor *v)
{
	return house_value(&t->house, t->arena,
		arena_print(t->arena, "SELECT %s WHERE question = '%s' AND person = %lld", what,
			question, (long long)v->person)
			.at);
}

static bool stored(struct lessons *t, const struct visitor *v, const char *what, const char *wanted)
{
	return text_is_chars(value(t, what, v), wanted);
}

static struct reply press(struct lessons *t, struct visitor *v, const char *form)
{
	return house_press(&t->house, t->arena, v, PAGE, form);
}

/* ---- what a form may hold ------------------------------------------------------------------- */

#define ALL_LISTS "&q.order.1=&q.order.2=&q.order.3=&q.match.1=&q.match.2=&q.match.3=&q.match.4="

static void test_forms(struct lessons *t)
{
	static const struct {
		const char *says, *form;
		int status;
		const char *answers, *drafts; /* stored after it */
		const char *shows;            /* on the page that came, or NULL */
	} cases[] = {
		{ "nothing at all", "", 303, "0", "0", NULL },
		{ "a button there isn't", "do=explode", 303, "0", "0", NULL },
		{ "the button of a question there isn't", "do=check.nothing&q.nothing=1", 303, "0",
			"0", NULL },
		{ "the button of a question of another course", "do=check.missing-word", 303, "0",
			"0", NULL },
		{ "a question's button with nothing in it", "do=check.one", 422, "0", "0",
			"Choose one of the answers first." },
		{ "an option", "do=check.one&q.one=1", 303, "1", "0", NULL },
		{ "an option that isn't there", "do=check.one&q.one=4", 422, "0", "1",
			"The question has changed." },
		{ "an option past every number", "do=check.one&q.one=99999999999999999999", 422,
			"0", "0", "Choose one" },
		{ "an option past what a byte holds", "do=check.one&q.one=257", 422, "0", "0",
			"Choose one" },
		{ "an option below the first", "do=check.one&q.one=-1", 422, "0", "0",
			"Choose one" },
		{ "an option that is no number", "do=check.one&q.one=1%20or%201", 422, "0", "0",
			"Choose one" },
		{ "two options where one is asked", "do=check.one&q.one=1&q.one=2", 422, "0", "1",
			"Choose again" },
		{ "one option twice", "do=check.many&q.many=1&q.many=1", 303, "1", "0", NULL },
		{ "every option", "do=check.many&q.many=3&q.many=2&q.many=1", 303, "1", "0", NULL },
		{ "words where a number is asked", "do=check.number&q.number=kissa", 422, "0", "1",
			"Write it in digits" },
		{ "the same words and Enter", "do=auto&q.number=kissa", 422, "0", "1",
			"value=\"kissa\"" },
		{ "the same words and Next", "do=next&q.number=kissa", 303, "0", "1", NULL },
		{ "a number with a comma", "do=check.number&q.number=1+234,5", 303, "1", "0",
			NULL },
		{ "a number as long as numbers get", "do=check.number&q.number=9999999999999999",
			422, "0", "1", "Write it in digits" },
		{ "some places", "do=check.order&q.order.1=1&q.order.2=&q.order.3=", 422, "0", "1",
			"Some line has no place yet" },
		{ "one place twice", "do=check.order&q.order.1=1&q.order.2=1&q.order.3=2", 422, "0",
			"1", "the same place" },
		{ "a place there isn't", "do=check.order&q.order.1=1&q.order.2=2&q.order.3=9", 422,
			"0", "1", "Choose again" },
		{ "a row too many",
			"do=check.order&q.order.1=1&q.order.2=2&q.order.3=3&q.order.4=4", 422, "0",
			"0", "The question has changed" },
		{ "a row too few", "do=check.order&q.order.1=1&q.order.2=2", 422, "0", "0",
			"The question has changed" },
		{ "one meaning for all",
			"do=check.match&q.match.1=1&q.match.2=1&q.match.3=1&q.match.4=1", 303, "1",
			"0", NULL },
		{ "blanks alone", "do=check.short&q.short=+%C2%A0+", 422, "0", "0",
			"Write something first" },
		{ "a form and everything doubled",
			"do=check.short&do=next&q.short=eka&q.short=toka", 303, "1", "0", NULL },
		{ "all that is whole by Next, but for words to the coach",
			"do=next&q.one=1&q.many=&q.many=1&q.short=x&q.number=5&q.order.1=1"
			"&q.order.2=2&q.order.3=3&q.match.1=1&q.match.2=2&q.match.3=3&q.match.4=4"
			"&q.reflect=minä&q.evidence=te",
			303, "7", "1", NULL },
		{ "the same by Enter", "do=auto&q.short=x&q.reflect=minä&q.evidence=te", 303, "2",
			"1", NULL },
		{ "the same by asking for help",
			"do=help&q.one=1&q.short=x&q.reflect=minä&q.evidence=te", 303, "0", "4",
			NULL },
		{ "half of a character", "do=check.short&q.short=%C3", 400, "0", "0", NULL },
		{ "a NUL", "do=check.short&q.short=a%00b", 400, "0", "0", NULL },
		{ "a surrogate", "do=check.short&q.short=%ED%A0%80", 400, "0", "0", NULL },
		{ "words that turn right to left",
			"do=check.order&q.short=%E2%80%AE%22%3E%3Csvg+onload%3D1%3E" ALL_LISTS, 422,
			"0", "1", "value=\"\xE2\x80\xAE&quot;&gt;&lt;svg onload=1&gt;\"" },
		{ "another person's number", "do=check.short&q.short=x&person=1&verdict=right", 303,
			"1", "0", NULL },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct visitor v = somebody(t);
		struct reply r = press(t, &v, cases[i].form);
		CHECK(r.status == cases[i].status &&
				(!cases[i].shows || house_shows(&r, cases[i].shows)),
			"%s: %d (%d)", cases[i].says, cases[i].status, r.status);
		CHECK(stored(t, &v, "count(*) FROM answer", cases[i].answers) &&
				stored(t, &v, "count(*) FROM draft", cases[i].drafts),
			"%s: %s answered, %s kept (%.*s, %.*s)", cases[i].says, cases[i].answers,
			cases[i].drafts, SHOWN(value(t, "count(*) FROM answer", &v)),
			SHOWN(value(t, "count(*) FROM draft", &v)));
		CHECK(!house_shows(&r, SECRET), "%s: nothing is told that wasn't asked for",
			cases[i].says);
	}
}

static const char *fields_of(struct arena *a, size_t count, const char *end)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < count; i++)
		buffer_print(&b, "x%zu=&", i);
	buffer_add_chars(&b, end);
	return buffer_text(&b).at;
}

static void test_sizes(struct lessons *t)
{
	struct visitor v = somebody(t);
	/* with the token and the last two */
	struct reply r = press(t, &v, fields_of(t->arena, FIELDS_MOST - 3, "do=next&q.short=x"));
	CHECK(r.status == 303 && stored(t, &v, "count(*) FROM answer", "1"),
		"as many fields as there may be are read (%d)", r.status);
	r = press(t, &v, fields_of(t->arena, FIELDS_MOST - 2, "do=next&q.one=1"));
	CHECK(r.status == 413 && stored(t, &v, "count(*) FROM answer", "1"),
		"one more is refused whole (%d)", r.status);
}

/* `count` letters. */
static const char *letters(struct arena *a, size_t count)
{
	return memset(arena_take(a, count + 1), 'x', count);
}

static void test_long_words(struct lessons *t)
{
	static const char *const buttons[] = { "next", "auto", "help", "languages", "me",
		"check.reflect", "check.one", "" };
	const char *most = letters(t->arena, ANSWER_WORDS_MOST);

	for (size_t i = 0; i < COUNT_OF(buttons); i++) {
		struct visitor v = somebody(t);
		press(t, &v, "do=help&q.reflect=ennen");
		struct reply r = press(t, &v,
			arena_print(t->arena, "do=%s&q.reflect=%sy&q.short=muu", buttons[i], most)
				.at);
		CHECK(r.status == 422 && house_shows(&r, "xy</textarea>") &&
				house_shows(&r, "That is too long to keep"),
			"words too long to keep stay on the page, whatever is pressed: %s (%d)",
			buttons[i], r.status);
		CHECK(text_is_chars(about(t, "words FROM draft", "reflect", &v), "ennen"),
			"and what was kept before stays kept");
	}
	struct visitor v = somebody(t);
	struct reply r = press(t, &v, arena_print(t->arena, "do=next&q.reflect=%s", most).at);
	CHECK(r.status == 303 && stored(t, &v, "count(*) FROM answer", "1"),
		"as many as may be are taken (%d)", r.status);
}

/* ---- nothing is told before ------------------------------------------------------------------ */

/* Whether the n-th row's field and the n-th meaning's value go together in the page of this person
 * as they do in the file: then their numbers give the answer away. */
static bool answers_by_numbers(struct lessons *t, struct visitor *v, const char *form)
{
	press(t, v, form);
	return stored(t, v, "verdict FROM answer", "right");
}

static void test_order_of_rows(struct lessons *t)
{
	static const struct {
		const char *says, *form;
		int most;
	} cases[] = {
		{ "places", "do=check.order&q.order.1=1&q.order.2=2&q.order.3=3", 0 },
		{ "meanings", "do=check.match&q.match.1=1&q.match.2=2&q.match.3=3&q.match.4=4", 6 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int right = 0;
		for (int n = 0; n < 24; n++) {
			struct visitor v = somebody(t);
			right += answers_by_numbers(t, &v, cases[i].form);
		}
		CHECK(right <= cases[i].most,
			"the numbers of %s on the page aren't those of the file (%d of 24)",
			cases[i].says, right);
	}
}

/* The value of the first attribute of that name behind some words. */
static struct text attribute_behind(
	struct lessons *t, struct text page, const char *words, const char *name)
{
	struct text mark = arena_print(t->arena, "%s=\"", name);
	struct text rest = text_part(page, text_find(page, text_of(words)), page.size);
	rest = text_part(rest, text_find(rest, mark) + mark.size, rest.size);
	return text_cut(&rest, '"');
}

/* The right form of a question with rows, put together from the words on the page. */
static const char *right_rows(struct lessons *t, const struct reply *page, const char *question,
	const char *const *rows, const char *const *meanings)
{
	struct buffer b = buffer_in(t->arena);
	buffer_print(&b, "do=check.%s", question);
	for (size_t i = 0; rows[i]; i++) {
		struct text label = arena_print(t->arena, ">%s</label>", rows[i]);
		struct text field = attribute_behind(t, page->body, label.at, "name");
		/* every list holds every meaning: the first will do; its value stands before it */
		struct text value = arena_print(t->arena, "%zu", i + 1);
		if (meanings) {
			size_t at = text_find(
				page->body, arena_print(t->arena, ">%s</option>", meanings[i]));
			struct text before = text_part(page->body, at - 3, 3);
			text_cut(&before, '"');
			value = text_cut(&before, '"');
		}
		buffer_print(&b, "&%.*s=%.*s", SHOWN(field), SHOWN(value));
	}
	return buffer_text(&b).at;
}

static void test_rows(struct lessons *t)
{
	static const char *const days[] = { "Monday", "Tuesday", "Wednesday", NULL },
				 *const animals[] = { "cat", "dog", "cow", "owl", NULL },
				 *const calls[] = { "miaow", "woof", "moo", "hoot" };
	for (int n = 0; n < 4; n++) {
		struct visitor v = somebody(t);
		struct reply page = house_look(&t->house, t->arena, &v, PAGE);
		press(t, &v, right_rows(t, &page, "order", days, NULL));
		press(t, &v, right_rows(t, &page, "match", animals, calls));
		CHECK(text_is_chars(
			      about(t, "chosen || verdict FROM answer", "order", &v), "1,2,3right"),
			"places given to the words on the page are stored as in the file");
		CHECK(text_is_chars(about(t, "chosen || verdict FROM answer", "match", &v),
			      "1,2,3,4right"),
			"so are meanings");
		struct reply r = house_look(&t->house, t->arena, &v, PAGE);
		struct text first =
			text_part(r.body, text_find(r.body, TEXT(">Tuesday</label>")), r.body.size);
		first = text_part(first, 0, text_find(first, TEXT("</select>")));
		CHECK(text_find(first, TEXT("value=\"2\" selected")) < first.size,
			"and they are shown again where they were given");
	}
}

static void test_telling(struct lessons *t)
{
	struct house *h = &t->house;
	struct visitor v = somebody(t);
	struct reply r = house_look(h, t->arena, &v, PAGE);
	CHECK(r.status == 200 && !house_shows(&r, SECRET) && !house_shows(&r, "1234"),
		"a page not answered yet tells no answer");
	press(t, &v, "do=help&q.one=1&q.short=x&q.number=5");
	r = house_look(h, t->arena, &v, PAGE "?q=one");
	CHECK(house_shows(&r, "value=\"1\" checked") && !house_shows(&r, SECRET),
		"nor does one left as it was");
	v.csrf = TEXT("old");
	r = press(t, &v, "do=check.one&q.one=1");
	CHECK(r.status == 403 && house_shows(&r, "value=\"1\" checked") && !house_shows(&r, SECRET),
		"nor one that comes back because it was stale");
	r = press(t, &v, "do=check.one&q.one=1");
	CHECK(house_leads(&r, PAGE "?q=one#a-one"), "an answer leads to what is said of it");
	r = house_look(h, t->arena, &v, PAGE "?q=one");
	CHECK(house_shows(&r, SECRET " red") && !house_shows(&r, SECRET " green") &&
			!house_shows(&r, SECRET "sana") &&
			house_shows(&r, "<title>Not quite yet. All kinds"),
		"which is of that answer alone");
	press(t, &v, "do=check.one&q.one=3");
	r = house_look(h, t->arena, &v, PAGE);
	CHECK(house_shows(&r, SECRET " green"), "the answer is told after two wrong tries");
	press(t, &v, "do=check.short&q.short=v%C3%A4%C3%A4rin");
	r = house_look(h, t->arena, &v, PAGE);
	CHECK(house_shows(&r, SECRET "sana"), "where the author says so, after one");
}

/* ---- what is kept ----------------------------------------------------------------------------- */

static void test_drafts(struct lessons *t)
{
	struct house *h = &t->house;
	struct visitor v = somebody(t);
	struct reply r = press(t, &v,
		"do=languages&q.reflect=kesken&q.many=&q.many=2&q.order.1=2&q.order.2=&q.order.3=");
	CHECK(house_leads(&r, "/languages?back=" PAGE), "the languages lead back to the page");
	CHECK(stored(t, &v, "count(*) FROM draft", "3"), "what stands in the fields is kept");
	press(t, &v, "do=check.one&q.one=1");
	CHECK(stored(t, &v, "count(*) FROM draft", "3"),
		"a form that hadn't these questions on it drops nothing");
	house_press(h, t->arena, &v, "/languages", "ui=fi&text=fi&back=" PAGE);
	r = house_look(h, t->arena, &v, PAGE);
	CHECK(house_shows(&r, "kesken</textarea>") && house_shows(&r, "Mieti.") &&
			house_shows(&r, "value=\"2\" checked") &&
			house_shows(&r, "value=\"2\" selected"),
		"in the other language everything stands as it was left");
	CHECK(house_shows(&r, SECRET " punainen"), "and so does what was answered");
	r = press(t, &v, "do=me&q.reflect=&q.many=" ALL_LISTS);
	CHECK(house_leads(&r, "/me") && stored(t, &v, "count(*) FROM draft", "0"),
		"emptied fields drop what was kept (%.*s)",
		SHOWN(value(t, "count(*) FROM draft", &v)));
}

static void test_next(struct lessons *t)
{
	struct visitor v = somebody(t);
	struct reply r = press(t, &v, "do=next");
	CHECK(house_leads(&r, "/courses/kinds/second"), "Next with nothing new leads on");
	r = press(t, &v, "do=next&q.short=x");
	CHECK(house_leads(&r, PAGE "?q=short#a-short"), "with a new answer to what is said of it");
	r = press(t, &v, "do=next&q.short=x");
	CHECK(house_leads(&r, "/courses/kinds/second") && stored(t, &v, "tries FROM answer", "1"),
		"pressed again it leads on, and the answer isn't counted twice");
	r = press(t, &v, "do=check.short&q.short=x");
	CHECK(house_leads(&r, PAGE "?q=short#a-short") && stored(t, &v, "tries FROM answer", "1"),
		"nor is it by its own button");
	r = house_press(&t->house, t->arena, &v, "/courses/kinds/second", "do=next");
	CHECK(house_leads(&r, "/courses/kinds"), "the last page leads to the course");
}

static bool noted(struct lessons *t, struct visitor *v, const char *method, const char *from)
{
	house_ask(&t->house, t->arena,
		&(struct house_request){ method, TEXT(PAGE), v, from, NO_TEXT });
	if (store_change(t->house.store, house_nothing, NULL) != DONE)
		abort();
	return stored(t, v, "count(*) FROM visit", "1");
}

static void test_visits(struct lessons *t)
{
	struct visitor v = somebody(t);
	CHECK(!noted(t, &v, "HEAD", ""), "a HEAD is no visit");
	CHECK(!noted(t, &v, "GET", "Sec-Purpose: prefetch;prerender\r\n"),
		"nor is a browser's fetching ahead");
	CHECK(noted(t, &v, "GET", ""), "a look is");
}

/* Whether a look at a page makes the writer commit anything. */
static bool writes(struct lessons *t, struct visitor *v, const char *path)
{
	uint64_t before = store_commits(t->house.store);
	house_look(&t->house, t->arena, v, path);
	/* what nobody waits for is written within 20 ms */
	nanosleep(&(struct timespec){ .tv_nsec = 200000000 }, NULL);
	return store_commits(t->house.store) != before;
}

static void test_looking_again(struct lessons *t)
{
	struct visitor v = somebody(t);
	CHECK(writes(t, &v, PAGE), "a first look is written down");
	CHECK(!writes(t, &v, PAGE), "one more, within a minute, writes nothing");
	CHECK(writes(t, &v, "/courses/kinds/second"), "another page does");
	CHECK(writes(t, &v, PAGE), "and so does coming back, for that is now the page opened last");
	press(t, &v, "do=check.one&q.one=2");
	CHECK(!writes(t, &v, PAGE), "the look after an answer writes nothing: the answer did");
}

/* ---- what goes over the wire ----------------------------------------------------------------- */

/* What one gzip member holds; empty where it is none. */
static struct text unzipped(struct arena *a, struct text gzip)
{
	z_stream z = { .next_in = (z_const Bytef *)gzip.at, .avail_in = (uInt)gzip.size };
	size_t room = (size_t)1 << 18;
	char *out = arena_take(a, room);
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)room;
	inflateInit2(&z, 16 + MAX_WBITS);
	int end = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	return end == Z_STREAM_END ? (struct text){ out, z.total_out } : NO_TEXT;
}

static struct reply look_coded(struct lessons *t, const struct visitor *v, const char *coding)
{
	struct text header = arena_print(t->arena, "Accept-Encoding: %s\r\n", coding);
	return house_ask(&t->house, t->arena,
		&(struct house_request){ "GET", text_of(PAGE), v, header.at, NO_TEXT });
}

/* Prose was deflated when the course was read; what is this person's own is stored as it is, so its
 * length tells nothing of what it is like (BREACH). */
static void test_wire(struct lessons *t)
{
	struct visitor v = somebody(t);
	press(t, &v, "do=next&q.short=only+half+a+word");
	house_look(&t->house, t->arena, &v, PAGE);
	struct reply coded = look_coded(t, &v, "gzip"), plain = look_coded(t, &v, "identity"),
		     refused = look_coded(t, &v, "gzip;q=0, identity");
	CHECK(text_is_chars(head_value(coded.head, "Content-Encoding"), "gzip") &&
			text_is(unzipped(t->arena, coded.body), plain.body) && plain.body.size > 0,
		"a page squeezed and as it is are the same page");
	CHECK(!head_value(plain.head, "Content-Encoding").at &&
			!head_value(refused.head, "Content-Encoding").at &&
			text_is(refused.body, plain.body),
		"identity is sent where it is asked for, and where gzip is refused");
	CHECK(coded.body.size < plain.body.size, "squeezed it is smaller (%zu of %zu)",
		coded.body.size, plain.body.size);
	CHECK(house_shows(&coded, v.csrf.at) && house_shows(&coded, "only half a word"),
		"token and typed words are in it as they are");
	CHECK(house_shows(&plain, "viewport") && !house_shows(&coded, "viewport"),
		"what is the same for everybody is not");
	CHECK(!head_value(coded.head, "ETag").at &&
			text_is_chars(head_value(coded.head, "Cache-Control"), "no-store"),
		"a person's page is kept by nobody");
}

/* The style of the house has the digest of its bytes in its address. */
static void test_static(struct lessons *t)
{
	struct visitor v = somebody(t);
	struct text page = house_look(&t->house, t->arena, &v, PAGE).body, mark = TEXT("/static/");
	struct text rest = text_part(page, text_find(page, mark), SIZE_MAX);
	struct text path = text_cut(&rest, '"');
	struct reply r = house_get(&t->house, t->arena, NULL, path);
	struct text etag = head_value(r.head, "ETag");
	CHECK(r.status == 200 && etag.size > 2 &&
			text_find(path, text_part(etag, 1, etag.size - 2)) < path.size &&
			text_is_chars(head_value(r.head, "Cache-Control"),
				"public, max-age=31536000, immutable"),
		"a static file is for ever: its address changes with its bytes");
	struct text header = arena_print(t->arena, "If-None-Match: %.*s\r\n", SHOWN(etag));
	r = house_ask(&t->house, t->arena,
		&(struct house_request){ "GET", path, NULL, header.at, NO_TEXT });
	CHECK(r.status == 304 && r.body.size == 0, "and isn't sent to who has it");
}

/* ---- the author ------------------------------------------------------------------------------- */

static void test_edits(struct lessons *t)
{
	struct house *h = &t->house;
	struct visitor v = somebody(t);
	press(t, &v, "do=check.one&q.one=2");
	press(t, &v, "do=check.order&q.order.1=1&q.order.2=2&q.order.3=3");

	write_page(t, "10-module/10-all.en.md",
		"---\ntitle: All kinds\n---\n\nRead on.\n\n" ONE_EN OTHERS_EN);
	CHECK(wait_for(t, &v, "Read on."), "an author's edit is live");
	struct reply r = house_look(h, t->arena, &v, PAGE);
	CHECK(house_shows(&r, "value=\"2\" checked") && house_shows(&r, "id=\"a-one\""),
		"the answer stands as it was");

	static const char more_en[] = HEAD_EN
		"<!-- q id=one explain_after=2 -->\n## One\n\n- [ ] red\n- [x] green\n- [ ] blue\n"
		"- [ ] black\n\n" OTHERS_EN;
	static const char more_fi[] =
		"---\ntitle: Kaikki lajit\n---\n\nLue.\n\n"
		"<!-- q id=one explain_after=2 -->\n## Yksi\n\n- [ ] punainen\n- [x] vihreä\n"
		"- [ ] sininen\n- [ ] musta\n\n";
	struct text rest = text_of(all_fi);
	rest = text_part(rest, text_find(rest, TEXT("<!-- q id=many")), rest.size);
	struct visitor chooser = somebody(t);
	press(t, &chooser, "do=me&q.one=3");
	r = house_look(h, t->arena, &chooser, PAGE);
	CHECK(house_shows(&r, "value=\"3\" checked"), "a choice that wasn't sent in is kept");
	write_page(t, "10-module/10-all.fi.md",
		arena_print(t->arena, "%s%.*s", more_fi, SHOWN(rest)).at);
	write_page(t, "10-module/10-all.en.md", more_en);
	CHECK(wait_for(t, &v, "black"), "an option is added in every language");
	r = house_look(h, t->arena, &v, PAGE);
	CHECK(house_shows(&r, "your answer still counts") && !house_shows(&r, "id=\"a-one\""),
		"the result stands, and nothing is said of the old choice");
	CHECK(!house_shows(&r, "value=\"2\" checked"), "which isn't shown");
	r = house_look(h, t->arena, &chooser, PAGE);
	CHECK(!house_shows(&r, "value=\"3\" checked"),
		"nor what was chosen of the old options but not sent in");
	r = press(t, &v, "do=check.one&q.one=1");
	CHECK(house_leads(&r, PAGE "?q=one#a-one"), "it can be answered anew");
	CHECK(text_is_chars(about(t, "verdict || right_once FROM answer", "one", &v), "wrong1"),
		"and has been right once for ever");

	write_page(t, "10-module/10-all.en.md", "---\ntitel: x\n---\n");
	nanosleep(&(struct timespec){ .tv_sec = 1, .tv_nsec = 500000000 }, NULL);
	r = house_look(h, t->arena, &v, PAGE);
	CHECK(r.status == 200 && house_shows(&r, "black"), "a slip of the author's is not shown");
	write_page(t, "10-module/10-all.en.md", more_en);
}

static void test_first(struct lessons *t)
{
	struct visitor v = somebody(t);
	struct reply r = { 0 };
	write_page(t, "10-module/30-third.fi.md", "---\ntitle: Kolmas\n---\n\nLue.\n");
	write_page(t, "10-module/30-third.en.md",
		"---\ntitle: Third\nrequires: [second]\n---\n\nRead the third.\n");
	for (int i = 0; i < 200 && !house_shows(&r, "Read the third."); i++) {
		nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
		r = house_look(&t->house, t->arena, &v, "/courses/kinds/third");
	}
	CHECK(house_shows(&r, "href=\"/courses/kinds/second\" lang=\"en\" dir=\"auto\">Second<"),
		"a page says what is to be done before it, and opens all the same");
	house_press(&t->house, t->arena, &v, "/courses/kinds/second", "do=next");
	r = house_look(&t->house, t->arena, &v, "/courses/kinds/third");
	CHECK(r.status == 200 && !house_shows(&r, ">Second</a></li>"),
		"and no more of it once that is done");
}

/* The words without the short question, and that question alone. */
static struct text cut_short(struct lessons *t, const char *words, struct text *question)
{
	struct text all = text_of(words);
	size_t from = text_find(all, TEXT("<!-- q id=short")),
	       to = text_find(all, TEXT("<!-- q id=number"));
	*question = text_part(all, from, to - from);
	return arena_print(
		t->arena, "%.*s%.*s", (int)from, all.at, SHOWN(text_part(all, to, all.size)));
}

static void test_moved(struct lessons *t)
{
	static const struct {
		const char *from, *to, *words, *second;
	} moves[] = { { "10-module/10-all.en.md", "10-module/20-second.en.md", all_en, second_en },
		{ "10-module/10-all.fi.md", "10-module/20-second.fi.md", all_fi, second_fi } };
	struct visitor v = somebody(t);
	struct text question;

	write_page(t, moves[0].from, all_en);
	write_page(t, moves[1].from, all_fi);
	CHECK(wait_for(t, &v, "q.short"), "the page has its question");
	press(t, &v, "do=check.short&q.short=sidewards");
	for (size_t i = 0; i < COUNT_OF(moves); i++) {
		write_page(t, moves[i].from, cut_short(t, moves[i].words, &question).at);
		write_page(t, moves[i].to,
			arena_print(t->arena, "%s\n%.*s", moves[i].second, SHOWN(question)).at);
	}
	struct reply r = { 0 };
	for (int i = 0; i < 200 && !house_shows(&r, "q.short"); i++) {
		nanosleep(&(struct timespec){ .tv_nsec = 50000000 }, NULL);
		r = house_look(&t->house, t->arena, &v, "/courses/kinds/second");
	}
	CHECK(house_shows(&r, "sidewards") && house_shows(&r, "id=\"a-short\""),
		"a question that the author moves takes its answer along");
}

static void test_gone(struct lessons *t)
{
	static const char *const paths[] = { "/courses/kinds/nothing", "/courses/nothing/all",
		"/courses/kinds/../kinds/all", "/courses/kinds/all/more", "/courses//all",
		"/courses/%6binds/%00", "/courses/KINDS/all" };
	struct visitor v = somebody(t);
	struct text long_id = arena_print(
		t->arena, "/courses/%s/%s", letters(t->arena, 64), letters(t->arena, 65));

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct reply r = house_press(&t->house, t->arena, &v, paths[i], "do=next");
		CHECK(r.status == 404 || r.status == 400, "there is nothing at %s (%d)", paths[i],
			r.status);
	}
	struct reply r = house_press(&t->house, t->arena, &v, long_id.at, "do=next");
	CHECK(r.status == 404, "nor where names are longer than ids get (%d)", r.status);
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	struct lessons t = { .arena = a };
	(void)count;
	if (CHECK(house_open(&t.house, words[0]) && write_course(&t), "a workshop opens")) {
		struct visitor v = somebody(&t);
		if (CHECK(wait_for(&t, &v, "Read."), "its new course is there")) {
			test_forms(&t);
			test_sizes(&t);
			test_long_words(&t);
			test_order_of_rows(&t);
			test_rows(&t);
			test_telling(&t);
			test_drafts(&t);
			test_next(&t);
			test_visits(&t);
			test_looking_again(&t);
			test_wire(&t);
			test_static(&t);
			test_edits(&t);
			test_first(&t);
			test_moved(&t);
			test_gone(&t);
		}
	}
	house_close(&t.house);
	return test_end();
}
