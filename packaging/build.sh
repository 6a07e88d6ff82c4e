#!/usr/bin/env bash
# Configures and builds one preset: build.sh PRESET [cmake options]. MIEN_WERROR=ON makes warnings errors, as in CI.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
preset=$1
shift
# A file that includes LibTorch takes up to 2 GB to compile.
cores=$(nproc)
fit=$(awk '/MemAvailable/ {print int($2 / 2000000)}' /proc/meminfo)
jobs=$((fit < 1 ? 1 : fit < cores ? fit : cores))
cmake --preset "$preset" -DMIEN_WERROR="${MIEN_WERROR:-OFF}" "$@"
cmake --build --preset "$preset" --parallel "$jobs"
