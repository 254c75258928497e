#!/bin/sh
# The file for linux-arm64 under qemu. The kernel can't start its Java by itself: DOKPLOY_JAVA names a script that does, with
# the runtime that the file has unpacked. Nor can it start Java's helper for processes, so Java does without.
set -eu
# shellcheck source=tools/dist/lib.sh
. tools/dist/lib.sh

qemu=$(command -v qemu-aarch64 || true)
file=$DIST/dokploy-provider-linux-arm64
if [ -z "$qemu" ] || [ ! -d /usr/aarch64-linux-gnu/lib ] || [ ! -f "$file" ]; then
  skipped 'no qemu for linux-arm64 (Debian: qemu-user, libc6-arm64-cross), or no file for it'
  exit
fi
emulator

DOKPLOY_CACHE_DIR=$work/cache
DOKPLOY_JAVA=$work/java
export DOKPLOY_CACHE_DIR DOKPLOY_JAVA
cat >"$DOKPLOY_JAVA" <<JAVA
#!/bin/sh
exec "$qemu" -L /usr/aarch64-linux-gnu "$DOKPLOY_CACHE_DIR"/runtime-*/runtime/bin/java \\
  -Djdk.lang.Process.launchMechanism=FORK "\$@"
JAVA
chmod 755 "$DOKPLOY_JAVA"
works "$file" version
[ "$(head -n 1 "$work/out")" = "$(tools/version.sh)" ] || fail 'version'
works "$file" init
says 'accepts the token'
ends 2 "$file" 'no such "verb" *'
says 'no such "verb" \*'
passed 'linux-arm64: unpacked; version, init, arguments and exit codes'
MACHINE_FOLDER=$work/machine
export MACHINE_FOLDER
mkdir "$MACHINE_FOLDER"
life arm64 "$file"
passed "linux-arm64: a machine's whole life"
