/* The field tables of screens_school.h; a part of screens.c, which alone includes it. */
static const struct field curricula_unit_row_fields[] = { FIELD_LINK(curricula_unit_row, link),
	FIELD_TEXT(curricula_unit_row, lang), FIELD_TEXT(curricula_unit_row, title),
	FIELD_TEXT(curricula_unit_row, state), FIELD_FLAG(curricula_unit_row, trouble),
	END_OF_FIELDS };

static const struct field official_row_fields[] = { FIELD_TEXT(official_row, value),
	FIELD_TEXT(official_row, lang), FIELD_TEXT(official_row, name),
	FIELD_TEXT(official_row, line), FIELD_FLAG(official_row, in_force),
	FIELD_FLAG(official_row, chosen), END_OF_FIELDS };

static const struct field curricula_fields[] = { FRAME(curricula_screen),
	FIELD_ROWS(curricula_screen, units, curricula_unit_row_fields),
	FIELD_NUMBER(curricula_screen, units_count),
	FIELD_ROWS(curricula_screen, officials, official_row_fields),
	FIELD_NUMBER(curricula_screen, officials_count), FIELD_TEXT(curricula_screen, command),
	END_OF_FIELDS };

static const struct field objective_row_fields[] = { FIELD_TEXT(objective_row, number),
	FIELD_TEXT(objective_row, lang), FIELD_TEXT(objective_row, words), END_OF_FIELDS };

static const struct field mapped_row_fields[] = { FIELD_TEXT(mapped_row, field),
	FIELD_TEXT(mapped_row, lang), FIELD_TEXT(mapped_row, words), FIELD_TEXT(mapped_row, number),
	FIELD_TEXT(mapped_row, problem), FIELD_TEXT(mapped_row, objective),
	FIELD_TEXT(mapped_row, objective_lang), END_OF_FIELDS };

static const struct field curriculum_unit_fields[] = { FRAME(curriculum_unit_screen),
	FIELD_TEXT(curriculum_unit_screen, lang), FIELD_TEXT(curriculum_unit_screen, title),
	FIELD_LINK(curriculum_unit_screen, action), FIELD_TEXT(curriculum_unit_screen, state),
	FIELD_FLAG(curriculum_unit_screen, trouble), FIELD_FLAG(curriculum_unit_screen, mapped),
	FIELD_FLAG(curriculum_unit_screen, overtaken), FIELD_TEXT(curriculum_unit_screen, was),
	FIELD_ROWS(curriculum_unit_screen, officials, official_row_fields),
	FIELD_NUMBER(curriculum_unit_screen, officials_count),
	FIELD_TEXT(curriculum_unit_screen, official), FIELD_TEXT(curriculum_unit_screen, name),
	FIELD_TEXT(curriculum_unit_screen, name_lang), FIELD_TEXT(curriculum_unit_screen, line),
	FIELD_TEXT(curriculum_unit_screen, official_problem),
	FIELD_ROWS(curriculum_unit_screen, objectives, objective_row_fields),
	FIELD_NUMBER(curriculum_unit_screen, objectives_count),
	FIELD_ROWS(curriculum_unit_screen, parts, mapped_row_fields),
	FIELD_NUMBER(curriculum_unit_screen, parts_count), END_OF_FIELDS };
