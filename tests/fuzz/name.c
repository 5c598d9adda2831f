/* What the path of a course file says. */
#include "course/inside.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text path = input_of(data, size);
	struct file_name name;

	read_name(path, &name);
	const struct text parts[] = { name.course, name.folder, name.module, name.stem, name.id,
		name.language };
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		HOLDS(is_part(parts[i], path));
	HOLDS(text_is(name.path, path));
	HOLDS(name.order >= 0 && name.order <= 999999);
	HOLDS(name.module_order >= 0 && name.module_order <= 999999);
	switch (name.kind) {
	case FILE_UNIT:
	case FILE_MODULE:
	case FILE_PAGE:
		HOLDS(text_is_id(name.id) && is_language(name.language));
		break;
	case FILE_COURSE:
		HOLDS(text_is(name.id, name.course) && is_language(name.language));
		break;
	case FILE_WORDS:
		HOLDS(is_language(name.language) && text_is_chars(name.folder, "media"));
		break;
	default:
		HOLDS(name.kind == FILE_OTHER || name.kind == FILE_MISNAMED);
	}
	HOLDS(language_tag(name.language).size <= name.language.size);
	HOLDS(text_is_chars(text_of(language_direction(name.language)), "ltr") ||
		text_is_chars(text_of(language_direction(name.language)), "rtl"));
	return 0;
}
