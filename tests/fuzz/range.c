/* A Range header over a file: which bytes of it are sent. First line: the size of the file. */
#include "fuzz.h"
#include "http/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text header = input_of(data, size), digits = first_line(&header);
	int64_t number;
	uint64_t whole = text_number(digits, &number) ? (uint64_t)number : digits.size;
	uint64_t from = 7, count = 7;

	switch (range_read(header, whole, &from, &count)) {
	case RANGE_PART:
		HOLDS(count > 0 && from < whole && count <= whole - from);
		HOLDS(text_starts(header, TEXT("bytes=")) && !memchr(header.at, ',', header.size));
		break;
	case RANGE_OUTSIDE:
		HOLDS(text_starts(header, TEXT("bytes=")));
		break;
	case RANGE_NONE:
		/* a whole file of any size can be asked for by its first byte on */
		HOLDS(!text_is(header, TEXT("bytes=0-")));
		break;
	default:
		HOLDS(!"an answer that is none");
	}
	return 0;
}
