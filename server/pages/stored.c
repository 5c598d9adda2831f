/*
 * stored: what every column of the database is for: why it is kept, on what ground, who sees it and how
 * long. The privacy page is made from this table, and tests/pages/stored.c compares it with the schema:
 * a column without a row here, or a row without a column, fails. It tells what is so today; whatever
 * shows a column to somebody new, or drops it sooner, changes its row. Below it stands what of it nobody
 * takes along (take.c): a column that is in neither fails, too.
 */
#include "inside.h"

const struct stored_group stored_groups[STORED_GROUPS] = {
	[STORED_WHO] = { N_("Who you are here"), FOR_THE_SERVICE },
	[STORED_ENTRY] = { N_("How you get in"), FOR_THE_SERVICE },
	[STORED_TIES] = { N_("Who works with you"), FOR_THE_SERVICE },
	[STORED_MAIL] = { N_("E-mail"), FOR_THE_SERVICE },
	[STORED_LEARNING] = { N_("What you have done"), FOR_THE_SERVICE },
	[STORED_WORDS] = { N_("What you have written"), FOR_THE_SERVICE },
	[STORED_CLAIMS] = { N_("What you have shown that you can do"), FOR_THE_SERVICE },
	[STORED_FEEDBACK] = { N_("Feedback on accessibility"), FOR_A_DUTY },
	[STORED_TRACE] = { N_("What has been done, and when"), FOR_A_DUTY },
	[STORED_HOUSE] = { N_("The house itself"), ABOUT_NOBODY },
};

const struct stored_row stored_rows[] = {
	{ STORED_WHO, "person", "id made closed", SEEN_BY_STAFF, KEPT_FOR_GOOD,
		N_("A number of your own, when you came and when you left. All that is yours hangs "
		   "on it.") },
	{ STORED_WHO, "person", "name", SEEN_BY_STAFF, KEPT_WITH_PERSON,
		N_("The name the staff know you by. It may be a nickname, or missing.") },
	{ STORED_WHO, "person", "ui_language course_language", SEEN_BY_YOU, KEPT_WITH_PERSON,
		N_("The languages you have chosen.") },
	{ STORED_WHO, "role", "person role", SEEN_BY_ADMIN, KEPT_FOR_GOOD,
		N_("What you may do here, so that the right pages are open to you.") },
	{ STORED_WHO, "person", "roles way_in unseen", SEEN_BY_ADMIN, KEPT_FOR_GOOD,
		N_("What you may do here, whether you have a sign-in name and how much is new for "
		   "you: the same once more in one place, so that every page opens quickly.") },

	{ STORED_ENTRY, "card", "id kept person made ends used lasting new_phone", SEEN_BY_NOBODY,
		KEPT_AFTER_CARD,
		N_("The link you came in with: whose it is and whether it was used. The link "
		   "itself can't be read from this.") },
	{ STORED_ENTRY, "card", "code code_ends", SEEN_BY_NOBODY, KEPT_AFTER_CARD,
		N_("What a code that was read to you is recognised by, for half an hour. The code "
		   "itself can't be read from this.") },
	{ STORED_ENTRY, "import_row",
		"import number line cells name language coach state problem person", SEEN_BY_ADMIN,
		KEPT_UNTIL_CLOSED,
		N_("The table of people that an admin has handed in, until they have the list "
		   "back.") },
	{ STORED_ENTRY, "import",
		"id actor made secret digest total coding line_end separator header", SEEN_BY_ADMIN,
		KEPT_UNTIL_CLOSED, N_("When such a table was handed in and how it was written.") },
	{ STORED_ENTRY, "way_back", "person name folded", SEEN_BY_YOU, KEPT_UNTIL_LEFT,
		N_("Your sign-in name.") },
	{ STORED_ENTRY, "way_back", "way", SEEN_BY_YOU, KEPT_UNTIL_LEFT,
		N_("Whether you come back with a passphrase or with pictures.") },
	{ STORED_ENTRY, "way_back", "hash made", SEEN_BY_NOBODY, KEPT_UNTIL_LEFT,
		N_("What your passphrase or your pictures are recognised by. Nobody can read them "
		   "from it.") },
	{ STORED_ENTRY, "provider_link", "person made", SEEN_BY_YOU, KEPT_UNTIL_LEFT,
		N_("That you may sign in with your organisation, and since when.") },
	{ STORED_ENTRY, "provider_link", "subject", SEEN_BY_NOBODY, KEPT_UNTIL_LEFT,
		N_("What your sign-in there is recognised by. Neither your name nor your address "
		   "there is kept, and nobody can read them from this.") },
	{ STORED_ENTRY, "provider_form", "person journey sealed made", SEEN_BY_NOBODY,
		KEPT_UNTIL_BACK,
		N_("What you had typed when you went there to sign in. It is sealed, and nobody "
		   "can read it.") },
	{ STORED_ENTRY, "session", "id kept person started seen ended", SEEN_BY_NOBODY,
		KEPT_AFTER_VISIT, N_("That you are signed in, and until when.") },
	{ STORED_ENTRY, "session", "device by_card", SEEN_BY_YOU, KEPT_AFTER_VISIT,
		N_("Whether the device is your own, and how you came in. It decides how long you "
		   "stay signed in.") },
	{ STORED_ENTRY, "session", "strong_at factor_at", SEEN_BY_NOBODY, KEPT_AFTER_VISIT,
		N_("When you last showed your passphrase or a code, so that what is yours alone "
		   "opens to nobody else.") },
	{ STORED_ENTRY, "second_factor", "person sealed last_step made wrong", SEEN_BY_NOBODY,
		KEPT_UNTIL_LEFT,
		N_("The second key of a member of staff. It is sealed, and nobody can read it.") },
	{ STORED_ENTRY, "paper_code", "person kept used", SEEN_BY_NOBODY, KEPT_UNTIL_LEFT,
		N_("What their paper codes are recognised by, and which have been used.") },

	{ STORED_TIES, "tie", "id client coach organisation learning claims ground starts ends",
		SEEN_BY_COACH, KEPT_FOR_GOOD,
		N_("Who your coach is, from when to when, and what they may see.") },
	{ STORED_TIES, "hand_over", "id client giver taker note actor at", SEEN_BY_COACH,
		KEPT_FOR_GOOD, N_("When another coach went on with you, and who handed over.") },
	{ STORED_TIES, "person", "organisation", SEEN_BY_COACH, KEPT_FOR_GOOD,
		N_("The organisation a member of staff works for.") },
	{ STORED_TIES, "absence", "id coach substitute starts ends", SEEN_BY_TEAM, KEPT_FOR_GOOD,
		N_("Who stands in for a coach who is away.") },
	{ STORED_TIES, "notice", "id person kind subject made seen", SEEN_BY_YOU, KEPT_UNTIL_LEFT,
		N_("What has happened that you will want to know, such as an answer.") },

	{ STORED_MAIL, "mail", "person address given confirmed", SEEN_BY_YOU, KEPT_UNTIL_REMOVED,
		N_("Your e-mail address, if you have given one. It is kept encrypted.") },
	{ STORED_MAIL, "mail", "often refused round told", SEEN_BY_YOU, KEPT_UNTIL_LEFT,
		N_("How often you want e-mail, and of which news it has told you.") },
	{ STORED_MAIL, "mail", "wanted code code_ends wrong codes_day codes again_at tries",
		SEEN_BY_NOBODY, KEPT_UNTIL_LEFT,
		N_("What the code for your address is recognised by, how many were asked for, and "
		   "what is still to be sent.") },

	{ STORED_LEARNING, "visit", "person course page", SEEN_BY_COACH, KEPT_WITH_PERSON,
		N_("Which pages you have opened.") },
	{ STORED_LEARNING, "visit", "first last", SEEN_BY_WEEK, KEPT_WITH_PERSON,
		N_("When you opened them, so that you can go on where you were.") },
	{ STORED_LEARNING, "answer", "person course page question", SEEN_BY_COACH, KEPT_WITH_PERSON,
		N_("Which questions you have answered, so that a page is marked as done.") },
	{ STORED_LEARNING, "answer",
		"kind chosen words payload verdict right_once tries wrong_tries key at",
		SEEN_BY_YOU, KEPT_WITH_PERSON,
		N_("Your latest answer to each question, and how it went.") },
	{ STORED_LEARNING, "draft", "person course question page chosen words key at", SEEN_BY_YOU,
		KEPT_UNTIL_SENT,
		N_("What you have begun but not sent, so that nothing typed is lost.") },
	{ STORED_LEARNING, "badge", "id person award unit place made", SEEN_BY_YOU,
		KEPT_WITH_PERSON, N_("Your badges, and when you got them.") },
	{ STORED_LEARNING, "badge", "address document shared", SEEN_BY_LINK, KEPT_WITH_PERSON,
		N_("What stands in a badge, as it was signed. Others see it only while you share "
		   "it.") },
	{ STORED_LEARNING, "badge_name", "person name chosen", SEEN_BY_YOU, KEPT_WITH_PERSON,
		N_("How your name is spelled on badges. They carry only a seal of it, which a name "
		   "can be held against.") },
	{ STORED_LEARNING, "brought_badge", "id person document brought checked digest",
		SEEN_BY_YOU, KEPT_WITH_PERSON,
		N_("Badges from elsewhere that you have brought along.") },

	{ STORED_WORDS, "payload", "id person kind words made", SEEN_BY_KIND, KEPT_WITH_WORDS,
		N_("Your own words: thoughts, questions, and what you tell your coach you can "
		   "do.") },
	{ STORED_WORDS, "payload", "salt", SEEN_BY_NOBODY, KEPT_WITH_WORDS,
		N_("Random bytes, so that nobody can guess your words from their seal.") },
	{ STORED_WORDS, "help",
		"id person course page question payload asked answer_by closed "
		"answer_days owner answer ring_at seen",
		SEEN_BY_COACH, KEPT_WITH_PERSON,
		N_("Where you asked for help, by when you get an answer, and who answers.") },

	{ STORED_CLAIMS, "claim",
		"id person unit version basis state round moves words writer paper_day made sent "
		"answer_by answer_days assessor proposer second route assessors ground said "
		"message "
		"said_by writing confirmed confirmed_by",
		SEEN_BY_COACH, KEPT_WITH_PERSON,
		N_("What you asked to have recognised, which coach wrote it down with you if "
		   "one did, who assesses it and by when.") },
	{ STORED_CLAIMS, "claim_part", "claim criterion place self earlier", SEEN_BY_COACH,
		KEPT_WITH_PERSON, N_("What you think of each part yourself.") },
	{ STORED_CLAIMS, "evidence",
		"id claim criterion round kind payload course page question verdict made",
		SEEN_BY_COACH, KEPT_WITH_PERSON, N_("What you showed for each part.") },
	{ STORED_CLAIMS, "claim_judgement", "claim round criterion judgement note staff at",
		SEEN_BY_COACH, KEPT_WITH_PERSON, N_("How your coach saw each part, and why.") },
	{ STORED_CLAIMS, "demonstration", "id claim at place tasks present seen staff made noted",
		SEEN_BY_COACH, KEPT_WITH_PERSON,
		N_("When and where you showed it in practice, and what was seen there.") },
	{ STORED_CLAIMS, "decision",
		"id claim round kind ground names shown parts reason proposer decider second route "
		"at",
		SEEN_BY_COACH, KEPT_WITH_PERSON,
		N_("The assessment, who made it and why. A later one never changes it.") },
	{ STORED_CLAIMS, "award", "id person unit version claim decision made ended", SEEN_BY_COACH,
		KEPT_WITH_PERSON, N_("That a whole unit was approved.") },
	{ STORED_CLAIMS, "sending", "id person claim award mapping school sheet state moves sent",
		SEEN_BY_COACH, KEPT_WITH_PERSON,
		N_("What you sent to a school yourself, when and to which. Your name and your day "
		   "of "
		   "birth stand only on the sheet you handed over.") },
	{ STORED_CLAIMS, "school_answer",
		"id sending state names provider day grade writer made badge", SEEN_BY_COACH,
		KEPT_WITH_PERSON, N_("What the school answered, and who wrote it down.") },
	{ STORED_CLAIMS, "file", "name", SEEN_BY_COACH, KEPT_WITH_WORDS,
		N_("What your pictures and documents were called when you handed them in.") },
	{ STORED_CLAIMS, "file", "id person evidence kind size drawn sheets pages words made",
		SEEN_BY_COACH, KEPT_FOR_GOOD,
		N_("That you handed in a picture or a document, and when. The file itself is "
		   "locked "
		   "with a key of its own, which goes when your words go; then nobody can open "
		   "it.") },
	{ STORED_CLAIMS, "file", "place key digest crc erased gone", SEEN_BY_NOBODY, KEPT_FOR_GOOD,
		N_("Where the file is, its key until it is erased, and a seal that shows whether "
		   "it "
		   "was changed.") },

	{ STORED_FEEDBACK, "access_feedback", "id words reach language sent answer_by answered",
		SEEN_BY_ADMIN, KEPT_AFTER_ANSWER,
		N_("What anybody has told us about accessibility, and where to answer. It is not "
		   "tied to a person.") },

	{ STORED_TRACE, "audit", "number at actor verb subject_kind subject fact", SEEN_AS_LOOKS,
		KEPT_FOR_GOOD,
		N_("A list of what was done, such as signing in or asking for help. It holds "
		   "numbers, not names or words. With it we can show that all was done right.") },
	{ STORED_TRACE, "audit", "payload payload_digest digest", SEEN_BY_NOBODY, KEPT_FOR_GOOD,
		N_("Seals that show whether the list was changed afterwards.") },
	{ STORED_TRACE, "audit_head", "id number digest signature", SEEN_BY_NOBODY, KEPT_FOR_GOOD,
		N_("The signature under the list.") },
	{ STORED_TRACE, "erasure", "payload audit", SEEN_BY_NOBODY, KEPT_FOR_GOOD,
		N_("That words were erased, without the words.") },

	{ STORED_HOUSE, "issuer_key", "key since", SEEN_BY_ANYBODY, KEPT_FOR_GOOD,
		N_("The public keys that badges can be checked with.") },
	{ STORED_HOUSE, "badge_place", "place revoked reason", SEEN_BY_ANYBODY, KEPT_FOR_GOOD,
		N_("Which badges have been taken back: numbers, without names.") },
	{ STORED_HOUSE, "kept_group", "id name at", SEEN_BY_READERS, KEPT_UNTIL_NEWER,
		N_("The courses in their last good form.") },
	{ STORED_HOUSE, "kept_file", "id kept_group name bytes", SEEN_BY_READERS, KEPT_UNTIL_NEWER,
		N_("The files of those courses.") },
	{ STORED_HOUSE, "day_off", "id day opened name made ended", SEEN_BY_STAFF, KEPT_FOR_GOOD,
		N_("Days on which the house is closed, or open on a holiday. Dates of answers are "
		   "counted by them.") },
	{ STORED_HOUSE, "curriculum",
		"id code code_version unit_code diary starts ends fi sv en digest made",
		SEEN_BY_READERS, KEPT_FOR_GOOD,
		N_("Official units that schools grant points for, as they were published.") },
	{ STORED_HOUSE, "curriculum_module", "id curriculum compulsory half_points",
		SEEN_BY_READERS, KEPT_FOR_GOOD, N_("How many points such a unit has.") },
	{ STORED_HOUSE, "curriculum_objective", "module place number fi sv en", SEEN_BY_READERS,
		KEPT_FOR_GOOD, N_("The objectives of such a unit.") },
	{ STORED_HOUSE, "unit_mapping", "id unit module made ended", SEEN_BY_READERS, KEPT_FOR_GOOD,
		N_("Which official unit stands beside a unit of the courses.") },
	{ STORED_HOUSE, "mapped_criterion", "mapping criterion number", SEEN_BY_READERS,
		KEPT_FOR_GOOD, N_("Which official objective stands beside which part.") },
	{ STORED_HOUSE, "backup", "id made size with_keys", SEEN_BY_ADMIN, KEPT_FOR_GOOD,
		N_("When the last backup was made and how large it is.") },
	{ STORED_HOUSE, "keys_kept", "id mark made", SEEN_BY_ADMIN, KEPT_FOR_GOOD,
		N_("When the sheet with the keys was at hand last.") },
	{ STORED_HOUSE, "statistic", "quarter topic made", SEEN_BY_READERS, KEPT_FOR_GOOD,
		N_("Which three months have been counted, and when.") },
	{ STORED_HOUSE, "figure", "quarter topic place grouping members split first last people",
		SEEN_BY_READERS, KEPT_FOR_GOOD,
		N_("How many people began here in three months, were answered or assessed, and how "
		   "soon: never a number under five.") },
	{ STORED_HOUSE, "migration", "number name applied", SEEN_BY_NOBODY, KEPT_FOR_GOOD,
		N_("Which version of the program made the database.") },
};
const size_t stored_count = COUNT_OF(stored_rows);

/* What nobody takes along though it is about them: digests of secrets, seals, keys from which right
 * answers could be guessed, absences, which are the
 * coach's work, an admin's table of people, which goes within days, and what is said by rows that are
 * taken along. */
const char *const left_here[] = { "card.kept", "way_back.hash", "session.kept", "answer.key",
	"draft.key", "payload.salt", "absence.id", "absence.coach", "absence.substitute",
	"absence.starts", "absence.ends", "audit.payload", "audit.payload_digest", "audit.digest",
	"audit_head.id", "audit_head.number", "audit_head.digest", "audit_head.signature",
	"erasure.payload", "erasure.audit", "card.code", "card.code_ends", "import_row.import",
	"import_row.number", "import_row.line", "import_row.cells", "import_row.name",
	"import_row.language", "import_row.coach", "import_row.state", "import_row.problem",
	"import_row.person", "import.id", "import.actor", "import.made", "import.secret",
	"import.digest", "import.total", "import.coding", "import.line_end", "import.separator",
	"import.header", "card.new_phone", "session.strong_at", "session.factor_at",
	"second_factor.person", "second_factor.sealed", "second_factor.last_step",
	"second_factor.made", "second_factor.wrong", "paper_code.person", "paper_code.kept",
	"paper_code.used", "person.roles", "person.way_in", "person.unseen", "issuer_key.key",
	"issuer_key.since", "mail.wanted", "mail.code", "mail.code_ends", "mail.wrong",
	"mail.codes_day", "mail.codes", "mail.again_at", "mail.tries", "provider_link.subject",
	"provider_form.person", "provider_form.journey", "provider_form.sealed",
	"provider_form.made", "file.place", "file.key", "file.digest", "file.crc", "file.erased",
	"file.gone", "brought_badge.digest" };
const size_t left_here_count = COUNT_OF(left_here);
