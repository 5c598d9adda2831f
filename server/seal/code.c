/*
 * code: one-time codes that people read, hear and type. So few bits could be tried out by whoever
 * has the database alone, so what is kept is keyed with the installation's key, which lies
 * elsewhere.
 *
 * A code read aloud has characters that can't be taken for each other in print, nor by ear in
 * Finnish or Swedish over a bad line. Of each group that sounds alike one is in:
 *	see/se (and B D E G P T V)      koo/kå (H O Å)      jii/ji (I Y)      än/en (M)
 *	äf/eff (S X)                    är/ärr (L)          aa/a (Ä)
 * C and not T, for "te" is near "tre", 3; N and not M, for "em" is near "fem", 5; no U or Q, for
 * "u" is near "sju", 7, and "kuu" near "kuus", 6; no X, for "eks" is near "sex", 6. Of the digits
 * 9 is out ("yheksän", "kaheksan"), 1 ("yks", "kaks"; I and l in print) and 0 (O in print).
 *
 * A code on paper is read by its owner alone, so only looks count: of 0 O Q D, of 1 I L and of U V
 * none is in; of 2 Z, 5 S, 6 G and 8 B the digit.
 */
#include "seal/inside.h"

#define LETTERS_MOST 32

static const struct kind {
	const char *letters; /* what codes are made of */
	size_t size, group;  /* characters in all and in a group */
	const char *purpose; /* of the key of its digests, kept for ever */
	/* Mistakes that can stand for one character only, and what is meant; capitals. What could
	 * stand for two (S: 5 or F) is told instead. */
	struct {
		uint32_t typed;
		char meant;
	} mistakes[12];
} kinds[] = {
	[CODE_ALOUD] = { "2345678ACFJKNR", CODE_ALOUD_SIZE, 4, "code read aloud",
		{ { '9', '8' }, { 'Z', '2' }, { 'D', 'C' }, { 'P', 'C' }, { 'T', 'C' },
			{ 'V', 'C' }, { 'H', 'K' }, { 'I', 'J' }, { 'M', 'N' },
			{ 0xC4 /* Ä */, 'A' } } },
	[CODE_ON_PAPER] = { "23456789ACEFHJKMNPRTWXY", CODE_ON_PAPER_SIZE, 5, "code on paper",
		{ { 'Z', '2' }, { 'S', '5' }, { 'G', '6' }, { 'B', '8' } } },
};

bool is_between_groups(uint32_t c)
{
	return c == ' ' || c == '-' || c == '.' || (c >= '\t' && c <= '\r') || c == 0xA0 ||
		(c >= 0x2000 && c <= 0x2015) || c == 0x202F || c == 0x205F || c == 0x2060 ||
		c == 0x2212 || c == 0x3000 || c == 0xFEFF;
}

static void keep(const struct seal *seal, enum code_use use, struct text about, const char *letters,
	unsigned char kept[DIGEST_SIZE])
{
	const struct text parts[] = { about, { letters, kinds[use].size } };

	keyed_digest(seal, kinds[use].purpose, parts, COUNT_OF(parts), kept);
}

struct text code_make(const struct seal *seal, struct arena *a, enum code_use use,
	struct text about, unsigned char kept[DIGEST_SIZE])
{
	const struct kind *kind = &kinds[use];
	uint32_t count = (uint32_t)text_of(kind->letters).size;
	struct buffer shown = buffer_in(a);
	char letters[LETTERS_MOST];

	for (size_t i = 0; i < kind->size; i++) {
		letters[i] = kind->letters[random_below(count)];
		if (i > 0 && i % kind->group == 0)
			buffer_add_char(&shown, ' ');
		buffer_add_char(&shown, letters[i]);
	}
	keep(seal, use, about, letters, kept);
	sodium_memzero(letters, sizeof letters);
	return buffer_text(&shown);
}

/* The character of a code that was meant, or 0. */
static char meant_by(const struct kind *kind, uint32_t typed)
{
	if ((typed >= 'a' && typed <= 'z') || typed == 0xE4 /* ä */)
		typed -= 'a' - 'A';
	for (const char *letter = kind->letters; *letter; letter++)
		if (typed == (unsigned char)*letter)
			return *letter;
	for (size_t i = 0; i < COUNT_OF(kind->mistakes) && kind->mistakes[i].typed; i++)
		if (typed == kind->mistakes[i].typed)
			return kind->mistakes[i].meant;
	return 0;
}

enum code_problem code_kept(const struct seal *seal, enum code_use use, struct text about,
	struct text typed, unsigned char kept[DIGEST_SIZE], struct text *unused)
{
	const struct kind *kind = &kinds[use];
	char letters[LETTERS_MOST];
	size_t count = 0, at = 0;

	while (at < typed.size) {
		size_t from = at;
		uint32_t c = utf8_next(typed, &at);
		char letter;
		if (is_between_groups(c))
			continue;
		letter = meant_by(kind, c);
		if (!letter) {
			*unused = text_part(typed, from, at - from);
			return CODE_UNUSED;
		}
		if (count == kind->size)
			return CODE_LONG;
		letters[count++] = letter;
	}
	if (count < kind->size)
		return count == 0 ? CODE_EMPTY : CODE_SHORT;
	keep(seal, use, about, letters, kept);
	sodium_memzero(letters, sizeof letters);
	return CODE_FINE;
}

void paper_codes_make(const struct seal *seal, struct arena *a, struct text about,
	struct text codes[PAPER_CODES], unsigned char kept[PAPER_CODES][DIGEST_SIZE])
{
	size_t count = 0;

	while (count < PAPER_CODES) {
		bool again = false;
		codes[count] = code_make(seal, a, CODE_ON_PAPER, about, kept[count]);
		for (size_t i = 0; i < count; i++)
			again |= same_bytes(kept[i], kept[count], DIGEST_SIZE);
		count += !again;
	}
}
