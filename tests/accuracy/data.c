/* SPDX-License-Identifier: BSD-3-Clause */
#include "data.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Take lines `typo TAB intended` apart. */
static void
split_pairs(struct data *data, const struct names *lines)
{
	struct seen seen = {0};

	for (size_t i = 0; i < lines->n; i++) {
		const char *line = names_get(lines, i);
		size_t len = strcspn(line, "\t");
		name_text typo;

		if (line[len] == '\0')
			names_die("mail-typos.tsv: '%s': no tab", line);
		snprintf(typo, sizeof typo, "%.*s", (int)len, line);
		names_add(&data->typos, typo);
		names_add(&data->intended, line + len + 1);
		if (seen_add(&seen, line + len + 1))
			names_add(&data->providers, line + len + 1);
	}
	seen_free(&seen);
}

bool
data_read(struct data *data)
{
	const char *folder = getenv("STRAYMX_DATA");
	struct names pairs = {0};
	const struct {
		const char *name;
		struct names *names;
	} files[] = {{"mail-typos.tsv", &pairs},
		     {"companies.txt", &data->companies},
		     {"benign-hsts.txt", &data->hsts},
		     {"benign-top.txt", &data->top}};
	bool is_complete = true;

	memset(data, 0, sizeof *data);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		char path[512];

		snprintf(path, sizeof path, "%s/%s", folder != NULL ? folder : ".", files[i].name);
		if (names_read(files[i].names, path) && files[i].names->n > 0)
			continue;
		printf("SKIP: accuracy takes lists of real names, and there is no %s\n", path);
		is_complete = false;
	}
	split_pairs(data, &pairs);
	names_free(&pairs);
	return is_complete;
}

void
data_free(struct data *data)
{
	names_free(&data->typos);
	names_free(&data->intended);
	names_free(&data->providers);
	names_free(&data->companies);
	names_free(&data->hsts);
	names_free(&data->top);
}
