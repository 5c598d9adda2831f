/*
 * names: what the path of a file says. A course is a folder, so the format's order, ids and
 * languages stand in names; everything here is a part of the path it was given.
 */
#include "course/inside.h"

#include <ctype.h>
#include <string.h>

static bool all_alnum(struct text t)
{
	for (size_t i = 0; i < t.size; i++)
		if (!isalnum((unsigned char)t.at[i]))
			return false;
	return t.size > 0;
}

/* BCP 47 in the shape that file names use: "fi", "zh-Hant", "fi-simple". */
bool is_language(struct text t)
{
	struct text rest = t, part = text_cut(&rest, '-');

	if (t.size > 35 || part.size < 2 || part.size > 3)
		return false;
	for (size_t i = 0; i < part.size; i++)
		if (part.at[i] < 'a' || part.at[i] > 'z')
			return false;
	while (rest.at) {
		part = text_cut(&rest, '-');
		if (part.size > 8 || !all_alnum(part))
			return false;
	}
	return true;
}

bool is_simple(struct text language)
{
	return text_ends(language, TEXT("-simple"));
}

/* "20-keeping" -> 20, "keeping". */
static bool split_number(struct text stem, int64_t *number, struct text *id)
{
	size_t digits = 0;

	while (digits < stem.size && isdigit((unsigned char)stem.at[digits]))
		digits++;
	if (digits == 0 || digits > 6 || digits >= stem.size || stem.at[digits] != '-')
		return false;
	*id = text_part(stem, digits + 1, stem.size);
	return text_number(text_part(stem, 0, digits), number) && text_is_id(*id);
}

/* "20-keeping.fi.md" -> "20-keeping", "fi". */
static bool split_file(struct text file, struct text *stem, struct text *language)
{
	struct text name = text_part(file, 0, file.size - 3);
	size_t dot = name.size;

	while (dot > 0 && name.at[dot - 1] != '.')
		dot--;
	if (dot == 0)
		return false;
	*stem = text_part(name, 0, dot - 1);
	*language = text_part(name, dot, name.size);
	return is_language(*language);
}

static enum file_kind kind_of_page(struct file_name *name)
{
	if (!name->module.size)
		return FILE_MISNAMED;
	if (text_is_chars(name->stem, "module")) {
		name->id = name->module;
		return FILE_MODULE;
	}
	return split_number(name->stem, &name->order, &name->id) ? FILE_PAGE : FILE_MISNAMED;
}

void read_name(struct text path, struct file_name *name)
{
	struct text rest = path, file, id;

	*name = (struct file_name){ .kind = FILE_OTHER, .path = path };
	name->course = text_cut(&rest, '/');
	if (!rest.at)
		return;
	file = text_cut(&rest, '/');
	if (rest.at) {
		name->folder = file;
		file = rest;
	}
	if (!text_ends(file, TEXT(".md")) || text_is_chars(file, "README.md") ||
		text_find_char(file, '/') < file.size)
		return;
	if (split_number(name->folder, &name->module_order, &id))
		name->module = id;
	if (!split_file(file, &name->stem, &name->language)) {
		name->kind = text_is_chars(name->folder, "media") ? FILE_OTHER : FILE_MISNAMED;
		return;
	}
	if (text_is_chars(name->folder, "media"))
		name->kind = FILE_WORDS;
	else if (name->folder.size)
		name->kind = kind_of_page(name);
	else if (text_is_chars(name->course, "units"))
		name->kind = text_is_id(name->stem) ? FILE_UNIT : FILE_MISNAMED;
	else
		name->kind = text_is_chars(name->stem, "course") ? FILE_COURSE : FILE_MISNAMED;
	if (name->kind == FILE_UNIT)
		name->id = name->stem;
	if (name->kind == FILE_COURSE)
		name->id = name->course;
	if (text_is_chars(name->course, "units") && name->folder.size && name->kind != FILE_WORDS)
		name->kind = FILE_OTHER;
}
