/*
 * screens_accounts: what the admin's templates show; the part of screens.h that is about accounts and
 * the server. Included by screens.h alone, behind the structs it shares.
 */
#ifndef ASKEL_PAGES_SCREENS_ACCOUNTS_H
#define ASKEL_PAGES_SCREENS_ACCOUNTS_H

struct account_line {
	struct text link, name, roles, left; /* left: a date in words, or empty */
	bool alone;                          /* a client without a coach */
};

/* people.html: GET /people */
struct people_screen {
	struct frame frame;
	struct text find;                                           /* as typed */
	bool here, alone, left, client, coach, lead, author, admin; /* exactly one: what is shown */
	const struct account_line *people;
	size_t people_count;
	int64_t found, everybody;
	const struct page_link *page_links;
	size_t page_links_count;
};

struct role_choice {
	struct text value, words, about, input;
	bool chosen;
};

/* Of the forms of a new and of an old account. */
struct person_fields {
	struct text name, name_problem, organisation, organisation_problem, roles_problem;
	const struct role_choice *roles;
	size_t roles_count;
};

/* new_person.html: /people/new */
struct new_person_screen {
	struct frame frame;
	struct person_fields fields;
};

struct tie_line {
	struct text link, name, organisation, since, until; /* until: empty while it holds */
	int64_t number;
	bool learning, claims;     /* one or both */
	bool guidance, assessment; /* one */
};

/* Somebody a coach left behind. */
struct left_line {
	struct text link, name, value;
	bool chosen;
};

/* person.html: /people/{person} */
struct person_screen {
	struct frame frame;
	struct text action, name, roles, made, left;
	bool closed;
	bool client, coach; /* what the page speaks of */
	struct person_fields fields;
	int64_t before; /* roles when the form was made */
	bool overtaken;
	const struct tie_line *coaches; /* of a client; those that hold */
	size_t coaches_count;
	const struct tie_line *before_coaches;
	size_t before_coaches_count;
	const struct coach_choice *choices;
	size_t choices_count;
	bool many_coaches; /* more than the list holds: a field to look for one */
	struct text find_coach, coach_problem, scope_problem;
	bool learning, claims, assessment;
	const struct tie_line *clients; /* of a coach */
	size_t clients_count;
	int64_t clients_all;
	const struct page_link *page_links;
	size_t page_links_count;
	const struct left_line *left_behind; /* whom a coach left behind */
	size_t left_behind_count;
	int64_t left_behind_more;
	struct text left_behind_problem;
	int64_t days;    /* how long a new link would be good for */
	bool second_key; /* of staff, which a new phone takes another link for */
};

/* person_link.html: the answer to POST /people/{person} that made a link */
struct person_link_screen {
	struct frame frame;
	struct text back, name, address, ends;
	bool new_phone; /* it lets in without the second key */
};

/* new_phone.html: GET and POST /people/{person}/new-phone */
struct new_phone_screen {
	struct frame frame;
	struct text action, back, name;
	bool self, needless; /* nothing to do here */
	struct text sure_problem;
};

/* leaving.html: /people/{person}/leave */
struct leaving_screen {
	struct frame frame;
	struct text action, back, name;
	bool self, last_admin, closed;
	int64_t clients; /* who would be without a coach */
	bool coach;
};

/* What an address shows to browsers: one of the states. */
struct certificate_row {
	struct text address, day; /* its last day; may be empty */
	bool good, ends_soon, over, untrusted, unseen;
};

/* status.html: GET /status */
struct status_screen {
	struct frame frame;
	int64_t deciders, claims_stuck; /* who can assess; what waits for somebody there isn't */
	bool deciders_few;
	int64_t troubles;
	struct text version;
	struct text close_command, backup_command,
		verify_command;              /* for the machine's own terminal */
	struct text backup_day, backup_size; /* in words; empty: none was made */
	bool backup_keys;                    /* they are in it */
	bool backup_late;
	struct text database, free_space; /* sizes in words; free_space: may be empty */
	bool disk_low;
	int64_t courses, course_errors;
	int64_t formal_troubles; /* units whose official unit is over, or doesn't fit any more */
	struct text keys;
	struct text keys_day;        /* the sheet with them was at hand; empty: never yet */
	bool keys_open, keys_beside; /* others may read them; on the same file system as the data */
	struct text languages;
	const struct certificate_row *certificates; /* empty where no address has TLS */
	size_t certificates_count;
	/* of e-mail: empty where there is none; what is wrong with it, and since when */
	struct text post_server, post_trouble, post_since;
	int64_t post_readers;
};

/* A word of the recovery sheet that is asked for. */
struct sheet_word_row {
	struct text field, key, typed, problem;
	int64_t number;
};

/* keys_kept.html: /status/keys */
struct keys_kept_screen {
	struct frame frame;
	struct text sheet_command, kept_day; /* kept_day: may be empty */
	const struct sheet_word_row *words;
	size_t words_count;
};

#endif
