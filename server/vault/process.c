/*
 * process: runs the drawing program on one file. It gets a descriptor to read from, one to write to and
 * nothing else of ours: no environment, no other descriptor, no signal that is ignored. Whatever it
 * does, it is over after DRAW_SECONDS.
 */
#include "inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define DRAW_SECONDS 20
#define FRAME_MOST ((size_t)4 << 20)
#define BLOCK_BYTES ((size_t)64 * 1024)

/* One run. What comes is put together to one frame at a time. */
struct run {
	const struct drawing *drawing;
	int to, from; /* our ends; -1: closed */
	pid_t child;
	char block[BLOCK_BYTES]; /* of the file, on its way to the program */
	size_t put, has;
	struct arena *arena; /* the frame's */
	struct frame_head head;
	size_t got; /* of head and frame */
	char *bytes;
	size_t all; /* of all frames */
};

static void close_end(int *fd)
{
	close_at(fd);
	*fd = -1;
}

static bool fill_actions(posix_spawn_file_actions_t *actions, int in, int out)
{
	return posix_spawn_file_actions_adddup2(actions, in, STDIN_FILENO) == 0 &&
		posix_spawn_file_actions_adddup2(actions, out, STDOUT_FILENO) == 0 &&
		posix_spawn_file_actions_addopen(
			actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
		posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1) == 0;
}

static bool fill_signals(posix_spawnattr_t *about)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	return posix_spawnattr_setsigmask(about, &none) == 0 &&
		posix_spawnattr_setsigdefault(about, &all) == 0 &&
		posix_spawnattr_setflags(about, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) ==
		0;
}

static bool spawn(struct run *r, int in, int out)
{
	char name[] = "askel-draw", kind[16];
	char *const words[] = { name, kind, NULL };
	char *const nothing[] = { NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t about;

	snprintf(kind, sizeof kind, "%s", file_kind_word(r->drawing->kind));
	if (posix_spawn_file_actions_init(&actions) != 0)
		return false;
	if (posix_spawnattr_init(&about) != 0) {
		posix_spawn_file_actions_destroy(&actions);
		return false;
	}
	bool began = fill_actions(&actions, in, out) && fill_signals(&about) &&
		posix_spawn(&r->child, r->drawing->program, &actions, &about, words, nothing) == 0;
	posix_spawnattr_destroy(&about);
	posix_spawn_file_actions_destroy(&actions);
	return began;
}

/* Descriptors 0 to 2 are in use by whoever runs us, so ours are beyond them. */
static bool begin(struct run *r)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 };
	bool began = pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0 &&
		fcntl(in[1], F_SETFL, O_NONBLOCK) == 0 && fcntl(out[0], F_SETFL, O_NONBLOCK) == 0 &&
		spawn(r, in[0], out[1]);

	close_at(&in[0]);
	close_at(&out[1]);
	r->to = in[1];
	r->from = out[0];
	return began;
}

/* The file into the pipe, as much as goes in now. */
static void feed(struct run *r)
{
	if (r->put == r->has) {
		r->put = 0;
		r->has = r->drawing->more(r->drawing->context, r->block, sizeof r->block);
	}
	ssize_t put = r->has ? write(r->to, r->block + r->put, r->has - r->put) : -1;
	if (put > 0)
		r->put += (size_t)put;
	else if (r->has == 0 || (errno != EAGAIN && errno != EINTR))
		close_end(&r->to);
}

static bool begin_frame(struct run *r)
{
	const struct frame_head *head = &r->head;

	if (head->kind < FRAME_THUMB || head->kind >= FRAME_KINDS_END || head->size == 0 ||
		head->size > FRAME_MOST || head->size > DRAWN_MOST - r->all)
		return false;
	r->all += head->size;
	r->arena = arena_open();
	r->bytes = arena_take(r->arena, head->size);
	return true;
}

static void end_frame(struct run *r)
{
	struct frame frame = { (enum frame_kind)r->head.kind, r->head.pages,
		{ r->bytes, r->head.size } };

	r->drawing->take(r->drawing->context, &frame);
	arena_close(r->arena);
	r->arena = NULL;
	r->got = 0;
}

/* Frames out of the pipe; false where nothing more is worth having. */
static bool fetch(struct run *r)
{
	bool in_head = r->got < sizeof r->head;
	char *at = in_head ? (char *)&r->head + r->got : r->bytes + (r->got - sizeof r->head);
	size_t want = in_head ? sizeof r->head - r->got : r->head.size - (r->got - sizeof r->head);
	ssize_t got = read(r->from, at, want);

	if (got < 0)
		return errno == EAGAIN || errno == EINTR;
	if (got == 0)
		return false;
	r->got += (size_t)got;
	if (in_head && r->got == sizeof r->head)
		return begin_frame(r);
	if (!in_head && r->got == sizeof r->head + r->head.size)
		end_frame(r);
	return true;
}

static void pump(struct run *r)
{
	int64_t until = clock_ticks_us() + (int64_t)DRAW_SECONDS * 1000000;

	for (;;) {
		struct pollfd ends[] = { { r->from, POLLIN, 0 }, { r->to, POLLOUT, 0 } };
		int64_t left = (until - clock_ticks_us()) / 1000;
		if (left <= 0 || (poll(ends, COUNT_OF(ends), (int)left) < 0 && errno != EINTR))
			return;
		if (ends[1].revents)
			feed(r);
		if (ends[0].revents && !fetch(r))
			return;
	}
}

static void end(struct run *r)
{
	close_end(&r->to);
	close_end(&r->from);
	arena_close(r->arena);
	kill(r->child, SIGKILL); /* it has no more to say, or has said too much */
	while (waitpid(r->child, NULL, 0) < 0 && errno == EINTR)
		continue;
}

enum outcome run_drawing(const struct drawing *d)
{
	OWN_ARENA a = arena_open();
	struct run *r = arena_take_of(a, struct run);

	r->drawing = d;
	if (!begin(r)) {
		close_end(&r->to);
		close_end(&r->from);
		log_fault("could not run %s: %s", d->program, strerror(errno));
		return BROKEN;
	}
	pump(r);
	end(r);
	return DONE;
}
