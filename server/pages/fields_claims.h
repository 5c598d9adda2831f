/*
 * fields_claims: the field tables of screens_claims.h; a part of screens.c, which alone includes it.
 */
#ifndef ASKEL_PAGES_FIELDS_CLAIMS_H
#define ASKEL_PAGES_FIELDS_CLAIMS_H

static const struct field sentence_fields[] = { FIELD_TEXT(sentence, words), END_OF_FIELDS };

static const struct field claim_line_fields[] = { FIELD_LINK(claim_line, link),
	FIELD_TEXT(claim_line, lang), FIELD_TEXT(claim_line, title), FIELD_TEXT(claim_line, state),
	END_OF_FIELDS };

static const struct field unit_row_fields[] = { FIELD_TEXT(unit_row, value),
	FIELD_TEXT(unit_row, lang), FIELD_TEXT(unit_row, title), FIELD_NUMBER(unit_row, parts),
	FIELD_FLAG(unit_row, studied), END_OF_FIELDS };

static const struct field show_screen_fields[] = { FRAME(show_screen),
	FIELD_ROWS(show_screen, claims, claim_line_fields), FIELD_NUMBER(show_screen, claims_count),
	FIELD_ROWS(show_screen, units, unit_row_fields), FIELD_NUMBER(show_screen, units_count),
	FIELD_ROWS(show_screen, studied, unit_row_fields), FIELD_NUMBER(show_screen, studied_count),
	END_OF_FIELDS };

static const struct field sheet_row_fields[] = { FIELD_LINK(sheet_row, link),
	FIELD_NUMBER(sheet_row, number), END_OF_FIELDS };

static const struct field file_view_fields[] = { FIELD_TEXT(file_view, name),
	FIELD_TEXT(file_view, about), FIELD_FLAG(file_view, large), FIELD_FLAG(file_view, gone),
	FIELD_FLAG(file_view, later), FIELD_FLAG(file_view, plain), FIELD_LINK(file_view, page),
	FIELD_LINK(file_view, thumb), FIELD_LINK(file_view, original),
	FIELD_ROWS(file_view, first, sheet_row_fields), FIELD_NUMBER(file_view, first_count),
	FIELD_ROWS(file_view, others, sheet_row_fields), FIELD_NUMBER(file_view, others_count),
	FIELD_NUMBER(file_view, pages), FIELD_FLAG(file_view, left_out),
	FIELD_ROWS(file_view, words, paragraph_fields), FIELD_NUMBER(file_view, words_count),
	FIELD_FLAG(file_view, goes_on), END_OF_FIELDS };

static const struct field evidence_row_fields[] = { FIELD_FLAG(evidence_row, words),
	FIELD_FLAG(evidence_row, link), FIELD_FLAG(evidence_row, result),
	FIELD_FLAG(evidence_row, show), FIELD_FLAG(evidence_row, file),
	FIELD_ROWS(evidence_row, paragraphs, paragraph_fields),
	FIELD_NUMBER(evidence_row, paragraphs_count), FIELD_TEXT(evidence_row, address),
	FIELD_LINK(evidence_row, page), FIELD_TEXT(evidence_row, title),
	FIELD_TEXT(evidence_row, lang), FIELD_TEXT(evidence_row, verdict),
	FIELD_FLAG(evidence_row, before), FIELD_STRUCT(evidence_row, view, file_view_fields),
	FIELD_TEXT(evidence_row, change), FIELD_TEXT(evidence_row, remove), END_OF_FIELDS };

static const struct field choice_row_fields[] = { FIELD_TEXT(choice_row, value),
	FIELD_TEXT(choice_row, words), FIELD_TEXT(choice_row, input), FIELD_TEXT(choice_row, lang),
	FIELD_TEXT(choice_row, shown), FIELD_FLAG(choice_row, chosen), END_OF_FIELDS };

static const struct field claim_part_row_fields[] = { FIELD_LINK(claim_part_row, link),
	FIELD_TEXT(claim_part_row, id), FIELD_TEXT(claim_part_row, lang),
	FIELD_TEXT(claim_part_row, words), FIELD_NUMBER(claim_part_row, number),
	FIELD_TEXT(claim_part_row, self), FIELD_TEXT(claim_part_row, judgement),
	FIELD_FLAG(claim_part_row, shown), FIELD_FLAG(claim_part_row, not_shown),
	FIELD_FLAG(claim_part_row, earlier), FIELD_TEXT(claim_part_row, by),
	FIELD_ROWS(claim_part_row, evidence, evidence_row_fields),
	FIELD_NUMBER(claim_part_row, evidence_count),
	FIELD_ROWS(claim_part_row, note, paragraph_fields),
	FIELD_NUMBER(claim_part_row, note_count),
	FIELD_ROWS(claim_part_row, teach, first_row_fields),
	FIELD_NUMBER(claim_part_row, teach_count), FIELD_FLAG(claim_part_row, judged_shown),
	FIELD_FLAG(claim_part_row, judged_not_yet), FIELD_FLAG(claim_part_row, judged_unclear),
	FIELD_TEXT(claim_part_row, note_words), FIELD_TEXT(claim_part_row, problem),
	END_OF_FIELDS };

static const struct field told_part_fields[] = { FIELD_TEXT(told_part, lang),
	FIELD_TEXT(told_part, words), FIELD_TEXT(told_part, by), END_OF_FIELDS };

static const struct field told_unit_fields[] = { FIELD_TEXT(told_unit, value),
	FIELD_TEXT(told_unit, lang), FIELD_TEXT(told_unit, title), FIELD_LINK(told_unit, link),
	FIELD_ROWS(told_unit, parts, told_part_fields), FIELD_NUMBER(told_unit, parts_count),
	END_OF_FIELDS };

static const struct field claim_tell_screen_fields[] = { FRAME(claim_tell_screen),
	FIELD_TEXT(claim_tell_screen, words), FIELD_TEXT(claim_tell_screen, words_problem),
	FIELD_FLAG(claim_tell_screen, looked),
	FIELD_ROWS(claim_tell_screen, units, told_unit_fields),
	FIELD_NUMBER(claim_tell_screen, units_count), END_OF_FIELDS };

static const struct field claim_draft_screen_fields[] = { FRAME(claim_draft_screen),
	FIELD_TEXT(claim_draft_screen, title), FIELD_TEXT(claim_draft_screen, lang),
	FIELD_LINK(claim_draft_screen, action), FIELD_LINK(claim_draft_screen, words_link),
	FIELD_LINK(claim_draft_screen, check_link), FIELD_FLAG(claim_draft_screen, told_words),
	FIELD_FLAG(claim_draft_screen, studied), FIELD_FLAG(claim_draft_screen, returned),
	FIELD_FLAG(claim_draft_screen, stands), FIELD_TEXT(claim_draft_screen, owner),
	FIELD_ROWS(claim_draft_screen, written, sentence_fields),
	FIELD_NUMBER(claim_draft_screen, written_count), FIELD_TEXT(claim_draft_screen, writer),
	FIELD_ROWS(claim_draft_screen, coaches, coach_choice_fields),
	FIELD_NUMBER(claim_draft_screen, coaches_count), FIELD_TEXT(claim_draft_screen, writes_for),
	FIELD_LINK(claim_draft_screen, list_link), FIELD_TEXT(claim_draft_screen, paper_day),
	FIELD_TEXT(claim_draft_screen, paper_problem), FIELD_FLAG(claim_draft_screen, dated),
	FIELD_ROWS(claim_draft_screen, message, paragraph_fields),
	FIELD_NUMBER(claim_draft_screen, message_count),
	FIELD_ROWS(claim_draft_screen, parts, claim_part_row_fields),
	FIELD_NUMBER(claim_draft_screen, parts_count), FIELD_NUMBER(claim_draft_screen, moves),
	END_OF_FIELDS };

static const struct field claim_words_screen_fields[] = { FRAME(claim_words_screen),
	FIELD_TEXT(claim_words_screen, writes_for), FIELD_TEXT(claim_words_screen, title),
	FIELD_TEXT(claim_words_screen, lang), FIELD_LINK(claim_words_screen, action),
	FIELD_LINK(claim_words_screen, back), FIELD_TEXT(claim_words_screen, words),
	FIELD_TEXT(claim_words_screen, words_problem), END_OF_FIELDS };

static const struct field claim_part_screen_fields[] = { FRAME(claim_part_screen),
	FIELD_TEXT(claim_part_screen, writes_for), FIELD_TEXT(claim_part_screen, title),
	FIELD_TEXT(claim_part_screen, lang), FIELD_LINK(claim_part_screen, action),
	FIELD_LINK(claim_part_screen, back), FIELD_NUMBER(claim_part_screen, number),
	FIELD_NUMBER(claim_part_screen, parts), FIELD_TEXT(claim_part_screen, part_lang),
	FIELD_TEXT(claim_part_screen, part_words), FIELD_FLAG(claim_part_screen, earlier),
	FIELD_ROWS(claim_part_screen, self, choice_row_fields),
	FIELD_NUMBER(claim_part_screen, self_count), FIELD_TEXT(claim_part_screen, words),
	FIELD_TEXT(claim_part_screen, words_problem), FIELD_TEXT(claim_part_screen, address),
	FIELD_TEXT(claim_part_screen, address_problem),
	FIELD_ROWS(claim_part_screen, results, choice_row_fields),
	FIELD_NUMBER(claim_part_screen, results_count), FIELD_FLAG(claim_part_screen, show),
	FIELD_ROWS(claim_part_screen, files, evidence_row_fields),
	FIELD_NUMBER(claim_part_screen, files_count),
	FIELD_ROWS(claim_part_screen, before, evidence_row_fields),
	FIELD_NUMBER(claim_part_screen, before_count),
	FIELD_ROWS(claim_part_screen, teach, first_row_fields),
	FIELD_NUMBER(claim_part_screen, teach_count), FIELD_FLAG(claim_part_screen, last),
	END_OF_FIELDS };

static const struct field claim_file_screen_fields[] = { FRAME(claim_file_screen),
	FIELD_TEXT(claim_file_screen, writes_for), FIELD_TEXT(claim_file_screen, title),
	FIELD_TEXT(claim_file_screen, lang), FIELD_LINK(claim_file_screen, action),
	FIELD_LINK(claim_file_screen, back), FIELD_TEXT(claim_file_screen, problem),
	FIELD_TEXT(claim_file_screen, part_lang), FIELD_TEXT(claim_file_screen, part_words),
	FIELD_TEXT(claim_file_screen, instead), FIELD_TEXT(claim_file_screen, old), END_OF_FIELDS };

static const struct field file_screen_fields[] = { FRAME(file_screen),
	FIELD_TEXT(file_screen, title), FIELD_TEXT(file_screen, lang),
	FIELD_LINK(file_screen, back), FIELD_STRUCT(file_screen, view, file_view_fields),
	END_OF_FIELDS };

static const struct field badge_naming_fields[] = { FIELD_TEXT(badge_naming, name),
	FIELD_TEXT(badge_naming, name_problem), FIELD_TEXT(badge_naming, choice_problem),
	FIELD_FLAG(badge_naming, with_name), FIELD_FLAG(badge_naming, without_name),
	END_OF_FIELDS };

static const struct field claim_check_screen_fields[] = { FRAME(claim_check_screen),
	FIELD_ROWS(claim_check_screen, written, sentence_fields),
	FIELD_NUMBER(claim_check_screen, written_count), FIELD_TEXT(claim_check_screen, title),
	FIELD_TEXT(claim_check_screen, lang), FIELD_LINK(claim_check_screen, action),
	FIELD_LINK(claim_check_screen, back), FIELD_LINK(claim_check_screen, words_link),
	FIELD_ROWS(claim_check_screen, words, paragraph_fields),
	FIELD_NUMBER(claim_check_screen, words_count),
	FIELD_ROWS(claim_check_screen, parts, claim_part_row_fields),
	FIELD_NUMBER(claim_check_screen, parts_count), FIELD_TEXT(claim_check_screen, answer_by),
	FIELD_STRUCT(claim_check_screen, naming, badge_naming_fields),
	FIELD_TEXT(claim_check_screen, results), FIELD_NUMBER(claim_check_screen, gone),
	FIELD_TEXT(claim_check_screen, problem), FIELD_NUMBER(claim_check_screen, moves),
	END_OF_FIELDS };

static const struct field demonstration_row_fields[] = { FIELD_TEXT(demonstration_row, when),
	FIELD_ROWS(demonstration_row, place, paragraph_fields),
	FIELD_ROWS(demonstration_row, tasks, paragraph_fields),
	FIELD_ROWS(demonstration_row, present, paragraph_fields),
	FIELD_ROWS(demonstration_row, seen, paragraph_fields),
	FIELD_NUMBER(demonstration_row, place_count), FIELD_NUMBER(demonstration_row, tasks_count),
	FIELD_NUMBER(demonstration_row, present_count), FIELD_NUMBER(demonstration_row, seen_count),
	FIELD_FLAG(demonstration_row, noted), END_OF_FIELDS };

static const struct field decision_row_fields[] = { FIELD_TEXT(decision_row, when),
	FIELD_TEXT(decision_row, kind), FIELD_TEXT(decision_row, who),
	FIELD_TEXT(decision_row, with), FIELD_TEXT(decision_row, ground),
	FIELD_ROWS(decision_row, reason, paragraph_fields),
	FIELD_NUMBER(decision_row, reason_count), FIELD_NUMBER(decision_row, shown),
	FIELD_NUMBER(decision_row, parts), FIELD_FLAG(decision_row, whole),
	FIELD_FLAG(decision_row, partly), FIELD_FLAG(decision_row, not_yet), END_OF_FIELDS };

static const struct field claim_screen_fields[] = { FRAME(claim_screen),
	FIELD_ROWS(claim_screen, written, sentence_fields),
	FIELD_NUMBER(claim_screen, written_count),
	FIELD_ROWS(claim_screen, sheets, sheet_row_fields),
	FIELD_NUMBER(claim_screen, sheets_count), FIELD_TEXT(claim_screen, title),
	FIELD_TEXT(claim_screen, lang), FIELD_LINK(claim_screen, action),
	FIELD_TEXT(claim_screen, state), FIELD_TEXT(claim_screen, answer_by),
	FIELD_TEXT(claim_screen, promised), FIELD_FLAG(claim_screen, waits),
	FIELD_FLAG(claim_screen, late), FIELD_FLAG(claim_screen, drawn),
	FIELD_FLAG(claim_screen, two), FIELD_TEXT(claim_screen, said),
	FIELD_ROWS(claim_screen, message, paragraph_fields),
	FIELD_NUMBER(claim_screen, message_count),
	FIELD_ROWS(claim_screen, demonstrations, demonstration_row_fields),
	FIELD_NUMBER(claim_screen, demonstrations_count),
	FIELD_MAYBE(claim_screen, decision, decision_row_fields),
	FIELD_ROWS(claim_screen, before, decision_row_fields),
	FIELD_NUMBER(claim_screen, before_count), FIELD_FLAG(claim_screen, formal),
	FIELD_FLAG(claim_screen, own), FIELD_LINK(claim_screen, school_link),
	FIELD_TEXT(claim_screen, school), FIELD_STRUCT(claim_screen, naming, badge_naming_fields),
	FIELD_ROWS(claim_screen, words, paragraph_fields), FIELD_NUMBER(claim_screen, words_count),
	FIELD_ROWS(claim_screen, parts, claim_part_row_fields),
	FIELD_NUMBER(claim_screen, parts_count), FIELD_FLAG(claim_screen, can_take_back),
	FIELD_FLAG(claim_screen, can_resume), FIELD_FLAG(claim_screen, can_ask_again),
	FIELD_FLAG(claim_screen, stands), FIELD_TEXT(claim_screen, treatment),
	FIELD_NUMBER(claim_screen, moves), END_OF_FIELDS };

static const struct field claim_part_sent_screen_fields[] = { FRAME(claim_part_sent_screen),
	FIELD_TEXT(claim_part_sent_screen, title), FIELD_TEXT(claim_part_sent_screen, lang),
	FIELD_LINK(claim_part_sent_screen, back), FIELD_NUMBER(claim_part_sent_screen, number),
	FIELD_NUMBER(claim_part_sent_screen, parts), FIELD_TEXT(claim_part_sent_screen, part_lang),
	FIELD_TEXT(claim_part_sent_screen, part_words),
	FIELD_STRUCT(claim_part_sent_screen, part, claim_part_row_fields), END_OF_FIELDS };

static const struct field claim_again_screen_fields[] = { FRAME(claim_again_screen),
	FIELD_TEXT(claim_again_screen, title), FIELD_TEXT(claim_again_screen, lang),
	FIELD_LINK(claim_again_screen, action), FIELD_LINK(claim_again_screen, back),
	FIELD_TEXT(claim_again_screen, words), FIELD_TEXT(claim_again_screen, words_problem),
	FIELD_TEXT(claim_again_screen, answer_by), FIELD_NUMBER(claim_again_screen, moves),
	END_OF_FIELDS };

static const struct field claim_wait_row_fields[] = { FIELD_LINK(claim_wait_row, link),
	FIELD_TEXT(claim_wait_row, name), FIELD_TEXT(claim_wait_row, title),
	FIELD_TEXT(claim_wait_row, state), FIELD_FLAG(claim_wait_row, late), END_OF_FIELDS };

static const struct field claims_screen_fields[] = { FRAME(claims_screen),
	FIELD_ROWS(claims_screen, claims, claim_wait_row_fields),
	FIELD_NUMBER(claims_screen, claims_count), FIELD_NUMBER(claims_screen, found),
	FIELD_NUMBER(claims_screen, claims_all), FIELD_FLAG(claims_screen, filter),
	FIELD_FLAG(claims_screen, all), FIELD_FLAG(claims_screen, only_mine),
	FIELD_FLAG(claims_screen, only_new), FIELD_FLAG(claims_screen, only_late),
	FIELD_FLAG(claims_screen, only_client), FIELD_FLAG(claims_screen, only_written),
	FIELD_NUMBER(claims_screen, written), FIELD_TEXT(claims_screen, find),
	FIELD_ROWS(claims_screen, page_links, page_link_fields),
	FIELD_NUMBER(claims_screen, page_links_count), END_OF_FIELDS };

static const struct field note_choice_fields[] = { FIELD_TEXT(note_choice, words),
	FIELD_TEXT(note_choice, lang), END_OF_FIELDS };

static const struct field claim_review_screen_fields[] = { FRAME(claim_review_screen),
	FIELD_LINK(claim_review_screen, action), FIELD_LINK(claim_review_screen, client_link),
	FIELD_TEXT(claim_review_screen, name), FIELD_TEXT(claim_review_screen, title),
	FIELD_TEXT(claim_review_screen, lang), FIELD_TEXT(claim_review_screen, client_lang),
	FIELD_TEXT(claim_review_screen, state), FIELD_TEXT(claim_review_screen, answer_by),
	FIELD_TEXT(claim_review_screen, owner), FIELD_TEXT(claim_review_screen, sent),
	FIELD_NUMBER(claim_review_screen, moves), FIELD_NUMBER(claim_review_screen, waited),
	FIELD_NUMBER(claim_review_screen, parts_all), FIELD_NUMBER(claim_review_screen, page),
	FIELD_NUMBER(claim_review_screen, first_number),
	FIELD_NUMBER(claim_review_screen, last_number), FIELD_NUMBER(claim_review_screen, next),
	FIELD_NUMBER(claim_review_screen, end_page), FIELD_FLAG(claim_review_screen, first),
	FIELD_FLAG(claim_review_screen, end), FIELD_FLAG(claim_review_screen, late),
	FIELD_FLAG(claim_review_screen, waits), FIELD_FLAG(claim_review_screen, own),
	FIELD_FLAG(claim_review_screen, studied), FIELD_FLAG(claim_review_screen, anew),
	FIELD_FLAG(claim_review_screen, drawn), FIELD_FLAG(claim_review_screen, two),
	FIELD_FLAG(claim_review_screen, formal), FIELD_TEXT(claim_review_screen, school),
	FIELD_LINK(claim_review_screen, school_link),
	FIELD_ROWS(claim_review_screen, written, sentence_fields),
	FIELD_NUMBER(claim_review_screen, written_count),
	FIELD_ROWS(claim_review_screen, sheets, sheet_row_fields),
	FIELD_NUMBER(claim_review_screen, sheets_count),
	FIELD_LINK(claim_review_screen, together_link), FIELD_FLAG(claim_review_screen, overtaken),
	FIELD_ROWS(claim_review_screen, words, paragraph_fields),
	FIELD_ROWS(claim_review_screen, message, paragraph_fields),
	FIELD_NUMBER(claim_review_screen, words_count),
	FIELD_NUMBER(claim_review_screen, message_count), FIELD_TEXT(claim_review_screen, said),
	FIELD_ROWS(claim_review_screen, parts, claim_part_row_fields),
	FIELD_NUMBER(claim_review_screen, parts_count),
	FIELD_ROWS(claim_review_screen, pages, page_link_fields),
	FIELD_NUMBER(claim_review_screen, pages_count),
	FIELD_ROWS(claim_review_screen, notes, note_choice_fields),
	FIELD_NUMBER(claim_review_screen, notes_count),
	FIELD_ROWS(claim_review_screen, demonstrations, demonstration_row_fields),
	FIELD_NUMBER(claim_review_screen, demonstrations_count),
	FIELD_ROWS(claim_review_screen, before, decision_row_fields),
	FIELD_NUMBER(claim_review_screen, before_count),
	FIELD_ROWS(claim_review_screen, unsent, paragraph_fields),
	FIELD_NUMBER(claim_review_screen, unsent_count), FIELD_FLAG(claim_review_screen, may_act),
	FIELD_FLAG(claim_review_screen, can_take), FIELD_FLAG(claim_review_screen, takes_over),
	FIELD_FLAG(claim_review_screen, can_judge), FIELD_FLAG(claim_review_screen, can_decide),
	FIELD_FLAG(claim_review_screen, can_propose), FIELD_FLAG(claim_review_screen, can_return),
	FIELD_FLAG(claim_review_screen, can_agree), FIELD_FLAG(claim_review_screen, can_see),
	FIELD_FLAG(claim_review_screen, can_hand_over),
	FIELD_FLAG(claim_review_screen, can_confirm),
	FIELD_FLAG(claim_review_screen, can_send_back),
	FIELD_FLAG(claim_review_screen, waits_for_other),
	FIELD_FLAG(claim_review_screen, took_part),
	FIELD_ROWS(claim_review_screen, ready, choice_row_fields),
	FIELD_NUMBER(claim_review_screen, ready_count), FIELD_FLAG(claim_review_screen, no_ready),
	FIELD_TEXT(claim_review_screen, pages_problem), FIELD_TEXT(claim_review_screen, reason),
	FIELD_TEXT(claim_review_screen, reason_problem),
	FIELD_ROWS(claim_review_screen, routes, choice_row_fields),
	FIELD_NUMBER(claim_review_screen, routes_count), FIELD_TEXT(claim_review_screen, assessors),
	FIELD_TEXT(claim_review_screen, assessors_problem), FIELD_TEXT(claim_review_screen, day),
	FIELD_TEXT(claim_review_screen, time), FIELD_TEXT(claim_review_screen, place),
	FIELD_TEXT(claim_review_screen, tasks), FIELD_TEXT(claim_review_screen, day_problem),
	FIELD_TEXT(claim_review_screen, place_problem),
	FIELD_TEXT(claim_review_screen, tasks_problem), FIELD_TEXT(claim_review_screen, present),
	FIELD_TEXT(claim_review_screen, seen), FIELD_TEXT(claim_review_screen, seen_problem),
	FIELD_ROWS(claim_review_screen, coaches, coach_choice_fields),
	FIELD_NUMBER(claim_review_screen, coaches_count),
	FIELD_TEXT(claim_review_screen, to_problem), FIELD_TEXT(claim_review_screen, outcome),
	END_OF_FIELDS };

static const struct field corrections_screen_fields[] = { FRAME(corrections_screen),
	FIELD_TEXT(corrections_screen, number), FIELD_TEXT(corrections_screen, number_problem),
	FIELD_TEXT(corrections_screen, reason), FIELD_TEXT(corrections_screen, reason_problem),
	FIELD_FLAG(corrections_screen, done), END_OF_FIELDS };

#endif
