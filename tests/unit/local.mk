# SPDX-License-Identifier: BSD-3-Clause
# One program, one suite a source file of the module.
if HAVE_CHECK
check_PROGRAMS += tests/unit/unit
TESTS += tests/unit/unit
tests_unit_unit_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests -I$(top_srcdir)/tests/unit \
	-I$(top_srcdir)/tools \
	$(CHECK_CFLAGS) $(JANSSON_CFLAGS) $(LDNS_CFLAGS)
tests_unit_unit_LDADD = tests/common/libpromtext.la libsmxbuildid.la libsmxjournal.la libsmx.la $(CHECK_LIBS) $(JANSSON_LIBS) $(LDNS_LIBS)
tests_unit_unit_LDFLAGS = $(AM_LDFLAGS) -static \
	-Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=strdup \
	-Wl,--wrap=aligned_alloc
tests_unit_unit_SOURCES = \
	tests/unit/alloc.c tests/unit/alloc.h \
	tests/unit/chance.h \
	tests/unit/entries.c tests/unit/entries.h \
	tests/unit/events.c tests/unit/events.h \
	tests/unit/test_advice.c \
	tests/unit/test_arena.c \
	tests/unit/test_bloom.c \
	tests/unit/test_builder.c \
	tests/unit/test_buildid.c \
	tests/unit/test_cells.c \
	tests/unit/test_clients.c \
	tests/unit/test_conf.c \
	tests/unit/test_confcheck.c \
	tests/unit/test_confexplain.c \
	tests/unit/test_confparse.c \
	tests/unit/test_confscan.c \
	tests/unit/test_conftoken.c \
	tests/unit/test_confusable.c \
	tests/unit/test_describe.c \
	tests/unit/test_diff.c \
	tests/unit/test_edit.c \
	tests/unit/test_endings.c \
	tests/unit/test_entry.c \
	tests/unit/test_eventfile.c \
	tests/unit/test_exact.c \
	tests/unit/test_file.c \
	tests/unit/test_frames.c \
	tests/unit/test_glyph.c \
	tests/unit/test_grow.c \
	tests/unit/test_hash.c \
	tests/unit/test_host.c \
	tests/unit/test_hostprefix.c \
	tests/unit/test_idle.c \
	tests/unit/test_incidents.c \
	tests/unit/test_index.c \
	tests/unit/test_journal.c \
	tests/unit/test_keeper.c \
	tests/unit/test_keyboard.c \
	tests/unit/test_keymap.c \
	tests/unit/test_label.c \
	tests/unit/test_likeness.c \
	tests/unit/test_list.c \
	tests/unit/test_load.c \
	tests/unit/test_lookup.c \
	tests/unit/test_messages.c \
	tests/unit/test_metrics.c \
	tests/unit/test_metrics_doc.c \
	tests/unit/test_name.c \
	tests/unit/test_nameset.c \
	tests/unit/test_neighbours.c \
	tests/unit/test_notes.c \
	tests/unit/test_origins.c \
	tests/unit/test_osa.c \
	tests/unit/test_pages.c \
	tests/unit/test_param.c \
	tests/unit/test_prefixes.c \
	tests/unit/test_profile.c \
	tests/unit/test_psl.c \
	tests/unit/test_punycode.c \
	tests/unit/test_query.c \
	tests/unit/test_reach.c \
	tests/unit/test_reasons.c \
	tests/unit/test_record.c \
	tests/unit/test_rr.c \
	tests/unit/test_search.c \
	tests/unit/test_skeleton.c \
	tests/unit/test_status.c \
	tests/unit/test_store.c \
	tests/unit/test_suffix.c \
	tests/unit/test_tally.c \
	tests/unit/test_text.c \
	tests/unit/test_ulabel.c \
	tests/unit/test_variants.c \
	tests/unit/test_verdict.c \
	tests/unit/test_words.c \
	tests/unit/test_zone.c \
	tests/unit/test_zonefile.c \
	tests/unit/unit.c tests/unit/unit.h \
	tools/homoglyphs.c \
	tools/spellings.c \
	tools/variants.c
endif

# The unit tier under valgrind.
check-valgrind: $(check_PROGRAMS)
	@if test ! -x tests/unit/unit || test '$(VALGRIND)' = no; then \
	    echo 'SKIP: check-valgrind takes valgrind and Check'; \
	    test -z "$$STRAYMX_REQUIRE_TOOLS"; exit $$?; \
	fi; \
	$(AM_TESTS_ENVIRONMENT) CK_FORK=no $(VALGRIND) -q --error-exitcode=9 --leak-check=full \
	    --show-leak-kinds=definite,indirect,possible \
	    --errors-for-leak-kinds=definite,indirect,possible tests/unit/unit
.PHONY: check-valgrind
