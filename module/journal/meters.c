/* SPDX-License-Identifier: BSD-3-Clause */
#include "journal/meters.h"

static const struct smx_bucket lookup_buckets[] = {
	{250, "2.5e-07"},     {500, "5e-07"},      {1000, "1e-06"},     {2500, "2.5e-06"},
	{5000, "5e-06"},      {10000, "1e-05"},    {25000, "2.5e-05"},  {50000, "5e-05"},
	{100000, "0.0001"},   {250000, "0.00025"}, {1000000, "0.001"},  {10000000, "0.01"},
};

static const struct smx_bucket verification_buckets[] = {
	{100000, "0.0001"},   {1000000, "0.001"},   {5000000, "0.005"},   {10000000, "0.01"},
	{25000000, "0.025"},  {50000000, "0.05"},   {100000000, "0.1"},   {250000000, "0.25"},
	{500000000, "0.5"},   {1000000000, "1"},    {2500000000, "2.5"},  {5000000000, "5"},
	{10000000000, "10"},
};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
_Static_assert(COUNT(lookup_buckets) <= SMX_BUCKETS_MAX, "room for all buckets");
_Static_assert(COUNT(verification_buckets) <= SMX_BUCKETS_MAX, "room for all buckets");

const struct smx_scale smx_scale_lookups = {lookup_buckets, COUNT(lookup_buckets)};
const struct smx_scale smx_scale_verifications = {verification_buckets,
						  COUNT(verification_buckets)};

const char *
smx_decision_name(enum smx_decision decision)
{
	static const char *const names[SMX_N_DECISIONS] = {
		[SMX_DECIDED_INTERCEPTED] = "intercepted",
		[SMX_DECIDED_DEFERRED] = "deferred",
		[SMX_DECIDED_MONITORED] = "monitored",
		[SMX_DECIDED_ABSENT] = "absent",
		[SMX_DECIDED_UNVERIFIED] = "unverified",
		[SMX_DECIDED_NO_MATCH] = "no-match",
		[SMX_DECIDED_ALLOWED] = "allowed",
		[SMX_DECIDED_PROTECTED] = "protected",
		[SMX_DECIDED_SPECIAL_USE] = "special-use",
		[SMX_DECIDED_TYPE] = "type",
		[SMX_DECIDED_CLIENT] = "client",
		[SMX_DECIDED_DISABLED] = "disabled",
		[SMX_DECIDED_FAILED] = "failed",
	};

	return names[decision];
}

void
smx_histogram_add(struct smx_histogram *histogram, const struct smx_scale *scale,
		  uint64_t nanoseconds)
{
	size_t i = 0;

	while (i < scale->n_buckets && nanoseconds > scale->buckets[i].nanoseconds)
		i++;
	smx_meter_add(&histogram->n[i], 1);
	smx_meter_add(&histogram->nanoseconds, nanoseconds);
}
