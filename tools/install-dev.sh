#!/bin/sh
# Installs this build as provider dokploy-dev into whichever of devpod and devsy is on PATH.
# With DOKPLOY_SERVER_URL and DOKPLOY_API_TOKEN set it is also ready to use.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=tools/clients.sh
. tools/clients.sh

name=dokploy-dev
yaml=$PWD/build/provider-dev.yaml
build/dokploy-provider provider-yaml "$name" "$PWD/build/dokploy-provider" >"$yaml"
echo "Wrote $yaml"

found=$(clients)
if [ -z "$found" ]; then
  no_client
  cat >&2 <<TEXT
When one is there, add the provider and give it its options (it asks for those that are missing):
  devpod provider add --name $name "$yaml"
  devpod provider set-options $name -o DOKPLOY_SERVER_URL=https://dokploy.example.com
TEXT
  exit 0
fi

for client in $found; do
  if "$client" provider list 2>/dev/null | grep -q "[[:space:]]${name}[[:space:]]"; then
    "$client" provider update "$name" "$yaml" --use=false
  else
    "$client" provider add "$yaml" --name "$name" --use=false
  fi
  echo "Installed in $client as provider $name."
  echo "Give it your Dokploy; it asks for what is missing, so that the token is in no command line:"
  echo "  $client provider use $name"
done
