/* Badges in the store: keys that signed, places that are given once, what is kept of a badge, sharing,
 * taking back; and what the chain says of it all. */
#include "fixture.h"

struct task {
	enum { KEY, PLACE, ADD, SHARE, REVOKE, NAME } what;
	unsigned char key[PUBLIC_KEY_SIZE];
	struct kept_badge badge;
	int64_t id, person, place;
	bool share;
	enum revoke_reason reason;
	struct text name;
};

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;

	switch (t->what) {
	case KEY:
		return add_issuer_key(db, t->key, NOW);
	case PLACE:
		return take_badge_place(db, &t->place);
	case ADD:
		TRY(take_badge_place(db, &t->badge.place));
		return add_badge(db, &t->badge);
	case SHARE:
		return share_badge(db, t->id, t->person, t->share, NOW);
	case REVOKE:
		return revoke_badge(db, t->id, t->reason, 7, NOW);
	case NAME:
		return save_badge_name(db, t->person, t->name, NOW);
	}
	return BROKEN;
}

static enum outcome run(struct fixture *f, struct task *t)
{
	return store_change(f->store, run_task, t);
}

static int64_t rows_of(struct fixture *f, const char *verb)
{
	return raw_number(f->path,
		arena_print(f->arena, "SELECT count(*) FROM audit WHERE verb = '%s'", verb).at);
}

static void check_keys(struct fixture *f)
{
	struct task one = { .what = KEY, .key = { 1 } }, two = { .what = KEY, .key = { 2 } };
	unsigned char(*keys)[PUBLIC_KEY_SIZE];
	size_t count;

	need(run(f, &one) == DONE && run(f, &two) == DONE && run(f, &one) == DONE, "keys");
	struct db *db = reader_borrow(f->store);
	CHECK(load_issuer_keys(db, f->arena, &keys, &count) == DONE && count == 2 &&
			keys[0][0] == 2 && keys[1][0] == 1,
		"keys that signed stay, the newest first, each once");
	reader_return(f->store, db);
	CHECK(rows_of(f, "issuer-key-added") == 2, "the chain has each once");
}

static void check_badges(struct fixture *f)
{
	int64_t person = add_somebody(f, ROLE_CLIENT), other = add_somebody(f, ROLE_CLIENT);
	struct task add = { .what = ADD,
		.badge = { .person = person,
			.award = 5,
			.address = TEXT("abc"),
			.unit = TEXT("safe-online"),
			.document = TEXT("{\"a\":1}"),
			.made = NOW } };
	struct task again = add, share = { .what = SHARE, .person = person, .share = true };
	struct task name = { .what = NAME, .person = person, .name = TEXT("Maija") };
	struct kept_badge badge, *list;
	size_t count;
	uint32_t *places;

	need(run(f, &add) == DONE, "a badge");
	CHECK(run(f, &again) == BROKEN, "an address is given once");
	again.badge.address = TEXT("def");
	again.badge.person = other;
	need(run(f, &again) == DONE, "another badge");
	share.id = add.badge.id;
	share.person = other;
	CHECK(run(f, &share) == DONE && rows_of(f, "badge-shared") == 0,
		"nobody shares what is another's");
	share.person = person;
	CHECK(run(f, &share) == DONE && run(f, &share) == DONE && rows_of(f, "badge-shared") == 1,
		"a badge is shared once, however often that is pressed");
	struct task revoke = { .what = REVOKE, .id = add.badge.id, .reason = REVOKED_ASKED };
	CHECK(run(f, &revoke) == DONE && run(f, &revoke) == OVERTAKEN, "and taken back once");
	need(run(f, &name) == DONE, "a name");
	name.name = NO_TEXT;
	need(run(f, &name) == DONE, "none");
	struct db *db = reader_borrow(f->store);
	CHECK(find_badge(db, f->arena, TEXT("abc"), &badge) == DONE && badge.id == add.badge.id &&
			badge.person == person && badge.award == 5 && badge.shared == NOW &&
			badge.revoked == NOW && badge.reason == REVOKED_ASKED &&
			badge.place == add.badge.place &&
			text_is_chars(badge.document, "{\"a\":1}"),
		"it is found by its address, byte for byte");
	CHECK(load_badge(db, f->arena, again.badge.id, &badge) == DONE && badge.revoked == 0 &&
			badge.reason == REVOKED_NOT && badge.shared == 0,
		"another is as it was");
	CHECK(find_badge(db, f->arena, TEXT("ab"), &badge) == NOT_HERE,
		"a part of it finds nothing");
	CHECK(list_badges(db, f->arena, person, &list, &count) == DONE && count == 1,
		"a person has their own");
	CHECK(list_revoked_places(db, f->arena, &places, &count) == DONE && count == 1 &&
			places[0] == (uint32_t)add.badge.place,
		"the list of those taken back has its place");
	CHECK(load_badge_name(db, f->arena, person, &name.name) == DONE && name.name.size == 0 &&
			load_badge_name(db, f->arena, other, &name.name) == NOT_HERE,
		"that no name is wanted is another thing than not having said");
	reader_return(f->store, db);
}

static void check_places(struct fixture *f)
{
	bool *seen = arena_take(f->arena, BADGE_PLACES);
	struct task t = { .what = PLACE };
	size_t twice = 0, low = 0;

	for (int i = 0; i < 300; i++) {
		need(run(f, &t) == DONE, "a place");
		twice += seen[t.place];
		seen[t.place] = true;
		low += t.place < BADGE_PLACES / 2;
	}
	CHECK(twice == 0 && low > 90 && low < 210, "places are given once, and not in a row");
}

int main(void)
{
	struct fixture f = fixture_open();
	check_keys(&f);
	check_badges(&f);
	check_places(&f);
	fixture_close(&f);
	return test_end();
}
