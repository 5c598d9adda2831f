/*
 * identity: personal identity codes in what people type. A Finnish one is found by its date, its
 * number and its control character; a Swedish one by its date and its control digit. Pure.
 */
#include "words/inside.h"

#define BLANKS_MOST 3 /* either side of the separator */

/* What is read of the words so far; `at` only goes on where all that was wanted stood there. */
struct reading {
	struct text words;
	size_t at;
};

static bool ends_here(const struct reading *r)
{
	size_t at = r->at;

	return at == r->words.size || !is_of_a_word(utf8_next(r->words, &at));
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Exactly `count` digits, as a number. */
static bool take_number(struct reading *r, size_t count, int *number)
{
	*number = 0;
	if (r->words.size - r->at < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		char c = r->words.at[r->at + i];
		if (!is_digit(c))
			return false;
		*number = *number * 10 + (c - '0');
	}
	r->at += count;
	return true;
}

static char capital(uint32_t c)
{
	if (c >= 'a' && c <= 'z')
		c -= 'a' - 'A';
	return c < 0x80 ? (char)c : '\0';
}

static void skip_blanks(struct reading *r)
{
	for (int count = 0; count < BLANKS_MOST && r->at < r->words.size; count++) {
		size_t at = r->at;
		if (!is_blank((int32_t)utf8_next(r->words, &at)))
			return;
		r->at = at;
	}
}

/* A sign between blanks, as an ASCII capital; typographic hyphens and dashes are '-'. */
static bool take_separator(struct reading *r, char *separator)
{
	uint32_t c;

	skip_blanks(r);
	if (r->at == r->words.size)
		return false;
	c = utf8_next(r->words, &r->at);
	*separator = (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-' : capital(c);
	skip_blanks(r);
	return true;
}

/* Whether somebody can have been born on that day. */
static bool is_birthday(int year, int month, int day, int64_t today)
{
	int64_t born;

	if (month < 1 || month > 12)
		return false;
	/* The 31st of April is counted as the 1st of May: no such day. */
	born = clock_days((struct date){ year, month, day });
	return clock_date(born).month == month && born <= today;
}

/* The years before those of the date, or 0. */
static int century_of(char separator)
{
	switch (separator) {
	case '+':
		return 1800;
	case '-':
	case 'U':
	case 'V':
	case 'W':
	case 'X':
	case 'Y':
		return 1900;
	case 'A':
	case 'B':
	case 'C':
	case 'D':
	case 'E':
	case 'F':
		return 2000;
	default:
		return 0;
	}
}

static bool take_finnish(struct reading *r, int64_t today)
{
	static const char controls[] = "0123456789ABCDEFHJKLMNPRSTUVWXY";
	int date, number, century;
	char separator;

	if (!take_number(r, 6, &date) || !take_separator(r, &separator) ||
		!take_number(r, 3, &number) || r->at == r->words.size)
		return false;
	century = century_of(separator);
	return century != 0 && number >= 2 &&
		capital(utf8_next(r->words, &r->at)) == controls[(date * 1000 + number) % 31] &&
		ends_here(r) &&
		is_birthday(century + date % 100, date / 100 % 100, date / 10000, today);
}

/* The digits of date and number, the last one being the control digit (Luhn). */
static bool luhn_fits(int date, int number)
{
	int64_t digits = (int64_t)date * 10000 + number;
	int sum = 0;

	for (int place = 0; place < 10; place++, digits /= 10) {
		int digit = (int)(digits % 10) * (place % 2 + 1);
		sum += digit / 10 + digit % 10;
	}
	return sum % 10 == 0;
}

/* YYMMDD-NNNN, + from the year on in which one turns a hundred. */
static bool take_swedish_short(struct reading *r, int64_t today)
{
	int date, number, month, day, century = 2000;
	char separator;

	if (!take_number(r, 6, &date) || !take_separator(r, &separator) ||
		(separator != '-' && separator != '+') || !take_number(r, 4, &number) ||
		!ends_here(r) || number < 10 || !luhn_fits(date, number))
		return false;
	month = date / 100 % 100;
	day = date % 100 > 60 ? date % 100 - 60 : date % 100;
	if (date / 10000 > clock_date(today).year % 100)
		century -= 100;
	if (separator == '+')
		century -= 100;
	return is_birthday(century + date / 10000, month, day, today);
}

/* YYYYMMDD-NNNN or in one. */
static bool take_swedish_long(struct reading *r, int64_t today)
{
	int date, number, day;
	char separator = '-';

	if (!take_number(r, 8, &date) || r->at == r->words.size)
		return false;
	if (!is_digit(r->words.at[r->at]) && !take_separator(r, &separator))
		return false;
	day = date % 100 > 60 ? date % 100 - 60 : date % 100;
	return (separator == '-' || separator == '+') && take_number(r, 4, &number) &&
		ends_here(r) && number >= 10 && luhn_fits(date % 1000000, number) &&
		date >= 19000000 && is_birthday(date / 10000, date / 100 % 100, day, today);
}

static const struct {
	enum identity_kind kind;
	bool (*take)(struct reading *r, int64_t today);
} takers[] = {
	{ IDENTITY_FINNISH, take_finnish },
	{ IDENTITY_SWEDISH, take_swedish_short },
	{ IDENTITY_SWEDISH, take_swedish_long },
};

static bool identity_at(struct text words, size_t at, int64_t today, struct identity *found)
{
	for (size_t i = 0; i < COUNT_OF(takers); i++) {
		struct reading r = { words, at };
		if (takers[i].take(&r, today)) {
			*found = (struct identity){ takers[i].kind, at, r.at - at };
			return true;
		}
	}
	return false;
}

/* Whether the character before a place is part of a run. */
static bool runs_into(struct text words, size_t at)
{
	size_t from = at;

	if (at == 0)
		return false;
	do
		from--;
	while (from > 0 && at - from < 4 && ((unsigned char)words.at[from] & 0xC0) == 0x80);
	return is_of_a_word(utf8_next(words, &from));
}

bool identity_find(struct text words, size_t from, int64_t today, struct identity *found)
{
	bool inside = from < words.size && runs_into(words, from);

	while (from < words.size) {
		size_t at = from;
		uint32_t c = utf8_next(words, &from);
		if (!inside && is_digit(words.at[at]) && identity_at(words, at, today, found))
			return true;
		inside = is_of_a_word(c);
	}
	return false;
}
