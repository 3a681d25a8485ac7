/* SPDX-License-Identifier: BSD-3-Clause */
#include "zones.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "expect.h"
#include "system.h"

#define SOA "ns.zones.example. dns.zones.example. 1 3600 600 604800"
#define HEAD                                                                                      \
	"$ORIGIN protect.example.\n"                                                              \
	"$TTL 300\n"                                                                              \
	"@ SOA " SOA " 60\n"                                                                      \
	"  NS localhost.\n"

static const char conf[] = "ttl = " FIXTURE_TTL_TEXT "\n"
			   "types = { MX, A, AAAA, TXT }\n"
			   "state-dir = \"state\"\n"
			   "reload-interval = 1\n";

/* ---- files ------------------------------------------------------------------------ */

/* The next of the words, which blanks separate, and its length; 0 at the end. */
static size_t
next_word(const char **words)
{
	*words += strspn(*words, " ");
	return strcspn(*words, " ");
}

/* A stream that writes to `*text`, to be freed. */
static FILE *
open_text(char **text, size_t *len)
{
	FILE *stream = open_memstream(text, len);

	if (stream == NULL)
		abort();
	return stream;
}

bool
zones_write_conf(const char *dir, const char *head, const char *titles)
{
	char *text;
	size_t len;
	FILE *stream = open_text(&text, &len);
	bool is_written;

	fprintf(stream, "%s%s", head, conf);
	for (size_t n; (n = next_word(&titles)) > 0; titles += n)
		fprintf(stream, "zone \"%.*s\" { file = \"%.*s.zone\" }\n", (int)n, titles, (int)n,
			titles);
	fclose(stream);
	is_written = run_write(dir, "straymx.conf", text, len);
	free(text);
	return is_written;
}

char *
zones_text(const char *names, size_t first, size_t n)
{
	char *text;
	size_t len;
	FILE *stream = open_text(&text, &len);

	fputs(HEAD, stream);
	for (size_t word; (word = next_word(&names)) > 0; names += word)
		fprintf(stream, "%.*s CNAME .\n", (int)word, names);
	for (size_t i = first; i < first + n; i++)
		fprintf(stream, "n%zu.zones.example CNAME .\n", i);
	fclose(stream);
	return text;
}

bool
zones_write_big(const char *dir, const char *title, const char *names, size_t first, size_t n)
{
	char *text = zones_text(names, first, n);
	char file[RUN_PATH_SIZE];
	bool is_written;

	snprintf(file, sizeof file, "%s.zone", title);
	is_written = run_write_text(dir, file, text);
	free(text);
	return is_written;
}

bool
zones_write(const char *dir, const char *title, const char *names)
{
	return zones_write_big(dir, title, names, 0, 0);
}

bool
zones_age(const char *dir, const char *title)
{
	struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = time(NULL) - 10}};
	char name[64], path[RUN_PATH_SIZE];

	snprintf(name, sizeof name, "%s.zone", title);
	run_path(path, dir, name);
	return utimensat(AT_FDCWD, path, times, 0) == 0;
}

bool
zones_write_broken(const char *dir, const char *title)
{
	char file[RUN_PATH_SIZE];

	snprintf(file, sizeof file, "%s.zone", title);
	return run_write_text(dir, file, HEAD "army.mil CNAME .\nnavy.mil CNAME somewhere.example.\n");
}

/* ---- asking ------------------------------------------------------------------------- */

/* The lookalike at or below which the question is. */
static const struct lookalike *
find_lookalike(const struct question *question)
{
	size_t len = strlen(question->name);

	for (size_t i = 0; i < fixture_n_lookalikes; i++) {
		size_t suffix_len = strlen(fixture_lookalikes[i].name);

		if (len >= suffix_len &&
		    strcmp(question->name + len - suffix_len, fixture_lookalikes[i].name) == 0)
			return &fixture_lookalikes[i];
	}
	abort();
}

const char *
zones_judge(const struct question *question, const struct answer *answer, bool *is_intercepted)
{
	struct lookalike lookalike = *find_lookalike(question);
	char intended[QUERY_NAME_SIZE];

	lookalike.rcode = LDNS_RCODE_NXDOMAIN;
	lookalike.soa = SOA;
	lookalike.data = "";
	expect_intended(question, &lookalike, intended);
	*is_intercepted = ldns_pkt_get_rcode(answer->pkt) == LDNS_RCODE_NXDOMAIN;
	return *is_intercepted ? expect_made_up(question, answer, &lookalike, intended)
			       : expect_passed(question, answer, fixture_thief(question->type));
}

bool
zones_intercepts(const struct server *resolver, const char *prefix, const char *lookalike)
{
	struct question question = query_make(prefix, lookalike, LDNS_RR_TYPE_A, QUERY_EDNS);
	struct answer answer;
	bool is_intercepted;
	const char *wrong;

	system_ask(resolver, &question, &answer);
	wrong = zones_judge(&question, &answer, &is_intercepted);
	answer_free(&answer);
	ck_assert_msg(wrong == NULL, "%s", wrong);
	return is_intercepted;
}

void
zones_wait(const struct server *resolver, const char *lookalike, bool is_intercepted)
{
	long deadline = run_now() + RUN_PATIENCE;

	while (zones_intercepts(resolver, "", lookalike) != is_intercepted) {
		ck_assert_msg(run_now() < deadline, "%s is %s", lookalike,
			      is_intercepted ? "not intercepted" : "intercepted");
		run_pause();
	}
}
