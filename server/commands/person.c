/*
 * person DIR: people, from the machine itself: what the admin's pages do, for scripts and for the
 * day when nobody gets in. People go by their numbers, for two may have the same name. In the chain
 * the actor of all this is the server itself.
 */
#include "inside.h"
#include "words/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MOST 200
#define PLAIN_MOST 4 /* DIR, the act and two more */

/* One call, its words read. */
struct call {
	bool new_phone; /* of card */
	struct arena *arena;
	struct conf conf;
	struct records records;
	int64_t number, other; /* whom it is about; of a tie the client and the coach */
	struct text name, organisation;
	unsigned roles;
	struct tie tie;
	int64_t days, now;
	unsigned char kept[DIGEST_SIZE];
};

#define NOBODY "there is nobody with that number, or they have left"
#define LAST_ADMIN "nobody else is an admin - make somebody an admin first"

/* Says why a change was not made. */
static int refuse_change(enum outcome o, const char *why)
{
	bool ours = o == BROKEN || o == BUSY;
	fprintf(stderr, "askel person: %s\n", ours ? "it could not be saved now" : why);
	return EXIT_FAULT;
}

static enum outcome change(struct call *c, change_fn *fn)
{
	return store_change(c->records.store, fn, c);
}

/* ---- people and cards ----------------------------------------------------------------------- */

static void print_link(const struct call *c, struct text token)
{
	printf("%.*s/in/%.*s\n", SHOWN(c->conf.origin), SHOWN(token));
	printf("The link works once, within %d days. Give it on paper or in person.\n",
		(int)c->days);
}

static enum outcome card_change(struct db *db, void *value)
{
	const struct call *c = value;
	TRY(add_card(db, c->number, c->kept, c->now, c->now + c->days * 86400, false));
	return c->new_phone ? let_card_reset(db, 0, c->number, c->kept, c->now) : DONE;
}

static enum outcome add_change(struct db *db, void *value)
{
	struct call *c = value;
	TRY(add_person(db, c->name, c->roles, c->now, &c->number));
	TRY(save_organisation(db, c->number, c->organisation));
	return card_change(db, c);
}

static int run_add(struct call *c)
{
	struct text token = token_make(c->arena, c->kept);
	enum outcome o = change(c, add_change);
	if (o != DONE)
		return refuse_change(o, NOBODY);
	print_link(c, token);
	printf("The person's number is %lld.\n", (long long)c->number);
	return EXIT_DONE;
}

static int run_card(struct call *c)
{
	struct text token = token_make(c->arena, c->kept);
	enum outcome o = change(c, card_change);
	if (o != DONE)
		return refuse_change(o, NOBODY);
	print_link(c, token);
	return EXIT_DONE;
}

static int run_list(struct call *c)
{
	struct person *people;
	size_t count;
	struct db *db = reader_borrow(c->records.store);
	enum outcome o = list_people(db, c->arena, ~0u, SIZE_MAX, &people, &count);
	reader_return(c->records.store, db);
	if (o != DONE)
		return EXIT_FAULT;
	for (size_t i = 0; i < count; i++) {
		printf("%lld", (long long)people[i].id);
#define X(name, bit, word) \
	if (people[i].roles & (name)) \
		printf("\t%s", word);
		ROLES(X)
#undef X
		printf("\t%.*s%s\n", SHOWN(people[i].name), people[i].closed ? " (closed)" : "");
	}
	return EXIT_DONE;
}

/* ---- roles and leaving ---------------------------------------------------------------------- */

/* Whom a coach who stopped being one left without a coach. */
static int print_left_behind(struct call *c)
{
	struct account_row *left;
	size_t count;
	struct db *db = reader_borrow(c->records.store);
	enum outcome o = list_left_behind(db, c->arena, c->number, c->now, &left, &count);
	reader_return(c->records.store, db);
	if (o != DONE)
		return EXIT_FAULT;
	if (count > 0)
		printf("Without a coach now:\n");
	for (size_t i = 0; i < count; i++)
		printf("%lld\t%.*s\n", (long long)left[i].id, SHOWN(left[i].name));
	return EXIT_DONE;
}

static enum outcome roles_change(struct db *db, void *value)
{
	const struct call *c = value;
	return change_roles(db, c->number, ANY_ROLES, c->roles, 0, c->now);
}

static int run_roles(struct call *c)
{
	enum outcome o = change(c, roles_change);
	if (o != DONE)
		return refuse_change(o, o == NO_ENTRY ? LAST_ADMIN : NOBODY);
	return print_left_behind(c);
}

static enum outcome leave_change(struct db *db, void *value)
{
	const struct call *c = value;
	return close_person(db, c->number, 0, c->now);
}

static int run_leave(struct call *c)
{
	enum outcome o = change(c, leave_change);
	if (o != DONE)
		return refuse_change(o, o == NO_ENTRY ? LAST_ADMIN : NOBODY);
	return print_left_behind(c);
}

static enum outcome nothing_change(struct db *db, void *value)
{
	(void)db;
	(void)value;
	return DONE;
}

/* Closes the account where it is open, and erases all that can be: what somebody asks for who wants
 * nothing of theirs to be left here. */
static int run_erase(struct call *c)
{
	enum outcome o = change(c, leave_change);
	if (o == OVERTAKEN) /* they left before */
		o = DONE;
	if (o == DONE)
		o = erase_person(c->records.store, c->number, c->now);
	if (o != DONE)
		return refuse_change(o, o == NO_ENTRY ? LAST_ADMIN : NOBODY);
	store_empty_log(c->records.store);
	if (change(c, nothing_change) != DONE)
		return EXIT_FAULT;
	printf("Erased: ways in, words, answers and visits of %lld, and the name unless they were\n"
	       "staff. Ties and the chain stay, as numbers. Copies made before (backups, and\n"
	       "askel.db.before-N) still hold it until they are removed.\n",
		(long long)c->number);
	return EXIT_DONE;
}

/* ---- ties ----------------------------------------------------------------------------------- */

static enum outcome tie_change(struct db *db, void *value)
{
	struct call *c = value;
	c->tie.client = c->number;
	c->tie.coach = c->other;
	c->tie.starts = c->now;
	return add_tie(db, &c->tie, 0);
}

static int run_tie(struct call *c)
{
	enum outcome o = change(c, tie_change);
	if (o == DONE)
		return EXIT_DONE;
	return refuse_change(o,
		o == OVERTAKEN ? "they work together already"
			       : "name a client and a coach who are here, in this order");
}

static enum outcome untie_change(struct db *db, void *value)
{
	const struct call *c = value;
	return end_tie(db, c->tie.id, 0, c->now);
}

/* The tie of the two that holds, in c->tie; NOT_HERE where there is none. */
static enum outcome find_tie(struct call *c)
{
	struct tie *ties;
	size_t count;
	struct db *db = reader_borrow(c->records.store);
	enum outcome o = list_coach_ties(db, c->arena, c->other, c->now, &ties, &count);
	reader_return(c->records.store, db);
	for (size_t i = 0; o == DONE && i < count; i++) {
		if (ties[i].client != c->number)
			continue;
		c->tie = ties[i];
		return DONE;
	}
	return o == DONE ? NOT_HERE : o;
}

static int run_untie(struct call *c)
{
	enum outcome o = find_tie(c);
	if (o == DONE)
		o = change(c, untie_change);
	return o == DONE ? EXIT_DONE : refuse_change(o, "these two do not work together now");
}

/* ---- the words of a call -------------------------------------------------------------------- */

static const struct act {
	const char *name;
	int numbers;         /* plain words behind it that are numbers */
	bool roles;          /* and then the set of roles */
	const char *options; /* which it takes, each with a blank behind it */
	int (*run)(struct call *c);
} acts[] = {
	{ "add", 0, false, "role name organisation days ", run_add },
	{ "card", 1, false, "days new-phone ", run_card },
	{ "list", 0, false, "", run_list },
	{ "roles", 1, true, "", run_roles },
	{ "tie", 2, false, "scope ground ", run_tie },
	{ "untie", 2, false, "", run_untie },
	{ "leave", 1, false, "", run_leave },
	{ "erase", 1, false, "yes ", run_erase },
};

struct words_given {
	const char *role, *name, *organisation, *days, *scope, *ground;
	bool yes;
};

#define ROLES_WANTED "client, coach, lead, author or admin, or several with commas between"

static int read_options_of(const struct act *act, const struct words_given *w, struct call *c)
{
	bool add = strcmp(act->name, "add") == 0;
	struct identity found;
	struct text scope = text_of(w->scope ? w->scope : "learning,claims");
	if (add && (!w->role || !roles_of_words(text_of(w->role), &c->roles)))
		return wrong_use(&person_command, "--role is " ROLES_WANTED);
	if (!clean_words(c->arena, text_of(w->name), &c->name) || utf8_count(c->name) > NAME_MOST)
		return wrong_use(
			&person_command, "--name is text of at most %d characters", NAME_MOST);
	if (identity_find(c->name, 0, clock_day_of(c->now), &found))
		return wrong_use(&person_command,
			"--name looks like a personal identity code - leave it out");
	if (!clean_words(c->arena, text_of(w->organisation), &c->organisation) ||
		utf8_count(c->organisation) > NAME_MOST)
		return wrong_use(&person_command, "--organisation is text of at most %d characters",
			NAME_MOST);
	if (!text_number(text_of(w->days ? w->days : "30"), &c->days) || c->days < 1 ||
		c->days > 365)
		return wrong_use(&person_command, "--days is a number from 1 to 365");
	while (scope.at) {
		struct text word = text_cut(&scope, ',');
		bool learning = text_is_chars(word, "learning");
		if (!learning && !text_is_chars(word, "claims"))
			return wrong_use(&person_command,
				"--scope is learning, claims, or both with a comma between");
		c->tie.scope |= learning ? SCOPE_LEARNING : SCOPE_CLAIMS;
	}
	if (w->ground && strcmp(w->ground, "guidance") != 0 && strcmp(w->ground, "assessment") != 0)
		return wrong_use(&person_command, "--ground is guidance or assessment");
	c->tie.ground = w->ground && strcmp(w->ground, "assessment") == 0 ? GROUND_ASSESSMENT
									  : GROUND_GUIDANCE;
	return EXIT_DONE;
}

/* What stands behind the act: numbers, and for `roles` the set. */
static int read_plain(const struct act *act, const char **plain, int count, struct call *c)
{
	int wanted = 2 + act->numbers + act->roles;
	if (count > wanted)
		return wrong_use(&person_command, "\"%s\" is one word too many", plain[wanted]);
	for (int i = 0; i < act->numbers; i++) {
		int64_t *number = i == 0 ? &c->number : &c->other;
		if (2 + i >= count || !text_number(text_of(plain[2 + i]), number))
			return wrong_use(&person_command,
				act->numbers == 2
					? "say who: the numbers of client and coach, from list"
					: "say who: the number from list");
	}
	if (act->roles &&
		(count < wanted || !roles_of_words(text_of(plain[wanted - 1]), &c->roles)))
		return wrong_use(&person_command, "say which roles: " ROLES_WANTED);
	return EXIT_DONE;
}

static const struct act *find_act(const char *word)
{
	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		if (strcmp(word, acts[i].name) == 0)
			return &acts[i];
	}
	return NULL;
}

/* Each option that was given must be one of the act's. */
static bool options_belong(const struct act *act, const struct option *options)
{
	for (const struct option *o = options; o->name; o++) {
		char word[32];
		snprintf(word, sizeof word, "%s ", o->name);
		if (!(o->flag ? *o->flag : *o->value != NULL) || strstr(act->options, word))
			continue;
		wrong_use(&person_command, "%s takes no --%s", act->name, o->name);
		return false;
	}
	return true;
}

static int run_person(int count, char **words)
{
	const char *plain[PLAIN_MOST] = { 0 };
	OWN_ARENA a = arena_open();
	struct call c = { .arena = a, .now = clock_now() };
	struct words_given w = { 0 };
	const struct option options[] = { { "role", &w.role, NULL }, { "name", &w.name, NULL },
		{ "organisation", &w.organisation, NULL }, { "days", &w.days, NULL },
		{ "scope", &w.scope, NULL }, { "ground", &w.ground, NULL },
		{ "new-phone", NULL, &c.new_phone }, { "yes", NULL, &w.yes }, { 0 } };
	int plain_count, code;
	if (!read_options(&person_command, count, words, options, plain, PLAIN_MOST, &plain_count))
		return EXIT_USE;
	if (plain_count < 2)
		return wrong_use(&person_command, "name the installation and what to do");
	const struct act *act = find_act(plain[1]);
	if (!act)
		return wrong_use(&person_command,
			"\"%s\" is none of add, card, list, roles, tie, untie, leave and erase",
			plain[1]);
	if (!options_belong(act, options))
		return EXIT_USE;
	bool erase = strcmp(act->name, "erase") == 0;
	w.name = w.name ? w.name : "";
	w.organisation = w.organisation ? w.organisation : "";
	code = read_options_of(act, &w, &c);
	if (code == EXIT_DONE)
		code = read_plain(act, plain, plain_count, &c);
	if (code != EXIT_DONE)
		return code;
	if (erase && !w.yes)
		return wrong_use(&person_command,
			"erase can't be undone: say --yes once you are sure of the number");
	OPEN_RECORDS records = { 0 };
	if (!read_conf(a, plain[0], &c.conf) || open_records(&c.conf, false, &records) != DONE)
		return EXIT_FAULT;
	c.records = records;
	return act->run(&c);
}

const struct command person_command = { "person",
	"DIR add --role ROLES [--name NAME] [--organisation NAME] [--days N]\n"
	"       askel person DIR card NUMBER [--days N] [--new-phone]\n"
	"       askel person DIR list\n"
	"       askel person DIR roles NUMBER ROLES\n"
	"       askel person DIR tie CLIENT COACH [--scope learning,claims]\n"
	"                            [--ground guidance|assessment]\n"
	"       askel person DIR untie CLIENT COACH\n"
	"       askel person DIR leave NUMBER\n"
	"       askel person DIR erase NUMBER --yes",
	"people, their cards, roles and ties",
	"ROLES is client, coach, lead, author or admin, or several with commas between.\n"
	"add makes a person and prints a one-time sign-in link and their number; card prints\n"
	"another link for somebody, with --new-phone one that takes the second factor of staff\n"
	"away and tells all admins; list prints number, roles and name; roles sets the whole set;\n"
	"tie lets a coach see a client's things from now on, untie ends that; leave closes an\n"
	"account at once and prints which clients are without a coach; nothing is\n"
	"erased. erase does the same and then erases at once what is kept of them, as somebody "
	"may\n"
	"ask for: ways in, words, answers, visits, and the name unless they were staff.",
	run_person };
