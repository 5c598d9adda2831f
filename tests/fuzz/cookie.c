/* The Cookie header: the value of one name. */
#include "fuzz.h"
#include "http/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = { "__Host-askel", "askel-8080", "a", "" };
	struct text header = input_of(data, size);

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct text value = cookie_value(header, names[i]);
		if (!value.at)
			continue;
		/* it stands behind its name and ends before the next one */
		const char *name = value.at - strlen(names[i]) - 1;
		HOLDS(is_part(value, header) && name >= header.at);
		HOLDS(memcmp(name, names[i], strlen(names[i])) == 0 && value.at[-1] == '=');
		HOLDS(text_find_char(value, ';') == value.size);
		HOLDS(value.size == 0 || !memchr(" \t\r\n", value.at[value.size - 1], 4));
	}
	return 0;
}
