/*
 * The grid: every route of the table, asked by everybody there is, against grid.txt, which says who
 * passes; a route without a line fails. On the way, of every answer: the walls it carries, what may
 * be kept of it; of every GET and HEAD: nothing stored, but that somebody's things were looked at,
 * where they were; of every POST: nothing done without token or from elsewhere; of the log: nothing
 * but patterns, statuses and times.
 *
 *	grid [GRID.TXT]		default: tests/pages/grid.txt
 */
#include "badge.h"
#include "house.h"

/* Names and words that must not turn up in the log. */
#define CANARY "Kanarialintu"

/* Who asks. `coach` and `second` have a tie to `client`, `substitute` stands in for `coach`, the tie
 * of `ended` has ended, `stranger` never had one; but for `coach` they are asked only where a pattern
 * has {client}, which is `client` for all. `other` is a client who brings what belongs to another (a
 * used card, another's help), `absent` one who asks for what isn't there; both are asked only where a
 * pattern has {names}. `card` is the client, signed in by a card alone; `halfway` the coach, whose
 * second factor isn't shown yet. */
#define COLUMNS(X) \
	X(NOBODY, "nobody", 0) \
	X(CLIENT, "client", ROLE_CLIENT) \
	X(COACH, "coach", ROLE_COACH) \
	X(SECOND, "second", ROLE_COACH) \
	X(SUBSTITUTE, "substitute", ROLE_COACH) \
	X(ENDED, "ended", ROLE_COACH) \
	X(STRANGER, "stranger", ROLE_COACH) \
	X(LEAD, "lead", ROLE_LEAD) \
	X(AUTHOR, "author", ROLE_AUTHOR) \
	X(ADMIN, "admin", ROLE_ADMIN) \
	X(EXPIRED, "expired", ROLE_CLIENT) \
	X(OTHER, "other", ROLE_CLIENT) \
	X(ABSENT, "absent", ROLE_CLIENT) \
	X(BY_CARD, "card", ROLE_CLIENT) \
	X(HALFWAY, "halfway", ROLE_COACH)
enum column {
#define X(name, word, roles) name,
	COLUMNS(X)
#undef X
		COLUMN_COUNT
};
static const struct {
	const char *word;
	unsigned roles;
} columns[] = {
#define X(name, word, roles) { word, roles },
	COLUMNS(X)
#undef X
};

/* One line of grid.txt. */
struct line {
	/* what passes may be kept and asked again: by browsers, by anybody; else no-store */
	bool shared, public, open;
	bool looks; /* who passes has looked at somebody's things, which is written down */
	struct text cells[COLUMN_COUNT];
	struct text form; /* what a POST brings besides its token */
};

struct grid {
	struct house house;
	struct text file; /* grid.txt */
	int64_t people[COLUMN_COUNT], help[COLUMN_COUNT], badges[COLUMN_COUNT];
	struct text shown; /* the address of a badge that is shared */
	int64_t brought;   /* badges from elsewhere, so far */
	int64_t claims;    /* made so far, each for a unit of its own */
	struct text course, page, media;
	struct text *secrets; /* tokens that were about */
	size_t secret_count, secret_room;
	size_t log_start;
};

static enum outcome bring_change(struct db *db, void *value)
{
	bool known;
	return add_brought(db, value, 0, &known);
}

/* Another each time: it may be removed. */
static int64_t bring_one(struct grid *g, int64_t person)
{
	struct brought_badge brought = { .person = person,
		.document = arena_print(g->house.arena, "{\"a\":%lld}", (long long)++g->brought),
		.brought = clock_now() };
	return store_change(g->house.store, bring_change, &brought) == DONE ? brought.id : 0;
}

/* ---- the expectations ----------------------------------------------------------------------- */

static struct text next_word(struct text *rest)
{
	*rest = text_trim(*rest);
	return text_cut(rest, ' ');
}

static bool find_line(const struct grid *g, const struct route *route, struct line *line)
{
	struct text rest = g->file;
	while (rest.at) {
		struct text words = text_line(&rest);
		if (!text_is_chars(next_word(&words), route->method == POST ? "POST" : "GET") ||
			!text_is_chars(next_word(&words), route->pattern))
			continue;
		struct text kept = next_word(&words);
		line->shared = text_is_chars(kept, "shared");
		line->looks = text_is_chars(kept, "looks");
		line->public = text_is_chars(kept, "public");
		line->open = text_is_chars(kept, "open");
		for (size_t i = 0; i < COLUMN_COUNT; i++)
			line->cells[i] = next_word(&words);
		line->form = words.at ? text_trim(words) : NO_TEXT;
		return true;
	}
	return false;
}

/* Lines about addresses that are no more. */
static void test_lines(const struct grid *g)
{
	struct text rest = g->file;
	while (rest.at) {
		struct text words = text_line(&rest);
		if (words.size == 0 || words.at[0] == '#')
			continue;
		struct text method = next_word(&words), pattern = next_word(&words);
		bool found = false;
		for (size_t i = 0; i < route_count && !found; i++)
			found = text_is_chars(pattern, routes[i].pattern) &&
				text_is_chars(method, routes[i].method == POST ? "POST" : "GET");
		CHECK(found, "the line of %.*s %.*s is about a route there is", SHOWN(method),
			SHOWN(pattern));
	}
}

/* ---- what fills a pattern ------------------------------------------------------------------- */

static struct text keep_secret(struct grid *g, struct text token)
{
	if (token.size == 0)
		return token;
	GROW(g->house.arena, g->secrets, g->secret_count, g->secret_room);
	g->secrets[g->secret_count++] = arena_copy(g->house.arena, token);
	return token;
}

static enum outcome spend(struct db *db, void *value)
{
	struct card card;
	return use_card(db, value, clock_now(), &card);
}

static struct text card_for(struct grid *g, struct arena *a, enum column column)
{
	unsigned char kept[DIGEST_SIZE];
	struct text path;
	if (column == ABSENT)
		return token_make(a, kept);
	if (make_card(g->house.store, a, g->people[column], clock_now() + 3600, false, &path) !=
		DONE)
		abort();
	struct text token = keep_secret(g, text_part(path, 4, path.size));
	if (column == OTHER &&
		(!token_kept(token, kept) || store_change(g->house.store, spend, kept) != DONE))
		abort();
	return token;
}

static enum outcome ask_for_help(struct db *db, void *value)
{
	return add_help(db, value);
}

/* A question that nobody has answered yet. */
static int64_t add_question(struct grid *g, int64_t person)
{
	struct help help = { .person = person,
		.course = NO_TEXT,
		.page = NO_TEXT,
		.question = NO_TEXT,
		.words = TEXT(CANARY " wrote this"),
		.asked = clock_now(),
		.answer_by = clock_day_of(clock_now()),
		.answer_days = 2 };
	if (store_change(g->house.store, ask_for_help, &help) != DONE)
		abort();
	return help.id;
}

/* A table of one person, who isn't made yet. */
static enum outcome add_one_row(struct db *db, void *value)
{
	struct import *import = value;
	struct import_row row = { .number = 1,
		.line = 2,
		.cells = TEXT(CANARY " of a table"),
		.name = TEXT(CANARY " of a table"),
		.language = NO_TEXT,
		.problem = NO_TEXT };
	TRY(add_import(db, import));
	return add_import_rows(db, import->id, &row, 1);
}

static int64_t add_table(struct grid *g)
{
	struct import import = {
		.made = clock_now(), .total = 1, .separator = TEXT(";"), .header = TEXT("Nimi")
	};
	random_fill(import.digest, sizeof import.digest);
	random_fill(import.secret, sizeof import.secret);
	if (store_change(g->house.store, add_one_row, &import) != DONE)
		abort();
	return import.id;
}

/* ---- links that need no session ------------------------------------------------------------- */

struct addressed {
	int64_t person;
	struct text sealed;
};

static enum outcome give_address(struct db *db, void *value)
{
	const struct addressed *one = value;
	int64_t now = clock_now();
	enum outcome o = give_mail_address(db, one->person, one->sealed, now, now);
	return o == SLOW_DOWN ? DONE : o;
}

/* The number of the address that somebody has, made where they have none; 0 where they have none. */
static int64_t address_of(struct grid *g, struct arena *a, int64_t person, bool make)
{
	int64_t given = 0;
	struct addressed one = { person,
		seal_address(g->house.workshop->seal, a, person, TEXT("somebody@example.fi")) };
	if (make && store_change(g->house.store, give_address, &one) != DONE)
		abort();
	text_number(house_value(&g->house, a,
			    arena_print(a,
				    "SELECT coalesce(max(given), 0) FROM mail WHERE person = %lld "
				    "AND address <> ''",
				    (long long)person)
				    .at),
		&given);
	return given;
}

static struct text stop_for(struct grid *g, struct arena *a, enum column column)
{
	unsigned char kept[DIGEST_SIZE];
	if (column == ABSENT)
		return token_make(a, kept);
	int64_t person = g->people[column];
	return keep_secret(g,
		make_stop_token(
			g->house.workshop->seal, a, person, address_of(g, a, person, true)));
}

/* On the disk; words, which need no drawing. */
static struct file hand_in(struct grid *g, struct arena *a)
{
	struct incoming *in = vault_take_in(g->house.workshop->vault, a);
	struct handed *h = arena_take_of(a, struct handed);
	incoming_take(in, TEXT(CANARY " wrote this"));
	if (incoming_end(in, h) != FILE_FITS)
		abort();
	incoming_close(in, true);
	struct file f = { .name = TEXT(CANARY ".txt"),
		.kind = TEXT("text"),
		.size = (int64_t)h->size,
		.place = { h->place, PLACE_CHARS },
		.key = bytes_text(h->wrapped, sizeof h->wrapped),
		.made = clock_now() };
	memcpy(f.digest, h->digest, sizeof f.digest);
	return f;
}

/* What a client shows of a unit of its own each time, so that none is in another's way: a draft where
 * they ask themselves, sent where a coach does. */
struct showing {
	struct grid *g;
	struct claim claim;
	bool sent;
	struct file file;
};

static enum outcome show_something(struct db *db, void *value)
{
	struct showing *s = value;
	struct text criterion = TEXT("strong-password");
	struct claim_move send = { .actor = s->claim.person,
		.act = ACT_SEND,
		.now = clock_now(),
		.message = NO_TEXT,
		.assessors = NO_TEXT,
		.answer_days = 10,
		.answer_by = clock_day_of(clock_now()) + 14,
		.second = SECOND_NONE };
	TRY(begin_claim(db, &s->claim, &criterion, 1));
	TRY(save_claim_words(
		db, s->claim.id, s->claim.person, TEXT(CANARY " has done this"), clock_now()));
	TRY(add_claim_file(db, s->claim.id, s->claim.person, criterion, 0, &s->file));
	/* looked at before: what is shown of it is made */
	TRY(save_drawn(db, s->file.id, 0, 0, false));
	send.claim = s->claim.id;
	return s->sent ? move_claim(db, &send) : DONE;
}

static int64_t add_claim(struct grid *g, struct arena *a, int64_t person, bool sent)
{
	struct showing s = { g, { .person = person, .version = NO_TEXT, .made = clock_now() }, sent,
		hand_in(g, a) };
	s.claim.unit = arena_print(a, "unit-%lld", (long long)++g->claims);
	if (store_change(g->house.store, show_something, &s) != DONE)
		abort();
	return s.claim.id;
}

/* What stands for {name}; at == NULL where the grid doesn't know. */
static struct text capture_for(
	struct grid *g, struct arena *a, struct text name, enum column column)
{
	if (text_is_chars(name, "{card}"))
		return card_for(g, a, column);
	if (text_is_chars(name, "{course}"))
		return column == ABSENT ? TEXT("no-such-course") : g->course;
	if (text_is_chars(name, "{page}"))
		return column == ABSENT ? TEXT("no-such-page") : g->page;
	if (text_is_chars(name, "{file}"))
		return column == ABSENT ? TEXT("no-such.svg") : g->media;
	if (text_is_chars(name, "{part}"))
		return column == ABSENT ? TEXT("no-such-part") : TEXT("help");
	/* one that anybody sent, not theirs or another's */
	if (text_is_chars(name, "{feedback}"))
		return TEXT("1");
	if (text_is_chars(name, "{id}"))
		return arena_print(a, "%lld",
			(long long)(column == ABSENT ? 999999
						     : g->help[column == OTHER ? CLIENT : column]));
	if (text_is_chars(name, "{badge}"))
		return arena_print(a, "%lld",
			(long long)(column == ABSENT
					? 999999
					: g->badges[column == OTHER ? CLIENT : column]));
	if (text_is_chars(name, "{brought}"))
		return arena_print(a, "%lld",
			(long long)(column == ABSENT
					? 999999
					: bring_one(g,
						  g->people[column == OTHER ? CLIENT : column])));
	if (text_is_chars(name, "{form}"))
		return TEXT("png");
	if (text_is_chars(name, "{address}"))
		return column == ABSENT ? TEXT("none") : g->shown;
	if (text_is_chars(name, "{client}"))
		return arena_print(
			a, "%lld", (long long)(column == ABSENT ? 999999 : g->people[CLIENT]));
	if (text_is_chars(name, "{person}")) /* somebody new each time: they may be let go */
		return arena_print(a, "%lld",
			(long long)(column == ABSENT
					? 999999
					: house_person(&g->house, CANARY " account", ROLE_CLIENT)));
	if (text_is_chars(name, "{help}"))
		return arena_print(a, "%lld", (long long)add_question(g, g->people[CLIENT]));
	if (text_is_chars(name, "{stop}"))
		return stop_for(g, a, column);
	if (text_is_chars(name, "{claim}"))
		return arena_print(a, "%lld",
			(long long)(column == ABSENT
					? 999999
					: add_claim(g, a,
						  column == OTHER ||
								  columns[column].roles !=
									  ROLE_CLIENT
							  ? g->people[CLIENT]
							  : g->people[column],
						  columns[column].roles != ROLE_CLIENT)));
	/* of the claim that was made for this address just now */
	if (text_is_chars(name, "{evidence}"))
		return column == ABSENT
			? TEXT("999999")
			: house_value(
				  &g->house, a, "SELECT max(id) FROM evidence WHERE kind = 'file'");
	if (text_is_chars(name, "{sheet}"))
		return TEXT("original");
	if (text_is_chars(name, "{unit}"))
		return column == ABSENT ? TEXT("no-such-unit") : TEXT("safe-online");
	if (text_is_chars(name, "{criterion}"))
		return TEXT("strong-password");
	if (text_is_chars(name, "{unit}"))
		return column == ABSENT ? TEXT("no-such-unit") : TEXT("work-life");
	if (text_is_chars(name, "{import}"))
		return arena_print(
			a, "%lld", (long long)(column == ABSENT ? 999999 : add_table(g)));
	return (struct text){ NULL, 0 };
}

/* An account's page shows a client's name: a look, too. */
static bool is_account(const struct route *route)
{
	return strstr(route->pattern, "{person}") != NULL;
}

static bool is_tied(const struct route *route)
{
	return strstr(route->pattern, "{client}") != NULL;
}

static bool is_asked(const struct route *route, enum column column)
{
	if (column == OTHER || column == ABSENT)
		return strchr(route->pattern, '{') != NULL;
	return is_tied(route) ||
		(column != SECOND && column != SUBSTITUTE && column != ENDED && column != STRANGER);
}

/* The claim that was made last is approved, and went to a school. */
static bool send_to_school(struct grid *g, struct arena *a)
{
	long long now = (long long)clock_now();
	return house_sql(&g->house,
		arena_print(a,
			"INSERT OR IGNORE INTO curriculum VALUES (1, 'c', 0, '', '', 1, 0, 'N', "
			"'', '',"
			" zeroblob(32), %lld);"
			"INSERT OR IGNORE INTO curriculum_module VALUES (1, 1, 1, 4);"
			"INSERT INTO unit_mapping(unit, module, made, ended) VALUES ('u', 1, 1, 1);"
			"UPDATE claim SET state = 'approved' WHERE id = (SELECT max(id) FROM "
			"claim);"
			"INSERT OR IGNORE INTO decision(claim, round, kind, ground, shown, parts, "
			"reason, decider,"
			" second, route, at) SELECT max(id), 1, 'approved', 'first', 1, 1, 0, %lld,"
			" 'none', 'documents', %lld FROM claim;"
			"INSERT OR IGNORE INTO award(person, unit, version, claim, decision, made)"
			" SELECT person, unit, '', id, (SELECT max(id) FROM decision), %lld FROM "
			"claim"
			" ORDER BY id DESC LIMIT 1;"
			"INSERT OR IGNORE INTO sending(person, claim, award, mapping, school, "
			"sheet, sent)"
			" SELECT person, claim, id, (SELECT max(id) FROM unit_mapping), '" CANARY
			" school', 0, %lld FROM award ORDER BY id DESC LIMIT 1;",
			now, (long long)g->people[COACH], now, now, now)
			.at);
}

/* The address of a route; at == NULL where the grid doesn't know a {name} of it. */
static struct text path_for(
	struct grid *g, struct arena *a, const struct route *route, enum column column)
{
	struct buffer path = buffer_in(a);
	struct text rest = text_of(route->pattern + 1);
	while (rest.at) {
		struct text segment = text_cut(&rest, '/');
		buffer_add_char(&path, '/');
		if (text_starts(segment, TEXT("{")))
			segment = capture_for(g, a, segment, column);
		if (!segment.at)
			return segment;
		buffer_add(&path, segment);
	}
	/* written down together is what a coach does: the others find nothing there */
	if (strstr(route->pattern, "/together/{claim}") &&
		!house_sql(&g->house,
			arena_print(a,
				"UPDATE claim SET state = 'draft', sent = 0, writing = 1, writer = "
				"%lld "
				"WHERE id ="
				" (SELECT max(id) FROM claim)",
				(long long)g->people[COACH])
				.at))
		abort();
	/* asked anew is what was assessed */
	if (text_ends(text_of(route->pattern), TEXT("/again")) &&
		!house_sql(&g->house,
			"UPDATE claim SET state = 'not-yet' WHERE id = (SELECT max(id) FROM "
			"claim)"))
		abort();
	/* what a school is told of is what was approved, and what it answers, of what went there */
	if (text_ends(text_of(route->pattern), TEXT("/school")) && !send_to_school(g, a))
		abort();
	return buffer_text(&path);
}

/* ---- who asks ------------------------------------------------------------------------------- */

static struct visitor visitor_for(struct grid *g, struct arena *a, enum column column)
{
	struct visitor v = house_visitor_by(&g->house, a, g->people[column] * (column != NOBODY),
		column == BY_CARD || column == HALFWAY ? "card" : "passphrase");
	keep_secret(g, v.session);
	keep_secret(g, v.csrf);
	if (column == EXPIRED &&
		!house_sql(&g->house,
			arena_print(a,
				"UPDATE session SET seen = seen - 864000 WHERE person = %lld",
				(long long)v.person)
				.at))
		abort();
	return v;
}

/* ---- what every answer keeps to ------------------------------------------------------------- */

static bool says(const struct reply *r, const char *name, const char *value)
{
	struct text said = head_value(r->head, name);
	return said.at && text_find(said, text_of(value)) < said.size;
}

/* The start of its Cache-Control. */
static const char *keeping_of(const struct line *line, enum column column, int status)
{
	bool signed_in = column != NOBODY && column != EXPIRED;
	if (status == 200 && (line->public || line->open) && !signed_in)
		return "public, no-cache";
	return status == 200 && (line->shared || line->open) ? "private, no-cache" : "no-store";
}

/* What is wrong with an answer, or NULL. */
static const char *wall_missing(const struct reply *r, const char *keeping, bool open)
{
	struct text type = head_value(r->head, "Content-Type");
	struct text cookie = head_value(r->head, "Set-Cookie");
	if (r->status == 0 || r->answers != 1)
		return "one answer";
	if (!says(r, "Content-Security-Policy", "default-src 'none'") ||
		!says(r, "Content-Security-Policy", "frame-ancestors 'none'") ||
		says(r, "Content-Security-Policy", "unsafe"))
		return "Content-Security-Policy";
	if (!says(r, "X-Content-Type-Options", "nosniff"))
		return "X-Content-Type-Options";
	if (!says(r, "Referrer-Policy", "same-origin") &&
		!says(r, "Referrer-Policy", "no-referrer"))
		return "Referrer-Policy";
	if (!says(r, "Permissions-Policy", "camera=()"))
		return "Permissions-Policy";
	if (!says(r, "Cross-Origin-Opener-Policy", "same-origin") ||
		!says(r, "Cross-Origin-Resource-Policy", open ? "cross-origin" : "same-origin"))
		return "Cross-Origin-*-Policy";
	if (says(r, "Access-Control-Allow-Origin", "*") != open)
		return "Access-Control-Allow-Origin";
	if (r->body.size > 0 && !type.at)
		return "Content-Type";
	if (text_starts(type.at ? type : NO_TEXT, TEXT("text/")) &&
		!says(r, "Content-Type", "charset=utf-8"))
		return "a charset";
	if (!says(r, "Cache-Control", keeping))
		return "its Cache-Control";
	/* what anybody may keep must not hold what is one person's */
	if (strcmp(keeping, "public, no-cache") == 0 &&
		(cookie.at || !head_value(r->head, "ETag").at ||
			text_find(r->body, TEXT("name=\"csrf\"")) < r->body.size))
		return "an ETag and nothing personal";
	if (cookie.at &&
		(!says(r, "Set-Cookie", "; HttpOnly") || !says(r, "Set-Cookie", "; SameSite=Lax") ||
			!says(r, "Set-Cookie", "; Path=/") || says(r, "Set-Cookie", "Domain")))
		return "HttpOnly, SameSite and Path of its cookie";
	if (head_value(r->head, "Access-Control-Allow-Origin").at && !open)
		return "silence before other sites";
	if (head_value(r->head, "Server").at)
		return "silence about what nobody needs to know";
	return NULL;
}

/* ---- the grid itself ------------------------------------------------------------------------ */

static bool leads_to(const struct reply *r, struct text start)
{
	struct text to = head_value(r->head, "Location");
	return r->status == 303 && to.at && text_starts(to, start);
}

/* "303", or "in" for what leads to signing in, "prove" to showing that it is they. */
static struct text cell_of(struct arena *a, const struct reply *r)
{
	if (leads_to(r, TEXT("/sign-in")))
		return TEXT("in");
	if (leads_to(r, TEXT("/passphrase?next=")) || leads_to(r, TEXT("/way-back?next=")) ||
		leads_to(r, TEXT("/second-factor")))
		return TEXT("prove");
	return arena_print(a, "%d", r->status);
}

static struct text form_for(struct arena *a, struct text token, struct text form)
{
	return arena_print(
		a, "csrf=%.*s%s%.*s", SHOWN(token), form.size > 0 ? "&" : "", SHOWN(form));
}

#define FROM_HERE "Sec-Fetch-Site: same-origin\r\n"

/* Tables that a look adds to: the chain. */
#define LOOKS_APART "'audit', 'audit_head', 'sqlite_sequence'"

static int64_t count_looks(struct grid *g, struct arena *a)
{
	int64_t count;
	struct text value = house_value(
		&g->house, a, "SELECT count(*) FROM audit WHERE verb IN ('looked', 'listed')");
	if (!text_number(value, &count))
		abort();
	return count;
}

/* What one route answers to one column; for GET also that nothing is stored by it, nor by HEAD. */
static struct text ask_as(struct grid *g, struct arena *a, const struct route *route,
	const struct line *line, enum column column, const char **missing)
{
	struct visitor v = visitor_for(g, a, column);
	struct text path = path_for(g, a, route, column);
	struct house_request rq = { "POST", path, &v, FROM_HERE, form_for(a, v.csrf, line->form) };
	struct text was = NO_TEXT;
	int64_t looks = count_looks(g, a);
	if (route->method == GET) {
		rq = (struct house_request){ "GET", path, &v, NULL, NO_TEXT };
		was = house_stored(&g->house, a, line->looks ? LOOKS_APART : NULL);
	}
	struct reply r = house_ask(&g->house, a, &rq);
	const char *problem =
		wall_missing(&r, keeping_of(line, column, r.status), line->open && r.status == 200);
	if (!problem && route->method == GET) {
		rq.method = "HEAD";
		struct reply head = house_ask(&g->house, a, &rq);
		problem = wall_missing(
			&head, keeping_of(line, column, r.status), line->open && r.status == 200);
		if (!problem && (head.status != r.status || head.body.size > 0))
			problem = "a HEAD like its GET";
		if (!problem &&
			!text_is(was, house_stored(&g->house, a, line->looks ? LOOKS_APART : NULL)))
			problem = "a GET that stores nothing";
	}
	/* GET and HEAD are a look each */
	looks = count_looks(g, a) - looks;
	if (!problem && looks != (line->looks && r.status == 200) * 2 && route->method == GET)
		problem = "a row for each look";
	if (problem && !*missing)
		*missing = arena_print(
			g->house.arena, "%s (as %s: %d)", problem, columns[column].word, r.status)
				   .at;
	return cell_of(a, &r);
}

static void test_cells(struct grid *g, const struct route *route, const struct line *line)
{
	OWN_ARENA a = arena_open();
	struct buffer got = buffer_in(a), wanted = buffer_in(a);
	const char *missing = NULL, *method = route->method == POST ? "POST" : "GET";
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		struct text cell =
			is_asked(route, i) ? ask_as(g, a, route, line, i, &missing) : TEXT("-");
		buffer_print(&got, " %.*s", SHOWN(cell));
		buffer_print(&wanted, " %.*s", SHOWN(line->cells[i]));
	}
	if (!CHECK(text_is(buffer_text(&got), buffer_text(&wanted)),
		    "%s %s lets in whom grid.txt says", method, route->pattern))
		printf("# wanted%s\n# got   %s\n", buffer_text(&wanted).at, buffer_text(&got).at);
	CHECK(!missing, "%s %s answers everybody with all its walls%s%s", method, route->pattern,
		missing ? ", but for: " : "", missing ? missing : "");
}

/* ---- POST: meant by the person, from a page of ours ----------------------------------------- */

enum token { OWN_TOKEN, NO_TOKEN, FOREIGN_TOKEN, TOKEN_IN_ADDRESS };

static const struct forgery {
	const char *says, *from; /* {host} is filled in */
	enum token token;
	bool passes;
} forgeries[] = {
	{ "without a token", FROM_HERE, NO_TOKEN, false },
	{ "with a token of somebody else", FROM_HERE, FOREIGN_TOKEN, false },
	{ "with its token in the address", FROM_HERE, TOKEN_IN_ADDRESS, false },
	{ "without a token or a word of where from", "", NO_TOKEN, false },
	{ "from another site", "Sec-Fetch-Site: cross-site\r\n", OWN_TOKEN, false },
	{ "from another host of the site", "Sec-Fetch-Site: same-site\r\n", OWN_TOKEN, false },
	{ "from no page at all", "Sec-Fetch-Site: none\r\n", OWN_TOKEN, false },
	{ "from here and elsewhere at once", FROM_HERE "Sec-Fetch-Site: cross-site\r\n", OWN_TOKEN,
		false },
	{ "from another origin", "Origin: https://evil.example\r\n", OWN_TOKEN, false },
	{ "from our name on another port", "Origin: http://127.0.0.1:1\r\n", OWN_TOKEN, false },
	{ "from our origin", "Origin: http://{host}\r\n", OWN_TOKEN, true },
	{ "from a page that hides its address", "Origin: null\r\n", OWN_TOKEN, true },
	{ "from an old browser that says nothing", "", OWN_TOKEN, true },
};

/* Refused is 403, or where the form's own page sends this person elsewhere, there. */
static bool is_refused_as(
	const struct grid *g, const struct route *route, const struct reply *r, enum column column)
{
	struct route page = { .method = GET, .pattern = route->pattern };
	struct line line;
	return r->status == 403 ||
		(r->status == 303 && find_line(g, &page, &line) &&
			text_is_chars(line.cells[column], "303"));
}

static struct reply forge(struct grid *g, struct arena *a, const struct route *route,
	const struct line *line, const struct forgery *f, enum column column, bool *stored)
{
	struct visitor v = visitor_for(g, a, column), other = visitor_for(g, a, OTHER);
	struct text path = path_for(g, a, route, column), form = line->form;
	struct text from = probe_fill(a, text_of(f->from), g->house.host, "");
	if (f->token == TOKEN_IN_ADDRESS)
		path = arena_print(a, "%.*s?csrf=%.*s", SHOWN(path), SHOWN(v.csrf));
	if (f->token == OWN_TOKEN || f->token == FOREIGN_TOKEN)
		form = form_for(a, f->token == OWN_TOKEN ? v.csrf : other.csrf, form);
	/* a form that comes back shows its page, and that is a look */
	const char *apart = is_tied(route) || is_account(route) ? LOOKS_APART : NULL;
	struct text was = house_stored(&g->house, a, apart);
	struct reply r =
		house_ask(&g->house, a, &(struct house_request){ "POST", path, &v, from.at, form });
	*stored = !text_is(was, house_stored(&g->house, a, apart));
	return r;
}

static void test_forgeries(
	struct grid *g, const struct route *route, const struct line *line, enum column column)
{
	for (size_t i = 0; i < COUNT_OF(forgeries); i++) {
		OWN_ARENA a = arena_open();
		const struct forgery *f = &forgeries[i];
		bool stored;
		struct reply r = forge(g, a, route, line, f, column, &stored);
		bool good = f->passes ? text_is(cell_of(a, &r), line->cells[column])
				      : is_refused_as(g, route, &r, column) && !stored;
		const char *missing = wall_missing(&r, "no-store", false);
		CHECK(good && !missing, "POST %s by %s %s is %s (%d%s%s%s)", route->pattern,
			columns[column].word, f->says, f->passes ? "taken" : "refused", r.status,
			stored && !f->passes ? ", stored something" : "",
			missing ? ", without " : "", missing ? missing : "");
	}
}

/* ---- personal identity codes ---------------------------------------------------------------- */

#define CODE "131052-308T" /* of nobody: the example of the authority that gives them */

static struct reply send_code(struct grid *g, struct arena *a, const struct route *route,
	enum column column, struct text form, bool *stored)
{
	struct visitor v = visitor_for(g, a, column);
	const char *apart =
		is_tied(route) || strstr(route->pattern, "{person}") ? LOOKS_APART : NULL;
	struct house_request rq = { "POST", path_for(g, a, route, column), &v, FROM_HERE,
		form_for(a, v.csrf, form) };
	struct text was = house_stored(&g->house, a, apart);
	struct reply r = house_ask(&g->house, a, &rq);
	*stored = !text_is(was, house_stored(&g->house, a, apart));
	return r;
}

/* Whatever the form and whatever its field: a code comes back, pointed at, before anything is kept; and
 * passes when the same is sent once more. */
static void test_pointed_out(
	struct grid *g, const struct route *route, const struct line *line, enum column column)
{
	OWN_ARENA a = arena_open();
	bool stored;
	struct text cell = line->cells[column];
	struct text form = arena_print(a, "%.*s%swhatever=It+is+" CODE "+.", SHOWN(line->form),
		line->form.size > 0 ? "&" : "");
	struct reply r = send_code(g, a, route, column, form, &stored);
	CHECK(r.status == 422 && !stored, "POST %s holds back a personal identity code (%d%s)",
		route->pattern, r.status, stored ? ", stored something" : "");
	if (text_is_chars(cell, "404"))
		return; /* there is no page of it that could come back */
	struct text mark = TEXT("name=\"pointed\" value=\"");
	size_t at = text_find(r.body, mark);
	CHECK(house_shows(&r, "131052-3…") && house_shows(&r, "href=\"#whatever\""),
		"POST %s points at it", route->pattern);
	if (house_token(a, r.body).size == 0)
		return; /* a page without its form now: there is nothing to mark as done */
	struct text rest = text_part(r.body, at + mark.size, r.body.size);
	struct text marks = text_cut(&rest, '"');
	form = arena_print(a, "%.*s&pointed=%.*s", SHOWN(form), SHOWN(marks));
	r = send_code(g, a, route, column, form, &stored);
	CHECK(text_is(cell_of(a, &r), cell) && !house_shows(&r, "131052-3…"),
		"POST %s lets it pass the second time (%d)", route->pattern, r.status);
	form = arena_print(a, "%.*s&another=010203A1234+or+" CODE, SHOWN(form));
	r = send_code(g, a, route, column, form, &stored);
	CHECK(r.status == 422 && !stored, "POST %s holds back another one after it (%d)",
		route->pattern, r.status);
}

/* Whether a cell sends away: to the page that asks, or for a POST with the form kept there. */
static bool asks_for_proof(const struct route *route, struct text cell)
{
	return text_is_chars(cell, route->method == POST ? "401" : "prove");
}

/* What the doors say and what the cells say is one thing. */
static void test_strength(const struct route *route, const struct line *line)
{
	const char *method = route->method == POST ? "POST" : "GET";
	if (route->door & DOOR_CLIENT)
		CHECK(asks_for_proof(route, line->cells[BY_CARD]) ==
				((route->door & OWN_MATTER) != 0),
			"%s %s opens by card alone where it is no own matter", method,
			route->pattern);
	if (route->door & DOOR_COACH)
		CHECK(asks_for_proof(route, line->cells[HALFWAY]) ==
				((route->door & ON_THE_WAY_IN) == 0),
			"%s %s opens without the second factor on the way in alone", method,
			route->pattern);
}

/* ---- links that need no session ------------------------------------------------------------- */

/* A link is somebody's whoever presses it: a machine without a cookie, or somebody else. */
static void test_by_link(struct grid *g, const struct route *route)
{
	OWN_ARENA a = arena_open();
	struct visitor none = { 0, NO_TEXT, NO_TEXT, NO_TEXT }, v = visitor_for(g, a, CLIENT);
	struct visitor *const by[] = { &none, &v };
	CHECK(route->door == (ANYONE | BY_LINK), "%s opens by its address alone", route->pattern);
	for (size_t i = 0; i < COUNT_OF(by); i++) {
		struct text path = path_for(g, a, route, OTHER);
		struct house_request rq = { "POST", path, by[i], "Sec-Fetch-Site: cross-site\r\n",
			TEXT("List-Unsubscribe=One-Click") };
		int64_t own = address_of(g, a, g->people[CLIENT], true);
		struct reply r = house_ask(&g->house, a, &rq);
		CHECK(r.status == 200 && !wall_missing(&r, "no-store", false) &&
				address_of(g, a, g->people[OTHER], false) == 0,
			"POST %s from anywhere does what its link is for (%d)", route->pattern,
			r.status);
		CHECK(address_of(g, a, g->people[CLIENT], false) == own && own != 0,
			"and nothing to whoever is signed in");
	}
	struct text path = path_for(g, a, route, ABSENT);
	struct text was = house_stored(&g->house, a, NULL);
	struct house_request rq = { "POST", path, &v, FROM_HERE, TEXT("x=1") };
	CHECK(house_ask(&g->house, a, &rq).status == 200 &&
			text_is(was, house_stored(&g->house, a, NULL)),
		"POST %s of no link of ours does nothing", route->pattern);
}

static void test_route(struct grid *g, const struct route *route)
{
	OWN_ARENA a = arena_open();
	struct line line;
	const char *method = route->method == POST ? "POST" : "GET";
	if (!CHECK(find_line(g, route, &line), "%s %s has a line in grid.txt", method,
		    route->pattern) ||
		!CHECK(path_for(g, a, route, CLIENT).at,
			"%s: the grid knows what its {names} stand for", route->pattern))
		return;
	CHECK(is_tied(route) == ((route->door & TIED) != 0) &&
			(!is_tied(route) || !(route->door & ANYONE)),
		"%s %s asks for a tie where it names a client", method, route->pattern);
	CHECK(!is_account(route) || route->door == DOOR_ADMIN,
		"%s %s is an admin's alone where it names an account", method, route->pattern);
	test_strength(route, &line);
	test_cells(g, route, &line);
	if (route->method != POST)
		return;
	if (route->door & BY_LINK) {
		test_by_link(g, route);
		return;
	}
	enum column passes = route->door & (ANYONE | DOOR_CLIENT) ? CLIENT
		: route->door & DOOR_COACH                        ? COACH
		: route->door & DOOR_LEAD                         ? LEAD
								  : ADMIN;
	test_forgeries(g, route, &line, passes);
	/* as whoever has reason to be on that page */
	test_pointed_out(g, route, &line,
		route->run == sign_in                 ? NOBODY
			: route->run == show_it_is_me ? BY_CARD
						      : passes);
	if (route->door & ANYONE)
		test_forgeries(g, route, &line, NOBODY);
}

/* ---- what stands behind a client is this client's ------------------------------------------- */

static void test_others_question(struct grid *g)
{
	OWN_ARENA a = arena_open();
	struct visitor v = visitor_for(g, a, COACH);
	struct text path = arena_print(a, "/clients/%lld/help/%lld", (long long)g->people[CLIENT],
		(long long)add_question(g, g->people[OTHER]));
	struct reply r = house_get(&g->house, a, &v, path);
	CHECK(r.status == 404, "another's question doesn't open behind one's own client (%d)",
		r.status);
	r = house_ask(&g->house, a,
		&(struct house_request){
			"POST", path, &v, FROM_HERE, form_for(a, v.csrf, TEXT("ready=0")) });
	CHECK(r.status == 404, "nor is it answered there (%d)", r.status);
}

/* ---- cards: looking uses nothing up --------------------------------------------------------- */

static void test_card(struct grid *g)
{
	OWN_ARENA a = arena_open();
	struct text path = arena_print(a, "/in/%.*s", SHOWN(card_for(g, a, CLIENT)));
	struct visitor v = house_visitor(&g->house, a, 0);
	struct house_request rq = { "HEAD", path, NULL, NULL, NO_TEXT };
	bool open = true;
	for (int i = 0; i < 10; i++)
		open = house_get(&g->house, a, NULL, path).status == 200 &&
			house_ask(&g->house, a, &rq).status == 200 && open;
	CHECK(open, "ten looks at a card, with GET and HEAD, find it usable");
	rq = (struct house_request){ "POST", path, &v, FROM_HERE, form_for(a, v.csrf, NO_TEXT) };
	struct reply r = house_ask(&g->house, a, &rq);
	struct text session = keep_secret(g, house_cookie(a, &r, TEXT("askel-")));
	CHECK(r.status == 303 && session.size == TOKEN_CHARS, "its button opens the door (%d)",
		r.status);
	struct visitor other = house_visitor(&g->house, a, 0);
	rq.visitor = &other;
	rq.form = form_for(a, other.csrf, NO_TEXT);
	r = house_ask(&g->house, a, &rq);
	CHECK(r.status == 410, "once: not to another browser (%d)", r.status);
	r = house_get(&g->house, a, NULL, path);
	CHECK(r.status == 410 && text_find(r.body, TEXT("<form")) == r.body.size,
		"and the card says so (%d)", r.status);
}

/* ---- the log
 * -------------------------------------------------------------------------------------------------
 */

static bool is_pattern(struct text word)
{
	if (text_is_chars(word, "-") || text_is_chars(word, "/static"))
		return true;
	for (size_t i = 0; i < route_count; i++) {
		if (text_is_chars(word, routes[i].pattern))
			return true;
	}
	return false;
}

/* "<6>GET /help/{id} 200 517us" and nothing else. */
static bool is_request_line(struct text line)
{
	struct text method = text_cut(&line, ' '), pattern = text_cut(&line, ' ');
	struct text status = text_cut(&line, ' ');
	int64_t n;
	return (text_is_chars(method, "<6>GET") || text_is_chars(method, "<6>POST")) &&
		is_pattern(pattern) && text_number(status, &n) && text_ends(line, TEXT("us")) &&
		text_number(text_part(line, 0, line.size - 2), &n);
}

static void test_log(const struct grid *g)
{
	OWN_ARENA a = arena_open();
	struct text log = NO_TEXT;
	size_t lines = 0, odd = 0, told = 0;
	if (!CHECK(file_read(a, g->house.log, (size_t)64 << 20, &log) == DONE, "there is a log"))
		return;
	struct text rest = text_part(log, g->log_start, log.size);
	while (rest.at) {
		struct text line = text_line(&rest);
		lines++;
		/* the admin's form changes a setting: which, and not to what; and the provider of this house
		 * never answers, which is told */
		if (is_request_line(line) || text_starts(line, TEXT("<6>post: no answer: ")) ||
			text_starts(line, TEXT("<6>oidc: the provider's ")) ||
			text_is_chars(line, "<6>settings: askel.conf was read again: help.hours"))
			continue;
		if (odd++ < 10)
			printf("# %.*s\n", SHOWN(line));
	}
	CHECK(lines > 100, "the log has a line a request (%zu)", lines);
	CHECK(odd == 0,
		"each is method, pattern, status and time, or a changed setting's name, and no "
		"fault "
		"(%zu others)",
		odd);
	for (size_t i = 0; i < g->secret_count; i++)
		told += text_find(log, g->secrets[i]) < log.size;
	CHECK(g->secret_count > 100 && told == 0, "no token of %zu is in the log (%zu)",
		g->secret_count, told);
	CHECK(text_find(log, TEXT(CANARY)) == log.size, "no name and no word is in the log");
}

/* ---- opening the house ---------------------------------------------------------------------- */

static enum outcome tie_people(struct db *db, void *value)
{
	const struct grid *g = value;
	int64_t now = clock_now();
	struct absence absence = { .coach = g->people[COACH],
		.substitute = g->people[SUBSTITUTE],
		.starts = now - 3600,
		.ends = now + 3600 };
	static const enum column tied[] = { COACH, SECOND, ENDED, HALFWAY };
	for (size_t i = 0; i < COUNT_OF(tied); i++) {
		struct tie tie = { .client = g->people[CLIENT],
			.coach = g->people[tied[i]],
			.scope = SCOPE_LEARNING | SCOPE_CLAIMS,
			.starts = now - 7200 };
		TRY(add_tie(db, &tie, 0));
		if (tied[i] == ENDED)
			TRY(end_tie(db, tie.id, 0, now - 1));
	}
	return add_absence(db, &absence, 0);
}

static enum outcome say_of_access(struct db *db, void *value)
{
	return add_access_feedback(db, value);
}

static bool fill_house(struct grid *g)
{
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		/* nobody has no person; the row brings what a client might have given them */
		const char *name = arena_print(g->house.arena, CANARY " %s", columns[i].word).at;
		unsigned roles = columns[i].roles ? columns[i].roles : ROLE_CLIENT;
		g->people[i] = house_person(&g->house, name, roles);
		if (!g->people[i])
			return false;
		g->help[i] = add_question(g, g->people[i]);
		g->badges[i] = add_house_badge(
			&g->house, g->house.arena, g->people[i], TEXT(CANARY), false)
				       .id;
	}
	g->shown = add_house_badge(&g->house, g->house.arena, g->people[CLIENT], TEXT(CANARY), true)
			   .address;
	if (store_change(g->house.store, tie_people, g) != DONE)
		return false;
	/* what anybody has said and the admin marks as answered: number 1 */
	struct access_feedback feedback = { .words = TEXT(CANARY " said this"),
		.reach = NO_TEXT,
		.language = TEXT("en"),
		.sent = clock_now() };
	if (store_change(g->house.store, say_of_access, &feedback) != DONE || feedback.id != 1)
		return false;
	HELD_LIBRARY library = library_hold(g->house.workshop->courses);
	const struct course *course = library->course_count > 0 ? &library->courses[0] : NULL;
	if (!course || course->page_count == 0 || course->media_count == 0)
		return false;
	g->course = arena_copy(g->house.arena, course->id);
	g->page = arena_copy(g->house.arena, course->pages[0].id);
	g->media = arena_copy(g->house.arena, course->media[0].name);
	return true;
}

static bool open_grid(struct grid *g, const char *program, const char *file)
{
	struct text log;
	if (!house_open(&g->house, program) || !fill_house(g) ||
		file_read(g->house.arena, file, 1 << 16, &g->file) != DONE ||
		file_read(g->house.arena, g->house.log, 1 << 20, &log) != DONE)
		return false;
	g->log_start = log.size;
	/* its rounds would store something of their own in the middle of a request */
	postman_stop(g->house.workshop);
	return true;
}

int main(int count, char **words)
{
	struct grid g = { .secrets = NULL, .house.real = true, .house.provider = true };
	/* nothing listens there: e-mail is offered, and none leaves */
	g.house.post = (struct post_conf){ .server = TEXT("127.0.0.1"),
		.port = 9,
		.security = MAIL_PLAIN,
		.sender = TEXT("no-reply@example.fi"),
		.hour = POST_HOUR,
		.weekdays = POST_WEEKDAYS };
	if (CHECK(open_grid(&g, words[0], count > 1 ? words[1] : "tests/pages/grid.txt"),
		    "a whole workshop opens, with people in it")) {
		test_lines(&g);
		for (size_t i = 0; i < route_count; i++)
			test_route(&g, &routes[i]);
		test_others_question(&g);
		test_card(&g);
		test_log(&g);
	}
	house_close(&g.house);
	return test_end();
}
