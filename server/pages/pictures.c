/*
 * Pictures in place of a passphrase: choosing them one after another, wherever they are asked for or
 * made. Each press of a picture is a form of its own, so nothing here needs a script, a mouse or good
 * eyes; what has been chosen goes along in the form and stands on the page by number and name.
 *
 * The pictures stand in the same places for everybody, every time. That is for memory: a hand finds its
 * way back. Other places for each person would hold up nobody, for whoever guesses sees the page, too.
 * How many there are, and what that is worth, is said in learn.h.
 */
#include "inside.h"

static const char *const picture_names[PICTURE_COUNT] = {
	[PICTURE_CAT] = N_("cat"),
	[PICTURE_FISH] = N_("fish"),
	[PICTURE_BIRD] = N_("bird"),
	[PICTURE_BUTTERFLY] = N_("butterfly"),
	[PICTURE_SNAIL] = N_("snail"),
	[PICTURE_RABBIT] = N_("rabbit"),
	[PICTURE_APPLE] = N_("apple"),
	[PICTURE_CARROT] = N_("carrot"),
	[PICTURE_CHERRY] = N_("cherry"),
	[PICTURE_BREAD] = N_("bread"),
	[PICTURE_CHEESE] = N_("cheese"),
	[PICTURE_MUSHROOM] = N_("mushroom"),
	[PICTURE_CHAIR] = N_("chair"),
	[PICTURE_LAMP] = N_("lamp"),
	[PICTURE_BED] = N_("bed"),
	[PICTURE_CLOCK] = N_("clock"),
	[PICTURE_KEY] = N_("key"),
	[PICTURE_CANDLE] = N_("candle"),
	[PICTURE_HAMMER] = N_("hammer"),
	[PICTURE_SAW] = N_("saw"),
	[PICTURE_SCISSORS] = N_("scissors"),
	[PICTURE_BRUSH] = N_("paintbrush"),
	[PICTURE_BUCKET] = N_("bucket"),
	[PICTURE_LADDER] = N_("ladder"),
	[PICTURE_TREE] = N_("tree"),
	[PICTURE_FLOWER] = N_("flower"),
	[PICTURE_LEAF] = N_("leaf"),
	[PICTURE_MOUNTAIN] = N_("mountain"),
	[PICTURE_FIRE] = N_("fire"),
	[PICTURE_TENT] = N_("tent"),
	[PICTURE_SUN] = N_("sun"),
	[PICTURE_MOON] = N_("moon"),
	[PICTURE_STAR] = N_("star"),
	[PICTURE_CLOUD] = N_("cloud"),
	[PICTURE_RAINBOW] = N_("rainbow"),
	[PICTURE_SNOWFLAKE] = N_("snowflake"),
	[PICTURE_BOAT] = N_("boat"),
	[PICTURE_BICYCLE] = N_("bicycle"),
	[PICTURE_CAR] = N_("car"),
	[PICTURE_PLANE] = N_("plane"),
	[PICTURE_TRAIN] = N_("train"),
	[PICTURE_BRIDGE] = N_("bridge"),
	[PICTURE_HAT] = N_("hat"),
	[PICTURE_BOOT] = N_("boot"),
	[PICTURE_MITTEN] = N_("mitten"),
	[PICTURE_SOCK] = N_("sock"),
	[PICTURE_SHIRT] = N_("shirt"),
	[PICTURE_GLASSES] = N_("glasses"),
};

static const char *const group_names[PICTURE_GROUPS] = { N_("Animals"), N_("Food"), N_("At home"),
	N_("Tools"), N_("Outdoors"), N_("In the sky"), N_("On the way"), N_("Clothes") };

/* ---- the pictures to choose from ------------------------------------------------------------ */

static struct picture_row picture_row_of(const struct workshop *w, struct arena *a, size_t language,
	struct text drawings, enum picture picture)
{
	const char *word = picture_word(picture);
	return (struct picture_row){ .word = text_of(word),
		.name = say(w->views, language, picture_names[picture]),
		.link = arena_print(a, "%.*s#%s", SHOWN(drawings), word) };
}

void make_picture_pieces(struct workshop *w, struct text drawings)
{
	size_t languages = language_count(w->views);
	w->picture_pieces = arena_take_many(w->arena, languages, sizeof *w->picture_pieces);
	for (size_t l = 0; l < languages; l++) {
		struct picture_row rows[PICTURE_COUNT];
		struct picture_group groups[PICTURE_GROUPS];
		struct picture_grid_screen s = { .groups = groups, .groups_count = PICTURE_GROUPS };
		struct parcel parcel = parcel_in(w->arena);
		for (size_t i = 0; i < PICTURE_COUNT; i++)
			rows[i] = picture_row_of(w, w->arena, l, drawings, (enum picture)i);
		for (size_t i = 0; i < PICTURE_GROUPS; i++)
			groups[i] =
				(struct picture_group){ .name = say(w->views, l, group_names[i]),
					.pictures = &rows[i * PICTURES_IN_GROUP],
					.pictures_count = PICTURES_IN_GROUP };
		view_show(w->views, SCREEN_PICTURE_GRID, l, &s, &parcel);
		w->picture_pieces[l] = piece_make(w->arena, parcel_plain(&parcel));
	}
}

/* ---- choosing ------------------------------------------------------------------------------- */

struct picking picking_of(const struct request *rq)
{
	struct picking p = { .problem = NO_TEXT };
	struct text act = form_value(&rq->form, "do");
	enum picture picture;
	/* what we didn't write ourselves is no choice */
	if (!chosen_of(form_value(&rq->form, "chosen"), &p.chosen))
		p.chosen.count = 0;
	if (picture_of(form_value(&rq->form, "pick"), &picture) &&
		p.chosen.count < PICTURES_CHOSEN && !add_picture(&p.chosen, picture))
		p.problem = tell(
			rq, N_("You have that picture already. Each comes once: press another."));
	else if (text_is_chars(act, "undo") && p.chosen.count > 0)
		p.chosen.count--;
	else if (text_is_chars(act, "anew"))
		p.chosen.count = 0;
	p.whole = p.chosen.count == PICTURES_CHOSEN;
	p.sent = p.whole && text_is_chars(act, "use");
	return p;
}

struct text pictures_secret(const struct request *rq, const struct chosen_pictures *chosen)
{
	unsigned char digest[DIGEST_SIZE];
	struct text words = chosen_text(rq->arena, chosen);
	keyed_digest(workshop_of(rq)->seal, "pictures somebody chose", &words, 1, digest);
	return hex_text(rq->arena, digest, sizeof digest);
}

enum outcome show_pictures(struct request *rq, struct response *rs, const struct picking *picking,
	struct pictures_screen *s)
{
	const struct workshop *w = workshop_of(rq);
	const struct chosen_pictures *chosen = &picking->chosen;
	struct text drawings = static_path(w->http, "pictures.svg");
	size_t language = ui_language(rq);
	struct picture_row *rows = arena_take_many(rq->arena, PICTURES_CHOSEN, sizeof *rows);
	for (size_t i = 0; i < chosen->count; i++)
		rows[i] = picture_row_of(w, rq->arena, language, drawings, chosen->at[i]);
	s->words = chosen_text(rq->arena, chosen);
	s->chosen = rows;
	s->chosen_count = chosen->count;
	s->whole = picking->whole;
	s->most = PICTURES_CHOSEN;
	s->next = (int64_t)chosen->count + 1;
	s->picture_problem = picking->problem;
	s->grid_html = picking->whole ? NULL : w->picture_pieces[language];
	fill_frame(rq, rs, &s->frame,
		chosen->count > 0
			? say_count(w->views, rq->arena, language, N_("One picture chosen"),
				  N_("{n} pictures chosen"), (int64_t)chosen->count)
			: tell(rq, N_("Your pictures")));
	s->frame.more_css = static_path(w->http, "pictures.css");
	if (s->carried.form.size > 0)
		s->frame.languages_count = 0;
	if (picking->problem.size > 0)
		add_form_problem(rq, &s->frame, "chosen", picking->problem);
	return show(rq, rs, SCREEN_PICTURES, s);
}
