/* A letter to a mail server that behaves as it is told to, by way of libcurl. */
#include "post/post.h"
#include "smtp.h"
#include "test.h"

#include <time.h>

#define LETTER "Subject: x\r\n\r\nHello\r\n.dot\r\n"

struct round {
	struct smtp server;
	struct post *post;
};

static enum posted send_to(struct round *r, const char *to)
{
	return post_send(r->post, text_of(to), TEXT(LETTER));
}

static bool open_post(struct round *r, enum post_security security, int seconds)
{
	struct post_settings set = { .server = TEXT("127.0.0.1"),
		.port = r->server.port,
		.security = security,
		.from = TEXT("no-reply@example.fi"),
		.own_name = TEXT("learn.example.fi"),
		.seconds = seconds };
	return post_open(&set, &r->post) == DONE;
}

static void test_taken(struct round *r)
{
	CHECK(send_to(r, "aino@example.com") == POSTED && smtp_count(&r->server) == 1,
		"a letter is taken");
	CHECK(strcmp(r->server.letters[0], "Subject: x\n\nHello\n..dot\n") == 0,
		"word for word, a dot at a line's begin doubled");
	CHECK(strstr(r->server.said, "EHLO learn.example.fi\n") &&
			strstr(r->server.said, "MAIL FROM:<no-reply@example.fi>") &&
			strstr(r->server.said, "RCPT TO:<aino@example.com>"),
		"from our sender, and by no name of this machine");
	smtp_behave(&r->server, (struct smtp_manners){ 0 });
	CHECK(send_to(r, "veikko@example.com") == POSTED && !strstr(r->server.said, "EHLO"),
		"the next goes by the same connection");
	post_rest(r->post);
	CHECK(send_to(r, "veikko@example.com") == POSTED && strstr(r->server.said, "EHLO"),
		"after a rest it is a new one");
	post_rest(r->post);
	CHECK(send_to(r, "a@b.fi> SIZE=1") == POSTED_NOBODY && smtp_count(&r->server) == 3,
		"what is no address is never said to a server");
}

static void test_refusals(struct round *r)
{
	static const struct {
		const char *sentence;
		struct smtp_manners manners;
		enum posted posted;
	} rows[] = {
		{ "an address that isn't known is nobody's", { .rcpt = "550 5.1.1 nobody" },
			POSTED_NOBODY },
		{ "greylisting is to come later", { .rcpt = "451 4.7.1 greylisted" },
			POSTED_LATER },
		{ "a refusal to relay is the server's", { .rcpt = "550 5.7.1 no relaying" },
			POST_UNWELCOME },
		{ "a sender that isn't welcome", { .mail = "550 5.7.1 go away" }, POST_UNWELCOME },
		{ "a greeting that refuses", { .greeting = "554 no" }, POST_UNREACHED },
		{ "a server that hangs up at once", { .greeting = "" }, POST_UNREACHED },
		{ "one that hangs up at the address", { .rcpt = "" }, POST_UNREACHED },
		{ "one that hangs up before the body", { .data = "" }, POST_UNREACHED },
		{ "one that refuses the body", { .body = "554 5.7.0 spam" }, POST_UNWELCOME },
		{ "one that has no room now", { .body = "452 4.3.1 full" }, POSTED_LATER },
		{ "one that hangs up after the body may have it", { .body = "" }, POSTED_PERHAPS },
		{ "one that talks nonsense", { .ehlo = "hello there" }, POST_UNREACHED },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		smtp_behave(&r->server, rows[i].manners);
		enum posted posted = send_to(r, "aino@example.com");
		CHECK(posted == rows[i].posted ||
				/* how curl tells a greeting it doesn't like */
				(rows[i].manners.greeting && posted >= POST_UNREACHED),
			"%s (%d)", rows[i].sentence, posted);
		smtp_behave(&r->server, (struct smtp_manners){ 0 });
		CHECK(send_to(r, "aino@example.com") == POSTED, "and the next one goes out again");
		post_rest(r->post);
	}
}

static int64_t seconds_of(struct round *r, enum posted *posted)
{
	int64_t began = clock_ticks_us();
	*posted = send_to(r, "aino@example.com");
	return (clock_ticks_us() - began) / 1000000;
}

static void *stop_soon(void *context)
{
	nanosleep(&(struct timespec){ .tv_nsec = 300000000 }, NULL);
	post_stop(context);
	return NULL;
}

static void test_time(struct round *r)
{
	enum posted posted;
	pthread_t stopper;
	smtp_behave(&r->server, (struct smtp_manners){ .silent = true });
	CHECK(seconds_of(r, &posted) <= 10 && posted == POST_UNREACHED,
		"a server that says nothing is left after its time");
	post_close(r->post);
	if (!CHECK(open_post(r, POST_PLAIN, 60), "with a minute for a letter"))
		return;
	pthread_create(&stopper, NULL, stop_soon, r->post);
	CHECK(seconds_of(r, &posted) <= 10 && posted == POST_UNREACHED,
		"one that is being sent ends when it is told to");
	pthread_join(stopper, NULL);
	smtp_behave(&r->server, (struct smtp_manners){ 0 });
	size_t count = smtp_count(&r->server);
	CHECK(send_to(r, "aino@example.com") == POST_UNREACHED && smtp_count(&r->server) == count,
		"and nothing is sent after that");
	post_close(r->post);
}

static void test_no_tls(struct round *r)
{
	if (!CHECK(open_post(r, POST_STARTTLS, 10), "where STARTTLS is wanted"))
		return;
	smtp_behave(&r->server, (struct smtp_manners){ 0 });
	size_t count = smtp_count(&r->server);
	CHECK(send_to(r, "aino@example.com") == POST_UNTRUSTED && smtp_count(&r->server) == count &&
			!strstr(r->server.said, "MAIL"),
		"a server without it is told nothing");
	post_close(r->post);
	if (!CHECK(open_post(r, POST_TLS, 5), "where TLS is wanted from the start"))
		return;
	CHECK(send_to(r, "aino@example.com") >= POST_UNREACHED && smtp_count(&r->server) == count,
		"one that speaks plainly gets nothing either");
	post_close(r->post);
}

static void test_nobody_there(struct round *r)
{
	r->server.port = 1; /* nothing listens there */
	if (!CHECK(open_post(r, POST_PLAIN, 10), "without a server"))
		return;
	CHECK(send_to(r, "aino@example.com") == POST_UNREACHED, "nothing is reached");
	post_close(r->post);
}

int main(void)
{
	static struct round r;
	if (!CHECK(smtp_open(&r.server), "a mail server for the test") ||
		!CHECK(open_post(&r, POST_PLAIN, 4), "a way to it"))
		return test_end();
	test_taken(&r);
	test_refusals(&r);
	test_time(&r);
	test_no_tls(&r);
	smtp_close(&r.server);
	test_nobody_there(&r);
	return test_end();
}
