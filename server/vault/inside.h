/* vault, inside: what its own files share. */
#ifndef ASKEL_VAULT_INSIDE_H
#define ASKEL_VAULT_INSIDE_H

#include "vault/vault.h"

#include <limits.h>

struct vault {
	struct arena *arena;
	const char *folder, *draw;
	const struct seal *seal;
	struct gate *gate; /* before drawing */
};

void close_at(int *fd);
#define OWN_FD __attribute__((cleanup(close_at))) int

/* "FOLDER/[.]PLACE[.PART]" */
void path_of(const struct vault *v, struct text place, const char *part, bool hidden,
	char path[PATH_MAX]);
/* Lower-case hexadecimal, as many as they are. */
bool is_place(struct text t);
bool write_all(int fd, struct text bytes); /* with errno where it fails */

/* What a part of a file is bound to: nobody can put another in its place. */
struct text about_part(struct arena *a, struct text place, const char *part);
/* Seals bytes at once as a part of a file, replacing what was there. Not synced: it can be made again. */
enum outcome keep_part(struct vault *v, struct arena *a, struct text place, const char *part,
	const struct file_key *key, struct text bytes) MUST_USE;

/* Runs the drawing program on a file: each frame goes to `take` as it comes, believed in nothing but that
 * it has the size it has. `more` gives the file's bytes, as opened_next. */
struct frame {
	enum frame_kind kind;
	uint32_t pages;
	struct text bytes;
};
struct drawing {
	const char *program;
	enum file_kind kind;
	size_t (*more)(void *context, char *bytes, size_t room);
	void (*take)(void *context, const struct frame *frame);
	void *context;
};
/* BROKEN (logged) where it couldn't be run at all. */
enum outcome run_drawing(const struct drawing *d) MUST_USE;

#endif
