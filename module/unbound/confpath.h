/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef SMX_UNBOUND_CONFPATH_H
#define SMX_UNBOUND_CONFPATH_H

struct config_file;

/*
 * Where straymx.conf is: as STRAYMX_CONF says, or in Unbound's `directory:`; as seen
 * from inside of Unbound's chroot, where init() runs.  malloced; NULL if memory ran
 * out.
 */
char *smx_confpath_find(struct config_file *cfg);

#endif /* SMX_UNBOUND_CONFPATH_H */
