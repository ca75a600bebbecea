#!/usr/bin/env bash
# Fuzzes targets, as many at a time as there are processors: tests/fuzz.sh SECONDS TARGET…
# New inputs go to build/fuzz/corpus/; an input that breaks a law is kept in build/fuzz/found/.
#   RUNS=N [SEED=M] tests/fuzz.sh - TARGET…   so many inputs instead, which follow from the target, its committed corpus and the
# seed (tests/seed.mjs): the same on each machine. libFuzzer takes a folder in the order of its file system, so that it gets a sorted
# list; no clock ends it, it reads nothing that former runs have left, and takes no operands of comparisons, which can be addresses.
# Targets are built without the depth of the stack (Makefile), which differs by where the system lets it begin.
set -u
cd "$(dirname "$0")/.." || exit 3

# Those that take longest for an input get a fifth of RUNS.
slow="bundle_lit conformance markup po print rewrite source specifiers transifex tsconfig xliff xliff2"

# `tests/fuzz.sh --one SECONDS TARGET` is how they are run side by side.
if [ "${1:-}" = --one ]; then
    seconds=$2 target=$3 corpus=tests/fuzz/corpus/$3
    mkdir -p build/fuzz/found "build/fuzz/corpus/$target" "$corpus"
    rm -f "build/fuzz/$target.passed"
    if [ -n "${RUNS:-}" ]; then
        inputs=$(printf '%s\n' "$corpus"/* | LC_ALL=C sort | paste -sd,)
        runs=$RUNS
        [[ " $slow " == *" $target "* ]] && runs=$((RUNS / 5))
        chosen=(-runs="$runs" -seed="$SEED" -reload=0 -use_cmp=0 -seed_inputs="$inputs")
    else
        chosen=(-max_total_time="$seconds" "build/fuzz/corpus/$target" "$corpus")
    fi
    "build/fuzz/tests/fuzz/$target" -timeout=20 -rss_limit_mb=4096 -print_final_stats=0 \
        -artifact_prefix="build/fuzz/found/$target-" "${chosen[@]}" >"build/fuzz/$target.log" 2>&1 && : >"build/fuzz/$target.passed"
    exit 0
fi

seconds=$1
shift
[ -n "${RUNS:-}" ] && { SEED=$(node tests/seed.mjs) || exit 2; } && export RUNS SEED
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
