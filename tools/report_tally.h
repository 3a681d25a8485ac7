/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_REPORT_TALLY_H
#define SMX_TOOLS_REPORT_TALLY_H

/*
 * Incidents counted by something, as the name that was asked for: a row for each, up to so
 * many.  When there is one more, the rarer half of the rows is put together, so that what
 * is frequent always has its row; what such a row may lack is known.
 *
 * Errors are false: memory ran out.  One thread.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum report_count {
	REPORT_INCIDENTS,
	REPORT_QUESTIONS,
	REPORT_CONFIRMED, /* incidents after which the client asked for the intended name */
	/* Incidents by what became of them: */
	REPORT_INTERCEPTED,
	REPORT_DEFERRED,
	REPORT_MONITORED,
	REPORT_N_COUNTS
};

struct report_counts {
	uint64_t n[REPORT_N_COUNTS];
};

void report_counts_add(struct report_counts *counts, const struct report_counts *others);
void report_counts_subtract(struct report_counts *counts, const struct report_counts *others);

struct report_row {
	uint64_t hash; /* of the key */
	struct report_counts counts;
	int64_t first, last; /* of the incidents' beginnings */
	char *client;        /* the one that there was; NULL: none */
	bool has_clients;    /* there were several */
	char *example;       /* a name, NULL: none */
	size_t key_len;
	char key[]; /* texts, each with its NUL */
};

/* What a row is counted by, in parts. */
#define REPORT_KEY_PARTS 3
#define REPORT_TEXT_MAX 2048 /* bytes of a part */

struct report_key {
	uint64_t hash; /* the tally's */
	size_t len;
	char bytes[REPORT_KEY_PARTS * (REPORT_TEXT_MAX + 1)];
};

/* Add a part, of REPORT_TEXT_MAX bytes at most. */
void report_key_add(struct report_key *key, const char *text);

/* Part `i` of a row's key. */
const char *report_row_part(const struct report_row *row, unsigned i);

/* One tree of all rows is too deep for processors' caches. */
#define REPORT_TREES 2048

struct report_tally {
	void *trees[REPORT_TREES]; /* a row is in that of its key's hash */
	size_t n_rows, n_max;
	struct report_counts rest; /* of rows that were put together */
	uint64_t lacking;          /* so many incidents may be missing in a row, and be in `rest` */
	struct report_row **list;  /* once it is finished: the most incidents first */
};

void report_tally_init(struct report_tally *tally, size_t n_max);
void report_tally_free(struct report_tally *tally);

/* What is told of an incident besides its key. */
struct report_sighting {
	struct report_counts counts;
	int64_t first, last;
	const char *client; /* NULL: not known, or not wanted */
	bool has_clients;
	const char *example; /* likewise; of several, the shortest one is kept */
};

bool report_tally_add(struct report_tally *tally, struct report_key *key,
		      const struct report_sighting *sighting);

/* Add what `other` has. */
bool report_tally_merge(struct report_tally *tally, const struct report_tally *other);

/* Make the list. */
bool report_tally_finish(struct report_tally *tally);

#endif /* SMX_TOOLS_REPORT_TALLY_H */
