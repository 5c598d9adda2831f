/*
 * mail_address: e-mail addresses as people type them (RFC 5321, 4.1.2: dot-string and domain).
 */
#include "words/words.h"

#include <string.h>

#define LOCAL_MOST 64
#define LABEL_MOST 63

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* RFC 5322's atext */
static bool is_atom_char(char c)
{
	return is_letter(c) || is_digit(c) || (c && strchr("!#$%&'*+-/=?^_`{|}~", c));
}

static bool local_fits(struct text local)
{
	struct text rest = local;
	if (local.size == 0 || local.size > LOCAL_MOST)
		return false;
	while (rest.at) {
		struct text atom = text_cut(&rest, '.');
		if (atom.size == 0)
			return false;
		for (size_t i = 0; i < atom.size; i++)
			if (!is_atom_char(atom.at[i]))
				return false;
	}
	return true;
}

static bool label_fits(struct text label)
{
	if (label.size == 0 || label.size > LABEL_MOST || label.at[0] == '-' ||
		label.at[label.size - 1] == '-')
		return false;
	for (size_t i = 0; i < label.size; i++)
		if (!is_letter(label.at[i]) && !is_digit(label.at[i]) && label.at[i] != '-')
			return false;
	return true;
}

static bool host_fits(struct text host)
{
	struct text rest = host, label = NO_TEXT;
	size_t labels = 0;
	while (rest.at) {
		label = text_cut(&rest, '.');
		if (!label_fits(label))
			return false;
		labels++;
	}
	/* the last one is a name; numbers alone would be a machine's address */
	return labels >= 2 && is_letter(label.at[0]);
}

bool mail_address_read(struct text typed, struct text *address)
{
	struct text whole = text_trim(typed), host = whole;
	*address = NO_TEXT;
	if (whole.size > MAIL_ADDRESS_MOST)
		return false;
	struct text local = text_cut(&host, '@');
	if (!host.at || !local_fits(local) || !host_fits(host))
		return false;
	*address = whole;
	return true;
}
