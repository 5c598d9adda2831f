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

#endif
