/* Feedback on accessibility: kept, listed, marked, dropped; and what the chain says of it. */
#include "fixture.h"

#define DAY (24 * 60 * 60)

struct task {
	enum { SEND, MARK, DROP } what;
	struct access_feedback feedback;
	bool answered;
	int64_t id, actor, now;
};

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;

	switch (t->what) {
	case SEND:
		return add_access_feedback(db, &t->feedback);
	case MARK:
		return mark_access_feedback(db, t->id, t->answered, t->actor, t->now);
	case DROP:
		return drop_old_access_feedback(db, t->now);
	}
	return BROKEN;
}

static int64_t send(struct fixture *f, struct text words, struct text reach, int64_t sent)
{
	struct task t = { .what = SEND,
		.feedback = { .words = words,
			.reach = reach,
			.language = TEXT("sv"),
			.sent = sent,
			.answer_by = sent / DAY + 14 } };
	need(store_change(f->store, run_task, &t) == DONE, "feedback");
	return t.feedback.id;
}

static enum outcome mark(struct fixture *f, int64_t id, bool answered, int64_t now)
{
	struct task t = { .what = MARK, .id = id, .answered = answered, .actor = 7, .now = now };
	return store_change(f->store, run_task, &t);
}

static int64_t waiting(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	int64_t count = -1;
	enum outcome o = count_access_feedback(db, &count);
	reader_return(f->store, db);
	return o == DONE ? count : -1;
}

/* The numbers of a list, "1 2 3". */
static const char *listed(struct fixture *f, bool answered, size_t skip, size_t most)
{
	struct db *db = reader_borrow(f->store);
	struct access_feedback *list;
	struct buffer b = buffer_in(f->arena);
	size_t count;
	enum outcome o = list_access_feedback(db, f->arena, answered, skip, most, &list, &count);
	reader_return(f->store, db);
	for (size_t i = 0; o == DONE && i < count; i++)
		buffer_print(&b, "%s%lld", i > 0 ? " " : "", (long long)list[i].id);
	return arena_copy(f->arena, buffer_text(&b)).at;
}

static void test_sending(struct fixture *f)
{
	struct db *db = reader_borrow(f->store);
	struct access_feedback back;
	int64_t first = send(f, TEXT("Too small"), TEXT("a@b.fi"), NOW);

	CHECK(load_access_feedback(db, f->arena, first, &back) == DONE &&
			text_is_chars(back.words, "Too small") &&
			text_is_chars(back.reach, "a@b.fi") && text_is_chars(back.language, "sv") &&
			back.sent == NOW && back.answer_by == NOW / DAY + 14 && back.answered == 0,
		"it comes back as it was sent");
	CHECK(load_access_feedback(db, f->arena, 999, &back) == NOT_HERE, "there is no other");
	reader_return(f->store, db);
	CHECK(send(f, TEXT("Too small"), TEXT("a@b.fi"), NOW + SAME_FEEDBACK_SECONDS - 1) == first,
		"the same again at once is the same press");
	int64_t second = send(f, TEXT("Too small"), NO_TEXT, NOW + 1);
	int64_t third = send(f, TEXT("Too small"), TEXT("a@b.fi"), NOW + SAME_FEEDBACK_SECONDS);
	CHECK(second != first && third != first && third != second,
		"from elsewhere, or later, it is another");
	CHECK(waiting(f) == 3, "three wait");
	CHECK(raw_number(f->path,
		      "SELECT count(*) FROM audit WHERE subject_kind = "
		      "'access_feedback'") == 0,
		"sending is not in the chain, which is kept for good");
}

static void test_marking(struct fixture *f)
{
	const char *rows = "SELECT count(*) FROM audit WHERE subject_kind = 'access_feedback' AND "
			   "actor = 7";
	CHECK(strcmp(listed(f, false, 0, 25), "1 2 3") == 0, "what waits: the oldest first");
	CHECK(mark(f, 2, true, NOW + 100) == DONE && mark(f, 1, true, NOW + 200) == DONE,
		"two are answered");
	CHECK(strcmp(listed(f, false, 0, 25), "3") == 0 && waiting(f) == 1, "one still waits");
	CHECK(strcmp(listed(f, true, 0, 25), "1 2") == 0, "what was answered: the latest first");
	CHECK(strcmp(listed(f, true, 1, 1), "2") == 0, "a page of it");
	CHECK(raw_number(f->path, rows) == 2, "each is a row of the chain");
	CHECK(mark(f, 1, true, NOW + 300) == DONE && raw_number(f->path, rows) == 2 &&
			raw_number(f->path, "SELECT answered FROM access_feedback WHERE id = 1") ==
				NOW + 200,
		"marked twice is marked once");
	CHECK(mark(f, 2, false, NOW + 400) == DONE && raw_number(f->path, rows) == 3 &&
			strcmp(listed(f, false, 0, 25), "2 3") == 0,
		"what was not answered after all waits again, in its place");
	CHECK(mark(f, 999, true, NOW) == NOT_HERE && raw_number(f->path, rows) == 3,
		"what isn't there can't be marked");
}

static void test_dropping(struct fixture *f)
{
	struct task t = { .what = DROP, .now = NOW + 200 };
	CHECK(store_change(f->store, run_task, &t) == DONE &&
			strcmp(listed(f, true, 0, 25), "1") == 0,
		"what was answered later stays");
	t.now = NOW + 201;
	CHECK(store_change(f->store, run_task, &t) == DONE &&
			strcmp(listed(f, true, 0, 25), "") == 0,
		"what was answered before goes");
	t.now = NOW + 1000 * (int64_t)DAY;
	CHECK(store_change(f->store, run_task, &t) == DONE &&
			strcmp(listed(f, false, 0, 25), "2 3") == 0,
		"what waits never does");
	CHECK(send(f, TEXT("New"), NO_TEXT, NOW) == 4, "a number is not given twice");
	struct text told;
	CHECK(verify(f, NULL, &told) == DONE, "and the chain is whole");
}

int main(void)
{
	struct fixture f = fixture_open();

	test_sending(&f);
	test_marking(&f);
	test_dropping(&f);
	fixture_close(&f);
	return test_end();
}
