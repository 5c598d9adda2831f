/* The field tables of screens_badges.h; part of screens.c. */
static const struct field badge_row_fields[] = { FIELD_LINK(badge_row, link),
	FIELD_TEXT(badge_row, title), FIELD_TEXT(badge_row, lang), FIELD_LINK(badge_row, image),
	FIELD_TEXT(badge_row, caption), FIELD_TEXT(badge_row, when),
	FIELD_TEXT(badge_row, provider), FIELD_TEXT(badge_row, confirmed),
	FIELD_TEXT(badge_row, points), FIELD_FLAG(badge_row, shared),
	FIELD_FLAG(badge_row, revoked), END_OF_FIELDS };

static const struct field elsewhere_row_fields[] = { FIELD_LINK(elsewhere_row, link),
	FIELD_TEXT(elsewhere_row, title), FIELD_TEXT(elsewhere_row, issuer),
	FIELD_TEXT(elsewhere_row, issuer_id), FIELD_FLAG(elsewhere_row, checked), END_OF_FIELDS };

static const struct field badges_fields[] = { FRAME(badges_screen),
	FIELD_ROWS(badges_screen, badges, badge_row_fields),
	FIELD_ROWS(badges_screen, elsewhere, elsewhere_row_fields),
	FIELD_NUMBER(badges_screen, elsewhere_count), FIELD_NUMBER(badges_screen, badges_count),
	FIELD_TEXT(badges_screen, name), FIELD_FLAG(badges_screen, named),
	FIELD_FLAG(badges_screen, nameless), END_OF_FIELDS };

static const struct field badge_name_fields[] = { FRAME(badge_name_screen),
	FIELD_STRUCT(badge_name_screen, naming, badge_naming_fields), END_OF_FIELDS };

static const struct field said_row_fields[] = { FIELD_TEXT(said_row, words), END_OF_FIELDS };

static const struct field badge_words_fields[] = { FIELD_TEXT(badge_words, title),
	FIELD_TEXT(badge_words, lang), FIELD_TEXT(badge_words, dir),
	FIELD_TEXT(badge_words, description), FIELD_TEXT(badge_words, note),
	FIELD_TEXT(badge_words, issuer), FIELD_TEXT(badge_words, provider),
	FIELD_TEXT(badge_words, points), FIELD_TEXT(badge_words, when),
	FIELD_TEXT(badge_words, confirmed), FIELD_LINK(badge_words, image),
	FIELD_TEXT(badge_words, caption), FIELD_ROWS(badge_words, criteria, said_row_fields),
	FIELD_ROWS(badge_words, evidence, said_row_fields),
	FIELD_NUMBER(badge_words, criteria_count), FIELD_NUMBER(badge_words, evidence_count),
	END_OF_FIELDS };

#define BADGE(screen) FIELD_STRUCT(screen, badge, badge_words_fields)

static const struct field badge_fields[] = { FRAME(badge_screen), BADGE(badge_screen),
	FIELD_LINK(badge_screen, action), FIELD_TEXT(badge_screen, address),
	FIELD_LINK(badge_screen, svg_link), FIELD_LINK(badge_screen, png_link),
	FIELD_LINK(badge_screen, json_link), FIELD_LINK(badge_screen, paper_link),
	FIELD_FLAG(badge_screen, shared), FIELD_FLAG(badge_screen, revoked),
	FIELD_FLAG(badge_screen, carries_name), FIELD_LINK(badge_screen, back_link),
	FIELD_FLAG(badge_screen, asked), FIELD_FLAG(badge_screen, was_mistake),
	FIELD_FLAG(badge_screen, reopened), END_OF_FIELDS };

static const struct field take_back_fields[] = { FRAME(take_back_screen), BADGE(take_back_screen),
	FIELD_LINK(take_back_screen, back), FIELD_LINK(take_back_screen, action),
	FIELD_FLAG(take_back_screen, shared), FIELD_FLAG(take_back_screen, revoked),
	END_OF_FIELDS };

static const struct field badge_mistake_fields[] = { FRAME(badge_mistake_screen),
	FIELD_TEXT(badge_mistake_screen, address),
	FIELD_TEXT(badge_mistake_screen, address_problem), FIELD_FLAG(badge_mistake_screen, done),
	END_OF_FIELDS };

static const struct field certificate_fields[] = { FRAME(certificate_screen),
	BADGE(certificate_screen), FIELD_LINK(certificate_screen, back),
	FIELD_TEXT(certificate_screen, address), FIELD_HTML(certificate_screen, qr_html),
	FIELD_FLAG(certificate_screen, shared), END_OF_FIELDS };

static const struct field shown_fields[] = { FRAME(shown_screen), BADGE(shown_screen),
	FIELD_LINK(shown_screen, action), FIELD_LINK(shown_screen, json_link),
	FIELD_LINK(shown_screen, verify_link), FIELD_TEXT(shown_screen, name),
	FIELD_TEXT(shown_screen, name_problem), FIELD_FLAG(shown_screen, carries_name),
	FIELD_FLAG(shown_screen, matches), FIELD_FLAG(shown_screen, differs),
	FIELD_FLAG(shown_screen, revoked), FIELD_FLAG(shown_screen, was_mistake), END_OF_FIELDS };
