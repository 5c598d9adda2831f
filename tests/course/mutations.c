/*
 * What authors might type: the shipped courses with a few bytes changed, thousands of times with a
 * fixed seed. Nothing crashes (run this under ASan), every problem has a place in its file, and a
 * course without faults can be put together whatever its files say.
 */
#include "course/inside.h"
#include "folder.h"

#define COURSES_FOLDER "courses"
#define ROUNDS 4000

struct dice {
	uint64_t state;
};

static uint32_t roll(struct dice *dice, size_t limit)
{
	dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((dice->state >> 33) % (limit ? limit : 1));
}

static const char *const tokens[] = { "---\n", "\n\n", "\n", "# ", "## ", "###### ",
	"<!-- q id=a -->", "<!-- q id=b type=match -->\n",
	"<!-- q id=c type=order multi weight=3 -->\n", "<!--", "-->", "<!-- c id=x -->",
	"<!-- n note -->", "- [ ] ", "- [x] ", "- = ", "1. ", "> ", "  > ", "- **a** - b", "[a](",
	"![", "](media/phone.svg)", "](../media/x.webm)", ")", "`", "```\n", "|", "|---|---|\n",
	"<b>", "javascript:", "[x]: /", "\t", "    ", "\r\n", "\r", "\xC3", "\xF0\x9F",
	"\xEF\xBB\xBF", "title: ", "criteria: [", "]", "&a ", "*a", "!!int ", "{", "}", ": ", "? ",
	"'", "\"", "|\n", "%", "points: 2\n", "formal: yes\n", "requires: [a]\n", "= 5 +- x", "\\",
	"&#0;", "&amp;", "*", "_", "~~", "<", ">", "\x01", "+-", "- - - - - -", "> > > > > > > >" };

/* A copy of `bytes` with one thing changed. */
static struct text mutate(struct arena *a, struct dice *dice, struct text bytes, struct text other)
{
	struct buffer out = buffer_in(a);
	size_t at = roll(dice, bytes.size + 1), size = roll(dice, 40);
	const char *token = tokens[roll(dice, COUNT_OF(tokens))];
	size_t from = roll(dice, other.size + 1);

	buffer_add(&out, text_part(bytes, 0, at));
	switch (roll(dice, 6)) {
	case 0: /* something typed */
		buffer_add_chars(&out, token);
		buffer_add(&out, text_part(bytes, at, bytes.size));
		break;
	case 1: /* something deleted */
		buffer_add(&out, text_part(bytes, at + size, bytes.size));
		break;
	case 2: /* something typed over */
		buffer_add_chars(&out, token);
		buffer_add(&out, text_part(bytes, at + strlen(token), bytes.size));
		break;
	case 3: /* something pasted from another file */
		buffer_add(&out, text_part(other, from, roll(dice, 600)));
		buffer_add(&out, text_part(bytes, at, bytes.size));
		break;
	case 4: /* cut off */
		break;
	default: /* a key that stuck */
		for (size_t i = 0; i < size; i++)
			buffer_add_chars(&out, token);
		buffer_add(&out, text_part(bytes, at, bytes.size));
	}
	return buffer_text(&out);
}

struct shipped {
	struct look look;
	struct listing listing;
	struct media_set *media[2];
	struct source **sources; /* of the course */
	size_t count;
	struct listing part;
};

static bool open_shipped(struct arena *a, struct shipped *s, const struct course_settings *settings)
{
	*s = (struct shipped){ 0 };
	if (walk_courses(a, settings->folder, &s->listing) != DONE)
		return false;
	s->part = listing_of(&s->listing, TEXT("safe-online"));
	s->media[0] = read_media_set(settings, TEXT("safe-online"), &s->part);
	s->look = (struct look){ settings, &s->listing, s->media, 1 };
	s->sources = arena_take_many(a, s->part.count + 1, sizeof *s->sources);
	for (size_t i = 0; i < s->part.count; i++)
		if (s->part.files[i].name.kind != FILE_OTHER)
			s->sources[s->count++] = load_source(&s->look, &s->part.files[i]);
	return s->count > 10;
}

static size_t count_lines(struct text bytes)
{
	size_t count = 1;

	for (size_t i = 0; i < bytes.size; i++)
		count += bytes.at[i] == '\n' ||
			(bytes.at[i] == '\r' && (i + 1 == bytes.size || bytes.at[i + 1] != '\n'));
	return count;
}

/* Problems stand in their file; parts are prose or a question that is there. */
static bool is_sound(const struct source *source)
{
	size_t lines = count_lines(source->bytes);

	for (size_t i = 0; i < source->problem_count; i++) {
		const struct problem *p = &source->problems[i];
		if (p->line < 0 || (size_t)p->line > lines + 1 || p->column < 0)
			return false;
	}
	for (size_t i = 0; i < source->part_count; i++)
		if (!source->parts[i].prose == !source->parts[i].question)
			return false;
	return true;
}

static size_t count_faults(const struct problem *problems, size_t count)
{
	size_t faults = 0;

	for (size_t i = 0; i < count; i++)
		faults += problem_weight_of(&problems[i]) == FAULT;
	return faults;
}

/* The course with source `which` replaced. */
static bool put_together(struct shipped *s, size_t which, struct source *changed)
{
	OWN_ARENA a = arena_open();
	struct problem_list problems = { .arena = a };
	struct known known = { 0 };
	struct source *original = s->sources[which];
	struct course_files files;
	struct course course = { 0 };
	size_t faults = count_faults(changed->problems, changed->problem_count);
	bool made = false;

	s->sources[which] = changed;
	if (gather_course(TEXT("safe-online"), s->sources, s->count, &files, &problems)) {
		check_course(&files, &known, &problems);
		made = faults + count_faults(problems.items, problems.count) == 0;
		if (made)
			make_course(a, &files, s->media[0], &course);
	}
	s->sources[which] = original;
	return made && course.page_count > 0;
}

static void try_rounds(struct shipped *s)
{
	struct dice dice = { 20261123 };
	size_t made = 0, problems = 0, unsound = 0;

	for (int round = 0; round < ROUNDS; round++) {
		OWN_ARENA a = arena_open();
		size_t which = roll(&dice, s->count), other = roll(&dice, s->count);
		struct text bytes = s->sources[which]->bytes;
		struct listed listed = { .name = s->sources[which]->name };
		struct source *changed;
		for (uint32_t i = roll(&dice, 3) + 1; i > 0; i--)
			bytes = mutate(a, &dice, bytes, s->sources[other]->bytes);
		changed = make_source(&s->look, &listed, bytes);
		if (!is_sound(changed) && unsound++ == 0)
			printf("# unsound:\n%.*s\n", SHOWN(bytes));
		problems += changed->problem_count;
		made += put_together(s, which, changed);
		release_source(changed);
	}
	CHECK(unsound == 0, "every problem has a place in its file, every part is something");
	CHECK(made > ROUNDS / 20 && problems > ROUNDS / 4,
		"%d mutations: %zu problems, and %zu courses without faults", ROUNDS, problems,
		made);
}

/* Units are read by the same hands. */
static void try_units(struct shipped *s)
{
	struct listing units = listing_of(&s->listing, TEXT("units"));
	struct dice dice = { 20261124 };
	size_t made = 0;

	for (int round = 0; round < ROUNDS / 4; round++) {
		OWN_ARENA a = arena_open();
		const struct listed *listed = &units.files[roll(&dice, units.count)];
		struct source *good = load_source(&s->look, listed), *changed;
		struct unit_files files = { .id = listed->name.id, .count = 1 };
		struct unit unit = { 0 };
		changed = make_source(&s->look, listed, mutate(a, &dice, good->bytes, good->bytes));
		files.all = &changed;
		if (count_faults(changed->problems, changed->problem_count) == 0) {
			make_unit(a, &files, &unit);
			made += unit.outcome_count > 0;
		}
		release_source(changed);
		release_source(good);
	}
	CHECK(made > 0 && made < (size_t)ROUNDS / 4, "%zu of %d changed units have no faults", made,
		ROUNDS / 4);
}

int main(void)
{
	OWN_ARENA a = arena_open();
	struct course_settings settings = { .folder = COURSES_FOLDER };
	struct shipped shipped;

	if (!CHECK(open_shipped(a, &shipped, &settings), "the shipped course is read"))
		return test_end();
	try_rounds(&shipped);
	try_units(&shipped);
	for (size_t i = 0; i < shipped.count; i++)
		release_source(shipped.sources[i]);
	release_media(shipped.media[0]);
	return test_end();
}
