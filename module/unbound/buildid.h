/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_BUILDID_H
#define SMX_UNBOUND_BUILDID_H

/*
 * The GNU build-id of a program: a hash of all that it was linked of, which the linker
 * leaves in a note of the program (elf(5)).  Nothing of Unbound's is known here.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SMX_BUILDID_MAX 64 /* bytes; linkers make 8 to 20 */
#define SMX_BUILDID_TEXT_SIZE (2 * SMX_BUILDID_MAX + 1)

struct smx_buildid {
	size_t len; /* 0: there is none */
	uint8_t bytes[SMX_BUILDID_MAX];
};

/* A program that is known by its build-id, in lower-case hexadecimal digits. */
struct smx_known_program {
	const char *name;
	const char *build_id;
};

/*
 * Look for the build-id among the notes of one PT_NOTE segment, `len` bytes, whose parts
 * are padded to `align`, 4 or 8.  Whatever is in there, nothing else is read.  Whether
 * there is one; `*id` is only written then.
 */
bool smx_buildid_find(const uint8_t *notes, size_t len, size_t align, struct smx_buildid *id);

/* That of the program that is running; whether it has one. */
bool smx_buildid_find_own(struct smx_buildid *id);

/* In lower-case hexadecimal digits; "" for none. */
void smx_buildid_write(const struct smx_buildid *id, char text[SMX_BUILDID_TEXT_SIZE]);

/* Whether it is that of one of these `n` programs.  No build-id is like none of theirs. */
bool smx_buildid_is_known(const struct smx_buildid *id, const struct smx_known_program *programs,
			  size_t n);

#endif /* SMX_UNBOUND_BUILDID_H */
