/* SPDX-License-Identifier: BSD-3-Clause */
#include "report_tally.h"

#include <assert.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "match/hash.h"

/* ---- counts and keys ----------------------------------------------------------------------- */

void
report_counts_add(struct report_counts *counts, const struct report_counts *others)
{
	for (int i = 0; i < REPORT_N_COUNTS; i++)
		counts->n[i] += others->n[i];
}

void
report_counts_subtract(struct report_counts *counts, const struct report_counts *others)
{
	for (int i = 0; i < REPORT_N_COUNTS; i++)
		counts->n[i] -= others->n[i];
}

void
report_key_add(struct report_key *key, const char *text)
{
	size_t size = strlen(text) + 1;

	assert(size <= sizeof key->bytes - key->len);
	memcpy(key->bytes + key->len, text, size);
	key->len += size;
}

const char *
report_row_part(const struct report_row *row, unsigned i)
{
	const char *part = row->key;

	while (i-- > 0)
		part += strlen(part) + 1;
	return part;
}

static int
compare_keys(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

/* ---- the trees ----------------------------------------------------------------------------- */

static void **
tree_of(struct report_tally *tally, uint64_t hash)
{
	return &tally->trees[hash % REPORT_TREES];
}

/* By hashes first, which stand where rows begin: what follows need not be fetched then. */
static int
compare_rows(const void *a, const void *b)
{
	const struct report_row *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return compare_keys(x->key, x->key_len, y->key, y->key_len);
}

/* A key that is looked for comes first: tfind(3) has it so. */
static int
compare_key_with_row(const void *a, const void *b)
{
	const struct report_key *key = a;
	const struct report_row *row = b;

	if (key->hash != row->hash)
		return key->hash < row->hash ? -1 : 1;
	return compare_keys(key->bytes, key->len, row->key, row->key_len);
}

/* The most incidents first. */
static int
compare_listed(const void *a, const void *b)
{
	const struct report_row *x = *(struct report_row *const *)a;
	const struct report_row *y = *(struct report_row *const *)b;
	int order = 0;

	for (int i = REPORT_INCIDENTS; i <= REPORT_QUESTIONS && order == 0; i++)
		order = (x->counts.n[i] < y->counts.n[i]) - (x->counts.n[i] > y->counts.n[i]);
	return order != 0 ? order : compare_keys(x->key, x->key_len, y->key, y->key_len);
}

static void
row_free(void *node)
{
	struct report_row *row = node;

	if (row != NULL) {
		free(row->client);
		free(row->example);
	}
	free(row);
}

struct listing {
	struct report_row **list;
	size_t n;
};

static void
list_row(const void *node, VISIT visit, void *closure)
{
	struct listing *listing = closure;

	if (visit == postorder || visit == leaf)
		listing->list[listing->n++] = *(struct report_row *const *)node;
}

/* All rows, sorted; NULL if memory ran out. */
static struct report_row **
list_rows(const struct report_tally *tally)
{
	struct listing listing = {calloc(tally->n_rows + 1, sizeof(struct report_row *)), 0};

	if (listing.list == NULL)
		return NULL;
	for (size_t i = 0; i < REPORT_TREES; i++)
		twalk_r(tally->trees[i], list_row, &listing);
	qsort(listing.list, listing.n, sizeof(struct report_row *), compare_listed);
	return listing.list;
}

/* Put the rarer half of the rows together. */
static bool
prune(struct report_tally *tally)
{
	struct report_row **list = list_rows(tally);
	size_t n = tally->n_rows, n_kept = n / 2;

	if (list == NULL)
		return false;
	tally->lacking += list[n_kept]->counts.n[REPORT_INCIDENTS];
	tally->n_rows = n_kept;
	for (size_t i = n_kept; i < n; i++) {
		tdelete(list[i], tree_of(tally, list[i]->hash), compare_rows);
		report_counts_add(&tally->rest, &list[i]->counts);
		row_free(list[i]);
	}
	free(list);
	return true;
}

static struct report_row *
add_row(struct report_tally *tally, const struct report_key *key)
{
	struct report_row *row;

	if (tally->n_rows >= tally->n_max && !prune(tally))
		return NULL;
	row = calloc(1, sizeof *row + key->len);
	if (row == NULL)
		return NULL;
	row->first = INT64_MAX;
	row->last = INT64_MIN;
	row->hash = key->hash;
	row->key_len = key->len;
	memcpy(row->key, key->bytes, key->len);
	if (tsearch(row, tree_of(tally, row->hash), compare_rows) == NULL) {
		free(row);
		return NULL;
	}
	tally->n_rows++;
	return row;
}

/* ---- adding -------------------------------------------------------------------------------- */

static bool
take_client(struct report_row *row, const struct report_sighting *sighting)
{
	row->has_clients |= sighting->has_clients;
	if (sighting->client == NULL)
		return true;
	if (row->client != NULL) {
		row->has_clients |= strcmp(row->client, sighting->client) != 0;
		return true;
	}
	row->client = strdup(sighting->client);
	return row->client != NULL;
}

/* Of names as long as each other the first one, so that it does not depend on which thread
 * was first. */
static bool
take_example(struct report_row *row, const char *example)
{
	size_t len, old_len;
	char *copy;

	if (example == NULL)
		return true;
	len = strlen(example);
	old_len = row->example != NULL ? strlen(row->example) : SIZE_MAX;
	if (len > old_len || (len == old_len && strcmp(example, row->example) >= 0))
		return true;
	copy = strdup(example);
	if (copy == NULL)
		return false;
	free(row->example);
	row->example = copy;
	return true;
}

bool
report_tally_add(struct report_tally *tally, struct report_key *key,
		 const struct report_sighting *sighting)
{
	const struct smx_span span = {(const uint8_t *)key->bytes, key->len};
	struct report_row *row;
	void **node;

	key->hash = smx_hash_mix(smx_hash_label(span));
	node = tfind(key, tree_of(tally, key->hash), compare_key_with_row);
	row = node != NULL ? *node : add_row(tally, key);
	if (row == NULL)
		return false;
	report_counts_add(&row->counts, &sighting->counts);
	if (sighting->first < row->first)
		row->first = sighting->first;
	if (sighting->last > row->last)
		row->last = sighting->last;
	return take_client(row, sighting) && take_example(row, sighting->example);
}

bool
report_tally_merge(struct report_tally *tally, const struct report_tally *other)
{
	struct report_row **list = list_rows(other);
	struct report_key key;
	bool is_fine = list != NULL;

	report_counts_add(&tally->rest, &other->rest);
	tally->lacking += other->lacking;
	for (size_t i = 0; i < other->n_rows && is_fine; i++) {
		const struct report_row *row = list[i];
		const struct report_sighting sighting = {row->counts,     row->first,
							 row->last,       row->client,
							 row->has_clients, row->example};

		key.len = row->key_len;
		memcpy(key.bytes, row->key, row->key_len);
		is_fine = report_tally_add(tally, &key, &sighting);
	}
	free(list);
	return is_fine;
}

bool
report_tally_finish(struct report_tally *tally)
{
	tally->list = list_rows(tally);
	return tally->list != NULL;
}

void
report_tally_init(struct report_tally *tally, size_t n_max)
{
	memset(tally, 0, sizeof *tally);
	tally->n_max = n_max;
}

void
report_tally_free(struct report_tally *tally)
{
	for (size_t i = 0; i < REPORT_TREES; i++)
		tdestroy(tally->trees[i], row_free);
	free(tally->list);
	memset(tally, 0, sizeof *tally);
}
