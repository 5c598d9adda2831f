/*
 * log: one line on stderr, in one write so that threads don't mix, with the level the journal reads
 * (sd-daemon(3)). Control characters become '?', so no name from outside can forge a line. Callers
 * promise to pass no personal data. errno is left as it was.
 */
#include "base/base.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define LINE_MOST 1024

static void PRINTF_LIKE(2, 0) log_line(char level, const char *format, va_list arguments)
{
	char line[LINE_MOST] = { '<', level, '>' };
	size_t room = sizeof line - 3, size; /* the NUL becomes the line end */
	int was = errno, printed = vsnprintf(line + 3, room, format, arguments);

	size = printed < 0 ? 0 : (size_t)printed < room ? (size_t)printed : room - 1;
	for (size_t i = 3; i < size + 3; i++)
		if ((unsigned char)line[i] < ' ' || line[i] == 0x7F)
			line[i] = '?';
	line[size + 3] = '\n';
	/* Where stderr is gone nobody is left to tell. */
	if (write(STDERR_FILENO, line, size + 4) < 0)
		errno = was;
}

void log_note(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	log_line('6', format, arguments);
	va_end(arguments);
}

void log_fault(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	log_line('3', format, arguments);
	va_end(arguments);
}
