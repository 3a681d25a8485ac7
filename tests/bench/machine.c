/* SPDX-License-Identifier: BSD-3-Clause */
#include "machine.h"

#include <stdio.h>
#include <string.h>

#ifdef __clang__
#define COMPILER __VERSION__ /* says "Clang" itself */
#else
#define COMPILER "gcc " __VERSION__
#endif

const char *
machine_cpu(void)
{
	static char line[256];
	FILE *stream = fopen("/proc/cpuinfo", "re");
	const char *model = NULL;

	while (stream != NULL && model == NULL && fgets(line, sizeof line, stream) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "model name", 10) == 0 && strchr(line, ':') != NULL)
			model = strchr(line, ':') + 1;
	}
	if (stream != NULL)
		fclose(stream);
	return model != NULL ? model + strspn(model, " ") : "unknown processor";
}

const char *
machine_compiler(void)
{
#ifdef __OPTIMIZE__
	return COMPILER;
#else
	return COMPILER ", not optimising";
#endif
}
