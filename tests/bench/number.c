/* SPDX-License-Identifier: BSD-3-Clause */
#include "number.h"

#include <stdlib.h>

#include "names.h"

unsigned
number_parse(const char *text)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (end == text || *end != '\0' || number == 0 || number > 10000000)
		names_die("'%s' is no number from 1 to 10000000", text);
	return (unsigned)number;
}
