/*
 * fields_accounts: the field tables of screens_accounts.h and of tables of people; a part of screens.c, which alone includes it.
 */
#ifndef ASKEL_PAGES_FIELDS_ACCOUNTS_H
#define ASKEL_PAGES_FIELDS_ACCOUNTS_H

static const struct field account_line_fields[] = { FIELD_LINK(account_line, link),
	FIELD_TEXT(account_line, name), FIELD_TEXT(account_line, roles),
	FIELD_TEXT(account_line, left), FIELD_FLAG(account_line, alone), END_OF_FIELDS };

static const struct field people_fields[] = { FRAME(people_screen), FIELD_TEXT(people_screen, find),
	FIELD_FLAG(people_screen, here), FIELD_FLAG(people_screen, alone),
	FIELD_FLAG(people_screen, left), FIELD_FLAG(people_screen, client),
	FIELD_FLAG(people_screen, coach), FIELD_FLAG(people_screen, lead),
	FIELD_FLAG(people_screen, author), FIELD_FLAG(people_screen, admin),
	FIELD_ROWS(people_screen, people, account_line_fields), FIELD_NUMBER(people_screen, found),
	FIELD_NUMBER(people_screen, everybody),
	FIELD_ROWS(people_screen, page_links, page_link_fields),
	FIELD_NUMBER(people_screen, page_links_count), END_OF_FIELDS };

static const struct field role_choice_fields[] = { FIELD_TEXT(role_choice, value),
	FIELD_TEXT(role_choice, words), FIELD_TEXT(role_choice, about),
	FIELD_TEXT(role_choice, input), FIELD_FLAG(role_choice, chosen), END_OF_FIELDS };

static const struct field person_fields_fields[] = { FIELD_TEXT(person_fields, name),
	FIELD_TEXT(person_fields, name_problem), FIELD_TEXT(person_fields, organisation),
	FIELD_TEXT(person_fields, organisation_problem), FIELD_TEXT(person_fields, roles_problem),
	FIELD_ROWS(person_fields, roles, role_choice_fields), END_OF_FIELDS };

static const struct field new_person_fields[] = { FRAME(new_person_screen),
	FIELD_STRUCT(new_person_screen, fields, person_fields_fields), END_OF_FIELDS };

static const struct field tie_line_fields[] = { FIELD_LINK(tie_line, link),
	FIELD_TEXT(tie_line, name), FIELD_TEXT(tie_line, organisation), FIELD_TEXT(tie_line, since),
	FIELD_TEXT(tie_line, until), FIELD_NUMBER(tie_line, number), FIELD_FLAG(tie_line, learning),
	FIELD_FLAG(tie_line, claims), FIELD_FLAG(tie_line, guidance),
	FIELD_FLAG(tie_line, assessment), END_OF_FIELDS };

static const struct field left_line_fields[] = { FIELD_LINK(left_line, link),
	FIELD_TEXT(left_line, name), FIELD_TEXT(left_line, value), FIELD_FLAG(left_line, chosen),
	END_OF_FIELDS };

static const struct field person_screen_fields[] = { FRAME(person_screen),
	FIELD_LINK(person_screen, action), FIELD_TEXT(person_screen, name),
	FIELD_TEXT(person_screen, roles), FIELD_TEXT(person_screen, made),
	FIELD_TEXT(person_screen, left), FIELD_FLAG(person_screen, closed),
	FIELD_FLAG(person_screen, client), FIELD_FLAG(person_screen, coach),
	FIELD_STRUCT(person_screen, fields, person_fields_fields),
	FIELD_NUMBER(person_screen, before), FIELD_FLAG(person_screen, overtaken),
	FIELD_ROWS(person_screen, coaches, tie_line_fields),
	FIELD_NUMBER(person_screen, coaches_count),
	FIELD_ROWS(person_screen, before_coaches, tie_line_fields),
	FIELD_NUMBER(person_screen, before_coaches_count),
	FIELD_ROWS(person_screen, choices, coach_choice_fields),
	FIELD_NUMBER(person_screen, choices_count), FIELD_FLAG(person_screen, many_coaches),
	FIELD_TEXT(person_screen, find_coach), FIELD_TEXT(person_screen, coach_problem),
	FIELD_TEXT(person_screen, scope_problem), FIELD_FLAG(person_screen, learning),
	FIELD_FLAG(person_screen, claims), FIELD_FLAG(person_screen, assessment),
	FIELD_ROWS(person_screen, clients, tie_line_fields),
	FIELD_NUMBER(person_screen, clients_all),
	FIELD_ROWS(person_screen, page_links, page_link_fields),
	FIELD_NUMBER(person_screen, page_links_count),
	FIELD_ROWS(person_screen, left_behind, left_line_fields),
	FIELD_NUMBER(person_screen, left_behind_count),
	FIELD_NUMBER(person_screen, left_behind_more),
	FIELD_TEXT(person_screen, left_behind_problem), FIELD_NUMBER(person_screen, days),
	FIELD_FLAG(person_screen, second_key), END_OF_FIELDS };

static const struct field person_link_fields[] = { FRAME(person_link_screen),
	FIELD_LINK(person_link_screen, back), FIELD_TEXT(person_link_screen, name),
	FIELD_TEXT(person_link_screen, address), FIELD_TEXT(person_link_screen, ends),
	FIELD_FLAG(person_link_screen, new_phone), END_OF_FIELDS };

static const struct field new_phone_fields[] = { FRAME(new_phone_screen),
	FIELD_LINK(new_phone_screen, action), FIELD_LINK(new_phone_screen, back),
	FIELD_TEXT(new_phone_screen, name), FIELD_FLAG(new_phone_screen, self),
	FIELD_FLAG(new_phone_screen, needless), FIELD_TEXT(new_phone_screen, sure_problem),
	END_OF_FIELDS };

static const struct field leaving_fields[] = { FRAME(leaving_screen),
	FIELD_LINK(leaving_screen, action), FIELD_LINK(leaving_screen, back),
	FIELD_TEXT(leaving_screen, name), FIELD_FLAG(leaving_screen, self),
	FIELD_FLAG(leaving_screen, last_admin), FIELD_FLAG(leaving_screen, closed),
	FIELD_NUMBER(leaving_screen, clients), FIELD_FLAG(leaving_screen, coach), END_OF_FIELDS };

static const struct field seen_certificate_fields[] = { FIELD_TEXT(certificate_row, address),
	FIELD_TEXT(certificate_row, day), FIELD_FLAG(certificate_row, good),
	FIELD_FLAG(certificate_row, ends_soon), FIELD_FLAG(certificate_row, over),
	FIELD_FLAG(certificate_row, untrusted), FIELD_FLAG(certificate_row, unseen),
	END_OF_FIELDS };

static const struct field status_fields[] = { FRAME(status_screen),
	FIELD_NUMBER(status_screen, formal_troubles), FIELD_NUMBER(status_screen, troubles),
	FIELD_TEXT(status_screen, version), FIELD_TEXT(status_screen, close_command),
	FIELD_TEXT(status_screen, backup_command), FIELD_TEXT(status_screen, verify_command),
	FIELD_TEXT(status_screen, backup_day), FIELD_TEXT(status_screen, backup_size),
	FIELD_FLAG(status_screen, backup_keys), FIELD_FLAG(status_screen, backup_late),
	FIELD_TEXT(status_screen, database), FIELD_TEXT(status_screen, free_space),
	FIELD_FLAG(status_screen, disk_low), FIELD_NUMBER(status_screen, courses),
	FIELD_NUMBER(status_screen, course_errors), FIELD_NUMBER(status_screen, deciders),
	FIELD_FLAG(status_screen, deciders_few), FIELD_NUMBER(status_screen, claims_stuck),
	FIELD_TEXT(status_screen, keys), FIELD_FLAG(status_screen, keys_open),
	FIELD_FLAG(status_screen, keys_beside), FIELD_TEXT(status_screen, keys_day),
	FIELD_TEXT(status_screen, languages),
	FIELD_ROWS(status_screen, certificates, seen_certificate_fields),
	FIELD_NUMBER(status_screen, certificates_count), FIELD_TEXT(status_screen, post_server),
	FIELD_TEXT(status_screen, post_trouble), FIELD_TEXT(status_screen, post_since),
	FIELD_NUMBER(status_screen, post_readers), END_OF_FIELDS };

static const struct field sheet_word_fields[] = { FIELD_TEXT(sheet_word_row, field),
	FIELD_TEXT(sheet_word_row, key), FIELD_TEXT(sheet_word_row, typed),
	FIELD_TEXT(sheet_word_row, problem), FIELD_NUMBER(sheet_word_row, number), END_OF_FIELDS };

static const struct field keys_kept_fields[] = { FRAME(keys_kept_screen),
	FIELD_TEXT(keys_kept_screen, sheet_command), FIELD_TEXT(keys_kept_screen, kept_day),
	FIELD_ROWS(keys_kept_screen, words, sheet_word_fields),
	FIELD_NUMBER(keys_kept_screen, words_count), END_OF_FIELDS };

static const struct field import_problem_fields[] = { FIELD_NUMBER(import_problem_row, line),
	FIELD_NUMBER(import_problem_row, column), FIELD_TEXT(import_problem_row, words),
	FIELD_FLAG(import_problem_row, left_out), END_OF_FIELDS };

static const struct field import_sample_fields[] = { FIELD_NUMBER(import_sample_row, line),
	FIELD_TEXT(import_sample_row, name), FIELD_TEXT(import_sample_row, language),
	FIELD_TEXT(import_sample_row, coach), FIELD_FLAG(import_sample_row, chooses),
	END_OF_FIELDS };

static const struct field import_link_fields[] = { FIELD_LINK(import_link_row, link),
	FIELD_TEXT(import_link_row, when), FIELD_NUMBER(import_link_row, total), END_OF_FIELDS };

static const struct field import_fields[] = { FRAME(import_screen),
	FIELD_FLAG(import_screen, looked), FIELD_FLAG(import_screen, blocked),
	FIELD_FLAG(import_screen, codes), FIELD_FLAG(import_screen, codes_pass),
	FIELD_TEXT(import_screen, table), FIELD_TEXT(import_screen, coding),
	FIELD_TEXT(import_screen, ends), FIELD_TEXT(import_screen, table_problem),
	FIELD_NUMBER(import_screen, rows), FIELD_NUMBER(import_screen, good),
	FIELD_NUMBER(import_screen, left_out),
	FIELD_ROWS(import_screen, problems, import_problem_fields),
	FIELD_NUMBER(import_screen, problems_count), FIELD_NUMBER(import_screen, problems_more),
	FIELD_ROWS(import_screen, samples, import_sample_fields),
	FIELD_NUMBER(import_screen, samples_count),
	FIELD_ROWS(import_screen, imports, import_link_fields),
	FIELD_NUMBER(import_screen, imports_count), END_OF_FIELDS };

static const struct field import_one_fields[] = { FRAME(import_one_screen),
	FIELD_LINK(import_one_screen, action), FIELD_LINK(import_one_screen, sheet_link),
	FIELD_TEXT(import_one_screen, when), FIELD_NUMBER(import_one_screen, total),
	FIELD_NUMBER(import_one_screen, made), FIELD_NUMBER(import_one_screen, waiting),
	FIELD_NUMBER(import_one_screen, left_out), FIELD_NUMBER(import_one_screen, taken_back),
	FIELD_FLAG(import_one_screen, whole), FIELD_FLAG(import_one_screen, done),
	FIELD_ROWS(import_one_screen, problems, import_problem_fields),
	FIELD_NUMBER(import_one_screen, problems_count),
	FIELD_NUMBER(import_one_screen, problems_more), END_OF_FIELDS };

static const struct field pass_fields[] = { FIELD_TEXT(pass_row, number),
	FIELD_HTML(pass_row, qr_html), FIELD_TEXT(pass_row, address), FIELD_TEXT(pass_row, lang),
	FIELD_TEXT(pass_row, dir), FIELD_TEXT(pass_row, open_words),
	FIELD_TEXT(pass_row, until_words), END_OF_FIELDS };

static const struct field import_sheet_fields[] = { FRAME(import_sheet_screen),
	FIELD_LINK(import_sheet_screen, back), FIELD_ROWS(import_sheet_screen, passes, pass_fields),
	FIELD_ROWS(import_sheet_screen, page_links, page_link_fields),
	FIELD_NUMBER(import_sheet_screen, page_links_count), END_OF_FIELDS };

#endif
