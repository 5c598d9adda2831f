/*
 * fetch: one request to another server, bounded in time and size. A handle of libcurl's for each, so
 * that nothing of one request is left for the next.
 */
#include "post/post.h"

#include <curl/curl.h>

struct taking {
	struct buffer body;
	bool too_much;
};

static size_t take_bytes(char *at, size_t size, size_t count, void *value)
{
	struct taking *taking = value;
	buffer_add(&taking->body, (struct text){ at, size * count });
	taking->too_much = taking->body.full;
	return taking->too_much ? 0 : size * count;
}

/* Tells that the answer comes as JSON wherever the server can choose, and says no more of us. */
static CURLcode set_up(CURL *curl, const struct fetch *fetch, struct taking *taking)
{
	const char *protocols = fetch->plain ? "http,https" : "https";
	CURLcode codes[] = { curl_easy_setopt(curl, CURLOPT_URL, fetch->address),
		curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, protocols),
		curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L),
		curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)fetch->seconds),
		/* whoever still looks up a name after that is left to itself */
		curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L),
		curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L),
		curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED),
		curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2),
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L),
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L),
		curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)fetch->most),
		curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes),
		curl_easy_setopt(curl, CURLOPT_WRITEDATA, taking) };
	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if (codes[i] != CURLE_OK)
			return codes[i];
	return CURLE_OK;
}

/* `user` and `password` are NUL-terminated where they come from an arena. */
static CURLcode set_form(struct arena *a, CURL *curl, const struct fetch *fetch)
{
	CURLcode code = CURLE_OK;
	if (fetch->form.at) {
		code = curl_easy_setopt(
			curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)fetch->form.size);
		if (code == CURLE_OK)
			code = curl_easy_setopt(curl, CURLOPT_POSTFIELDS, fetch->form.at);
	}
	if (code == CURLE_OK && fetch->user.size > 0) {
		code = curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
		if (code == CURLE_OK)
			code = curl_easy_setopt(
				curl, CURLOPT_USERNAME, arena_copy(a, fetch->user).at);
		if (code == CURLE_OK)
			code = curl_easy_setopt(
				curl, CURLOPT_PASSWORD, arena_copy(a, fetch->password).at);
	}
	return code;
}

static void clean_up(CURL **curl)
{
	curl_easy_cleanup(*curl);
}

static void free_list(struct curl_slist **list)
{
	curl_slist_free_all(*list);
}

enum outcome post_fetch(struct arena *a, const struct fetch *fetch, struct fetched *fetched)
{
	__attribute__((cleanup(free_list))) struct curl_slist *headers =
		curl_slist_append(NULL, "Accept: application/json");
	__attribute__((cleanup(clean_up))) CURL *curl = curl_easy_init();
	struct taking taking = { .body = buffer_in(a) };
	long status = 0;
	taking.body.cap = fetch->most;
	CURLcode code = curl && headers ? set_up(curl, fetch, &taking) : CURLE_OUT_OF_MEMORY;
	if (code == CURLE_OK)
		code = curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	if (code == CURLE_OK)
		code = set_form(a, curl, fetch);
	if (code == CURLE_OK)
		code = curl_easy_perform(curl);
	if (code == CURLE_OK)
		code = curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (code != CURLE_OK) {
		log_note("post: no answer: %s",
			taking.too_much ? "it is too long" : curl_easy_strerror(code));
		return BUSY;
	}
	fetched->status = (int)status;
	fetched->body = buffer_text(&taking.body);
	return DONE;
}
