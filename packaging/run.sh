#!/usr/bin/env bash
# Installs what is missing, builds Mien and starts it: the window where there is a display, the demo elsewhere.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/install_deps.sh" build
"$here/build.sh" release -DBUILD_TESTING=OFF
cd "$here/.."
if [[ -x .build/release/app/mien && -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
  exec .build/release/app/mien "$@"
fi
exec .build/release/app/mien-cli demo "$@"
