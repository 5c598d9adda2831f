/* Progress: what is done, what is started, and where a person goes on. */
#include "learn/learn.h"
#include "test.h"

static void check_pages(void)
{
	static const struct {
		const char *says;
		bool opened;
		size_t questions, answered;
		enum page_state state;
	} cases[] = {
		{ "a page nobody opened is not started", false, 3, 0, PAGE_NOT_STARTED },
		{ "nor one without questions", false, 0, 0, PAGE_NOT_STARTED },
		{ "an opened page without questions is done", true, 0, 0, PAGE_DONE },
		{ "an opened page with questions is started", true, 3, 0, PAGE_STARTED },
		{ "with some answers, too", true, 3, 2, PAGE_STARTED },
		{ "with all it is done", true, 3, 3, PAGE_DONE },
		{ "also when a question was taken away since", true, 2, 3, PAGE_DONE },
		{ "answers without a visit are a start", false, 3, 3, PAGE_STARTED },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(page_state_of(cases[i].opened, cases[i].questions, cases[i].answered) ==
				cases[i].state,
			"%s", cases[i].says);
}

static void check_wholes(void)
{
	static const struct {
		const char *says;
		struct progress progress;
		enum page_state state;
	} cases[] = {
		{ "no page begun: not started", { 5, 0, 0 }, PAGE_NOT_STARTED },
		{ "one started: started", { 5, 0, 1 }, PAGE_STARTED },
		{ "one done: started", { 5, 1, 0 }, PAGE_STARTED },
		{ "all but one done: started", { 5, 4, 1 }, PAGE_STARTED },
		{ "all done: done", { 5, 5, 0 }, PAGE_DONE },
		{ "a course without pages is not started", { 0, 0, 0 }, PAGE_NOT_STARTED },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK(progress_state(cases[i].progress) == cases[i].state, "%s", cases[i].says);
}

/* Pages as letters: d done, s started, n not started. */
static void check_continue(void)
{
	static const struct {
		const char *says, *pages;
		size_t last, at;
	} cases[] = {
		{ "a new person begins at the beginning", "nnn", 3, 0 },
		{ "the page last visited, if it isn't done", "dsn", 1, 1 },
		{ "also when an earlier one isn't done", "nsn", 1, 1 },
		{ "else the next that isn't done", "ddn", 1, 2 },
		{ "passing over done ones", "dddsn", 0, 3 },
		{ "after the last page back to the first left out", "dndd", 3, 1 },
		{ "all done: nowhere", "ddd", 1, 3 },
		{ "all done, none visited: nowhere", "ddd", 3, 3 },
		{ "none visited: the first that isn't done", "dsn", 3, 1 },
		{ "a page that is gone counts as none", "dsn", 99, 1 },
		{ "no pages: nowhere", "", 0, 0 },
		{ "the only page", "n", 0, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		enum page_state states[8] = { PAGE_DONE };
		size_t count = strlen(cases[i].pages);
		for (size_t p = 0; p < count; p++)
			states[p] = cases[i].pages[p] == 'd' ? PAGE_DONE
				: cases[i].pages[p] == 's'   ? PAGE_STARTED
							     : PAGE_NOT_STARTED;
		CHECK(continue_at(states, count, cases[i].last) == cases[i].at, "%s",
			cases[i].says);
	}
}

int main(void)
{
	check_pages();
	check_wholes();
	check_continue();
	return test_end();
}
