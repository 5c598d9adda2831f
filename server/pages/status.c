/*
 * The state of the server in plain words, for the admin: what is in order, what isn't, and what to
 * do about each. Only what can be known from here is said.
 */
#include "certificate.h"
#include "school.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#define MB INT64_C(1000000)
#define BACKUP_LATE (INT64_C(7) * 86400)
#define DISK_LEAST (500 * MB) /* free; and room for one more copy of the database */

struct machine {
	int64_t database, free_space; /* bytes; free_space -1: the system doesn't say */
	bool disk_low, keys_open, keys_beside;
};

static int64_t size_of(struct arena *a, const char *folder, const char *name)
{
	struct stat st;
	return stat(arena_print(a, "%s/%s", folder, name).at, &st) == 0 ? (int64_t)st.st_size : 0;
}

static struct machine look_at_machine(struct request *rq)
{
	const struct conf *conf = &workshop_of(rq)->conf;
	struct machine m = { .database = size_of(rq->arena, conf->folder, "askel.db") +
			size_of(rq->arena, conf->folder, "askel.db-wal"),
		.free_space = -1 };
	struct statvfs disk;
	struct stat data, keys;
	if (statvfs(conf->folder, &disk) == 0) {
		m.free_space = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
		m.disk_low = m.free_space < DISK_LEAST || m.free_space < m.database;
	}
	if (stat(conf->folder, &data) == 0 && stat(conf->keys, &keys) == 0) {
		m.keys_open = (keys.st_mode & (S_IRWXG | S_IRWXO)) != 0;
		m.keys_beside = keys.st_dev == data.st_dev;
	}
	return m;
}

/* Two people at least, for a second person and for a new assessment. */
#define DECIDERS_LEAST 2

/* What the records tell. */
struct told {
	int64_t deciders, stuck;
	int64_t formal_troubles;
	struct backup_made backup;
	int64_t keys_kept; /* when the sheet was at hand; 0: never */
};

static enum outcome ask_records(
	struct request *rq, struct db *db, const struct library *library, struct told *t)
{
	TRY(load_keys_kept_day(rq, db, &t->keys_kept));
	TRY(load_backup(db, &t->backup));
	TRY(count_formal_troubles(rq, db, library, &t->formal_troubles));
	return count_deciders(db, clock_now(), &t->deciders, &t->stuck);
}

/* A house that is younger than that may have none yet; a demo needs none. */
static bool is_backup_late(const struct workshop *w, const struct backup_made *backup)
{
	int64_t last = backup->made ? backup->made : backup->since;
	return !w->conf.demo && clock_now() - last > BACKUP_LATE;
}

static int64_t count_bad_certificates(struct request *rq)
{
	const struct certificate_seen *seen = NULL;
	size_t count = certificates_seen(workshop_of(rq), rq->arena, &seen);
	int64_t bad = 0;
	for (size_t i = 0; i < count; i++)
		bad += is_certificate_trouble(seen[i].state);
	return bad;
}

static int64_t troubles_of(struct request *rq, const struct machine *m,
	const struct library *library, const struct told *t)
{
	const struct workshop *w = workshop_of(rq);
	struct postman_numbers post;
	postman_numbers(w, &post);
	return (library->error_count > 0) + m->disk_low + m->keys_open + (post.trouble != POSTED) +
		(t->deciders < DECIDERS_LEAST || t->stuck > 0) + is_backup_late(w, &t->backup) +
		(!w->conf.demo && !t->keys_kept) + (t->formal_troubles > 0) +
		count_bad_certificates(rq);
}

enum outcome count_troubles(struct request *rq, struct db *db, int64_t *count)
{
	HELD_LIBRARY library = library_hold(workshop_of(rq)->courses);
	struct machine m = look_at_machine(rq);
	struct told t;
	TRY(ask_records(rq, db, library, &t));
	*count = troubles_of(rq, &m, library, &t);
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
	struct request *rq, const struct backup_made *backup, struct status_screen *s)
{
	const struct workshop *w = workshop_of(rq);
	s->backup_command =
		arena_print(rq->arena, "askel backup '%s' askel-$(date +%%F).tar", w->conf.folder);
	s->backup_late = is_backup_late(w, backup);
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
	struct machine m = look_at_machine(rq);
	struct audit_head head;
	struct told t;
	int64_t readers;
	{
		BORROWED loan = borrow(w);
		TRY(count_mail_readers(loan.db, &readers));
		TRY(load_head(loan.db, &head));
		TRY(ask_records(rq, loan.db, library, &t));
	}
	const char *folder = w->conf.folder;
	struct status_screen s = { .troubles = troubles_of(rq, &m, library, &t),
		.deciders = t.deciders,
		.deciders_few = t.deciders < DECIDERS_LEAST,
		.claims_stuck = t.stuck,
		.formal_troubles = t.formal_troubles,
		.version = TEXT(ASKEL_VERSION),
		.close_command = arena_print(rq->arena, "chmod -R go-rwx '%s'", w->conf.keys),
		.verify_command = arena_print(rq->arena, "askel verify '%s' --head %lld:%.*s",
			folder, (long long)head.number,
			SHOWN(hex_text(rq->arena, head.digest, DIGEST_SIZE))),
		.database = size_words(rq, m.database),
		.free_space = m.free_space < 0 ? NO_TEXT : size_words(rq, m.free_space),
		.disk_low = m.disk_low,
		.courses = (int64_t)library->course_count,
		.course_errors = (int64_t)library->error_count,
		.keys = text_of(w->conf.keys),
		.keys_open = m.keys_open,
		.keys_beside = m.keys_beside,
		.languages = languages_words(rq),
		.post_readers = readers };
	if (t.keys_kept)
		s.keys_day = date_words(rq, clock_day_of(t.keys_kept));
	fill_backup(rq, &t.backup, &s);
	fill_post(rq, &s);
	fill_certificates(rq, &s);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("State of the server")));
	s.frame.help_link = NO_TEXT;
	return show(rq, rs, SCREEN_STATUS, &s);
}
