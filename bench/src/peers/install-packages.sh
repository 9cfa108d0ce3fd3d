#!/bin/sh
# Installs Debian packages, as root, and sees to it that no service which they bring is started: not now, and not when
# the machine starts. What was there before stays as it was.
set -eu

services() {
  ls /etc/init.d /lib/systemd/system 2>/dev/null | sed -n 's/^\([a-z0-9_-]*\)\(\.service\|\.socket\|\)$/\1\2/p' | sort -u
}

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod 755 "$policy"
fi

before=$(services)
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"

services | while read -r service; do
  if ! echo "$before" | grep -qxF "$service"; then
    case $service in
    *.*) command -v systemctl >/dev/null && systemctl --quiet disable "$service" || true ;;
    *) update-rc.d "$service" disable || true ;;
    esac
  fi
done
