/*
 * The workshop: every room opened in order, the door last; closed the other way round. And what
 * http/ asks of us: who somebody is, what an error page looks like, where a line goes.
 */
#include "certificate.h"
#include "provider.h"
#include "upkeep.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE 60

/* ---- last good forms of courses, kept in the database --------------------------------------- */

struct keep_change {
	struct text group;
	const struct kept_file *files;
	size_t count;
};

static enum outcome keep_files(struct db *db, void *value)
{
	struct keep_change *c = value;
	return save_kept_files(db, c->group, c->files, c->count, clock_now());
}

_Static_assert(sizeof(struct kept_file) == sizeof(struct source_file) &&
		offsetof(struct kept_file, name) == offsetof(struct source_file, name) &&
		offsetof(struct kept_file, bytes) == offsetof(struct source_file, bytes),
	"a file as course/ knows it and as store/ keeps it are the same two texts");

static enum outcome keep_good(
	void *context, struct text group, const struct source_file *files, size_t count)
{
	struct keep_change change = { group, (const struct kept_file *)files, count };
	return store_change(context, keep_files, &change);
}

static enum outcome load_good(void *context, struct arena *a, struct text group,
	struct source_file **files, size_t *count)
{
	struct db *db = reader_borrow(context);
	struct kept_file *kept = NULL;
	enum outcome o = load_kept_files(db, a, group, &kept, count);
	reader_return(context, db);
	*files = (struct source_file *)kept;
	return o;
}

static enum outcome list_good(void *context, struct arena *a, struct text **groups, size_t *count)
{
	struct db *db = reader_borrow(context);
	enum outcome o = list_kept_groups(db, a, groups, count);
	reader_return(context, db);
	return o;
}

/* ---- opening
 * -----------------------------------------------------------------------------------------------
 */

static struct text say_for_course(void *context, struct text language, const char *msgid)
{
	struct workshop *w = hold_workshop(context);
	const struct views *views = w->views; /* open until the end, whoever holds the workshop */
	size_t index = find_language(views, language);
	let_go_workshop(w);
	return say(views, index < language_count(views) ? index : 0, msgid);
}

struct course_settings course_settings_for(const struct conf *conf, const char *folder)
{
	return (struct course_settings){ .folder = folder,
		.forbidden = conf->forbidden,
		.forbidden_count = conf->forbidden_count };
}

static const char *folder_of(struct workshop *w, const char *name)
{
	return arena_print(w->arena, "%s/%s", w->conf.folder, name).at;
}

enum outcome open_views(struct workshop *w)
{
	struct view_settings settings = { .shelf = shelf_files,
		.shelf_count = shelf_count,
		.over_folder = folder_of(w, "templates"),
		.rows = screens,
		.row_count = SCREEN_COUNT,
		.languages = w->conf.languages,
		.language_count = w->conf.language_count };
	return views_open(&settings, &w->views);
}

static enum outcome open_courses(struct workshop *w)
{
	w->courses_folder = folder_of(w, "courses");
	struct course_settings settings = course_settings_for(&w->conf, w->courses_folder);
	settings.keeper = (struct good_keeper){
		.context = w->store, .save = keep_good, .load = load_good, .list = list_good
	};
	settings.say = say_for_course;
	settings.say_context = w;
	return courses_open(&settings, &w->courses);
}

/* "https://badges.example.fi" -> "badges.example.fi" */
static struct text host_of(struct text origin)
{
	size_t scheme = text_find(origin, TEXT("://"));
	return scheme < origin.size ? text_part(origin, scheme + 3, origin.size) : NO_TEXT;
}

/* What is open to anybody, for the few pages that http makes without us: in every language, for there
 * nobody knows which one is read. */
static struct text plain_foot(const struct workshop *w)
{
	static const struct {
		const char *path, *words;
	} links[] = { { "/contact", N_("Help and phone") }, { "/privacy", N_("Privacy") },
		{ "/accessibility", N_("Accessibility") } };
	struct buffer b = buffer_in(w->arena);
	for (size_t l = 0; l < language_count(w->views); l++) {
		struct text tag = language_at(w->views, l), lang = language_tag(tag);
		buffer_print(
			&b, "<p lang=\"%.*s\" dir=\"%s\">", SHOWN(lang), language_direction(tag));
		for (size_t i = 0; i < COUNT_OF(links); i++) {
			buffer_print(&b, "%s<a href=\"%s?lang=%.*s\">", i > 0 ? " · " : "",
				links[i].path, SHOWN(tag));
			buffer_add_html(&b, say(w->views, l, links[i].words));
			buffer_add_chars(&b, "</a>");
		}
		buffer_add_chars(&b, "</p>\n");
	}
	return buffer_text(&b);
}

/* What needs to know where static files are. */
static void make_ready(void *owner, struct http_server *http)
{
	struct workshop *w = owner;
	w->http = http;
	make_picture_pieces(w, static_path(http, "pictures.svg"));
}

static enum outcome open_door(struct workshop *w)
{
	struct text *hosts = arena_take_of(w->arena, struct text);
	*hosts = host_of(w->conf.badge_origin);
	struct http_settings settings = { .origin = w->conf.origin,
		.listen = w->conf.listen,
		.trusted_proxy = w->conf.trusted_proxy,
		.more_hosts = hosts,
		.more_host_count = hosts->size > 0 ? 1 : 0,
		.routes = routes,
		.route_count = route_count,
		.shelf = shelf_files,
		.shelf_count = shelf_count,
		.over_folder = folder_of(w, "static"),
		.threads = w->conf.threads,
		.plain_foot = plain_foot(w),
		.seal = w->seal,
		.hooks = { .owner = w,
			.hold = hold_workshop,
			.let_go = let_go_workshop,
			.who_is = who_is,
			.admit = admit,
			.refuse = refuse,
			.note = note_request,
			.ready = make_ready,
			.file_begin = begin_file,
			.file_take = take_file,
			.file_end = end_file } };
	return http_open(&settings, &w->http);
}

static bool is_known_place(void *context, struct text place)
{
	struct workshop *w = context;
	BORROWED loan = borrow(w);
	/* what can't be told is kept */
	return knows_place(loan.db, place) != NOT_HERE;
}

static enum outcome open_vault(struct workshop *w)
{
	struct vault_settings settings = {
		.folder = folder_of(w, "files"), .seal = w->seal, .draw = w->conf.draw_program
	};
	TRY(vault_open(&settings, &w->vault));
	w->cuts = make_cuts(w->arena);
	return vault_settle(w->vault, is_known_place, w);
}

static enum outcome open_rooms(struct workshop *w)
{
	TRY(seal_open(w->conf.keys, false, &w->seal));
	if (w->conf.demo)
		seal_hash_cheaply(w->seal);
	TRY(postman_open(w));
	/* half of the threads may wait for the writer; the others go on showing pages */
	struct store_settings store = {
		.path = folder_of(w, "askel.db"), .seal = w->seal, .queue_most = w->conf.threads / 2
	};
	TRY(store_open(&store, &w->store));
	TRY(keep_issuer_key(w->store, w->seal));
	TRY(open_vault(w));
	TRY(upkeep_days(w));
	TRY(upkeep_views(w));
	make_stored_pieces(w, mail_is_kept(w));
	make_taken_style(w);
	TRY(open_courses(w));
	w->brake = brake_open();
	w->visits = visits_open();
	w->suggester = suggester_open();
	TRY(open_provider(w));
	TRY(open_door(w));
	TRY(postman_start(w));
	TRY(certificates_start(w));
	return upkeep_start(w);
}

enum outcome workshop_open(const struct conf *conf, struct workshop **workshop)
{
	struct workshop *w = upkeep_open(conf);
	enum outcome o = open_rooms(w);
	if (o != DONE) {
		workshop_close(w);
		return o;
	}
	*workshop = w;
	return DONE;
}

void workshop_close(struct workshop *w)
{
	upkeep_stop(w);
	postman_stop(w);
	certificates_stop(w);
	if (w->http)
		http_close(w->http);
	postman_close(w);
	certificates_close(w);
	if (w->courses)
		courses_close(w->courses);
	if (w->store)
		store_close(w->store);
	vault_close(w->vault);
	if (w->seal)
		seal_close(w->seal);
	if (w->brake)
		brake_close(w->brake);
	if (w->visits)
		visits_close(w->visits);
	if (w->suggester)
		suggester_close(w->suggester);
	oidc_close(w->oidc);
	upkeep_close(w);
}

int workshop_port(const struct workshop *w)
{
	return http_port(w->http);
}

struct store *workshop_store(const struct workshop *w)
{
	return w->store;
}

/* ---- people and cards, for commands --------------------------------------------------------- */

struct card_change {
	struct text name;
	unsigned roles;
	int64_t person, ends;
	bool lasting, new_phone;
	unsigned char kept[DIGEST_SIZE];
};

static enum outcome make_card_change(struct db *db, void *value)
{
	struct card_change *c = value;
	int64_t now = clock_now();
	if (c->person == 0)
		TRY(add_person(db, c->name, c->roles, now, &c->person));
	TRY(add_card(db, c->person, c->kept, now, c->ends, c->lasting));
	return c->new_phone ? let_card_reset(db, 0, c->person, c->kept, now) : DONE;
}

static enum outcome write_card(
	struct store *store, struct arena *a, struct card_change *change, struct text *path)
{
	struct text token = token_make(a, change->kept);
	TRY(store_change(store, make_card_change, change));
	*path = arena_print(a, "/in/%.*s", SHOWN(token));
	return DONE;
}

enum outcome make_person_card(struct store *store, struct arena *a, struct text name,
	unsigned roles, int64_t ends, bool lasting, struct text *path)
{
	struct card_change change = {
		.name = name, .roles = roles, .ends = ends, .lasting = lasting
	};
	return write_card(store, a, &change, path);
}

enum outcome make_card(struct store *store, struct arena *a, int64_t person, int64_t ends,
	bool lasting, struct text *path)
{
	struct card_change change = { .person = person, .ends = ends, .lasting = lasting };
	return write_card(store, a, &change, path);
}

enum outcome make_new_phone_card(
	struct store *store, struct arena *a, int64_t person, int64_t ends, struct text *path)
{
	struct card_change change = { .person = person, .ends = ends, .new_phone = true };
	return write_card(store, a, &change, path);
}

/* ---- the hooks of http ---------------------------------------------------------------------- */

struct touch {
	int64_t session, now;
};

static enum outcome move_seen(struct db *db, void *value)
{
	struct touch *t = value;
	return touch_session(db, t->session, t->now);
}

struct who who_is(void *owner, struct arena *a, struct text token)
{
	struct workshop *w = owner;
	unsigned char kept[DIGEST_SIZE];
	struct signed_in *me = arena_take_of(a, struct signed_in);
	if (token.size == 0 || !token_kept(token, kept))
		return (struct who){ 0 };
	struct db *db = reader_borrow_moment(w->store);
	enum outcome o = load_session(db, a, kept, &me->session, &me->person);
	reader_return(w->store, db);
	if (o != DONE)
		return (struct who){ 0 };
	int64_t now = clock_now();
	struct session_limits limits = session_limits_of(me->session.device, is_staff(&me->person));
	if (me->person.closed)
		return (struct who){ 0 };
	if (me->session.ended || !session_alive(limits, me->session.started, me->session.seen, now))
		return (struct who){ .expired = me->person.id, .more = me };
	if (now - me->session.seen >= MINUTE) {
		struct touch touch = { me->session.id, now };
		store_change_later(w->store, move_seen, &touch, sizeof touch);
	}
	return (struct who){ .person = me->person.id, .roles = me->person.roles, .more = me };
}

static void refuse_with_page(struct request *rq, struct response *rs, enum outcome o)
{
	struct problem_screen s = { .words = tell(rq, outcome_words(o)),
		.status = outcome_status(o),
		.home = !rq->guest,
		.again = rq->method == GET && (o == BUSY || o == BROKEN || o == SLOW_DOWN)
			? here(rq)
			: NO_TEXT };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("This did not go as planned")));
	rs->status = outcome_status(o);
	if (o == BUSY)
		rs->retry_after = 5;
	show(rq, rs, SCREEN_PROBLEM, &s);
}

/* False where there is no form, or nothing that could show it. */
static bool show_form_again(struct request *rq, struct response *rs, enum outcome o)
{
	if (rq->method != POST || !rq->route || rq->body.size == 0)
		return false;
	/* signing out has no page of its own: its button stands on /me */
	struct text path = rq->route->run == sign_out ? TEXT("/me") : rq->path;
	enum outcome shown = request_again(rq, rs, path, rq->body, rq->body_type);
	if (shown == PROVE_FIRST)
		return lead_to_proof(rq, rs) == DONE;
	if (shown != DONE)
		return false;
	if (rs->status == 0 && !rs->location.at)
		rs->status = outcome_status(o);
	return true;
}

void refuse(struct request *rq, struct response *rs, enum outcome o)
{
	if (o == SIGN_IN && rq->method == GET) {
		struct buffer to = buffer_in(rq->arena);
		buffer_add_chars(&to, "/sign-in");
		if (rq->path.size > 1) {
			buffer_add_chars(&to, "?next=");
			buffer_add_url(&to, here(rq));
		}
		if (see_other(rs, rq, "%.*s", SHOWN(buffer_text(&to))) == DONE)
			return;
	}
	if (o == SIGN_IN && show_sign_in_again(rq, rs) == DONE)
		return;
	if (o == PROVE_FIRST && lead_to_proof(rq, rs) == DONE)
		return;
	/* whose session has ended has nothing left to sign out of: the same farewell */
	if (o == STALE_FORM && rq->route && rq->route->run == sign_out && rq->who.expired &&
		sign_out(rq, rs) == DONE)
		return;
	/* the page had been open too long for its token, we can't take its form just now, or a
	 * personal identity code is in it: the same form again, word for word */
	if ((o == STALE_FORM || o == BUSY || o == BROKEN || o == BAD_FORM) &&
		show_form_again(rq, rs, o))
		return;
	*rs = (struct response){ .page = parcel_in(rq->arena) };
	if (o == TOO_LARGE && rq->route && rq->route->door & TAKES_FILE &&
		show_file_too_large(rq, rs) == DONE)
		return;
	*rs = (struct response){ .page = parcel_in(rq->arena) };
	refuse_with_page(rq, rs, o);
}

void note_request(void *owner, const char *pattern, enum method method, int status, int64_t us)
{
	(void)owner;
	/* asked every few seconds by machines: what is well would bury what people ask */
	if (status == 200 && (strcmp(pattern, "/health") == 0 || strcmp(pattern, "/metrics") == 0))
		return;
	log_note(
		"%s %s %d %lldus", method == POST ? "POST" : "GET", pattern, status, (long long)us);
}
