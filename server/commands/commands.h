/*
 * commands: what `askel WORD` does; beside pages/ the only room that knows the others. Each command
 * is a short file that ends in its row. They answer with an exit code: 0 done, 1 found a fault, 2
 * wrong use; what people read goes to standard output, what went wrong to standard error.
 */
#ifndef ASKEL_COMMANDS_H
#define ASKEL_COMMANDS_H

enum exit_code { EXIT_DONE = 0, EXIT_FAULT = 1, EXIT_USE = 2 };

struct command {
	const char *name;
	const char *arguments;               /* "DIR [--coverage]" */
	const char *summary;                 /* one line */
	const char *help;                    /* the rest of --help */
	int (*run)(int count, char **words); /* words after the command's name */
};

/* Ends with a NULL name. */
extern const struct command *const commands[];

/* Finds the command and runs it; `askel --help` and unknown words are handled here. */
int run_command(int count, char **words);

#endif
