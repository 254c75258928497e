#!/bin/sh
# Brings up a real workspace with the client that is on PATH and the provider dokploy-dev, uses it by SSH, and deletes
# it again. Needs a real Dokploy, which the provider's options name (make install-dev, then CLIENT provider use).
#   tools/test-workspace.sh git|docker [SOURCE]
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=tools/clients.sh
. tools/clients.sh

case ${1:-} in
  git) source=${2:-https://github.com/microsoft/vscode-remote-try-node} ;;
  docker) source=${2:-mcr.microsoft.com/devcontainers/base:ubuntu} ;;
  *)
    echo "usage: tools/test-workspace.sh git|docker [SOURCE]" >&2
    exit 2
    ;;
esac

client=$(clients | head -n 1)
if [ -z "$client" ]; then
  no_client
  exit 1
fi
if ! has_provider "$client" dokploy-dev; then
  echo "The provider dokploy-dev is not installed in $client: make install-dev" >&2
  exit 1
fi

workspace=dokploy-test-$1
# Devsy keeps the workspace verbs one level down.
case $client in devsy) verb="devsy workspace" ;; *) verb=$client ;; esac

finish() {
  status=$?
  trap - EXIT INT TERM
  $verb delete --force "$workspace" || true
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

$verb up "$source" --id "$workspace" --provider dokploy-dev --ide none
# shellcheck disable=SC2016 # for the workspace's shell
answer=$($verb ssh "$workspace" --command 'echo "hello from $(uname -s)"')
echo "$answer"
case $answer in
  *"hello from Linux"*) echo "The workspace answers by SSH." ;;
  *)
    echo "The workspace did not answer." >&2
    exit 1
    ;;
esac
