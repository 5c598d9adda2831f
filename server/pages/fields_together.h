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

#endif
