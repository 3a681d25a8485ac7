/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_POLICY_SOURCE_H
#define SMX_POLICY_SOURCE_H

/*
 * The files that a policy is made of, each with the versions of it that matter:
 * the one that was read last, and the one that is in use because it was in
 * order.  All of it belongs to one thread.
 */

#include "policy/file.h"
#include "policy/messages.h"

enum smx_source_kind { SMX_SOURCE_CONF, SMX_SOURCE_ALLOW, SMX_SOURCE_ZONE };

struct smx_source {
	enum smx_source_kind kind;
	char *path; /* as reached from the folder of straymx.conf */

	/* Looking at it: */
	struct smx_stamp seen;  /* at the last look */
	struct smx_stamp tried; /* of the version that was last read, or could not be */
	bool is_tried;          /* there is one */
	bool is_unread;         /* it could not be read: worth another try */

	/* Versions: */
	struct smx_text fresh; /* in order as far as it is known, and not in use yet */
	struct smx_text good;  /* in use */
	bool is_copy;          /* `good` is a copy from state-dir, of an earlier run */
	char saved[SMX_SHA256_SIZE]; /* the digest of the copy that is there now; "": not known */

	/* What was found: */
	struct smx_messages faults;   /* in the version tried last, if it is not in order */
	struct smx_messages warnings; /* in the version in use */

	/* About the version in use: */
	size_t n_names;   /* protected and exempt ones, as often as they are there */
	size_t n_exempt;  /* those of them that are exempt */
	uint32_t serial;  /* of a zone: its SOA record's */
	time_t loaded_at; /* when it came into use; of a copy, when it was made */

	/* In the attempt under way: */
	bool is_named;   /* straymx.conf names it, in the version that is being tried */
	bool is_parsed;  /* to its end */
	bool is_broken;  /* the version at hand is not in order */
	bool is_told;    /* its log should say which version stays in use */
	size_t n_unlisted; /* messages about it beyond those that are listed */
};

struct smx_sources {
	struct smx_source **list; /* in the order in which they are named; the first is straymx.conf */
	size_t n_sources;
};

/*
 * The source of that kind and path, which is made if there is none.  NULL if
 * memory ran out.
 */
struct smx_source *smx_sources_get(struct smx_sources *sources, enum smx_source_kind kind,
				   const char *path);

/* Free those that are not named; the first one stays. */
void smx_sources_drop_unnamed(struct smx_sources *sources);

void smx_sources_free(struct smx_sources *sources);

/*
 * Read the file as it is now: it becomes the fresh version, in place of an older
 * one.  Returns 0, or the error of smx_file_read(), which is added to `messages`,
 * with no fresh version.
 */
int smx_source_read(struct smx_source *source, struct smx_messages *messages);

/* The version to try: the fresh one, or else the one in use; NULL if there is neither. */
const struct smx_text *smx_source_version(const struct smx_source *source);

/* The fresh version comes into use, if there is one; it has no faults. */
void smx_source_accept(struct smx_source *source, time_t now);

/* "configuration", "allow", "zone" */
const char *smx_source_kind_name(enum smx_source_kind kind);

#endif /* SMX_POLICY_SOURCE_H */
