#!/usr/bin/env bash
# How much of the code the tests execute: coverage.sh [--headless] [ctest options]
# Prints lines and branches by module and the errors that no test has seen thrown. --headless leaves out the window.
# An hour on two cores.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/.."
options=()
if [[ "${1:-}" == --headless ]]; then
  options=(-DMIEN_GUI=OFF)
  shift
fi
[[ $# -gt 0 ]] || set -- --build-config Whole --label-regex '^program$' # as in test.sh
"$here/install_deps.sh" build test check
"$here/build.sh" coverage -DBUILD_TESTING=ON "${options[@]}"
build=.build/coverage
find "$build" -name '*.gcda' -delete
# What a failing test has executed counts as well; the failure is ctest's to show.
ctest --preset coverage --parallel "$(nproc)" "$@" || echo "some tests failed"
gcovr --root . --object-directory "$build" --filter 'core/' --filter 'ui/' --filter 'app/' \
  --exclude-throw-branches --exclude-unreachable-branches --json "$build/coverage.json" "$build"
"$here/coverage_table.py" "$build/coverage.json"
