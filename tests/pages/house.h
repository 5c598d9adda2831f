/*
 * A whole workshop for the tests of pages: an installation in a folder of its own, people with open
 * sessions, and requests over real sockets. What the server logs goes to a file beside the program
 * (PROGRAM.log), so that tests can look at it.
 */
#ifndef TESTS_PAGES_HOUSE_H
#define TESTS_PAGES_HOUSE_H

#include "http/probes.h"
#include "pages/inside.h"

#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <sys/stat.h>

struct house {
	struct arena *arena; /* for as long as the house stands */
	char folder[64];
	struct conf conf;
	struct workshop *workshop;
	struct store *store;
	char host[32];
	int port;
	const char *log;
	bool real;             /* no demo: staff need their second factor */
	int threads;           /* of http; 0: 64 */
	bool slow_hash;        /* passphrases cost what they cost in earnest */
	bool provider;         /* there is one to sign in with, which never answers */
	struct text token;     /* of /metrics */
	struct post_conf post; /* no server: there is no e-mail */
	struct text origin;    /* empty: this machine's own */
	struct text badges;    /* the badges' own origin; empty: none that is asked for */
	struct text proxy;     /* whose X-Forwarded-For is believed; empty: nobody's */
};

/* Somebody at a browser: what their cookies hold, and the token of the forms they were shown. */
struct visitor {
	int64_t person; /* 0: nobody */
	struct text session, visit, csrf;
};

/* ---- the folder ----------------------------------------------------------------------------- */

static bool house_copy_courses(struct house *h)
{
	for (size_t i = 0; i < shelf_count; i++) {
		struct text name = text_of(shelf_files[i].name);
		if (!text_starts(name, TEXT("courses/")))
			continue;
		size_t cut = name.size;
		while (name.at[cut - 1] != '/')
			cut--;
		struct text folder =
			arena_print(h->arena, "%s/%.*s", h->folder, (int)cut - 1, name.at);
		struct text path = arena_print(h->arena, "%s/%s", h->folder, name.at);
		if (folder_make(folder.at, 0755) != DONE ||
			file_write(path.at, shelf_files[i].bytes, 0644) != DONE)
			return false;
	}
	return true;
}

/* Keys and an empty database, as `askel init` makes them. */
static bool house_make(struct house *h)
{
	struct seal *seal = NULL;
	struct store *store = NULL;
	strcpy(h->folder, "/tmp/askel-house-XXXXXX");
	if (!mkdtemp(h->folder) || !house_copy_courses(h))
		return false;
	h->conf.folder = h->folder;
	h->conf.keys = arena_print(h->arena, "%s/keys", h->folder).at;
	if (seal_open(h->conf.keys, true, &seal) != DONE)
		return false;
	struct store_settings settings = {
		.path = arena_print(h->arena, "%s/askel.db", h->folder).at,
		.seal = seal,
		.make = true,
		.readers = 1
	};
	bool made = store_open(&settings, &store) == DONE;
	if (made)
		store_close(store);
	seal_close(seal);
	return made;
}

/* The settings as a file, as `askel init` writes it. */
static bool house_write_conf(struct house *h)
{
	const struct conf *c = &h->conf;
	struct buffer languages = buffer_in(h->arena);
	for (size_t i = 0; i < c->language_count; i++)
		buffer_print(&languages, "%s%.*s", i > 0 ? " " : "", SHOWN(c->languages[i]));
	const char *values[SETTING_COUNT] = { [SETTING_ORIGIN] = c->origin.at,
		[SETTING_BADGE_ORIGIN] = c->badge_origin.at,
		[SETTING_LISTEN] = c->listen.at,
		[SETTING_PUBLIC_NAME] = c->public_name.at,
		[SETTING_ISSUER_NAME] = c->issuer_name.at,
		[SETTING_LANGUAGES] = buffer_text(&languages).at,
		[SETTING_PHONE] = c->help_phone.at,
		[SETTING_HOURS] = c->help_hours.at,
		[SETTING_ANSWER_DAYS] = arena_print(h->arena, "%d", c->answer_days).at,
		[SETTING_SESSIONS] = arena_print(h->arena, "%d", c->session_days).at };
	if (h->provider) {
		values[SETTING_WAYS] = "passphrase pictures provider";
		values[SETTING_PROVIDER_ISSUER] = c->provider.issuer.at;
		values[SETTING_PROVIDER_CLIENT] = c->provider.client_id.at;
		values[SETTING_PROVIDER_NAME] = c->provider.name.at;
	}
	struct text path = arena_print(h->arena, "%s/askel.conf", h->folder);
	return file_write(path.at, conf_text(h->arena, values), 0640) == DONE;
}

static int house_remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
	(void)st;
	(void)kind;
	(void)place;
	return remove(path);
}

/* From here on what would be read in the journal is read in PROGRAM.log. */
static bool house_log(struct house *h, const char *program)
{
	h->log = arena_print(h->arena, "%s.log", program).at;
	int fd = open(h->log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
	bool turned = fd >= 0 && dup2(fd, STDERR_FILENO) >= 0;
	if (fd >= 0)
		close(fd);
	return turned;
}

/* Beside the program under test, not beside the test. */
static const char *house_draw(struct house *h)
{
	const char *askel = getenv("ASKEL");
	return arena_print(h->arena, "%s-draw", askel ? askel : "build/askel").at;
}

__attribute__((unused)) static bool house_open(struct house *h, const char *program)
{
	h->arena = arena_open();
	h->conf = (struct conf){ .origin = h->origin.size ? h->origin : TEXT("http://127.0.0.1:0"),
		.badge_origin = h->badges.size ? h->badges : TEXT("http://127.0.0.1:0"),
		.listen = TEXT("127.0.0.1:0"),
		.trusted_proxy = h->proxy,
		.public_name = TEXT("Oppimispaikka"),
		.issuer_name = TEXT("Oppimispaikka"),
		.languages = { TEXT("en"), TEXT("fi"), TEXT("sv") },
		.language_count = 3,
		.help_phone = TEXT("010 000 0000"),
		.help_hours = TEXT("9-15"),
		.answer_days = 2,
		.ways = USUAL_WAYS,
		.claim_days = CLAIM_DAYS,
		.caseload_good = 20,
		.caseload_most = 25,
		.session_days = 400,
		.feedback_days = FEEDBACK_DAYS,
		.own_days = OWN_DAYS,
		.words_days = WORDS_DAYS,
		.learning_days = LEARNING_DAYS,
		.demo = !h->real,
		.metrics_token = h->token,
		.post = h->post,
		.draw_program = house_draw(h),
		.threads = h->threads ? h->threads : 64 };
	if (h->provider) {
		h->conf.ways |= WAY_PROVIDER;
		h->conf.provider = (struct provider_settings){ .issuer = TEXT("http://127.0.0.1:9"),
			.client_id = TEXT("learn"),
			.name = TEXT("Town"),
			.second_factor = NO_TEXT };
	}
	if (!house_log(h, program) || !house_make(h) || !house_write_conf(h))
		return false;
	if (workshop_open(&h->conf, &h->workshop) != DONE)
		return false;
	if (!h->slow_hash)
		seal_hash_cheaply(h->workshop->seal);
	h->store = workshop_store(h->workshop);
	h->port = workshop_port(h->workshop);
	snprintf(h->host, sizeof h->host, "127.0.0.1:%d", h->port);
	return true;
}

__attribute__((unused)) static void house_close(struct house *h)
{
	if (h->workshop)
		workshop_close(h->workshop);
	nftw(h->folder, house_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_close(h->arena);
}

/* ---- the database, looked at from outside --------------------------------------------------- */

static sqlite3 *house_db(struct house *h)
{
	sqlite3 *db = NULL;
	struct text path = arena_print(h->arena, "%s/askel.db", h->folder);
	if (sqlite3_open(path.at, &db) != SQLITE_OK)
		abort();
	sqlite3_busy_timeout(db, 10000);
	return db;
}

__attribute__((unused)) static bool house_sql(struct house *h, const char *sql)
{
	sqlite3 *db = house_db(h);
	int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
	sqlite3_close(db);
	return code == SQLITE_OK;
}

static void house_add_rows(sqlite3 *db, const char *table, struct buffer *all)
{
	char sql[128];
	sqlite3_stmt *rows;
	snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", table);
	if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
		abort();
	while (sqlite3_step(rows) == SQLITE_ROW) {
		buffer_print(all, "\n%s", table);
		for (int i = 0; i < sqlite3_column_count(rows); i++) {
			const void *bytes = sqlite3_column_blob(rows, i);
			size_t size = (size_t)sqlite3_column_bytes(rows, i);
			buffer_print(all, "|%zu:", size);
			buffer_add(all, (struct text){ bytes ? bytes : "", size });
		}
	}
	sqlite3_finalize(rows);
}

static enum outcome house_nothing(struct db *db, void *value)
{
	(void)db;
	(void)value;
	return DONE;
}

/* The first value of the first row, as text; empty where there is no row. */
__attribute__((unused)) static struct text house_value(
	struct house *h, struct arena *a, const char *sql)
{
	sqlite3 *db = house_db(h);
	sqlite3_stmt *rows;
	struct text value = NO_TEXT;
	if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
		abort();
	if (sqlite3_step(rows) == SQLITE_ROW)
		value = arena_copy_chars(a, (const char *)sqlite3_column_text(rows, 0));
	sqlite3_finalize(rows);
	sqlite3_close(db);
	return value;
}

/* All that is stored but what a look at a page may leave behind (visits, the last place), and but
 * `apart`, more tables as SQL has them in a list, or NULL. Changes that wait are let through first. */
__attribute__((unused)) static struct text house_stored(
	struct house *h, struct arena *a, const char *apart)
{
	struct buffer all = buffer_in(a);
	sqlite3_stmt *tables;
	if (store_change(h->store, house_nothing, NULL) != DONE)
		abort();
	sqlite3 *db = house_db(h);
	struct text sql = arena_print(a,
		"SELECT name FROM sqlite_schema WHERE type = 'table'"
		" AND name NOT IN ('visit', 'place'%s%s) ORDER BY name",
		apart ? ", " : "", apart ? apart : "");
	if (sqlite3_prepare_v2(db, sql.at, -1, &tables, NULL) != SQLITE_OK)
		abort();
	while (sqlite3_step(tables) == SQLITE_ROW)
		house_add_rows(db, (const char *)sqlite3_column_text(tables, 0), &all);
	sqlite3_finalize(tables);
	sqlite3_close(db);
	return buffer_text(&all);
}

/* ---- people --------------------------------------------------------------------------------- */

struct house_entry {
	const char *name;
	unsigned roles;
	int64_t person;
	unsigned char kept[DIGEST_SIZE];
};

static enum outcome house_add_person(struct db *db, void *value)
{
	struct house_entry *e = value;
	TRY(add_person(db, text_of(e->name), e->roles, clock_now(), &e->person));
	return save_languages(db, e->person, TEXT("en"), TEXT("en"));
}

/* A person who has chosen their languages. */
__attribute__((unused)) static int64_t house_person(
	struct house *h, const char *name, unsigned roles)
{
	struct house_entry e = { .name = name, .roles = roles };
	return store_change(h->store, house_add_person, &e) == DONE ? e.person : 0;
}

/* By card alone where `name` is "card"; else as surely as there is. */
static enum outcome house_add_session(struct db *db, void *value)
{
	struct house_entry *e = value;
	bool card = e->name && strcmp(e->name, "card") == 0;
	int64_t id, now = clock_now();
	TRY(add_session(db, e->person, e->kept, DEVICE_SHARED, "card", now, &id));
	return card ? DONE : strengthen_session(db, id, true, now);
}

/* ---- requests ------------------------------------------------------------------------------- */

struct house_request {
	const char *method;
	struct text path;
	const struct visitor *visitor; /* NULL: no cookies at all */
	const char *from;              /* headers that say where it comes from: "Origin: ...\r\n" */
	struct text form;              /* of a POST */
};

static void house_add_cookies(struct buffer *b, const struct house *h, const struct visitor *v)
{
	const char *join = "Cookie: ";
	if (v && v->session.size > 0) {
		buffer_print(b, "%saskel-%d=%.*s", join, h->port, SHOWN(v->session));
		join = "; ";
	}
	if (v && v->visit.size > 0) {
		buffer_print(b, "%saskel-visit-%d=%.*s", join, h->port, SHOWN(v->visit));
		join = "; ";
	}
	buffer_add_chars(b, join[0] == ';' ? "\r\n" : "");
}

__attribute__((unused)) static struct reply house_ask(
	struct house *h, struct arena *a, const struct house_request *rq)
{
	struct buffer b = buffer_in(a);
	buffer_print(&b, "%s %.*s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n", rq->method,
		SHOWN(rq->path), h->host);
	house_add_cookies(&b, h, rq->visitor);
	buffer_add_chars(&b, rq->from ? rq->from : "");
	if (strcmp(rq->method, "POST") == 0)
		buffer_print(&b,
			"Content-Type: application/x-www-form-urlencoded\r\n"
			"Content-Length: %zu\r\n\r\n%.*s",
			rq->form.size, SHOWN(rq->form));
	else
		buffer_add_chars(&b, "\r\n");
	return probe_to_end(a, h->port, buffer_text(&b));
}

__attribute__((unused)) static struct reply house_get(
	struct house *h, struct arena *a, const struct visitor *v, struct text path)
{
	return house_ask(h, a, &(struct house_request){ "GET", path, v, NULL, NO_TEXT });
}

/* The token of the first form on a page, or an empty text. */
__attribute__((unused)) static struct text house_token(struct arena *a, struct text page)
{
	struct text mark = TEXT("name=\"csrf\" value=\"");
	size_t at = text_find(page, mark);
	if (at == page.size)
		return NO_TEXT;
	struct text rest = text_part(page, at + mark.size, page.size);
	return arena_copy(a, text_cut(&rest, '"'));
}

/* The value of a cookie that an answer sets, by the start of its name. */
__attribute__((unused)) static struct text house_cookie(
	struct arena *a, const struct reply *r, struct text start)
{
	for (int n = 0;; n++) {
		struct text set = head_value_at(r->head, "Set-Cookie", n);
		if (!set.at)
			return NO_TEXT;
		if (!text_starts(set, start))
			continue;
		text_cut(&set, '=');
		return arena_copy(a, text_cut(&set, ';'));
	}
}

/* Somebody with a session just begun, by card, and the token of their forms. */
static struct visitor house_visitor_by(
	struct house *h, struct arena *a, int64_t person, const char *way)
{
	struct visitor v = { person, NO_TEXT, NO_TEXT, NO_TEXT };
	struct house_entry e = { .person = person, .name = way };
	if (person) {
		v.session = token_make(a, e.kept);
		if (store_change(h->store, house_add_session, &e) != DONE)
			abort();
	}
	struct reply r = house_get(h, a, &v, person ? TEXT("/device") : TEXT("/sign-in"));
	v.csrf = house_token(a, r.body);
	if (!person)
		v.visit = house_cookie(a, &r, TEXT("askel-visit"));
	return v;
}

/* The same, with passphrase and second factor shown: all that is theirs opens. Person 0: nobody,
 * with the cookie and token of a first visit. */
__attribute__((unused)) static struct visitor house_visitor(
	struct house *h, struct arena *a, int64_t person)
{
	return house_visitor_by(h, a, person, "passphrase");
}

/* What a browser takes from an answer: cookies set and dropped, the token of the new page. */
static void house_take(struct arena *a, struct visitor *v, const struct reply *r)
{
	for (int n = 0;; n++) {
		struct text set = head_value_at(r->head, "Set-Cookie", n);
		if (!set.at)
			break;
		struct text name = text_cut(&set, '=');
		struct text value = arena_copy(a, text_cut(&set, ';'));
		if (text_starts(name, TEXT("askel-visit")))
			v->visit = value;
		else
			v->session = value;
	}
	struct text token = house_token(a, r->body);
	if (token.size > 0)
		v->csrf = token;
}

/* A look and a press of a button, as a browser does them. */
__attribute__((unused)) static struct reply house_look(
	struct house *h, struct arena *a, struct visitor *v, const char *path)
{
	struct reply r = house_get(h, a, v, text_of(path));
	house_take(a, v, &r);
	return r;
}

__attribute__((unused)) static struct reply house_press(
	struct house *h, struct arena *a, struct visitor *v, const char *path, const char *form)
{
	struct text body = arena_print(a, "csrf=%.*s&%s", SHOWN(v->csrf), form);
	struct reply r = house_ask(h, a,
		&(struct house_request){
			"POST", text_of(path), v, "Sec-Fetch-Site: same-origin\r\n", body });
	house_take(a, v, &r);
	return r;
}

/* The value of a hidden field. */
__attribute__((unused)) static struct text house_hidden(
	struct arena *a, const struct reply *r, const char *name)
{
	struct text mark = arena_print(a, "name=\"%s\" value=\"", name);
	size_t at = text_find(r->body, mark);
	struct text rest = text_part(r->body, at + mark.size, r->body.size);
	return at < r->body.size ? arena_copy(a, text_cut(&rest, '"')) : NO_TEXT;
}

__attribute__((unused)) static bool house_shows(const struct reply *r, const char *words)
{
	return text_find(r->body, text_of(words)) < r->body.size;
}

__attribute__((unused)) static bool house_leads(const struct reply *r, const char *path)
{
	struct text to = head_value(r->head, "Location");
	return r->status == 303 && to.at && text_is_chars(to, path);
}

#endif
