/*
 * badge: Open Badges 3.0 (1EdTech) as W3C Verifiable Credentials 2.0: built, canonicalised, signed,
 * checked, baked and drawn (the only room with jansson.h). Pure but for the keys: no files, SQL or
 * HTTP; all cryptography is seal's, containers are pack's.
 *
 * Promises: what is signed is one JSON text in canonical form (RFC 8785) that is kept and never made
 * again; bytes of strangers are read within bounds, and nothing of them is believed that no signature
 * covers. Everything returned is in the arena it was given, or by value.
 *
 * Two signatures stand on each credential (W3C Data Integrity): eddsa-rdfc-2022 first, the one that
 * 1EdTech's certification names, then eddsa-jcs-2022. For the former no JSON-LD is processed: every
 * property that can occur stands in one table (terms.c) with what it is called in RDF, and every node
 * but one has a name of its own, so that canonical N-Quads are sorted lines.
 */
#ifndef ASKEL_BADGE_H
#define ASKEL_BADGE_H

#include "base/base.h"
#include "pack/pack.h"
#include "seal/seal.h"

#define BADGE_JSON_MOST ((size_t)256 * 1024) /* bytes of a document that is read or made */
#define BADGE_FILE_MOST ((size_t)4 << 20)    /* bytes of a picture with one inside */
#define BADGE_WORDS_MOST 4000                /* characters of one text in a badge */

/* ---- what is said ----------------------------------------------------------------------------- */

struct badge_issuer {
	struct text origin; /* "https://badges.example.fi": all ids stand below it */
	struct text name;
};

struct badge_criterion {
	struct text id; /* as in the unit */
	struct text words;
};
struct badge_outcome {
	struct text words;
	const struct badge_criterion *criteria;
	size_t criterion_count;
};

/* A competence unit in one language. Words are plain text; where Open Badges wants Markdown they are
 * escaped. */
struct badge_unit {
	struct text id, title;
	struct text language; /* without variants: "fi", never "fi-simple" */
	struct text version;  /* of the framework; may be empty */
	const struct badge_outcome *outcomes;
	size_t outcome_count;
	const struct text *codes; /* "digcomp-2.2:4.1": aligned to it, never named as it */
	size_t code_count;
	bool formal;
};

/* What was shown, by its kind alone: nothing that tells of the person. */
struct badge_evidence {
	struct text name;      /* "Photo" */
	struct text narrative; /* "Looked at by two assessors"; may be empty */
};

/* A school has granted the points of a formal unit. */
struct badge_confirmation {
	struct text first; /* id of the badge that says what was assessed here */
	struct text first_name;
	int credit_tenths; /* 15: one and a half points */
	struct text provider;
	int64_t day; /* days since 1970-01-01 */
};

struct badge_award {
	struct text id;      /* [A-Za-z0-9_-]: the last part of its address, /b/ID */
	struct text subject; /* "urn:uuid:...", a fresh one for each badge; badge_subject_make */
	struct badge_unit unit;
	struct text description; /* what the badge says of itself, one or two sentences */
	/* That no school has granted the points yet, or which has; empty for units without. */
	struct text note;
	struct text holder; /* the name as its holder spells it, or empty: none */
	struct text salt;   /* of its hash; badge_salt_make */
	const struct badge_evidence *evidence;
	size_t evidence_count;
	struct text image;     /* SVG; badge_art_svg, or an author's; empty: none */
	struct text caption;   /* what is to be seen on it */
	int64_t awarded;       /* the moment of the decision, seconds since 1970 */
	int64_t issued;        /* the moment of this document */
	uint32_t status_index; /* below BADGE_STATUS_PLACES */
	const struct badge_confirmation *confirmation; /* NULL: none */
};

/* A fresh "urn:uuid:" (version 4, RFC 9562) and a fresh salt. */
struct text badge_subject_make(struct arena *a);
struct text badge_salt_make(struct arena *a);
/* "sha256$..." of a name and a salt, as identityHash has it. Names are compared byte by byte, so
 * whoever asks cleans them first, the same way as before signing. */
struct text badge_holder_hash(struct arena *a, struct text name, struct text salt);

/* The signed credential. BAD_FORM where a text is no UTF-8, holds a NUL, or is too long; BROKEN, which
 * was logged, for a mistake of ours. Under a millisecond. */
enum outcome badge_make(const struct seal *seal, struct arena *a, const struct badge_issuer *issuer,
	const struct badge_award *award, struct text *json) MUST_USE;

/* ---- the issuer and what was taken back -------------------------------------------------------- */

/* The profile of the issuer with every key that ever signed, the newest first: what stands at
 * ORIGIN/ob/issuer. A key that is missing here makes every badge of its time worthless. */
enum outcome badge_issuer_make(struct arena *a, const struct badge_issuer *issuer,
	const unsigned char (*keys)[PUBLIC_KEY_SIZE], size_t key_count, struct text *json) MUST_USE;
/* "z6Mk...", as it stands after the # of a verification method. */
struct text badge_key_text(struct arena *a, const unsigned char key[PUBLIC_KEY_SIZE]);

/* So many badges a list tells of, as the standard has it at least (16 KiB), so that who asks for the
 * list tells nobody which of them it was about. */
#define BADGE_STATUS_PLACES 131072
/* The signed list of those taken back (BitstringStatusListCredential): what stands at
 * ORIGIN/ob/status/1. `revoked` are places below BADGE_STATUS_PLACES, in any order. */
enum outcome badge_status_make(const struct seal *seal, struct arena *a,
	const struct badge_issuer *issuer, const uint32_t *revoked, size_t count, int64_t now,
	struct text *json) MUST_USE;

/* ---- canonical forms ---------------------------------------------------------------------------- */

/* Any JSON text (I-JSON: no member twice, no lone surrogates) in the one form of RFC 8785. False where
 * it is no such text, over BADGE_JSON_MOST, or nested deeper than 32. */
bool badge_canonical_json(struct arena *a, struct text json, struct text *canonical);
/* The canonical N-Quads (RDFC-1.0) of a credential or status list without its proofs; with `proof`,
 * those of the options of its proof of that number instead, without the signature. False where
 * something in it isn't in the table, or needs more than one name that isn't its own. */
bool badge_canonical_quads(
	struct arena *a, struct text json, const size_t *proof, struct text *quads);
/* What is signed of two canonical texts: SHA-256 of the proof's options, then of the document. */
void badge_digest(struct text options, struct text document, unsigned char digest[2 * SHA256_SIZE]);

/* ---- checking -------------------------------------------------------------------------------- */

/* What a badge turned out to be; the best that can be said comes first. */
enum badge_verdict {
	BADGE_OURS,       /* intact, signed by the issuer asked about, not taken back */
	BADGE_UNCHECKED,  /* intact, but whose key it is wasn't looked at: no issuer was given */
	BADGE_FOREIGN,    /* intact, but another issuer's than the one asked about */
	BADGE_REVOKED,    /* intact and taken back */
	BADGE_NOT_YET,    /* intact; its time hasn't begun */
	BADGE_OVER,       /* intact; its time has passed */
	BADGE_CHANGED,    /* a signature doesn't fit: changed, or never signed with this key */
	BADGE_UNSIGNED,   /* no signature that can be checked here */
	BADGE_NO_BADGE,   /* well-formed, but no Open Badge 3.0 */
	BADGE_UNREADABLE, /* no JSON, SVG or PNG with one badge inside */
	BADGE_BAD_ISSUER, /* the issuer's document can't be read */
	BADGE_BAD_STATUS, /* the list of those taken back can't be read, or isn't this issuer's */
};
/* An English sentence for each. */
const char *badge_verdict_words(enum badge_verdict verdict);

struct badge_report {
	enum badge_verdict verdict;
	bool rdfc_fits, jcs_fits; /* each was there, could be checked, and fits */
	bool status_looked_at;    /* false: no list was given, or the badge names none */
	bool has_holder;          /* it carries a hashed name */
	/* Of a badge whose signature fits, else empty: signed words, plain text. */
	struct text name, issuer_id, issuer_name, identity_hash, salt, valid_from;
	struct text json; /* the document as it was inside the file */
};
/* Looks at the bytes of a file: JSON, SVG or PNG. `issuer`, `status`: documents to hold it against
 * (issuer.json, status.json), empty where there are none. Foreign keys inside the badge are used to
 * see whether it is intact, and never believed. */
struct badge_report badge_verify(
	struct arena *a, struct text file, struct text issuer, struct text status, int64_t now);

/* ---- what a badge of ours says ------------------------------------------------------------------- */

struct badge_said {
	struct text title, description, note; /* note: plain, empty where there is none */
	struct text language;                 /* of the words above */
	struct text issuer, provider; /* provider: the school that granted points, or empty */
	int credit_tenths;            /* 0: none */
	int64_t awarded, confirmed;   /* moments; confirmed: 0 where no school has */
	struct text image, caption;   /* image: a data: address, empty where there is none */
	const struct text *criteria, *evidence;
	size_t criterion_count, evidence_count;
	bool digital;                  /* as badge_is_digital */
	struct text holder_hash, salt; /* of the holder's name; empty: it names nobody */
};
/* Reads a document that badge_make() made; false where it is another's. */
bool badge_read(struct arena *a, struct text json, struct badge_said *said);

/* ---- baking ------------------------------------------------------------------------------------ */

/* The picture with the credential inside, as Open Badges 3.0 section 5.3 has it; false where it is no
 * such picture, or has one inside already. */
bool badge_bake_svg(struct arena *a, struct text svg, struct text json, struct text *baked);
bool badge_bake_png(struct arena *a, struct text png, struct text json, struct text *baked);
/* The credential inside a baked picture, or the bytes themselves where they begin like JSON. False
 * where there is none, or several. Bounded, pure, for bytes from anywhere. */
bool badge_unbake(struct arena *a, struct text file, struct text *json);

/* ---- several badges in one document --------------------------------------------------------------- */

#define WALLET_BYTES_MOST BADGE_FILE_MOST
#define WALLET_BADGES_MOST 100

/* The credential as an address that stands in a document, in double quotes: a data: address, so that the
 * signed bytes are in the document itself. */
struct text badge_wallet_address(struct arena *a, struct text json);
/* The credentials in an HTML document with such addresses, one or more, as they stand there; or the one
 * in a single badge's file (badge_unbake). False where there is none, where one of them isn't whole, or
 * where there are more than WALLET_BADGES_MOST. Bounded, pure, for bytes from anywhere. */
bool badge_wallet_read(
	struct arena *a, struct text file, struct text **documents, size_t *document_count);

/* ---- a page that checks badges -------------------------------------------------------------------- */

struct badge_page {
	struct text issuer; /* the issuer's document */
	struct text
		words; /* {"fi": {"title": ...}}: of each language, as server/badge/verify.html asks */
	struct text plain_html; /* what is said where no script runs */
};
/* `form` is server/badge/verify.html, from the shelf. One file without any address of ours. */
struct text badge_verify_page(struct arena *a, struct text form, const struct badge_page *page);

/* ---- art ------------------------------------------------------------------------------------------ */

#define BADGE_ART_SIDE 384 /* pixels of the PNG */

/* What a badge looks like: a stepping stone in the unit's colour with its sign and the year. The same
 * unit always gets the same. */
struct badge_art {
	size_t sign, colour;
	int year;
};
struct badge_art badge_art_of(struct text unit, bool digital, int year);
/* Whether one of a unit's codes is about digital skills, which have signs of their own. */
bool badge_is_digital(const struct text *codes, size_t count);
/* An English word for the sign ("a key"), for the text alternative. */
const char *badge_art_words(struct badge_art art);
struct text badge_art_svg(struct arena *a, struct badge_art art, struct text title);
/* The same drawing, BADGE_ART_SIDE a side, on a see-through ground. Some milliseconds. */
struct text badge_art_png(struct arena *a, struct badge_art art);

/* ---- official curricula --------------------------------------------------------------------------- */

#define CURRICULUM_BYTES_MOST ((size_t)8 << 20)
#define CURRICULA_MOST 50
#define CURRICULUM_MODULES_MOST 4
#define CURRICULUM_OBJECTIVES_MOST 100
#define CURRICULUM_POINTS_MOST 250
enum { CURRICULUM_FI, CURRICULUM_SV, CURRICULUM_EN, CURRICULUM_LANGUAGES };

/* "1": an objective; "1.4": what is asked of it. Plain words; empty where a language has none. */
struct curriculum_objective {
	struct text number;
	struct text words[CURRICULUM_LANGUAGES];
};
struct curriculum_module {
	bool compulsory;
	int half_points; /* osaamispisteet x 2; 0: not said */
	struct curriculum_objective *objectives;
	size_t objective_count;
};
/* A module of a common unit (osa-alue) in one version of the requirements. */
struct curriculum {
	struct text code; /* "ammatillisenoppiaineet_yttt" */
	int code_version; /* 0: not said */
	/* Of the unit and the requirements around it, where the file says them: "tutkinnonosat_400014",
	 * "OPH-1234-2026", first and last day in force (0: not said). */
	struct text unit_code, diary;
	int64_t from, until;
	struct text names[CURRICULUM_LANGUAGES];
	struct curriculum_module modules[CURRICULUM_MODULES_MOST];
	size_t module_count;
};
/* Reads what ePerusteet's public interface gives (JSON): requirements with their `tutkinnonOsat`, a unit
 * with its `osaAlueet`, a list of them, or one; of the generations osaalue2014 and osaalue2020. The criteria of 2014 are those of level "Hyvä 3".
 * False where nothing of that kind is in it. Bounded, pure, for bytes from anywhere. */
bool curriculum_read(struct arena *a, struct text bytes, struct curriculum **list, size_t *count);

#endif
