/*
 * people: who there is, and their roles. A role is a row with a word in the file and a bit outside;
 * both come from the one list in store.h.
 */
#include <stdio.h>

#include "store/inside.h"

#define X(name, bit, word) { bit, word },
static const struct {
	unsigned bit;
	const char *word;
} roles_known[] = { ROLES(X) };
#undef X

void roles_words(unsigned roles, char words[ROLES_WORDS])
{
	size_t size = 0;

	words[0] = '\0';
	for (size_t i = 0; i < COUNT_OF(roles_known); i++)
		if (roles & roles_known[i].bit && size < ROLES_WORDS)
			size += (size_t)snprintf(words + size, ROLES_WORDS - size, "%s%s",
				size ? "," : "", roles_known[i].word);
}

bool roles_of_words(struct text words, unsigned *roles)
{
	*roles = 0;
	while (words.at) {
		struct text word = text_cut(&words, ',');
		size_t i = 0;
		while (i < COUNT_OF(roles_known) && !text_is_chars(word, roles_known[i].word))
			i++;
		if (i == COUNT_OF(roles_known))
			return false;
		*roles |= roles_known[i].bit;
	}
	return true;
}

static enum outcome add_role(struct db *db, int64_t person, const char *word)
{
	OWN_QUERY q = query_of(db, Q_role_add);
	bind_number(&q, 1, person);
	bind_chars(&q, 2, word);
	return query_run(&q);
}

enum outcome add_roles(struct db *db, int64_t person, unsigned roles)
{
	for (size_t i = 0; i < COUNT_OF(roles_known); i++)
		if (roles & roles_known[i].bit)
			TRY(add_role(db, person, roles_known[i].word));
	return DONE;
}

static enum outcome insert_person(struct db *db, struct text name, int64_t now, int64_t *id)
{
	OWN_QUERY q = query_of(db, Q_person_add);
	bind_text(&q, 1, name);
	bind_number(&q, 2, now);
	TRY(query_run(&q));
	*id = sqlite3_last_insert_rowid(db->sqlite);
	return DONE;
}

enum outcome add_person(struct db *db, struct text name, unsigned roles, int64_t now, int64_t *id)
{
	return add_person_by(db, 0, name, roles, now, id);
}

enum outcome add_person_by(
	struct db *db, int64_t actor, struct text name, unsigned roles, int64_t now, int64_t *id)
{
	char fact[ROLES_WORDS];

	TRY(insert_person(db, name, now, id));
	TRY(add_roles(db, *id, roles));
	roles_words(roles, fact);
	return note_audit(db,
		&(struct audit_note){ .at = now,
			.actor = actor,
			.verb = "person-added",
			.subject_kind = "person",
			.subject = *id,
			.fact = text_of(fact) });
}

void read_person(const struct query *q, int at, struct arena *a, struct person *p)
{
	struct text way = column_slice(q, at + 5);
	unsigned roles;

	roles_of_words(column_slice(q, at + 2), &roles);
	*p = (struct person){ .id = column_number(q, at),
		.name = column_text(q, at + 1, a),
		.roles = roles,
		.ui_language = column_text(q, at + 3, a),
		.course_language = column_text(q, at + 4, a),
		.closed = column_number(q, at + 6),
		.organisation = column_text(q, at + 7, a),
		.unseen = (int)column_number(q, at + 8),
		.made = column_number(q, at + 9) };
	if (!way_of(way, &p->way))
		p->way = WAY_NONE;
}

enum outcome load_person(struct db *db, struct arena *a, int64_t id, struct person *p)
{
	OWN_QUERY q = query_of(db, Q_person_load);
	bind_number(&q, 1, id);
	TRY(query_row(&q));
	read_person(&q, 0, a, p);
	return DONE;
}

enum outcome save_languages(
	struct db *db, int64_t person, struct text ui_language, struct text course_language)
{
	OWN_QUERY q = query_of(db, Q_person_languages);
	bind_number(&q, 1, person);
	bind_text(&q, 2, ui_language);
	bind_text(&q, 3, course_language);
	return query_change(&q);
}

enum outcome save_organisation(struct db *db, int64_t person, struct text organisation)
{
	OWN_QUERY q = query_of(db, Q_person_organisation);
	bind_number(&q, 1, person);
	bind_text(&q, 2, organisation);
	return query_change(&q);
}

enum outcome list_people(struct db *db, struct arena *a, unsigned roles, size_t most,
	struct person **people, size_t *count)
{
	OWN_QUERY q = query_of(db, Q_person_list);
	enum outcome o;
	size_t room = 0;

	*people = NULL;
	*count = 0;
	bind_number(&q, 1, roles);
	bind_number(&q, 2, most > INT64_MAX ? INT64_MAX : (int64_t)most);
	while ((o = query_row(&q)) == DONE) {
		GROW(a, *people, *count, room);
		read_person(&q, 0, a, &(*people)[(*count)++]);
	}
	return rows_end(o);
}
