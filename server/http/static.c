/*
 * static: style, scripts and pictures of the house, from the shelf or the folder laid over it. Each
 * gets an address with the digest of its bytes, so browsers keep it for a year, and is squeezed
 * once at start. All of it lives in the server's arena and never changes.
 */
#include "http/inside.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#define FILE_MOST ((size_t)8 * 1024 * 1024)
#define PREFIX "/static/"
#define DIGEST_CHARS 16 /* hex, in the address */

static const struct {
	const char *ending, *type;
	bool squeeze;
} types[] = {
	{ ".css", "text/css; charset=utf-8", true },
	{ ".js", "text/javascript; charset=utf-8", true },
	{ ".svg", "image/svg+xml; charset=utf-8", true },
	{ ".json", "application/json; charset=utf-8", true },
	{ ".webmanifest", "application/manifest+json; charset=utf-8", true },
	{ ".txt", "text/plain; charset=utf-8", true },
	{ ".html", "text/html; charset=utf-8", true },
	{ ".png", "image/png", false },
	{ ".jpg", "image/jpeg", false },
	{ ".webp", "image/webp", false },
	{ ".ico", "image/x-icon", false },
	{ ".woff2", "font/woff2", false },
	{ ".mp3", "audio/mpeg", false },
	{ ".mp4", "video/mp4", false },
	{ ".vtt", "text/vtt; charset=utf-8", true },
	{ ".pdf", "application/pdf", false },
};

bool static_is(struct text path)
{
	return text_starts(path, TEXT(PREFIX)) || text_is_chars(path, "/favicon.ico");
}

/* The bytes of the folder's file where it has one, of the shelf's otherwise. */
static enum outcome read_bytes(
	struct http_server *server, const struct shelf_file *shelf, struct text *bytes)
{
	const char *name = shelf->name + sizeof "static/" - 1;
	char path[PATH_MAX];
	enum outcome o;

	*bytes = shelf->bytes;
	if (!server->set.over_folder)
		return DONE;
	if ((size_t)snprintf(path, sizeof path, "%s/%s", server->set.over_folder, name) >=
		sizeof path)
		return DONE;
	o = file_read(server->arena, path, FILE_MOST, bytes);
	return o == NOT_HERE ? DONE : o;
}

static void make_file(
	struct http_server *server, const char *name, struct text bytes, struct static_file *file)
{
	struct arena *a = server->arena;
	unsigned char digest[DIGEST_SIZE];
	struct text hex;

	digest_of(bytes, digest, sizeof digest);
	hex = text_part(hex_text(a, digest, sizeof digest), 0, DIGEST_CHARS);
	file->name = text_of(name);
	file->bytes = bytes;
	file->address = arena_print(a, PREFIX "%.*s/%s", SHOWN(hex), name);
	file->etag = arena_print(a, "\"%.*s\"", SHOWN(hex));
	file->type = "application/octet-stream";
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		if (!text_ends(file->name, text_of(types[i].ending)))
			continue;
		file->type = types[i].type;
		if (types[i].squeeze)
			file->gzip = gzip_make(a, bytes);
	}
	if (file->gzip.size >= bytes.size)
		file->gzip = NO_TEXT;
}

enum outcome static_open(struct http_server *server)
{
	const struct http_settings *set = &server->set;

	server->files = arena_take_many(server->arena, set->shelf_count + 1, sizeof *server->files);
	for (size_t i = 0; i < set->shelf_count; i++) {
		struct text bytes;
		if (!text_starts(text_of(set->shelf[i].name), TEXT("static/")))
			continue;
		TRY(read_bytes(server, &set->shelf[i], &bytes));
		make_file(server, set->shelf[i].name + sizeof "static/" - 1, bytes,
			&server->files[server->file_count++]);
	}
	return DONE;
}

/* A few dozen files at most: a scan. */
static const struct static_file *find_named(const struct http_server *server, struct text name)
{
	for (size_t i = 0; i < server->file_count; i++)
		if (text_is(server->files[i].name, name))
			return &server->files[i];
	return NULL;
}

static const struct static_file *find_at(const struct http_server *server, struct text address)
{
	for (size_t i = 0; i < server->file_count; i++)
		if (text_is(server->files[i].address, address))
			return &server->files[i];
	return NULL;
}

struct text static_path(const struct http_server *server, const char *name)
{
	const struct static_file *file = find_named(server, text_of(name));
	return file ? file->address : NO_TEXT;
}

enum outcome static_fill(struct exchange *x)
{
	bool icon = text_is_chars(x->rq.path, "/favicon.ico");
	const struct static_file *file =
		icon ? find_named(x->server, TEXT("favicon.svg")) : find_at(x->server, x->rq.path);

	if (!file)
		return NOT_HERE;
	if (x->rq.method != GET) {
		x->allow = "GET, HEAD";
		return NO_METHOD;
	}
	x->rs.bytes = file->bytes;
	x->rs.bytes_gzip = file->gzip;
	x->rs.type = file->type;
	x->rs.etag = file->etag;
	x->rs.immutable = !icon;
	x->rs.shared = icon;
	return DONE;
}
