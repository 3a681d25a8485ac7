# SPDX-License-Identifier: BSD-3-Clause
# Protected zones to start from; the tests load each of them.
zonesdir = $(pkgdatadir)/zones
dist_zones_DATA = \
	zones/allow.list \
	zones/example.zone \
	zones/freemail.zone \
	zones/gov.zone \
	zones/mil.zone
