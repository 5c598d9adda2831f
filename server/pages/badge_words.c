/*
 * What badge pages share: what a badge says, as a screen has it, and its files. All of it is read from
 * the signed document, never from the course as it is now.
 */
#include "badges.h"
#include "school.h"

static const struct said_row *rows_of(struct request *rq, const struct text *words, size_t count)
{
	struct said_row *rows = arena_take_many(rq->arena, count + 1, sizeof *rows);
	for (size_t i = 0; i < count; i++)
		rows[i].words = words[i];
	return rows;
}

enum outcome fill_badge_words(struct request *rq, const struct kept_badge *badge,
	struct badge_words *words, struct badge_said *said)
{
	if (!badge_read(rq->arena, badge->document, said)) {
		log_fault("badge %lld can't be read", (long long)badge->id);
		return BROKEN;
	}
	*words = (struct badge_words){ .title = said->title,
		.lang = said->language,
		.dir = text_of(language_direction(said->language)),
		.description = said->description,
		.note = text_is(said->note, said->description) ? NO_TEXT : said->note,
		.issuer = said->issuer,
		.provider = said->provider,
		.points = points_words(rq, said->credit_tenths),
		.when = full_date_words(rq, clock_day_of(said->awarded)),
		.confirmed = full_date_words(rq, clock_day_of(said->confirmed)),
		.caption = said->caption,
		.criteria = rows_of(rq, said->criteria, said->criterion_count),
		.evidence = rows_of(rq, said->evidence, said->evidence_count),
		.criteria_count = said->criterion_count,
		.evidence_count = said->evidence_count };
	return DONE;
}

struct text badge_address(struct request *rq, const struct kept_badge *badge)
{
	return arena_print(rq->arena, "%.*s/b/%.*s", SHOWN(workshop_of(rq)->conf.badge_origin),
		SHOWN(badge->address));
}

/* The drawing inside the document, as it was when it was signed. */
static bool own_drawing(struct request *rq, const struct badge_said *said, struct text *svg)
{
	struct text start = TEXT("data:image/svg+xml;base64,");
	return text_starts(said->image, start) &&
		base64_read(rq->arena, text_part(said->image, start.size, said->image.size), svg);
}

/* The same as pixels. */
static struct text own_picture(
	struct request *rq, const struct kept_badge *badge, const struct badge_said *said)
{
	int year = clock_date(clock_day_of(said->awarded)).year;
	return badge_art_png(rq->arena, badge_art_of(badge->unit, said->digital, year));
}

enum outcome send_badge_file(
	struct request *rq, struct response *rs, const struct kept_badge *badge, struct text form)
{
	struct badge_said said;
	struct text picture = NO_TEXT;
	bool fine = badge_read(rq->arena, badge->document, &said);
	rs->bytes = badge->document;
	rs->type = BADGE_TYPE;
	rs->file_name = "badge.json";
	if (text_is(form, TEXT("svg"))) {
		fine = fine && own_drawing(rq, &said, &picture) &&
			badge_bake_svg(rq->arena, picture, badge->document, &rs->bytes);
		rs->type = "image/svg+xml";
		rs->file_name = "badge.svg";
	} else if (text_is(form, TEXT("png"))) {
		fine = fine &&
			badge_bake_png(rq->arena, own_picture(rq, badge, &said), badge->document,
				&rs->bytes);
		rs->type = "image/png";
		rs->file_name = "badge.png";
	} else if (!text_is(form, TEXT("json"))) {
		return NOT_HERE;
	}
	if (!fine) {
		log_fault("badge %lld can't be baked", (long long)badge->id);
		return BROKEN;
	}
	rs->attachment = rs->sandboxed = true;
	return DONE;
}
