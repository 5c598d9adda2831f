/*
 * The table of commands, their --help, and how options are read.
 */
#include "inside.h"

#include <stdio.h>
#include <string.h>

const struct command *const commands[] = { &demo_command, &init_command, &serve_command,
	&check_command, &fmt_command, &person_command, &import_command, &get_command, &set_command,
	&days_off_command, &verify_command, &verify_badge_command, &sample_badges_command,
	&export_issuer_command, &import_wallet_command, &backup_command, &restore_command,
	&keys_command, &stats_command, &status_command, NULL };

static void list_commands(FILE *to)
{
	fprintf(to, "askel: a place to learn and to show what one can do\n\n");
	for (size_t i = 0; commands[i]; i++)
		fprintf(to, "  askel %-14s %s\n", commands[i]->name, commands[i]->summary);
	fprintf(to,
		"\naskel COMMAND --help tells the rest. Exit codes: 0 done, 1 found a fault, 2 "
		"wrong use.\n");
}

static void show_help(const struct command *c, FILE *to)
{
	fprintf(to, "askel %s %s\n\n%s\n", c->name, c->arguments, c->help);
}

int run_command(int count, char **words)
{
	if (count == 0 || strcmp(words[0], "--help") == 0 || strcmp(words[0], "help") == 0) {
		list_commands(count == 0 ? stderr : stdout);
		return count == 0 ? EXIT_USE : EXIT_DONE;
	}
	for (size_t i = 0; commands[i]; i++) {
		if (strcmp(words[0], commands[i]->name) != 0)
			continue;
		for (int w = 1; w < count; w++) {
			if (strcmp(words[w], "--help") == 0) {
				show_help(commands[i], stdout);
				return EXIT_DONE;
			}
		}
		return commands[i]->run(count - 1, words + 1);
	}
	fprintf(stderr, "askel: there is no command \"%s\"\n\n", words[0]);
	list_commands(stderr);
	return EXIT_USE;
}

int wrong_use(const struct command *command, const char *format, ...)
{
	va_list arguments;
	fprintf(stderr, "askel %s: ", command->name);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, "\n\n");
	show_help(command, stderr);
	return EXIT_USE;
}

/* The value of "--name=VALUE", or NULL. */
static const char *value_after(const char *word, const char *name)
{
	size_t size = strlen(name);
	return strncmp(word, name, size) == 0 && word[size] == '=' ? word + size + 1 : NULL;
}

bool read_options(const struct command *command, int count, char **words,
	const struct option *options, const char **plain, int most, int *plain_count)
{
	*plain_count = 0;
	for (int w = 0; w < count; w++) {
		if (strncmp(words[w], "--", 2) != 0) {
			if (*plain_count == most) {
				wrong_use(command, "\"%s\" is one word too many", words[w]);
				return false;
			}
			plain[(*plain_count)++] = words[w];
			continue;
		}
		const struct option *o = options;
		while (o->name && strcmp(words[w] + 2, o->name) != 0 &&
			!value_after(words[w] + 2, o->name))
			o++;
		if (!o->name || (o->flag && value_after(words[w] + 2, o->name))) {
			wrong_use(command, "there is no option \"%s\"", words[w]);
			return false;
		}
		if (o->flag) {
			*o->flag = true;
			continue;
		}
		*o->value = value_after(words[w] + 2, o->name);
		if (!*o->value && w + 1 < count)
			*o->value = words[++w];
		if (!*o->value) {
			wrong_use(command, "--%s needs a value", o->name);
			return false;
		}
	}
	return true;
}
