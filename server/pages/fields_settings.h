/*
 * fields_settings: the field tables of screens_settings.h; a part of screens.c, which alone includes it.
 */
#ifndef ASKEL_PAGES_FIELDS_SETTINGS_H
#define ASKEL_PAGES_FIELDS_SETTINGS_H

static const struct field setting_line_fields[] = { FIELD_TEXT(setting_line, label),
	FIELD_TEXT(setting_line, value), FIELD_TEXT(setting_line, usual),
	FIELD_TEXT(setting_line, environment), FIELD_TEXT(setting_line, next),
	FIELD_FLAG(setting_line, missed), END_OF_FIELDS };

static const struct field settings_part_fields[] = { FIELD_TEXT(settings_part, id),
	FIELD_TEXT(settings_part, name), FIELD_TEXT(settings_part, about),
	FIELD_LINK(settings_part, link), FIELD_ROWS(settings_part, lines, setting_line_fields),
	END_OF_FIELDS };

static const struct field conf_trouble_fields[] = { FIELD_TEXT(conf_trouble, place),
	FIELD_TEXT(conf_trouble, words), END_OF_FIELDS };

static const struct field settings_fields[] = { FRAME(settings_screen),
	FIELD_TEXT(settings_screen, saved),
	FIELD_ROWS(settings_screen, troubles, conf_trouble_fields),
	FIELD_NUMBER(settings_screen, troubles_count),
	FIELD_ROWS(settings_screen, parts, settings_part_fields),
	FIELD_NUMBER(settings_screen, closed), FIELD_NUMBER(settings_screen, opened),
	FIELD_TEXT(settings_screen, path), END_OF_FIELDS };

static const struct field setting_choice_fields[] = { FIELD_TEXT(setting_choice, input),
	FIELD_TEXT(setting_choice, name), FIELD_TEXT(setting_choice, value),
	FIELD_TEXT(setting_choice, words), FIELD_TEXT(setting_choice, lang),
	FIELD_FLAG(setting_choice, chosen), FIELD_FLAG(setting_choice, first), END_OF_FIELDS };

static const struct field setting_field_fields[] = { FIELD_TEXT(setting_field, input),
	FIELD_TEXT(setting_field, name), FIELD_TEXT(setting_field, label),
	FIELD_TEXT(setting_field, hint), FIELD_TEXT(setting_field, usual),
	FIELD_TEXT(setting_field, value), FIELD_TEXT(setting_field, was),
	FIELD_TEXT(setting_field, problem), FIELD_TEXT(setting_field, newer),
	FIELD_FLAG(setting_field, line), FIELD_FLAG(setting_field, number),
	FIELD_FLAG(setting_field, day), FIELD_FLAG(setting_field, one),
	FIELD_FLAG(setting_field, some), FIELD_FLAG(setting_field, fixed),
	FIELD_FLAG(setting_field, languages), FIELD_TEXT(setting_field, environment),
	FIELD_ROWS(setting_field, choices, setting_choice_fields), END_OF_FIELDS };

static const struct field settings_part_screen_fields[] = { FRAME(settings_part_screen),
	FIELD_LINK(settings_part_screen, action), FIELD_TEXT(settings_part_screen, name),
	FIELD_TEXT(settings_part_screen, about), FIELD_TEXT(settings_part_screen, problem),
	FIELD_ROWS(settings_part_screen, troubles, conf_trouble_fields),
	FIELD_NUMBER(settings_part_screen, troubles_count),
	FIELD_ROWS(settings_part_screen, fields, setting_field_fields), END_OF_FIELDS };

static const struct field days_off_fields[] = { FRAME(days_off_screen),
	FIELD_NUMBER(days_off_screen, year), FIELD_LINK(days_off_screen, before),
	FIELD_LINK(days_off_screen, after), FIELD_ROWS(days_off_screen, days, day_off_line_fields),
	FIELD_TEXT(days_off_screen, day), FIELD_TEXT(days_off_screen, name),
	FIELD_TEXT(days_off_screen, day_problem), FIELD_TEXT(days_off_screen, name_problem),
	END_OF_FIELDS };

#endif
