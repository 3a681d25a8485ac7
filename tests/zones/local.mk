# SPDX-License-Identifier: BSD-3-Clause
TESTS += tests/zones/run
EXTRA_DIST += tests/zones/run
