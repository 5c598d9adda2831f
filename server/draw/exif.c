/*
 * exif: which way is up in a WebP, from the few bytes that tell it. MuPDF reads them in a JPEG, but no WebP, and libwebp
 * leaves them to its caller. A container is chunks of a name, a length and bytes (RIFF; WebP Container Specification,
 * "EXIF"); in that chunk is a TIFF file, of whose first directory one entry counts (Exif 2.32, 4.6.4 A, orientation). Whatever isn't
 * as it should be says nothing.
 */
#include "inside.h"

#include "base/base.h"

#define RIFF_HEAD 12  /* "RIFF", length, "WEBP" */
#define CHUNK_HEAD 8  /* name, length */
#define TIFF_HEAD 8   /* byte order, 42, where the first directory is */
#define TIFF_ENTRY 12 /* tag, type, count, value */
#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT 3

/* A number of so many bytes; 0 where they aren't there. */
static uint32_t number_at(struct text t, size_t at, size_t bytes, bool big)
{
	uint32_t number = 0;

	if (at > t.size || t.size - at < bytes)
		return 0;
	for (size_t i = 0; i < bytes; i++) {
		size_t place = big ? i : bytes - 1 - i;
		number = number << 8 | (unsigned char)t.at[at + place];
	}
	return number;
}

static int tiff_orientation(struct text tiff)
{
	bool big = text_starts(tiff, TEXT("MM"));

	if ((!big && !text_starts(tiff, TEXT("II"))) || number_at(tiff, 2, 2, big) != 42)
		return 0;
	size_t directory = number_at(tiff, 4, 4, big);
	size_t count = number_at(tiff, directory, 2, big);
	for (size_t i = 0; i < count && directory < tiff.size; i++) {
		size_t entry = directory + 2 + i * TIFF_ENTRY;
		if (entry > tiff.size)
			break;
		if (number_at(tiff, entry, 2, big) != TAG_ORIENTATION)
			continue;
		uint32_t value = number_at(tiff, entry + 8, 2, big);
		bool fits = number_at(tiff, entry + 2, 2, big) == TYPE_SHORT && value <= 8;
		return fits ? (int)value : 0;
	}
	return 0;
}

int webp_orientation(struct text bytes)
{
	size_t at = RIFF_HEAD;

	if (!text_starts(bytes, TEXT("RIFF")))
		return 0;
	while (at < bytes.size && bytes.size - at > CHUNK_HEAD) {
		size_t size = number_at(bytes, at + 4, 4, false);
		struct text name = text_part(bytes, at, 4);
		struct text inside = text_part(bytes, at + CHUNK_HEAD, size);
		if (text_is_chars(name, "EXIF")) {
			/* some programs leave there what a JPEG has before it */
			if (text_starts(inside, (struct text){ "Exif\0\0", 6 }))
				inside = text_part(inside, 6, SIZE_MAX);
			return tiff_orientation(inside);
		}
		at += CHUNK_HEAD + size + size % 2;
	}
	return 0;
}
