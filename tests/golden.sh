#!/usr/bin/env bash
# The golden tests; golden.mjs says what they are.
exec node "$(dirname "$0")/golden.mjs" "$@"
