/*
 * stream: files under keys of their own. A key is wrapped like a sealed form but with a subkey of another
 * purpose, so neither opens as the other. Streams are libsodium's secretstream with one tag of its own
 * meaning: FINAL, which only the last block carries, so a file that was cut off is no file.
 */
#include "seal/inside.h"

#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define PURPOSE "upload"

_Static_assert(WRAPPED_KEY_SIZE == NONCE_SIZE + FILE_KEY_SIZE + TAG_SIZE, "nonce, key, tag");
_Static_assert(FILE_KEY_SIZE == crypto_secretstream_xchacha20poly1305_KEYBYTES, "a stream's key");
_Static_assert(STREAM_HEAD == crypto_secretstream_xchacha20poly1305_HEADERBYTES, "a stream's head");
_Static_assert(STREAM_MORE == crypto_secretstream_xchacha20poly1305_ABYTES, "a block's tags");

void file_key_make(struct file_key *key)
{
	crypto_secretstream_xchacha20poly1305_keygen(key->bytes);
}

void file_key_forget(struct file_key *key)
{
	sodium_memzero(key->bytes, sizeof key->bytes);
}

void file_key_wrap(const struct seal *seal, const struct file_key *key, struct text about,
	unsigned char wrapped[WRAPPED_KEY_SIZE])
{
	unsigned char wrapping[KEY_SIZE];

	randombytes_buf(wrapped, NONCE_SIZE);
	subkey_make(seal, KEY_FOR_SEALING, PURPOSE, wrapping);
	crypto_aead_xchacha20poly1305_ietf_encrypt(wrapped + NONCE_SIZE, NULL, key->bytes,
		FILE_KEY_SIZE, (const unsigned char *)about.at, about.size, NULL, wrapped,
		wrapping);
	sodium_memzero(wrapping, sizeof wrapping);
}

bool file_key_unwrap(
	const struct seal *seal, struct text wrapped, struct text about, struct file_key *key)
{
	const unsigned char *at = (const unsigned char *)wrapped.at;
	unsigned char wrapping[KEY_SIZE];
	bool opened;

	if (wrapped.size != WRAPPED_KEY_SIZE)
		return false;
	subkey_make(seal, KEY_FOR_SEALING, PURPOSE, wrapping);
	opened = crypto_aead_xchacha20poly1305_ietf_decrypt(key->bytes, NULL, NULL, at + NONCE_SIZE,
			 WRAPPED_KEY_SIZE - NONCE_SIZE, (const unsigned char *)about.at, about.size,
			 at, wrapping) == 0;
	sodium_memzero(wrapping, sizeof wrapping);
	return opened;
}

struct stream {
	crypto_secretstream_xchacha20poly1305_state state;
	struct text about;
};

static struct stream *make_stream(struct arena *a, struct text about)
{
	struct stream *s = arena_take_of(a, struct stream);

	s->about = arena_copy(a, about);
	return s;
}

struct stream *stream_to_seal(struct arena *a, const struct file_key *key, struct text about,
	unsigned char head[STREAM_HEAD])
{
	struct stream *s = make_stream(a, about);

	crypto_secretstream_xchacha20poly1305_init_push(&s->state, head, key->bytes);
	return s;
}

bool stream_to_open(struct arena *a, const struct file_key *key, struct text about,
	const unsigned char head[STREAM_HEAD], struct stream **stream)
{
	*stream = make_stream(a, about);
	return crypto_secretstream_xchacha20poly1305_init_pull(
		       &(*stream)->state, head, key->bytes) == 0;
}

void stream_seal(struct stream *s, struct text plain, bool last, unsigned char *sealed)
{
	crypto_secretstream_xchacha20poly1305_push(&s->state, sealed, NULL,
		(const unsigned char *)plain.at, plain.size, (const unsigned char *)s->about.at,
		s->about.size, last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
}

bool stream_open(struct stream *s, struct text sealed, bool last, unsigned char *plain)
{
	unsigned char tag;

	if (sealed.size < STREAM_MORE)
		return false;
	return crypto_secretstream_xchacha20poly1305_pull(&s->state, plain, NULL, &tag,
		       (const unsigned char *)sealed.at, sealed.size,
		       (const unsigned char *)s->about.at, s->about.size) == 0 &&
		last == (tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL);
}

void stream_forget(struct stream *s)
{
	sodium_memzero(&s->state, sizeof s->state);
}

uint64_t stream_size(uint64_t size)
{
	uint64_t blocks = size ? (size + STREAM_BLOCK - 1) / STREAM_BLOCK : 1;

	return STREAM_HEAD + size + blocks * STREAM_MORE;
}
