#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test: test.sh [--asan] [ctest options]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
preset=dev
if [[ "${1:-}" == --asan ]]; then
  preset=asan
  shift
  # LibTorch, OpenCV and oneTBB keep what they allocate until the process ends; that is not a leak of ours.
  export ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1
fi
"$here/install_deps.sh" build test
"$here/build.sh" "$preset" -DBUILD_TESTING=ON
cd "$here/.."
ctest --preset "$preset" --parallel "$(nproc)" "$@"
