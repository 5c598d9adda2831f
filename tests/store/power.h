/*
 * power: a machine that loses power. All that the program asks of the system in one folder (files
 * made, written, cut, renamed, removed, synced) is noted down below SQLite and below base/file.c,
 * in the order it was asked; afterwards, for any moment of it, a folder is made as a disk may hold
 * it when the power goes at that moment:
 *
 *	what was synced is there;
 *	each write and each cut of a file since its last sync is there or not, by itself;
 *	a write may be torn: of each sector (512 or 4,096 bytes) the old bytes, the new, or junk;
 *	a file may have its new length and none of its new bytes;
 *	of what was done to names since the folder's last sync the first few are there (file systems
 *	journal names in order); syncing a file doesn't sync its name, which is less than ext4 gives;
 *	a -shm file, of which nothing is asked, holds junk.
 *
 * Not covered: a disk that lies about having synced, bytes that go bad later, junk outside the bytes
 * being written (SQLite's "powersafe overwrite", which it assumes of every disk), names that come
 * to the disk in another order than they were made. Those only a real plug can show.
 *
 * A program that includes this has the system's calls as below for all its libraries, too; they do
 * what they always do, but that a sync waits for no disk.
 */
#ifndef ASKEL_TESTS_STORE_POWER_H
#define ASKEL_TESTS_STORE_POWER_H

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "fixture.h"

enum act {
	EVENT_WRITE,
	EVENT_CUT,
	EVENT_SYNC,
	EVENT_SYNC_FAILED,
	EVENT_MAKE,
	EVENT_RENAME,
	EVENT_REMOVE,
	EVENT_SYNC_NAMES,
	EVENT_SENT, /* what the test says: a change was asked for, was acknowledged */
	EVENT_TOLD
};

struct event {
	enum act act;
	int file;       /* index of a body */
	int64_t at;     /* of a write; of a cut the new size; of a mark its number */
	unsigned size;  /* of a write */
	char *bytes;    /* of a write; of a name, the name */
	char *new_name; /* of a rename */
};

#define BODIES_MOST 4096

static struct {
	char folder[PATH_MAX]; /* with a slash; empty: nothing is noted */
	pthread_mutex_t lock;
	struct event *events;
	size_t count, room;
	ino_t bodies[BODIES_MOST]; /* the file system's numbers, by ours */
	int body_count;
	struct {
		char name[NAME_MAX + 1];
		int body;
	} names[64];
	size_t name_count;
	uint32_t sync_fails; /* one in so many syncs fails; 0: none */
} machine = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void *take(size_t size)
{
	void *taken = malloc(size ? size : 1);
	need(taken != NULL, "memory for the test");
	return taken;
}

/* ---- the disk at a moment ------------------------------------------------------------------- */

struct body {
	char *bytes; /* as synced */
	size_t size;
	size_t *pending; /* events since */
	size_t count, room;
};

struct disk_name {
	char name[NAME_MAX + 1];
	int body;
};

struct disk_names {
	struct disk_name items[64];
	size_t count;
};

/* What is certainly on the disk after the events so far, and what is in the air. */
struct disk_state {
	struct body *bodies;
	struct disk_names names;
	size_t pending[256]; /* of names */
	size_t pending_count;
	uint64_t chance; /* what the random numbers come from */
};

static uint32_t chance_below(struct disk_state *d, uint32_t limit)
{
	d->chance ^= d->chance << 13;
	d->chance ^= d->chance >> 7;
	d->chance ^= d->chance << 17;
	return (uint32_t)(d->chance >> 32) % limit;
}

static void set_size(struct body *b, size_t size)
{
	if (size > b->size) {
		b->bytes = realloc(b->bytes, size);
		need(b->bytes != NULL, "memory for the test");
		memset(b->bytes + b->size, 0, size - b->size);
	}
	b->size = size;
}

static void apply_write(struct body *b, const struct event *e)
{
	if ((size_t)e->at + e->size > b->size)
		set_size(b, (size_t)e->at + e->size);
	memcpy(b->bytes + e->at, e->bytes, e->size);
}

static void apply(struct body *b, const struct event *e)
{
	if (e->act == EVENT_CUT)
		set_size(b, (size_t)e->at);
	else
		apply_write(b, e);
}

static struct disk_name *disk_name(struct disk_names *n, const char *name)
{
	size_t i = 0;
	while (i < n->count && strcmp(n->items[i].name, name) != 0)
		i++;
	return i < n->count ? &n->items[i] : NULL;
}

static void put_name(struct disk_names *n, const char *name, int body)
{
	struct disk_name *there = disk_name(n, name);
	need(there || n->count < COUNT_OF(n->items), "few names");
	if (!there)
		there = &n->items[n->count++];
	snprintf(there->name, sizeof there->name, "%s", name);
	there->body = body;
}

static void apply_name(struct disk_names *n, const struct event *e)
{
	struct disk_name *there = disk_name(n, e->bytes);
	if (e->act == EVENT_MAKE) {
		put_name(n, e->bytes, e->file);
		return;
	}
	need(there != NULL, "a name that was there");
	int body = there->body;
	*there = n->items[--n->count];
	if (e->act == EVENT_RENAME)
		put_name(n, e->new_name, body);
}

static void pass(struct disk_state *d, size_t at)
{
	const struct event *e = &machine.events[at];
	struct body *b = &d->bodies[e->file];

	switch (e->act) {
	case EVENT_WRITE:
	case EVENT_CUT:
		if (b->count == b->room) {
			b->room = b->room ? 2 * b->room : 64;
			b->pending = realloc(b->pending, b->room * sizeof *b->pending);
			need(b->pending != NULL, "memory for the test");
		}
		b->pending[b->count++] = at;
		break;
	case EVENT_SYNC:
		for (size_t i = 0; i < b->count; i++)
			apply(b, &machine.events[b->pending[i]]);
		b->count = 0;
		break;
	case EVENT_SYNC_FAILED:
		/* the same fate wherever this is passed */
		for (size_t i = 0; i < b->count; i++)
			if (((uint64_t)e->at >> i % 61) & 1)
				apply(b, &machine.events[b->pending[i]]);
		b->count = 0;
		break;
	case EVENT_MAKE:
	case EVENT_RENAME:
	case EVENT_REMOVE:
		need(d->pending_count < COUNT_OF(d->pending), "few names in the air");
		d->pending[d->pending_count++] = at;
		break;
	case EVENT_SYNC_NAMES:
		for (size_t i = 0; i < d->pending_count; i++)
			apply_name(&d->names, &machine.events[d->pending[i]]);
		d->pending_count = 0;
		break;
	case EVENT_SENT:
	case EVENT_TOLD:
		break;
	}
}

static struct disk_state disk_begin(uint64_t seed)
{
	struct disk_state d = { .chance = seed * 0x9E3779B97F4A7C15 + 1 };
	d.bodies = calloc(BODIES_MOST, sizeof *d.bodies);
	need(d.bodies != NULL, "memory for the test");
	return d;
}

static void disk_end(struct disk_state *d)
{
	for (int i = 0; i < BODIES_MOST; i++) {
		free(d->bodies[i].bytes);
		free(d->bodies[i].pending);
	}
	free(d->bodies);
}

/* ---- what is noted -------------------------------------------------------------------------- */

/* The disk as it is now, where syncs fail. */
static struct disk_state on_disk;

/* The part of a path inside the folder, or NULL. */
static const char *name_in(const char *path)
{
	size_t size = strlen(machine.folder);
	if (size == 0 || strncmp(path, machine.folder, size) != 0)
		return NULL;
	return strchr(path + size, '/') ? NULL : path + size;
}

static void note(struct event e)
{
	if (machine.count == machine.room) {
		machine.room = machine.room ? 2 * machine.room : 1024;
		machine.events = realloc(machine.events, machine.room * sizeof *machine.events);
		need(machine.events != NULL, "memory for the test");
	}
	machine.events[machine.count++] = e;
	if (machine.sync_fails)
		pass(&on_disk, machine.count - 1);
}

static size_t find_name(const char *name)
{
	size_t i = 0;
	while (i < machine.name_count && strcmp(machine.names[i].name, name) != 0)
		i++;
	return i;
}

static void set_name(const char *name, int body)
{
	size_t i = find_name(name);
	need(i < COUNT_OF(machine.names), "few names in the folder");
	if (i == machine.name_count)
		machine.name_count++;
	snprintf(machine.names[i].name, sizeof machine.names[i].name, "%s", name);
	machine.names[i].body = body;
}

static void drop_name(const char *name)
{
	size_t i = find_name(name);
	if (i < machine.name_count)
		machine.names[i] = machine.names[--machine.name_count];
}

/* The body behind a descriptor, or -1; the newest of a number that was used again. */
static int body_of(int fd)
{
	struct stat about;
	if (!machine.folder[0] || fstat(fd, &about) < 0 || !S_ISREG(about.st_mode))
		return -1;
	int i = machine.body_count - 1;
	while (i >= 0 && machine.bodies[i] != about.st_ino)
		i--;
	return i;
}

static void note_made(int fd, const char *name)
{
	struct stat about;
	if (fd < 0 || find_name(name) < machine.name_count)
		return;
	need(fstat(fd, &about) == 0 && machine.body_count < BODIES_MOST, "few files");
	machine.bodies[machine.body_count] = about.st_ino;
	set_name(name, machine.body_count);
	note((struct event){
		.act = EVENT_MAKE, .file = machine.body_count++, .bytes = strdup(name) });
}

static int open_noted(const char *path, int flags, mode_t mode)
{
	pthread_mutex_lock(&machine.lock);
	int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
	const char *name = name_in(path);
	if (name && (flags & O_CREAT))
		note_made(fd, name);
	pthread_mutex_unlock(&machine.lock);
	return fd;
}

static ssize_t write_noted(int fd, const void *bytes, size_t size, int64_t at)
{
	pthread_mutex_lock(&machine.lock);
	int body = body_of(fd);
	if (at < 0 && body >= 0)
		at = lseek(fd, 0, SEEK_CUR);
	ssize_t put = at < 0 ? syscall(SYS_write, fd, bytes, size)
			     : syscall(SYS_pwrite64, fd, bytes, size, at);
	if (body >= 0 && put > 0) {
		char *copy = take((size_t)put);
		memcpy(copy, bytes, (size_t)put);
		note((struct event){ .act = EVENT_WRITE,
			.file = body,
			.at = at,
			.size = (unsigned)put,
			.bytes = copy });
	}
	pthread_mutex_unlock(&machine.lock);
	return put;
}

static int sync_noted(int fd)
{
	struct stat about;
	if (!machine.folder[0] || fstat(fd, &about) < 0)
		return 0;
	pthread_mutex_lock(&machine.lock);
	int body = body_of(fd);
	bool fails = machine.sync_fails && random_below(machine.sync_fails) == 0;
	if (body >= 0)
		note((struct event){ .act = fails ? EVENT_SYNC_FAILED : EVENT_SYNC,
			.file = body,
			.at = (int64_t)random_below(UINT32_MAX) << 29 ^ random_below(UINT32_MAX) });
	else if (S_ISDIR(about.st_mode) && !fails)
		note((struct event){ .act = EVENT_SYNC_NAMES });
	pthread_mutex_unlock(&machine.lock);
	errno = EIO;
	return fails ? -1 : 0;
}

static int cut_noted(int fd, int64_t size)
{
	pthread_mutex_lock(&machine.lock);
	int body = body_of(fd), went = (int)syscall(SYS_ftruncate, fd, size);
	if (body >= 0 && went == 0)
		note((struct event){ .act = EVENT_CUT, .file = body, .at = size });
	pthread_mutex_unlock(&machine.lock);
	return went;
}

/* The system's memory of a file is dropped: from here on it is what the disk has. */
static void forget_noted(int fd)
{
	pthread_mutex_lock(&machine.lock);
	int body = body_of(fd);
	const struct body *b = body >= 0 && machine.sync_fails ? &on_disk.bodies[body] : NULL;
	if (b && b->count == 0)
		need(syscall(SYS_ftruncate, fd, b->size) == 0 &&
				syscall(SYS_pwrite64, fd, b->bytes, b->size, 0) == (long)b->size,
			"the disk's bytes");
	pthread_mutex_unlock(&machine.lock);
}

/* ---- the system's calls --------------------------------------------------------------------- */

static mode_t mode_asked(int flags, va_list arguments)
{
	return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
	va_list arguments;
	va_start(arguments, flags);
	mode_t mode = mode_asked(flags, arguments);
	va_end(arguments);
	return open_noted(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list arguments;
	va_start(arguments, flags);
	mode_t mode = mode_asked(flags, arguments);
	va_end(arguments);
	return open_noted(path, flags, mode);
}

int mkostemp(char *path, int flags)
{
	int (*real)(char *, int) = NULL;
	*(void **)&real = dlsym(RTLD_NEXT, "mkostemp");
	pthread_mutex_lock(&machine.lock);
	int fd = real(path, flags);
	const char *name = name_in(path);
	if (name)
		note_made(fd, name);
	pthread_mutex_unlock(&machine.lock);
	return fd;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	return write_noted(fd, bytes, size, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
	return write_noted(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at)
{
	return write_noted(fd, bytes, size, at);
}

int fsync(int fd)
{
	return sync_noted(fd);
}

int fdatasync(int fd)
{
	return sync_noted(fd);
}

int posix_fadvise(int fd, off_t at, off_t size, int advice)
{
	if (at == 0 && size == 0 && advice == POSIX_FADV_DONTNEED)
		forget_noted(fd);
	return 0;
}

int ftruncate(int fd, off_t size)
{
	return cut_noted(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
	return cut_noted(fd, size);
}

int rename(const char *from, const char *to)
{
	pthread_mutex_lock(&machine.lock);
	int went = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
	const char *old_name = name_in(from), *new_name = name_in(to);
	if (went == 0 && old_name && new_name) {
		int body = machine.names[find_name(old_name)].body;
		drop_name(old_name);
		set_name(new_name, body);
		note((struct event){ .act = EVENT_RENAME,
			.bytes = strdup(old_name),
			.new_name = strdup(new_name) });
	}
	pthread_mutex_unlock(&machine.lock);
	return went;
}

int unlink(const char *path)
{
	pthread_mutex_lock(&machine.lock);
	int went = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
	const char *name = name_in(path);
	if (went == 0 && name) {
		drop_name(name);
		note((struct event){ .act = EVENT_REMOVE, .bytes = strdup(name) });
	}
	pthread_mutex_unlock(&machine.lock);
	return went;
}

/* ---- for the test --------------------------------------------------------------------------- */

/* From here on what happens in the folder is noted; it must be empty. One sync in `sync_fails`
 * fails (0: none), as Linux does it: what waited for it is written or forgotten, each write by
 * itself, and the next sync says nothing of it; who reads sees it until the system's memory of the
 * file is dropped. */
static void power_note(const char *folder, uint32_t sync_fails)
{
	for (size_t i = 0; i < machine.count; i++) {
		free(machine.events[i].bytes);
		free(machine.events[i].new_name);
	}
	machine.count = machine.name_count = 0;
	machine.body_count = 0;
	if (machine.sync_fails)
		disk_end(&on_disk);
	machine.sync_fails = sync_fails;
	if (sync_fails)
		on_disk = disk_begin(1);
	snprintf(machine.folder, sizeof machine.folder, "%s/", folder);
}

static void power_note_end(void)
{
	machine.folder[0] = '\0';
}

/* EVENT_SENT or EVENT_TOLD, with a number of the test's own. */
static void power_mark(enum act act, int64_t number)
{
	pthread_mutex_lock(&machine.lock);
	note((struct event){ .act = act, .at = number });
	pthread_mutex_unlock(&machine.lock);
}

/* ---- the power goes -------------------------------------------------------------------------- */

/* How much of what is in the air comes to the disk. */
enum loss { LOSE_ALL, LOSE_NONE, LOSE_SOME, LOSE_SECTORS, LOSS_COUNT };

static void apply_torn(struct disk_state *d, struct body *b, const struct event *e, size_t sector)
{
	size_t from = (size_t)e->at, end = from + e->size;

	if (end > b->size)
		set_size(b, end);
	while (from < end) {
		size_t to = from - from % sector + sector;
		to = to < end ? to : end;
		uint32_t fate = chance_below(d, 8);
		if (fate == 0)
			memset(b->bytes + from, (int)chance_below(d, 256), to - from);
		else if (fate < 5)
			memcpy(b->bytes + from, e->bytes + (from - (size_t)e->at), to - from);
		from = to;
	}
}

/* One file as the disk has it; `b` is a copy that may be changed. */
static void lose_bytes(struct disk_state *d, struct body *b, enum loss loss)
{
	size_t sector = chance_below(d, 2) ? 512 : 4096;
	bool long_at_least = chance_below(d, 4) == 0;

	for (size_t i = 0; i < b->count && loss != LOSE_ALL; i++) {
		const struct event *e = &machine.events[b->pending[i]];
		bool kept = loss == LOSE_NONE || chance_below(d, 2);
		if (!kept && long_at_least && e->act == EVENT_WRITE &&
			(size_t)e->at + e->size > b->size)
			set_size(b, (size_t)e->at + e->size);
		if (kept && loss == LOSE_SECTORS && e->act == EVENT_WRITE)
			apply_torn(d, b, e, sector);
		else if (kept)
			apply(b, e);
	}
}

static void write_body(const char *folder, const char *name, const char *bytes, size_t size)
{
	char path[PATH_MAX + NAME_MAX + 2];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	need(fd >= 0, "a file of the disk");
	for (size_t put = 0; put < size;) {
		ssize_t more = write(fd, bytes + put, size - put);
		need(more > 0, "room for the disk");
		put += (size_t)more;
	}
	close(fd);
}

static void write_junk(struct disk_state *d, const char *folder, const char *name)
{
	char junk[32768];
	for (size_t i = 0; i < sizeof junk; i++)
		junk[i] = (char)chance_below(d, 256);
	write_body(folder, name, junk, chance_below(d, 2) ? sizeof junk : 0);
}

/* The folder as the disk may hold it now; `folder` must be there and empty. */
static void power_cut(struct disk_state *d, const char *folder)
{
	enum loss loss = chance_below(d, LOSS_COUNT);
	struct disk_names names = d->names;
	size_t kept = loss == LOSE_ALL ? 0
		: loss == LOSE_NONE    ? d->pending_count
				       : chance_below(d, (uint32_t)d->pending_count + 1);

	for (size_t i = 0; i < kept; i++)
		apply_name(&names, &machine.events[d->pending[i]]);
	for (size_t i = 0; i < names.count; i++) {
		const char *name = names.items[i].name;
		if (strlen(name) > 4 && strcmp(name + strlen(name) - 4, "-shm") == 0) {
			write_junk(d, folder, name);
			continue;
		}
		struct body b = d->bodies[names.items[i].body];
		char *bytes = take(b.size);
		if (b.size)
			memcpy(bytes, b.bytes, b.size);
		b.bytes = bytes;
		lose_bytes(d, &b, loss);
		write_body(folder, name, b.bytes, b.size);
		free(b.bytes);
	}
}

#endif
