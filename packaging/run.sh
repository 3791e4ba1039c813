#!/bin/sh
# SPDX-FileCopyrightText: 2026 Through6
# SPDX-License-Identifier: Apache-2.0
# Installs what is missing, builds into build/release and starts T6 Console with the arguments given here.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
jobs=$(nproc)

echo "== 1 of 3: packages"
"$root/packaging/install-dependencies.sh"

echo "== 2 of 3: building into $root/build/release (the first time takes some minutes)"
(cd "$root" && cmake --preset release)
cmake --build "$root/build/release" --parallel "$jobs" --target t6-console t6-console-cli shipstation-sandbox

echo "== 3 of 3: starting $root/build/release/t6-console $*"
exec "$root/build/release/t6-console" "$@"
