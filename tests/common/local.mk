# SPDX-License-Identifier: BSD-3-Clause
# What tests of several tiers share.
check_LTLIBRARIES += tests/common/libcommon.la
tests_common_libcommon_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(POLICY_CFLAGS)
tests_common_libcommon_la_SOURCES = \
	tests/common/builder.c tests/common/builder.h \
	tests/common/idna.h tests/common/random.h tests/common/wire.h

check_LTLIBRARIES += tests/common/libpromtext.la
tests_common_libpromtext_la_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)
tests_common_libpromtext_la_LIBADD = $(JANSSON_LIBS)
tests_common_libpromtext_la_SOURCES = tests/common/promtext.c tests/common/promtext.h
