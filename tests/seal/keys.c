/* Key files: made once, private, whole; anything else is refused. And what the audit key signs. */
#include "keys.h"

#include <pthread.h>

static unsigned mode_of(const char *path)
{
	struct stat about;
	return lstat(path, &about) == 0 ? about.st_mode & 07777 : 0;
}

static void check_making(void)
{
	struct key_folder folder = make_folder();
	char below[128], path[200];
	unsigned char key[PUBLIC_KEY_SIZE], again[PUBLIC_KEY_SIZE] = { 0 };
	struct seal *seal = NULL, *second = NULL;

	path_in(&folder, "a.keys", below);
	CHECK(seal_open(below, false, &seal) == NOT_HERE && !seal,
		"without a folder there are no keys");
	umask(0);
	CHECK(seal_open(below, true, &seal) == DONE && seal, "they are made where that was asked");
	umask(022);
	CHECK(mode_of(below) == 0700, "the folder is for its owner alone, whatever the umask");
	snprintf(path, sizeof path, "%s/seal.key", below);
	CHECK(mode_of(path) == 0600, "so is the key for sealing");
	snprintf(path, sizeof path, "%s/audit.key", below);
	CHECK(mode_of(path) == 0600, "and the one for signing");
	snprintf(path, sizeof path, "%s/badge.key", below);
	CHECK(mode_of(path) == 0600, "and the one for badges");
	CHECK(seal_open(below, true, &second) == DONE, "the second time they are read");
	audit_public_key(seal, key);
	if (second)
		audit_public_key(second, again);
	CHECK(same_bytes(key, again, sizeof key), "and are the same");
	seal_close(seal);
	seal_close(second);
	seal_close(NULL);
	sweep_folder(&folder);
}

static void check_refused(void)
{
	static const char key[] = "0123456789abcdef0123456789abcdef";
	static const struct {
		const char *says;
		unsigned folder_mode, seal_mode, audit_mode;
		size_t size;
		enum outcome made, read;
	} cases[] = {
		{ "good keys open", 0700, 0600, 0600, 32, DONE, DONE },
		{ "so do ones that only may be read", 0500, 0400, 0400, 32, DONE, DONE },
		{ "a folder the group can list is refused", 0750, 0600, 0600, 32, BROKEN, BROKEN },
		{ "a folder others can pass is refused", 0701, 0600, 0600, 32, BROKEN, BROKEN },
		{ "a key the group can read is refused", 0700, 0640, 0600, 32, BROKEN, BROKEN },
		{ "a key others can write is refused", 0700, 0600, 0602, 32, BROKEN, BROKEN },
		{ "a short key is refused", 0700, 0600, 0600, 31, BROKEN, BROKEN },
		{ "an empty key is refused", 0700, 0600, 0600, 0, BROKEN, BROKEN },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct key_folder folder = make_folder();
		struct seal *seal = NULL;

		put_key(&folder, "seal.key", (struct text){ key, cases[i].size },
			cases[i].seal_mode);
		put_key(&folder, "audit.key", (struct text){ key, 32 }, cases[i].audit_mode);
		chmod(folder.path, cases[i].folder_mode);
		CHECK(seal_open(folder.path, false, &seal) == cases[i].read, "%s", cases[i].says);
		seal_close(seal);
		seal = NULL;
		CHECK(seal_open(folder.path, true, &seal) == cases[i].made,
			"%s, though new ones might be made", cases[i].says);
		seal_close(seal);
		chmod(folder.path, 0700);
		sweep_folder(&folder);
	}
}

static void check_long_key(void)
{
	struct key_folder folder = make_folder();
	struct seal *seal = NULL;

	put_key(&folder, "seal.key", TEXT("0123456789abcdef0123456789abcdef+"), 0600);
	CHECK(seal_open(folder.path, true, &seal) == BROKEN && !seal, "a long key is refused");
	sweep_folder(&folder);
}

static void check_links(void)
{
	struct key_folder folder = make_folder(), other = make_folder();
	char path[128], there[128];
	struct seal *seal = NULL;

	seal_close(open_known(&other));
	CHECK(symlink(path_in(&other, "seal.key", there), path_in(&folder, "seal.key", path)) ==
				0 &&
			seal_open(folder.path, true, &seal) == BROKEN && !seal,
		"a key that is a symbolic link is refused");
	CHECK(symlink(other.path, path_in(&folder, "keys", path)) == 0 &&
			seal_open(path, false, &seal) == BROKEN && !seal,
		"so is a folder that is one");
	CHECK(seal_open(path_in(&other, "seal.key", path), false, &seal) == BROKEN,
		"a file is no folder");
	sweep_folder(&folder);
	sweep_folder(&other);
}

static void check_missing(void)
{
	struct key_folder folder = make_folder();
	struct seal *seal = NULL;
	char path[128];
	unsigned char key[PUBLIC_KEY_SIZE], again[PUBLIC_KEY_SIZE] = { 0 };

	seal_close(open_known(&folder));
	unlink(path_in(&folder, "seal.key", path));
	CHECK(seal_open(folder.path, false, &seal) == NOT_HERE && !seal, "a missing key is missed");
	CHECK(access(path, F_OK) != 0, "and not made unasked");
	CHECK(seal_open(folder.path, true, &seal) == DONE && access(path, F_OK) == 0,
		"asked for, it is made");
	CHECK(hex_read(TEXT("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
		      key, sizeof key),
		"a public key is read");
	if (seal)
		audit_public_key(seal, again);
	CHECK(same_bytes(key, again, sizeof key), "and the one that was there stays");
	seal_close(seal);
	sweep_folder(&folder);
}

static void check_owner(void)
{
	struct key_folder folder = make_folder();
	struct seal *seal = NULL;
	char path[128];

	if (geteuid() != 0) {
		test_skip("only root can give a file to somebody else");
	} else {
		seal_close(open_known(&folder));
		CHECK(chown(path_in(&folder, "audit.key", path), 65534, 65534) == 0 &&
				seal_open(folder.path, false, &seal) == BROKEN && !seal,
			"somebody else's key is refused");
		CHECK(chown(path, 0, 0) == 0 && chown(folder.path, 65534, 65534) == 0 &&
				seal_open(folder.path, false, &seal) == BROKEN && !seal,
			"so is a key in somebody else's folder");
	}
	sweep_folder(&folder);
}

static void *open_at_once(void *value)
{
	struct seal *seal = NULL;
	return seal_open(value, true, &seal) == DONE ? seal : NULL;
}

static void check_at_once(void)
{
	struct key_folder folder = make_folder();
	pthread_t threads[8];
	unsigned char first[PUBLIC_KEY_SIZE], key[PUBLIC_KEY_SIZE], one[32], two[32];
	int unlike = 0;

	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_create(&threads[i], NULL, open_at_once, folder.path);
	for (size_t i = 0; i < COUNT_OF(threads); i++) {
		void *seal = NULL;
		pthread_join(threads[i], &seal);
		if (!seal) {
			unlike++;
			continue;
		}
		audit_public_key(seal, i ? key : first);
		keyed_digest(seal, "test", NULL, 0, i ? two : one);
		unlike += i && (!same_bytes(first, key, sizeof key) || !same_bytes(one, two, 32));
		seal_close(seal);
	}
	CHECK(unlike == 0, "eight that make keys at once end up with the same");
	sweep_folder(&folder);
}

static void check_signing(void)
{
	struct key_folder folder = make_folder();
	struct seal *seal = open_known(&folder);
	OWN_ARENA a = arena_open();
	unsigned char signature[SIGNATURE_SIZE], key[PUBLIC_KEY_SIZE];
	int taken = 0;

	audit_public_key(seal, key);
	CHECK(text_is_chars(hex_text(a, key, sizeof key),
		      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
		"the public key is that of RFC 8032, test 1");
	audit_sign(seal, NO_TEXT, signature);
	CHECK(text_is_chars(hex_text(a, signature, sizeof signature),
		      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
		      "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
		"and so is the signature of nothing");
	audit_sign(seal, TEXT("head 7"), signature);
	CHECK(signature_fits(TEXT("head 7"), signature, key), "a signature fits what was signed");
	CHECK(!signature_fits(TEXT("head 8"), signature, key) &&
			!signature_fits(NO_TEXT, signature, key),
		"and nothing else");
	for (int bit = 0; bit < SIGNATURE_SIZE * 8; bit++) {
		signature[bit / 8] ^= (unsigned char)(1 << bit % 8);
		taken += signature_fits(TEXT("head 7"), signature, key);
		signature[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
	CHECK(taken == 0, "with any bit flipped it fits no more");
	key[5] ^= 1;
	CHECK(!signature_fits(TEXT("head 7"), signature, key), "nor under another key");
	seal_close(seal);
	sweep_folder(&folder);
}

static void check_replacing(void)
{
	struct key_folder folder = make_folder();
	struct seal *seal = open_known(&folder);
	unsigned char before[PUBLIC_KEY_SIZE], held[PUBLIC_KEY_SIZE], after[PUBLIC_KEY_SIZE];
	unsigned char audit[PUBLIC_KEY_SIZE], audit_after[PUBLIC_KEY_SIZE];
	char path[128];

	badge_public_key(seal, before);
	audit_public_key(seal, audit);
	put_key(&folder, "badge.key.next", TEXT("left by a power cut"), 0600);
	CHECK(badge_key_replace(folder.path) == DONE,
		"a new key for badges takes the old one's place");
	badge_public_key(seal, held);
	CHECK(same_bytes(before, held, sizeof held), "who holds the old one goes on with it");
	seal_close(seal);
	if (seal_open(folder.path, false, &seal) != DONE)
		exit(1);
	badge_public_key(seal, after);
	audit_public_key(seal, audit_after);
	CHECK(!same_bytes(before, after, sizeof after) &&
			same_bytes(audit, audit_after, sizeof audit),
		"opened anew it is another, and the audit key the same");
	CHECK(mode_of(path_in(&folder, "badge.key", path)) == 0600 &&
			mode_of(path_in(&folder, "badge.key.next", path)) == 0,
		"private, and nothing stays beside it");
	seal_close(seal);
	chmod(folder.path, 0750);
	CHECK(badge_key_replace(folder.path) == BROKEN, "not in a folder that others can read");
	chmod(folder.path, 0700);
	sweep_folder(&folder);
}

/* An installation from before there were badges has two keys. */
static void check_badge_key(void)
{
	struct key_folder folder = make_folder();
	unsigned char key[PUBLIC_KEY_SIZE], again[PUBLIC_KEY_SIZE], audit[PUBLIC_KEY_SIZE];
	unsigned char signature[SIGNATURE_SIZE];
	struct seal *seal = open_known(&folder);

	badge_public_key(seal, key);
	audit_public_key(seal, audit);
	CHECK(!same_bytes(key, audit, sizeof key),
		"badges have a key of their own, made where it is missing");
	badge_sign(seal, TEXT("a badge"), signature);
	CHECK(signature_fits(TEXT("a badge"), signature, key) &&
			!signature_fits(TEXT("a badge"), signature, audit),
		"which signs them");
	seal_close(seal);
	if (seal_open(folder.path, false, &seal) != DONE)
		exit(1);
	badge_public_key(seal, again);
	CHECK(same_bytes(key, again, sizeof key), "and stays");
	seal_close(seal);
	sweep_folder(&folder);
}

int main(void)
{
	check_making();
	check_badge_key();
	check_replacing();
	check_refused();
	check_long_key();
	check_links();
	check_missing();
	check_owner();
	check_at_once();
	check_signing();
	return test_end();
}
