/* How wide and high a picture is, from its bytes. */
#include "course/pen.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int width = -1, height = -1;

	picture_size(input_of(data, size), &width, &height);
	HOLDS(width >= 0 && width <= 30000 && height >= 0 && height <= 30000);
	HOLDS((width == 0) == (height == 0));
	return 0;
}
