#!/bin/sh
# Package: DevPod 0.6.15 (github.com/loft-sh/devpod, built from its Go module; DEVPOD names a binary that is there already)
# with Docker Engine 20.10.24; seen 2026-11-29.
# Behaviour: `devpod up` of an image that has no git prints "error Error configuring git credentials: git not found", once
# for each `up`, and goes on: it ends with 0, and the workspace works. Nothing failed that the user asked for. So whoever
# runs `up` from a program must go by its exit code, and not by lines of the level "error".
# Output seen:
#   with credentials: exit code 0, errors 1, then hello; without: exit code 0, errors 0, then hello
# Needs a running Docker engine with the image debian:bookworm. Without DEVPOD, also Go and Go's module proxy: DevPod is
# built, which takes some minutes. Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
devpod=${DEVPOD-}
trap '"$devpod" delete --force finding-$$ >/dev/null 2>&1; chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
if [ -z "$devpod" ]; then
  folder=$(cd "$work" && go mod download -json github.com/loft-sh/devpod@v0.6.15 | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  cp -R "$folder" "$work/source" && chmod -R u+w "$work/source" || exit 1
  devpod=$work/devpod
  (cd "$work/source" && CGO_ENABLED=0 go build -mod=mod -ldflags '-X github.com/loft-sh/devpod/pkg/version.version=v0.6.15' -o "$devpod" .) || exit 1
fi
mkdir "$work/home" "$work/project"
export HOME="$work/home" DEVPOD_HOME="$work/home" DEVPOD_DISABLE_TELEMETRY=true
"$devpod" version; echo
echo '{"image": "debian:bookworm"}' >"$work/project/.devcontainer.json"
echo hello >"$work/project/file"
"$devpod" provider add docker >/dev/null 2>&1 || exit 1
up() {
  "$devpod" context set-options default --option "SSH_INJECT_GIT_CREDENTIALS=$1" >/dev/null 2>&1 || exit 1
  "$devpod" up "$work/project" --id finding-$$ --ide none >"$work/log" 2>&1 </dev/null
  echo "exit code $?, errors $(grep -c 'Error configuring git credentials: git not found' "$work/log"), then $("$devpod" ssh finding-$$ --command 'cat file' 2>/dev/null </dev/null)"
  "$devpod" delete --force finding-$$ >/dev/null 2>&1
}
result="with credentials: $(up true); without: $(up false)"
echo "$result"
[ "$result" = 'with credentials: exit code 0, errors 1, then hello; without: exit code 0, errors 0, then hello' ]
