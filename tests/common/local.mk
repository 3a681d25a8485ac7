# SPDX-License-Identifier: BSD-3-Clause
# What tests of several tiers share.
check_LTLIBRARIES += tests/common/libcommon.la
tests_common_libcommon_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(POLICY_CFLAGS)
tests_common_libcommon_la_SOURCES = \
	tests/common/builder.c tests/common/builder.h \
	tests/common/idna.h tests/common/random.h tests/common/wire.h
