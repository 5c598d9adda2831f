/*
 * letter: a letter as bytes (RFC 5322, MIME: RFC 2045 and 2047). Everything that goes into a header
 * field is looked at first: a line end in it would begin a field of somebody else's.
 */
#include "post/post.h"
#include "words/words.h"

#include <string.h>

#define LINE_MOST 76        /* characters of an encoded line (RFC 2045, 6.7; RFC 2047, 2) */
#define WORD_ROOM (75 - 12) /* of an encoded word, without "=?utf-8?Q?" and "?=" */
#define PLAIN_MOST 60       /* bytes of a field that isn't folded */
#define STOP_MOST 900       /* an address is never folded: a line has 998 (RFC 5322, 2.1.1) */

/* ---- what may go in ------------------------------------------------------------------------- */

static bool is_clean(struct text t)
{
	for (size_t i = 0; i < t.size; i++) {
		unsigned char c = (unsigned char)t.at[i];
		if (c < 0x20 || c == 0x7f)
			return false;
	}
	return utf8_valid(t);
}

/* What may stand in a tag, a host's name or an id. */
static bool is_name(struct text t)
{
	for (size_t i = 0; i < t.size; i++) {
		char c = t.at[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			    c == '-' || (c == '.' && i > 0 && t.at[i - 1] != '.')))
			return false;
	}
	return t.size > 0 && t.at[t.size - 1] != '.';
}

/* An address between angle brackets: visible ASCII without brackets. */
static bool stop_fits(struct text stop)
{
	for (size_t i = 0; i < stop.size; i++)
		if (stop.at[i] <= ' ' || stop.at[i] >= 0x7f || strchr("<>\"\\", stop.at[i]))
			return false;
	return stop.size <= STOP_MOST;
}

static bool letter_fits(const struct letter *l)
{
	struct text from, to;
	return mail_address_read(l->from, &from) && text_is(from, l->from) &&
		mail_address_read(l->to, &to) && text_is(to, l->to) && is_clean(l->from_name) &&
		is_clean(l->subject) && is_name(l->language) && is_name(l->id) &&
		is_name(l->host) && stop_fits(l->stop) && utf8_valid(l->body);
}

/* ---- words of a field ----------------------------------------------------------------------- */

static void add_hex(struct buffer *b, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";
	buffer_add_char(b, '=');
	buffer_add_char(b, digits[c >> 4]);
	buffer_add_char(b, digits[c & 15]);
}

/* Of the Q encoding, in any place of a field (RFC 2047, 5 (3)). */
static bool stands_for_itself(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* How many places the bytes of one character take. */
static size_t places_of(struct text character)
{
	return stands_for_itself(character.at[0]) || character.at[0] == ' ' ? 1
									    : 3 * character.size;
}

static void add_character(struct buffer *b, struct text character)
{
	char c = character.at[0];
	if (stands_for_itself(c) || c == ' ') {
		buffer_add_char(b, c == ' ' ? '_' : c);
		return;
	}
	for (size_t i = 0; i < character.size; i++)
		add_hex(b, (unsigned char)character.at[i]);
}

/* Encoded words, each of whole characters, each but the first on a line of its own; the first shares
 * its line with `before` places. */
static void add_encoded(struct buffer *b, struct text words, size_t before)
{
	size_t at = 0, used = before;
	bool open = false;
	while (at < words.size) {
		size_t from = at;
		utf8_next(words, &at);
		struct text character = text_part(words, from, at - from);
		if (!open || used + places_of(character) > WORD_ROOM) {
			used = open ? 0 : before;
			buffer_add_chars(b, open ? "?=\r\n =?utf-8?Q?" : "=?utf-8?Q?");
			open = true;
		}
		add_character(b, character);
		used += places_of(character);
	}
	buffer_add_chars(b, open ? "?=" : "");
}

/* Short ASCII that nobody takes for an encoded word, nor for two blanks to be folded. */
static bool is_plain(struct text words)
{
	for (size_t i = 0; i < words.size; i++)
		if ((unsigned char)words.at[i] >= 0x80)
			return false;
	return words.size <= PLAIN_MOST && text_find(words, TEXT("=?")) == words.size &&
		text_is(text_trim(words), words);
}

static void add_subject(struct buffer *b, struct text subject)
{
	buffer_add_chars(b, "Subject: ");
	if (is_plain(subject))
		buffer_add(b, subject);
	else
		add_encoded(b, subject, sizeof "Subject: " - 1);
	buffer_add_chars(b, "\r\n");
}

/* A display name is a quoted string where it is plain (RFC 5322, 3.2.4). */
static void add_from(struct buffer *b, const struct letter *l)
{
	buffer_add_chars(b, "From: ");
	if (l->from_name.size > 0 && is_plain(l->from_name)) {
		buffer_add_char(b, '"');
		for (size_t i = 0; i < l->from_name.size; i++) {
			if (strchr("\"\\", l->from_name.at[i]))
				buffer_add_char(b, '\\');
			buffer_add_char(b, l->from_name.at[i]);
		}
		buffer_add_chars(b, "\"\r\n ");
	} else if (l->from_name.size > 0) {
		add_encoded(b, l->from_name, sizeof "From: " - 1);
		buffer_add_chars(b, "\r\n ");
	}
	buffer_print(b, "<%.*s>\r\n", SHOWN(l->from));
}

/* "Wed, 25 Nov 2026 09:00:00 +0000" (RFC 5322, 3.3): in UTC, which tells no place */
static void add_date(struct buffer *b, int64_t at)
{
	static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	int64_t second = at % 86400 + (at % 86400 < 0 ? 86400 : 0), day = (at - second) / 86400;
	struct date date = clock_date(day);
	/* 1970-01-01 was a Thursday */
	buffer_print(b, "Date: %s, %d %s %04d %02d:%02d:%02d +0000\r\n",
		weekdays[((day + 3) % 7 + 7) % 7], date.day, months[date.month - 1], date.year,
		(int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
}

/* ---- the body ------------------------------------------------------------------------------- */

/* What quoted-printable leaves as it is; a blank at the end of a line is not. */
static bool stays(struct text line, size_t at)
{
	char c = line.at[at];
	if (c == ' ' || c == '\t')
		return at + 1 < line.size;
	return c > ' ' && c < 0x7f && c != '=';
}

static void add_line(struct buffer *b, struct text line)
{
	size_t used = 0;
	for (size_t i = 0; i < line.size; i++) {
		size_t wants = stays(line, i) ? 1 : 3;
		/* one place is the soft end's */
		if (used + wants > LINE_MOST - 1) {
			buffer_add_chars(b, "=\r\n");
			used = 0;
		}
		if (wants == 1)
			buffer_add_char(b, line.at[i]);
		else
			add_hex(b, (unsigned char)line.at[i]);
		used += wants;
	}
	buffer_add_chars(b, "\r\n");
}

/* ---- all of it ------------------------------------------------------------------------------ */

static void add_stop(struct buffer *b, struct text stop)
{
	if (stop.size == 0)
		return;
	buffer_print(b, "List-Unsubscribe: <%.*s>\r\n", SHOWN(stop));
	/* one press without a question is for addresses that are sure (RFC 8058, 3.1) */
	if (text_starts(stop, TEXT("https://")))
		buffer_add_chars(b, "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
}

enum outcome letter_write(struct arena *a, const struct letter *letter, struct text *bytes)
{
	struct buffer b = buffer_in(a);
	struct text rest = letter->body;

	*bytes = NO_TEXT;
	if (!letter_fits(letter))
		return BAD_FORM;
	add_date(&b, letter->date);
	add_from(&b, letter);
	buffer_print(&b, "To: <%.*s>\r\n", SHOWN(letter->to));
	add_subject(&b, letter->subject);
	buffer_print(&b, "Message-ID: <%.*s@%.*s>\r\n", SHOWN(letter->id), SHOWN(letter->host));
	buffer_add_chars(&b, "Auto-Submitted: auto-generated\r\n");
	add_stop(&b, letter->stop);
	buffer_print(&b,
		"Content-Language: %.*s\r\n"
		"MIME-Version: 1.0\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: quoted-printable\r\n\r\n",
		SHOWN(letter->language));
	while (rest.at && rest.size > 0)
		add_line(&b, text_line(&rest));
	*bytes = buffer_text(&b);
	return DONE;
}
