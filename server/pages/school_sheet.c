/*
 * school_sheet: what goes to a school of an approved claim, as a sheet and as JSON. Nothing of the
 * client's own words, files or courses, nothing that tells where they learned it: the issuer's name and
 * those of who assessed it. Beside each criterion stands its official objective.
 */
#include "school.h"

#define ROUTE_COUNT (ROUTE_DEMONSTRATION + 1)

static const struct decision *decision_of(const struct school_matter *m)
{
	const struct claim_file *file = &m->file;
	return file->decision_count > 0 ? &file->decisions[file->decision_count - 1] : NULL;
}

/* ---- the sheet ------------------------------------------------------------------------------------ */

static void fill_assessors(
	struct request *rq, const struct decision *decision, struct school_sheet *sheet)
{
	struct said_words *rows = arena_take_many(rq->arena, 2, sizeof *rows);
	if (decision->decider_name.size > 0)
		rows[sheet->assessors_count++].words = decision->decider_name;
	if (decision->proposer && decision->proposer_name.size > 0)
		rows[sheet->assessors_count++].words = decision->proposer_name;
	sheet->assessors = rows;
}

static void fill_sheet_parts(struct request *rq, const struct library *library,
	const struct school_matter *m, struct school_sheet *sheet)
{
	const struct unit *unit = find_unit(library, m->file.claim.unit);
	struct school_sheet_part *rows =
		arena_take_many(rq->arena, m->file.part_count + 1, sizeof *rows);
	for (size_t i = 0; i < m->file.part_count; i++) {
		struct text criterion = m->file.parts[i].criterion, note;
		const struct official_objective *one = objective_of(&m->mapping, criterion);
		rows[i].place = (int64_t)i + 1;
		rows[i].words = criterion_words(rq, unit, criterion, &rows[i].lang);
		rows[i].judgement =
			judgement_words(rq, part_judgement(&m->file, &m->file.parts[i], &note));
		if (!one)
			continue;
		rows[i].number = one->number;
		rows[i].objective = official_words(rq, one->words, &rows[i].objective_lang);
	}
	sheet->parts = rows;
	sheet->parts_count = m->file.part_count;
}

void fill_school_sheet(struct request *rq, const struct library *library,
	const struct school_matter *m, struct school_sheet *sheet)
{
	static const char *const ways[ROUTE_COUNT] = {
		[ROUTE_DOCUMENTS] = N_("From what was sent"),
		[ROUTE_ASSESSORS] = N_("Together with assessors"),
		[ROUTE_DEMONSTRATION] = N_("From a practical demonstration"),
	};
	const struct claim *claim = &m->file.claim;
	const struct decision *decision = decision_of(m);
	const struct official *official = &m->mapping.official;
	*sheet = (struct school_sheet){ .issuer = workshop_of(rq)->conf.issuer_name,
		.line = official_line(rq, official),
		.points = points_words(rq, official->modules->half_points * 5),
		.sent = claim->sent ? full_date_words(rq, clock_day_of(claim->sent)) : NO_TEXT,
		.demonstrations = demonstration_rows(rq, &m->file),
		.demonstrations_count = m->file.demonstration_count };
	sheet->title = unit_title(rq, library, claim->unit, &sheet->lang);
	sheet->official = official_words(rq, official->names, &sheet->official_lang);
	sheet->others = paragraphs_of(rq->arena, claim->assessors, &sheet->others_count);
	if (decision) {
		sheet->decided = full_date_words(rq, clock_day_of(decision->at));
		sheet->route = tell(rq, ways[decision->route]);
		fill_assessors(rq, decision, sheet);
	}
	fill_sheet_parts(rq, library, m, sheet);
}

/* ---- JSON ------------------------------------------------------------------------------------------- */

struct json {
	struct buffer b;
	bool more; /* a comma comes before the next */
};

static void begin(struct json *j, const char *key, char bracket)
{
	buffer_add_chars(&j->b, j->more ? "," : "");
	if (key) {
		buffer_add_json(&j->b, text_of(key));
		buffer_add_char(&j->b, ':');
	}
	buffer_add_char(&j->b, bracket);
	j->more = false;
}

static void end(struct json *j, char bracket)
{
	buffer_add_char(&j->b, bracket);
	j->more = true;
}

static void raw(struct json *j, const char *key, struct text json)
{
	buffer_add_chars(&j->b, j->more ? "," : "");
	if (key) {
		buffer_add_json(&j->b, text_of(key));
		buffer_add_char(&j->b, ':');
	}
	buffer_add(&j->b, json);
	j->more = true;
}

/* Left out where it is empty. */
static void put(struct json *j, struct arena *a, const char *key, struct text words)
{
	struct buffer b = buffer_in(a);
	if (words.size == 0)
		return;
	buffer_add_json(&b, words);
	raw(j, key, buffer_text(&b));
}

static void put_day(struct json *j, struct arena *a, const char *key, int64_t day)
{
	char written[11];
	if (day == 0)
		return;
	clock_day_text(day, written);
	put(j, a, key, text_of(written));
}

static void put_number(struct json *j, struct arena *a, const char *key, int64_t number)
{
	raw(j, key, arena_print(a, "%lld", (long long)number));
}

/* 3: "1.5" */
static void put_points(struct json *j, struct arena *a, const char *key, int half_points)
{
	raw(j, key, arena_print(a, half_points % 2 ? "%d.5" : "%d", half_points / 2));
}

static void put_assessors(struct json *j, struct arena *a, const struct school_matter *m,
	const struct school_sheet *s)
{
	begin(j, "aiemmin-hankitun-osaamisen-arvioijat", '[');
	for (size_t i = 0; i < s->assessors_count; i++) {
		begin(j, NULL, '{');
		put(j, a, "nimi", s->assessors[i].words);
		begin(j, "organisaatio", '{');
		put(j, a, "nimi", s->issuer);
		end(j, '}');
		end(j, '}');
	}
	if (m->file.claim.assessors.size > 0) {
		begin(j, NULL, '{');
		put(j, a, "nimi", m->file.claim.assessors);
		end(j, '}');
	}
	end(j, ']');
}

static void put_demonstrations(struct json *j, struct arena *a, const struct school_matter *m)
{
	begin(j, "tarkentavat-tiedot-naytto", '[');
	for (size_t i = 0; i < m->file.demonstration_count; i++) {
		const struct demonstration *d = &m->file.demonstrations[i];
		if (!d->noted)
			continue;
		begin(j, NULL, '{');
		put_day(j, a, "alku", clock_day_of(d->at));
		put_day(j, a, "loppu", clock_day_of(d->at));
		begin(j, "nayttoymparisto", '{');
		put(j, a, "nimi", d->place);
		end(j, '}');
		begin(j, "sisallon-kuvaus", '[');
		put(j, a, NULL, d->tasks);
		put(j, a, NULL, d->seen);
		end(j, ']');
		put(j, a, "lasnaolijat", d->present);
		end(j, '}');
	}
	end(j, ']');
}

/* eHOKS's part: a module of a common unit, acquired earlier. */
static void put_module(struct json *j, struct arena *a, const struct school_matter *m,
	const struct school_sheet *s)
{
	static const char *const processes[ROUTE_COUNT] = {
		[ROUTE_DOCUMENTS] = "osaamisentodentamisenprosessi_0001",
		[ROUTE_ASSESSORS] = "osaamisentodentamisenprosessi_0002",
		[ROUTE_DEMONSTRATION] = "osaamisentodentamisenprosessi_0003",
	};
	const struct official *official = &m->mapping.official;
	const struct decision *decision = decision_of(m);
	enum claim_route route = decision ? decision->route : ROUTE_DOCUMENTS;
	begin(j, NULL, '{');
	put(j, a, "osa-alue-koodi-uri", official->code);
	if (official->code_version)
		put_number(j, a, "osa-alue-koodi-versio", official->code_version);
	put(j, a, "valittu-todentamisen-prosessi-koodi-uri", text_of(processes[route]));
	begin(j, "tarkentavat-tiedot-osaamisen-arvioija", '{');
	put_day(j, a, "lahetetty-arvioitavaksi",
		m->file.claim.sent ? clock_day_of(m->file.claim.sent) : 0);
	put_assessors(j, a, m, s);
	end(j, '}');
	if (route == ROUTE_DEMONSTRATION)
		put_demonstrations(j, a, m);
	end(j, '}');
}

/* What eHOKS has no field for. */
static void put_assessment(struct json *j, struct arena *a, const struct school_matter *m,
	const struct school_sheet *s)
{
	const struct official *official = &m->mapping.official;
	const struct decision *decision = decision_of(m);
	begin(j, "arvio", '{');
	put(j, a, "myontaja", s->issuer);
	put(j, a, "kokonaisuus", s->title);
	put(j, a, "osa-alue", s->official);
	put(j, a, "diaarinumero", official->diary);
	put_day(j, a, "voimassa-alkaen", official->from);
	put_day(j, a, "voimassa-asti", official->until);
	raw(j, "pakollinen", official->modules->compulsory ? TEXT("true") : TEXT("false"));
	put_points(j, a, "laajuus", official->modules->half_points);
	put_day(j, a, "arvioitu", decision ? clock_day_of(decision->at) : 0);
	begin(j, "kohdat", '[');
	for (size_t i = 0; i < s->parts_count; i++) {
		begin(j, NULL, '{');
		put(j, a, "kohta", s->parts[i].words);
		put(j, a, "tavoite-numero", s->parts[i].number);
		put(j, a, "tavoite", s->parts[i].objective);
		put(j, a, "arvio", s->parts[i].judgement);
		end(j, '}');
	}
	end(j, ']');
	end(j, '}');
}

struct text school_sheet_json(
	struct request *rq, const struct school_matter *m, const struct school_sheet *s)
{
	struct arena *a = rq->arena;
	struct json j = { .b = buffer_in(a) };
	begin(&j, NULL, '{');
	begin(&j, "aiemmin-hankitut-yhteiset-tutkinnon-osat", '[');
	begin(&j, NULL, '{');
	put(&j, a, "tutkinnon-osa-koodi-uri", m->mapping.official.unit_code);
	begin(&j, "osa-alueet", '[');
	put_module(&j, a, m, s);
	end(&j, ']');
	end(&j, '}');
	end(&j, ']');
	put_assessment(&j, a, m, s);
	end(&j, '}');
	return buffer_text(&j.b);
}

/* The person comes first, before the brace that what is kept begins with. */
struct text school_json_of(struct arena *a, struct text kept, struct text name, int64_t born)
{
	struct json j = { .b = buffer_in(a) };
	begin(&j, NULL, '{');
	begin(&j, "henkilo", '{');
	put(&j, a, "nimi", name);
	put_day(&j, a, "syntymaaika", born);
	end(&j, '}');
	buffer_add_char(&j.b, ',');
	buffer_add(&j.b, text_part(kept, 1, kept.size));
	buffer_add_char(&j.b, '\n');
	return buffer_text(&j.b);
}
