/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Runs a fuzz target over the files of folders, each whole, and each cut off
 * at every one of its first lengths.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"

#define INPUT_MAX 65536
#define CUTS_MAX 512

static void
replay(const char *folder, const char *name)
{
	static uint8_t data[INPUT_MAX];
	char path[1024];
	FILE *stream;
	size_t size;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	stream = fopen(path, "r");
	if (stream == NULL) {
		perror(path);
		exit(1);
	}
	size = fread(data, 1, sizeof data, stream);
	fclose(stream);
	LLVMFuzzerTestOneInput(data, size);
	for (size_t cut = 0; cut < size && cut < CUTS_MAX; cut++) {
		/* A copy of just that size, so that reading over its end is seen. */
		uint8_t *copy = malloc(cut + 1);

		if (copy == NULL)
			abort();
		for (size_t i = 0; i < cut; i++)
			copy[i] = data[i];
		LLVMFuzzerTestOneInput(copy, cut);
		free(copy);
	}
}

/* How many files there are. */
static int
replay_folder(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int n = 0;

	if (dir == NULL) {
		perror(folder);
		exit(1);
	}
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		replay(folder, entry->d_name);
		n++;
	}
	closedir(dir);
	return n;
}

int
main(int argc, char **argv)
{
	int n = 0;

	for (int i = 1; i < argc; i++)
		n += replay_folder(argv[i]);
	printf("%d passed, 0 failed\n", n);
	return n > 0 ? 0 : 1;
}
