/* E-mail addresses over time: codes, what is due and when, what a round leaves behind. */
#include "fixture.h"

#define DAY 86400
#define ROUND (NOW + DAY) /* the moment of a round */

struct act {
	int64_t person, given, now, day, round;
	enum mail_often often;
	const unsigned char *kept;
	struct mail_due due;
	int tries;
};

static enum outcome add_one(struct db *db, void *value)
{
	struct act *a = value;
	TRY(add_person(db, TEXT("Somebody"), ROLE_CLIENT, NOW, &a->person));
	return save_languages(db, a->person, TEXT("fi"), TEXT("fi"));
}

static enum outcome give(struct db *db, void *value)
{
	const struct act *a = value;
	return give_mail_address(db, a->person, TEXT("sealed"), a->day, a->now);
}

static enum outcome want(struct db *db, void *value)
{
	const struct act *a = value;
	return want_mail_code(db, a->person, a->day, a->now);
}

static enum outcome confirm(struct db *db, void *value)
{
	const struct act *a = value;
	return confirm_mail(db, a->person, a->kept, a->now);
}

static enum outcome wrong(struct db *db, void *value)
{
	return count_wrong_mail_code(db, ((const struct act *)value)->person);
}

static enum outcome choose(struct db *db, void *value)
{
	const struct act *a = value;
	return choose_mail(db, a->person, a->often, a->now);
}

static enum outcome drop(struct db *db, void *value)
{
	const struct act *a = value;
	return drop_mail_address(db, a->person, a->given, true, a->now);
}

static enum outcome notice(struct db *db, void *value)
{
	const struct act *a = value;
	return add_notice(db, a->person, NOTICE_TIE_BEGUN, 1, a->now);
}

static enum outcome start_code(struct db *db, void *value)
{
	const struct act *a = value;
	return start_mail_code(db, &a->due, a->kept, a->now + 3600);
}

static enum outcome start(struct db *db, void *value)
{
	const struct act *a = value;
	return start_mail(db, &a->due, a->round);
}

static enum outcome went(struct db *db, void *value)
{
	return mail_went(db, &((const struct act *)value)->due);
}

static enum outcome stayed(struct db *db, void *value)
{
	const struct act *a = value;
	return mail_stayed(db, &a->due, a->tries, a->now);
}

static enum outcome refused(struct db *db, void *value)
{
	const struct act *a = value;
	return mail_was_refused(db, &a->due, a->now);
}

static enum outcome see(struct db *db, void *value)
{
	const struct act *a = value;
	return see_notices(db, a->person, a->now);
}

static enum outcome close_it(struct db *db, void *value)
{
	const struct act *a = value;
	return close_person(db, a->person, a->person, a->now);
}

static struct mail mail_of(struct fixture *f, int64_t person)
{
	struct mail mail = { .person = 0 };
	struct db *db = reader_borrow(f->store);
	if (load_mail(db, f->arena, person, &mail) != DONE)
		mail.person = -1;
	reader_return(f->store, db);
	return mail;
}

/* How many are due; the first into a->due. */
static size_t codes_due(struct fixture *f, struct act *a, int64_t now)
{
	struct mail_due *due;
	size_t count;
	struct db *db = reader_borrow(f->store);
	if (list_mail_codes_due(db, f->arena, now - 7200, now, 9, &due, &count) != DONE)
		count = SIZE_MAX;
	else if (count > 0)
		a->due = due[0];
	reader_return(f->store, db);
	return count;
}

static size_t news_due(struct fixture *f, struct act *a, enum mail_often often, int64_t now)
{
	struct mail_due *due;
	size_t count;
	struct db *db = reader_borrow(f->store);
	if (list_mail_due(db, f->arena, often, a->round, now, 9, &due, &count) != DONE)
		count = SIZE_MAX;
	else if (count > 0)
		a->due = due[0];
	reader_return(f->store, db);
	return count;
}

static const unsigned char CODE[DIGEST_SIZE] = { 1 }, OTHER[DIGEST_SIZE] = { 2 };

static void test_codes(struct fixture *f)
{
	struct act a = { .now = NOW, .day = 20, .kept = CODE };
	need(store_change(f->store, add_one, &a) == DONE, "a person");
	CHECK(mail_of(f, a.person).person == -1, "nobody has an address from the start");
	CHECK(store_change(f->store, choose, &a) == NOT_HERE, "so nothing can be chosen");
	CHECK(store_change(f->store, give, &a) == DONE && mail_of(f, a.person).wanted == NOW &&
			mail_of(f, a.person).confirmed == 0,
		"an address given waits for its code");
	CHECK(store_change(f->store, confirm, &a) == NOT_HERE, "no code fits yet");
	CHECK(codes_due(f, &a, NOW) == 1 && text_is_chars(a.due.address, "sealed") &&
			text_is_chars(a.due.language, "fi") && a.due.wanted == NOW,
		"it is due");
	CHECK(codes_due(f, &a, NOW + 7201) == 0, "two hours later nobody waits for it any more");
	CHECK(store_change(f->store, start_code, &a) == DONE && codes_due(f, &a, NOW) == 0 &&
			store_change(f->store, start_code, &a) == OVERTAKEN,
		"it is marked once, before it is sent");
	a.kept = OTHER;
	CHECK(store_change(f->store, confirm, &a) == NOT_HERE, "another code doesn't fit");
	a.kept = CODE;
	a.now = NOW + 3600;
	CHECK(store_change(f->store, confirm, &a) == NOT_HERE, "nor does it after an hour");
	a.now = NOW + 3599;
	for (int i = 0; i < MAIL_WRONG_MOST; i++)
		need(store_change(f->store, wrong, &a) == DONE, "a wrong one is counted");
	CHECK(store_change(f->store, confirm, &a) == NOT_HERE, "nor after ten wrong ones");
	CHECK(store_change(f->store, want, &a) == DONE && codes_due(f, &a, a.now) == 1 &&
			store_change(f->store, start_code, &a) == DONE,
		"a new one is asked for");
	CHECK(store_change(f->store, confirm, &a) == DONE &&
			mail_of(f, a.person).confirmed == a.now,
		"and fits");
	CHECK(store_change(f->store, confirm, &a) == NOT_HERE, "once");
	CHECK(store_change(f->store, want, &a) == SLOW_DOWN, "what is confirmed needs no code");
	for (int i = 2; i < MAIL_CODES_A_DAY; i++)
		need(store_change(f->store, give, &a) == DONE, "another address");
	CHECK(store_change(f->store, give, &a) == SLOW_DOWN, "five codes a day and no more");
	CHECK(raw_number(f->path, "SELECT count(*) FROM audit WHERE verb = 'mail-given'") ==
			MAIL_CODES_A_DAY - 1,
		"what was refused left no trace");
	a.given = 0;
	CHECK(store_change(f->store, drop, &a) == DONE &&
			store_change(f->store, give, &a) == SLOW_DOWN,
		"nor by taking the address away in between");
	a.day++;
	CHECK(store_change(f->store, give, &a) == DONE, "but on the next day");
}

/* Somebody with a confirmed address. */
static struct act ready_person(struct fixture *f, enum mail_often often)
{
	struct act a = { .now = NOW, .day = 20, .kept = CODE, .often = often, .round = ROUND };
	need(store_change(f->store, add_one, &a) == DONE &&
			store_change(f->store, give, &a) == DONE && codes_due(f, &a, NOW) > 0 &&
			store_change(f->store, start_code, &a) == DONE &&
			store_change(f->store, confirm, &a) == DONE &&
			store_change(f->store, choose, &a) == DONE,
		"somebody who wants e-mail");
	a.given = mail_of(f, a.person).given;
	return a;
}

static void test_due(struct fixture *f)
{
	struct act a = ready_person(f, MAIL_DAILY);
	CHECK(news_due(f, &a, MAIL_DAILY, ROUND) == 0, "where nothing is new nothing is due");
	a.now = ROUND + 1;
	need(store_change(f->store, notice, &a) == DONE, "a notice");
	CHECK(news_due(f, &a, MAIL_DAILY, ROUND + 5) == 0, "what came after a round waits");
	a.now = ROUND - 1;
	need(store_change(f->store, notice, &a) == DONE, "an earlier one");
	CHECK(news_due(f, &a, MAIL_DAILY, ROUND) == 1 && news_due(f, &a, MAIL_WEEKLY, ROUND) == 0,
		"what came before is due, as often as it is wanted");
	CHECK(store_change(f->store, start, &a) == DONE &&
			store_change(f->store, start, &a) == OVERTAKEN &&
			news_due(f, &a, MAIL_DAILY, ROUND) == 0,
		"it is marked before it is sent, and once");
	a.round = ROUND + DAY;
	CHECK(news_due(f, &a, MAIL_DAILY, a.round) == 1,
		"where nobody knows whether it went, the next round makes it good");
	CHECK(store_change(f->store, start, &a) == DONE && store_change(f->store, went, &a) == DONE,
		"it went");
	a.round += DAY;
	CHECK(news_due(f, &a, MAIL_DAILY, a.round) == 0, "nothing is told twice");
	a.now = a.round - 9;
	need(store_change(f->store, notice, &a) == DONE, "one more");
	CHECK(news_due(f, &a, MAIL_DAILY, a.round) == 1, "but what is newer");
	need(store_change(f->store, start, &a) == DONE, "it is being sent");
	a.tries = 1;
	a.now = a.round + 300;
	CHECK(store_change(f->store, stayed, &a) == DONE &&
			news_due(f, &a, MAIL_DAILY, a.round + 299) == 0 &&
			news_due(f, &a, MAIL_DAILY, a.round + 300) == 1 && a.due.tries == 1,
		"what stayed is due again after its pause");
	CHECK(store_change(f->store, see, &a) == DONE &&
			news_due(f, &a, MAIL_DAILY, a.round + 300) == 0,
		"not where it was seen meanwhile");
}

static void test_refused(struct fixture *f)
{
	struct act a = ready_person(f, MAIL_WEEKLY);
	a.now = ROUND - 1;
	need(store_change(f->store, notice, &a) == DONE && news_due(f, &a, MAIL_WEEKLY, ROUND) == 1,
		"something weekly");
	CHECK(store_change(f->store, refused, &a) == DONE &&
			store_change(f->store, refused, &a) == DONE &&
			mail_of(f, a.person).refused == a.now &&
			news_due(f, &a, MAIL_WEEKLY, ROUND) == 0,
		"an address that is refused gets nothing more");
	CHECK(raw_number(f->path, "SELECT count(*) FROM notice WHERE kind = 'mail-refused'") == 1,
		"of which its person is told, once");
	CHECK(store_change(f->store, choose, &a) == NOT_HERE, "how often is no question then");
	need(store_change(f->store, give, &a) == DONE, "a better one");
	CHECK(mail_of(f, a.person).refused == 0 && mail_of(f, a.person).given > a.given,
		"a new address is a new one");
}

static void test_stopped(struct fixture *f)
{
	struct act a = ready_person(f, MAIL_DAILY), other = ready_person(f, MAIL_DAILY);
	a.given--;
	CHECK(store_change(f->store, drop, &a) == NOT_HERE,
		"a link of an older address does nothing");
	a.given++;
	CHECK(store_change(f->store, drop, &a) == DONE && mail_of(f, a.person).address.size == 0 &&
			mail_of(f, a.person).often == MAIL_NEVER,
		"that of this one takes it away");
	CHECK(store_change(f->store, drop, &a) == NOT_HERE &&
			mail_of(f, other.person).address.size > 0,
		"once, and nobody else's");
	other.now = ROUND - 1;
	need(store_change(f->store, notice, &other) == DONE, "a notice");
	CHECK(news_due(f, &other, MAIL_DAILY, ROUND) == 1, "somebody is due");
	CHECK(store_change(f->store, close_it, &other) == DONE &&
			news_due(f, &other, MAIL_DAILY, ROUND) == 0,
		"who has left gets nothing");
	struct text told = NO_TEXT;
	CHECK(verify(f, NULL, &told) == DONE, "the chain is whole (%.*s)", SHOWN(told));
}

int main(void)
{
	struct fixture f = fixture_open();
	test_codes(&f);
	test_due(&f);
	test_refused(&f);
	test_stopped(&f);
	fixture_close(&f);
	return test_end();
}
