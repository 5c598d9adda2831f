/* The floor's small readers: characters, numbers, days, ids, lines and lists. */
#include "fuzz.h"

static void check_characters(struct arena *a, struct text t)
{
	struct buffer put = buffer_in(a);
	size_t at = 0, count = 0;
	char bytes[4];

	while (at < t.size) {
		size_t from = at;
		uint32_t c = utf8_next(t, &at);
		HOLDS(at > from && at - from <= 4 && at <= t.size);
		HOLDS(c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF));
		buffer_add(&put, (struct text){ bytes, utf8_put(bytes, c) });
		count++;
	}
	/* what is put back the same was well-formed, and nothing else is */
	HOLDS(utf8_valid(t) == text_is(buffer_text(&put), t));
	HOLDS(utf8_count(t) == count || !utf8_valid(t));
}

static void check_numbers(struct arena *a, struct text t)
{
	int64_t number, again, days;
	char day[11];

	if (text_number(t, &number)) {
		HOLDS(text_number(arena_print(a, "%lld", (long long)number), &again));
		HOLDS(number == again);
	}
	if (clock_day(t, &days)) {
		struct date date = clock_date(days);
		clock_day_text(days, day);
		HOLDS(text_is_chars(t, day) && clock_days(date) == days);
	}
	if (text_is_id(t))
		HOLDS(t.size >= 1 && t.size <= 64 && is_sound(t) && !memchr(t.at, '/', t.size));
}

/* Put together again, the parts are the whole. */
static void check_cuts(struct arena *a, struct text t)
{
	struct buffer put = buffer_in(a);
	struct text rest = t;

	while (rest.at) {
		buffer_add(&put, text_cut(&rest, ','));
		if (rest.at)
			buffer_add_char(&put, ',');
	}
	HOLDS(text_is(buffer_text(&put), t));
	for (rest = t; rest.at;) {
		struct text line = text_line(&rest);
		HOLDS(is_part(line, t) && text_find_char(line, '\n') == line.size);
	}
	HOLDS(is_part(text_trim(t), t));
}

static void check_escapes(struct arena *a, struct text t)
{
	struct buffer html = buffer_in(a), url = buffer_in(a);

	buffer_add_html(&html, t);
	buffer_add_url(&url, t);
	for (size_t i = 0; i < html.size; i++)
		HOLDS(!strchr("<>\"'", html.at[i]) || html.at[i] == '\0');
	for (size_t i = 0; i < url.size; i++)
		HOLDS(url.at[i] > 0x20 && url.at[i] < 0x7F && !strchr("/?#&+\"<>\\", url.at[i]));
	HOLDS(html.size <= 6 * t.size && url.size <= 3 * t.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text t = input_of(data, size);

	check_characters(a, t);
	check_numbers(a, t);
	check_cuts(a, t);
	check_escapes(a, t);
	HOLDS(arena_within(a, 64 * size));
	return 0;
}
