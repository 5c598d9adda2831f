/*
 * store_school: official curricula, and which official unit stands beside a unit of the courses; a part
 * of store.h, which alone includes it.
 */
#ifndef ASKEL_STORE_SCHOOL_H
#define ASKEL_STORE_SCHOOL_H

/* ---- official curricula ------------------------------------------------------------------------- */

enum { OFFICIAL_FI, OFFICIAL_SV, OFFICIAL_EN, OFFICIAL_LANGUAGES };

struct official_objective {
	struct text number;                    /* "2"; "2.1": what is asked of it */
	struct text words[OFFICIAL_LANGUAGES]; /* empty where a language has none */
};
/* What all do of it, or what may be chosen: that is what a unit of the courses stands beside. */
struct official_module {
	int64_t id;
	bool compulsory;
	int half_points; /* points x 2; 0: not said, so that nothing can stand beside it */
	struct official_objective *objectives;
	size_t objective_count;
};
/* A module of a common unit in one version of the requirements. */
struct official {
	int64_t id;
	struct text code;      /* "ammatillisenoppiaineet_yttt" */
	int64_t code_version;  /* 0: not known */
	struct text unit_code; /* "tutkinnonosat_400014", or empty */
	struct text diary;     /* number of the requirements, or empty */
	int64_t from, until;   /* first and last day in force; until 0: no end is known */
	struct text names[OFFICIAL_LANGUAGES];
	struct official_module *modules;
	size_t module_count;
};

/* Keeps a version with all that is in it. One that is known with the same words only gets its end and
 * its number anew; OVERTAKEN where one of the same code begins on the same day and has other words: what
 * somebody was assessed by never changes. Audited. */
enum outcome add_official(
	struct db *db, struct official *official, int64_t now, bool *known) MUST_USE; /* (change) */
/* By name and beginning; modules without their objectives. */
enum outcome list_officials(
	struct db *db, struct arena *a, struct official **list, size_t *count) MUST_USE;
/* The one with this module, which is its only one, with its objectives. */
enum outcome load_official(
	struct db *db, struct arena *a, int64_t module, struct official *official) MUST_USE;

/* ---- what stands beside the units of the courses ------------------------------------------------- */

struct mapped_criterion {
	struct text criterion, number; /* of the objective */
};
struct mapping {
	int64_t id, made;
	struct text unit;
	struct official official; /* with the one module, and its objectives */
	struct mapped_criterion *parts;
	size_t part_count;
};
/* The one that holds; NOT_HERE where none does. */
enum outcome load_mapping(
	struct db *db, struct arena *a, struct text unit, struct mapping *mapping) MUST_USE;
/* One that holds, or held. */
enum outcome load_mapping_by_id(
	struct db *db, struct arena *a, int64_t id, struct mapping *mapping) MUST_USE;
/* All that hold. */
enum outcome list_mapped_units(
	struct db *db, struct arena *a, struct text **units, size_t *count) MUST_USE;

struct mapping_change {
	struct text unit;
	int64_t was; /* the mapping the form was made at; 0: none. OVERTAKEN where another holds */
	int64_t module; /* 0: none any more */
	const struct mapped_criterion *parts;
	size_t part_count;
	int64_t actor, now;
};
/* The one before stays for what was sent by it. NOT_HERE for a module there isn't. Audited. */
enum outcome change_mapping(
	struct db *db, const struct mapping_change *change) MUST_USE; /* (change) */

/* ---- what went to schools ------------------------------------------------------------------------- */

#define SCHOOL_NAME_MOST 120 /* characters */

/* An approved unit that its client sent to a school. */
struct sending {
	int64_t id, person, claim, award, mapping, moves, sent;
	struct text unit, school;
	enum school_state state;
	int64_t payload; /* of the sheet */
	struct text
		sheet; /* what went, without name and day of birth; only load_sending() fills it in */
};
/* What a school answered. `state` is what it made of the sending; SCHOOL_SENT: there is none yet. */
struct school_answer {
	int64_t id, writer, made, badge;
	enum school_state state;
	struct text provider, grade; /* grade: "1" to "5", or "pass" */
	int64_t day;
	struct text writer_name;
};
/* The award of a claim, while it holds; NOT_HERE where there is none. */
enum outcome load_award_of_claim(
	struct db *db, struct arena *a, int64_t claim, struct award *award) MUST_USE;
/* Newest first, with those that didn't go after all. */
enum outcome list_sendings(struct db *db, struct arena *a, int64_t person, struct sending **list,
	size_t *count) MUST_USE;
enum outcome load_sending(
	struct db *db, struct arena *a, int64_t id, struct sending *sending) MUST_USE;
/* The newest of a claim; NOT_HERE where nothing was sent. */
enum outcome load_sending_of_claim(
	struct db *db, struct arena *a, int64_t claim, struct sending *sending) MUST_USE;
/* Oldest first. */
enum outcome list_school_answers(struct db *db, struct arena *a, int64_t sending,
	struct school_answer **list, size_t *count) MUST_USE;

/* Called in the change that writes down that a school has confirmed: makes the second badge and says
 * which it is (0: none could be made). What it answers other than DONE takes all of it back. */
typedef enum outcome confirm_fn(struct db *db, void *context, const struct sending *sending,
	const struct school_answer *answer, int64_t *badge);

struct school_move {
	int64_t claim, actor, now;
	enum school_act act;
	enum school_relation relation; /* of the actor; whoever calls has looked */
	int64_t sending, moves;        /* the newest of the claim as the form knew it; 0: none */
	int64_t mapping;               /* to send: by which official unit, to whom, what */
	struct text school, sheet;
	struct text provider, grade; /* to confirm; day: also to refuse */
	int64_t day;
	confirm_fn *confirm;
	void *context;
};
/* One step as learn's table has it. OVERTAKEN where somebody was first; NO_ENTRY where the table refuses
 * it; NOT_HERE to send what isn't approved. A badge that an earlier answer made is taken back. The
 * client is told what a coach wrote down. Audited; to send is a row "disclosed", with what went. */
enum outcome move_sending(struct db *db, const struct school_move *move) MUST_USE; /* (change) */

#endif
