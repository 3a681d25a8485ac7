/* SPDX-License-Identifier: BSD-3-Clause */
#include "server.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "query.h"

#define N_TRIES 5
#define CONFLICT "in use" /* what every server's log has of EADDRINUSE */

static int
bind_socket(int kind, uint16_t *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
				      .sin_port = htons(*port)};
	socklen_t len = sizeof address;
	int fd = socket(AF_INET, kind | SOCK_CLOEXEC, 0);

	if (fd >= 0 && (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 ||
			getsockname(fd, (struct sockaddr *)&address, &len) != 0)) {
		close(fd);
		return -1;
	}
	*port = ntohs(address.sin_port);
	return fd;
}

/* A port that is free for UDP and TCP, for now; 0 if there is none. */
static uint16_t
find_port(void)
{
	for (int i = 0; i < 100; i++) {
		uint16_t port = 0;
		int tcp = bind_socket(SOCK_STREAM, &port);
		int udp = tcp >= 0 ? bind_socket(SOCK_DGRAM, &port) : -1;

		if (tcp >= 0)
			close(tcp);
		if (udp >= 0) {
			close(udp);
			return port;
		}
	}
	fprintf(stderr, "no port is free: %s\n", strerror(errno));
	return 0;
}

/* Wait until it answers; false if it ends, or does not in time. */
static bool
wait_until_ready(struct server *server)
{
	long deadline = run_now() + RUN_PATIENCE;

	while (process_is_running(&server->process) && run_now() < deadline) {
		if (query_is_answered(server->port))
			return process_is_running(&server->process);
		run_pause();
	}
	return false;
}

bool
server_start(struct server *server,
	     bool (*write_conf)(const struct server *server, const void *argument),
	     const void *argument, const char *const *argv, const char *const *settings)
{
	for (int i = 0; i < N_TRIES; i++) {
		size_t n_conflicts = run_count(server->log_path, CONFLICT);

		server->port = find_port();
		if (server->port == 0 || !write_conf(server, argument) ||
		    !process_start(&server->process, argv, settings, server->log_path))
			return false;
		if (wait_until_ready(server))
			return true;
		if (process_is_running(&server->process))
			process_stop(&server->process);
		if (run_count(server->log_path, CONFLICT) == n_conflicts)
			break;
	}
	fprintf(stderr, "%s does not start\n", argv[0]);
	run_show_end(server->log_path);
	return false;
}

int
server_stop(struct server *server)
{
	return process_stop(&server->process);
}

bool
server_control(const char *const *argv, char **output)
{
	char *said;
	int code = process_output(argv, &said);

	if (code != 0)
		fprintf(stderr, "%s: exit code %d\n%s\n", argv[0], code, said != NULL ? said : "");
	if (output != NULL)
		*output = said;
	else
		free(said);
	return code == 0;
}
