/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_NAMETEXT_H
#define SMX_TOOLS_NAMETEXT_H

/*
 * Names of lists and logs, from text to wire format.  What is read here are millions of
 * names: ldns_str2rdf_dname() takes memory for each and wants a copy that ends in a NUL,
 * and so takes three times as long, which is a fifth of all that is done with a line.
 */

#include <stddef.h>
#include <stdint.h>

#define NAME_WIRE_MAX 255 /* RFC 1035, 2.3.4 */

/*
 * Read `len` bytes in presentation format (RFC 1035, 5.1), the final dot optional, into
 * `wire`, lower-case, and its length into `*wire_len`.  U-labels in UTF-8 become A-labels
 * (IDNA 2008).  Returns NULL, or what is wrong with it, a text that lives as long as the
 * program; the rest is unspecified then.
 */
const char *name_text_read(const char *text, size_t len, uint8_t wire[NAME_WIRE_MAX],
			   size_t *wire_len);

#endif /* SMX_TOOLS_NAMETEXT_H */
