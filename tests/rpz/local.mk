# SPDX-License-Identifier: BSD-3-Clause
TESTS += tests/rpz/run
EXTRA_DIST += tests/rpz/run
