/* A PNG of anybody's: what is found in it is part of it, and what is added is found. */
#include "fuzz.h"
#include "pack/pack.h"

#define KEYWORD "openbadgecredential"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text png = input_of(data, size), text = NO_TEXT, with;

	switch (png_text_read(png, KEYWORD, &text)) {
	case PNG_TEXT_READ:
		HOLDS(is_part(text, png));
		HOLDS(!png_text_add(a, png, KEYWORD, TEXT("x"), &with));
		break;
	case PNG_TEXT_NONE:
		HOLDS(png_text_add(a, png, KEYWORD, TEXT("{}"), &with));
		HOLDS(png_text_read(with, KEYWORD, &text) == PNG_TEXT_READ);
		HOLDS(text_is(text, TEXT("{}")));
		break;
	default:
		HOLDS(!png_text_add(a, png, KEYWORD, TEXT("x"), &with));
	}
	return 0;
}
