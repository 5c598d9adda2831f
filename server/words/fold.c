/*
 * fold: words made alike that people mean alike, for comparing (fold_words) and for lists
 * (sort_key). Pure; results are in the arena given. Fold both sides of a comparison here: a fold is
 * not for showing and may change with Unicode, so none is kept in the database but what people sign
 * in with: the name, and the passphrase as a hash.
 */
#include "words/inside.h"

#define FOLD_OPTIONS \
	(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | \
		UTF8PROC_IGNORE)

/* Where å, ä and ö wait while the rest is decomposed (private use, so no letter of its own), and
 * the bytes after 'z' they sort by. */
#define WAITING_A_RING 0xE000
#define WAITING_A_DOTS 0xE001
#define WAITING_O_DOTS 0xE002
#define AFTER_Z '{'

/* What no decomposition takes apart though readers would; sorted by character, all lower case, for
 * case is folded by then. */
static const struct {
	int32_t letter;
	char plain[3];
} stroked[] = {
	{ 0x00DF, "ss" }, /* ß */
	{ 0x00E6, "ae" }, /* æ */
	{ 0x00F0, "d" },  /* ð */
	{ 0x00F8, "o" },  /* ø */
	{ 0x00FE, "th" }, /* þ */
	{ 0x0111, "d" },  /* đ */
	{ 0x0127, "h" },  /* ħ */
	{ 0x0131, "i" },  /* ı */
	{ 0x0142, "l" },  /* ł */
	{ 0x014B, "n" },  /* ŋ */
	{ 0x0153, "oe" }, /* œ */
	{ 0x0167, "t" },  /* ŧ */
};

/* Marks readers leave out. Elsewhere (Thai, Devanagari, kana) a mark is a letter of its own. */
static const struct {
	int32_t first, last;
} loose_marks[] = {
	{ 0x0300, 0x036F }, /* combining diacritical marks */
	{ 0x0483, 0x0489 }, /* Cyrillic */
	{ 0x0591, 0x05C7 }, /* Hebrew points */
	{ 0x0610, 0x061A }, /* Arabic signs */
	{ 0x064B, 0x065F }, /* Arabic vowels */
	{ 0x0670, 0x0670 },
	{ 0x06D6, 0x06ED },
	{ 0x1AB0, 0x1AFF }, /* combining marks, extended, supplement, for symbols, halves */
	{ 0x1DC0, 0x1DFF },
	{ 0x20D0, 0x20FF },
	{ 0xFE20, 0xFE2F },
};

static bool is_mark(int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return true;
	default:
		return false;
	}
}

static bool is_loose_mark(int32_t c)
{
	for (size_t i = 0; i < COUNT_OF(loose_marks); i++)
		if (c >= loose_marks[i].first && c <= loose_marks[i].last)
			return is_mark(c);
	return false;
}

/* Before decomposing, for that would take some of these apart (an acute alone is a blank with a
 * mark, a double prime two primes). */
static int32_t plain_sign(int32_t c, void *value)
{
	(void)value;
	switch (c) {
	case 0x2018: /* single quotes of every shape, primes, accents used as such */
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2039:
	case 0x203A:
	case 0x2032:
	case 0x02B9:
	case 0x02BB:
	case 0x02BC:
	case 0x00B4:
	case 0x0060:
	case 0xFF07:
		return '\'';
	case 0x201C: /* double ones */
	case 0x201D:
	case 0x201E:
	case 0x201F:
	case 0x00AB:
	case 0x00BB:
	case 0x2033:
	case 0x02BA:
	case 0xFF02:
		return '"';
	case 0x2212: /* minus and the hyphen bullet are no dashes by category */
	case 0x2043:
		return '-';
	default:
		return utf8proc_category(c) == UTF8PROC_CATEGORY_PD ? '-' : c;
	}
}

static int32_t keep_nordic(int32_t c, void *value)
{
	switch (c) {
	case 0x00C5:
	case 0x00E5:
		return WAITING_A_RING;
	case 0x00C4:
	case 0x00E4:
	case 0x00C6:
	case 0x00E6:
		return WAITING_A_DOTS;
	case 0x00D6:
	case 0x00F6:
	case 0x00D8:
	case 0x00F8:
		return WAITING_O_DOTS;
	default:
		return plain_sign(c, value);
	}
}

static void add_character(struct buffer *b, int32_t c)
{
	char bytes[4];

	c = plain_sign(c, NULL); /* what came of a joined or raised one */
	for (size_t i = 0; i < COUNT_OF(stroked) && stroked[i].letter <= c; i++) {
		if (stroked[i].letter == c) {
			buffer_add_chars(b, stroked[i].plain);
			return;
		}
	}
	buffer_add(b, (struct text){ bytes, utf8_put(bytes, (uint32_t)c) });
}

static bool is_unseen(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);
	return is_loose_mark(c) || category == UTF8PROC_CATEGORY_CC ||
		category == UTF8PROC_CATEGORY_CF;
}

/* ---- the short way ---- */

/* U+00C0 to U+00FF as the long way leaves them; NULL: not by this way. */
static const char *const latin[64] = { "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e",
	"i", "i", "i", "i", "d", "n", "o", "o", "o", "o", "o", NULL, "o", "u", "u", "u", "u", "y",
	"th", "ss", "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
	"d", "n", "o", "o", "o", "o", "o", NULL, "o", "u", "u", "u", "u", "y", "th", "y" };

/* The letters after z in a list: the last byte of their UTF-8, which begins with C3. */
static char after_z(unsigned char last)
{
	switch (last | 0x20) {
	case 0xA5:
		return AFTER_Z;
	case 0xA4:
	case 0xA6:
		return AFTER_Z + 1;
	case 0xB6:
	case 0xB8:
		return AFTER_Z + 2;
	default:
		return 0;
	}
}

/* What names and sentences here are made of nearly always: ASCII and the letters of Latin-1, which
 * need no decomposing (a key takes a fortieth of the time). No letter
 * becomes longer than it was. False where there is anything else. */
static bool fold_latin(struct arena *a, struct text words, bool sorting, struct text *folded)
{
	char *out = arena_take(a, words.size + 1);
	size_t size = 0;
	bool blank = false;

	for (size_t i = 0; i < words.size; i++) {
		unsigned char c = (unsigned char)words.at[i];
		if (c == ' ') {
			blank = sorting && size > 0;
			continue;
		}
		bool pair = c == 0xC3 && i + 1 < words.size;
		unsigned char last = pair ? (unsigned char)words.at[++i] : 0;
		if (pair ? last < 0x80 || last > 0xBF || !latin[last - 0x80] : c < 0x21 || c > 0x7E)
			return false;
		if (blank)
			out[size++] = ' ';
		blank = false;
		if (sorting && pair && after_z(last))
			out[size++] = after_z(last);
		else if (pair)
			for (const char *plain = latin[last - 0x80]; *plain; plain++)
				out[size++] = *plain;
		else
			out[size++] = c == '`' ? '\'' : (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	*folded = (struct text){ out, size };
	return true;
}

struct text fold_words(struct arena *a, struct text words)
{
	struct buffer folded = buffer_in(a);
	struct characters found;
	struct text quick;

	if (words.size > FOLD_BYTES || !utf8_valid(words))
		return NO_TEXT;
	if (fold_latin(a, words, false, &quick))
		return quick;
	found = decompose(a, words, FOLD_OPTIONS, plain_sign);
	for (size_t i = 0; i < found.count; i++)
		if (!is_blank(found.at[i]) && !is_unseen(found.at[i]))
			add_character(&folded, found.at[i]);
	return buffer_text(&folded);
}

struct text sort_key(struct arena *a, struct text words)
{
	struct buffer key = buffer_in(a);
	struct characters found;
	struct text quick;
	bool blank = false;

	if (words.size > FOLD_BYTES || !utf8_valid(words))
		return NO_TEXT;
	if (fold_latin(a, words, true, &quick))
		return quick;
	/* Composed first, so that an a with its ring typed apart waits as one letter, too. */
	found = decompose(a, compose(a, words), FOLD_OPTIONS, keep_nordic);
	for (size_t i = 0; i < found.count; i++) {
		int32_t c = found.at[i];
		if (is_blank(c)) {
			blank = true;
			continue;
		}
		if (is_unseen(c))
			continue;
		if (blank && key.size)
			buffer_add_char(&key, ' ');
		blank = false;
		if (c >= WAITING_A_RING && c <= WAITING_O_DOTS)
			buffer_add_char(&key, (char)(AFTER_Z + (c - WAITING_A_RING)));
		else
			add_character(&key, c);
	}
	return buffer_text(&key);
}
