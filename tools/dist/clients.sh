#!/bin/sh
# Installs the release with the real clients on PATH, over http as from a release's page: what their cache keeps, and what
# they read of provider.yaml.
set -eu
# shellcheck source=tools/dist/lib.sh
. tools/dist/lib.sh

found=
for client in ${CLIENTS:-devpod devsy}; do
  if command -v "$client" >/dev/null 2>&1; then found="$found $client"; fi
done
if [ -z "$found" ]; then
  skipped 'neither devpod nor devsy is on PATH; ShippedFileTest does with the file what their download does'
  exit
fi
emulator
token=$DOKPLOY_API_TOKEN
unset DOKPLOY_API_TOKEN
curl -sf -X POST -H "x-api-key: $token" -H 'content-type: application/json' -d '{"name": "west", "description": "",
  "ipAddress": "127.0.0.1", "port": 22, "username": "root", "sshKeyId": "key", "serverType": "deploy"}' \
  "$DOKPLOY_SERVER_URL/api/server.create" >/dev/null || fail 'no remote server could be added'

# A web server that answers as a release does; each start has another port, so nothing is in a client's cache.
serve() {
  : >"$work/web"
  "$JAVA_HOME/bin/jwebserver" -p 0 -b 127.0.0.1 -d "$1" >"$work/web" 2>&1 &
  web=$!
  until grep -q 'http://' "$work/web"; do
    kill -0 "$web" || fail 'the web server'
    sleep 0.1
  done
  address=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\).*|\1|p' "$work/web" | head -n 1)
}

# The release, or one after it, in a folder that is served.
release() {
  mkdir -p "$work/release"
  cp "$DIST"/dokploy-provider-* "$work/release/"
  if [ "$1" = next ]; then
    # Another file with the same contents, as a fix of its first lines makes it.
    sed '2s/$/ Next./' "$program" >"$work/next"
    start=$(sed -n 's/^carried_start=0*//p' "$work/next" | head -n 1)
    sed "s/^carried_start=.*/carried_start=$(printf '%07d' $((start + 6)))/" "$work/next" >"$work/release/${program##*/}"
  fi
  (cd "$work/release" && sha256sum dokploy-provider-*) >"$work/sums"
  works "$program" provider-yaml dokploy "$address" "$work/sums"
  cp "$work/out" "$work/release/provider.yaml"
}

install_with() {
  client=$1
  home="$work/ho me ${client##*/}"
  mkdir -p "$home" "$work/release"
  serve "$work/release"
  release this
  as_user() {
    HOME="$home" XDG_CACHE_HOME="$home/.cache" XDG_CONFIG_HOME="$home/.config" XDG_DATA_HOME="$home/.local/share" \
      DEVPOD_HOME="$home/state" DEVSY_HOME="$home/state" "$client" "$@"
  }
  add() {
    as_user provider add "$address/provider.yaml" -o "DOKPLOY_SERVER_URL=$DOKPLOY_SERVER_URL" \
      -o "DOKPLOY_API_TOKEN=$1"
  }
  run add wrong
  [ "$code" -ne 0 ] || fail 'a wrong token is accepted'
  says 'token'
  works add "$token"
  passed "${client##*/}: add after a failed add, with the file from its cache"

  case ${client##*/} in
    devsy*) works as_user provider get dokploy --result-format json ;;
    *) works as_user provider options dokploy --output json ;;
  esac
  says DOKPLOY_API_TOKEN
  says DOKPLOY_SERVER
  says west
  passed "${client##*/}: its parser takes provider.yaml, and it offers the user's own servers"
  case ${client##*/} in devsy*) set='set' ;; *) set='set-options' ;; esac
  run as_user provider "$set" dokploy -o DOKPLOY_MACHINE_MEMORY=lots
  [ "$code" -ne 0 ] || fail 'an invalid value is accepted'
  says 'A size with a unit, such as 512m or 4g'
  passed "${client##*/}: a value's rule is said by the form"

  works as_user provider delete dokploy
  works add "$token"
  passed "${client##*/}: delete, and add again, in a path with a blank"
  works as_user context create second
  works as_user context use second
  works add "$token"
  works as_user context use default
  passed "${client##*/}: a second context"
  release next
  case ${client##*/} in
    devsy*) works as_user provider set-source dokploy "$address/provider.yaml" ;;
    *) works as_user provider update dokploy "$address/provider.yaml" ;;
  esac
  find "$home" -name 'dokploy-provider-linux-*' -exec cmp -s {} "$work/release/${program##*/}" \; -print 2>/dev/null |
    grep -q . || fail "${client##*/}: the new file was not fetched"
  passed "${client##*/}: update to another file"
  kill "$web"
  wait "$web" 2>/dev/null || true
  web=
  works as_user provider use dokploy
  passed "${client##*/}: no network is needed after the first run"
}

for client in $found; do install_with "$client"; done
