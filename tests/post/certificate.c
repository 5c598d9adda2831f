/* What an address shows: openssl's own server with certificates made here, good ones and bad ones. */
#include "post/post.h"
#include "test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define DAY INT64_C(86400)

/* In the folder of the test; false where the shell's command fails. */
static bool run(const char *folder, const char *command)
{
	char line[2000];
	snprintf(line, sizeof line, "cd '%s' && { %s; } >/dev/null 2>&1", folder, command);
	return system(line) == 0;
}

/* NAME.pem for a host and some days, by the authority ca.pem. */
static bool make_certificate(const char *folder, const char *name, const char *host, int days)
{
	char command[1000];
	snprintf(command, sizeof command,
		"openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "
		"%s.key "
		"-out %s.csr -subj /CN=%s && printf 'subjectAltName=DNS:%s' >%s.ext && "
		"openssl x509 -req -in %s.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days %d "
		"-extfile %s.ext -out %s.pem && cat ca.pem >>%s.pem",
		name, name, host, host, name, name, days, name, name, name);
	return run(folder, command);
}

/* A port that nobody has in this moment. */
static int free_port(void)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof at;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool bound = bind(fd, (struct sockaddr *)&at, size) == 0 &&
		getsockname(fd, (struct sockaddr *)&at, &size) == 0;
	close(fd);
	return bound ? ntohs(at.sin_port) : 0;
}

/* openssl's server at the port, once it listens. */
static pid_t serve(const char *folder, const char *name, int port)
{
	pid_t pid = fork();
	if (pid == 0) {
		char certificate[300], key[300], accept[20];
		snprintf(certificate, sizeof certificate, "%s/%s.pem", folder, name);
		snprintf(key, sizeof key, "%s/%s.key", folder, name);
		snprintf(accept, sizeof accept, "%d", port);
		if (!freopen("/dev/null", "r", stdin) || !freopen("/dev/null", "w", stdout))
			_exit(127);
		execlp("openssl", "openssl", "s_server", "-quiet", "-accept", accept, "-cert",
			certificate, "-cert_chain", certificate, "-key", key, (char *)NULL);
		_exit(127);
	}
	return pid;
}

static const struct row {
	const char *says, *name;
	bool trusted;
	int days; /* until it ends */
} rows[] = {
	{ "a good one", "good", true, 40 },
	{ "one for another host", "other", false, 40 },
	{ "one that is over", "old", false, -1 },
	{ "one by nobody", "nobody", false, 40 },
};

/* The look at a server that has just been started: asked again until it listens. */
static enum outcome look(
	const char *address, const char *authorities, struct certificate *certificate)
{
	enum outcome o = BUSY;
	for (int i = 0; i < 100 && o != DONE; i++) {
		usleep(50000);
		o = post_look_at_certificate(address, authorities, 5, certificate);
	}
	return o;
}

static void check_row(const struct row *row, const char *folder, int port)
{
	char address[60], authorities[300];
	struct certificate c;
	snprintf(address, sizeof address, "https://localhost:%d", port);
	snprintf(authorities, sizeof authorities, "%s/ca.pem", folder);
	pid_t server = serve(folder, row->name, port);
	enum outcome o = look(address, authorities, &c);
	int64_t left = c.last - clock_now(), most = row->days * DAY;
	CHECK(o == DONE && c.trusted == row->trusted && left <= most && left > most - DAY &&
			c.first <= clock_now() && c.first > clock_now() - 3 * DAY,
		"%s: %s, and its days are read (%lld s left)", row->says,
		c.trusted ? "trusted" : "not trusted", (long long)left);
	if (row->trusted)
		CHECK(post_look_at_certificate(address, NULL, 5, &c) == DONE && !c.trusted &&
				c.last > 0,
			"and not trusted where its signer isn't");
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
}

#define SIGNS_ITSELF \
	"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 40"

int main(void)
{
	char folder[] = "/tmp/askel-certificate-XXXXXX";
	struct certificate c;

	if (!mkdtemp(folder))
		return 2;
	bool made = run(folder, SIGNS_ITSELF " -keyout ca.key -out ca.pem -subj /CN=TestCA") &&
		run(folder,
			SIGNS_ITSELF " -keyout nobody.key -out nobody.pem -subj /CN=localhost "
				     "-addext subjectAltName=DNS:localhost") &&
		make_certificate(folder, "good", "localhost", 40) &&
		make_certificate(folder, "other", "other.example", 40) &&
		/* openssl takes no end before the beginning: a clock two days behind, for a day */
		run(folder, "printf 'subjectAltName=DNS:localhost' >old.ext") &&
		run(folder,
			"openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
			"-keyout "
			"old.key -out old.csr -subj /CN=localhost && faketime -f -2d openssl x509 "
			"-req "
			"-in old.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -extfile "
			"old.ext "
			"-out old.pem");
	if (CHECK(made, "certificates are made"))
		for (size_t i = 0; i < COUNT_OF(rows); i++)
			check_row(&rows[i], folder, free_port());
	CHECK(post_look_at_certificate("https://localhost:1", NULL, 5, &c) == BUSY && !c.last,
		"where nobody answers nothing is seen");
	CHECK(post_look_at_certificate("http://localhost:1", NULL, 5, &c) == BUSY,
		"an address without TLS has none");
	run(folder, "rm -rf -- \"$PWD\"");
	return test_end();
}
