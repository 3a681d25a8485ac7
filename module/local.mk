# SPDX-License-Identifier: BSD-3-Clause
include_HEADERS = include/straymx.h

# Everything but what knows Unbound; shared by the library, the module and the tests.
noinst_LTLIBRARIES += libsmx.la
libsmx_la_CPPFLAGS = $(AM_CPPFLAGS) $(POLICY_CFLAGS)
libsmx_la_LIBADD = $(POLICY_LIBS)
libsmx_la_SOURCES = \
	module/match/arena.c module/match/arena.h \
	module/match/bloom.c module/match/bloom.h \
	module/match/calloff.h \
	module/match/clients.c module/match/clients.h \
	module/match/confusable.c module/match/confusable.h \
	module/match/describe.c \
	module/match/diff.c module/match/diff.h \
	module/match/edit.c module/match/edit.h \
	module/match/endings.c module/match/endings.h \
	module/match/entry.c module/match/entry.h \
	module/match/fillings.c module/match/fillings.h \
	module/match/frame_keys.c module/match/frame_keys.h \
	module/match/frames.c module/match/frames.h \
	module/match/glyph.c module/match/glyph.h \
	module/match/grow.c module/match/grow.h \
	module/match/hash.h \
	module/match/hostprefix.c module/match/hostprefix.h \
	module/match/index.c module/match/index.h \
	module/match/keyboard.c module/match/keyboard.h \
	module/match/keymap.c module/match/keymap.h \
	module/match/label.c module/match/label.h \
	module/match/likeness.c module/match/likeness.h \
	module/match/lookup.c module/match/lookup.h \
	module/match/name.c module/match/name.h \
	module/match/nameset.c module/match/nameset.h \
	module/match/neighbourhood.h \
	module/match/neighbours.c module/match/neighbours.h \
	module/match/neighbours_far.c \
	module/match/osa.c module/match/osa.h \
	module/match/pages.c module/match/pages.h \
	module/match/policy.h \
	module/match/prefixes.c module/match/prefixes.h \
	module/match/profile.c module/match/profile.h \
	module/match/punycode.c module/match/punycode.h \
	module/match/query.c module/match/query.h \
	module/match/search.c module/match/search.h \
	module/match/search_edits.c \
	module/match/search_forms.c \
	module/match/skeleton.c module/match/skeleton.h \
	module/match/suffix.c module/match/suffix.h \
	module/match/ulabel.c module/match/ulabel.h \
	module/match/unicode_table.h \
	module/match/verdict.c \
	module/match/words.c module/match/words.h \
	module/policy/advice.c module/policy/advice.h \
	module/policy/builder.c module/policy/builder.h \
	module/policy/conf.c module/policy/conf.h \
	module/policy/confcheck.c module/policy/confcheck.h \
	module/policy/confexplain.c module/policy/confexplain.h \
	module/policy/confparse.c module/policy/confparse.h \
	module/policy/confscan.c module/policy/confscan.h \
	module/policy/conftoken.c module/policy/conftoken.h \
	module/policy/dead.c module/policy/dead.h \
	module/policy/file.c module/policy/file.h \
	module/policy/host.c module/policy/host.h \
	module/policy/idle.c module/policy/idle.h \
	module/policy/keeper.c module/policy/keeper.h \
	module/policy/list.c module/policy/list.h \
	module/policy/load.c module/policy/load.h \
	module/policy/messages.c module/policy/messages.h \
	module/policy/news.c module/policy/news.h \
	module/policy/notes.c module/policy/notes.h \
	module/policy/origins.c module/policy/origins.h \
	module/policy/owner.c module/policy/owner.h \
	module/policy/pairs.c module/policy/pairs.h \
	module/policy/param.c module/policy/param.h \
	module/policy/psl.c module/policy/psl.h \
	module/policy/reach.c module/policy/reach.h \
	module/policy/reasons.c module/policy/reasons.h \
	module/policy/record.c module/policy/record.h \
	module/policy/rr.c module/policy/rr.h \
	module/policy/sinkhole.c module/policy/sinkhole.h \
	module/policy/source.c module/policy/source.h \
	module/policy/store.c module/policy/store.h \
	module/policy/tally.c module/policy/tally.h \
	module/policy/text.c module/policy/text.h \
	module/policy/zone.c module/policy/zone.h \
	module/policy/zonefile.c module/policy/zonefile.h
nodist_libsmx_la_SOURCES = module/match/unicode_table.c

# What is written into state-dir for others to read.
noinst_LTLIBRARIES += libsmxjournal.la
libsmxjournal_la_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(URCU_CFLAGS)
libsmxjournal_la_LIBADD = $(JANSSON_LIBS) $(URCU_LIBS)
libsmxjournal_la_SOURCES = \
	module/journal/cells.c module/journal/cells.h \
	module/journal/counts.h \
	module/journal/event.h \
	module/journal/eventfile.c module/journal/eventfile.h \
	module/journal/exposition.c module/journal/exposition.h \
	module/journal/incidents.c module/journal/incidents.h \
	module/journal/journal.c module/journal/journal.h \
	module/journal/jsontext.c module/journal/jsontext.h \
	module/journal/meters.c module/journal/meters.h \
	module/journal/metrics.c module/journal/metrics.h \
	module/journal/queue.c module/journal/queue.h \
	module/journal/status.c module/journal/status.h

# What tells one Unbound from another.
noinst_LTLIBRARIES += libsmxbuildid.la
libsmxbuildid_la_SOURCES = \
	module/unbound/buildid.c module/unbound/buildid.h

# The table of code points, made by what ICU and libidn2 know on this machine.
noinst_PROGRAMS += module/table/unicode_gen
module_table_unicode_gen_CPPFLAGS = $(AM_CPPFLAGS) $(ICU_CFLAGS) $(IDN2_CFLAGS)
module_table_unicode_gen_LDADD = $(ICU_LIBS) $(IDN2_LIBS)
module_table_unicode_gen_SOURCES = \
	module/table/unicode_gen.c module/table/unicode_gen.h \
	module/table/unicode_gen_icu.c \
	module/table/unicode_gen_idna.c \
	module/match/unicode_table.h
CLEANFILES += module/match/unicode_table.c module/match/unicode_table.c.new
module/match/unicode_table.c: module/table/unicode_gen$(EXEEXT)
	$(AM_V_GEN)module/table/unicode_gen$(EXEEXT) >$@.new && mv $@.new $@

# The library exports what straymx.h marks with SMX_API.
lib_LTLIBRARIES += libstraymx.la
libstraymx_la_SOURCES =
libstraymx_la_LIBADD = libsmxbuildid.la libsmxjournal.la libsmx.la $(URCU_LIBS)
libstraymx_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined

EXTRA_DIST += module/unbound/straymx.sym

if WITH_MODULE
# The module: six symbols, its own ones bound to itself, all of Unbound's
# resolved when it is loaded rather than when a question comes.  It is never taken
# out of memory: liburcu leaves destructors behind in Unbound's threads, and the policy
# in use outlives a reload.
unboundmodexecdir = $(libdir)/unbound
unboundmodexec_LTLIBRARIES = straymx.la
straymx_la_CPPFLAGS = $(AM_CPPFLAGS) -I$(builddir)/module $(URCU_CFLAGS) \
	-isystem $(UNBOUND_SRC)
straymx_la_LIBADD = libsmxbuildid.la libsmxjournal.la libsmx.la $(URCU_LIBS)
straymx_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-export-symbols $(srcdir)/module/unbound/straymx.sym \
	-Wl,-Bsymbolic -Wl,-z,now -Wl,-z,relro -Wl,-z,nodelete
straymx_la_DEPENDENCIES = libsmxbuildid.la libsmxjournal.la libsmx.la module/unbound/straymx.sym
nodist_straymx_la_SOURCES = module/unbound/built_for.h
straymx_la_SOURCES = \
	module/unbound/abi.c module/unbound/abi.h \
	module/unbound/answer.c module/unbound/answer.h \
	module/unbound/client.c module/unbound/client.h \
	module/unbound/compat.h \
	module/unbound/confpath.c module/unbound/confpath.h \
	module/unbound/current.c module/unbound/current.h \
	module/unbound/decision.c module/unbound/decision.h \
	module/unbound/journaling.c module/unbound/journaling.h \
	module/unbound/judge.c module/unbound/judge.h \
	module/unbound/kept.c module/unbound/kept.h \
	module/unbound/life.c module/unbound/life.h \
	module/unbound/memo.c module/unbound/memo.h \
	module/unbound/module.c \
	module/unbound/notice.c module/unbound/notice.h \
	module/unbound/outgoing.c module/unbound/outgoing.h \
	module/unbound/question.c module/unbound/question.h \
	module/unbound/record.c module/unbound/record.h \
	module/unbound/report.c module/unbound/report.h \
	module/unbound/state.c module/unbound/state.h \
	module/unbound/statedir.c module/unbound/statedir.h \
	module/unbound/sweep.c module/unbound/sweep.h \
	module/unbound/verify.c module/unbound/verify.h \
	module/unbound/watch.c module/unbound/watch.h
endif

# libtool's own notes are of no use to dlopen().
install-exec-hook:
	rm -f $(DESTDIR)$(libdir)/unbound/straymx.la $(DESTDIR)$(libdir)/libstraymx.la
uninstall-local:
	rm -f $(DESTDIR)$(libdir)/unbound/straymx.so $(DESTDIR)$(libdir)/libstraymx.so*
