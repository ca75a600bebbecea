#!/usr/bin/env bash
# Runs every example of the help in a fresh copy of samples/lit, and expects the status that its row says.
# For those that talk to a service there is one, in which the project is already.
# $GLOT is the program under test, build/release/glot unless set. The last line is `N passed, N failed`.
set -u
cd "$(dirname "$0")/.." || exit 3
GLOT=$(realpath "${GLOT:-build/release/glot}")
[ -x "$GLOT" ] || { echo "error: $GLOT is not there; run make" >&2; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$GLOT" "$work/bin/glot"

fresh_copy() {
    rm -rf "$work/project"
    mkdir "$work/project"
    git ls-files -z samples/lit | xargs -0 cp -t "$work/project" --parents
}

"$GLOT" serve --data "$work/hub.db" --project corner/shop --source en --languages de,fr --port 0 >"$work/served" 2>&1 &
server=$!
trap 'kill $server; wait $server 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 300); do
    [ "$(wc -l <"$work/served")" -ge 2 ] && break
    sleep 0.1
done
TX_HOSTNAME=$(sed -n 1p "$work/served") TX_TOKEN=$(sed -n 2p "$work/served")
export TX_HOSTNAME TX_TOKEN
fresh_copy
(cd "$work/project/samples/lit" && "$GLOT" push -q) || exit 3

# Runs a command line in the project. One that stays is asked to end when it has said its first line.
run_example() {
    cd "$work/project/samples/lit" || exit 3
    export PATH=$work/bin:$PATH LC_ALL=C.UTF-8 NO_COLOR=1
    case $1 in
        "glot dev"* | "glot serve"* | *--watch*)
            local said
            exec {said}< <(exec $1) # timeout would lose a signal that comes before it has noted its child
            read -r -t 60 -u "$said"
            kill $!
            wait $!
            ;;
        *) timeout 60 bash -c "$1" ;;
    esac
}

passed=0 failed=0
while IFS=$'\t' read -r status command; do
    fresh_copy
    (run_example "$command") </dev/null >"$work/log" 2>&1
    actual=$?
    if [ "$actual" = "$status" ]; then
        passed=$((passed + 1))
        continue
    fi
    failed=$((failed + 1))
    echo "FAILED $command: status $actual instead of $status"
    sed 's/^/    /' "$work/log"
done < <("$GLOT" help --examples)
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
