/*
 * The official Mustache suite (github.com/mustache/spec: the six core files of specs, 136
 * cases) against the engine, with JSON as the second back of `struct lookup`; SQLite reads the
 * JSON. The files are looked for in $ASKEL_SHARED_DATA/mustache-spec or ../shared/data; where they
 * aren't, this says so and passes.
 */
#include "test.h"
#include "view/inside.h"

#include <sqlite3.h>

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_WORDS, JSON_ARRAY, JSON_OBJECT };

struct json {
	enum json_kind kind;
	struct text key, words;
	struct json *first, *last, *next;
	size_t count;
};

/* ---- reading ---------------------------------------------------------------------------- */

static enum json_kind kind_of(struct text type)
{
	static const struct {
		const char *type;
		enum json_kind kind;
	} kinds[] = { { "null", JSON_NULL }, { "false", JSON_FALSE }, { "true", JSON_TRUE },
		{ "array", JSON_ARRAY }, { "object", JSON_OBJECT } };

	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		if (text_is_chars(type, kinds[i].type))
			return kinds[i].kind;
	}
	return JSON_WORDS; /* text and numbers, as they are written */
}

static struct text column(struct arena *a, sqlite3_stmt *q, int index)
{
	return arena_copy_chars(a, (const char *)sqlite3_column_text(q, index));
}

static void hang(struct json *parent, struct json *child)
{
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	parent->count++;
}

/* NULL where the bytes are no JSON. Parents come before their children in json_tree. */
static struct json *read_json(struct arena *a, sqlite3 *db, struct text bytes)
{
	struct json *root = NULL, **by_id = NULL;
	size_t most = bytes.size + 1;
	sqlite3_stmt *q = NULL;

	sqlite3_prepare_v2(
		db, "SELECT id, parent, key, type, atom FROM json_tree(?1)", -1, &q, NULL);
	sqlite3_bind_text(q, 1, bytes.at, (int)bytes.size, SQLITE_STATIC);
	by_id = arena_take_many(a, most, sizeof(struct json *));
	while (sqlite3_step(q) == SQLITE_ROW) {
		struct json *json = arena_take_of(a, struct json);
		size_t id = (size_t)sqlite3_column_int64(q, 0);
		size_t parent = (size_t)sqlite3_column_int64(q, 1);
		json->key = column(a, q, 2);
		json->kind = kind_of(column(a, q, 3));
		json->words = column(a, q, 4);
		if (id < most)
			by_id[id] = json;
		if (!root)
			root = json;
		else if (parent < most && by_id[parent])
			hang(by_id[parent], json);
	}
	sqlite3_finalize(q);
	return root;
}

static const struct json *member(const struct json *json, struct text key)
{
	if (!json || json->kind != JSON_OBJECT)
		return NULL;
	for (const struct json *child = json->first; child; child = child->next) {
		if (text_is(child->key, key))
			return child;
	}
	return NULL;
}

static struct text words_of(const struct json *json, const char *key)
{
	const struct json *child = member(json, text_of(key));

	return child ? child->words : NO_TEXT;
}

/* ---- JSON as the back of a lookup -------------------------------------------------------- */

static const struct json *find_json(const struct context *context, struct text name)
{
	struct text rest = name, part;
	const struct json *found = NULL;

	if (text_is_chars(name, "."))
		return context->at;
	part = text_cut(&rest, '.');
	for (; context && !found; context = context->up)
		found = member(context->at, part);
	while (found && rest.at) {
		part = text_cut(&rest, '.');
		found = member(found, part);
	}
	return found;
}

static struct value read_value(const struct context *context, const struct place *place)
{
	const struct json *json = find_json(context, place->name);

	switch (json ? json->kind : JSON_NULL) {
	case JSON_TRUE:
		return (struct value){ .kind = VALUE_NUMBER, .number = 1 };
	case JSON_WORDS:
		return (struct value){ .kind = VALUE_WORDS, .words = json->words, .at = json };
	case JSON_OBJECT:
		return (struct value){ .kind = VALUE_ONE, .at = json };
	case JSON_ARRAY:
		return (struct value){ .kind = VALUE_ROWS, .at = json, .count = json->count };
	case JSON_NULL:
	case JSON_FALSE:
		break;
	}
	return (struct value){ .kind = VALUE_NONE };
}

static const void *read_row(const struct value *rows, size_t index)
{
	const struct json *child = ((const struct json *)rows->at)->first;

	while (index-- > 0)
		child = child->next;
	return child;
}

static const struct lookup json_lookup = { NULL, read_value, read_row };

/* ---- the cases --------------------------------------------------------------------------- */

/* The template itself has no name; partials are the case's own. */
static bool find_text(void *self, struct text name, struct text *file, struct text *bytes)
{
	const struct json *c = self;
	const struct json *found = name.size == 0 ? member(c, TEXT("template"))
						  : member(member(c, TEXT("partials")), name);

	*file = name;
	if (found)
		*bytes = found->words;
	return found != NULL;
}

static void run_case(struct arena *a, const char *file, const struct json *c)
{
	struct problems problems = { .arena = a };
	struct catalogue catalogue;
	struct binder b = { .arena = a,
		.scratch = a,
		.problems = &problems,
		.lookup = &json_lookup,
		.finder = { find_text, (void *)(uintptr_t)c },
		.catalogue = &catalogue };
	struct context context = { member(c, TEXT("data")), NULL };
	struct parcel out = parcel_in(a);
	struct code code;
	struct text shown, expected = words_of(c, "expected");

	make_empty_catalogue(a, &catalogue);
	if (bind_template(&b, NO_TEXT, NULL, &code))
		show_code(&json_lookup, &code, &context, &out);
	shown = parcel_plain(&out);
	if (!CHECK(problems.count == 0 && text_is(shown, expected), "%s: %.*s", file,
		    SHOWN(words_of(c, "name"))))
		printf("# expected: %.*s\n#    shown: %.*s\n", SHOWN(expected), SHOWN(shown));
}

static size_t run_file(struct arena *a, sqlite3 *db, const char *folder, const char *file)
{
	struct text path = arena_print(a, "%s/mustache-spec/%s.json", folder, file), bytes;
	const struct json *tests;
	size_t count = 0;

	if (file_read(a, path.at, 1 << 20, &bytes) != DONE)
		return 0;
	tests = member(read_json(a, db, bytes), TEXT("tests"));
	for (const struct json *c = tests ? tests->first : NULL; c; c = c->next, count++)
		run_case(a, file, c);
	return count;
}

int main(void)
{
	static const char *const files[] = { "comments", "delimiters", "interpolation", "inverted",
		"partials", "sections" };
	OWN_ARENA a = arena_open();
	const char *folder = getenv("ASKEL_SHARED_DATA");
	sqlite3 *db = NULL;
	size_t count = 0;

	if (!folder)
		folder = "../shared/data";
	if (sqlite3_open(":memory:", &db) != SQLITE_OK)
		return 1;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		count += run_file(a, db, folder, files[i]);
	sqlite3_close(db);
	if (count == 0)
		test_skip("the official Mustache suite isn't here: set ASKEL_SHARED_DATA");
	else
		CHECK(count == 136, "the suite has its 136 cases");
	return test_end();
}
