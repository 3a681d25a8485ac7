# SPDX-License-Identifier: BSD-3-Clause
# The lookup against the reference, on random policies and names: a million
# comparisons in `make check`, a hundred million in `make model`.
check_PROGRAMS += tests/model/model
TESTS += tests/model/model
tests_model_model_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests -I$(top_srcdir)/tests/model $(POLICY_CFLAGS)
tests_model_model_LDADD = tests/common/libcommon.la tests/reference/libreference.la libsmx.la
tests_model_model_SOURCES = \
	tests/model/model.c \
	tests/model/question.c \
	tests/model/sample.c tests/model/sample.h

MODEL_FLAGS = --comparisons 100000000 --seed 1000000
model: tests/model/model
	tests/model/model $(MODEL_FLAGS)
.PHONY: model
