/* Arenas: what is taken is zeroed, aligned and apart; a reset forgets; what can't be ends. */
#include "base/base.h"
#include "test.h"

#include <stdalign.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#ifdef WATCHED
#include <sanitizer/asan_interface.h>
#endif

static bool is_zero(const char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (at[i])
			return false;
	return true;
}

static void check_take(struct arena *(*open)(void))
{
	static const size_t sizes[] = { 0, 1, 15, 16, 17, 4000, 16000, 17000, 65536, 300000 };
	OWN_ARENA a = open();
	char *last = NULL;
	int unaligned = 0, dirty = 0, shared = 0;

	/* The second round takes what the first made dirty. */
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < COUNT_OF(sizes) * 20; i++) {
			size_t size = sizes[i % COUNT_OF(sizes)];
			char *at = arena_take(a, size);
			unaligned += (uintptr_t)at % alignof(max_align_t) != 0;
			dirty += !is_zero(at, size);
			shared += at == last;
			memset(at, 0xA5, size);
			last = at;
		}
		arena_reset(a);
	}
	CHECK(unaligned == 0, "what is taken is aligned for anything");
	CHECK(dirty == 0, "what is taken is zeroed, after a reset, too");
	CHECK(shared == 0, "no two things share an address, empty ones neither");
}

static void check_small(void)
{
	OWN_ARENA a = arena_open_small();
	size_t most = 0;

	arena_take(a, 100);
	CHECK(arena_size(a) <= 2048, "a small arena holds little (%zu bytes)", arena_size(a));
	for (size_t taken = 100; taken < 1000000; taken += 100) {
		arena_take(a, 100);
		size_t over = arena_size(a) - taken;
		most = over > most ? over : most;
	}
	CHECK(most < 300000, "and never much more than was taken (%zu bytes)", most);
}

static void check_apart(void)
{
	OWN_ARENA a = arena_open();
	char *things[200];
	int mixed = 0;

	/* Small and big ones in turn: a big one must not cost the rest of the block before it. */
	for (size_t i = 0; i < COUNT_OF(things); i++) {
		things[i] = arena_take(a, i % 10 ? 300 : 70000);
		memset(things[i], (int)i, 300);
	}
	for (size_t i = 0; i < COUNT_OF(things); i++)
		for (size_t j = 0; j < 300; j++)
			mixed += (unsigned char)things[i][j] != i;
	CHECK(mixed == 0, "things keep what was put in them");
	CHECK(arena_size(a) < 20 * 70100 + 2 * 65536,
		"big things leave the small ones' block in use");
}

static void check_reset(void)
{
	OWN_ARENA a = arena_open();
	size_t first = arena_size(a);
	char *before = arena_take(a, 100);

	CHECK(first > 0 && first <= 65536, "an arena opens with one block");
	for (int i = 0; i < 50; i++)
		arena_take(a, 10000);
	arena_take(a, 1000000);
	CHECK(arena_size(a) > 1500000, "it grows with what is taken");
	arena_reset(a);
	CHECK(arena_size(a) == first, "a reset gives back all but the first block");
	CHECK(arena_take(a, 100) == before, "and the first block is used again from its beginning");
	arena_close(NULL);
}

static void check_poison(void)
{
#ifdef WATCHED
	OWN_ARENA a = arena_open();
	char *one = arena_take(a, 20), *two = arena_take(a, 20);

	CHECK(!__asan_address_is_poisoned(one + 19) && __asan_address_is_poisoned(one + 20) &&
			!__asan_address_is_poisoned(two),
		"past the end of a thing there is poison");
	arena_reset(a);
	CHECK(__asan_address_is_poisoned(one) && __asan_address_is_poisoned(two + 19),
		"what was forgotten is poison");
	one = arena_take(a, 24);
	CHECK(!__asan_address_is_poisoned(one + 23), "until it is taken again");
#else
	test_skip("poison is seen under AddressSanitizer only");
#endif
}

static void check_texts(void)
{
	OWN_ARENA a = arena_open();
	struct text copy = arena_copy(a, (struct text){ "abcdef", 3 }), long_text;
	char expected[2001];

	CHECK(text_is_chars(copy, "abc") && copy.at[3] == '\0', "a copy ends with a NUL");
	CHECK(arena_copy(a, (struct text){ NULL, 0 }).at[0] == '\0', "so does a copy of nothing");
	CHECK(text_is_chars(arena_copy_chars(a, "chars"), "chars"), "chars are copied");
	CHECK(text_is_chars(arena_join(a, "q.", TEXT("seven")), "q.seven") &&
			text_is_chars(arena_join(a, "", TEXT("seven")), "seven") &&
			arena_join(a, "q.", NO_TEXT).at[2] == '\0',
		"two texts are joined to one that ends in NUL");
	CHECK(text_is_chars(arena_print(a, "%d %.*s", 7, SHOWN(TEXT("seven"))), "7 seven"),
		"a text is printed");
	memset(expected, '0', 2000);
	expected[1999] = '1';
	expected[2000] = '\0';
	long_text = arena_print(a, "%02000d", 1);
	CHECK(text_is_chars(long_text, expected) && long_text.at[2000] == '\0', "a long one, too");
	for (int size = 254; size <= 258; size++)
		CHECK(arena_print(a, "%0*d", size, 1).size == (size_t)size,
			"a printed text of %d characters is whole", size);
}

static void check_grow(void)
{
	OWN_ARENA a = arena_open();
	struct pair {
		int one;
		double two;
	} *items = NULL;
	size_t count = 0, room = 0;
	int lost = 0, dirty = 0;

	for (int i = 0; i < 5000; i++) {
		GROW(a, items, count, room);
		dirty += items[count].one != 0 || items[room - 1].two != 0;
		items[count++] = (struct pair){ i, i / 2.0 };
		if (i % 97 == 0)
			arena_take(a, 1); /* so that it can't always grow where it stands */
	}
	for (int i = 0; i < 5000; i++)
		lost += items[i].one != i || items[i].two != i / 2.0;
	CHECK(lost == 0, "a growing array keeps its items");
	CHECK(dirty == 0, "its new items are zeroed");
	CHECK(room >= count && room < count * 3, "its room is not much more than it needs");
}

/* Whether `run` ends its process by itself. */
static bool ends(void (*run)(struct arena *))
{
	pid_t child;
	int status = 0;

	fflush(stdout);
	child = fork();
	if (child == 0) {
		if (!freopen("/dev/null", "w", stderr))
			_exit(1);
		run(arena_open());
		_exit(0);
	}
	return child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status);
}

static void take_far_too_much(struct arena *a)
{
	arena_take(a, SIZE_MAX - 8);
}

static void take_too_many(struct arena *a)
{
	arena_take_many(a, SIZE_MAX / 16 + 2, 16); /* wrapped round it would be 16 bytes */
}

static void grow_too_far(struct arena *a)
{
	size_t room = SIZE_MAX / 8;
	arena_grow(a, a, room, &room, 64);
}

static void take_little(struct arena *a)
{
	arena_take(a, 8);
}

int main(void)
{
	check_take(arena_open);
	check_take(arena_open_small);
	check_small();
	check_apart();
	check_reset();
	check_poison();
	check_texts();
	check_grow();
	CHECK(!ends(take_little), "taking a little ends nothing");
	CHECK(ends(take_far_too_much), "taking more than there can be ends the process");
	CHECK(ends(take_too_many), "so does an overflow of count and size");
	CHECK(ends(grow_too_far), "and one of a growing array");
	return test_end();
}
