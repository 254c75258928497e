#!/bin/sh
# Package: DevPod 0.6.15 (the Go module github.com/loft-sh/devpod v0.6.15); seen 2026-11-29.
# Behaviour: DevPod copies the value of an option that is not `global` into a machine when the machine is made.
#   1. `devpod provider set-options` then ends with 0 and "Successfully set options", and the calls for that machine go on
#      with the old value for ever. Nothing says so.
#   2. An option with `global: true` reaches existing machines with its new value.
# So an address or a token that may change has to be a global option; and whoever reads DevPod's config.yaml reads another
# value than the provider gets.
# Output seen:
#   at create: one one; at stop after set-options: two one
# Needs Go 1.23 or newer and Go's module proxy: DevPod is built, which takes some minutes. DEVPOD names a devpod 0.6.15
# that is there already. Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
devpod=${DEVPOD-}
if [ -z "$devpod" ]; then
  folder=$(cd "$work" && go mod download -json github.com/loft-sh/devpod@v0.6.15 | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  cp -R "$folder" "$work/source" && chmod -R u+w "$work/source" || exit 1
  devpod=$work/devpod
  (cd "$work/source" && CGO_ENABLED=0 go build -mod=mod -ldflags '-X github.com/loft-sh/devpod/pkg/version.version=v0.6.15' -o "$devpod" .) || exit 1
fi
mkdir "$work/home"
export DEVPOD_HOME="$work/home" CALLS="$work/calls" HOME="$work/home"
"$devpod" version
cat >"$work/provider.yaml" <<'END'
name: finding
version: v0.0.1
options:
  SHARED:
    global: true
    default: one
  OWN:
    default: one
exec:
  command: sh -c "$COMMAND"
  create: echo "$SHARED $OWN" >"$CALLS"
  delete: rm -f "$CALLS"
  status: echo Running
  start: 'true'
  stop: echo "$SHARED $OWN" >"$CALLS"
END
"$devpod" provider add "$work/provider.yaml" >/dev/null 2>&1 || exit 1
"$devpod" machine create finding-machine --provider finding >/dev/null 2>&1 || exit 1
create=$(cat "$CALLS")
"$devpod" provider set-options finding -o SHARED=two -o OWN=two >/dev/null 2>&1 || exit 1
"$devpod" machine stop finding-machine >/dev/null 2>&1 || exit 1
stop=$(cat "$CALLS")
echo "at create: $create; at stop after set-options: $stop"
[ "$create" = "one one" ] && [ "$stop" = "two one" ]
