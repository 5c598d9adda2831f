/* Passphrases: hashed, fitted, and never by more at once than the gate lets in. */
#include "keys.h"

#include <pthread.h>

#define CROWD 24

static void check_hash(struct seal *seal)
{
	OWN_ARENA a = arena_open();
	struct text hash = NO_TEXT, second = NO_TEXT, words = TEXT("syksyn lehdet putoavat");

	CHECK(passphrase_hash(seal, a, words, &hash) == DONE &&
			text_starts(hash, TEXT("$argon2id$v=19$m=65536,t=3,p=1$")),
		"a hash is Argon2id with 64 MiB and three rounds");
	seal_hash_cheaply(seal);
	CHECK(passphrase_fits(seal, words, hash) == DONE,
		"it fits later, when hashing costs otherwise");
	CHECK(passphrase_hash(seal, a, words, &second) == DONE &&
			text_starts(second, TEXT("$argon2id$v=19$m=8192,t=1,p=1$")),
		"tests hash cheaply");
	CHECK(passphrase_hash(seal, a, words, &hash) == DONE && !text_is(hash, second),
		"each hash has its own salt");
	CHECK(hash.at[hash.size] == '\0', "and ends with a NUL");
}

static void check_fits(const struct seal *seal)
{
	static const struct {
		const char *says, *typed;
		enum outcome went;
	} cases[] = {
		{ "the passphrase fits", "syksyn lehdet putoavat", DONE },
		{ "another doesn't", "syksyn lehdet putoavaT", NO_ENTRY },
		{ "nor its beginning", "syksyn lehdet putoava", NO_ENTRY },
		{ "nor one with more behind", "syksyn lehdet putoavat ", NO_ENTRY },
		{ "nor nothing", "", NO_ENTRY },
	};
	static const char *const bad[] = { "x", "$argon2id$", "$argon2id$v=19$m=8192,t=1,p=1$$",
		"$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA",
		"$2b$12$abcdefghijklmnopqrstuuJ7QhPVqZpvTfPFSp3tYEpXMIgjmBEUm" };
	OWN_ARENA a = arena_open();
	struct text hash = NO_TEXT, longest, too_long;

	if (passphrase_hash(seal, a, TEXT("syksyn lehdet putoavat"), &hash) != DONE)
		exit(1);
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(passphrase_fits(seal, text_of(cases[i].typed), hash) == cases[i].went, "%s",
			cases[i].says);
	CHECK(passphrase_fits(seal, TEXT("syksyn lehdet putoavat"), NO_TEXT) == NO_ENTRY,
		"nothing fits a person who isn't there");
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		CHECK(passphrase_fits(seal, TEXT("syksyn lehdet putoavat"), text_of(bad[i])) ==
				NO_ENTRY,
			"nothing fits the broken hash \"%s\"", bad[i]);
	CHECK(passphrase_fits(seal, TEXT("x"), (struct text){ arena_take(a, 500), 500 }) ==
			NO_ENTRY,
		"nor one longer than any");
	too_long = (struct text){ memset(arena_take(a, 1025), 'x', 1025), 1025 };
	longest = text_part(too_long, 0, 1024);
	CHECK(passphrase_hash(seal, a, longest, &hash) == DONE &&
			passphrase_fits(seal, longest, hash) == DONE,
		"1,024 bytes are a passphrase");
	CHECK(passphrase_hash(seal, a, too_long, &hash) == TOO_LARGE &&
			passphrase_fits(seal, too_long, hash) == NO_ENTRY,
		"1,025 are not");
}

static int64_t least_time(const struct seal *seal, struct text hash)
{
	int64_t least = INT64_MAX;

	for (int i = 0; i < 5; i++) {
		int64_t before = clock_ticks_us(), took;
		if (passphrase_fits(seal, TEXT("a wrong passphrase"), hash) != NO_ENTRY)
			return 0;
		took = clock_ticks_us() - before;
		least = took < least ? took : least;
	}
	return least;
}

static void check_time(const struct seal *seal)
{
	OWN_ARENA a = arena_open();
	struct text hash = NO_TEXT;
	int64_t somebody, nobody;

	if (passphrase_hash(seal, a, TEXT("syksyn lehdet putoavat"), &hash) != DONE)
		exit(1);
	somebody = least_time(seal, hash);
	nobody = least_time(seal, NO_TEXT);
	CHECK(nobody * 3 > somebody && somebody * 3 > nobody,
		"nobody's name takes as long as a wrong passphrase (%lld and %lld us)",
		(long long)nobody, (long long)somebody);
}

struct guest {
	const struct seal *seal;
	pthread_barrier_t *start;
	enum outcome went;
};

static void *sign_in(void *value)
{
	struct guest *guest = value;
	OWN_ARENA a = arena_open();
	struct text hash;

	pthread_barrier_wait(guest->start);
	guest->went = passphrase_hash(guest->seal, a, TEXT("a passphrase of many"), &hash);
	return NULL;
}

static void check_crowd(const struct seal *seal)
{
	pthread_t threads[CROWD];
	struct guest guests[CROWD];
	pthread_barrier_t start;
	int done = 0, busy = 0;

	pthread_barrier_init(&start, NULL, CROWD);
	for (size_t i = 0; i < CROWD; i++) {
		guests[i] = (struct guest){ seal, &start, BROKEN };
		pthread_create(&threads[i], NULL, sign_in, &guests[i]);
	}
	for (size_t i = 0; i < CROWD; i++) {
		pthread_join(threads[i], NULL);
		done += guests[i].went == DONE;
		busy += guests[i].went == BUSY;
	}
	pthread_barrier_destroy(&start);
	CHECK(done + busy == CROWD, "of a crowd each is served or told to wait");
	CHECK(done >= 10, "and ten at least are served");
	CHECK(passphrase_fits(seal, TEXT("x"), NO_TEXT) == NO_ENTRY, "after a crowd all goes on");
}

int main(void)
{
	struct key_folder folder = make_folder();
	struct seal *seal = open_known(&folder);

	check_hash(seal);
	check_fits(seal);
	check_time(seal);
	check_crowd(seal);
	seal_close(seal);
	sweep_folder(&folder);
	return test_end();
}
