#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test: test.sh [--asan] [--locale NAME] [ctest options]
# Without ctest options whole test programs run, since LibTorch takes half a second to start; with options single tests.
# --locale runs the fast tests (those without the label "slow") as a user with that language does: de_DE, vi_VN, tr_TR.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
preset=dev
if [[ "${1:-}" == --asan ]]; then
  preset=asan
  shift
  # LibTorch, OpenCV and oneTBB keep what they allocate until the process ends; that is not a leak of ours.
  export ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1
fi
locale=()
if [[ "${1:-}" == --locale ]]; then
  locale=("LC_ALL=$2.UTF-8" "LOCPATH=$here/../.build/$preset/locales")
  shift 2
fi
[[ $# -gt 0 ]] || set -- --build-config Whole --label-regex '^program$'
if [[ ${#locale[@]} -gt 0 ]]; then
  set -- --label-exclude '^slow$' "$@"
fi
"$here/install_deps.sh" build test
"$here/build.sh" "$preset" -DBUILD_TESTING=ON
cd "$here/.."
env "${locale[@]}" ctest --preset "$preset" --parallel "$(nproc)" "$@"
