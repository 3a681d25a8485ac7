/* SPDX-License-Identifier: BSD-3-Clause */
#include "buildid.h"

#include <elf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What stands before a build-id. */
struct head {
	Elf64_Nhdr note;
	char owner[sizeof ELF_NOTE_GNU];
};

/* The note; NULL if there is none, which no program of a usual linker is without. */
static struct head *
find_note(uint8_t *bytes, size_t len)
{
	for (size_t at = 0; at + sizeof(struct head) <= len; at += 4) {
		struct head *head = (struct head *)(void *)(bytes + at);

		if (head->note.n_type == NT_GNU_BUILD_ID &&
		    head->note.n_namesz == sizeof head->owner &&
		    memcmp(head->owner, ELF_NOTE_GNU, sizeof head->owner) == 0 &&
		    head->note.n_descsz > 0 && head->note.n_descsz <= len - at - sizeof *head)
			return head;
	}
	return NULL;
}

static bool
change_note(uint8_t *bytes, size_t len, enum buildid_change change)
{
	struct head *head = find_note(bytes, len);

	if (head == NULL)
		return false;
	if (change == BUILDID_NONE)
		head->note.n_type = NT_GNU_HWCAP;
	else
		((uint8_t *)(head + 1))[head->note.n_descsz - 1] ^= 1;
	return true;
}

static uint8_t *
read_all(const char *path, size_t *len)
{
	FILE *stream = fopen(path, "re");
	uint8_t *bytes = NULL;
	struct stat status;

	if (stream == NULL)
		return NULL;
	if (fstat(fileno(stream), &status) == 0) {
		*len = (size_t)status.st_size;
		bytes = malloc(*len + 1);
	}
	if (bytes != NULL && fread(bytes, 1, *len, stream) != *len) {
		free(bytes);
		bytes = NULL;
	}
	fclose(stream);
	return bytes;
}

bool
buildid_copy(const char *from, const char *to, enum buildid_change change)
{
	size_t len;
	uint8_t *bytes = read_all(from, &len);
	FILE *stream = fopen(to, "we");
	bool is_copied = bytes != NULL && stream != NULL && change_note(bytes, len, change) &&
			 fwrite(bytes, 1, len, stream) == len;

	if (stream != NULL)
		is_copied &= fclose(stream) == 0;
	is_copied = is_copied && chmod(to, 0755) == 0;
	if (!is_copied)
		fprintf(stderr, "no copy of %s with another build-id\n", from);
	free(bytes);
	return is_copied;
}
