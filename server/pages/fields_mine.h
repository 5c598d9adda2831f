/*
 * fields_mine: the field tables of screens_mine.h; a part of screens.c, which alone includes it.
 */
#ifndef ASKEL_PAGES_FIELDS_MINE_H
#define ASKEL_PAGES_FIELDS_MINE_H

static const struct field notice_row_fields[] = { FIELD_LINK(notice_row, link),
	FIELD_TEXT(notice_row, when), FIELD_TEXT(notice_row, name), FIELD_FLAG(notice_row, unseen),
	FIELD_FLAG(notice_row, help_asked), FIELD_FLAG(notice_row, help_taken),
	FIELD_FLAG(notice_row, help_answered), FIELD_FLAG(notice_row, tie_begun),
	FIELD_FLAG(notice_row, tie_ended), FIELD_FLAG(notice_row, substitute),
	FIELD_FLAG(notice_row, coach), FIELD_FLAG(notice_row, factor_reset),
	FIELD_FLAG(notice_row, own), FIELD_FLAG(notice_row, mail_refused),
	FIELD_FLAG(notice_row, claim_sent), FIELD_FLAG(notice_row, claim_taken),
	FIELD_FLAG(notice_row, claim_returned), FIELD_FLAG(notice_row, claim_agreed),
	FIELD_FLAG(notice_row, claim_proposed), FIELD_FLAG(notice_row, claim_sent_back),
	FIELD_FLAG(notice_row, claim_decided), FIELD_FLAG(notice_row, claim_again),
	FIELD_FLAG(notice_row, claim_handed), FIELD_FLAG(notice_row, claim_reopened),
	FIELD_FLAG(notice_row, school_answered), FIELD_FLAG(notice_row, claim_withdrawn),
	FIELD_FLAG(notice_row, claim_written), FIELD_FLAG(notice_row, claim_shared),
	FIELD_FLAG(notice_row, claim_confirmed), END_OF_FIELDS };

static const struct field notices_fields[] = { FRAME(notices_screen),
	FIELD_ROWS(notices_screen, notices, notice_row_fields),
	FIELD_NUMBER(notices_screen, notices_count), FIELD_FLAG(notices_screen, any_unseen),
	FIELD_FLAG(notices_screen, mail), FIELD_LINK(notices_screen, older), END_OF_FIELDS };

static const struct field look_row_fields[] = { FIELD_TEXT(look_row, when),
	FIELD_TEXT(look_row, name), FIELD_TEXT(look_row, organisation),
	FIELD_FLAG(look_row, guidance), FIELD_FLAG(look_row, assessment),
	FIELD_FLAG(look_row, admin), FIELD_FLAG(look_row, lead), FIELD_TEXT(look_row, things),
	END_OF_FIELDS };

static const struct field sent_row_fields[] = { FIELD_TEXT(sent_row, title),
	FIELD_TEXT(sent_row, lang), FIELD_TEXT(sent_row, school), FIELD_TEXT(sent_row, when),
	END_OF_FIELDS };

static const struct field looks_fields[] = { FRAME(looks_screen),
	FIELD_ROWS(looks_screen, looks, look_row_fields), FIELD_NUMBER(looks_screen, looks_count),
	FIELD_ROWS(looks_screen, sent, sent_row_fields), FIELD_NUMBER(looks_screen, sent_count),
	FIELD_LINK(looks_screen, older), END_OF_FIELDS };

static const struct field name_fields[] = { FRAME(name_screen), FIELD_TEXT(name_screen, name),
	FIELD_TEXT(name_screen, name_problem), END_OF_FIELDS };

static const struct field mail_fields[] = { FRAME(mail_screen), FIELD_FLAG(mail_screen, give),
	FIELD_FLAG(mail_screen, confirm), FIELD_FLAG(mail_screen, choose),
	FIELD_TEXT(mail_screen, known), FIELD_FLAG(mail_screen, refused),
	FIELD_LINK(mail_screen, back), FIELD_TEXT(mail_screen, address),
	FIELD_TEXT(mail_screen, address_problem), FIELD_TEXT(mail_screen, code),
	FIELD_TEXT(mail_screen, code_problem), FIELD_TEXT(mail_screen, often_problem),
	FIELD_FLAG(mail_screen, waiting), FIELD_FLAG(mail_screen, stuck),
	FIELD_FLAG(mail_screen, never), FIELD_FLAG(mail_screen, daily),
	FIELD_FLAG(mail_screen, weekly), END_OF_FIELDS };

static const struct field stop_mail_fields[] = { FRAME(stop_mail_screen),
	FIELD_LINK(stop_mail_screen, action), FIELD_FLAG(stop_mail_screen, stopped),
	END_OF_FIELDS };

static const struct field take_fields[] = { FRAME(take_screen), FIELD_FLAG(take_screen, too_large),
	FIELD_FLAG(take_screen, soon), END_OF_FIELDS };

static const struct field leave_fields[] = { FRAME(leave_screen), FIELD_FLAG(leave_screen, staff),
	FIELD_NUMBER(leave_screen, words_days), FIELD_NUMBER(leave_screen, learning_days),
	END_OF_FIELDS };

static const struct field taken_page_fields[] = { FIELD_TEXT(taken_page, lang),
	FIELD_TEXT(taken_page, title), FIELD_FLAG(taken_page, not_started),
	FIELD_FLAG(taken_page, started), FIELD_FLAG(taken_page, done),
	FIELD_TEXT(taken_page, first), FIELD_TEXT(taken_page, last), END_OF_FIELDS };

static const struct field taken_answer_fields[] = { FIELD_TEXT(taken_answer, lang),
	FIELD_TEXT(taken_answer, question), FIELD_TEXT(taken_answer, asked),
	FIELD_TEXT(taken_answer, when), FIELD_TEXT(taken_answer, verdict),
	FIELD_ROWS(taken_answer, words, paragraph_fields), END_OF_FIELDS };

static const struct field taken_course_fields[] = { FIELD_TEXT(taken_course, lang),
	FIELD_TEXT(taken_course, title), FIELD_ROWS(taken_course, pages, taken_page_fields),
	FIELD_ROWS(taken_course, answers, taken_answer_fields),
	FIELD_NUMBER(taken_course, answers_count),
	FIELD_ROWS(taken_course, thoughts, taken_answer_fields),
	FIELD_NUMBER(taken_course, thoughts_count),
	FIELD_ROWS(taken_course, given, taken_answer_fields),
	FIELD_NUMBER(taken_course, given_count),
	FIELD_ROWS(taken_course, drafts, taken_answer_fields),
	FIELD_NUMBER(taken_course, drafts_count), END_OF_FIELDS };

static const struct field taken_help_fields[] = { FIELD_TEXT(taken_help, lang),
	FIELD_TEXT(taken_help, where), FIELD_TEXT(taken_help, when),
	FIELD_ROWS(taken_help, words, paragraph_fields),
	FIELD_ROWS(taken_help, answer, paragraph_fields), FIELD_NUMBER(taken_help, answer_count),
	FIELD_TEXT(taken_help, owner), FIELD_TEXT(taken_help, answered),
	FIELD_TEXT(taken_help, ring), END_OF_FIELDS };

static const struct field taken_claim_fields[] = { FIELD_TEXT(taken_claim, lang),
	FIELD_TEXT(taken_claim, title), FIELD_TEXT(taken_claim, state),
	FIELD_TEXT(taken_claim, when), FIELD_ROWS(taken_claim, written, sentence_fields),
	FIELD_ROWS(taken_claim, words, paragraph_fields),
	FIELD_ROWS(taken_claim, parts, claim_part_row_fields),
	FIELD_ROWS(taken_claim, demonstrations, demonstration_row_fields),
	FIELD_ROWS(taken_claim, decisions, decision_row_fields), END_OF_FIELDS };

static const struct field taken_tie_fields[] = { FIELD_TEXT(taken_tie, name),
	FIELD_TEXT(taken_tie, organisation), FIELD_TEXT(taken_tie, from),
	FIELD_TEXT(taken_tie, until), END_OF_FIELDS };

static const struct field taken_session_fields[] = { FIELD_TEXT(taken_session, when),
	FIELD_TEXT(taken_session, last), FIELD_FLAG(taken_session, by_card),
	FIELD_FLAG(taken_session, own), END_OF_FIELDS };

static const struct field taken_fields[] = { FRAME(taken_screen),
	FIELD_PIECE(taken_screen, style_html), FIELD_TEXT(taken_screen, made),
	FIELD_TEXT(taken_screen, name), FIELD_TEXT(taken_screen, organisation),
	FIELD_NUMBER(taken_screen, number), FIELD_TEXT(taken_screen, came),
	FIELD_TEXT(taken_screen, ui_name), FIELD_TEXT(taken_screen, text_name),
	FIELD_TEXT(taken_screen, sign_in_name),
	FIELD_ROWS(taken_screen, courses, taken_course_fields),
	FIELD_NUMBER(taken_screen, courses_count),
	FIELD_ROWS(taken_screen, help, taken_help_fields), FIELD_NUMBER(taken_screen, help_count),
	FIELD_ROWS(taken_screen, claims, taken_claim_fields),
	FIELD_NUMBER(taken_screen, claims_count), FIELD_ROWS(taken_screen, ties, taken_tie_fields),
	FIELD_NUMBER(taken_screen, ties_count), FIELD_ROWS(taken_screen, looks, look_row_fields),
	FIELD_NUMBER(taken_screen, looks_count),
	FIELD_ROWS(taken_screen, notices, notice_row_fields),
	FIELD_NUMBER(taken_screen, notices_count),
	FIELD_ROWS(taken_screen, sessions, taken_session_fields),
	FIELD_NUMBER(taken_screen, sessions_count), END_OF_FIELDS };

#endif
