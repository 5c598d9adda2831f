/*
 * upload: a form with a file. Its bytes go from a small block to whoever keeps them, so a request holds
 * no more memory than any other; the other fields are few and short as ever.
 *
 * A phone on a bad line needs minutes for a picture, and nothing of that is an attack: so a file has
 * time, as long as there are bytes now and then. What keeps that safe is that only somebody
 * signed in is read at all, that few send at once (a thirty-second of the threads, at most UPLOADS_MOST;
 * the next wait a moment for a place) and that one person has no more than two of these places.
 */
#include "http/inside.h"

#include <string.h>
#include <time.h>

#define BLOCK_BYTES ((size_t)64 * 1024)
#define OF_ONE_MOST 2                             /* at once */
#define PLACE_US ((int64_t)15 * 1000 * 1000)      /* to wait for a place */
#define SILENT_US ((int64_t)45 * 1000 * 1000)     /* without a byte: a lift, a tunnel */
#define START_US ((int64_t)60 * 1000 * 1000)      /* besides the time that its size gives it */
#define BYTES_A_SECOND 3000                       /* on the whole */
#define WHOLE_US ((int64_t)30 * 60 * 1000 * 1000) /* and never longer */
#define OVER_MOST \
	((int64_t)2 * UPLOAD_MOST) /* too large, yet read to its end for the answer to arrive */

void uploads_open(struct http_server *server)
{
	struct uploads *u = &server->uploads;
	pthread_condattr_t about;

	u->most = server->threads / 32;
	if (u->most < 1)
		u->most = 1;
	if (u->most > UPLOADS_MOST)
		u->most = UPLOADS_MOST;
	pthread_mutex_init(&u->lock, NULL);
	pthread_condattr_init(&about);
	pthread_condattr_setclock(&about, CLOCK_MONOTONIC);
	pthread_cond_init(&u->freed, &about);
	pthread_condattr_destroy(&about);
}

void uploads_close(struct http_server *server)
{
	pthread_mutex_destroy(&server->uploads.lock);
	pthread_cond_destroy(&server->uploads.freed);
}

/* Under the lock. */
static bool has_place(const struct uploads *u, int64_t person)
{
	size_t own = 0;

	for (size_t i = 0; i < u->count; i++)
		own += u->who[i] == person;
	return u->count < u->most && own < OF_ONE_MOST;
}

static struct timespec moment_of(int64_t ticks_us)
{
	return (struct timespec){ .tv_sec = ticks_us / 1000000,
		.tv_nsec = (long)(ticks_us % 1000000) * 1000 };
}

static enum outcome take_place(struct uploads *u, int64_t person)
{
	struct timespec until = moment_of(clock_ticks_us() + PLACE_US);
	bool has;

	pthread_mutex_lock(&u->lock);
	while (!(has = has_place(u, person)))
		if (pthread_cond_timedwait(&u->freed, &u->lock, &until) != 0)
			break;
	if (has)
		u->who[u->count++] = person;
	pthread_mutex_unlock(&u->lock);
	return has ? DONE : BUSY;
}

static void leave_place(struct uploads *u, int64_t person)
{
	pthread_mutex_lock(&u->lock);
	for (size_t i = 0; i < u->count; i++) {
		if (u->who[i] != person)
			continue;
		u->who[i] = u->who[--u->count];
		break;
	}
	pthread_cond_broadcast(&u->freed);
	pthread_mutex_unlock(&u->lock);
}

static void begin_file(void *context, struct text name)
{
	struct exchange *x = context;
	x->rq.file = x->server->set.hooks.file_begin(&x->rq, name);
}

static void take_file(void *context, struct text bytes)
{
	struct exchange *x = context;
	if (x->rq.file)
		x->server->set.hooks.file_take(x->rq.file, bytes);
}

static int64_t deadline_of(const struct exchange *x)
{
	int64_t us = START_US + x->body_size * 1000000 / BYTES_A_SECOND;
	return clock_ticks_us() + (us < WHOLE_US ? us : WHOLE_US);
}

/* What waits for the next bytes, as long as that may take: CivetWeb gives up after a request's usual
 * time, but the connection is as good as before; only one that has ended answers sooner. */
static size_t read_patiently(struct exchange *x, char *block, size_t size, int64_t deadline)
{
	int64_t silent = clock_ticks_us() + SILENT_US;

	for (;;) {
		int64_t asked = clock_ticks_us();
		size_t got = read_block(x, block, size);
		int64_t now = clock_ticks_us();
		if (got || now > deadline || now > silent ||
			now - asked < x->server->request_us / 2)
			return got;
	}
}

/* The whole body through the parser. `o`: what the form is worth, read to its end all the same, so that
 * the browser hears the answer. False where it stopped coming. */
static bool read_body(struct exchange *x, struct multipart *m, enum outcome *o)
{
	int64_t left = x->body_size, deadline = deadline_of(x);
	char *block = arena_take(x->rq.arena, BLOCK_BYTES);

	worker_read_file(x->worker, deadline);
	while (left) {
		size_t size = left < (int64_t)BLOCK_BYTES ? (size_t)left : BLOCK_BYTES;
		size_t got = read_patiently(x, block, size, deadline);
		if (got == 0 || clock_ticks_us() > deadline)
			break;
		left -= (int64_t)got;
		if (*o == DONE)
			*o = multipart_feed(m, (struct text){ block, got });
	}
	worker_answer(x->worker);
	return left == 0;
}

/* The fields as a plain form: what keeps forms, or shows them again, keeps and shows this one, too. */
static void keep_fields(struct request *rq)
{
	struct buffer b = buffer_in(rq->arena);

	for (size_t i = 0; i < rq->form.count; i++) {
		const struct form_field *field = &rq->form.fields[i];
		if (field->file_name.size)
			continue;
		buffer_add_chars(&b, b.size ? "&" : "");
		buffer_add_url(&b, field->name);
		buffer_add_char(&b, '=');
		buffer_add_url(&b, field->value);
	}
	rq->body = buffer_text(&b);
	rq->body_type = TEXT("application/x-www-form-urlencoded");
}

static enum outcome read_form(struct exchange *x)
{
	struct file_taker taker = { x, begin_file, take_file };
	struct request *rq = &x->rq;
	struct text type = header_of(x->info, "Content-Type", NULL);
	struct multipart *m = multipart_begin(rq->arena, type.at ? type : NO_TEXT, &taker);
	enum outcome o = x->body_size > UPLOAD_MOST + FORM_MOST ? TOO_LARGE : DONE;

	if (!m)
		return WRONG_TYPE;
	TRY(request_let_come(x));
	x->cut = !read_body(x, m, &o);
	x->body_left = false;
	if (x->cut)
		return CUT_OFF;
	TRY(o);
	TRY(multipart_end(m, &rq->form));
	keep_fields(rq);
	return DONE;
}

enum outcome upload_read_form(struct exchange *x)
{
	struct uploads *u = &x->server->uploads;
	int64_t person = x->rq.who.person;
	struct text type = header_of(x->info, "Content-Type", NULL);

	/* without a file, as where a button alone is pressed, it may be any form */
	if (x->body_size == 0 ||
		!text_is_nocase(text_trim(text_part(type, 0, text_find_char(type, ';'))),
			"multipart/form-data"))
		return request_read_form(x);
	if (x->body_size > OVER_MOST)
		return TOO_LARGE;
	TRY(take_place(u, person));
	enum outcome o = read_form(x);
	leave_place(u, person);
	return o;
}
