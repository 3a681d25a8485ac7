# SPDX-License-Identifier: BSD-3-Clause
TESTS += tests/symbols/run
EXTRA_DIST += tests/symbols/run
