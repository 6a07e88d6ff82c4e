#!/usr/bin/env bash
# What is too slow for .ci/run but must hold before a version is called done; as root, hours on two cores.
#   check-all.sh [PART ...]    parts: sanitizers mutants spreadsheets debian13; all of them without a name
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/install_deps.sh" build test ci check
parts=("$@")
[[ ${#parts[@]} -gt 0 ]] || parts=(sanitizers mutants spreadsheets debian13)
export MIEN_WERROR=ON

for part in "${parts[@]}"; do
  echo "== $part"
  case $part in
    sanitizers) "$here/test.sh" --asan ;;
    mutants) "$here/../tests/mutation/run" --jobs "$(nproc)" ;;
    spreadsheets) "$here/test.sh" -R Spreadsheet ;;
    debian13) "$here/debian13.sh" ;;
    *)
      echo "check-all.sh knows no part '$part'" >&2
      exit 2
      ;;
  esac
done
