#!/usr/bin/env bash
# The samples do what their READMEs say. Last line: `N passed, N failed`.
set -u
cd "$(dirname "$0")/.." || exit 3
glot=${GLOT:-$PWD/build/release/glot}
passed=0 failed=0
check() { # title, command …
    local title=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $title"
    fi
}

log=build/demo.log
samples/lit/demo "$glot" >"$log" 2>&1
check "the demo runs to its end" test $? = 0
check "the new message fails --check" grep -q 'exit status 1' "$log"
check "the page is rendered in German" grep -q '<h1>Willkommen im Laden an der Ecke</h1>' "$log"
check "the new translation comes from the service" grep -q '<button>Payer maintenant</button>' "$log"
check "the service ends with the demo" sh -c "! pgrep -f '[s]erve --data hub.db --project corner/shop' >/dev/null"
check "the page is rendered in French" grep -q 'Bonjour Ada, votre panier contient 3 articles.' "$log"
check "a missing translation shows the source text" test "$(grep -c '<button>Pay now</button>' "$log")" = 2
check "a second extract changes nothing" sh -c "cd build/demo && '$glot' extract --check >/dev/null"
check "a second build changes nothing" sh -c "cd build/demo && '$glot' build --check >/dev/null"
[ "$failed" = 0 ] || cat "$log"

# Every line of the example in the README; commands have comments behind them there.
readme_shows_the_demo() {
    local line
    while IFS= read -r line; do
        [[ $line == '$ '* ]] && line=${line%%  *}
        grep -qxF -e "$line" "$log" || { echo "the demo does not print: $line" && return 1; }
    done < <(sed -n '/^```$/,/^```$/p' README.md | grep -vxF -e '```' -e '…')
}
check "the README shows what the demo prints" readme_shows_the_demo

mailbox=build/gettext
rm -rf "$mailbox"
cp -R samples/gettext "$mailbox"
rm -rf "$mailbox/bundles"
printed() { (cd "$mailbox" && node src/app.js "$@"); }
check "the catalogs of the mailbox are up to date" sh -c "cd $mailbox && '$glot' extract --check >/dev/null"
check "the mailbox is built" sh -c "cd $mailbox && '$glot' build >/dev/null"
check "the mailbox counts letters as its README says" test \
    "$(printed pl)" = "$(sed -n '/prints$/,/^|/s/^    //p' "$mailbox/README.md")"
check "the mailbox needs no bundle" grep -qx '3 new letters' <(printed)

ticket=build/lit-transform
tests/install ../samples/lit-transform || exit 3
rm -rf "$ticket"
mkdir -p "$ticket"
cp -R samples/lit-transform/{src,xliff,*.json,render.js} "$ticket/"
ln -s "$PWD/samples/lit-transform/node_modules" "$ticket/node_modules"
in_ticket() { (cd "$ticket" && "$@"); }
ticket_shown=$(sed -n '/^Either prints$/,/^|/s/^    //p' samples/lit-transform/README.md)
check "the catalogs of the ticket are up to date" in_ticket "$glot" extract --quiet --check
check "the ticket is copied for each locale" in_ticket "$glot" build --quiet
check "a missing translation leaves the source text in the copy" grep -q "'Buy a reduced ticket'" "$ticket/localized/fr/ticket-card.ts"
check "esbuild bundles the copies" in_ticket npm run --silent bundle 2>"$log"
check "tsc compiles the copies" in_ticket npm run --silent compile
check "the ticket in the bundle shows what its README says" test "$(in_ticket node render.js dist/bundle/fr.js)" = "$ticket_shown"
check "the ticket that tsc compiled shows the same" test "$(in_ticket node render.js dist/modules/fr/ticket-card.js)" = "$ticket_shown"

# The samples of bundles: a copy is built, and its script prints what the README says. The runtimes are those of the tests.
bundled() { # SAMPLE COMMAND…
    local sample=$1 home=build/$1
    shift
    rm -rf "$home"
    cp -R "samples/$sample" "$home"
    rm -rf "$home/bundles" "$home/node_modules"
    ln -s "$PWD/tests/runtimes/node_modules" "$home/node_modules"
    check "$sample is built" sh -c "cd $home && '$glot' build >/dev/null"
    check "$sample prints what its README says" test \
        "$(cd "$home" && "$@")" = "$(awk '/prints$/ {on = 1; next} on && /^    / {print substr($0, 5); seen = 1; next} seen && NF {exit}' "$home/README.md")"
}
tests/install runtimes || exit 1
for sample in react-intl lingui vue-i18n transifex-native; do
    bundled "$sample" node show.mjs pl
done
bundled i18next node show.mjs pl
bundled angular node show.mjs pl
bundled jed node show.mjs pl
bundled gettext-mo sh -c 'mkdir -p locale/pl/LC_MESSAGES && cp bundles/pl.mo locale/pl/LC_MESSAGES/mailbox.mo && ${CC:-cc} -o show show.c && LC_ALL=C.UTF-8 LANGUAGE=pl ./show'

# Sources that are read in parts: however that is done, nothing is left to extract.
parts=build/shards
in_parts() { (cd "$parts" && "$@" >/dev/null); }
try_parts() { # TITLE COMMAND…
    rm -rf "$parts"
    cp -R samples/shards "$parts"
    check "$1 reads the shop in parts" in_parts "${@:2}"
    check "$1 leaves nothing to extract" in_parts "$glot" extract --check
    check "$1 finds the marker that another part hands on" grep -q 'Welcome to the corner shop' "$parts/xliff/de.xlf"
}
if command -v parallel >/dev/null; then try_parts "GNU parallel" ./with-parallel "$glot"; else
    echo "SKIPPED: GNU parallel is not installed" && try_parts "a loop" ./with-parallel "$glot"
fi
try_parts "make" make -j3 GLOT="$glot"
if command -v ninja >/dev/null; then try_parts "ninja" env GLOT="$glot" ninja; else echo "SKIPPED: ninja is not installed"; fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
