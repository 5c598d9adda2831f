/*
 * send: a letter over SMTP, by libcurl. One handle keeps its connection from letter to letter. What is
 * said on the line is listened to (dialog.c), for curl's own answer doesn't tell who was refused; no
 * byte of it is kept.
 */
#include "post/inside.h"
#include "words/words.h"

#include <curl/curl.h>
#include <string.h>

#define WHOLE_SECONDS 60
#define CONNECT_SECONDS 15L
#define REPLY_SECONDS 30L
#define KEPT_SECONDS 20L /* a connection that lay idle for longer isn't used again */

struct post {
	struct arena *arena;
	struct post_settings set;
	const char *url, *from;
	CURL *curl; /* NULL: no connection */
	atomic_bool stopped;
	struct dialog dialog;
	struct text left; /* of the letter that is being sent */
};

int usual_port(enum post_security security)
{
	static const int ports[] = { [POST_STARTTLS] = 587, [POST_TLS] = 465, [POST_PLAIN] = 25 };
	return ports[security];
}

/* ---- what curl asks of us ------------------------------------------------------------------- */

static size_t give_bytes(char *to, size_t size, size_t count, void *context)
{
	struct post *post = context;
	struct text part = text_part(post->left, 0, size * count);
	memcpy(to, part.at, part.size);
	post->left = text_part(post->left, part.size, post->left.size);
	return part.size;
}

static int listen_in(CURL *curl, curl_infotype type, char *line, size_t size, void *context)
{
	struct post *post = context;
	(void)curl;
	if (type == CURLINFO_HEADER_OUT)
		dialog_say(&post->dialog, (struct text){ line, size });
	else if (type == CURLINFO_HEADER_IN)
		dialog_hear(&post->dialog, (struct text){ line, size });
	return 0;
}

/* Asked every second at least: whether to give up. */
static int give_up(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
	struct post *post = context;
	(void)a, (void)b, (void)c, (void)d;
	return atomic_load(&post->stopped);
}

/* ---- opening -------------------------------------------------------------------------------- */

/* The path of the address is what curl says in EHLO: else it would tell this machine's own name. */
static const char *url_of(struct arena *a, const struct post_settings *set)
{
	return arena_print(a, "%s://%.*s:%d/%.*s", set->security == POST_TLS ? "smtps" : "smtp",
		SHOWN(set->server), set->port, SHOWN(set->own_name))
		.at;
}

enum outcome post_open(const struct post_settings *settings, struct post **post)
{
	struct arena *a;

	*post = NULL;
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		log_fault("libcurl could not be made ready");
		return BROKEN;
	}
	a = arena_open();
	*post = arena_take_of(a, struct post);
	(*post)->arena = a;
	(*post)->set = *settings;
	/* curl takes them as strings */
	(*post)->set.authorities = arena_copy(a, settings->authorities);
	(*post)->set.user = arena_copy(a, settings->user);
	(*post)->set.password = arena_copy(a, settings->password);
	if ((*post)->set.port == 0)
		(*post)->set.port = usual_port(settings->security);
	if ((*post)->set.seconds == 0)
		(*post)->set.seconds = WHOLE_SECONDS;
	(*post)->url = url_of(a, &(*post)->set);
	(*post)->from = arena_print(a, "<%.*s>", SHOWN(settings->from)).at;
	return DONE;
}

void post_rest(struct post *post)
{
	if (post->curl)
		curl_easy_cleanup(post->curl);
	post->curl = NULL;
}

void post_close(struct post *post)
{
	if (!post)
		return;
	post_rest(post);
	arena_close(post->arena);
	curl_global_cleanup();
}

void post_stop(struct post *post)
{
	atomic_store(&post->stopped, true);
}

/* ---- sending -------------------------------------------------------------------------------- */

struct setting {
	CURLoption option;
	long value;
};

static bool set_numbers(const struct post *post)
{
	const struct setting settings[] = {
		{ CURLOPT_NOSIGNAL, 1 },
		{ CURLOPT_UPLOAD, 1 },
		{ CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS },
		{ CURLOPT_SERVER_RESPONSE_TIMEOUT, REPLY_SECONDS },
		{ CURLOPT_TIMEOUT, post->set.seconds },
		{ CURLOPT_MAXAGE_CONN, KEPT_SECONDS },
		{ CURLOPT_USE_SSL,
			post->set.security == POST_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL },
		{ CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
		{ CURLOPT_SSL_VERIFYPEER, 1 },
		{ CURLOPT_SSL_VERIFYHOST, 2 },
		{ CURLOPT_NETRC, CURL_NETRC_IGNORED },
		/* the progress and debug functions are asked only with these */
		{ CURLOPT_NOPROGRESS, 0 },
		{ CURLOPT_VERBOSE, 1 },
	};
	for (size_t i = 0; i < COUNT_OF(settings); i++)
		if (curl_easy_setopt(post->curl, settings[i].option, settings[i].value) != CURLE_OK)
			return false;
	return true;
}

static bool set_words(const struct post *post)
{
	const struct post_settings *set = &post->set;
	const struct {
		CURLoption option;
		const char *value;
	} settings[] = {
		{ CURLOPT_URL, post->url },
		{ CURLOPT_PROTOCOLS_STR, "smtp,smtps" },
		{ CURLOPT_PROXY, "" }, /* none, whatever the environment says */
		{ CURLOPT_MAIL_FROM, post->from },
		{ CURLOPT_CAINFO, set->authorities.size > 0 ? set->authorities.at : NULL },
		{ CURLOPT_USERNAME, set->user.size > 0 ? set->user.at : NULL },
		{ CURLOPT_PASSWORD, set->user.size > 0 ? set->password.at : NULL },
	};
	for (size_t i = 0; i < COUNT_OF(settings); i++)
		if (settings[i].value &&
			curl_easy_setopt(post->curl, settings[i].option, settings[i].value) !=
				CURLE_OK)
			return false;
	return true;
}

static bool set_callbacks(struct post *post)
{
	CURL *curl = post->curl;
	return curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_bytes) == CURLE_OK &&
		curl_easy_setopt(curl, CURLOPT_READDATA, post) == CURLE_OK &&
		curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, listen_in) == CURLE_OK &&
		curl_easy_setopt(curl, CURLOPT_DEBUGDATA, post) == CURLE_OK &&
		curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, give_up) == CURLE_OK &&
		curl_easy_setopt(curl, CURLOPT_XFERINFODATA, post) == CURLE_OK;
}

static bool is_ready(struct post *post)
{
	if (post->curl)
		return true;
	post->curl = curl_easy_init();
	if (post->curl && set_numbers(post) && set_words(post) && set_callbacks(post))
		return true;
	log_fault("libcurl doesn't know what is asked of it");
	post_rest(post);
	return false;
}

static enum posted meaning_of(const struct post *post, CURLcode code)
{
	switch (code) {
	case CURLE_OK:
		return POSTED;
	case CURLE_LOGIN_DENIED:
		return POST_SIGN_IN_REFUSED;
	case CURLE_USE_SSL_FAILED:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_ISSUER_ERROR:
		return POST_UNTRUSTED;
	default:
		return dialog_end(&post->dialog);
	}
}

enum posted post_send(struct post *post, struct text to, struct text bytes)
{
	char address[MAIL_ADDRESS_MOST + 3];
	struct text checked;
	struct curl_slist *list;
	enum posted posted = POST_UNREACHED;

	if (!mail_address_read(to, &checked))
		return POSTED_NOBODY;
	if (atomic_load(&post->stopped) || !is_ready(post))
		return POST_UNREACHED;
	memcpy(address + 1, checked.at, checked.size);
	address[0] = '<';
	memcpy(address + 1 + checked.size, ">", 2);
	list = curl_slist_append(NULL, address);
	post->left = bytes;
	post->dialog = (struct dialog){ .subject = -1 };
	if (list && curl_easy_setopt(post->curl, CURLOPT_MAIL_RCPT, list) == CURLE_OK &&
		curl_easy_setopt(post->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)bytes.size) ==
			CURLE_OK)
		posted = meaning_of(post, curl_easy_perform(post->curl));
	/* after a fault the next letter begins anew */
	if (posted != POSTED)
		post_rest(post);
	curl_slist_free_all(list);
	return posted;
}
