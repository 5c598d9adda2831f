/*
 * page: one HTML file that checks badges in the browser, from anywhere and with the network off. It has
 * one script, whose digest stands in the page's own policy, and the issuer's document as it was when the
 * page was made.
 */
#include "badge/inside.h"

#define SCRIPT_BEGINS TEXT("<script>")
#define SCRIPT_ENDS TEXT("</script>\n</body>")

/* The policy's word for the script that stands in the page (CSP level 3, section 2.3.1). */
static struct text script_hash(struct arena *a, struct text page)
{
	size_t from = text_find(page, SCRIPT_BEGINS) + SCRIPT_BEGINS.size;
	struct text script = text_part(page, from, text_find(page, SCRIPT_ENDS) - from);
	unsigned char digest[SHA256_SIZE];

	sha256_of(script, digest);
	return arena_join(a, "sha256-", base64_text(a, bytes_text(digest, sizeof digest)));
}

/* JSON in a script element: no '<', so that nothing in it ends the element. */
static void add_inside_script(struct buffer *b, struct text json)
{
	for (size_t i = 0; i < json.size; i++) {
		if (json.at[i] == '<')
			buffer_add_chars(b, "\\u003c");
		else
			buffer_add_char(b, json.at[i]);
	}
}

struct text badge_verify_page(struct arena *a, struct text form, const struct badge_page *page)
{
	struct buffer b = buffer_in(a);
	struct text rest = form;

	while (rest.at) {
		struct text mark;
		buffer_add(&b, text_cut(&rest, '@'));
		if (!rest.at)
			break;
		size_t end = text_find_char(text_part(rest, 0, 8), '@');
		mark = text_part(rest, 0, end);
		if (text_is(mark, TEXT("HASH")))
			buffer_add(&b, script_hash(a, form));
		else if (text_is(mark, TEXT("ISSUER")))
			add_inside_script(&b, page->issuer);
		else if (text_is(mark, TEXT("WORDS")))
			add_inside_script(&b, page->words);
		else if (text_is(mark, TEXT("PLAIN")))
			buffer_add(&b, page->plain_html);
		else {
			buffer_add_char(&b, '@');
			continue;
		}
		rest = text_part(rest, end + 1, rest.size);
	}
	return buffer_text(&b);
}
