/*
 * person DIR: people and their cards, from the machine itself.
 */
#include "inside.h"
#include "words/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MOST 10000
#define NAME_MOST 200

static bool read_role(const char *word, unsigned *role)
{
#define X(name, bit, role_word) \
	if (strcmp(word, role_word) == 0) { \
		*role = name; \
		return true; \
	}
	ROLES(X)
#undef X
	return false;
}

static int list_all(struct records *records, struct arena *a)
{
	struct person *people;
	size_t count;
	struct db *db = reader_borrow(records->store);
	enum outcome o = list_people(db, a, ~0u, LIST_MOST, &people, &count);
	reader_return(records->store, db);
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

static int print_card(const struct conf *conf, enum outcome o, struct text path, int days)
{
	if (o == NOT_HERE)
		fprintf(stderr, "askel person: there is nobody with that number\n");
	if (o != DONE)
		return EXIT_FAULT;
	printf("%.*s%.*s\n", SHOWN(conf->origin), SHOWN(path));
	printf("The link works once, within %d days. Give it on paper or in person.\n", days);
	return EXIT_DONE;
}

static int run_person(int count, char **words)
{
	const char *plain[3], *role_word = NULL, *name = "", *days_word = "30";
	const struct option options[] = { { "role", &role_word, NULL }, { "name", &name, NULL },
		{ "days", &days_word, NULL }, { 0 } };
	int plain_count;
	unsigned role = 0;
	int64_t days, id = 0;
	struct conf conf;
	struct text path = NO_TEXT, called = NO_TEXT;
	OWN_ARENA a = arena_open();
	OPEN_RECORDS records = { 0 };
	if (!read_options(&person_command, count, words, options, plain, 3, &plain_count))
		return EXIT_USE;
	if (plain_count < 2)
		return wrong_use(&person_command, "name the installation and what to do");
	bool add = strcmp(plain[1], "add") == 0, card = strcmp(plain[1], "card") == 0;
	if (!add && !card && strcmp(plain[1], "list") != 0)
		return wrong_use(&person_command, "\"%s\" is none of add, card and list", plain[1]);
	if (add && (!role_word || !read_role(role_word, &role)))
		return wrong_use(&person_command, "--role is client, coach, lead, author or admin");
	if (!card && plain_count == 3)
		return wrong_use(&person_command, "\"%s\" is one word too many", plain[2]);
	if (!clean_words(a, text_of(name), &called) || utf8_count(called) > NAME_MOST)
		return wrong_use(
			&person_command, "--name is text of at most %d characters", NAME_MOST);
	if (card && (plain_count != 3 || !text_number(text_of(plain[2]), &id)))
		return wrong_use(&person_command, "say whose card: the number from list");
	if (!text_number(text_of(days_word), &days) || days < 1 || days > 365)
		return wrong_use(&person_command, "--days is a number from 1 to 365");
	if (!read_conf(a, plain[0], &conf) || open_records(&conf, false, &records) != DONE)
		return EXIT_FAULT;
	int64_t ends = clock_now() + days * 86400;
	if (add)
		return print_card(&conf,
			make_person_card(records.store, a, called, role, ends, false, &path), path,
			(int)days);
	if (card)
		return print_card(&conf, make_card(records.store, a, id, ends, false, &path), path,
			(int)days);
	return list_all(&records, a);
}

const struct command person_command = { "person",
	"DIR add --role ROLE [--name NAME] [--days N] | DIR card NUMBER [--days N] | DIR list",
	"people and their cards",
	"add makes a person with a role (client, coach, lead, author, admin) and prints a "
	"one-time\n"
	"sign-in link; card prints another link for somebody; list prints number, roles and name.",
	run_person };
