#!/bin/sh
# Makes the AOT cache of a runtime by running what DevPod calls most against the emulator.
#   dist/train.sh BUILD-FOLDER
set -eu

# shellcheck source=tools/emulator.sh
. "$(dirname "$0")/../tools/emulator.sh"

build=$1
work=$(mktemp -d)
finish() {
  stop_emulator
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

start_emulator "$build" "$work" process --traefik-port 0 || {
  cat "$work/emulator.log" >&2
  exit 1
}
MACHINE_ID=training
MACHINE_FOLDER=$work/machine
XDG_DATA_HOME=$work/data
XDG_CACHE_HOME=$work/cache
COMMAND=true
export MACHINE_ID MACHINE_FOLDER XDG_DATA_HOME XDG_CACHE_HOME COMMAND
unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS

# One process does all, as only one can be learned from: a machine that is made, and one that is stopped, which is what
# `status` in Java is for (a running one is the launcher's). Most servers are behind TLS, which is half of what Java
# loads: with the system's certificates, which come after Java's own, and with a file of the user's. No verb of picocli's
# is among them: JDK 25.0.3 then writes an empty cache and ends with 0.
https=https://127.0.0.1:$(cat "$work/dokploy/traefik-port")
certificate=$work/dokploy/traefik.pem
# More calls than dist/unix/carried.sh and dist/windows/launcher.c make for this: the server here is no user's, so it may be
# written to. The last machines are made by classes that are loaded: on a busy computer the first deployments are over before
# they are looked at, and what follows a running one is not used.
"$build/runtime/bin/java" -XX:AOTCacheOutput="$work/runtime.aot" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m \
  -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr \
  -m dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main train init create command connect stop status start delete \
  DOKPLOY_SERVER_URL="$https" SSL_CERT_FILE="$certificate" init create stop status start describe \
  SSL_CERT_FILE= DOKPLOY_CA_CERT_FILE="$certificate" delete create delete create delete \
  >/dev/null 2>"$work/training" || {
  cat "$work/training" >&2
  exit 1
}
[ -s "$work/runtime.aot" ] || {
  echo "train: Java wrote an empty cache" >&2
  exit 1
}
mv "$work/runtime.aot" "$build/.runtime.aot"
mv "$build/.runtime.aot" "$build/runtime-$(cat "$build/runtime/content").aot"
