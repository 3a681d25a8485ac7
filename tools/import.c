/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * straymx import: one's own names to a protected zone, a new one or one that is there.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "match/words.h"
#include "options.h"
#include "ownfile.h"
#include "policy/host.h"
#include "replace.h"
#include "serial.h"

#define DEFAULT_ORIGIN "protect.example"

struct import {
	/* Options: */
	int profile; /* enum smx_profile, or SMX_PARAM_UNSET */
	int action;  /* likewise */
	const char *into;
	struct smx_name origin; /* no labels: not given */
	bool takes_suffixes;
	/* The day: */
	uint32_t day; /* its first serial */
	char date[sizeof "YYYY-MM-DD"];
	/* The work: */
	struct ownfile file; /* without `into`, none that is there */
	struct smx_settings settings;
	struct ownlist names;
	struct ownfile_there there;
};

static const struct verb_help help = {
	.usage = "[OPTION...] LIST...\n",
	.about = "Writes a protected zone of the names in LIST, one's own domains, to standard\n"
		 "output: one name a line, # begins a comment, - is standard input.  Comments\n"
		 "tell for which names most rules are out of reach.\n",
	.exit_code = "0 if there is a zone, 2 on error, with every bad line told\n",
	.examples = "$ straymx import domains.txt >ours.zone\n"
		    "$ straymx import --profile strict --origin protect.example domains.txt\n"
		    "$ straymx import --into ours.zone new.txt >/dev/null\n"
		    "ours.zone: 12 names added, 3 were there, serial 2026112502\n",
};

/* ---- options ---------------------------------------------------------------------------- */

static bool
take_word(int *value, enum smx_words words, const struct verb_option *option, const char *text)
{
	char takes[128];

	*value = smx_words_parse(words, text);
	if (*value >= 0)
		return true;
	smx_words_write(words, takes, sizeof takes);
	fprintf(stderr, "straymx: --%s %s: it takes %s\n", option->name, text, takes);
	return false;
}

static bool
take_profile(void *target, const struct verb_option *option, const char *text)
{
	return take_word(target, SMX_WORDS_PROFILE, option, text);
}

static bool
take_action(void *target, const struct verb_option *option, const char *text)
{
	return take_word(target, SMX_WORDS_ACTION, option, text);
}

static bool
take_origin(void *target, const struct verb_option *option, const char *text)
{
	struct smx_name *origin = target;
	struct smx_messages messages;
	struct smx_place place = {&messages, "", 0};
	bool is_name;

	smx_messages_init(&messages);
	is_name = text[0] != '*' && smx_host_parse(text, strlen(text), &place, origin) == SMX_OK &&
		  smx_host_check(origin, SMX_HOST_PROTECTED, &place) == SMX_OK;
	for (size_t i = 0; i < messages.n_messages; i++)
		fprintf(stderr, "straymx: --%s: %s\n", option->name, messages.list[i].text);
	if (text[0] == '*')
		fprintf(stderr, "straymx: --%s %s: a zone has no *\n", option->name, text);
	smx_messages_free(&messages);
	return is_name;
}

/* The day of SOURCE_DATE_EPOCH, for output that is the same again, or today. */
static bool
find_day(struct import *import)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	char *end = NULL;
	struct tm day;

	if (epoch != NULL && epoch[0] != '\0') {
		errno = 0;
		now = (time_t)strtoll(epoch, &end, 10);
		if (epoch[0] < '0' || epoch[0] > '9' || *end != '\0' || errno != 0)
			now = -1;
	}
	if (now >= 0 && serial_of_day(now, &import->day) && gmtime_r(&now, &day) != NULL &&
	    strftime(import->date, sizeof import->date, "%Y-%m-%d", &day) > 0)
		return true;
	fprintf(stderr, "straymx: SOURCE_DATE_EPOCH=%s: it takes seconds since 1970\n",
		epoch != NULL ? epoch : "");
	return false;
}

/* ---- the names -------------------------------------------------------------------------- */

/* What the zone that is there has decided already. */
static bool
check_options(const struct import *import)
{
	const struct smx_zonefile *zone = &import->file.zone;
	struct smx_tail given = {&import->origin, 0}, there = {&zone->origin, 0};
	int profile = zone->apex.values[SMX_PARAM_PROFILE];
	char text[SMX_NAME_TEXT_SIZE];

	if (profile == SMX_PARAM_UNSET)
		profile = SMX_BALANCED;
	if (import->profile != SMX_PARAM_UNSET && import->profile != profile) {
		fprintf(stderr,
			"straymx: --profile %s: %s has the profile %s for all its names: leave the "
			"option out, or change that there\n",
			smx_profile_name((enum smx_profile)import->profile), import->into,
			smx_profile_name((enum smx_profile)profile));
		return false;
	}
	if (import->origin.n_labels > 0 && !smx_tail_equals(&given, &there)) {
		smx_tail_write(&there, 0, text, sizeof text);
		fprintf(stderr, "straymx: --origin: %s has the origin %s: leave the option out\n",
			import->into, text);
		return false;
	}
	return true;
}

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

/* The zone's origin and what its parameters decide, for reading lists. */
static bool
prepare(struct import *import)
{
	const struct smx_params *sets[1];
	struct smx_params params;

	if (import->file.is_there && !check_options(import))
		return false;
	smx_params_init(&params);
	params.values[SMX_PARAM_PROFILE] = import->profile;
	sets[0] = import->file.is_there ? &import->file.zone.apex : &params;
	smx_params_apply(sets, 1, &import->settings);
	if (import->file.is_there)
		import->names.origin = import->file.zone.origin;
	else if (import->origin.n_labels > 0)
		import->names.origin = import->origin;
	else
		(void)smx_name_from_text(&import->names.origin, DEFAULT_ORIGIN,
					 strlen(DEFAULT_ORIGIN));
	return true;
}

static bool
read_lists(struct import *import, const struct verb_call *call)
{
	struct ownlist *names = &import->names;

	for (int i = 0; i < call->n_operands; i++)
		ownlist_read(names, call->operands[i]);
	if (names->has_trouble)
		return false;
	if (names->n_names == 0) {
		fprintf(stderr, "%s: no names in it: write one name a line\n",
			ownlist_file_name(call->operands[call->n_operands - 1]));
		return false;
	}
	ownlist_sort(names);
	if (names->n_duplicates > 0)
		fprintf(stderr, "straymx: %zu duplicate%s dropped, %zu name%s left\n",
			names->n_duplicates, plural(names->n_duplicates), names->n_names,
			plural(names->n_names));
	return true;
}

/* ---- the zone --------------------------------------------------------------------------- */

/* The text of the whole zone, read back.  Returns false, having told why, if it is not as
 * it should be. */
static bool
make_text(const struct import *import, const struct ownzone *zone, struct smx_text *text)
{
	char *bytes = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&bytes, &len);
	bool has_room = false, is_written = false;

	if (stream != NULL) {
		is_written = true;
		if (import->file.is_there)
			is_written = ownfile_write(&import->file, zone, stream);
		else
			ownzone_write(stream, zone);
		has_room = !ferror(stream);
		has_room = fclose(stream) == 0 && has_room;
	}
	smx_text_take(text, bytes, len);
	if (!has_room)
		fprintf(stderr, "straymx: %s\n", smx_error_text(SMX_ENOMEM));
	if (!has_room || !is_written)
		return false;
	if (ownfile_check(&import->file, zone, text))
		return true;
	fprintf(stderr,
		"%s: with the new names in it, it does not read as it should: is a parenthesis or "
		"a quote open?\n",
		import->file.name);
	return false;
}

/* To standard output; false if that failed, which main() tells. */
static bool
print_text(struct verb_call *call, const struct smx_text *text)
{
	if (fwrite(text->bytes, 1, text->len, stdout) == text->len && fflush(stdout) == 0)
		return true;
	call->output_error = errno;
	return false;
}

static bool
tell_unchanged(const struct import *import, const char *what)
{
	fprintf(stderr, "%s: %s: %s; it stays as it is\n", import->into, what,
		errno == ESTALE ? "it has changed meanwhile: try again" : strerror(errno));
	return false;
}

/* The file is replaced last of all, when nothing else can fail any more. */
static bool
put_text(const struct import *import, struct verb_call *call, const struct smx_text *text)
{
	struct replacement replacement;

	if (import->into == NULL)
		return print_text(call, text);
	signal(SIGPIPE, SIG_IGN); /* the new version would stay beside it */
	if (!replacement_write(&replacement, import->file.path, text->bytes, text->len,
			       &import->file.stamp))
		return tell_unchanged(import, "cannot be written");
	if (!print_text(call, text)) {
		replacement_drop(&replacement);
		return false;
	}
	if (!replacement_take_place(&replacement, &import->file.stamp))
		return tell_unchanged(import, "cannot be replaced");
	return true;
}

static void
tell_result(const struct import *import, uint32_t serial)
{
	const struct ownfile_there *there = &import->there;
	size_t n_added = import->names.n_names;

	fprintf(stderr, "%s: %zu name%s added, %zu %s there", import->into, n_added, plural(n_added),
		there->n_protected, there->n_protected == 1 ? "was" : "were");
	if (there->n_exempt > 0)
		fprintf(stderr, ", %zu %s exempt", there->n_exempt,
			there->n_exempt == 1 ? "is" : "are");
	fprintf(stderr, ", serial %lu\n", (unsigned long)serial);
}

static bool
write_zone(struct import *import, struct verb_call *call)
{
	const struct smx_zonefile *old = &import->file.zone;
	bool is_there = import->file.is_there;
	struct ownzone zone = {
		.names = &import->names,
		.profile = (enum smx_profile)(import->profile != SMX_PARAM_UNSET ? import->profile
										 : SMX_BALANCED),
		.action = import->action,
		.serial = is_there ? serial_next(old->soa.serial, import->day) : import->day,
		.date = import->date,
		.sources = call->operands,
		.n_sources = call->n_operands,
	};
	struct smx_text text = {NULL, 0, 0, ""};
	bool is_done;

	if (is_there && import->names.n_names == 0) {
		ownlist_tell(&import->file.messages);
		zone.serial = old->soa.serial;
		is_done = print_text(call, &import->file.text);
	} else {
		is_done = make_text(import, &zone, &text) && put_text(import, call, &text);
	}
	if (is_done && import->into != NULL)
		tell_result(import, zone.serial);
	smx_text_free(&text);
	return is_done;
}

int
verb_import(struct verb_call *call)
{
	struct import import = {.profile = SMX_PARAM_UNSET, .action = SMX_PARAM_UNSET};
	const struct verb_option options[] = {
		{'a', "action", "nxdomain|nodata|nullmx",
		 "what lookalikes get; otherwise it is left to parameters", take_action,
		 &import.action},
		{'i', "into", "ZONE", "add the names to the zone file ZONE", verb_take_text,
		 &import.into},
		{'o', "origin", "NAME", "of the zone; otherwise " DEFAULT_ORIGIN, take_origin,
		 &import.origin},
		{'p', "profile", "strict|balanced|wide|closed",
		 "how far a slip may be; otherwise balanced", take_profile, &import.profile},
		{'s', "suffixes", NULL, "take public suffixes as well: all names below are yours",
		 verb_take_flag, &import.takes_suffixes},
	};
	bool is_done, has_names;
	int exit_code;

	if (!verb_options(call, &help, options, sizeof options / sizeof options[0], &exit_code))
		return exit_code;
	if (call->n_operands == 0)
		return verb_misused(call, "takes lists of names");
	if (!find_day(&import))
		return EXIT_TROUBLE;
	import.file.name = "standard output";
	is_done = import.into == NULL || ownfile_open(&import.file, import.into);
	has_names = ownlist_init(&import.names, &import.settings);
	is_done = is_done && prepare(&import);
	import.names.takes_suffixes = import.takes_suffixes;
	/* Whatever is wrong with the zone, the lists' errors are told as well. */
	has_names = has_names && read_lists(&import, call);
	is_done = is_done && has_names;
	if (is_done && import.file.is_there)
		import.there = ownfile_drop_known(&import.file, &import.names);
	is_done = is_done && write_zone(&import, call);
	ownlist_free(&import.names);
	ownfile_free(&import.file);
	return is_done ? EXIT_FINE : EXIT_TROUBLE;
}
