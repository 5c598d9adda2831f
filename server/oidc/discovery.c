/*
 * discovery: the provider's own page about itself, and what is written with it: where a browser goes,
 * and what the token endpoint is asked.
 */
#include "oidc/inside.h"
#include "seal/seal.h"

static bool endpoint_of(
	const json_t *page, const char *name, bool plain, struct arena *a, struct text *address)
{
	struct text value = json_text(page, name);
	if (!endpoint_fits(value, plain))
		return false;
	*address = arena_copy(a, value);
	return true;
}

/* What a page doesn't say is not held against it. */
static bool may_have(const json_t *page, const char *name, struct text value)
{
	return !json_object_get(page, name) || json_has_text(page, name, value);
}

bool provider_read(struct arena *a, struct text bytes, struct text issuer, struct provider *p,
	const char **why)
{
	OWN_JSON *page = json_read(bytes);
	bool plain = is_plain(issuer);
	*p = (struct provider){ 0 };
	if (!page)
		*why = "isn't a JSON object";
	else if (!text_is(json_text(page, "issuer"), issuer))
		*why = "names another issuer than the settings: write it exactly as there";
	else if (!endpoint_of(page, "authorization_endpoint", plain, a, &p->authorization) ||
		!endpoint_of(page, "token_endpoint", plain, a, &p->token) ||
		!endpoint_of(page, "jwks_uri", plain, a, &p->keys))
		*why = "lacks an address, or one that isn't https";
	else if (!may_have(page, "response_types_supported", TEXT("code")))
		*why = "knows no authorization code flow";
	else if (!may_have(page, "code_challenge_methods_supported", TEXT("S256")))
		*why = "knows no PKCE with S256";
	else {
		p->secret_in_form = !may_have(
			page, "token_endpoint_auth_methods_supported", TEXT("client_secret_basic"));
		p->says_issuer = json_is_true(
			json_object_get(page, "authorization_response_iss_parameter_supported"));
		return true;
	}
	return false;
}

static void add_field(struct buffer *b, const char *name, struct text value)
{
	buffer_print(b, "%s%s=", b->size > 0 ? "&" : "", name);
	buffer_add_url(b, value);
}

/* RFC 7636, section 4.2 */
static struct text challenge_of(struct arena *a, struct text verifier)
{
	unsigned char digest[SHA256_SIZE];
	sha256_of(verifier, digest);
	return base64url_text(a, bytes_text(digest, sizeof digest));
}

/* prompt=login asks the person whatever session there is; with max_age the token must say when that
 * was (section 3.1.2.1), which is what is checked: the browser could leave both out. */
struct text authorization_address(struct arena *a, const struct provider *p,
	const struct oidc_settings *settings, const struct oidc_journey *journey)
{
	struct buffer fields = buffer_in(a);
	add_field(&fields, "response_type", TEXT("code"));
	add_field(&fields, "client_id", settings->client_id);
	add_field(&fields, "redirect_uri", settings->return_to);
	add_field(&fields, "scope", TEXT("openid"));
	add_field(&fields, "state", journey->state);
	add_field(&fields, "nonce", journey->nonce);
	add_field(&fields, "code_challenge", challenge_of(a, journey->verifier));
	add_field(&fields, "code_challenge_method", TEXT("S256"));
	add_field(&fields, "prompt", TEXT("login"));
	add_field(&fields, "max_age", TEXT("0"));
	if (journey->language.size > 0)
		add_field(&fields, "ui_locales", journey->language);
	if (settings->second_factor.size > 0)
		add_field(&fields, "acr_values", settings->second_factor);
	bool has_query = text_find_char(p->authorization, '?') < p->authorization.size;
	return arena_print(a, "%.*s%c%.*s", SHOWN(p->authorization), has_query ? '&' : '?',
		SHOWN(buffer_text(&fields)));
}

static struct text encoded(struct arena *a, struct text value)
{
	struct buffer b = buffer_in(a);
	buffer_add_url(&b, value);
	return buffer_text(&b);
}

struct oidc_request token_request(struct arena *a, const struct provider *p,
	const struct oidc_settings *settings, const struct oidc_journey *journey, struct text code)
{
	struct buffer form = buffer_in(a);
	bool basic = settings->secret.size > 0 && !p->secret_in_form;
	struct oidc_request request = { .address = arena_copy(a, p->token).at,
		.user = NO_TEXT,
		.password = NO_TEXT,
		.most = PAGE_MOST,
		.plain = is_plain(settings->issuer) };
	add_field(&form, "grant_type", TEXT("authorization_code"));
	add_field(&form, "code", code);
	add_field(&form, "redirect_uri", settings->return_to);
	add_field(&form, "code_verifier", journey->verifier);
	if (basic) { /* both are encoded before they are put together (RFC 6749, 2.3.1) */
		request.user = encoded(a, settings->client_id);
		request.password = encoded(a, settings->secret);
	} else {
		add_field(&form, "client_id", settings->client_id);
		if (settings->secret.size > 0)
			add_field(&form, "client_secret", settings->secret);
	}
	request.form = buffer_text(&form);
	return request;
}

bool token_reply_read(struct arena *a, struct text bytes, struct text *id_token)
{
	OWN_JSON *reply = json_read(bytes);
	struct text token = reply ? json_text(reply, "id_token") : NO_TEXT;
	if (token.size == 0 || token.size > TOKEN_MOST)
		return false;
	*id_token = arena_copy(a, token);
	return true;
}
