/*
 * plural: the Plural-Forms formula of a catalogue, read once into a small tree and evaluated for a
 * number. The formula comes from a file, so reading is bounded (nodes, depth, digits) and
 * evaluating can neither fail nor divide by zero. Numbers are unsigned, as gettext has them.
 */
#include "view/inside.h"

#include <string.h>

enum { DEPTH_MOST = 40 };

enum plural_kind {
	PLURAL_N,
	PLURAL_NUMBER,
	PLURAL_NOT,
	PLURAL_TIMES,
	PLURAL_OVER,
	PLURAL_REST,
	PLURAL_PLUS,
	PLURAL_MINUS,
	PLURAL_LESS,
	PLURAL_LESS_OR_SAME,
	PLURAL_MORE,
	PLURAL_MORE_OR_SAME,
	PLURAL_SAME,
	PLURAL_OTHER,
	PLURAL_AND,
	PLURAL_OR,
	PLURAL_CHOICE,
};

const struct plural plural_of_english = { .forms = 2,
	.root = 2,
	.count = 3,
	.nodes = { { .kind = PLURAL_N }, { .kind = PLURAL_NUMBER, .number = 1 },
		{ .kind = PLURAL_OTHER, .a = 0, .b = 1 } } };

/* Operators of two sides; a higher level binds closer. Longer spellings stand first. */
static const struct operator_row {
	const char *sign;
	enum plural_kind kind;
	int level;
} operators[] = {
	{ "||", PLURAL_OR, 1 },
	{ "&&", PLURAL_AND, 2 },
	{ "==", PLURAL_SAME, 3 },
	{ "!=", PLURAL_OTHER, 3 },
	{ "<=", PLURAL_LESS_OR_SAME, 4 },
	{ ">=", PLURAL_MORE_OR_SAME, 4 },
	{ "<", PLURAL_LESS, 4 },
	{ ">", PLURAL_MORE, 4 },
	{ "+", PLURAL_PLUS, 5 },
	{ "-", PLURAL_MINUS, 5 },
	{ "*", PLURAL_TIMES, 6 },
	{ "/", PLURAL_OVER, 6 },
	{ "%", PLURAL_REST, 6 },
};

/* ---- reading --------------------------------------------------------------------------- */

struct reader {
	struct text rest;
	struct plural *plural;
	unsigned depth;
	bool broken;
};

static uint8_t read_choice(struct reader *r);

static void skip_blanks(struct reader *r)
{
	while (r->rest.size && strchr(" \t\r\n", r->rest.at[0]) && r->rest.at[0])
		r->rest = text_part(r->rest, 1, r->rest.size);
}

static bool take_sign(struct reader *r, const char *sign)
{
	skip_blanks(r);
	if (!text_starts(r->rest, text_of(sign)))
		return false;
	r->rest = text_part(r->rest, strlen(sign), r->rest.size);
	return true;
}

static uint8_t add_plural_node(struct reader *r, struct plural_node node)
{
	if (r->plural->count >= PLURAL_NODES_MOST) {
		r->broken = true;
		return 0;
	}
	r->plural->nodes[r->plural->count] = node;
	return r->plural->count++;
}

static uint8_t read_number(struct reader *r)
{
	uint64_t number = 0;
	size_t digits = 0;

	while (digits < r->rest.size && r->rest.at[digits] >= '0' && r->rest.at[digits] <= '9' &&
		digits < 9)
		number = number * 10 + (uint64_t)(r->rest.at[digits++] - '0');
	if (digits == 0)
		r->broken = true;
	r->rest = text_part(r->rest, digits, r->rest.size);
	return add_plural_node(
		r, (struct plural_node){ .kind = PLURAL_NUMBER, .number = (uint32_t)number });
}

/* A number, n, ( ... ) or ! before one of them. */
static uint8_t read_single(struct reader *r)
{
	uint8_t inner;

	if (r->broken || r->depth >= DEPTH_MOST) {
		r->broken = true;
		return 0;
	}
	r->depth++;
	if (take_sign(r, "!")) {
		inner = read_single(r);
		inner = add_plural_node(r, (struct plural_node){ .kind = PLURAL_NOT, .a = inner });
	} else if (take_sign(r, "(")) {
		inner = read_choice(r);
		r->broken = !take_sign(r, ")") || r->broken;
	} else if (take_sign(r, "n")) {
		inner = add_plural_node(r, (struct plural_node){ .kind = PLURAL_N });
	} else {
		inner = read_number(r);
	}
	r->depth--;
	return inner;
}

/* Operators that bind at least as close as `level`, from the left. */
static uint8_t read_pairs(struct reader *r, int level)
{
	uint8_t left = read_single(r), right;

	for (size_t i = 0; i < COUNT_OF(operators) && !r->broken;) {
		const struct operator_row *row = &operators[i];
		if (row->level < level || !take_sign(r, row->sign)) {
			i++;
			continue;
		}
		right = read_pairs(r, row->level + 1);
		left = add_plural_node(r,
			(struct plural_node){ .kind = (uint8_t)row->kind, .a = left, .b = right });
		i = 0;
	}
	return left;
}

static uint8_t read_choice(struct reader *r)
{
	uint8_t asked = read_pairs(r, 1), yes, no;

	if (r->broken || !take_sign(r, "?"))
		return asked;
	if (++r->depth >= DEPTH_MOST)
		r->broken = true;
	yes = r->broken ? 0 : read_choice(r);
	r->broken = !take_sign(r, ":") || r->broken;
	no = r->broken ? 0 : read_choice(r);
	r->depth--;
	return add_plural_node(
		r, (struct plural_node){ .kind = PLURAL_CHOICE, .a = asked, .b = yes, .c = no });
}

bool read_plural(struct text header, struct plural *plural)
{
	struct reader r = { .rest = header, .plural = plural };

	*plural = (struct plural){ 0 };
	if (!take_sign(&r, "nplurals") || !take_sign(&r, "="))
		return false;
	skip_blanks(&r);
	plural->forms = plural->nodes[read_number(&r)].number;
	if (!take_sign(&r, ";") || !take_sign(&r, "plural") || !take_sign(&r, "="))
		return false;
	plural->root = read_choice(&r);
	take_sign(&r, ";");
	skip_blanks(&r);
	return !r.broken && r.rest.size == 0 && plural->forms >= 1 &&
		plural->forms <= PLURAL_FORMS_MOST;
}

/* ---- evaluating ------------------------------------------------------------------------ */

static uint64_t pair_value(uint8_t kind, uint64_t a, uint64_t b)
{
	switch (kind) {
	case PLURAL_TIMES:
		return a * b;
	case PLURAL_OVER:
		return b ? a / b : 0;
	case PLURAL_REST:
		return b ? a % b : 0;
	case PLURAL_PLUS:
		return a + b;
	case PLURAL_MINUS:
		return a - b;
	case PLURAL_LESS:
		return a < b;
	case PLURAL_LESS_OR_SAME:
		return a <= b;
	case PLURAL_MORE:
		return a > b;
	case PLURAL_MORE_OR_SAME:
		return a >= b;
	case PLURAL_SAME:
		return a == b;
	default:
		return a != b;
	}
}

/* Every node is worked out at most once, and a node's parts stand before it: this ends. */
static uint64_t node_value(const struct plural *plural, uint8_t at, uint64_t n)
{
	const struct plural_node *node = &plural->nodes[at];

	switch (node->kind) {
	case PLURAL_N:
		return n;
	case PLURAL_NUMBER:
		return node->number;
	case PLURAL_NOT:
		return !node_value(plural, node->a, n);
	case PLURAL_AND:
		return node_value(plural, node->a, n) && node_value(plural, node->b, n);
	case PLURAL_OR:
		return node_value(plural, node->a, n) || node_value(plural, node->b, n);
	case PLURAL_CHOICE:
		return node_value(plural, node->a, n) ? node_value(plural, node->b, n)
						      : node_value(plural, node->c, n);
	default:
		return pair_value(
			node->kind, node_value(plural, node->a, n), node_value(plural, node->b, n));
	}
}

unsigned plural_form(const struct plural *plural, int64_t n)
{
	uint64_t size = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	uint64_t form = node_value(plural, plural->root, size);

	return form < plural->forms ? (unsigned)form : 0;
}
