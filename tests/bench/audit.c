/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What straymx audit takes for large lists and logs: `make bench-audit`.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "machine.h"
#include "number.h"
#include "object.h"
#include "protect.h"
#include "sets.h"
#include "table.h"

#define N_PROTECTED 10000
#define N_INVENTED 100000 /* ordinary names, where there are no real ones */
#define LINE_SIZE 512

struct bench {
	const char *straymx, *json;
	unsigned n_lines;
	char dir[256];
	struct names protected, ordinary;
};

struct figures {
	double seconds, cpu_seconds;
	double mib; /* the most that was resident */
	int exit_code; /* -1: it did not end by itself */
};

/* ---- lines ------------------------------------------------------------------------------- */

/* Line number `i` of a file, about `name`, without its end. */
typedef void line_writer(unsigned i, const char *name, char line[LINE_SIZE]);

static const char *const types[] = {"A", "AAAA", "MX"};

static void
write_plain(unsigned i, const char *name, char line[LINE_SIZE])
{
	(void)i;
	snprintf(line, LINE_SIZE, "%s", name);
}

static void
write_count(unsigned i, const char *name, char line[LINE_SIZE])
{
	snprintf(line, LINE_SIZE, "%7u %s", i % 100 + 1, name);
}

static void
write_csv(unsigned i, const char *name, char line[LINE_SIZE])
{
	snprintf(line, LINE_SIZE, "%u,%s", i + 1, name);
}

static void
write_query(unsigned i, const char *name, char line[LINE_SIZE])
{
	snprintf(line, LINE_SIZE, "[1700000000] unbound[123:0] info: 10.%u.%u.%u %s. %s IN",
		 i >> 16 & 255, i >> 8 & 255, i & 255, name, types[i % 3]);
}

static void
write_tap(unsigned i, const char *name, char line[LINE_SIZE])
{
	snprintf(line, LINE_SIZE,
		 "25-Nov-2026 12:00:00.123 CQ 192.0.2.1:%u -> 192.0.2.53:53 UDP 40b %s/IN/%s",
		 1024 + i % 60000, name, types[i % 3]);
}

static const struct {
	const char *title;
	line_writer *write;
	bool is_gzip;
	bool is_hit; /* all lines are about lookalikes */
} kinds[] = {
	{"name", write_plain, false, false},
	{"name, gzip", write_plain, true, false},
	{"count name", write_count, false, false},
	{"rank,name", write_csv, false, false},
	{"query log", write_query, false, false},
	{"query log, gzip", write_query, true, false},
	{"dnstap-read", write_tap, false, false},
	{"name, all hit", write_plain, false, true},
	{"query log, all hit", write_query, false, true},
};

#define N_KINDS (sizeof kinds / sizeof kinds[0])

/* A host below an ordinary name, or below a protected one without its third letter. */
static void
draw_name(const struct bench *bench, unsigned i, bool is_hit, char name[LINE_SIZE])
{
	static const char *const hosts[] = {"www.", "mail.", "a.b.", ""};
	const char *text;

	if (!is_hit) {
		text = names_get(&bench->ordinary, i % bench->ordinary.n);
		snprintf(name, LINE_SIZE, "%s%s", hosts[i % 4], text);
		return;
	}
	text = names_get(&bench->protected, i % bench->protected.n);
	snprintf(name, LINE_SIZE, "h%u.%.2s%s", i, text, text + 3);
}

static void
write_list(const struct bench *bench, size_t kind, const char *path)
{
	gzFile stream = gzopen(path, kinds[kind].is_gzip ? "wb1" : "wbT");
	char name[LINE_SIZE], line[LINE_SIZE];
	bool is_written = stream != NULL;

	for (unsigned i = 0; i < bench->n_lines && is_written; i++) {
		draw_name(bench, i, kinds[kind].is_hit, name);
		kinds[kind].write(i, name, line);
		is_written = gzputs(stream, line) >= 0 && gzputc(stream, '\n') == '\n';
	}
	if (stream == NULL || gzclose(stream) != Z_OK || !is_written)
		names_die("%s: cannot write: %s", path, strerror(errno));
}

/* ---- measuring --------------------------------------------------------------------------- */

static void
run_straymx(const struct bench *bench, const char *path)
{
	char conf[512];
	int out = open("/dev/null", O_WRONLY);

	snprintf(conf, sizeof conf, "%s/straymx.conf", bench->dir);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	execl(bench->straymx, bench->straymx, "-c", conf, "audit", path, (char *)NULL);
	_exit(127);
}

static double
seconds_of(const struct timeval *time)
{
	return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

static struct figures
measure(const struct bench *bench, const char *path)
{
	struct figures figures = {.exit_code = -1};
	struct timespec begin, end;
	struct rusage usage;
	int status;
	pid_t pid;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	pid = fork();
	if (pid == 0)
		run_straymx(bench, path);
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		names_die("%s cannot be run: %s", bench->straymx, strerror(errno));
	clock_gettime(CLOCK_MONOTONIC, &end);
	figures.seconds = (double)(end.tv_sec - begin.tv_sec) +
			  (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
	figures.cpu_seconds = seconds_of(&usage.ru_utime) + seconds_of(&usage.ru_stime);
	figures.mib = (double)usage.ru_maxrss / 1024;
	if (WIFEXITED(status))
		figures.exit_code = WEXITSTATUS(status);
	return figures;
}

/* Nothing else is wrong with the lists than what they are made of. */
static bool
is_right(size_t kind, const struct figures *figures)
{
	return kinds[kind].is_hit ? figures->exit_code == 1
				  : figures->exit_code == 0 || figures->exit_code == 1;
}

static void
report(const struct bench *bench, const struct figures figures[N_KINDS])
{
	static const char *const titles[] = {"", "s", "lines/s", "cpu s", "peak MiB"};
	struct table table = table_new(titles, sizeof titles / sizeof titles[0]);
	json_t *json = object_begin(), *rows = json_array();

	printf("straymx %s, %s\naudit of %u lines, %d protected names\n\n", STRAYMX_VERSION,
	       machine_cpu(), bench->n_lines, N_PROTECTED);
	for (size_t i = 0; i < N_KINDS; i++) {
		json_t *row = object_new();

		table_add(&table, "%s", kinds[i].title);
		table_add(&table, "%.2f", figures[i].seconds);
		table_add(&table, "%.0f", bench->n_lines / figures[i].seconds);
		table_add(&table, "%.2f", figures[i].cpu_seconds);
		table_add(&table, "%.1f", figures[i].mib);
		object_set(row, "kind", json_string(kinds[i].title));
		object_set_real(row, "seconds", figures[i].seconds);
		object_set_real(row, "cpu_seconds", figures[i].cpu_seconds);
		object_set_real(row, "peak_mib", figures[i].mib);
		object_append(rows, row);
	}
	table_print(&table, false, 0);
	object_set_count(json, "lines", bench->n_lines);
	object_set(json, "audit", rows);
	if (bench->json != NULL)
		object_finish(json, bench->json);
	else
		json_decref(json);
}

/* ---- all of it --------------------------------------------------------------------------- */

static void
read_options(struct bench *bench, int argc, char **argv)
{
	static const struct option known[] = {
		{"lines", required_argument, NULL, 'l'}, {"json", required_argument, NULL, 'j'},
		{"quick", no_argument, NULL, 'q'},       {"smoke", no_argument, NULL, 'k'},
		{NULL, 0, NULL, 0},
	};
	int option;

	bench->n_lines = 10000000;
	while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
		if (option == 'l')
			bench->n_lines = number_parse(optarg);
		else if (option == 'j')
			bench->json = optarg;
		else if (option == 'q')
			bench->n_lines = 1000000;
		else if (option == 'k')
			bench->n_lines = 20000;
		else
			names_die("usage: audit [--lines N] [--json FILE] [--quick] [--smoke]");
	}
	bench->straymx = getenv("STRAYMX");
	if (bench->straymx == NULL || optind < argc)
		names_die("there is nothing but options, and STRAYMX has to be the command");
}

static void
make_names(struct bench *bench)
{
	const char *data = getenv("STRAYMX_DATA");
	struct prng prng = {{1}}, other = {{2}};
	char path[1024];

	set_make(SET_COMPANY, N_PROTECTED, &prng, &bench->protected);
	snprintf(path, sizeof path, "%s/benign-hsts.txt", data != NULL ? data : "");
	if (data == NULL || !names_read(&bench->ordinary, path))
		set_make(SET_COMPANY, N_INVENTED, &other, &bench->ordinary);
	protect_write(&bench->protected, SMX_BALANCED, bench->dir);
}

int
main(int argc, char **argv)
{
	struct bench bench = {0};
	struct figures figures[N_KINDS];
	bool are_right = true;
	char path[512];

	read_options(&bench, argc, argv);
	make_names(&bench);
	snprintf(path, sizeof path, "%s/list", bench.dir);
	for (size_t i = 0; i < N_KINDS; i++) {
		write_list(&bench, i, path);
		figures[i] = measure(&bench, path);
		if (!is_right(i, &figures[i]))
			printf("%s: exit code %d\n", kinds[i].title, figures[i].exit_code);
		are_right &= is_right(i, &figures[i]);
	}
	unlink(path);
	report(&bench, figures);
	protect_remove(bench.dir);
	names_free(&bench.protected);
	names_free(&bench.ordinary);
	return are_right ? 0 : 1;
}
