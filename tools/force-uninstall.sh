#!/bin/sh
# Removes the provider dokploy-dev from devpod and devsy, also when it does not work any more. Machines on the server
# are not touched: delete their workspaces first.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=tools/clients.sh
. tools/clients.sh

name=dokploy-dev
data=${XDG_DATA_HOME:-$HOME/.local/share}/dokploy-provider
found=$(clients)
[ -n "$found" ] || no_client

for client in devpod devsy; do
  home=$(client_home "$client")
  there=no
  for folder in "$home"/contexts/*/providers/"$name"; do
    [ ! -d "$folder" ] || there=yes
  done
  if echo "$found" | grep -qx "$client" && "$client" provider delete "$name" --ignore-not-found >/dev/null 2>&1 &&
    [ "$there" = yes ]; then
    echo "$client: removed $name."
  fi
  [ "$there" = yes ] || echo "$client: $name is not installed."
  for folder in "$home"/contexts/*/providers/"$name"; do
    if [ -d "$folder" ]; then
      rm -rf "$folder"
      echo "$client: removed $folder."
    fi
  done
done

echo "Not removed: machines on their servers, which run on (\"devpod delete WORKSPACE\" before this removes them), and"
echo "  $data: your id as their owner. \"build/dokploy-provider prune\" shows what is left over (docs/servers.md)."
