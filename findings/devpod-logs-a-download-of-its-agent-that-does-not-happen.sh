#!/bin/sh
# Package: DevPod 0.6.15 (github.com/loft-sh/devpod, built from its Go module; DEVPOD names a binary that is there already);
# seen 2026-11-29.
# Behaviour: with --debug, DevPod writes "download agent from URL" each time that it reaches a machine, before its script has
# looked whether the agent is there. The log is the same where the agent of its release is on the machine and nothing is
# downloaded. Whether it was, only the server tells that the agent comes from.
# Output seen:
#   first: log tells a download, downloads 1; again: log tells a download, downloads 1
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null; chmod -R u+w "$work" 2>/dev/null; rm -rf "$work"' EXIT
devpod=${DEVPOD-}
if [ -z "$devpod" ]; then
  folder=$(cd "$work" && go mod download -json github.com/loft-sh/devpod@v0.6.15 | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
  cp -R "$folder" "$work/source" && chmod -R u+w "$work/source" || exit 1
  devpod=$work/devpod
  (cd "$work/source" && CGO_ENABLED=0 go build -mod=mod -ldflags '-X github.com/loft-sh/devpod/pkg/version.version=v0.6.15' -o "$devpod" .) || exit 1
fi
mkdir "$work/home" "$work/served" "$work/agent"
case $(uname -m) in aarch64) arch=arm64 ;; *) arch=amd64 ;; esac
ln -s "$(readlink -f "$devpod")" "$work/served/devpod-linux-$arch"
python3 -u -m http.server --bind 127.0.0.1 --directory "$work/served" 0 >"$work/port" 2>"$work/requests" &
server=$!
until grep -q port "$work/port"; do sleep 0.1; done
export HOME="$work/home" DEVPOD_HOME="$work/home" DEVPOD_DISABLE_TELEMETRY=true
DEVPOD_AGENT_URL="http://127.0.0.1:$(sed -n 's/.* port \([0-9]*\).*/\1/p' "$work/port")/"
export DEVPOD_AGENT_URL
"$devpod" version; echo
cat >"$work/provider.yaml" <<END
name: finding
version: v0.0.1
options: {}
agent:
  path: $work/agent/devpod
  dataPath: $work/agent/data
exec:
  command: sh -c "\$COMMAND"
  create: "true"
  delete: "true"
  status: echo Running
  start: "true"
  stop: "true"
END
"$devpod" provider add "$work/provider.yaml" >/dev/null 2>&1 || exit 1
"$devpod" machine create one --provider finding >/dev/null 2>&1 || exit 1
seen() {
  "$devpod" machine ssh one --debug --command 'echo in' >"$work/log" 2>&1 </dev/null || { cat "$work/log"; exit 1; }
  grep -q 'download agent from http' "$work/log" && told='log tells a download' || told='log tells none'
  echo "$told, downloads $(grep -c "GET /devpod-linux" "$work/requests")"
}
result="first: $(seen); again: $(seen)"
echo "$result"
[ "$result" = 'first: log tells a download, downloads 1; again: log tells a download, downloads 1' ]
