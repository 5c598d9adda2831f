/*
 * gallery: every screen with long sample data, without a server: a file a state, for looking at,
 *for axe and html-validate, and to hold that every template shows all it should.
 *
 *	gallery [FOLDER]	FOLDER/LANGUAGE/SCREEN.html; default: gallery/ in the build folder
 *
 * The samples are the longest and oddest there will be: long Finnish words, every kind of question
 * with every kind of answer, Arabic text, quotes and angle brackets in typed words.
 */
#include "pages/inside.h"
#include "pages/screens_badges.h"
#include "pages/screens_hand_over.h"
#include "pages/screens_school.h"
#include "test.h"

#include <libgen.h>

struct gallery {
	struct arena *arena;
	struct views *views;
	size_t language;
	const char *folder;
	size_t css_size; /* as gzip */
};

/* Of every page with its longest sample data, stylesheet included (as gzip). */
#define FIRST_VISIT_MOST (14 * 1024)

#define T(literal) \
	{ \
		"" literal, sizeof(literal) - 1 \
	}
#define ROWS(rows, array) .rows = array, .rows##_count = COUNT_OF(array)

/* ---- samples shared by several screens ----------------------------------------------------------
 */

static const struct language_choice languages[] = {
	{ T("fi"), T("fi"), T("Suomi"), T("/sign-in?lang=fi"), true },
	{ T("fi-simple"), T("fi"), T("Helppo suomi"), T("/sign-in?lang=fi-simple"), false },
	{ T("sv"), T("sv"), T("Svenska"), T("/sign-in?lang=sv"), false },
	{ T("en"), T("en"), T("English"), T("/sign-in?lang=en"), false },
	{ T("ar"), T("ar"), T("العربية"), T("/sign-in?lang=ar"), false },
};
static const struct form_problem passphrase_problems[] = {
	{ T("#passphrase"), T("Name and passphrase did not fit together. Try once more.") },
};
static const struct form_problem device_problems[] = {
	{ T("#device"), T("Choose one of the two.") },
};
static const struct form_problem words_problems[] = {
	{ T("#words"), T("Write a few words first, so that we know what to answer.") },
};
static const struct form_problem answer_problems[] = {
	{ T("#many-input-1"), T("Choose at least one.") },
	{ T("#number-input"), T("Write a number, for example 12,5.") },
};
static const struct stone stones[] = { { true }, { true }, { false }, { false }, { false } };

#define FI(title) T("fi"), T(title)
static const struct course_row courses[] = {
	{ T("/courses/safe-online"), FI("Turvallisesti verkossa: salasanat ja huijausviestit"),
		T("Opit tekemään salasanan, jota muut eivät arvaa, ja huomaat huijauksen ajoissa."),
		false, true, false, 5, 2, 25, true },
	{ T("/courses/work-life"), FI("Työelämäntietous ja työsuhdeturvallisuuskysymykset"), T(""),
		false, false, true, 1, 1, 1, true },
	{ T("/courses/arabic"), T("ar"), T("مهارات رقمية"), T("كلمات المرور والرسائل الاحتيالية"),
		true, false, false, 7, 0, 0, false },
};
static const struct help_row help_rows[] = {
	{ T("/help/1"), T("Turvallisesti verkossa: Neljä sanaa riittää"),
		T("keskiviikkona 25. marraskuuta"), true, false, false, T("") },
	{ T("/help/2"), T("Mistä tunnistat huijausviestin?"), T("torstaina 26. marraskuuta"), false,
		true, false, T("Valmentaja Yksi") },
	{ T("/help/3"), T("Kysymyksesi"), T("torstaina 26. marraskuuta"), false, false, true,
		T("Valmentaja Yksi") },
};

/* Words as somebody typed them, made safe. */
static const struct paragraph paragraphs[] = {
	{ T("En ymmärrä, miksi &lt;b&gt;lyhyt&lt;/b&gt; salasana ei käy.") },
	{ T("Voiko sen kirjoittaa paperille?") },
};

static const struct pick_row places[] = { { 1, T("1"), false }, { 2, T("2"), true },
	{ 3, T("3"), false } };
static const struct pick_row meanings[] = {
	{ 1, T("jotain, minkä tiedät"), false },
	{ 2, T("jotain, mitä sinulla on, esimerkiksi puhelin tai pankin tunnuslukulista"), true },
};
static const struct option_row one_options[] = {
	{ T("one-input-1"), T("q.one"), 1, T("<code>Kesa2024</code>"), true, NULL, 0 },
	{ T("one-input-2"), T("q.one"), 2, T("<code>lumi kaapeli omena valssi</code>"), false, NULL,
		0 },
	{ T("one-input-3"), T("q.one"), 3,
		T("Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas ja syntymäaika"),
		false, NULL, 0 },
};
static const struct option_row many_options[] = {
	{ T("many-input-1"), T("q.many"), 1, T("Viestissä on kiire."), true, NULL, 0 },
	{ T("many-input-2"), T("q.many"), 2, T("Linkki vie <em>outoon</em> osoitteeseen."), true,
		NULL, 0 },
	{ T("many-input-3"), T("q.many"), 3, T("Viesti tuli aamulla."), false, NULL, 0 },
};
static const struct option_row order_options[] = {
	{ T("order-input-1"), T("q.order.1"), 1, T("Avaa pankin sivu kirjanmerkistä."), false,
		places, COUNT_OF(places) },
	{ T("order-input-2"), T("q.order.2"), 2, T("Sulje viesti, älä avaa linkkiä."), false,
		places, COUNT_OF(places) },
	{ T("order-input-3"), T("q.order.3"), 3, T("Soita pankkiin."), false, places,
		COUNT_OF(places) },
};
static const struct option_row match_options[] = {
	{ T("match-input-1"), T("q.match.1"), 1, T("<strong>salasana</strong>"), false, meanings,
		COUNT_OF(meanings) },
	{ T("match-input-2"), T("q.match.2"), 2, T("<strong>vahvistuskoodi</strong>"), false,
		meanings, COUNT_OF(meanings) },
};

/* ---- feedback of every kind ---- */

static const struct feedback_row one_said[] = {
	{ T("<code>Kesa2024</code>"),
		T("<p>Vuodenaikaa ja vuotta arvataan ensimmäisten joukossa.</p>") },
};
static const struct feedback_row many_said[] = {
	{ T("Viestissä on kiire."), T("<p>Juuri niin: kiire saa meidät hätäilemään.</p>") },
	{ T("Linkki vie <em>outoon</em> osoitteeseen."), T("<p>Hyvä huomio.</p>") },
};
static const struct feedback_row plain_said[] = {
	{ T(""), T("<p>Kiitos. Voit palata näihin sanoihin, kun haluat.</p>") },
};
static const struct feedback_row in_order[] = {
	{ T("Sulje viesti, älä avaa linkkiä."), T("") },
	{ T("Avaa pankin sivu kirjanmerkistä."), T("") },
	{ T("Soita pankkiin."), T("") },
};
static const struct feedback wrong = { .id = T("one-said"), .wrong = true, ROWS(rows, one_said) };
static const struct feedback right = { .id = T("many-said"),
	.right = true,
	.counted = true,
	.hits = 3,
	.of = 3,
	ROWS(rows, many_said) };
static const struct feedback partly = { .id = T("order-said"),
	.partly = true,
	.counted = true,
	.hits = 1,
	.of = 3,
	.explained = true,
	.explanation = in_order,
	.explanation_count = COUNT_OF(in_order) };
static const struct feedback number_wrong = {
	.id = T("number-said"), .wrong = true, .explained = true, .answer_words = T("112")
};
static const struct feedback given_reflect = {
	.id = T("reflect-said"), .given_reflect = true, ROWS(rows, plain_said)
};
static const struct feedback given_evidence = { .id = T("evidence-said"), .given_evidence = true };

/* ---- a page with every kind of question ---- */

#define QUESTION(name, words) \
	.id = T(name), .heading_id = T(name "-heading"), .heading_html = T(words), \
	.heading = T(words), .button = T("check." name), .field = T("q." name), \
	.input = T(name "-input"), .problem_id = T(name "-problem")
#define OPTIONS(array) .options = array, .options_count = COUNT_OF(array)

static const struct question_block fresh_questions[] = {
	{ QUESTION("one", "Mikä salasana kestää parhaiten?"), .h2 = true, .one = true,
		OPTIONS(one_options), .main = true,
		.hint_html = T("<p>Mieti, mitä on vaikein arvata. Pituus auttaa eniten.</p>") },
	{ QUESTION("many", "Mistä tunnistat huijausviestin?"), .h3 = true, .many = true,
		OPTIONS(many_options), .problem = T("Choose at least one.") },
	{ QUESTION("order", "Missä järjestyksessä toimit?"), .h3 = true, .order = true,
		OPTIONS(order_options), .kept = true },
	{ QUESTION("match", "Mikä kuuluu mihinkin?"), .h3 = true, .match = true,
		OPTIONS(match_options), .stands = true },
	{ QUESTION("short", "Mikä suojaa tilisi, jos salasana vuotaa?"), .h4 = true,
		.short_words = true, .value = T("kaksivaiheinen \"tunnistautuminen\" <b>") },
	{ QUESTION("number", "Mikä on hätänumero?"), .h5 = true, .number = true,
		.problem = T("Write a number, for example 12,5."), .value = T("sata") },
	{ QUESTION("reflect", "Milloin sinulla on viimeksi ollut kiire?"), .h6 = true,
		.body_html = T("<p>Mieti rauhassa.</p>"), .reflect = true },
	{ QUESTION("evidence", "Kerro, miten teit oman salasanasi"), .h2 = true, .evidence = true },
};
static const struct question_block answered_questions[] = {
	{ QUESTION("one", "Mikä salasana kestää parhaiten?"), .h2 = true, .one = true,
		OPTIONS(one_options), .again = true, .feedback = &wrong },
	{ QUESTION("many", "Mistä tunnistat huijausviestin?"), .h2 = true, .many = true,
		OPTIONS(many_options), .again = true, .feedback = &right },
	{ QUESTION("order", "Missä järjestyksessä toimit?"), .h3 = true, .order = true,
		OPTIONS(order_options), .again = true, .feedback = &partly },
	{ QUESTION("number", "Mikä on hätänumero?"), .h4 = true, .number = true, .value = T("911"),
		.again = true, .feedback = &number_wrong },
	{ QUESTION("reflect", "Milloin sinulla on viimeksi ollut kiire?"), .h5 = true,
		.reflect = true, .again = true, .feedback = &given_reflect,
		.value = T("Viime viikolla.\nNyt ei ole.") },
	{ QUESTION("evidence", "Kerro, miten teit oman salasanasi"), .h6 = true, .evidence = true,
		.again = true, .feedback = &given_evidence },
};

static const char prose_fi[] =
	"<p>Salasana on kuin kotioven avain. Hyvä avain sopii vain sinun oveesi, ja sinun on "
	"helppo käyttää sitä. Lue lisää <a "
	"href=\"https://www.kyberturvallisuuskeskus.fi/fi/salasanat\">"
	"Kyberturvallisuuskeskuksen sivulta</a>.</p>\n"
	"<h2 id=\"pitka\">Pitkä on parempi kuin vaikea</h2>\n"
	"<p>Rikollisten ohjelma kokeilee salasanoja hyvin nopeasti. Se arvaa ensin nimet, "
	"vuosiluvut ja tavalliset sanat.</p>\n"
	"<ol><li>Valitse kolme tai neljä sanaa.</li><li>Kirjoita ne peräkkäin, esimerkiksi "
	"<code>sammal trumpetti keitto tikas</code>.</li></ol>\n"
	"<blockquote><p>Keksi aivan omat sanat.</p></blockquote>\n";
static const char prose_ar[] =
	"<p>كلمة المرور مثل مفتاح البيت. المفتاح الجيد يفتح بابك أنت فقط.</p>\n"
	"<h2 id=\"long\">الطويل أفضل من الصعب</h2>\n<ol><li>اختر ثلاث كلمات.</li>"
	"<li>اكتبها معًا: <code>kolme märkää sukkaa</code></li></ol>\n";

/* ---- showing ---- */

static struct frame frame_of(const struct gallery *g, const char *title, bool signed_in)
{
	struct frame f = { .lang = language_at(g->views, g->language),
		.dir = T("ltr"),
		.title = text_of(title),
		.public_name = T("Oppimispaikka"),
		.css = T("/static/askel.css"),
		.js = T("/static/askel.js"),
		.icon = T("/static/favicon.svg"),
		.csrf = T("k5yI0m0c2l2yV7c0b5r3"),
		.signed_in = signed_in,
		.help_phone = T("09\u00A0123\u00A04567"),
		.help_phone_link = T("tel:+35891234567"),
		.help_hours = T("ma–pe 9–15") };
	if (!signed_in)
		f.lang_query = TEXT("?lang=fi-simple");
	if (signed_in) {
		f.languages_link = TEXT("/languages?back=%2F");
		f.language_name = TEXT("Helppo suomi");
		f.help_link = TEXT("/help?page=good-password");
	} else {
		f.languages = languages;
		f.languages_count = COUNT_OF(languages);
	}
	return f;
}

static struct frame with_problems(
	struct frame f, const struct form_problem *problems, size_t problems_count)
{
	f.problems = problems;
	f.problems_count = problems_count;
	return f;
}

/* Writes one screen as FOLDER/NAME.html; the words are what it can't be without. */
static void hang(const struct gallery *g, const char *name, enum screen screen, const void *page,
	const char *words)
{
	struct parcel parcel = parcel_in(g->arena);
	view_show(g->views, screen, g->language, page, &parcel);
	struct text html = parcel_plain(&parcel);
	size_t size = parcel_gzip(&parcel).size + g->css_size;
	CHECK(text_starts(html, TEXT("<!doctype html>")) &&
			text_ends(text_trim(html), TEXT("</html>")),
		"%s is a whole page", name);
	CHECK(text_find(html, text_of(words)) < html.size, "%s says: %s", name, words);
	CHECK(size <= FIRST_VISIT_MOST, "%s with the stylesheet is %zu bytes as gzip", name, size);
	struct text path = arena_print(g->arena, "%s/%s.html", g->folder, name);
	CHECK(file_write(path.at, html, 0644) == DONE, "%s is written", path.at);
}

/* ---- the screens, family by family ---- */

static void hang_doors(const struct gallery *g)
{
	struct card_screen card = { .frame = frame_of(g, "Start", false),
		.usable = true,
		.action = T("/in/K7MP-2QXA-9RTC") };
	hang(g, "card", SCREEN_CARD, &card, "action=\"/in/K7MP-2QXA-9RTC\"");
	card.usable = false, card.used = true;
	hang(g, "card-used", SCREEN_CARD, &card, "href=\"/sign-in?lang=");
	card.used = false, card.unknown = true;
	hang(g, "card-unknown", SCREEN_CARD, &card, "href=\"/sign-in?lang=");

	struct sign_in_screen in = { .frame = frame_of(g, "Sign in", false),
		.action = T("/sign-in?lang=en"),
		.carried = { .next = T("/me") } };
	hang(g, "sign-in", SCREEN_SIGN_IN, &in, "autocomplete=\"current-password\"");
	in.frame = with_problems(in.frame, passphrase_problems, COUNT_OF(passphrase_problems));
	in.ended = true;
	in.carried.form = TEXT("c2VhbGVk"), in.carried.path = TEXT("/help");
	in.name = TEXT("lumi\" kaapeli<");
	in.passphrase_problem = passphrase_problems[0].words;
	in.pictures = true;
	hang(g, "sign-in-problem", SCREEN_SIGN_IN, &in, "value=\"lumi&quot; kaapeli&lt;\"");

	struct plain_screen out = { .frame = frame_of(g, "Signed out", false) };
	hang(g, "signed-out", SCREEN_SIGNED_OUT, &out, "<h1>");
}

/* A QR code as big as a long public name makes it. */
static struct text long_qr(const struct gallery *g)
{
	struct qr qr;
	struct text name = TEXT("Pohjois-Karjalan oppimis- ja kokeilupaikka");
	struct text secret = TEXT("01234567890123456789");
	if (!qr_make(g->arena, totp_address(g->arena, secret, name, name), &qr))
		return NO_TEXT;
	return qr_svg(g->arena, &qr, TEXT("A QR code for your authenticator app"), 50);
}

/* All pictures in the language that is being hung. */
static const struct piece *picture_piece(const struct gallery *g)
{
	struct workshop w = { .arena = g->arena, .views = g->views };
	make_picture_pieces(&w, TEXT("/static/0123456789abcdef/pictures.svg"));
	return w.picture_pieces[g->language];
}

static void hang_pictures(const struct gallery *g)
{
	static const struct picture_row chosen[] = {
		{ T("rainbow"), T("sateenkaari"),
			T("/static/0123456789abcdef/pictures.svg#rainbow") },
		{ T("glasses"), T("silmälasit"),
			T("/static/0123456789abcdef/pictures.svg#glasses") },
		{ T("bicycle"), T("polkupyörä"),
			T("/static/0123456789abcdef/pictures.svg#bicycle") },
		{ T("butterfly"), T("perhonen"),
			T("/static/0123456789abcdef/pictures.svg#butterfly") },
		{ T("scissors"), T("sakset"), T("/static/0123456789abcdef/pictures.svg#scissors") },
	};
	static const struct form_problem problems[] = { { T("#chosen"),
		T("Pictures of one kind are easy to guess.") } };
	struct pictures_screen s = { .frame = frame_of(g, "Your pictures", true),
		.making = true,
		.carried = { T("/help/7"), T("c2VhbGVk"), T("/notices") },
		.action = T("/way-back"),
		.name = T("lumi kaapeli"),
		.sealed_name = T("c2VhbGVk"),
		.more = true,
		.can_words = true,
		.can_other = true,
		.can_wait = true,
		.most = 5,
		.next = 1,
		.grid_html = picture_piece(g) };
	s.frame.more_css = TEXT("/static/0/pictures.css");
	hang(g, "pictures", SCREEN_PICTURES, &s, "pictures.svg#scissors");
	s.words = TEXT("rainbow glasses bicycle butterfly");
	s.chosen = chosen, s.chosen_count = 4, s.next = 5;
	s.has = s.gone = true;
	hang(g, "pictures-four", SCREEN_PICTURES, &s,
		"value=\"rainbow glasses bicycle butterfly\"");
	s.chosen_count = 5, s.whole = true, s.grid_html = NULL;
	s.frame = with_problems(s.frame, problems, COUNT_OF(problems));
	s.picture_problem = problems[0].words;
	hang(g, "pictures-problem", SCREEN_PICTURES, &s, "aria-describedby=\"chosen-problem\"");
	s.making = false, s.current = true, s.name = NO_TEXT;
	s.more = s.can_words = s.can_other = s.can_wait = false;
	hang(g, "pictures-current", SCREEN_PICTURES, &s, "name=\"step\" value=\"current\"");
	s.current = false, s.own = true;
	hang(g, "pictures-own", SCREEN_PICTURES, &s, "name=\"kept_path\" value=\"/notices\"");
	s.own = false, s.sign_in = true;
	s.frame = frame_of(g, "Your pictures", false);
	s.name = TEXT("lumi\" kaapeli<");
	s.words = s.picture_problem = NO_TEXT, s.chosen_count = 0, s.whole = false;
	s.grid_html = picture_piece(g);
	hang(g, "pictures-sign-in", SCREEN_PICTURES, &s, "value=\"lumi&quot; kaapeli&lt;\"");
}

static void hang_provider(const struct gallery *g)
{
	static const struct carried carried = { T("/help/7"), T("c2VhbGVk"), T("/notices") };
	static const struct form_problem away[] = {
		{ T("#provider"), T("Town does not answer right now. Try again in a while.") },
	};
	struct provider_onward_screen onward = { .frame = frame_of(g, "On to Town", false),
		.provider = T("Town"),
		.link_html = T("<a class=\"button main\" href=\"https://id.example.fi/\">On</a>") };
	hang(g, "provider-onward", SCREEN_PROVIDER_ONWARD, &onward, "https://id.example.fi/");
	struct provider_proof_screen proof = {
		.frame = with_problems(frame_of(g, "Show that it is you", true), away, 1),
		.provider = T("Town"),
		.carried = carried,
		.other = true
	};
	hang(g, "provider-proof", SCREEN_PROVIDER_PROOF, &proof, "name=\"kept_path\"");
	struct provider_own_screen own = { .frame = frame_of(g, "Sign in with Town", true),
		.provider = T("Town"),
		.next = T("/help/7") };
	hang(g, "provider-own", SCREEN_PROVIDER_OWN, &own, "value=\"join\"");
	own.linked = own.only = true, own.since = TEXT("1 November 2026");
	hang(g, "provider-joined", SCREEN_PROVIDER_OWN, &own, "value=\"part\"");
	own.staff = own.factor = true, own.only = false;
	hang(g, "provider-staff", SCREEN_PROVIDER_OWN, &own, "value=\"part\"");
}

static void hang_strength(const struct gallery *g)
{
	static const struct carried carried = { T("/help/7"), T("c2VhbGVk"), T("/notices") };
	static const struct form_problem code_problems[] = {
		{ T("#code"), T("That code doesn't fit. Use the one that the app shows now.") },
	};
	static const struct word_row codes[] = { { T("7HW3K PX4RA") }, { T("7HW3K PX4RB") },
		{ T("7HW3K PX4RC") }, { T("7HW3K PX4RD") }, { T("7HW3K PX4RE") },
		{ T("7HW3K PX4RF") }, { T("7HW3K PX4RH") }, { T("7HW3K PX4RK") },
		{ T("7HW3K PX4RN") }, { T("7HW3K PX4RP") } };
	struct passphrase_screen mine = { .frame = frame_of(g, "Your passphrase", true),
		.action = T("/passphrase"),
		.carried = { .next = T("/help/7") } };
	hang(g, "passphrase", SCREEN_PASSPHRASE, &mine, "name=\"next\" value=\"/help/7\"");
	mine.frame = with_problems(mine.frame, passphrase_problems, COUNT_OF(passphrase_problems));
	mine.passphrase_problem = passphrase_problems[0].words;
	mine.carried = carried;
	mine.current = true;
	hang(g, "passphrase-problem", SCREEN_PASSPHRASE, &mine, "name=\"kept_path\"");

	struct factor_screen code = {
		.frame = frame_of(g, "Your second key", true), .carried = carried, .can_wait = true
	};
	hang(g, "second-factor", SCREEN_SECOND_FACTOR, &code, "autocomplete=\"one-time-code\"");
	code.renew = true, code.papers_left = 1, code.can_wait = false;
	code.frame = with_problems(code.frame, code_problems, COUNT_OF(code_problems));
	code.code_problem = code_problems[0].words;
	hang(g, "second-factor-renew", SCREEN_SECOND_FACTOR, &code, "aria-invalid");

	struct factor_setup_screen setup = { .frame = frame_of(g, "A second key for you", true),
		.carried = carried,
		.sealed = T("c2VhbGVk"),
		.qr_html = long_qr(g),
		.secret = T("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"),
		.can_wait = true };
	hang(g, "factor-setup", SCREEN_FACTOR_SETUP, &setup, "<svg ");
	setup.frame = with_problems(setup.frame, code_problems, COUNT_OF(code_problems));
	setup.code_problem = code_problems[0].words;
	hang(g, "factor-setup-problem", SCREEN_FACTOR_SETUP, &setup, "aria-invalid");

	struct paper_codes_screen paper = { .frame = frame_of(g, "Your codes on paper", true),
		.carried = carried,
		.sealed = T("c2VhbGVk"),
		ROWS(codes, codes) };
	hang(g, "paper-codes", SCREEN_PAPER_CODES, &paper, "7HW3K PX4RP");

	struct help_arrived_screen arrived = { .frame = frame_of(g, "Arrived", true),
		.answer_by = T("keskiviikkona 25. marraskuuta"),
		.back = T("/courses/safe-online/good-password"),
		.link = T("/help/7") };
	hang(g, "help-arrived", SCREEN_HELP_ARRIVED, &arrived, "href=\"/help/7\"");
}

static void hang_settings(const struct gallery *g)
{
	struct languages_screen chosen = { .frame = frame_of(g, "Languages", true),
		.ui = languages,
		.ui_count = COUNT_OF(languages),
		.text = languages,
		.text_count = COUNT_OF(languages),
		.back = T("/courses/safe-online") };
	hang(g, "languages", SCREEN_LANGUAGES, &chosen, "value=\"fi-simple\"");
	chosen.first = true;
	hang(g, "languages-first", SCREEN_LANGUAGES, &chosen, "class=\"lead\"");

	struct device_screen device = { .frame = frame_of(g, "Device", true), .own = true };
	hang(g, "device", SCREEN_DEVICE, &device, "value=\"own\" checked");
	device.first = true, device.own = false;
	device.frame = with_problems(device.frame, device_problems, COUNT_OF(device_problems));
	device.device_problem = device_problems[0].words;
	hang(g, "device-problem", SCREEN_DEVICE, &device, "href=\"#device\"");

	struct way_back_screen way = { .frame = frame_of(g, "A way back", true),
		.name = T("lumi kaapeli"),
		.sealed_name = T("c2VhbGVk"),
		.can_wait = true };
	hang(g, "way-back", SCREEN_WAY_BACK, &way, "value=\"later\"");
	way.for_own = true;
	way.carried = (struct carried){ T("/help/7"), T("c2VhbGVk"), T("/notices") };
	hang(g, "way-back-first", SCREEN_WAY_BACK, &way, "name=\"kept_form\" value=\"c2VhbGVk\"");
	way.for_own = false, way.carried = (struct carried){ 0 };
	way.has = way.gone = way.can_pictures = true;
	way.frame = with_problems(way.frame, passphrase_problems, 1);
	way.passphrase = TEXT("aaa"), way.passphrase_problem = TEXT("Make it a little longer.");
	hang(g, "way-back-has", SCREEN_WAY_BACK, &way, "aria-invalid");

	struct me_screen me = { .frame = frame_of(g, "Your things", true),
		.own = true,
		.has_way_back = true,
		.sign_in_name = T("lumi kaapeli"),
		.ui_name = T("Suomi"),
		.text_name = T("Helppo suomi"),
		.client = true,
		.name = T("Maija-Liisa Pitkänimi-Lentokonesuihkuturbiinimoottori"),
		.last_day = T("22. helmikuuta 2027"),
		.mail = T("Enintään kerran päivässä."),
		.can_leave = true };
	hang(g, "me", SCREEN_ME, &me, "action=\"/sign-out\"");
	me.name = me.last_day = me.mail = NO_TEXT;
	me.can_leave = false;
	me.own = me.has_way_back = me.client = false, me.shared = true;
	hang(g, "me-staff", SCREEN_ME, &me, "action=\"/sign-out\"");
}

static struct badge_words badge_words_of(void)
{
	static const struct said_row criteria[] = { { T("I make a long password.") },
		{ T("I sign in with two steps <b>.") } };
	static const struct said_row evidence[] = { { T("Picture") }, { T("Document") } };
	return (struct badge_words){ .title = T("Safe \"online\" <b>"),
		.lang = T("en"),
		.dir = T("ltr"),
		.description = T("In the assessment here, the holder can do this."),
		.note = T("No school has granted competence points for it yet."),
		.issuer = T("Oppimispaikka"),
		.provider = T("Example College"),
		.points = T("1.5"),
		.when = T("25 November 2026"),
		.confirmed = T("18 December 2026"),
		.image = T("/badges/1/svg"),
		.caption = T("a key, 2026"),
		.criteria = criteria,
		.evidence = evidence,
		.criteria_count = COUNT_OF(criteria),
		.evidence_count = COUNT_OF(evidence) };
}

static struct badge_naming naming_of(void)
{
	return (struct badge_naming){ .name = T("Maija \"M\""),
		.name_problem = T("Write your name."),
		.choice_problem = T("Choose."),
		.with_name = true };
}

static void hang_own_badges(const struct gallery *g)
{
	static const struct badge_row rows[] = {
		{ T("/badges/2"), T("Safe online"), T("en"), T("/badges/2/svg"), T("a key, 2026"),
			T("25 November 2026"), T("Opisto \"A\""), T("26 November 2026"), T("1.5"),
			true, false },
		{ T("/badges/1"), T("أمان"), T("ar"), T("/badges/1/svg"), T("a key, 2026"),
			T("25 November 2026"), T(""), T(""), T(""), false, true },
	};
	static const struct form_problem problems[] = { { T("#choice"), T("Choose.") },
		{ T("#name"), T("Write your name.") } };
	struct badges_screen list = { .frame = frame_of(g, "Your badges", true),
		.badges = rows,
		.badges_count = COUNT_OF(rows),
		.name = T("Maija"),
		.named = true };
	hang(g, "badges", SCREEN_BADGES, &list, "href=\"/badges/2\"");
	list.badges_count = 0, list.named = false;
	hang(g, "badges-none", SCREEN_BADGES, &list, "class=\"lead\"");
	struct badge_name_screen name = { .frame = with_problems(frame_of(g, "Your name", true),
						  problems, COUNT_OF(problems)),
		.naming = naming_of() };
	hang(g, "badge-name", SCREEN_BADGE_NAME, &name, "id=\"choice-problem\"");
	struct badge_screen badge = { .frame = frame_of(g, "A badge of yours", true),
		.badge = badge_words_of(),
		.action = T("/badges/1"),
		.address = T("https://badges.example.fi/b/0123456789abcdefghijkl"),
		.svg_link = T("/badges/1/svg"),
		.png_link = T("/badges/1/png"),
		.json_link = T("/badges/1/json"),
		.paper_link = T("/badges/1/certificate"),
		.shared = true,
		.revoked = true,
		.carries_name = true };
	hang(g, "badge", SCREEN_BADGE, &badge, "value=\"unshare\"");
	badge.shared = badge.revoked = badge.carries_name = false;
	hang(g, "badge-unshared", SCREEN_BADGE, &badge, "value=\"share\"");
}

static void hang_shown_badges(const struct gallery *g)
{
	static const struct form_problem problems[] = { { T("#name"),
		T("Write the name to compare.") } };
	struct qr qr;
	struct text address = T("https://badges.example.fi/b/0123456789abcdefghijkl");
	if (!qr_make(g->arena, address, &qr))
		abort();
	struct certificate_screen paper = { .frame = frame_of(g, "A badge on paper", true),
		.badge = badge_words_of(),
		.back = T("/badges/1"),
		.address = address,
		.qr_html = qr_svg(g->arena, &qr, TEXT("The address of the badge"), 30) };
	hang(g, "certificate", SCREEN_CERTIFICATE, &paper, "role=\"img\"");
	struct shown_screen shown = { .frame = frame_of(g, "A badge", false),
		.badge = badge_words_of(),
		.action = T("/b/0123456789abcdefghijkl?lang=en"),
		.json_link = T("/b/0123456789abcdefghijkl?as=json"),
		.verify_link = T("/ob/verify"),
		.name = T("Maija \"M\""),
		.carries_name = true,
		.matches = true };
	hang(g, "shown", SCREEN_SHOWN, &shown, "role=\"status\"");
	shown.matches = false, shown.differs = shown.revoked = shown.was_mistake = true;
	shown.frame = with_problems(shown.frame, problems, COUNT_OF(problems));
	shown.name_problem = problems[0].words;
	hang(g, "shown-revoked", SCREEN_SHOWN, &shown, "aria-invalid=\"true\"");
	shown.carries_name = false;
	hang(g, "shown-nameless", SCREEN_SHOWN, &shown, "<h1");
}

static void hang_mine(const struct gallery *g)
{
	static const struct form_problem name_problems[] = { { T("#name"),
		T("Write a name. A nickname is enough.") } };
	struct name_screen name = { .frame = frame_of(g, "What we call you", true),
		.name = T("Maija \"Maikki\" <b>") };
	hang(g, "name", SCREEN_NAME, &name, "Maija &quot;Maikki&quot; &lt;b&gt;");
	name.frame = with_problems(name.frame, name_problems, COUNT_OF(name_problems));
	name.name = NO_TEXT;
	name.name_problem = name_problems[0].words;
	hang(g, "name-problem", SCREEN_NAME, &name, "aria-invalid=\"true\"");
	struct take_screen take = { .frame = frame_of(g, "Take everything with you", true) };
	hang(g, "take", SCREEN_TAKE, &take, "value=\"all\"");
	take.too_large = take.soon = true;
	hang(g, "take-not", SCREEN_TAKE, &take, "class=\"note\"");
	struct leave_screen leave = { .frame = frame_of(g, "Stop using this", true),
		.words_days = 90,
		.learning_days = 365 };
	hang(g, "leave", SCREEN_LEAVE, &leave, "365");
	leave.staff = true;
	hang(g, "leave-staff", SCREEN_LEAVE, &leave, "class=\"lead\"");
	leave.frame = frame_of(g, "Your account is closed", false);
	leave.words_days = leave.learning_days = 1;
	hang(g, "left", SCREEN_LEFT, &leave, "class=\"lead\"");
}

static void hang_mail(const struct gallery *g)
{
	static const struct form_problem problems[] = {
		{ T("#address"), T("Write your e-mail address.") },
		{ T("#code"), T("Write the code: eight letters and numbers.") },
		{ T("#often-never"), T("Choose one.") },
	};
	struct mail_screen mail = {
		.frame = frame_of(g, "E-mail", true), .give = true, .back = T("/me")
	};
	hang(g, "mail", SCREEN_MAIL, &mail, "href=\"/me\"");
	mail.frame = with_problems(mail.frame, problems, 1);
	mail.address = TEXT("aino\" <b>"), mail.address_problem = problems[0].words;
	mail.known =
		TEXT("aino.pitkänimi-lentokonesuihkuturbiinimoottori@oppimispaikka.example.fi");
	mail.refused = mail.stuck = true;
	hang(g, "mail-refused", SCREEN_MAIL, &mail, "value=\"aino&quot; &lt;b&gt;\"");
	mail = (struct mail_screen){
		.frame = frame_of(g, "E-mail", true), .confirm = true, .known = mail.known
	};
	hang(g, "mail-code", SCREEN_MAIL, &mail, "autocomplete=\"one-time-code\"");
	mail.frame = with_problems(mail.frame, &problems[1], 1);
	mail.code = TEXT("K7RN <b>"), mail.code_problem = problems[1].words;
	mail.waiting = mail.stuck = true;
	hang(g, "mail-code-problem", SCREEN_MAIL, &mail, "value=\"K7RN &lt;b&gt;\"");
	mail = (struct mail_screen){ .frame = frame_of(g, "E-mail", true),
		.choose = true,
		.daily = true,
		.known = mail.known };
	hang(g, "mail-often", SCREEN_MAIL, &mail, "value=\"daily\" checked");
	mail.frame = with_problems(mail.frame, &problems[2], 1);
	mail.daily = false, mail.often_problem = problems[2].words;
	hang(g, "mail-often-problem", SCREEN_MAIL, &mail, "id=\"often-problem\"");
	struct stop_mail_screen stop = { .frame = frame_of(g, "Stop e-mail", false),
		.action = T("/mail/stop/AbCd_-012?lang=fi") };
	hang(g, "mail-stop", SCREEN_STOP_MAIL, &stop, "action=\"/mail/stop/AbCd_-012?lang=fi\"");
	stop.stopped = true;
	hang(g, "mail-stopped", SCREEN_STOP_MAIL, &stop, "class=\"lead\"");
}

static void hang_home(const struct gallery *g)
{
	struct home_screen home = { .frame = frame_of(g, "Front page", true),
		.has_continue = true,
		.continue_link = T("/courses/safe-online/good-password"),
		.continue_lang = T("fi"),
		.continue_title = T("Neljä sanaa riittää"),
		.continue_course = T("Turvallisesti verkossa: salasanat ja huijausviestit"),
		.continue_done = 2,
		.continue_pages = 5,
		.continue_minutes = 6,
		.continue_has_minutes = true,
		ROWS(courses, courses),
		ROWS(help, help_rows),
		ROWS(stones, stones),
		.no_way_back = true,
		.last_day = T("22. helmikuuta 2027") };
	hang(g, "home", SCREEN_HOME, &home, "href=\"/way-back\"");
	home.fresh = home.author = true, home.no_way_back = false;
	home.frame.demo = home.admin = true, home.author_problems = 3, home.help_count = 0;
	home.admin_waiting = 12;
	hang(g, "home-fresh", SCREEN_HOME, &home, "href=\"/author\"");
	home.has_continue = home.fresh = false, home.all_done = true, home.author_problems = 0;
	hang(g, "home-done", SCREEN_HOME, &home, "class=\"lead\"");
	home.all_done = false, home.no_courses = true, home.courses_count = 0;
	home.admin = true, home.admin_alone = 25, home.admin_troubles = 1;
	hang(g, "home-empty", SCREEN_HOME, &home, "href=\"/people\"");
}

static void hang_course(const struct gallery *g)
{
	static const struct page_row pages[] = {
		{ .link = T("/courses/safe-online/good-password"),
			.lang = T("fi"),
			.title = T("Neljä sanaa riittää"),
			.done = true,
			.more = true,
			.has_minutes = true,
			.minutes = 5 },
		{ .link = T("/courses/safe-online/keeping"),
			.lang = T("fi"),
			.title = T("Salasanojen säilyttäminen"),
			.started = true },
		{ .link = T("/courses/safe-online/probe"),
			.lang = T("fi"),
			.title = T("Kaksivaiheinen tunnistautuminen"),
			.not_started = true,
			.more = true,
			.probe = true },
	};
	struct module_row modules[] = {
		{ T("fi"), T("Salasanat"),
			piece_make(g->arena, TEXT("<p>Mikä kestää ja mikä ei.</p>\n")),
			ROWS(pages, pages) },
		{ T("fi"), T("Huijausviestit ja tietojenkalasteluyritykset"), NULL,
			ROWS(pages, pages) },
	};
	struct course_screen course = { .frame = frame_of(g, "Turvallisesti verkossa", true),
		.lang = T("fi"),
		.dir = T("ltr"),
		.title = T("Turvallisesti verkossa: salasanat ja huijausviestit"),
		.summary = T("Opit tekemään salasanan, jota muut eivät arvaa."),
		.intro_html = piece_make(g->arena, text_of(prose_fi)),
		.has_continue = true,
		.continue_link = T("/courses/safe-online/keeping"),
		.continue_title = T("Salasanojen säilyttäminen"),
		.pages = 5,
		.pages_done = 2,
		ROWS(stones, stones),
		ROWS(modules, modules) };
	hang(g, "course", SCREEN_COURSE, &course, "href=\"/courses/safe-online/keeping\"");
	course.has_continue = false, course.done = course.other_language = true;
	course.wanted_name = TEXT("Svenska"), course.shown_name = TEXT("Suomi");
	hang(g, "course-done", SCREEN_COURSE, &course, "class=\"note\"");
}

static void hang_lesson(const struct gallery *g)
{
	struct part_row prose = { .prose_html = piece_make(g->arena, text_of(prose_fi)) };
	struct part_row parts[1 + COUNT_OF(fresh_questions)] = { prose };
	struct lesson_screen lesson = { .frame = frame_of(g, "Neljä sanaa riittää", true),
		.lang = T("fi"),
		.dir = T("ltr"),
		.title = T("Neljä sanaa riittää"),
		.course_link = T("/courses/safe-online"),
		.course_title = T("Turvallisesti verkossa"),
		.course_lang = T("fi"),
		.module_title = T("Salasanat"),
		.action = T("/courses/safe-online/good-password"),
		.number = 1,
		.pages = 3,
		.parts = parts,
		.parts_count = 1,
		.next_main = true };
	lesson.frame.lesson = true;
	hang(g, "lesson-prose", SCREEN_LESSON, &lesson, "<h2 id=\"pitka\">");

	for (size_t i = 0; i < COUNT_OF(fresh_questions); i++)
		parts[1 + i] = (struct part_row){ .question = &fresh_questions[i] };
	lesson.parts_count = COUNT_OF(parts);
	lesson.frame = with_problems(lesson.frame, answer_problems, COUNT_OF(answer_problems));
	lesson.next_main = false, lesson.has_questions = lesson.probe = lesson.has_previous = true;
	lesson.previous_link = TEXT("/courses/safe-online/start");
	hang(g, "lesson-questions", SCREEN_LESSON, &lesson,
		"value=\"kaksivaiheinen &quot;tunnistautuminen&quot; &lt;b&gt;\"");

	for (size_t i = 0; i < COUNT_OF(answered_questions); i++)
		parts[1 + i] = (struct part_row){ .question = &answered_questions[i] };
	lesson.parts_count = 1 + COUNT_OF(answered_questions);
	lesson.frame.problems_count = 0, lesson.probe = false,
	lesson.next_main = lesson.last = true;
	lesson.done = true, lesson.checked = TEXT("1. lokakuuta 2026");
	hang(g, "lesson-answered", SCREEN_LESSON, &lesson, "id=\"order-said\" tabindex=\"-1\"");

	parts[0].prose_html = piece_make(g->arena, text_of(prose_ar));
	lesson.lang = TEXT("ar"), lesson.dir = lesson.frame.dir = TEXT("rtl");
	lesson.title = TEXT("ثلاث كلمات تكفي");
	hang(g, "lesson-rtl", SCREEN_LESSON, &lesson, "dir=\"rtl\"");
}

static void hang_help(const struct gallery *g)
{
	static const struct about_row about[] = {
		{ T("best-password"), T("Mikä salasana kestää parhaiten?"), T("fi"), T("about-1"),
			true },
		{ T("spot-scam"), T("Mistä tunnistat huijausviestin?"), T("fi"), T("about-2"),
			false },
	};
	struct help_screen help = { .frame = frame_of(g, "Ask for help", true),
		.course = T("safe-online"),
		.page = T("good-password"),
		.place = T("Turvallisesti verkossa: Neljä sanaa riittää"),
		.place_lang = T("fi"),
		ROWS(about, about),
		.answer_by = T("keskiviikkona 25. marraskuuta"),
		.back = T("/courses/safe-online/good-password") };
	help.frame.help_link = NO_TEXT;
	hang(g, "help", SCREEN_HELP, &help, "value=\"best-password\" checked");
	help.frame = with_problems(help.frame, words_problems, COUNT_OF(words_problems));
	help.about_count = 0, help.words_problem = words_problems[0].words;
	help.words = TEXT("</textarea><b>");
	hang(g, "help-problem", SCREEN_HELP, &help, "&lt;/textarea&gt;");

	struct help_sent_screen sent = { .frame = frame_of(g, "Your question has arrived", true),
		.asked = true,
		.answer_by = help.answer_by,
		.place = help.place,
		.place_lang = T("fi"),
		.back = help.back,
		ROWS(paragraphs, paragraphs) };
	hang(g, "help-sent", SCREEN_HELP_SENT, &sent, "keskiviikkona 25. marraskuuta");
	sent.asked = false, sent.taken = true, sent.late = true;
	sent.owner = TEXT("Valmentaja Yksi"), sent.promised = TEXT("maanantaina 23. marraskuuta");
	hang(g, "help-late", SCREEN_HELP_SENT, &sent, "maanantaina 23. marraskuuta");
	sent.taken = false, sent.late = false, sent.answered = true;
	sent.answer = paragraphs, sent.answer_count = COUNT_OF(paragraphs);
	sent.ring = TEXT("torstaina 26. marraskuuta kello 13.30");
	hang(g, "help-answered", SCREEN_HELP_SENT, &sent, "kello 13.30");
}

/* ---- what happened, who looked, and the desk of a coach ------------------------------------- */

static void hang_notices(const struct gallery *g)
{
	static const struct notice_row rows[] = {
		{ .link = T("/help/1"),
			.when = T("tänään"),
			.name = T("Valmentaja Yksi"),
			.unseen = true,
			.help_answered = true },
		{ .link = T("/help/1"),
			.when = T("eilen"),
			.name = T("Valmentaja Yksi"),
			.help_taken = true },
		{ .link = T("/me"),
			.when = T("eilen"),
			.name = T("<b>Valmentaja</b>"),
			.tie_begun = true },
		{ .link = T("/me"),
			.when = T("eilen"),
			.name = T("Valmentaja Kaksi"),
			.tie_ended = true },
		{ .link = T("/desk"),
			.when = T("eilen"),
			.name = T("Valmentaja Kaksi"),
			.substitute = true },
		{ .link = T("/desk"), .when = T("eilen"), .help_asked = true, .unseen = true },
		{ .link = T("/desk"), .when = T("eilen"), .tie_begun = true, .coach = true },
		{ .link = T("/desk"), .when = T("eilen"), .tie_ended = true, .coach = true },
		{ .link = T("/mail"), .when = T("eilen"), .mail_refused = true },
	};
	struct notices_screen notices = { .frame = frame_of(g, "New for you", true),
		ROWS(notices, rows),
		.any_unseen = true,
		.mail = true,
		.older = T("/notices?before=12") };
	notices.frame.unseen = 99;
	hang(g, "notices", SCREEN_NOTICES, &notices, "&lt;b&gt;Valmentaja&lt;/b&gt;");
	notices.notices_count = 0, notices.frame.unseen = 0;
	hang(g, "notices-none", SCREEN_NOTICES, &notices, "class=\"lead\"");

	static const struct look_row looked[] = {
		{ .when = T("keskiviikkona 25. marraskuuta"),
			.name = T("Valmentaja Yksi"),
			.organisation = T("Kaupungin työllisyyspalvelut"),
			.guidance = true,
			.things = T("mitä olet tehnyt, kysymyksesi") },
		{ .when = T("tiistaina 24. marraskuuta"),
			.name = T("Arvioija <Kaksi>"),
			.assessment = true,
			.things = T("muita tietojasi") },
		{ .when = T("tiistaina 24. marraskuuta"),
			.name = T("Pääkäyttäjä"),
			.admin = true,
			.things = T("nimesi henkilölistalla") },
	};
	struct looks_screen looks = { .frame = frame_of(g, "Who has looked", true),
		ROWS(looks, looked),
		.older = T("/looks?before=12") };
	hang(g, "looks", SCREEN_LOOKS, &looks, "Arvioija &lt;Kaksi&gt;");
	looks.looks_count = 0;
	hang(g, "looks-none", SCREEN_LOOKS, &looks, "class=\"lead\"");
}

static const struct claim_wait_row claim_wait_sample = { .link = T("/clients/12/claims/3#first"),
	.name = T("Maija-Liisa Pitkänimi-Lentokonesuihku"),
	.title = T("Työelämätaidot ja turvallisuus"),
	.state = T("Odottaa toista ihmistä · odottanut 12 arkipäivää · vastaus viimeistään "
		   "keskiviikkona 25. marraskuuta · huolehtii: Valmentaja Kaksi"),
	.late = true };

/* Twenty-five people with long names is what a page of the list holds. */
static void hang_desk(const struct gallery *g)
{
	static const struct waiting_row waiting_sample = {
		.link = T("/clients/12/help/3"),
		.name = T("Maija-Liisa Pitkänimi-Lentokonesuihkuturbiinimoottori"),
		.where = T("Turvallisesti verkossa: Neljä sanaa riittää"),
		.where_lang = T("fi"),
		.asked = T("maanantaina 23. marraskuuta"),
		.answer_by = T("keskiviikkona 25. marraskuuta"),
		.owner = T("Valmentaja Kaksi"),
		.late = true,
		.substitute = true,
	};
	static const struct desk_row client_sample = {
		.link = T("/clients/12"),
		.name = T("مريم <Al-Khatib> Lentokonesuihkuturbiinimoottori"),
		.last_week = true,
		.substitute = true,
		.waiting = true,
		.quiet = true,
		.long_quiet = true,
		.pages_done = 12,
		.pages = 39,
	};
	static const struct page_link pages[] = { { T("/clients?page=1"), 1, false },
		{ T("/clients?page=2"), 2, true } };
	struct waiting_row waiting[12];
	struct desk_row clients[25];
	for (size_t i = 0; i < COUNT_OF(waiting); i++)
		waiting[i] = waiting_sample;
	for (size_t i = 0; i < COUNT_OF(clients); i++)
		clients[i] = client_sample;
	waiting[0].own = true;
	struct claim_wait_row claims[8];
	for (size_t i = 0; i < COUNT_OF(claims); i++)
		claims[i] = claim_wait_sample;
	struct desk_screen desk = { .frame = frame_of(g, "Your desk", true),
		ROWS(waiting, waiting),
		.waiting_more = 3,
		ROWS(claims, claims),
		.claims_more = 4,
		.quiet = clients,
		.quiet_count = 8,
		.quiet_more = 4,
		.quiet_link = T("/clients?show=quiet"),
		.days_off = (const struct day_off_line[]){ { .day = T("6. joulukuuta 2026"),
			.name = T("Itsenäisyyspäivä & muut") } },
		.days_off_count = 1,
		.clients_all = 50 };
	desk.frame.help_link = NO_TEXT;
	desk.frame.wide = desk.frame.desk = true;
	hang(g, "desk", SCREEN_DESK, &desk, "&lt;Al-Khatib&gt;");
	desk.waiting_count = desk.quiet_count = 0, desk.clients_all = 0;
	hang(g, "desk-nobody", SCREEN_DESK, &desk, "href=\"/clients\"");

	struct clients_screen list = { .frame = frame_of(g, "Your clients", true),
		ROWS(clients, clients),
		.clients_all = 50,
		.found = 50,
		.find = T("\"mari"),
		.filter = true,
		.only_quiet = true,
		ROWS(page_links, pages) };
	list.frame.help_link = NO_TEXT;
	hang(g, "clients", SCREEN_CLIENTS, &list, "&lt;Al-Khatib&gt;");
	list.found = 0;
	hang(g, "clients-nobody", SCREEN_CLIENTS, &list, "value=\"&quot;mari\"");
	list.clients_all = 0, list.filter = false;
	hang(g, "clients-none", SCREEN_CLIENTS, &list, "href=\"/desk\"");

	static const struct page_row rows[] = {
		{ .link = T("/courses/a/b"),
			.lang = T("fi"),
			.title = T("Neljä sanaa riittää"),
			.done = true },
		{ .link = T("/courses/a/c"),
			.lang = T("ar"),
			.title = T("مهارات رقمية"),
			.started = true },
	};
	static const struct client_course done[] = {
		{ T("Turvallisesti verkossa"), T("fi"), 1, 9, false, true, false,
			ROWS(rows, rows) },
		{ T("Työelämä"), T("fi"), 0, 1, true, false, false, NULL, 0 },
	};
	struct client_screen client = { .frame = frame_of(g, "A person", true),
		.way_in = T("/clients/12/card"),
		.name = waiting_sample.name,
		.this_week = true,
		.substitute = true,
		.waiting = waiting,
		.waiting_count = 2,
		ROWS(courses, done) };
	hang(g, "client", SCREEN_CLIENT, &client, "Neljä sanaa riittää");
	client.own_view = true, client.waiting_count = 0;
	hang(g, "seen-as", SCREEN_CLIENT, &client, "href=\"/me\"");
}

/* ---- handing over ---- */

#define SAMPLE_ADDRESS \
	"https://oppimispaikka.esimerkkikaupunki.example.fi/in/" \
	"mB9c1v1Yw6Zq3b0nB7eX4kT2sR8uH5jL0pD1fG6aQxk"

/* As big as the square of an address at a host with a long name. */
static struct text sample_square(const struct gallery *g)
{
	struct qr qr;
	if (!qr_make(g->arena, TEXT(SAMPLE_ADDRESS), &qr))
		abort();
	return qr_svg(g->arena, &qr, TEXT("The link as a square to scan"), 36);
}

static void hang_way_in(const struct gallery *g)
{
	struct code_screen code = { .frame = frame_of(g, "A code you were told", false),
		.action = T("/code?lang=en") };
	hang(g, "code", SCREEN_CODE, &code, "autocomplete=\"one-time-code\"");
	static const struct form_problem problems[] = {
		{ T("#code"), T("This code doesn't open the door. Check it once more.") },
	};
	code.frame = with_problems(code.frame, problems, COUNT_OF(problems));
	code.code = TEXT("k7rn\"4ca2"), code.code_problem = problems[0].words;
	hang(g, "code-problem", SCREEN_CODE, &code, "value=\"k7rn&quot;4ca2\"");
	struct way_in_screen way = { .frame = frame_of(g, "A new way in", true),
		.name = T("Mari \"Maikki\" <Virtanen-Al-Khatib>"),
		.client_link = T("/clients/12"),
		.action = T("/clients/12/card") };
	hang(g, "way-in", SCREEN_WAY_IN, &way, "action=\"/clients/12/card\"");
	way.staff = true;
	hang(g, "way-in-staff", SCREEN_WAY_IN, &way, "&lt;Virtanen-Al-Khatib&gt;");
	way.staff = false, way.made = true;
	way.frame.more_css = TEXT("/static/0/paper.css");
	way.address = TEXT(SAMPLE_ADDRESS), way.code = TEXT("K7RN 4CA2");
	way.code_address = TEXT("oppimispaikka.esimerkkikaupunki.example.fi/code");
	way.until = TEXT("keskiviikkona 9. joulukuuta"), way.qr_html = sample_square(g);
	way.sms = TEXT("Oppimispaikka: avaa tämä linkki puhelimella: " SAMPLE_ADDRESS
		       " Se toimii kerran, keskiviikkoon 9. joulukuuta asti.");
	way.lang = TEXT("ar"), way.dir = TEXT("rtl");
	way.open_words = TEXT("وجّه كاميرا هاتفك نحو المربع.");
	way.until_words = TEXT("يفتح مرة واحدة حتى 9 ديسمبر.");
	hang(g, "way-in-made", SCREEN_WAY_IN, &way, "K7RN 4CA2");
}

static void hang_imports(const struct gallery *g)
{
	static const struct import_link_row imports[] = {
		{ T("/import/3"), T("keskiviikkona 25. marraskuuta"), 10000 },
		{ T("/import/2"), T("tiistaina 24. marraskuuta"), 1 },
	};
	struct import_problem_row problems[20];
	struct import_sample_row samples[5];
	for (size_t i = 0; i < COUNT_OF(problems); i++)
		problems[i] = (struct import_problem_row){ (int64_t)i + 2, 4,
			T("No coach is called Ohjaaja <Pitkänimi-Toinen>. Write the name as it is "
			  "here, or the coach's number."),
			true };
	for (size_t i = 0; i < COUNT_OF(samples); i++)
		samples[i] = (struct import_sample_row){ (int64_t)i + 2,
			T("Mari \"Maikki\" <Virtanen-Al-Khatib>"), T("Suomi"),
			T("Valmentaja <Pitkänimi-Toinen>"), i % 2 == 0 };
	struct import_screen s = { .frame = frame_of(g, "People from a table", true),
		.coding = T("3"),
		.ends = T("1"),
		.table = T(""),
		ROWS(imports, imports) };
	hang(g, "import", SCREEN_IMPORT, &s, "type=\"file\"");
	s.looked = true, s.rows = 10000, s.good = 9940, s.left_out = 60, s.codes = true;
	s.problems = problems, s.problems_count = COUNT_OF(problems), s.problems_more = 10;
	s.samples = samples, s.samples_count = COUNT_OF(samples);
	s.table = TEXT("Nimi;Kieli\n\"</textarea>\";fi\n");
	hang(g, "import-looked", SCREEN_IMPORT, &s, "&lt;/textarea&gt;");
	s.blocked = true, s.table_problem = problems[0].words;
	hang(g, "import-blocked", SCREEN_IMPORT, &s, "id=\"table-problem\"");
	struct import_one_screen one = { .frame = frame_of(g, "People from a table", true),
		.action = T("/import/3"),
		.sheet_link = T("/import/3/sheet"),
		.when = T("keskiviikkona 25. marraskuuta"),
		.total = 10000,
		.made = 4100,
		.waiting = 5840,
		.left_out = 60,
		.taken_back = 1,
		.whole = true,
		ROWS(problems, problems),
		.problems_more = 10 };
	hang(g, "import-one", SCREEN_IMPORT_ONE, &one, "value=\"back\"");
	one.waiting = 0, one.done = true;
	hang(g, "import-one-done", SCREEN_IMPORT_ONE, &one, "value=\"list\"");
	one.whole = false;
	hang(g, "import-one-cut", SCREEN_IMPORT_ONE, &one, "value=\"close\"");
	/* one card: what is drawn is weighed by its own rule */
	struct pass_row pass = { T("3-10000"), sample_square(g), T(SAMPLE_ADDRESS), T("fi"),
		T("ltr"), T("Osoita puhelimesi kameralla ruutua."), T("Avautuu kerran.") };
	struct import_sheet_screen sheet = { .frame = frame_of(g, "Cards to print", true),
		.back = T("/import/3"),
		.passes = &pass,
		.passes_count = 1 };
	hang(g, "import-sheet", SCREEN_IMPORT_SHEET, &sheet, "3-10000");
}

static void hang_team(const struct gallery *g)
{
	struct coach_row coaches[25];
	for (size_t i = 0; i < COUNT_OF(coaches); i++) {
		coaches[i] = (struct coach_row){ .name = T("Valmentaja <Pitkänimi-Toinen>"),
			.link = T("/team/absence?coach=12"),
			.clients = 26,
			.over = i % 2,
			.full = i % 2 == 0,
			.waiting = (int64_t)i,
			.overdue = (int64_t)i / 2,
			.waits_days = 3,
			.away = i % 5 == 0,
			.away_until = T("keskiviikkona 25. marraskuuta"),
			.substitute = T("Valmentaja Kaksi") };
	}
	static const struct absence_row absences[] = {
		{ 3, T("Valmentaja Yksi"), T("Valmentaja Kaksi"), T("maanantaina 23. marraskuuta"),
			T("perjantaina 27. marraskuuta") },
	};
	static const struct page_link pages[] = { { T("/team?page=1"), 1, true },
		{ T("/team?page=2"), 2, false } };
	struct team_screen team = { .frame = frame_of(g, "Your team", true),
		.organisation = T("Kaupungin <työllisyyspalvelut>"),
		ROWS(coaches, coaches),
		.coaches_all = 40,
		.clients = 900,
		.waiting = 12,
		.overdue = 2,
		.most = 25,
		ROWS(page_links, pages),
		ROWS(absences, absences) };
	team.frame.help_link = NO_TEXT;
	team.frame.wide = true;
	hang(g, "team", SCREEN_TEAM, &team, "&lt;työllisyyspalvelut&gt;");
	team.frame = frame_of(g, "Your team", true);
	team.coaches_count = team.absences_count = 0, team.overdue = 0;
	hang(g, "team-none", SCREEN_TEAM, &team, "class=\"lead\"");

	struct coach_choice choices[60];
	for (size_t i = 0; i < COUNT_OF(choices); i++)
		choices[i] = (struct coach_choice){ T("12"), T("Valmentaja <Pitkänimi>"), i == 3 };
	static const struct form_problem problems[] = {
		{ T("#substitute"), T("Choose who stands in.") },
		{ T("#from"), T("Write the day like this: 25.11.2026") },
	};
	struct absence_screen away = { .frame = frame_of(g, "Name a substitute", true),
		.name = T("Valmentaja Yksi"),
		.hand_link = T("/team/hand-over?giver=7"),
		.coach = 12,
		ROWS(choices, choices),
		.filter = true,
		.too_many = true,
		.find = T("<b>"),
		.from = T("\"eilen"),
		.to = T("23.11.2026"),
		.substitute_problem = problems[0].words,
		.from_problem = problems[1].words,
		.to_problem = problems[1].words };
	away.frame = with_problems(away.frame, problems, COUNT_OF(problems));
	hang(g, "absence", SCREEN_ABSENCE, &away, "value=\"&quot;eilen\"");
}

static void hang_statistics(const struct gallery *g)
{
	static const struct statistic_line lines[] = { { T("hyväksytty: 12345") },
		{ T("osa hyväksytty tai ei vielä hyväksytty: 12345") } };
	static const struct statistic_cell cells[] = {
		{ T("Palasi kymmenennellä viikolla"), ROWS(lines, lines) },
		{ T("Pyydettiin ensin täydentämään"), NULL, 0 },
	};
	static const struct statistic_row rows[] = {
		{ T("Kaikki"), 123456, ROWS(cells, cells) },
		{ T("Svenska, English ja muut <kielet>"), 5, ROWS(cells, cells) },
		{ T("Suomi"), 123451, ROWS(cells, cells) },
	};
	static const struct statistic_topic topics[] = {
		{ .caption = T("Aloittaneet"), .due = T("11. maaliskuuta 2027") },
		{ .caption = T("Ihmiset, joiden osaamista arvioitiin"),
			.note = T("Viimeisin kerta lasketaan."),
			ROWS(rows, rows) },
		{ .caption = T("Valmentajalta kysyneet, joille vastattiin") },
	};
	static const struct quarter_link quarters[] = {
		{ T("/statistics?quarter=2026-10-01"), T("1. lokakuuta 2026 – 31. joulukuuta 2026"),
			true },
		{ T("/statistics?quarter=2026-07-01"), T("1. heinäkuuta 2026 – 30. syyskuuta 2026"),
			false },
	};
	struct statistics_screen s = { .frame = frame_of(g, "How things go here, in numbers", true),
		.period = quarters[0].name,
		ROWS(topics, topics),
		ROWS(quarters, quarters) };
	s.frame.wide = true;
	s.frame.more_css = TEXT("/static/statistics.css");
	hang(g, "statistics", SCREEN_STATISTICS, &s, "muut &lt;kielet&gt;");
	struct statistics_screen none = { .frame = frame_of(
						  g, "How things go here, in numbers", true),
		.first = T("1. tammikuuta 2027") };
	hang(g, "statistics-none", SCREEN_STATISTICS, &none, "1. tammikuuta 2027");
}

static void hang_client_help(const struct gallery *g)
{
	static const struct ready_row ready[] = {
		{ T("Hyvä kysymys. Katsotaan sitä yhdessä."), T("fi"), T("0"), T("ready-1"),
			T("Bra fråga. Vi tittar på den tillsammans."), true },
		{ T("Voit jättää tämän nyt."), T("fi"), T("1"), T("ready-2"), T(""), false },
	};
	static const struct day_choice days[] = {
		{ T("2026-11-25"), T("keskiviikkona 25. marraskuuta"), false },
		{ T("2026-11-26"), T("torstaina 26. marraskuuta"), true },
	};
	struct client_help_screen s = { .frame = frame_of(g, "A question for you", true),
		.action = T("/clients/12/help/3"),
		.client_link = T("/clients/12"),
		.name = T("Maija-Liisa Pitkänimi"),
		.place = T("Neljä sanaa riittää"),
		.place_lang = T("fi"),
		.place_link = T("/courses/safe-online/good-password"),
		.question = T("Mikä on paras salasana?"),
		.asked = T("maanantaina 23. marraskuuta"),
		.answer_by = T("keskiviikkona 25. marraskuuta"),
		.late = true,
		.taken = true,
		.owner = T("Valmentaja Kaksi"),
		.before = 7,
		ROWS(paragraphs, paragraphs),
		ROWS(ready, ready),
		.words = T("</textarea><b>"),
		.time = T("25.99"),
		ROWS(days, days) };
	hang(g, "client-help", SCREEN_CLIENT_HELP, &s, "&lt;/textarea&gt;");
	static const struct form_problem problems[] = {
		{ T("#words"), T("Choose a sentence, write your own, or say when you will ring.") },
		{ T("#time"), T("Write when you will ring, for example 13.30.") },
	};
	s.words_problem = problems[0].words, s.time_problem = problems[1].words;
	s.frame = with_problems(s.frame, problems, COUNT_OF(problems)), s.own = true;
	hang(g, "client-help-problem", SCREEN_CLIENT_HELP, &s, "id=\"time-problem\"");
	s.frame = frame_of(g, "A question for you", true);
	s.answered = s.overtaken = true, s.own = false;
	s.answer = s.unsent = paragraphs, s.answer_count = s.unsent_count = COUNT_OF(paragraphs);
	s.ring = TEXT("torstaina 26. marraskuuta kello 13.30");
	hang(g, "client-help-answered", SCREEN_CLIENT_HELP, &s, "kello 13.30");
}

/* ---- the admin's pages ---------------------------------------------------------------------- */

#define LONG_NAME "Maija-Liisa <b>Pitkänimi</b>-Lentokonesuihkuturbiinimoottori"

static const struct role_choice roles[] = {
	{ T("client"), T("asiakas"), T("opiskelee täällä"), T("role-client"), true },
	{ T("coach"), T("valmentaja"), T("ohjaa asiakkaita ja vastaa heille"), T("role-coach"),
		true },
	{ T("lead"), T("esihenkilö"), T("näkee lukuja, nimeää sijaiset"), T("role-lead"), false },
	{ T("author"), T("kurssintekijä"), T("tekee kursseja"), T("role-author"), false },
	{ T("admin"), T("pääkäyttäjä"), T("huolehtii tunnuksista ja palvelimesta"), T("role-admin"),
		false },
};
static const struct form_problem account_problems[] = {
	{ T("#name"), T("Write a name. A nickname is enough.") },
	{ T("#roles"), T("Choose at least one role.") },
	{ T("#coach"), T("Choose a coach.") },
	{ T("#scope"), T("Choose at least one thing they work on together.") },
};

/* Twenty-five people, everyone with every role and a long name. */
static void hang_people(const struct gallery *g)
{
	static const struct account_line sample = { T("/people/10012"), T(LONG_NAME),
		T("asiakas, valmentaja, esihenkilö, kurssintekijä, pääkäyttäjä"),
		T("keskiviikkona 25. marraskuuta"), true };
	static const struct page_link pages[] = { { T("/people?show=here&page=1"), 1, false },
		{ T("/people?show=here&page=2"), 2, true },
		{ T("/people?show=here&page=400"), 400, false } };
	struct account_line people[25];
	for (size_t i = 0; i < COUNT_OF(people); i++)
		people[i] = sample;
	struct people_screen s = { .frame = frame_of(g, "People", true),
		.find = T("\"mari"),
		.alone = true,
		ROWS(people, people),
		.found = 10000,
		.everybody = 10000,
		ROWS(page_links, pages) };
	s.frame.help_link = NO_TEXT;
	hang(g, "people", SCREEN_PEOPLE, &s, "&lt;b&gt;Pitkänimi");
	s.found = 0, s.people_count = s.page_links_count = 0;
	hang(g, "people-nobody", SCREEN_PEOPLE, &s, "value=\"&quot;mari\"");
	s.everybody = 0, s.alone = false, s.left = true;
	hang(g, "people-none", SCREEN_PEOPLE, &s, "value=\"left\" selected");

	struct new_person_screen new = { .frame = frame_of(g, "Add a person", true),
		.fields = { .name = T("\"Maija\""), ROWS(roles, roles) } };
	hang(g, "new-person", SCREEN_NEW_PERSON, &new, "value=\"&quot;Maija&quot;\"");
	new.frame = with_problems(new.frame, account_problems, 2);
	new.fields.name_problem = account_problems[0].words;
	new.fields.organisation_problem = account_problems[0].words;
	new.fields.roles_problem = account_problems[1].words;
	hang(g, "new-person-problem", SCREEN_NEW_PERSON, &new, "id=\"roles-problem\"");
}

static void hang_person(const struct gallery *g)
{
	static const struct tie_line tie_sample = { .link = T("/people/10012"),
		.name = T(LONG_NAME),
		.organisation = T("Pohjoisen hyvinvointialueen nuorten palvelut"),
		.since = T("keskiviikkona 25. marraskuuta"),
		.until = T("perjantaina 27. marraskuuta"),
		.number = 10012,
		.learning = true,
		.claims = true,
		.guidance = true };
	static const struct left_line left_sample = { T("/people/10012"), T(LONG_NAME), T("10012"),
		true };
	static const struct coach_choice choice_sample = { T("10012"), T(LONG_NAME), false };
	static const struct page_link pages[] = { { T("/people/12?page=1"), 1, true },
		{ T("/people/12?page=2"), 2, false } };
	struct tie_line ties[25];
	struct left_line left[10];
	struct coach_choice choices[15];
	for (size_t i = 0; i < COUNT_OF(ties); i++)
		ties[i] = tie_sample;
	for (size_t i = 0; i < COUNT_OF(choices); i++)
		choices[i] = choice_sample;
	for (size_t i = 0; i < COUNT_OF(left); i++)
		left[i] = left_sample;
	choices[1].chosen = true, ties[1].assessment = true, ties[1].guidance = false;
	struct person_screen s = { .frame = frame_of(g, "A person", true),
		.action = T("/people/12"),
		.name = T(LONG_NAME),
		.roles = T("asiakas, valmentaja"),
		.made = T("maanantaina 23. marraskuuta"),
		.client = true,
		.fields = { .name = T(LONG_NAME),
			.organisation = tie_sample.organisation,
			ROWS(roles, roles) },
		.before = 3,
		.coaches = ties,
		.coaches_count = 3,
		.before_coaches = ties,
		.before_coaches_count = 5,
		ROWS(choices, choices),
		.many_coaches = true,
		.find_coach = T("\"mai"),
		.learning = true,
		.assessment = true,
		.days = 30 };
	s.frame.help_link = NO_TEXT;
	s.frame.wide = true;
	hang(g, "person-client", SCREEN_PERSON, &s, "value=\"&quot;mai\"");
	s.frame = with_problems(s.frame, account_problems, 4), s.overtaken = true;
	s.fields.name_problem = account_problems[0].words;
	s.fields.roles_problem = account_problems[1].words;
	s.coach_problem = account_problems[2].words, s.scope_problem = account_problems[3].words;
	hang(g, "person-problem", SCREEN_PERSON, &s, "id=\"scope-problem\"");
	s.frame = frame_of(g, "A person", true), s.frame.wide = true, s.overtaken = false;
	s.fields.name_problem = s.fields.roles_problem = NO_TEXT;
	s.choices_count = 0, s.coaches_count = s.before_coaches_count = 0;
	hang(g, "person-nobody", SCREEN_PERSON, &s, "id=\"coaches\"");

	struct person_screen coach = { .frame = s.frame,
		.action = T("/people/12"),
		.name = T(LONG_NAME),
		.roles = T("asiakas, valmentaja"),
		.made = T("maanantaina 23. marraskuuta"),
		.coach = true,
		.fields = s.fields,
		ROWS(clients, ties),
		.clients_all = 50,
		ROWS(page_links, pages),
		.days = 7 };
	hang(g, "person-coach", SCREEN_PERSON, &coach, "href=\"/people/12?page=2\"");
	coach.closed = true, coach.left = TEXT("keskiviikkona 25. marraskuuta");
	coach.clients_count = coach.page_links_count = 0, coach.clients_all = 0;
	coach.left_behind = left, coach.left_behind_count = COUNT_OF(left);
	coach.left_behind_more = 15, coach.left_behind_problem = account_problems[2].words;
	coach.choices = choices, coach.choices_count = COUNT_OF(choices);
	coach.many_coaches = true;
	hang(g, "person-left", SCREEN_PERSON, &coach, "id=\"hand-problem\"");
}

static void hang_accounts(const struct gallery *g)
{
	struct person_link_screen link = { .frame = frame_of(g, "A new link", true),
		.back = T("/people/12"),
		.name = T(LONG_NAME),
		.address = T("https://oppimispaikka.example.fi/in/"
			     "Zk3VnLQ0mUq2bJ8yTtWxH5sPaRcD1eFgN7iOoKvB4E_"),
		.ends = T("keskiviikkona 2. joulukuuta") };
	hang(g, "person-link", SCREEN_PERSON_LINK, &link, "/in/Zk3VnLQ0");
	link.new_phone = true;
	hang(g, "person-link-new-phone", SCREEN_PERSON_LINK, &link, "class=\"note\"");

	static const struct form_problem sure_problems[] = { { T("#sure"),
		T("Make sure that it is them, and tick that you have.") } };
	struct new_phone_screen phone = { .frame = frame_of(g, "A new phone", true),
		.action = T("/people/12/new-phone"),
		.back = T("/people/12"),
		.name = T(LONG_NAME) };
	hang(g, "new-phone", SCREEN_NEW_PHONE, &phone, "name=\"sure\"");
	phone.frame = with_problems(phone.frame, sure_problems, COUNT_OF(sure_problems));
	phone.sure_problem = sure_problems[0].words;
	hang(g, "new-phone-problem", SCREEN_NEW_PHONE, &phone, "aria-describedby=\"sure-problem\"");
	phone.frame = frame_of(g, "A new phone", true);
	phone.needless = true;
	hang(g, "new-phone-needless", SCREEN_NEW_PHONE, &phone, "href=\"/people/12\"");
	phone.needless = false, phone.self = true;
	hang(g, "new-phone-self", SCREEN_NEW_PHONE, &phone, "href=\"/second-factor\"");

	struct leaving_screen leaving = { .frame = frame_of(g, "Leaves today", true),
		.action = T("/people/12/leave"),
		.back = T("/people/12"),
		.name = T(LONG_NAME),
		.coach = true,
		.clients = 25 };
	hang(g, "leaving", SCREEN_LEAVING, &leaving, "action=\"/people/12/leave\"");
	leaving.self = leaving.last_admin = true, leaving.clients = 0;
	hang(g, "leaving-last-admin", SCREEN_LEAVING, &leaving, "id=\"last\"");
	leaving.closed = true;
	hang(g, "leaving-closed", SCREEN_LEAVING, &leaving, "class=\"lead\"");

	struct status_screen status = { .frame = frame_of(g, "State of the server", true),
		.troubles = 3,
		.version = T(ASKEL_VERSION),
		.close_command = T("chmod -R go-rwx '/srv/oppimispaikka.keys'"),
		.backup_command = T("askel backup '/srv/oppimispaikka' askel-$(date +%F).tar"),
		.backup_day = T("tiistai 17. marraskuuta"),
		.backup_size = T("340 Mt"),
		.backup_keys = true,
		.backup_late = true,
		.verify_command = T("askel verify '/srv/oppimispaikka' --head 123456:"
				    "00112233445566778899aabbccddeeff"
				    "00112233445566778899aabbccddeeff"),
		.database = T("340 Mt"),
		.free_space = T("12 Gt"),
		.disk_low = true,
		.courses = 2,
		.course_errors = 3,
		.keys = T("/srv/oppimispaikka.keys"),
		.keys_open = true,
		.keys_beside = true,
		.languages = T("Suomi, Svenska, English, العربية"),
		.post_server = T("sahkoposti.oppimispaikka.example.fi"),
		.post_trouble = T("Sähköpostipalvelin ei vastaa."),
		.post_since = T("tiistai 24. marraskuuta"),
		.post_readers = 1234 };
	hang(g, "status", SCREEN_STATUS, &status, "askel backup");
	const struct sheet_word_row sheet_words[] = { { T("first"), T("seal.key"), T("<gusov>"),
							      T("Tässä kohdassa on toinen sana."),
							      12 },
		{ T("second"), T("badge.key"), NO_TEXT, NO_TEXT, 3 } };
	const struct keys_kept_screen keys = { .frame = frame_of(g, "Keys on paper", true),
		.sheet_command = T("askel keys '/srv/oppimispaikka' sheet FILE.html"),
		.kept_day = T("tiistai 17. marraskuuta"),
		ROWS(words, sheet_words) };
	hang(g, "keys-kept", SCREEN_KEYS_KEPT, &keys, "&lt;gusov&gt;");
	status.troubles = status.course_errors = 0, status.disk_low = status.keys_open = false;
	status.backup_late = status.backup_keys = false;
	status.post_trouble = NO_TEXT;
	hang(g, "status-mail", SCREEN_STATUS, &status, "sahkoposti.oppimispaikka");
	status.post_server = status.backup_day = status.backup_size = NO_TEXT;
	hang(g, "status-good", SCREEN_STATUS, &status, "/srv/oppimispaikka.keys");
}

static const struct conf_trouble troubles[] = {
	{ T("/srv/oppimispaikka/askel.conf:12"),
		T("Asetusta [names] julkinen_nimi ei ole. Tarkista oikeinkirjoitus.") },
	{ T("ASKEL_NAMES_PUBLIC_NAME"), T("[names] public_name ei voi olla &lt;b&gt;.") },
};

static void hang_conf(const struct gallery *g)
{
	static const struct setting_line lines[] = {
		{ T("Palvelun nimi"), T("Oppimispaikka <b>"), T(""), T("ASKEL_NAMES_PUBLIC_NAME"),
			T(""), false },
		{ T("Henkilötietoja koskevien kysymysten yhteyspaikka"), T(""), T(""), T(""), T(""),
			true },
		{ T("Asiakkaita valmentajalla enintään"), T(""), T("25"), T(""), T(""), false },
		{ T("Osoite"), T("https://oppimispaikka.example.fi"), T(""), T(""),
			T("https://uusi.example.fi"), false },
	};
	static const struct settings_part parts[] = {
		{ T("names"), T("Nimet ja kielet"), T("Kaikki voivat lukea tämän."),
			T("/settings/names"), ROWS(lines, lines) },
		{ T("address"), T("Kone"), T(""), T(""), ROWS(lines, lines) },
	};
	struct settings_screen s = { .frame = frame_of(g, "Settings", true),
		.saved = T("Nimet ja kielet"),
		ROWS(troubles, troubles),
		ROWS(parts, parts),
		.closed = 3,
		.opened = 1,
		.path = T("/srv/oppimispaikka/askel.conf") };
	hang(g, "settings", SCREEN_SETTINGS, &s, "href=\"/settings/names\"");

	static const struct setting_choice choices[] = {
		{ T("names-languages"), T("names.languages"), T("fi"), T("Suomi"), T("fi"), true,
			true },
		{ T("names-languages-2"), T("names.languages"), T("ar"), T("العربية"), T("ar"),
			false, false },
	};
	static const struct setting_choice grounds[] = {
		{ T("privacy-ground"), T("privacy.ground"), T("public-task"),
			T("yleistä etua koskeva tehtävä"), T(""), true, true },
		{ T("privacy-ground-2"), T("privacy.ground"), T("legal-duty"),
			T("lakisääteinen velvoite"), T(""), false, false },
	};
	static const struct form_problem problems[] = {
		{ T("#names-public_name"), T("Joku muu on muuttanut tätä välillä.") },
		{ T("#problem"), T("Tiedostoa askel.conf ei voitu kirjoittaa.") },
	};
	static const struct setting_field fields[] = {
		{ .input = T("names-public_name"),
			.name = T("names.public_name"),
			.label = T("Palvelun nimi"),
			.hint = T("Se on joka sivulla."),
			.value = T("\"Lainaus\" <b>"),
			.was = T("Oppimispaikka"),
			.problem = T("Joku muu on muuttanut tätä välillä."),
			.newer = T("Toinen nimi"),
			.line = true },
		{ .input = T("staff-caseload_most"),
			.name = T("staff.caseload_most"),
			.label = T("Asiakkaita valmentajalla enintään"),
			.usual = T("25"),
			.number = true },
		{ .input = T("accessibility-date"),
			.name = T("accessibility.date"),
			.label = T("Milloin arvioitte sen itse"),
			.value = T("25.11.2026"),
			.day = true },
		{ .input = T("names-languages"),
			.name = T("names.languages"),
			.label = T("Painikkeiden kielet"),
			.hint = T("Kurssien teksteillä on omat kielensä."),
			.some = true,
			.languages = true,
			ROWS(choices, choices) },
		{ .input = T("privacy-ground"),
			.name = T("privacy.ground"),
			.label = T("Miksi tietoja saa säilyttää"),
			.one = true,
			ROWS(choices, grounds) },
		{ .label = T("Puhelinnumero"),
			.value = T("010 000 0000"),
			.environment = T("ASKEL_HELP_PHONE"),
			.fixed = true },
	};
	struct settings_part_screen part = { .frame = with_problems(frame_of(g, "Names", true),
						     problems, COUNT_OF(problems)),
		.action = T("/settings/names"),
		.name = T("Nimet ja kielet"),
		.about = T("Kaikki voivat lukea tämän tietosuojasivulta."),
		.problem = T("Tiedostoa askel.conf ei voitu kirjoittaa."),
		ROWS(troubles, troubles),
		ROWS(fields, fields) };
	hang(g, "settings-part", SCREEN_SETTINGS_PART, &part, "name=\"was.names.public_name\"");

	static const struct day_off_line days[] = {
		{ T("torstaina 24. joulukuuta"), T("jouluaatto"), T("open"), T("2026-12-24"), true,
			false, false, false },
		{ T("perjantaina 25. joulukuuta"), T("joulupäivä"), T("as-usual"), T("2026-12-25"),
			false, true, false, false },
		{ T("torstaina 31. joulukuuta"), T("Inventaario <b>"), T("as-usual"),
			T("2026-12-31"), false, false, true, false },
		{ T("perjantaina 1. toukokuuta"), T("vappu"), T("open"), T("2026-05-01"), true,
			false, false, true },
	};
	static const struct form_problem day_problems[] = {
		{ T("#day"), T("Tuo päivä on jo mennyt.") },
		{ T("#name"), T("Kirjoita, mikä päivä se on.") },
	};
	struct days_off_screen off = { .frame = with_problems(frame_of(g, "Days off", true),
					       day_problems, COUNT_OF(day_problems)),
		.year = 2026,
		.before = T("/settings/days-off?year=2025"),
		.after = T("/settings/days-off?year=2027"),
		ROWS(days, days),
		.day = T("32.1.2026"),
		.name = T("\"Suunnittelupäivä\""),
		.day_problem = day_problems[0].words,
		.name_problem = day_problems[1].words };
	hang(g, "days-off", SCREEN_DAYS_OFF, &off, "name=\"as-usual\" value=\"2026-12-31\"");
}

static void hang_curricula(const struct gallery *g)
{
	static const struct curricula_unit_row units[] = {
		{ T("/curricula/work-life"), T("fi"), T("Työelämätaidot <b>"),
			T("Oppilaitos voi vahvistaa sen: 2 osaamispistettä."), false },
		{ T("/curricula/safe-online"), T("sv"), T("Tryggt på nätet"),
			T("Sen rinnalla oleva virallinen osa-alue oli voimassa 31.7.2022 asti."),
			true },
	};
	static const struct official_row officials[] = {
		{ T("7"), T("fi"), T("Työelämässä \"toimiminen\""),
			T("pakollinen osuus, 2 osaamispistettä · ammatillisenoppiaineet_yttt"),
			true, true },
		{ T("8"), T("sv"), T("Att verka i arbetslivet"), T("3 kp"), false, false },
	};
	static const struct objective_row objectives[] = { { T("1"), T("fi"), T("Osaa <i>") },
		{ T("1.1"), T("fi"), T("tunnistaa osaamista") } };
	static const struct mapped_row parts[] = {
		{ T("o-dress"), T("fi"), T("Pukeudun ohjeen mukaan"), T("1.1"), T(""),
			T("tunnistaa osaamista"), T("fi") },
		{ T("o-pay"), T("fi"), T("Luen palkkalaskelman"), T("9\">"),
			T("Tällä numerolla ei ole tavoitetta."), T(""), T("") },
	};
	static const struct form_problem problems[] = { { T("#official"), T("Valitse.") },
		{ T("#o-pay"), T("Tällä numerolla ei ole tavoitetta.") } };
	struct curricula_screen list = { .frame = frame_of(g, "Official units", true),
		ROWS(units, units),
		ROWS(officials, officials),
		.command = T("askel import eperusteet '/var/lib/askel' FILE") };
	hang(g, "curricula", SCREEN_CURRICULA, &list, "href=\"/curricula/work-life\"");
	list.officials_count = 0;
	hang(g, "curricula-none", SCREEN_CURRICULA, &list, "<code>askel import");
	struct curriculum_unit_screen unit = { .frame = with_problems(
						       frame_of(g, "Työelämätaidot", true),
						       problems, COUNT_OF(problems)),
		.lang = T("fi"),
		.title = T("Työelämätaidot"),
		.action = T("/curricula/work-life"),
		.state = T("Siitä saa merkin mutta ei pisteitä."),
		.trouble = true,
		.mapped = true,
		.overtaken = true,
		.was = T("3"),
		ROWS(officials, officials),
		.official = T("7"),
		.name = T("Työelämässä toimiminen"),
		.name_lang = T("fi"),
		.line = T("pakollinen osuus, 2 osaamispistettä"),
		.official_problem = T("Valitse."),
		ROWS(objectives, objectives),
		ROWS(parts, parts) };
	hang(g, "curriculum-unit", SCREEN_CURRICULUM_UNIT, &unit, "value=\"9&quot;&gt;\"");
	unit.officials_count = 0, unit.official.size = 0;
	hang(g, "curriculum-unit-none", SCREEN_CURRICULUM_UNIT, &unit, "href=\"/curricula\"");
}

static void hang_staff(const struct gallery *g)
{
	static const struct problem_row rows[] = {
		{ T("safe-online/10-passwords/10-good-password.fi-simple.md:31:1"),
			T("The question best-password has no right answer."),
			T("Tick the right one: - [x]."), false },
		{ T("safe-online/course.sv.md"), T("This language has no page on scams."), T(""),
			true },
	};
	static const struct problem_group groups[] = {
		{ T("safe-online"), true, false, 1, 1, ROWS(rows, rows) },
		{ T("units"), false, true, 0, 2, ROWS(rows, rows) },
	};
	struct author_screen author = { .frame = frame_of(g, "How the courses are", true),
		ROWS(groups, groups),
		.courses = 2,
		.pages = 31,
		.folder = T("/srv/oppimispaikka/courses") };
	author.frame.help_link = NO_TEXT;
	hang(g, "author", SCREEN_AUTHOR, &author, "10-good-password.fi-simple.md:31:1");
	author.groups_count = 0, author.courses = 1, author.pages = 1;
	hang(g, "author-good", SCREEN_AUTHOR, &author, "class=\"lead\"");

	struct problem_screen problem = { .frame = frame_of(g, "Not here", true),
		.status = 404,
		.words = text_of(outcome_words(NOT_HERE)),
		.home = true };
	hang(g, "problem", SCREEN_PROBLEM, &problem, outcome_words(NOT_HERE));
	problem.frame = frame_of(g, "Try again", false);
	problem.words = text_of(outcome_words(BUSY)), problem.again = TEXT("/courses/safe-online");
	hang(g, "problem-again", SCREEN_PROBLEM, &problem, "class=\"button main\"");
}

/* The table of stored.c in the language that is being hung. */
static const struct piece *stored_piece(const struct gallery *g)
{
	struct workshop w = { .arena = g->arena,
		.views = g->views,
		.conf = { .session_days = 3650,
			.feedback_days = 3650,
			.words_days = 3650,
			.learning_days = 3650 } };
	make_stored_pieces(&w, true);
	return w.stored_pieces[g->language];
}

static void hang_privacy(const struct gallery *g)
{
	struct privacy_screen privacy = { .frame = frame_of(g, "Privacy", false),
		.controller =
			T("Itä-Uudenmaan ja Länsi-Savon yhteinen aikuiskoulutusyhtymä / "
			  "Samkommunen för vuxenutbildning i östra Nyland och västra Savolax"),
		.contact = T("tietosuojavastaava.aikuiskoulutusyhtymä@oppimispaikka.example.fi, "
			     "09 123 4567 / dataskyddsombudet@oppimispaikka.example.fi"),
		.ground = T("Ground: a task in the public interest (GDPR, Article 6(1)(e))."),
		.sessions_kept = T("Kept for 3650 days after your last visit."),
		.own_days = 3650,
		.words_days = 3650,
		.learning_days = 3650,
		.passphrase = true,
		.pictures = true,
		.mail = true,
		.reason = T("Tunnussanan voi tehdä ilman puhelinta ja pankkitunnuksia, ja kuvat "
			    "sopivat "
			    "sille, jolle lukeminen on hidasta; molemmat <b>kelpaavat</b>."),
		.reason_lang = T("fi"),
		.stored_html = stored_piece(g) };
	hang(g, "privacy", SCREEN_PRIVACY, &privacy, "access_feedback: id, words, reach");
	privacy.pictures = false;
	privacy.reason = NO_TEXT;
	privacy.frame = frame_of(g, "Privacy", true);
	privacy.client = true;
	hang(g, "privacy-client", SCREEN_PRIVACY, &privacy, "Ground: a task");
}

static void hang_open(const struct gallery *g)
{
	struct plain_screen contact = { .frame = frame_of(g, "Help and phone", false) };
	hang(g, "contact", SCREEN_CONTACT, &contact, "href=\"/sign-in?lang=fi-simple\"");
	contact.frame = frame_of(g, "Help and phone", true);
	hang(g, "contact-signed-in", SCREEN_CONTACT, &contact, "href=\"tel:+35891234567\"");

	struct statement_screen statement = { .frame = frame_of(g, "Accessibility", false),
		.origin = T("https://oppimispaikka.kaupungin-verkkopalvelut.example.fi"),
		.partial = true,
		.gaps = T(
			"Videoissa <b>ei</b> ole kuvailutulkkausta, koska niiden tekijältä ei ole "
			"vielä saatu lupaa; verkkopalvelunkäyttöliittymäsuunnittelu jatkuu."),
		.gaps_lang = T("fi"),
		.assessed = T("25. marraskuuta 2026"),
		.assessor = T("Saavutettavuusasiantuntijapalvelut Oy"),
		.made = T("25. marraskuuta 2026"),
		.supervisor = T("Liikenne- ja viestintävirasto Traficom, "
				"www.saavutettavuusvaatimukset.fi, 0295 34 5000") };
	hang(g, "accessibility", SCREEN_ACCESSIBILITY, &statement,
		"<p lang=\"fi\">Videoissa &lt;b&gt;ei&lt;/b&gt;");
	statement.partial = false, statement.none = true;
	statement.gaps = statement.assessed = statement.assessor = statement.supervisor = NO_TEXT;
	hang(g, "accessibility-none", SCREEN_ACCESSIBILITY, &statement, "306/2019");
	statement.none = false, statement.full = true;
	hang(g, "accessibility-full", SCREEN_ACCESSIBILITY, &statement, "WCAG");

	struct access_form_screen form = { .frame = frame_of(g, "Feedback", false),
		.action = T("/accessibility/feedback?lang=fi"),
		.days = 14 };
	hang(g, "access-form", SCREEN_ACCESS_FORM, &form, "name=\"reach\"");
	form.frame = with_problems(form.frame, words_problems, COUNT_OF(words_problems));
	form.words = TEXT("</textarea><b>"), form.words_problem = words_problems[0].words;
	form.reach = TEXT("aino\"@example.fi"), form.reach_problem = words_problems[0].words;
	hang(g, "access-form-problem", SCREEN_ACCESS_FORM, &form, "&lt;/textarea&gt;");
	struct access_thanks_screen thanks = { .frame = frame_of(g, "Thank you", false),
		.days = 14 };
	hang(g, "access-thanks", SCREEN_ACCESS_THANKS, &thanks, "14");
	hang_privacy(g);
}

static void hang_feedback(const struct gallery *g)
{
	static const struct paragraph said[] = {
		{ T("Ruudunlukija ei lue <b>salasanakentän</b> nimeä.") },
		{ T("Verkkopalvelunkäyttöliittymäsuunnitteluohjeistuksessa lukee toisin.") },
	};
	struct access_row rows[25];
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		rows[i] = (struct access_row){ .link = arena_print(
						       g->arena, "/feedback/%zu", i + 100),
			.words = T("Verkkopalvelunkäyttöliittymäsuunnitteluohjeistuksessa lukee "
				   "<toisin> kuin sivulla…"),
			.answer_by = T("keskiviikkona 9. joulukuuta"),
			.answered = T("torstaina 26. marraskuuta"),
			.late = i < 3 };
	struct access_list_screen list = { .frame = frame_of(g, "Feedback", true),
		.waiting = 60,
		ROWS(rows, rows),
		.previous_link = T("/feedback?page=1"),
		.next_link = T("/feedback?page=3") };
	list.frame.help_link = NO_TEXT;
	hang(g, "access-feedback", SCREEN_ACCESS_FEEDBACK, &list, "href=\"/feedback/124\"");
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		rows[i].done = true, rows[i].late = false;
	list.answered = true;
	hang(g, "access-feedback-answered", SCREEN_ACCESS_FEEDBACK, &list, "&lt;toisin&gt;");
	list.rows_count = 0, list.answered = false, list.waiting = 0;
	list.previous_link = list.next_link = NO_TEXT;
	hang(g, "access-feedback-none", SCREEN_ACCESS_FEEDBACK, &list, "list=answered");

	struct access_one_screen one = { .frame = frame_of(g, "Feedback", true),
		.row = { .answer_by = T("keskiviikkona 9. joulukuuta"), .late = true },
		.action = T("/feedback/7"),
		ROWS(paragraphs, said),
		.reach = T("aino\" <aino.esimerkki@example.fi>"),
		.sent = T("keskiviikkona 25. marraskuuta"),
		.language = T("Suomi") };
	one.frame.help_link = NO_TEXT;
	hang(g, "access-one", SCREEN_ACCESS_ONE, &one, "value=\"answered\"");
	one.row = (struct access_row){ .answered = T("torstaina 26. marraskuuta"), .done = true };
	one.reach = NO_TEXT;
	hang(g, "access-one-answered", SCREEN_ACCESS_ONE, &one, "value=\"waiting\"");
}

/* English and every language there is a translation for. */
static size_t list_languages(struct arena *a, struct text *tags, size_t most)
{
	size_t found = 0;

	tags[found++] = TEXT("en");
	for (size_t i = 0; i < shelf_count && found < most; i++) {
		struct text name = text_of(shelf_files[i].name);
		if (text_starts(name, TEXT("po/")) && text_ends(name, TEXT(".mo")) &&
			!text_is_chars(name, "po/en.mo"))
			tags[found++] = arena_copy(a, text_part(name, 3, name.size - 6));
	}
	return found;
}

/* ---- claims --------------------------------------------------------------------------------- */

static const struct sheet_row first_sheet[] = { { T("/show/3/file/7/1"), 1 } };
static const struct sheet_row other_sheets[] = { { T("/show/3/file/7/2"), 2 },
	{ T("/show/3/file/7/3"), 3 } };

/* A PDF as it is known again, and as it is looked at. */
static struct file_view file_shown(bool large)
{
	return (struct file_view){ .name = T("Hygieniapassi <b> 2019.pdf"),
		.about = T("Tiedosto, 310 kt"),
		.large = large,
		.page = large ? NO_TEXT : TEXT("/show/3/file/7"),
		.thumb = T("/show/3/file/7/0"),
		.original = T("/show/3/file/7/original"),
		ROWS(first, first_sheet),
		ROWS(others, other_sheets),
		.pages = 34,
		.left_out = true,
		ROWS(words, paragraphs) };
}

static const struct evidence_row shown_rows[] = {
	{ .words = true, ROWS(paragraphs, paragraphs) },
	{ .link = true, .address = T("https://example.fi/<b>&pitkä") },
	{ .result = true,
		.page = T("/courses/safe-online/good-password"),
		.title = T("Neljä sanaa riittää: Mikä on paras salasana?"),
		.lang = T("fi"),
		.verdict = T("Oikein."),
		ROWS(paragraphs, paragraphs),
		.before = true },
	{ .show = true },
	{ .file = true,
		.view = { .name = T("kuva.jpg"),
			.about = T("Kuva, 1,2 Mt"),
			.page = T("/show/3/file/6"),
			.thumb = T("/show/3/file/6/0"),
			.original = T("/show/3/file/6/original") },
		.change = T("change-6"),
		.remove = T("remove-6") },
	{ .file = true, .view = { .name = T("vanha.pdf"), .gone = true } },
};
static const struct first_row teach_rows[] = {
	{ T("/courses/safe-online/good-password"), FI("Neljä sanaa riittää") },
	{ T("/courses/safe-online/keeping-passwords"), FI("Salasanat talteen") },
};
static const struct choice_row ready_sentences[] = {
	{ T("0"), T("Tämä olisi hyvä nähdä käytännössä."), T("ready-1"), T("fi"),
		T("Det här vore bra att få se i praktiken."), true },
	{ T("1"), T("Kerro vähän lisää siitä, mitä teit itse."), T("ready-2"), T("fi"), T(""),
		false },
};
#define PARTS_ALL 23 /* of the longest unit that is shipped */
#define PARTS_ONCE 6 /* on a page of the review */

/* As many parts as there may be, each with ids of its own. */
static struct claim_part_row *part_rows(const struct gallery *g, bool judged)
{
	struct claim_part_row *rows = arena_take_many(g->arena, PARTS_ALL, sizeof *rows);
	for (size_t i = 0; i < PARTS_ALL; i++) {
		struct claim_part_row *row = &rows[i];
		*row = (struct claim_part_row){ .link = T("/show/3/part/one"),
			.id = arena_print(g->arena, "part-%zu", i),
			.lang = T("fi"),
			.words = T("Kirjaudun kahdessa vaiheessa ja pidän koodin <itselläni>."),
			.number = (int64_t)i + 1,
			.self = T("Osaan osittain"),
			.earlier = i == 1 };
		if (judged) {
			row->judgement = TEXT("Ei vielä osoitettu");
			row->not_shown = true;
			row->note = paragraphs, row->note_count = COUNT_OF(paragraphs);
			row->teach = teach_rows, row->teach_count = COUNT_OF(teach_rows);
		}
		if (i < 2) {
			row->evidence = shown_rows, row->evidence_count = COUNT_OF(shown_rows);
		}
	}
	return rows;
}

static const struct unit_row unit_rows[] = {
	{ T("safe-online"), FI("Turvallisesti verkossa"), 7, true },
	{ T("work-life"), FI("Työelämätaidot ja työsuhdeturvallisuuskysymykset"), 23, false },
};
static const struct claim_line claim_lines[] = {
	{ T("/show/1"), FI("Turvallisesti verkossa"), T("Osa hyväksytty") },
	{ T("/show/2"), FI("Työelämätaidot"), T("Valmentaja Yksi katsoo sitä.") },
};

static const struct sentence written_rows[] = {
	{ T("Valmentaja <Yksi> kirjoitti tämän koneelle paperistasi, joka on päivätty 25. "
	    "marraskuuta 2026.") },
	{ T("Se on voimassa vasta, kun olet sanonut, että se on oikein.") },
};

static const struct sheet_row signed_sheet = { T("/show/3/file/9"), 0 };

static void hang_drafts(const struct gallery *g)
{
	struct show_screen show = { .frame = frame_of(g, "Show what you can already do", true),
		ROWS(claims, claim_lines),
		ROWS(units, unit_rows),
		.studied = unit_rows,
		.studied_count = 1 };
	hang(g, "show", SCREEN_SHOW, &show, "value=\"studied\"");
	struct claim_draft_screen draft = { .frame = frame_of(g, "In your own words", true),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.action = T("/show/3"),
		.words_link = T("/show/3/words"),
		.check_link = T("/show/3/check"),
		.parts = part_rows(g, false),
		.parts_count = PARTS_ALL };
	hang(g, "claim-draft", SCREEN_CLAIM_DRAFT_PAGE, &draft, "/show/3/check");
	draft.returned = true, draft.owner = TEXT("Valmentaja <Yksi>");
	draft.message = paragraphs, draft.message_count = COUNT_OF(paragraphs);
	draft.parts = part_rows(g, true);
	hang(g, "claim-returned", SCREEN_CLAIM_DRAFT_PAGE, &draft, "Valmentaja &lt;Yksi&gt;");
	static const struct coach_choice let[] = { { T("7"), T("Valmentaja <Yksi>"), false },
		{ T("8"), T("Valmentaja Kaksi"), false } };
	draft.returned = false, draft.coaches = let, draft.coaches_count = COUNT_OF(let);
	draft.written = written_rows, draft.written_count = COUNT_OF(written_rows);
	draft.writer = TEXT("Valmentaja <Yksi>");
	hang(g, "claim-draft-written", SCREEN_CLAIM_DRAFT_PAGE, &draft, "name=\"let\" value=\"8\"");
	draft.writer = NO_TEXT, draft.coaches_count = 0, draft.dated = true;
	draft.frame = with_problems(draft.frame, words_problems, 1);
	draft.writes_for = TEXT("Asiakas <Yksi>"), draft.list_link = TEXT("/clients/12/together");
	draft.paper_day = TEXT("\"><b>"), draft.paper_problem = words_problems[0].words;
	hang(g, "claim-draft-for", SCREEN_CLAIM_DRAFT_PAGE, &draft, "Asiakas &lt;Yksi&gt;");
	struct claim_words_screen own = {
		.frame = with_problems(frame_of(g, "In your own words", true), words_problems, 1),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.action = T("/show/3/words"),
		.back = T("/show/3"),
		.words = T("</textarea><b>"),
		.words_problem = words_problems[0].words
	};
	hang(g, "claim-words", SCREEN_CLAIM_WORDS, &own, "&lt;/textarea&gt;");
	own.writes_for = TEXT("Asiakas <Yksi>");
	hang(g, "claim-words-for", SCREEN_CLAIM_WORDS, &own, "Asiakas &lt;Yksi&gt;");
	struct told_part told[] = { { T("fi"), T("Käytän oikeita suojaimia & pidän niistä huolta."),
					    T("kypärää, <suojaimia>") },
		{ T("fi"), T("Huomaan vaaran ja kerron siitä."), T("vaara") } };
	const struct told_unit units[] = { { .value = T("work-life"),
						   .lang = T("fi"),
						   .title = T("Toimin työelämässä"),
						   ROWS(parts, told) },
		{ .value = T("safe-online"),
			.lang = T("fi"),
			.title = T("Turvallisesti verkossa"),
			.link = T("/show/3"),
			ROWS(parts, told) } };
	struct claim_tell_screen tell = { .frame = frame_of(g, "Tell what you have done", true) };
	hang(g, "claim-tell", SCREEN_CLAIM_TELL, &tell, "name=\"words\"");
	tell.words = TEXT("</textarea><b>"), tell.looked = true;
	hang(g, "claim-tell-nothing", SCREEN_CLAIM_TELL, &tell, "&lt;/textarea&gt;");
	tell.units = units, tell.units_count = COUNT_OF(units);
	hang(g, "claim-tell-units", SCREEN_CLAIM_TELL, &tell, "&lt;suojaimia&gt;");
	static const struct choice_row self[] = {
		{ T("can"), T("Osaan"), T("self-1"), T(""), T(""), true },
		{ T("partly"), T("Osaan osittain"), T("self-2"), T(""), T(""), false },
		{ T("not-yet"), T("En vielä"), T("self-3"), T(""), T(""), false },
	};
	static const struct choice_row results[] = {
		{ T("safe-online/good-password/"), T("Neljä sanaa riittää"), T("result-1"), T("fi"),
			T(""), true },
		{ T("safe-online/good-password/best"), T("Neljä sanaa: Mikä on paras salasana?"),
			T("result-2"), T("fi"), T(""), false },
	};
	struct claim_part_screen part = { .frame = frame_of(g, "How can you show it?", true),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.action = T("/show/3/part/one"),
		.back = T("/show/3"),
		.number = 2,
		.parts = 7,
		.part_lang = T("fi"),
		.part_words = T("Kirjaudun kahdessa vaiheessa ja pidän koodin itselläni."),
		.earlier = true,
		ROWS(self, self),
		.words = T("</textarea><b>"),
		.address = T("\"><script>"),
		ROWS(results, results),
		.show = true,
		ROWS(before, shown_rows),
		ROWS(teach, teach_rows) };
	struct evidence_row file = { .file = true,
		.view = file_shown(false),
		.change = T("change-7"),
		.remove = T("remove-7") };
	part.files = &file, part.files_count = 1;
	struct claim_file_screen form = { .frame = with_problems(
						  frame_of(g, "A picture or a document", true),
						  words_problems, 1),
		.title = part.title,
		.lang = part.lang,
		.action = T("/show/3/part/one/file"),
		.back = T("/show/3/part/one"),
		.part_lang = T("fi"),
		.part_words = part.part_words,
		.problem = words_problems[0].words,
		.instead = T("7"),
		.old = T("Hygieniapassi <b> 2019.pdf") };
	hang(g, "claim-file", SCREEN_CLAIM_FILE, &form, "Hygieniapassi &lt;b&gt; 2019.pdf");
	struct file_screen page = { .frame = frame_of(g, "Hygieniapassi <b> 2019.pdf", true),
		.title = part.title,
		.lang = part.lang,
		.back = T("/show/3"),
		.view = file_shown(true) };
	hang(g, "file", SCREEN_FILE, &page, "Hygieniapassi &lt;b&gt; 2019.pdf");
	hang(g, "claim-part", SCREEN_CLAIM_PART, &part, "&quot;&gt;&lt;script&gt;");
	struct claim_check_screen check = { .frame = frame_of(g, "Check before you send", true),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.action = T("/show/3/check"),
		.back = T("/show/3"),
		.words_link = T("/show/3/words"),
		ROWS(words, paragraphs),
		.parts = part_rows(g, false),
		.parts_count = PARTS_ALL,
		.answer_by = T("keskiviikkona 25. marraskuuta"),
		.naming = naming_of() };
	hang(g, "claim-check", SCREEN_CLAIM_CHECK, &check, "https://example.fi/&lt;b&gt;");
	check.written = written_rows, check.written_count = COUNT_OF(written_rows);
	hang(g, "claim-check-written", SCREEN_CLAIM_CHECK, &check, "Valmentaja &lt;Yksi&gt;");
}

static const struct demonstration_row demonstrations[] = {
	{ .when = T("torstaina 26. marraskuuta kello 13.30"),
		ROWS(place, paragraphs),
		ROWS(tasks, paragraphs),
		ROWS(present, paragraphs),
		ROWS(seen, paragraphs),
		.noted = true },
};
static const struct decision_row decisions[] = {
	{ .when = T("25. marraskuuta 2026"),
		.kind = T("Ei vielä hyväksytty"),
		.who = T("Valmentaja <Yksi>"),
		.with = T("Valmentaja Kaksi"),
		.ground = T("Pyydettiin uusi arvio."),
		ROWS(reason, paragraphs),
		.shown = 0,
		.parts = 7,
		.not_yet = true },
	{ .when = T("26. marraskuuta 2026"),
		.kind = T("Osa hyväksytty"),
		.who = T("Valmentaja Kolme"),
		ROWS(reason, paragraphs),
		.shown = 5,
		.parts = 7,
		.partly = true },
};

static void hang_sent(const struct gallery *g)
{
	struct claim_screen s = { .frame = frame_of(g, "The assessment", true),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.action = T("/show/3"),
		.state = T("Valmentaja Yksi katsoo sitä."),
		.answer_by = T("perjantaina 27. marraskuuta"),
		.promised = T("keskiviikkona 25. marraskuuta"),
		.waits = true,
		.late = true,
		.drawn = true,
		.said = T("Valmentaja <Yksi> on antanut tämän toiselle valmentajalle"),
		ROWS(message, paragraphs),
		ROWS(demonstrations, demonstrations),
		ROWS(written, written_rows),
		.sheets = &signed_sheet,
		.sheets_count = 1,
		ROWS(words, paragraphs),
		.parts = part_rows(g, false),
		.parts_count = PARTS_ALL,
		.can_take_back = true };
	hang(g, "claim", SCREEN_CLAIM, &s, "Valmentaja &lt;Yksi&gt;");
	s = (struct claim_screen){ .frame = s.frame,
		.title = s.title,
		.lang = s.lang,
		.action = s.action,
		.state = T("Osa hyväksytty"),
		.decision = &decisions[1],
		.before = decisions,
		.before_count = 1,
		ROWS(words, paragraphs),
		.parts = part_rows(g, true),
		.parts_count = PARTS_ALL,
		.can_ask_again = true,
		.treatment = T("Esihenkilö <Neljä>, 010 000 0000") };
	hang(g, "claim-partly", SCREEN_CLAIM, &s, "Esihenkilö &lt;Neljä&gt;");
	struct claim_part_sent_screen part = { .frame = frame_of(g, "What you showed", true),
		.title = s.title,
		.lang = s.lang,
		.back = s.action,
		.number = 1,
		.parts = 7,
		.part_lang = T("fi"),
		.part_words = T("Kirjaudun kahdessa vaiheessa."),
		.part = part_rows(g, true)[0] };
	hang(g, "claim-part-sent", SCREEN_CLAIM_PART_SENT, &part, "https://example.fi/&lt;b&gt;");
	struct claim_again_screen again = { .frame = with_problems(
						    frame_of(g, "Ask for a new assessment", true),
						    words_problems, 1),
		.title = s.title,
		.lang = s.lang,
		.action = T("/show/3/again"),
		.back = s.action,
		.words = T("</textarea><b>"),
		.words_problem = words_problems[0].words,
		.answer_by = T("keskiviikkona 25. marraskuuta") };
	hang(g, "claim-again", SCREEN_CLAIM_AGAIN_PAGE, &again, "&lt;/textarea&gt;");
}

/* As many parts as there may be, and room to write beside each. */
static void hang_papers(const struct gallery *g)
{
	static const struct paper_row units[] = {
		{ T("/paper/safe-online"), FI("Turvallisesti <verkossa>") },
		{ T("/paper/work-life"), FI("Työelämätaidot") },
	};
	struct claim_papers_screen list = {
		.frame = frame_of(g, "On paper", true), .coach = true, ROWS(units, units)
	};
	hang(g, "claim-papers", SCREEN_CLAIM_PAPERS, &list, "/paper/safe-online");
	struct paper_part parts[PARTS_ALL];
	for (size_t i = 0; i < COUNT_OF(parts); i++)
		parts[i] = (struct paper_part){
			FI("Kirjaudun kahdessa vaiheessa ja pidän koodin <itselläni>."),
			(int64_t)i + 1
		};
	const struct paper_outcome outcomes[] = { { FI("Suojaan omat tietoni"),
		ROWS(parts, parts) } };
	struct claim_paper_screen s = { .frame = frame_of(g, "Turvallisesti verkossa", true),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		ROWS(languages, languages),
		ROWS(outcomes, outcomes) };
	hang(g, "claim-paper", SCREEN_CLAIM_PAPER, &s, "koodin &lt;itselläni&gt;");
}

static void hang_together(const struct gallery *g)
{
	static const struct together_row claims[] = {
		{ T("/clients/12/together/3"), FI("Turvallisesti <verkossa>"),
			T("Kirjoitettu yhdessä, ei vielä vahvistettu"), 3, 1 },
		{ T(""), FI("Työelämätaidot"), T("Asiakkaalla täydennettävänä"), 4, 7 },
	};
	static const struct choice_row units[] = {
		{ T("safe-online"), T("Turvallisesti <verkossa>"), T("unit-1"), T("fi"), T(""),
			true },
		{ T("work-life"), T("Työelämätaidot"), T("unit-2"), T("fi"), T(""), false },
	};
	struct claim_together_screen s = { .frame = with_problems(
						   frame_of(g, "Write it down together", true),
						   words_problems, 1),
		.action = T("/clients/12/together"),
		.name = T("Asiakas <Yksi>"),
		.client_link = T("/clients/12"),
		ROWS(claims, claims),
		ROWS(units, units),
		.paper = true,
		.day = T("\"><b>"),
		.unit_problem = words_problems[0].words,
		.how_problem = words_problems[0].words,
		.day_problem = words_problems[0].words };
	s.frame.problems_count = 0;
	hang(g, "claim-together", SCREEN_CLAIM_TOGETHER, &s, "Asiakas &lt;Yksi&gt;");
	struct claim_confirm_screen confirm = { .frame = frame_of(g, "Have it confirmed", true),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.back = T("/clients/12/together/3"),
		.action = T("/clients/12/together/3/check"),
		.sheet_link = T("/clients/12/together/3/sheet"),
		.name = T("Asiakas <Yksi>"),
		.answer_by = T("keskiviikkona 25. marraskuuta"),
		.problem = words_problems[0].words };
	hang(g, "claim-confirm", SCREEN_CLAIM_CONFIRM, &confirm, "Asiakas &lt;Yksi&gt;");
	struct claim_sheet_screen sheet = { .frame = frame_of(g, "Turvallisesti verkossa", true),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.back = T("/clients/12/together/3/check"),
		ROWS(words, paragraphs),
		.parts = part_rows(g, false),
		.parts_count = PARTS_ALL };
	hang(g, "claim-sheet", SCREEN_CLAIM_SHEET, &sheet, "koodin &lt;itselläni&gt;");
}

static void hang_another_coach(const struct gallery *g)
{
	static const struct coach_choice people[] = { { T("7"), T("Valmentaja <Kaksi>"), true },
		{ T("8"), T("Valmentaja Kolme"), false } };
	struct hand_client_screen s = { .frame = with_problems(
						frame_of(g, "Hand over to another coach", true),
						words_problems, 1),
		.action = T("/clients/12/hand-over"),
		.name = T("Asiakas <Yksi>"),
		.client_link = T("/clients/12"),
		ROWS(choices, people),
		.many_coaches = true,
		.find_coach = T("\"><b>"),
		.coach_problem = words_problems[0].words,
		.note = T("</textarea><b>"),
		.note_problem = words_problems[0].words };
	s.frame.problems_count = 0;
	hang(g, "hand-client", SCREEN_HAND_CLIENT, &s, "&lt;/textarea&gt;");
	s.lead = true, s.giver = 7, s.clients = people, s.clients_count = COUNT_OF(people);
	s.client_problem = words_problems[0].words;
	hang(g, "hand-client-lead", SCREEN_HAND_CLIENT, &s, "name=\"giver\" value=\"7\"");
	static const struct tie_line coaches[] = { { .name = T("Valmentaja <Kaksi>"),
		.organisation = T("Talo"),
		.since = T("25. marraskuuta 2026"),
		.learning = true,
		.claims = true,
		.guidance = true } };
	static const struct handed_row handed[] = { { T("Valmentaja <Yksi>"), T("Valmentaja Kaksi"),
		T("25. marraskuuta 2026"), ROWS(note, paragraphs) } };
	struct coaches_screen own = { .frame = frame_of(g, "Your coaches", true),
		ROWS(coaches, coaches),
		ROWS(handed, handed) };
	hang(g, "coaches", SCREEN_COACHES, &own, "Valmentaja &lt;Yksi&gt;");
}

static void hang_review(const struct gallery *g)
{
	struct claim_wait_row rows[25];
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		rows[i] = claim_wait_sample;
	struct claims_screen list = { .frame = frame_of(g, "What your clients have shown", true),
		ROWS(claims, rows),
		.found = 25,
		.claims_all = 60,
		.filter = true,
		.all = true,
		.find = T("\"><b>") };
	hang(g, "claims", SCREEN_CLAIMS, &list, "&quot;&gt;&lt;b&gt;");
	static const struct coach_choice coaches[] = { { T("7"), T("Valmentaja Kaksi"), false } };
	static const struct choice_row routes_offered[] = {
		{ T("documents"), T("Lähetetyn perusteella"), T("route-1"), T(""), T(""), true },
		{ T("assessors"), T("Yhdessä arvioijien kanssa"), T("route-2"), T(""), T(""),
			false },
	};
	static const struct form_problem problems[] = {
		{ T("#j3"), T("Choose how you see this part.") },
		{ T("#reason"), T("Choose a sentence or write your own.") },
		{ T("#day"), T("Write the day and the time, for example 25.11.2026 and 13.30.") },
	};
	static const struct page_link review_pages[] = { { T(""), 1, true }, { T(""), 2, false },
		{ T(""), 3, false }, { T(""), 4, false } };
	static const struct note_choice ready_words[] = {
		{ T("Tämä olisi hyvä nähdä käytännössä."), T("fi") },
		{ T("Kerro vähän lisää siitä, mitä teit itse."), T("fi") },
	};
	struct claim_part_row *parts = part_rows(g, false);
	struct claim_review_screen s = { .frame = with_problems(frame_of(g, "The assessment", true),
						 problems, COUNT_OF(problems)),
		.action = T("/clients/12/claims/3"),
		.client_link = T("/clients/12"),
		.name = T("Maija-Liisa <Pitkänimi>"),
		.title = T("Työelämätaidot"),
		.lang = T("fi"),
		.state = T("Katsottavana"),
		.answer_by = T("keskiviikkona 25. marraskuuta"),
		.owner = T("Valmentaja Yksi"),
		.sent = T("maanantaina 9. marraskuuta"),
		.late = true,
		.waits = true,
		.own = true,
		.studied = true,
		.drawn = true,
		ROWS(written, written_rows),
		.sheets = &signed_sheet,
		.sheets_count = 1,
		.together_link = T("/clients/12/together"),
		ROWS(words, paragraphs),
		ROWS(message, paragraphs),
		.said = T("Mitä pyydettiin lisää"),
		.parts = parts,
		.parts_count = PARTS_ONCE,
		.parts_all = PARTS_ALL,
		.page = 1,
		.first_number = 1,
		.last_number = PARTS_ONCE,
		.first = true,
		.next = 2,
		.end_page = 4,
		ROWS(pages, review_pages),
		ROWS(notes, ready_words),
		ROWS(demonstrations, demonstrations),
		ROWS(before, decisions),
		.may_act = true,
		.can_judge = true,
		.can_decide = true,
		.can_agree = true,
		.can_hand_over = true,
		ROWS(ready, ready_sentences),
		.no_ready = true,
		.reason = T("</textarea><b>"),
		.reason_problem = problems[1].words,
		ROWS(routes, routes_offered),
		.day = T("1.1.2020"),
		.day_problem = problems[2].words,
		ROWS(coaches, coaches) };
	parts[2].problem = problems[0].words;
	parts[2].note_words = TEXT("Kerro <lisää>");
	hang(g, "claim-review", SCREEN_CLAIM_REVIEW, &s, "Kerro &lt;lisää&gt;");
	s.first = false, s.end = true, s.parts_count = 0;
	s.pages_problem = problems[0].words;
	hang(g, "claim-decide", SCREEN_CLAIM_REVIEW, &s, "id=\"day-problem\"");
	s.first = true, s.end = false, s.parts_count = PARTS_ONCE;
	s.frame = frame_of(g, "The assessment", true);
	s.can_judge = s.can_decide = s.can_agree = s.can_hand_over = false;
	s.can_confirm = s.can_send_back = s.overtaken = true;
	s.outcome = TEXT("Ehdotus: hyväksytään");
	s.unsent = paragraphs, s.unsent_count = COUNT_OF(paragraphs);
	s.parts = part_rows(g, true);
	hang(g, "claim-second", SCREEN_CLAIM_REVIEW, &s, "value=\"confirm\"");
	s.can_confirm = s.can_send_back = s.overtaken = false, s.unsent_count = 0;
	s.can_see = s.can_take = s.took_part = s.end = true, s.first = false;
	hang(g, "claim-demonstration", SCREEN_CLAIM_REVIEW, &s, "id=\"seen\"");
	struct corrections_screen corrections = {
		.frame = with_problems(
			frame_of(g, "Correct an assessment", true), words_problems, 1),
		.number = T("\"><b>"),
		.number_problem = words_problems[0].words,
		.reason = T("</textarea>"),
		.reason_problem = words_problems[0].words
	};
	hang(g, "corrections", SCREEN_CORRECTIONS, &corrections, "&lt;/textarea&gt;");
	corrections.frame = frame_of(g, "Correct an assessment", true), corrections.done = true;
	hang(g, "corrections-done", SCREEN_CORRECTIONS, &corrections, "id=\"done\"");
}

static struct school_sheet sheet_shown(void)
{
	static const struct said_words assessors[] = { { T("Arvioija <b>") }, { T("Toinen") } };
	static const struct school_sheet_part parts[] = {
		{ T("fi"), T("Teen pitkän salasanan"), T("1.1"), T("suojaa tilinsä"), T("fi"),
			T("Osoitettu"), 1 },
		{ T("sv"), T("Jag \"håller\" lösenorden"), T("2"), T("skyddar"), T("sv"),
			T("Visad"), 2 },
	};
	return (struct school_sheet){ .name = T("Maija \"M\" <b>"),
		.born = T("5. maaliskuuta 1971"),
		.issuer = T("Osaamispaikka"),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.official = T("Toiminta verkossa"),
		.official_lang = T("fi"),
		.line = T("pakollinen osuus, 1,5 osaamispistettä"),
		.points = T("1,5"),
		.decided = T("25. marraskuuta 2026"),
		.sent = T("20. marraskuuta 2026"),
		.route = T("Käytännön näytöstä"),
		ROWS(assessors, assessors),
		ROWS(others, paragraphs),
		ROWS(demonstrations, demonstrations),
		ROWS(parts, parts) };
}

static void hang_schools(const struct gallery *g)
{
	static const struct choice_row grades[] = { { .value = T("4"), .words = T("4") },
		{ .value = T("pass"), .words = T("hyväksytty, ilman numeroa"), .chosen = true } };
	static const struct school_answer_row answers[] = {
		{ T("Opisto <b> ei vahvistanut tätä 24. marraskuuta 2026."), T("Valmentaja") }
	};
	static const struct points_row units[] = { { T("/show/3/school"), T("Turvallisesti"),
		T("fi"), T("1,5"), T("Arvioitu täällä.") } };
	static const struct form_problem problems[] = { { T("#school"), T("Kirjoita.") },
		{ T("#answer"), T("Valitse.") } };
	struct school_sheet sheet = sheet_shown();
	struct school_answer_fields answer = { .provider = T("Opisto \"A\""),
		.day = T("32.1."),
		.provider_problem = T("Kirjoita."),
		.day_problem = T("Kirjoita."),
		.grade_problem = T("Valitse."),
		.answer_problem = T("Valitse."),
		.confirmed = true,
		ROWS(grades, grades),
		.moves = T("1"),
		.sending = T("2"),
		.answered = true,
		.open = true };
	struct school_screen page = { .frame = with_problems(frame_of(g, "To a school", true),
					      problems, COUNT_OF(problems)),
		.action = T("/show/3/school"),
		.back = T("/show/3"),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.state = T("Opisto ei vahvistanut tätä."),
		.treatment = T("Puhelin 09 1"),
		.own = true,
		.can_send = true,
		.refused = true,
		.overtaken = true,
		.check_by = T("keskiviikkona 9. joulukuuta"),
		.moves = T("1"),
		.sending = T("2"),
		.fields = { T("Opisto \"><b>"), T("Maija"), T("5.3."), T("Kirjoita."),
			T("Kirjoita."), T("Kirjoita.") },
		.sheet = &sheet,
		.answer = &answer,
		ROWS(answers, answers) };
	hang(g, "school", SCREEN_SCHOOL, &page, "value=\"Opisto &quot;&gt;&lt;b&gt;\"");
	page.can_send = page.refused = page.overtaken = false, page.sheet = NULL;
	page.sent = page.can_drop = true, answer.answered = false;
	hang(g, "school-sent", SCREEN_SCHOOL, &page, "value=\"drop\"");
	page.own = page.sent = false, page.answer = NULL, page.why_not = TEXT("Ei nyt.");
	hang(g, "school-not", SCREEN_SCHOOL, &page, "Ei nyt.");
	struct school_sheet_screen one = { .frame = frame_of(g, "What goes", true),
		.action = T("/show/3/school"),
		.back = T("/show/3/school"),
		.title = T("Turvallisesti verkossa"),
		.lang = T("fi"),
		.school = T("Opisto \"A\""),
		.name = T("Maija \"M\" <b>"),
		.born = T("5.3.1971"),
		.moves = T("1"),
		.sending = T("2"),
		.mapping = T("3"),
		.sheet = sheet };
	hang(g, "school-sheet", SCREEN_SCHOOL_SHEET_PAGE, &one, "value=\"send\"");
	one.gone = true;
	hang(g, "school-gone", SCREEN_SCHOOL_SHEET_PAGE, &one, "value=\"json\"");
	struct points_screen points = { .frame = frame_of(g, "Your points", true),
		.assessed = T("3,5"),
		.confirmed = T("1,5"),
		.refused = T("0"),
		ROWS(units, units) };
	hang(g, "points", SCREEN_POINTS, &points, "href=\"/show/3/school\"");
	points.units_count = 0;
	hang(g, "points-none", SCREEN_POINTS, &points, "<dd>0</dd>");
}

static void hang_all(struct gallery *g, const char *folder)
{
	struct text tag = language_at(g->views, g->language);

	g->folder = arena_print(g->arena, "%s/%.*s", folder, SHOWN(tag)).at;
	if (!CHECK(folder_make(g->folder, 0755) == DONE, "the folder %s is there", g->folder))
		return;
	hang_doors(g);
	hang_strength(g);
	hang_provider(g);
	hang_pictures(g);
	hang_settings(g);
	hang_mine(g);
	hang_own_badges(g);
	hang_shown_badges(g);
	hang_mail(g);
	hang_home(g);
	hang_course(g);
	hang_lesson(g);
	hang_help(g);
	hang_notices(g);
	hang_desk(g);
	hang_client_help(g);
	hang_drafts(g);
	hang_sent(g);
	hang_papers(g);
	hang_together(g);
	hang_another_coach(g);
	hang_review(g);
	hang_way_in(g);
	hang_imports(g);
	hang_team(g);
	hang_statistics(g);
	hang_open(g);
	hang_feedback(g);
	hang_people(g);
	hang_person(g);
	hang_accounts(g);
	hang_conf(g);
	hang_curricula(g);
	hang_schools(g);
	hang_staff(g);
}

/* What a first visit weighs is the page and the stylesheet; the script comes later. */
static void weigh_static_files(struct gallery *g)
{
	const struct shelf_file *css =
		shelf_find(shelf_files, shelf_count, TEXT("static/askel.css"));
	const struct shelf_file *js = shelf_find(shelf_files, shelf_count, TEXT("static/askel.js"));

	if (!CHECK(css && js, "the stylesheet and the script are there"))
		return;
	g->css_size = gzip_make(g->arena, css->bytes).size;
	CHECK(g->css_size <= 5 * 1024, "the stylesheet is %zu bytes as gzip", g->css_size);
	CHECK(js->bytes.size <= 6 * 1024, "the script is %zu bytes", js->bytes.size);
}

int main(int count, char **words)
{
	OWN_ARENA a = arena_open();
	struct gallery g = { .arena = a };
	struct text asked[16];
	struct view_settings settings = { .shelf = shelf_files,
		.shelf_count = shelf_count,
		.rows = screens,
		.row_count = SCREEN_COUNT,
		.languages = asked,
		.language_count = list_languages(a, asked, COUNT_OF(asked)) };
	const char *folder = count > 1 ? words[1] : NULL;

	if (!folder)
		folder = arena_print(a, "%s/gallery", dirname(dirname(dirname(words[0])))).at;
	weigh_static_files(&g);
	if (!CHECK(views_open(&settings, &g.views) == DONE, "every template fits its screen"))
		return test_end();
	for (g.language = 0; g.language < language_count(g.views); g.language++)
		hang_all(&g, folder);
	views_close(g.views);
	return test_end();
}
