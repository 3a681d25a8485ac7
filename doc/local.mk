# SPDX-License-Identifier: BSD-3-Clause
dist_man_MANS = \
	doc/straymx-zone.5 \
	doc/straymx.1 \
	doc/straymx.conf.5 \
	doc/unbound-straymx.8
EXTRA_DIST += doc/bench.md doc/design.md doc/fleet.md doc/grafana.json doc/metrics.md
# The notice has to go with what holds the data.
dist_doc_DATA = doc/LICENSE.unicode
