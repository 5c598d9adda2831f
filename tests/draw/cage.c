/* The cage of the drawing program: what is let be, and what ends the process at once. */
#include "draw/inside.h"
#include "test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void do_nothing(void)
{
}

static void take_memory(void)
{
	char *at = malloc(32 << 20);
	if (!at)
		_exit(9);
	for (size_t i = 0; i < 32 << 20; i += 4096)
		at[i] = 1;
	free(at);
}

static void open_file(void)
{
	open("/etc/passwd", O_RDONLY);
}

static void open_by_number(void)
{
	syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", NULL, 0);
}

static void make_socket(void)
{
	socket(AF_INET, SOCK_STREAM, 0);
}

static void fork_once(void)
{
	if (fork() == 0)
		_exit(0);
}

static void make_thread(void)
{
	syscall(SYS_clone3, NULL, 0);
}

static void become_another(void)
{
	char *const words[] = { "/bin/true", NULL };
	execve(words[0], words, words + 1);
}

static void kill_parent(void)
{
	kill(getppid(), 0);
}

static void trace(void)
{
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
}

static void make_code(void)
{
	mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void turn_into_code(void)
{
	void *at = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	mprotect(at, 4096, PROT_READ | PROT_EXEC);
}

static void map_file(void)
{
	mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
}

static void read_outside(void)
{
	syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0);
}

static void use_ring(void)
{
	syscall(SYS_io_uring_setup, 1, NULL);
}

static void lift_limits(void)
{
	struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	setrlimit(RLIMIT_CPU, &all);
}

static void remove_file(void)
{
	unlink("/tmp/askel-no-such-file");
}

static void copy_descriptor(void)
{
	if (dup(1) < 0)
		_exit(9);
}

static void take_too_much(void)
{
	for (int i = 0; i < 4096; i++) {
		char *at = malloc(1 << 20);
		if (!at)
			_exit(7);
		for (size_t p = 0; p < 1 << 20; p += 4096)
			at[p] = 1;
	}
}

static const struct {
	const char *says;
	void (*act)(void);
	int ends; /* 0: lives on; a signal; or, under 0, an exit code */
} rows[] = {
	{ "sitting still is let be", do_nothing, 0 },
	{ "so is taking some memory", take_memory, 0 },
	{ "more of it than there is room for isn't given", take_too_much, -7 },
	{ "opening a file ends it", open_file, SIGSYS },
	{ "also by a newer call", open_by_number, SIGSYS },
	{ "a socket ends it", make_socket, SIGSYS },
	{ "a fork ends it", fork_once, SIGSYS },
	{ "a thread ends it", make_thread, SIGSYS },
	{ "another program ends it", become_another, SIGSYS },
	{ "a signal to another process ends it", kill_parent, SIGSYS },
	{ "tracing ends it", trace, SIGSYS },
	{ "memory that is code ends it", make_code, SIGSYS },
	{ "memory that becomes code ends it", turn_into_code, SIGSYS },
	{ "mapping what is open ends it", map_file, SIGSYS },
	{ "reading another's memory ends it", read_outside, SIGSYS },
	{ "io_uring ends it", use_ring, SIGSYS },
	{ "lifting its limits ends it", lift_limits, SIGSYS },
	{ "removing a file ends it", remove_file, SIGSYS },
	{ "a copy of a descriptor ends it", copy_descriptor, SIGSYS },
};

static int ending_of(void (*act)(void))
{
	pid_t child = fork();
	int status = 0;

	if (child == 0) {
		if (!cage_enter())
			_exit(8);
		act();
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

static void test_acts(void)
{
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int ends = ending_of(rows[i].act);
		CHECK(ends == rows[i].ends, "%s (%d)", rows[i].says, ends);
	}
}

/* The program itself, before it has seen a byte. */
static void test_program(void)
{
	const char *askel = getenv("ASKEL");
	char path[4096], line[256];
	int to[2], from[2], secret = open("/etc/passwd", O_RDONLY), caged = 0, status;

	snprintf(path, sizeof path, "%s-draw", askel ? askel : "build/askel");
	if (pipe(to) < 0 || pipe(from) < 0)
		exit(1);
	pid_t child = fork();
	if (child == 0) {
		dup2(to[0], 0);
		dup2(from[1], 1);
		execl(path, path, "pdf", (char *)NULL);
		_exit(9);
	}
	for (int tries = 0; tries < 200 && caged < 2; tries++) {
		usleep(10000);
		caged = 0;
		snprintf(path, sizeof path, "/proc/%d/status", (int)child);
		FILE *about = fopen(path, "r");
		while (about && fgets(line, sizeof line, about))
			caged += strcmp(line, "NoNewPrivs:\t1\n") == 0 ||
				strcmp(line, "Seccomp:\t2\n") == 0;
		if (about)
			fclose(about);
	}
	CHECK(caged == 2, "the program is in its cage before it has read a byte");
	snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)child, secret);
	CHECK(access(path, F_OK) < 0, "and has nothing open that it wasn't given");
	close(to[0]);
	close(to[1]);
	close(from[1]);
	waitpid(child, &status, 0);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 1, "of nothing it draws nothing");
	close(from[0]);
	close(secret);
}

int main(void)
{
	test_acts();
	test_program();
	return test_end();
}
