# SPDX-License-Identifier: BSD-3-Clause
EXTRA_DIST += tests/doc/run
TESTS += tests/doc/run
