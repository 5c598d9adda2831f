/*
 * settings_words: the settings of askel.conf as the admin's pages say them. A setting without words of
 * its own here is called as in the file, with what the file says it is for.
 */
#include "settings_words.h"

const struct settings_group settings_groups[] = {
	{ "names", "names", N_("Names and languages"), NULL },
	{ "help", "help", N_("Help"), NULL },
	{ "claims", "claims", N_("Showing what one can do"), NULL },
	{ "staff", "staff", N_("Clients of a coach"), NULL },
	{ "sign-in", "sign_in", N_("How clients show that it is them"),
		N_("A card alone opens courses. Before what is theirs alone, clients show that it "
		   "is "
		   "them. The privacy page says which ways you allow, and why.") },
	{ "retention", "retention", N_("How long things are kept"),
		N_("With fewer days, what is older than that goes within the hour and can't be "
		   "brought back.") },
	{ "privacy", "privacy", N_("Who answers for people's data"),
		N_("Anybody can read this on the privacy page.") },
	{ "accessibility", "accessibility", N_("Accessibility"),
		N_("Anybody can read this on the accessibility statement.") },
	{ "more", NULL, N_("More"), NULL },
	{ "address", "address", N_("The machine"),
		N_("These belong to the machine and hold from a start of the server, so they are "
		   "changed there: by the command askel set, or in the file.") },
	{ "post", "post", N_("E-mail"),
		N_("Where e-mail goes out is a matter of the machine, too: it is changed by the "
		   "command askel set, or in the file, and holds from a start of the server.") },
	{ "keys", "keys", N_("Keys"),
		N_("Where the keys are is a matter of the machine, too. Who moves the folder "
		   "changes "
		   "this with it and starts the server again.") },
	{ "metrics", "metrics", N_("Being watched"),
		N_("The other machine has to know the same secret, so it is changed by the command "
		   "askel set. It holds at once.") },
};
const size_t settings_group_count = COUNT_OF(settings_groups);

bool settings_group_has_form(const struct settings_group *group)
{
	const char *machine[] = { "address", "post", "keys", "metrics" };
	for (size_t i = 0; i < COUNT_OF(machine); i++) {
		if (text_is_chars(text_of(group->id), machine[i]))
			return false;
	}
	return true;
}

const struct settings_group *settings_group_of(size_t setting)
{
	const struct settings_group *rest = NULL;
	for (size_t i = 0; i < settings_group_count; i++) {
		const struct settings_group *group = &settings_groups[i];
		if (!group->section)
			rest = group;
		else if (text_is_chars(text_of(group->section), setting_table[setting].section))
			return group;
	}
	return rest;
}

static const struct {
	const char *label, *hint; /* msgids */
} words[SETTING_COUNT] = {
	[SETTING_ORIGIN] = { N_("Address of this service"), NULL },
	[SETTING_BADGE_ORIGIN] = { N_("Address in badges"), NULL },
	[SETTING_LISTEN] = { N_("Where the server listens"), NULL },
	[SETTING_TRUSTED_PROXY] = { N_("The proxy's own address"), NULL },
	[SETTING_PUBLIC_NAME] = { N_("Name of this service"),
		N_("It stands on every page, so it must not tell who comes here.") },
	[SETTING_ISSUER_NAME] = { N_("Who gives badges"),
		N_("Badges carry this name, so it must not tell who comes here.") },
	[SETTING_LANGUAGES] = { N_("Languages of the buttons"),
		N_("The texts of courses have languages of their own.") },
	[SETTING_PHONE] = { N_("Phone number"), N_("The number people may call.") },
	[SETTING_HOURS] = { N_("When somebody answers"), N_("For example 9–15.") },
	[SETTING_ANSWER_DAYS] = { N_("Working days until an answer"),
		N_("So soon is a question answered. What has been promised stays.") },
	[SETTING_CLAIM_DAYS] = { N_("Working days until an assessment"),
		N_("So soon is assessed what somebody has shown. What has been promised stays.") },
	[SETTING_CLAIM_SECOND] = { N_("Two people decide each time"), NULL },
	[SETTING_CLAIM_SHARE] = { N_("Of a hundred, how many two people decide by chance"),
		N_("The client is told that it is chance.") },
	[SETTING_CLAIM_ASSESSOR] = { N_("Who decides where no other coach may"),
		N_("The number of a coach. They get to see what that client has shown.") },
	[SETTING_CLAIM_TREATMENT] = { N_("Whom people may tell how they were treated"),
		N_("A name and how to reach them. It stands beside each assessment.") },
	[SETTING_CASELOAD_GOOD] = { N_("How many a coach has time for"), NULL },
	[SETTING_CASELOAD_MOST] = { N_("How many a coach has at most"),
		N_("The team lead is told when there are more.") },
	[SETTING_SESSIONS] = { N_("Days that old sign-ins and used links are kept"), NULL },
	[SETTING_FEEDBACK] = { N_("Days that answered feedback on accessibility is kept"), NULL },
	[SETTING_OWN_DAYS] = { N_("Days to sign in after the last coach"),
		N_("Time to take one's things along. Then the account closes.") },
	[SETTING_WORDS_DAYS] = { N_("Days from leaving until what somebody wrote is erased"),
		NULL },
	[SETTING_LEARNING_DAYS] = { N_("Days from leaving until answers and the name are erased"),
		N_("Whoever comes back before that goes on where they were.") },
	[SETTING_CONTROLLER] = { N_("Who answers for the data"),
		N_("The controller, for example the municipality.") },
	[SETTING_CONTACT] = { N_("Where people ask about their data"),
		N_("E-mail or phone of the data protection officer.") },
	[SETTING_GROUND] = { N_("Why the data may be kept"),
		N_("GDPR, Article 6. For a municipality it is usually a public task.") },
	[SETTING_SUPERVISOR] = { N_("Who supervises accessibility"),
		N_("The authority, and its address.") },
	[SETTING_STATE] = { N_("How accessible the service is found to be"), NULL },
	[SETTING_ASSESSED] = { N_("When you assessed it yourselves"), NULL },
	[SETTING_ASSESSOR] = { N_("Who assessed it, from outside"),
		N_("Empty where nobody from outside did.") },
	[SETTING_GAPS_FI] = { N_("What is not accessible, in Finnish"), NULL },
	[SETTING_GAPS_SV] = { N_("What is not accessible, in Swedish"), NULL },
	[SETTING_GAPS_EN] = { N_("What is not accessible, in English"), NULL },
	[SETTING_WAYS] = { N_("Ways that are allowed"),
		N_("Staff always have a passphrase and a second factor.") },
	[SETTING_REASON_FI] = { N_("Why these ways, in Finnish"), NULL },
	[SETTING_REASON_SV] = { N_("Why these ways, in Swedish"), NULL },
	[SETTING_REASON_EN] = { N_("Why these ways, in English"), NULL },
	[SETTING_POST_SERVER] = { N_("Mail server"), NULL },
	[SETTING_POST_PORT] = { N_("Its port"), NULL },
	[SETTING_POST_SECURITY] = { N_("How the way there is secured"), NULL },
	[SETTING_POST_AUTHORITIES] = { N_("File of certificates to check it with"), NULL },
	[SETTING_POST_USER] = { N_("Name to sign in with there"), NULL },
	[SETTING_POST_PASSWORD_FILE] = { N_("File that holds the password"), NULL },
	[SETTING_POST_SENDER] = { N_("Address that e-mail comes from"), NULL },
	[SETTING_POST_SENDER_NAME] = { N_("Name beside it"), NULL },
	[SETTING_POST_HOUR] = { N_("Hour at which e-mail leaves"), NULL },
	[SETTING_POST_DAYS] = { N_("Days on which e-mail leaves"), NULL },
	[SETTING_KEYS] = { N_("Folder of the keys"), NULL },
	[SETTING_METRICS_TOKEN] = { N_("Secret that opens /metrics to another machine"), NULL },
};

struct text setting_label(const struct request *rq, size_t setting)
{
	if (words[setting].label)
		return tell(rq, words[setting].label);
	return arena_print(
		rq->arena, "[%s] %s", setting_table[setting].section, setting_table[setting].key);
}

struct text setting_hint(const struct request *rq, size_t setting)
{
	if (words[setting].label)
		return words[setting].hint ? tell(rq, words[setting].hint) : NO_TEXT;
	return text_of(setting_table[setting].meaning);
}

struct text setting_choice_words(const struct request *rq, size_t setting, struct text word)
{
	static const struct {
		size_t setting;
		const char *word, *words;
	} choices[] = {
		{ SETTING_GROUND, "public-task", N_("a public task (point e)") },
		{ SETTING_GROUND, "legal-duty", N_("a duty in law (point c)") },
		{ SETTING_GROUND, "legitimate-interest", N_("a legitimate interest (point f)") },
		{ SETTING_CLAIM_SECOND, "no", N_("no") },
		{ SETTING_CLAIM_SECOND, "yes", N_("yes") },
		{ SETTING_STATE, "partial", N_("partly accessible") },
		{ SETTING_STATE, "full", N_("accessible in full") },
		{ SETTING_STATE, "none", N_("not accessible") },
		{ SETTING_WAYS, "passphrase", N_("a name and a passphrase") },
		{ SETTING_WAYS, "pictures", N_("pictures that they choose") },
		{ SETTING_WAYS, "provider", N_("your organisation's own sign-in") },
	};
	if (setting == SETTING_LANGUAGES)
		return own_language_name(word);
	for (size_t i = 0; i < COUNT_OF(choices); i++) {
		if (choices[i].setting == setting && text_is_chars(word, choices[i].word))
			return tell(rq, choices[i].words);
	}
	return word;
}

struct text setting_value_words(const struct request *rq, size_t setting, struct text value)
{
	size_t count;
	int64_t day;
	if (value.size == 0)
		return NO_TEXT;
	if (setting_when(setting) == LIVE_SECRET)
		return tell(rq, N_("It is set."));
	if (setting == SETTING_ASSESSED && clock_day(value, &day))
		return full_date_words(rq, day);
	if (setting != SETTING_LANGUAGES && !setting_choices(setting, &count))
		return value;
	struct buffer b = buffer_in(rq->arena);
	for (struct text rest = value; rest.at;) {
		struct text one = text_trim(text_cut(&rest, ' '));
		if (one.size == 0)
			continue;
		buffer_add_chars(&b, b.size > 0 ? ", " : "");
		buffer_add(&b, setting_choice_words(rq, setting, one));
	}
	return buffer_text(&b);
}

struct text setting_wrong_words(const struct request *rq, const struct setting_wrong *wrong)
{
	return wrong->words ? say_with(workshop_of(rq)->views, rq->arena, ui_language(rq),
				      wrong->words, wrong->a, wrong->b)
			    : NO_TEXT;
}
