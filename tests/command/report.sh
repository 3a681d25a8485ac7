# SPDX-License-Identifier: BSD-3-Clause
# What the tests of straymx report share; to be read in behind common.sh.
#
# shellcheck shell=sh disable=SC2154
state=$dir/state
mkdir "$state"
cat >"$conf" <<END
state-dir = "state"
zone "ours" { file = "missing.list" }
END

# incident DAY-AND-TIME CLIENT NAME CANDIDATE PROTECTED RULE QUESTIONS CONFIRMED: a line as
# the journal writes it; `zone`, `mode`, `answer`, `action` and `unverified` may be set.
zone=mil mode=enforce answer=nxdomain action=nxdomain unverified=0
incident() {
    intended=${3%"$4"}$5 client=\"$2\"
    [ "$2" ] || client=null
    printf '{"first":"%s","last":"%s","client":%s,"name":"%s","intended":"%s","protected":"%s","candidate":"%s","rule":"%s","distance":1,"zone":"%s","action":"%s","mode":"%s","answer":"%s","questions":%s,"types":{"MX":%s,"A":0,"AAAA":0,"ANY":0,"other":0},"unverified":%s,"confirmed":%s}\n' \
        "$1" "$1" "$client" "$3" "$intended" "$5" "$4" "$6" "$zone" "$action" "$mode" "$answer" "$7" "$7" "$unverified" "$8"
}

# plain FILE: without marks, and with each cell behind a bar.
plain() {
    sed 's/<data value="\([0-9]*\)">[^<]*<\/data>/\1/g; s/<svg.*<\/svg>//; s/<td class="bar"><\/td>//
        s/<br>/ /g; s/<\/t[hd]>/|/g; s/<[^>]*>//g; s/&nbsp;/ /g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' "$1"
}

# rows ID [PAGE]: the rows of a table, without its head.
rows() {
    sed -n "/<table id=\"table-$1\">/,/<\/table>/{/^<tr>/p;}" "${2:-$dir/out}" >"$dir/rows"
    plain "$dir/rows"
}

# shows NAME TEXT: the words are on the page that was made last.
shows() {
    plain "$dir/out" | tr '\n' ' ' | grep -qF -- "$2"
    result "$1" $? "not on the page: $2"
}

# table NAME ID ROWS: a table of the page that was made last.
table() {
    rows "$2" >"$dir/said"
    [ "$(cat "$dir/said")" = "$3" ]
    result "$1" $?
}

# figure NAME: of the page that was made last.
figure() {
    sed -n "/<dt>$1<\/dt>/{s/.*<\/dt><dd>//;s/<\/dd>.*//;p;}" "$dir/out" >"$dir/figure"
    plain "$dir/figure"
}

# figures NAME TEXT: incidents, questions and confirmed ones of the page that was made last.
figures() {
    got_figures="$(figure Incidents) $(figure 'Questions in them') $(figure Confirmed)"
    [ "$got_figures" = "$2" ]
    result "$1" $? "figures: $got_figures"
}

# made NAME CODE ARGUMENT...: a whole page is made, and nothing said.
made() {
    name=$1 code=$2
    shift 2
    run report "$@"
    [ "$got" -eq "$code" ] && [ ! -s "$dir/err" ] && [ "$(tail -n 1 "$dir/out")" = '</html>' ]
    result "$name" $? "$(cat "$dir/err")"
}
