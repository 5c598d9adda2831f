/*
 * serve DIR: opens the workshop and keeps it open until it is told to stop.
 */
#include "inside.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#define HOUR 3600

/* Waits for SIGTERM or SIGINT; tidies once an hour meanwhile. */
static void wait_for_stop(struct workshop *workshop, const sigset_t *stops)
{
	struct timespec hour = { .tv_sec = HOUR };
	workshop_tidy(workshop);
	for (;;) {
		if (sigtimedwait(stops, NULL, &hour) > 0)
			return;
		if (errno == EAGAIN)
			workshop_tidy(workshop);
	}
}

static enum outcome end_links(struct db *db, void *value)
{
	(void)value;
	return end_lasting_cards(db, clock_now());
}

int serve_until_told(const struct conf *conf,
	int (*ready)(struct workshop *workshop, void *context), void *context)
{
	struct workshop *workshop;
	sigset_t stops;
	/* blocked before any thread is started, so that only we hear them */
	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	sigaddset(&stops, SIGINT);
	sigaddset(&stops, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &stops, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (workshop_open(conf, &workshop) != DONE)
		return EXIT_FAULT;
	struct store *store = workshop_store(workshop);
	bool ended = store_change(store, end_links, NULL) == DONE;
	int code = ended ? ready(workshop, context) : EXIT_FAULT;
	if (code == EXIT_DONE) {
		wait_for_stop(workshop, &stops);
		ended = store_change(store, end_links, NULL) == DONE;
	}
	workshop_close(workshop);
	return ended ? code : EXIT_FAULT;
}

static int say_open(struct workshop *workshop, void *context)
{
	const struct conf *conf = context;
	printf("%.*s is open at %.*s (port %d)\n", SHOWN(conf->public_name), SHOWN(conf->origin),
		workshop_port(workshop));
	fflush(stdout);
	return EXIT_DONE;
}

static int run_serve(int count, char **words)
{
	static const struct option none[] = { { 0 } };
	const char *folder;
	int plain;
	struct conf conf;
	OWN_ARENA a = arena_open();
	if (!read_options(&serve_command, count, words, none, &folder, 1, &plain))
		return EXIT_USE;
	if (plain != 1)
		return wrong_use(&serve_command, "name the folder of the installation");
	if (!read_conf(a, folder, &conf))
		return EXIT_FAULT;
	return serve_until_told(&conf, say_open, &conf);
}

const struct command serve_command = { "serve", "DIR", "open the doors",
	"Serves the installation in DIR until it is told to stop (SIGTERM or Ctrl-C), and lets "
	"what "
	"is in\nprogress end. TLS belongs to the proxy in front; the README has set-ups for Caddy "
	"and nginx.",
	run_serve };
