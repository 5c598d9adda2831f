/*
 * The fields of an account (name, organisation, roles), and a new one. A name may be a nickname;
 * nothing asks for an identity code. A person holds a set of roles, never none.
 */
#include "inside.h"

static const struct {
	unsigned role;
	const char *word, *words, *about;
} role_rows[] = {
	{ ROLE_CLIENT, "client", N_("client"), N_("learns here") },
	{ ROLE_COACH, "coach", N_("coach"), N_("guides clients and answers them") },
	{ ROLE_LEAD, "lead", N_("team lead"), N_("sees numbers, names substitutes") },
	{ ROLE_AUTHOR, "author", N_("author"), N_("writes courses") },
	{ ROLE_ADMIN, "admin", N_("admin"), N_("looks after people and the server") },
};

void fill_person_fields(struct request *rq, const struct person *p, struct person_fields *fields)
{
	struct role_choice *rows = arena_take_many(rq->arena, COUNT_OF(role_rows), sizeof *rows);
	for (size_t i = 0; i < COUNT_OF(role_rows); i++)
		rows[i] = (struct role_choice){ .value = text_of(role_rows[i].word),
			.words = tell(rq, role_rows[i].words),
			.about = tell(rq, role_rows[i].about),
			.input = arena_print(rq->arena, "role-%s", role_rows[i].word),
			.chosen = (p->roles & role_rows[i].role) != 0 };
	fields->name = p->name;
	fields->organisation = p->organisation;
	fields->roles = rows;
	fields->roles_count = COUNT_OF(role_rows);
}

static unsigned roles_typed(const struct request *rq)
{
	unsigned roles = 0, role;
	for (size_t n = 0;; n++) {
		struct text word = form_value_at(&rq->form, "role", n);
		if (!word.at)
			return roles;
		if (roles_of_words(word, &role))
			roles |= role;
	}
}

static bool has_identity(struct text words)
{
	struct identity found;
	return identity_find(words, 0, clock_day_of(clock_now()), &found);
}

static struct text words_problem(const struct request *rq, struct text words)
{
	if (utf8_count(words) > PERSON_NAME_MOST)
		return tell(rq, N_("That is too long to keep. Make it a little shorter."));
	if (has_identity(words))
		return tell(rq,
			N_("This looks like a personal identity code. It isn't needed here: leave "
			   "it out."));
	return NO_TEXT;
}

bool read_person_fields(const struct request *rq, struct person *p, struct person_fields *fields)
{
	p->name = typed(rq, "name");
	p->organisation = typed(rq, "organisation");
	p->roles = roles_typed(rq);
	fields->name_problem = words_problem(rq, p->name);
	fields->organisation_problem = words_problem(rq, p->organisation);
	if (p->name.size == 0)
		fields->name_problem = tell(rq, N_("Write a name. A nickname is enough."));
	if (p->roles == 0)
		fields->roles_problem = tell(rq, N_("Choose at least one role."));
	return fields->name_problem.size == 0 && fields->organisation_problem.size == 0 &&
		fields->roles_problem.size == 0;
}

void add_person_problems(struct request *rq, struct response *rs,
	const struct person_fields *fields, struct frame *f)
{
	if (fields->name_problem.size > 0)
		add_form_problem(rq, f, "name", fields->name_problem);
	if (fields->organisation_problem.size > 0)
		add_form_problem(rq, f, "organisation", fields->organisation_problem);
	if (fields->roles_problem.size > 0)
		add_form_problem(rq, f, "roles", fields->roles_problem);
	if (f->problems_count > 0)
		rs->status = outcome_status(BAD_FORM);
}

/* ---- a new one ------------------------------------------------------------------------------ */

static enum outcome show_new(struct request *rq, struct response *rs, const struct person *p,
	const struct person_fields *problems)
{
	struct new_person_screen s = { .fields = *problems };
	fill_person_fields(rq, p, &s.fields);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Add a person")));
	s.frame.help_link = NO_TEXT;
	add_person_problems(rq, rs, &s.fields, &s.frame);
	return show(rq, rs, SCREEN_NEW_PERSON, &s);
}

enum outcome show_new_person(struct request *rq, struct response *rs)
{
	struct person p = { .roles = ROLE_CLIENT };
	struct person_fields fields = { .name = NO_TEXT }, none = fields;
	if (rq->again)
		read_person_fields(rq, &p, &fields);
	return show_new(rq, rs, &p, &none);
}

struct new_change {
	struct person person;
	int64_t admin, now;
};

static enum outcome add_new(struct db *db, void *value)
{
	struct new_change *c = value;
	TRY(add_person_by(db, c->admin, c->person.name, c->person.roles, c->now, &c->person.id));
	return save_organisation(db, c->person.id, c->person.organisation);
}

enum outcome add_new_person(struct request *rq, struct response *rs)
{
	struct new_change change = { .admin = rq->who.person, .now = clock_now() };
	struct person_fields fields = { .name = NO_TEXT };
	if (!read_person_fields(rq, &change.person, &fields))
		return show_new(rq, rs, &change.person, &fields);
	TRY(store_change(workshop_of(rq)->store, add_new, &change));
	return see_other(rs, rq, "/people/%lld", (long long)change.person.id);
}
