#!/usr/bin/env bash
# Fuzzes targets, as many at a time as there are processors: tests/fuzz.sh SECONDS TARGET…
# New inputs go to build/fuzz/corpus/; an input that breaks a law is kept in build/fuzz/found/. In CI chance is the
# same in every run and ends after as many, so that what fails there fails again, on any machine.
set -u
cd "$(dirname "$0")/.." || exit 3

# `tests/fuzz.sh --one SECONDS TARGET` is how they are run side by side.
if [ "${1:-}" = --one ]; then
    seconds=$2 target=$3
    mkdir -p build/fuzz/found "build/fuzz/corpus/$target" "tests/fuzz/corpus/$target"
    rm -f "build/fuzz/$target.passed"
    "build/fuzz/tests/fuzz/$target" -max_total_time="$seconds" -timeout=20 ${CI:+-seed=1 -runs=10000} -rss_limit_mb=4096 -print_final_stats=0 \
        -artifact_prefix="build/fuzz/found/$target-" "build/fuzz/corpus/$target" "tests/fuzz/corpus/$target" \
        >"build/fuzz/$target.log" 2>&1 && : >"build/fuzz/$target.passed"
    exit 0
fi

seconds=$1
shift
printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -n 1 tests/fuzz.sh --one "$seconds"
passed=0 failed=0
for target in "$@"; do
    if [ -f "build/fuzz/$target.passed" ]; then
        passed=$((passed + 1))
        echo "$target: $(grep -oE 'Done [0-9]+ runs in [0-9]+ second' "build/fuzz/$target.log" | tail -n 1)"
    else
        failed=$((failed + 1))
        echo "$target: FAILED"
        grep '^Base64:' "build/fuzz/$target.log"
        tail -n 30 "build/fuzz/$target.log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
