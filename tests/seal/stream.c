/* Files under keys of their own: what was sealed opens whole and as it was, or not at all. */
#include "keys.h"
#include "test.h"

#define BLOCKS 3
#define SEALED (STREAM_BLOCK + STREAM_MORE)

struct sealed {
	unsigned char head[STREAM_HEAD], *blocks[BLOCKS];
	size_t sizes[BLOCKS];
};

static void fill(char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		bytes[i] = (char)(i * 7 % 251);
}

static struct sealed seal_three(struct arena *a, const struct file_key *key, const char *about)
{
	struct sealed made;
	char *plain = arena_take(a, STREAM_BLOCK);
	struct stream *s = stream_to_seal(a, key, text_of(about), made.head);

	fill(plain, STREAM_BLOCK);
	for (size_t i = 0; i < BLOCKS; i++) {
		size_t size = i + 1 == BLOCKS ? 1000 : STREAM_BLOCK;
		made.blocks[i] = arena_take(a, SEALED);
		made.sizes[i] = size + STREAM_MORE;
		stream_seal(s, (struct text){ plain, size }, i + 1 == BLOCKS, made.blocks[i]);
	}
	return made;
}

/* How many blocks open, up to the first that doesn't. */
static size_t count_open(
	struct arena *a, const struct file_key *key, const char *about, const struct sealed *sealed)
{
	unsigned char *plain = arena_take(a, STREAM_BLOCK);
	struct stream *s;
	size_t count = 0;

	if (!stream_to_open(a, key, text_of(about), sealed->head, &s))
		return 0;
	while (count < BLOCKS &&
		stream_open(s, bytes_text(sealed->blocks[count], sealed->sizes[count]),
			count + 1 == BLOCKS, plain))
		count++;
	stream_forget(s);
	return count;
}

static void test_streams(void)
{
	OWN_ARENA a = arena_open();
	struct file_key key, other;
	unsigned char *block;

	file_key_make(&key);
	file_key_make(&other);
	struct sealed made = seal_three(a, &key, "abc");
	CHECK(count_open(a, &key, "abc", &made) == BLOCKS, "what was sealed opens");
	CHECK(count_open(a, &other, "abc", &made) == 0, "with another key it doesn't");
	CHECK(count_open(a, &key, "abd", &made) == 0, "nor as another file");
	made.blocks[1][500] ^= 1;
	CHECK(count_open(a, &key, "abc", &made) == 1, "a changed bit is found in its block");
	made.blocks[1][500] ^= 1;
	block = made.blocks[0];
	made.blocks[0] = made.blocks[1];
	made.blocks[1] = block;
	CHECK(count_open(a, &key, "abc", &made) == 0, "so are blocks in another order");
	made.blocks[1] = made.blocks[0];
	made.blocks[0] = block;
	made.blocks[2] = made.blocks[1];
	made.sizes[2] = made.sizes[1];
	CHECK(count_open(a, &key, "abc", &made) == 2, "and an end that is missing");
	CHECK(stream_size(0) == STREAM_HEAD + STREAM_MORE &&
			stream_size(2 * STREAM_BLOCK + 1000) ==
				STREAM_HEAD + 2 * SEALED + 1000 + STREAM_MORE,
		"how large it gets is known before");
}

static void test_keys(const struct seal *seal)
{
	unsigned char wrapped[WRAPPED_KEY_SIZE];
	struct file_key key, again;

	file_key_make(&key);
	file_key_wrap(seal, &key, TEXT("abc"), wrapped);
	CHECK(file_key_unwrap(seal, bytes_text(wrapped, sizeof wrapped), TEXT("abc"), &again) &&
			same_bytes(&key, &again, sizeof key),
		"a wrapped key comes back");
	CHECK(!file_key_unwrap(seal, bytes_text(wrapped, sizeof wrapped), TEXT("abd"), &again),
		"only for the file it was wrapped for");
	wrapped[30] ^= 1;
	CHECK(!file_key_unwrap(seal, bytes_text(wrapped, sizeof wrapped), TEXT("abc"), &again),
		"and only as it was");
	CHECK(!file_key_unwrap(seal, bytes_text(wrapped, 10), TEXT("abc"), &again),
		"a part of one is none");
	file_key_forget(&key);
	CHECK(key.bytes[0] == 0 && key.bytes[31] == 0, "a key that is forgotten is gone");
}

static void test_digests(void)
{
	OWN_ARENA a = arena_open();
	unsigned char whole[DIGEST_SIZE], parts[DIGEST_SIZE];
	struct digesting *d = digest_begin(a);

	digest_of(TEXT("one and another"), whole, sizeof whole);
	digest_add(d, TEXT("one and"));
	digest_add(d, TEXT(" another"));
	digest_end(d, parts);
	CHECK(same_bytes(whole, parts, sizeof whole), "a digest in parts is that of the whole");
}

int main(void)
{
	struct key_folder folder = make_folder();
	struct seal *seal = open_known(&folder);

	test_streams();
	test_keys(seal);
	test_digests();
	seal_close(seal);
	sweep_folder(&folder);
	return test_end();
}
