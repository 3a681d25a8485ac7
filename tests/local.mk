# SPDX-License-Identifier: BSD-3-Clause
# What the tests of all tiers are told about this build.  A tool that configure
# did not find is "no".
AM_TESTS_ENVIRONMENT = \
	STRAYMX_SO='$(abs_builddir)/.libs/straymx.so'; export STRAYMX_SO; \
	STRAYMX='$(abs_builddir)/straymx'; export STRAYMX; \
	STRAYMX_BROKEN='$(abs_srcdir)/tests/broken'; export STRAYMX_BROKEN; \
	STRAYMX_ZONES='$(abs_srcdir)/zones'; export STRAYMX_ZONES; \
	STRAYMX_PRELOAD='$(SANITIZER_PRELOAD)'; export STRAYMX_PRELOAD; \
	UNBOUND='$(UNBOUND)'; export UNBOUND; \
	TESTBOUND='$(TESTBOUND)'; export TESTBOUND; \
	NSD='$(NSD)'; export NSD; \
	NAMED='$(NAMED)'; export NAMED; \
	DNSPERF='$(DNSPERF)'; export DNSPERF; \
	DIG='$(DIG)'; export DIG; \
	OPENSSL='$(OPENSSL)'; export OPENSSL; \
	NSD_CHECKZONE='$(NSD_CHECKZONE)'; export NSD_CHECKZONE; \
	NAMED_CHECKZONE='$(NAMED_CHECKZONE)'; export NAMED_CHECKZONE; \
	KZONECHECK='$(KZONECHECK)'; export KZONECHECK; \
	LDNS_READ_ZONE='$(LDNS_READ_ZONE)'; export LDNS_READ_ZONE; \
	MANDOC='$(MANDOC)'; export MANDOC; \
	BASH_SHELL='$(BASH_SHELL)'; export BASH_SHELL; \
	ZSH_SHELL='$(ZSH_SHELL)'; export ZSH_SHELL; \
	PROMTOOL='$(PROMTOOL)'; export PROMTOOL; \
	CHROMIUM='$(CHROMIUM)'; export CHROMIUM; \
	VALGRIND='$(VALGRIND)'; export VALGRIND;

include tests/common/local.mk
include tests/unit/local.mk
include tests/reference/local.mk
include tests/alloc/local.mk
include tests/model/local.mk
include tests/broken/local.mk
include tests/bench/local.mk
include tests/accuracy/local.mk
include tests/fuzz/local.mk
include tests/scenario/local.mk
include tests/system/local.mk
include tests/symbols/local.mk
include tests/demo/local.mk
include tests/command/local.mk
include tests/rpz/local.mk
include tests/doc/local.mk
include tests/zones/local.mk
include tests/unicode/local.mk
