/* Base forms of what people type: words of the text itself, each with one to four bases. */
#include "fuzz.h"
#include "words/words.h"

#define MOST 80

static void check_language(struct arena *a, const char *language, struct text typed)
{
	static struct forms *known[3];
	struct forms **forms = &known[language[0] == 'f' ? 0 : language[0] == 's' ? 1 : 2];
	struct word_form *list;
	size_t count;

	if (!*forms)
		HOLDS(forms_open(text_of(language), TEXT("olla\noch\nthe\n"), forms) == DONE);
	forms_of(*forms, a, typed, MOST, &list, &count);
	HOLDS(count <= MOST);
	for (size_t i = 0; i < count; i++) {
		const struct word_form *form = &list[i];
		HOLDS(form->typed.at >= typed.at &&
			form->typed.at + form->typed.size <= typed.at + typed.size);
		HOLDS(form->typed.size > 0 && form->typed.size <= 100);
		HOLDS(form->base_count >= 1 && form->base_count <= 4 && form->part_count <= 6);
		for (size_t k = 0; k < form->base_count; k++)
			HOLDS(is_sound(form->bases[k]) && form->bases[k].size > 0);
		for (size_t k = 0; k < form->part_count; k++)
			HOLDS(is_sound(form->parts[k]) && form->parts[k].size > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text typed = input_of(data, size);

	check_language(a, "fi", typed);
	check_language(a, "sv", typed);
	check_language(a, "en", typed);
	return 0;
}
