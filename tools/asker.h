/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_ASKER_H
#define SMX_TOOLS_ASKER_H

/*
 * Asks the DNS many questions at once, at a limited rate, through libunbound, which goes
 * from the root down by itself unless it is told otherwise.  What is asked and why is
 * the business of others.
 *
 * libunbound works in a thread of its own, which is there from the first question on;
 * answers are handed over in asker_wait(), by the thread that calls it.  One thread at a
 * time for one struct asker.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ASKER_PARALLEL_MAX 500

struct asker_settings {
	const char *resolver;  /* ADDRESS[@PORT] of the one to ask; NULL: whom it concerns */
	const char *conf_path; /* in the language of unbound.conf(5); NULL: none */
	unsigned rate;         /* questions begun in a second, 1 at least */
	unsigned parallel;     /* questions under way, 1 to ASKER_PARALLEL_MAX */
	unsigned timeout;      /* seconds until a question is given up, 1 at least */
};

enum asker_status {
	ASKER_DATA,    /* there are records of that type */
	ASKER_NO_DATA, /* the name exists, but has none */
	ASKER_NO_NAME, /* NXDOMAIN */
	ASKER_FAILED,  /* another return code */
	ASKER_LATE,    /* no answer in time */
};

struct asker_answer {
	enum asker_status status;
	int rcode; /* of ASKER_FAILED */
	/* The name is an alias (CNAME); status and data are those of its last target, but
	 * ASKER_NO_DATA where that does not exist, since the name does. */
	bool is_alias;
	size_t n_data;
	uint8_t *const *data; /* RDATA, names in it uncompressed */
	const int *len;       /* bytes of each */
};

/* Called once a question, unless the asker is freed before; `answer` goes with the call.
 * It may begin further questions. */
typedef void (*asker_done)(void *closure, uint16_t type, const struct asker_answer *answer);

struct asker;

/*
 * Returns NULL, having told on standard error what is wrong with the settings.  Errors
 * in the file at `conf_path` are told by libunbound, with file and line.
 */
struct asker *asker_new(const struct asker_settings *settings);

/* Questions under way are dropped. */
void asker_free(struct asker *asker);

/* Whether one more question may begin now. */
bool asker_may_begin(struct asker *asker);

/*
 * Begin to ask for the records of a name in presentation format.  asker_may_begin() has to
 * have been true.  `done` gets the `closure`.  Returns false, having told why, if
 * libunbound cannot go on.
 */
bool asker_begin(struct asker *asker, const char *name, uint16_t type, asker_done done,
		 void *closure);

/* How many are under way, and how many were begun in all. */
unsigned asker_count_under_way(const struct asker *asker);
uint64_t asker_count_begun(const struct asker *asker);

/*
 * Wait until an answer is there, a question is late, one more may begin, `fd` can be
 * read, or `milliseconds` are over; and hand over what is there.  Returns false, having
 * told why, if libunbound cannot go on.
 */
bool asker_wait(struct asker *asker, int fd, int milliseconds);

#endif /* SMX_TOOLS_ASKER_H */
