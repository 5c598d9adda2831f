/*
 * Letters: the words of what leaves by e-mail. Being a client is confidential, and e-mail is read by
 * others: a provider, a family, whoever finds the phone. So a letter says no more than that something
 * new waits, and where; no name, no number, nothing of what it is or who wrote it. A test holds every
 * letter in every language against the words that outsiders must not read.
 */
#include "inside.h"

#define ID_BYTES 16

static const char stop_about[] = "a link that stops e-mail";

/* ---- links that stop it --------------------------------------------------------------------- */

/* Sealed anew each time, so that no two letters hold the same one; of nothing that tells who. */
struct text make_stop_token(const struct seal *seal, struct arena *a, int64_t person, int64_t given)
{
	return seal_bytes(seal, a, arena_print(a, "%lld %lld", (long long)person, (long long)given),
		text_of(stop_about));
}

bool read_stop_token(const struct seal *seal, struct arena *a, struct text token, int64_t *person,
	int64_t *given)
{
	struct text numbers;
	return unseal_bytes(seal, a, token, text_of(stop_about), &numbers) &&
		text_number(text_cut(&numbers, ' '), person) && numbers.at &&
		text_number(numbers, given);
}

/* ---- addresses ------------------------------------------------------------------------------ */

static struct text address_about(struct arena *a, int64_t person)
{
	return arena_print(a, "e-mail address of %lld", (long long)person);
}

struct text seal_address(
	const struct seal *seal, struct arena *a, int64_t person, struct text address)
{
	return seal_bytes(seal, a, address, address_about(a, person));
}

bool unseal_address(const struct seal *seal, struct arena *a, int64_t person, struct text sealed,
	struct text *address)
{
	return unseal_bytes(seal, a, sealed, address_about(a, person), address);
}

struct text mail_code_about(struct arena *a, int64_t person)
{
	return arena_print(a, "e-mail address of %lld", (long long)person);
}

/* ---- the letters ---------------------------------------------------------------------------- */

/* "learn.example.fi" of "https://learn.example.fi:8443" */
static struct text host_name(const struct conf *conf)
{
	struct text host =
		text_part(conf->origin, text_find(conf->origin, TEXT("://")) + 3, SIZE_MAX);
	return text_part(host, 0, text_find_char(host, ':'));
}

struct text post_own_name(const struct conf *conf)
{
	return host_name(conf);
}

static void add_paragraph(struct buffer *b, struct text words)
{
	buffer_add(b, words);
	buffer_add_chars(b, "\n\n");
}

static struct text with_name(
	const struct workshop *w, struct arena *a, const struct letter_to *to, const char *msgid)
{
	return say_with(w->views, a, to->language, msgid, w->conf.public_name, NO_TEXT);
}

static enum outcome write(const struct workshop *w, struct arena *a, const struct letter_to *to,
	struct letter *letter, struct text *bytes)
{
	const struct conf *conf = &w->conf;
	unsigned char id[ID_BYTES];
	random_fill(id, sizeof id);
	letter->from = conf->post.sender;
	letter->from_name =
		conf->post.sender_name.size > 0 ? conf->post.sender_name : conf->public_name;
	letter->to = to->address;
	letter->language = language_tag(language_at(w->views, to->language));
	letter->id = hex_text(a, id, sizeof id);
	letter->host = host_name(conf);
	letter->date = to->now;
	return letter_write(a, letter, bytes);
}

enum outcome write_news(
	const struct workshop *w, struct arena *a, const struct letter_to *to, struct text *bytes)
{
	struct buffer b = buffer_in(a);
	struct letter letter = { .subject = with_name(w, a, to, N_("Something new for you: {a}")) };
	struct text token = make_stop_token(w->seal, a, to->person, to->given);
	letter.stop = arena_print(a, "%.*s/mail/stop/%.*s?lang=%.*s", SHOWN(w->conf.origin),
		SHOWN(token), SHOWN(language_at(w->views, to->language)));
	add_paragraph(&b, say(w->views, to->language, N_("Hello!")));
	add_paragraph(&b,
		with_name(w, a, to, N_("Something new is waiting for you at {a}. It is here:")));
	add_paragraph(&b, w->conf.origin);
	add_paragraph(&b,
		say(w->views, to->language,
			N_("This message came by itself, and nobody reads answers to it.")));
	add_paragraph(&b,
		say(w->views, to->language,
			N_("If you don't want e-mail from us any more, open this address and press "
			   "the button:")));
	add_paragraph(&b, letter.stop);
	letter.body = buffer_text(&b);
	return write(w, a, to, &letter, bytes);
}

enum outcome write_code(const struct workshop *w, struct arena *a, const struct letter_to *to,
	struct text code, struct text *bytes)
{
	struct buffer b = buffer_in(a);
	struct letter letter = { .subject = with_name(w, a, to, N_("A code for you: {a}")),
		.stop = NO_TEXT };
	add_paragraph(&b, say(w->views, to->language, N_("Hello!")));
	add_paragraph(&b,
		with_name(w, a, to,
			N_("This address was given at {a}. If it was you, write this code on the "
			   "page where you gave it:")));
	add_paragraph(&b, code);
	add_paragraph(&b, say(w->views, to->language, N_("The code works for one hour.")));
	add_paragraph(&b,
		say(w->views, to->language,
			N_("If it wasn't you, you don't have to do anything. Without the code "
			   "nothing more is sent to you.")));
	add_paragraph(&b,
		say(w->views, to->language,
			N_("This message came by itself, and nobody reads answers to it.")));
	letter.body = buffer_text(&b);
	return write(w, a, to, &letter, bytes);
}
