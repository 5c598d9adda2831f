/*
 * The privacy page: a short answer first, in plain words, then the whole table of stored.c. Anybody may
 * read it, so it says nothing that would tell an outsider who comes here; a client who is signed in
 * reads what concerns them besides.
 */
#include "inside.h"

/* ---- the table in words --------------------------------------------------------------------- */

static const char *const viewer_words[] = {
	[SEEN_BY_YOU] = N_("You see it."),
	[SEEN_BY_COACH] = N_("You and your coach see it."),
	[SEEN_BY_KIND] = N_("You see it; your coach sees the questions and what you show them."),
	[SEEN_BY_WEEK] =
		N_("You see where to go on; your coach sees the week you last came, not more."),
	[SEEN_BY_STAFF] = N_("Your coach and the admin see it."),
	[SEEN_BY_TEAM] = N_("Coaches and their team lead see it."),
	[SEEN_BY_ADMIN] = N_("The admin sees it."),
	[SEEN_AS_LOOKS] = N_("You see who has looked at your information; no page shows the rest."),
	[SEEN_BY_READERS] = N_("Whoever signs in sees it."),
	[SEEN_BY_ANYBODY] = N_("Anybody can see it."),
	[SEEN_BY_LINK] = N_("You see it; others see it while you share it."),
	[SEEN_BY_NOBODY] = N_("No page shows it."),
};

static const char *const ground_words[] = {
	[GROUND_PUBLIC_TASK] = N_("Ground: a task in the public interest (GDPR, Article 6(1)(e))."),
	[GROUND_LEGAL_DUTY] = N_("Ground: a duty laid down in law (GDPR, Article 6(1)(c))."),
	[GROUND_LEGITIMATE_INTEREST] = N_("Ground: a legitimate interest (GDPR, Article 6(1)(f))."),
};

static struct text sessions_kept(const struct workshop *w, struct arena *a, size_t language)
{
	return say_count(w->views, a, language, N_("Kept for one day after your last visit."),
		N_("Kept for {n} days after your last visit."), w->conf.session_days);
}

static struct text left_kept(const struct workshop *w, size_t language, int days)
{
	return say_count(w->views, w->arena, language, N_("Kept for one day after you have left."),
		N_("Kept for {n} days after you have left."), days);
}

static struct text kept_words(const struct workshop *w, size_t language, enum stored_time time)
{
	switch (time) {
	case KEPT_UNTIL_LEFT:
		return say(w->views, language, N_("Kept until you leave."));
	case KEPT_UNTIL_REMOVED:
		return say(w->views, language, N_("Kept until you take it away, or leave."));
	case KEPT_WITH_WORDS:
		return left_kept(w, language, w->conf.words_days);
	case KEPT_WITH_PERSON:
		return left_kept(w, language, w->conf.learning_days);
	case KEPT_AFTER_VISIT:
		return sessions_kept(w, w->arena, language);
	case KEPT_AFTER_CARD:
		return say_count(w->views, w->arena, language,
			N_("Kept for one day after it was used or ran out."),
			N_("Kept for {n} days after it was used or ran out."),
			w->conf.session_days);
	case KEPT_UNTIL_CLOSED:
		return say(
			w->views, language, N_("Kept until the admin closes it, at most 14 days."));
	case KEPT_UNTIL_BACK:
		return say(w->views, language, N_("Kept until you are back, at most two hours."));
	case KEPT_UNTIL_SENT:
		return say(w->views, language, N_("Kept until you send it or empty it."));
	case KEPT_AFTER_ANSWER:
		return say_count(w->views, w->arena, language,
			N_("Kept for one day after it was answered."),
			N_("Kept for {n} days after it was answered."), w->conf.feedback_days);
	case KEPT_UNTIL_NEWER:
		return say(w->views, language, N_("Kept until a newer one takes its place."));
	case KEPT_FOR_GOOD:
		return say(w->views, language, N_("Kept as long as this service."));
	}
	return NO_TEXT;
}

static struct text group_ground(const struct workshop *w, size_t language, enum stored_ground g)
{
	if (g == ABOUT_NOBODY)
		return say(w->views, language, N_("There is nothing about people in this."));
	return say(w->views, language,
		ground_words[g == FOR_A_DUTY ? GROUND_LEGAL_DUTY : w->conf.ground]);
}

/* "visit: person, course, page" */
static struct text columns_words(struct arena *a, const struct stored_row *row)
{
	struct buffer b = buffer_in(a);
	const char *join = ": ";
	struct text rest = text_of(row->columns);
	buffer_add_chars(&b, row->table);
	while (rest.at) {
		buffer_add_chars(&b, join);
		buffer_add(&b, text_cut(&rest, ' '));
		join = ", ";
	}
	return buffer_text(&b);
}

/* The rows of a group, which stand together from `first` on; how many there are. */
static size_t fill_section(
	struct workshop *w, size_t language, size_t first, struct stored_section *section)
{
	const struct stored_group *group = &stored_groups[stored_rows[first].group];
	struct stored_line *lines = arena_take_many(w->arena, stored_count - first, sizeof *lines);
	size_t count = 0;
	while (first + count < stored_count &&
		stored_rows[first + count].group == stored_rows[first].group) {
		const struct stored_row *row = &stored_rows[first + count];
		lines[count++] =
			(struct stored_line){ .purpose = say(w->views, language, row->purpose),
				.seen = say(w->views, language, viewer_words[row->viewer]),
				.kept = kept_words(w, language, row->time),
				.columns = columns_words(w->arena, row) };
	}
	*section = (struct stored_section){ .name = say(w->views, language, group->name),
		.ground = group_ground(w, language, group->ground),
		.rows = lines,
		.rows_count = count };
	return count;
}

void make_stored_pieces(struct workshop *w, bool mail)
{
	size_t languages = language_count(w->views);
	w->stored_pieces = arena_take_many(w->arena, languages, sizeof *w->stored_pieces);
	for (size_t l = 0; l < languages; l++) {
		struct stored_section *sections =
			arena_take_many(w->arena, STORED_GROUPS, sizeof *sections);
		struct stored_screen s = { .sections = sections };
		struct parcel parcel = parcel_in(w->arena);
		for (size_t i = 0; i < stored_count && s.sections_count < STORED_GROUPS;) {
			bool told = mail || stored_rows[i].group != STORED_MAIL;
			i += fill_section(w, l, i, &sections[s.sections_count]);
			s.sections_count += told;
		}
		view_show(w->views, SCREEN_STORED, l, &s, &parcel);
		w->stored_pieces[l] = piece_make(w->arena, parcel_plain(&parcel));
	}
}

/* ---- the page ------------------------------------------------------------------------------- */

enum outcome show_privacy(struct request *rq, struct response *rs)
{
	const struct workshop *w = workshop_of(rq);
	const struct conf *conf = &w->conf;
	size_t language = ui_language(rq);
	struct said reason = find_said(rq, conf->reasons, conf->reason_count);
	struct privacy_screen s = { .client = (rq->who.roles & ROLE_CLIENT) != 0,
		.controller = conf->controller.size > 0 ? conf->controller : conf->public_name,
		.contact = conf->contact.size > 0 ? conf->contact : conf->help_phone,
		.ground = tell(rq, ground_words[conf->ground]),
		.sessions_kept = sessions_kept(w, rq->arena, language),
		.own_days = conf->own_days,
		.words_days = conf->words_days,
		.learning_days = conf->learning_days,
		.passphrase = (conf->ways & WAY_PASSPHRASE) != 0,
		.pictures = (conf->ways & WAY_PICTURES) != 0,
		.provider = conf->provider.name,
		.provider_clients = (conf->ways & WAY_PROVIDER) != 0,
		.reason = reason.words,
		.reason_lang = reason.language,
		.mail = w->postman != NULL,
		.stored_html = w->stored_pieces[language] };
	fill_public_frame(rq, rs, &s.frame, tell(rq, N_("Privacy")));
	return show_public(rq, rs, SCREEN_PRIVACY, &s);
}
