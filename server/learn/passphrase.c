/*
 * passphrase: what is too easy to guess. A passphrase is taken apart into chunks everybody tries
 * (well-known words, rows of keys, repeats, numbers) and other characters; the cheapest way to take
 * it apart tells how much of it is a person's own. Pure, in time that grows with the length.
 */
#include "learn/learn.h"

#define CHARACTERS_LEAST 12
#define CHARACTERS_MOST 200
#define BYTES_MOST 1024
#define FOLDED_LEAST 8 /* bytes: less is mostly blanks */
#define NAME_LEAST 3   /* characters of a sign-in name that a passphrase could give away */
#define CHUNK_LEAST 3  /* shorter rows and repeats are chance */
#define OWN_LEAST 6    /* chunks and characters that make a passphrase somebody's own */
#define LOOKED_AT 256  /* bytes; what is longer has enough of its own */

/* From the published lists of most used passwords, and what they are in Finnish and Swedish. */
static const char *const known_words[] = { "admin", "administrator", "askel", "batman", "changeme",
	"demo", "dragon", "finland", "football", "hallo", "hei", "heihei", "hello", "helsinki",
	"hemlig", "hockey", "iloveyou", "jaakiekko", "jalkapallo", "jumalauta", "kayttaja", "kesa",
	"kevat", "kirjaudu", "kissa", "koira", "letmein", "liverpool", "login", "losen", "losenord",
	"master", "minun", "mitt", "monkey", "moi", "moimoi", "my", "pass", "passord", "passphrase",
	"passwd", "password", "perkele", "pikachu", "pokemon", "princess", "rakas", "root",
	"saatana", "salainen", "salasana", "salis", "secret", "sommar", "starwars", "suomi",
	"summer", "sunshine", "superman", "sverige", "syksy", "talvi", "test", "testi", "the",
	"this", "is", "tervetuloa", "trustno1", "tunnus", "tunnussana", "user", "vaihda",
	"valkommen", "vinter", "welcome", "winter" };

/* Keys beside each other, letters and digits in order; read both ways. */
static const char *const rows[] = { "1234567890", "01234567890123", "abcdefghijklmnopqrstuvwxyz",
	"qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
	"1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp" };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The letter a sign is used for, as in p@ssw0rd. */
static char letter_for(char c)
{
	switch (c) {
	case '0':
		return 'o';
	case '1':
	case '!':
		return 'i';
	case '3':
		return 'e';
	case '4':
	case '@':
		return 'a';
	case '5':
	case '$':
		return 's';
	case '7':
		return 't';
	default:
		return c;
	}
}

/* ---- chunks: how many bytes of each sort stand at the beginning of `t` ------------------------
 */

static bool begins_with_word(struct text t, const char *word)
{
	size_t i = 0;
	while (i < t.size && word[i] && (t.at[i] == word[i] || letter_for(t.at[i]) == word[i]))
		i++;
	return !word[i];
}

static size_t repeat_size(struct text t)
{
	size_t size = 1;
	while (size < t.size && t.at[size] == t.at[0])
		size++;
	return size;
}

static size_t number_size(struct text t)
{
	size_t size = 0;
	while (size < t.size && is_digit(t.at[size]))
		size++;
	return size;
}

/* From the key at `from` of a row, one way or the other. */
static size_t row_size(struct text t, struct text row, size_t from, bool forward)
{
	size_t size = 0;

	while (size < t.size && from < row.size && t.at[size] == row.at[from]) {
		size++;
		from = forward ? from + 1 : from - 1; /* before the first is past all, too */
	}
	return size;
}

static size_t longest_row(struct text t)
{
	size_t longest = 0;

	for (size_t r = 0; r < COUNT_OF(rows); r++) {
		struct text row = text_of(rows[r]);
		for (size_t from = 0; from < row.size; from++) {
			size_t up = row_size(t, row, from, true);
			size_t down = row_size(t, row, from, false);
			size_t size = up > down ? up : down;
			longest = size > longest ? size : longest;
		}
	}
	return longest;
}

/* ---- taking apart -------------------------------------------------------------------------------
 */

static void offer(unsigned *cost, unsigned price)
{
	if (price < *cost)
		*cost = price;
}

/* Up to four digits are a year or a day: worth two characters; more are worth half their number. */
static unsigned number_price(size_t digits)
{
	return digits == 1 ? 1 : digits <= 4 ? 2 : (unsigned)(digits + 1) / 2;
}

/* The least chunks and other characters that `t` can be put together from; cost[i] is that of its
 * first i bytes. */
static unsigned own_part(struct text t)
{
	unsigned cost[LOOKED_AT + 1];

	t = text_part(t, 0, LOOKED_AT);
	for (size_t i = 0; i < COUNT_OF(cost); i++)
		cost[i] = (unsigned)i;
	for (size_t i = 0; i < t.size; i++) {
		struct text rest = text_part(t, i, SIZE_MAX);
		size_t repeat = repeat_size(rest), row = longest_row(rest),
		       digits = number_size(rest);

		offer(&cost[i + 1], cost[i] + 1);
		for (size_t size = CHUNK_LEAST; size <= repeat || size <= row; size++)
			offer(&cost[i + size], cost[i] + 1);
		for (size_t size = 1; size <= digits; size++)
			offer(&cost[i + size], cost[i] + number_price(size));
		for (size_t w = 0; w < COUNT_OF(known_words); w++)
			if (begins_with_word(rest, known_words[w]))
				offer(&cost[i + text_of(known_words[w]).size], cost[i] + 1);
	}
	return cost[t.size];
}

/* One thing over and over, the last time perhaps in part: "hevonenhevonenhev". */
static bool is_repeated(struct text t)
{
	for (size_t period = 1; period <= t.size / 2; period++)
		if (text_is(text_part(t, 0, t.size - period), text_part(t, period, SIZE_MAX)))
			return true;
	return false;
}

enum passphrase_problem passphrase_check(
	struct text passphrase, struct text folded, struct text name_folded)
{
	if (text_trim(passphrase).size == 0)
		return PASSPHRASE_EMPTY;
	if (passphrase.size > BYTES_MOST || folded.size > BYTES_MOST ||
		utf8_count(passphrase) > CHARACTERS_MOST)
		return PASSPHRASE_LONG;
	if (utf8_count(passphrase) < CHARACTERS_LEAST)
		return PASSPHRASE_SHORT;
	if (utf8_count(name_folded) >= NAME_LEAST && text_find(folded, name_folded) < folded.size)
		return PASSPHRASE_NAME;
	if (folded.size < FOLDED_LEAST || is_repeated(folded) || own_part(folded) < OWN_LEAST)
		return PASSPHRASE_COMMON;
	return PASSPHRASE_FINE;
}
