# SPDX-License-Identifier: BSD-3-Clause
# One test a verb, and those of what all verbs share.
COMMAND_TESTS = \
	tests/command/audit \
	tests/command/check \
	tests/command/completion \
	tests/command/explain \
	tests/command/import \
	tests/command/import-into \
	tests/command/report \
	tests/command/report-files \
	tests/command/rpz \
	tests/command/status \
	tests/command/survey
# Not under valgrind: most of it is the browser.
BROWSER_TESTS = tests/command/report-browser
TESTS += $(COMMAND_TESTS) $(BROWSER_TESTS)
EXTRA_DIST += $(COMMAND_TESTS) $(BROWSER_TESTS) tests/command/common.sh tests/command/import.sh \
	tests/command/report.sh tests/command/survey-tree tests/command/threads.supp

COMMAND_VALGRIND = $(VALGRIND) -q --error-exitcode=9 --leak-check=full \
	--errors-for-leak-kinds=definite,indirect,possible \
	--suppressions=$(abs_srcdir)/tests/command/threads.supp

# The verbs under valgrind, as many at once as there are processors.
check-valgrind-command: straymx
	@if test '$(VALGRIND)' = no; then \
	    echo 'SKIP: check-valgrind-command takes valgrind'; \
	    test -z "$$STRAYMX_REQUIRE_TOOLS"; exit $$?; \
	fi; \
	STRAYMX_WRAPPER='$(COMMAND_VALGRIND)'; export STRAYMX_WRAPPER; \
	$(MAKE) -j$$(nproc) check TESTS='$(COMMAND_TESTS)'
check-valgrind: check-valgrind-command
.PHONY: check-valgrind-command
