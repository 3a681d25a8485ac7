/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <stdio.h>
#include <string.h>

#include "services/cache/dns.h"
#include "sldns/rrdef.h"
#include "util/data/msgreply.h"
#include "util/data/packed_rrset.h"
#include "util/module.h"
#include "util/net_help.h"
#include "util/regional.h"

#include "match/lookup.h"
#include "unbound/answer.h"

#define EDNS_OPTION_EDE 15 /* RFC 8914 */
#define EDE_FORGED_ANSWER 4
#define EDE_BLOCKED 15
#define EDE_NO_REACHABLE_AUTHORITY 22
#define EDE_NETWORK_ERROR 23
/* Bytes; a name of 253 characters fits.  What is longer are escapes of bytes that no
 * host name has, and would only cut off the answer's end in UDP. */
#define EDE_TEXT_MAX 300

#define N_RRSETS_MAX 3 /* MX, A and AAAA to a question for ANY */

/* The message under construction. */
struct answer {
	struct module_qstate *qstate;
	const struct smx_policy *policy;
	const struct smx_verdict *verdict;
	struct ub_packed_rrset_key *rrsets[N_RRSETS_MAX];
	size_t n_rrsets;
	bool is_positive;
	uint16_t rcode;
};

/*
 * An RRset of `n` records whose RDATA (with its length before it) `rdata`
 * points to, copied into the region.  The TTLs are relative, as Unbound's
 * modules hand them up.  NULL if memory ran out.
 */
static struct ub_packed_rrset_key *
make_rrset(const struct answer *answer, const uint8_t *owner, size_t owner_len, uint16_t type,
	   const struct smx_rdata *const *rdata, size_t n)
{
	struct regional *region = answer->qstate->region;
	struct ub_packed_rrset_key *key = regional_alloc_zero(region, sizeof *key);
	struct packed_rrset_data *data = regional_alloc_zero(region, sizeof *data);

	if (key == NULL || data == NULL)
		return NULL;
	key->entry.key = key;
	key->entry.data = data;
	key->rk.dname = regional_alloc_init(region, owner, owner_len);
	key->rk.dname_len = owner_len;
	key->rk.type = htons(type);
	key->rk.rrset_class = htons(LDNS_RR_CLASS_IN);
	data->ttl = (time_t)answer->policy->ttl;
	data->trust = rrset_trust_ultimate;
	data->security = sec_status_insecure;
	data->rr_len = regional_alloc(region, n * sizeof *data->rr_len);
	data->rr_ttl = regional_alloc(region, n * sizeof *data->rr_ttl);
	data->rr_data = regional_alloc(region, n * sizeof *data->rr_data);
	if (key->rk.dname == NULL || data->rr_len == NULL || data->rr_ttl == NULL ||
	    data->rr_data == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		data->rr_len[i] = rdata[i]->len;
		data->rr_ttl[i] = data->ttl;
		data->rr_data[i] = regional_alloc_init(region, rdata[i]->wire, rdata[i]->len);
		if (data->rr_data[i] == NULL)
			return NULL;
		data->count++;
	}
	return key;
}

static int
add_rrset(struct answer *answer, const uint8_t *owner, size_t owner_len, uint16_t type,
	  const struct smx_rdata *const *rdata, size_t n)
{
	struct ub_packed_rrset_key *rrset =
		make_rrset(answer, owner, owner_len, type, rdata, n);

	if (rrset == NULL)
		return SMX_ENOMEM;
	answer->rrsets[answer->n_rrsets++] = rrset;
	return SMX_OK;
}

/* The SOA record of the policy zone, owned by the candidate (RFC 2308, 3). */
static int
add_soa(struct answer *answer)
{
	const struct query_info *qinfo = &answer->qstate->qinfo;
	const struct smx_zone *zone = answer->verdict->entry->settings->zone;
	const struct smx_rdata soa = {LDNS_RR_TYPE_SOA, zone->soa_len, zone->soa_wire};
	const struct smx_rdata *const rdata[] = {&soa};
	size_t len;
	const uint8_t *owner =
		smx_candidate_wire(answer->verdict, qinfo->qname, qinfo->qname_len, &len);

	return add_rrset(answer, owner, len, LDNS_RR_TYPE_SOA, rdata, 1);
}

/* An answer record set, owned by the query name, if the question asks for it. */
static int
add_positive(struct answer *answer, uint16_t type, const struct smx_rdata *const *rdata, size_t n)
{
	const struct query_info *qinfo = &answer->qstate->qinfo;

	if (n == 0 || (qinfo->qtype != type && qinfo->qtype != LDNS_RR_TYPE_ANY))
		return SMX_OK;
	answer->is_positive = true;
	return add_rrset(answer, qinfo->qname, qinfo->qname_len, type, rdata, n);
}

static int
add_null_mx(struct answer *answer)
{
	uint8_t wire[] = {0, 3, 0, 0, 0}; /* RDLENGTH 3: preference 0, the root */
	const struct smx_rdata null_mx = {LDNS_RR_TYPE_MX, sizeof wire, wire};
	const struct smx_rdata *const rdata[] = {&null_mx};

	return add_positive(answer, LDNS_RR_TYPE_MX, rdata, 1);
}

static int
add_data(struct answer *answer)
{
	static const uint16_t types[N_RRSETS_MAX] = {LDNS_RR_TYPE_MX, LDNS_RR_TYPE_A,
						     LDNS_RR_TYPE_AAAA};
	const struct smx_entry *entry = answer->verdict->entry;
	const struct smx_rdata **rdata =
		regional_alloc(answer->qstate->region, entry->n_data * sizeof *rdata);

	if (rdata == NULL)
		return SMX_ENOMEM;
	for (size_t t = 0; t < N_RRSETS_MAX; t++) {
		size_t n = 0;
		int rc;

		for (size_t i = 0; i < entry->n_data; i++) {
			if (entry->data[i].type == types[t])
				rdata[n++] = &entry->data[i];
		}
		rc = add_positive(answer, types[t], rdata, n);
		if (rc != SMX_OK)
			return rc;
	}
	return SMX_OK;
}

static int
add_records(struct answer *answer)
{
	int rc = SMX_OK;

	switch (answer->verdict->entry->settings->action) {
	case SMX_NXDOMAIN:
		answer->rcode = LDNS_RCODE_NXDOMAIN;
		break;
	case SMX_NULLMX:
		rc = add_null_mx(answer);
		break;
	case SMX_DATA:
		rc = add_data(answer);
		break;
	default: /* SMX_NODATA */
		break;
	}
	if (rc == SMX_OK && !answer->is_positive)
		rc = add_soa(answer);
	return rc;
}

static struct dns_msg *
make_message(const struct answer *answer)
{
	struct regional *region = answer->qstate->region;
	struct dns_msg *message = regional_alloc_zero(region, sizeof *message);
	struct reply_info *reply = regional_alloc_zero(region, sizeof *reply);

	if (message == NULL || reply == NULL)
		return NULL;
	reply->rrsets =
		regional_alloc_init(region, answer->rrsets, sizeof answer->rrsets);
	if (reply->rrsets == NULL)
		return NULL;
	reply->flags = BIT_QR | BIT_RA | answer->rcode;
	reply->qdcount = 1;
	reply->ttl = (time_t)answer->policy->ttl;
	reply->prefetch_ttl = reply->ttl;
	reply->serve_expired_ttl = reply->ttl;
	reply->security = sec_status_insecure;
	reply->rrset_count = answer->n_rrsets;
	if (answer->is_positive)
		reply->an_numrrsets = answer->n_rrsets;
	else
		reply->ns_numrrsets = answer->n_rrsets;
	message->qinfo = answer->qstate->qinfo;
	message->rep = reply;
	return message;
}

/* RFC 8914; Unbound sends it to those who sent EDNS.  `text` follows the intended
 * name. */
static int
add_ede(struct module_qstate *qstate, const struct smx_verdict *verdict, uint8_t code,
	const char *text)
{
	const struct query_info *qinfo = &qstate->qinfo;
	uint8_t option[2 + EDE_TEXT_MAX + 1];
	char intended[2 * SMX_NAME_TEXT_SIZE];
	int len;

	smx_intended_write(verdict, qinfo->qname, qinfo->qname_len, intended, sizeof intended);
	option[0] = 0;
	option[1] = code;
	len = snprintf((char *)option + 2, EDE_TEXT_MAX + 1, "did you mean %s?%s", intended, text);
	if (len > EDE_TEXT_MAX)
		len = 0;
	return edns_opt_list_append(&qstate->edns_opts_front_out, EDNS_OPTION_EDE,
				    2 + (size_t)len, option, qstate->region)
		       ? SMX_OK
		       : SMX_ENOMEM;
}

/* Put the message in, once all else that can fail has been done. */
static int
hand_out(const struct answer *answer, uint8_t ede, const char *text)
{
	struct module_qstate *qstate = answer->qstate;
	struct dns_msg *message = make_message(answer);

	if (message == NULL || add_ede(qstate, answer->verdict, ede, text) != SMX_OK)
		return SMX_ENOMEM;
	qstate->return_msg = message;
	qstate->return_rcode = LDNS_RCODE_NOERROR;
	qstate->no_cache_store = 1;
	return SMX_OK;
}

int
smx_answer_write(struct module_qstate *qstate, const struct smx_policy *policy,
		 const struct smx_verdict *verdict)
{
	struct answer answer = {.qstate = qstate,
				.policy = policy,
				.verdict = verdict,
				.rcode = LDNS_RCODE_NOERROR};

	if (add_records(&answer) != SMX_OK)
		return SMX_ENOMEM;
	return hand_out(&answer, answer.is_positive ? EDE_FORGED_ANSWER : EDE_BLOCKED, "");
}

/* A message, for Unbound drops the EDE of a mere return code.  It would give an expired
 * answer from its cache in the place of this one (serve-expired), if it could look. */
int
smx_answer_defer(struct module_qstate *qstate, const struct smx_policy *policy,
		 const struct smx_verdict *verdict, enum smx_existence intended)
{
	struct answer answer = {.qstate = qstate,
				.policy = policy,
				.verdict = verdict,
				.rcode = LDNS_RCODE_SERVFAIL};

	qstate->no_cache_lookup = 1;
	if (intended == SMX_REFUSED) {
		errinf(qstate, "straymx: too many intended names are being looked up");
		return hand_out(&answer, EDE_NETWORK_ERROR,
				" Too many such questions at once: try again");
	}
	errinf(qstate, "straymx: the intended name cannot be looked up");
	return hand_out(&answer, EDE_NO_REACHABLE_AUTHORITY,
			" It cannot be looked up now: try again");
}
