/*
 * What every screen has: language, header, footer, the error summary; and the small words many
 * handlers need (dates, links, names of languages). All in the request's arena.
 */
#include "inside.h"

#include <string.h>

#define PATH_MOST 400
#define DAY 86400

struct loan borrow(struct workshop *w)
{
	return (struct loan){ w->store, reader_borrow_moment(w->store) };
}

void give_back(struct loan *loan)
{
	if (loan->db)
		reader_return(loan->store, loan->db);
	loan->db = NULL;
}

/* ---- languages ----------------------------------------------------------------------------------
 */

size_t ui_language(const struct request *rq)
{
	struct views *views = workshop_of(rq)->views;
	const struct signed_in *me = me_of(rq);
	struct text asked = form_value(&rq->query, "lang");
	size_t none = language_count(views);
	size_t own = me ? find_language(views, me->person.ui_language) : none;
	size_t named = asked.at ? find_language(views, asked) : none;
	if (own < none && (rq->who.person || named == none))
		return own;
	return named < none ? named : accept_language(views, rq->accept_language, 0);
}

struct text ui_tag(const struct request *rq)
{
	return language_at(workshop_of(rq)->views, ui_language(rq));
}

struct text text_language(const struct request *rq)
{
	const struct signed_in *me = me_of(rq);
	return me && me->person.course_language.size > 0 ? me->person.course_language : ui_tag(rq);
}

struct text tell(const struct request *rq, const char *msgid)
{
	return say(workshop_of(rq)->views, ui_language(rq), msgid);
}

struct said find_said(const struct request *rq, const struct said *said, size_t count)
{
	struct text language = language_tag(ui_tag(rq));
	for (size_t i = 0; i < count; i++) {
		if (text_is(said[i].language, language))
			return said[i];
	}
	return count > 0 ? said[0] : (struct said){ NO_TEXT, NO_TEXT };
}

struct text own_language_name(struct text tag)
{
	static const struct {
		const char *tag, *name;
	} names[] = {
		{ "fi", "Suomi" },
		{ "fi-simple", "Helppo suomi" },
		{ "sv", "Svenska" },
		{ "sv-simple", "Lätt svenska" },
		{ "en", "English" },
		{ "en-simple", "Plain English" },
		{ "ar", "العربية" },
		{ "ckb", "کوردیی ناوەندی" },
		{ "et", "Eesti" },
		{ "fa", "فارسی" },
		{ "fr", "Français" },
		{ "ku", "Kurdî" },
		{ "prs", "دری" },
		{ "ru", "Русский" },
		{ "se", "Davvisámegiella" },
		{ "so", "Soomaali" },
		{ "sq", "Shqip" },
		{ "th", "ไทย" },
		{ "ti", "ትግርኛ" },
		{ "tr", "Türkçe" },
		{ "uk", "Українська" },
		{ "ur", "اردو" },
		{ "vi", "Tiếng Việt" },
		{ "zh", "中文" },
	};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		if (text_is_chars(tag, names[i].tag))
			return text_of(names[i].name);
	}
	return tag;
}

/* ---- paths ---------------------------------------------------------------------------------- */

struct text local_path(struct text path)
{
	if (path.size == 0 || path.size > PATH_MOST || path.at[0] != '/')
		return TEXT("/");
	if (path.size > 1 && (path.at[1] == '/' || path.at[1] == '\\'))
		return TEXT("/");
	for (size_t i = 0; i < path.size; i++) {
		unsigned char c = (unsigned char)path.at[i];
		if (c <= 0x20 || c >= 0x7f || c == '\\' || c == '"' || c == '<' || c == '>')
			return TEXT("/");
	}
	return path;
}

/* Encodes each segment of a decoded path again. */
static void add_encoded_path(struct buffer *b, struct text path)
{
	struct text rest = text_part(path, 1, path.size);
	while (rest.at) {
		buffer_add_char(b, '/');
		buffer_add_url(b, text_cut(&rest, '/'));
	}
}

struct text here(const struct request *rq)
{
	struct buffer b = buffer_in(rq->arena);
	add_encoded_path(&b, rq->path);
	if (rq->method == GET && rq->raw_query.size > 0) {
		buffer_add_char(&b, '?');
		buffer_add(&b, rq->raw_query);
	}
	return local_path(buffer_text(&b));
}

struct text course_path(struct arena *a, struct text course)
{
	struct buffer b = buffer_in(a);
	buffer_add_chars(&b, "/courses/");
	buffer_add_url(&b, course);
	return buffer_text(&b);
}

struct text page_path(struct arena *a, struct text course, struct text page)
{
	struct buffer b = buffer_in(a);
	buffer_add(&b, course_path(a, course));
	buffer_add_char(&b, '/');
	buffer_add_url(&b, page);
	return buffer_text(&b);
}

struct text typed(const struct request *rq, const char *field)
{
	struct text value = form_value(&rq->form, field), clean = NO_TEXT;
	if (!value.at || !clean_words(rq->arena, value, &clean))
		return NO_TEXT;
	return clean;
}

struct text typed_passphrase(const struct request *rq, const char *field)
{
	return fold_words(rq->arena, form_value(&rq->form, field));
}

/* ---- words ---------------------------------------------------------------------------------- */

/* A day by a pattern of {weekday}, {day}, {month} and {year}. */
static struct text date_by(
	const struct request *rq, size_t language, int64_t day, struct text pattern)
{
	const struct views *views = workshop_of(rq)->views;
	static const char *const weekdays[] = { N_("Monday"), N_("Tuesday"), N_("Wednesday"),
		N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };
	static const char *const months[] = { N_("January"), N_("February"), N_("March"),
		N_("April"), N_("May"), N_("June"), N_("July"), N_("August"), N_("September"),
		N_("October"), N_("November"), N_("December") };
	struct date date = clock_date(day);
	/* 1970-01-01 was a Thursday */
	struct text weekday = say(views, language, weekdays[((day + 3) % 7 + 7) % 7]);
	struct text month = say(views, language, months[date.month - 1]);
	const struct {
		struct text name, words;
	} values[] = { { TEXT("{weekday}"), weekday }, { TEXT("{month}"), month },
		{ TEXT("{day}"), arena_print(rq->arena, "%d", date.day) },
		{ TEXT("{year}"), arena_print(rq->arena, "%d", date.year) } };
	struct buffer b = buffer_in(rq->arena);
	while (pattern.size > 0) {
		size_t v = 0;
		while (v < COUNT_OF(values) && !text_starts(pattern, values[v].name))
			v++;
		buffer_add(&b, v < COUNT_OF(values) ? values[v].words : text_part(pattern, 0, 1));
		pattern = text_part(
			pattern, v < COUNT_OF(values) ? values[v].name.size : 1, pattern.size);
	}
	return buffer_text(&b);
}

size_t page_asked(const struct request *rq)
{
	int64_t number;
	bool asked = text_number(form_value(&rq->query, "page"), &number) && number > 0;
	return asked ? (size_t)number - 1 : 0;
}

size_t page_within(const struct request *rq, size_t rows, size_t most)
{
	size_t last = rows > 0 ? (rows - 1) / most : 0, asked = page_asked(rq);
	return asked < last ? asked : last;
}

#define LINKS_AROUND 3 /* pages named on either side of the one that is shown */

/* Of a long list the first and the last page are named, and those around the one that is shown. */
static bool is_named(size_t page, size_t pages, size_t current)
{
	size_t apart = page > current ? page - current : current - page;
	return page == 0 || page == pages - 1 || apart <= LINKS_AROUND;
}

const struct page_link *page_links_to(struct request *rq, struct text link, size_t rows,
	size_t most, size_t current, size_t *count)
{
	size_t pages = (rows + most - 1) / most;
	struct page_link *links = arena_take_many(rq->arena, 2 * LINKS_AROUND + 3, sizeof *links);
	*count = 0;
	for (size_t i = 0; i < pages && pages > 1; i++) {
		if (!is_named(i, pages, current))
			continue;
		links[(*count)++] = (struct page_link){ .link = arena_print(rq->arena, "%.*s%zu",
								SHOWN(link), i + 1),
			.number = (int64_t)i + 1,
			.current = i == current };
	}
	return links;
}

struct text person_called(const struct request *rq, struct text name, int64_t id)
{
	if (name.size > 0)
		return name;
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), N_("Number {a}"),
		arena_print(rq->arena, "%lld", (long long)id), NO_TEXT);
}

struct text coach_called(const struct request *rq, struct text name)
{
	return name.size > 0 ? name : tell(rq, N_("Your coach"));
}

struct text full_date_words(const struct request *rq, int64_t day)
{
	/* Translators: how a date is written; {month} is a word, the others numbers. */
	return date_by(rq, ui_language(rq), day, tell(rq, N_("{day} {month} {year}")));
}

struct text date_words_in(const struct request *rq, size_t language, int64_t day)
{
	const struct views *views = workshop_of(rq)->views;
	struct date date = clock_date(day), today = clock_date(clock_day_of(clock_now()));
	if (date.year != today.year)
		return date_by(rq, language, day, say(views, language, N_("{day} {month} {year}")));
	/* Translators: the same for a day of this year, with a word for {weekday}. */
	return date_by(rq, language, day, say(views, language, N_("{weekday} {day} {month}")));
}

int64_t typed_day(struct text words, int64_t today)
{
	struct text rest = text_trim(words);
	int64_t day, month, year;
	if (clock_day(rest, &day))
		return day;
	if (!text_number(text_cut(&rest, '.'), &day) || !rest.at ||
		!text_number(text_cut(&rest, '.'), &month) || day < 1 || day > 31 || month < 1 ||
		month > 12)
		return 0;
	bool short_form = !rest.at || rest.size == 0;
	if (short_form)
		year = clock_date(today).year;
	else if (!text_number(rest, &year) || year < 1900 || year > 9998)
		return 0;
	struct date date = { (int)year, (int)month, (int)day };
	int64_t found = clock_days(date);
	if (short_form && found < today)
		found = clock_days((struct date){ (int)year + 1, (int)month, (int)day });
	return clock_date(found).month == (int)month ? found : 0;
}

int64_t working_day_from(const struct request *rq, int64_t day, int count)
{
	return working_day_after(day, count, &workshop_of(rq)->calendar, clock_day_of(clock_now()));
}

struct promise promise_of(const struct request *rq, const struct help *help)
{
	return promise_now(help->answer_by, help->answer_days, clock_day_of(clock_now()),
		&workshop_of(rq)->calendar);
}

struct text date_words(const struct request *rq, int64_t day)
{
	return date_words_in(rq, ui_language(rq), day);
}

/* "040 123 4567" -> "tel:0401234567" */
static struct text phone_link(struct arena *a, struct text phone)
{
	struct buffer b = buffer_in(a);
	buffer_add_chars(&b, "tel:");
	for (size_t i = 0; i < phone.size; i++) {
		if ((phone.at[i] >= '0' && phone.at[i] <= '9') || (i == 0 && phone.at[i] == '+'))
			buffer_add_char(&b, phone.at[i]);
	}
	return phone.size > 0 ? buffer_text(&b) : NO_TEXT;
}

/* The same with no-break spaces: a number that is split over two lines is hard to dial. */
static struct text phone_words(struct arena *a, struct text phone)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < phone.size; i++) {
		if (phone.at[i] == ' ')
			buffer_add_chars(&b, "\xc2\xa0");
		else
			buffer_add_char(&b, phone.at[i]);
	}
	return buffer_text(&b);
}

/* ---- the frame ------------------------------------------------------------------------------ */

/* Signed out, the languages stand in the header, as this page's address with ?lang=. */
static void offer_languages(struct request *rq, struct frame *f)
{
	struct views *views = workshop_of(rq)->views;
	size_t count = language_count(views), chosen = ui_language(rq);
	struct language_choice *list = arena_take_many(rq->arena, count, sizeof *list);
	for (size_t i = 0; i < count; i++) {
		struct buffer link = buffer_in(rq->arena);
		add_encoded_path(&link, rq->path);
		buffer_add_chars(&link, "?lang=");
		buffer_add_url(&link, language_at(views, i));
		struct text next = form_value(&rq->query, "next");
		if (next.at) {
			buffer_add_chars(&link, "&next=");
			buffer_add_url(&link, local_path(next));
		}
		list[i] = (struct language_choice){ .tag = language_at(views, i),
			.lang = language_tag(language_at(views, i)),
			.name = own_language_name(language_at(views, i)),
			.link = buffer_text(&link),
			.chosen = i == chosen };
	}
	f->languages = list;
	f->languages_count = count;
}

/* The cookie of an own phone lives 30 days from the last visit, so it is sent again now and then.
 */
static void renew_cookie(const struct request *rq, struct response *rs)
{
	const struct signed_in *me = me_of(rq);
	int64_t age = cookie_age_of(&me->person, me->session.device);
	if (age > 0 && clock_now() - me->session.seen > DAY && !rs->cookie.at) {
		rs->cookie = rq->session;
		rs->cookie_age = age;
	}
}

void fill_public_frame(struct request *rq, struct response *rs, struct frame *f, struct text title)
{
	const struct workshop *w = workshop_of(rq);
	struct text lang = ui_tag(rq);
	*f = (struct frame){ .lang = language_tag(lang),
		.dir = text_of(language_direction(lang)),
		.title = title,
		.public_name = w->conf.public_name,
		.css = static_path(w->http, "askel.css"),
		.js = static_path(w->http, "askel.js"),
		.icon = static_path(w->http, "favicon.svg"),
		.demo = w->conf.demo,
		.pointed = pointed_marks(rq),
		.again = rq->again,
		.guest = rq->guest,
		.signed_in = rq->who.person != 0,
		.language_name = own_language_name(lang),
		.help_phone = phone_words(rq->arena, w->conf.help_phone),
		.help_phone_link = phone_link(rq->arena, w->conf.help_phone),
		.help_hours = w->conf.help_hours };
	if (rq->again)
		point_out_codes(rq, f);
	if (!f->signed_in) {
		offer_languages(rq, f);
		f->lang_query = arena_print(rq->arena, "?lang=%.*s", SHOWN(lang));
		return;
	}
	renew_cookie(rq, rs);
	bool in = !factor_is_due(rq); /* staff on the way in have nowhere else to go yet */
	f->unseen = in ? me_of(rq)->person.unseen : 0;
	f->desk = in && (rq->who.roles & ROLE_COACH) != 0;
	struct buffer link = buffer_in(rq->arena);
	buffer_add_chars(&link, "/languages?back=");
	buffer_add_url(&link, here(rq));
	f->languages_link = buffer_text(&link);
	f->help_link = in ? TEXT("/help") : NO_TEXT;
}

void fill_frame(struct request *rq, struct response *rs, struct frame *f, struct text title)
{
	fill_public_frame(rq, rs, f, title);
	f->csrf = request_csrf(rq, rs);
}

void add_form_problem(struct request *rq, struct frame *f, const char *input, struct text words)
{
	struct form_problem *list = arena_take_many(rq->arena, f->problems_count + 1, sizeof *list);
	if (f->problems_count > 0)
		memcpy(list, f->problems, f->problems_count * sizeof *list);
	else
		f->title = say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
			N_("Something to look at – {a}"), f->title, NO_TEXT);
	list[f->problems_count++] =
		(struct form_problem){ arena_print(rq->arena, "#%s", input), words };
	f->problems = list;
}

enum outcome show(struct request *rq, struct response *rs, enum screen screen, const void *page)
{
	view_show(workshop_of(rq)->views, screen, ui_language(rq), page, &rs->page);
	return DONE;
}

enum outcome show_public(
	struct request *rq, struct response *rs, enum screen screen, const void *page)
{
	unsigned char digest[16];
	TRY(show(rq, rs, screen, page));
	if (rq->who.person)
		return DONE;
	digest_of(parcel_plain(&rs->page), digest, sizeof digest);
	rs->etag = arena_print(
		rq->arena, "\"%.*s\"", SHOWN(hex_text(rq->arena, digest, sizeof digest)));
	rs->shared = true;
	return DONE;
}
