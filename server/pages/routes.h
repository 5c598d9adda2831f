/*
 * Every address: method, pattern, door, handler. CSRF is checked for each POST, the door for each
 * row, and before the handler runs admit.c asks the rest: behind a TIE_ door how who asks stands to
 * {client}; behind an OWN_MATTER door for a passphrase besides the card, shown lately; of staff for
 * their second factor on every row but those ON_THE_WAY_IN. A new row enters the tests that walk
 * this table by itself; it needs a line in tests/pages/grid.txt, which says who may pass.
 */
#define ROUTES(R) \
	R(GET, "/", SIGNED_IN, show_home) \
	R(GET, "/in/{card}", ANYONE, show_card) \
	R(POST, "/in/{card}", ANYONE, use_card_now) \
	R(GET, "/code", ANYONE, show_code_form) \
	R(POST, "/code", ANYONE, enter_code) \
	R(GET, "/sign-in", ANYONE, show_sign_in) \
	R(POST, "/sign-in", ANYONE, sign_in) \
	R(GET, "/provider", ANYONE, show_provider) \
	R(POST, "/provider", ANYONE, go_to_provider) \
	R(GET, "/provider/return", ANYONE, come_from_provider) \
	R(GET, "/provider/own", SIGNED_IN, show_own_provider) \
	R(POST, "/provider/own", SIGNED_IN, change_own_provider) \
	R(POST, "/sign-out", ANYONE, sign_out) \
	R(GET, "/signed-out", ANYONE, show_signed_out) \
	R(GET, "/contact", ANYONE, show_contact) \
	R(GET, "/privacy", ANYONE, show_privacy) \
	R(GET, "/accessibility", ANYONE, show_accessibility) \
	R(GET, "/accessibility/feedback", ANYONE, show_access_form) \
	R(POST, "/accessibility/feedback", ANYONE, send_access_feedback) \
	R(GET, "/accessibility/thanks", ANYONE, show_access_thanks) \
	R(GET, "/languages", SIGNED_IN | ON_THE_WAY_IN, show_languages) \
	R(POST, "/languages", SIGNED_IN | ON_THE_WAY_IN, choose_languages) \
	R(GET, "/device", SIGNED_IN | ON_THE_WAY_IN, show_device) \
	R(POST, "/device", SIGNED_IN | ON_THE_WAY_IN, choose_device) \
	R(GET, "/way-back", SIGNED_IN | ON_THE_WAY_IN, show_way_back) \
	R(POST, "/way-back", SIGNED_IN | ON_THE_WAY_IN, choose_way_back) \
	R(GET, "/passphrase", SIGNED_IN | ON_THE_WAY_IN, show_passphrase) \
	R(POST, "/passphrase", SIGNED_IN | ON_THE_WAY_IN, show_it_is_me) \
	R(GET, "/second-factor", DOOR_STAFF | ON_THE_WAY_IN, show_second_factor) \
	R(POST, "/second-factor", DOOR_STAFF | ON_THE_WAY_IN, use_second_factor) \
	R(GET, "/courses/{course}", SIGNED_IN, show_course) \
	R(GET, "/courses/{course}/media/{file}", SIGNED_IN, send_media) \
	R(GET, "/courses/{course}/{page}", SIGNED_IN, show_lesson) \
	R(POST, "/courses/{course}/{page}", SIGNED_IN, leave_lesson) \
	R(GET, "/help", SIGNED_IN, show_help) \
	R(POST, "/help", SIGNED_IN, ask_help) \
	R(GET, "/help/arrived", SIGNED_IN, show_help_arrived) \
	R(GET, "/help/{id}", SIGNED_IN | OWN_MATTER, show_help_sent) \
	R(GET, "/me", SIGNED_IN, show_me) \
	R(GET, "/name", DOOR_CLIENT | OWN_MATTER, show_name) \
	R(POST, "/name", DOOR_CLIENT | OWN_MATTER, change_name) \
	R(GET, "/mail", SIGNED_IN | OWN_MATTER, show_mail) \
	R(POST, "/mail", SIGNED_IN | OWN_MATTER, change_mail) \
	R(GET, "/mail/stop/{stop}", ANYONE | BY_LINK, show_stop_mail) \
	R(POST, "/mail/stop/{stop}", ANYONE | BY_LINK, stop_mail) \
	R(GET, "/take", SIGNED_IN | OWN_MATTER, show_take) \
	R(POST, "/take", SIGNED_IN | OWN_MATTER, take_along) \
	R(GET, "/leave", DOOR_CLIENT | OWN_MATTER, show_leave) \
	R(POST, "/leave", DOOR_CLIENT | OWN_MATTER, leave_for_good) \
	R(GET, "/left", ANYONE, show_left) \
	R(GET, "/looks", SIGNED_IN | OWN_MATTER, show_looks) \
	R(GET, "/coaches", DOOR_CLIENT | OWN_MATTER, show_coaches) \
	R(GET, "/seen-as", DOOR_CLIENT | OWN_MATTER, show_seen_as) \
	R(GET, "/notices", SIGNED_IN | OWN_MATTER, show_notices) \
	R(POST, "/notices", SIGNED_IN | OWN_MATTER, see_all_notices) \
	R(GET, "/show", DOOR_CLIENT | OWN_MATTER, show_units) \
	R(POST, "/show", DOOR_CLIENT | OWN_MATTER, begin_own_claim) \
	R(GET, "/show/tell", DOOR_CLIENT | OWN_MATTER, show_tell) \
	R(POST, "/show/tell", DOOR_CLIENT | OWN_MATTER, look_at_told) \
	R(GET, "/show/{claim}", DOOR_CLIENT | OWN_MATTER, show_claim) \
	R(POST, "/show/{claim}", DOOR_CLIENT | OWN_MATTER, act_on_claim) \
	R(GET, "/show/{claim}/words", DOOR_CLIENT | OWN_MATTER, show_claim_words) \
	R(POST, "/show/{claim}/words", DOOR_CLIENT | OWN_MATTER, keep_claim_words) \
	R(GET, "/show/{claim}/part/{criterion}", DOOR_CLIENT | OWN_MATTER, show_claim_part) \
	R(POST, "/show/{claim}/part/{criterion}", DOOR_CLIENT | OWN_MATTER, keep_claim_part) \
	R(GET, "/show/{claim}/part/{criterion}/file", DOOR_CLIENT | OWN_MATTER, show_file_form) \
	R(POST, "/show/{claim}/part/{criterion}/file", DOOR_CLIENT | TAKES_FILE, hand_in_file) \
	R(GET, "/show/{claim}/file/{evidence}", DOOR_CLIENT | OWN_MATTER, show_own_file) \
	R(GET, "/show/{claim}/file/{evidence}/{sheet}", DOOR_CLIENT | OWN_MATTER, send_own_file) \
	R(GET, "/show/{claim}/check", DOOR_CLIENT | OWN_MATTER, show_claim_check) \
	R(POST, "/show/{claim}/check", DOOR_CLIENT | OWN_MATTER, send_claim) \
	R(GET, "/show/{claim}/again", DOOR_CLIENT | OWN_MATTER, show_claim_again) \
	R(POST, "/show/{claim}/again", DOOR_CLIENT | OWN_MATTER, ask_again) \
	R(GET, "/paper", SIGNED_IN, show_claim_papers) \
	R(GET, "/paper/{unit}", SIGNED_IN, show_claim_paper) \
	R(GET, "/statistics", SIGNED_IN, show_statistics) \
	R(GET, "/show/{claim}/school", DOOR_CLIENT | OWN_MATTER, show_school) \
	R(POST, "/show/{claim}/school", DOOR_CLIENT | OWN_MATTER, act_on_school) \
	R(GET, "/points", DOOR_CLIENT | OWN_MATTER, show_points) \
	R(GET, "/team", DOOR_LEAD, show_team) \
	R(POST, "/team", DOOR_LEAD, end_team_absence) \
	R(GET, "/team/absence", DOOR_LEAD, show_absence) \
	R(POST, "/team/absence", DOOR_LEAD, add_team_absence) \
	R(GET, "/team/hand-over", DOOR_LEAD, show_team_hand_over) \
	R(POST, "/team/hand-over", DOOR_LEAD, hand_over_for_team) \
	R(GET, "/desk", DOOR_COACH, show_desk) \
	R(GET, "/clients", DOOR_COACH, show_clients) \
	R(GET, "/clients/{client}", DOOR_COACH | TIE_LEARNING, show_client) \
	R(GET, "/clients/{client}/card", DOOR_COACH | TIE_LEARNING, show_way_in) \
	R(POST, "/clients/{client}/card", DOOR_COACH | TIE_LEARNING, make_way_in) \
	R(GET, "/clients/{client}/help/{help}", DOOR_COACH | TIE_LEARNING, show_client_help) \
	R(POST, "/clients/{client}/help/{help}", DOOR_COACH | TIE_LEARNING, answer_client_help) \
	R(GET, "/claims", DOOR_COACH, show_claims) \
	R(GET, "/clients/{client}/claims/{claim}", DOOR_COACH | TIE_CLAIMS, show_claim_review) \
	R(POST, "/clients/{client}/claims/{claim}", DOOR_COACH | TIE_CLAIMS, review_claim) \
	R(GET, "/clients/{client}/claims/{claim}/file/{evidence}", DOOR_COACH | TIE_CLAIMS, \
		show_client_file) \
	R(GET, "/clients/{client}/claims/{claim}/file/{evidence}/{sheet}", \
		DOOR_COACH | TIE_CLAIMS, send_client_file) \
	R(GET, "/clients/{client}/hand-over", DOOR_COACH | TIE_LEARNING, show_hand_over_client) \
	R(POST, "/clients/{client}/hand-over", DOOR_COACH | TIE_LEARNING, hand_over_own_client) \
	R(GET, "/clients/{client}/together", DOOR_COACH | TIE_CLAIMS, show_together) \
	R(POST, "/clients/{client}/together", DOOR_COACH | TIE_CLAIMS, begin_written_claim) \
	R(GET, "/clients/{client}/together/{claim}", DOOR_COACH | TIE_CLAIMS, show_claim) \
	R(POST, "/clients/{client}/together/{claim}", DOOR_COACH | TIE_CLAIMS, act_on_written) \
	R(GET, "/clients/{client}/together/{claim}/words", DOOR_COACH | TIE_CLAIMS, \
		show_claim_words) \
	R(POST, "/clients/{client}/together/{claim}/words", DOOR_COACH | TIE_CLAIMS, \
		keep_claim_words) \
	R(GET, "/clients/{client}/together/{claim}/part/{criterion}", DOOR_COACH | TIE_CLAIMS, \
		show_claim_part) \
	R(POST, "/clients/{client}/together/{claim}/part/{criterion}", DOOR_COACH | TIE_CLAIMS, \
		keep_claim_part) \
	R(GET, "/clients/{client}/together/{claim}/part/{criterion}/file", \
		DOOR_COACH | TIE_CLAIMS, show_file_form) \
	R(POST, "/clients/{client}/together/{claim}/part/{criterion}/file", \
		DOOR_COACH | TIE_CLAIMS | TAKES_FILE, hand_in_file) \
	R(GET, "/clients/{client}/together/{claim}/file/{evidence}", DOOR_COACH | TIE_CLAIMS, \
		show_own_file) \
	R(GET, "/clients/{client}/together/{claim}/file/{evidence}/{sheet}", \
		DOOR_COACH | TIE_CLAIMS, send_own_file) \
	R(GET, "/clients/{client}/together/{claim}/check", DOOR_COACH | TIE_CLAIMS, show_confirm) \
	R(POST, "/clients/{client}/together/{claim}/check", DOOR_COACH | TIE_CLAIMS | TAKES_FILE, \
		confirm_by_sheet) \
	R(GET, "/clients/{client}/together/{claim}/sheet", DOOR_COACH | TIE_CLAIMS, \
		show_claim_sheet) \
	R(GET, "/clients/{client}/claims/{claim}/school", DOOR_COACH | TIE_CLAIMS, \
		show_client_school) \
	R(POST, "/clients/{client}/claims/{claim}/school", DOOR_COACH | TIE_CLAIMS, \
		answer_for_client) \
	R(GET, "/corrections", DOOR_ADMIN, show_corrections) \
	R(POST, "/corrections", DOOR_ADMIN, reopen_claim) \
	R(GET, "/corrections/badge", DOOR_ADMIN, show_badge_mistake) \
	R(POST, "/corrections/badge", DOOR_ADMIN, take_wrong_badge_back) \
	R(GET, "/people", DOOR_ADMIN, show_people) \
	R(GET, "/people/new", DOOR_ADMIN, show_new_person) \
	R(POST, "/people/new", DOOR_ADMIN, add_new_person) \
	R(GET, "/people/{person}", DOOR_ADMIN, show_person) \
	R(POST, "/people/{person}", DOOR_ADMIN, change_person) \
	R(GET, "/people/{person}/new-phone", DOOR_ADMIN, show_new_phone) \
	R(POST, "/people/{person}/new-phone", DOOR_ADMIN, let_new_phone_in) \
	R(GET, "/people/{person}/leave", DOOR_ADMIN, show_leaving) \
	R(POST, "/people/{person}/leave", DOOR_ADMIN, leave_today) \
	R(GET, "/status", DOOR_ADMIN, show_status) \
	R(GET, "/status/keys", DOOR_ADMIN, show_keys_kept) \
	R(POST, "/status/keys", DOOR_ADMIN, keep_keys) \
	R(GET, "/settings", DOOR_ADMIN, show_settings) \
	R(GET, "/settings/days-off", DOOR_ADMIN, show_days_off) \
	R(POST, "/settings/days-off", DOOR_ADMIN, change_days_off) \
	R(GET, "/settings/{part}", DOOR_ADMIN, show_settings_part) \
	R(POST, "/settings/{part}", DOOR_ADMIN, save_settings_part) \
	R(GET, "/import", DOOR_ADMIN, show_import) \
	R(POST, "/import", DOOR_ADMIN, hand_in_import) \
	R(GET, "/import/{import}", DOOR_ADMIN, show_one_import) \
	R(POST, "/import/{import}", DOOR_ADMIN, move_import) \
	R(GET, "/import/{import}/sheet", DOOR_ADMIN, show_import_sheet) \
	R(GET, "/curricula", DOOR_ADMIN, show_curricula) \
	R(GET, "/curricula/{unit}", DOOR_ADMIN, show_curriculum_unit) \
	R(POST, "/curricula/{unit}", DOOR_ADMIN, map_unit) \
	R(GET, "/author", DOOR_AUTHOR | DOOR_ADMIN, show_author) \
	R(GET, "/feedback", DOOR_ADMIN, show_access_feedback) \
	R(GET, "/feedback/{feedback}", DOOR_ADMIN, show_one_feedback) \
	R(POST, "/feedback/{feedback}", DOOR_ADMIN, mark_feedback) \
	R(GET, "/badges", DOOR_CLIENT | OWN_MATTER, show_badges) \
	R(GET, "/badges/name", DOOR_CLIENT | OWN_MATTER, show_badge_name) \
	R(POST, "/badges/name", DOOR_CLIENT | OWN_MATTER, choose_badge_name) \
	R(GET, "/badges/summary", DOOR_CLIENT | OWN_MATTER, show_summary) \
	R(GET, "/badges/wallet", DOOR_CLIENT | OWN_MATTER, show_wallet_form) \
	R(POST, "/badges/wallet", DOOR_CLIENT | OWN_MATTER, send_wallet) \
	R(GET, "/badges/bring", DOOR_CLIENT | OWN_MATTER, show_bring_form) \
	R(POST, "/badges/bring", DOOR_CLIENT | OWN_MATTER, bring_file) \
	R(GET, "/badges/brought/{brought}", DOOR_CLIENT | OWN_MATTER, show_brought) \
	R(POST, "/badges/brought/{brought}", DOOR_CLIENT | OWN_MATTER, drop_own_brought) \
	R(GET, "/badges/brought/{brought}/json", DOOR_CLIENT | OWN_MATTER, send_brought) \
	R(GET, "/badges/{badge}", DOOR_CLIENT | OWN_MATTER, show_badge) \
	R(POST, "/badges/{badge}", DOOR_CLIENT | OWN_MATTER, share_own_badge) \
	R(GET, "/badges/{badge}/certificate", DOOR_CLIENT | OWN_MATTER, show_certificate) \
	R(GET, "/badges/{badge}/take-back", DOOR_CLIENT | OWN_MATTER, show_take_back) \
	R(POST, "/badges/{badge}/take-back", DOOR_CLIENT | OWN_MATTER, take_own_badge_back) \
	R(GET, "/badges/{badge}/{form}", DOOR_CLIENT | OWN_MATTER, send_own_badge) \
	R(GET, "/b/{address}", ANYONE | FOR_GUESTS, show_shown_badge) \
	R(POST, "/b/{address}", ANYONE | FOR_GUESTS, compare_name) \
	R(GET, "/ob/issuer", ANYONE | FOR_GUESTS, show_issuer) \
	R(GET, "/ob/status/1", ANYONE | FOR_GUESTS, show_status_list) \
	R(GET, "/ob/verify", ANYONE | FOR_GUESTS, show_verify_page) \
	R(GET, "/health", UNASKED, show_health) \
	R(GET, "/metrics", UNASKED, show_metrics)
