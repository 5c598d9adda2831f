/*
 * The server is killed while a file comes in: at the next start nothing of it is left, what was acknowledged
 * before is there to the last byte, and the chain says so.
 */
#include "house.h"

#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>

#define BOUND "----cutoff"

/* What whoever sends must know of the house in the other process. */
struct address {
	char folder[64], session[64], csrf[64], form[128];
	int port;
};

static void put(char *to, size_t room, struct text words)
{
	snprintf(to, room, "%.*s", SHOWN(words));
}

static struct address open_door(struct house *h, const char *program)
{
	struct address at = { .port = 0 };
	struct arena *a = arena_open();
	if (!house_open(h, program))
		return at;
	struct visitor v = house_visitor(h, a, house_person(h, "client", ROLE_CLIENT));
	house_press(h, a, &v, "/show", "unit=safe-online");
	put(at.folder, sizeof at.folder, text_of(h->folder));
	put(at.session, sizeof at.session, v.session);
	put(at.csrf, sizeof at.csrf, v.csrf);
	put(at.form, sizeof at.form,
		arena_print(a, "/show/1/part/%.*s/file",
			SHOWN(house_value(
				h, a, "SELECT criterion FROM claim_part ORDER BY place LIMIT 1"))));
	at.port = h->port;
	return at;
}

/* Before any thread is started here. */
static pid_t serve(struct address *at, const char *program)
{
	int pipes[2];
	if (pipe(pipes) < 0)
		abort();
	pid_t child = fork();
	if (child == 0) {
		struct house h = { .arena = NULL };
		struct address mine = open_door(&h, program);
		if (write(pipes[1], &mine, sizeof mine) != sizeof mine)
			_exit(1);
		for (;;)
			pause();
	}
	if (read(pipes[0], at, sizeof *at) != sizeof *at)
		at->port = 0;
	close(pipes[0]);
	close(pipes[1]);
	return child;
}

static struct text form_with(struct arena *a, const struct address *at, struct text bytes)
{
	struct buffer body = buffer_in(a), all = buffer_in(a);
	buffer_print(&body,
		"--" BOUND "\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n"
		"--" BOUND
		"\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
		"\r\n",
		at->csrf);
	buffer_add(&body, bytes);
	buffer_add_chars(&body, "\r\n--" BOUND "--\r\n");
	buffer_print(&all,
		"POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: askel-%d=%s\r\n"
		"Sec-Fetch-Site: same-origin\r\n"
		"Content-Type: multipart/form-data; boundary=" BOUND
		"\r\nContent-Length: %zu\r\n\r\n",
		at->form, at->port, at->port, at->session, body.size);
	buffer_add(&all, buffer_text(&body));
	return buffer_text(&all);
}

static void count_files(const char *folder, size_t *named, size_t *hidden)
{
	char path[128];
	snprintf(path, sizeof path, "%s/files", folder);
	DIR *list = opendir(path);
	*named = *hidden = 0;
	for (const struct dirent *one; list && (one = readdir(list));)
		if (strlen(one->d_name) >= PLACE_CHARS)
			++*(one->d_name[0] == '.' ? hidden : named);
	if (list)
		closedir(list);
}

static bool is_known(void *context, struct text place)
{
	struct db *db = reader_borrow(context);
	enum outcome o = knows_place(db, place);
	reader_return(context, db);
	return o == DONE;
}

static enum outcome look(void *context, struct text place, const unsigned char digest[DIGEST_SIZE])
{
	return vault_check(context, place, digest);
}

static void tell_line(void *context, const char *line)
{
	int *lines = context;
	++*lines;
	printf("# %s\n", line);
}

/* As the server starts. */
static void test_next_start(struct arena *a, const char *folder)
{
	struct seal *seal;
	struct store *store;
	struct vault *vault;
	size_t named, hidden;
	int lines = 0;
	if (seal_open(arena_print(a, "%s/keys", folder).at, false, &seal) != DONE)
		abort();
	struct store_settings settings = { .path = arena_print(a, "%s/askel.db", folder).at,
		.seal = seal };
	struct vault_settings files = { .folder = arena_print(a, "%s/files", folder).at,
		.seal = seal };
	CHECK(store_open(&settings, &store) == DONE && vault_open(&files, &vault) == DONE &&
			vault_settle(vault, is_known, store) == DONE,
		"it starts again");
	count_files(folder, &named, &hidden);
	CHECK(named == 1 && hidden == 0, "of the half file nothing is left (%zu, %zu)", named,
		hidden);
	struct db *db = reader_borrow(store);
	CHECK(verify_files(db, look, vault, tell_line, &lines) == DONE && lines == 0,
		"the other is what it was");
	reader_return(store, db);
	vault_close(vault);
	store_close(store);
	seal_close(seal);
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	struct address at;
	struct buffer bytes = buffer_in(a);
	size_t named = 0, hidden = 0;
	pid_t child = serve(&at, words[0]);

	(void)count;
	if (!CHECK(at.port > 0, "a house opens"))
		return test_end();
	for (int i = 0; i < 60000; i++)
		buffer_add_chars(&bytes, "siivosin ");
	struct text form = form_with(a, &at, buffer_text(&bytes));
	int fd = probe_connect(at.port);
	probe_write(fd, form);
	CHECK(probe_read(a, fd, false, 30, 10000).status == 303, "a file is taken");
	close(fd);
	fd = probe_connect(at.port);
	probe_write(fd, text_part(form, 0, form.size / 2));
	for (int i = 0; i < 500 && hidden == 0; i++) {
		usleep(10000);
		count_files(at.folder, &named, &hidden);
	}
	CHECK(named == 1 && hidden == 1, "half of another is on the disk");
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	close(fd);
	test_next_start(a, at.folder);
	nftw(at.folder, house_remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return test_end();
}
