#!/usr/bin/env bash
# What the compilers do not see: the direction of includes, names that say nothing, state that is not passed,
# the layout, and what clang-tidy and cppcheck find. Prints one line a finding, last `N passed, N failed` (checks).
set -u
cd "$(dirname "$0")/.." || exit 3
sources=$(git ls-files --cached --others --exclude-standard 'base/*.[ch]' 'catalog/*.[ch]' 'extractor/*.[ch]' 'sync/*.[ch]' 'cli/*.[ch]')
tests=$(git ls-files --cached --others --exclude-standard 'tests/*.c')
passed=0 failed=0

verdict() { # title, findings
    if [ -z "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s:\n%s\n' "$1" "$2"
    fi
}

# cli → extractor, sync → catalog → base
forbidden() { # folder, folders it must not include
    grep -nE "^#include \"($2)/" $(echo "$sources" | grep "^$1/") /dev/null
}
verdict "include against the arrows" "$(
    forbidden base 'catalog|extractor|sync|cli'
    forbidden catalog 'extractor|sync|cli'
    forbidden extractor 'sync|cli'
    forbidden sync 'extractor|cli'
)"

verdict "a foreign library outside its door" "$(
    grep -nE '^#include <libxml/' $(echo "$sources" | grep -v '^catalog/xml_judge\.c$')
    grep -nE '^#include <yaml\.h>' $(echo "$sources" | grep -v '^sync/yaml\.c$')
    grep -nE '^#include <unicode/' $(echo "$sources" | grep -vE '^(base/(collate|unicode|words)|catalog/locale)\.c$')
    grep -nE '^#include <sqlite3' $(echo "$sources" | grep -v '^sync/hub/database\.c$')
    grep -nE '^#include <microhttpd' $(echo "$sources" | grep -v '^sync/hub/server\.c$')
    grep -nE '^#include <nettle/' $(echo "$sources" | grep -v '^base/digest\.c$')
    grep -nE '^#include <(zlib\.h|brotli/)' $(echo "$sources" | grep -v '^base/compress\.c$')
    grep -nE '^#include <sys/inotify\.h' $(echo "$sources" | grep -v '^base/watch\.c$')
    grep -nE '^#include (<curl/|"sync/http_curl\.h")' $(echo "$sources" | grep -v '^sync/http_curl')
)"

verdict "a name that says nothing" "$(
    grep -nwE '[a-z_]*(util|utils|helper|helpers|manager|info)' $sources | grep -vE 'siginfo|curl_easy_getinfo|//' | head -n 20
)"

verdict "a banned function" "$(
    grep -nwE '(strcpy|strcat|sprintf|gets|strtok|atoi|atol|setlocale|system|popen)\(' $sources | head -n 20
)"

verdict "only cli/ prints, only cli/main.c ends the process" "$(
    grep -nE '\b(printf|puts|putchar)\(|fprintf\((stdout|stderr)|\bexit\(' $(echo "$sources" | grep -vE '^(cli/|base/(arena|collate|path)\.c)') | head -n 20
    grep -nE '\bexit\(' $(echo "$sources" | grep -E '^cli/' | grep -v '^cli/main\.c$')
)"

verdict "a station of docs/architecture.md that is not there" "$(
    grep -oE '`[a-z_0-9/]+\.c: [a-z_0-9]+`' docs/architecture.md | tr -d '`' | while IFS=': ' read -r file function; do
        grep -qsE "^[a-z].*\b$function\(" "$file" || echo "$file: $function"
    done
)"

# Constant tables that hold pointers are relocated and then read-only (.data.rel.ro): they are no state. What arenas share
# is to them what malloc's state is (docs/architecture.md).
verdict "mutable state at file scope" "$(
    find build/release/{base,catalog,extractor,sync,cli} -name '*.o' 2>/dev/null | while read -r object; do
        [[ $object == */base/slices.o ]] || objdump -t "$object" | awk -v o="$object" 'NF > 3 && $(NF-2) ~ /^\.(data|bss)$/ && $NF !~ /^\./ { print o ": " $NF }'
    done | head -n 20
)"

verdict "unfinished work" "$(grep -nwE 'TODO|FIXME|XXX|#if 0|not implemented' $sources $tests | head -n 20)"

verdict "a file that names a registry or a folder of one machine" "$(
    git grep -nIE 'registry\.npm|deb\.debian\.org|"resolved"|/work/|/home/[a-z]+/' -- ':!tests/lint.sh' | head -n 10
)"

# `cli/main.c: run` in the documents: the file is there and has the name.
verdict "a place that documents name and that is not there" "$(
    git ls-files '*.md' | xargs grep -ohE '`[a-z0-9_/]+\.[ch]: [a-z0-9_]+' | tr -d '`' | sort -u | while IFS=': ' read -r file name; do
        grep -qsw "$name" "$file" || echo "$file: $name"
    done
)"

verdict "clang-format" "$(clang-format --dry-run -Werror $sources $tests 2>&1 | grep -E 'error|warning' | cut -d: -f1,2 | head -n 20)"

flags="-std=c11 -I. -isystem build/deps/node_modules/tree-sitter/vendor/tree-sitter/lib/include -D_GNU_SOURCE $(pkg-config --cflags libxml-2.0 icu-i18n | sed 's/-I/-isystem /g')"
# In CI the analyzer gives up on a function after a fiftieth of the usual steps, which takes a tenth of the time.
[ -n "${CI:-}" ] && flags="$flags -Xclang -analyzer-config -Xclang max-nodes=5000"
verdict "clang-tidy" "$(echo "$sources" | grep '\.c$' | xargs -P "$(nproc)" -n 8 sh -c 'clang-tidy --quiet "$@" -- '"$flags"' "-DGLOT_VERSION=\"0\"" 2>/dev/null' sh | grep -E 'warning:|error:' | sort -u | head -n 40)"

mkdir -p build/cppcheck
verdict "cppcheck" "$(cppcheck -j "$(nproc)" --quiet --std=c11 --language=c --enable=warning,performance,portability -I. -D_GNU_SOURCE \
    --suppressions-list=tests/cppcheck.txt --cppcheck-build-dir=build/cppcheck --template='{file}:{line}: {message} [{id}]' \
    $(echo "$sources" | grep '\.c$') 2>&1 | sort -u | head -n 40)"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
