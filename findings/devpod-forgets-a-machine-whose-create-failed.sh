#!/bin/sh
# Package: DevPod 0.6.15 (the Go module github.com/loft-sh/devpod v0.6.15); seen 2026-11-29, the same with the binary of
# skevetter's fork 0.26.1.
# Behaviour: the provider's `create` ends with another exit code than 0.
#   1. In `devpod up` DevPod then removes the machine's folder and the workspace, and calls neither `delete` nor `status`:
#      nothing is listed any more, whatever `create` had already made at the provider.
#   2. In `devpod machine create` the folder stays, and the machine is listed.
#   3. `devpod machine create` prints no word of the failure but what the provider itself printed.
# So a `create` that fails must remove by itself what it made, before it ends.
# Output seen:
#   after up: calls "create", folders ""; after machine create: calls "create", folders "finding-machine"
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
mkdir "$work/home" "$work/source-of-workspace"
export DEVPOD_HOME="$work/home" CALLS="$work/calls" HOME="$work/home"
"$devpod" version
echo '{"image": "debian:bookworm"}' >"$work/source-of-workspace/.devcontainer.json"
cat >"$work/provider.yaml" <<'END'
name: finding
version: v0.0.1
options: {}
exec:
  command: sh -c "$COMMAND"
  create: echo create >>"$CALLS"; exit 1
  delete: echo delete >>"$CALLS"
  status: echo status >>"$CALLS"; echo NotFound
  start: echo start >>"$CALLS"
  stop: echo stop >>"$CALLS"
END
"$devpod" provider add "$work/provider.yaml" >/dev/null 2>&1 || exit 1
seen() {
  calls=$(paste -sd ' ' "$CALLS" 2>/dev/null)
  folders=$(ls "$DEVPOD_HOME/contexts/default/machines" 2>/dev/null | paste -sd ' ' -)
  echo "calls \"$calls\", folders \"$folders\""
  rm -f "$CALLS"
}
"$devpod" up "$work/source-of-workspace" --id one --provider finding --ide none >/dev/null 2>&1 && exit 1
up=$(seen)
"$devpod" machine create finding-machine --provider finding >/dev/null 2>"$work/told" && exit 1
machine=$(seen)
echo "after up: $up; after machine create: $machine"
! grep -i 'fail\|error' "$work/told" | grep -vq 'exit status 1' &&
  [ "$up" = 'calls "create", folders ""' ] && [ "$machine" = 'calls "create", folders "finding-machine"' ]
