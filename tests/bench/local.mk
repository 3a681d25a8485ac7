# SPDX-License-Identifier: BSD-3-Clause
# What the programs that measure share.
check_LTLIBRARIES += tests/bench/libmeasure.la
tests_bench_libmeasure_la_CPPFLAGS = -I$(top_srcdir)/include
tests_bench_libmeasure_la_SOURCES = \
	tests/bench/names.c tests/bench/names.h \
	tests/bench/protect.c tests/bench/protect.h \
	tests/bench/table.c tests/bench/table.h

# Real names to measure with, which are not part of the repository.
with_data = STRAYMX_DATA="$${STRAYMX_DATA:-$(abs_srcdir)/../shared/data}"
