/* The file copied while others write: whole, of one moment, without a name; and what is noted of it. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fixture.h"
#include "store/inside.h"

static int files_in(const char *folder)
{
	DIR *dir = opendir(folder);
	int count = 0;
	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

/* Puts the copy where SQLite can open it. */
static void write_out(int fd, const char *path)
{
	static char bytes[1 << 20];
	int to = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	off_t at = 0;
	for (ssize_t got; (got = pread(fd, bytes, sizeof bytes, at)) > 0; at += got)
		need(write(to, bytes, (size_t)got) == got, "a copy of the copy");
	close(to);
}

static enum outcome add_one(struct db *db, void *value)
{
	return add_person(db, TEXT("Aino"), ROLE_CLIENT, 1000, value);
}

static void test_moment(struct fixture *f)
{
	struct audit_head head;
	struct stat about;
	char folder[] = "/tmp/askel-copy-XXXXXX", path[64];
	int64_t id;
	int fd = -1;

	need(mkdtemp(folder), "a folder");
	need(store_change(f->store, add_one, &id) == DONE, "a person");
	struct db *db = reader_borrow_moment(f->store);
	need(load_head(db, &head) == DONE, "the head");
	/* somebody goes on writing between the look at the head and the copy */
	need(store_change(f->store, add_one, &id) == DONE, "another person");
	CHECK(copy_database(db, folder, &fd) == DONE && fd >= 0, "a copy is made beside a writer");
	reader_return(f->store, db);
	CHECK(files_in(folder) == 0, "it has no name, so nothing can be left of it");
	CHECK(fstat(fd, &about) == 0 && (about.st_mode & 0777) == 0600, "and is for its owner");
	snprintf(path, sizeof path, "%s/copy", folder);
	write_out(fd, path);
	close(fd);
	CHECK(raw_number(path,
		      "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'") ==
			1,
		"it is whole");
	CHECK(raw_number(path, "SELECT max(number) FROM audit") == head.number,
		"of the moment that the head was looked at");
	need(store_change(f->store, add_one, &id) == DONE, "a third person");
	CHECK(id == 3, "and the writer has gone on");
	CHECK(copy_database(NULL, "/nowhere", &fd) == BROKEN && fd < 0,
		"without a folder there is none");
	unlink(path);
	rmdir(folder);
}

static struct backup_made noted(struct fixture *f)
{
	struct backup_made made = { .made = -1 };
	struct db *db = reader_borrow(f->store);
	need(load_backup(db, &made) == DONE, "what is noted");
	reader_return(f->store, db);
	return made;
}

static void test_note(struct fixture *f)
{
	CHECK(noted(f).made == 0 && noted(f).since > 0,
		"none was made of a new house, and since when it is there is known");
	need(store_change(f->store, note_backup,
		     &(struct backup_made){ .made = 5000, .size = 70, .with_keys = true }) == DONE,
		"a note");
	CHECK(noted(f).made == 5000 && noted(f).size == 70 && noted(f).with_keys,
		"one that was made is noted");
	need(store_change(f->store, note_backup,
		     &(struct backup_made){ .made = 6000, .size = 80 }) == DONE,
		"a second note");
	CHECK(noted(f).made == 6000 && noted(f).size == 80 && !noted(f).with_keys,
		"the last one counts");
}

int main(void)
{
	struct fixture f = fixture_open();
	test_note(&f);
	test_moment(&f);
	fixture_close(&f);
	return test_end();
}
