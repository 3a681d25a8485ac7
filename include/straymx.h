/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef STRAYMX_H
#define STRAYMX_H

/*
 * libstraymx: which protected name did the sender of this question mean?
 *
 * A policy is loaded once from straymx.conf and the protected zones that it
 * names, and is immutable from then on.  A lookup takes a query name in wire
 * format and gives a verdict: pass, or the protected name that the query name
 * is a typo away from, by which rule, and what its answer should be.
 *
 * Errors: functions that can fail return 0 (SMX_OK) or a negative
 * enum smx_error; smx_error_text() says it in words.  What is wrong in a file
 * is collected as values in a struct smx_messages; the library prints nothing.
 *
 * Ownership: what a function hands out through a `**` is the caller's to free
 * with the `_free` function of that name.  Everything reached through a
 * verdict belongs to the policy and lives as long as it.
 *
 * Threads: a policy is never written after it was loaded; any number of
 * threads may look names up in it at once.  Loading uses process-wide state
 * of libConfuse: one thread at a time.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Functions with this mark are what the shared library exports. */
#if defined(__GNUC__)
#define SMX_API __attribute__((visibility("default")))
#else
#define SMX_API
#endif

enum smx_error {
	SMX_OK = 0,
	SMX_ENOMEM = -1,  /* memory ran out */
	SMX_EREAD = -2,   /* a file cannot be opened or read */
	SMX_ESYNTAX = -3, /* a file says something that it cannot mean */
	SMX_ENAME = -4,   /* not a domain name */
	SMX_EVALUE = -5,  /* a value that its key does not take */
	SMX_ELIMIT = -6,  /* larger than what is read */
	SMX_EPSL = -7,    /* no Public Suffix List could be loaded */
	SMX_EWRITE = -8,  /* a file cannot be written */
	SMX_ECANCEL = -9, /* called off before it was done */
};

/* The error in words; "unknown error" for a code that is none. */
SMX_API const char *smx_error_text(int error);

/* ---- messages ------------------------------------------------------- */

enum smx_severity {
	SMX_ERROR,   /* the policy is not usable */
	SMX_WARNING, /* it is, but somebody should look */
};

struct smx_message {
	enum smx_severity severity;
	int code;      /* enum smx_error; SMX_OK for a warning */
	char *file;    /* as it was named, or as it was reached from straymx.conf */
	unsigned line; /* 1 for the first; 0 where no line is meant */
	char *text;    /* what is wrong, and where it helps, what to write instead */
};

/* What was found in the files of a policy, in the order of reading; what it takes all of
 * them to find comes last. */
struct smx_messages {
	struct smx_message *list;
	size_t n_messages;
	size_t n_errors;   /* all that were found, listed or not */
	size_t n_warnings; /* likewise */
	void *files;       /* the library's: how many are listed for each file */
	/* False, as at first: at most SMX_MESSAGES_PER_FILE are listed for one file, and the
	 * rest is counted.  True, set before anything is read: all are listed. */
	bool lists_all;
};

#define SMX_MESSAGES_PER_FILE 100

/* Make `messages` empty.  It must be done before any other use. */
SMX_API void smx_messages_init(struct smx_messages *messages);

/* Free the texts and make `messages` empty again. */
SMX_API void smx_messages_free(struct smx_messages *messages);

/* How many were found that are not listed. */
SMX_API size_t smx_messages_count_unlisted(const struct smx_messages *messages);

/*
 * Write message number `i` as `file:line: text` (or `file: text` without a
 * line) into `buf` of `size` bytes, cut where it does not fit, always
 * terminated.  Returns the length of the whole text.
 */
SMX_API size_t smx_message_write(const struct smx_messages *messages, size_t i, char *buf,
				 size_t size);

/* ---- what a policy says ---------------------------------------------- */

/* The rules of straymx-zone(5), in the order in which they win. */
enum smx_rule {
	SMX_RULE_TLD,
	SMX_RULE_DOT,
	SMX_RULE_SWAP,
	SMX_RULE_REPEAT,
	SMX_RULE_LOOK,
	SMX_RULE_SLIP,
	SMX_RULE_OMIT,
	SMX_RULE_KEY,
	SMX_RULE_VOWEL,
	SMX_RULE_EXTRA,
	SMX_RULE_OTHER,
	SMX_RULE_HOST,
	SMX_RULE_GLYPH,
	SMX_RULE_BOTH,
	SMX_RULE_TWO,
	SMX_RULE_CC,
	SMX_N_RULES, /* so many have a least length */
	/* The one rule of protected public suffixes. */
	SMX_RULE_ZONE = SMX_N_RULES
};

enum smx_profile { SMX_STRICT, SMX_BALANCED, SMX_WIDE, SMX_CLOSED, SMX_N_PROFILES };

/* What the asker of a lookalike gets (unbound-straymx(8)). */
enum smx_action {
	SMX_NXDOMAIN,
	SMX_NODATA,
	SMX_NULLMX, /* RFC 7505 */
	SMX_DATA,   /* the entry's own MX, A and AAAA records: a sinkhole */
	SMX_N_ACTIONS
};

enum smx_mode { SMX_ENFORCE, SMX_MONITOR, SMX_N_MODES };

enum smx_verify { SMX_VERIFY_AUTO, SMX_VERIFY_DNS, SMX_VERIFY_NONE, SMX_N_VERIFIES };

/* The names as they stand in files: "tld", "balanced", "nxdomain", "enforce", "auto". */
SMX_API const char *smx_rule_name(enum smx_rule rule);
SMX_API const char *smx_profile_name(enum smx_profile profile);
SMX_API const char *smx_action_name(enum smx_action action);
SMX_API const char *smx_mode_name(enum smx_mode mode);
SMX_API const char *smx_verify_name(enum smx_verify verify);

enum smx_reason {
	SMX_NO_MATCH,    /* near no protected name */
	SMX_ALLOWED,     /* equal to or below an exempt name */
	SMX_PROTECTED,   /* equal to or below a protected name */
	SMX_SPECIAL_USE, /* in arpa, localhost, local, onion, invalid, internal */
	SMX_MATCH,       /* confusable with a protected name: the other fields say which */
	SMX_N_REASONS
};

/* "no-match", "allowed", "protected", "special-use", "match" */
SMX_API const char *smx_reason_name(enum smx_reason reason);

struct smx_policy;
struct smx_entry;

struct smx_verdict {
	enum smx_reason reason;
	/* The rest is set for SMX_MATCH alone. */
	const struct smx_entry *entry; /* the protected name and its action */
	size_t candidate_offset;       /* where in the query name's wire form C begins */
	enum smx_rule rule;
	unsigned distance; /* 1 or 2 */
};

/* ---- policy ---------------------------------------------------------- */

/*
 * Load straymx.conf at `conf_path` and all that it names.  `now` decides
 * whether an exemption has expired.  Whatever is wrong in any of the files is
 * added to `messages`, warnings also on success; with an error in straymx.conf
 * the others are not read.
 *
 * Returns SMX_OK and the policy in `*policy`, or the code of the first error;
 * `*policy` is NULL then.
 */
SMX_API int smx_policy_load(const char *conf_path, time_t now, struct smx_policy **policy,
			    struct smx_messages *messages);

/* Free a policy; NULL is nothing to free.  No lookup may be under way. */
SMX_API void smx_policy_free(struct smx_policy *policy);

/*
 * Judge a query name by straymx-zone(5).  `qname` is in uncompressed wire
 * format (RFC 1035, 3.1), in any letter case, of `qname_len` bytes with the
 * root label.  A name that is not well-formed passes as SMX_NO_MATCH.
 * Allocates nothing, locks nothing, writes `*verdict` and nothing else.
 */
SMX_API void smx_lookup(const struct smx_policy *policy, const uint8_t *qname, size_t qname_len,
			struct smx_verdict *verdict);

/*
 * The same for a question of one client: entries of zones that are not for it do not
 * count.  `family` and `address` as in smx_entry_covers_client().
 */
SMX_API void smx_lookup_for_client(const struct smx_policy *policy, const uint8_t *qname,
				   size_t qname_len, int family, const void *address,
				   struct smx_verdict *verdict);

/* Whether questions of this type (a number, host order) are to be judged. */
SMX_API bool smx_policy_has_type(const struct smx_policy *policy, uint16_t qtype);

/* `enabled` of straymx.conf: false means that everything passes. */
SMX_API bool smx_policy_is_enabled(const struct smx_policy *policy);

/* How many protected and exempt names it holds, and from how many zones. */
SMX_API size_t smx_policy_count_protected(const struct smx_policy *policy);
SMX_API size_t smx_policy_count_exempt(const struct smx_policy *policy);
SMX_API size_t smx_policy_count_zones(const struct smx_policy *policy);

/* About how many bytes of memory it takes, the Public Suffix List apart. */
SMX_API size_t smx_policy_size(const struct smx_policy *policy);

/*
 * Whether the intended name has to exist before a match of this entry is
 * intercepted (`verify`; the default for public suffixes).
 */
SMX_API bool smx_entry_asks(const struct smx_entry *entry);

/*
 * Whether the entry's zone is for this client: `clients` and `exempt-clients`,
 * longest match.  `address` is in network order, 4 bytes for the family AF_INET, 16
 * for AF_INET6.
 */
SMX_API bool smx_entry_covers_client(const struct smx_entry *entry, int family,
				     const void *address);

SMX_API enum smx_action smx_entry_action(const struct smx_entry *entry);
SMX_API enum smx_mode smx_entry_mode(const struct smx_entry *entry);

/* The title of the zone in straymx.conf that the entry comes from. */
SMX_API const char *smx_entry_zone(const struct smx_entry *entry);

/* ---- names as text ---------------------------------------------------- */

/* Room for any name, 253 bytes escaped at four characters each, and a NUL. */
#define SMX_NAME_TEXT_SIZE 1024

/*
 * Names in presentation format (RFC 1035, 5.1: special characters escaped),
 * lower-case, without the final dot, written into `buf` of `size` bytes, cut
 * where they do not fit, always terminated.  Each returns the length of the
 * whole text.  A query name that is not well-formed has the empty one.  The intended
 * name is the query name with the candidate
 * replaced by the protected name; it can be longer than a query name can, so
 * give it 2 * SMX_NAME_TEXT_SIZE where cutting will not do.
 */
SMX_API size_t smx_name_write(const uint8_t *qname, size_t qname_len, char *buf, size_t size);
SMX_API size_t smx_entry_name_write(const struct smx_entry *entry, char *buf, size_t size);
SMX_API size_t smx_candidate_write(const struct smx_verdict *verdict, const uint8_t *qname,
				   size_t qname_len, char *buf, size_t size);
SMX_API size_t smx_intended_write(const struct smx_verdict *verdict, const uint8_t *qname,
				  size_t qname_len, char *buf, size_t size);

/* Room for any edits in words. */
#define SMX_EDITS_TEXT_SIZE 16384

/*
 * What was done to the protected name to make the candidate of it, in words,
 * written into `buf` in the same way: "omitted 'i' at 7", "swapped 'a' and 'i' at
 * 3", "replaced 'i' by 'l' at 4", "inserted 'mail' at 1"; several are joined by
 * ", ".  Characters are counted from 1: in the protected name, but in the candidate
 * for what was inserted.  With the rule `glyph`, A-labels are told as the U-labels
 * that they show as, characters beyond ASCII as U+0430.  The verdict has to be
 * SMX_MATCH.  It takes about 64 KiB of stack.
 */
SMX_API size_t smx_edits_write(const struct smx_verdict *verdict, const uint8_t *qname,
			       size_t qname_len, char *buf, size_t size);

#ifdef __cplusplus
}
#endif

#endif /* STRAYMX_H */
