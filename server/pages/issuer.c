/*
 * Who signs badges, and which were taken back: documents for programs, at the addresses that badges name,
 * and a page that checks badges without us. All are made of the database and the key at hand, so that a
 * command writes the same as is served.
 */
#include "badges.h"

#define HOUR 3600

struct key_change {
	unsigned char key[PUBLIC_KEY_SIZE];
};

static enum outcome keep_key(struct db *db, void *value)
{
	const struct key_change *change = value;
	return add_issuer_key(db, change->key, clock_now());
}

enum outcome keep_issuer_key(struct store *store, const struct seal *seal)
{
	struct key_change change;

	badge_public_key(seal, change.key);
	return store_change(store, keep_key, &change);
}

struct badge_issuer issuer_of(const struct conf *conf)
{
	return (struct badge_issuer){ .origin = conf->badge_origin, .name = conf->issuer_name };
}

enum outcome make_issuer_document(
	struct db *db, struct arena *a, const struct conf *conf, struct text *json)
{
	struct badge_issuer issuer = issuer_of(conf);
	unsigned char(*keys)[PUBLIC_KEY_SIZE];
	size_t count;

	TRY(load_issuer_keys(db, a, &keys, &count));
	return badge_issuer_make(
		a, &issuer, (const unsigned char(*)[PUBLIC_KEY_SIZE])keys, count, json);
}

enum outcome make_status_document(struct db *db, struct arena *a, const struct conf *conf,
	const struct seal *seal, struct text *json)
{
	struct badge_issuer issuer = issuer_of(conf);
	int64_t now = clock_now();
	uint32_t *revoked;
	size_t count;

	TRY(list_revoked_places(db, a, &revoked, &count));
	/* signed on the hour: who asks twice gets the same bytes */
	return badge_status_make(seal, a, &issuer, revoked, count, now - now % HOUR, json);
}

/* ---- the page that checks badges -------------------------------------------------------------------- */

static const struct {
	const char *key, *msgid;
} page_words[] = {
	{ "title", N_("Check a badge") },
	{ "what",
		N_("Choose the file of a badge. It stays on this device: nothing is sent, and the "
		   "page "
		   "works without a network.") },
	{ "choose", N_("The badge (JSON, SVG or PNG)") },
	{ "answer", N_("What the badge turned out to be") },
	{ "badge", N_("Badge") },
	{ "said", N_("What it says") },
	{ "issuer", N_("Issuer") },
	{ "since", N_("Valid from") },
	{ "address", N_("Address of the badge") },
	{ "not",
		N_("Whether the badge has been taken back later can't be seen here. Its address "
		   "tells that.") },
	{ "how",
		N_("This page looks at the signature eddsa-jcs-2022 with the issuer's keys, which "
		   "were put "
		   "in it when it was made. It reckons Ed25519 by itself, because many browsers "
		   "can't yet.") },
};

static const struct {
	const char *key;
	enum badge_verdict verdict;
} judged_words[] = { { "ours", BADGE_OURS }, { "unchecked", BADGE_UNCHECKED },
	{ "not_yet", BADGE_NOT_YET }, { "over", BADGE_OVER }, { "changed", BADGE_CHANGED },
	{ "unsigned", BADGE_UNSIGNED }, { "no_badge", BADGE_NO_BADGE },
	{ "unreadable", BADGE_UNREADABLE } };

static void add_pair(struct buffer *b, const char *key, struct text words)
{
	buffer_print(b, "\"%s\":", key);
	buffer_add_json(b, words);
	buffer_add_char(b, ',');
}

static struct text words_in_all(struct arena *a, const struct views *views)
{
	struct buffer b = buffer_in(a);

	buffer_add_char(&b, '{');
	for (size_t l = 0; l < language_count(views); l++) {
		struct text tag = language_tag(language_at(views, l));
		if (l > 0)
			buffer_add_char(&b, ',');
		buffer_print(&b, "\"%.*s\":{", SHOWN(tag));
		for (size_t i = 0; i < COUNT_OF(page_words); i++)
			add_pair(&b, page_words[i].key, say(views, l, page_words[i].msgid));
		for (size_t i = 0; i < COUNT_OF(judged_words); i++)
			add_pair(&b, judged_words[i].key,
				say(views, l, badge_verdict_words(judged_words[i].verdict)));
		buffer_add_chars(&b, "\"own_name\":");
		buffer_add_json(&b, own_language_name(language_at(views, l)));
		buffer_add_char(&b, '}');
	}
	buffer_add_char(&b, '}');
	return buffer_text(&b);
}

static struct text plain_in_all(struct arena *a, const struct views *views)
{
	struct buffer b = buffer_in(a);

	for (size_t l = 0; l < language_count(views); l++) {
		buffer_print(&b, "<p lang=\"%.*s\">", SHOWN(language_tag(language_at(views, l))));
		buffer_add_html(&b,
			say(views, l,
				N_("This page needs JavaScript, for the badge is checked in your "
				   "own "
				   "browser and sent nowhere.")));
		buffer_add_chars(&b, "</p>\n");
	}
	return buffer_text(&b);
}

struct text make_verify_page(struct arena *a, const struct views *views, struct text issuer)
{
	const struct shelf_file *form = shelf_find(shelf_files, shelf_count, TEXT("verify.html"));
	struct badge_page page = { .issuer = issuer,
		.words = words_in_all(a, views),
		.plain_html = plain_in_all(a, views) };

	return badge_verify_page(a, form ? form->bytes : NO_TEXT, &page);
}

/* ---- addresses ---------------------------------------------------------------------------------------- */

static void fill_document(
	struct request *rq, struct response *rs, struct text json, const char *type)
{
	unsigned char digest[16];

	digest_of(json, digest, sizeof digest);
	rs->type = type;
	rs->bytes = json;
	rs->shared = rs->for_anybody = true;
	rs->etag = arena_print(
		rq->arena, "\"%.*s\"", SHOWN(hex_text(rq->arena, digest, sizeof digest)));
}

enum outcome show_issuer(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct text json;
	{
		BORROWED loan = borrow(w);
		TRY(make_issuer_document(loan.db, rq->arena, &w->conf, &json));
	}
	fill_document(rq, rs, json, "application/ld+json");
	return DONE;
}

enum outcome show_status_list(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct text json;
	{
		BORROWED loan = borrow(w);
		TRY(make_status_document(loan.db, rq->arena, &w->conf, w->seal, &json));
	}
	fill_document(rq, rs, json, BADGE_TYPE);
	return DONE;
}

enum outcome show_verify_page(struct request *rq, struct response *rs)
{
	struct workshop *w = workshop_of(rq);
	struct text json;
	{
		BORROWED loan = borrow(w);
		TRY(make_issuer_document(loan.db, rq->arena, &w->conf, &json));
	}
	fill_document(rq, rs, make_verify_page(rq->arena, w->views, json), NULL);
	/* its script is its own, which the policy of a page shown from here wouldn't let run */
	rs->attachment = rs->sandboxed = true;
	rs->file_name = "verify.html";
	return DONE;
}
