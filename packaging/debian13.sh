#!/usr/bin/env bash
# Builds Mien and runs its tests on Debian 13, in a root of its own made by debootstrap: debian13.sh [ctest options]
# Needs root. The root (MIEN_TRIXIE, .build/trixie by default) is kept, so that a second run installs and compiles little.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=$(cd "$here/.." && pwd)
root=${MIEN_TRIXIE:-$source/.build/trixie}
if [[ $(id -u) -ne 0 ]]; then
  echo "Only root can make and enter a root of its own (chroot): run this as root." >&2
  exit 1
fi
command -v debootstrap >/dev/null || "$here/install_deps.sh" check

# What is mounted must be gone again before anybody removes the root.
mounted=()
leave() {
  for ((i = ${#mounted[@]} - 1; i >= 0; i--)); do
    umount "${mounted[i]}" || umount --lazy "${mounted[i]}"
  done
}
trap leave EXIT
enter() { # enter TYPE-OR-OPTIONS... FOLDER
  mkdir -p "${*: -1}"
  mount "$@"
  mounted+=("${*: -1}")
}

if [[ ! -x $root/usr/bin/apt-get ]]; then
  mkdir -p "$root"
  debootstrap --variant=minbase trixie "$root"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf"
enter -t proc proc "$root/proc"
enter -t sysfs sysfs "$root/sys"
enter --bind /dev "$root/dev"
enter -t devpts devpts "$root/dev/pts"
enter -t tmpfs tmpfs "$root/dev/shm"

# The committed state, as a clone would have it; what was built there before stays.
mkdir -p "$root/mien"
find "$root/mien" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -rf {} +
git -C "$source" archive HEAD | tar -x -C "$root/mien"
chroot "$root" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin MIEN_WERROR=ON \
  DEBIAN_FRONTEND=noninteractive /mien/packaging/test.sh "$@"
