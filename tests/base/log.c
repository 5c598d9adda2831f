/* Lines for the journal, and the list of outcomes they go with. */
#include "base/base.h"
#include "test.h"

#include <errno.h>
#include <unistd.h>

/* What `run` writes to stderr. */
static size_t caught(void (*run)(void), char *out, size_t room)
{
	int pipes[2], was = dup(STDERR_FILENO);
	ssize_t size;

	if (was < 0 || pipe(pipes) < 0)
		exit(1);
	dup2(pipes[1], STDERR_FILENO);
	close(pipes[1]);
	run();
	dup2(was, STDERR_FILENO);
	close(was);
	size = read(pipes[0], out, room - 1);
	close(pipes[0]);
	out[size > 0 ? size : 0] = '\0';
	return size > 0 ? (size_t)size : 0;
}

static void note(void)
{
	log_note("listening on %s", "[::1]:8080");
}

static void fault(void)
{
	log_fault("could not open %s", "askel.db");
}

static void forge(void)
{
	log_note("name %s", "x\n<3>forged\x1b[31m\x7f");
}

static void talk_on(void)
{
	log_note("%05000d", 1);
}

static void check_lines(void)
{
	char out[8192];
	size_t size;
	int was;

	caught(note, out, sizeof out);
	CHECK(strcmp(out, "<6>listening on [::1]:8080\n") == 0, "a note is one line at level 6");
	caught(fault, out, sizeof out);
	CHECK(strcmp(out, "<3>could not open askel.db\n") == 0, "a fault is one line at level 3");
	caught(forge, out, sizeof out);
	CHECK(strcmp(out, "<6>name x?<3>forged?[31m?\n") == 0, "control characters forge no line");
	size = caught(talk_on, out, sizeof out);
	CHECK(size == 1024 && out[size - 1] == '\n' && strchr(out, '\n') == out + size - 1,
		"a long line is cut and still ends");
	was = dup(STDERR_FILENO);
	close(STDERR_FILENO);
	errno = ENOSPC;
	log_note("nobody hears this");
	CHECK(errno == ENOSPC, "logging leaves errno alone, also where stderr is gone");
	dup2(was, STDERR_FILENO);
	close(was);
}

static void check_outcomes(void)
{
	static const struct {
		enum outcome outcome;
		int status;
		const char *name;
	} cases[] = {
#define X(name, status, words) { name, status, #name },
		OUTCOMES(X)
#undef X
	};

	CHECK(DONE == 0, "done is nought");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *words = outcome_words(cases[i].outcome);
		size_t size = strlen(words);
		CHECK(outcome_status(cases[i].outcome) == cases[i].status &&
				strcmp(outcome_name(cases[i].outcome), cases[i].name) == 0,
			"%s is status %d", cases[i].name, cases[i].status);
		CHECK((cases[i].outcome == DONE) == (size == 0) &&
				(!size || words[size - 1] == '.'),
			"%s has a whole sentence for the person, unless all went well",
			cases[i].name);
	}
	CHECK(outcome_status((enum outcome)99) == 500 &&
			strcmp(outcome_name((enum outcome)99), "BROKEN") == 0,
		"a number that is no outcome is a fault");
}

static enum outcome tried(enum outcome o, bool *went_on)
{
	TRY(o);
	*went_on = true;
	return NOT_HERE;
}

int main(void)
{
	bool went_on = false;

	check_lines();
	check_outcomes();
	CHECK(tried(BUSY, &went_on) == BUSY && !went_on, "TRY leaves with what went otherwise");
	CHECK(tried(DONE, &went_on) == NOT_HERE && went_on, "and goes on where it was done");
	return test_end();
}
