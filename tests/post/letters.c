/* Letters as bytes: what is written, what is refused; and what a server's refusal means. */
#include "post/inside.h"
#include "test.h"

static struct letter plain_letter(void)
{
	return (struct letter){ .from_name = TEXT("Oppimispaikka"),
		.from = TEXT("no-reply@example.fi"),
		.to = TEXT("aino@example.com"),
		.subject = TEXT("Something new"),
		.body = TEXT("Hello!\n\nIt is here.\n"),
		.language = TEXT("en"),
		.id = TEXT("0123abcd"),
		.host = TEXT("learn.example.fi"),
		.stop = TEXT("https://learn.example.fi/mail/stop/x?lang=en"),
		.date = 1795597200 };
}

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

static void test_plain(void)
{
	OWN_ARENA a = arena_open();
	struct letter letter = plain_letter();
	struct text bytes;
	static const char wanted[] =
		"Date: Wed, 25 Nov 2026 09:00:00 +0000\r\n"
		"From: \"Oppimispaikka\"\r\n <no-reply@example.fi>\r\n"
		"To: <aino@example.com>\r\n"
		"Subject: Something new\r\n"
		"Message-ID: <0123abcd@learn.example.fi>\r\n"
		"Auto-Submitted: auto-generated\r\n"
		"List-Unsubscribe: <https://learn.example.fi/mail/stop/x?lang=en>\r\n"
		"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
		"Content-Language: en\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: quoted-printable\r\n"
		"\r\n"
		"Hello!\r\n\r\nIt is here.\r\n";
	CHECK(letter_write(a, &letter, &bytes) == DONE && text_is_chars(bytes, wanted),
		"a plain letter is these bytes");
	letter.stop = NO_TEXT;
	CHECK(letter_write(a, &letter, &bytes) == DONE && !has(bytes, "List-Unsubscribe"),
		"without a way to stop it says nothing of one");
	letter.stop = TEXT("http://127.0.0.1/mail/stop/x");
	CHECK(letter_write(a, &letter, &bytes) == DONE && has(bytes, "List-Unsubscribe: <http") &&
			!has(bytes, "List-Unsubscribe-Post"),
		"one press alone stops only where the address is sure");
}

/* Every line of a letter: CRLF, no longer than `most`, ASCII. */
static bool lines_fit(struct text bytes, size_t most)
{
	while (bytes.size > 0) {
		size_t end = text_find(bytes, TEXT("\r\n"));
		if (end == bytes.size || end > most)
			return false;
		for (size_t i = 0; i < end; i++)
			if (bytes.at[i] < ' ' || bytes.at[i] > '~')
				return false;
		bytes = text_part(bytes, end + 2, bytes.size);
	}
	return true;
}

static void test_words(void)
{
	OWN_ARENA a = arena_open();
	struct letter letter = plain_letter();
	struct text bytes;
	letter.from_name = TEXT("Östra läroplatsen");
	letter.subject = TEXT("Sinua odottaa jotain uutta: Itä-Suomen oppimisympäristö ja muut "
			      "yhteiset äänikirjat 日本語 😀");
	letter.body = TEXT("Hei ÄÄKKÖNEN = 1\nLopussa on väli \n.piste\n"
			   "Yksipitkärivijokaeikatkeamistäänettäsitäkukaanlukisimuttajokaonsilti"
			   "mahdollinen\nhttps://example.fi/=3D\n");
	CHECK(letter_write(a, &letter, &bytes) == DONE && lines_fit(bytes, 76),
		"letters outside ASCII become lines of at most 76 places");
	CHECK(has(bytes, "From: =?utf-8?Q?=C3=96stra_l=C3=A4roplatsen?=\r\n <no-reply@"),
		"a name is an encoded word");
	CHECK(has(bytes, "Subject: =?utf-8?Q?Sinua_odottaa") && has(bytes, "?=\r\n =?utf-8?Q?"),
		"a long subject is several, folded");
	CHECK(has(bytes, "Hei =C3=84=C3=84KK=C3=96NEN =3D 1\r\n") &&
			has(bytes, "v=C3=A4li=20\r\n") && has(bytes, "\r\n.piste\r\n") &&
			has(bytes, "=\r\n") && has(bytes, "example.fi/=3D3D\r\n"),
		"the body is quoted-printable: also a blank at an end, and a long line");
	letter = plain_letter();
	letter.subject = TEXT("=?utf-8?Q?trick?=");
	letter.from_name = TEXT("A \"quoted\" \\ name");
	CHECK(letter_write(a, &letter, &bytes) == DONE &&
			has(bytes, "Subject: =?utf-8?Q?=3D=3Futf=2D8=3FQ=3Ftrick=3F=3D?=\r\n") &&
			has(bytes, "From: \"A \\\"quoted\\\" \\\\ name\"\r\n"),
		"what looks like an encoded word is one, and quotes are escaped");
	letter.from_name = NO_TEXT;
	letter.date = -1;
	CHECK(letter_write(a, &letter, &bytes) == DONE && has(bytes, "From: <no-reply@") &&
			has(bytes, "Wed, 31 Dec 1969 23:59:59 +0000"),
		"no name is no name, and a moment before 1970 is one, too");
}

static void test_refused(void)
{
	OWN_ARENA a = arena_open();
	static const char *const bad[] = { "x\r\nBcc: all@example.com", "x\nBcc: all@example.com",
		"x\rBcc: y", "tab\there", "\x7f", "\xff\xfe", "a\x01" };
	struct text bytes;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct letter letters[6];
		bool refused = true;
		for (size_t l = 0; l < COUNT_OF(letters); l++)
			letters[l] = plain_letter();
		letters[0].subject = text_of(bad[i]);
		letters[1].from_name = text_of(bad[i]);
		letters[2].to = text_of(bad[i]);
		letters[3].stop = text_of(bad[i]);
		letters[4].id = text_of(bad[i]);
		letters[5].language = text_of(bad[i]);
		for (size_t l = 0; l < COUNT_OF(letters); l++)
			refused = refused && letter_write(a, &letters[l], &bytes) == BAD_FORM &&
				bytes.size == 0;
		CHECK(refused, "no field of a header takes control characters (%zu)", i);
	}
	struct letter letter = plain_letter();
	letter.to = TEXT("aino@example.com>\r\nRCPT TO:<b@example.com");
	CHECK(letter_write(a, &letter, &bytes) == BAD_FORM, "nor does an address a second one");
	letter = plain_letter();
	letter.stop = TEXT("https://example.fi/>,<mailto:x@example.com");
	CHECK(letter_write(a, &letter, &bytes) == BAD_FORM, "nor a link another link");
	letter = plain_letter();
	letter.body = TEXT("\xff");
	CHECK(letter_write(a, &letter, &bytes) == BAD_FORM, "a body is UTF-8");
}

/* ---- what replies mean ---------------------------------------------------------------------- */

static void test_replies(void)
{
	static const struct {
		const char *sentence;
		const char *lines[5]; /* "> " ours, else theirs */
		enum posted posted;
	} rows[] = {
		{ "nothing was said", { NULL }, POST_UNREACHED },
		{ "the greeting refuses", { "554 no" }, POST_UNWELCOME },
		{ "it is busy at once", { "421 later" }, POST_UNREACHED },
		{ "nobody of that name", { "> RCPT TO:<a@b.fi>", "550 no such user" },
			POSTED_NOBODY },
		{ "nobody, by the enhanced code", { "> RCPT TO:<a@b.fi>", "554 5.1.1 who?" },
			POSTED_NOBODY },
		{ "the mailbox is shut", { "> RCPT TO:<a@b.fi>", "550 5.2.1 disabled" },
			POSTED_NOBODY },
		{ "it doesn't relay for us", { "> RCPT TO:<a@b.fi>", "550 5.7.1 relaying denied" },
			POST_UNWELCOME },
		{ "it doesn't relay, said plainly", { "> RCPT TO:<a@b.fi>", "554 relay denied" },
			POST_UNWELCOME },
		{ "greylisted", { "> RCPT TO:<a@b.fi>", "450 4.2.0 later" }, POSTED_LATER },
		{ "it closes on us", { "> RCPT TO:<a@b.fi>", "421 4.3.2 bye" }, POST_UNREACHED },
		{ "our sender is refused", { "> MAIL FROM:<a@b.fi>", "550 5.1.8 bad sender" },
			POST_UNWELCOME },
		{ "our sender is to wait", { "> MAIL FROM:<a@b.fi>", "451 4.3.0 later" },
			POST_UNREACHED },
		{ "no room for bodies", { "> DATA", "452 4.3.1 full" }, POST_UNREACHED },
		{ "cut off after the body", { "> DATA", "354 go on" }, POSTED_PERHAPS },
		{ "the body is refused", { "> DATA", "354 go on", "554 5.7.1 spam" },
			POST_UNWELCOME },
		{ "found out late that nobody is there",
			{ "> DATA", "354 go on", "550 5.1.1 nobody" }, POSTED_NOBODY },
		{ "the body is to come later", { "> DATA", "354 go on", "451 4.3.0 later" },
			POSTED_LATER },
		{ "several lines of a reply",
			{ "> RCPT TO:<a@b.fi>", "550-5.1.1 no", "550 5.1.1 no" }, POSTED_NOBODY },
		{ "a goodbye after a refusal",
			{ "> RCPT TO:<a@b.fi>", "550 5.1.1 no", "> QUIT", "221 bye" },
			POSTED_NOBODY },
		{ "junk instead of a reply", { "> RCPT TO:<a@b.fi>", "hello" }, POST_UNREACHED },
		{ "digits that go on", { "> RCPT TO:<a@b.fi>", "5501 x" }, POST_UNREACHED },
		{ "an enhanced code without an end", { "> RCPT TO:<a@b.fi>", "554 5.1" },
			POST_UNWELCOME },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct dialog d = { .subject = -1 };
		for (size_t l = 0; l < COUNT_OF(rows[i].lines) && rows[i].lines[l]; l++) {
			struct text line = text_of(rows[i].lines[l]);
			if (text_starts(line, TEXT("> ")))
				dialog_say(&d, text_part(line, 2, line.size));
			else
				dialog_hear(&d, line);
		}
		CHECK(dialog_end(&d) == rows[i].posted, "%s", rows[i].sentence);
	}
}

int main(void)
{
	test_plain();
	test_words();
	test_refused();
	test_replies();
	return test_end();
}
