/*
 * inside: what the files of the settings room share.
 */
#ifndef ASKEL_SETTINGS_INSIDE_H
#define ASKEL_SETTINGS_INSIDE_H

#include "settings/settings.h"

/* The place of a word among `count`; false where it is none of them. */
bool choice_of(struct text value, const char *const *words, size_t count, size_t *choice);
/* The bits of ways to sign in, with blanks between; 0 where a word is none of them or comes twice. */
unsigned ways_of(struct text value);

/* ---- post.c: the settings of e-mail --------------------------------------------------------- */

/* What is wrong with the form of a value of [post]; NULL: nothing. */
const char *post_problem(size_t setting, struct text value);
/* Fills conf->post from values that fit, each and together (NULL: not given). */
void read_post(const char *const values[SETTING_COUNT], struct post_conf *post);

/* ---- provider.c --------------------------------------------------------------------------------- */

/* What the settings of [provider] lack; NULL: nothing. */
const char *provider_problem(const char *const values[SETTING_COUNT]);
/* Fills conf->provider, but for the secret. */
void read_provider(const char *const values[SETTING_COUNT], struct provider_settings *provider);

#endif
