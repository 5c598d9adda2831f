/*
 * certificate: what an https address shows to whoever comes, read off one handshake by libcurl, which
 * keeps what it saw even where it wouldn't go on.
 */
#include "post/post.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

static CURLcode set_up(CURL *curl, const char *address, const char *authorities, int seconds)
{
	CURLcode codes[] = { curl_easy_setopt(curl, CURLOPT_URL, address),
		curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https"),
		curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L),
		curl_easy_setopt(curl, CURLOPT_CERTINFO, 1L),
		curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)seconds),
		curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L),
		curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L),
		curl_easy_setopt(curl, CURLOPT_NOPROXY, "*"),
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L),
		curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L) };
	for (size_t i = 0; i < COUNT_OF(codes); i++)
		if (codes[i] != CURLE_OK)
			return codes[i];
	return authorities ? curl_easy_setopt(curl, CURLOPT_CAINFO, authorities) : CURLE_OK;
}

/* libcurl's own words: "Expire Date:2027-01-31 23:59:59 GMT"; 0 where it isn't that. */
static int64_t moment_of(const char *line, const char *name)
{
	struct date d = { 0 };
	int hour, minute, second;
	size_t size = strlen(name);
	if (strncmp(line, name, size) != 0 ||
		sscanf(line + size, "%4d-%2d-%2d %2d:%2d:%2d GMT", &d.year, &d.month, &d.day, &hour,
			&minute, &second) != 6)
		return 0;
	if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31)
		return 0;
	return clock_days(d) * 86400 + hour * 3600 + minute * 60 + second;
}

static void take_dates(const struct curl_certinfo *shown, struct certificate *c)
{
	for (int i = 0; i < shown->num_of_certs; i++) {
		for (const struct curl_slist *l = shown->certinfo[i]; l; l = l->next) {
			int64_t first = moment_of(l->data, "Start Date:");
			int64_t last = moment_of(l->data, "Expire Date:");
			if (first > c->first)
				c->first = first;
			if (last && (!c->last || last < c->last))
				c->last = last;
		}
	}
}

static void clean_up(CURL **curl)
{
	curl_easy_cleanup(*curl);
}

enum outcome post_look_at_certificate(
	const char *address, const char *authorities, int seconds, struct certificate *certificate)
{
	__attribute__((cleanup(clean_up))) CURL *curl = curl_easy_init();
	struct curl_certinfo *shown = NULL;
	CURLcode code = curl ? set_up(curl, address, authorities, seconds) : CURLE_OUT_OF_MEMORY;
	*certificate = (struct certificate){ 0 };
	if (code == CURLE_OK)
		code = curl_easy_perform(curl);
	if (curl && curl_easy_getinfo(curl, CURLINFO_CERTINFO, &shown) == CURLE_OK && shown)
		take_dates(shown, certificate);
	certificate->trusted = code == CURLE_OK;
	if (code != CURLE_OK)
		log_note("post: the certificate of our own address: %s", curl_easy_strerror(code));
	return code == CURLE_OK || code == CURLE_PEER_FAILED_VERIFICATION ? DONE : BUSY;
}
