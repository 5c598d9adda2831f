/*
 * art: what a badge looks like: a stepping stone, on it a sign and the year. All of it is strokes with
 * round ends, so that the same few points make the SVG and, by the distance of each pixel from them,
 * the PNG: no library that draws anything is asked to draw only this. On a grid of 128, of which four
 * are a pixel where it is shown at 32.
 */
#include "badge/inside.h"

#include <math.h>
#include <string.h>

#define GRID 128
#define STONE_WIDTH 108
#define SIGN_WIDTH 6
#define YEAR_WIDTH 5
#define SIGN_X 42
#define SIGN_Y 22
#define YEAR_X 31
#define YEAR_Y 81
#define DIGIT_STEP 18
#define POINTS_MOST 40

#define UP (-1)   /* the next point begins a new stroke */
#define LAST (-2) /* ends a list of points */

static const signed char stone[] = { 57, 62, 71, 66, LAST };

/* On 44 by 44. */
static const struct {
	const char *words;
	bool digital; /* for units about digital skills; the others for all else */
	signed char points[POINTS_MOST * 2];
} signs[] = {
	{ N_("a key"), true,
		{ 22, 22, 19, 29, 12, 32, 5, 29, 2, 22, 5, 15, 12, 12, 19, 15, 22, 22, 43, 22, 43,
			31, UP, 34, 22, 34, 29, LAST } },
	{ N_("a lock"), true,
		{ 6, 20, 38, 20, 38, 43, 6, 43, 6, 20, UP, 12, 20, 12, 9, 16, 3, 22, 1, 28, 3, 32,
			9, 32, 20, UP, 22, 29, 22, 34, LAST } },
	{ N_("a phone"), true, { 10, 1, 34, 1, 34, 43, 10, 43, 10, 1, UP, 20, 35, 24, 35, LAST } },
	{ N_("a shield"), true,
		{ 22, 1, 40, 7, 40, 22, 35, 33, 22, 43, 9, 33, 4, 22, 4, 7, 22, 1, UP, 13, 21, 20,
			28, 31, 15, LAST } },
	{ N_("a speech bubble"), true,
		{ 3, 4, 41, 4, 41, 31, 24, 31, 13, 42, 13, 31, 3, 31, 3, 4, UP, 13, 18, UP, 22, 18,
			UP, 31, 18, LAST } },
	{ N_("a briefcase"), false,
		{ 2, 12, 42, 12, 42, 40, 2, 40, 2, 12, UP, 14, 12, 14, 3, 30, 3, 30, 12, UP, 2, 25,
			42, 25, LAST } },
	{ N_("a hammer"), false, { 16, 3, 41, 24, UP, 29, 14, 5, 42, LAST } },
	{ N_("a leaf"), false,
		{ 3, 43, 28, 16, UP, 12, 33, 8, 20, 17, 6, 42, 2, 39, 24, 28, 36, 12, 33, LAST } },
	{ N_("a star"), false,
		{ 22, 1, 28, 15, 43, 16, 32, 26, 35, 41, 22, 33, 9, 41, 12, 26, 1, 16, 16, 15, 22,
			1, LAST } },
	{ N_("a book"), false,
		{ 22, 9, 22, 42, UP, 22, 9, 14, 4, 1, 4, 1, 37, 14, 37, 22, 42, 30, 37, 43, 37, 43,
			4, 30, 4, 22, 9, LAST } },
	{ N_("a bridge"), false,
		{ 1, 36, 43, 36, UP, 3, 36, 6, 26, 13, 16, 22, 12, 31, 16, 38, 26, 41, 36, UP, 14,
			16, 14, 36, UP, 30, 16, 30, 36, LAST } },
	{ N_("a house"), false,
		{ 1, 22, 22, 3, 43, 22, UP, 8, 17, 8, 42, 36, 42, 36, 17, UP, 22, 42, 22, 31,
			LAST } },
};

/* On 12 by 22. */
static const signed char digits[10][POINTS_MOST] = {
	{ 0, 4, 3, 0, 9, 0, 12, 4, 12, 18, 9, 22, 3, 22, 0, 18, 0, 4, LAST },
	{ 3, 4, 7, 0, 7, 22, LAST },
	{ 0, 4, 3, 0, 9, 0, 12, 4, 12, 8, 0, 22, 12, 22, LAST },
	{ 0, 2, 3, 0, 9, 0, 12, 4, 12, 7, 8, 10, 5, 10, UP, 8, 10, 12, 14, 12, 18, 9, 22, 3, 22, 0,
		20, LAST },
	{ 9, 22, 9, 0, 0, 15, 12, 15, LAST },
	{ 11, 0, 1, 0, 0, 10, 4, 9, 9, 9, 12, 13, 12, 18, 9, 22, 3, 22, 0, 20, LAST },
	{ 11, 1, 9, 0, 4, 0, 0, 6, 0, 18, 3, 22, 9, 22, 12, 18, 12, 13, 9, 9, 3, 9, 0, 12, LAST },
	{ 0, 0, 12, 0, 4, 22, LAST },
	{ 3, 10, 0, 7, 0, 4, 3, 0, 9, 0, 12, 4, 12, 7, 9, 10, 3, 10, 0, 14, 0, 18, 3, 22, 9, 22, 12,
		18, 12, 14, 9, 10, LAST },
	{ 1, 21, 3, 22, 8, 22, 12, 16, 12, 4, 9, 0, 3, 0, 0, 4, 0, 9, 3, 13, 9, 13, 12, 10, LAST },
};

/* White on any of them has a contrast of 6 or more (WCAG 2.2, 1.4.11 wants 3). */
static const unsigned char colours[][3] = { { 0x17, 0x59, 0x4a }, { 0x0f, 0x5a, 0x6e },
	{ 0x5b, 0x3e, 0x8c }, { 0x8a, 0x33, 0x24 }, { 0x4b, 0x5d, 0x16 }, { 0x27, 0x4b, 0x8f },
	{ 0x8a, 0x1f, 0x5c }, { 0x6b, 0x4a, 0x2b } };
static const unsigned char white[3] = { 0xff, 0xff, 0xff }, sun[3] = { 0xff, 0xc9, 0x40 };

bool badge_is_digital(const struct text *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_starts(codes[i], TEXT("digcomp")))
			return true;
	return false;
}

struct badge_art badge_art_of(struct text unit, bool digital, int year)
{
	unsigned char digest[DIGEST_SIZE];
	size_t fitting[COUNT_OF(signs)] = { 0 }, count = 0;

	for (size_t i = 0; i < COUNT_OF(signs); i++)
		if (signs[i].digital == digital)
			fitting[count++] = i;
	digest_of(unit, digest, sizeof digest);
	return (struct badge_art){ .sign = fitting[digest[0] % count],
		.colour = digest[1] % COUNT_OF(colours),
		.year = year < 0 || year > 9999 ? 0 : year };
}

const char *badge_art_words(struct badge_art art)
{
	return signs[art.sign].words;
}

/* ---- as strokes ------------------------------------------------------------------------------------ */

/* Strokes of one colour and width, each list of points moved to its place. */
struct layer {
	const unsigned char *colour;
	int width;
	struct {
		const signed char *points;
		int x, y;
	} parts[4];
	size_t count;
};

static void make_layers(struct badge_art art, struct layer layers[3])
{
	int digit = art.year;

	layers[0] = (struct layer){ colours[art.colour], STONE_WIDTH, { { stone, 0, 0 } }, 1 };
	layers[1] = (struct layer){ white, SIGN_WIDTH,
		{ { signs[art.sign].points, SIGN_X, SIGN_Y } }, 1 };
	layers[2] = (struct layer){ .colour = sun, .width = YEAR_WIDTH, .count = 4 };
	for (size_t i = 4; i-- > 0; digit /= 10) {
		layers[2].parts[i].points = digits[digit % 10];
		layers[2].parts[i].x = YEAR_X + (int)i * DIGIT_STEP;
		layers[2].parts[i].y = YEAR_Y;
	}
}

static void add_path(struct buffer *svg, const struct layer *layer)
{
	buffer_print(svg, "<path stroke=\"#%02x%02x%02x\" stroke-width=\"%d\" d=\"",
		layer->colour[0], layer->colour[1], layer->colour[2], layer->width);
	for (size_t i = 0; i < layer->count; i++) {
		const signed char *p = layer->parts[i].points;
		for (bool down = false; *p != LAST; p += 2, down = true) {
			if (*p == UP)
				p++, down = false;
			buffer_print(svg, "%c%d %d", down ? 'L' : 'M', p[0] + layer->parts[i].x,
				p[1] + layer->parts[i].y);
			if (!down && (p[2] == UP || p[2] == LAST))
				buffer_add_chars(svg, "h0"); /* a dot */
		}
	}
	buffer_add_chars(svg, "\"/>");
}

struct text badge_art_svg(struct arena *a, struct badge_art art, struct text title)
{
	struct buffer svg = buffer_in(a);
	struct layer layers[3];

	make_layers(art, layers);
	buffer_print(&svg,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
		"height=\"%d\" role=\"img\"><title>",
		GRID, GRID, BADGE_ART_SIDE, BADGE_ART_SIDE);
	buffer_add_html(&svg, title);
	buffer_add_chars(&svg,
		"</title><g fill=\"none\" stroke-linecap=\"round\" "
		"stroke-linejoin=\"round\">");
	for (size_t i = 0; i < COUNT_OF(layers); i++)
		add_path(&svg, &layers[i]);
	buffer_add_chars(&svg, "</g></svg>");
	return buffer_text(&svg);
}

/* ---- as pixels --------------------------------------------------------------------------------------- */

#define SCALE ((double)BADGE_ART_SIDE / GRID)

struct point {
	double x, y;
};

static double distance(struct point p, struct point a, struct point b)
{
	double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
	double along = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;

	along = along < 0 ? 0 : along > 1 ? 1 : along;
	return hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

static size_t clamp(double pixel)
{
	return pixel < 0 ? 0 : pixel > BADGE_ART_SIDE ? BADGE_ART_SIDE : (size_t)pixel;
}

/* How much of each pixel the stroke from a to b covers, 0 to 255; what was covered more stays. */
static void cover(unsigned char *mask, struct point a, struct point b, double radius)
{
	size_t left = clamp(fmin(a.x, b.x) - radius - 1),
	       right = clamp(fmax(a.x, b.x) + radius + 2);
	size_t top = clamp(fmin(a.y, b.y) - radius - 1), end = clamp(fmax(a.y, b.y) + radius + 2);

	for (size_t y = top; y < end; y++) {
		for (size_t x = left; x < right; x++) {
			struct point p = { (double)x + 0.5, (double)y + 0.5 };
			double part = radius + 0.5 - distance(p, a, b);
			unsigned char *at = mask + y * BADGE_ART_SIDE + x;
			unsigned char covered = (unsigned char)(part <= 0 ? 0
					: part >= 1                       ? 255
									  : part * 255);
			if (covered > *at)
				*at = covered;
		}
	}
}

static struct point point_at(const signed char *p, int x, int y)
{
	return (struct point){ (p[0] + x) * SCALE, (p[1] + y) * SCALE };
}

static void cover_layer(unsigned char *mask, const struct layer *layer)
{
	double radius = layer->width * SCALE / 2;

	for (size_t i = 0; i < layer->count; i++) {
		const signed char *p = layer->parts[i].points;
		int x = layer->parts[i].x, y = layer->parts[i].y;
		struct point pen = point_at(p, x, y);
		for (; *p != LAST; p += 2) {
			if (*p == UP)
				pen = point_at(++p, x, y);
			struct point next = point_at(p, x, y);
			cover(mask, pen, next, radius);
			pen = next;
		}
	}
}

/* Laid over what is there (Porter and Duff's "over", without premultiplying: below is either clear or
 * whole but for the stone's edge, which nothing else reaches). */
static void paint(unsigned char *pixels, const unsigned char *mask, const unsigned char *colour)
{
	for (size_t i = 0; i < (size_t)BADGE_ART_SIDE * BADGE_ART_SIDE; i++) {
		unsigned char *pixel = pixels + i * 4;
		unsigned part = mask[i];
		if (part == 0)
			continue;
		for (size_t c = 0; c < 3; c++)
			pixel[c] = pixel[3] == 0
				? colour[c]
				: (unsigned char)((colour[c] * part + pixel[c] * (255 - part)) /
					  255);
		pixel[3] = (unsigned char)(part + pixel[3] * (255 - part) / 255);
	}
}

struct text badge_art_png(struct arena *a, struct badge_art art)
{
	OWN_ARENA scratch = arena_open();
	size_t count = (size_t)BADGE_ART_SIDE * BADGE_ART_SIDE;
	unsigned char *pixels = arena_take(scratch, count * 4);
	struct layer layers[3];

	make_layers(art, layers);
	for (size_t i = 0; i < COUNT_OF(layers); i++) {
		unsigned char *mask = arena_take(scratch, count);
		cover_layer(mask, &layers[i]);
		paint(pixels, mask, layers[i].colour);
	}
	return png_make(a, pixels, BADGE_ART_SIDE, BADGE_ART_SIDE);
}
