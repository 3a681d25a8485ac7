/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/list.h"

#include <string.h>

#include "policy/host.h"
#include "policy/tally.h"
#include "policy/text.h"

#define LINE_MAX_LEN 2048 /* bytes without the line end */

struct loader {
	struct smx_builder *builder;
	struct smx_zone *zone;         /* NULL for an allow list */
	const struct smx_params *conf; /* likewise */
	struct smx_place place;
	size_t n_names;
	bool is_over; /* the rest of the file is not read */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Cut off the comment and what is blank at both ends. */
static const char *
trim(const char *line, size_t *len)
{
	const char *comment = memchr(line, '#', *len);

	if (comment != NULL)
		*len = (size_t)(comment - line);
	while (*len > 0 && is_blank(line[*len - 1]))
		--*len;
	while (*len > 0 && is_blank(line[0])) {
		line++;
		--*len;
	}
	return line;
}

/* Drop the rank of a CSV line `rank,name`, as popularity lists have it. */
static const char *
skip_rank(const char *line, size_t *len)
{
	const char *comma = memchr(line, ',', *len);
	size_t rank_len = comma != NULL ? (size_t)(comma - line) : 0;

	if (comma == NULL || rank_len == 0 || strspn(line, "0123456789") != rank_len)
		return line;
	*len -= rank_len + 1;
	return comma + 1;
}

static int
load_protected(struct loader *loader, const struct smx_name *name)
{
	const struct smx_params *params[] = {loader->conf};
	struct smx_draft draft = {.name = name,
				  .zone = loader->zone,
				  .params = params,
				  .n_params = 1,
				  .action = SMX_PARAM_UNSET};

	return smx_builder_protect(loader->builder, &draft, &loader->place);
}

/* Lines that are meant otherwise than they can be. */
static int
check_form(const struct loader *loader, const char *line, size_t len)
{
	if (len > 0 && line[0] == ';')
		return smx_complain(&loader->place, SMX_ESYNTAX,
				    "a comment begins with # in a list, not with ;");
	if (memchr(line, ' ', len) != NULL || memchr(line, '\t', len) != NULL)
		return smx_complain(&loader->place, SMX_ENAME,
				    "'%.*s' has a blank in it: write one name a line",
				    len > 60 ? 60 : (int)len, line);
	if (loader->zone != NULL && memchr(line, ',', len) != NULL)
		return smx_complain(&loader->place, SMX_ENAME,
				    "'%.*s' has a comma in it: write the name alone (lines rank,name "
				    "are for the files of `allow`)",
				    len > 60 ? 60 : (int)len, line);
	return SMX_OK;
}

static int
load_line(struct loader *loader, const char *line, size_t len)
{
	struct smx_params none;
	struct smx_name name;
	bool is_exempt = loader->zone == NULL;
	int rc;

	line = trim(line, &len);
	if (len == 0)
		return SMX_OK;
	if (line[0] == '$' || line[0] == '@') {
		loader->is_over = true;
		return smx_complain(&loader->place, SMX_ESYNTAX,
				    "this is a line of a zone file, whose name must not end in .list; "
				    "the rest is not read");
	}
	if (loader->zone == NULL)
		line = skip_rank(line, &len);
	if (len > 0 && line[0] == '!') {
		is_exempt = true;
		len--;
		line = trim(line + 1, &len);
	}
	rc = check_form(loader, line, len);
	if (rc == SMX_OK)
		rc = smx_host_parse(line, len, &loader->place, &name);
	if (rc == SMX_OK)
		rc = smx_host_check(&name, is_exempt ? SMX_HOST_EXEMPT : SMX_HOST_PROTECTED,
				    &loader->place);
	if (rc != SMX_OK)
		return rc;
	if (loader->n_names == loader->builder->names_max) {
		loader->is_over = true;
		return smx_complain(&loader->place, SMX_ELIMIT,
				    "more than %zu names: split the list, the rest is not read",
				    loader->n_names);
	}
	loader->n_names++;
	if (!is_exempt)
		return load_protected(loader, &name);
	smx_params_init(&none);
	return smx_builder_exempt(loader->builder, &name, &none, &loader->place);
}

static int
load_lines(struct loader *loader, const struct smx_text *text)
{
	const char *line = text->bytes;
	const char *end = text->bytes + text->len;
	int first_error = SMX_OK;

	while (!loader->is_over && line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t len = (size_t)((newline != NULL ? newline : end) - line);
		int rc;

		if (smx_is_called_off(loader->builder->is_called_off))
			return SMX_ECANCEL;
		loader->place.line++;
		if (len > LINE_MAX_LEN)
			rc = smx_complain(&loader->place, SMX_ELIMIT,
					  "a line of %zu bytes; at most %d are read: write one name "
					  "a line",
					  len, LINE_MAX_LEN);
		else
			rc = load_line(loader, line, len);
		if (first_error == SMX_OK)
			first_error = rc;
		line += len + 1;
	}
	return first_error;
}

/* What negative answers of a list's entries say: nobody serves that zone. */
static int
set_soa(struct loader *loader, const struct smx_text *text)
{
	static const uint8_t mname[] = "\011localhost";
	static const uint8_t rname[] = "\012hostmaster\011localhost";
	struct smx_soa soa = {.refresh = 3600, .retry = 600, .expire = 604800};

	soa.serial = (uint32_t)text->modified;
	soa.mname_len = sizeof mname;
	memcpy(soa.mname, mname, sizeof mname);
	soa.rname_len = sizeof rname;
	memcpy(soa.rname, rname, sizeof rname);
	return smx_builder_set_soa(loader->builder, loader->zone, &soa, &loader->place);
}

static int
load(struct loader *loader, const struct smx_text *text)
{
	int rc = smx_text_check(text, 0, &loader->place);

	if (rc == SMX_OK && loader->zone != NULL)
		rc = set_soa(loader, text);
	if (rc == SMX_OK)
		rc = smx_builder_read_reasons(loader->builder, text, '#', &loader->place);
	if (rc == SMX_OK)
		rc = load_lines(loader, text);
	loader->place.line = 0;
	if (rc == SMX_OK)
		smx_text_warn_of_open_end(text, &loader->place);
	return rc;
}

int
smx_list_load(struct smx_builder *builder, struct smx_zone *zone, const struct smx_params *conf,
	      const struct smx_text *text, const struct smx_place *place)
{
	struct loader loader = {builder, zone, conf, *place, 0, false};
	int rc = load(&loader, text);

	if (rc == SMX_OK && loader.n_names == 0)
		smx_tally_warn_of_no_names(place);
	return rc;
}

int
smx_list_load_allow(struct smx_builder *builder, const struct smx_text *text,
		    const struct smx_place *place)
{
	struct loader loader = {builder, NULL, NULL, *place, 0, false};

	return load(&loader, text);
}
