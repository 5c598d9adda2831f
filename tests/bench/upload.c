/*
 * Five megabytes of evidence: from the first byte of the form to the answer, which comes once file and row are
 * on the disk; and beside it what no way of keeping a file can do without: the same bytes sealed, written and
 * synced, to the same disk. In turn, RUNS each; prints a line of JSON with the medians in milliseconds.
 *
 *	upload [RUNS]
 */
#include "../pages/house.h"
#include "median.h"

#include <fcntl.h>

#define BYTES ((size_t)5 * 1000 * 1000)
#define BOUND "----bench5"
#define RUNS_MOST 200

struct bench {
	struct house house;
	struct arena *arena;
	struct visitor visitor;
	struct text path, bytes;
};

static void need(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "upload: %s\n", what);
	exit(1);
}

static int64_t keep_bare(struct bench *b)
{
	OWN_ARENA a = arena_open();
	struct file_key key;
	unsigned char head[STREAM_HEAD], *sealed = arena_take(a, STREAM_BLOCK + STREAM_MORE);
	struct text path = arena_print(a, "%s/bare", b->house.folder), left = b->bytes;
	int64_t began = clock_ticks_us();

	file_key_make(&key);
	struct stream *s = stream_to_seal(a, &key, TEXT("bare"), head);
	int fd = open(path.at, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	need(fd >= 0 && write(fd, head, sizeof head) == sizeof head, "a file for the bare bytes");
	while (left.size) {
		struct text some = text_part(left, 0, STREAM_BLOCK);
		left = text_part(left, some.size, SIZE_MAX);
		stream_seal(s, some, left.size == 0, sealed);
		size_t size = some.size + STREAM_MORE;
		need(write(fd, sealed, size) == (ssize_t)size, "writing them");
	}
	need(fsync(fd) == 0, "syncing them");
	int64_t took = clock_ticks_us() - began;
	close(fd);
	unlink(path.at);
	return took;
}

static int64_t hand_in(struct bench *b)
{
	OWN_ARENA a = arena_open();
	struct buffer body = buffer_in(a), all = buffer_in(a);

	buffer_reserve(&body, BYTES + 1000);
	buffer_print(&body,
		"--" BOUND "\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n"
		"--" BOUND
		"\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
		"\r\n",
		SHOWN(b->visitor.csrf));
	buffer_add(&body, b->bytes);
	buffer_add_chars(&body, "\r\n--" BOUND "--\r\n");
	buffer_reserve(&all, body.size + 1000);
	buffer_print(&all,
		"POST %.*s HTTP/1.1\r\nHost: %s\r\nSec-Fetch-Site: same-origin\r\n"
		"Content-Type: multipart/form-data; boundary=" BOUND "\r\nContent-Length: %zu\r\n",
		SHOWN(b->path), b->house.host, body.size);
	house_add_cookies(&all, &b->house, &b->visitor);
	buffer_add_chars(&all, "\r\n");
	buffer_add(&all, buffer_text(&body));
	int fd = probe_connect(b->house.port);
	int64_t began = clock_ticks_us();
	need(probe_write(fd, buffer_text(&all)), "the form goes out");
	struct reply r = probe_read(a, fd, false, 0, 30000);
	int64_t took = clock_ticks_us() - began;
	need(r.status == 303, "and is answered");
	close(fd);
	/* as many as one may have are soon there */
	need(house_sql(&b->house, "DELETE FROM evidence WHERE kind = 'file'"), "evidence goes");
	return took;
}

int main(int count, char **words)
{
	struct bench b = { .arena = arena_open() };
	int64_t runs = 30, hand[RUNS_MOST], bare[RUNS_MOST];

	if (count > 1)
		text_number(text_of(words[1]), &runs);
	need(runs > 0 && runs <= RUNS_MOST && house_open(&b.house, words[0]), "a house opens");
	int64_t client = house_person(&b.house, "client", ROLE_CLIENT);
	b.visitor = house_visitor(&b.house, b.arena, client);
	house_press(&b.house, b.arena, &b.visitor, "/show", "unit=safe-online");
	b.path = arena_print(b.arena, "/show/1/part/%.*s/file",
		SHOWN(house_value(&b.house, b.arena,
			"SELECT criterion FROM claim_part ORDER BY place LIMIT 1")));
	char *bytes = arena_take(b.arena, BYTES);
	for (size_t i = 0; i < BYTES; i++)
		bytes[i] = (char)('a' + (i * i >> 7) % 26);
	b.bytes = (struct text){ bytes, BYTES };
	hand_in(&b);
	keep_bare(&b);
	for (int64_t i = 0; i < runs; i++) {
		hand[i] = hand_in(&b);
		bare[i] = keep_bare(&b);
	}
	double handed = median(hand, (size_t)runs), kept = median(bare, (size_t)runs);
	printf("{\"runs\": %lld, \"handed\": %.2f, \"bare\": %.2f, \"ratio\": %.2f}\n",
		(long long)runs, handed, kept, handed / kept);
	house_close(&b.house);
	arena_close(b.arena);
	return 0;
}
