#!/bin/sh
# Makes docs/devpod-up.svg out of a real `devpod up` with the client on PATH, on an emulator whose machines are containers of
# this computer's Docker. Times of day are left out.
#   tools/up-picture.sh SOURCE      PROVIDER_OPTIONS="-o NAME=VALUE ...", as in tools/test-workspace.sh
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=tools/emulator.sh
. tools/emulator.sh

source=$1
tools/require.sh ssh docker devpod
work=$(mktemp -d)
made=
finish() {
  status=$?
  trap - EXIT INT TERM
  if [ -n "$made" ]; then devpod delete --force my-project >/dev/null 2>&1 || status=1; fi
  stop_emulator
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

start_emulator build "$work" docker
HOME=$work/home
DEVPOD_HOME=$HOME/.devpod
XDG_DATA_HOME=$HOME/.local/share
export HOME DEVPOD_HOME XDG_DATA_HOME
mkdir "$HOME"
build/dokploy-provider provider-yaml dokploy-dev "$PWD/build/dokploy-provider" >"$work/provider.yaml"
# shellcheck disable=SC2086 # words
devpod provider add "$work/provider.yaml" --name dokploy-dev ${PROVIDER_OPTIONS-} >"$work/log" 2>&1 || {
  cat "$work/log"
  exit 1
}
made=yes
devpod up "$source" --id my-project --provider dokploy-dev --ide none >"$work/up" 2>&1 || {
  cat "$work/up"
  exit 1
}
{
  echo "== devpod up my-project --provider dokploy-dev"
  sed "s/$(printf '\033')\[[0-9;]*m//g; s/^[0-9:]* //; s#$work/home#~#g" "$work/up" | cut -c1-110
  echo "== devpod ssh my-project --command 'uname -sn'"
  devpod ssh my-project --command 'uname -sn'
} | tools/picture.sh >docs/devpod-up.svg
