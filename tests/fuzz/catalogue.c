/* A compiled catalogue of translations (.mo), and words said from it. */
#include "fuzz.h"
#include "view/inside.h"

static void check_entry(const struct catalogue *c, const struct entry *entry, struct text bytes)
{
	struct text rest, name;

	HOLDS(is_part(entry->key, bytes) && utf8_valid(entry->key));
	HOLDS(entry->form_count == 1 || entry->form_count == c->plural.forms);
	HOLDS(find_entry(c, entry->key) != NULL);
	for (unsigned i = 0; i < entry->form_count; i++) {
		HOLDS(is_part(entry->forms[i], bytes) && is_sound(entry->forms[i]));
		for (rest = entry->forms[i]; rest.at;) {
			struct text before = cut_placeholder(&rest, &name);
			HOLDS(is_part(before, bytes) && is_part(name, bytes));
		}
	}
}

/* Keys end in a NUL, so what the catalogue holds can be said. */
static void check_saying(struct arena *a, const struct catalogue *c, const struct entry *entry)
{
	struct language language = { .tag = TEXT("fi"), .catalogue = *c };
	const struct views views = { .languages = &language, .language_count = 1 };
	const char *msgid = entry->key.at;

	HOLDS(say(&views, 0, msgid).size > 0 || entry->form_count > 1);
	HOLDS(is_sound(say_with(&views, a, 0, msgid, TEXT("<a>"), TEXT("b"))));
	for (int64_t n = -1; n < 6; n++)
		HOLDS(is_sound(say_count(&views, a, 0, msgid, msgid, n)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text bytes = input_of(data, size);
	struct problems problems = { .arena = a };
	struct catalogue c;
	bool fine = read_catalogue(a, TEXT("po/fi.mo"), bytes, &problems, &c);

	HOLDS(fine == (problems.count == 0));
	if (!fine)
		return 0;
	HOLDS(c.count <= size / 16 && c.count <= c.slot_mask);
	HOLDS(arena_within(a, 64 * size));
	HOLDS(!find_entry(&c, TEXT("\001no such words\001")) || memchr(bytes.at, '\001', size));
	for (size_t i = 0; i < c.count; i++) {
		check_entry(&c, &c.entries[i], bytes);
		check_saying(a, &c, &c.entries[i]);
	}
	return 0;
}
