/*
 * The postman: a thread of its own that carries what is due to the mail server, so that nobody who asks
 * for a page ever waits for one. It wakes once a minute, and when somebody asks for a code.
 *
 * At most once: before a letter is handed over its row is marked, and only where the server surely
 * hasn't taken it the mark is taken back. Where that isn't known (the power went, the line was cut after
 * the last word), the letter counts as sent, and the next round tells of what is still new then. The
 * other way round somebody would get the same letter again and again for as long as a line is bad, and
 * the letter itself is worth little: all it tells of waits here.
 *
 * A server that takes nothing from us is asked again after a minute, two, four ... at most an hour, and
 * the admin sees why. An address that it doesn't know is told to whoever gave it. No address is logged.
 */
#include "upkeep.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define LETTERS_AT_ONCE 20
#define CODE_SECONDS HOUR         /* a code works */
#define CODE_WAIT_MOST (2 * HOUR) /* after that whoever asked has gone: they ask again */
#define TRIES_MOST 12             /* of one letter: about four days (RFC 5321, 4.5.4.1) */

struct postman {
	struct workshop *first;
	struct workshop *w; /* of the round that runs */
	struct post *post;
	pthread_t thread;
	bool started;
	pthread_mutex_t rounds; /* one at a time */
	pthread_mutex_t lock;   /* for what stands below */
	pthread_cond_t wake;
	bool woken, stop;
	struct postman_numbers numbers;
	int64_t again_at, tried; /* while there is trouble: not before; the last try */
	int pauses;
	/* Of daily and weekly: the round that is done, so that a minute with nothing to do costs
	 * nothing; and whether a letter of it is to be tried again. */
	int64_t done[MAIL_WEEKLY + 1], round[MAIL_WEEKLY + 1];
	bool pending[MAIL_WEEKLY + 1];
};

/* ---- what others are told ------------------------------------------------------------------- */

void postman_numbers(const struct workshop *w, struct postman_numbers *n)
{
	struct postman *p = w->postman;
	*n = (struct postman_numbers){ .trouble = POSTED };
	if (!p)
		return;
	pthread_mutex_lock(&p->lock);
	*n = p->numbers;
	pthread_mutex_unlock(&p->lock);
}

void postman_wake(const struct workshop *w)
{
	struct postman *p = w->postman;
	if (!p)
		return;
	pthread_mutex_lock(&p->lock);
	p->woken = true;
	/* somebody waits for a code: asked again sooner, but not every moment */
	if (p->again_at > p->tried + MINUTE)
		p->again_at = p->tried + MINUTE;
	pthread_cond_signal(&p->wake);
	pthread_mutex_unlock(&p->lock);
}

/* ---- how a letter fared --------------------------------------------------------------------- */

static bool is_trouble(enum posted posted)
{
	return posted >= POST_UNREACHED;
}

static void count(struct postman *p, enum posted posted, int64_t now)
{
	pthread_mutex_lock(&p->lock);
	struct postman_numbers *n = &p->numbers;
	p->tried = now;
	n->sent += posted == POSTED;
	n->nobody += posted == POSTED_NOBODY;
	n->failed += posted != POSTED && posted != POSTED_NOBODY;
	if (is_trouble(posted) || posted == POSTED_PERHAPS) {
		if (n->trouble == POSTED)
			n->since = now;
		n->trouble = is_trouble(posted) ? posted : POST_UNREACHED;
		int64_t pause = (int64_t)MINUTE << (p->pauses < 6 ? p->pauses : 6);
		p->again_at = now + (pause < HOUR ? pause : HOUR);
		p->pauses++;
	} else {
		n->trouble = POSTED;
		p->again_at = 0;
		p->pauses = 0;
	}
	pthread_mutex_unlock(&p->lock);
}

static bool may_try(struct postman *p, int64_t now)
{
	pthread_mutex_lock(&p->lock);
	bool may = !p->stop && now >= p->again_at;
	pthread_mutex_unlock(&p->lock);
	return may;
}

struct result {
	struct mail_due due;
	enum posted posted;
	int64_t now;
};

static enum outcome keep_result(struct db *db, void *value)
{
	const struct result *r = value;
	const struct mail_due *due = &r->due;
	if (r->posted == POSTED)
		return due->wanted ? DONE : mail_went(db, due);
	if (r->posted == POSTED_PERHAPS)
		return DONE;
	if (is_trouble(r->posted))
		return mail_stayed(db, due, due->tries, 0);
	if (r->posted == POSTED_LATER && due->tries + 1 < TRIES_MOST)
		return mail_stayed(db, due, due->tries + 1, r->now + post_pause(due->tries));
	return mail_was_refused(db, due, r->now);
}

/* ---- one letter ----------------------------------------------------------------------------- */

struct start {
	const struct mail_due *due;
	int64_t round, ends;
	unsigned char kept[DIGEST_SIZE];
};

static enum outcome mark_started(struct db *db, void *value)
{
	const struct start *s = value;
	return s->due->wanted ? start_mail_code(db, s->due, s->kept, s->ends)
			      : start_mail(db, s->due, s->round);
}

static struct letter_to letter_to_of(
	const struct workshop *w, const struct mail_due *due, struct text address, int64_t now)
{
	size_t language = find_language(w->views, due->language);
	return (struct letter_to){ .address = address,
		.language = language < language_count(w->views) ? language : 0,
		.person = due->person,
		.given = due->given,
		.now = now };
}

/* The letter, marked as sent before it is. */
static enum outcome prepare(struct postman *p, struct arena *a, const struct mail_due *due,
	int64_t round, int64_t now, struct text address, struct text *bytes)
{
	const struct workshop *w = p->w;
	struct letter_to to = letter_to_of(w, due, address, now);
	struct start start = { .due = due, .round = round, .ends = now + CODE_SECONDS };
	if (due->wanted) {
		struct text code = code_make(
			w->seal, a, CODE_ALOUD, mail_code_about(a, due->person), start.kept);
		TRY(write_code(w, a, &to, code, bytes));
	} else {
		TRY(write_news(w, a, &to, bytes));
	}
	return store_change(w->store, mark_started, &start);
}

static enum outcome carry(
	struct postman *p, const struct mail_due *due, int64_t round, int64_t now, bool *pending)
{
	OWN_ARENA a = arena_open();
	struct text address = NO_TEXT, bytes;
	struct result result = { .due = *due, .posted = POSTED_NOBODY, .now = now };
	if (!unseal_address(p->w->seal, a, due->person, due->address, &address)) {
		log_fault("pages: an e-mail address was sealed with other keys than these");
		return store_change(p->w->store, keep_result, &result);
	}
	enum outcome o = prepare(p, a, due, round, now, address, &bytes);
	if (o == OVERTAKEN)
		return DONE;
	if (o == BAD_FORM)
		log_fault("pages: a letter could not be written: look at [post] and [names]");
	TRY(o);
	result.posted = post_send(p->post, address, bytes);
	count(p, result.posted, now);
	*pending = *pending || is_trouble(result.posted) || result.posted == POSTED_LATER;
	return store_change(p->w->store, keep_result, &result);
}

/* ---- rounds --------------------------------------------------------------------------------- */

static int64_t moment_of_round(const struct post_conf *post, bool weekly, int64_t now)
{
	unsigned weekdays = weekly ? first_weekday(post->weekdays) : post->weekdays;
	int64_t day = clock_day_of(now);
	if (clock_minute_of(now) < post->hour * 60)
		day--;
	return clock_moment(last_of_weekdays(weekdays, day), post->hour * 60);
}

/* Each is marked when it is carried, or waits: so the list grows shorter until nothing is left. */
static enum outcome carry_codes(struct postman *p, int64_t now)
{
	bool pending = false;
	size_t listed = 1;
	while (listed > 0 && may_try(p, now)) {
		OWN_ARENA a = arena_open();
		struct mail_due *due;
		{
			BORROWED loan = borrow(p->w);
			TRY(list_mail_codes_due(loan.db, a, now - CODE_WAIT_MOST, now,
				LETTERS_AT_ONCE, &due, &listed));
		}
		for (size_t i = 0; i < listed && may_try(p, now); i++)
			TRY(carry(p, &due[i], 0, now, &pending));
	}
	return DONE;
}

static enum outcome carry_news(struct postman *p, enum mail_often often, int64_t now)
{
	int64_t round = moment_of_round(&p->w->conf.post, often == MAIL_WEEKLY, now);
	size_t listed = 1;
	if (round == p->done[often])
		return DONE;
	/* after a start nobody knows what was to be tried again */
	if (round != p->round[often])
		p->pending[often] = p->round[often] == 0;
	p->round[often] = round;
	while (listed > 0 && may_try(p, now)) {
		OWN_ARENA a = arena_open();
		struct mail_due *due;
		{
			BORROWED loan = borrow(p->w);
			TRY(list_mail_due(
				loan.db, a, often, round, now, LETTERS_AT_ONCE, &due, &listed));
		}
		for (size_t i = 0; i < listed && may_try(p, now); i++)
			TRY(carry(p, &due[i], round, now, &p->pending[often]));
	}
	if (listed == 0 && !p->pending[often])
		p->done[often] = round;
	return DONE;
}

static enum outcome carry_all(struct postman *p, int64_t now)
{
	TRY(carry_codes(p, now));
	TRY(carry_news(p, MAIL_DAILY, now));
	return carry_news(p, MAIL_WEEKLY, now);
}

void postman_round(struct workshop *w, int64_t now)
{
	struct postman *p = w->postman;
	pthread_mutex_lock(&p->rounds);
	p->w = hold_workshop(w); /* names and languages may have changed since the last round */
	if (may_try(p, now) && carry_all(p, now) != DONE)
		log_note("pages: not all e-mail could be carried now; it is tried again");
	post_rest(p->post);
	let_go_workshop(p->w);
	p->w = NULL;
	pthread_mutex_unlock(&p->rounds);
}

/* ---- the thread ----------------------------------------------------------------------------- */

/* False once it is to end. */
static bool wait_for_work(struct postman *p)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += MINUTE;
	pthread_mutex_lock(&p->lock);
	while (!p->woken && !p->stop &&
		pthread_cond_timedwait(&p->wake, &p->lock, &until) != ETIMEDOUT)
		;
	p->woken = false;
	bool goes_on = !p->stop;
	pthread_mutex_unlock(&p->lock);
	return goes_on;
}

static void *work(void *context)
{
	struct postman *p = context;
	do
		postman_round(p->first, clock_now());
	while (wait_for_work(p));
	return NULL;
}

/* The words of the settings are those of the room. */
static enum post_security security_of(enum mail_security said)
{
	static const enum post_security securities[] = {
		[MAIL_STARTTLS] = POST_STARTTLS, [MAIL_TLS] = POST_TLS, [MAIL_PLAIN] = POST_PLAIN
	};
	return securities[said];
}

enum outcome postman_open(struct workshop *w)
{
	const struct post_conf *conf = &w->conf.post;
	struct post_settings settings = { .server = conf->server,
		.port = conf->port,
		.security = security_of(conf->security),
		.authorities = conf->authorities,
		.user = conf->user,
		.from = conf->sender,
		.own_name = post_own_name(&w->conf) };
	if (conf->server.size == 0)
		return DONE;
	if (!read_post_password(w->arena, &w->conf, &settings.password))
		return BROKEN;
	struct postman *p = arena_take_of(w->arena, struct postman);
	TRY(post_open(&settings, &p->post));
	p->first = w;
	p->numbers.trouble = POSTED;
	pthread_mutex_init(&p->rounds, NULL);
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->wake, NULL);
	w->postman = p;
	return DONE;
}

enum outcome postman_start(struct workshop *w)
{
	struct postman *p = w->postman;
	if (!p)
		return DONE;
	p->started = pthread_create(&p->thread, NULL, work, p) == 0;
	if (!p->started)
		log_fault("pages: no thread for e-mail");
	return p->started ? DONE : BROKEN;
}

void postman_stop(struct workshop *w)
{
	struct postman *p = w->postman;
	if (!p)
		return;
	pthread_mutex_lock(&p->lock);
	p->stop = true;
	pthread_cond_signal(&p->wake);
	pthread_mutex_unlock(&p->lock);
	post_stop(p->post);
	if (p->started)
		pthread_join(p->thread, NULL);
	p->started = false;
}

void postman_close(struct workshop *w)
{
	struct postman *p = w->postman;
	if (!p)
		return;
	post_close(p->post);
	pthread_cond_destroy(&p->wake);
	pthread_mutex_destroy(&p->lock);
	pthread_mutex_destroy(&p->rounds);
	w->postman = NULL;
}
