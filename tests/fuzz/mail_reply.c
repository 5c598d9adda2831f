/* What a mail server answers, line by line, with our commands between. */
#include "fuzz.h"
#include "post/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dialog d = { .subject = -1 };
	struct text rest = input_of(data, size);
	while (rest.at && rest.size) {
		struct text line = text_line(&rest);
		if (text_starts(line, TEXT(">")))
			dialog_say(&d, text_part(line, 1, line.size));
		else
			dialog_hear(&d, line);
		HOLDS(strlen(d.verb) < sizeof d.verb && d.code >= 0 && d.code <= 999);
		HOLDS(d.subject >= -1 && d.subject <= 999);
		enum posted posted = dialog_end(&d);
		HOLDS(posted != POSTED && posted != POST_UNTRUSTED && posted < POSTED_COUNT);
		/* an address is only ever wrong where the server said so of it */
		HOLDS(posted != POSTED_NOBODY || d.code / 100 == 5);
	}
	return 0;
}
