/*
 * media: the pictures, sounds, videos and captions of a course. A file's type is what both its name
 * and its first bytes say; a file where they differ, one over 64 MB, and an SVG with anything but
 * drawing in it are left out of the list, so they are never served. Bytes are read into memory that
 * is given back at once; the list lives in the caller's arena.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "course/pen.h"
#include "seal/seal.h"

#define DIGEST_BYTES 16

static bool holds(struct text t, size_t at, const char *bytes)
{
	return text_starts(text_part(t, at, t.size), text_of(bytes));
}

static bool is_png(struct text t)
{
	return holds(t, 0, "\x89PNG\r\n\x1A\n");
}
static bool is_jpeg(struct text t)
{
	return holds(t, 0, "\xFF\xD8\xFF");
}
static bool is_webp(struct text t)
{
	return holds(t, 0, "RIFF") && holds(t, 8, "WEBP");
}
static bool is_mp3(struct text t)
{
	/* An ID3 tag, or a frame: eleven ones, then a version and a layer that aren't reserved. */
	return holds(t, 0, "ID3") ||
		(t.size > 2 && (unsigned char)t.at[0] == 0xFF && (t.at[1] & 0xE0) == 0xE0 &&
			(t.at[1] & 0x18) != 0x08 && (t.at[1] & 0x06) != 0);
}
static bool is_ogg(struct text t)
{
	return holds(t, 0, "OggS");
}
static bool is_mpeg4(struct text t)
{
	return holds(t, 4, "ftyp");
}
static bool is_webm(struct text t)
{
	return holds(t, 0, "\x1A\x45\xDF\xA3");
}
static bool is_captions(struct text t)
{
	size_t at = holds(t, 0, "\xEF\xBB\xBF") ? 3 : 0;
	return utf8_valid(t) && holds(t, at, "WEBVTT") &&
		(t.size == at + 6 || strchr(" \t\r\n", t.at[at + 6]));
}

static const struct media_type {
	const char *end, *type;
	bool (*fits)(struct text bytes);
	bool picture;
} media_types[] = {
	{ ".png", "image/png", is_png, true },
	{ ".jpg", "image/jpeg", is_jpeg, true },
	{ ".jpeg", "image/jpeg", is_jpeg, true },
	{ ".webp", "image/webp", is_webp, true },
	{ ".svg", "image/svg+xml", svg_draws_only, true },
	{ ".mp3", "audio/mpeg", is_mp3, false },
	{ ".ogg", "audio/ogg", is_ogg, false },
	{ ".m4a", "audio/mp4", is_mpeg4, false },
	{ ".mp4", "video/mp4", is_mpeg4, false },
	{ ".webm", "video/webm", is_webm, false },
	{ ".vtt", "text/vtt", is_captions, false },
};

static const struct media_type *type_by_name(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(media_types); i++)
		if (text_ends(name, text_of(media_types[i].end)))
			return &media_types[i];
	return NULL;
}

/* NOT_HERE: no media file; its bytes are forgotten either way. */
static enum outcome read_one(
	struct arena *a, const char *folder, struct text name, struct media_file *file)
{
	const struct media_type *type = type_by_name(name);
	unsigned char digest[DIGEST_BYTES];
	struct text bytes;
	struct stat state;
	if (!type || name.at[0] == '.' || !utf8_valid(name))
		return NOT_HERE;
	OWN_ARENA scratch = arena_open();
	struct text path = arena_print(scratch, "%s/media/%.*s", folder, SHOWN(name));
	if (lstat(path.at, &state) != 0 || !S_ISREG(state.st_mode))
		return NOT_HERE;
	if (file_read(scratch, path.at, MEDIA_FILE_MOST, &bytes) != DONE || !type->fits(bytes))
		return NOT_HERE;
	digest_of(bytes, digest, sizeof digest);
	*file = (struct media_file){
		.name = arena_copy(a, name),
		.path = arena_copy(a, path),
		.type = text_of(type->type),
		.size = (int64_t)bytes.size,
		.changed_ms =
			(int64_t)state.st_mtim.tv_sec * 1000 + state.st_mtim.tv_nsec / 1000000,
		.digest = hex_text(a, digest, sizeof digest),
	};
	if (type->picture)
		picture_size(bytes, &file->width, &file->height);
	return DONE;
}

static int by_name(const void *a, const void *b)
{
	const struct media_file *left = a, *right = b;
	return text_compare(left->name, right->name);
}

static void close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

enum outcome read_media(
	struct arena *a, const char *folder, struct media_file **media, size_t *count)
{
	size_t room = 0;
	*media = NULL;
	*count = 0;
	__attribute__((cleanup(close_folder))) DIR *open =
		opendir(arena_print(a, "%s/media", folder).at);
	if (!open) {
		if (errno == ENOENT || errno == ENOTDIR)
			return DONE; /* a course of words only */
		log_fault("could not open a media folder: %s", strerror(errno));
		return BROKEN;
	}
	for (struct dirent *entry; (entry = readdir(open));) {
		struct media_file file;
		if (read_one(a, folder, text_of(entry->d_name), &file) != DONE)
			continue;
		GROW(a, *media, *count, room);
		(*media)[(*count)++] = file;
	}
	if (*count)
		qsort(*media, *count, sizeof **media, by_name);
	return DONE;
}
