/*
 * upkeep: a workshop for every state of askel.conf and of the days off (upkeep.c).
 */
#ifndef ASKEL_PAGES_UPKEEP_H
#define ASKEL_PAGES_UPKEEP_H

#include "inside.h"

/* The first one, over no rooms yet. Closing it closes them all. */
struct workshop *upkeep_open(const struct conf *conf);
void upkeep_close(struct workshop *w);
/* Its views, which are kept for the next one with the same languages. */
enum outcome upkeep_views(struct workshop *w) MUST_USE;
/* Its days off, once the store is open. */
enum outcome upkeep_days(struct workshop *w) MUST_USE;
/* The thread that watches the file and the days off. */
enum outcome upkeep_start(struct workshop *w) MUST_USE;
void upkeep_stop(struct workshop *w);
/* Looks at both now; when it returns, what they say holds for every request that begins. */
void take_over_settings(struct workshop *w);
/* The workshop of this moment, from any; for the hooks of http, and whoever works outside requests. */
void *hold_workshop(void *any);
void let_go_workshop(void *held);

/* In workshop.c: the views in the languages of its settings, from templates of shelf and folder. */
enum outcome open_views(struct workshop *w) MUST_USE;

#endif
