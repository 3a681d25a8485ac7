# SPDX-License-Identifier: BSD-3-Clause
# What the tests of the verbs share; to be read in by each of them.  STRAYMX says which
# command is tested, STRAYMX_WRAPPER, if set, what it is run by, such as valgrind with
# its options.
#
# shellcheck shell=sh
LC_ALL=C
export LC_ALL
unset STRAYMX_CONF NO_COLOR
dir=$(mktemp -d "${TMPDIR:-/tmp}/straymx-command-XXXXXX") || exit 1
trap 'exit 1' HUP INT TERM
passed=0
failed=0
conf=$dir/straymx.conf # what is given as -c
# All verbs, as the help lists them.
verbs=$("$STRAYMX" --help | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p')

# straymx ARGUMENT...: the command, or what it is wrapped in.
straymx() {
    # shellcheck disable=SC2086
    $STRAYMX_WRAPPER "$STRAYMX" "$@"
}

# result NAME STATUS [TEXT]: counts a test; TEXT, or else what was said last, helps with
# one that failed.
result() {
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $1: exit code $got, see $dir"
        if [ "${3-}" ]; then echo "$3"; else cat "$dir/said"; fi | sed 's/^/    /'
    fi
}

# has TOOL: whether it is there.  What is not tried without it is told, and fails where
# tools are required.
has() {
    command -v "$1" >/dev/null && return
    echo "SKIP: what takes $1"
    got=none
    if [ "${STRAYMX_REQUIRE_TOOLS-}" ]; then result "$1 is missing" 1 'it is required'; fi
    return 1
}

# run ARGUMENT...: `got` becomes the exit code, and $dir/said what went to both outputs,
# without warnings about the policy; all of it is in $dir/out and $dir/err.
run() {
    straymx -c "$conf" "$@" >"$dir/out" 2>"$dir/err"
    got=$?
    grep -v '^warning: ' "$dir/err" | cat "$dir/out" - >"$dir/said"
}

# expect NAME CODE TEXT ARGUMENT...: the exit code, and what is said.
expect() {
    name=$1 code=$2 text=$3
    shift 3
    run "$@"
    [ "$got" -eq "$code" ] && [ "$(cat "$dir/said")" = "$text" ]
    result "$name" $?
}

# full NAME ARGUMENT...: a full disk is told, with exit code 2.
full() {
    name=$1
    shift
    straymx -c "$conf" "$@" 2>"$dir/said" >/dev/full
    got=$?
    [ "$got" -eq 2 ] && grep -q '^straymx: standard output cannot be written: No space' "$dir/said"
    result "$name" $?
}

# closed NAME ARGUMENT...: nothing is said to a reader who has gone away, whether that
# comes as a signal or as an error.
closed() {
    name=$1
    shift
    { straymx -c "$conf" "$@" 2>"$dir/err"; echo $? >"$dir/code"; } | true
    got=$(cat "$dir/code")
    grep -v '^warning: ' "$dir/err" >"$dir/said"
    [ "$got" -le 2 ] || [ "$got" -eq 141 ] && [ ! -s "$dir/said" ]
    result "$name" $?
}

# finish VERB: the last line of each test.
finish() {
    [ "$failed" -gt 0 ] || rm -rf "${dir:?}"
    echo "$1: $passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
}
