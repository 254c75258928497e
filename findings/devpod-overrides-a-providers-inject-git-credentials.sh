#!/bin/sh
# Package: DevPod 0.6.15 (github.com/loft-sh/devpod, built from its Go module; DEVPOD names a binary that is there already)
# with Docker Engine 20.10.24; seen 2026-11-29.
# Behaviour: a provider may say `injectGitCredentials: "false"` for its agent. DevPod then replaces that by its context's
# option SSH_INJECT_GIT_CREDENTIALS, which is "true" where nobody has set it (pkg/options/resolve.go). So the provider's
# value never counts: this computer's Git credentials are offered to the workspace although the provider says no. Only
# `devpod context set-options -o SSH_INJECT_GIT_CREDENTIALS=false` keeps them here. `injectDockerCredentials` is not
# replaced so.
# It is seen by an image without git, in which DevPod says that it can't set the credentials up, when it tries to.
# Output seen:
#   provider false, context unset: tried 1; provider true, context false: tried 0
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
for says in true false; do
  cat >"$work/$says.yaml" <<END
name: says-$says
version: v0.0.1
options: {}
agent:
  local: true
  injectGitCredentials: "$says"
  docker:
    install: false
exec:
  command: '"\${DEVPOD}" helper sh -c "\${COMMAND}"'
END
  "$devpod" provider add "$work/$says.yaml" >/dev/null 2>&1 || exit 1
done
tried() {
  # Some end with "EOF" after all was done (go-ssh-client-ends-success-with-eof.sh).
  "$devpod" up "$work/project" --id finding-$$ --provider "says-$1" --ide none >"$work/log" 2>&1 </dev/null
  grep -q 'Chown projects' "$work/log" || { cat "$work/log"; exit 1; }
  grep -c 'Error configuring git credentials' "$work/log"
  "$devpod" delete --force finding-$$ >/dev/null 2>&1
}
result="provider false, context unset: tried $(tried false)"
"$devpod" context set-options default --option SSH_INJECT_GIT_CREDENTIALS=false >/dev/null 2>&1 || exit 1
result="$result; provider true, context false: tried $(tried true)"
echo "$result"
[ "$result" = 'provider false, context unset: tried 1; provider true, context false: tried 0' ]
