#!/bin/sh
# Installs this build as provider dokploy-dev into whichever of devpod and devsy is on PATH. With DOKPLOY_SERVER_URL and
# DOKPLOY_API_TOKEN in the environment it is also ready to use; on a terminal it asks for what is missing. The provider
# itself reads or asks (its verb `option`), so that the key is in no command line.
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
When one is there, run this again, or add the provider; on a terminal it asks for what is missing:
  devpod provider add "$yaml"
TEXT
  exit 0
fi

# The commands of Devsy have other names.
update() {
  case $1 in
    devsy) devsy provider set-source "$name" "$yaml" --use=false ;;
    *) "$1" provider update "$name" "$yaml" --use=false ;;
  esac
}

configure() {
  case $1 in
    devsy) devsy provider init "$name" && devsy provider use "$name" ;;
    *) "$1" provider use "$name" --reconfigure ;;
  esac
}

how_to_configure() {
  case $1 in
    devsy) echo "devsy provider init $name" ;;
    *) echo "$1 provider use $name --reconfigure" ;;
  esac
}

can_configure() {
  if [ -n "${DOKPLOY_SERVER_URL:-}" ] && [ -n "${DOKPLOY_API_TOKEN:-}" ]; then return 0; fi
  (: </dev/tty) 2>/dev/null
}

for client in $found; do
  if has_provider "$client" "$name"; then
    update "$client"
    echo "Updated in $client: provider $name. It keeps the options that it had."
    updated=yes
  else
    "$client" provider add "$yaml" --name "$name" --use=false
    echo "Installed in $client: provider $name."
    updated=
  fi
  if can_configure; then
    configure "$client"
  elif [ -n "$updated" ]; then
    # With the options that it had; if it has none, the provider says what is missing.
    configure "$client" || true
  else
    echo "It has to know your Dokploy. On a terminal this asks for the address and a key:"
    echo "  $(how_to_configure "$client")"
    echo "Elsewhere have DOKPLOY_SERVER_URL and DOKPLOY_API_TOKEN in the environment."
  fi
done
