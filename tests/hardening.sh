#!/usr/bin/env bash
# What the compiler and the linker were asked for must be in the program ($GLOT): one line a finding, last
# `N passed, N failed`. docs/threat-model.md says what each of them is good for.
set -u
glot=${GLOT:?}
[ "${FLAVOUR:-release}" = release ] || { echo "SKIPPED hardening: $FLAVOUR is not what is released" && echo "0 passed, 0 failed" && exit; }
passed=0 failed=0
sections=$(readelf --wide --file-header --program-headers --dynamic "$glot")
symbols=$(readelf --wide --dyn-syms "$glot")

demand() { # what is promised, the text it is looked for in, a pattern, and whether it must be there (0) or must not (1)
    grep -qE "$3" <<<"$2"
    if [ $? = "$4" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1)) && echo "$glot: $1: \"$3\" $([ "$4" = 0 ] && echo is absent || echo is there)"
    fi
}
demand "can be loaded at any address" "$sections" 'Type: +DYN' 0
demand "its tables are written before it starts, and never after" "$sections" 'GNU_RELRO' 0
demand "all symbols are bound before it starts" "$sections" 'FLAGS.*(BIND_NOW|NOW)' 0
demand "nothing on the stack is run" "$sections" 'GNU_STACK.*RW ' 0
demand "no memory is both written and run" "$sections" 'LOAD.*RWE' 1
demand "no code is written over while it is loaded" "$sections" 'TEXTREL' 1
demand "no folder is searched for libraries but the system's" "$sections" '\((RPATH|RUNPATH)\)' 1
demand "a stack that was overrun ends the program" "$symbols" '__stack_chk_fail' 0
demand "copies into buffers of known size are checked" "$symbols" '__(mem|str|sn?printf|vsn?printf)[a-z]*_chk' 0

# A function of ours that is called like one of a library takes its place wherever that library is linked.
ours=$(nm --defined-only "$(dirname "$glot")/libglot.a" 2>/dev/null | awk '$2 == "T" { print $3 }' | sort -u)
libraries=$(pkg-config --variable=libdir jansson libxml-2.0 yaml-0.1 zlib libbrotlienc libcurl sqlite3 libmicrohttpd nettle | tr ' ' '\n' | sort -u)
theirs=$(for name in jansson xml2 yaml z brotlienc brotlicommon curl sqlite3 microhttpd nettle; do
    for folder in $libraries; do nm --dynamic --defined-only "$folder/lib$name.so" 2>/dev/null; done
done | awk '$2 == "T" { sub(/@.*/, "", $3); print $3 }' | sort -u)
demand "our functions are known" "$ours" '^json_text$' 0
demand "those of the libraries are known" "$theirs" '^json_string$' 0
demand "no function of ours is called like one of a library" "$(comm -12 <(echo "$ours") <(echo "$theirs"))" '.' 1
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
