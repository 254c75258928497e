#!/bin/sh
# Brings up a workspace with the client that is on PATH, uses it by SSH, and deletes it again. Where the client has the
# provider dokploy-dev, on the Dokploy that its options name; else, with what was built, on an emulator whose machines are
# containers of this computer's Docker. Without a client, the client driver of e2e/ does it.
#   tools/test-workspace.sh git|docker|lifecycle [SOURCE]      PROVIDER_OPTIONS="-o NAME=VALUE ...": for the emulator
# A first `up` that fails is repeated once: DevPod 0.6.15 ends some with "EOF" although all was done.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=tools/clients.sh
. tools/clients.sh
# shellcheck source=tools/emulator.sh
. tools/emulator.sh

kind=${1:-}
case $kind in
  git) source=https://github.com/microsoft/vscode-remote-try-node driver=-Dtest=ClientsScenario ;;
  docker) source=mcr.microsoft.com/devcontainers/base:ubuntu driver=-Dtest=DevcontainersScenario ;;
  lifecycle) source=mcr.microsoft.com/devcontainers/base:ubuntu driver=-Dgroups=lifecycle ;;
  *)
    echo "usage: tools/test-workspace.sh git|docker|lifecycle [SOURCE]" >&2
    exit 2
    ;;
esac
source=${2:-$source}

client=$(clients | head -n 1)
if [ -z "$client" ]; then
  no_client
  echo "So the client driver of e2e/ does it: $driver"
  case $driver in
    -Dtest=*) exec tools/test.sh -pl e2e -am "$driver" -Dsurefire.failIfNoSpecifiedTests=false ;;
    *) exec tools/test.sh "$driver" ;;
  esac
fi

workspace=dokploy-test-$kind
work=$(mktemp -d)
tried=
# Devsy keeps the workspace verbs one level down.
case $client in devsy) verb="devsy workspace" ;; *) verb=$client ;; esac

finish() {
  status=$?
  trap - EXIT INT TERM
  if [ -n "$tried" ]; then $verb delete --force "$workspace" || status=1; fi
  stop_emulator
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

if ! has_provider "$client" dokploy-dev; then
  tools/require.sh ssh docker
  echo "$client has no provider dokploy-dev: the machine is a container of this computer, by the emulator."
  start_emulator build "$work" docker
  HOME=$work/home
  DEVPOD_HOME=$HOME/.devpod
  DEVSY_HOME=$HOME/.devsy
  XDG_DATA_HOME=$HOME/.local/share
  export HOME DEVPOD_HOME DEVSY_HOME XDG_DATA_HOME
  mkdir "$HOME"
  build/dokploy-provider provider-yaml dokploy-dev "$PWD/build/dokploy-provider" >"$work/provider.yaml"
  # The provider takes the address and the key from the environment.
  # shellcheck disable=SC2086 # words
  "$client" provider add "$work/provider.yaml" --name dokploy-dev ${PROVIDER_OPTIONS-}
fi

up() {
  tried=yes
  $verb up "$source" --id "$workspace" --provider dokploy-dev --ide none ||
    $verb up "$source" --id "$workspace" --provider dokploy-dev --ide none
}

# says TEXT COMMAND: what the command in the workspace prints must have the text in it.
says() {
  answer=$($verb ssh "$workspace" --command "$2")
  echo "$answer"
  case $answer in
    *"$1"*) ;;
    *)
      echo "The workspace does not answer: $1" >&2
      exit 1
      ;;
  esac
}

up
# shellcheck disable=SC2016 # for the workspace's shell
says 'hello from Linux' 'echo "hello from $(uname -s)"'
if [ "$kind" = lifecycle ]; then
  says made 'echo made | tee kept.txt'
  $verb stop "$workspace"
  # The clients say it in their log.
  $verb status "$workspace" >"$work/status" 2>&1
  cat "$work/status"
  grep -q Stopped "$work/status"
  up
  says made 'cat kept.txt'
fi
echo "The workspace answers by SSH."
