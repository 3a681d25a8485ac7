# SPDX-License-Identifier: BSD-3-Clause
# The table of `./bootstrap demo`, whose rows are tests as well.
EXTRA_DIST += tests/demo/demo
TESTS += tests/demo/demo
