/*
 * sheet: the keys as words, to be kept on paper. A word is five letters, consonants and vowels in turn, out
 * of which none sounds or looks like another: four letters are twelve bits, the fifth is a check on them, on
 * the key and on the place, so that a word that was misread or stands elsewhere is named at once. After
 * the key's 32 bytes come four of its digest: fifteen words in sixteen are caught by their letter, the
 * rest by that.
 */
#include "seal/inside.h"

#include <string.h>

#define WORD_LETTERS 5
#define WORD_BITS 12
#define SUM_BYTES 4
#define ROW_WORDS 4
_Static_assert(SHEET_WORDS *WORD_BITS == (KEY_SIZE + SUM_BYTES) * 8, "all bits are in words");

static const char consonants[] = "bdfghjklmnprstvz", vowels[] = "aiou";
static const char *const key_names[SHEET_KEYS] = { "seal.key", "audit.key", "badge.key" };

const char *sheet_key_name(size_t key)
{
	return key_names[key];
}

/* The first bytes of a digest over a key's name, a number and some bytes. */
static void sum_up(size_t key, size_t number, struct text bytes, unsigned char sum[SUM_BYTES])
{
	unsigned char digest[DIGEST_SIZE], at = (unsigned char)number;
	struct text parts[] = { TEXT("key on paper"), text_of(key_names[key]),
		bytes_text(&at, sizeof at), bytes };

	digest_parts(parts, COUNT_OF(parts), digest);
	memcpy(sum, digest, SUM_BYTES);
}

static char check_letter(size_t key, size_t word, unsigned bits)
{
	unsigned char bytes[2] = { (unsigned char)(bits >> 8), (unsigned char)bits };
	unsigned char sum[SUM_BYTES];

	sum_up(key, word, bytes_text(bytes, sizeof bytes), sum);
	return consonants[sum[0] & 15];
}

static void spell(size_t key, size_t word, unsigned bits, char letters[WORD_LETTERS])
{
	letters[0] = consonants[bits >> 8 & 15];
	letters[1] = vowels[bits >> 6 & 3];
	letters[2] = consonants[bits >> 2 & 15];
	letters[3] = vowels[bits & 3];
	letters[4] = check_letter(key, word, bits);
}

static unsigned bits_at(const unsigned char *bytes, size_t word)
{
	size_t at = word * WORD_BITS;
	unsigned two = (unsigned)bytes[at / 8] << 8 | bytes[at / 8 + 1];
	return at % 8 == 0 ? two >> 4 : two & 0xfff;
}

static void put_bits(unsigned char *bytes, size_t word, unsigned bits)
{
	size_t at = word * WORD_BITS;
	if (at % 8 == 0) {
		bytes[at / 8] = (unsigned char)(bits >> 4);
		bytes[at / 8 + 1] = (unsigned char)(bits << 4);
	} else {
		bytes[at / 8] |= (unsigned char)(bits >> 8);
		bytes[at / 8 + 1] = (unsigned char)bits;
	}
}

/* A key with its sum: what the words spell. */
static void with_sum(
	size_t key, const unsigned char secret[KEY_SIZE], unsigned char bytes[KEY_SIZE + SUM_BYTES])
{
	memcpy(bytes, secret, KEY_SIZE);
	sum_up(key, SHEET_WORDS, bytes_text(secret, KEY_SIZE), bytes + KEY_SIZE);
}

static const unsigned char *secret_of(const struct seal *seal, size_t key)
{
	const unsigned char *const secrets[SHEET_KEYS] = { seal->root, seal->audit_seed,
		seal->badge_seed };
	return secrets[key];
}

static void add_key(struct buffer *b, size_t key, const unsigned char secret[KEY_SIZE])
{
	unsigned char bytes[KEY_SIZE + SUM_BYTES];

	with_sum(key, secret, bytes);
	buffer_print(b, "%s\n", key_names[key]);
	for (size_t w = 0; w < SHEET_WORDS; w++) {
		char letters[WORD_LETTERS];
		if (w % ROW_WORDS == 0)
			buffer_print(b, "%4zu", w + 1);
		spell(key, w, bits_at(bytes, w), letters);
		buffer_print(b, "  %.*s%s", WORD_LETTERS, letters,
			w % ROW_WORDS == ROW_WORDS - 1 ? "\n" : "");
	}
	sodium_memzero(bytes, sizeof bytes);
}

struct text sheet_text(const struct seal *seal, struct arena *a)
{
	struct buffer b = buffer_in(a);

	for (size_t key = 0; key < SHEET_KEYS; key++)
		add_key(&b, key, secret_of(seal, key));
	return buffer_text(&b);
}

/* ---- and back --------------------------------------------------------------------------------- */

static char small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool find_letter(const char *letters, char c, unsigned *at)
{
	const char *found = c ? strchr(letters, small(c)) : NULL;
	*at = found ? (unsigned)(found - letters) : 0;
	return found != NULL;
}

static bool read_word(struct text typed, size_t key, size_t word, unsigned *bits)
{
	unsigned first, second, third, fourth;

	if (typed.size != WORD_LETTERS || !find_letter(consonants, typed.at[0], &first) ||
		!find_letter(vowels, typed.at[1], &second) ||
		!find_letter(consonants, typed.at[2], &third) ||
		!find_letter(vowels, typed.at[3], &fourth))
		return false;
	*bits = first << 8 | second << 6 | third << 2 | fourth;
	return small(typed.at[4]) == check_letter(key, word, *bits);
}

bool sheet_word_is(const struct seal *seal, size_t key, size_t word, struct text typed)
{
	unsigned char bytes[KEY_SIZE + SUM_BYTES];
	unsigned bits;

	if (!read_word(text_trim(typed), key, word, &bits))
		return false;
	with_sum(key, secret_of(seal, key), bytes);
	bool fits = bits == bits_at(bytes, word);
	sodium_memzero(bytes, sizeof bytes);
	return fits;
}

void sheet_mark(const struct seal *seal, unsigned char mark[DIGEST_SIZE])
{
	unsigned char audit[PUBLIC_KEY_SIZE], badge[PUBLIC_KEY_SIZE];

	audit_public_key(seal, audit);
	badge_public_key(seal, badge);
	struct text parts[] = { bytes_text(audit, sizeof audit), bytes_text(badge, sizeof badge) };
	keyed_digest(seal, "keys on a sheet", parts, COUNT_OF(parts), mark);
}

/* The next thing between blanks and line ends; empty at the end. What begins with # is said to people
 * and goes up to its line's end. */
static struct text next_token(struct text *rest)
{
	for (;;) {
		size_t from = 0, to;
		while (from < rest->size && strchr(" \t\r\n\f\v", rest->at[from]) && rest->at[from])
			from++;
		bool told = from < rest->size && rest->at[from] == '#';
		for (to = from; to < rest->size; to++)
			if (rest->at[to] && strchr(told ? "\n" : " \t\r\n\f\v", rest->at[to]))
				break;
		struct text token = text_part(*rest, from, to - from);
		*rest = text_part(*rest, to, SIZE_MAX);
		if (!told)
			return token;
	}
}

static bool is_number(struct text token)
{
	int64_t number;
	return text_number(token, &number);
}

static size_t key_of_name(struct text token)
{
	size_t key = 0;
	while (key < SHEET_KEYS && !text_is_chars(token, key_names[key]))
		key++;
	return key;
}

static bool trouble(struct sheet_trouble *t, enum sheet_problem problem, size_t key, size_t word,
	struct text typed)
{
	*t = (struct sheet_trouble){ problem, key, word, typed };
	return false;
}

/* The words of one key. */
static bool read_key(
	struct text *rest, size_t key, unsigned char secret[KEY_SIZE], struct sheet_trouble *t)
{
	unsigned char bytes[KEY_SIZE + SUM_BYTES] = { 0 }, sum[SUM_BYTES];

	for (size_t w = 0; w < SHEET_WORDS;) {
		struct text token = next_token(rest);
		unsigned bits;
		if (token.size == 0 || key_of_name(token) < SHEET_KEYS)
			return trouble(t, SHEET_WORDS_MISSING, key, w, NO_TEXT);
		if (is_number(token))
			continue;
		if (!read_word(token, key, w, &bits))
			return trouble(t, SHEET_WORD_WRONG, key, w, token);
		put_bits(bytes, w++, bits);
	}
	memcpy(secret, bytes, KEY_SIZE);
	sum_up(key, SHEET_WORDS, bytes_text(secret, KEY_SIZE), sum);
	bool fits = memcmp(sum, bytes + KEY_SIZE, SUM_BYTES) == 0;
	sodium_memzero(bytes, sizeof bytes);
	return fits || trouble(t, SHEET_SUM_WRONG, key, 0, NO_TEXT);
}

bool sheet_read(
	struct text typed, unsigned char keys[SHEET_KEYS][KEY_SIZE], struct sheet_trouble *t)
{
	bool read[SHEET_KEYS] = { false };

	for (struct text token = next_token(&typed); token.size > 0; token = next_token(&typed)) {
		size_t key = key_of_name(token);
		if (is_number(token))
			continue;
		if (key == SHEET_KEYS)
			return trouble(t, SHEET_NO_NAME, 0, 0, token);
		if (!read_key(&typed, key, keys[key], t))
			return false;
		read[key] = true;
	}
	for (size_t key = 0; key < SHEET_KEYS; key++)
		if (!read[key])
			return trouble(t, SHEET_KEY_MISSING, key, 0, NO_TEXT);
	*t = (struct sheet_trouble){ .problem = SHEET_FINE };
	return true;
}
