/*
 * server: an installation in a folder of its own, `askel serve` over it as a process of its own,
 * and what /proc and /metrics tell of it. Its log is read by a thread, so that it never waits for
 * us to write a line.
 */
#include "soak.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* Starts a program with its stdout (and stderr, unless `log` is NULL) in pipes of ours. */
static pid_t start_program(const char *const *words, int *out, int *log)
{
	int out_pipe[2], log_pipe[2] = { -1, -1 };

	if (pipe2(out_pipe, O_CLOEXEC) < 0 || (log && pipe2(log_pipe, O_CLOEXEC) < 0))
		return -1;
	pid_t child = fork();
	if (child == 0) {
		dup2(out_pipe[1], STDOUT_FILENO);
		if (log)
			dup2(log_pipe[1], STDERR_FILENO);
		execv(words[0], (char *const *)words);
		_exit(127);
	}
	close(out_pipe[1]);
	*out = out_pipe[0];
	if (log) {
		close(log_pipe[1]);
		*log = log_pipe[0];
	}
	return child;
}

/* Runs a program to its end; what it printed, cut to `size`. */
static bool run_program(const char *const *words, char *said, size_t size)
{
	int out, status;
	size_t got = 0;
	ssize_t part;
	char rest[512];
	pid_t child = start_program(words, &out, NULL);

	if (child < 0)
		return false;
	while ((part = read(out, got + 1 < size ? said + got : rest,
			got + 1 < size ? size - 1 - got : sizeof rest)) > 0)
		got += got + 1 < size ? (size_t)part : 0;
	said[got] = '\0';
	close(out);
	return waitpid(child, &status, 0) == child && status == 0;
}

bool server_install(struct served *s, const char *askel)
{
	char said[512], place[96];

	strcpy(s->folder, "/tmp/askel-soak-XXXXXX");
	if (!mkdtemp(s->folder))
		return false;
	snprintf(place, sizeof place, "%s/askel", s->folder);
	const char *const words[] = { askel, "init", place, "--origin", "http://127.0.0.1:0",
		"--badge-origin", "http://127.0.0.1:0", "--listen", "127.0.0.1:0", "--public-name",
		"Oppimispaikka", "--issuer-name", "Oppimispaikka", "--help-phone", "010 000 0000",
		"--help-hours", "9-15", NULL };
	return run_program(words, said, sizeof said);
}

bool server_card(const struct served *s, const char *askel, char card[128])
{
	char said[512], place[96];

	snprintf(place, sizeof place, "%s/askel", s->folder);
	const char *const words[] = { askel, "person", place, "add", "--role", "client", NULL };
	if (!run_program(words, said, sizeof said))
		return false;
	struct text rest = text_of(said), line = text_line(&rest);
	size_t at = text_find(line, TEXT("/in/"));
	snprintf(card, 128, "%.*s", SHOWN(text_part(line, at, SIZE_MAX)));
	return at < line.size;
}

/* Counts lines and faults; keeps the first fault for telling. */
static void *read_log(void *given)
{
	struct served *s = given;
	FILE *log = fdopen(s->log, "r");
	char line[1200];

	while (log && fgets(line, sizeof line, log)) {
		atomic_fetch_add(&s->lines, 1);
		if (strncmp(line, "<6>", 3) == 0)
			continue;
		if (atomic_fetch_add(&s->faults, 1) == 0)
			snprintf(s->first_fault, sizeof s->first_fault, "%.*s",
				(int)strcspn(line, "\n"), line);
	}
	if (log)
		fclose(log);
	return NULL;
}

bool server_start(struct served *s, const char *askel)
{
	char place[96], said[512] = "";
	int out;
	size_t got = 0;
	ssize_t part;
	pthread_t reader;

	snprintf(place, sizeof place, "%s/askel", s->folder);
	const char *const words[] = { askel, "serve", place, NULL };
	s->process = start_program(words, &out, &s->log);
	if (s->process < 0 || pthread_create(&reader, NULL, read_log, s) != 0)
		return false;
	pthread_detach(reader);
	while (got + 1 < sizeof said && !strstr(said, ")") &&
		(part = read(out, said + got, sizeof said - 1 - got)) > 0)
		got += (size_t)part;
	const char *port = strstr(said, "(port ");
	s->port = port ? atoi(port + 6) : 0;
	return s->port > 0;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *place)
{
	(void)st;
	(void)kind;
	(void)place;
	return remove(path);
}

int server_stop(struct served *s)
{
	int status = -1;

	if (s->process > 0) {
		kill(s->process, SIGTERM);
		waitpid(s->process, &status, 0);
	}
	nftw(s->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* ---- what it holds -------------------------------------------------------------------------- */

static int entries_in(const char *folder)
{
	DIR *list = opendir(folder);
	int count = 0;

	if (!list)
		return 0;
	for (const struct dirent *one; (one = readdir(list));)
		count += one->d_name[0] != '.';
	closedir(list);
	return count;
}

struct server_state server_look(const struct served *s)
{
	struct server_state state = { 0 };
	char path[64];
	unsigned long long size, resident;

	snprintf(path, sizeof path, "/proc/%d/statm", (int)s->process);
	FILE *file = fopen(path, "re");
	if (file && fscanf(file, "%llu %llu", &size, &resident) == 2)
		state.resident = resident * (uint64_t)sysconf(_SC_PAGESIZE);
	if (file)
		fclose(file);
	snprintf(path, sizeof path, "/proc/%d/fd", (int)s->process);
	state.descriptors = entries_in(path);
	snprintf(path, sizeof path, "/proc/%d/task", (int)s->process);
	state.threads = entries_in(path);
	return state;
}

struct text server_ask(const struct served *s, struct arena *a, struct text request)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)s->port) };
	struct timeval patience = { .tv_sec = 30 };
	struct buffer b = buffer_in(a);
	char block[16384];
	ssize_t got;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0 &&
		send(fd, request.at, request.size, MSG_NOSIGNAL) == (ssize_t)request.size)
		while ((got = recv(fd, block, sizeof block, 0)) > 0)
			buffer_add(&b, (struct text){ block, (size_t)got });
	close(fd);
	return buffer_text(&b);
}

double metric_of(struct text metrics, const char *name)
{
	size_t length = strlen(name);

	for (struct text rest = metrics; rest.at;) {
		struct text line = text_line(&rest);
		if (text_starts(line, text_of(name)) && line.size > length &&
			line.at[length] == ' ')
			return atof(line.at + length);
	}
	return -1;
}
