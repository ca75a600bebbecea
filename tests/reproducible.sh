#!/usr/bin/env bash
# Builds glot twice, from the sources as they are here, and compares the bytes: in folders of different names, by
# processes that agree on neither time zone, locale, mask nor order. Takes as long as two builds; not part of `make test`.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() { # folder, mask, locale, zone, processes
    mkdir -p "$work/$1/build/deps"
    git ls-files -z --cached --others --exclude-standard -- Makefile .ci base catalog cli extractor sync |
        tar --null --files-from=- --create --file=- | tar -C "$work/$1" --extract --file=-
    cp -r build/deps/node_modules build/deps/package.json build/deps/package-lock.json "$work/$1/build/deps/"
    (cd "$work/$1" && umask "$2" && env -u MAKEFLAGS -u MAKELEVEL LC_ALL="$3" TZ="$4" make -s -j"$5" all)
}
build one 022 C.UTF-8 UTC 2
build a-folder-of-another-name/and/depth 077 C Pacific/Apia 1
cmp "$work/one/build/release/glot" "$work/a-folder-of-another-name/and/depth/build/release/glot"
echo "The same $(stat -c %s "$work/one/build/release/glot") bytes: $(sha256sum <"$work/one/build/release/glot" | cut -d' ' -f1)"
