#!/usr/bin/env bash
# From an edit to its tests: dev.sh PATH [GTEST_FILTER]
# PATH is a folder or a file of core/, ui/ or tests/. Builds the test programs that mirror it, and no others, and runs them:
#   packaging/dev.sh core/eval/metrics/metrics.cpp 'Metrics*'      packaging/dev.sh ui/predict
# Programs that train take minutes: SLOW=1 runs them, too.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [[ $# -lt 1 || ! -e "$1" ]]; then
  sed -n '2,5s/^# //p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
folder=${1%/}
filter=${2:-*}
[[ $folder == tests/* ]] || folder=tests/$folder
kinds='mien_(ui_)?test'
[[ ${SLOW:-} == 1 ]] && kinds='mien_(ui_)?(slow_)?test'
programs=()
# The nearest folder above that has programs of its own.
while [[ $folder == tests/* && ${#programs[@]} -eq 0 ]]; do
  if [[ -d $folder ]]; then
    mapfile -t programs < <(find "$folder" -name CMakeLists.txt -exec grep -hoP "^$kinds\(\K\w+" {} +)
  fi
  folder=$(dirname "$folder")
done
if [[ ${#programs[@]} -eq 0 ]]; then
  echo "no test program mirrors '$1'" >&2
  exit 2
fi
[[ -f .build/dev/build.ninja ]] || cmake --preset dev -DBUILD_TESTING=ON
cmake --build --preset dev --target "${programs[@]}"
export QT_QPA_PLATFORM=offscreen
status=0
for program in "${programs[@]}"; do
  echo "== $program"
  "$(find .build/dev/tests -name "$program" -type f)" --gtest_brief=1 --gtest_filter="$filter" || status=1
done
exit "$status"
