# SPDX-License-Identifier: BSD-3-Clause
TESTS += tests/scenario/run

EXTRA_DIST += \
	tests/scenario/run \
	tests/scenario/action-of-conf.rpl \
	tests/scenario/alabel.rpl \
	tests/scenario/alias-to-lookalike.rpl \
	tests/scenario/alias-to-uncached-zone.rpl \
	tests/scenario/allow-list.rpl \
	tests/scenario/below-lookalike.rpl \
	tests/scenario/class-any.rpl \
	tests/scenario/class-chaos.rpl \
	tests/scenario/conf-broken.rpl \
	tests/scenario/conf-missing.rpl \
	tests/scenario/disabled.rpl \
	tests/scenario/edns.rpl \
	tests/scenario/exempt-below-lookalike.rpl \
	tests/scenario/exempt.rpl \
	tests/scenario/internal-check-joined.rpl \
	tests/scenario/internal-lookup-joined.rpl \
	tests/scenario/internal-ns-lookup-minimised.rpl \
	tests/scenario/internal-ns-lookup.rpl \
	tests/scenario/internal-primary-lookup.rpl \
	tests/scenario/list.rpl \
	tests/scenario/local-alias.rpl \
	tests/scenario/longest-name.rpl \
	tests/scenario/lookalike-behind-dns64.rpl \
	tests/scenario/lookalike-while-checking-referrals.rpl \
	tests/scenario/mixed-case.rpl \
	tests/scenario/monitor.rpl \
	tests/scenario/no-recursion-desired.rpl \
	tests/scenario/nodata.rpl \
	tests/scenario/nullmx.rpl \
	tests/scenario/nxdomain.rpl \
	tests/scenario/other-names-cached.rpl \
	tests/scenario/protected-name.rpl \
	tests/scenario/repeated-question.rpl \
	tests/scenario/sinkhole-address-only.rpl \
	tests/scenario/sinkhole-mx-only.rpl \
	tests/scenario/sinkhole.rpl \
	tests/scenario/suffix-entry.rpl \
	tests/scenario/suffix-entry-unverified.rpl \
	tests/scenario/ttl-zero.rpl \
	tests/scenario/ttl.rpl \
	tests/scenario/types-default.rpl \
	tests/scenario/types-listed.rpl \
	tests/scenario/validator.rpl \
	tests/scenario/zone-broken.rpl \
	tests/scenario/zone-missing.rpl
