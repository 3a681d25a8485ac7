/* SPDX-License-Identifier: BSD-3-Clause */
#include "policy/zonefile.h"

#include <ldns/ldns.h>
#include <string.h>
#include <strings.h>

#include "policy/file.h"
#include "policy/owner.h"
#include "policy/rr.h"
#include "policy/text.h"

#define LIST_HINT "; plain lists of names are called .list"
/* Bytes.  ldns takes lines of any length since 1.8, and no longer ones than this before. */
#define LINE_MAX_LEN LDNS_MAX_LINELEN

struct reader {
	struct smx_zonefile *zonefile;
	const struct smx_text *text;
	struct smx_place place; /* of the record at hand */
	size_t records_max;
	bool is_over; /* the rest of the file is not read */
	/* Owned: */
	ldns_rdf *apex; /* NULL until the SOA has been seen */
	ldns_rdf *origin;
	ldns_rdf *previous;
};

static int
add_record(struct reader *reader, enum smx_record_kind kind, uint16_t type,
	   const struct smx_owner *owner, const void *bytes, size_t len)
{
	if (reader->zonefile->records.n_records == reader->records_max) {
		reader->is_over = true;
		return smx_complain(&reader->place, SMX_ELIMIT,
				    "more than %zu records: split the zone, the rest is not read",
				    reader->records_max);
	}
	if (smx_records_add(&reader->zonefile->records, kind, type, &owner->name, bytes, len,
			    reader->place.line) != SMX_OK)
		return smx_complain(&reader->place, SMX_ENOMEM, "%s",
				    smx_error_text(SMX_ENOMEM));
	return SMX_OK;
}

/* The policy a CNAME's target stands for; see draft-vixie-dnsop-dns-rpz. */
static int
read_cname(struct reader *reader, const struct smx_owner *owner, const ldns_rdf *target)
{
	static const struct {
		const char *target;
		enum smx_record_kind kind;
	} targets[] = {
		{".", SMX_RECORD_NXDOMAIN},
		{"*.", SMX_RECORD_NODATA},
		{"rpz-passthru.", SMX_RECORD_PASSTHRU},
	};
	char *text = ldns_rdf2str(target);
	int rc;

	if (text == NULL)
		return smx_complain(&reader->place, SMX_ENOMEM, "%s",
				    smx_error_text(SMX_ENOMEM));
	for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++) {
		if (strcasecmp(text, targets[i].target) == 0) {
			rc = add_record(reader, targets[i].kind, 0, owner, NULL, 0);
			goto free_text;
		}
	}
	rc = smx_complain(&reader->place, SMX_ESYNTAX,
			  "CNAME %s says nothing here: write CNAME . (NXDOMAIN), CNAME *. "
			  "(NODATA), CNAME rpz-passthru. (exempt), or MX, A and AAAA records for "
			  "a sinkhole",
			  text);
free_text:
	LDNS_FREE(text);
	return rc;
}

/* Local data: RDLENGTH and RDATA, uncompressed, as the resolver will answer it. */
static int
read_data(struct reader *reader, const struct smx_owner *owner, const ldns_rr *rr)
{
	uint8_t wire[2 + 2 + SMX_WIRE_MAX];
	size_t len = 2;

	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
		const ldns_rdf *rdf = ldns_rr_rdf(rr, i);

		if (len + ldns_rdf_size(rdf) > sizeof wire)
			return smx_complain(&reader->place, SMX_ESYNTAX,
					    "too much data: no record of this type is so long");
		memcpy(wire + len, ldns_rdf_data(rdf), ldns_rdf_size(rdf));
		len += ldns_rdf_size(rdf);
	}
	wire[0] = (uint8_t)((len - 2) >> 8);
	wire[1] = (uint8_t)(len - 2);
	return add_record(reader, SMX_RECORD_DATA, (uint16_t)ldns_rr_get_type(rr), owner, wire,
			  len);
}

static int
read_txt(struct reader *reader, const struct smx_owner *owner, const ldns_rr *rr)
{
	bool is_apex = owner->name.n_labels == 0;
	int first_error = SMX_OK;

	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
		/* A character string: its length in one byte, then the bytes. */
		const ldns_rdf *rdf = ldns_rr_rdf(rr, i);
		const char *string = (const char *)ldns_rdf_data(rdf) + 1;
		size_t len = ldns_rdf_data(rdf)[0];
		int rc = SMX_OK;

		if (is_apex && len > 0)
			rc = smx_params_add(&reader->zonefile->apex, string, len, &reader->place);
		else if (owner->is_param && len > 0)
			rc = add_record(reader, SMX_RECORD_PARAM, 0, owner, string, len);
		else if (!owner->is_param && !is_apex && len > 0)
			rc = smx_complain(&reader->place, SMX_ESYNTAX,
					  "TXT of a protected name is \"\"; its parameters go to a "
					  "TXT record at _straymx. before the name");
		if (first_error == SMX_OK)
			first_error = rc;
	}
	if (first_error == SMX_OK && !owner->is_param && !is_apex)
		return add_record(reader, SMX_RECORD_PROTECTED, 0, owner, NULL, 0);
	return first_error;
}

static int
type_error(const struct reader *reader, ldns_rr_type type, const struct smx_owner *owner)
{
	char buf[16];

	return smx_complain(&reader->place, SMX_ESYNTAX,
			    "%s records say nothing at %s", smx_rr_type_text(type, buf),
			    owner->name.n_labels == 0 ? "the apex: write NS or TXT"
			    : owner->is_param
				    ? "_straymx: write TXT"
				    : "a protected name: write CNAME, MX, A, AAAA or TXT");
}

static int
read_soa(struct reader *reader, const ldns_rr *rr)
{
	struct smx_soa *soa = &reader->zonefile->soa;
	const ldns_rdf *mname = ldns_rr_rdf(rr, 0);
	const ldns_rdf *rname = ldns_rr_rdf(rr, 1);

	if (reader->apex != NULL)
		return smx_complain(&reader->place, SMX_ESYNTAX, "a second SOA record: remove it");
	reader->apex = ldns_rdf_clone(ldns_rr_owner(rr));
	if (reader->apex == NULL)
		return smx_complain(&reader->place, SMX_ENOMEM, "%s",
				    smx_error_text(SMX_ENOMEM));
	/* A name that ldns has made fits. */
	(void)smx_name_from_wire(&reader->zonefile->origin, ldns_rdf_data(reader->apex),
				 ldns_rdf_size(reader->apex));
	soa->mname_len = (uint8_t)ldns_rdf_size(mname);
	memcpy(soa->mname, ldns_rdf_data(mname), soa->mname_len);
	soa->rname_len = (uint8_t)ldns_rdf_size(rname);
	memcpy(soa->rname, ldns_rdf_data(rname), soa->rname_len);
	soa->serial = ldns_rdf2native_int32(ldns_rr_rdf(rr, 2));
	soa->refresh = ldns_rdf2native_int32(ldns_rr_rdf(rr, 3));
	soa->retry = ldns_rdf2native_int32(ldns_rr_rdf(rr, 4));
	soa->expire = ldns_rdf2native_int32(ldns_rr_rdf(rr, 5));
	return SMX_OK;
}

static int
read_rr(struct reader *reader, const ldns_rr *rr)
{
	ldns_rr_type type = ldns_rr_get_type(rr);
	struct smx_owner owner;
	int rc;

	if (ldns_rr_get_class(rr) != LDNS_RR_CLASS_IN)
		return smx_complain(&reader->place, SMX_ESYNTAX,
				    "the class is not IN: write IN or none");
	if (!smx_rr_has_fields(rr))
		return smx_complain(&reader->place, SMX_ESYNTAX,
				    "the data does not have the form of its type: write it without "
				    "\\#");
	if (type == LDNS_RR_TYPE_SOA)
		return read_soa(reader, rr);
	if (reader->apex == NULL)
		return smx_complain(&reader->place, SMX_ESYNTAX,
				    "the SOA record has to be the first one: put it before this one"
				    LIST_HINT);
	if (smx_rr_is_dnssec(type))
		return SMX_OK;
	rc = smx_owner_read(&owner, ldns_rr_owner(rr), reader->apex, &reader->place);
	if (rc != SMX_OK)
		return rc;
	if (type == LDNS_RR_TYPE_TXT)
		return read_txt(reader, &owner, rr);
	if (owner.name.n_labels == 0 && type == LDNS_RR_TYPE_NS && !owner.is_param)
		return SMX_OK;
	if (owner.name.n_labels == 0 || owner.is_param)
		return type_error(reader, type, &owner);
	switch (type) {
	case LDNS_RR_TYPE_CNAME:
		return read_cname(reader, &owner, ldns_rr_rdf(rr, 0));
	case LDNS_RR_TYPE_MX:
	case LDNS_RR_TYPE_A:
	case LDNS_RR_TYPE_AAAA:
		return read_data(reader, &owner, rr);
	default:
		return type_error(reader, type, &owner);
	}
}

/* What ldns makes no record of, in the lines from offset `at` on. */
static int
syntax_error(const struct reader *reader, ldns_status status, size_t at)
{
	static const char prefix[] = "Syntax error, ";
	const char *reason = ldns_get_errorstr_by_id(status);
	char quote[SMX_QUOTE_SIZE];

	smx_text_quote(reader->text, at, ';', quote);
	if (strncasecmp(quote, "$GENERATE", strlen("$GENERATE")) == 0)
		return smx_complain(&reader->place, SMX_ESYNTAX,
				    "$GENERATE is not supported: write its records out");
	if (strncmp(reason, prefix, strlen(prefix)) == 0)
		reason += strlen(prefix);
	if (status == LDNS_STATUS_SYNTAX_ERR)
		reason = "perhaps a name of more than 255 bytes, or a label of more than 63";
	return smx_complain(&reader->place, SMX_ESYNTAX, "'%s': %s: write %s%s", quote, reason,
			    quote[0] == '$' ? "$ORIGIN NAME or $TTL SECONDS"
					    : "NAME [TTL] [IN] TYPE DATA",
			    reader->apex == NULL ? LIST_HINT : "");
}

/* ldns obeys $TTL lines, whatever they say (RFC 2308, 4: a TTL). */
static int
check_ttl(const struct reader *reader, size_t at)
{
	char quote[SMX_QUOTE_SIZE];
	const char *value, *end;

	smx_text_quote(reader->text, at, ';', quote);
	value = quote + strcspn(quote, " \t");
	value += strspn(value, " \t");
	(void)ldns_str2period(value, &end);
	if (end > value && strchr(" \t;", *end) != NULL)
		return SMX_OK;
	return smx_complain(&reader->place, SMX_ESYNTAX,
			    "'%s': not a time: write $TTL SECONDS", quote);
}

static int
read_status(const struct reader *reader, ldns_status status, size_t at)
{
	switch (status) {
	case LDNS_STATUS_SYNTAX_TTL:
		return check_ttl(reader, at);
	case LDNS_STATUS_SYNTAX_ORIGIN: /* obeyed by ldns, too */
	case LDNS_STATUS_SYNTAX_EMPTY:
		return SMX_OK;
	case LDNS_STATUS_SYNTAX_INCLUDE:
		return smx_complain(&reader->place, SMX_ESYNTAX,
				    "$INCLUDE is not supported: put the records into this file");
	default:
		return syntax_error(reader, status, at);
	}
}

/* How many empty lines end at an offset: ldns takes them with the line before. */
static unsigned
count_empty_lines(const struct smx_text *text, long at)
{
	unsigned n_ends = 0;

	while (at > (long)n_ends && text->bytes[at - 1 - (long)n_ends] == '\n')
		n_ends++;
	return n_ends > 0 ? n_ends - 1 : 0;
}

/* Record by record; ldns reads streams alone.  Returns the code of the first error. */
static int
read_records(struct reader *reader, FILE *stream, const atomic_bool *is_called_off)
{
	bool is_open = smx_text_ends_open(reader->text);
	uint32_t ttl = LDNS_DEFAULT_TTL;
	int first_error = SMX_OK;
	int line = 0;

	while (!reader->is_over && !feof(stream) && !ferror(stream)) {
		ldns_rr *rr = NULL;
		long at = ftell(stream);
		ldns_status status = ldns_rr_new_frm_fp_l(&rr, stream, &ttl, &reader->origin,
							  &reader->previous, &line);
		int rc;

		/* `line` counts line ends. */
		reader->place.line = (unsigned)line + (feof(stream) && is_open ? 1 : 0) -
				     count_empty_lines(reader->text, ftell(stream));
		rc = status == LDNS_STATUS_OK ? read_rr(reader, rr)
					      : read_status(reader, status, (size_t)at);
		ldns_rr_free(rr);
		if (smx_is_called_off(is_called_off))
			return SMX_ECANCEL;
		if (first_error == SMX_OK)
			first_error = rc;
		/* Without an apex, nothing that follows can be understood. */
		reader->is_over |= rc != SMX_OK && reader->apex == NULL;
	}
	reader->place.line = 0;
	if (ferror(stream))
		return smx_complain(&reader->place, SMX_EREAD, "%s", smx_error_text(SMX_EREAD));
	return first_error;
}

static int
read_text(struct reader *reader, const atomic_bool *is_called_off)
{
	const struct smx_text *text = reader->text;
	FILE *stream;
	int rc;

	if (text->len == 0)
		return SMX_OK; /* which fmemopen() may take for an error */
	stream = fmemopen(text->bytes, text->len, "r"); /* it is not written */
	if (stream == NULL)
		return smx_complain(&reader->place, SMX_ENOMEM, "%s",
				    smx_error_text(SMX_ENOMEM));
	rc = read_records(reader, stream, is_called_off);
	fclose(stream);
	return rc;
}

int
smx_zonefile_read(struct smx_zonefile *zonefile, const struct smx_text *text, size_t records_max,
		  const struct smx_place *place, const atomic_bool *is_called_off)
{
	struct reader reader = {.zonefile = zonefile,
				.text = text,
				.place = *place,
				.records_max = records_max};
	int first_error;

	memset(&zonefile->origin, 0, sizeof zonefile->origin);
	memset(&zonefile->soa, 0, sizeof zonefile->soa);
	smx_params_init(&zonefile->apex);
	smx_records_init(&zonefile->records);
	first_error = smx_text_check(text, LINE_MAX_LEN, place);
	if (first_error == SMX_OK)
		first_error = read_text(&reader, is_called_off);
	if (reader.apex == NULL && first_error == SMX_OK)
		first_error = smx_complain(&reader.place, SMX_ESYNTAX,
					   "no SOA record: this is not a zone file (plain lists of "
					   "names are called .list)");
	if (first_error == SMX_OK)
		smx_text_warn_of_open_end(text, place);
	ldns_rdf_deep_free(reader.apex);
	ldns_rdf_deep_free(reader.origin);
	ldns_rdf_deep_free(reader.previous);
	return first_error;
}

void
smx_zonefile_free(struct smx_zonefile *zonefile)
{
	smx_records_free(&zonefile->records);
}
