/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_TOOLS_QTYPE_H
#define SMX_TOOLS_QTYPE_H

#include <stddef.h>
#include <stdint.h>

/*
 * The number of a type of `len` bytes, as `MX` or `TYPE65`, in
 * host order; 0 if it is none.  Made for millions of them: ldns compares with each type
 * that it knows, so the types that are asked for are looked at first.
 */
uint16_t qtype_read(const char *text, size_t len);

#endif /* SMX_TOOLS_QTYPE_H */
