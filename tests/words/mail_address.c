/* E-mail addresses as people type them. */
#include "test.h"
#include "words/words.h"

int main(void)
{
	static const struct {
		const char *sentence, *typed, *address; /* NULL: it is none */
	} rows[] = {
		{ "an address", "aino@example.fi", "aino@example.fi" },
		{ "blanks around it", "  aino@example.fi\t", "aino@example.fi" },
		{ "dots, plus and capitals", "Aino.Virtanen+x@Mail.Example.FI",
			"Aino.Virtanen+x@Mail.Example.FI" },
		{ "one letter each", "a@b.fi", "a@b.fi" },
		{ "hyphens and digits in a host", "a@1-2.example-3.fi", "a@1-2.example-3.fi" },
		{ "an apostrophe", "o'neill@example.ie", "o'neill@example.ie" },
		{ "nothing", "", NULL },
		{ "no @", "aino.example.fi", NULL },
		{ "nothing before it", "@example.fi", NULL },
		{ "nothing behind it", "aino@", NULL },
		{ "two of them", "aino@b@example.fi", NULL },
		{ "a host without a dot", "aino@example", NULL },
		{ "two dots", "aino@example..fi", NULL },
		{ "a dot at the end", "aino@example.fi.", NULL },
		{ "a dot first", ".aino@example.fi", NULL },
		{ "a blank inside", "ai no@example.fi", NULL },
		{ "a comma and another", "a@b.fi,c@d.fi", NULL },
		{ "angle brackets", "Aino <aino@example.fi>", NULL },
		{ "a line end", "aino@example.fi\nBcc: b@c.fi", NULL },
		{ "a carriage return inside", "aino@exam\rple.fi", NULL },
		{ "a quoted string", "\"a b\"@example.fi", NULL },
		{ "a machine's number", "aino@[127.0.0.1]", NULL },
		{ "a number as a host", "aino@127.0.0.1", NULL },
		{ "letters outside ASCII", "äiti@example.fi", NULL },
		{ "a hyphen at a label's end", "a@b-.fi", NULL },
		{ "64 bytes before the @",
			"1234567890123456789012345678901234567890123456789012345678901234@b.fi",
			"1234567890123456789012345678901234567890123456789012345678901234@b.fi" },
		{ "65 of them",
			"12345678901234567890123456789012345678901234567890123456789012345@b.fi",
			NULL },
	};
	struct text address;
	char host[300] = "a@";
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		bool is = mail_address_read(text_of(rows[i].typed), &address);
		CHECK(is == (rows[i].address != NULL) && text_is(address, text_of(rows[i].address)),
			"%s: %s", rows[i].sentence, is ? "taken" : "refused");
	}
	for (size_t i = 0; i < 62; i++)
		strcat(host, "abc.");
	strcat(host, "fifi");
	CHECK(strlen(host) == 254 && mail_address_read(text_of(host), &address), "254 bytes fit");
	strcat(host, "f");
	CHECK(!mail_address_read(text_of(host), &address), "255 don't");
	CHECK(!mail_address_read((struct text){ "a\0@b.fi", 7 }, &address), "nor does a NUL");
	return test_end();
}
