/*
 * mo: reads a compiled catalogue (GNU gettext's .mo, both byte orders) and finds words in it. The
 * bytes may come from a folder of the installation, so every offset is checked before it is used;
 * a catalogue that isn't sound is refused with a sentence. Keys and forms point into the bytes.
 */
#include "view/inside.h"

#include <string.h>

enum {
	MAGIC = 0x950412de,
	HEAD = 28, /* magic, revision, count, two tables, size and place of a hash table */
	ENTRIES_MOST = 65536,
};

struct mo {
	struct text bytes;
	bool swapped;
	struct text file;
	struct problems *problems;
};

static uint32_t number_at(const struct mo *mo, size_t at)
{
	uint32_t number;

	memcpy(&number, mo->bytes.at + at, sizeof number);
	return mo->swapped ? __builtin_bswap32(number) : number;
}

/* String `index` of a table; false where it leaves the file or has no NUL after it. */
static bool string_at(const struct mo *mo, size_t table, size_t index, struct text *string)
{
	size_t size = number_at(mo, table + index * 8);
	size_t from = number_at(mo, table + index * 8 + 4);

	if (from >= mo->bytes.size || size >= mo->bytes.size - from || mo->bytes.at[from + size])
		return false;
	*string = (struct text){ mo->bytes.at + from, size };
	return true;
}

static bool refuse(const struct mo *mo, const char *why)
{
	note_problem(mo->problems, "%.*s: %s", SHOWN(mo->file), why);
	return false;
}

/* ---- finding --------------------------------------------------------------------------- */

static uint32_t hash_of(struct text key)
{
	uint32_t hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < key.size; i++)
		hash = (hash ^ (unsigned char)key.at[i]) * 16777619u;
	return hash;
}

/* The slot a key is in, or would be. There is always an empty one. */
static uint32_t *slot_of(const struct catalogue *c, struct text key)
{
	size_t at = hash_of(key) & c->slot_mask;

	while (c->slots[at] && !text_is(c->entries[c->slots[at] - 1].key, key))
		at = (at + 1) & c->slot_mask;
	return &c->slots[at];
}

const struct entry *find_entry(const struct catalogue *c, struct text key)
{
	uint32_t slot = *slot_of(c, key);

	return slot ? &c->entries[slot - 1] : NULL;
}

static void make_slots(struct arena *a, struct catalogue *c)
{
	size_t count = 2;

	while (count < c->count * 2)
		count *= 2;
	c->slots = arena_take_many(a, count, sizeof *c->slots);
	c->slot_mask = count - 1;
	for (size_t i = 0; i < c->count; i++) {
		uint32_t *slot = slot_of(c, c->entries[i].key);
		if (!*slot)
			*slot = (uint32_t)i + 1;
	}
}

void make_empty_catalogue(struct arena *a, struct catalogue *c)
{
	*c = (struct catalogue){ .plural = plural_of_english };
	make_slots(a, c);
}

/* ---- reading --------------------------------------------------------------------------- */

/* The value of a line "Name: value" of the header, trimmed; empty where there is none. */
static struct text header_value(struct text header, struct text name)
{
	while (header.at) {
		struct text line = text_cut(&header, '\n');
		if (text_starts(line, name))
			return text_trim(text_part(line, name.size, line.size));
	}
	return NO_TEXT;
}

static bool read_header(const struct mo *mo, struct text header, struct catalogue *c)
{
	struct text type = header_value(header, TEXT("Content-Type:"));
	struct text forms = header_value(header, TEXT("Plural-Forms:"));

	if (type.size && text_find(type, TEXT("charset=UTF-8")) == type.size)
		return refuse(mo, "the header doesn't say charset=UTF-8");
	if (forms.size && !read_plural(forms, &c->plural))
		return refuse(mo, "the Plural-Forms of the header can't be understood");
	return true;
}

/* Is {name} among the words? */
static bool holds_placeholder(struct text words, struct text name)
{
	struct text found;

	while (words.at) {
		cut_placeholder(&words, &found);
		if (found.at && text_is(found, name))
			return true;
	}
	return false;
}

/* Translators may leave a {name} out, but not make one up. */
static void check_placeholders(const struct mo *mo, struct text original, const struct entry *entry)
{
	for (unsigned i = 0; i < entry->form_count; i++) {
		struct text rest = entry->forms[i], name;
		while (rest.at) {
			cut_placeholder(&rest, &name);
			if (name.at && !holds_placeholder(original, name))
				note_problem(mo->problems,
					"%.*s: the translation of \"%.*s\" has {%.*s}, which the "
					"original hasn't",
					SHOWN(mo->file), SHOWN(entry->key), SHOWN(name));
		}
	}
}

static bool read_entry(struct arena *a, const struct mo *mo, const struct catalogue *c,
	struct text original, struct text translation, struct entry *entry)
{
	struct text rest = original, forms[PLURAL_FORMS_MOST];
	bool counted;

	entry->key = text_cut(&rest, '\0');
	counted = rest.at != NULL;
	rest = translation;
	while (rest.at) {
		if (entry->form_count >= PLURAL_FORMS_MOST)
			return refuse(mo, "an entry has too many plural forms");
		forms[entry->form_count++] = text_cut(&rest, '\0');
	}
	if (counted ? entry->form_count != c->plural.forms : entry->form_count != 1) {
		note_problem(mo->problems, "%.*s: the translation of \"%.*s\" has %u plural forms",
			SHOWN(mo->file), SHOWN(entry->key), entry->form_count);
		return false;
	}
	entry->forms = memcpy(arena_take_many(a, entry->form_count, sizeof *forms), forms,
		entry->form_count * sizeof *forms);
	check_placeholders(mo, original, entry);
	return true;
}

static bool read_entries(struct arena *a, const struct mo *mo, struct catalogue *c, size_t count,
	size_t originals, size_t translations)
{
	struct entry *entries = arena_take_many(a, count, sizeof *entries);
	struct text original, translation;

	for (size_t i = 0; i < count; i++) {
		if (!string_at(mo, originals, i, &original) ||
			!string_at(mo, translations, i, &translation))
			return refuse(mo, "a string lies outside the file");
		if (!utf8_valid(original) || !utf8_valid(translation))
			return refuse(mo, "a string isn't UTF-8");
		if (original.size == 0 || translation.size == 0)
			continue;
		if (!read_entry(a, mo, c, original, translation, &entries[c->count]))
			return false;
		c->count += entries[c->count].forms[0].size > 0;
	}
	c->entries = entries;
	make_slots(a, c);
	return true;
}

/* The header is the translation of nothing; it decides how many plural forms the others have. */
static bool read_strings(struct arena *a, const struct mo *mo, struct catalogue *c)
{
	size_t count = number_at(mo, 8);
	size_t originals = number_at(mo, 12), translations = number_at(mo, 16);
	struct text original, header;

	if (count > ENTRIES_MOST)
		return refuse(mo, "it has more strings than any catalogue would");
	if (originals > mo->bytes.size || mo->bytes.size - originals < count * 8 ||
		translations > mo->bytes.size || mo->bytes.size - translations < count * 8)
		return refuse(mo, "its tables lie outside the file");
	for (size_t i = 0; i < count; i++) {
		if (!string_at(mo, originals, i, &original) || original.size > 0)
			continue;
		if (!string_at(mo, translations, i, &header))
			return refuse(mo, "its header lies outside the file");
		if (!read_header(mo, header, c))
			return false;
	}
	return read_entries(a, mo, c, count, originals, translations);
}

bool read_catalogue(struct arena *a, struct text file, struct text bytes, struct problems *problems,
	struct catalogue *c)
{
	struct mo mo = { .bytes = bytes, .file = file, .problems = problems };
	size_t problems_before = problems->count;

	make_empty_catalogue(a, c);
	if (bytes.size < HEAD)
		return refuse(&mo, "it is too short for a .mo file");
	mo.swapped = number_at(&mo, 0) == __builtin_bswap32(MAGIC);
	if (number_at(&mo, 0) != MAGIC)
		return refuse(&mo, "it is no .mo file");
	if (number_at(&mo, 4) >> 16 > 1)
		return refuse(&mo, "it is a .mo file of a newer kind");
	return read_strings(a, &mo, c) && problems->count == problems_before;
}
