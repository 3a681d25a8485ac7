/* SPDX-License-Identifier: BSD-3-Clause */
#include "names.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
names_die(const char *format, ...)
{
	va_list args;

	fflush(stdout);
	fprintf(stderr, "%s: ", program_invocation_short_name);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(2);
}

void *
names_realloc(void *old, size_t n, size_t size)
{
	void *new = reallocarray(old, n > 0 ? n : 1, size);

	if (new == NULL)
		names_die("no memory for %zu times %zu bytes", n, size);
	return new;
}

/* Make room for `need` elements in an array that has room for `*size`. */
static void *
make_room(void *array, size_t *size, size_t need, size_t element_size)
{
	if (need <= *size)
		return array;
	*size = need + need / 2 + 64;
	return names_realloc(array, *size, element_size);
}

/* ---- texts -------------------------------------------------------------- */

void
names_add(struct names *names, const char *name)
{
	size_t len = strlen(name) + 1;

	names->pool = make_room(names->pool, &names->pool_size, names->pool_len + len, 1);
	names->at = make_room(names->at, &names->size, names->n + 1, sizeof *names->at);
	memcpy(names->pool + names->pool_len, name, len);
	names->at[names->n++] = names->pool_len;
	names->pool_len += len;
}

const char *
names_get(const struct names *names, size_t i)
{
	return names->pool + names->at[i];
}

bool
names_read(struct names *names, const char *path)
{
	FILE *stream = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	bool is_read;

	if (stream == NULL)
		return false;
	while (getline(&line, &size, stream) != -1) {
		line[strcspn(line, "\r\n")] = '\0';
		if (line[0] != '\0' && strlen(line) <= NAME_TEXT_MAX)
			names_add(names, line);
	}
	is_read = !ferror(stream);
	free(line);
	fclose(stream);
	return is_read;
}

void
names_free(struct names *names)
{
	free(names->pool);
	free(names->at);
	memset(names, 0, sizeof *names);
}

/* ---- queries ------------------------------------------------------------ */

void
queries_add(struct queries *queries, const uint8_t *wire, size_t len)
{
	queries->pool =
		make_room(queries->pool, &queries->pool_size, queries->pool_len + 1 + len, 1);
	queries->pool[queries->pool_len] = (uint8_t)len;
	memcpy(queries->pool + queries->pool_len + 1, wire, len);
	queries->pool_len += 1 + len;
	queries->n++;
}

void
queries_free(struct queries *queries)
{
	free(queries->pool);
	memset(queries, 0, sizeof *queries);
}

/* ---- names seen before -------------------------------------------------- */

/* FNV-1a, with the end of MurmurHash3's mixing; never 0. */
static uint64_t
hash_text(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (; *text != '\0'; text++)
		hash = (hash ^ (uint8_t)*text) * 0x100000001b3;
	hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
	hash ^= hash >> 33;
	return hash != 0 ? hash : 1;
}

static bool
insert(struct seen *seen, uint64_t hash)
{
	size_t i = hash & (seen->n_slots - 1);

	while (seen->slots[i] != 0) {
		if (seen->slots[i] == hash)
			return false;
		i = (i + 1) & (seen->n_slots - 1);
	}
	seen->slots[i] = hash;
	return true;
}

bool
seen_add(struct seen *seen, const char *name)
{
	if (2 * (seen->n + 1) > seen->n_slots) {
		struct seen larger = {.n_slots = seen->n_slots > 0 ? 2 * seen->n_slots : 1024};

		larger.slots = names_realloc(NULL, larger.n_slots, sizeof *larger.slots);
		memset(larger.slots, 0, larger.n_slots * sizeof *larger.slots);
		for (size_t i = 0; i < seen->n_slots; i++) {
			if (seen->slots[i] != 0)
				insert(&larger, seen->slots[i]);
		}
		larger.n = seen->n;
		free(seen->slots);
		*seen = larger;
	}
	if (!insert(seen, hash_text(name)))
		return false;
	seen->n++;
	return true;
}

void
seen_free(struct seen *seen)
{
	free(seen->slots);
	memset(seen, 0, sizeof *seen);
}
