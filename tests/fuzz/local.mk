# SPDX-License-Identifier: BSD-3-Clause
# Each target replays its corpus in `make check`; `make fuzz` builds them for
# libFuzzer as tests/fuzz/*-fuzzer, to be run on a copy of the corpus.
FUZZ_TARGETS = alabel conf list logline lookup serial zone
fuzz_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/tests -I$(top_srcdir)/tests/fuzz \
	-I$(top_srcdir)/tools \
	$(POLICY_CFLAGS) $(ICU_CFLAGS)

# The line reader of `straymx audit`.
logline_sources = \
	tools/logline.c tools/logline.h \
	tools/nametext.c tools/nametext.h \
	tools/part.c tools/part.h \
	tools/qtype.c tools/qtype.h

check_LTLIBRARIES += tests/fuzz/libreplay.la
tests_fuzz_libreplay_la_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_libreplay_la_SOURCES = \
	tests/fuzz/builder.c tests/fuzz/builder.h \
	tests/fuzz/fuzz.h \
	tests/fuzz/replay.c

check_PROGRAMS += tests/fuzz/alabel tests/fuzz/conf tests/fuzz/list tests/fuzz/logline \
	tests/fuzz/lookup tests/fuzz/serial tests/fuzz/zone
tests_fuzz_alabel_SOURCES = tests/fuzz/fuzz_alabel.c
tests_fuzz_alabel_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_alabel_LDADD = tests/fuzz/libreplay.la libsmx.la $(POLICY_LIBS)
tests_fuzz_conf_SOURCES = tests/fuzz/fuzz_conf.c
tests_fuzz_conf_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_conf_LDADD = tests/fuzz/libreplay.la tests/common/libcommon.la libsmx.la
tests_fuzz_list_SOURCES = tests/fuzz/fuzz_list.c
tests_fuzz_list_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_list_LDADD = tests/fuzz/libreplay.la tests/common/libcommon.la libsmx.la
tests_fuzz_logline_SOURCES = tests/fuzz/fuzz_logline.c $(logline_sources)
tests_fuzz_logline_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_logline_LDADD = tests/fuzz/libreplay.la libsmx.la $(POLICY_LIBS)
tests_fuzz_lookup_SOURCES = tests/fuzz/fuzz_lookup.c
tests_fuzz_lookup_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_lookup_LDADD = tests/fuzz/libreplay.la tests/common/libcommon.la \
	tests/reference/libreference.la libsmx.la
tests_fuzz_serial_SOURCES = tests/fuzz/fuzz_serial.c tools/serial.c tools/serial.h
tests_fuzz_serial_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_serial_LDADD = tests/fuzz/libreplay.la libsmx.la $(POLICY_LIBS)
tests_fuzz_zone_SOURCES = tests/fuzz/fuzz_zone.c
tests_fuzz_zone_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_zone_LDADD = tests/fuzz/libreplay.la tests/common/libcommon.la libsmx.la

TESTS += tests/fuzz/run
EXTRA_DIST += tests/fuzz/corpus tests/fuzz/run

FUZZ_CC = clang
fuzz_sources = $(patsubst %,$(srcdir)/%,$(filter %.c,$(libsmx_la_SOURCES))) \
	$(nodist_libsmx_la_SOURCES) \
	$(patsubst %,$(srcdir)/%,$(filter %.c,$(logline_sources) $(tests_fuzz_libreplay_la_SOURCES) \
	    $(tests_common_libcommon_la_SOURCES) $(tests_reference_libreference_la_SOURCES) \
	    tools/serial.c))
fuzz: $(nodist_libsmx_la_SOURCES)
	for target in $(FUZZ_TARGETS); do \
	    $(FUZZ_CC) -g -O1 -std=gnu11 $(DEFS) -fsanitize=fuzzer,address,undefined $(fuzz_cppflags) \
	        -o tests/fuzz/$$target-fuzzer $(srcdir)/tests/fuzz/fuzz_$$target.c \
	        $(filter-out %/replay.c,$(fuzz_sources)) $(POLICY_LIBS) $(ICU_LIBS) || exit 1; \
	done
.PHONY: fuzz
CLEANFILES += $(FUZZ_TARGETS:%=tests/fuzz/%-fuzzer)
