/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/exposition.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_SIZE 4096 /* of a label, longer ones are cut */

void
smx_exposition_begin(FILE *stream, const char *name, const char *type, const char *help)
{
	fprintf(stream, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

/* ---- labels -------------------------------------------------------------------------------- */

static bool
is_ascii(const char *text)
{
	while (*text != '\0' && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

static bool
is_utf8(const char *text)
{
	json_t *string;
	bool is_so = is_ascii(text); /* as mostly; the rest takes memory */

	if (is_so)
		return true;
	string = json_string(text); /* jansson takes nothing else */
	is_so = string != NULL;
	json_decref(string);
	return is_so;
}

void
smx_exposition_clean(const char *text, char *buf, size_t size)
{
	size_t len = strnlen(text, size - 1);
	bool is_text;

	memcpy(buf, text, len);
	/* A character is not cut in two. */
	while (text[len] != '\0' && len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	buf[len] = '\0';
	is_text = is_utf8(buf);
	for (char *c = buf; *c != '\0'; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7f || (!is_text && (unsigned char)*c >= 0x80))
			*c = '?';
	}
}

static void
write_value(FILE *stream, const char *text)
{
	char clean[VALUE_SIZE];

	smx_exposition_clean(text, clean, sizeof clean);
	for (const char *c = clean; *c != '\0'; c++) {
		if (*c == '\\' || *c == '"')
			putc('\\', stream);
		putc(*c, stream);
	}
}

/* Labels and the blank in front of the number. */
static void
write_labels(FILE *stream, const struct smx_metric_label *labels)
{
	const char *before = "{";

	for (; labels != NULL && labels->name != NULL; labels++) {
		fprintf(stream, "%s%s=\"", before, labels->name);
		write_value(stream, labels->value);
		putc('"', stream);
		before = ",";
	}
	fputs(before[0] == ',' ? "} " : " ", stream);
}

/* ---- samples ------------------------------------------------------------------------------- */

void
smx_exposition_number(FILE *stream, const char *name, const struct smx_metric_label *labels,
		      unsigned long number)
{
	fputs(name, stream);
	write_labels(stream, labels);
	fprintf(stream, "%lu\n", number);
}

static const struct smx_histogram *
histogram_at(const struct smx_histogram *first, size_t i, size_t stride)
{
	return (const struct smx_histogram *)(const void *)((const char *)first + i * stride);
}

void
smx_exposition_histogram(FILE *stream, const char *name, const struct smx_scale *scale,
			 const struct smx_histogram *histograms, size_t n, size_t stride)
{
	unsigned long so_far = 0, nanoseconds = 0;

	/* What is counted meanwhile may miss in the sum, but not in the count, which is that
	 * of the last bucket. */
	for (size_t i = 0; i < n; i++)
		nanoseconds += atomic_load_explicit(&histogram_at(histograms, i, stride)->nanoseconds,
						    memory_order_relaxed);
	for (size_t bucket = 0; bucket <= scale->n_buckets; bucket++) {
		for (size_t i = 0; i < n; i++)
			so_far += atomic_load_explicit(
				&histogram_at(histograms, i, stride)->n[bucket],
				memory_order_relaxed);
		fprintf(stream, "%s_bucket{le=\"%s\"} %lu\n", name,
			bucket < scale->n_buckets ? scale->buckets[bucket].seconds : "+Inf", so_far);
	}
	fprintf(stream, "%s_sum %lu.%09lu\n%s_count %lu\n", name, nanoseconds / 1000000000,
		nanoseconds % 1000000000, name, so_far);
}
