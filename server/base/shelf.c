/*
 * shelf: finds a file embedded in the binary. The table (shelf_files) is made by shelf.sh, sorted
 * bytewise by name, so finding is a binary search; whoever has a table of their own keeps that
 * order.
 */
#include "base/base.h"

const struct shelf_file *shelf_find(const struct shelf_file *files, size_t count, struct text name)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = text_compare(name, text_of(files[middle].name));
		if (order == 0)
			return &files[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}
