/* Official curricula as bytes from anywhere: sound words, within the bounds. */
#include "badge/badge.h"
#include "fuzz.h"

static void check_module(const struct curriculum_module *module)
{
	HOLDS(module->objective_count > 0 && module->objective_count <= CURRICULUM_OBJECTIVES_MOST);
	HOLDS(module->half_points >= 0 && module->half_points <= 2 * CURRICULUM_POINTS_MOST);
	for (size_t i = 0; i < module->objective_count; i++) {
		HOLDS(module->objectives[i].number.size > 0);
		for (size_t l = 0; l < CURRICULUM_LANGUAGES; l++)
			HOLDS(is_sound(module->objectives[i].words[l]));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct curriculum *list;
	size_t count;
	bool read = curriculum_read(a, input_of(data, size), &list, &count);

	HOLDS(read == (count > 0) && count <= CURRICULA_MOST);
	for (size_t i = 0; i < count; i++) {
		HOLDS(is_sound(list[i].code) && list[i].code.size > 0);
		for (size_t k = 0; k < list[i].module_count; k++)
			check_module(&list[i].modules[k]);
	}
	return 0;
}
