/*
 * More changes than may wait: the writer stands still (a gate holds it) and as many people as fit
 * in the queue wait for it. Who comes then gets 503 at once, in the form as it was typed; pages are
 * shown all the same; when the writer goes on, who waited is served, and whoever presses the button
 * once more. The queue is of half the threads, so with few threads it is short.
 */
#include "house.h"
#include "store/gate.h"

#define THREADS 16
#define QUEUE (THREADS / 2)
#define TOO_MANY 4
#define PEOPLE (QUEUE + TOO_MANY)

struct asker {
	pthread_t thread;
	struct house *house;
	struct arena *arena;
	struct visitor visitor;
	const char *form, *words;
	struct reply reply;
	sem_t *told;
};

static void *ask(void *context)
{
	struct asker *p = context;
	p->reply = house_press(p->house, p->arena, &p->visitor, "/help", p->form);
	sem_post(p->told);
	return NULL;
}

static void wait_for(sem_t *told, int count)
{
	for (int i = 0; i < count; i++)
		while (sem_wait(told) < 0)
			continue;
}

static bool kept_form(const struct asker *p)
{
	struct text retry = head_value(p->reply.head, "Retry-After");
	return p->reply.status == 503 && retry.at && house_shows(&p->reply, p->words) &&
		house_shows(&p->reply, "Nothing is lost. Press the button once more.");
}

static void count_replies(struct asker *people, int *served, int *kept)
{
	*served = *kept = 0;
	for (int i = 0; i < PEOPLE; i++) {
		*served += people[i].reply.status == 303;
		*kept += kept_form(&people[i]);
	}
}

static bool asked_once(struct house *h, struct arena *a)
{
	return text_is_chars(house_value(h, a,
				     "SELECT count(*) || ' ' || count(DISTINCT words) FROM help"
				     " JOIN payload ON payload.id = payload"),
		arena_print(a, "%d %d", PEOPLE, PEOPLE).at);
}

static void test_queue(struct house *h)
{
	static struct asker people[PEOPLE];
	struct gate gate = { 0 };
	struct caller first;
	sem_t told;
	int served, kept;

	sem_init(&told, 0, 0);
	for (int i = 0; i < PEOPLE; i++) {
		struct arena *a = arena_open();
		people[i] = (struct asker){ .house = h,
			.arena = a,
			.visitor = house_visitor(h, a, house_person(h, "", ROLE_CLIENT)),
			.form = arena_print(a, "words=A+small+%%26+%d+great+question", i).at,
			.words = arena_print(a, ">A small &amp; %d great question<", i).at,
			.told = &told };
	}
	struct visitor onlooker = house_visitor(h, h->arena, house_person(h, "", ROLE_CLIENT));
	close_gate(&gate, &first, h->store);
	for (int i = 0; i < PEOPLE; i++)
		if (pthread_create(&people[i].thread, NULL, ask, &people[i]) != 0)
			abort();
	/* were the queue longer, this would wait for ever: the gate is closed */
	wait_for(&told, TOO_MANY);
	struct reply page = house_look(h, h->arena, &onlooker, "/courses/safe-online");
	CHECK(page.status == 200 && !caller_done(&first),
		"while %d people wait for the writer, others are told and pages are shown", QUEUE);
	open_gate(&gate, &first);
	for (int i = 0; i < PEOPLE; i++)
		pthread_join(people[i].thread, NULL);
	count_replies(people, &served, &kept);
	CHECK(kept == TOO_MANY,
		"past the queue each gets 503, when to come again, and the form word for word (%d)",
		kept);
	CHECK(served == QUEUE, "who waited is served (%d)", served);
	for (int i = 0; i < PEOPLE; i++)
		if (people[i].reply.status != 303)
			ask(&people[i]);
	count_replies(people, &served, &kept);
	CHECK(served == PEOPLE && asked_once(h, h->arena),
		"the button pressed once more sends it: each question is there once (%d)", served);
	for (int i = 0; i < PEOPLE; i++)
		arena_close(people[i].arena);
	sem_destroy(&told);
}

int main(int count, char **words)
{
	(void)count;
	struct house h = { .threads = THREADS };

	if (CHECK(house_open(&h, words[0]), "a house opens"))
		test_queue(&h);
	house_close(&h);
	return test_end();
}
