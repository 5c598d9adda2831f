/* Files that were handed in, as the database knows them: what can't be changed, what erasing leaves, and
 * that the chain shows what somebody with the folder in their hands did. */
#include "fixture.h"

struct handing {
	struct file file;
	int64_t now;
	enum erase_class class;
	bool more;
};

static enum outcome give(struct db *db, void *value)
{
	struct handing *g = value;
	return keep_file(db, &g->file, g->file.person);
}

static enum outcome erase(struct db *db, void *value)
{
	struct handing *g = value;
	return erase_file(db, g->file.id, g->file.person, g->now);
}

static enum outcome draw(struct db *db, void *value)
{
	struct handing *g = value;
	return save_drawn(db, g->file.id, 3, 5, true);
}

static enum outcome leave(struct db *db, void *value)
{
	struct handing *g = value;
	return close_person(db, g->file.person, g->file.person, g->now);
}

static enum outcome erase_part(struct db *db, void *value)
{
	struct handing *g = value;
	return erase_some(db, g->file.person, g->class, 0, g->now, &g->more);
}

static enum outcome note_gone(struct db *db, void *value)
{
	struct handing *g = value;
	return note_noise_gone(db, g->file.id);
}

static const char key[72] = "a key that is wrapped";

static struct handing given_to(int64_t person, char letter, const char *name)
{
	static char places[8][33];
	static int next;
	char *place = places[next++ % 8];

	memset(place, letter, 32);
	struct handing g = { .now = NOW + 100,
		.file = { .person = person,
			.evidence = letter,
			.name = text_of(name),
			.kind = TEXT("pdf"),
			.size = 5000000,
			.crc = 0xfedcba98,
			.place = { place, 32 },
			.key = { key, sizeof key },
			.made = NOW } };
	memset(g.file.digest, letter, DIGEST_SIZE);
	return g;
}

/* Tells of each look what the test says. */
struct looks {
	enum outcome answer;
	int count;
	char lines[2000];
};

static enum outcome look(void *context, struct text place, const unsigned char digest[DIGEST_SIZE])
{
	struct looks *looks = context;
	looks->count++;
	return place.at[0] == (char)digest[0] ? looks->answer : BROKEN;
}

static void tell(void *context, const char *line)
{
	struct looks *looks = context;
	size_t size = strlen(looks->lines);
	snprintf(looks->lines + size, sizeof looks->lines - size, "%s\n", line);
}

static enum outcome walk(struct fixture *f, struct looks *looks, enum outcome answer)
{
	*looks = (struct looks){ .answer = answer };
	struct db *db = reader_borrow(f->store);
	enum outcome o = verify_files(db, look, looks, tell, looks);
	reader_return(f->store, db);
	return o;
}

static enum outcome verify_chain(struct fixture *f, struct looks *looks)
{
	*looks = (struct looks){ .answer = DONE };
	struct db *db = reader_borrow(f->store);
	enum outcome o = verify_audit(db, f->seal, NULL, tell, looks);
	reader_return(f->store, db);
	return o;
}

static void test_keeping(struct fixture *f)
{
	int64_t person = add_somebody(f, ROLE_CLIENT), count, bytes;
	struct handing one = given_to(person, 'a', "todistus.pdf"), two = given_to(person, 'b', "");
	struct handing same = given_to(person, 'a', "other.pdf");
	struct file back, *list;
	size_t listed;

	CHECK(store_change(f->store, give, &one) == DONE &&
			store_change(f->store, give, &two) == DONE,
		"two files are known");
	CHECK(store_change(f->store, give, &same) != DONE, "no two are at one place");
	CHECK(store_change(f->store, draw, &one) == DONE, "one of them was drawn");
	struct db *db = reader_borrow(f->store);
	CHECK(load_file(db, f->arena, one.file.id, &back) == DONE &&
			text_is_chars(back.name, "todistus.pdf") &&
			text_is_chars(back.kind, "pdf") && back.size == 5000000 &&
			back.crc == 0xfedcba98 && back.key.size == sizeof key &&
			back.digest[31] == 'a' && back.drawn && back.sheets == 3 &&
			back.pages == 5 && back.words,
		"it comes back as it was kept");
	CHECK(load_evidence_file(db, f->arena, 'b', &back) == DONE && back.id == two.file.id &&
			!back.drawn,
		"and is found by what it is evidence of");
	CHECK(list_files(db, f->arena, person, &list, &listed) == DONE && listed == 2 &&
			sum_files(db, person, &count, &bytes) == DONE && count == 2 &&
			bytes == 10000000,
		"a person's files are listed and summed up");
	CHECK(knows_place(db, one.file.place) == DONE && knows_place(db, TEXT("x")) == NOT_HERE,
		"a place is known or isn't");
	reader_return(f->store, db);
}

static void test_frozen(struct fixture *f)
{
	static const struct {
		const char *says, *sql;
	} rows[] = {
		{ "a file can't be deleted", "DELETE FROM file" },
		{ "nor its digest changed", "UPDATE file SET digest = zeroblob(32)" },
		{ "nor its place", "UPDATE file SET place = '0123456789abcdef0123456789abcdef'" },
		{ "nor whose it is", "UPDATE file SET person = 2" },
		{ "nor its key exchanged", "UPDATE file SET key = zeroblob(72)" },
		{ "nor forgotten without an erasure",
			"UPDATE file SET key = NULL, name = '', erased = 1" },
		{ "nor its name changed", "UPDATE file SET name = 'x'" },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++)
		CHECK(!raw_run(f->path, rows[i].sql), "%s", rows[i].says);
}

static void test_verifying(struct fixture *f)
{
	struct looks looks;
	int64_t person = add_somebody(f, ROLE_CLIENT);
	struct handing one = given_to(person, 'c', "kuva.jpg");

	need(store_change(f->store, give, &one) == DONE, "another file");
	CHECK(walk(f, &looks, DONE) == DONE && looks.count == 3 && looks.lines[0] == '\0',
		"with all files there nothing is told");
	CHECK(walk(f, &looks, NOT_HERE) == BROKEN && strstr(looks.lines, "its file is missing"),
		"one that is missing is told");
	CHECK(walk(f, &looks, BROKEN) == BROKEN && strstr(looks.lines, "its file was changed"),
		"one that was changed is told");
	CHECK(store_change(f->store, erase, &one) == DONE, "one is erased");
	CHECK(store_change(f->store, erase, &one) == NOT_HERE, "once");
	CHECK(walk(f, &looks, DONE) == DONE && looks.count == 2 &&
			strstr(looks.lines, "file erased on 2027-01-15"),
		"then it is told as erased, which is not wrong (%s)", looks.lines);
	CHECK(verify_chain(f, &looks) == DONE, "and the chain is whole");
	CHECK(raw_run(f->path,
		      "DROP TRIGGER file_same; UPDATE file SET digest = zeroblob(32)"
		      " WHERE id = 1"),
		"somebody changes the database by hand");
	CHECK(walk(f, &looks, DONE) == BROKEN && strstr(looks.lines, "its file was exchanged"),
		"which the chain shows");
	CHECK(raw_run(f->path,
		      "UPDATE file SET digest = x'61616161616161616161616161616161"
		      "61616161616161616161616161616161' WHERE id = 1"),
		"and back");
	CHECK(raw_run(f->path, "DROP TRIGGER file_stays; DELETE FROM file WHERE id = 2") &&
			walk(f, &looks, DONE) == BROKEN &&
			strstr(looks.lines, "its file is gone without an erasure"),
		"a row that was taken away is told");
	CHECK(raw_run(f->path,
		      "INSERT INTO file(person, evidence, name, kind, size, crc, place, key, "
		      "digest,"
		      " made) VALUES (1, 1, '', 'pdf', 1, 1, '0123456789abcdef0123456789abcdef',"
		      " zeroblob(72), zeroblob(32), 1)") &&
			walk(f, &looks, DONE) == BROKEN &&
			strstr(looks.lines, "was added: the chain doesn't know it"),
		"and one that was added");
}

static void test_leaving(struct fixture *f)
{
	int64_t person = add_somebody(f, ROLE_CLIENT);
	struct handing one = given_to(person, 'd', "linnunpoika.pdf");
	struct file back;
	struct file_noise *noise;
	size_t count, before;
	int parts = 0;

	for (char letter = 'e'; letter < 'e' + 7; letter++) {
		struct handing more = given_to(person, letter, "linnunpoika.jpg");
		need(store_change(f->store, give, &more) == DONE, "many files");
	}
	need(store_change(f->store, give, &one) == DONE &&
			store_change(f->store, leave, &one) == DONE,
		"who handed them in leaves");
	struct db *db = reader_borrow(f->store);
	need(list_noise(db, f->arena, 100, &noise, &before) == DONE, "noise before");
	reader_return(f->store, db);
	one.class = ERASE_WORDS;
	for (one.more = true; one.more; parts++)
		need(store_change(f->store, erase_part, &one) == DONE, "a part is erased");
	CHECK(parts == 2, "eight files go in two parts (%d)", parts);
	db = reader_borrow(f->store);
	CHECK(load_file(db, f->arena, one.file.id, &back) == DONE && back.key.size == 0 &&
			back.name.size == 0 && back.size == 5000000,
		"their keys and names are gone, numbers stay");
	CHECK(list_noise(db, f->arena, 100, &noise, &count) == DONE && count == before + 8,
		"what lies on the disk is to be removed");
	reader_return(f->store, db);
	CHECK(store_change(f->store, note_gone, &one) == DONE, "which one was");
	db = reader_borrow(f->store);
	CHECK(list_noise(db, f->arena, 100, &noise, &count) == DONE && count == before + 7,
		"and needn't be again");
	reader_return(f->store, db);
	store_empty_log(f->store);
	need(store_change(f->store, note_gone, &one) == DONE, "a last change");
	store_close(f->store);
	f->store = NULL;
	struct text bytes;
	CHECK(file_read(f->arena, f->path, SIZE_MAX, &bytes) == DONE &&
			text_find(bytes, TEXT("linnunpoika")) == bytes.size,
		"no name is left in the bytes of the database");
}

int main(void)
{
	struct fixture f = fixture_open();

	test_keeping(&f);
	test_frozen(&f);
	test_verifying(&f);
	test_leaving(&f);
	fixture_close(&f);
	return test_end();
}
