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

start_emulator "$build" "$work" process || {
  cat "$work/emulator.log" >&2
  exit 1
}
MACHINE_ID=training
MACHINE_FOLDER=$work/machine
XDG_DATA_HOME=$work/data
XDG_CACHE_HOME=$work/cache
export MACHINE_ID MACHINE_FOLDER XDG_DATA_HOME XDG_CACHE_HOME
unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS

# A stopped machine is what `status` in Java is for: a running one is the launcher's.
"$build/dokploy-provider" create >/dev/null 2>"$work/create" || {
  cat "$work/create" >&2
  exit 1
}
"$build/dokploy-provider" stop >/dev/null 2>&1
rm -f "$MACHINE_FOLDER/cache/stopped"
"$build/runtime/bin/java" -XX:AOTCacheOutput="$work/runtime.aot" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx64m \
  -XX:-UsePerfData -Xlog:disable -Xlog:all=error:stderr \
  -m dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main status >/dev/null 2>"$work/training"
"$build/dokploy-provider" delete >/dev/null 2>&1
mv "$work/runtime.aot" "$build/.runtime.aot"
mv "$build/.runtime.aot" "$build/runtime.aot"
