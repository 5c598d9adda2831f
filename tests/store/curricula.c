/* Official units in the store: versions that never change but for their end, and what stands beside a unit
 * of the courses; and what the chain says of it. */
#include "fixture.h"

struct task {
	struct official *official;
	bool known;
	struct mapping_change mapping;
};

static enum outcome run_task(struct db *db, void *value)
{
	struct task *t = value;
	return t->official ? add_official(db, t->official, NOW, &t->known)
			   : change_mapping(db, &t->mapping);
}

static int64_t rows_of(struct fixture *f, const char *verb)
{
	return raw_number(f->path,
		arena_print(f->arena, "SELECT count(*) FROM audit WHERE verb = '%s'", verb).at);
}

static struct official_objective objectives[] = {
	{ TEXT("1"), { TEXT("Osaa"), TEXT("Kan"), TEXT("Knows") } },
	{ TEXT("1.1"), { TEXT("osaa kaiken"), TEXT(""), TEXT("") } },
};
static struct official_module modules[] = {
	{ 0, true, 4, objectives, COUNT_OF(objectives) },
	{ 0, false, 3, objectives, 1 },
};

static struct official version(int64_t from, int64_t until)
{
	return (struct official){ .code = TEXT("oppiaine_a"),
		.code_version = 2,
		.unit_code = TEXT("tutkinnonosat_1"),
		.diary = TEXT(""),
		.from = from,
		.until = until,
		.names = { TEXT("Nimi"), TEXT("Namn"), TEXT("Name") },
		.modules = modules,
		.module_count = COUNT_OF(modules) };
}

static enum outcome add(struct fixture *f, struct official *official, bool *known)
{
	struct task t = { .official = official };
	enum outcome o = store_change(f->store, run_task, &t);
	*known = t.known;
	return o;
}

static void check_versions(struct fixture *f)
{
	struct official first = version(100, 0), again = version(100, 0), ends = version(100, 199),
			second = version(200, 0), other = version(200, 0);
	struct official *list, one;
	size_t count;
	bool known;

	CHECK(add(f, &first, &known) == DONE && !known && add(f, &second, &known) == DONE && !known,
		"versions are kept");
	CHECK(add(f, &again, &known) == DONE && known && rows_of(f, "curriculum-renewed") == 0,
		"the same once more is nothing new");
	CHECK(add(f, &ends, &known) == DONE && known && rows_of(f, "curriculum-renewed") == 1,
		"its end may come to be known");
	CHECK(add(f, &again, &known) == DONE &&
			raw_number(f->path, "SELECT ends FROM curriculum WHERE id = 1") == 199,
		"and isn't forgotten where it isn't said");
	other.names[OFFICIAL_SV] = TEXT("Annat");
	CHECK(add(f, &other, &known) == OVERTAKEN, "other words of the same version are refused");
	modules[1].half_points = 2;
	CHECK(add(f, &other, &known) == OVERTAKEN, "so are other points");
	modules[1].half_points = 3;
	CHECK(rows_of(f, "curriculum-added") == 2, "the chain has each version once");
	struct db *db = reader_borrow(f->store);
	CHECK(list_officials(db, f->arena, &list, &count) == DONE && count == 2 &&
			list[0].from == 100 && list[1].module_count == 2 &&
			list[1].modules[1].half_points == 3,
		"both are listed with their modules");
	CHECK(load_official(db, f->arena, list[0].modules[0].id, &one) == DONE &&
			one.module_count == 1 && one.modules->objective_count == 2 &&
			text_is(one.modules->objectives[1].number, TEXT("1.1")) &&
			text_is(one.modules->objectives[0].words[OFFICIAL_SV], TEXT("Kan")),
		"one is read with its objectives in order");
	CHECK(load_official(db, f->arena, 999, &one) == NOT_HERE, "one that isn't there isn't");
	reader_return(f->store, db);
}

static enum outcome map(struct fixture *f, int64_t was, int64_t module)
{
	static const struct mapped_criterion parts[] = { { TEXT("dress"), TEXT("1.1") },
		{ TEXT("pay"), TEXT("1") } };
	struct task t = { .mapping = { .unit = TEXT("work-life"),
				  .was = was,
				  .module = module,
				  .parts = parts,
				  .part_count = COUNT_OF(parts),
				  .actor = 7,
				  .now = NOW } };
	return store_change(f->store, run_task, &t);
}

static void check_mappings(struct fixture *f)
{
	struct mapping mapping;
	struct text *units;
	size_t count;

	CHECK(map(f, 0, 999) == NOT_HERE, "nothing stands beside a module there isn't");
	CHECK(map(f, 0, 1) == DONE, "a module stands beside a unit");
	CHECK(map(f, 0, 2) == OVERTAKEN, "who didn't see it comes too late");
	CHECK(map(f, 1, 3) == DONE, "another takes its place");
	struct db *db = reader_borrow(f->store);
	CHECK(load_mapping(db, f->arena, TEXT("work-life"), &mapping) == DONE && mapping.id == 2 &&
			mapping.official.from == 200 && mapping.part_count == 2 &&
			text_is(mapping.parts[0].number, TEXT("1.1")),
		"it is read with what stands beside each criterion");
	CHECK(load_mapping_by_id(db, f->arena, 1, &mapping) == DONE && mapping.official.from == 100,
		"the one before stays for what was sent by it");
	CHECK(list_mapped_units(db, f->arena, &units, &count) == DONE && count == 1,
		"a unit is listed once");
	reader_return(f->store, db);
	CHECK(map(f, 2, 0) == DONE && map(f, 0, 0) == DONE, "it can be taken away");
	db = reader_borrow(f->store);
	CHECK(load_mapping(db, f->arena, TEXT("work-life"), &mapping) == NOT_HERE,
		"and then there is none");
	reader_return(f->store, db);
	CHECK(rows_of(f, "unit-mapped") == 2 && rows_of(f, "unit-unmapped") == 2,
		"the chain has each of it");
}

int main(void)
{
	struct fixture f = fixture_open();
	check_versions(&f);
	check_mappings(&f);
	fixture_close(&f);
	return test_end();
}
