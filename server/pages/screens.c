/*
 * The field tables of every screen: one line a field, in the order of screens.h. What isn't listed
 * here a template can't name. Where a template asks whether there are any rows at all, the count
 * stands here as a number of its own.
 */
#include "screens_badges.h"
#include "screens_claims.h"
#include "screens_hand_over.h"
#include "screens_mine.h"
#include "screens_open.h"
#include "screens_school.h"
#include "screens_statistics.h"
#include "screens_together.h"
#include "screens_wallet.h"

_Static_assert(sizeof(size_t) == sizeof(int64_t), "counts of rows are read as numbers");

static const struct field language_choice_fields[] = { FIELD_TEXT(language_choice, tag),
	FIELD_TEXT(language_choice, lang), FIELD_TEXT(language_choice, name),
	FIELD_LINK(language_choice, link), FIELD_FLAG(language_choice, chosen), END_OF_FIELDS };

static const struct field form_problem_fields[] = { FIELD_LINK(form_problem, field),
	FIELD_TEXT(form_problem, words), END_OF_FIELDS };

static const struct field frame_fields[] = { FIELD_TEXT(frame, lang), FIELD_TEXT(frame, dir),
	FIELD_TEXT(frame, title), FIELD_TEXT(frame, public_name), FIELD_LINK(frame, css),
	FIELD_LINK(frame, js), FIELD_LINK(frame, icon), FIELD_TEXT(frame, csrf),
	FIELD_FLAG(frame, signed_in), FIELD_FLAG(frame, demo), FIELD_FLAG(frame, again),
	FIELD_FLAG(frame, guest), FIELD_FLAG(frame, lesson), FIELD_LINK(frame, more_css),
	FIELD_TEXT(frame, pointed), FIELD_FLAG(frame, wide), FIELD_NUMBER(frame, unseen),
	FIELD_FLAG(frame, desk), FIELD_LINK(frame, languages_link),
	FIELD_TEXT(frame, language_name), FIELD_LINK(frame, help_link),
	FIELD_TEXT(frame, lang_query), FIELD_TEXT(frame, help_phone),
	FIELD_LINK(frame, help_phone_link), FIELD_TEXT(frame, help_hours),
	FIELD_ROWS(frame, languages, language_choice_fields),
	FIELD_ROWS(frame, problems, form_problem_fields), FIELD_NUMBER(frame, languages_count),
	FIELD_NUMBER(frame, problems_count), END_OF_FIELDS };

#define FRAME(screen) FIELD_STRUCT(screen, frame, frame_fields)

static const struct field card_fields[] = { FRAME(card_screen), FIELD_FLAG(card_screen, usable),
	FIELD_FLAG(card_screen, used), FIELD_FLAG(card_screen, unknown),
	FIELD_LINK(card_screen, action), END_OF_FIELDS };

static const struct field code_fields[] = { FRAME(code_screen), FIELD_LINK(code_screen, action),
	FIELD_TEXT(code_screen, code), FIELD_TEXT(code_screen, code_problem), END_OF_FIELDS };

static const struct field carried_fields[] = { FIELD_TEXT(carried, next), FIELD_TEXT(carried, form),
	FIELD_TEXT(carried, path), END_OF_FIELDS };

#define CARRIED(screen) FIELD_STRUCT(screen, carried, carried_fields)

static const struct field sign_in_fields[] = { FRAME(sign_in_screen), CARRIED(sign_in_screen),
	FIELD_FLAG(sign_in_screen, ended), FIELD_LINK(sign_in_screen, action),
	FIELD_TEXT(sign_in_screen, name), FIELD_TEXT(sign_in_screen, name_problem),
	FIELD_TEXT(sign_in_screen, passphrase_problem), FIELD_FLAG(sign_in_screen, pictures),
	FIELD_TEXT(sign_in_screen, provider), END_OF_FIELDS };

static const struct field picture_row_fields[] = { FIELD_TEXT(picture_row, word),
	FIELD_TEXT(picture_row, name), FIELD_LINK(picture_row, link), END_OF_FIELDS };

static const struct field picture_group_fields[] = { FIELD_TEXT(picture_group, name),
	FIELD_ROWS(picture_group, pictures, picture_row_fields), END_OF_FIELDS };

static const struct field picture_grid_fields[] = {
	FIELD_ROWS(picture_grid_screen, groups, picture_group_fields), END_OF_FIELDS
};

static const struct field pictures_fields[] = { FRAME(pictures_screen), CARRIED(pictures_screen),
	FIELD_FLAG(pictures_screen, sign_in), FIELD_FLAG(pictures_screen, own),
	FIELD_FLAG(pictures_screen, current), FIELD_FLAG(pictures_screen, making),
	FIELD_FLAG(pictures_screen, has), FIELD_FLAG(pictures_screen, gone),
	FIELD_LINK(pictures_screen, action), FIELD_TEXT(pictures_screen, name),
	FIELD_TEXT(pictures_screen, sealed_name), FIELD_TEXT(pictures_screen, shown),
	FIELD_FLAG(pictures_screen, more), FIELD_FLAG(pictures_screen, can_words),
	FIELD_FLAG(pictures_screen, can_other), FIELD_FLAG(pictures_screen, can_wait),
	FIELD_TEXT(pictures_screen, words), FIELD_ROWS(pictures_screen, chosen, picture_row_fields),
	FIELD_NUMBER(pictures_screen, chosen_count), FIELD_FLAG(pictures_screen, whole),
	FIELD_NUMBER(pictures_screen, most), FIELD_NUMBER(pictures_screen, next),
	FIELD_TEXT(pictures_screen, picture_problem), FIELD_PIECE(pictures_screen, grid_html),
	FIELD_TEXT(pictures_screen, provider), END_OF_FIELDS };

static const struct field provider_onward_fields[] = { FRAME(provider_onward_screen),
	FIELD_TEXT(provider_onward_screen, provider), FIELD_HTML(provider_onward_screen, link_html),
	END_OF_FIELDS };

static const struct field provider_proof_fields[] = { FRAME(provider_proof_screen),
	FIELD_TEXT(provider_proof_screen, provider), CARRIED(provider_proof_screen),
	FIELD_FLAG(provider_proof_screen, other), FIELD_FLAG(provider_proof_screen, pictures),
	END_OF_FIELDS };

static const struct field provider_own_fields[] = { FRAME(provider_own_screen),
	FIELD_TEXT(provider_own_screen, provider), FIELD_FLAG(provider_own_screen, linked),
	FIELD_FLAG(provider_own_screen, staff), FIELD_TEXT(provider_own_screen, since),
	FIELD_FLAG(provider_own_screen, only), FIELD_FLAG(provider_own_screen, factor),
	FIELD_TEXT(provider_own_screen, next), END_OF_FIELDS };

static const struct field plain_fields[] = { FRAME(plain_screen), END_OF_FIELDS };

static const struct field languages_fields[] = { FRAME(languages_screen),
	FIELD_FLAG(languages_screen, first),
	FIELD_ROWS(languages_screen, ui, language_choice_fields),
	FIELD_ROWS(languages_screen, text, language_choice_fields),
	FIELD_TEXT(languages_screen, back), END_OF_FIELDS };

static const struct field device_fields[] = { FRAME(device_screen),
	FIELD_FLAG(device_screen, first), FIELD_FLAG(device_screen, own),
	FIELD_FLAG(device_screen, shared), FIELD_TEXT(device_screen, device_problem),
	FIELD_FLAG(device_screen, staff), FIELD_TEXT(device_screen, back), END_OF_FIELDS };

static const struct field way_back_fields[] = { FRAME(way_back_screen),
	FIELD_FLAG(way_back_screen, gone), FIELD_FLAG(way_back_screen, has),
	FIELD_TEXT(way_back_screen, name), FIELD_TEXT(way_back_screen, sealed_name),
	FIELD_TEXT(way_back_screen, passphrase), FIELD_TEXT(way_back_screen, passphrase_problem),
	FIELD_TEXT(way_back_screen, shown), CARRIED(way_back_screen),
	FIELD_FLAG(way_back_screen, for_own), FIELD_FLAG(way_back_screen, can_wait),
	FIELD_FLAG(way_back_screen, can_pictures), FIELD_TEXT(way_back_screen, provider),
	END_OF_FIELDS };

static const struct field passphrase_fields[] = { FRAME(passphrase_screen),
	CARRIED(passphrase_screen), FIELD_LINK(passphrase_screen, action),
	FIELD_FLAG(passphrase_screen, current), FIELD_TEXT(passphrase_screen, passphrase_problem),
	FIELD_TEXT(passphrase_screen, provider), END_OF_FIELDS };

static const struct field factor_fields[] = { FRAME(factor_screen), CARRIED(factor_screen),
	FIELD_FLAG(factor_screen, renew), FIELD_NUMBER(factor_screen, papers_left),
	FIELD_FLAG(factor_screen, can_wait), FIELD_TEXT(factor_screen, code_problem),
	END_OF_FIELDS };

static const struct field factor_setup_fields[] = { FRAME(factor_setup_screen),
	CARRIED(factor_setup_screen), FIELD_TEXT(factor_setup_screen, sealed),
	FIELD_HTML(factor_setup_screen, qr_html), FIELD_TEXT(factor_setup_screen, secret),
	FIELD_TEXT(factor_setup_screen, code_problem), FIELD_FLAG(factor_setup_screen, can_wait),
	END_OF_FIELDS };

static const struct field word_fields[] = { FIELD_TEXT(word_row, words), END_OF_FIELDS };

static const struct field paper_codes_fields[] = { FRAME(paper_codes_screen),
	CARRIED(paper_codes_screen), FIELD_TEXT(paper_codes_screen, sealed),
	FIELD_ROWS(paper_codes_screen, codes, word_fields), END_OF_FIELDS };

static const struct field stone_fields[] = { FIELD_FLAG(stone, done), END_OF_FIELDS };

static const struct field course_row_fields[] = { FIELD_LINK(course_row, link),
	FIELD_TEXT(course_row, lang), FIELD_TEXT(course_row, title),
	FIELD_TEXT(course_row, summary), FIELD_FLAG(course_row, not_started),
	FIELD_FLAG(course_row, started), FIELD_FLAG(course_row, done),
	FIELD_NUMBER(course_row, pages), FIELD_NUMBER(course_row, pages_done),
	FIELD_NUMBER(course_row, minutes), FIELD_FLAG(course_row, has_minutes), END_OF_FIELDS };

static const struct field help_row_fields[] = { FIELD_LINK(help_row, link),
	FIELD_TEXT(help_row, where), FIELD_TEXT(help_row, answer_by), FIELD_FLAG(help_row, asked),
	FIELD_FLAG(help_row, late), FIELD_FLAG(help_row, answered), FIELD_TEXT(help_row, owner),
	END_OF_FIELDS };

/* Of several screens. */
static const struct field first_row_fields[] = { FIELD_LINK(first_row, link),
	FIELD_TEXT(first_row, lang), FIELD_TEXT(first_row, title), END_OF_FIELDS };

static const struct field paragraph_fields[] = { FIELD_HTML(paragraph, html), END_OF_FIELDS };

static const struct field page_link_fields[] = { FIELD_LINK(page_link, link),
	FIELD_NUMBER(page_link, number), FIELD_FLAG(page_link, current), END_OF_FIELDS };

static const struct field coach_choice_fields[] = { FIELD_TEXT(coach_choice, value),
	FIELD_TEXT(coach_choice, name), FIELD_FLAG(coach_choice, chosen), END_OF_FIELDS };

#include "fields_claims.h"

static const struct field home_fields[] = { FRAME(home_screen),
	FIELD_FLAG(home_screen, has_continue), FIELD_FLAG(home_screen, fresh),
	FIELD_LINK(home_screen, continue_link), FIELD_TEXT(home_screen, continue_lang),
	FIELD_TEXT(home_screen, continue_title), FIELD_TEXT(home_screen, continue_course),
	FIELD_NUMBER(home_screen, continue_done), FIELD_NUMBER(home_screen, continue_pages),
	FIELD_NUMBER(home_screen, continue_minutes), FIELD_FLAG(home_screen, continue_has_minutes),
	FIELD_ROWS(home_screen, stones, stone_fields),
	FIELD_ROWS(home_screen, courses, course_row_fields), FIELD_FLAG(home_screen, all_done),
	FIELD_FLAG(home_screen, no_courses), FIELD_ROWS(home_screen, help, help_row_fields),
	FIELD_NUMBER(home_screen, help_count), FIELD_NUMBER(home_screen, courses_count),
	FIELD_FLAG(home_screen, no_way_back), FIELD_FLAG(home_screen, author),
	FIELD_NUMBER(home_screen, author_problems), FIELD_FLAG(home_screen, coach),
	FIELD_FLAG(home_screen, lead), FIELD_NUMBER(home_screen, coach_waiting),
	FIELD_NUMBER(home_screen, coach_claims), FIELD_FLAG(home_screen, client),
	FIELD_ROWS(home_screen, claims, claim_line_fields), FIELD_NUMBER(home_screen, claims_count),
	FIELD_FLAG(home_screen, admin), FIELD_NUMBER(home_screen, admin_waiting),
	FIELD_NUMBER(home_screen, admin_alone), FIELD_NUMBER(home_screen, admin_troubles),
	FIELD_TEXT(home_screen, last_day), END_OF_FIELDS };

static const struct field page_row_fields[] = { FIELD_LINK(page_row, link),
	FIELD_TEXT(page_row, lang), FIELD_TEXT(page_row, title), FIELD_FLAG(page_row, not_started),
	FIELD_FLAG(page_row, started), FIELD_FLAG(page_row, done), FIELD_FLAG(page_row, probe),
	FIELD_FLAG(page_row, more), FIELD_FLAG(page_row, has_minutes),
	FIELD_NUMBER(page_row, minutes), END_OF_FIELDS };

static const struct field module_row_fields[] = { FIELD_TEXT(module_row, lang),
	FIELD_TEXT(module_row, title), FIELD_PIECE(module_row, intro_html),
	FIELD_ROWS(module_row, pages, page_row_fields), END_OF_FIELDS };

static const struct field course_fields[] = { FRAME(course_screen), FIELD_TEXT(course_screen, lang),
	FIELD_TEXT(course_screen, dir), FIELD_TEXT(course_screen, title),
	FIELD_TEXT(course_screen, summary), FIELD_PIECE(course_screen, intro_html),
	FIELD_FLAG(course_screen, has_continue), FIELD_FLAG(course_screen, fresh),
	FIELD_FLAG(course_screen, done), FIELD_LINK(course_screen, continue_link),
	FIELD_TEXT(course_screen, continue_title), FIELD_NUMBER(course_screen, pages),
	FIELD_NUMBER(course_screen, pages_done), FIELD_ROWS(course_screen, stones, stone_fields),
	FIELD_ROWS(course_screen, modules, module_row_fields),
	FIELD_FLAG(course_screen, other_language),
	FIELD_ROWS(course_screen, studied, unit_row_fields),
	FIELD_NUMBER(course_screen, studied_count), FIELD_TEXT(course_screen, wanted_name),
	FIELD_TEXT(course_screen, shown_name), END_OF_FIELDS };

static const struct field pick_row_fields[] = { FIELD_NUMBER(pick_row, number),
	FIELD_TEXT(pick_row, words), FIELD_FLAG(pick_row, picked), END_OF_FIELDS };

static const struct field option_row_fields[] = { FIELD_TEXT(option_row, input),
	FIELD_TEXT(option_row, field), FIELD_NUMBER(option_row, number),
	FIELD_HTML(option_row, html), FIELD_FLAG(option_row, chosen),
	FIELD_ROWS(option_row, picks, pick_row_fields), END_OF_FIELDS };

static const struct field feedback_row_fields[] = { FIELD_HTML(feedback_row, option_html),
	FIELD_HTML(feedback_row, html), END_OF_FIELDS };

static const struct field feedback_fields[] = { FIELD_TEXT(feedback, id),
	FIELD_FLAG(feedback, right), FIELD_FLAG(feedback, partly), FIELD_FLAG(feedback, wrong),
	FIELD_FLAG(feedback, given_reflect), FIELD_FLAG(feedback, given_evidence),
	FIELD_FLAG(feedback, counted), FIELD_NUMBER(feedback, hits), FIELD_NUMBER(feedback, of),
	FIELD_ROWS(feedback, rows, feedback_row_fields), FIELD_FLAG(feedback, explained),
	FIELD_ROWS(feedback, explanation, feedback_row_fields),
	FIELD_NUMBER(feedback, explanation_count), FIELD_TEXT(feedback, answer_words),
	END_OF_FIELDS };

static const struct field question_fields[] = { FIELD_TEXT(question_block, id),
	FIELD_TEXT(question_block, heading_id), FIELD_FLAG(question_block, h2),
	FIELD_FLAG(question_block, h3), FIELD_FLAG(question_block, h4),
	FIELD_FLAG(question_block, h5), FIELD_FLAG(question_block, h6),
	FIELD_HTML(question_block, heading_html), FIELD_HTML(question_block, body_html),
	FIELD_HTML(question_block, hint_html), FIELD_TEXT(question_block, heading),
	FIELD_FLAG(question_block, one), FIELD_FLAG(question_block, many),
	FIELD_FLAG(question_block, short_words), FIELD_FLAG(question_block, number),
	FIELD_FLAG(question_block, order), FIELD_FLAG(question_block, match),
	FIELD_FLAG(question_block, reflect), FIELD_FLAG(question_block, evidence),
	FIELD_TEXT(question_block, field), FIELD_TEXT(question_block, input),
	FIELD_TEXT(question_block, value), FIELD_ROWS(question_block, options, option_row_fields),
	FIELD_TEXT(question_block, problem), FIELD_TEXT(question_block, problem_id),
	FIELD_TEXT(question_block, button), FIELD_FLAG(question_block, main),
	FIELD_FLAG(question_block, again), FIELD_FLAG(question_block, kept),
	FIELD_MAYBE(question_block, feedback, feedback_fields), FIELD_FLAG(question_block, stands),
	END_OF_FIELDS };

static const struct field part_row_fields[] = { FIELD_PIECE(part_row, prose_html),
	FIELD_MAYBE(part_row, question, question_fields), END_OF_FIELDS };

static const struct field lesson_fields[] = { FRAME(lesson_screen), FIELD_TEXT(lesson_screen, lang),
	FIELD_TEXT(lesson_screen, dir), FIELD_TEXT(lesson_screen, title),
	FIELD_LINK(lesson_screen, course_link), FIELD_TEXT(lesson_screen, course_title),
	FIELD_TEXT(lesson_screen, course_lang), FIELD_TEXT(lesson_screen, module_title),
	FIELD_LINK(lesson_screen, action), FIELD_NUMBER(lesson_screen, number),
	FIELD_NUMBER(lesson_screen, pages), FIELD_ROWS(lesson_screen, parts, part_row_fields),
	FIELD_FLAG(lesson_screen, probe), FIELD_FLAG(lesson_screen, next_main),
	FIELD_FLAG(lesson_screen, last), FIELD_FLAG(lesson_screen, has_previous),
	FIELD_LINK(lesson_screen, previous_link),
	FIELD_ROWS(lesson_screen, answers, help_row_fields),
	FIELD_NUMBER(lesson_screen, answers_count), FIELD_FLAG(lesson_screen, done),
	FIELD_FLAG(lesson_screen, other_language), FIELD_TEXT(lesson_screen, wanted_name),
	FIELD_TEXT(lesson_screen, shown_name), FIELD_TEXT(lesson_screen, checked),
	FIELD_ROWS(lesson_screen, first, first_row_fields),
	FIELD_NUMBER(lesson_screen, first_count), FIELD_FLAG(lesson_screen, has_questions),
	END_OF_FIELDS };

static const struct field about_row_fields[] = { FIELD_TEXT(about_row, value),
	FIELD_TEXT(about_row, words), FIELD_TEXT(about_row, lang), FIELD_TEXT(about_row, input),
	FIELD_FLAG(about_row, chosen), END_OF_FIELDS };

static const struct field help_fields[] = { FRAME(help_screen), FIELD_TEXT(help_screen, course),
	FIELD_TEXT(help_screen, page), FIELD_TEXT(help_screen, place),
	FIELD_TEXT(help_screen, place_lang), FIELD_ROWS(help_screen, about, about_row_fields),
	FIELD_NUMBER(help_screen, about_count), FIELD_FLAG(help_screen, whole_page),
	FIELD_TEXT(help_screen, words), FIELD_TEXT(help_screen, words_problem),
	FIELD_TEXT(help_screen, answer_by), FIELD_LINK(help_screen, back), END_OF_FIELDS };

static const struct field help_arrived_fields[] = { FRAME(help_arrived_screen),
	FIELD_TEXT(help_arrived_screen, answer_by), FIELD_LINK(help_arrived_screen, back),
	FIELD_LINK(help_arrived_screen, link), END_OF_FIELDS };

static const struct field help_sent_fields[] = { FRAME(help_sent_screen),
	FIELD_FLAG(help_sent_screen, asked), FIELD_FLAG(help_sent_screen, taken),
	FIELD_FLAG(help_sent_screen, answered), FIELD_FLAG(help_sent_screen, late),
	FIELD_TEXT(help_sent_screen, owner), FIELD_TEXT(help_sent_screen, answer_by),
	FIELD_TEXT(help_sent_screen, promised), FIELD_TEXT(help_sent_screen, place),
	FIELD_TEXT(help_sent_screen, place_lang), FIELD_LINK(help_sent_screen, back),
	FIELD_ROWS(help_sent_screen, paragraphs, paragraph_fields),
	FIELD_ROWS(help_sent_screen, answer, paragraph_fields),
	FIELD_NUMBER(help_sent_screen, answer_count), FIELD_TEXT(help_sent_screen, ring),
	END_OF_FIELDS };

static const struct field me_fields[] = { FRAME(me_screen), FIELD_FLAG(me_screen, own),
	FIELD_FLAG(me_screen, shared), FIELD_FLAG(me_screen, staff),
	FIELD_FLAG(me_screen, has_way_back), FIELD_FLAG(me_screen, by_pictures),
	FIELD_TEXT(me_screen, sign_in_name), FIELD_TEXT(me_screen, provider),
	FIELD_FLAG(me_screen, provider_linked), FIELD_TEXT(me_screen, ui_name),
	FIELD_TEXT(me_screen, text_name), FIELD_FLAG(me_screen, client),
	FIELD_TEXT(me_screen, name), FIELD_TEXT(me_screen, last_day), FIELD_TEXT(me_screen, mail),
	FIELD_FLAG(me_screen, can_leave), END_OF_FIELDS };

static const struct field waiting_row_fields[] = { FIELD_LINK(waiting_row, link),
	FIELD_TEXT(waiting_row, name), FIELD_TEXT(waiting_row, where),
	FIELD_TEXT(waiting_row, where_lang), FIELD_TEXT(waiting_row, asked),
	FIELD_TEXT(waiting_row, answer_by), FIELD_TEXT(waiting_row, owner),
	FIELD_FLAG(waiting_row, own), FIELD_FLAG(waiting_row, late),
	FIELD_FLAG(waiting_row, substitute), END_OF_FIELDS };

static const struct field desk_row_fields[] = { FIELD_LINK(desk_row, link),
	FIELD_TEXT(desk_row, name), FIELD_FLAG(desk_row, never), FIELD_FLAG(desk_row, this_week),
	FIELD_FLAG(desk_row, last_week), FIELD_FLAG(desk_row, earlier),
	FIELD_FLAG(desk_row, substitute), FIELD_FLAG(desk_row, waiting),
	FIELD_FLAG(desk_row, quiet), FIELD_FLAG(desk_row, long_quiet),
	FIELD_NUMBER(desk_row, pages_done), FIELD_NUMBER(desk_row, pages), END_OF_FIELDS };

static const struct field day_off_line_fields[] = { FIELD_TEXT(day_off_line, day),
	FIELD_TEXT(day_off_line, name), FIELD_TEXT(day_off_line, button),
	FIELD_TEXT(day_off_line, value), FIELD_FLAG(day_off_line, holiday),
	FIELD_FLAG(day_off_line, opened), FIELD_FLAG(day_off_line, closed),
	FIELD_FLAG(day_off_line, past), END_OF_FIELDS };

static const struct field desk_fields[] = { FRAME(desk_screen),
	FIELD_ROWS(desk_screen, waiting, waiting_row_fields),
	FIELD_NUMBER(desk_screen, waiting_count), FIELD_NUMBER(desk_screen, waiting_more),
	FIELD_ROWS(desk_screen, claims, claim_wait_row_fields),
	FIELD_NUMBER(desk_screen, claims_count), FIELD_NUMBER(desk_screen, claims_more),
	FIELD_ROWS(desk_screen, quiet, desk_row_fields), FIELD_NUMBER(desk_screen, quiet_count),
	FIELD_NUMBER(desk_screen, quiet_more), FIELD_LINK(desk_screen, quiet_link),
	FIELD_ROWS(desk_screen, days_off, day_off_line_fields),
	FIELD_NUMBER(desk_screen, days_off_count), FIELD_NUMBER(desk_screen, clients_all),
	FIELD_FLAG(desk_screen, filter), END_OF_FIELDS };

static const struct field clients_fields[] = { FRAME(clients_screen),
	FIELD_ROWS(clients_screen, clients, desk_row_fields),
	FIELD_NUMBER(clients_screen, clients_count), FIELD_NUMBER(clients_screen, clients_all),
	FIELD_FLAG(clients_screen, filter), FIELD_NUMBER(clients_screen, found),
	FIELD_TEXT(clients_screen, find), FIELD_FLAG(clients_screen, all),
	FIELD_FLAG(clients_screen, only_waiting), FIELD_FLAG(clients_screen, only_quiet),
	FIELD_ROWS(clients_screen, page_links, page_link_fields),
	FIELD_NUMBER(clients_screen, page_links_count), END_OF_FIELDS };

static const struct field coach_row_fields[] = { FIELD_TEXT(coach_row, name),
	FIELD_LINK(coach_row, link), FIELD_NUMBER(coach_row, clients),
	FIELD_NUMBER(coach_row, waiting), FIELD_NUMBER(coach_row, overdue),
	FIELD_NUMBER(coach_row, claims), FIELD_NUMBER(coach_row, claims_overdue),
	FIELD_NUMBER(coach_row, waits_days), FIELD_FLAG(coach_row, full),
	FIELD_FLAG(coach_row, over), FIELD_FLAG(coach_row, away), FIELD_TEXT(coach_row, away_until),
	FIELD_TEXT(coach_row, substitute), END_OF_FIELDS };

static const struct field absence_row_fields[] = { FIELD_NUMBER(absence_row, number),
	FIELD_TEXT(absence_row, name), FIELD_TEXT(absence_row, substitute),
	FIELD_TEXT(absence_row, from), FIELD_TEXT(absence_row, to), END_OF_FIELDS };

static const struct field team_fields[] = { FRAME(team_screen),
	FIELD_TEXT(team_screen, organisation), FIELD_ROWS(team_screen, coaches, coach_row_fields),
	FIELD_NUMBER(team_screen, coaches_count), FIELD_NUMBER(team_screen, coaches_all),
	FIELD_NUMBER(team_screen, clients), FIELD_NUMBER(team_screen, waiting),
	FIELD_NUMBER(team_screen, overdue), FIELD_NUMBER(team_screen, most),
	FIELD_ROWS(team_screen, page_links, page_link_fields),
	FIELD_NUMBER(team_screen, page_links_count),
	FIELD_ROWS(team_screen, absences, absence_row_fields),
	FIELD_NUMBER(team_screen, absences_count), END_OF_FIELDS };

static const struct field absence_fields[] = { FRAME(absence_screen),
	FIELD_LINK(absence_screen, hand_link), FIELD_TEXT(absence_screen, name),
	FIELD_NUMBER(absence_screen, coach),
	FIELD_ROWS(absence_screen, choices, coach_choice_fields),
	FIELD_FLAG(absence_screen, filter), FIELD_FLAG(absence_screen, too_many),
	FIELD_TEXT(absence_screen, find), FIELD_TEXT(absence_screen, from),
	FIELD_TEXT(absence_screen, to), FIELD_TEXT(absence_screen, substitute_problem),
	FIELD_TEXT(absence_screen, from_problem), FIELD_TEXT(absence_screen, to_problem),
	END_OF_FIELDS };

static const struct field client_course_fields[] = { FIELD_TEXT(client_course, title),
	FIELD_TEXT(client_course, lang), FIELD_NUMBER(client_course, pages_done),
	FIELD_NUMBER(client_course, pages), FIELD_FLAG(client_course, not_started),
	FIELD_FLAG(client_course, started), FIELD_FLAG(client_course, done),
	FIELD_ROWS(client_course, rows, page_row_fields), FIELD_NUMBER(client_course, rows_count),
	END_OF_FIELDS };

static const struct field handed_row_fields[] = { FIELD_TEXT(handed_row, giver),
	FIELD_TEXT(handed_row, taker), FIELD_TEXT(handed_row, when),
	FIELD_ROWS(handed_row, note, paragraph_fields), FIELD_NUMBER(handed_row, note_count),
	END_OF_FIELDS };

static const struct field client_fields[] = { FRAME(client_screen),
	FIELD_FLAG(client_screen, own_view), FIELD_LINK(client_screen, way_in),
	FIELD_LINK(client_screen, together_link), FIELD_LINK(client_screen, hand_link),
	FIELD_MAYBE(client_screen, handed, handed_row_fields), FIELD_TEXT(client_screen, name),
	FIELD_FLAG(client_screen, never), FIELD_FLAG(client_screen, this_week),
	FIELD_FLAG(client_screen, last_week), FIELD_FLAG(client_screen, earlier),
	FIELD_FLAG(client_screen, substitute),
	FIELD_ROWS(client_screen, waiting, waiting_row_fields),
	FIELD_NUMBER(client_screen, waiting_count),
	FIELD_ROWS(client_screen, courses, client_course_fields), END_OF_FIELDS };

static const struct field ready_row_fields[] = { FIELD_TEXT(ready_row, words),
	FIELD_TEXT(ready_row, lang), FIELD_TEXT(ready_row, value), FIELD_TEXT(ready_row, input),
	FIELD_TEXT(ready_row, shown), FIELD_FLAG(ready_row, chosen), END_OF_FIELDS };

static const struct field day_choice_fields[] = { FIELD_TEXT(day_choice, value),
	FIELD_TEXT(day_choice, words), FIELD_FLAG(day_choice, chosen), END_OF_FIELDS };

static const struct field way_in_fields[] = { FRAME(way_in_screen), FIELD_TEXT(way_in_screen, name),
	FIELD_LINK(way_in_screen, client_link), FIELD_LINK(way_in_screen, action),
	FIELD_FLAG(way_in_screen, staff), FIELD_FLAG(way_in_screen, made),
	FIELD_TEXT(way_in_screen, address), FIELD_TEXT(way_in_screen, code_address),
	FIELD_TEXT(way_in_screen, code), FIELD_TEXT(way_in_screen, until),
	FIELD_HTML(way_in_screen, qr_html), FIELD_TEXT(way_in_screen, sms),
	FIELD_TEXT(way_in_screen, lang), FIELD_TEXT(way_in_screen, dir),
	FIELD_TEXT(way_in_screen, open_words), FIELD_TEXT(way_in_screen, until_words),
	END_OF_FIELDS };

static const struct field client_help_fields[] = { FRAME(client_help_screen),
	FIELD_LINK(client_help_screen, action), FIELD_LINK(client_help_screen, client_link),
	FIELD_TEXT(client_help_screen, name), FIELD_TEXT(client_help_screen, place),
	FIELD_TEXT(client_help_screen, place_lang), FIELD_LINK(client_help_screen, place_link),
	FIELD_TEXT(client_help_screen, question), FIELD_TEXT(client_help_screen, asked),
	FIELD_TEXT(client_help_screen, answer_by), FIELD_FLAG(client_help_screen, late),
	FIELD_FLAG(client_help_screen, taken), FIELD_FLAG(client_help_screen, own),
	FIELD_FLAG(client_help_screen, answered), FIELD_FLAG(client_help_screen, overtaken),
	FIELD_TEXT(client_help_screen, owner), FIELD_NUMBER(client_help_screen, before),
	FIELD_ROWS(client_help_screen, paragraphs, paragraph_fields),
	FIELD_ROWS(client_help_screen, ready, ready_row_fields),
	FIELD_FLAG(client_help_screen, no_ready), FIELD_TEXT(client_help_screen, words),
	FIELD_TEXT(client_help_screen, words_problem), FIELD_TEXT(client_help_screen, time),
	FIELD_TEXT(client_help_screen, time_problem),
	FIELD_ROWS(client_help_screen, days, day_choice_fields),
	FIELD_FLAG(client_help_screen, no_day),
	FIELD_ROWS(client_help_screen, unsent, paragraph_fields),
	FIELD_NUMBER(client_help_screen, unsent_count),
	FIELD_ROWS(client_help_screen, answer, paragraph_fields),
	FIELD_NUMBER(client_help_screen, answer_count), FIELD_TEXT(client_help_screen, ring),
	END_OF_FIELDS };

#include "fields_accounts.h"
#include "fields_badges.h"
#include "fields_mine.h"
#include "fields_open.h"
#include "fields_school.h"
#include "fields_settings.h"
#include "fields_statistics.h"
#include "fields_together.h"
#include "fields_wallet.h"

static const struct field problem_row_fields[] = { FIELD_TEXT(problem_row, place),
	FIELD_TEXT(problem_row, words), FIELD_TEXT(problem_row, hint),
	FIELD_FLAG(problem_row, warning), END_OF_FIELDS };

static const struct field problem_group_fields[] = { FIELD_TEXT(problem_group, course),
	FIELD_FLAG(problem_group, old_form), FIELD_FLAG(problem_group, absent),
	FIELD_NUMBER(problem_group, errors), FIELD_NUMBER(problem_group, warnings),
	FIELD_ROWS(problem_group, rows, problem_row_fields),
	FIELD_NUMBER(problem_group, rows_count), END_OF_FIELDS };

static const struct field author_fields[] = { FRAME(author_screen),
	FIELD_ROWS(author_screen, groups, problem_group_fields),
	FIELD_NUMBER(author_screen, courses), FIELD_NUMBER(author_screen, pages),
	FIELD_TEXT(author_screen, folder), END_OF_FIELDS };

static const struct field problem_fields[] = { FRAME(problem_screen),
	FIELD_TEXT(problem_screen, words), FIELD_NUMBER(problem_screen, status),
	FIELD_FLAG(problem_screen, home), FIELD_LINK(problem_screen, again), END_OF_FIELDS };

const struct template_row screens[SCREEN_COUNT] = {
	[SCREEN_CARD] = { "card", card_fields },
	[SCREEN_CODE] = { "code", code_fields },
	[SCREEN_SIGN_IN] = { "sign_in", sign_in_fields },
	[SCREEN_SIGNED_OUT] = { "signed_out", plain_fields },
	[SCREEN_LANGUAGES] = { "languages", languages_fields },
	[SCREEN_DEVICE] = { "device", device_fields },
	[SCREEN_WAY_BACK] = { "way_back", way_back_fields },
	[SCREEN_PASSPHRASE] = { "passphrase", passphrase_fields },
	[SCREEN_PICTURES] = { "pictures", pictures_fields },
	[SCREEN_PICTURE_GRID] = { "picture_grid", picture_grid_fields },
	[SCREEN_SECOND_FACTOR] = { "second_factor", factor_fields },
	[SCREEN_FACTOR_SETUP] = { "factor_setup", factor_setup_fields },
	[SCREEN_PAPER_CODES] = { "paper_codes", paper_codes_fields },
	[SCREEN_PROVIDER_ONWARD] = { "provider_onward", provider_onward_fields },
	[SCREEN_PROVIDER_PROOF] = { "provider_proof", provider_proof_fields },
	[SCREEN_PROVIDER_OWN] = { "provider_own", provider_own_fields },
	[SCREEN_HOME] = { "home", home_fields },
	[SCREEN_COURSE] = { "course", course_fields },
	[SCREEN_LESSON] = { "lesson", lesson_fields },
	[SCREEN_HELP] = { "help", help_fields },
	[SCREEN_HELP_ARRIVED] = { "help_arrived", help_arrived_fields },
	[SCREEN_HELP_SENT] = { "help_sent", help_sent_fields },
	[SCREEN_ME] = { "me", me_fields },
	[SCREEN_NAME] = { "name", name_fields },
	[SCREEN_MAIL] = { "mail", mail_fields },
	[SCREEN_STOP_MAIL] = { "stop_mail", stop_mail_fields },
	[SCREEN_BADGES] = { "badges", badges_fields },
	[SCREEN_BADGE_NAME] = { "badge_name", badge_name_fields },
	[SCREEN_BADGE] = { "badge", badge_fields },
	[SCREEN_CERTIFICATE] = { "certificate", certificate_fields },
	[SCREEN_SUMMARY] = { "summary", summary_fields },
	[SCREEN_WALLET_FORM] = { "wallet_form", wallet_form_fields },
	[SCREEN_WALLET] = { "wallet", wallet_fields },
	[SCREEN_TAKE_BACK] = { "take_back", take_back_fields },
	[SCREEN_BADGE_MISTAKE] = { "badge_mistake", badge_mistake_fields },
	[SCREEN_BRING] = { "bring", bring_fields },
	[SCREEN_BROUGHT] = { "brought", brought_fields },
	[SCREEN_SHOWN] = { "shown", shown_fields },
	[SCREEN_TAKE] = { "take", take_fields },
	[SCREEN_TAKEN] = { "taken", taken_fields },
	[SCREEN_LEAVE] = { "leave", leave_fields },
	[SCREEN_LEFT] = { "left", leave_fields },
	[SCREEN_NOTICES] = { "notices", notices_fields },
	[SCREEN_LOOKS] = { "looks", looks_fields },
	[SCREEN_DESK] = { "desk", desk_fields },
	[SCREEN_CLIENTS] = { "clients", clients_fields },
	[SCREEN_TEAM] = { "team", team_fields },
	[SCREEN_STATISTICS] = { "statistics", statistics_fields },
	[SCREEN_ABSENCE] = { "absence", absence_fields },
	[SCREEN_CLIENT] = { "client", client_fields },
	[SCREEN_WAY_IN] = { "way_in", way_in_fields },
	[SCREEN_CLIENT_HELP] = { "client_help", client_help_fields },
	[SCREEN_SHOW] = { "show", show_screen_fields },
	[SCREEN_CLAIM_DRAFT_PAGE] = { "claim_draft", claim_draft_screen_fields },
	[SCREEN_CLAIM_TELL] = { "claim_tell", claim_tell_screen_fields },
	[SCREEN_CLAIM_WORDS] = { "claim_words", claim_words_screen_fields },
	[SCREEN_CLAIM_PART] = { "claim_part", claim_part_screen_fields },
	[SCREEN_CLAIM_PART_SENT] = { "claim_part_sent", claim_part_sent_screen_fields },
	[SCREEN_CLAIM_FILE] = { "claim_file", claim_file_screen_fields },
	[SCREEN_FILE] = { "file_page", file_screen_fields },
	[SCREEN_CLAIM_CHECK] = { "claim_check", claim_check_screen_fields },
	[SCREEN_CLAIM] = { "claim", claim_screen_fields },
	[SCREEN_CLAIM_AGAIN_PAGE] = { "claim_again", claim_again_screen_fields },
	[SCREEN_CLAIMS] = { "claims", claims_screen_fields },
	[SCREEN_CLAIM_REVIEW] = { "claim_review", claim_review_screen_fields },
	[SCREEN_CLAIM_PAPERS] = { "claim_papers", claim_papers_screen_fields },
	[SCREEN_CLAIM_PAPER] = { "claim_paper", claim_paper_screen_fields },
	[SCREEN_CLAIM_TOGETHER] = { "claim_together", claim_together_screen_fields },
	[SCREEN_CLAIM_CONFIRM] = { "claim_confirm", claim_confirm_screen_fields },
	[SCREEN_CLAIM_SHEET] = { "claim_sheet", claim_sheet_screen_fields },
	[SCREEN_HAND_CLIENT] = { "hand_client", hand_client_screen_fields },
	[SCREEN_COACHES] = { "coaches", coaches_screen_fields },
	[SCREEN_CORRECTIONS] = { "corrections", corrections_screen_fields },
	[SCREEN_SCHOOL] = { "school", school_screen_fields },
	[SCREEN_SCHOOL_SHEET_PAGE] = { "school_sheet_page", school_sheet_screen_fields },
	[SCREEN_POINTS] = { "points", points_fields },
	[SCREEN_CURRICULA] = { "curricula", curricula_fields },
	[SCREEN_CURRICULUM_UNIT] = { "curriculum_unit", curriculum_unit_fields },
	[SCREEN_CONTACT] = { "contact", plain_fields },
	[SCREEN_STORED] = { "stored", stored_fields },
	[SCREEN_PRIVACY] = { "privacy", privacy_fields },
	[SCREEN_ACCESSIBILITY] = { "accessibility", statement_fields },
	[SCREEN_ACCESS_FORM] = { "access_form", access_form_fields },
	[SCREEN_ACCESS_THANKS] = { "access_thanks", access_thanks_fields },
	[SCREEN_ACCESS_ONE] = { "access_one", access_one_fields },
	[SCREEN_ACCESS_FEEDBACK] = { "access_feedback", access_list_fields },
	[SCREEN_PEOPLE] = { "people", people_fields },
	[SCREEN_NEW_PERSON] = { "new_person", new_person_fields },
	[SCREEN_PERSON] = { "person", person_screen_fields },
	[SCREEN_PERSON_LINK] = { "person_link", person_link_fields },
	[SCREEN_NEW_PHONE] = { "new_phone", new_phone_fields },
	[SCREEN_LEAVING] = { "leaving", leaving_fields },
	[SCREEN_STATUS] = { "status", status_fields },
	[SCREEN_KEYS_KEPT] = { "keys_kept", keys_kept_fields },
	[SCREEN_SETTINGS] = { "settings", settings_fields },
	[SCREEN_SETTINGS_PART] = { "settings_part", settings_part_screen_fields },
	[SCREEN_DAYS_OFF] = { "days_off", days_off_fields },
	[SCREEN_IMPORT] = { "import", import_fields },
	[SCREEN_IMPORT_ONE] = { "import_one", import_one_fields },
	[SCREEN_IMPORT_SHEET] = { "import_sheet", import_sheet_fields },
	[SCREEN_AUTHOR] = { "author", author_fields },
	[SCREEN_PROBLEM] = { "problem", problem_fields },
};
