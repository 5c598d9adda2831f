/*
 * say: which languages there are, which one a browser would like, and words in them outside of
 * templates. What is said without values points into the catalogues; the rest is made in the
 * caller's arena.
 */
#include "view/inside.h"

#include <string.h>
#include <strings.h>

/* ---- words ----------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		c == '_' || c == '.';
}

struct text cut_placeholder(struct text *rest, struct text *name)
{
	struct text all = *rest;

	*name = (struct text){ NULL, 0 };
	*rest = (struct text){ NULL, 0 };
	for (size_t from = 0; from < all.size; from++) {
		size_t end = from + 1;
		if (all.at[from] != '{')
			continue;
		while (end < all.size && is_name_byte(all.at[end]))
			end++;
		if (end == from + 1 || end == all.size || all.at[end] != '}')
			continue;
		*name = text_part(all, from + 1, end - from - 1);
		*rest = text_part(all, end + 1, all.size);
		return text_part(all, 0, from);
	}
	return all;
}

static const struct catalogue *catalogue_of(const struct views *v, size_t language)
{
	return &v->languages[language < v->language_count ? language : 0].catalogue;
}

struct text say(const struct views *v, size_t language, const char *msgid)
{
	struct text key = text_of(msgid);
	const struct entry *entry = find_entry(catalogue_of(v, language), key);

	return entry ? entry->forms[0] : key;
}

struct text say_with(const struct views *v, struct arena *a, size_t language, const char *msgid,
	struct text value_a, struct text value_b)
{
	struct text rest = say(v, language, msgid), name;
	struct buffer out = buffer_in(a);

	while (rest.at) {
		buffer_add(&out, cut_placeholder(&rest, &name));
		if (name.at && text_is_chars(name, "a"))
			buffer_add(&out, value_a);
		else if (name.at && text_is_chars(name, "b"))
			buffer_add(&out, value_b);
		else if (name.at)
			buffer_print(&out, "{%.*s}", SHOWN(name));
	}
	return buffer_text(&out);
}

struct text say_count(const struct views *v, struct arena *a, size_t language, const char *one,
	const char *many, int64_t n)
{
	const struct catalogue *c = catalogue_of(v, language);
	const struct entry *entry = find_entry(c, text_of(one));
	struct buffer out = buffer_in(a);
	struct text rest, name;

	if (entry && entry->form_count == c->plural.forms)
		rest = entry->forms[plural_form(&c->plural, n)];
	else
		rest = text_of(plural_form(&plural_of_english, n) ? many : one);
	while (rest.at) {
		buffer_add(&out, cut_placeholder(&rest, &name));
		if (name.at && text_is_chars(name, "n"))
			buffer_print(&out, "%lld", (long long)n);
		else if (name.at)
			buffer_print(&out, "{%.*s}", SHOWN(name));
	}
	return buffer_text(&out);
}

/* ---- languages ------------------------------------------------------------------------- */

size_t language_count(const struct views *v)
{
	return v->language_count;
}

struct text language_at(const struct views *v, size_t index)
{
	return index < v->language_count ? v->languages[index].tag : NO_TEXT;
}

static bool same_tag(struct text a, struct text b)
{
	return a.size == b.size && strncasecmp(a.at, b.at, a.size) == 0;
}

static struct text primary_part(struct text tag)
{
	size_t end = 0;

	while (end < tag.size && tag.at[end] != '-' && tag.at[end] != '_')
		end++;
	return text_part(tag, 0, end);
}

size_t find_language(const struct views *v, struct text tag)
{
	tag = text_trim(tag);
	for (size_t i = 0; i < v->language_count; i++) {
		if (same_tag(v->languages[i].tag, tag))
			return i;
	}
	for (size_t i = 0; i < v->language_count && tag.size; i++) {
		if (same_tag(primary_part(v->languages[i].tag), primary_part(tag)))
			return i;
	}
	return v->language_count;
}

/* "q=0.8" in thousandths; no weight is 1000, one that can't be read 0. */
static int read_weight(struct text parameters)
{
	struct text weight = text_trim(parameters);
	int thousandths = 0, unit = 1000;

	if (weight.size == 0)
		return 1000;
	if (weight.size < 3 || (weight.at[0] != 'q' && weight.at[0] != 'Q') || weight.at[1] != '=')
		return 0;
	for (size_t i = 2; i < weight.size && i < 7; i++) {
		char c = weight.at[i];
		if (i == 3 && c == '.')
			continue;
		if (c < '0' || c > '9' || (i == 2 && c > '1'))
			return 0;
		thousandths += (c - '0') * unit;
		unit /= 10;
	}
	return thousandths > 1000 ? 1000 : thousandths;
}

size_t accept_language(const struct views *v, struct text header, size_t otherwise)
{
	size_t best = otherwise;
	int best_weight = 0;

	while (header.at) {
		struct text range = text_cut(&header, ',');
		struct text tag = text_trim(text_cut(&range, ';'));
		int weight = read_weight(range.at ? range : NO_TEXT);
		size_t found = text_is_chars(tag, "*") ? otherwise : find_language(v, tag);
		if (found < v->language_count && weight > best_weight) {
			best = found;
			best_weight = weight;
		}
	}
	return best;
}
