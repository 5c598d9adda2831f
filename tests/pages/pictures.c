/*
 * Pictures in place of a passphrase, over real sockets: choosing them press by press, signing in with
 * them, showing them before own matters, changing them, guessing them; and what becomes of people when
 * the settings no longer allow the way they have.
 */
#include "house.h"

#define MINE "moon key cat boat hat"
#define MINE_IN_FORM "moon+key+cat+boat+hat"
#define PHRASE "lumi kaapeli omena valssi"
#define PHRASE_IN_FORM "lumi+kaapeli+omena+valssi"

struct pictures {
	struct house house;
	struct arena *arena;
};

static struct reply look(struct pictures *p, struct visitor *v, const char *path)
{
	return house_look(&p->house, p->arena, v, path);
}

static struct reply press(struct pictures *p, struct visitor *v, const char *path, const char *form)
{
	return house_press(&p->house, p->arena, v, path, form);
}

static struct text value(struct pictures *p, const char *sql, int64_t person)
{
	return house_value(&p->house, p->arena,
		arena_print(p->arena, "%s WHERE person = %lld", sql, (long long)person).at);
}

static const char *in_form(struct pictures *p, struct text words)
{
	struct buffer b = buffer_in(p->arena);
	buffer_add_url(&b, words);
	return arena_copy(p->arena, buffer_text(&b)).at;
}

static struct visitor by_card(struct pictures *p, unsigned roles)
{
	int64_t person = house_person(&p->house, "Somebody", roles);
	return house_visitor_by(&p->house, p->arena, person, "card");
}

/* What stands in the hidden field after a form was sent. */
static struct text chosen_after(
	struct pictures *p, struct visitor *v, const char *path, const char *form)
{
	struct reply r = press(p, v, path, form);
	return r.status == 200 ? house_hidden(p->arena, &r, "chosen") : TEXT("(no page)");
}

/* The sign-in name, as a form writes it, of somebody who has made pictures or a passphrase. */
static const char *make_way(struct pictures *p, struct visitor *v, const char *what)
{
	struct reply r = look(p, v, "/way-back");
	r = press(p, v, "/way-back",
		arena_print(p->arena, "sealed_name=%.*s&%s",
			SHOWN(house_hidden(p->arena, &r, "sealed_name")), what)
			.at);
	CHECK(r.status == 303, "a way back is made (%d)", r.status);
	return in_form(p, value(p, "SELECT name FROM way_back", v->person));
}
#define WITH_PICTURES "by=pictures&do=use&chosen=" MINE_IN_FORM
#define WITH_WORDS "by=words&passphrase=" PHRASE_IN_FORM

static struct reply come_in(
	struct pictures *p, struct visitor *v, const char *name, const char *with)
{
	return press(p, v, "/sign-in", arena_print(p->arena, "name=%s&%s", name, with).at);
}

static struct visitor nobody(struct pictures *p)
{
	return house_visitor(&p->house, p->arena, 0);
}

static void pass_minutes(struct pictures *p, int64_t person, int minutes)
{
	if (!house_sql(&p->house,
		    arena_print(p->arena,
			    "UPDATE session SET started = started - %d, strong_at = max(0, "
			    "strong_at -"
			    " %d), device = 'own' WHERE person = %lld",
			    minutes * 60, minutes * 60, (long long)person)
			    .at))
		abort();
}

/* ---- choosing ------------------------------------------------------------------------------- */

static void test_choosing(struct pictures *p)
{
	static const struct {
		const char *says, *form, *chosen;
	} steps[] = {
		{ "nothing is chosen at first", "do=pictures", "" },
		{ "a picture is pressed", "by=pictures&pick=moon", "moon" },
		{ "and another", "by=pictures&chosen=moon&pick=key", "moon key" },
		{ "the same again is none", "by=pictures&chosen=moon+key&pick=moon", "moon key" },
		{ "the last is taken away", "by=pictures&chosen=moon+key&do=undo", "moon" },
		{ "of none, none is", "by=pictures&chosen=&do=undo", "" },
		{ "all are taken away", "by=pictures&chosen=moon+key+cat&do=anew", "" },
		{ "a picture nobody has drawn", "by=pictures&chosen=moon&pick=dog", "moon" },
		{ "a choice nobody made here", "by=pictures&chosen=moon+moon&pick=key", "key" },
		{ "four can't be saved", "by=pictures&chosen=moon+key+cat+boat&do=use",
			"moon key cat boat" },
		{ "a sixth is none", "by=pictures&chosen=" MINE_IN_FORM "&pick=sun", MINE },
	};
	struct visitor v = by_card(p, ROLE_CLIENT);
	struct reply r = look(p, &v, "/way-back");
	CHECK(house_shows(&r, "name=\"do\" value=\"pictures\""),
		"pictures are offered beside words");
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		CHECK(text_is_chars(
			      chosen_after(p, &v, "/way-back", steps[i].form), steps[i].chosen),
			"%s", steps[i].says);
	r = press(p, &v, "/way-back", "by=pictures&chosen=moon&pick=moon");
	CHECK(house_shows(&r, "href=\"#chosen\"") && house_shows(&r, "Each comes once"),
		"that it comes once is said");
	r = press(p, &v, "/way-back", "by=pictures&chosen=moon&pick=key");
	size_t buttons = 0;
	for (size_t i = 0; i < PICTURE_COUNT; i++)
		buttons += house_shows(&r,
			arena_print(p->arena,
				"<button class=\"picture\" name=\"pick\" value=\"%s\">",
				picture_word((enum picture)i))
				.at);
	CHECK(buttons == PICTURE_COUNT && house_shows(&r, "<title>2 pictures chosen"),
		"all %zu can be pressed, whatever is chosen", buttons);
	CHECK(house_shows(&r, "pictures.svg#key\"></use></svg>key</li>"),
		"a chosen one has its name in words");
}

static void test_making(struct pictures *p)
{
	static const struct {
		const char *says, *chosen, *shown;
	} weak[] = {
		{ "five animals", "cat+fish+bird+snail+rabbit", "at least three groups" },
		{ "the first of each group", "cat+apple+chair+hammer+tree", "in a row" },
	};
	struct visitor v = by_card(p, ROLE_CLIENT);
	for (size_t i = 0; i < COUNT_OF(weak); i++) {
		struct reply r = press(p, &v, "/way-back",
			arena_print(p->arena, "by=pictures&do=use&chosen=%s", weak[i].chosen).at);
		CHECK(r.status == 422 && house_shows(&r, weak[i].shown) &&
				house_hidden(p->arena, &r, "chosen").size > 0,
			"%s: too easy, which is said and takes nothing away (%d)", weak[i].says,
			r.status);
	}
	make_way(p, &v, WITH_PICTURES);
	struct text hash = value(p, "SELECT hash FROM way_back", v.person);
	CHECK(text_is_chars(value(p, "SELECT way FROM way_back", v.person), "pictures") &&
			text_starts(hash, TEXT("$argon2id$")),
		"they are kept as pictures, hashed as a passphrase is");
	unsigned char keyed[DIGEST_SIZE];
	const struct seal *seal = p->house.workshop->seal;
	keyed_digest(seal, "pictures somebody chose", &TEXT(MINE), 1, keyed);
	CHECK(passphrase_fits(seal, hex_text(p->arena, keyed, sizeof keyed), hash) == DONE &&
			passphrase_fits(seal, TEXT(MINE), hash) == NO_ENTRY,
		"but by a digest with our key: without it nobody can try them out");
	struct reply r = look(p, &v, "/looks");
	CHECK(r.status == 200, "who has just made them need not show them (%d)", r.status);
	r = look(p, &v, "/me");
	CHECK(house_shows(&r, "Change your pictures"), "and can change them");
}

/* ---- coming in ------------------------------------------------------------------------------ */

static void test_coming_in(struct pictures *p)
{
	static const struct {
		const char *says, *with;
	} wrong[] = {
		{ "another order", "by=pictures&do=use&chosen=key+moon+cat+boat+hat" },
		{ "one other picture", "by=pictures&do=use&chosen=moon+key+cat+boat+sock" },
		{ "their words typed as a passphrase", "passphrase=" MINE_IN_FORM },
	};
	struct visitor v = by_card(p, ROLE_CLIENT), other = by_card(p, ROLE_CLIENT);
	const char *name = make_way(p, &v, WITH_PICTURES),
		   *worded = make_way(p, &other, WITH_WORDS);
	struct visitor out = nobody(p);
	struct reply r = look(p, &out, "/sign-in");
	CHECK(house_shows(&r, "I have pictures"), "the sign-in page offers pictures");
	r = press(p, &out, "/sign-in", "do=pictures&name=");
	CHECK(r.status == 422 && house_shows(&r, "href=\"#name\"") &&
			!house_shows(&r, "href=\"#passphrase\""),
		"after the name, which is asked first (%d)", r.status);
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		r = come_in(p, &out, name, wrong[i].with);
		CHECK(r.status == 422 && out.session.size == 0, "%s opens nothing (%d)",
			wrong[i].says, r.status);
	}
	r = come_in(p, &out, worded, WITH_PICTURES);
	struct text told = house_hidden(p->arena, &r, "chosen");
	struct reply none = come_in(p, &out, "kirjava+tonttu", WITH_PICTURES);
	CHECK(r.status == 422 && none.status == 422 && text_is_chars(told, MINE) &&
			house_shows(&r, "go together") && house_shows(&none, "go together"),
		"who has a passphrase, and who isn't here at all, is answered alike");
	char unknown[64];
	snprintf(unknown, sizeof unknown, "%s", name);
	unknown[0] = unknown[0] == 'x' ? 'y' : 'x';
	r = come_in(p, &out, name, "by=pictures&chosen=moon&pick=key");
	none = come_in(p, &out, unknown, "by=pictures&chosen=moon&pick=key");
	CHECK(r.status == 200 && r.body.size == none.body.size,
		"while choosing, the page doesn't tell who is here");
	r = come_in(p, &out, name, WITH_PICTURES);
	CHECK(r.status == 303 && out.session.size > 0, "the right ones open (%d)", r.status);
	r = look(p, &out, "/looks");
	CHECK(house_leads(&r, "/looks") || r.status == 200, "also what is theirs (%d)", r.status);
	CHECK(text_is_chars(
		      house_value(&p->house, p->arena,
			      "SELECT fact FROM audit WHERE verb = 'signed-in' ORDER BY number"
			      " DESC LIMIT 1"),
		      "pictures"),
		"how they came in is in the chain");
	if (!house_sql(&p->house,
		    arena_print(p->arena,
			    "UPDATE way_back SET way = 'pictures' WHERE person = %lld",
			    (long long)other.person)
			    .at))
		abort();
	out = nobody(p);
	r = come_in(p, &out, worded, WITH_WORDS);
	CHECK(r.status == 422 && out.session.size == 0,
		"what is kept of one way opens by that one alone (%d)", r.status);
	out = nobody(p);
	r = come_in(p, &out, name, "by=pictures&do=words");
	CHECK(r.status == 200 && house_shows(&r, "id=\"passphrase\"") &&
			house_shows(&r, "autocomplete=\"username\""),
		"from the pictures one can go back to words (%d)", r.status);
}

static void test_guessing(struct pictures *p)
{
	struct visitor v = by_card(p, ROLE_CLIENT), out = nobody(p);
	const char *name = make_way(p, &v, WITH_PICTURES);
	int heard = 0;
	for (int i = 0; i < 40; i++)
		heard += come_in(p, &out, name, "by=pictures&chosen=moon&pick=key").status == 200;
	CHECK(heard == 40, "pressing pictures is no try (%d)", heard);
	struct reply r;
	heard = 0;
	for (int i = 0; i < 12; i++) {
		r = come_in(p, &out, name, "by=pictures&do=use&chosen=moon+key+cat+boat+sock");
		heard += r.status == 422;
	}
	CHECK(heard >= 5 && heard <= 7 && r.status == 429 && house_shows(&r, "many tries") &&
			text_is_chars(
				house_hidden(p->arena, &r, "chosen"), "moon key cat boat sock"),
		"tries are slowed as those with a passphrase are (%d heard)", heard);
	pass_minutes(p, v.person, 31);
	heard = 0;
	for (int i = 0; i < 12; i++) {
		r = press(p, &v, "/passphrase",
			"by=pictures&do=use&next=/looks&chosen=moon+key+cat+boat+sock");
		heard += r.status == 422;
	}
	CHECK(heard >= 5 && heard <= 7 && r.status == 429,
		"on somebody's own phone, too (%d heard)", heard);
}

/* ---- before own matters --------------------------------------------------------------------- */

static void test_own_matters(struct pictures *p)
{
	struct visitor v = by_card(p, ROLE_CLIENT);
	make_way(p, &v, WITH_PICTURES);
	pass_minutes(p, v.person, 16);
	struct reply r = look(p, &v, "/looks");
	CHECK(house_leads(&r, "/passphrase?next=%2Flooks"), "later they are asked for (%d)",
		r.status);
	r = look(p, &v, "/passphrase?next=/looks");
	CHECK(house_shows(&r, "Press your five pictures") &&
			!house_shows(&r, "id=\"passphrase\"") &&
			text_is_chars(house_hidden(p->arena, &r, "next"), "/looks"),
		"with pictures to press");
	r = press(p, &v, "/passphrase", "by=pictures&chosen=moon&pick=key&next=/looks");
	CHECK(r.status == 200 && text_is_chars(house_hidden(p->arena, &r, "next"), "/looks"),
		"where they were going goes along (%d)", r.status);
	r = press(p, &v, "/passphrase", "passphrase=" PHRASE_IN_FORM "&next=/looks");
	CHECK(r.status == 200 && house_shows(&r, "Press your five pictures"),
		"words are no answer (%d)", r.status);
	r = press(p, &v, "/notices", "words=Kolme+merkkia");
	struct text kept = house_hidden(p->arena, &r, "kept_form");
	CHECK(r.status == 401 && kept.size > 0 && !house_shows(&r, "merkkia"),
		"a form waits behind them (%d)", r.status);
	const char *with = arena_print(p->arena,
		"by=pictures&do=use&next=/notices&kept_path=/notices&kept_form=%.*s&chosen=",
		SHOWN(kept))
				   .at;
	r = press(p, &v, "/passphrase", arena_print(p->arena, "%scat+sun+fish+key+hat", with).at);
	CHECK(r.status == 422 && text_is(house_hidden(p->arena, &r, "kept_form"), kept),
		"also when they aren't the right ones (%d)", r.status);
	r = press(p, &v, "/passphrase", arena_print(p->arena, "%s" MINE_IN_FORM, with).at);
	CHECK(r.status == 200 || r.status == 303, "and is there again after the right ones (%d)",
		r.status);
	r = look(p, &v, "/looks");
	CHECK(r.status == 200, "what is theirs is open (%d)", r.status);
}

/* What a page would have sealed some minutes ago: that they showed what they have. */
static struct text shown_before(struct pictures *p, const struct visitor *v, int minutes)
{
	struct text about = arena_print(p->arena, "shown by %lld in %.*s", (long long)v->person,
		SHOWN(value(p, "SELECT max(id) FROM session", v->person)));
	struct text at = arena_print(p->arena, "%lld", (long long)clock_now() - minutes * 60);
	return seal_bytes(p->house.workshop->seal, p->arena, at, about);
}

static void test_old_proof(struct pictures *p)
{
	struct visitor v = by_card(p, ROLE_CLIENT);
	make_way(p, &v, WITH_PICTURES);
	pass_minutes(p, v.person, 90);
	struct reply r = press(p, &v, "/way-back",
		arena_print(p->arena, WITH_WORDS "&shown=%.*s", SHOWN(shown_before(p, &v, 31))).at);
	CHECK(r.status == 200 && house_shows(&r, "First the pictures you have now"),
		"that they were shown is good for half an hour (%d)", r.status);
	r = press(p, &v, "/way-back",
		arena_print(p->arena, WITH_WORDS "&shown=%.*s", SHOWN(shown_before(p, &v, 29))).at);
	CHECK(house_leads(&r, "/me"), "and no less (%d)", r.status);
}

static void test_change(struct pictures *p)
{
	struct visitor v = by_card(p, ROLE_CLIENT);
	make_way(p, &v, WITH_PICTURES);
	pass_minutes(p, v.person, 31);
	struct reply r = look(p, &v, "/way-back");
	CHECK(house_shows(&r, "First the pictures you have now"), "first those they have");
	r = press(p, &v, "/way-back", WITH_PICTURES);
	CHECK(house_shows(&r, "First the pictures you have now") &&
			house_hidden(p->arena, &r, "chosen").size == 0,
		"new ones alone don't take their place");
	r = press(p, &v, "/way-back", "step=current&" WITH_PICTURES);
	struct text shown = house_hidden(p->arena, &r, "shown");
	CHECK(r.status == 200 && house_shows(&r, "Choose new pictures") && shown.size > 0 &&
			house_hidden(p->arena, &r, "chosen").size == 0,
		"then new ones, from none on (%d)", r.status);
	r = press(p, &v, "/way-back",
		arena_print(p->arena, "by=pictures&do=words&shown=%.*s", SHOWN(shown)).at);
	CHECK(r.status == 200 && house_shows(&r, "Make a new passphrase") &&
			text_is(house_hidden(p->arena, &r, "shown"), shown),
		"or a passphrase (%d)", r.status);
	r = press(p, &v, "/way-back",
		arena_print(p->arena, WITH_WORDS "&shown=%.*s", SHOWN(shown)).at);
	CHECK(house_leads(&r, "/me") &&
			text_is_chars(value(p, "SELECT way FROM way_back", v.person), "passphrase"),
		"which takes their place (%d)", r.status);
}

/* ---- when the settings change --------------------------------------------------------------- */

/* Between two requests, as after a new start. */
static void allow(struct pictures *p, unsigned ways)
{
	p->house.workshop->conf.ways = ways;
}

static void test_no_pictures(struct pictures *p)
{
	struct visitor v = by_card(p, ROLE_CLIENT), out = nobody(p);
	const char *name = make_way(p, &v, WITH_PICTURES);
	allow(p, WAY_PASSPHRASE);
	struct reply r = look(p, &out, "/sign-in");
	CHECK(!house_shows(&r, "I have pictures"), "what isn't allowed isn't offered");
	r = come_in(p, &out, name, WITH_PICTURES);
	CHECK(out.session.size == 0 && house_shows(&r, "id=\"passphrase\""),
		"nor taken, where an old page still offers it (%d)", r.status);
	r = look(p, &v, "/");
	CHECK(house_shows(&r, "A way back for you"), "who has pictures is told on the front page");
	r = look(p, &v, "/looks");
	CHECK(house_leads(&r, "/way-back?next=%2Flooks"),
		"and led to a passphrase by what is theirs (%d)", r.status);
	r = look(p, &v, "/way-back?next=/looks");
	CHECK(house_shows(&r, "Pictures are no longer used here") &&
			!house_shows(&r, "value=\"pictures\""),
		"which says why; right after a card at once");
	pass_minutes(p, v.person, 31);
	r = press(p, &v, "/way-back", "step=current&next=/looks&" WITH_PICTURES);
	CHECK(house_shows(&r, "Make a new passphrase"),
		"later they show the pictures once more for it (%d)", r.status);
	r = press(p, &v, "/way-back",
		arena_print(p->arena, WITH_WORDS "&next=/looks&shown=%.*s",
			SHOWN(house_hidden(p->arena, &r, "shown")))
			.at);
	CHECK(house_leads(&r, "/looks"), "and go on to it (%d)", r.status);
	struct visitor card = by_card(p, ROLE_CLIENT);
	r = look(p, &card, "/way-back");
	CHECK(house_shows(&r, "id=\"passphrase\"") && !house_shows(&r, "value=\"pictures\""),
		"newcomers get words alone");
	allow(p, USUAL_WAYS);
}

static void test_no_words(struct pictures *p)
{
	struct visitor v = by_card(p, ROLE_CLIENT), coach = by_card(p, ROLE_COACH);
	const char *name = make_way(p, &v, WITH_WORDS), *staff = make_way(p, &coach, WITH_WORDS);
	allow(p, WAY_PICTURES);
	struct visitor out = nobody(p);
	struct reply r = come_in(p, &out, name, WITH_WORDS);
	CHECK(out.session.size > 0, "who has a passphrase still comes in with it (%d)", r.status);
	look(p, &out, "/device"); /* for the token of its form */
	press(p, &out, "/device", "device=own");
	r = look(p, &out, "/courses/safe-online/your-own-route");
	CHECK(r.status == 200, "to their courses (%d)", r.status);
	r = look(p, &out, "/looks");
	CHECK(house_leads(&r, "/way-back?next=%2Flooks"),
		"and makes pictures before what is theirs (%d)", r.status);
	r = look(p, &out, "/way-back?next=/looks");
	CHECK(house_shows(&r, "First the passphrase you have now"),
		"with the passphrase once more");
	r = press(p, &out, "/way-back", "step=current&next=/looks&passphrase=" PHRASE_IN_FORM);
	CHECK(house_shows(&r, "Passphrases are no longer used here") &&
			!house_shows(&r, "value=\"words\""),
		"then pictures alone are offered (%d)", r.status);
	r = press(p, &out, "/way-back",
		arena_print(p->arena, WITH_PICTURES "&next=/looks&shown=%.*s",
			SHOWN(house_hidden(p->arena, &r, "shown")))
			.at);

	CHECK(house_leads(&r, "/looks"), "and it opens (%d)", r.status);
	out = nobody(p);
	r = come_in(p, &out, staff, WITH_WORDS);
	CHECK(out.session.size > 0, "staff have a passphrase whatever is allowed (%d)", r.status);
	r = look(p, &coach, "/way-back");
	CHECK(house_shows(&r, "id=\"passphrase\"") && !house_shows(&r, "value=\"pictures\""),
		"and no pictures");
	allow(p, USUAL_WAYS);
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	struct pictures p = { .arena = a, .house.real = true };
	(void)count;
	if (CHECK(house_open(&p.house, words[0]), "a workshop that is no demo opens")) {
		test_choosing(&p);
		test_making(&p);
		test_coming_in(&p);
		test_guessing(&p);
		test_own_matters(&p);
		test_change(&p);
		test_old_proof(&p);
		test_no_pictures(&p);
		test_no_words(&p);
	}
	house_close(&p.house);
	return test_end();
}
