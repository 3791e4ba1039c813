#!/bin/sh
# SPDX-FileCopyrightText: 2026 Through6
# SPDX-License-Identifier: Apache-2.0
# Installs what building and testing needs and is missing, from the one list in packaging/debian/control.
# Works as root or with sudo; does nothing when everything is there.
set -eu

packaging=$(cd "$(dirname "$0")" && pwd)

if ! command -v apt-get >/dev/null 2>&1; then
    echo "This system has no apt-get. Install what is listed under Build-Depends in $packaging/debian/control, then build with: cmake --preset release && cmake --build --preset release" >&2
    exit 1
fi

if command -v dpkg-checkbuilddeps >/dev/null 2>&1; then
    if missing=$(dpkg-checkbuilddeps "$packaging/debian/control" 2>&1); then
        echo "All packages that T6 Console needs are installed."
        exit 0
    fi
    echo "Installing packages from Debian: ${missing##*: }"
else
    echo "Installing the packages that T6 Console needs from Debian."
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root="env"
elif command -v sudo >/dev/null 2>&1; then
    echo "This needs the administrator's rights: sudo may ask for your password."
    as_root="sudo env"
else
    echo "Packages are missing and can be installed by an administrator only. Run this once as root: $packaging/install-dependencies.sh" >&2
    exit 1
fi

$as_root DEBIAN_FRONTEND=noninteractive apt-get update -q
cd "$packaging/.."
$as_root DEBIAN_FRONTEND=noninteractive apt-get build-dep -q -y --no-install-recommends ./packaging
