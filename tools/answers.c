/* SPDX-License-Identifier: BSD-3-Clause */
#include "answers.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "match/policy.h"

#define TYPE_A 1
#define TYPE_MX 15
#define TYPE_AAAA 28
#define TYPE_ANY 255

size_t
answers_types(const struct smx_policy *policy, uint16_t types[ANSWERS_TYPES_MAX])
{
	static const uint16_t always[] = {TYPE_MX, TYPE_A, TYPE_AAAA, TYPE_ANY};
	size_t n_always = sizeof always / sizeof always[0], n = n_always;

	memcpy(types, always, sizeof always);
	for (size_t i = 0; i < policy->n_types && n < ANSWERS_TYPES_MAX; i++) {
		bool is_there = false;

		for (size_t k = 0; k < n; k++)
			is_there |= types[k] == policy->types[i];
		if (!is_there)
			types[n++] = policy->types[i];
	}
	return n;
}

/* ---- answers ---------------------------------------------------------------------------- */

enum reply { PASSES, NO_NAME, NO_DATA, NULL_MX, RECORDS };

static bool
has_records(const struct smx_entry *entry, uint16_t type)
{
	for (uint32_t i = 0; i < entry->n_data; i++) {
		if (type == TYPE_ANY || entry->data[i].type == type)
			return true;
	}
	return false;
}

/* MX 0 ., which may have addresses beside it; then it has no other MX. */
static bool
has_null_mx(const struct smx_entry *entry)
{
	for (uint32_t i = 0; i < entry->n_data; i++) {
		if (entry->data[i].type == TYPE_MX)
			return entry->data[i].wire[4] == 0; /* behind length and preference */
	}
	return false;
}

static enum reply
reply_to(const struct smx_policy *policy, const struct smx_entry *entry, uint16_t type)
{
	if (!smx_policy_has_type(policy, type))
		return PASSES;
	switch (smx_entry_action(entry)) {
	case SMX_NXDOMAIN:
		return NO_NAME;
	case SMX_NULLMX:
		return type == TYPE_MX || type == TYPE_ANY ? NULL_MX : NO_DATA;
	case SMX_DATA:
		return has_records(entry, type) ? RECORDS : NO_DATA;
	default:
		return NO_DATA;
	}
}

/* A record's data, which is behind its length. */
static void
rdata_write(const struct smx_rdata *rdata, char *buf, size_t size)
{
	const uint8_t *wire = rdata->wire + 2;

	switch (rdata->type) {
	case TYPE_MX: {
		int len = snprintf(buf, size, "MX %u ", (unsigned)wire[0] << 8 | wire[1]);

		if ((size_t)len + 2 >= size)
			return;
		/* Of the root, nothing is written. */
		smx_name_write(wire + 2, (size_t)rdata->len - 4, buf + len, size - (size_t)len - 1);
		strcat(buf, ".");
		return;
	}
	case TYPE_A:
	case TYPE_AAAA: {
		int len = snprintf(buf, size, "%s ", rdata->type == TYPE_A ? "A" : "AAAA");

		inet_ntop(rdata->type == TYPE_A ? AF_INET : AF_INET6, wire, buf + len,
			  (socklen_t)(size - (size_t)len));
		return;
	}
	default:
		buf[0] = '\0';
	}
}

/* The records that a question of this type gets, or all, joined by commas. */
static void
records_write(const struct smx_entry *entry, uint16_t type, char *buf, size_t size)
{
	size_t at = 0;

	buf[0] = '\0';
	for (uint32_t i = 0; i < entry->n_data && at < size; i++) {
		char record[SMX_NAME_TEXT_SIZE + 16];

		if (type != TYPE_ANY && entry->data[i].type != type)
			continue;
		rdata_write(&entry->data[i], record, sizeof record);
		at += (size_t)snprintf(buf + at, size - at, "%s%s", at > 0 ? ", " : "", record);
	}
}

void
answers_write(const struct smx_policy *policy, const struct smx_entry *entry,
	      uint16_t type, char *buf, size_t size)
{
	static const char *const texts[] = {[PASSES] = "passes",
					    [NO_NAME] = "NXDOMAIN",
					    [NO_DATA] = "NODATA",
					    [NULL_MX] = "MX 0 ."};
	enum reply reply = reply_to(policy, entry, type);

	if (reply == RECORDS)
		records_write(entry, type, buf, size);
	else
		snprintf(buf, size, "%s", texts[reply]);
}

const char *
answers_unverified(const struct smx_entry *entry)
{
	switch (entry->settings->zone->verify_failure) {
	case SMX_FAILURE_PASS:
		return "passes";
	case SMX_FAILURE_INTERCEPT:
		return "the same";
	default:
		return "SERVFAIL";
	}
}

/* ---- mail servers ----------------------------------------------------------------------- */

const char *
answers_mta_name(enum answers_mta mta)
{
	return mta == ANSWERS_POSTFIX ? "Postfix" : "Exim";
}

/* What comes of the addresses, where there is no MX (RFC 5321, 5.1): the worse of two. */
static enum reply
address_reply(const struct smx_policy *policy, const struct smx_entry *entry)
{
	enum reply a = reply_to(policy, entry, TYPE_A);
	enum reply aaaa = reply_to(policy, entry, TYPE_AAAA);

	if (a == PASSES || aaaa == PASSES)
		return PASSES;
	return a == RECORDS || aaaa == RECORDS ? RECORDS : NO_DATA;
}

enum course { TO_LOOKALIKE, TO_ITS_ADDRESS, TO_SINKHOLE, NO_MAIL, NO_ADDRESS, NOT_EVEN_NAME };

static enum course
course_of(const struct smx_policy *policy, const struct smx_entry *entry, enum answers_mta mta)
{
	enum reply mx = reply_to(policy, entry, TYPE_MX);
	enum reply address;

	if (mx == PASSES)
		return TO_LOOKALIKE;
	if (mx == NULL_MX || (mx == RECORDS && has_null_mx(entry)))
		return NO_MAIL;
	if (mx == RECORDS)
		return TO_SINKHOLE;
	if (mx == NO_NAME && mta == ANSWERS_EXIM)
		return NOT_EVEN_NAME; /* it asks for no addresses then */
	address = address_reply(policy, entry);
	if (address == PASSES)
		return TO_ITS_ADDRESS;
	return address == RECORDS ? TO_SINKHOLE : NO_ADDRESS;
}

void
answers_mta_write(const struct smx_policy *policy, const struct smx_entry *entry,
		  enum answers_mta mta, char *buf, size_t size)
{
	static const char *const texts[ANSWERS_N_MTAS][NOT_EVEN_NAME + 1] = {
		[ANSWERS_POSTFIX] =
			{[TO_LOOKALIKE] = "delivers to the lookalike, since MX is not among `types`",
			 [TO_ITS_ADDRESS] = "finds no MX, and delivers to the lookalike's address, "
					    "since A or AAAA is not among `types`",
			 [NO_MAIL] = "bounces the mail at once (5.1.0, null MX), and refuses the "
				     "recipient at submission (556 5.1.10)",
			 [NO_ADDRESS] = "finds neither MX nor address, and bounces the mail at once "
					"(5.4.4); at submission it refuses the recipient (450, or "
					"unknown_address_reject_code)"},
		[ANSWERS_EXIM] =
			{[TO_LOOKALIKE] = "delivers to the lookalike, since MX is not among `types`",
			 [TO_ITS_ADDRESS] = "finds no MX, and delivers to the lookalike's address, "
					    "since A or AAAA is not among `types`",
			 [NO_MAIL] = "bounces the mail at once (an MX indicated no SMTP service)",
			 [NO_ADDRESS] = "finds neither MX nor address, and bounces the mail at once "
					"(Unrouteable address)",
			 [NOT_EVEN_NAME] = "asks for no address after this, and bounces the mail at "
					   "once (Unrouteable address)"},
	};
	enum course course = course_of(policy, entry, mta);

	if (course == TO_SINKHOLE)
		snprintf(buf, size, "delivers to the sinkhole, whose mail server has to refuse the "
				    "recipient");
	else
		snprintf(buf, size, "%s", texts[mta][course]);
}
