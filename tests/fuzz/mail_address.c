/* E-mail addresses as typed, and letters to them: what stands in a header field stays in it. */
#include "fuzz.h"
#include "post/post.h"
#include "words/words.h"

/* Lines end with CRLF, hold printable ASCII and are no longer than a line may be; the header has as
 * many fields as we wrote. */
static size_t count_fields(struct text bytes)
{
	size_t fields = 0;
	for (;;) {
		size_t end = text_find(bytes, TEXT("\r\n"));
		HOLDS(end < bytes.size && end <= 998);
		if (end == 0)
			return fields;
		for (size_t i = 0; i < end; i++)
			HOLDS(bytes.at[i] >= ' ' && bytes.at[i] <= '~');
		fields += bytes.at[0] != ' ';
		bytes = text_part(bytes, end + 2, bytes.size);
	}
}

static void check_body(struct text bytes)
{
	while (bytes.size) {
		size_t end = text_find(bytes, TEXT("\r\n"));
		HOLDS(end < bytes.size && end <= 76);
		for (size_t i = 0; i < end; i++)
			HOLDS(bytes.at[i] >= ' ' || bytes.at[i] == '\t');
		HOLDS(end == 0 || (bytes.at[end - 1] != ' ' && bytes.at[end - 1] != '\t'));
		bytes = text_part(bytes, end + 2, bytes.size);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text rest = input_of(data, size), to = first_line(&rest), name = first_line(&rest);
	struct text subject = first_line(&rest), address, again, bytes;
	if (mail_address_read(to, &address)) {
		HOLDS(is_part(address, to) && address.size <= MAIL_ADDRESS_MOST);
		HOLDS(mail_address_read(address, &again) && text_is(address, again));
		for (size_t i = 0; i < address.size; i++)
			HOLDS(address.at[i] > ' ' && address.at[i] < 0x7f &&
				!strchr("<>,;:\"\\()[]", address.at[i]));
		to = address;
	}
	struct letter letter = { .from_name = name,
		.from = TEXT("no-reply@example.fi"),
		.to = to,
		.subject = subject,
		.body = rest,
		.language = TEXT("fi"),
		.id = TEXT("7"),
		.host = TEXT("example.fi"),
		.stop = TEXT("https://example.fi/x"),
		.date = (int64_t)size * 86400 };
	enum outcome o = letter_write(a, &letter, &bytes);
	HOLDS(o == DONE || (o == BAD_FORM && bytes.size == 0));
	if (o == DONE) {
		HOLDS(count_fields(bytes) == 12 && bytes.size <= 2048 + 16 * size);
		check_body(text_part(bytes, text_find(bytes, TEXT("\r\n\r\n")) + 4, bytes.size));
	}
	return 0;
}
