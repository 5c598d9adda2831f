/*
 * What was acknowledged survives kill -9. A child writes from several threads and says each number
 * on a pipe only after the store said DONE; the parent kills it at a random moment, then opens the
 * file: every number that came through the pipe must be there, and the chain must be whole.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#include "fixture.h"

#define ROUNDS 40
#define THREADS 4

struct scribe {
	struct store *store;
	int pipe;
	int64_t person, first;
};

static enum outcome make_person(struct db *db, void *value)
{
	return add_person(db, NO_TEXT, ROLE_CLIENT, NOW, value);
}

struct acknowledged {
	int64_t person, number;
};

static enum outcome give_number(struct db *db, void *value)
{
	const struct acknowledged *e = value;
	char question[24];
	struct answer answer = { .kind = ASK_EVIDENCE,
		.words = TEXT("what I did"),
		.verdict = VERDICT_GIVEN,
		.at = NOW };

	snprintf(question, sizeof question, "q%lld", (long long)e->number);
	answer.question = text_of(question);
	return save_answer(db, e->person, TEXT("course"), TEXT("page"), &answer);
}

static void *write_for_ever(void *context)
{
	struct scribe *s = context;
	for (int64_t number = s->first;; number += THREADS) {
		struct acknowledged e = { s->person, number };
		if (store_change(s->store, give_number, &e) != DONE ||
			write(s->pipe, &number, sizeof number) != sizeof number)
			_exit(2);
	}
}

static void run_child(struct fixture *f, int out, int64_t person, int64_t first)
{
	struct scribe scribes[THREADS];
	pthread_t threads[THREADS];

	if (open_store(f, false) != DONE)
		_exit(1);
	for (int i = 0; i < THREADS; i++) {
		scribes[i] = (struct scribe){ f->store, out, person, first + i };
		if (pthread_create(&threads[i], NULL, write_for_ever, &scribes[i]) != 0)
			_exit(1);
	}
	pthread_join(threads[0], NULL);
	_exit(3);
}

/* Reads to the end of the pipe; adds what was acknowledged to the list. */
static size_t gather(int in, int64_t *list, size_t count, size_t most)
{
	while (count < most && read(in, &list[count], sizeof *list) == sizeof *list)
		count++;
	return count;
}

static size_t run_round(
	struct fixture *f, int64_t person, int64_t first, int64_t *list, size_t count, size_t most)
{
	int ends[2], status;

	need(pipe(ends) == 0, "a pipe");
	pid_t child = fork();
	need(child >= 0, "a child");
	if (child == 0) {
		close(ends[0]);
		run_child(f, ends[1], person, first);
	}
	close(ends[1]);
	/* The first number says it works; from there on any moment is good. */
	if (read(ends[0], &list[count], sizeof *list) == sizeof *list)
		count++;
	usleep(random_below(60 * 1000));
	kill(child, SIGKILL);
	count = gather(ends[0], list, count, most);
	close(ends[0]);
	need(waitpid(child, &status, 0) == child, "the child ends");
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "the child was killed at work");
	return count;
}

/* How many of the list aren't in the file. */
static size_t missing(struct fixture *f, int64_t person, const int64_t *list, size_t count)
{
	struct db *db = reader_borrow(f->store);
	struct answer *answers;
	size_t answer_count, gone = 0;
	bool *there = arena_take_many(f->arena, count * 64 + 1000000, sizeof *there);

	need(load_answers(db, f->arena, person, TEXT("course"), &answers, &answer_count) == DONE,
		"answers");
	reader_return(f->store, db);
	for (size_t i = 0; i < answer_count; i++) {
		int64_t number = strtoll(answers[i].question.at + 1, NULL, 10);
		there[number] = true;
	}
	for (size_t i = 0; i < count; i++)
		gone += !there[list[i]];
	return gone;
}

int main(void)
{
	enum { MOST = 400000 };
	struct fixture f = fixture_open();
	int64_t *list = arena_take_many(f.arena, MOST, sizeof *list);
	size_t count = 0, lost = 0, broken = 0;
	int64_t person;
	struct text told = NO_TEXT;

	need(store_change(f.store, make_person, &person) == DONE, "a person");
	store_close(f.store); /* before a fork there must be no threads */
	for (int round = 0; round < ROUNDS; round++) {
		size_t before = count;
		count = run_round(&f, person, 20000 * round, list, count, MOST);
		need(count > before, "something was acknowledged");
		need(open_store(&f, false) == DONE, "the file opens after the kill");
		struct arena *whole = f.arena;
		f.arena = arena_open();
		lost += missing(&f, person, list, count);
		broken += verify(&f, NULL, &told) != DONE;
		arena_close(f.arena);
		f.arena = whole;
		store_close(f.store);
	}
	f.store = NULL;
	CHECK(lost == 0, "of %zu acknowledged answers %zu are lost", count, lost);
	CHECK(broken == 0, "the chain is whole after each of %d kills", ROUNDS);
	fixture_close(&f);
	return test_end();
}
