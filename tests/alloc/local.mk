# SPDX-License-Identifier: BSD-3-Clause
# What is taken of the heap.  The sanitizers have a heap of their own.
if !WITH_SANITIZER
check_PROGRAMS += tests/alloc/alloc
TESTS += tests/alloc/alloc
tests_alloc_alloc_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests -I$(top_srcdir)/tests/alloc $(POLICY_CFLAGS)
# Not hidden, so that the C library and others find these functions.
tests_alloc_alloc_CFLAGS = $(SMX_CFLAGS) -fno-builtin
tests_alloc_alloc_LDADD = tests/common/libcommon.la libsmx.la
tests_alloc_alloc_SOURCES = tests/alloc/alloc.c tests/alloc/heap.c tests/alloc/heap.h
endif
