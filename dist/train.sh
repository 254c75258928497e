#!/bin/sh
# Makes the AOT cache of a runtime by running what DevPod calls most against the emulator.
#   dist/train.sh BUILD-FOLDER
set -eu

build=$1
work=$(mktemp -d)
emulator=
finish() {
  if [ -n "$emulator" ]; then
    kill "$emulator" 2>/dev/null || true
    wait "$emulator" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

"$build/dokploy-emulator" --port 0 --data "$work/dokploy" --engine process --ephemeral >"$work/url" 2>"$work/log" &
emulator=$!
tries=0
until [ -s "$work/url" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 300 ] || ! kill -0 "$emulator" 2>/dev/null; then
    cat "$work/log" >&2
    exit 1
  fi
  sleep 0.1
done

DOKPLOY_SERVER_URL=$(sed -n 's/^Listening on //p' "$work/url")
DOKPLOY_API_TOKEN=$(cat "$work/dokploy/api-key")
MACHINE_ID=training
MACHINE_FOLDER=$work/machine
XDG_DATA_HOME=$work/data
export DOKPLOY_SERVER_URL DOKPLOY_API_TOKEN MACHINE_ID MACHINE_FOLDER XDG_DATA_HOME
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
mv "$work/runtime.aot" "$build/runtime.aot"
