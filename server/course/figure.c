/*
 * figure: the player of a sound or video, and what is known of media files by their names. Nothing
 * plays or loads by itself (preload="none"); what it is and how big it is stand first, for a
 * prepaid connection; captions and the words that say the same are beside it for who can't hear or
 * see it.
 */
#include <stdio.h>
#include <string.h>

#include "course/pen.h"

enum media_kind media_kind_of(struct text target)
{
	static const struct {
		const char *end;
		enum media_kind kind;
	} ends[] = {
		{ ".mp3", MEDIA_SOUND },
		{ ".ogg", MEDIA_SOUND },
		{ ".m4a", MEDIA_SOUND },
		{ ".mp4", MEDIA_VIDEO },
		{ ".webm", MEDIA_VIDEO },
	};
	target = text_part(target, 0, text_find_char(target, '#'));
	target = text_part(target, 0, text_find_char(target, '?'));
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (text_ends(target, text_of(ends[i].end)))
			return ends[i].kind;
	return MEDIA_PICTURE;
}

struct text say_at(const struct place *place, const char *msgid)
{
	const struct course_settings *s = place->settings;
	return s && s->say ? s->say(s->say_context, place->language, msgid) : text_of(msgid);
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9'    ? c - '0'
		: c >= 'a' && c <= 'f' ? c - 'a' + 10
		: c >= 'A' && c <= 'F' ? c - 'A' + 10
				       : -1;
}

static struct text percent_decoded(struct arena *a, struct text t)
{
	struct buffer plain = buffer_in(a);
	for (size_t i = 0; i < t.size; i++) {
		int high = t.at[i] == '%' && i + 2 < t.size ? hex_digit(t.at[i + 1]) : -1;
		int low = high >= 0 ? hex_digit(t.at[i + 2]) : -1;
		char c = t.at[i];
		if (low >= 0) {
			c = (char)(high * 16 + low);
			i += 2;
		}
		buffer_add_char(&plain, c);
	}
	return buffer_text(&plain);
}

static const struct media_file *media_named(const struct place *place, struct text name)
{
	for (size_t i = 0; i < place->media_count; i++)
		if (text_is(place->media[i].name, name))
			return &place->media[i];
	return NULL;
}

const struct media_file *find_media(const struct place *place, struct text target)
{
	while (text_starts(target, TEXT("./")) || text_starts(target, TEXT("../")))
		target = text_part(target, text_find_char(target, '/') + 1, target.size);
	if (!text_starts(target, TEXT("media/")))
		return NULL;
	struct text name = text_part(target, 6, target.size);
	const struct media_file *file = media_named(place, name);
	if (!file && text_find_char(name, '%') < name.size)
		file = media_named(place, percent_decoded(place->arena, name));
	return file;
}

struct text size_words(struct arena *a, struct text language, int64_t bytes)
{
	/* Languages that write a comma, of those spoken by people in Finland. */
	static const char comma[] =
		" fi sv nb nn no da is de et lt lv pl ru uk be fr es pt it nl ro bg "
		"sq hr sr bs sl sk cs hu el tr vi id kk uz az hy ka ckb ku so ";
	struct text tag = text_part(language, 0, text_find_char(language, '-'));
	char padded[16];
	snprintf(padded, sizeof padded, " %.*s ", (int)(tag.size < 8 ? tag.size : 8), tag.at);
	if (bytes <= 999000)
		return arena_print(a, "%lld\u00A0kB", (long long)(bytes + 999) / 1000);
	long long tenths = (bytes + 50000) / 100000;
	return arena_print(a, "%lld%c%lld\u00A0MB", tenths / 10, strstr(comma, padded) ? ',' : '.',
		tenths % 10);
}

/* What the speakers of a language call it; the tag itself for one that isn't in the list. */
static struct text own_name(struct text tag)
{
	static const struct {
		const char *tag, *name;
	} names[] = {
		{ "ar", "العربية" },
		{ "ckb", "کوردیی ناوەندی" },
		{ "de", "Deutsch" },
		{ "en", "English" },
		{ "es", "Español" },
		{ "et", "Eesti" },
		{ "fa", "فارسی" },
		{ "fi", "Suomi" },
		{ "fr", "Français" },
		{ "ku", "Kurmancî" },
		{ "ru", "Русский" },
		{ "se", "Davvisámegiella" },
		{ "so", "Soomaali" },
		{ "sq", "Shqip" },
		{ "sv", "Svenska" },
		{ "th", "ไทย" },
		{ "tr", "Türkçe" },
		{ "uk", "Українська" },
		{ "vi", "Tiếng Việt" },
		{ "zh", "中文" },
	};
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (text_is_chars(tag, names[i].tag))
			return text_of(names[i].name);
	return tag;
}

/* "phone.webm" -> "phone." */
static struct text stem_of(struct text name)
{
	size_t dot = name.size;
	while (dot > 0 && name.at[dot - 1] != '.')
		dot--;
	return text_part(name, 0, dot);
}

/* The LANG of a NAME.LANG.vtt beside a video, empty where `file` is something else. */
static struct text captions_language(struct text stem, struct text file)
{
	if (!text_starts(file, stem) || !text_ends(file, TEXT(".vtt")) ||
		file.size <= stem.size + 4)
		return NO_TEXT;
	struct text tag = text_part(file, stem.size, file.size - stem.size - 4);
	return text_is_id(tag) ? tag : NO_TEXT;
}

/* Of "fi" and "fi-simple", which a browser can't tell apart, the one that fits the page better. */
static bool captions_wanted(const struct place *place, struct text stem, struct text tag)
{
	struct text own = language_tag(place->language);
	if (text_is(tag, place->language))
		return true;
	if (!text_is(tag, language_tag(tag)))
		return false;
	return !text_is(tag, own) ||
		!media_named(place,
			arena_print(
				place->arena, "%.*s%.*s.vtt", SHOWN(stem), SHOWN(place->language)));
}

/* One <track> for each language, the page's own switched on. */
static void write_captions(
	struct place *place, struct text target, struct text name, struct buffer *html)
{
	struct text stem = stem_of(name), own = language_tag(place->language), address;
	size_t folder = target.size;
	while (folder > 0 && target.at[folder - 1] != '/')
		folder--;
	for (size_t i = 0; i < place->media_count; i++) {
		struct text file = place->media[i].name, tag = captions_language(stem, file);
		struct text beside = arena_print(
			place->arena, "%.*s%.*s", SHOWN(text_part(target, 0, folder)), SHOWN(file));
		if (tag.size == 0 || !captions_wanted(place, stem, tag) ||
			!find_address(place, beside, true, &address))
			continue;
		tag = language_tag(tag);
		buffer_add_chars(html, "<track kind=\"captions\" src=\"");
		add_address(html, address);
		buffer_add_chars(html, "\" srclang=\"");
		buffer_add_html(html, tag);
		buffer_add_chars(html, "\" label=\"");
		buffer_add_html(html, own_name(tag));
		buffer_add_chars(html, text_is(tag, own) ? "\" default>" : "\">");
	}
}

/* NAME.LANG.md beside the file, in the page's language: first the very one ("fi-simple"). */
static bool read_transcript(struct place *place, const struct media_file *file, struct text *words)
{
	struct text tags[] = { place->language, language_tag(place->language) };
	for (size_t i = 0; i < COUNT_OF(tags); i++) {
		struct text path = arena_print(
			place->arena, "%.*s%.*s.md", SHOWN(stem_of(file->path)), SHOWN(tags[i]));
		if (file_read(place->arena, path.at, COURSE_FILE_MOST, words) == DONE &&
			utf8_valid(*words))
			return true;
	}
	return false;
}

static void write_transcript(
	struct place *place, const struct media_file *file, bool video, struct buffer *html)
{
	struct text words;
	size_t start = html->size;
	if (!read_transcript(place, file, &words))
		return;
	buffer_add_chars(html, "<details><summary>");
	buffer_add_html(html,
		say_at(place, video ? N_("What the video shows and says") : N_("Transcript")));
	buffer_add_chars(html, "</summary>\n");
	if (render_transcript(place, words, html) != DONE)
		html->size = start; /* the check names the file */
	else
		buffer_add_chars(html, "</details>\n");
}

void write_figure(struct place *place, struct text target, struct text address, struct text alt,
	struct buffer *html)
{
	const struct media_file *file = find_media(place, target);
	bool video = media_kind_of(target) == MEDIA_VIDEO;
	buffer_add_chars(html, "<figure class=\"media\">\n<figcaption>");
	buffer_add_html(html, alt);
	if (file)
		buffer_print(html, " <span class=\"size\">(%s)</span>",
			size_words(place->arena, place->language, file->size).at);
	buffer_print(html, "</figcaption>\n<%s controls preload=\"none\" src=\"",
		video ? "video" : "audio");
	add_address(html, address);
	buffer_add_chars(html, "\">");
	if (video && file)
		write_captions(place, target, file->name, html);
	buffer_print(html, "</%s>\n", video ? "video" : "audio");
	if (file)
		write_transcript(place, file, video, html);
	buffer_add_chars(html, "</figure>\n");
}
