/* The Plural-Forms of a catalogue. */
#include "fuzz.h"
#include "view/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t numbers[] = { 0, 1, 2, 3, 4, 5, 11, 12, 21, 100, 101, 1000000, -1,
		INT64_MAX, INT64_MIN };
	struct plural plural;

	if (!read_plural(input_of(data, size), &plural))
		return 0;
	HOLDS(plural.forms >= 1 && plural.forms <= PLURAL_FORMS_MOST);
	HOLDS(plural.count <= PLURAL_NODES_MOST && plural.root < plural.count);
	/* a node's parts stand before it, so working it out ends */
	for (size_t i = 0; i < plural.count; i++) {
		const struct plural_node *node = &plural.nodes[i];
		HOLDS((node->a < i || !node->a) && (node->b < i || !node->b) &&
			(node->c < i || !node->c));
	}
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		HOLDS(plural_form(&plural, numbers[i]) < plural.forms);
	return 0;
}
