# SPDX-License-Identifier: BSD-3-Clause
# SMX_CHECK_CFLAG(FLAG): append FLAG to SMX_CFLAGS if the compiler takes it.
AC_DEFUN([SMX_CHECK_CFLAG], [
  save_CFLAGS=$CFLAGS
  CFLAGS="$CFLAGS -Werror $1"
  AC_MSG_CHECKING([whether $CC takes $1])
  AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
    [AC_MSG_RESULT([yes]); SMX_CFLAGS="$SMX_CFLAGS $1"],
    [AC_MSG_RESULT([no])])
  CFLAGS=$save_CFLAGS
])
