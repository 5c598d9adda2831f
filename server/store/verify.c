/*
 * verify: walks the whole chain in one snapshot and tells what is wrong, by row numbers only. It
 * finds rows changed, added, missing in the middle or cut off the end, words changed or gone
 * without an erasure, and a head that isn't this chain's or isn't signed by this key.
 */
#include <stdio.h>
#include <string.h>

#include "store/inside.h"

/* One walk: what is expected next, and what was found. */
struct walk {
	const struct seal *seal;
	const struct audit_head *known; /* NULL: none */
	struct audit_head head;
	struct audit_head last; /* the row before; number 0 before the first */
	bool wrong;
	void (*tell)(void *context, const char *line);
	void *context;
};

static void PRINTF_LIKE(2, 3) tell_walk(struct walk *w, const char *format, ...)
{
	char line[200];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	w->tell(w->context, line);
}

#define TELL_WRONG(w, ...) ((w)->wrong = true, tell_walk((w), __VA_ARGS__))

static void tell_missing(struct walk *w, int64_t from, int64_t to, const char *where)
{
	if (from == to)
		TELL_WRONG(w, "row %lld is missing%s", (long long)from, where);
	else
		TELL_WRONG(w, "rows %lld to %lld are missing%s", (long long)from, (long long)to,
			where);
}

/* The columns of audit_walk. */
enum { AT_PAYLOAD_DIGEST = 8, AT_DIGEST, AT_PAYLOAD, AT_ERASED = 16 };

static struct audit_row read_row(const struct query *q)
{
	return (struct audit_row){ .number = column_number(q, 0),
		.at = column_number(q, 1),
		.actor = column_number(q, 2),
		.verb = column_slice(q, 3),
		.subject_kind = column_slice(q, 4),
		.subject = column_number(q, 5),
		.fact = column_slice(q, 6),
		.payload = column_number(q, 7),
		.payload_digest = column_slice(q, AT_PAYLOAD_DIGEST) };
}

static bool is_null(const struct query *q, int at)
{
	return sqlite3_column_type(q->statement, at) == SQLITE_NULL;
}

static void check_words(struct walk *w, const struct query *q, const struct audit_row *row)
{
	unsigned char digest[DIGEST_SIZE];
	bool here = !is_null(q, AT_PAYLOAD), erased = !is_null(q, AT_ERASED);
	long long number = row->number;
	char day[11];

	if ((row->payload != 0) != (row->payload_digest.size > 0))
		TELL_WRONG(w, "row %lld: its words and their digest don't go together", number);
	if (row->payload == 0)
		return;
	if (here && erased)
		TELL_WRONG(w, "row %lld: its words were to be erased and are still there", number);
	if (!here && !erased)
		TELL_WRONG(w, "row %lld: its words are gone without an erasure", number);
	if (!here && erased) {
		clock_day_text(clock_day_of(column_number(q, AT_ERASED)), day);
		tell_walk(w, "row %lld: words erased on %s", number, day);
	}
	if (!here)
		return;
	digest_payload(q, AT_PAYLOAD, digest);
	if (!text_is(row->payload_digest, bytes_text(digest, DIGEST_SIZE)))
		TELL_WRONG(w, "row %lld: its words were changed", number);
}

static void check_known(struct walk *w, const struct audit_head *known, const char *what)
{
	if (known->number == w->last.number &&
		memcmp(known->digest, w->last.digest, DIGEST_SIZE) != 0)
		TELL_WRONG(w, "row %lld is not the one of %s", (long long)known->number, what);
}

static void check_row(struct walk *w, const struct query *q)
{
	unsigned char digest[DIGEST_SIZE], kept[DIGEST_SIZE] = { 0 };
	struct audit_row row = read_row(q);
	long long number = row.number;

	if (row.number <= w->last.number) { /* only before the first: numbers rise */
		TELL_WRONG(w, "row %lld was added", number);
		return;
	}
	bool gap = row.number > w->last.number + 1; /* then the digest can't be judged */
	if (gap)
		tell_missing(w, w->last.number + 1, row.number - 1, "");
	digest_row(&row, w->last.digest, digest);
	bool whole = column_bytes(q, AT_DIGEST, kept, DIGEST_SIZE);
	if (!whole || (!gap && memcmp(digest, kept, DIGEST_SIZE) != 0))
		TELL_WRONG(w, "row %lld was changed, or the one before it", number);
	if (text_is_chars(row.verb, VERB_CHAIN_BROKEN))
		TELL_WRONG(
			w, "row %lld: the chain before it didn't end where it was signed", number);
	check_words(w, q, &row);
	w->last.number = row.number;
	memcpy(w->last.digest, kept, DIGEST_SIZE);
	check_known(w, &w->head, "the signed head");
	if (w->known)
		check_known(w, w->known, "the head that is known");
}

static void check_end(struct walk *w)
{
	int64_t last = w->last.number;

	if (w->head.number == 0)
		TELL_WRONG(w, "there is no signed head");
	else if (!head_signed(&w->head, w->seal))
		TELL_WRONG(w, "the head is not signed by this key");
	if (w->head.number > last)
		tell_missing(w, last + 1, w->head.number, " at the end");
	if (w->head.number > 0 && w->head.number < last)
		TELL_WRONG(w, "the rows after %lld were added: the head doesn't know them",
			(long long)w->head.number);
	if (w->known && w->known->number > last && w->known->number > w->head.number)
		TELL_WRONG(w, "row %lld, the head that is known, is missing",
			(long long)w->known->number);
}

static enum outcome walk_chain(struct db *db, struct walk *w)
{
	enum outcome o;

	TRY(load_head(db, &w->head));
	OWN_QUERY q = query_of(db, Q_audit_walk);
	while ((o = query_row(&q)) == DONE)
		check_row(w, &q);
	if (o != NOT_HERE) {
		TELL_WRONG(w, "the chain can't be read to its end");
		return o;
	}
	check_end(w);
	return w->wrong ? BROKEN : DONE;
}

enum outcome verify_audit(struct db *db, const struct seal *seal, const struct audit_head *known,
	void (*tell)(void *context, const char *line), void *context)
{
	struct walk w = { .seal = seal, .known = known, .tell = tell, .context = context };
	bool alone = sqlite3_get_autocommit(db->sqlite);

	if (alone)
		TRY(query_alone(db, Q_begin_reading)); /* head and rows of one moment */
	enum outcome o = walk_chain(db, &w);
	if (alone && query_alone(db, Q_commit) != DONE)
		return BROKEN;
	return o;
}
