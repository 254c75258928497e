#!/bin/sh
# The shipped file in a root without the GNU C library's loader at its place, as on Alpine or NixOS: its own runtime can't
# start there. The programs of that root, and the Java that is the user's own, have their loader elsewhere.
set -eu
# shellcheck source=tools/dist/lib.sh
. tools/dist/lib.sh

loader=/lib64/ld-linux-x86-64.so.2
elsewhere=/our64/ld-linux-x86-64.so.2
if [ ! -e "$loader" ] || ! command -v busybox >/dev/null 2>&1; then
  skipped "a root without the GNU C library: needs busybox, and Linux on amd64"
  exit
fi
if ! unshare -rm true 2>/dev/null; then
  skipped 'a root without the GNU C library: no file systems can be mounted here'
  exit
fi
emulator

root=$work/root
mkdir -p "$root/bin" "$root/our64" "$root/jdk/bin" "$root/real" "$root/dev" "$root/proc" "$root/tmp" "$root/home" \
  "$root/lib"
cp -L "$loader" "$root$elsewhere"
moved() { sed "s|$loader|$elsewhere|" "$1" >"$2" && chmod 755 "$2"; }
moved "$(command -v busybox)" "$root/bin/busybox"
# Debian's busybox has none.
moved "$(command -v cksum)" "$root/bin/cksum"
moved "$JAVA_HOME/bin/java" "$root/jdk/bin/java"
for name in sh ls cat tail gzip tar find sort mkdir mv rm chmod sleep uname date touch renice env; do
  ln -s busybox "$root/bin/$name"
done
printf '#!/bin/sh\n' >"$root/bin/ssh"
cp "$root/bin/ssh" "$root/bin/ssh-keygen"
chmod 755 "$root/bin/ssh" "$root/bin/ssh-keygen"
ln -s /real/lib /real/conf "$root/jdk/"
for object in "$(command -v busybox)" "$(command -v cksum)" "$JAVA_HOME/bin/java" "$JAVA_HOME"/lib/*.so "$JAVA_HOME/lib/server/libjvm.so"; do
  ldd "$object" 2>/dev/null | sed -n 's|.*=> \(/[^ ]*\) .*|\1|p'
done | sort -u | while read -r library; do
  case $library in
    "$JAVA_HOME"*) ;;
    *) mkdir -p "$root${library%/*}" && cp -L "$library" "$root$library" ;;
  esac
done
cp "$program" "$root/dokploy-provider"

inside() {
  # shellcheck disable=SC2016
  unshare -rm sh -c '
    mount --bind "$2" "$1/real" && mount --rbind /dev "$1/dev" && mount --rbind /proc "$1/proc" &&
      root=$1 && shift 2 && exec chroot "$root" /bin/env -i HOME=/home "$@"' - "$root" "$JAVA_HOME" \
    DOKPLOY_SERVER_URL="$DOKPLOY_SERVER_URL" DOKPLOY_API_TOKEN="$DOKPLOY_API_TOKEN" "$@"
}

ends 3 inside PATH=/bin /dokploy-provider version
says "Its Java runtime can't start on this system"
says 'DOKPLOY_JAVA=/path/to/bin/java'
ends 255 inside PATH=/bin /dokploy-provider command
passed 'where its runtime can not start and there is no Java, it says so; a command ends with 255'

version=$(tools/version.sh)
for way in DOKPLOY_JAVA=/jdk/bin/java PATH=/bin:/jdk/bin; do
  works inside PATH=/bin "$way" /dokploy-provider version
  [ "$(head -n 1 "$work/out")" = "$version" ] || fail "version with $way"
  works inside PATH=/bin "$way" /dokploy-provider init
  says 'accepts the token'
done
says 'using /jdk/bin/java'
passed 'a Java 25 that DOKPLOY_JAVA names, or that is on PATH, takes its place'

