/*
 * The table behind the privacy page against the schema: every column of every table has one row that
 * says what it is for, and no row is about a column there isn't. Then its words in every language.
 */
#include "house.h"

/* "table.column" of every row, in the order of the table. */
struct named {
	struct text *names;
	size_t count, room;
};

static bool is_named(const struct named *named, struct text name)
{
	for (size_t i = 0; i < named->count; i++) {
		if (text_is(named->names[i], name))
			return true;
	}
	return false;
}

static void add_name(struct arena *a, struct named *named, struct text name)
{
	GROW(a, named->names, named->count, named->room);
	named->names[named->count++] = name;
}

static struct named name_rows(struct arena *a)
{
	struct named named = { 0 };
	for (size_t i = 0; i < stored_count; i++) {
		struct text rest = text_of(stored_rows[i].columns);
		while (rest.at) {
			struct text column = text_cut(&rest, ' ');
			struct text name =
				arena_print(a, "%s.%.*s", stored_rows[i].table, SHOWN(column));
			CHECK(column.size > 0 && !is_named(&named, name), "%s has one row",
				name.at);
			add_name(a, &named, name);
		}
	}
	return named;
}

/* As the file itself has them. */
static struct named name_columns(struct house *h, struct arena *a)
{
	struct named named = { 0 };
	sqlite3 *db = house_db(h);
	sqlite3_stmt *rows;
	const char *sql = "SELECT t.name || '.' || c.name FROM sqlite_schema AS t,"
			  " pragma_table_xinfo(t.name) AS c"
			  " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
	if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
		abort();
	while (sqlite3_step(rows) == SQLITE_ROW)
		add_name(
			a, &named, arena_copy_chars(a, (const char *)sqlite3_column_text(rows, 0)));
	sqlite3_finalize(rows);
	sqlite3_close(db);
	return named;
}

static void test_columns(struct house *h)
{
	OWN_ARENA a = arena_open();
	struct named rows = name_rows(a), columns = name_columns(h, a);
	CHECK(columns.count > 50, "the schema has %zu columns", columns.count);
	for (size_t i = 0; i < columns.count; i++)
		CHECK(is_named(&rows, columns.names[i]),
			"stored.c says what %s is for, who sees it and how long it is kept",
			columns.names[i].at);
	for (size_t i = 0; i < rows.count; i++)
		CHECK(is_named(&columns, rows.names[i]), "stored.c's %s is a column there is",
			rows.names[i].at);
}

static bool is_left(struct text name)
{
	for (size_t i = 0; i < left_here_count; i++) {
		if (text_is_chars(name, left_here[i]))
			return true;
	}
	return false;
}

/* What is about people is taken along by each, or it is said that nobody takes it. */
static void test_taken(struct house *h)
{
	OWN_ARENA a = arena_open();
	struct named rows = name_rows(a), taken = { 0 };
	struct text *names;
	size_t at = 0, count;
	struct db *db = reader_borrow(h->store);
	CHECK(list_taken_columns(db, a, &names, &count) == DONE && count > 50,
		"a person takes %zu columns along", count);
	reader_return(h->store, db);
	for (size_t i = 0; i < count; i++)
		add_name(a, &taken, names[i]);
	for (size_t i = 0; i < stored_count; i++) {
		struct text rest = text_of(stored_rows[i].columns);
		enum stored_group_name group = stored_rows[i].group;
		bool people = group != STORED_FEEDBACK && group != STORED_HOUSE;
		for (; rest.at; at++) {
			text_cut(&rest, ' ');
			struct text name = rows.names[at];
			CHECK(!people || is_named(&taken, name) != is_left(name),
				"%s is taken along, or it is said that it isn't", name.at);
		}
	}
	for (size_t i = 0; i < count; i++)
		CHECK(is_named(&rows, names[i]), "%s, taken along, is on the privacy page",
			names[i].at);
	for (size_t i = 0; i < left_here_count; i++)
		CHECK(is_named(&rows, text_of(left_here[i])), "%s is a column there is",
			left_here[i]);
}

static void test_rows(void)
{
	bool whole = true;
	for (size_t i = 0; i < stored_count; i++) {
		const struct stored_row *row = &stored_rows[i];
		whole = whole && row->purpose && row->purpose[0] &&
			(i == 0 || row->group >= stored_rows[i - 1].group);
	}
	CHECK(whole, "each row has a purpose, and those of a group stand together");
}

/* Each row's words are on the page, in each language, with the numbers of the settings. */
static void test_page(struct house *h)
{
	const struct workshop *w = h->workshop;
	for (size_t l = 0; l < language_count(w->views); l++) {
		OWN_ARENA a = arena_open();
		struct text tag = language_at(w->views, l);
		struct text path = arena_print(a, "/privacy?lang=%.*s", SHOWN(tag));
		struct reply r = house_get(h, a, NULL, path);
		size_t missing = 0;
		for (size_t i = 0; i < stored_count; i++) {
			struct buffer row = buffer_in(a);
			struct text rest = text_of(stored_rows[i].columns);
			buffer_add_html(&row, say(w->views, l, stored_rows[i].purpose));
			struct text purpose = arena_copy(a, buffer_text(&row));
			row = buffer_in(a);
			buffer_print(&row, ">%s", stored_rows[i].table);
			for (const char *join = ": "; rest.at; join = ", ") {
				buffer_add_chars(&row, join);
				buffer_add(&row, text_cut(&rest, ' '));
			}
			missing += text_find(r.body, purpose) == r.body.size ||
				text_find(r.body, buffer_text(&row)) == r.body.size;
		}
		CHECK(r.status == 200 && missing == 0,
			"in %.*s the privacy page tells of every row (%zu missing)", SHOWN(tag),
			missing);
		CHECK(house_shows(&r, "400") && house_shows(&r, "365"),
			"in %.*s it says the days of the settings", SHOWN(tag));
	}
}

int main(int count, char **words)
{
	/* with e-mail, so that there is something in each group */
	struct house h = { .post = { .server = TEXT("127.0.0.1"),
				   .port = 9,
				   .sender = TEXT("no-reply@example.fi"),
				   .weekdays = POST_WEEKDAYS } };
	(void)count;
	test_rows();
	if (CHECK(house_open(&h, words[0]), "a workshop opens")) {
		test_columns(&h);
		test_taken(&h);
		test_page(&h);
	}
	house_close(&h);
	return test_end();
}
