/*
 * askel: the table of commands does the rest.
 */
#include "commands/commands.h"

int main(int count, char **words)
{
	return run_command(count - 1, words + 1);
}
