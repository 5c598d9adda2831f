/*
 * Files as evidence, over sockets: what is taken and what isn't, each with a sentence; what stays of what
 * broke off; who may look at one and who learns of it; that what was sent is frozen; erased, it is noise.
 */
#include "house.h"

#include <dirent.h>

#define BOUND "----files9"

struct show {
	struct house house;
	struct arena *arena;
	int64_t client, other, coach, stranger, claim;
	struct visitor mine, theirs, coachs, strangers;
	const char *criterion, *part, *form;
};

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

/* ---- sending ------------------------------------------------------------------------------------ */

static struct text multipart(
	struct arena *a, struct text csrf, const char *instead, const char *name, struct text bytes)
{
	struct buffer b = buffer_in(a);
	buffer_print(&b,
		"--" BOUND "\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%.*s\r\n"
		"--" BOUND "\r\nContent-Disposition: form-data; name=\"instead\"\r\n\r\n%s\r\n"
		"--" BOUND "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
		"Content-Type: application/octet-stream\r\n\r\n",
		SHOWN(csrf), instead, name);
	buffer_add(&b, bytes);
	buffer_add_chars(&b, "\r\n--" BOUND "--\r\n");
	return buffer_text(&b);
}

static struct text head_of(struct show *s, const struct visitor *v, const char *path, size_t size)
{
	struct buffer b = buffer_in(s->arena);
	buffer_print(&b,
		"POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nSec-Fetch-Site: same-origin\r\n"
		"Content-Type: multipart/form-data; boundary=" BOUND "\r\nContent-Length: %zu\r\n",
		path, workshop_port(s->house.workshop), size);
	house_add_cookies(&b, &s->house, v);
	buffer_add_chars(&b, "\r\n");
	return buffer_text(&b);
}

static struct reply send_to(struct show *s, const struct visitor *v, const char *path,
	const char *instead, const char *name, struct text bytes)
{
	struct text body = multipart(s->arena, v->csrf, instead, name, bytes);
	int fd = probe_connect(workshop_port(s->house.workshop));
	probe_write(fd, head_of(s, v, path, body.size));
	probe_write(fd, body);
	struct reply r = probe_read(s->arena, fd, false, 30, 30000);
	close(fd);
	return r;
}

static struct reply hand_in(struct show *s, const char *name, struct text bytes)
{
	return send_to(s, &s->mine, s->form, "", name, bytes);
}

static size_t count_files(struct show *s)
{
	DIR *list = opendir(arena_print(s->arena, "%s/files", s->house.folder).at);
	size_t count = 0;
	for (const struct dirent *one; list && (one = readdir(list));)
		count += strcmp(one->d_name, ".") != 0 && strcmp(one->d_name, "..") != 0;
	if (list)
		closedir(list);
	return count;
}

static int64_t number(struct show *s, const char *sql)
{
	int64_t n = -1;
	text_number(house_value(&s->house, s->arena, sql), &n);
	return n;
}

static struct text page_bytes(void)
{
	return TEXT(
		"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
		"2 0 obj\n<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>\nendobj\n"
		"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R "
		"/Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n"
		"4 0 obj\n<< /Length 40 >>\nstream\nBT /F1 24 Tf 20 40 Td (Kanarialintu) Tj ET\n"
		"endstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
		"\nendobj\ntrailer << /Root 1 0 R >>\n");
}

/* ---- what is taken ------------------------------------------------------------------------------ */

static void test_taken(struct show *s)
{
	struct house *h = &s->house;
	struct reply r = hand_in(s, "C:\\fakepath\\Kanarialintu <b>.pdf", page_bytes());
	CHECK(r.status == 303 && has(head_value(r.head, "Location"), "#files"),
		"a PDF is taken, and the page of its part is next (%d)", r.status);
	int64_t evidence = number(s, "SELECT max(id) FROM evidence WHERE kind = 'file'");
	r = house_look(h, s->arena, &s->mine, s->part);
	CHECK(r.status == 200 && has(r.body, "Kanarialintu &lt;b&gt;.pdf") && has(r.body, " kB") &&
			has(r.body, "value=\"change-") && has(r.body, "value=\"remove-") &&
			!has(r.body, "fakepath"),
		"there stand its name, its size, Change and Remove");
	struct text thumb = arena_print(
		s->arena, "/show/%lld/file/%lld/0", (long long)s->claim, (long long)evidence);
	CHECK(has(r.body, thumb.at), "and it can be known again at once");
	r = house_get(h, s->arena, &s->mine, thumb);
	CHECK(r.status == 200 && text_is_chars(head_value(r.head, "Content-Type"), "image/jpeg") &&
			text_starts(r.body, TEXT("\xff\xd8\xff")) &&
			has(head_value(r.head, "X-Content-Type-Options"), "nosniff") &&
			has(head_value(r.head, "Cache-Control"), "no-store") &&
			has(head_value(r.head, "Content-Security-Policy"), "sandbox"),
		"by a JPEG of our own making");
	struct text whole = arena_print(s->arena, "/show/%lld/file/%lld/original",
		(long long)s->claim, (long long)evidence);
	r = house_get(h, s->arena, &s->mine, whole);
	CHECK(r.status == 200 && text_is(r.body, page_bytes()) &&
			has(head_value(r.head, "Content-Disposition"), "attachment") &&
			has(head_value(r.head, "Content-Security-Policy"), "sandbox") &&
			has(head_value(r.head, "X-Content-Type-Options"), "nosniff"),
		"the file itself is a file to keep, to the last byte");
	whole = arena_print(
		s->arena, "/show/%lld/file/%lld", (long long)s->claim, (long long)evidence);
	r = house_look(h, s->arena, &s->mine, whole.at);
	CHECK(r.status == 200 && has(r.body, "/2\"") && has(r.body, "The words in it") &&
			has(r.body, ">Kanarialintu<"),
		"on its page are all its pages, and its words for who can't see them");
	CHECK(number(s, "SELECT count(*) FROM audit WHERE verb = 'file-given'") == 1,
		"the chain knows it");
}

static void test_not_taken(struct show *s)
{
	char *large = arena_take(s->arena, UPLOAD_MOST + 600000);
	memset(large, 'a', UPLOAD_MOST + 1);
	struct {
		const char *says;
		struct text bytes;
		int status;
		const char *told;
	} rows[] = {
		{ "nothing", NO_TEXT, 422, "Choose a picture or a document first" },
		{ "a HEIC picture", TEXT("\0\0\0\030ftypheic\0\0\0\0mif1heic"), 422, "HEIC" },
		{ "a video", TEXT("\0\0\0\030ftypisom\0\0\0\0isomiso2"), 422, "Video and sound" },
		{ "an old Word file", TEXT("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."), 422,
			"Save it as PDF" },
		{ "a program", TEXT("\x7f\x45LF\2\1\1\0"), 422, "This kind of file" },
		{ "a byte too many", { large, UPLOAD_MOST + 1 }, 422, "larger than 20 MB" },
	};
	size_t before = count_files(s);

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct reply r = hand_in(s, "kuva.jpg", rows[i].bytes);
		CHECK(r.status == rows[i].status && has(r.body, rows[i].told) &&
				has(r.body, "href=\"#file\""),
			"%s is answered with a sentence that says what to do (%d)", rows[i].says,
			r.status);
	}
	struct reply r = hand_in(s, "kuva.jpg", (struct text){ large, UPLOAD_MOST + 600000 });
	CHECK(r.status == 413 && has(r.body, "larger than 20 MB"),
		"so is what is too large to be looked at (%d)", r.status);
	CHECK(count_files(s) == before, "and nothing of it stays");
}

/* A file that is several things at once is only what we make of it. */
static void test_polyglot(struct show *s)
{
	struct house *h = &s->house;
	struct reply r = hand_in(
		s, "page.html.jpg", TEXT("\xff\xd8\xff\xe0<html><script>alert(1)</script></html>"));
	CHECK(r.status == 303, "what only begins like a picture is kept as a file (%d)", r.status);
	int64_t evidence = number(s, "SELECT max(id) FROM evidence WHERE kind = 'file'");
	r = house_look(h, s->arena, &s->mine, s->part);
	CHECK(has(r.body, "can&#39;t be shown here") || has(r.body, "can't be shown here"),
		"which can't be shown");
	r = house_get(h, s->arena, &s->mine,
		arena_print(s->arena, "/show/%lld/file/%lld/0", (long long)s->claim,
			(long long)evidence));
	CHECK(r.status == 404, "so there is no picture of it (%d)", r.status);
	r = hand_in(s, "page.html", TEXT("<html><script>alert(1)</script>"));
	CHECK(r.status == 303, "a page of HTML is words");
	evidence = number(s, "SELECT max(id) FROM evidence WHERE kind = 'file'");
	r = house_look(h, s->arena, &s->mine,
		arena_print(
			s->arena, "/show/%lld/file/%lld", (long long)s->claim, (long long)evidence)
			.at);
	CHECK(r.status == 200 && has(r.body, "&lt;script&gt;alert(1)") &&
			!has(r.body, "<script>alert(1)"),
		"and shown as words");
}

static void test_broken_off(struct show *s)
{
	struct text body = multipart(s->arena, s->mine.csrf, "", "a.pdf", page_bytes());
	size_t before = count_files(s);
	int fd = probe_connect(workshop_port(s->house.workshop));
	struct buffer long_body = buffer_in(s->arena);

	buffer_add(&long_body, text_part(body, 0, body.size - 40));
	for (int i = 0; i < 100000; i++)
		buffer_add_chars(&long_body, "         ");
	probe_write(fd, head_of(s, &s->mine, s->form, 2000000));
	probe_write(fd, buffer_text(&long_body));
	for (int i = 0; i < 100 && count_files(s) == before; i++)
		usleep(10000);
	CHECK(count_files(s) == before + 1, "half a file has come");
	close(fd);
	for (int i = 0; i < 300 && count_files(s) > before; i++)
		usleep(10000);
	CHECK(count_files(s) == before, "when it breaks off nothing of it stays");
	struct reply r = house_look(&s->house, s->arena, &s->mine, s->form);
	CHECK(has(r.body, "The picture didn&#39;t go") || has(r.body, "The picture didn't go"),
		"and whoever sent it is told when they come back");
	r = house_look(&s->house, s->arena, &s->mine, s->form);
	CHECK(!has(r.body, "picture didn"), "once");
}

static void test_changed(struct show *s)
{
	struct house *h = &s->house;
	int64_t evidence = number(s, "SELECT max(id) FROM evidence WHERE kind = 'file'"), count;
	char old[32];

	count = number(s, "SELECT count(*) FROM evidence WHERE kind = 'file'");
	snprintf(old, sizeof old, "%lld", (long long)evidence);
	struct reply r = house_press(h, s->arena, &s->mine, s->part,
		arena_print(s->arena, "words=Omat+sanani&do=change-%s", old).at);
	CHECK(r.status == 303 && has(head_value(r.head, "Location"), "?instead="),
		"Change keeps what is typed and asks for another file");
	r = house_look(h, s->arena, &s->mine, s->part);
	CHECK(has(r.body, "Omat sanani"), "nothing typed is lost");
	r = send_to(s, &s->mine, s->form, old, "second.txt", TEXT("another one"));
	CHECK(r.status == 303 &&
			number(s, "SELECT count(*) FROM evidence WHERE kind = 'file'") == count &&
			number(s, "SELECT count(*) FROM file WHERE key IS NULL") == 1,
		"the new one comes in place of the old, which is erased");
	r = send_to(s, &s->mine, s->form, old, "third.txt", TEXT("once more"));
	CHECK(r.status == 303 &&
			number(s, "SELECT count(*) FROM evidence WHERE kind = 'file'") == count + 1,
		"the same form once more is one more file, and nothing else goes");
	evidence = number(s, "SELECT max(id) FROM evidence WHERE kind = 'file'");
	r = house_press(h, s->arena, &s->mine, s->part,
		arena_print(s->arena, "words=Omat+sanani&do=remove-%lld", (long long)evidence).at);
	CHECK(r.status == 303 &&
			number(s, "SELECT count(*) FROM evidence WHERE kind = 'file'") == count,
		"Remove takes one away");
	r = house_press(h, s->arena, &s->mine, s->part,
		arena_print(s->arena, "words=Omat+sanani&do=remove-%lld", (long long)evidence).at);
	CHECK(r.status == 303, "pressed twice it is gone once");
	workshop_tidy(h->workshop);
	CHECK(number(s, "SELECT count(*) FROM file WHERE key IS NULL AND gone = 0") == 0,
		"what was erased goes from the disk");
}

/* ---- who may look ------------------------------------------------------------------------------- */

static void test_looking(struct show *s)
{
	struct house *h = &s->house;
	int64_t evidence = number(s, "SELECT min(id) FROM evidence WHERE kind = 'file'");
	struct text own = arena_print(
		s->arena, "/show/%lld/file/%lld", (long long)s->claim, (long long)evidence);
	struct text coach = arena_print(s->arena, "/clients/%lld/claims/%lld/file/%lld",
		(long long)s->client, (long long)s->claim, (long long)evidence);
	struct text behind = arena_print(s->arena, "/clients/%lld/claims/%lld/file/%lld",
		(long long)s->other, (long long)s->claim, (long long)evidence);
	const struct {
		const char *says;
		const struct visitor *who;
		struct text path;
		int status;
	} rows[] = {
		{ "its owner looks at it", &s->mine, own, 200 },
		{ "another client finds nothing", &s->theirs, own, 404 },
		{ "as where there is nothing", &s->theirs, TEXT("/show/1/file/999999"), 404 },
		{ "a coach finds nothing before it is sent", &s->coachs, coach, 404 },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		CHECK(house_get(h, s->arena, rows[i].who, rows[i].path).status == rows[i].status,
			"%s", rows[i].says);
	struct reply r = house_look(h, s->arena, &s->mine,
		arena_print(s->arena, "/show/%lld/check", (long long)s->claim).at);
	size_t at = text_find(r.body, TEXT("name=\"moves\" value=\""));
	struct text moves = text_part(r.body, at + 20, 10);
	r = house_press(h, s->arena, &s->mine,
		arena_print(s->arena, "/show/%lld/check", (long long)s->claim).at,
		arena_print(s->arena, "choice=without&moves=%.*s", (int)text_find_char(moves, '"'),
			moves.at)
			.at);
	CHECK(r.status == 303, "it is sent (%d)", r.status);
	int64_t looks = number(s, "SELECT count(*) FROM audit WHERE verb = 'looked'");
	r = house_get(h, s->arena, &s->coachs, coach);
	CHECK(r.status == 200 && has(r.body, "Kanarialintu"),
		"then the coach who has a tie looks at it (%d)", r.status);
	r = house_get(h, s->arena, &s->coachs, arena_print(s->arena, "%.*s/1", SHOWN(coach)));
	CHECK(r.status == 200 && text_starts(r.body, TEXT("\xff\xd8\xff")), "and at its pages");
	CHECK(number(s, "SELECT count(*) FROM audit WHERE verb = 'looked'") == looks + 2,
		"each look is a row of the chain");
	CHECK(house_get(h, s->arena, &s->strangers, coach).status == 404 &&
			house_get(h, s->arena, &s->coachs, behind).status == 404,
		"a coach without a tie finds nothing, nor one who asks behind another client");
	r = house_get(h, s->arena, &s->coachs,
		arena_print(s->arena, "/clients/%lld/claims/%lld", (long long)s->client,
			(long long)s->claim));
	CHECK(r.status == 200 &&
			has(r.body, arena_print(s->arena, "src=\"%.*s/1\"", SHOWN(coach)).at) &&
			has(r.body, "another one"),
		"pages and words stand beside the criteria, without downloading");
}

static void test_frozen(struct show *s)
{
	struct house *h = &s->house;
	size_t before = count_files(s);
	int64_t count = number(s, "SELECT count(*) FROM file WHERE key IS NOT NULL");
	int64_t evidence = number(s, "SELECT min(id) FROM evidence WHERE kind = 'file'");
	struct reply r = hand_in(s, "late.pdf", page_bytes());
	CHECK(r.status == 303 && !has(head_value(r.head, "Location"), "#files"),
		"to what was sent nothing is added (%d)", r.status);
	r = house_press(h, s->arena, &s->mine, s->part,
		arena_print(s->arena, "do=remove-%lld", (long long)evidence).at);
	CHECK(number(s, "SELECT count(*) FROM file WHERE key IS NOT NULL") == count,
		"and nothing taken away (%d)", r.status);
	CHECK(count_files(s) == before, "what came too late isn't kept");
}

static enum outcome close_one(struct db *db, void *value)
{
	const int64_t *person = value;
	return close_person(db, *person, *person, clock_now());
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

static void test_erased(struct show *s)
{
	struct house *h = &s->house;
	struct vault *vault = h->workshop->vault;
	int lines = 0;
	struct db *db = reader_borrow(h->store);
	CHECK(verify_files(db, look, vault, tell_line, &lines) == DONE,
		"all files are what they were");
	reader_return(h->store, db);
	CHECK(store_change(h->store, close_one, &s->client) == DONE &&
			erase_person(h->store, s->client, clock_now()) == DONE,
		"the client leaves, and all is erased");
	workshop_tidy(h->workshop);
	CHECK(count_files(s) == 0, "no file is left on the disk");
	db = reader_borrow(h->store);
	lines = 0;
	CHECK(verify_files(db, look, vault, tell_line, &lines) == DONE && lines > 3,
		"each is told as erased, and nothing is wrong (%d)", lines);
	reader_return(h->store, db);
}

/* ---- all of it ---------------------------------------------------------------------------------- */

static enum outcome tie_them(struct db *db, void *value)
{
	const struct show *s = value;
	struct tie tie = { .client = s->client,
		.coach = s->coach,
		.scope = SCOPE_LEARNING | SCOPE_CLAIMS,
		.ground = GROUND_GUIDANCE,
		.starts = clock_now() - 1 };
	struct tie other = tie;
	TRY(add_tie(db, &tie, 0));
	other.client = s->other;
	return add_tie(db, &other, 0);
}

static void furnish(struct show *s)
{
	struct house *h = &s->house;
	s->client = house_person(h, "client", ROLE_CLIENT);
	s->other = house_person(h, "other", ROLE_CLIENT);
	s->coach = house_person(h, "coach", ROLE_COACH);
	s->stranger = house_person(h, "stranger", ROLE_COACH);
	if (store_change(h->store, tie_them, s) != DONE)
		abort();
	s->mine = house_visitor(h, s->arena, s->client);
	s->theirs = house_visitor(h, s->arena, s->other);
	s->coachs = house_visitor(h, s->arena, s->coach);
	s->strangers = house_visitor(h, s->arena, s->stranger);
	house_press(h, s->arena, &s->mine, "/show", "unit=safe-online");
	s->claim = number(s, "SELECT max(id) FROM claim");
	s->criterion =
		house_value(h, s->arena, "SELECT criterion FROM claim_part ORDER BY place LIMIT 1")
			.at;
	s->part = arena_print(s->arena, "/show/%lld/part/%s", (long long)s->claim, s->criterion).at;
	s->form = arena_print(s->arena, "%s/file", s->part).at;
}

int main(int count, char **words)
{
	struct show s = { .arena = arena_open() };

	(void)count;
	if (!CHECK(house_open(&s.house, words[0]), "a house opens"))
		return test_end();
	furnish(&s);
	test_taken(&s);
	test_not_taken(&s);
	test_polyglot(&s);
	test_broken_off(&s);
	test_changed(&s);
	test_looking(&s);
	test_frozen(&s);
	test_erased(&s);
	house_close(&s.house);
	arena_close(s.arena);
	return test_end();
}
