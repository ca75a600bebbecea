#!/usr/bin/env bash
# Fuzzes each target until it has had so many minutes in all, in whole turns of a minute or two, so that it can be ended at any moment
# and goes on the next time: tests/fuzz-long.sh MINUTES TARGET…
# The corpus grows in build/fuzz-corpus/TARGET; tests/fuzz/ledger.tsv has a line for each turn (target, seconds of a processor,
# executions, findings, when, commit) and is committed, so that machines can take turns. What breaks a law is kept in build/fuzz/found/, its target is
# passed over from then on, and the end is 1.
#   tests/fuzz-long.sh --ledger TARGET…   what each target has had
#   tests/fuzz-long.sh --compact          one line for each target and commit
set -u
cd "$(dirname "$0")/.." || exit 3
ledger=${LEDGER:-tests/fuzz/ledger.tsv}
turn=${TURN:-90} # seconds

had() { # seconds of a target
    [ -f "$ledger" ] && awk -F'\t' -v target="$1" '$1 == target { sum += $2 } END { print sum + 0 }' "$ledger" || echo 0
}

if [ "${1:-}" = --ledger ]; then
    shift
    for target in "$@"; do
        awk -F'\t' -v target="$target" '$1 == target { s += $2; n += $3; bad += $4; last = $5; commit = $6 }
            END { printf "%-18s %7.1f min %12d executions %3d findings  %s %s\n", target, s / 60, n, bad, last, commit }' \
            "$ledger" 2>/dev/null || printf '%-18s %7.1f min\n' "$target" 0
    done
    exit
fi

if [ "${1:-}" = --compact ]; then
    awk -F'\t' -v OFS='\t' '{ row = $1 OFS $6; s[row] += $2; n[row] += $3; bad[row] += $4; if ($5 > last[row]) last[row] = $5 }
        END { for (row in s) { split(row, of, OFS); print of[1], s[row], n[row], bad[row], last[row], of[2] } }' "$ledger" |
        LC_ALL=C sort -t"$(printf '\t')" -k1,1 -k5,5 >"$ledger.new" && mv "$ledger.new" "$ledger"
    exit
fi

seconds=$(($1 * 60)) found=0
shift
mkdir -p build/fuzz/found
commit=$(git rev-parse --short HEAD 2>/dev/null || echo none)
queue=("$@")
while [ ${#queue[@]} -gt 0 ]; do
    left=()
    for target in "${queue[@]}"; do
        [ "$(had "$target")" -ge "$seconds" ] && continue
        log=build/fuzz/$target.long.log used=build/fuzz/$target.used bad=0
        mkdir -p "build/fuzz-corpus/$target"
        TIMEFORMAT='%U %S'
        { time nice -n 19 "build/fuzz/tests/fuzz/$target" -max_total_time="$turn" -timeout=20 -rss_limit_mb=4096 \
            -print_final_stats=1 -artifact_prefix="build/fuzz/found/$target-" "build/fuzz-corpus/$target" "tests/fuzz/corpus/$target" \
            >"$log" 2>&1; } 2>"$used" || bad=1
        spent=$(awk '{ print int($1 + $2 + 0.5) }' "$used")
        runs=$(awk '/stat::number_of_executed_units/ { runs = $2 } END { print runs + 0 }' "$log")
        printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$target" "$spent" "$runs" $bad "$(date -u +%Y-%m-%dT%H:%MZ)" "$commit" >>"$ledger"
        if [ $bad = 0 ]; then
            left+=("$target")
        else
            found=$((found + 1)) && echo "$target: FAILED, see $log" && grep -E '^(Base64:|SUMMARY|.*ERROR)' "$log" | head -n 4
        fi
    done
    queue=("${left[@]}")
done
echo "$found of $# targets found something"
[ $found = 0 ]
