# SPDX-License-Identifier: BSD-3-Clause
# SMX_ADD_PROGRAM(PROGRAM): note the build-id of a program that may load the module in
# UNBOUND_PROGRAMS, for C, and its path in UNBOUND_PROGRAM_FILES.  Where PROGRAM is a
# script of libtool's, the program is below .libs.
AC_DEFUN([SMX_ADD_PROGRAM], [
  smx_program=$1
  smx_name=$(basename "$smx_program")
  AS_IF([test "$(head -c 2 "$smx_program" 2>/dev/null)" = '#!'],
    [smx_program=$(dirname "$smx_program")/.libs/$smx_name])
  AC_MSG_CHECKING([for the build-id of $smx_program])
  smx_id=$(LC_ALL=C "$READELF" -n "$smx_program" 2>/dev/null |
    sed -n 's/^ *Build ID: *\([[0-9a-f]][[0-9a-f]]*\) *$/\1/p' | sed 1q)
  AS_IF([test -z "$smx_id"],
    [AC_MSG_RESULT([none])
     AC_MSG_ERROR([$smx_program has no build-id, by which the module knows the Unbound that it was built for: link it with -Wl,--build-id])])
  AC_MSG_RESULT([$smx_id])
  UNBOUND_PROGRAMS="${UNBOUND_PROGRAMS:+$UNBOUND_PROGRAMS, }{\"$smx_name\", \"$smx_id\"}"
  UNBOUND_PROGRAM_FILES="${UNBOUND_PROGRAM_FILES:+$UNBOUND_PROGRAM_FILES }$smx_program"
])
