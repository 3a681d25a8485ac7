# SPDX-License-Identifier: BSD-3-Clause
# Broken files: what is said of each, and that the policy in force stays.
EXTRA_DIST += tests/broken/expected tests/broken/corpus
if HAVE_CHECK
check_PROGRAMS += tests/broken/broken
TESTS += tests/broken/broken
tests_broken_broken_CPPFLAGS = $(AM_CPPFLAGS) $(CHECK_CFLAGS)
tests_broken_broken_LDADD = libsmx.la $(CHECK_LIBS)
tests_broken_broken_SOURCES = tests/broken/broken.c
endif
