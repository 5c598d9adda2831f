/* Badges that somebody brings along: kept once, their issuer checked later, so many and no more, and only
 * whose they are can remove them. */
#include "fixture.h"

struct task {
	enum { ADD, DROP } what;
	struct brought_badge brought;
	int64_t id, person;
	bool known;
};

static enum outcome do_task(struct db *db, void *value)
{
	struct task *t = value;
	return t->what == ADD ? add_brought(db, &t->brought, 7, &t->known)
			      : drop_brought(db, t->id, t->person, NOW);
}

static enum outcome run(struct fixture *f, struct task *t)
{
	return store_change(f->store, do_task, t);
}

static struct task adding(int64_t person, const char *document, int64_t checked)
{
	return (struct task){ .what = ADD,
		.brought = { .person = person,
			.document = text_of(document),
			.brought = NOW,
			.checked = checked } };
}

static int64_t rows_of(struct fixture *f, const char *verb)
{
	return raw_number(f->path,
		arena_print(f->arena, "SELECT count(*) FROM audit WHERE verb = '%s'", verb).at);
}

static size_t count_of(struct fixture *f, int64_t person, struct brought_badge *first)
{
	struct brought_badge *list;
	size_t count;
	struct db *db = reader_borrow(f->store);
	need(list_brought(db, f->arena, person, &list, &count) == DONE, "a list");
	reader_return(f->store, db);
	if (count > 0)
		*first = list[0];
	return count;
}

static void check_bringing(struct fixture *f)
{
	int64_t person = add_somebody(f, ROLE_CLIENT), other = add_somebody(f, ROLE_CLIENT);
	struct task add = adding(person, "{\"a\":1}", 0);
	struct brought_badge first;
	CHECK(run(f, &add) == DONE && !add.known && count_of(f, person, &first) == 1 &&
			first.id == add.brought.id && first.checked == 0 &&
			text_is_chars(first.document, "{\"a\":1}"),
		"one is kept as it came");
	struct task again = adding(person, "{\"a\":1}", 0);
	CHECK(run(f, &again) == DONE && again.known && again.brought.id == add.brought.id &&
			count_of(f, person, &first) == 1 && rows_of(f, "badge-brought") == 1,
		"brought twice it is there once");
	again = adding(person, "{\"a\":1}", NOW);
	CHECK(run(f, &again) == DONE && run(f, &again) == DONE &&
			count_of(f, person, &first) == 1 && first.checked == NOW &&
			rows_of(f, "issuer-checked") == 1,
		"its issuer may be checked later, once");
	again = adding(person, "{\"a\":1}", 0);
	CHECK(run(f, &again) == DONE && count_of(f, person, &first) == 1 && first.checked == NOW,
		"and that isn't forgotten when it is brought again without");
	struct task theirs = adding(other, "{\"a\":1}", 0);
	CHECK(run(f, &theirs) == DONE && !theirs.known, "another may have the same");
	struct task drop = { .what = DROP, .id = add.brought.id, .person = other };
	CHECK(run(f, &drop) == NOT_HERE && count_of(f, person, &first) == 1,
		"nobody removes what is another's");
	drop.person = person;
	CHECK(run(f, &drop) == DONE && count_of(f, person, &first) == 0 &&
			rows_of(f, "brought-dropped") == 1,
		"whose it is does");
}

static void check_most(struct fixture *f)
{
	int64_t person = add_somebody(f, ROLE_CLIENT);
	struct brought_badge first;
	enum outcome o = DONE;
	for (int i = 0; i < BROUGHT_MOST; i++) {
		struct task add = adding(person, arena_print(f->arena, "{\"a\":%d}", i).at, 0);
		o = o == DONE ? run(f, &add) : o;
	}
	CHECK(o == DONE && count_of(f, person, &first) == BROUGHT_MOST, "fifty are kept");
	struct task one = adding(person, "{}", 0), known = adding(person, "{\"a\":0}", 0);
	CHECK(run(f, &one) == OVERTAKEN && count_of(f, person, &first) == BROUGHT_MOST,
		"and not one more");
	CHECK(run(f, &known) == DONE && known.known, "those that are there stay known");
}

int main(void)
{
	struct fixture f = fixture_open();
	check_bringing(&f);
	check_most(&f);
	fixture_close(&f);
	return test_end();
}
