/*
 * dialog: what the lines between us and a mail server mean for a letter that it didn't take (RFC 5321,
 * 4.2: replies; RFC 3463: enhanced status codes). Whether an address is wrong or the server wants
 * nothing from us is not the same: the first is told to whoever gave it, the second to the admin.
 */
#include "post/inside.h"

#include <string.h>

#define NO_SUBJECT (-1)
#define SUBJECT_ADDRESS 1 /* X.1.X */
#define SUBJECT_MAILBOX 2 /* X.2.X */

void dialog_say(struct dialog *d, struct text line)
{
	/* curl says goodbye by itself once something was refused */
	if (text_starts(line, TEXT("QUIT")))
		d->over = true;
	if (d->over)
		return;
	*d = (struct dialog){ .subject = NO_SUBJECT };
	for (size_t i = 0; i < sizeof d->verb - 1 && i < line.size; i++) {
		char c = line.at[i];
		if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
			break;
		d->verb[i] = (char)(c & ~0x20);
	}
}

static bool is_digit(struct text t, size_t at)
{
	return at < t.size && t.at[at] >= '0' && t.at[at] <= '9';
}

/* The 1 of "5.1.2 ": class, subject, detail, the last two of one to three digits. */
static int subject_of(struct text words)
{
	int subject = 0;
	size_t at = 2;

	if (!is_digit(words, 0) || words.size < 2 || words.at[1] != '.')
		return NO_SUBJECT;
	for (; is_digit(words, at) && at < 5; at++)
		subject = 10 * subject + (words.at[at] - '0');
	if (at == 2 || at >= words.size || words.at[at] != '.' || !is_digit(words, at + 1))
		return NO_SUBJECT;
	return subject;
}

void dialog_hear(struct dialog *d, struct text line)
{
	if (d->over || !is_digit(line, 0) || !is_digit(line, 1) || !is_digit(line, 2))
		return;
	if (line.size > 3 && !strchr(" -\r\n", line.at[3]))
		return;
	d->code = (line.at[0] - '0') * 100 + (line.at[1] - '0') * 10 + (line.at[2] - '0');
	d->subject = subject_of(text_part(line, 4, line.size));
	if (d->code == 354)
		d->asked_for_body = true;
}

/* Whether a lasting refusal is about who it goes to. Without a subject 550, 551 and 553 are; 552 is
 * about room, 554 about anything. */
static bool is_about_address(const struct dialog *d)
{
	if (d->subject != NO_SUBJECT)
		return d->subject == SUBJECT_ADDRESS || d->subject == SUBJECT_MAILBOX;
	return strcmp(d->verb, "RCPT") == 0 && (d->code == 550 || d->code == 551 || d->code == 553);
}

enum posted dialog_end(const struct dialog *d)
{
	bool to = strcmp(d->verb, "RCPT") == 0, body = d->asked_for_body;

	if (body && d->code == 354)
		return POSTED_PERHAPS;
	if (d->code / 100 == 5)
		return (to || body) && is_about_address(d) ? POSTED_NOBODY : POST_UNWELCOME;
	/* 421: it closes, whoever it is about */
	if (d->code / 100 == 4 && d->code != 421 && (to || body))
		return POSTED_LATER;
	return POST_UNREACHED;
}
