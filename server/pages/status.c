/*
 * The state of the server in plain words, for the admin: what is in order, what isn't, and what to
 * do about each. Only what can be known from here is said.
 */
#include "certificate.h"

#define MB INT64_C(1000000)

static int64_t count_bad_certificates(struct request *rq)
{
	const struct certificate_seen *seen = NULL;
	size_t count = certificates_seen(workshop_of(rq), rq->arena, &seen);
	int64_t bad = 0;
	for (size_t i = 0; i < count; i++)
		bad += is_certificate_trouble(seen[i].state);
	return bad;
}

/* With what only a server that runs knows. */
static enum outcome look_around(
	struct request *rq, struct db *db, const struct library *library, struct house_state *state)
{
	const struct workshop *w = workshop_of(rq);
	struct postman_numbers post;
	TRY(look_at_house(rq->arena, db, &w->conf, w->seal, library, state));
	postman_numbers(w, &post);
	state->troubles += (post.trouble != POSTED) + count_bad_certificates(rq);
	return DONE;
}

enum outcome count_troubles(struct request *rq, struct db *db, int64_t *count)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct house_state state;
	TRY(look_around(rq, db, library, &state));
	*count = state.troubles;
	return DONE;
}

/* "340 MB", "12 GB" */
static struct text size_words(struct request *rq, int64_t bytes)
{
	bool large = bytes >= 10000 * MB;
	int64_t number = large ? bytes / (1000 * MB) : (bytes + MB - 1) / MB;
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
		large ? N_("{a} GB") : N_("{a} MB"),
		arena_print(rq->arena, "%lld", (long long)number), NO_TEXT);
}

static struct text languages_words(struct request *rq)
{
	const struct conf *conf = &workshop_of(rq)->conf;
	struct buffer b = buffer_in(rq->arena);
	for (size_t i = 0; i < conf->language_count; i++) {
		buffer_add_chars(&b, i > 0 ? ", " : "");
		buffer_add(&b, own_language_name(conf->languages[i]));
	}
	return buffer_text(&b);
}

/* What ails e-mail, and what to do; empty: nothing does. */
static struct text post_trouble_words(const struct request *rq, enum posted trouble)
{
	switch (trouble) {
	case POST_UNREACHED:
		return tell(rq, N_("The mail server doesn't answer, or not in time."));
	case POST_UNTRUSTED:
		return tell(rq,
			N_("The mail server offers no TLS, or its certificate isn't its own. Look "
			   "at server, security and authorities in [post] of askel.conf."));
	case POST_SIGN_IN_REFUSED:
		return tell(rq,
			N_("The mail server doesn't take our user and password. Look at user in "
			   "[post] of askel.conf, and at the file with the password."));
	case POST_UNWELCOME:
		return tell(rq,
			N_("The mail server takes no e-mail from us. Look at sender in [post] of "
			   "askel.conf, and ask whoever runs it whether we may send."));
	default:
		return NO_TEXT;
	}
}

static void fill_post(struct request *rq, struct status_screen *s)
{
	const struct workshop *w = workshop_of(rq);
	struct postman_numbers n;
	if (!w->postman)
		return;
	postman_numbers(w, &n);
	s->post_server = w->conf.post.server;
	s->post_trouble = post_trouble_words(rq, n.trouble);
	if (n.trouble != POSTED)
		s->post_since = date_words(rq, clock_day_of(n.since));
}

static void fill_backup(
	struct request *rq, const struct house_state *state, struct status_screen *s)
{
	const struct workshop *w = workshop_of(rq);
	const struct backup_made *backup = &state->backup;
	s->backup_command =
		arena_print(rq->arena, "askel backup '%s' askel-$(date +%%F).tar", w->conf.folder);
	s->backup_late = state->backup_late;
	if (!backup->made)
		return;
	s->backup_day = date_words(rq, clock_day_of(backup->made));
	s->backup_size = size_words(rq, backup->size);
	s->backup_keys = backup->with_keys;
}

static void fill_certificates(struct request *rq, struct status_screen *s)
{
	const struct certificate_seen *seen = NULL;
	size_t count = certificates_seen(workshop_of(rq), rq->arena, &seen);
	struct certificate_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i] = (struct certificate_row){ .address = seen[i].address,
			.day = seen[i].last ? full_date_words(rq, clock_day_of(seen[i].last))
					    : NO_TEXT,
			.good = seen[i].state == CERTIFICATE_GOOD,
			.ends_soon = seen[i].state == CERTIFICATE_ENDS_SOON,
			.over = seen[i].state == CERTIFICATE_OVER,
			.untrusted = seen[i].state == CERTIFICATE_UNTRUSTED,
			.unseen = seen[i].state == CERTIFICATE_UNSEEN };
	s->certificates = rows;
	s->certificates_count = count;
}

enum outcome show_status(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	HELD_LIBRARY library = library_hold(w->courses);
	struct audit_head head;
	struct house_state t;
	int64_t readers;
	{
		BORROWED loan = borrow(w);
		TRY(count_mail_readers(loan.db, &readers));
		TRY(load_head(loan.db, &head));
		TRY(look_around(rq, loan.db, library, &t));
	}
	const char *folder = w->conf.folder;
	struct status_screen s = { .troubles = t.troubles,
		.deciders = t.deciders,
		.deciders_few = t.deciders_few,
		.claims_stuck = t.stuck,
		.formal_troubles = t.formal_troubles,
		.version = TEXT(ASKEL_VERSION),
		.close_command = arena_print(rq->arena, "chmod -R go-rwx '%s'", w->conf.keys),
		.verify_command = arena_print(rq->arena, "askel verify '%s' --head %lld:%.*s",
			folder, (long long)head.number,
			SHOWN(hex_text(rq->arena, head.digest, DIGEST_SIZE))),
		.database = size_words(rq, t.database),
		.free_space = t.free_space < 0 ? NO_TEXT : size_words(rq, t.free_space),
		.disk_low = t.disk_low,
		.courses = (int64_t)library->course_count,
		.course_errors = t.course_errors,
		.keys = text_of(w->conf.keys),
		.keys_open = t.keys_open,
		.keys_beside = t.keys_beside,
		.languages = languages_words(rq),
		.post_readers = readers };
	if (t.keys_kept)
		s.keys_day = date_words(rq, clock_day_of(t.keys_kept));
	fill_backup(rq, &t, &s);
	fill_post(rq, &s);
	fill_certificates(rq, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("State of the server")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_STATUS, &s);
}
