/* SPDX-License-Identifier: BSD-3-Clause */
#include "ownname.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "policy/host.h"

#define QUOTE_MAX 60 /* bytes of a line that are quoted */
#define HOST_SIZE 254

/* ---- forms that are no name ------------------------------------------------------------- */

static bool
is_exempt(const char *text)
{
	return text[0] == '!';
}

static bool
is_zone_comment(const char *text)
{
	return text[0] == ';';
}

static bool
has_blank(const char *text)
{
	return strpbrk(text, " \t") != NULL;
}

static bool
is_quoted(const char *text)
{
	return strpbrk(text, "\"'`<>") != NULL;
}

static bool
is_url(const char *text)
{
	return strstr(text, "://") != NULL || strncmp(text, "//", 2) == 0;
}

static bool
is_mail(const char *text)
{
	return strchr(text, '@') != NULL;
}

static bool
has_comma(const char *text)
{
	return strpbrk(text, ",;|") != NULL;
}

/* An address, in brackets or not, or a network. */
static bool
is_address(const char *text)
{
	char copy[INET6_ADDRSTRLEN], buf[sizeof(struct in6_addr)];
	size_t len;

	text += text[0] == '[';
	len = strcspn(text, "]/%");
	if (len == 0 || len >= sizeof copy)
		return false;
	memcpy(copy, text, len);
	copy[len] = '\0';
	return inet_pton(AF_INET, copy, buf) == 1 || inet_pton(AF_INET6, copy, buf) == 1;
}

static bool
has_path(const char *text)
{
	return strchr(text, '/') != NULL;
}

static bool
has_port(const char *text)
{
	return strchr(text, ':') != NULL;
}

static bool
has_inner_star(const char *text)
{
	const char *star = strrchr(text, '*');

	return star != NULL && (star != text || text[1] != '.' || text[2] == '\0');
}

static bool
begins_with_dot(const char *text)
{
	return text[0] == '.';
}

static bool
has_underscore(const char *text)
{
	return strchr(text, '_') != NULL;
}

/* ---- what to write instead -------------------------------------------------------------- */

/* Behind the scheme and whoever logs in, up to the port or path. */
static const char *
skip_to_host(const char *text)
{
	const char *slashes = strstr(text, "//");
	const char *host = slashes != NULL ? slashes + 2 : text;
	const char *at = memchr(host, '@', strcspn(host, "/?"));

	return at != NULL ? at + 1 : host;
}

static const char *
skip_mark(const char *text)
{
	return text + strspn(text, "!.\"'`<");
}

static const char *
skip_local_part(const char *text)
{
	return strrchr(text, '@') + 1;
}

static const char *
skip_rank(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && text[digits] == ',' ? text + digits + 1 : text;
}

static const struct {
	bool (*is_so)(const char *text);
	const char *what;
	const char *instead;
	/* Where in the text a name begins that may be meant; NULL: nobody knows. */
	const char *(*skip)(const char *text);
} forms[] = {
	{is_exempt, "is an exempt name",
	 "names that are protected alone can be imported: write CNAME rpz-passthru. into the "
	 "zone, or the name into a file of `allow`",
	 NULL},
	{is_zone_comment, "is a comment of a zone file", "in lists they begin with #", NULL},
	{has_blank, "has a blank in it", "write one name a line", NULL},
	{is_url, "is a URL", "write its host alone", skip_to_host},
	{is_address, "is an IP address", "names are protected, not addresses", NULL},
	{is_quoted, "is quoted", "write the name without that", skip_mark},
	{is_mail, "is a mail address", "write what follows the @", skip_local_part},
	{has_comma, "has several fields", "write the name alone, one a line", skip_rank},
	{has_path, "has a path", "write the name alone", skip_to_host},
	{has_port, "has a port", "write the name alone", skip_to_host},
	{has_inner_star, "is a pattern",
	 "a * may stand in front alone, as in *.name, which means the same as the name", NULL},
	{begins_with_dot, "begins with a dot",
	 "write it without that: names below are protected in any case", skip_mark},
	{has_underscore, "has an underscore",
	 "write the domain that mail is sent to, of letters, digits and hyphens", NULL},
};

/* Whether that is a name to propose, and not another odd thing. */
static bool
take_host(const char *text, char host[HOST_SIZE])
{
	struct smx_messages messages;
	struct smx_place place = {&messages, "", 0};
	size_t len = strcspn(text, ":/?#,;|\"'`<>");
	struct smx_name name;
	bool is_name;

	if (len == 0 || len >= HOST_SIZE)
		return false;
	memcpy(host, text, len);
	host[len] = '\0';
	smx_messages_init(&messages);
	is_name = !is_address(host) && smx_host_parse(host, len, &place, &name) == SMX_OK &&
		  smx_host_check(&name, SMX_HOST_PROTECTED, &place) == SMX_OK;
	smx_messages_free(&messages);
	return is_name && name.n_labels > 1;
}

static int
quote_len(const char *text)
{
	size_t len = strlen(text);

	if (len <= QUOTE_MAX)
		return (int)len;
	/* Not the beginning of a character that is cut through. */
	for (len = QUOTE_MAX; len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80; len--)
		;
	return (int)len;
}

static int
check_form(const char *text, const struct smx_place *place)
{
	int len = quote_len(text);
	char host[HOST_SIZE];

	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		bool has_host;

		if (!forms[i].is_so(text))
			continue;
		has_host = forms[i].skip != NULL && take_host(forms[i].skip(text), host);
		return smx_complain(place, SMX_ENAME, "'%.*s%s' %s: %s%s%s", len, text,
				    text[len] != '\0' ? "..." : "", forms[i].what,
				    forms[i].instead, has_host ? ": " : "", has_host ? host : "");
	}
	return SMX_OK;
}

/* ---- the name --------------------------------------------------------------------------- */

static int
check_last_label(const struct smx_name *name, const char *text, const struct smx_place *place)
{
	struct smx_tail all = {name, 0};
	struct smx_span last = smx_tail_label(&all, name->n_labels - 1u);
	size_t digits = 0;

	while (digits < last.len && last.ptr[digits] >= '0' && last.ptr[digits] <= '9')
		digits++;
	if (digits < last.len)
		return SMX_OK;
	return smx_complain(place, SMX_ENAME,
			    "'%s' ends in a number, which no domain name does: write the whole name",
			    text);
}

bool
ownname_is_of_zone(const char *text)
{
	return text[0] == '$' || (text[0] == '@' && strchr(" \t", text[1]) != NULL);
}

int
ownname_read(struct smx_name *name, const char *text, const struct smx_place *place)
{
	int rc = check_form(text, place);

	if (rc == SMX_OK)
		rc = smx_host_parse(text, strlen(text), place, name);
	if (rc == SMX_OK)
		rc = smx_host_check(name, SMX_HOST_PROTECTED, place);
	if (rc == SMX_OK)
		rc = check_last_label(name, text, place);
	return rc;
}
