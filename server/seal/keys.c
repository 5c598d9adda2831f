/*
 * keys: the key files and what comes of them. A key is read straight into locked memory and
 * never passes through an arena; a new one is written whole and fsynced under another name before
 * it gets its own, so a power cut leaves a good key or none, and two starts at once end up with the
 * same. struct seal owns the bytes and wipes them at close.
 */
#include "seal/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HASH_BYTES ((size_t)64 * 1024 * 1024)
#define HASH_ROUNDS 3
#define CHEAP_BYTES ((size_t)8 * 1024 * 1024)
#define CHEAP_ROUNDS 1
#define HASHES_AT_ONCE 2
#define HASHES_WAITING 8

static void close_at(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}
#define OWN_FD __attribute__((cleanup(close_at))) int

/* The folder with keys, for messages and for openat. */
struct key_folder {
	const char *path;
	int fd;
};

static enum outcome fault(const char *act, const struct key_folder *folder, const char *name)
{
	log_fault("could not %s %s/%s: %s", act, folder->path, name, strerror(errno));
	return BROKEN;
}

/* Refuses what isn't ours alone: someone else could read or change it. */
static enum outcome check_private(int fd, const struct key_folder *folder, const char *name)
{
	struct stat about;

	if (fstat(fd, &about) < 0)
		return fault("look at", folder, name);
	if (about.st_uid != geteuid()) {
		log_fault("%s/%s belongs to user %u, but this runs as user %u; run it as its owner",
			folder->path, name, (unsigned)about.st_uid, (unsigned)geteuid());
		return BROKEN;
	}
	if (about.st_mode & (S_IRWXG | S_IRWXO)) {
		log_fault("%s/%s is open to others; chmod go-rwx it", folder->path, name);
		return BROKEN;
	}
	return DONE;
}

static enum outcome read_key(const struct key_folder *folder, const char *name, unsigned char *key)
{
	OWN_FD fd = openat(folder->fd, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat about;

	if (fd < 0 && errno == ENOENT)
		return NOT_HERE;
	if (fd < 0)
		return fault("open", folder, name);
	TRY(check_private(fd, folder, name));
	if (fstat(fd, &about) < 0)
		return fault("look at", folder, name);
	if (!S_ISREG(about.st_mode) || about.st_size != KEY_SIZE ||
		read(fd, key, KEY_SIZE) != KEY_SIZE) {
		log_fault("%s/%s is no key: a key is a file of %d bytes", folder->path, name,
			KEY_SIZE);
		return BROKEN;
	}
	return DONE;
}

static enum outcome write_key(const struct key_folder *folder, const char *name, const char *beside,
	const unsigned char *key)
{
	OWN_FD fd = openat(folder->fd, beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		S_IRUSR | S_IWUSR);

	if (fd < 0)
		return fault("make", folder, beside);
	if (write(fd, key, KEY_SIZE) != KEY_SIZE || fchmod(fd, S_IRUSR | S_IWUSR) < 0 ||
		fsync(fd) < 0)
		return fault("write", folder, beside);
	/* A link and not a rename: a key that stands already is never written over. */
	if (linkat(folder->fd, beside, folder->fd, name, 0) < 0)
		return errno == EEXIST ? OVERTAKEN : fault("name", folder, name);
	return DONE;
}

static enum outcome make_key(const struct key_folder *folder, const char *name, unsigned char *key)
{
	char beside[64];
	enum outcome went;

	randombytes_buf(key, KEY_SIZE);
	snprintf(beside, sizeof beside, ".%s.%08x", name, randombytes_random());
	went = write_key(folder, name, beside, key);
	unlinkat(folder->fd, beside, 0);
	if (went == OVERTAKEN)
		return read_key(folder, name, key);
	TRY(went);
	if (fsync(folder->fd) < 0)
		return fault("sync", folder, ".");
	return DONE;
}

static enum outcome get_key(
	const struct key_folder *folder, const char *name, bool make, unsigned char *key)
{
	enum outcome went = read_key(folder, name, key);
	return went == NOT_HERE && make ? make_key(folder, name, key) : went;
}

#define NEXT_BADGE_KEY "badge.key.next"

static enum outcome replace_badge_key(const struct key_folder *folder)
{
	unsigned char key[KEY_SIZE];
	enum outcome went;

	/* of a replacement that a power cut ended */
	if (unlinkat(folder->fd, NEXT_BADGE_KEY, 0) < 0 && errno != ENOENT)
		return fault("remove", folder, NEXT_BADGE_KEY);
	went = make_key(folder, NEXT_BADGE_KEY, key);
	sodium_memzero(key, sizeof key);
	TRY(went);
	if (renameat(folder->fd, NEXT_BADGE_KEY, folder->fd, "badge.key") < 0)
		return fault("rename", folder, NEXT_BADGE_KEY);
	return fsync(folder->fd) < 0 ? fault("sync", folder, ".") : DONE;
}

enum outcome badge_key_replace(const char *path)
{
	OWN_FD fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct key_folder folder = { path, fd };

	if (fd < 0)
		return fault("open", &folder, ".");
	TRY(check_private(fd, &folder, "."));
	return replace_badge_key(&folder);
}

/* A key that is known goes to its place; one that stands there must be the same. */
static enum outcome place_key(
	const struct key_folder *folder, const char *name, const unsigned char *key)
{
	unsigned char there[KEY_SIZE];
	char beside[64];
	enum outcome went = read_key(folder, name, there);

	if (went == DONE)
		went = same_bytes(there, key, KEY_SIZE) ? DONE : OVERTAKEN;
	else if (went == NOT_HERE) {
		snprintf(beside, sizeof beside, ".%s.%08x", name, randombytes_random());
		went = write_key(folder, name, beside, key);
		unlinkat(folder->fd, beside, 0);
	}
	sodium_memzero(there, sizeof there);
	return went;
}

static enum outcome place_keys(const char *path, unsigned char (*keys)[KEY_SIZE])
{
	TRY(folder_make(path, 0700));
	OWN_FD fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct key_folder folder = { path, fd };

	if (fd < 0)
		return fault("open", &folder, ".");
	TRY(check_private(fd, &folder, "."));
	for (size_t key = 0; key < SHEET_KEYS; key++)
		TRY(place_key(&folder, sheet_key_name(key), keys[key]));
	return fsync(fd) < 0 ? fault("sync", &folder, ".") : DONE;
}

enum outcome sheet_take_back(const char *folder, struct text typed, struct sheet_trouble *trouble)
{
	unsigned char keys[SHEET_KEYS][KEY_SIZE];
	enum outcome went = BAD_FORM;

	if (sodium_init() < 0)
		return BROKEN;
	if (sheet_read(typed, keys, trouble))
		went = place_keys(folder, keys);
	sodium_memzero(keys, sizeof keys);
	return went;
}

static enum outcome fill_seal(struct seal *seal, const char *path, bool make)
{
	OWN_FD fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct key_folder folder = { path, fd };

	if (fd < 0 && errno == ENOENT)
		return NOT_HERE;
	if (fd < 0)
		return fault("open", &folder, ".");
	TRY(check_private(fd, &folder, "."));
	TRY(get_key(&folder, "seal.key", make, seal->root));
	TRY(get_key(&folder, "audit.key", make, seal->audit_seed));
	/* Asked or not: an installation from before there were badges has none, and must start. */
	TRY(get_key(&folder, "badge.key", true, seal->badge_seed));
	crypto_sign_seed_keypair(seal->audit_public, seal->audit_secret, seal->audit_seed);
	crypto_sign_seed_keypair(seal->badge_public, seal->badge_secret, seal->badge_seed);
	return DONE;
}

static const char *const usual_purposes[USUAL_PURPOSES] = { PURPOSE_CSRF, PURPOSE_SHUFFLE };

static void derive(
	const struct seal *seal, enum key_use use, const char *purpose, unsigned char key[KEY_SIZE])
{
	unsigned char context[crypto_generichash_BYTES_MIN];
	_Static_assert(sizeof context >= crypto_kdf_CONTEXTBYTES, "the context is its beginning");
	_Static_assert(KEY_SIZE == crypto_kdf_KEYBYTES, "the root key is a kdf key");

	digest_of(text_of(purpose), context, sizeof context);
	crypto_kdf_derive_from_key(key, KEY_SIZE, use, (const char *)context, seal->root);
}

enum outcome seal_open(const char *folder, bool make, struct seal **seal)
{
	struct seal *made;
	enum outcome went;

	if (sodium_init() < 0) {
		log_fault("libsodium could not start");
		return BROKEN;
	}
	if (make)
		TRY(folder_make(folder, 0700));
	made = sodium_malloc(sizeof *made);
	if (!made) {
		log_fault("no memory for the keys");
		return BROKEN;
	}
	memset(made, 0, sizeof *made);
	went = fill_seal(made, folder, make);
	if (went != DONE) {
		sodium_free(made);
		return went;
	}
	for (size_t i = 0; i < USUAL_PURPOSES; i++)
		derive(made, KEY_FOR_DIGESTS, usual_purposes[i], made->usual[i]);
	made->hash_bytes = HASH_BYTES;
	made->hash_rounds = HASH_ROUNDS;
	made->gate = gate_open(HASHES_AT_ONCE, HASHES_WAITING);
	sodium_mprotect_readonly(made);
	*seal = made;
	return DONE;
}

void seal_close(struct seal *seal)
{
	if (!seal)
		return;
	gate_close(seal->gate);
	sodium_free(seal); /* wipes it first */
}

void seal_hash_cheaply(struct seal *seal)
{
	sodium_mprotect_readwrite(seal);
	seal->hash_bytes = CHEAP_BYTES;
	seal->hash_rounds = CHEAP_ROUNDS;
	sodium_mprotect_readonly(seal);
}

void subkey_make(
	const struct seal *seal, enum key_use use, const char *purpose, unsigned char key[KEY_SIZE])
{
	for (size_t i = 0; i < USUAL_PURPOSES && use == KEY_FOR_DIGESTS; i++) {
		if (strcmp(purpose, usual_purposes[i]) != 0)
			continue;
		memcpy(key, seal->usual[i], KEY_SIZE);
		return;
	}
	derive(seal, use, purpose, key);
}
