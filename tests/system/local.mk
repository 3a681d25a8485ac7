# SPDX-License-Identifier: BSD-3-Clause
# The module in a real Unbound, with a real name server behind it.
EXTRA_DIST += tests/system/other-unbound \
	tests/system/threads-unbound tests/system/threads.supp

if HAVE_CHECK
check_PROGRAMS += tests/system/system
TESTS += tests/system/system
tests_system_system_CPPFLAGS = -I$(top_srcdir)/tests $(CHECK_CFLAGS) $(LDNS_CFLAGS) $(JANSSON_CFLAGS)
tests_system_system_CFLAGS = $(AM_CFLAGS) -pthread
tests_system_system_LDADD = tests/common/libpromtext.la $(CHECK_LIBS) $(LDNS_LIBS) $(JANSSON_LIBS)
tests_system_system_SOURCES = \
	tests/system/buildid.c tests/system/buildid.h \
	tests/system/cache.c tests/system/cache.h \
	tests/system/expect.c tests/system/expect.h \
	tests/system/fixture.c tests/system/fixture.h \
	tests/system/flight.c tests/system/flight.h \
	tests/system/holder.c tests/system/holder.h \
	tests/system/nsd.c tests/system/nsd.h \
	tests/system/primary.c tests/system/primary.h \
	tests/system/process.c tests/system/process.h \
	tests/system/query.c tests/system/query.h \
	tests/system/resolver.c tests/system/resolver.h \
	tests/system/run.c tests/system/run.h \
	tests/system/server.c tests/system/server.h \
	tests/system/status.c tests/system/status.h \
	tests/system/system.c tests/system/system.h \
	tests/system/task.c tests/system/task.h \
	tests/system/test_abi.c \
	tests/system/test_answer.c \
	tests/system/test_broken.c \
	tests/system/test_chroot.c \
	tests/system/test_clients.c \
	tests/system/test_daemon.c \
	tests/system/test_edge.c \
	tests/system/test_fleet.c \
	tests/system/test_journal.c \
	tests/system/test_many.c \
	tests/system/test_metrics.c \
	tests/system/test_monitor.c \
	tests/system/test_pass.c \
	tests/system/test_pending.c \
	tests/system/test_reload.c \
	tests/system/test_restart.c \
	tests/system/test_status.c \
	tests/system/test_strain.c \
	tests/system/test_swap.c \
	tests/system/test_sweep.c \
	tests/system/test_verify.c \
	tests/system/test_ways.c \
	tests/system/tool.c tests/system/tool.h \
	tests/system/upstream.c tests/system/upstream.h \
	tests/system/zones.c tests/system/zones.h
endif
