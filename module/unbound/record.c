/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/compat.h"

#include <string.h>
#include <time.h>

#include "services/mesh.h"
#include "util/data/msgreply.h"

#include "journal/journal.h"
#include "match/lookup.h"
#include "match/policy.h"
#include "unbound/client.h"
#include "unbound/record.h"

/* The lane that a thread has taken, and of which journal.  Each thread of Unbound takes
 * one with its first question. */
static _Thread_local struct {
	int64_t number;
	unsigned lane;
} own;

/* Seconds for which an intended name is awaited: the journal looks closer. */
#define AWAITED_BITS 6

unsigned
smx_record_lane(struct smx_recorder *recorder)
{
	if (own.number != recorder->number) {
		own.number = recorder->number;
		own.lane = atomic_fetch_add_explicit(&recorder->n_lanes, 1, memory_order_relaxed);
	}
	return own.lane;
}

static int64_t
read_monotonic(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t
smx_record_wall(const struct module_qstate *qstate)
{
	const struct timeval *now = qstate->env->now_tv;

	return (int64_t)now->tv_sec * 1000 + now->tv_usec / 1000;
}

/* ---- events ------------------------------------------------------------------------------- */

static size_t
address_len(const struct smx_client *client)
{
	return client->family == AF_INET ? 4 : client->family == AF_INET6 ? 16 : 0;
}

static void
fill_question(struct smx_event *event, const struct query_info *question,
	      const struct smx_client *client, int64_t wall)
{
	size_t len = address_len(client);

	event->wall = wall;
	event->monotonic = read_monotonic();
	event->qtype = question->qtype;
	event->family = len > 0 ? (uint8_t)client->family : 0;
	memset(event->client, 0, sizeof event->client);
	memcpy(event->client, client->address, len);
	event->qname_len = (uint8_t)question->qname_len;
	for (size_t i = 0; i < question->qname_len; i++) {
		uint8_t c = question->qname[i];

		/* Length octets are below 'A'. */
		event->qname[i] = c >= 'A' && c <= 'Z' ? (uint8_t)(c - 'A' + 'a') : c;
	}
}

/* One in UTF-8 is not cut within a character. */
static void
fill_title(struct smx_event *event, const char *title)
{
	size_t len = strnlen(title, sizeof event->zone - 1);

	while (len > 0 && ((unsigned char)title[len] & 0xc0) == 0x80)
		len--;
	memcpy(event->zone, title, len);
	event->zone[len] = '\0';
}

static void
fill_verdict(struct smx_event *event, const struct smx_verdict *verdict)
{
	const struct smx_entry *entry = verdict->entry;

	event->candidate_offset = (uint8_t)verdict->candidate_offset;
	event->rule = (uint8_t)verdict->rule;
	event->distance = (uint8_t)verdict->distance;
	event->action = (uint8_t)smx_entry_action(entry);
	event->mode = (uint8_t)smx_entry_mode(entry);
	event->protected_len = entry->text_len;
	memcpy(event->protected, entry->text, entry->text_len);
	fill_title(event, smx_entry_zone(entry));
}

/* ---- intended names -------------------------------------------------------------------------- */

/* A client, and about when. */
static unsigned long
awaited_by(const struct smx_client *client, int64_t wall, int64_t ago)
{
	const uint8_t *address = client->address;
	uint64_t hash = (uint64_t)(wall / 1000 >> AWAITED_BITS) - (uint64_t)ago;

	for (size_t i = 0; i < address_len(client); i++)
		hash = smx_hash_extend(hash, address[i]);
	return (unsigned long)smx_hash_mix(hash);
}

static void
await(struct smx_recorder *recorder, const struct query_info *question,
      const struct smx_verdict *verdict, const struct smx_client *client, int64_t wall)
{
	uint8_t intended[SMX_WIRE_MAX];
	size_t len = smx_intended_wire(verdict, question->qname, intended);

	if (len == 0)
		return;
	smx_memo_put(&recorder->awaited, intended, len, awaited_by(client, wall, 0),
		     SMX_MEMORY_EXISTS);
	atomic_store_explicit(&recorder->awaited_until, wall + SMX_INCIDENT_CONFIRM + 1000,
			      memory_order_relaxed);
}

/* Whether the client's question was awaited; it is not any more then. */
static bool
take_awaited(struct smx_recorder *recorder, const struct query_info *question,
	     const struct smx_client *client, int64_t wall)
{
	for (int64_t ago = 0; ago <= 1; ago++) {
		unsigned long number = awaited_by(client, wall, ago);

		if (smx_memo_get(&recorder->awaited, question->qname, question->qname_len, number) ==
		    SMX_MEMORY_NONE)
			continue;
		smx_memo_put(&recorder->awaited, question->qname, question->qname_len, number,
			     SMX_MEMORY_NONE);
		return true;
	}
	return false;
}

/* ---- recording --------------------------------------------------------------------------------- */

void
smx_record(struct smx_recorder *recorder, const struct query_info *question,
	   const struct smx_verdict *verdict, const struct smx_client *client, enum smx_fate fate,
	   int64_t wall)
{
	struct smx_event *event;

	if (recorder->journal == NULL)
		return;
	event = smx_journal_take(recorder->journal, smx_record_lane(recorder), fate);
	if (event == NULL)
		return;
	fill_question(event, question, client, wall);
	fill_verdict(event, verdict);
	smx_journal_put(recorder->journal, event);
	await(recorder, question, verdict, client, wall);
}

void
smx_record_clients(struct smx_recorder *recorder, const struct module_qstate *qstate,
		   const struct smx_verdict *verdict, enum smx_fate fate)
{
	for (const struct mesh_reply *reply = qstate->mesh_info->reply_list; reply != NULL;
	     reply = reply->next) {
		struct smx_client client = smx_client_of(&reply->query_reply.client_addr);

		smx_record(recorder, &qstate->qinfo, verdict, &client, fate, smx_record_wall(qstate));
	}
}

void
smx_record_passing(struct smx_recorder *recorder, const struct query_info *question,
		   const struct smx_client *client, int64_t wall)
{
	struct smx_event *event;

	/* Mostly nobody awaits anything. */
	if (recorder->journal == NULL ||
	    atomic_load_explicit(&recorder->awaited_until, memory_order_relaxed) < wall ||
	    !take_awaited(recorder, question, client, wall))
		return;
	event = smx_journal_take(recorder->journal, smx_record_lane(recorder), SMX_FATE_CONFIRMED);
	if (event == NULL)
		return;
	fill_question(event, question, client, wall);
	smx_journal_put(recorder->journal, event);
}

void
smx_record_passing_clients(struct smx_recorder *recorder, const struct module_qstate *qstate)
{
	for (const struct mesh_reply *reply = qstate->mesh_info->reply_list; reply != NULL;
	     reply = reply->next) {
		struct smx_client client = smx_client_of(&reply->query_reply.client_addr);

		smx_record_passing(recorder, &qstate->qinfo, &client, smx_record_wall(qstate));
	}
}
