/* SPDX-License-Identifier: BSD-3-Clause */
#include "rotation.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sets.h"
#include "system/run.h"

static const char fixed[] = "army.mil\nnavy.mil\nnavwar.navy.mil\nboeing.com\n"
			    "lockheedmartin.com\nraytheon.com\n";

static const char *const lookalikes[] = {
	"army.ml",	     "arrmy.mil",      "navy.ml",	  "navvy.mil",
	"boeeing.com",	     "booeing.com",    "boeing.cm",	  "lockhedmartin.com",
	"lockheedmartn.com", "rayhteon.com",   "raytheonn.com",	  "raytheon.cm",
};

const char *
rotation_lookalike(unsigned long i)
{
	return lookalikes[i % (sizeof lookalikes / sizeof lookalikes[0])];
}

/* `n` names that were not there before, as a list. */
static char *
draw(size_t n, struct prng *prng, struct seen *seen)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);
	name_text name;

	while (stream != NULL && n > 0) {
		set_draw_company(prng, name);
		if (!seen_add(seen, name))
			continue;
		fprintf(stream, "%s\n", name);
		n--;
	}
	if (stream == NULL || fclose(stream) != 0)
		names_die("no memory for names");
	return text;
}

static bool
write_conf(const char *dir, const char *more)
{
	char *text = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&text, &len);
	bool is_written;

	if (stream == NULL)
		names_die("no memory for straymx.conf");
	fputs("reload-interval = 1\n"
	      "state-dir = \"state\"\n"
	      "zone \"fixed\" { file = \"fixed.list\" }\n",
	      stream);
	for (unsigned part = 0; part < ROTATION_PARTS; part++)
		fprintf(stream, "zone \"part%u\" { file = \"part%u.list\" }\n", part, part);
	fputs(more, stream);
	if (fclose(stream) != 0)
		names_die("no memory for straymx.conf");
	is_written = run_write_text(dir, "straymx.conf", text) &&
		     run_write_text(dir, "fixed.list", fixed);
	free(text);
	return is_written;
}

/* Write the version of the part under its name: readers find the one before or this
 * one, whole. */
static bool
put(const struct rotation *rotation, unsigned part, unsigned version)
{
	char path[RUN_PATH_SIZE], new_path[RUN_PATH_SIZE], name[32];

	snprintf(name, sizeof name, "part%u.list", part);
	run_path(path, rotation->dir, name);
	run_path(new_path, rotation->dir, "part.new");
	if (!run_write_text(rotation->dir, "part.new", rotation->texts[part][version]))
		return false;
	if (rename(new_path, path) == 0)
		return true;
	fprintf(stderr, "%s: %s\n", path, strerror(errno));
	return false;
}

bool
rotation_begin(struct rotation *rotation, const char *dir, size_t n_names, uint64_t seed,
	       const char *more)
{
	struct prng prng = {{seed}};
	struct seen seen = {0};
	bool is_written = write_conf(dir, more);

	memset(rotation, 0, sizeof *rotation);
	rotation->dir = dir;
	for (unsigned part = 0; part < ROTATION_PARTS; part++) {
		for (unsigned version = 0; version < 2; version++)
			rotation->texts[part][version] =
				draw(n_names / ROTATION_PARTS, &prng, &seen);
		is_written = is_written && put(rotation, part, 0);
	}
	seen_free(&seen);
	return is_written;
}

bool
rotation_turn(struct rotation *rotation)
{
	unsigned part = (unsigned)(rotation->n_turns % ROTATION_PARTS);
	unsigned version = (unsigned)((rotation->n_turns / ROTATION_PARTS + 1) % 2);

	rotation->n_turns++;
	return put(rotation, part, version);
}

void
rotation_free(struct rotation *rotation)
{
	for (unsigned part = 0; part < ROTATION_PARTS; part++) {
		free(rotation->texts[part][0]);
		free(rotation->texts[part][1]);
	}
}
