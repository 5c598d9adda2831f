/*
 * links: where an author's link leads. Authors write names of files, as any Markdown viewer
 * understands them; on the site they become addresses of courses, pages, units and media. What
 * exists is what the listing says, never the disk, so an answer can be asked again cheaply.
 */
#include "course/inside.h"

#include <ctype.h>
#include <string.h>

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "my%20page.md" -> "my page.md"; a lone % stays. */
static struct text undo_percent(struct arena *a, struct text t)
{
	struct buffer out = buffer_in(a);

	for (size_t i = 0; i < t.size; i++) {
		int high = t.at[i] == '%' && i + 2 < t.size ? hex_value(t.at[i + 1]) : -1;
		int low = high >= 0 ? hex_value(t.at[i + 2]) : -1;
		buffer_add_char(&out, (char)(low >= 0 ? high * 16 + low : t.at[i]));
		i += low >= 0 ? 2 : 0;
	}
	return buffer_text(&out);
}

static void drop_last(struct text *path)
{
	while (path->size > 0 && path->at[path->size - 1] != '/')
		path->size--;
	if (path->size > 0)
		path->size--;
}

/* `target` seen from the folder of `from`; empty where it leaves the courses folder. */
static struct text join_path(struct arena *a, struct text from, struct text target)
{
	struct text folder = from, rest = target;

	drop_last(&folder);
	while (rest.at) {
		struct text part = text_cut(&rest, '/');
		if (text_is_chars(part, "."))
			continue;
		if (!part.size)
			return NO_TEXT;
		if (text_is_chars(part, "..")) {
			if (!folder.size)
				return NO_TEXT;
			drop_last(&folder);
			continue;
		}
		folder = arena_print(
			a, "%.*s%s%.*s", SHOWN(folder), folder.size ? "/" : "", SHOWN(part));
	}
	return folder;
}

/* "media/x.png" means the course's own media wherever the page stands. */
static const struct listed *find_target(struct arena *a, const struct listing *listing,
	const struct file_name *from, struct text target)
{
	const struct listed *found = find_listed(listing, join_path(a, from->path, target));

	if (found || !text_starts(target, TEXT("media/")))
		return found;
	return find_listed(
		listing, arena_print(a, "%.*s/%.*s", SHOWN(from->course), SHOWN(target)));
}

static bool is_media(const struct file_name *name)
{
	return text_is_chars(name->folder, "media");
}

static bool address_of(struct buffer *out, const struct file_name *name)
{
	if (is_media(name) && name->kind != FILE_WORDS) {
		buffer_print(out, "/courses/%.*s/media/", SHOWN(name->course));
		buffer_add_url(out, text_part(name->path, name->course.size + 7, name->path.size));
		return true;
	}
	switch (name->kind) {
	case FILE_UNIT:
		buffer_print(out, "/units/%.*s", SHOWN(name->id));
		return true;
	case FILE_COURSE:
		buffer_print(out, "/courses/%.*s", SHOWN(name->course));
		return true;
	case FILE_MODULE:
		buffer_print(out, "/courses/%.*s#%.*s", SHOWN(name->course), SHOWN(name->module));
		return true;
	case FILE_PAGE:
		buffer_print(out, "/courses/%.*s/%.*s", SHOWN(name->course), SHOWN(name->id));
		return true;
	case FILE_WORDS:
	case FILE_OTHER:
	case FILE_SHUT_FOLDER:
	case FILE_MISNAMED:
		break;
	}
	return false;
}

/* Letters, digits, + - . before a colon that stands before any / ? #. */
static bool has_scheme(struct text target)
{
	size_t i = 0;

	while (i < target.size &&
		(isalnum((unsigned char)target.at[i]) || strchr("+-.", target.at[i])))
		i++;
	return i > 0 && i < target.size && target.at[i] == ':';
}

enum link_fate resolve_link(struct arena *a, const struct listing *listing,
	const struct file_name *from, struct text target, bool picture, struct text *address)
{
	size_t hash = text_find_char(target, '#');
	struct text file = undo_percent(a, text_part(target, 0, hash));
	struct text anchor = text_part(target, hash, target.size);
	struct buffer out = buffer_in(a);
	const struct listed *found;

	*address = NO_TEXT;
	if (!url_allowed(target))
		return LINK_REFUSED;
	if (has_scheme(target) || text_starts(target, TEXT("//"))) {
		*address = target;
		return picture ? LINK_FOREIGN : LINK_WELL;
	}
	if (!file.size) {
		*address = anchor;
		return picture || !anchor.size ? LINK_NOWHERE : LINK_WELL;
	}
	found = find_target(a, listing, from, file);
	if (!found || !address_of(&out, &found->name))
		return LINK_NOWHERE;
	if (picture && !(is_media(&found->name) && text_is(found->name.course, from->course)))
		return LINK_FOREIGN;
	if (anchor.size && found->name.kind == FILE_MODULE)
		out.size = text_find_char(buffer_text(&out), '#');
	buffer_add(&out, anchor);
	*address = buffer_text(&out);
	return LINK_WELL;
}
