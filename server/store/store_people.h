/*
 * store_people: people and their accounts, what goes when they leave, what they take along; a part of store.h, which alone includes it.
 */
#ifndef ASKEL_STORE_PEOPLE_H
#define ASKEL_STORE_PEOPLE_H

/* ---- people --------------------------------------------------------------------------------- */

/* name, bit, word in the database; the bits are http's doors */
#define ROLES(X) \
	X(ROLE_CLIENT, 1 << 0, "client") \
	X(ROLE_COACH, 1 << 1, "coach") \
	X(ROLE_LEAD, 1 << 2, "lead") \
	X(ROLE_AUTHOR, 1 << 3, "author") \
	X(ROLE_ADMIN, 1 << 4, "admin")
enum role {
#define X(name, bit, word) name = (bit),
	ROLES(X)
#undef X
};

struct person {
	int64_t id;
	struct text name;            /* what staff call the person; may be empty */
	unsigned roles;              /* bits */
	struct text ui_language;     /* empty: not chosen yet */
	struct text course_language; /* empty: not chosen yet; may be a variant, "fi-simple" */
	enum sign_in_way way; /* what goes with their sign-in name; WAY_NONE: they have none yet */
	int64_t closed;       /* when the person left; 0: is here */
	struct text organisation; /* of staff; may be empty */
	int unseen;               /* notices */
	int64_t made;
};

enum outcome add_person(struct db *db, struct text name, unsigned roles, int64_t now,
	int64_t *id) MUST_USE; /* (change) audited */
/* The same by an admin (0: a command on the machine itself). */
enum outcome add_person_by(struct db *db, int64_t actor, struct text name, unsigned roles,
	int64_t now, int64_t *id) MUST_USE; /* (change) audited */
enum outcome load_person(struct db *db, struct arena *a, int64_t id, struct person *p) MUST_USE;
enum outcome save_languages(struct db *db, int64_t person, struct text ui_language,
	struct text course_language) MUST_USE; /* (change) */
/* Makes somebody staff of an organisation, as those who look at the access log will read it. */
enum outcome save_organisation(
	struct db *db, int64_t person, struct text organisation) MUST_USE; /* (change) */
/* People with any of these roles, for `askel person`; at most `most`. */
enum outcome list_people(struct db *db, struct arena *a, unsigned roles, size_t most,
	struct person **people, size_t *count) MUST_USE;

/* ---- accounts: what an admin does with people ----------------------------------------------- */

/* "client,coach": the words of roles in their order, at most ROLES_WORDS - 1 bytes and a NUL. */
#define ROLES_WORDS 40
void roles_words(unsigned roles, char words[ROLES_WORDS]);
/* The bits of such words; false for an empty list or a word that is no role. */
bool roles_of_words(struct text words, unsigned *roles);

/* One row of the list of everybody. */
struct account_row {
	int64_t id;
	struct text name;
	unsigned roles;
	int64_t closed; /* when the person left; 0: is here */
};
struct account_filter {
	bool left;      /* those who have left, instead of those who are here */
	unsigned roles; /* with any of these; 0: whatever they are */
	bool alone;     /* clients whom no coach has a tie to at that moment */
};
/* Everybody who fits, by number (sorting by name is a matter of letters). */
enum outcome list_accounts(struct db *db, struct arena *a, const struct account_filter *filter,
	int64_t now, struct account_row **rows, size_t *count) MUST_USE;
/* Clients without a coach whose last coach this was: whom they left behind. */
enum outcome list_left_behind(struct db *db, struct arena *a, int64_t coach, int64_t now,
	struct account_row **rows, size_t *count) MUST_USE;
/* How many clients have no coach. */
enum outcome count_alone(struct db *db, int64_t now, int64_t *count) MUST_USE;
/* Whether a coach has a tie to this client. */
enum outcome has_coach(struct db *db, int64_t client, int64_t now, bool *has) MUST_USE;

/* Name and organisation as staff see them. Audited, without the words, where they change. */
enum outcome rename_person(struct db *db, int64_t person, struct text name,
	struct text organisation, int64_t actor, int64_t now) MUST_USE; /* (change) */
/* Makes the set of roles `roles`, if it is still `before` (ANY_ROLES: whatever it is); OVERTAKEN
 * otherwise. Who stops being coach or client has their ties of that kind ended at `now`, and their
 * absences. NO_ENTRY where nobody would be left who is an admin; NOT_HERE for whoever has left.
 * Audited where it changes. */
#define ANY_ROLES (~0u)
enum outcome change_roles(struct db *db, int64_t person, unsigned before, unsigned roles,
	int64_t actor, int64_t now) MUST_USE; /* (change) */
/* Leaves today: the account is closed, sessions and open cards end, ties and absences too, and what
 * they had taken to answer is nobody's again. Nothing is erased. OVERTAKEN where they have left
 * before, NO_ENTRY for the last admin. Audited. */
enum outcome close_person(
	struct db *db, int64_t person, int64_t actor, int64_t now) MUST_USE; /* (change) */

/* ---- leaving and erasing -------------------------------------------------------------------- */

/* When the last tie of a client ends: 0 where there never was one, INT64_MAX where one is open. */
enum outcome load_last_tie(struct db *db, int64_t client, int64_t *ends) MUST_USE;
/* Clients, nothing else besides, who are still here though their last tie had ended before `before`. */
enum outcome list_leavers(struct db *db, struct arena *a, int64_t before, size_t most,
	int64_t **people, size_t *count) MUST_USE;
/* Closes one of them; OVERTAKEN where that is no longer so. Audited. */
enum outcome close_leaver(
	struct db *db, int64_t person, int64_t before, int64_t now) MUST_USE; /* (change) */

/* What is kept of whoever has left, each class for a time of its own. */
enum erase_class {
	ERASE_ENTRY,    /* ways in, sign-ins, notices */
	ERASE_WORDS,    /* all they wrote or were written: payloads, drafts; files they handed in */
	ERASE_LEARNING, /* answers, visits, where they asked; name and languages */
};
#define ERASE_CLASSES 3
/* Those who left before `before` and of whom there is something of this class. */
enum outcome list_erasable(struct db *db, struct arena *a, enum erase_class class, int64_t before,
	size_t most, int64_t **people, size_t *count) MUST_USE;
/* Erases a part that takes under a millisecond; `more`: call it again. Payloads each by an erasure in
 * the chain, the class by one more row of it once nothing is left. Ties and the chain are numbers and
 * stay; so does the name of whoever was staff, for those whom they looked at. OVERTAKEN for a person
 * who hasn't left. */
enum outcome erase_some(struct db *db, int64_t person, enum erase_class class, int64_t actor,
	int64_t now, bool *more) MUST_USE; /* (change) */
/* What was erased is zeroes in the file, but the log still holds older pages: asks the writer to empty
 * it after its next group, or as soon as no reader needs it. */
void store_empty_log(struct store *store);

/* ---- taking everything along ---------------------------------------------------------------- */

/* One value of a row about a person; `words` are good until the call ends. */
struct taken_value {
	const char *table, *column; /* column NULL: the table begins, rows or none */
	bool first, last;           /* of its row */
	bool nothing;               /* NULL */
	bool is_number;
	int64_t number;
	struct text words;
};
/* Every stored value that is a person's own but digests, salts and keys, table by table, by `visit`,
 * which says false to stop (TOO_LARGE then). Needs a reader of one moment. */
enum outcome walk_own(struct db *db, int64_t person,
	bool (*visit)(void *context, const struct taken_value *value), void *context) MUST_USE;
/* "table.column" of all that walk_own() shows, for the test that holds it against the privacy page. */
enum outcome list_taken_columns(
	struct db *db, struct arena *a, struct text **names, size_t *count) MUST_USE;
/* Courses they have opened or answered in, by id. */
enum outcome list_own_courses(struct db *db, struct arena *a, int64_t person, struct text **courses,
	size_t *count) MUST_USE;

#endif
