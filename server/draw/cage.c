/*
 * cage: what the drawing program gives up before it reads a byte. Limits first, for they bound also what
 * the filter allows; then the filter (seccomp), by which the kernel ends the process at any system call
 * that isn't in the list. Memory can be taken but not made executable.
 */
#include "inside.h"

#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#define MEGABYTE ((rlim_t)1 << 20)

static const struct {
	int what;
	rlim_t most;
	bool always; /* a sanitizer's shadow is terabytes large */
} limits[] = {
	{ RLIMIT_CPU, 15, true },
	{ RLIMIT_DATA, 320 * MEGABYTE, false },
	{ RLIMIT_AS, 1024 * MEGABYTE, false },
	{ RLIMIT_STACK, 8 * MEGABYTE, false },
	{ RLIMIT_FSIZE, 0, true },
	{ RLIMIT_NOFILE, 0, true },
	{ RLIMIT_NPROC, 0, true },
	{ RLIMIT_CORE, 0, true },
	{ RLIMIT_MEMLOCK, 0, true },
	{ RLIMIT_MSGQUEUE, 0, true },
};

static bool set_limits(void)
{
	for (size_t i = 0; i < COUNT_OF(limits); i++) {
		struct rlimit limit = { limits[i].most, limits[i].most };
		if ((limits[i].always || !SANITIZED) && setrlimit(limits[i].what, &limit) < 0)
			return false;
	}
	return true;
}

/* sysinfo: glibc's qsort asks it how much memory there is. */
static const int allowed[] = { SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(brk), SCMP_SYS(munmap),
	SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(sysinfo), SCMP_SYS(exit_group),
	SCMP_SYS(rt_sigreturn) };

/* What a sanitizer needs to say what it found. */
static const int allowed_sanitized[] = { SCMP_SYS(mprotect), SCMP_SYS(getpid), SCMP_SYS(gettid),
	SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(futex),
	SCMP_SYS(sched_yield), SCMP_SYS(close), SCMP_SYS(getrlimit), SCMP_SYS(prlimit64) };

static bool allow(scmp_filter_ctx filter, const int *calls, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) < 0)
			return false;
	return true;
}

static bool fill_filter(scmp_filter_ctx filter)
{
	return allow(filter, allowed, COUNT_OF(allowed)) &&
		(!SANITIZED || allow(filter, allowed_sanitized, COUNT_OF(allowed_sanitized))) &&
		/* memory, which is nobody's file and nobody's code */
		seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2,
			SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
			SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) == 0 &&
		seccomp_load(filter) == 0;
}

bool cage_enter(void)
{
	if (close_range(STDERR_FILENO + 1, ~0u, 0) < 0 ||
		prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0 ||
		prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0 || !set_limits())
		return false;
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool filled = filter && fill_filter(filter);
	seccomp_release(filter);
	return filled;
}
