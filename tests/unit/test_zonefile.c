/* SPDX-License-Identifier: BSD-3-Clause */
#include <stdlib.h>
#include <string.h>

#include "policy/zonefile.h"
#include "unit.h"

/* Read a zone; the first message, "" for none. */
static const char *
read_zone(const void *bytes, size_t len, struct smx_zonefile *zonefile)
{
	static char first[2048];
	struct smx_messages messages;
	struct smx_place place = {&messages, "z", 0};
	struct smx_text text;
	int rc;

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_text_copy(&text, bytes, len), SMX_OK);
	rc = smx_zonefile_read(zonefile, &text, SMX_NAMES_MAX, &place, NULL);
	smx_text_free(&text);
	ck_assert_int_eq(rc == SMX_OK, messages.n_errors == 0);
	first[0] = '\0';
	if (messages.n_messages > 0) {
		ck_assert_int_eq(messages.list[0].code, rc);
		strcpy(first, unit_message(&messages, 0));
	}
	smx_messages_free(&messages);
	return first;
}

START_TEST(the_zone_of_the_design_is_read)
{
	static const char zone[] =
		"$ORIGIN protect.example.\n"
		"$TTL 300\n"
		"@                  SOA   localhost. hostmaster.example. 2026112301 3600 600 "
		"604800 60\n"
		"                   NS    localhost.\n"
		"                   TXT   \"profile=balanced\" ; defaults of this zone\n"
		"army.mil           CNAME .\n"
		"_straymx.army.mil  TXT   \"profile=closed\"\n"
		"navy.mil           CNAME *.\n"
		"dod.mil            MX    0 .\n"
		"af.mil             MX    10 stray.example.\n"
		"                   A     192.0.2.25\n"
		"                   AAAA  2001:db8::25\n"
		"usmc.mil           TXT   \"\"\n"
		"mil                CNAME .\n"
		"nic.ml             CNAME rpz-passthru.\n"
		"_straymx.nic.ml    TXT   \"expires=2027-06-30\" \"reason=ticket 4711\"\n";
	static const struct {
		enum smx_record_kind kind;
		unsigned line;
		const char *owner;
	} expected[] = {
		{SMX_RECORD_NXDOMAIN, 6, "army.mil"},  {SMX_RECORD_PARAM, 7, "army.mil"},
		{SMX_RECORD_NODATA, 8, "navy.mil"},    {SMX_RECORD_DATA, 9, "dod.mil"},
		{SMX_RECORD_DATA, 10, "af.mil"},       {SMX_RECORD_DATA, 11, "af.mil"},
		{SMX_RECORD_DATA, 12, "af.mil"},       {SMX_RECORD_PROTECTED, 13, "usmc.mil"},
		{SMX_RECORD_NXDOMAIN, 14, "mil"},      {SMX_RECORD_PASSTHRU, 15, "nic.ml"},
		{SMX_RECORD_PARAM, 16, "nic.ml"},      {SMX_RECORD_PARAM, 16, "nic.ml"},
	};
	struct smx_zonefile file;
	struct smx_span origin;

	ck_assert_str_eq(read_zone(zone, sizeof zone - 1, &file), "");
	origin = smx_name_text(&file.origin);
	ck_assert_uint_eq(origin.len, strlen("protect.example"));
	ck_assert_mem_eq(origin.ptr, "protect.example", origin.len);
	ck_assert_uint_eq(file.soa.serial, 2026112301);
	ck_assert_uint_eq(file.soa.refresh, 3600);
	ck_assert_uint_eq(file.soa.retry, 600);
	ck_assert_uint_eq(file.soa.expire, 604800);
	ck_assert_mem_eq(file.soa.mname, "\011localhost", 11);
	ck_assert_uint_eq(file.soa.rname_len, 20);
	ck_assert_int_eq(file.apex.values[SMX_PARAM_PROFILE], SMX_BALANCED);
	ck_assert_uint_eq(file.records.n_records, sizeof expected / sizeof expected[0]);
	for (size_t i = 0; i < file.records.n_records; i++) {
		const struct smx_record *record = file.records.list[i];

		ck_assert_uint_eq(record->kind, expected[i].kind);
		ck_assert_uint_eq(record->line, expected[i].line);
		ck_assert_uint_eq(record->name_len, strlen(expected[i].owner));
		ck_assert_mem_eq(record->name, expected[i].owner, record->name_len);
	}
	ck_assert_mem_eq(file.records.list[5]->bytes, "\000\004\300\000\002\031", 6);
	smx_zonefile_free(&file);
}
END_TEST

#define HEAD UNIT_ZONE_HEAD /* four lines */
#define FORM ": write NAME [TTL] [IN] TYPE DATA"
#define LABEL_63 "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0"
#define BAD_TARGET                                                                                 \
	" says nothing here: write CNAME . (NXDOMAIN), CNAME *. (NODATA), CNAME rpz-passthru. "    \
	"(exempt), or MX, A and AAAA records for a sinkhole"

START_TEST(what_is_wrong_is_said)
{
	static const struct {
		const char *zone, *message;
	} cases[] = {
		{"", "z: no SOA record: this is not a zone file (plain lists of names are called "
		     ".list)"},
		{"; nothing\n", "z: no SOA record: this is not a zone file (plain lists of names "
				"are called .list)"},
		{"a CNAME .\n", "z:1: the SOA record has to be the first one: put it before this "
				"one; plain lists of names are called .list"},
		{HEAD "@ SOA localhost. a. 1 2 3 4 5\n", "z:5: a second SOA record: remove it"},
		{HEAD "army.mil CNAME rpz-drop.\n", "z:5: CNAME rpz-drop." BAD_TARGET},
		{HEAD "army.mil CNAME rpz-tcp-only.\n", "z:5: CNAME rpz-tcp-only." BAD_TARGET},
		{HEAD "army.mil CNAME rpz-passthru\n",
		 "z:5: CNAME rpz-passthru.protect.example." BAD_TARGET},
		{HEAD "army.mil CNAME *.army.mil.\n", "z:5: CNAME *.army.mil." BAD_TARGET},
		{HEAD "\n\narmy.mil NS ns.army.mil.\n",
		 "z:7: NS records say nothing at a protected name: write CNAME, MX, A, AAAA or "
		 "TXT"},
		{HEAD "@ A 192.0.2.1\n", "z:5: A records say nothing at the apex: write NS or TXT"},
		{HEAD "_straymx.a.mil A 192.0.2.1\n",
		 "z:5: A records say nothing at _straymx: write TXT"},
		{HEAD "a.mil HINFO x y\n", "z:5: HINFO records say nothing at a protected name: "
					   "write CNAME, MX, A, AAAA or TXT"},
		{HEAD "a.mil TYPE4711 \\# 0\n",
		 "z:5: TYPE4711 records say nothing at a protected name: write CNAME, MX, A, AAAA "
		 "or TXT"},
		{HEAD "_dmarc.army.mil TXT \"\"\n",
		 "z:5: owner '_dmarc.army.mil.protect.example.' has an underscore label; only "
		 "_straymx before a protected or exempt name is known"},
		{HEAD "army.mil. CNAME .\n", 
		 "z:5: owner 'army.mil.' is outside of the zone: leave out its final dot, or set "
		 "$ORIGIN to the owner of the SOA record"},
		{HEAD "army.mil TXT \"profile=closed\"\n",
		 "z:5: TXT of a protected name is \"\"; its parameters go to a TXT record at "
		 "_straymx. before the name"},
		{HEAD "_straymx.army.mil TXT \"profile=closed\"\narmy.mil CH CNAME .\n",
		 "z:6: the class is not IN: write IN or none"},
		{HEAD "$INCLUDE other.zone\n",
		 "z:5: $INCLUDE is not supported: put the records into this file"},
		{HEAD "army.mil A 192.0.2\n", "z:5: 'army.mil A 192.0.2': could not parse the RR's "
					      "rdata" FORM},
		{HEAD "army.mil A 192.0.2", "z:5: 'army.mil A 192.0.2': could not parse the RR's "
					    "rdata" FORM},
		{HEAD "; x\n \t\r\n\tA 192.0.2 ; y\r\n", "z:7: 'A 192.0.2 ; y': could not parse the "
							"RR's rdata" FORM},
		{HEAD "army.mil ( CNAME .\nnavy.mil CNAME .\n",
		 "z:6: 'army.mil ( CNAME .': superfluous text present" FORM},
		{HEAD "army.mil CNAME\n", "z:5: 'army.mil CNAME': value expected" FORM},
		{HEAD LABEL_63 "x.mil CNAME .\n",
		 "z:5: 'abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwx...': perhaps a "
		 "name of more than 255 bytes, or a label of more than 63" FORM},
		{HEAD "$ORIGIN\n", "z:5: '$ORIGIN': could not parse the RR's TTL: write $ORIGIN NAME "
				   "or $TTL SECONDS"},
		{HEAD "$GENERATE 1-3 a$ CNAME .\n",
		 "z:5: $GENERATE is not supported: write its records out"},
		{"# our names\narmy.mil\n", "z:1: '# our names': could not parse the RR's rdata" FORM
					 "; plain lists of names are called .list"},
		{"\357\273\277" HEAD, "z:1: the file begins with a byte order mark: save it as UTF-8 "
				      "without one"},
		{HEAD "@ TXT \"profile=closed\" \"omit=x\"\n",
		 "z:5: omit=x: it takes the least length of a label, 1 to 63, or 0 to turn the "
		 "rule off"},
		{"@ TYPE6 \\# 1 00\n", "z:1: the data does not have the form of its type: write "
					 "it without \\#"},
		{HEAD "a.mil TYPE15 \\# 1 00\n",
		 "z:5: 'a.mil TYPE15 \\# 1 00': Packet size overflow" FORM},
		{HEAD "a.mil TYPE5 \\# 0\n", "z:5: the data does not have the form of its type: "
					 "write it without \\#"},
		{HEAD "a.mil A \\# 3 000000\n",
		 "z:5: 'a.mil A \\# 3 000000': Packet size overflow" FORM},
		{HEAD "a.mil TYPE16 \\# 0\n", "z:5: the data does not have the form of its type: "
					 "write it without \\#"},
		{HEAD "ar\\.my.mil CNAME .\n",
		 "z:5: 'ar\\.my.mil' is not a host name: letters, digits and hyphens, no hyphen at "
		 "the ends of a label"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_zonefile file;

		ck_assert_str_eq(read_zone(cases[i].zone, strlen(cases[i].zone), &file),
				 cases[i].message);
		smx_zonefile_free(&file);
	}
}
END_TEST

START_TEST(reading_goes_on_behind_an_error)
{
	static const char zone[] = HEAD "a.mil CNAME x.\nb.mil NS x.\nc.mil CNAME .\n_x.d TXT a\n";
	struct smx_messages messages;
	struct smx_place place = {&messages, "z", 0};
	struct smx_zonefile file;
	struct smx_text text;

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_text_copy(&text, zone, strlen(zone)), SMX_OK);
	ck_assert_int_eq(smx_zonefile_read(&file, &text, SMX_NAMES_MAX, &place, NULL), SMX_ESYNTAX);
	smx_text_free(&text);
	ck_assert_uint_eq(messages.n_errors, 3);
	ck_assert_uint_eq(messages.list[2].line, 8);
	ck_assert_uint_eq(file.records.n_records, 1);
	smx_zonefile_free(&file);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(reading_ends_where_the_apex_is_not_known)
{
	static const char *const zones[] = {
		"army.mil\nnavy.mil\n", "a CNAME .\nb CNAME .\n",
		"@ SOA localhost. a. 1 2 3 4\na CNAME .\nb CNAME .\n",
	};

	for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
		struct smx_messages messages;
		struct smx_place place = {&messages, "z", 0};
		struct smx_text text;
		struct smx_zonefile file;

		smx_messages_init(&messages);
		ck_assert_int_eq(smx_text_copy(&text, zones[i], strlen(zones[i])), SMX_OK);
		ck_assert_int_eq(smx_zonefile_read(&file, &text, SMX_NAMES_MAX, &place, NULL),
				 SMX_ESYNTAX);
		smx_text_free(&text);
		ck_assert_uint_eq(messages.n_errors, 1);
		ck_assert_uint_eq(messages.list[0].line, 1);
		smx_zonefile_free(&file);
		smx_messages_free(&messages);
	}
}
END_TEST

START_TEST(no_more_records_than_there_may_be)
{
	static const char zone[] = HEAD "a.mil CNAME .\n@ TXT \"omit=4\"\nb.mil MX 1 a.\n A ::\n"
					"b.mil A 192.0.2.1\nc.mil CNAME .\n_x.d TXT a\n";
	struct smx_messages messages;
	struct smx_place place = {&messages, "z", 0};
	struct smx_text text;
	struct smx_zonefile file;

	smx_messages_init(&messages);
	ck_assert_int_eq(smx_text_copy(&text, zone, strlen(zone)), SMX_OK);
	ck_assert_int_eq(smx_zonefile_read(&file, &text, 3, &place, NULL), SMX_ESYNTAX);
	smx_text_free(&text);
	ck_assert_uint_eq(messages.n_errors, 2); /* that of line 11 is not read */
	ck_assert_str_eq(unit_message(&messages, 1),
			 "z:10: more than 3 records: split the zone, the rest is not read");
	ck_assert_int_eq(messages.list[1].code, SMX_ELIMIT);
	ck_assert_uint_eq(file.records.n_records, 3);
	smx_zonefile_free(&file);
	smx_messages_free(&messages);
}
END_TEST

START_TEST(a_last_line_without_an_end_is_a_warning)
{
	static const char zone[] = HEAD "army.mil CNAME .";
	struct smx_zonefile file;

	ck_assert_str_eq(read_zone(zone, sizeof zone - 1, &file),
			 "z: the last line has no end: if the file was cut off, write it anew, and "
			 "otherwise end that line");
	ck_assert_uint_eq(file.records.n_records, 1);
	smx_zonefile_free(&file);
}
END_TEST

START_TEST(other_ways_to_write_a_zone)
{
	static const struct {
		const char *zone;
		const char *owner;
		const char *why;
	} cases[] = {
		{"@ SOA localhost. a. 1 2 3 4 5\narmy.mil CNAME .\n", "army.mil",
		 "no $ORIGIN, as in zones that come with a name server's configuration"},
		{"p.example. 300 IN SOA localhost. a. 1 2 3 4 5\n"
		 "army.mil.p.example. 300 IN CNAME .\n",
		 "army.mil", "absolute names, as Unbound's auth-zone writes them"},
		{HEAD "*.army.mil CNAME .\n", "army.mil", "a wildcard"},
		{HEAD "ARMY.mil CNAME .\n", "army.mil", "upper case"},
		{HEAD "army.mil CNAME RPZ-Passthru.\r\n", "army.mil", "upper case, CRLF"},
		{HEAD "army.mil (\n CNAME .\n)\n", "army.mil", "parentheses"},
		{"$ORIGIN example.\np SOA localhost. a. 1 2 3 4 5\n$ORIGIN mil.p.example.\n"
		 "army CNAME .\n",
		 "army.mil", "several origins"},
		{HEAD "@ DNSKEY 257 3 8 AwEAAQ==\n"
		      "@ NSEC3PARAM 1 0 0 -\n"
		      "@ RRSIG SOA 8 2 300 20300101000000 20200101000000 1 protect.example. AQ==\n"
		      "@ ZONEMD 2026112301 1 1 "
		      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		      "aaaaaaaaaaaaaaaa\n"
		      "army.mil NSEC protect.example. CNAME RRSIG NSEC\n"
		      "army.mil CNAME .\n",
		 "army.mil", "a signed zone"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_zonefile file;

		ck_assert_msg(strcmp(read_zone(cases[i].zone, strlen(cases[i].zone), &file), "") ==
				      0,
			      "%s", cases[i].why);
		ck_assert_msg(file.records.n_records == 1, "%s", cases[i].why);
		ck_assert_uint_eq(file.records.list[0]->name_len, strlen(cases[i].owner));
		ck_assert_mem_eq(file.records.list[0]->name, cases[i].owner,
				 strlen(cases[i].owner));
		smx_zonefile_free(&file);
	}
}
END_TEST

START_TEST(noise_ends)
{
	uint8_t noise[20000];

	srand(7);
	for (int round = 0; round < 50; round++) {
		struct smx_zonefile file;

		for (size_t i = 0; i < sizeof noise; i++)
			noise[i] = (uint8_t)(round % 2 == 0 ? rand() : 'a' + rand() % 3);
		ck_assert_str_ne(read_zone(noise, sizeof noise, &file), "");
		smx_zonefile_free(&file);
	}
}
END_TEST

START_TEST(empty_lines_behind_a_record_do_not_move_it)
{
	struct smx_zonefile file;

	ck_assert_str_eq(read_zone(UNIT_ZONE_HEAD "a.mil NS x.\n\n\nb.mil CNAME .\n",
				   strlen(UNIT_ZONE_HEAD "a.mil NS x.\n\n\nb.mil CNAME .\n"), &file),
			 "z:5: NS records say nothing at a protected name: write CNAME, MX, A, AAAA or "
			 "TXT");
	ck_assert_uint_eq(file.records.n_records, 1);
	ck_assert_uint_eq(file.records.list[0]->line, 8);
	smx_zonefile_free(&file);
}
END_TEST

Suite *
suite_zonefile(void)
{
	Suite *suite = suite_create("zonefile");
	TCase *tcase = tcase_create("zonefile");

	tcase_add_test(tcase, the_zone_of_the_design_is_read);
	tcase_add_test(tcase, what_is_wrong_is_said);
	tcase_add_test(tcase, reading_goes_on_behind_an_error);
	tcase_add_test(tcase, reading_ends_where_the_apex_is_not_known);
	tcase_add_test(tcase, no_more_records_than_there_may_be);
	tcase_add_test(tcase, a_last_line_without_an_end_is_a_warning);
	tcase_add_test(tcase, other_ways_to_write_a_zone);
	tcase_add_test(tcase, noise_ends);
	tcase_add_test(tcase, empty_lines_behind_a_record_do_not_move_it);
	suite_add_tcase(suite, tcase);
	return suite;
}
