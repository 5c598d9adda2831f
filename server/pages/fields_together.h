/*
 * fields_together: the field tables of screens_together.h; a part of screens.c, which alone includes it.
 */
#ifndef ASKEL_PAGES_FIELDS_TOGETHER_H
#define ASKEL_PAGES_FIELDS_TOGETHER_H

static const struct field paper_row_fields[] = { FIELD_LINK(paper_row, link),
	FIELD_TEXT(paper_row, lang), FIELD_TEXT(paper_row, title), END_OF_FIELDS };

static const struct field claim_papers_screen_fields[] = { FRAME(claim_papers_screen),
	FIELD_FLAG(claim_papers_screen, coach),
	FIELD_ROWS(claim_papers_screen, units, paper_row_fields),
	FIELD_NUMBER(claim_papers_screen, units_count), END_OF_FIELDS };

static const struct field paper_part_fields[] = { FIELD_TEXT(paper_part, lang),
	FIELD_TEXT(paper_part, words), FIELD_NUMBER(paper_part, number), END_OF_FIELDS };

static const struct field paper_outcome_fields[] = { FIELD_TEXT(paper_outcome, lang),
	FIELD_TEXT(paper_outcome, words), FIELD_ROWS(paper_outcome, parts, paper_part_fields),
	FIELD_NUMBER(paper_outcome, parts_count), END_OF_FIELDS };

static const struct field claim_paper_screen_fields[] = { FRAME(claim_paper_screen),
	FIELD_TEXT(claim_paper_screen, title), FIELD_TEXT(claim_paper_screen, lang),
	FIELD_ROWS(claim_paper_screen, languages, language_choice_fields),
	FIELD_NUMBER(claim_paper_screen, languages_count),
	FIELD_ROWS(claim_paper_screen, outcomes, paper_outcome_fields),
	FIELD_NUMBER(claim_paper_screen, outcomes_count), END_OF_FIELDS };

static const struct field together_row_fields[] = { FIELD_LINK(together_row, link),
	FIELD_TEXT(together_row, lang), FIELD_TEXT(together_row, title),
	FIELD_TEXT(together_row, state), FIELD_NUMBER(together_row, claim),
	FIELD_NUMBER(together_row, moves), END_OF_FIELDS };

static const struct field claim_together_screen_fields[] = { FRAME(claim_together_screen),
	FIELD_LINK(claim_together_screen, action), FIELD_TEXT(claim_together_screen, name),
	FIELD_LINK(claim_together_screen, client_link),
	FIELD_ROWS(claim_together_screen, claims, together_row_fields),
	FIELD_NUMBER(claim_together_screen, claims_count),
	FIELD_ROWS(claim_together_screen, units, choice_row_fields),
	FIELD_NUMBER(claim_together_screen, units_count), FIELD_FLAG(claim_together_screen, now),
	FIELD_FLAG(claim_together_screen, paper), FIELD_TEXT(claim_together_screen, day),
	FIELD_TEXT(claim_together_screen, unit_problem),
	FIELD_TEXT(claim_together_screen, how_problem),
	FIELD_TEXT(claim_together_screen, day_problem), END_OF_FIELDS };

static const struct field claim_confirm_screen_fields[] = { FRAME(claim_confirm_screen),
	FIELD_TEXT(claim_confirm_screen, title), FIELD_TEXT(claim_confirm_screen, lang),
	FIELD_LINK(claim_confirm_screen, back), FIELD_LINK(claim_confirm_screen, action),
	FIELD_LINK(claim_confirm_screen, sheet_link), FIELD_TEXT(claim_confirm_screen, name),
	FIELD_TEXT(claim_confirm_screen, answer_by), FIELD_TEXT(claim_confirm_screen, problem),
	FIELD_FLAG(claim_confirm_screen, empty), FIELD_NUMBER(claim_confirm_screen, moves),
	END_OF_FIELDS };

static const struct field claim_sheet_screen_fields[] = { FRAME(claim_sheet_screen),
	FIELD_TEXT(claim_sheet_screen, title), FIELD_TEXT(claim_sheet_screen, lang),
	FIELD_LINK(claim_sheet_screen, back),
	FIELD_ROWS(claim_sheet_screen, words, paragraph_fields),
	FIELD_NUMBER(claim_sheet_screen, words_count),
	FIELD_ROWS(claim_sheet_screen, parts, claim_part_row_fields),
	FIELD_NUMBER(claim_sheet_screen, parts_count), END_OF_FIELDS };

static const struct field hand_client_screen_fields[] = { FRAME(hand_client_screen),
	FIELD_LINK(hand_client_screen, action), FIELD_TEXT(hand_client_screen, name),
	FIELD_LINK(hand_client_screen, client_link), FIELD_FLAG(hand_client_screen, lead),
	FIELD_FLAG(hand_client_screen, substitute), FIELD_NUMBER(hand_client_screen, giver),
	FIELD_ROWS(hand_client_screen, clients, coach_choice_fields),
	FIELD_NUMBER(hand_client_screen, clients_count),
	FIELD_TEXT(hand_client_screen, client_problem),
	FIELD_ROWS(hand_client_screen, choices, coach_choice_fields),
	FIELD_NUMBER(hand_client_screen, choices_count),
	FIELD_FLAG(hand_client_screen, many_coaches), FIELD_TEXT(hand_client_screen, find_coach),
	FIELD_TEXT(hand_client_screen, coach_problem), FIELD_TEXT(hand_client_screen, note),
	FIELD_TEXT(hand_client_screen, note_problem), END_OF_FIELDS };

static const struct field coaches_screen_fields[] = { FRAME(coaches_screen),
	FIELD_ROWS(coaches_screen, coaches, tie_line_fields),
	FIELD_NUMBER(coaches_screen, coaches_count),
	FIELD_ROWS(coaches_screen, handed, handed_row_fields),
	FIELD_NUMBER(coaches_screen, handed_count), END_OF_FIELDS };

#endif
