/*
 * settings_words: settings in the words of the admin's pages (settings_words.c).
 */
#ifndef ASKEL_PAGES_SETTINGS_WORDS_H
#define ASKEL_PAGES_SETTINGS_WORDS_H

#include "inside.h"

/* A page of settings: those of a section of askel.conf, or of the machine. */
struct settings_group {
	const char *id;           /* in its address */
	const char *section;      /* NULL: whatever no other group has */
	const char *name, *about; /* msgids; about may be NULL */
};
extern const struct settings_group settings_groups[];
extern const size_t settings_group_count;
/* The group a setting is shown in; groups of the machine have no form. */
const struct settings_group *settings_group_of(size_t setting);
bool settings_group_has_form(const struct settings_group *group);
/* A short name for a setting, and what to know before answering; hint may be empty. */
struct text setting_label(const struct request *rq, size_t setting);
struct text setting_hint(const struct request *rq, size_t setting);
/* One of the words a setting can be, as people say it. */
struct text setting_choice_words(const struct request *rq, size_t setting, struct text word);
/* A value in words: "Suomi, Svenska", "25 November 2026". Nothing of a secret but that there is one. */
struct text setting_value_words(const struct request *rq, size_t setting, struct text value);
/* A sentence of settings/ in the language of the buttons. */
struct text setting_wrong_words(const struct request *rq, const struct setting_wrong *wrong);

#endif
