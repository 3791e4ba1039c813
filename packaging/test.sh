#!/bin/sh
# SPDX-FileCopyrightText: 2026 Through6
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds everything with warnings as errors and runs all tests; then builds once more with
# address and undefined-behaviour sanitizers and runs the unit tests. --quick leaves the second half out.
set -eu

quick=no
for argument in "$@"; do
    case $argument in
    --quick) quick=yes ;;
    *)
        echo "test.sh: unknown argument '$argument'. Usage: packaging/test.sh [--quick]" >&2
        exit 2
        ;;
    esac
done

root=$(cd "$(dirname "$0")/.." && pwd)
jobs=$(nproc)
start=$(date +%s)
export CCACHE_SLOPPINESS=pch_defines,time_macros # without it ccache keeps nothing that uses precompiled headers
steps=5
[ $quick = yes ] && steps=3

step() {
    echo "== $1 of $steps, $(($(date +%s) - start)) s: $2"
}

step 1 "packages"
"$root/packaging/install-dependencies.sh"
cd "$root"

step 2 "building everything into build/release, warnings are errors"
cmake --preset ci
cmake --build build/release --parallel "$jobs"

step 3 "running all tests"
ctest --test-dir build/release --output-on-failure -j2

if [ $quick = no ]; then
    step 4 "building the unit tests into build/asan with address and undefined-behaviour sanitizers"
    cmake --preset asan
    cmake --build build/asan --parallel "$jobs" --target unit-tests

    step 5 "running the unit tests under the sanitizers"
    ctest --test-dir build/asan --output-on-failure -j2 -L unit
fi

echo "== All tests passed after $(($(date +%s) - start)) s."
