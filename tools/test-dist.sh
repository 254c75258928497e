#!/bin/sh
# Installs what `make dist` made as its users do, and runs it: with every client on PATH (devpod, devsy), the program for
# Windows under Wine, and the one for arm64 under qemu, where these are. Says what was skipped.
#   tools/test-dist.sh [FOLDER]      build/dist by default; CLIENTS names other clients, by their paths
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=tools/emulator.sh
. tools/emulator.sh

dist=$(cd "${1:-build/dist}" && pwd)
work=$(mktemp -d)
web=
finish() {
  if [ -n "$web" ]; then kill "$web" 2>/dev/null || true; fi
  stop_emulator
  # What makes an AOT cache may still write.
  rm -rf "$work" 2>/dev/null || { sleep 5 && rm -rf "$work"; }
}
trap finish EXIT
trap 'exit 130' INT TERM

fail() {
  echo "FAILED: $*" >&2
  if [ -s "$work/out" ]; then sed 's/^/  | /' "$work/out" >&2; fi
  exit 1
}

# Runs something that must end so: 0 or not.
works() { "$@" >"$work/out" 2>&1 </dev/null || fail "$*"; }
fails() { if "$@" >"$work/out" 2>&1 </dev/null; then fail "this should fail: $*"; fi; }
says() { grep -q -- "$1" "$work/out" || fail "the last call does not say: $1"; }
passed() { echo "passed: $*"; }

(cd "$dist" && sha256sum -c --quiet SHA256SUMS) || fail 'SHA256SUMS'
passed 'all files are as SHA256SUMS says'

JAVA_HOME=$(tools/jdk.sh)
start_emulator build "$work" process
token=$DOKPLOY_API_TOKEN
unset DOKPLOY_API_TOKEN

# A web server that answers as a release does; each start has another port, so nothing is in a client's cache.
serve() {
  : >"$work/web"
  "$JAVA_HOME/bin/jwebserver" -p 0 -b 127.0.0.1 -d "$1" >"$work/web" 2>&1 &
  web=$!
  until grep -q 'http://' "$work/web"; do
    kill -0 "$web" || fail 'the web server'
    sleep 0.1
  done
  address=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\).*|\1|p' "$work/web" | head -n 1)
}

program=$dist/dokploy-provider-linux-$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')

# The release, or one after it, in a folder that is served.
release() {
  mkdir -p "$work/release"
  cp "$dist"/dokploy-provider-* "$work/release/"
  if [ "$1" = next ]; then
    # Another file with the same contents, as a fix of its first lines makes it.
    sed '2s/$/ Next./' "$program" >"$work/next"
    start=$(sed -n 's/^carried_start=0*//p' "$work/next" | head -n 1)
    sed "s/^carried_start=.*/carried_start=$(printf '%07d' $((start + 6)))/" "$work/next" >"$work/release/${program##*/}"
  fi
  (cd "$work/release" && sha256sum dokploy-provider-*) >"$work/sums"
  works "$program" provider-yaml dokploy "$address" "$work/sums"
  cp "$work/out" "$work/release/provider.yaml"
}

install_with() {
  client=$1
  home="$work/ho me ${client##*/}"
  mkdir -p "$home"
  mkdir -p "$work/release"
  serve "$work/release"
  release this
  run() {
    HOME="$home" XDG_CACHE_HOME="$home/.cache" XDG_CONFIG_HOME="$home/.config" DEVPOD_HOME="$home/state" \
      DEVSY_HOME="$home/state" "$client" "$@"
  }
  add() { run provider add "$address/provider.yaml" -o "DOKPLOY_SERVER_URL=$DOKPLOY_SERVER_URL" -o "DOKPLOY_API_TOKEN=$1"; }
  fails add wrong
  says 'token'
  works add "$token"
  passed "${client##*/}: add after a failed add, with the file from its cache"
  works run provider delete dokploy
  works add "$token"
  passed "${client##*/}: delete, and add again, in a path with a blank"
  works run context create second
  works run context use second
  works add "$token"
  works run context use default
  passed "${client##*/}: a second context"
  release next
  works run provider update dokploy "$address/provider.yaml"
  find "$home/state" "$home" -name 'dokploy-provider-linux-*' -exec cmp -s {} "$work/release/${program##*/}" \; -print 2>/dev/null |
    grep -q . || fail "${client##*/}: the new file was not fetched"
  passed "${client##*/}: update to another file"
  kill "$web"
  wait "$web" 2>/dev/null || true
  web=
  works run provider use dokploy
  passed "${client##*/}: no network is needed after the first run"
}

found=
for client in ${CLIENTS:-devpod devsy}; do
  if command -v "$client" >/dev/null 2>&1; then
    found=yes
    install_with "$client"
  fi
done
if [ -z "$found" ]; then echo 'skipped: neither devpod nor devsy is on PATH'; fi

# The shipped file with the AOT cache required: without it Java would end.
DOKPLOY_CACHE_DIR=$work/cache
export DOKPLOY_CACHE_DIR
DOKPLOY_API_TOKEN=$token
export DOKPLOY_API_TOKEN
works "$program" init
tries=0
until ls "$DOKPLOY_CACHE_DIR"/runtime-*/runtime.aot >/dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" -gt 600 ]; then fail 'the AOT cache was not made'; fi
  sleep 0.1
done
works "$program" version
says 'AOT cache: in use'
passed 'the AOT cache is made in the background, and used'

wine=$(command -v wine64 || ls /usr/lib/wine/wine64 2>/dev/null || true)
if [ -n "$wine" ] && [ -f "$dist/dokploy-provider-windows-amd64.exe" ]; then
  mkdir "$work/pro gräm"
  cp "$dist/dokploy-provider-windows-amd64.exe" "$work/pro gräm/"
  windows() {
    WINEDEBUG=-all WINEPREFIX="$work/wine" DOKPLOY_CACHE_DIR="Z:$work/cäche dir" "$wine" \
      "$work/pro gräm/dokploy-provider-windows-amd64.exe" "$@"
  }
  works windows version
  says 'AOT cache: '
  status=0
  windows 'no such "verb" *' >"$work/out" 2>&1 </dev/null || status=$?
  [ "$status" -eq 2 ] || fail "windows: exit code $status"
  says 'no such "verb" \*'
  passed 'windows: unpacked in a path with a blank and an umlaut; arguments and exit code are exact'
  # Under Wine there is no ssh.exe, and that is what it says.
  status=0
  windows init >"$work/out" 2>&1 </dev/null || status=$?
  [ "$status" -eq 3 ] || fail "windows: init ends with $status"
  says 'OpenSSH'
  passed 'windows: init, up to the missing ssh.exe'
  for file in "$work/cäche dir"/runtime-*/runtime/lib/modules; do echo damaged >"$file"; done
  works windows version
  passed 'windows: repaired'
  WINEPREFIX="$work/wine" WINEDEBUG=-all "$wine" wineboot -k >/dev/null 2>&1 || true
else
  echo 'skipped: no Wine (Debian: wine64) for the program for Windows'
fi

qemu=$(command -v qemu-aarch64 || true)
if [ -n "$qemu" ] && [ -d /usr/aarch64-linux-gnu/lib ] && [ -f "$dist/dokploy-provider-linux-arm64" ]; then
  mkdir "$work/arm64"
  start=$(sed -n 's/^carried_start=//p' "$dist/dokploy-provider-linux-arm64" | head -n 1)
  tail -c "+$start" "$dist/dokploy-provider-linux-arm64" | tar -xz -C "$work/arm64"
  arm64() {
    "$qemu" -L /usr/aarch64-linux-gnu "$work/arm64/runtime/bin/java" -XX:+UseSerialGC -Xmx64m -Xlog:disable \
      -m dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main "$@"
  }
  works arm64 version
  works arm64 init
  says 'accepts the token'
  passed 'linux-arm64: version and init'
else
  echo 'skipped: no qemu for linux-arm64 (Debian: qemu-user, libc6-arm64-cross)'
fi
