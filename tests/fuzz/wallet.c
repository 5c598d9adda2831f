/*
 * A document in which somebody says there are badges: what is found is within the bounds, comes back the
 * same once it is put into a document of ours, and nothing is said to be anybody's without their issuer.
 */
#include "badge/badge.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text *documents, *again;
	struct buffer page = buffer_in(a);
	size_t count, found;

	if (!badge_wallet_read(a, input_of(data, size), &documents, &count))
		return 0;
	HOLDS(count > 0 && count <= WALLET_BADGES_MOST);
	buffer_add_chars(&page, "<!doctype html>");
	for (size_t i = 0; i < count; i++) {
		struct badge_report report =
			badge_verify(a, documents[i], NO_TEXT, NO_TEXT, 1800000000);
		HOLDS(documents[i].size > 0 && documents[i].size <= BADGE_FILE_MOST);
		HOLDS(report.verdict != BADGE_OURS && is_sound(report.name));
		if (documents[i].size > BADGE_JSON_MOST)
			return 0;
		buffer_add_chars(&page, "<a href=\"");
		buffer_add(&page, badge_wallet_address(a, documents[i]));
		buffer_add_chars(&page, "\">");
	}
	HOLDS(badge_wallet_read(a, buffer_text(&page), &again, &found) && found == count);
	for (size_t i = 0; i < count; i++)
		HOLDS(text_is(again[i], documents[i]));
	return 0;
}
