/*
 * said: what a badge of ours says, for pages that show it: read from the signed document, which is the
 * only place where it stands, so that a page never says anything else.
 */
#include "badge/inside.h"

static struct text copied(struct arena *a, const json_t *object, const char *key)
{
	return arena_copy(a, words_of(object, key));
}

/* The `name` of each of a list of nodes. */
static const struct text *names_of(struct arena *a, const json_t *list, size_t *count)
{
	struct text *names = arena_take_many(a, json_array_size(list) + 1, sizeof *names);

	*count = json_array_size(list);
	for (size_t i = 0; i < *count; i++)
		names[i] = copied(a, json_array_get(list, i), "name");
	return names;
}

/* Markdown as credential.c writes it, with its escapes taken off. */
static struct text plain(struct arena *a, struct text words)
{
	struct buffer b = buffer_in(a);

	for (size_t i = 0; i < words.size; i++) {
		i += words.at[i] == '\\' && i + 1 < words.size;
		buffer_add_char(&b, words.at[i]);
	}
	return buffer_text(&b);
}

static bool has_digital_tag(const json_t *tags)
{
	for (size_t i = 0; i < json_array_size(tags); i++) {
		const char *tag = json_string_value(json_array_get(tags, i));
		struct text code = text_of(tag);
		if (badge_is_digital(&code, 1))
			return true;
	}
	return false;
}

static void read_subject(struct arena *a, const json_t *subject, struct badge_said *said)
{
	const json_t *achievement = json_object_get(subject, "achievement");
	const json_t *image = json_object_get(achievement, "image");
	const json_t *holder = json_array_get(json_object_get(subject, "identifier"), 0);

	said->title = copied(a, achievement, "name");
	said->language = copied(a, achievement, "inLanguage");
	said->note = plain(a, words_of(subject, "narrative"));
	said->provider = copied(a, json_object_get(subject, "source"), "name");
	said->credit_tenths =
		(int)(json_number_value(json_object_get(subject, "creditsEarned")) * 10 + 0.5);
	read_moment(words_of(subject, "activityEndDate"), &said->confirmed);
	said->image = copied(a, image, "id");
	said->caption = copied(a, image, "caption");
	said->criteria = names_of(
		a, json_object_get(achievement, "resultDescription"), &said->criterion_count);
	said->digital = has_digital_tag(json_object_get(achievement, "tag"));
	said->holder_hash = copied(a, holder, "identityHash");
	said->salt = copied(a, holder, "salt");
}

bool badge_read(struct arena *a, struct text json, struct badge_said *said)
{
	OWN_JSON document = read_json(json);

	*said = (struct badge_said){ 0 };
	if (!document || !read_moment(words_of(document, "awardedDate"), &said->awarded))
		return false;
	said->description = copied(a, document, "description");
	said->issuer = copied(a, json_object_get(document, "issuer"), "name");
	read_subject(a, json_object_get(document, "credentialSubject"), said);
	said->evidence = names_of(a, json_object_get(document, "evidence"), &said->evidence_count);
	return said->title.size > 0;
}
