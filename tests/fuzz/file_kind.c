/* What a file is, by its bytes: any bytes have an answer, the same for the same beginning. */
#include "fuzz.h"
#include "vault/vault.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text bytes = input_of(data, size);
	enum file_kind kind, again;
	enum file_problem problem = file_kind_of(bytes, &kind);

	HOLDS(problem == FILE_FITS || problem == FILE_HEIC || problem == FILE_VIDEO ||
		problem == FILE_SHEET || problem == FILE_UNKNOWN ||
		(problem == FILE_EMPTY && size == 0));
	HOLDS((int)kind >= 0 && kind < FILE_KIND_COUNT);
	/* nothing that a browser would run is taken for a picture or a document */
	HOLDS(problem != FILE_FITS || kind == FILE_TEXT || text_find_char(bytes, '<') > 0);
	HOLDS(file_kind_of(text_part(bytes, 0, KIND_BYTES), &again) == problem && again == kind);
	return 0;
}
