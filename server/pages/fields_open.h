/*
 * fields_open: the field tables of screens_open.h; a part of screens.c, which alone includes it.
 */
#ifndef ASKEL_PAGES_FIELDS_OPEN_H
#define ASKEL_PAGES_FIELDS_OPEN_H

static const struct field stored_line_fields[] = { FIELD_TEXT(stored_line, purpose),
	FIELD_TEXT(stored_line, seen), FIELD_TEXT(stored_line, kept),
	FIELD_TEXT(stored_line, columns), END_OF_FIELDS };

static const struct field stored_section_fields[] = { FIELD_TEXT(stored_section, name),
	FIELD_TEXT(stored_section, ground), FIELD_ROWS(stored_section, rows, stored_line_fields),
	END_OF_FIELDS };

static const struct field stored_fields[] = {
	FIELD_ROWS(stored_screen, sections, stored_section_fields), END_OF_FIELDS
};

static const struct field privacy_fields[] = { FRAME(privacy_screen),
	FIELD_FLAG(privacy_screen, client), FIELD_TEXT(privacy_screen, controller),
	FIELD_TEXT(privacy_screen, contact), FIELD_TEXT(privacy_screen, ground),
	FIELD_TEXT(privacy_screen, sessions_kept), FIELD_NUMBER(privacy_screen, own_days),
	FIELD_NUMBER(privacy_screen, words_days), FIELD_NUMBER(privacy_screen, learning_days),
	FIELD_FLAG(privacy_screen, passphrase), FIELD_FLAG(privacy_screen, pictures),
	FIELD_TEXT(privacy_screen, provider), FIELD_FLAG(privacy_screen, provider_clients),
	FIELD_TEXT(privacy_screen, reason), FIELD_TEXT(privacy_screen, reason_lang),
	FIELD_FLAG(privacy_screen, mail), FIELD_PIECE(privacy_screen, stored_html), END_OF_FIELDS };

static const struct field statement_fields[] = { FRAME(statement_screen),
	FIELD_TEXT(statement_screen, origin), FIELD_FLAG(statement_screen, full),
	FIELD_FLAG(statement_screen, partial), FIELD_FLAG(statement_screen, none),
	FIELD_TEXT(statement_screen, gaps), FIELD_TEXT(statement_screen, gaps_lang),
	FIELD_TEXT(statement_screen, assessed), FIELD_TEXT(statement_screen, assessor),
	FIELD_TEXT(statement_screen, made), FIELD_TEXT(statement_screen, supervisor),
	END_OF_FIELDS };

static const struct field access_form_fields[] = { FRAME(access_form_screen),
	FIELD_LINK(access_form_screen, action), FIELD_TEXT(access_form_screen, words),
	FIELD_TEXT(access_form_screen, words_problem), FIELD_TEXT(access_form_screen, reach),
	FIELD_TEXT(access_form_screen, reach_problem), FIELD_NUMBER(access_form_screen, days),
	END_OF_FIELDS };

static const struct field access_thanks_fields[] = { FRAME(access_thanks_screen),
	FIELD_NUMBER(access_thanks_screen, days), END_OF_FIELDS };

static const struct field access_row_fields[] = { FIELD_LINK(access_row, link),
	FIELD_TEXT(access_row, words), FIELD_TEXT(access_row, answer_by),
	FIELD_TEXT(access_row, answered), FIELD_FLAG(access_row, late),
	FIELD_FLAG(access_row, done), END_OF_FIELDS };

static const struct field access_list_fields[] = { FRAME(access_list_screen),
	FIELD_FLAG(access_list_screen, answered), FIELD_NUMBER(access_list_screen, waiting),
	FIELD_ROWS(access_list_screen, rows, access_row_fields),
	FIELD_NUMBER(access_list_screen, rows_count), FIELD_LINK(access_list_screen, previous_link),
	FIELD_LINK(access_list_screen, next_link), END_OF_FIELDS };

static const struct field access_one_fields[] = { FRAME(access_one_screen),
	FIELD_STRUCT(access_one_screen, row, access_row_fields),
	FIELD_LINK(access_one_screen, action),
	FIELD_ROWS(access_one_screen, paragraphs, paragraph_fields),
	FIELD_TEXT(access_one_screen, reach), FIELD_TEXT(access_one_screen, sent),
	FIELD_TEXT(access_one_screen, language), END_OF_FIELDS };

#endif
