/*
 * screens_settings: what the admin's pages of settings and days off show; the part of screens.h that is
 * about them. Included by screens.h alone, behind the structs it shares.
 */
#ifndef ASKEL_PAGES_SCREENS_SETTINGS_H
#define ASKEL_PAGES_SCREENS_SETTINGS_H

/* One setting as it holds. */
struct setting_line {
	struct text label, value; /* value: in words; empty: nothing is said */
	struct text usual;        /* what holds where nothing is said */
	struct text environment;  /* the name it comes from, instead of the file */
	struct text next;         /* what the file says for the next start, where that is else */
	bool missed;              /* a public page says less than it should */
};

struct settings_part {
	struct text id, name, about, link; /* link: to its form; empty: there is none */
	const struct setting_line *lines;
	size_t lines_count;
};

struct conf_trouble {
	struct text place, words;
};

/* settings.html: GET /settings */
struct settings_screen {
	struct frame frame;
	struct text saved; /* the part that was changed just now */
	const struct conf_trouble *troubles;
	size_t troubles_count;
	const struct settings_part *parts;
	size_t parts_count;
	int64_t closed, opened; /* days off of one's own from today on; holidays at work */
	struct text path;
};

struct setting_choice {
	struct text input, name, value, words, lang;
	bool chosen, first;
};

struct setting_field {
	struct text input, name, label, hint, usual, value, was, problem;
	struct text newer;                        /* what somebody else made of it meanwhile */
	bool line, number, day, one, some, fixed; /* one of them: how it is asked for */
	bool languages;                           /* some, one of which comes first */
	struct text environment;                  /* fixed: by this */
	const struct setting_choice *choices;
	size_t choices_count;
};

/* settings_part.html: /settings/{part} */
struct settings_part_screen {
	struct frame frame;
	struct text action, name, about, problem;
	const struct conf_trouble *troubles;
	size_t troubles_count;
	const struct setting_field *fields;
	size_t fields_count;
};

/* days_off.html: /settings/days-off */
struct days_off_screen {
	struct frame frame;
	int64_t year;
	struct text before, after; /* links to the years beside it; may be empty */
	const struct day_off_line *days;
	size_t days_count;
	struct text day, name, day_problem, name_problem;
};

#endif
