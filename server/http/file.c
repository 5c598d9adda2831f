/*
 * file: an answer that is a file on disk, or a range of it (RFC 9110, 14), streamed in blocks:
 * media of the courses. Follows no symbolic link at the last step. A browser that takes the bytes
 * too slowly is let go, for it holds a worker; it can ask for the rest with a range.
 */
#include "http/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_BYTES ((size_t)64 * 1024)
#define GRACE_SECONDS 30    /* before slowness counts */
#define BYTES_A_SECOND 4096 /* slower than this on the whole is too slow */

struct sending {
	int fd;
	uint64_t size, from, count; /* of the file; of what is sent */
	int status;
};

static void close_at(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}
#define OWN_FD __attribute__((cleanup(close_at))) int

static enum outcome open_file(struct exchange *x, int *fd, struct stat *about)
{
	struct text path = arena_copy(x->rq.arena, x->rs.file);

	*fd = open(path.at, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (*fd < 0 && (errno == ENOENT || errno == ENOTDIR || errno == ELOOP))
		return NOT_HERE;
	if (*fd < 0 || fstat(*fd, about) < 0) {
		log_fault("could not open a file to send: %s", strerror(errno));
		return BROKEN;
	}
	return S_ISREG(about->st_mode) ? DONE : NOT_HERE;
}

/* Where the response names none: from what changes when a file does. */
static struct text etag_of(struct arena *a, const struct stat *about)
{
	return arena_print(a, "\"%llx-%llx-%llx\"", (unsigned long long)about->st_ino,
		(unsigned long long)about->st_size,
		(unsigned long long)about->st_mtim.tv_sec * 1000000000ull +
			(unsigned long long)about->st_mtim.tv_nsec);
}

/* A range holds only for the bytes that If-Range names (strong comparison). */
static void choose_range(const struct exchange *x, struct sending *s)
{
	bool whole = x->if_range.at && !text_is(x->if_range, x->rs.etag);

	s->status = 200;
	s->from = 0;
	s->count = s->size;
	if (whole || x->rq.method != GET)
		return;
	switch (range_read(x->rq.range, s->size, &s->from, &s->count)) {
	case RANGE_PART:
		s->status = 206;
		break;
	case RANGE_OUTSIDE:
		s->status = 416;
		s->count = 0;
		break;
	case RANGE_NONE:
		s->from = 0;
		s->count = s->size;
		break;
	}
}

static struct head make_head(struct exchange *x, const struct sending *s)
{
	struct arena *a = x->rq.arena;
	struct head h = head_start(a, s->status);

	head_add_answer(&h, x, s->status);
	head_add_caching(&h, x, false);
	head_add(&h, "Accept-Ranges", TEXT("bytes"));
	if (s->status == 206)
		head_add(&h, "Content-Range",
			arena_print(a, "bytes %llu-%llu/%llu", (unsigned long long)s->from,
				(unsigned long long)(s->from + s->count - 1),
				(unsigned long long)s->size));
	if (s->status == 416)
		head_add(&h, "Content-Range",
			arena_print(a, "bytes */%llu", (unsigned long long)s->size));
	if (s->status != 304) {
		head_add(&h, "Content-Type",
			text_of(x->rs.type ? x->rs.type : "application/octet-stream"));
		head_add_number(&h, "Content-Length", s->count);
	}
	head_end(&h, x);
	return h;
}

bool is_too_slow(int64_t began, uint64_t sent)
{
	int64_t seconds = (clock_ticks_us() - began) / 1000000;

	return seconds > GRACE_SECONDS &&
		sent / BYTES_A_SECOND < (uint64_t)(seconds - GRACE_SECONDS);
}

/* The rest after the block that went with the head. False where the connection must end. */
static bool stream(struct exchange *x, struct sending *s, char *block)
{
	int64_t began = clock_ticks_us();

	for (uint64_t sent = 0; s->count;) {
		size_t want = s->count < BLOCK_BYTES ? (size_t)s->count : BLOCK_BYTES;
		ssize_t got = pread(s->fd, block, want, (off_t)s->from);
		if (got < 0 && errno == EINTR)
			continue;
		/* The file became shorter while it was being sent, or can't be read. */
		if (got <= 0)
			return false;
		if (!exchange_write(x, (struct text){ block, (size_t)got }))
			return false;
		s->from += (uint64_t)got;
		s->count -= (uint64_t)got;
		sent += (uint64_t)got;
		if (is_too_slow(began, sent))
			return false;
	}
	return true;
}

/* The head goes out with as much of the file as fits one block. */
static bool send_first(struct exchange *x, struct sending *s, struct head *h, char *block)
{
	size_t want = s->count < BLOCK_BYTES ? (size_t)s->count : BLOCK_BYTES;
	ssize_t got = want ? pread(s->fd, block, want, (off_t)s->from) : 0;

	if (got > 0) {
		buffer_add(&h->out, (struct text){ block, (size_t)got });
		s->from += (uint64_t)got;
		s->count -= (uint64_t)got;
	}
	return exchange_write(x, buffer_text(&h->out));
}

enum outcome file_answer(struct exchange *x)
{
	struct sending s = { .fd = -1 };
	struct stat about;
	struct head h;
	OWN_FD fd = -1;
	char *block;

	TRY(open_file(x, &fd, &about));
	s.fd = fd;
	s.size = (uint64_t)about.st_size;
	if (x->rs.etag.size == 0)
		x->rs.etag = etag_of(x->rq.arena, &about);
	choose_range(x, &s);
	if (s.status == 200 && x->rs.status)
		s.status = x->rs.status;
	if (browser_has(x))
		s.status = 304;
	h = make_head(x, &s);
	if (h.spoiled) {
		log_fault("an answer held a line end in its header %s", h.spoiled);
		return BROKEN;
	}
	x->status = s.status;
	if (s.status == 304 || x->rq.head)
		s.count = 0;
	block = arena_take(x->rq.arena, s.count < BLOCK_BYTES ? (size_t)s.count : BLOCK_BYTES);
	if (!send_first(x, &s, &h, block) || !stream(x, &s, block))
		x->keep = false;
	return DONE;
}
