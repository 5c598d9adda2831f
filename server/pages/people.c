/*
 * Everybody: the list in which an admin looks for somebody. Names, roles, whether a client has a
 * coach, whether somebody has left; nothing of what anybody does here. Which clients stood on it is
 * written down before it is shown.
 */
#include "inside.h"

#include <stdlib.h>

#define PEOPLE_MOST 25 /* on one page */
#define FIND_MOST 200  /* bytes of a name looked for */
_Static_assert(PEOPLE_MOST <= LISTED_MOST, "a page fits in the row that says who was listed");

/* ---- words ---------------------------------------------------------------------------------- */

struct text roles_called(const struct request *rq, unsigned roles)
{
	static const struct {
		unsigned role;
		const char *words;
	} words[] = {
		{ ROLE_CLIENT, N_("client") },
		{ ROLE_COACH, N_("coach") },
		{ ROLE_LEAD, N_("team lead") },
		{ ROLE_AUTHOR, N_("author") },
		{ ROLE_ADMIN, N_("admin") },
	};
	struct buffer b = buffer_in(rq->arena);
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!(roles & words[i].role))
			continue;
		buffer_add_chars(&b, b.size > 0 ? ", " : "");
		buffer_add(&b, tell(rq, words[i].words));
	}
	return buffer_text(&b);
}

/* ---- who is chosen -------------------------------------------------------------------------- */

struct account {
	const struct account_row *row;
	struct text key;
};

static int compare_accounts(const void *a, const void *b)
{
	const struct account *one = a, *other = b;
	int order = text_compare(one->key, other->key);
	if (order != 0)
		return order;
	return one->row->id < other->row->id ? -1 : one->row->id > other->row->id;
}

/* By a part of the name, or by the number. */
static bool is_looked_for(
	struct arena *a, const struct account_row *row, struct text find, int64_t number)
{
	if (find.size == 0 || row->id == number)
		return true;
	struct text folded = fold_words(a, row->name);
	return text_find(folded, find) < folded.size;
}

/* Those looked for, sorted by name. */
static struct account *sort_accounts(struct arena *a, const struct account_row *rows, size_t count,
	struct text find, size_t *found)
{
	struct account *chosen = arena_take_many(a, count + 1, sizeof *chosen);
	struct text folded = fold_words(a, find);
	int64_t number;
	if (!text_number(find, &number))
		number = 0;
	*found = 0;
	for (size_t i = 0; i < count; i++) {
		if (is_looked_for(a, &rows[i], folded, number))
			chosen[(*found)++] =
				(struct account){ &rows[i], sort_key(a, rows[i].name) };
	}
	qsort(chosen, *found, sizeof *chosen, compare_accounts);
	return chosen;
}

/* ?show=...&find=NAME; the word of ?show= as it will do. */
static struct text read_choice(
	struct request *rq, struct people_screen *s, struct account_filter *filter)
{
	const struct {
		const char *word;
		bool *flag;
		struct account_filter filter;
	} shows[] = {
		{ "alone", &s->alone, { .roles = ROLE_CLIENT, .alone = true } },
		{ "left", &s->left, { .left = true } },
		{ "client", &s->client, { .roles = ROLE_CLIENT } },
		{ "coach", &s->coach, { .roles = ROLE_COACH } },
		{ "lead", &s->lead, { .roles = ROLE_LEAD } },
		{ "author", &s->author, { .roles = ROLE_AUTHOR } },
		{ "admin", &s->admin, { .roles = ROLE_ADMIN } },
	};
	struct text show = form_value(&rq->query, "show"), find = form_value(&rq->query, "find");
	if (find.at && (find.size > FIND_MOST || !clean_words(rq->arena, find, &s->find)))
		s->find = NO_TEXT;
	for (size_t i = 0; i < COUNT_OF(shows); i++) {
		if (!text_is_chars(show, shows[i].word))
			continue;
		*shows[i].flag = true;
		*filter = shows[i].filter;
		return text_of(shows[i].word);
	}
	s->here = true;
	*filter = (struct account_filter){ .left = false };
	return TEXT("here");
}

/* ---- written down, and shown ---------------------------------------------------------------- */

struct people_note {
	int64_t admin, now;
	const int64_t *clients;
	size_t count;
};

static enum outcome write_listed(struct db *db, void *value)
{
	const struct people_note *note = value;
	return note_accounts_listed(db, note->admin, note->clients, note->count, note->now);
}

enum outcome note_clients_listed(struct request *rq, const int64_t *clients, size_t count)
{
	struct people_note note = { rq->who.person, clock_now(), clients, count };
	if (count == 0)
		return DONE;
	return store_change(workshop_of(rq)->store, write_listed, &note);
}

static enum outcome fill_line(struct request *rq, struct db *db, const struct account_row *row,
	int64_t now, struct account_line *line)
{
	bool coached = true;
	if (row->roles & ROLE_CLIENT && !row->closed)
		TRY(has_coach(db, row->id, now, &coached));
	*line = (struct account_line){ .link = arena_print(
					       rq->arena, "/people/%lld", (long long)row->id),
		.name = person_called(rq, row->name, row->id),
		.roles = roles_called(rq, row->roles),
		.left = row->closed ? date_words(rq, clock_day_of(row->closed)) : NO_TEXT,
		.alone = !coached };
	return DONE;
}

static struct text list_address(struct request *rq, struct text show, struct text find)
{
	struct buffer b = buffer_in(rq->arena);
	buffer_print(&b, "/people?show=%.*s", SHOWN(show));
	if (find.size > 0) {
		buffer_add_chars(&b, "&find=");
		buffer_add_url(&b, find);
	}
	buffer_add_chars(&b, "&page=");
	return buffer_text(&b);
}

static enum outcome fill_people(struct request *rq, const struct account_filter *filter,
	struct people_screen *s, size_t *page)
{
	int64_t now = clock_now(), clients[PEOPLE_MOST];
	size_t count, found, client_count = 0;
	struct account_row *rows;
	struct account_line *lines = arena_take_many(rq->arena, PEOPLE_MOST, sizeof *lines);
	{
		BORROWED loan = borrow(workshop_of(rq));
		TRY(list_accounts(loan.db, rq->arena, filter, now, &rows, &count));
		struct account *chosen = sort_accounts(rq->arena, rows, count, s->find, &found);
		*page = page_within(rq, found, PEOPLE_MOST);
		for (size_t i = *page * PEOPLE_MOST; i < found && s->people_count < PEOPLE_MOST;
			i++) {
			const struct account_row *row = chosen[i].row;
			TRY(fill_line(rq, loan.db, row, now, &lines[s->people_count++]));
			if (row->roles & ROLE_CLIENT)
				clients[client_count++] = row->id;
		}
	}
	s->people = lines;
	s->found = (int64_t)found;
	s->everybody = (int64_t)count;
	return note_clients_listed(rq, clients, client_count);
}

enum outcome show_people(struct request *rq, struct response *rs)
{
	struct people_screen s = { .find = NO_TEXT };
	struct account_filter filter;
	size_t page;
	struct text shown = read_choice(rq, &s, &filter);
	TRY(fill_people(rq, &filter, &s, &page));
	s.page_links = page_links_to(rq, list_address(rq, shown, s.find), (size_t)s.found,
		PEOPLE_MOST, page, &s.page_links_count);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("People")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_PEOPLE, &s);
}
