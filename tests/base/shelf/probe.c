/* Linked with what shelf.sh prints: says what is on the shelf, then tries to write on its files or
 * (with an argument) on its table. */
#include "base/base.h"

#include <stdio.h>

int main(int count, char **arguments)
{
	for (size_t i = 0; i < shelf_count; i++)
		printf("%s %zu %d\n", shelf_files[i].name, shelf_files[i].bytes.size,
			shelf_files[i].bytes.at[shelf_files[i].bytes.size]);
	fflush(stdout);
	if (count > 1 && arguments[1][0] == 't')
		*(const char *volatile *)(uintptr_t)&shelf_files[0].name = "x";
	else
		*(volatile char *)(uintptr_t)shelf_files[0].bytes.at = 'x';
	printf("written\n");
	return 0;
}
