#!/usr/bin/env bash
# Trains ferplus_b3.pth anew: retrain.sh DATA [OUT], with DATA a folder of FER+ (see the README). Takes about two hours on
# two cores; cut off, it goes on where it was when started again. The result lies in OUT (default: ferplus_b3.pth here).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=$(realpath "$1")
out=$(realpath "${2:-ferplus_b3.pth}")
cd "$here/../.."
cli=.build/release/app/mien-cli
for stage in 1 2 3 4; do
  run=saved/ferplus-b3-$stage
  if [[ ! -e $run/final_model.pth ]]; then
    if [[ -e $run ]]; then
      "$cli" train --resume "$run"
    else
      "$cli" train --config "$here/ferplus_b3-$stage.json" --name "ferplus-b3-$stage" --data "$data"
    fi
  fi
done
"$cli" calibrate --model "$run" --data "$data" --half --out "$out"
