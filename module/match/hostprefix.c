/* SPDX-License-Identifier: BSD-3-Clause */
#include "match/hostprefix.h"

#include <string.h>

#define N_LETTERS 26

struct hostname {
	const char *name; /* NULL: no more */
	size_t len;
};

/* By the first letter.  None of them begins with another one. */
static const struct hostname hosts[N_LETTERS][2] = {
	['a' - 'a'] = {{"autodiscover", 12}},
	['e' - 'a'] = {{"email", 5}, {"exchange", 8}},
	['i' - 'a'] = {{"imap", 4}},
	['m' - 'a'] = {{"mail", 4}, {"mx", 2}},
	['o' - 'a'] = {{"owa", 3}},
	['p' - 'a'] = {{"pop", 3}},
	['s' - 'a'] = {{"smtp", 4}},
	['w' - 'a'] = {{"webmail", 7}, {"www", 3}},
};

/* The one that `label` begins with and goes on after, or NULL. */
static const struct hostname *
find(struct smx_span label)
{
	unsigned letter = label.ptr[0] - (unsigned)'a';

	for (size_t i = 0; letter < N_LETTERS && i < 2; i++) {
		const struct hostname *host = &hosts[letter][i];

		if (host->name != NULL && label.len > host->len &&
		    memcmp(label.ptr, host->name, host->len) == 0)
			return host;
	}
	return NULL;
}

unsigned
smx_hostprefix_rests(struct smx_span label, struct smx_span rests[2])
{
	const struct hostname *host = find(label);

	if (host == NULL)
		return 0;
	rests[0].ptr = label.ptr + host->len;
	rests[0].len = label.len - host->len;
	if (rests[0].ptr[0] != '-' || rests[0].len == 1)
		return 1;
	rests[1].ptr = rests[0].ptr + 1;
	rests[1].len = rests[0].len - 1;
	return 2;
}

bool
smx_hostprefix_holds(struct smx_span label, struct smx_span rest)
{
	struct smx_span rests[2];
	unsigned n = smx_hostprefix_rests(label, rests);

	for (unsigned i = 0; i < n; i++) {
		if (smx_span_equals(rests[i], rest))
			return true;
	}
	return false;
}

const char *
smx_hostprefix_name(unsigned number)
{
	for (unsigned i = 0; i < N_LETTERS * 2; i++) {
		const char *name = hosts[i / 2][i % 2].name;

		if (name != NULL && number-- == 0)
			return name;
	}
	return NULL;
}
