# SPDX-License-Identifier: BSD-3-Clause
# What the tests of import share; to be read in by each of them after common.sh.
#
# shellcheck shell=sh
cd "${dir:?}" || exit 1
SOURCE_DATE_EPOCH=1795608000 # 2026-11-25 12:00:00 UTC
export SOURCE_DATE_EPOCH
echo army.mil >one

# import NAME CODE TEXT ARGUMENT...: TEXT is what standard error says.
import() {
    name=$1 code=$2 text=$3
    shift 3
    straymx import "$@" >out 2>err
    got=$?
    [ "$got" -eq "$code" ] && [ "$(cat err)" = "$text" ]
    result "$name" $? "$(cat err)"
}

# same NAME FILE FILE
same() {
    diff "$2" "$3" >said
    result "$1" $?
}

# accept NAME ORIGIN ZONE: zone checkers have no complaint, nor has straymx.
accept() {
    echo "zone \"ours\" { file = \"$3\" }" >made.conf
    straymx -c made.conf explain -s example.org >said 2>&1
    got=$?
    [ "$got" -eq 1 ] && [ "$(cat said)" = 'example.org: pass: no-match' ]
    result "$1: loaded" $?
    accept_by "$1" "$NAMED_CHECKZONE" -i local "$2" "$3"
    accept_by "$1" "$NSD_CHECKZONE" "$2" "$3"
    accept_by "$1" "$KZONECHECK" -o "$2" "$3"
    accept_by "$1" "$LDNS_READ_ZONE" "$3"
}

accept_by() {
    name=$1
    shift
    if [ "${1:-no}" = no ]; then
        [ -z "$STRAYMX_REQUIRE_TOOLS" ] || result "$name: a zone checker is missing" 1 "$*"
        return
    fi
    "$@" >said 2>&1 && ! grep -qi -e warning -e error said
    got=$?
    result "$name: ${1##*/}" "$got"
}
