/*
 * payload: personal words. The chain holds only a salted digest of them, so erasing a payload
 * breaks nothing, and nobody can find out what it was by guessing. A payload is never changed.
 */
#include "store/inside.h"

#define SALT_SIZE 16

#define X(name, word) [name] = (word),
static const char *const kind_words[] = { PAYLOAD_KINDS(X) };
#undef X

enum outcome add_payload(struct db *db, int64_t person, enum payload_kind kind, struct text words,
	int64_t now, int64_t *id)
{
	unsigned char salt[SALT_SIZE];
	OWN_QUERY q = query_of(db, Q_payload_add);

	random_fill(salt, sizeof salt);
	bind_number(&q, 1, person);
	bind_chars(&q, 2, kind_words[kind]);
	bind_bytes(&q, 3, salt, sizeof salt);
	bind_text(&q, 4, words);
	bind_number(&q, 5, now);
	TRY(query_run(&q));
	*id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

void digest_payload(const struct query *q, int at, unsigned char digest[DIGEST_SIZE])
{
	unsigned char id[8], person[8], made[8];
	struct text parts[] = {
		number_bytes(column_number(q, at), id),
		number_bytes(column_number(q, at + 1), person),
		column_slice(q, at + 2),
		column_slice(q, at + 3),
		column_slice(q, at + 4),
		number_bytes(column_number(q, at + 5), made),
	};
	digest_parts(parts, COUNT_OF(parts), digest);
}
