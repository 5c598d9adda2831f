/*
 * The second factor of staff: a code from an app (TOTP) or one from paper. It is set up in one go:
 * the secret as a QR code, a first code that shows the app has it, ten codes on paper. Until these
 * are put away nothing is kept: what was shown travels sealed in the form, bound to the session, so
 * a browser that closes half-way leaves nobody with half a factor.
 */
#include "inside.h"

/* Codes in a row that may not fit: three of a million fit at any moment, so whoever has the
 * passphrase and tries them all finds one with a chance of 1 in 3,300. From then on a paper code is
 * asked, or an admin's new link (NIST SP 800-63B 5.2.2 has the same limit). */
#define WRONG_MOST 100

/* What the form holds while it is set up. */
struct setup {
	struct text secret;             /* TOTP_SECRET_SIZE bytes */
	int64_t replaces;               /* when the one it replaces was made; 0: none */
	int64_t step;                   /* of the first code */
	struct text codes[PAPER_CODES]; /* empty until the first code fits */
};

static struct text secret_about(const struct request *rq)
{
	return arena_print(rq->arena, "second factor of %lld", (long long)rq->who.person);
}

static struct text paper_about(const struct request *rq)
{
	return arena_print(rq->arena, "%lld", (long long)rq->who.person);
}

static struct text setup_about(const struct request *rq)
{
	return arena_print(rq->arena, "second factor of %lld in session %lld",
		(long long)rq->who.person, (long long)me_of(rq)->session.id);
}

static struct text seal_setup(const struct request *rq, const struct setup *setup)
{
	struct buffer b = buffer_in(rq->arena);
	buffer_print(&b, "%.*s\n%lld\n%lld", SHOWN(base32_text(rq->arena, setup->secret)),
		(long long)setup->replaces, (long long)setup->step);
	for (size_t i = 0; i < PAPER_CODES && setup->codes[i].size > 0; i++)
		buffer_print(&b, "\n%.*s", SHOWN(setup->codes[i]));
	return seal_bytes(workshop_of(rq)->seal, rq->arena, buffer_text(&b), setup_about(rq));
}

/* What the form brings; false where it brings nothing of ours. */
static bool unseal_setup(const struct request *rq, struct setup *setup)
{
	struct text lines, sealed = form_value(&rq->form, "sealed");
	*setup = (struct setup){ 0 };
	if (sealed.size == 0 ||
		!unseal_bytes(workshop_of(rq)->seal, rq->arena, sealed, setup_about(rq), &lines))
		return false;
	bool read = base32_read(rq->arena, text_line(&lines), &setup->secret) &&
		text_number(text_line(&lines), &setup->replaces) &&
		text_number(text_line(&lines), &setup->step);
	for (size_t i = 0; i < PAPER_CODES && lines.at; i++)
		setup->codes[i] = text_line(&lines);
	return read;
}

/* A demo can be gone through without it. */
static bool factor_can_wait(const struct request *rq)
{
	return workshop_of(rq)->conf.demo && me_of(rq)->session.factor_at == 0;
}

/* ---- setting it up -------------------------------------------------------------------------- */

static struct text in_fours(struct arena *a, struct text chars)
{
	struct buffer b = buffer_in(a);
	for (size_t i = 0; i < chars.size; i += 4) {
		buffer_add_chars(&b, i > 0 ? " " : "");
		buffer_add(&b, text_part(chars, i, 4));
	}
	return buffer_text(&b);
}

/* The app shows the public name alone: others may see the phone. */
static enum outcome show_setup(struct request *rq, struct response *rs,
	const struct carried *carried, const struct setup *setup, struct text problem)
{
	struct text name = workshop_of(rq)->conf.public_name;
	struct text address = totp_address(rq->arena, setup->secret, name, name);
	struct factor_setup_screen s = { .carried = *carried,
		.sealed = seal_setup(rq, setup),
		.qr_html = NO_TEXT,
		.secret = in_fours(rq->arena, base32_text(rq->arena, setup->secret)),
		.code_problem = problem,
		.can_wait = factor_can_wait(rq) };
	struct qr qr;
	if (qr_make(rq->arena, address, &qr))
		s.qr_html = qr_svg(
			rq->arena, &qr, tell(rq, N_("A QR code for your authenticator app")), 50);
	fill_frame(rq, rs, &s.frame, tell(rq, N_("A second key for you")));
	if (problem.size > 0) {
		add_form_problem(rq, &s.frame, "code", problem);
		rs->status = outcome_status(BAD_FORM);
	}
	return show(rq, rs, SCREEN_FACTOR_SETUP, &s);
}

static enum outcome begin_setup(
	struct request *rq, struct response *rs, const struct carried *carried, int64_t replaces)
{
	unsigned char *bytes = arena_take(rq->arena, TOTP_SECRET_SIZE);
	struct setup setup = { .replaces = replaces };
	random_fill(bytes, TOTP_SECRET_SIZE);
	setup.secret = bytes_text(bytes, TOTP_SECRET_SIZE);
	return show_setup(rq, rs, carried, &setup, NO_TEXT);
}

static enum outcome show_papers(struct request *rq, struct response *rs,
	const struct carried *carried, const struct setup *setup)
{
	struct word_row *rows = arena_take_many(rq->arena, PAPER_CODES, sizeof *rows);
	for (size_t i = 0; i < PAPER_CODES; i++)
		rows[i].words = setup->codes[i];
	struct paper_codes_screen s = { .carried = *carried,
		.sealed = seal_setup(rq, setup),
		.codes = rows,
		.codes_count = PAPER_CODES };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your codes on paper")));
	return show(rq, rs, SCREEN_PAPER_CODES, &s);
}

/* The first code: it shows that the app has the secret. */
static enum outcome confirm_setup(
	struct request *rq, struct response *rs, const struct carried *carried)
{
	struct setup setup;
	unsigned char kept[PAPER_CODES][DIGEST_SIZE];
	if (!unseal_setup(rq, &setup))
		return show_factor(rq, rs, carried);
	if (totp_fits(setup.secret, form_value(&rq->form, "code"), clock_now(), -1, &setup.step) !=
		TOTP_FITS)
		return show_setup(rq, rs, carried, &setup,
			tell(rq,
				N_("Write the six digits that the app shows now. They change every "
				   "30 seconds. If they still don't fit, look at the phone's "
				   "clock.")));
	paper_codes_make(workshop_of(rq)->seal, rq->arena, paper_about(rq), setup.codes, kept);
	return show_papers(rq, rs, carried, &setup);
}

struct factor_change {
	struct second_factor factor;
	unsigned char kept[PAPER_CODES][DIGEST_SIZE];
	int64_t replaces, session;
};

static enum outcome change_factor(struct db *db, void *value)
{
	const struct factor_change *c = value;
	TRY(save_second_factor(db, &c->factor, c->kept, c->replaces));
	TRY(strengthen_session(db, c->session, true, c->factor.made));
	/* whoever held the old one is out */
	return end_sessions(db, c->factor.person, c->session, c->factor.made);
}

/* The paper codes are put away: now it is kept. */
static enum outcome keep_setup(
	struct request *rq, struct response *rs, const struct carried *carried)
{
	struct workshop *w = workshop_of(rq);
	struct setup setup;
	struct text unused;
	struct factor_change change = { .session = me_of(rq)->session.id };
	if (!unseal_setup(rq, &setup) || setup.codes[PAPER_CODES - 1].size == 0)
		return show_factor(rq, rs, carried);
	change.replaces = setup.replaces;
	change.factor = (struct second_factor){ .person = rq->who.person,
		.sealed = seal_bytes(w->seal, rq->arena, setup.secret, secret_about(rq)),
		.last_step = setup.step,
		.made = clock_now() };
	for (size_t i = 0; i < PAPER_CODES; i++) {
		if (code_kept(w->seal, CODE_ON_PAPER, paper_about(rq), setup.codes[i],
			    change.kept[i], &unused) != CODE_FINE)
			return BROKEN;
	}
	enum outcome o = store_change(w->store, change_factor, &change);
	if (o == OVERTAKEN) /* it was set up in another window, perhaps by this very press */
		return show_factor(rq, rs, carried);
	TRY(o);
	rq->who = who_is(w, rq->arena, rq->session);
	return rq->who.person ? go_on(rq, rs, carried) : SIGN_IN;
}

/* ---- a code --------------------------------------------------------------------------------- */

struct code_try {
	int64_t person, session, step, now;
	unsigned char kept[DIGEST_SIZE];
	bool paper;
};

static enum outcome use_code_now(struct db *db, void *value)
{
	const struct code_try *use = value;
	if (use->paper)
		TRY(use_paper_code(db, use->person, use->kept, use->now));
	else
		TRY(use_factor_step(db, use->person, use->step));
	return strengthen_session(db, use->session, true, use->now);
}

static enum outcome count_wrong(struct db *db, void *value)
{
	return count_wrong_code(db, *(int64_t *)value);
}

/* What was typed, looked at before anything is counted. */
enum code_kind {
	CODE_OF_APP,
	CODE_OF_APP_USED,
	CODE_OF_APP_WRONG,
	CODE_OF_PAPER,
	CODE_NONE,
};

static enum code_kind look_at_code(struct request *rq, const struct second_factor *factor,
	struct text secret, struct code_try *use)
{
	struct text code = form_value(&rq->form, "code"), unused;
	switch (totp_fits(secret, code, use->now, factor->last_step, &use->step)) {
	case TOTP_FITS:
		return CODE_OF_APP;
	case TOTP_USED:
		return CODE_OF_APP_USED;
	case TOTP_WRONG:
		return CODE_OF_APP_WRONG;
	case TOTP_NO_CODE:
		break;
	}
	use->paper = code_kept(workshop_of(rq)->seal, CODE_ON_PAPER, paper_about(rq), code,
			     use->kept, &unused) == CODE_FINE;
	return use->paper ? CODE_OF_PAPER : CODE_NONE;
}

/* DONE; else *problem says what is the matter (BAD_FORM or SLOW_DOWN), or a fault. */
static enum outcome take_code(struct request *rq, const struct second_factor *factor,
	struct response *rs, struct text *problem)
{
	struct workshop *w = workshop_of(rq);
	struct text secret;
	struct code_try use = {
		.person = rq->who.person, .session = me_of(rq)->session.id, .now = clock_now()
	};
	if (!unseal_bytes(w->seal, rq->arena, factor->sealed, secret_about(rq), &secret)) {
		log_fault("pages: a second factor was sealed with other keys than these");
		return BROKEN;
	}
	enum code_kind kind = look_at_code(rq, factor, secret, &use);
	if (kind == CODE_NONE) {
		*problem = tell(
			rq, N_("Write the six digits from your app, or one of your paper codes."));
		return BAD_FORM;
	}
	int64_t wait = count_try(rq, "second factor");
	if (wait > 0) {
		rs->retry_after = (int)wait;
		*problem = many_tries_words(rq, wait);
		return SLOW_DOWN;
	}
	if (kind != CODE_OF_PAPER && factor->wrong >= WRONG_MOST) {
		*problem = tell(rq,
			N_("Too many codes didn't fit. Use one of your paper codes, or ask an "
			   "admin for a new link."));
		return BAD_FORM;
	}
	enum outcome o = kind == CODE_OF_APP || kind == CODE_OF_PAPER
		? store_change(w->store, use_code_now, &use)
		: BAD_FORM;
	if (o == OVERTAKEN || kind == CODE_OF_APP_USED) {
		*problem = tell(rq, N_("That code has been used. Wait for the next one."));
		return BAD_FORM;
	}
	if (o == NOT_HERE || kind == CODE_OF_APP_WRONG) {
		TRY(store_change(w->store, count_wrong, &use.person));
		*problem = tell(rq,
			N_("That code doesn't fit. Use the one that the app shows now, or a paper "
			   "code that is still unused."));
		return BAD_FORM;
	}
	TRY(o);
	forget_tries(rq, "second factor");
	rq->who = who_is(w, rq->arena, rq->session);
	return rq->who.person ? DONE : SIGN_IN;
}

/* ---- the page ------------------------------------------------------------------------------- */

static enum outcome show_code(struct request *rq, struct response *rs,
	const struct carried *carried, const struct second_factor *factor, struct text problem)
{
	struct factor_screen s = { .carried = *carried,
		.renew = me_of(rq)->session.factor_at != 0,
		.papers_left = factor->papers,
		.can_wait = factor_can_wait(rq),
		.code_problem = problem };
	fill_frame(rq, rs, &s.frame, tell(rq, N_("Your second key")));
	if (problem.size > 0)
		add_form_problem(rq, &s.frame, "code", problem);
	return show(rq, rs, SCREEN_SECOND_FACTOR, &s);
}

static enum outcome load_own_factor(struct request *rq, struct second_factor *factor)
{
	BORROWED loan = borrow(workshop_of(rq));
	return load_second_factor(loan.db, rq->arena, rq->who.person, factor);
}

enum outcome show_factor(struct request *rq, struct response *rs, const struct carried *carried)
{
	struct second_factor factor;
	struct setup setup;
	enum outcome o = load_own_factor(rq, &factor);
	if (o == DONE && !(rq->again && unseal_setup(rq, &setup)))
		return show_code(rq, rs, carried, &factor, NO_TEXT);
	if (o != DONE && o != NOT_HERE)
		return o;
	/* a passphrase comes first: it is the other key */
	if (!has_way_back(rq, &me_of(rq)->person) && !workshop_of(rq)->conf.demo)
		return show_way_back_first(rq, rs, carried);
	if (rq->again && unseal_setup(rq, &setup))
		return setup.codes[0].size > 0 ? show_papers(rq, rs, carried, &setup)
					       : show_setup(rq, rs, carried, &setup, NO_TEXT);
	return begin_setup(rq, rs, carried, 0);
}

enum outcome show_second_factor(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	return show_factor(rq, rs, &carried);
}

enum outcome use_second_factor(struct request *rq, struct response *rs)
{
	struct carried carried = carried_of(rq);
	struct second_factor factor;
	struct text act = form_value(&rq->form, "do"), problem = NO_TEXT;
	if (text_is_chars(act, "later") && factor_can_wait(rq))
		return carried.form.size > 0 ? go_on(rq, rs, &carried)
					     : see_other(rs, rq, "%.*s", SHOWN(carried.next));
	if (text_is_chars(act, "confirm"))
		return confirm_setup(rq, rs, &carried);
	if (text_is_chars(act, "done"))
		return keep_setup(rq, rs, &carried);
	enum outcome o = load_own_factor(rq, &factor);
	if (o == NOT_HERE)
		return show_factor(rq, rs, &carried);
	TRY(o);
	bool renew = me_of(rq)->session.factor_at != 0;
	o = take_code(rq, &factor, rs, &problem);
	if (o == BAD_FORM || o == SLOW_DOWN) {
		rs->status = outcome_status(o);
		return show_code(rq, rs, &carried, &factor, problem);
	}
	TRY(o);
	return renew ? begin_setup(rq, rs, &carried, factor.made) : go_on(rq, rs, &carried);
}
