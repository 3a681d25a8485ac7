/* SPDX-License-Identifier: BSD-3-Clause */
#include "ordinary.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "protect.h"
#include "sets.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool
is_in(enum ordinary_place place, const char *name)
{
	size_t len = strlen(name);
	bool is_com = len > 4 && strcmp(name + len - 4, ".com") == 0;

	return place == ORDINARY_ALL || is_com == (place == ORDINARY_COM);
}

/* Draw one; false if it is none of these, or was there before. */
static bool
draw(struct ordinary *ordinary, enum ordinary_place place, name_text name)
{
	static const char *const hosts[] = {"www", "mail", "mx1", "ns1", "api", "cdn"};
	struct prng *prng = &ordinary->prng;
	name_text below;

	set_draw_company(prng, below);
	if (prng_is(prng, 50))
		snprintf(name, sizeof(name_text), "%s.%.200s",
			 hosts[prng_below(prng, COUNT(hosts))], below);
	else
		strcpy(name, below);
	return is_in(place, name) &&
	       protect_judge(ordinary->policy, name).reason == SMX_NO_MATCH &&
	       seen_add(&ordinary->seen, name);
}

void
ordinary_write(struct ordinary *ordinary, enum ordinary_place place, size_t n, const char *path)
{
	FILE *stream = fopen(path, "we");
	name_text name;

	if (stream == NULL)
		names_die("%s: %s", path, strerror(errno));
	while (n > 0) {
		if (!draw(ordinary, place, name))
			continue;
		fprintf(stream, "%s A\n", name);
		n--;
	}
	if (fclose(stream) != 0)
		names_die("%s: %s", path, strerror(errno));
}

void
ordinary_free(struct ordinary *ordinary)
{
	seen_free(&ordinary->seen);
}
