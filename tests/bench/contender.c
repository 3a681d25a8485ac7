/* SPDX-License-Identifier: BSD-3-Clause */
#include "contender.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "proc.h"
#include "sets.h"
#include "system/resolver.h"
#include "system/upstream.h"
#include "variants.h"

#define LIST "protected.list"
#define RPZ "variants.rpz"
#define PROFILE SMX_BALANCED /* the default of straymx.conf */

static const struct {
	const char *name; /* of its folder */
	const char *title; /* before the number of names, if it has some */
	const char *modules;
	unsigned share; /* of the names: one in so many; 0: none */
	const char *mode;
	bool has_rpz;
} contenders[CONTENDER_N] = {
	[CONTENDER_ALONE] = {"alone", "Unbound alone", "validator iterator", 0, "", false},
	[CONTENDER_AGAIN] = {"again", "the same again", "validator iterator", 0, "", false},
	[CONTENDER_TENTH] = {"tenth", "straymx", "dynlib validator iterator", 10, "enforce",
			     false},
	[CONTENDER_ALL] = {"all", "straymx", "dynlib validator iterator", 1, "enforce", false},
	[CONTENDER_MONITOR] = {"monitor", "monitor", "dynlib validator iterator", 1, "monitor",
			       false},
	[CONTENDER_RPZ] = {"rpz", "RPZ", "respip validator iterator", 0, "", true},
};

const char *
contender_title(const struct contest *contest, enum contender contender, char title[64])
{
	size_t n = contenders[contender].has_rpz ? contest->n_listed : 0;

	if (contenders[contender].share > 0)
		n = contest->names.n / contenders[contender].share;
	snprintf(title, 64, "%s", contenders[contender].title);
	if (n > 0)
		snprintf(title, 64, "%s, %zu names", contenders[contender].title, n);
	return title;
}

/* ---- files ------------------------------------------------------------------------ */

static FILE *
create(const char *dir, const char *name, char path[RUN_PATH_SIZE])
{
	FILE *stream;

	run_path(path, dir, name);
	stream = fopen(path, "we");
	if (stream == NULL)
		names_die("%s: %s", path, strerror(errno));
	return stream;
}

static void
finish(FILE *stream, const char *path)
{
	bool is_bad = ferror(stream) != 0;

	if (fclose(stream) != 0 || is_bad)
		names_die("%s: cannot write", path);
}

static void
write_policy(const struct contest *contest, enum contender contender)
{
	const char *dir = contest->servers[contender].dir;
	size_t n = contest->names.n / contenders[contender].share;
	char path[RUN_PATH_SIZE], text[256];
	FILE *stream = create(dir, LIST, path);

	for (size_t i = 0; i < n; i++)
		fprintf(stream, "%s\n", names_get(&contest->names, i));
	finish(stream, path);
	snprintf(text, sizeof text,
		 "state-dir = \"state\"\n"
		 "zone \"measure\" {\n"
		 "\tfile = \"" LIST "\"\n"
		 "\tmode = %s\n"
		 "\tprofile = balanced\n"
		 "}\n",
		 contenders[contender].mode);
	if (!run_write_text(dir, "straymx.conf", text))
		names_die("%s: no straymx.conf", dir);
}

struct rpz {
	FILE *stream;
	struct seen seen;
};

static void
write_variant(void *visitor, const char *name, size_t len)
{
	struct rpz *rpz = visitor;

	(void)len;
	if (seen_add(&rpz->seen, name))
		fprintf(rpz->stream, "%s CNAME .\n*.%s CNAME .\n", name, name);
}

static void
write_rpz(struct contest *contest, enum contender contender)
{
	struct suffix_edits *edits = suffix_edits_new();
	struct rpz rpz = {0};
	char path[RUN_PATH_SIZE];

	rpz.stream = create(contest->servers[contender].dir, RPZ, path);
	fprintf(rpz.stream, "$ORIGIN rpz.example.\n$TTL 60\n"
			    "@ SOA localhost. hostmaster.example. 1 3600 600 604800 60\n"
			    "  NS localhost.\n");
	for (size_t i = 0; i < contest->n_listed; i++)
		variants_visit(names_get(&contest->names, i), PROFILE, edits, write_variant, &rpz);
	contest->n_variants = rpz.seen.n;
	finish(rpz.stream, path);
	seen_free(&rpz.seen);
	suffix_edits_free(edits);
}

static void
write_extra(const struct server *server, enum contender contender, unsigned upstream_port)
{
	char text[1024], rpz[RUN_PATH_SIZE + 128] = "";

	if (contenders[contender].has_rpz)
		snprintf(rpz, sizeof rpz, "rpz:\n\tname: rpz.example\n\tzonefile: \"%s/" RPZ "\"\n",
			 server->dir);
	/* Two threads: where a process has one alone, libc leaves out what others need, and
	 * the thread of the module would make a difference that it makes nowhere else.  Room
	 * for some 100,000 answers, as a resolver has that serves some people. */
	snprintf(text, sizeof text,
		 "server:\n"
		 "\tnum-threads: 2\n"
		 "\tmsg-cache-size: 50m\n"
		 "\trrset-cache-size: 100m\n"
		 "\textended-statistics: no\n"
		 "\tmodule-config: \"%s\"\n"
		 "stub-zone:\n"
		 "\tname: \"com\"\n"
		 "\tstub-addr: 127.0.0.1@%u\n"
		 "%s",
		 contenders[contender].modules, upstream_port, rpz);
	if (!run_write_text(server->dir, "extra.conf", text))
		names_die("%s: no extra.conf", server->dir);
}

/* ---- the contest ------------------------------------------------------------------- */

static const char root_zone[] = "$ORIGIN .\n"
				"$TTL 86400\n"
				"@ SOA ns.example. hostmaster.example. 1 3600 600 604800 60\n"
				"  NS ns.example.\n"
				"ns.example A 127.0.0.1\n"
				"* A 198.51.100.1\n";

void
contest_begin(struct contest *contest, size_t n_names, size_t n_listed)
{
	static const char *const no_lookalikes[] = {NULL};
	struct prng prng = {{1}};

	memset(contest, 0, sizeof *contest);
	set_make(SET_COMPANY, n_names, &prng, &contest->names);
	contest->n_listed = n_listed;
	if (!upstream_start(&contest->upstream, root_zone, "", no_lookalikes))
		names_die("no upstream");
	for (enum contender i = 0; i < CONTENDER_N; i++) {
		struct server *server = &contest->servers[i];

		if (!resolver_prepare(server, contenders[i].name))
			names_die("no folder for %s", contenders[i].name);
		write_extra(server, i, contest->upstream.port);
		if (contenders[i].share > 0)
			write_policy(contest, i);
		if (contenders[i].has_rpz)
			write_rpz(contest, i);
	}
}

struct start
contender_start(struct contest *contest, enum contender contender)
{
	struct server *server = &contest->servers[contender];
	long begin = run_now();
	struct start start;

	if (!resolver_start(server, &contest->upstream, NULL))
		names_die("%s: Unbound does not start", contenders[contender].name);
	start.seconds = (double)(run_now() - begin) / 1000;
	start.cpu = proc_cpu_seconds(server->process.pid);
	return start;
}

void
contender_stop(struct contest *contest, enum contender contender)
{
	struct server *server = &contest->servers[contender];

	if (server_stop(server) != 0)
		names_die("%s: did not end well", server->log_path);
}

void
contest_end(struct contest *contest)
{
	server_stop(&contest->upstream);
	names_free(&contest->names);
}
