#!/usr/bin/env bash
# The release build under valgrind's memcheck: unit programs, the corpora of the fuzz targets, and one golden case in ten.
# tests/valgrind.sh [NAME]: only the program of that name. Reads beyond what was allocated, what was never written, and leaks
# that nothing leads to any more are failures. The last line is `N passed, N failed`.
set -u
cd "$(dirname "$0")/.." || exit 3
build=build/${FLAVOUR:-release} passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

checked() { # title, program, arguments
    local title=$1
    shift
    if valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite \
        --suppressions=tests/valgrind.supp "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)) && echo "$title:" && grep -E '^==|FAILED' "$log" | head -n 30
    fi
}

for source in tests/unit/${1:-*}.c; do
    program=$(basename "$source" .c)
    [ -x "$build/tests/unit/$program" ] && VALGRIND=1 checked "unit $program" "$build/tests/unit/$program"
done
for source in tests/fuzz/${1:-*}.c; do
    target=$(basename "$source" .c)
    [ "$target" = replay ] || [ ! -x "$build/tests/fuzz/$target" ] || checked "replay $target" "$build/tests/fuzz/$target" tests/fuzz/corpus/"$target"/*
done
if [ -z "${1:-}" ]; then
    wrapper=$(mktemp) && chmod +x "$wrapper"
    printf '#!/bin/sh\nexec valgrind --quiet --error-exitcode=99 --log-fd=9 "%s" "$@" 9>/dev/null\n' "$PWD/$build/glot" >"$wrapper"
    number=0
    for folder in tests/golden/*/; do
        number=$((number + 1)) name=$(basename "$folder")
        [ $((number % 10)) = 0 ] && [[ $name != *.bug ]] || continue
        if GLOT=$wrapper tests/golden.mjs "$name" >"$log" 2>&1; then passed=$((passed + 1)); else
            failed=$((failed + 1)) && echo "golden $name:" && tail -n 20 "$log"
        fi
    done
    rm -f "$wrapper"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
