/* SPDX-License-Identifier: BSD-3-Clause */
#include "unbound/buildid.h"

#include <elf.h>
#include <link.h>
#include <stdio.h>
#include <string.h>

/* ---- notes ----------------------------------------------------------------------- */

/* Go `n` bytes on, and over the padding, which the last part may lack.  False if there
 * are not that many. */
static bool
advance(size_t *at, size_t n, size_t len, size_t align)
{
	if (n > len - *at)
		return false;
	*at = (*at + n + align - 1) / align * align;
	if (*at > len)
		*at = len;
	return true;
}

bool
smx_buildid_find(const uint8_t *notes, size_t len, size_t align, struct smx_buildid *id)
{
	size_t at = 0;

	/* A header, the same one for 32 and 64 bits, a name and a description. */
	while (len - at >= sizeof(Elf64_Nhdr)) {
		const uint8_t *name, *description;
		Elf64_Nhdr note;

		memcpy(&note, notes + at, sizeof note);
		at += sizeof note;
		name = notes + at;
		if (!advance(&at, note.n_namesz, len, align))
			return false;
		description = notes + at;
		if (!advance(&at, note.n_descsz, len, align))
			return false;
		if (note.n_type != NT_GNU_BUILD_ID || note.n_namesz != sizeof ELF_NOTE_GNU ||
		    memcmp(name, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) != 0 ||
		    note.n_descsz == 0 || note.n_descsz > sizeof id->bytes)
			continue;
		id->len = note.n_descsz;
		memcpy(id->bytes, description, id->len);
		return true;
	}
	return false;
}

/* ---- the running program ------------------------------------------------------------ */

/* Whether these bytes of an object are in memory, and can be read there. */
static bool
is_loaded(const struct dl_phdr_info *object, ElfW(Addr) start, ElfW(Xword) len)
{
	for (size_t i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &object->dlpi_phdr[i];

		if (segment->p_type == PT_LOAD && (segment->p_flags & PF_R) != 0 &&
		    start >= segment->p_vaddr && start - segment->p_vaddr <= segment->p_filesz &&
		    len <= segment->p_filesz - (start - segment->p_vaddr))
			return true;
	}
	return false;
}

/* A callback of dl_iterate_phdr(), which comes to the program first: 1 keeps it from
 * going on to the libraries. */
static int
on_object(struct dl_phdr_info *object, size_t size, void *argument)
{
	struct smx_buildid *id = argument;

	(void)size;
	for (size_t i = 0; i < object->dlpi_phnum && id->len == 0; i++) {
		const ElfW(Phdr) *segment = &object->dlpi_phdr[i];

		if (segment->p_type == PT_NOTE &&
		    is_loaded(object, segment->p_vaddr, segment->p_memsz))
			(void)smx_buildid_find(
				(const uint8_t *)(object->dlpi_addr + segment->p_vaddr),
				segment->p_memsz, segment->p_align == 8 ? 8 : 4, id);
	}
	return 1;
}

bool
smx_buildid_find_own(struct smx_buildid *id)
{
	id->len = 0;
	(void)dl_iterate_phdr(on_object, id);
	return id->len > 0;
}

/* ---- text ----------------------------------------------------------------------------- */

void
smx_buildid_write(const struct smx_buildid *id, char text[SMX_BUILDID_TEXT_SIZE])
{
	text[0] = '\0';
	for (size_t i = 0; i < id->len; i++)
		snprintf(text + 2 * i, 3, "%02x", id->bytes[i]);
}

bool
smx_buildid_is_known(const struct smx_buildid *id, const struct smx_known_program *programs,
		     size_t n)
{
	char text[SMX_BUILDID_TEXT_SIZE];

	smx_buildid_write(id, text);
	for (size_t i = 0; i < n; i++) {
		if (id->len > 0 && strcmp(programs[i].build_id, text) == 0)
			return true;
	}
	return false;
}
