/*
 * wallet: badges that travel in an HTML document, each as a data: address (RFC 2397): there byte for
 * byte, saved from the document by one press, and found again without reading any HTML.
 */
#include "badge/inside.h"

#define ADDRESS_BEGINS "data:application/vc+ld+json;base64,"

struct text badge_wallet_address(struct arena *a, struct text json)
{
	return arena_join(a, ADDRESS_BEGINS, base64_text(a, json));
}

/* The address stands in double quotes; a document that ends within it was cut off. */
static bool take_address(struct arena *a, struct text *rest, struct text *json)
{
	size_t end = text_find_char(*rest, '"');
	struct text chars = text_part(*rest, 0, end);

	if (end == rest->size || chars.size > BADGE_JSON_MOST / 3 * 4 + 4 ||
		!base64_read(a, chars, json) || json->size == 0 || json->size > BADGE_JSON_MOST)
		return false;
	*rest = text_part(*rest, end, rest->size);
	return true;
}

static bool looks_like_html(struct text file)
{
	struct text start = text_trim(file);

	return text_starts(start, TEXT("<")) &&
		text_find(start, TEXT("\"" ADDRESS_BEGINS)) < start.size;
}

bool badge_wallet_read(
	struct arena *a, struct text file, struct text **documents, size_t *document_count)
{
	struct text begins = TEXT("\"" ADDRESS_BEGINS), rest = file;

	*documents = NULL;
	*document_count = 0;
	if (file.size > WALLET_BYTES_MOST)
		return false;
	if (text_starts(rest, TEXT("\xef\xbb\xbf")))
		rest = text_part(rest, 3, rest.size);
	struct text *list = arena_take_many(a, WALLET_BADGES_MOST, sizeof *list);
	size_t count = 0;
	if (!looks_like_html(rest)) {
		if (!badge_unbake(a, file, &list[count++]))
			return false;
	} else {
		for (size_t at; (at = text_find(rest, begins)) < rest.size;) {
			rest = text_part(rest, at + begins.size, rest.size);
			if (count == WALLET_BADGES_MOST || !take_address(a, &rest, &list[count++]))
				return false;
		}
	}
	*documents = list;
	*document_count = count;
	return true;
}
