/*
 * One's own things, over real sockets: all of it taken along and nobody else's, the name, leaving; and
 * the hour's tidying with time moved over each retention, down to the bytes of the database.
 */
#include "badge.h"

#define DAY 86400
#define OWN "kanarialintu" /* in all that the person wrote */
#define THEIRS "varpunen"  /* in all that somebody else wrote */
#define SAFE TEXT("safe-online")

struct mine {
	struct house house;
	struct arena *arena;
	int64_t client, other, coach, help;
	struct visitor visitor;
};

/* ---- people with something of everything ---------------------------------------------------- */

struct furnishing {
	const struct seal *seal;
	struct arena *arena;
	int64_t client, coach;
	struct text word;
	unsigned char card[DIGEST_SIZE];
	struct file file;
};

static enum outcome answer_one(struct db *db, const struct furnishing *f, const char *question,
	enum question_kind kind, const char *chosen)
{
	struct answer a = { .question = text_of(question),
		.kind = kind,
		.chosen = text_of(chosen),
		.words = *chosen ? NO_TEXT : f->word,
		.verdict =
			kind == ASK_REFLECT || kind == ASK_EVIDENCE ? VERDICT_GIVEN : VERDICT_WRONG,
		.at = clock_now() };
	return save_answer(db, f->client, SAFE, TEXT("good-password"), &a);
}

/* They had another coach before, who left a note. */
static enum outcome hand_over_from_another(struct db *db, const struct furnishing *f, int64_t now)
{
	struct tie tie = { .client = f->client,
		.scope = SCOPE_LEARNING,
		.ground = GROUND_GUIDANCE,
		.organisation = NO_TEXT,
		.starts = now - DAY };
	TRY(add_person(db, TEXT("Before"), ROLE_COACH, now, &tie.coach));
	TRY(add_tie(db, &tie, 0));
	struct hand_over h = { .client = f->client,
		.giver = tie.coach,
		.taker = f->coach,
		.at = now,
		.note = f->word };
	return hand_over_client(db, &h, tie.coach);
}

static enum outcome furnish(struct db *db, void *value)
{
	struct furnishing *f = value;
	int64_t now = clock_now();
	struct draft draft = { TEXT("later"), NO_TEXT, f->word, { 0 } };
	struct way_back way = { f->client, f->word, f->word, TEXT("$argon2id$nothing"),
		WAY_PASSPHRASE };
	struct tie tie = { .client = f->client,
		.coach = f->coach,
		.scope = SCOPE_LEARNING,
		.ground = GROUND_GUIDANCE,
		.organisation = NO_TEXT,
		.starts = now };
	struct help help = { .person = f->client,
		.course = SAFE,
		.page = TEXT("good-password"),
		.question = NO_TEXT,
		.words = f->word,
		.asked = now,
		.answer_by = clock_day_of(now) + 2,
		.answer_days = 2 };
	TRY(add_tie(db, &tie, 0));
	TRY(hand_over_from_another(db, f, now));
	TRY(answer_one(db, f, "gone", ASK_SHORT, ""));
	TRY(answer_one(db, f, "chosen", ASK_MANY, "1,3"));
	TRY(answer_one(db, f, "thought", ASK_REFLECT, ""));
	TRY(answer_one(db, f, "shown", ASK_EVIDENCE, ""));
	TRY(save_draft(db, f->client, SAFE, TEXT("good-password"), &draft, now));
	TRY(note_visit(db, f->client, SAFE, TEXT("good-password"), now));
	TRY(save_way_back(db, &way, now));
	TRY(add_card(db, f->client, f->card, now, now + DAY, false));
	TRY(give_mail_address(
		db, f->client, seal_address(f->seal, f->arena, f->client, f->word), 1, now));
	TRY(save_badge_name(db, f->client, f->word, now));
	TRY(save_provider_link(db, f->client, f->card, now));
	TRY(add_help(db, &help));
	help.answer = f->word;
	TRY(answer_help(db, &help, f->coach, now));
	f->file.person = f->client;
	TRY(keep_file(db, &f->file, f->client));
	return note_look(db, f->coach, f->client, tie.id, LOOK_PAGE, now);
}

/* An official unit beside the one of the courses, for whoever sends something to a school. */
static enum outcome map_unit_once(struct db *db, struct arena *a, int64_t now, int64_t *mapping)
{
	const struct text words[OFFICIAL_LANGUAGES] = { TEXT("Taito"), TEXT("Kunskap"),
		TEXT("Skill") };
	struct official_objective objective = { .number = TEXT("1") };
	struct official_module module = {
		.half_points = 2, .objectives = &objective, .objective_count = 1
	};
	struct official official = { .code = TEXT("code_1"),
		.from = clock_day_of(now) - 1,
		.modules = &module,
		.module_count = 1 };
	struct mapped_criterion part = { TEXT("strong-password"), TEXT("1") };
	struct mapping_change change = {
		.unit = SAFE, .parts = &part, .part_count = 1, .actor = 1, .now = now
	};
	struct mapping there;
	bool known;
	memcpy(official.names, words, sizeof words);
	memcpy(objective.words, words, sizeof words);
	enum outcome o = load_mapping(db, a, SAFE, &there);
	if (o == NOT_HERE) {
		TRY(add_official(db, &official, now, &known));
		change.module = module.id;
		TRY(change_mapping(db, &change));
		o = load_mapping(db, a, SAFE, &there);
	}
	*mapping = there.id;
	return o;
}

/* What was decided goes to a school, which refuses; and a badge is brought from elsewhere. */
static enum outcome furnish_school(struct db *db, const struct furnishing *f, int64_t claim)
{
	int64_t now = clock_now();
	struct school_move move = { .claim = claim,
		.actor = f->client,
		.now = now,
		.act = SCHOOL_SEND,
		.relation = OF_CLIENT,
		.school = f->word,
		.sheet = f->word,
		.provider = NO_TEXT,
		.grade = NO_TEXT,
		.day = clock_day_of(now) };
	struct brought_badge brought = { .person = f->client, .document = f->word, .brought = now };
	struct sending sent;
	bool known;
	TRY(map_unit_once(db, f->arena, now, &move.mapping));
	TRY(move_sending(db, &move));
	TRY(load_sending_of_claim(db, f->arena, claim, &sent));
	move.act = SCHOOL_REFUSE;
	move.sending = sent.id;
	move.moves = sent.moves;
	TRY(move_sending(db, &move));
	return add_brought(db, &brought, f->client, &known);
}

/* One claim from its beginning to a decision, with something in every table. */
static enum outcome furnish_claim(struct db *db, const struct furnishing *f)
{
	int64_t now = clock_now();
	struct text criterion = TEXT("strong-password"), nothing = NO_TEXT;
	struct claim claim = {
		.person = f->client, .unit = SAFE, .version = TEXT("2.2"), .made = now
	};
	struct claim_part part = { .criterion = criterion, .self = SELF_CAN };
	struct evidence evidence = { .criterion = criterion,
		.kind = EVIDENCE_WORDS,
		.words = f->word,
		.course = nothing,
		.page = nothing,
		.question = nothing };
	struct claim_judgement judgement = { criterion, JUDGED_SHOWN, f->word };
	static const enum claim_act acts[] = { ACT_SEND, ACT_TAKE, ACT_JUDGE, ACT_AGREE, ACT_SEEN,
		ACT_APPROVE };
	struct claim_move move = { .now = now,
		.message = f->word,
		.assessors = f->word,
		.second = SECOND_NONE,
		.judgements = &judgement,
		.judgement_count = 1,
		.demonstration = { .at = now,
			.place = f->word,
			.tasks = f->word,
			.present = f->word,
			.seen = f->word } };
	TRY(begin_claim(db, &claim, &criterion, 1));
	TRY(save_claim_words(db, claim.id, f->client, f->word, now));
	TRY(save_claim_part(db, claim.id, f->client, &part, &evidence, 1, now));
	move.claim = claim.id;
	for (size_t i = 0; i < COUNT_OF(acts); i++) {
		move.act = acts[i];
		move.actor = acts[i] == ACT_SEND ? f->client : f->coach;
		TRY(move_claim(db, &move));
	}
	return furnish_school(db, f, claim.id);
}

static enum outcome furnish_all(struct db *db, void *value)
{
	TRY(furnish(db, value));
	return furnish_claim(db, value);
}

/* Of three blocks, with the word at its end. */
static struct file hand_in(struct mine *m, const char *word)
{
	struct vault *vault = m->house.workshop->vault;
	struct handed *h = arena_take_of(m->arena, struct handed);
	struct buffer b = buffer_in(m->arena);
	for (int i = 0; i < 20000; i++)
		buffer_add_chars(&b, "siivous ");
	buffer_add_chars(&b, word);
	struct incoming *in = vault_take_in(vault, m->arena);
	incoming_take(in, buffer_text(&b));
	if (incoming_end(in, h) != FILE_FITS)
		abort();
	incoming_close(in, true);
	struct file file = { .name = arena_print(m->arena, "%s: my/paper.txt", word),
		.kind = TEXT("text"),
		.size = (int64_t)h->size,
		.crc = h->crc,
		.place = { h->place, PLACE_CHARS },
		.key = bytes_text(h->wrapped, sizeof h->wrapped),
		.made = clock_now() };
	memcpy(file.digest, h->digest, sizeof file.digest);
	return file;
}

static int64_t add_client(struct mine *m, const char *word)
{
	struct furnishing f = { .seal = m->house.workshop->seal,
		.arena = m->arena,
		.coach = m->coach,
		.word = text_of(word) };
	f.client =
		house_person(&m->house, arena_print(m->arena, "%s <name>", word).at, ROLE_CLIENT);
	random_fill(f.card, sizeof f.card);
	f.file = hand_in(m, word);
	if (f.client == 0 || store_change(m->house.store, furnish_all, &f) != DONE)
		abort();
	add_house_badge(&m->house, m->arena, f.client, f.word, false);
	return f.client;
}

static struct text one(struct mine *m, const char *sql)
{
	return house_value(&m->house, m->arena, sql);
}

static bool counts(struct mine *m, const char *wanted, const char *format, int64_t person)
{
	char sql[400];
	snprintf(sql, sizeof sql, "SELECT count(*) FROM %s = %lld", format, (long long)person);
	return text_is_chars(one(m, sql), wanted);
}

static bool has(struct text whole, const char *part)
{
	return text_find(whole, text_of(part)) < whole.size;
}

/* ---- taking along --------------------------------------------------------------------------- */

static void test_document(struct mine *m)
{
	struct house *h = &m->house;
	struct reply r = house_look(h, m->arena, &m->visitor, "/take");
	CHECK(r.status == 200 && house_shows(&r, "value=\"page\""), "a page offers both forms");
	r = house_press(h, m->arena, &m->visitor, "/take", "form=page");
	CHECK(r.status == 200 &&
			has(head_value(r.head, "Content-Disposition"),
				"attachment; filename=\"my-things.html\""),
		"the document is an attachment with a name");
	CHECK(has(head_value(r.head, "Content-Security-Policy"), "sandbox") &&
			has(head_value(r.head, "X-Content-Type-Options"), "nosniff"),
		"that a browser would open in a sandbox, as nothing else than it is");
	static const char *const needs[] = { "src=", "href=", "<script", "http:", "https:", "url(",
		"@import" };
	for (size_t i = 0; i < COUNT_OF(needs); i++)
		CHECK(!has(r.body, needs[i]), "it needs nothing else: no %s", needs[i]);
	CHECK(has(r.body, OWN " &lt;name&gt;") && has(r.body, "My own thoughts") &&
			has(r.body, "What I gave to my coach") && has(r.body, "My questions") &&
			has(r.body, "Begun but not sent") && has(r.body, "Coach One") &&
			has(r.body, "My sign-ins") &&
			has(r.body, "What I have shown that I can do") && has(r.body, "1,3"),
		"it tells what there is, choices of a question that is no more by their numbers");
	CHECK(!has(r.body, THEIRS), "and nothing of anybody else");
	CHECK(has(one(m,
			  "SELECT verb || fact || (actor = subject) FROM audit ORDER BY number "
			  "DESC"),
		      "taken-alongpage1"),
		"the chain says that it was taken");
}

/* The files of a ZIP archive, inflated by unzip. */
static struct text unzipped(struct mine *m, struct text zip, const char *name)
{
	struct text path = arena_print(m->arena, "%s/taken.zip", m->house.folder);
	struct text out = arena_print(m->arena, "%s/taken.out", m->house.folder), bytes = NO_TEXT;
	struct text command = arena_print(m->arena, "unzip -p %s %s > %s", path.at, name, out.at);
	if (file_write(path.at, zip, 0600) != DONE || system(command.at) != 0 ||
		file_read(m->arena, out.at, (size_t)64 << 20, &bytes) != DONE)
		return NO_TEXT;
	return bytes;
}

/* Every column by its name, in every table. */
static void test_columns(struct mine *m, struct text json)
{
	struct text *names;
	size_t count, missing = 0;
	struct db *db = reader_borrow(m->house.store);
	if (list_taken_columns(db, m->arena, &names, &count) != DONE)
		count = 0;
	reader_return(m->house.store, db);
	for (size_t i = 0; i < count; i++) {
		struct text column = names[i], table = text_cut(&column, '.');
		size_t at =
			text_find(json, arena_print(m->arena, "\n\"%.*s\": [\n{", SHOWN(table)));
		struct text rows = text_part(json, at, json.size);
		rows = text_part(rows, 0, text_find(rows, TEXT("\n],")));
		bool there = at < json.size &&
			has(rows, arena_print(m->arena, "\"%.*s\": ", SHOWN(column)).at);
		missing += !there;
		if (!there)
			printf("# missing: %.*s\n", SHOWN(names[i]));
	}
	CHECK(count > 50 && missing == 0, "everything.json has each of %zu columns", count);
}

static void test_archive(struct mine *m)
{
	struct house *h = &m->house;
	house_look(h, m->arena, &m->visitor, "/take");
	struct reply r = house_press(h, m->arena, &m->visitor, "/take", "form=all");
	CHECK(r.status == 200 &&
			text_is(head_value(r.head, "Content-Type"), TEXT("application/zip")) &&
			has(head_value(r.head, "Content-Disposition"), "my-things.zip"),
		"the archive is an attachment, too");
	struct text json = unzipped(m, r.body, "everything.json");
	CHECK(has(unzipped(m, r.body, "my-things.html"), OWN " &lt;name&gt;"),
		"it holds the document");
	CHECK(text_starts(json, TEXT("{\n\"askel\": [{\"version\": 1,")) && has(json, OWN) &&
			!has(json, THEIRS),
		"and everything as JSON, nobody else's words in it");
	CHECK(has(json, "\"address\": \"" OWN "\""), "an e-mail address is opened for whose it is");
	/* a badge, which is a string there, has a salt of its own to be checked by */
	CHECK(!has(json, "argon2id") && !has(json, "\"salt\": ") && !has(json, "\"kept\""),
		"no digest of a secret is in it");
	test_columns(m, json);
	struct text file = unzipped(m, r.body, "'files/*-" OWN "_ my_paper.txt'");
	CHECK(file.size == 20000 * 8 + sizeof OWN - 1 && text_ends(file, TEXT(OWN)),
		"and each file that was handed in, as it was (%zu bytes)", file.size);
	CHECK(unzipped(m, r.body, "'files/*" THEIRS "*'").size == 0, "and nobody else's");
}

static void test_bounds(struct mine *m)
{
	struct house *h = &m->house;
	struct visitor v = house_visitor(h, m->arena, m->other);
	struct reply r;
	for (int i = 0; i < 10; i++)
		r = house_press(h, m->arena, &v, "/take", "form=page");
	CHECK(r.status == 200, "ten times in a row are heard");
	r = house_press(h, m->arena, &v, "/take", "form=page");
	CHECK(r.status == 429 && house_shows(&r, "Wait ten minutes"),
		"the eleventh is told to wait");
	int64_t large = house_person(h, "Large", ROLE_CLIENT);
	CHECK(house_sql(h,
		      arena_print(m->arena,
			      "INSERT INTO payload(person, kind, salt, words, made) SELECT %lld,"
			      " 'reflect', zeroblob(16), hex(zeroblob(5000)), 1"
			      " FROM generate_series(1, 1)",
			      (long long)large)
			      .at) ||
			house_sql(h,
				arena_print(m->arena,
					"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
					"FROM n WHERE i < 450) INSERT INTO payload(person, kind, "
					"salt, words, made) SELECT %lld, 'reflect', zeroblob(16), "
					"hex(zeroblob(5000)), 1 FROM n",
					(long long)large)
					.at),
		"somebody has written four and a half million letters");
	v = house_visitor(h, m->arena, large);
	r = house_press(h, m->arena, &v, "/take", "form=all");
	CHECK(r.status == 413 && house_shows(&r, "more here than fits"),
		"which is told in a sentence");
	CHECK(counts(m, "0", "audit WHERE verb = 'taken-along' AND actor", large),
		"and not noted as taken");
}

/* ---- the name ------------------------------------------------------------------------------- */

static void test_name(struct mine *m)
{
	struct house *h = &m->house;
	struct reply r = house_look(h, m->arena, &m->visitor, "/name");
	CHECK(r.status == 200 && house_shows(&r, OWN " &lt;name&gt;"), "the name is in its field");
	r = house_press(h, m->arena, &m->visitor, "/name", "name=+");
	CHECK(r.status == 422 && house_shows(&r, "Write a name"), "no name is asked for again");
	r = house_press(h, m->arena, &m->visitor, "/name", "name=Maija+131052-308T");
	CHECK(r.status == 422 && house_shows(&r, "personal identity code") &&
			house_shows(&r, "value=\"Maija 131052-308T\""),
		"a personal identity code is pointed at, and what was typed stays");
	r = house_press(h, m->arena, &m->visitor, "/name", "name=Maikki+" OWN);
	CHECK(house_leads(&r, "/me"), "a nickname is kept");
	CHECK(has(one(m, "SELECT verb || '|' || fact FROM audit ORDER BY number DESC LIMIT 1"),
		      "renamed|"),
		"the chain says so, without the name");
	struct visitor coach = house_visitor(h, m->arena, m->coach);
	r = house_get(h, m->arena, &coach, TEXT("/clients"));
	CHECK(house_shows(&r, "Maikki " OWN), "and the coach sees it");
	r = house_press(h, m->arena, &coach, "/name", "name=Somebody+Else");
	CHECK(r.status == 403, "staff can't change the name that those they looked at are told");
	int64_t both = house_person(h, "Both", ROLE_CLIENT | ROLE_COACH);
	struct visitor v = house_visitor(h, m->arena, both);
	r = house_press(h, m->arena, &v, "/name", "name=Somebody+Else");
	CHECK(r.status == 403, "nor those who are clients, too");
	r = house_press(h, m->arena, &v, "/leave", "do=close");
	CHECK(r.status == 403, "and they can't leave without an admin");
}

/* ---- leaving -------------------------------------------------------------------------------- */

static void test_last_day(struct mine *m)
{
	struct house *h = &m->house;
	struct reply r = house_get(h, m->arena, &m->visitor, TEXT("/me"));
	CHECK(!house_shows(&r, "You can sign in until"), "no day is told while a coach is there");
	struct text sql = arena_print(m->arena,
		"UPDATE tie SET starts = starts - 40 * 86400, ends = %lld WHERE client = %lld",
		(long long)clock_now() - 30 * DAY, (long long)m->client);
	CHECK(house_sql(h, sql.at), "the last tie ended thirty days ago");
	int64_t last = clock_day_of(clock_now() - 30 * DAY + 90 * DAY) - 1;
	struct date date = clock_date(last);
	struct text day = arena_print(m->arena, "You can sign in until %d ", date.day);
	r = house_get(h, m->arena, &m->visitor, TEXT("/me"));
	CHECK(house_shows(&r, day.at), "then /me says until when (%s)", day.at);
	r = house_get(h, m->arena, &m->visitor, TEXT("/"));
	CHECK(house_shows(&r, "Shall we"), "so does the front page");
	workshop_tidy(h->workshop);
	r = house_get(h, m->arena, &m->visitor, TEXT("/me"));
	CHECK(r.status == 200, "until then they can");
	sql = arena_print(m->arena,
		"UPDATE tie SET starts = starts - 60 * 86400, ends = ends - 60 * 86400 WHERE "
		"client = %lld",
		(long long)m->client);
	CHECK(house_sql(h, sql.at), "sixty more days go by");
	workshop_tidy(h->workshop);
	r = house_get(h, m->arena, &m->visitor, TEXT("/me"));
	CHECK(r.status == 303, "then the account has closed by itself");
	CHECK(counts(m, "1", "audit WHERE verb = 'person-closed' AND actor = 0 AND subject",
		      m->client),
		"which the chain says");
	CHECK(counts(m, "1", "person WHERE closed = 0 AND id", m->other), "of nobody else");
}

static void test_leaving(struct mine *m)
{
	struct house *h = &m->house;
	int64_t person = add_client(m, "peippo");
	struct visitor v = house_visitor(h, m->arena, person);
	struct visitor phone = house_visitor(h, m->arena, person);
	struct reply r = house_look(h, m->arena, &v, "/leave");
	CHECK(r.status == 200 && house_shows(&r, "href=\"/take\"") && house_shows(&r, "90 days") &&
			house_shows(&r, "365 days"),
		"the page before it offers the download and says what happens when");
	r = house_press(h, m->arena, &v, "/leave", "do=close");
	CHECK(house_leads(&r, "/left?lang=en"), "one press closes the account");
	CHECK(has(head_value(r.head, "Clear-Site-Data"), "cache"), "and this browser forgets");
	r = house_get(h, m->arena, &phone, TEXT("/me"));
	CHECK(r.status == 303, "the other phone is out, too");
	r = house_get(h, m->arena, NULL, TEXT("/left"));
	CHECK(r.status == 200 && house_shows(&r, "Your account is closed"), "a page says goodbye");
	CHECK(counts(m, "0", "tie WHERE ends = 0 AND client", person), "no coach has a tie");
	CHECK(counts(m, "0", "card WHERE ends > strftime('%s') AND person", person),
		"no card opens");
}

/* ---- what goes, and when -------------------------------------------------------------------- */

static bool in_bytes(struct mine *m, const char *word)
{
	static const char *const endings[] = { "askel.db", "askel.db-wal" };
	bool found = false;
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		struct text bytes;
		struct text path = arena_print(m->arena, "%s/%s", m->house.folder, endings[i]);
		if (file_read(m->arena, path.at, (size_t)64 << 20, &bytes) == DONE)
			found = found || has(bytes, word);
	}
	return found;
}

static void move_leaving(struct mine *m, int days)
{
	struct text sql = arena_print(m->arena,
		"UPDATE person SET closed = closed - %d * 86400 WHERE id = %lld", days,
		(long long)m->client);
	if (!house_sql(&m->house, sql.at))
		abort();
	workshop_tidy(m->house.workshop);
	/* the log is emptied between two groups */
	if (store_change(m->house.store, house_nothing, NULL) != DONE)
		abort();
}

static void tell_line(void *context, const char *line)
{
	buffer_print(context, "%s; ", line);
}

static void test_erasure(struct mine *m)
{
	CHECK(counts(m, "0", "way_back WHERE person", m->client) &&
			counts(m, "0", "session WHERE person", m->client) &&
			counts(m, "0", "notice WHERE person", m->client),
		"ways in and notices went with the account");
	move_leaving(m, 89);
	CHECK(counts(m, "15", "payload WHERE person", m->client), "a day before, words are there");
	move_leaving(m, 1);
	CHECK(counts(m, "0", "payload WHERE person", m->client) &&
			counts(m, "0", "draft WHERE person", m->client),
		"at ninety days they are gone");
	CHECK(counts(m, "4", "answer WHERE person", m->client), "answers are there");
	move_leaving(m, 274);
	CHECK(counts(m, "4", "answer WHERE person", m->client), "until the last day");
	move_leaving(m, 1);
	CHECK(counts(m, "0", "answer WHERE person", m->client) &&
			counts(m, "0", "visit WHERE person", m->client) &&
			counts(m, "0", "help WHERE person", m->client) &&
			counts(m, "0", "claim WHERE person", m->client) &&
			counts(m, "1", "person WHERE name = '' AND id", m->client),
		"at a year they and the name are gone");
	CHECK(!in_bytes(m, OWN), "no word is left in the bytes of the database and its log");
	CHECK(in_bytes(m, THEIRS) && counts(m, "15", "payload WHERE person", m->other) &&
			counts(m, "4", "answer WHERE person", m->other),
		"the other has everything");
	struct buffer lines = buffer_in(m->arena);
	struct db *db = reader_borrow(m->house.store);
	enum outcome o = verify_audit(db, m->house.workshop->seal, NULL, tell_line, &lines);
	reader_return(m->house.store, db);
	struct text told = buffer_text(&lines);
	CHECK(o == DONE && has(told, "words erased on "), "the chain is clean and says when (%.*s)",
		SHOWN(told));
}

static void test_all(struct mine *m)
{
	m->arena = m->house.arena;
	m->coach = house_person(&m->house, "Coach One", ROLE_COACH);
	m->client = add_client(m, OWN);
	m->other = add_client(m, THEIRS);
	m->visitor = house_visitor(&m->house, m->arena, m->client);
	test_document(m);
	test_archive(m);
	test_bounds(m);
	test_name(m);
	test_last_day(m);
	test_leaving(m);
	test_erasure(m);
}

int main(int count, char **words)
{
	struct mine m = { .house.threads = 0 };
	(void)count;
	if (CHECK(house_open(&m.house, words[0]), "a workshop opens"))
		test_all(&m);
	house_close(&m.house);
	return test_end();
}
