# SPDX-License-Identifier: BSD-3-Clause
# Validity against libidn2, skeletons against ICU.
check_PROGRAMS += tests/unicode/unicode
TESTS += tests/unicode/unicode
tests_unicode_unicode_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(ICU_CFLAGS) $(IDN2_CFLAGS)
tests_unicode_unicode_LDADD = libsmx.la $(ICU_LIBS) $(IDN2_LIBS)
tests_unicode_unicode_SOURCES = \
	tests/unicode/icu.c \
	tests/unicode/libidn2.c \
	tests/unicode/random.c \
	tests/unicode/unicode.c tests/unicode/unicode.h
