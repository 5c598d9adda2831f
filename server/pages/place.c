/*
 * Where a question was asked, as far as that page still exists, and typed words made into
 * paragraphs: what the pages of help have in common, for the one who asks and the one who answers.
 */
#include "inside.h"

struct help_place find_place(struct request *rq, const struct library *library,
	struct text course_id, struct text page_id)
{
	struct help_place place = { .course = course_id.size > 0 ? find_course(library, course_id)
								 : NULL };
	if (!place.course)
		return place;
	size_t index = find_page(place.course, page_id);
	if (index == place.course->page_count)
		return place;
	place.page = &place.course->pages[index];
	place.words = page_words_for(place.course, place.page, text_language(rq));
	return place;
}

struct text place_link(struct request *rq, const struct help_place *place)
{
	if (place->page)
		return page_path(rq->arena, place->course->id, place->page->id);
	return place->course ? course_path(rq->arena, place->course->id) : TEXT("/");
}

struct text place_title(const struct request *rq, const struct help_place *place, struct text *lang)
{
	*lang = NO_TEXT;
	if (!place->course)
		return NO_TEXT;
	const struct course_words *course =
		&place->course->words[course_language(place->course, text_language(rq))];
	*lang = language_tag(place->words ? place->words->language : course->language);
	return place->words ? place->words->title : course->title;
}

struct text place_question(const struct help_place *place, struct text question)
{
	if (!place->page || question.size == 0)
		return NO_TEXT;
	for (size_t i = 0; i < place->words->part_count; i++) {
		const struct question_words *words = place->words->parts[i].question;
		if (words && text_is(place->page->keys[words->question].id, question))
			return words->heading;
	}
	return NO_TEXT;
}

const struct paragraph *paragraphs_of(struct arena *a, struct text words, size_t *count)
{
	struct paragraph *rows = NULL;
	size_t room = 0;
	struct buffer b = buffer_in(a);
	*count = 0;
	while (words.at) {
		struct text line = text_line(&words);
		bool blank = text_trim(line).size == 0;
		if (!blank) {
			if (b.size > 0)
				buffer_add_chars(&b, "<br>");
			buffer_add_html(&b, line);
		}
		if (b.size > 0 && (blank || !words.at)) {
			GROW(a, rows, *count, room);
			rows[(*count)++] =
				(struct paragraph){ .html = arena_copy(a, buffer_text(&b)) };
			b = buffer_in(a);
		}
	}
	return rows;
}

struct text ring_words(const struct request *rq, int64_t moment)
{
	if (moment == 0)
		return NO_TEXT;
	int minute = clock_minute_of(moment);
	/* Translators: a time of day; {a} is the hour, {b} the minutes, two digits. */
	struct text time = say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
		N_("{a}:{b}"), arena_print(rq->arena, "%d", minute / 60),
		arena_print(rq->arena, "%02d", minute % 60));
	/* Translators: a moment; {a} is a day ("Monday 23 November"), {b} a time of day. */
	return say_with(workshop_of(rq)->views, rq->arena, ui_language(rq), N_("{a} at {b}"),
		date_words(rq, clock_day_of(moment)), time);
}

int time_typed(struct text typed_time)
{
	struct text t = text_trim(typed_time);
	int64_t hour, minute = 0;
	size_t cut = 0;
	while (cut < t.size && t.at[cut] != '.' && t.at[cut] != ':')
		cut++;
	bool parted = cut < t.size, joined = !parted && t.size > 2;
	if (joined)
		cut = t.size - 2;
	struct text rest = text_part(t, parted ? cut + 1 : cut, t.size);
	if (cut > 2 || !text_number(text_part(t, 0, cut), &hour) || hour < 0 || hour > 23)
		return -1;
	if ((parted || joined) && (rest.size != 2 || !text_number(rest, &minute)))
		return -1;
	return minute >= 0 && minute < 60 ? (int)(hour * 60 + minute) : -1;
}
