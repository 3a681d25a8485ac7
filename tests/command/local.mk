# SPDX-License-Identifier: BSD-3-Clause
TESTS += tests/command/run
EXTRA_DIST += tests/command/run
