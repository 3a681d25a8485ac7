/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_MATCH_NAME_H
#define SMX_MATCH_NAME_H

/*
 * Domain names as the matching sees them: lower-case bytes, labels joined by
 * dots, no final dot, and where each label begins.  A label may hold any byte,
 * a dot too; it is the label starts that tell labels apart, never the text.
 *
 * Nothing here allocates; structs are filled in by value.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SMX_WIRE_MAX 255 /* RFC 1035, 2.3.4 */
#define SMX_LABEL_MAX 63
#define SMX_LABELS_MAX 127

struct smx_span {
	const uint8_t *ptr;
	size_t len;
};

struct smx_name {
	uint8_t text[SMX_WIRE_MAX - 1];
	/* Label i is text[start[i]] up to start[i + 1] - 1.  Since a label's length
	 * octet takes as much room in wire format as the dot before it does here,
	 * start[i] is also the offset of label i (its length octet) in wire format. */
	uint8_t start[SMX_LABELS_MAX + 1];
	uint8_t n_labels;
};

/*
 * A name's last labels, from label `first` on; the name must outlive it.
 */
struct smx_tail {
	const struct smx_name *name;
	unsigned first;
};

/*
 * Read an uncompressed wire format name of exactly `len` bytes, the root
 * label included.  Returns 0, or SMX_ENAME when it is not one; `*name` is
 * unspecified then.  The root name has no labels.
 */
int smx_name_from_wire(struct smx_name *name, const uint8_t *wire, size_t len);

/*
 * Write a name in wire format to `wire`, which has room for its text and two bytes
 * more.  Returns its length with the root label.
 */
size_t smx_name_to_wire(const struct smx_name *name, uint8_t *wire);

/*
 * Read a name in presentation format without escapes, `len` bytes, the final
 * dot optional.  Any byte but a dot may stand in a label.  Returns 0 or
 * SMX_ENAME (empty label, label or name too long); the text "." is the root.
 */
int smx_name_from_text(struct smx_name *name, const char *text, size_t len);

/* The whole text, without escapes: dots inside labels look like separators. */
struct smx_span smx_name_text(const struct smx_name *name);

/* The tail of `name` that has `n_labels` labels (at most as many as it has). */
struct smx_tail smx_name_tail(const struct smx_name *name, unsigned n_labels);

unsigned smx_tail_count_labels(const struct smx_tail *tail);

/* Label `i` of the tail, 0 being the leftmost. */
struct smx_span smx_tail_label(const struct smx_tail *tail, unsigned i);

/* The last `n` labels of the tail as one string. */
struct smx_span smx_tail_text(const struct smx_tail *tail, unsigned n);

/* Whether both are the same labels. */
bool smx_tail_equals(const struct smx_tail *a, const struct smx_tail *b);

/* Whether a label begins with "xn--" (RFC 5890, 2.3.2.1), and whether any does. */
bool smx_span_is_alabel(struct smx_span label);
bool smx_tail_has_alabel(const struct smx_tail *tail);

/*
 * Byte order of the texts, a shorter one before its continuations: < 0, 0,
 * > 0 as memcmp.  0 may also mean names that differ only in where a dot
 * belongs to a label.
 */
int smx_span_compare(struct smx_span a, struct smx_span b);

bool smx_span_equals(struct smx_span a, struct smx_span b);

/*
 * Append one label in presentation format (RFC 1035, 5.1) at offset `at` of
 * `buf`, cut where `size` ends (nothing is written from buf[size - 1] on; the
 * caller terminates).  Returns the offset behind it, had there been room.
 */
size_t smx_label_write(struct smx_span label, char *buf, size_t size, size_t at);

/* A tail in presentation format, from offset `at` of `buf` on, likewise, but
 * terminated. */
size_t smx_tail_write(const struct smx_tail *tail, size_t at, char *buf, size_t size);

#endif /* SMX_MATCH_NAME_H */
