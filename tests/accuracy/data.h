/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef ACCURACY_DATA_H
#define ACCURACY_DATA_H

#include "names.h"

/*
 * Names of the real world, from the folder that STRAYMX_DATA names.  They are
 * not part of the repository.
 */
struct data {
	/* mail-typos.tsv: what was typed, and what was meant, one for one */
	struct names typos, intended;
	struct names providers; /* what was meant, each once */
	struct names companies; /* companies.txt */
	struct names hsts, top; /* benign-hsts.txt, benign-top.txt */
};

/* Returns whether all files are there; if not, says on standard output which is not. */
bool data_read(struct data *data);

void data_free(struct data *data);

#endif /* ACCURACY_DATA_H */
