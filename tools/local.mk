# SPDX-License-Identifier: BSD-3-Clause
# The command: one file a verb, on top of the library.
bin_PROGRAMS = straymx
straymx_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tools $(POLICY_CFLAGS) $(JANSSON_CFLAGS) \
	$(ZLIB_CFLAGS) $(LIBUNBOUND_CFLAGS) \
	-DSTRAYMX_SYSCONFDIR='"$(sysconfdir)"'
straymx_LDADD = libsmx.la $(POLICY_LIBS) $(JANSSON_LIBS) $(ZLIB_LIBS) $(LIBUNBOUND_LIBS) -lpthread
straymx_SOURCES = \
	tools/answers.c tools/answers.h \
	tools/asker.c tools/asker.h \
	tools/asker_context.c tools/asker_context.h \
	tools/audit.c \
	tools/auditjson.c \
	tools/auditor.c tools/auditor.h \
	tools/auditreport.c tools/auditreport.h \
	tools/check.c \
	tools/columns.c tools/columns.h \
	tools/details.c tools/details.h \
	tools/exemptlist.c \
	tools/explain.c \
	tools/explanation.c tools/explanation.h \
	tools/feed.c tools/feed.h \
	tools/homoglyphs.c tools/homoglyphs.h \
	tools/import.c \
	tools/inspection.c tools/inspection.h tools/inspection_sort.c \
	tools/interception.c tools/interception.h \
	tools/jsontext.c tools/jsontext.h \
	tools/logline.c tools/logline.h \
	tools/nametext.c tools/nametext.h \
	tools/nearest.c tools/nearest.h \
	tools/options.c tools/options.h \
	tools/ownfile.c tools/ownfile.h \
	tools/ownlist.c tools/ownlist.h \
	tools/ownname.c tools/ownname.h \
	tools/ownzone.c tools/ownzone.h \
	tools/part.c tools/part.h \
	tools/qtype.c tools/qtype.h \
	tools/remark.c tools/remark.h \
	tools/replace.c tools/replace.h \
	tools/report.c \
	tools/report_advice.c \
	tools/report_figures.c tools/report_figures.h \
	tools/report_html.c tools/report_html.h \
	tools/report_limits.c \
	tools/report_line.c tools/report_line.h \
	tools/report_page.c tools/report_page.h \
	tools/report_ranking.c \
	tools/report_read.c tools/report_read.h \
	tools/report_source.c tools/report_source.h \
	tools/report_style.c tools/report_style.h \
	tools/report_svg.c tools/report_svg.h \
	tools/report_tally.c tools/report_tally.h \
	tools/report_time.c tools/report_time.h \
	tools/report_timeline.c \
	tools/report_value.c tools/report_value.h \
	tools/rpz.c \
	tools/rpzexport.c tools/rpzexport.h \
	tools/rpzfile.c tools/rpzfile.h \
	tools/rpzleft.c tools/rpzleft.h \
	tools/serial.c tools/serial.h \
	tools/spellings.c tools/spellings.h \
	tools/status.c \
	tools/statusfile.c tools/statusfile.h \
	tools/statustext.c tools/statustext.h \
	tools/stray.c tools/stray.h \
	tools/straymx.c \
	tools/strays.c tools/strays.h \
	tools/survey.c \
	tools/survey_asking.c tools/survey_asking.h \
	tools/survey_book.c tools/survey_book.h \
	tools/survey_finding.c tools/survey_finding.h \
	tools/survey_inquiry.c tools/survey_inquiry.h \
	tools/survey_journal.c tools/survey_journal.h \
	tools/survey_names.c tools/survey_names.h \
	tools/survey_records.c tools/survey_records.h \
	tools/survey_table.c tools/survey_table.h \
	tools/survey_tally.c tools/survey_tally.h \
	tools/terminal.c tools/terminal.h \
	tools/troubles.c tools/troubles.h \
	tools/variants.c tools/variants.h \
	tools/verb.h

# What bash and zsh offer when words are completed; bash looks for the name of the command.
bash_completion = $(DESTDIR)$(datadir)/bash-completion/completions
install-data-local: install-bash-completion
install-bash-completion:
	$(MKDIR_P) '$(bash_completion)'
	$(INSTALL_DATA) '$(srcdir)/tools/completion/straymx.bash' '$(bash_completion)/straymx'
uninstall-local: uninstall-bash-completion
uninstall-bash-completion:
	rm -f '$(bash_completion)/straymx'
.PHONY: install-bash-completion uninstall-bash-completion
EXTRA_DIST += tools/completion/straymx.bash
zsh_functionsdir = $(datadir)/zsh/site-functions
dist_zsh_functions_DATA = tools/completion/_straymx
