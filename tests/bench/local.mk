# SPDX-License-Identifier: BSD-3-Clause
# What a lookup costs: `make bench` and `make bench-instructions` measure, `make
# check` runs the smallest of it, with checks.
check_LTLIBRARIES += tests/bench/libmeasure.la
tests_bench_libmeasure_la_CPPFLAGS = -I$(top_srcdir)/include -I$(top_srcdir)/tests
tests_bench_libmeasure_la_SOURCES = \
	tests/bench/names.c tests/bench/names.h \
	tests/bench/protect.c tests/bench/protect.h \
	tests/bench/quantile.c tests/bench/quantile.h \
	tests/bench/table.c tests/bench/table.h

check_PROGRAMS += tests/bench/bench
TESTS += tests/bench/run
# Of straymx the public header alone, but for the profiles' table and the Public Suffix List.
tests_bench_bench_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests \
	$(POLICY_CFLAGS) $(ICU_CFLAGS) $(JANSSON_CFLAGS)
tests_bench_bench_LDADD = tests/bench/libmeasure.la tests/reference/libreference.la libsmx.la \
	$(JANSSON_LIBS)
tests_bench_bench_SOURCES = \
	tests/bench/alabels.c tests/bench/alabels.h \
	tests/bench/bench.c \
	tests/bench/classes.c tests/bench/classes.h \
	tests/bench/edit.c tests/bench/edit.h \
	tests/bench/instructions.c tests/bench/instructions.h \
	tests/bench/json.c tests/bench/json.h \
	tests/bench/linear.c tests/bench/linear.h \
	tests/bench/listset.c tests/bench/listset.h \
	tests/bench/machine.c tests/bench/machine.h \
	tests/bench/object.c tests/bench/object.h \
	tests/bench/options.c tests/bench/options.h \
	tests/bench/prng.c tests/bench/prng.h \
	tests/bench/report.c tests/bench/report.h \
	tests/bench/result.h \
	tests/bench/sets.c tests/bench/sets.h \
	tests/bench/smoke.c tests/bench/smoke.h \
	tests/bench/timing.c tests/bench/timing.h \
	tests/bench/variants.c tests/bench/variants.h
EXTRA_DIST += tests/bench/run

# For those that ask a real Unbound.
check_LTLIBRARIES += tests/bench/libserve.la
tests_bench_libserve_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests \
	$(JANSSON_CFLAGS) $(LDNS_CFLAGS)
tests_bench_libserve_la_LIBADD = tests/bench/libmeasure.la $(JANSSON_LIBS) $(LDNS_LIBS)
tests_bench_libserve_la_SOURCES = \
	tests/bench/flood.c tests/bench/flood.h \
	tests/bench/flood_kind.c tests/bench/flood_kind.h \
	tests/bench/histogram.c tests/bench/histogram.h \
	tests/bench/latency.c tests/bench/latency.h \
	tests/bench/machine.c tests/bench/machine.h \
	tests/bench/number.c tests/bench/number.h \
	tests/bench/object.c tests/bench/object.h \
	tests/bench/prng.c tests/bench/prng.h \
	tests/bench/proc.c tests/bench/proc.h \
	tests/bench/rotation.c tests/bench/rotation.h \
	tests/bench/sets.c tests/bench/sets.h \
	tests/bench/silent.c tests/bench/silent.h \
	tests/system/nsd.c tests/system/nsd.h \
	tests/system/process.c tests/system/process.h \
	tests/system/query.c tests/system/query.h \
	tests/system/resolver.c tests/system/resolver.h \
	tests/system/run.c tests/system/run.h \
	tests/system/server.c tests/system/server.h \
	tests/system/tool.c tests/system/tool.h \
	tests/system/upstream.c tests/system/upstream.h

# What it costs to replace a policy while questions are answered.
check_PROGRAMS += tests/bench/reload
TESTS += tests/bench/run-reload
tests_bench_reload_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(JANSSON_CFLAGS) $(LDNS_CFLAGS)
tests_bench_reload_LDADD = tests/bench/libserve.la
tests_bench_reload_SOURCES = \
	tests/bench/load.c tests/bench/load.h \
	tests/bench/reload.c \
	tests/bench/reload_report.c tests/bench/reload_report.h
EXTRA_DIST += tests/bench/run-reload

# What the module costs Unbound.
check_PROGRAMS += tests/bench/resolver
TESTS += tests/bench/run-resolver
tests_bench_resolver_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests \
	$(POLICY_CFLAGS) $(JANSSON_CFLAGS)
tests_bench_resolver_LDADD = tests/bench/libserve.la tests/reference/libreference.la libsmx.la
tests_bench_resolver_SOURCES = \
	tests/bench/ask.c tests/bench/ask.h \
	tests/bench/contender.c tests/bench/contender.h \
	tests/bench/edit.c tests/bench/edit.h \
	tests/bench/ordinary.c tests/bench/ordinary.h \
	tests/bench/resolver.c \
	tests/bench/resolver_report.c tests/bench/resolver_report.h \
	tests/bench/variants.c tests/bench/variants.h
EXTRA_DIST += tests/bench/run-resolver

# What floods do to those who ask for other names.
check_PROGRAMS += tests/bench/besiege
TESTS += tests/bench/run-besiege
tests_bench_besiege_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(JANSSON_CFLAGS)
tests_bench_besiege_LDADD = tests/bench/libserve.la
tests_bench_besiege_SOURCES = \
	tests/bench/besiege.c \
	tests/bench/siege.c tests/bench/siege.h \
	tests/bench/siege_report.c tests/bench/siege_report.h
EXTRA_DIST += tests/bench/run-besiege

# The module in the long run.
check_PROGRAMS += tests/bench/soak
TESTS += tests/bench/run-soak
tests_bench_soak_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(JANSSON_CFLAGS) $(LDNS_CFLAGS)
tests_bench_soak_LDADD = tests/bench/libserve.la -lpthread
tests_bench_soak_SOURCES = \
	tests/bench/churn.c tests/bench/churn.h \
	tests/bench/soak.c tests/bench/soak.h \
	tests/bench/soak_report.c \
	tests/bench/soak_run.c \
	tests/bench/vitals.c tests/bench/vitals.h \
	tests/system/status.c tests/system/status.h
EXTRA_DIST += tests/bench/run-soak

# What audit takes for large lists.
check_PROGRAMS += tests/bench/audit
TESTS += tests/bench/run-audit
tests_bench_audit_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests \
	$(POLICY_CFLAGS) $(JANSSON_CFLAGS) $(ZLIB_CFLAGS)
tests_bench_audit_LDADD = tests/bench/libmeasure.la libsmx.la $(POLICY_LIBS) $(JANSSON_LIBS) \
	$(ZLIB_LIBS)
tests_bench_audit_SOURCES = \
	tests/bench/audit.c \
	tests/bench/machine.c tests/bench/machine.h \
	tests/bench/number.c tests/bench/number.h \
	tests/bench/object.c tests/bench/object.h \
	tests/bench/prng.c tests/bench/prng.h \
	tests/bench/sets.c tests/bench/sets.h
EXTRA_DIST += tests/bench/run-audit

# Real names to measure with, which are not part of the repository.
with_data = STRAYMX_DATA="$${STRAYMX_DATA:-$(abs_srcdir)/../shared/data}"

bench: tests/bench/bench$(EXEEXT)
	@$(with_data) tests/bench/bench --json bench.json $(BENCH_FLAGS)
	@$(MAKE) --no-print-directory bench-resolver bench-flood bench-reload

# A program that a tool is missing for says so, and is skipped.
skip_or_exit = status=$$?; \
	if test $$status = 77; then echo 'SKIP: $@'; exit 0; fi; exit $$status

bench-reload: tests/bench/reload$(EXEEXT) all
	@$(AM_TESTS_ENVIRONMENT) tests/bench/reload --json bench-reload.json $(BENCH_RELOAD_FLAGS); \
	$(skip_or_exit)

bench-resolver: tests/bench/resolver$(EXEEXT) all
	@$(AM_TESTS_ENVIRONMENT) tests/bench/resolver --json bench-resolver.json \
	    $(BENCH_RESOLVER_FLAGS); \
	$(skip_or_exit)

bench-flood: tests/bench/besiege$(EXEEXT) all
	@$(AM_TESTS_ENVIRONMENT) tests/bench/besiege --json bench-flood.json $(BENCH_FLOOD_FLAGS); \
	$(skip_or_exit)

bench-audit: tests/bench/audit$(EXEEXT) all
	@$(AM_TESTS_ENVIRONMENT) $(with_data) tests/bench/audit --json bench-audit.json \
	    $(BENCH_AUDIT_FLAGS)

soak: tests/bench/soak$(EXEEXT) all
	@$(AM_TESTS_ENVIRONMENT) tests/bench/soak $(SOAK_FLAGS); \
	$(skip_or_exit)

BENCH_INSTRUCTIONS_FLAGS = --sizes 1000,10000,100000 --lookups 2000
bench-instructions: tests/bench/bench$(EXEEXT)
	@if test '$(VALGRIND)' = no; then \
	    echo 'SKIP: bench-instructions takes valgrind'; \
	    test -z "$$STRAYMX_REQUIRE_TOOLS"; exit $$?; \
	fi; \
	$(with_data) $(VALGRIND) -q --tool=callgrind --toggle-collect=smx_lookup --instr-atstart=no \
	    --callgrind-out-file=bench.callgrind tests/bench/bench --callgrind bench.callgrind \
	    --json bench-instructions.json $(BENCH_INSTRUCTIONS_FLAGS) $(BENCH_FLAGS) && \
	rm -f bench.callgrind*
.PHONY: bench bench-audit bench-flood bench-reload bench-resolver bench-instructions soak
CLEANFILES += bench.json bench-audit.json bench-flood.json bench-reload.json bench-resolver.json bench-instructions.json
