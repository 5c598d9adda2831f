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

static const struct field said_words_fields[] = { FIELD_TEXT(said_words, words), END_OF_FIELDS };

static const struct field school_sheet_part_fields[] = { FIELD_TEXT(school_sheet_part, lang),
	FIELD_TEXT(school_sheet_part, words), FIELD_TEXT(school_sheet_part, number),
	FIELD_TEXT(school_sheet_part, objective), FIELD_TEXT(school_sheet_part, objective_lang),
	FIELD_TEXT(school_sheet_part, judgement), FIELD_NUMBER(school_sheet_part, place),
	END_OF_FIELDS };

static const struct field school_sheet_fields[] = { FIELD_TEXT(school_sheet, name),
	FIELD_TEXT(school_sheet, born), FIELD_TEXT(school_sheet, issuer),
	FIELD_TEXT(school_sheet, title), FIELD_TEXT(school_sheet, lang),
	FIELD_TEXT(school_sheet, official), FIELD_TEXT(school_sheet, official_lang),
	FIELD_TEXT(school_sheet, line), FIELD_TEXT(school_sheet, points),
	FIELD_TEXT(school_sheet, decided), FIELD_TEXT(school_sheet, sent),
	FIELD_TEXT(school_sheet, route), FIELD_ROWS(school_sheet, assessors, said_words_fields),
	FIELD_NUMBER(school_sheet, assessors_count),
	FIELD_ROWS(school_sheet, others, paragraph_fields),
	FIELD_NUMBER(school_sheet, others_count),
	FIELD_ROWS(school_sheet, demonstrations, demonstration_row_fields),
	FIELD_NUMBER(school_sheet, demonstrations_count),
	FIELD_ROWS(school_sheet, parts, school_sheet_part_fields),
	FIELD_NUMBER(school_sheet, parts_count), END_OF_FIELDS };

static const struct field school_fields_fields[] = { FIELD_TEXT(school_fields, school),
	FIELD_TEXT(school_fields, name), FIELD_TEXT(school_fields, born),
	FIELD_TEXT(school_fields, school_problem), FIELD_TEXT(school_fields, name_problem),
	FIELD_TEXT(school_fields, born_problem), END_OF_FIELDS };

static const struct field school_answer_fields_fields[] = { FIELD_TEXT(
								    school_answer_fields, provider),
	FIELD_TEXT(school_answer_fields, day), FIELD_TEXT(school_answer_fields, provider_problem),
	FIELD_TEXT(school_answer_fields, day_problem),
	FIELD_TEXT(school_answer_fields, grade_problem),
	FIELD_TEXT(school_answer_fields, answer_problem), FIELD_TEXT(school_answer_fields, moves),
	FIELD_TEXT(school_answer_fields, sending), FIELD_FLAG(school_answer_fields, confirmed),
	FIELD_FLAG(school_answer_fields, refused), FIELD_FLAG(school_answer_fields, answered),
	FIELD_FLAG(school_answer_fields, open),
	FIELD_ROWS(school_answer_fields, grades, choice_row_fields),
	FIELD_NUMBER(school_answer_fields, grades_count), END_OF_FIELDS };

static const struct field school_answer_row_fields[] = { FIELD_TEXT(school_answer_row, words),
	FIELD_TEXT(school_answer_row, who), END_OF_FIELDS };

static const struct field school_screen_fields[] = { FRAME(school_screen),
	FIELD_LINK(school_screen, action), FIELD_LINK(school_screen, back),
	FIELD_TEXT(school_screen, title), FIELD_TEXT(school_screen, lang),
	FIELD_TEXT(school_screen, state), FIELD_TEXT(school_screen, why_not),
	FIELD_TEXT(school_screen, treatment), FIELD_TEXT(school_screen, check_by),
	FIELD_TEXT(school_screen, moves), FIELD_TEXT(school_screen, sending),
	FIELD_TEXT(school_screen, mapping), FIELD_FLAG(school_screen, own),
	FIELD_FLAG(school_screen, can_send), FIELD_FLAG(school_screen, sent),
	FIELD_FLAG(school_screen, can_drop), FIELD_FLAG(school_screen, refused),
	FIELD_FLAG(school_screen, overtaken),
	FIELD_STRUCT(school_screen, fields, school_fields_fields),
	FIELD_MAYBE(school_screen, sheet, school_sheet_fields),
	FIELD_MAYBE(school_screen, answer, school_answer_fields_fields),
	FIELD_ROWS(school_screen, answers, school_answer_row_fields),
	FIELD_NUMBER(school_screen, answers_count), END_OF_FIELDS };

static const struct field school_sheet_screen_fields[] = { FRAME(school_sheet_screen),
	FIELD_LINK(school_sheet_screen, action), FIELD_LINK(school_sheet_screen, back),
	FIELD_TEXT(school_sheet_screen, title), FIELD_TEXT(school_sheet_screen, lang),
	FIELD_TEXT(school_sheet_screen, school), FIELD_TEXT(school_sheet_screen, name),
	FIELD_TEXT(school_sheet_screen, born), FIELD_TEXT(school_sheet_screen, moves),
	FIELD_TEXT(school_sheet_screen, sending), FIELD_TEXT(school_sheet_screen, mapping),
	FIELD_FLAG(school_sheet_screen, gone),
	FIELD_STRUCT(school_sheet_screen, sheet, school_sheet_fields), END_OF_FIELDS };

static const struct field points_row_fields[] = { FIELD_LINK(points_row, link),
	FIELD_TEXT(points_row, title), FIELD_TEXT(points_row, lang), FIELD_TEXT(points_row, points),
	FIELD_TEXT(points_row, state), END_OF_FIELDS };

static const struct field points_fields[] = { FRAME(points_screen),
	FIELD_TEXT(points_screen, assessed), FIELD_TEXT(points_screen, confirmed),
	FIELD_TEXT(points_screen, refused), FIELD_ROWS(points_screen, units, points_row_fields),
	FIELD_NUMBER(points_screen, units_count), END_OF_FIELDS };
