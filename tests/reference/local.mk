# SPDX-License-Identifier: BSD-3-Clause
# The rules written a second time, for tests of other tiers to compare with, and
# the tests of that.
check_LTLIBRARIES += tests/reference/libreference.la
tests_reference_libreference_la_CPPFLAGS = $(AM_CPPFLAGS) $(POLICY_CFLAGS) $(ICU_CFLAGS)
tests_reference_libreference_la_LIBADD = $(POLICY_LIBS) $(ICU_LIBS)
tests_reference_libreference_la_SOURCES = \
	tests/reference/distance.c \
	tests/reference/edit.c \
	tests/reference/form.c \
	tests/reference/keyboard.c \
	tests/reference/name.c \
	tests/reference/parts.h \
	tests/reference/reference.c tests/reference/reference.h \
	tests/reference/rules.c

check_PROGRAMS += tests/reference/reference
TESTS += tests/reference/reference
tests_reference_reference_CPPFLAGS = $(tests_reference_libreference_la_CPPFLAGS)
tests_reference_reference_LDADD = tests/reference/libreference.la
tests_reference_reference_SOURCES = \
	tests/reference/test.h \
	tests/reference/test_order.c \
	tests/reference/test_pairs.c \
	tests/reference/test_random.c \
	tests/reference/test_reference.c
