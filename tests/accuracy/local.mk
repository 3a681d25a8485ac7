# SPDX-License-Identifier: BSD-3-Clause
# How many typos are found and how many honest names are hit: `make accuracy`
# counts it on real names, which are not part of the repository; `make check` holds
# the counting against a handful of names.
check_PROGRAMS += tests/accuracy/accuracy
tests_accuracy_accuracy_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/bench $(POLICY_CFLAGS)
tests_accuracy_accuracy_LDADD = tests/bench/libmeasure.la libsmx.la
tests_accuracy_accuracy_SOURCES = \
	tests/accuracy/accuracy.c \
	tests/accuracy/data.c tests/accuracy/data.h \
	tests/accuracy/judged.c tests/accuracy/judged.h

TESTS += tests/accuracy/run
EXTRA_DIST += tests/accuracy/run

# A skip is no failure, unless tools are required.
accuracy: tests/accuracy/accuracy$(EXEEXT)
	@$(with_data) tests/accuracy/accuracy $(ACCURACY_FLAGS) || \
	    { test $$? = 77 && test -z "$$STRAYMX_REQUIRE_TOOLS"; }
.PHONY: accuracy
