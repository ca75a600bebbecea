#!/usr/bin/env bash
# Golden tests: each folder tests/golden/NAME holds
#   cmd              what is run, by bash, with the built glot first in PATH
#   input/           the folder that it is run in (a fresh copy); may be missing
#   expected/stdout  expected/stderr  expected/status     missing ones mean: empty, empty, 0
#   expected/tree/   the files that are new or changed afterwards, and nothing else; a file NAME.removed there says
#                    that NAME was removed
# A folder whose name ends in .bug is a known bug: it must fail.
#
#   tests/golden.sh              all cases
#   tests/golden.sh CASE…        some
#   tests/golden.sh CASE --bless takes what the case does now as what it should
# $GLOT is the program under test, build/release/glot unless set. The last line is `N passed, N failed`.
set -u
cd "$(dirname "$0")/.." || exit 3
GLOT=${GLOT:-build/release/glot}
[[ $GLOT == /* ]] || GLOT=$PWD/$GLOT
export GLOT
[ -x "$GLOT" ] || { echo "error: $GLOT is not there; run make" >&2; exit 3; }

# One `SUM  NAME`, ended by a NUL, for each file below the folder.
sums_of() {
    [ -d "$1" ] && (cd "$1" && find . -type f -exec md5sum -z {} +)
}

# What the command left in $work/tree, as a folder of new, changed and removed files in $1.
changed_files() {
    local line changed=()
    local -A before=()
    while IFS= read -r -d '' line; do
        before[${line:34}]=${line:0:32}
    done < <(sums_of "$case/input")
    while IFS= read -r -d '' line; do
        [ "${before[${line:34}]:-}" = "${line:0:32}" ] || changed+=("${line:34}")
        before[${line:34}]=
    done < <(sums_of "$work/tree")
    [ ${#changed[@]} = 0 ] || (cd "$work/tree" && cp --parents "${changed[@]}" "$1")
    for line in "${!before[@]}"; do
        [ -n "${before[$line]}" ] && mkdir -p "$1/${line%/*}" && : >"$1/$line.removed"
    done
}

# Leaks are looked for in the unit tests; here that would take half of the time.
# Runs one case into $work/actual, in the form of expected/: what goes without saying is not written down.
run_case() {
    local status
    mkdir -p "$work/tree" "$work/bin" "$work/actual/tree" "$work/home" "$work/none"
    ln -s "$GLOT" "$work/bin/glot"
    [ -d "$case/input" ] && cp -R "$case/input/." "$work/tree"
    (
        cd "$work/tree" || exit 3
        exec env -i PATH="$work/bin:$PATH" HOME="$work/home" LC_ALL=C.UTF-8 NO_COLOR=1 TERM=dumb \
            ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=0}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" LLVM_PROFILE_FILE="${LLVM_PROFILE_FILE:-}" \
            timeout 60 bash "$case/cmd" </dev/null >"$work/actual/stdout" 2>"$work/actual/stderr"
    )
    status=$?
    [ $status = 0 ] || echo $status >"$work/actual/status"
    changed_files "$work/actual/tree"
    find "$work/actual" -mindepth 1 \( -type d -o -path "$work/actual/std*" \) -empty -delete
}

# One case by name: prints what differs, and fails when the case does.
check_case() {
    case=$PWD/tests/golden/$1
    work=$(mktemp -d) || return 1
    trap 'rm -rf "$work"' EXIT
    run_case
    local expected=$case/expected differs=0
    [ -d "$expected" ] || expected=$work/none
    diff -rq "$expected" "$work/actual" >"$work/differs" || differs=1
    if [[ $1 == *.bug ]]; then
        [ $differs = 1 ] && return 0
        echo "FAILED $1: the bug is gone; rename the folder"
        return 1
    fi
    [ $differs = 0 ] && return 0
    echo "FAILED $1"
    grep '^Only in' "$work/differs" | sed "s#$expected#expected#; s#$work/##"
    diff -rNu "$expected" "$work/actual" |
        sed -E "s#^(---|\+\+\+) \"?($expected|$work/actual)/([^	\"]*).*#\1 \3#; /^diff -rNu /d"
    return 1
}

bless_case() {
    case=$PWD/tests/golden/$1
    work=$(mktemp -d) || return 1
    run_case
    rm -rf "$case/expected"
    [ -n "$(ls -A "$work/actual")" ] && cp -R "$work/actual" "$case/expected"
    rm -rf "$work"
    echo "blessed $1"
}

# `tests/golden.sh --into LOGS NAME…` is how the cases are run side by side.
if [ "${1:-}" = --into ]; then
    for name in "${@:3}"; do
        (check_case "$name") >"$2/$name.log" 2>&1 && : >"$2/$name.passed"
    done
    exit 0
fi

bless=0 names=()
for word in "$@"; do
    case $word in
        --bless) bless=1 ;;
        -*) echo "usage: tests/golden.sh [CASE]... [--bless]" >&2 && exit 2 ;;
        *) names+=("$(basename "$word")") ;;
    esac
done
[ ${#names[@]} = 0 ] && mapfile -t names < <(find tests/golden -mindepth 2 -maxdepth 2 -name cmd -printf '%h\n' | sed 's#.*/##' | sort)
for name in "${names[@]}"; do
    [ -f "tests/golden/$name/cmd" ] || { echo "error: there is no golden case $name" >&2; exit 2; }
done
if [ $bless = 1 ]; then
    for name in "${names[@]}"; do bless_case "$name"; done
    exit 0
fi

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
printf '%s\0' "${names[@]}" | xargs -0 -P "$(nproc)" -n 4 tests/golden.sh --into "$logs"
failed=0
for name in "${names[@]}"; do
    [ -f "$logs/$name.passed" ] && continue
    failed=$((failed + 1))
    cat "$logs/$name.log"
done
echo "$((${#names[@]} - failed)) passed, $failed failed"
[ $failed = 0 ]
