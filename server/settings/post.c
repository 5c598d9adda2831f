/*
 * The settings of e-mail. All of them may be missing: then nothing about e-mail is shown anywhere.
 */
#include "learn/learn.h"
#include "settings/inside.h"
#include "words/words.h"

#include <ctype.h>
#include <string.h>
#include <sys/stat.h>

#define PASSWORD_MOST 1000 /* bytes of the file */

#define X(name, word) [name] = (word),
static const char *const security_words[] = { MAIL_SECURITIES(X) };
#undef X

static bool security_of(struct text value, enum mail_security *security)
{
	size_t place = text_place(value, security_words, COUNT_OF(security_words));
	if (place == COUNT_OF(security_words))
		return false;
	*security = (enum mail_security)place;
	return true;
}

static bool server_fits(struct text value)
{
	for (size_t i = 0; i < value.size; i++)
		if (!isalnum((unsigned char)value.at[i]) && !strchr(".-", value.at[i]))
			return false;
	return value.size > 0;
}

static bool number_fits(struct text value, int64_t least, int64_t most)
{
	int64_t n;
	return text_number(value, &n) && n >= least && n <= most;
}

const char *post_problem(size_t setting, struct text value)
{
	enum mail_security security;
	struct text address;
	unsigned weekdays;
	switch (setting) {
	case SETTING_POST_SERVER:
		return server_fits(value) ? NULL : N_("Write the name of the mail server alone.");
	case SETTING_POST_PORT:
		return number_fits(value, 1, 65535) ? NULL : N_("Write a number, e.g. 587.");
	case SETTING_POST_SECURITY:
		return security_of(value, &security) ? NULL : N_("Write starttls, tls or plain.");
	case SETTING_POST_SENDER:
		return mail_address_read(value, &address) && text_is(value, address)
			? NULL
			: N_("Write one e-mail address, e.g. no-reply@example.fi.");
	case SETTING_POST_HOUR:
		return number_fits(value, 0, 23) ? NULL : N_("Write an hour from 0 to 23.");
	case SETTING_POST_DAYS:
		return weekdays_read(value, &weekdays) ? NULL
						       : N_("Write days as mon tue wed thu fri.");
	default:
		return NULL;
	}
}

static bool is_this_machine(struct text server)
{
	return text_is_chars(server, "localhost") || text_starts(server, TEXT("127."));
}

static int number_or(const char *value, int otherwise)
{
	int64_t n;
	return value && text_number(text_of(value), &n) ? (int)n : otherwise;
}

/* Whether anything of [post] is said. */
static bool is_said(const char *const values[SETTING_COUNT])
{
	for (size_t i = SETTING_POST_SERVER; i <= SETTING_POST_DAYS; i++)
		if (values[i] && *values[i])
			return true;
	return false;
}

void read_post(const char *const values[SETTING_COUNT], struct post_conf *post)
{
	*post = (struct post_conf){ .server = text_of(values[SETTING_POST_SERVER]),
		.port = number_or(values[SETTING_POST_PORT], 0),
		.security = MAIL_STARTTLS,
		.authorities = text_of(values[SETTING_POST_AUTHORITIES]),
		.user = text_of(values[SETTING_POST_USER]),
		.password_file = text_of(values[SETTING_POST_PASSWORD_FILE]),
		.sender = text_of(values[SETTING_POST_SENDER]),
		.sender_name = text_of(values[SETTING_POST_SENDER_NAME]),
		.hour = number_or(values[SETTING_POST_HOUR], POST_HOUR) };
	security_of(text_of(values[SETTING_POST_SECURITY]), &post->security);
	if (!weekdays_read(text_of(values[SETTING_POST_DAYS]), &post->weekdays))
		post->weekdays = POST_WEEKDAYS;
}

const char *together_problem(const char *const values[SETTING_COUNT])
{
	struct post_conf post;
	if (provider_problem(values))
		return provider_problem(values);
	read_post(values, &post);
	if (post.server.size == 0)
		return is_said(values)
			? N_("[post] server is missing. Without it no e-mail can leave.")
			: NULL;
	if (post.sender.size == 0)
		return N_("[post] sender is missing. E-mail comes from an address that tells "
			  "nothing of who gets it.");
	if (post.user.size > 0 && post.security == MAIL_PLAIN && !is_this_machine(post.server))
		return N_(
			"[post] security can't be plain where there is a user. The password would "
			"go over the net for all to read.");
	return NULL;
}

bool read_post_password(struct arena *a, const struct conf *conf, struct text *password)
{
	const struct post_conf *post = &conf->post;
	const char *path = post->password_file.size > 0
		? post->password_file.at
		: arena_print(a, "%s/post.password", conf->keys).at;
	struct stat there;
	struct text bytes = NO_TEXT;
	*password = NO_TEXT;
	if (post->user.size == 0)
		return true;
	if (stat(path, &there) != 0 || file_read(a, path, PASSWORD_MOST, &bytes) != DONE) {
		log_fault("%s can't be read: it is to hold the password of [post] user", path);
		return false;
	}
	if (there.st_mode & (S_IRWXG | S_IRWXO)) {
		log_fault("%s can be read by others: chmod 600 closes it", path);
		return false;
	}
	*password = text_line(&bytes);
	return true;
}
