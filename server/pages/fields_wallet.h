/* The field tables of screens_wallet.h; part of screens.c. */
static const struct field wallet_badge_fields[] = { BADGE(wallet_badge),
	FIELD_HTML(wallet_badge, picture_html), FIELD_HTML(wallet_badge, file_html),
	FIELD_TEXT(wallet_badge, address), FIELD_ROWS(wallet_badge, cv, said_row_fields),
	FIELD_NUMBER(wallet_badge, cv_count), FIELD_TEXT(wallet_badge, cv_lang),
	FIELD_TEXT(wallet_badge, cv_dir), END_OF_FIELDS };

static const struct field wallet_part_fields[] = { FIELD_TEXT(wallet_part, title),
	FIELD_TEXT(wallet_part, lang), FIELD_ROWS(wallet_part, criteria, said_row_fields),
	END_OF_FIELDS };

#define WALLET(screen) \
	FIELD_ROWS(screen, badges, wallet_badge_fields), FIELD_NUMBER(screen, badges_count), \
		FIELD_ROWS(screen, parts, wallet_part_fields), FIELD_NUMBER(screen, parts_count), \
		FIELD_TEXT(screen, made), FIELD_TEXT(screen, verify_address)

static const struct field summary_fields[] = { FRAME(summary_screen),
	FIELD_ROWS(summary_screen, languages, language_choice_fields), WALLET(summary_screen),
	FIELD_FLAG(summary_screen, nothing), END_OF_FIELDS };

static const struct field wallet_form_fields[] = { FRAME(wallet_form_screen),
	FIELD_ROWS(wallet_form_screen, languages, language_choice_fields),
	FIELD_TEXT(wallet_form_screen, name), FIELD_TEXT(wallet_form_screen, name_problem),
	FIELD_TEXT(wallet_form_screen, choice_problem), FIELD_FLAG(wallet_form_screen, with_name),
	FIELD_FLAG(wallet_form_screen, without_name), FIELD_FLAG(wallet_form_screen, nothing),
	END_OF_FIELDS };

static const struct field wallet_fields[] = { FRAME(wallet_screen),
	FIELD_PIECE(wallet_screen, style_html), FIELD_TEXT(wallet_screen, name),
	WALLET(wallet_screen), END_OF_FIELDS };

static const struct field brought_row_fields[] = { FIELD_TEXT(brought_row, title),
	FIELD_TEXT(brought_row, issuer), FIELD_TEXT(brought_row, words), END_OF_FIELDS };

static const struct field bring_fields[] = { FRAME(bring_screen),
	FIELD_TEXT(bring_screen, file_problem), FIELD_ROWS(bring_screen, rows, brought_row_fields),
	FIELD_NUMBER(bring_screen, rows_count), END_OF_FIELDS };

static const struct field brought_fields[] = { FRAME(brought_screen),
	FIELD_LINK(brought_screen, action), FIELD_LINK(brought_screen, json_link),
	FIELD_TEXT(brought_screen, title), FIELD_TEXT(brought_screen, issuer),
	FIELD_TEXT(brought_screen, issuer_id), FIELD_TEXT(brought_screen, since),
	FIELD_TEXT(brought_screen, brought), FIELD_TEXT(brought_screen, checked),
	FIELD_TEXT(brought_screen, words), FIELD_ROWS(brought_screen, criteria, said_row_fields),
	FIELD_NUMBER(brought_screen, criteria_count), END_OF_FIELDS };
