/* SPDX-License-Identifier: BSD-3-Clause */
#include "silent.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include "names.h"

/* A socket that nobody reads: when its buffer is full, the kernel drops what comes. */
unsigned
silent_begin(int *fd)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof address;

	*fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (*fd < 0 || bind(*fd, (struct sockaddr *)&address, len) != 0 ||
	    getsockname(*fd, (struct sockaddr *)&address, &len) != 0)
		names_die("no port for a silent server");
	return ntohs(address.sin_port);
}
