/*
 * Where an author's link leads. First line: the target; second: the file it stands in; the rest: the
 * files there are. What comes out is followed by a browser, so it is judged as one reads it.
 */
#include "course/inside.h"
#include "course/strict.h"
#include "fuzz.h"

static void add_file(struct arena *a, struct listing *listing, size_t *room, struct text path)
{
	GROW(a, listing->files, listing->count, *room);
	read_name(path, &listing->files[listing->count++].name);
}

static void check_link(struct arena *a, const struct listing *listing, const struct file_name *from,
	struct text target, bool picture)
{
	struct buffer html = buffer_in(a);
	struct text address;
	enum link_fate fate = resolve_link(a, listing, from, target, picture, &address);

	HOLDS((unsigned)fate <= LINK_FOREIGN);
	HOLDS(url_allowed(target) == (fate != LINK_REFUSED));
	if (fate != LINK_WELL || !is_sound(target))
		return;
	HOLDS(url_allowed(address));
	add_address(&html, address);
	HOLDS(address_safe(decode(a, buffer_text(&html)), picture));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	OWN_ARENA a = arena_open();
	struct text rest = input_of(data, size), target = first_line(&rest);
	struct file_name from;
	struct listing listing = { 0 };
	size_t room = 0;

	read_name(first_line(&rest), &from);
	while (rest.size && listing.count < 32)
		add_file(a, &listing, &room, first_line(&rest));
	sort_listing(&listing);
	check_link(a, &listing, &from, target, false);
	check_link(a, &listing, &from, target, true);
	HOLDS(arena_within(a, 64 * size + 64 * target.size * (target.size + from.path.size)));
	return 0;
}
