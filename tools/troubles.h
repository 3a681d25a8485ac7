/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_TROUBLES_H
#define SMX_TOOLS_TROUBLES_H

/*
 * What is wrong with a module, by its status.json and by what is seen of its process and of
 * state-dir.
 */

#include <jansson.h>
#include <stdbool.h>
#include <time.h>

enum life {
	LIFE_UNKNOWN, /* its process is not one that can be seen from here */
	LIFE_RUNS,
	LIFE_IS_OVER
};

struct standing {
	const char *state_dir;
	const json_t *status; /* as statusfile_read() takes it */
	time_t now;
	long age;         /* seconds since it was written; negative: it is from the future */
	enum life life;
	bool is_current;  /* who has written it is there, and has done so just now */
	json_t *troubles; /* an array of objects with `kind`, `text`, `file` and `line` */
};

/* Fill in what `status` says, which has to last as long as the standing.  Returns false if
 * memory ran out.  In either case troubles_free() has to follow. */
bool troubles_find(struct standing *standing, const char *state_dir, const json_t *status,
		   time_t now);

void troubles_free(struct standing *standing);

/* Write so many seconds as "3 h 20 min" into `buf`, and return it. */
#define DURATION_SIZE 48
const char *troubles_duration(long seconds, char buf[DURATION_SIZE]);

#endif /* SMX_TOOLS_TROUBLES_H */
