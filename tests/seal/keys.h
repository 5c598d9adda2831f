/* A folder for keys that lives as long as a test program, and keys known to the tests. */
#ifndef ASKEL_TEST_SEAL_KEYS_H
#define ASKEL_TEST_SEAL_KEYS_H

#include "seal/seal.h"
#include "test.h"

#include <sys/stat.h>
#include <unistd.h>

struct key_folder {
	char path[64];
};

static struct key_folder make_folder(void)
{
	struct key_folder folder = { "/tmp/askel-seal-XXXXXX" };
	if (!mkdtemp(folder.path))
		exit(1);
	return folder;
}

static void sweep_folder(const struct key_folder *folder)
{
	char command[100];
	snprintf(command, sizeof command, "rm -rf %s", folder->path);
	CHECK(system(command) == 0, "the test leaves nothing behind");
}

static const char *path_in(const struct key_folder *folder, const char *name, char out[128])
{
	snprintf(out, 128, "%s/%s", folder->path, name);
	return out;
}

__attribute__((unused)) static void put_key(
	const struct key_folder *folder, const char *name, struct text bytes, unsigned mode)
{
	char path[128];
	if (file_write(path_in(folder, name, path), bytes, mode) != DONE)
		exit(1);
}

/* A seal whose root key is 00 01 02 .. 1f and whose audit key is that of RFC 8032, 7.1, test 1. */
__attribute__((unused)) static struct seal *open_known(const struct key_folder *folder)
{
	unsigned char root[32], seed[32];
	struct seal *seal = NULL;

	for (size_t i = 0; i < sizeof root; i++)
		root[i] = (unsigned char)i;
	if (!hex_read(TEXT("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
		    seed, sizeof seed))
		exit(1);
	put_key(folder, "seal.key", bytes_text(root, sizeof root), 0600);
	put_key(folder, "audit.key", bytes_text(seed, sizeof seed), 0600);
	if (seal_open(folder->path, false, &seal) != DONE)
		exit(1);
	return seal;
}

#endif
