/* SPDX-License-Identifier: BSD-3-Clause */
#include <arpa/inet.h>
#include <string.h>

#include "match/clients.h"
#include "unit.h"

START_TEST(networks_are_read)
{
	static const struct {
		const char *text;
		int family;
		unsigned prefix_len;
	} cases[] = {
		{"10.0.0.0/8", AF_INET, 8},
		{"192.0.2.1", AF_INET, 32},
		{"0.0.0.0/0", AF_INET, 0},
		{"10.9.8.7/32", AF_INET, 32},
		{"2001:db8::/32", AF_INET6, 32},
		{"2001:DB8::1", AF_INET6, 128},
		{"::/0", AF_INET6, 0},
		{"::ffff:192.0.2.1/128", AF_INET6, 128},
		{"ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255/127", AF_INET6, 127},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_network network;

		ck_assert_msg(smx_network_parse(cases[i].text, &network) == SMX_OK, "%s",
			      cases[i].text);
		ck_assert_int_eq(network.family, cases[i].family);
		ck_assert_uint_eq(network.prefix_len, cases[i].prefix_len);
		ck_assert(!network.is_exempt);
	}
}
END_TEST

START_TEST(what_is_no_network_is_refused)
{
	static const struct {
		const char *text, *why;
	} cases[] = {
		{"", "nothing"},
		{"/8", "no address"},
		{"10.0.0.0/", "no prefix length"},
		{"10.0.0.0/33", "longer than an address"},
		{"2001:db8::/129", "longer than an address"},
		{"10.0.0.0/256", "more than a byte holds"},
		{"10.0.0.0/4294967304", "more than an int holds, 8 in 32 bits"},
		{"10.0.0.0/-1", "negative"},
		{"10.0.0.0/+8", "a sign"},
		{"10.0.0.0/ 8", "a space"},
		{"10.0.0.0/8 ", "a space at the end"},
		{" 10.0.0.0/8", "a space at the beginning"},
		{"10.0.0.0/8/8", "two"},
		{"10.0.0.0/8x", "a letter"},
		{"10.0.0.0/255.0.0.0", "a mask"},
		{"10/8", "an address cut short"},
		{"10.0.0.256", "no byte"},
		{"10.0.0.0.0", "five bytes"},
		{"2001:db8:::1", "three colons"},
		{"fe80::1%eth0", "a zone index"},
		{"example.com", "a name"},
		{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "as long as can be"},
		{"0000000000000000000000000000000000000000000000000000000", "and longer"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct smx_network network;

		ck_assert_msg(smx_network_parse(cases[i].text, &network) == SMX_EVALUE,
			      "'%s': %s", cases[i].text, cases[i].why);
	}
}
END_TEST

#define NETWORKS_MAX 4

/* Networks, exempt ones with a leading `!`, and whether a client is in scope. */
static bool
covers(const char *const *texts, const char *address_text)
{
	struct smx_network networks[NETWORKS_MAX];
	struct smx_clients clients = {networks, 0};
	int family = strchr(address_text, ':') != NULL ? AF_INET6 : AF_INET;
	uint8_t address[16];

	for (; texts[clients.n_networks] != NULL; clients.n_networks++) {
		const char *text = texts[clients.n_networks];
		struct smx_network *network = &networks[clients.n_networks];

		ck_assert_int_eq(smx_network_parse(text + (text[0] == '!'), network), SMX_OK);
		network->is_exempt = text[0] == '!';
	}
	ck_assert_int_eq(inet_pton(family, address_text, address), 1);
	return smx_clients_cover(&clients, family, address);
}

START_TEST(the_longest_network_decides)
{
	static const struct {
		const char *networks[NETWORKS_MAX + 1];
		const char *address;
		bool covers;
		const char *why;
	} cases[] = {
		{{NULL}, "192.0.2.1", true, "nothing said: all"},
		{{NULL}, "2001:db8::1", true, "of both families"},
		{{"10.0.0.0/8"}, "10.255.0.1", true, "in it"},
		{{"10.0.0.0/8"}, "11.0.0.1", false, "not in it"},
		{{"10.0.0.0/8"}, "a00::1", false, "the other family, the same first byte"},
		{{"!10.0.0.0/8"}, "10.0.0.1", false, "exempt"},
		{{"!10.0.0.0/8"}, "192.0.2.1", true, "exempt ones alone: all others"},
		{{"!10.0.0.0/8"}, "2001:db8::1", true, "of the other family, too"},
		{{"10.0.0.0/8", "!10.9.0.0/16"}, "10.9.1.1", false, "the longer one exempts"},
		{{"!10.9.0.0/16", "10.0.0.0/8"}, "10.9.1.1", false, "in whatever order"},
		{{"10.0.0.0/8", "!10.9.0.0/16"}, "10.8.1.1", true, "beside it"},
		{{"10.9.1.0/24", "!10.9.0.0/16", "10.0.0.0/8"}, "10.9.1.1", true, "and back"},
		{{"!10.0.0.0/8", "10.9.0.0/16"}, "10.1.1.1", false, "the shorter one exempts"},
		{{"!10.0.0.0/8", "10.9.0.0/16"}, "192.0.2.1", false, "in neither"},
		{{"10.0.0.0/8", "!10.0.0.0/8"}, "10.0.0.1", false, "equally long: exempt"},
		{{"!10.0.0.0/8", "10.0.0.0/8"}, "10.0.0.1", false, "in whatever order"},
		{{"10.1.2.3/8"}, "10.200.0.1", true, "bits behind the prefix do not matter"},
		{{"10.0.0.255/25"}, "10.0.0.128", true, "seven bits do not matter"},
		{{"10.0.0.255/25"}, "10.0.0.127", false, "but the first one does"},
		{{"192.0.2.6/31"}, "192.0.2.7", true, "one bit does not matter"},
		{{"192.0.2.6/31"}, "192.0.2.5", false, "but the one before does"},
		{{"192.0.2.6"}, "192.0.2.6", true, "one address"},
		{{"192.0.2.6"}, "192.0.2.7", false, "and no other"},
		{{"0.0.0.0/0", "!192.0.2.6"}, "255.255.255.255", true, "all of them"},
		{{"0.0.0.0/0"}, "::", false, "of this family"},
		{{"128.0.0.0/1"}, "127.255.255.255", false, "one bit"},
		{{"128.0.0.0/1"}, "128.0.0.0", true, "one bit"},
		{{"2001:db8::/33"}, "2001:db8:7fff::", true, "33 bits"},
		{{"2001:db8::/33"}, "2001:db8:8000::", false, "33 bits"},
		{{"2001:db8::1/128"}, "2001:db8::1", true, "all bits"},
		{{"2001:db8::1/128"}, "2001:db8::", false, "all bits"},
		{{"2001:db8::1/127"}, "2001:db8::", true, "all but one"},
		{{"::/0", "!2001:db8::/32"}, "2001:db8::1", false, "exempt"},
		{{"192.0.2.0/24"}, "::ffff:192.0.2.1", false, "an address mapped into the other"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		ck_assert_msg(covers(cases[i].networks, cases[i].address) == cases[i].covers,
			      "case %zu, %s: %s", i, cases[i].address, cases[i].why);
}
END_TEST

Suite *
suite_clients(void)
{
	Suite *suite = suite_create("clients");
	TCase *tcase = tcase_create("clients");

	tcase_add_test(tcase, networks_are_read);
	tcase_add_test(tcase, what_is_no_network_is_refused);
	tcase_add_test(tcase, the_longest_network_decides);
	suite_add_tcase(suite, tcase);
	return suite;
}
