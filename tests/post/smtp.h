/*
 * smtp: a mail server that answers as it is told to: for how a letter fares when it goes wrong, which no
 * well-behaved server can be asked for. (With TLS and a real one: tests/web/mail.test.mjs.)
 */
#ifndef ASKEL_TESTS_POST_SMTP_H
#define ASKEL_TESTS_POST_SMTP_H

#include "base/base.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define SMTP_LETTERS_MOST 64

/* What it says; NULL: as a server does to whom all is fine. An empty text: nothing, and it hangs up. */
struct smtp_manners {
	const char *greeting, *ehlo, *mail, *rcpt, *data, *body;
	bool silent; /* says nothing at all, and doesn't hang up */
};

struct smtp {
	int port, listener;
	pthread_t thread;
	pthread_mutex_t lock;
	struct smtp_manners manners;
	char said[4096];                       /* our commands, a line each */
	char letters[SMTP_LETTERS_MOST][8192]; /* as they came, without the last dot */
	size_t count;                          /* of letters it took, whatever it said to them */
};

static bool smtp_put(int fd, const char *line, const char *usual)
{
	const char *words = line ? line : usual;
	char out[512];
	int size = snprintf(out, sizeof out, "%s\r\n", words);
	return *words && send(fd, out, (size_t)size, MSG_NOSIGNAL) == size;
}

/* A line without its end; false where the other side hung up. */
static bool smtp_line(int fd, char *line, size_t room)
{
	size_t size = 0;
	while (size + 1 < room && recv(fd, line + size, 1, 0) == 1) {
		if (line[size] == '\n') {
			line[size > 0 && line[size - 1] == '\r' ? size - 1 : size] = '\0';
			return true;
		}
		size++;
	}
	return false;
}

static bool smtp_take_body(struct smtp *s, int fd, const struct smtp_manners *m)
{
	char line[2048], letter[8192] = "";
	size_t size = 0;
	while (smtp_line(fd, line, sizeof line)) {
		if (strcmp(line, ".") == 0) {
			pthread_mutex_lock(&s->lock);
			if (s->count < SMTP_LETTERS_MOST)
				memcpy(s->letters[s->count++], letter, sizeof letter);
			pthread_mutex_unlock(&s->lock);
			return smtp_put(fd, m->body, "250 2.0.0 taken");
		}
		size += (size_t)snprintf(letter + size, sizeof letter - size, "%s\n", line);
		if (size >= sizeof letter)
			return false;
	}
	return false;
}

static bool smtp_answer(struct smtp *s, int fd, const struct smtp_manners *m, const char *line)
{
	if (strncasecmp(line, "EHLO", 4) == 0)
		return smtp_put(
			fd, m->ehlo, "250-test\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 99999");
	if (strncasecmp(line, "MAIL", 4) == 0)
		return smtp_put(fd, m->mail, "250 2.1.0 fine");
	if (strncasecmp(line, "RCPT", 4) == 0)
		return smtp_put(fd, m->rcpt, "250 2.1.5 fine");
	if (strncasecmp(line, "DATA", 4) == 0) {
		bool asked = !m->data || strncmp(m->data, "354", 3) == 0;
		return smtp_put(fd, m->data, "354 go on") && (!asked || smtp_take_body(s, fd, m));
	}
	if (strncasecmp(line, "QUIT", 4) == 0) {
		smtp_put(fd, NULL, "221 bye");
		return false;
	}
	return smtp_put(fd, NULL, "250 fine");
}

static void smtp_talk(struct smtp *s, int fd)
{
	char line[2048];
	pthread_mutex_lock(&s->lock);
	struct smtp_manners m = s->manners;
	pthread_mutex_unlock(&s->lock);
	if (!m.silent && !smtp_put(fd, m.greeting, "220 test ESMTP"))
		return;
	while (smtp_line(fd, line, sizeof line)) {
		pthread_mutex_lock(&s->lock);
		m = s->manners;
		size_t used = strlen(s->said);
		snprintf(s->said + used, sizeof s->said - used, "%s\n", line);
		pthread_mutex_unlock(&s->lock);
		if (!m.silent && !smtp_answer(s, fd, &m, line))
			return;
	}
}

/* One connection after another, as our own sender makes them. */
static void *smtp_serve(void *context)
{
	struct smtp *s = context;
	for (int fd; (fd = accept(s->listener, NULL, NULL)) >= 0; close(fd))
		smtp_talk(s, fd);
	return NULL;
}

static bool smtp_open(struct smtp *s)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	socklen_t size = sizeof at;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	pthread_mutex_init(&s->lock, NULL);
	s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (s->listener < 0 || bind(s->listener, (struct sockaddr *)&at, sizeof at) != 0 ||
		listen(s->listener, 8) != 0 ||
		getsockname(s->listener, (struct sockaddr *)&at, &size) != 0)
		return false;
	s->port = ntohs(at.sin_port);
	return pthread_create(&s->thread, NULL, smtp_serve, s) == 0;
}

static void smtp_close(struct smtp *s)
{
	shutdown(s->listener, SHUT_RDWR);
	close(s->listener);
	pthread_join(s->thread, NULL);
	pthread_mutex_destroy(&s->lock);
}

/* From the next connection or command on; forgets what was said. */
static void smtp_behave(struct smtp *s, struct smtp_manners manners)
{
	pthread_mutex_lock(&s->lock);
	s->manners = manners;
	s->said[0] = '\0';
	pthread_mutex_unlock(&s->lock);
}

static size_t smtp_count(struct smtp *s)
{
	pthread_mutex_lock(&s->lock);
	size_t count = s->count;
	pthread_mutex_unlock(&s->lock);
	return count;
}

#endif
