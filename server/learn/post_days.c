/*
 * post_days: the weekdays on which e-mail leaves. On fixed days and at a fixed hour, so that whoever
 * carries it learns nothing of when something happened here.
 */
#include "learn/learn.h"

#define WEEK 7

bool weekdays_read(struct text words, unsigned *weekdays)
{
	static const char *const names[WEEK] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
	unsigned found = 0;

	while (words.at) {
		struct text word = text_cut(&words, ' ');
		size_t day = 0;
		while (day < WEEK && !text_is_chars(word, names[day]))
			day++;
		if (day == WEEK && word.size > 0)
			return false;
		found |= day < WEEK ? 1u << day : 0;
	}
	*weekdays = found;
	return found != 0;
}

int64_t last_of_weekdays(unsigned weekdays, int64_t day)
{
	for (int back = 0; back < WEEK; back++, day--) {
		/* 1970-01-01 was a Thursday */
		int64_t weekday = ((day + 3) % WEEK + WEEK) % WEEK;
		if (weekdays & 1u << weekday)
			return day;
	}
	return day;
}

unsigned first_weekday(unsigned weekdays)
{
	return weekdays & (~weekdays + 1);
}

int64_t post_pause(int tries)
{
	static const int minutes[] = { 5, 15, 60, 240, 720 };
	int last = (int)COUNT_OF(minutes) - 1;

	return 60 * minutes[tries < 0 ? 0 : tries < last ? tries : last];
}
