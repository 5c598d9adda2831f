/*
 * The coach's desk: who waits for an answer, and who may like to hear from them; and the list of
 * their own clients, to look for somebody. That those names were shown is written down before they
 * are.
 */
#include "inside.h"

#include <stdlib.h>
#include <string.h>

/* What stands on one page; together never more than LISTED_MOST people. */
#define WAITING_MOST 12
#define QUIET_MOST 8
#define CLAIMS_MOST 8
#define CLIENTS_MOST 25
_Static_assert(
	WAITING_MOST + QUIET_MOST + CLAIMS_MOST <= LISTED_MOST && CLIENTS_MOST <= LISTED_MOST,
	"everybody on a page fits in the row that says who was listed");

#define FILTER_FROM 6 /* fewer are seen in one look */
#define FIND_MOST 200 /* bytes of a name looked for */

/* One client, sorted by name. */
struct desk_client {
	struct client_row row;
	struct text key;
	enum silence silence;
};

struct desk {
	struct desk_client *clients;
	size_t count;
	struct help *waiting;
	size_t waiting_count;
	int64_t now, today;
	struct listed listed[LISTED_MOST];
	size_t listed_count;
	int64_t only_chosen; /* where exactly one client is; else 0 */
};

/* ---- load and sort -------------------------------------------------------------------------- */

static int compare_clients(const void *a, const void *b)
{
	const struct desk_client *one = a, *other = b;
	int order = text_compare(one->key, other->key);
	if (order != 0)
		return order;
	return one->row.id < other->row.id ? -1 : one->row.id > other->row.id;
}

static enum outcome load_desk(struct request *rq, struct desk *desk)
{
	struct client_row *rows;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(list_clients(loan.db, rq->arena, rq->who.person, SCOPE_LEARNING, desk->now, &rows,
		&desk->count));
	TRY(load_waiting_help(loan.db, rq->arena, rq->who.person, desk->now, &desk->waiting,
		&desk->waiting_count));
	desk->clients = arena_take_many(rq->arena, desk->count + 1, sizeof *desk->clients);
	for (size_t i = 0; i < desk->count; i++) {
		int64_t last = rows[i].last_seen ? rows[i].last_seen : rows[i].since;
		desk->clients[i] = (struct desk_client){ .row = rows[i],
			.key = sort_key(rq->arena, rows[i].name),
			.silence = silence_of(clock_day_of(last), desk->today) };
	}
	qsort(desk->clients, desk->count, sizeof *desk->clients, compare_clients);
	return DONE;
}

/* ---- who is shown, and written down --------------------------------------------------------- */

static void add_listed(struct desk *desk, int64_t client, int64_t tie)
{
	for (size_t i = 0; i < desk->listed_count; i++) {
		if (desk->listed[i].client == client)
			return;
	}
	desk->listed[desk->listed_count++] = (struct listed){ client, tie };
}

static const struct desk_client *client_of(const struct desk *desk, int64_t person)
{
	for (size_t i = 0; i < desk->count; i++) {
		if (desk->clients[i].row.id == person)
			return &desk->clients[i];
	}
	return NULL;
}

struct list_note {
	int64_t staff;
	const struct desk *desk;
};

static enum outcome write_listed(struct db *db, void *value)
{
	const struct list_note *note = value;
	return note_listed(
		db, note->staff, note->desk->listed, note->desk->listed_count, note->desk->now);
}

/* ---- what stands on the page ---------------------------------------------------------------- */

static void fill_waiting(
	struct request *rq, const struct library *library, struct desk *desk, struct desk_screen *s)
{
	struct waiting_row *rows = arena_take_many(rq->arena, WAITING_MOST, sizeof *rows);
	for (size_t i = 0; i < desk->waiting_count; i++) {
		const struct help *help = &desk->waiting[i];
		const struct desk_client *client = client_of(desk, help->person);
		/* whose tie ended between the two statements stands in one list alone */
		if (!client || s->waiting_count == WAITING_MOST)
			continue;
		struct waiting_row *row = &rows[s->waiting_count++];
		*row = waiting_row_of(rq, library, help);
		row->substitute = client->row.substitute;
		row->link = arena_print(rq->arena, "/clients/%lld/help/%lld",
			(long long)help->person, (long long)help->id);
		add_listed(desk, help->person, client->row.tie);
	}
	s->waiting = rows;
	s->waiting_more = (int64_t)(desk->waiting_count - s->waiting_count);
}

/* A row of somebody, without what they have done. */
static struct desk_row desk_row_of(
	struct request *rq, struct desk *desk, const struct desk_client *client)
{
	const struct client_row *row = &client->row;
	enum visit_age age =
		visit_age_of(row->last_seen ? clock_day_of(row->last_seen) : 0, desk->today);
	add_listed(desk, row->id, row->tie);
	return (struct desk_row){ .link = arena_print(
					  rq->arena, "/clients/%lld", (long long)row->id),
		.name = person_called(rq, row->name, row->id),
		.never = age == VISIT_NEVER,
		.this_week = age == VISIT_THIS_WEEK,
		.last_week = age == VISIT_LAST_WEEK,
		.earlier = age == VISIT_EARLIER,
		.substitute = row->substitute,
		.waiting = row->help_open > 0,
		.quiet = client->silence != SILENCE_NONE,
		.long_quiet = client->silence == SILENCE_LONG };
}

/* Who asked something is heard from already. The longest silence stands first. */
static bool is_quiet(const struct desk_client *client)
{
	return client->silence != SILENCE_NONE && client->row.help_open == 0;
}

static void fill_quiet(struct request *rq, struct desk *desk, struct desk_screen *s)
{
	struct desk_row *rows = arena_take_many(rq->arena, QUIET_MOST, sizeof *rows);
	for (int silence = SILENCE_LONG; silence > SILENCE_NONE; silence--) {
		for (size_t i = 0; i < desk->count; i++) {
			const struct desk_client *client = &desk->clients[i];
			if (!is_quiet(client) || client->silence != (enum silence)silence)
				continue;
			if (s->quiet_count < QUIET_MOST)
				rows[s->quiet_count++] = desk_row_of(rq, desk, client);
			else
				s->quiet_more++;
		}
	}
	s->quiet = rows;
	s->quiet_link = TEXT("/clients?show=quiet");
}

static bool is_chosen(const struct clients_screen *s, const struct desk_client *client,
	struct text find, struct arena *a)
{
	if (s->only_waiting && client->row.help_open == 0)
		return false;
	if (s->only_quiet && !is_quiet(client))
		return false;
	if (find.size == 0)
		return true;
	struct text folded = fold_words(a, client->row.name);
	return text_find(folded, find) < folded.size;
}

/* "/clients?show=quiet&find=NAME&page=", to which a number is added. */
static struct text list_link(struct request *rq, const struct clients_screen *s, struct text show)
{
	struct buffer b = buffer_in(rq->arena);
	buffer_print(&b, "/clients?show=%.*s", SHOWN(show));
	if (s->find.size > 0) {
		buffer_add_chars(&b, "&find=");
		buffer_add_url(&b, s->find);
	}
	buffer_add_chars(&b, "&page=");
	return buffer_text(&b);
}

static enum outcome fill_done(struct db *db, struct arena *a, const struct library *library,
	int64_t person, struct desk_row *row)
{
	struct progress sum;
	TRY(load_sum(db, a, person, library, &sum));
	row->pages = (int64_t)sum.pages;
	row->pages_done = (int64_t)sum.done;
	return DONE;
}

/* Page `page` (from 0) of those who are chosen; the last one where there aren't so many. */
static enum outcome fill_clients(struct request *rq, const struct library *library,
	struct desk *desk, struct clients_screen *s, size_t *page)
{
	struct text find = fold_words(rq->arena, s->find);
	struct desk_row *rows = arena_take_many(rq->arena, CLIENTS_MOST, sizeof *rows);
	const struct desk_client **chosen =
		arena_take_many(rq->arena, desk->count + 1, sizeof *chosen);
	for (size_t i = 0; i < desk->count; i++) {
		if (is_chosen(s, &desk->clients[i], find, rq->arena))
			chosen[s->found++] = &desk->clients[i];
	}
	size_t last = s->found > 0 ? (size_t)(s->found - 1) / CLIENTS_MOST : 0;
	*page = *page < last ? *page : last;
	BORROWED loan = borrow(workshop_of(rq));
	for (size_t i = *page * CLIENTS_MOST;
		i < (size_t)s->found && s->clients_count < CLIENTS_MOST; i++) {
		struct desk_row *row = &rows[s->clients_count++];
		*row = desk_row_of(rq, desk, chosen[i]);
		TRY(fill_done(loan.db, rq->arena, library, chosen[i]->row.id, row));
	}
	s->clients = rows;
	s->clients_all = (int64_t)desk->count;
	s->filter = desk->count > FILTER_FROM || !s->all || s->find.size > 0;
	desk->only_chosen = s->found == 1 ? chosen[0]->row.id : 0;
	return DONE;
}

/* ?show=all|waiting|quiet&find=NAME&page=N&to=client */
static struct text read_choice(struct request *rq, struct clients_screen *s, size_t *page)
{
	struct text show = form_value(&rq->query, "show"), find = form_value(&rq->query, "find");
	s->only_waiting = text_is_chars(show, "waiting");
	s->only_quiet = text_is_chars(show, "quiet");
	s->all = !s->only_waiting && !s->only_quiet;
	if (find.at && find.size <= FIND_MOST && !clean_words(rq->arena, find, &s->find))
		s->find = NO_TEXT;
	*page = page_asked(rq);
	return s->only_waiting ? TEXT("waiting") : s->only_quiet ? TEXT("quiet") : TEXT("all");
}

static enum outcome note_shown(struct request *rq, struct desk *desk)
{
	struct list_note note = { rq->who.person, desk };
	if (desk->listed_count == 0)
		return DONE;
	return store_change(workshop_of(rq)->store, write_listed, &note);
}

static enum outcome open_desk(struct request *rq, struct desk *desk)
{
	*desk = (struct desk){ .now = clock_now() };
	desk->today = clock_day_of(desk->now);
	return load_desk(rq, desk);
}

/* What this coach can do something about, the oldest first; the rest stands on the page of all. */
static enum outcome fill_claims(
	struct request *rq, const struct library *library, struct desk *desk, struct desk_screen *s)
{
	struct claim_wait_row *rows = arena_take_many(rq->arena, CLAIMS_MOST, sizeof *rows);
	struct waiting_claim *waiting;
	struct claim whole;
	size_t count;
	BORROWED loan = borrow(workshop_of(rq));
	TRY(list_waiting_claims(loan.db, rq->arena, rq->who.person, desk->now, &waiting, &count));
	for (size_t i = 0; i < count; i++) {
		const struct waiting_claim *claim = &waiting[i];
		bool mine = claim->assessor == 0 || claim->assessor == rq->who.person ||
			claim->state == CLAIM_PROPOSED || claim->substitute;
		if (!claim_waits_for_staff(claim->state) || !mine ||
			(claim->state == CLAIM_PROPOSED && claim->proposer == rq->who.person))
			continue;
		if (s->claims_count == CLAIMS_MOST) {
			s->claims_more++;
			continue;
		}
		TRY(load_waiting_claim(loan.db, rq->arena, claim, &whole));
		rows[s->claims_count++] = claim_wait_row_of(rq, library, &whole);
		add_listed(desk, claim->person, claim->tie);
	}
	s->claims = rows;
	return DONE;
}

enum outcome show_desk(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct desk_screen s = { .quiet_link = NO_TEXT };
	struct desk desk;
	TRY(open_desk(rq, &desk));
	fill_waiting(rq, library, &desk, &s);
	TRY(fill_claims(rq, library, &desk, &s));
	fill_quiet(rq, &desk, &s);
	s.days_off = days_off_soon(rq, &s.days_off_count);
	s.clients_all = (int64_t)desk.count;
	s.filter = desk.count > FILTER_FROM;
	TRY(note_shown(rq, &desk));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your desk")));
	s.frame.help_link = NO_TEXT;
	s.frame.wide = true;
	return show(rq, rs, SCREEN_DESK, &s);
}

enum outcome show_clients(struct request *rq, struct response *rs)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct clients_screen s = { .find = NO_TEXT };
	struct desk desk;
	size_t page;
	struct text show_word = read_choice(rq, &s, &page);
	TRY(open_desk(rq, &desk));
	TRY(fill_clients(rq, library, &desk, &s, &page));
	/* whoever was looked for from the desk is there at once; their page writes down who looked */
	if (desk.only_chosen && s.find.size > 0 &&
		text_is_chars(form_value(&rq->query, "to"), "client"))
		return see_other(rs, rq, "/clients/%lld", (long long)desk.only_chosen);
	s.page_links = page_links_to(rq, list_link(rq, &s, show_word), (size_t)s.found,
		CLIENTS_MOST, page, &s.page_links_count);
	TRY(note_shown(rq, &desk));
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your clients")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_CLIENTS, &s);
}
