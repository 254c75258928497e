#!/bin/sh
# The shipped file itself, with its own runtime, as users' computers treat it. What needs no real Java is proved by
# ShippedFileTest.
set -eu
# shellcheck source=tools/dist/lib.sh
. tools/dist/lib.sh
emulator

DOKPLOY_CACHE_DIR="$work/ca che ü"
export DOKPLOY_CACHE_DIR
mkdir -p "$work/it's here"
file="$work/it's here/dokploy-provider ü"
cp "$program" "$file"
versions() { find "$DOKPLOY_CACHE_DIR" -maxdepth 1 -name 'runtime-*' | wc -l; }
leftovers() { find "$DOKPLOY_CACHE_DIR" -maxdepth 1 -name '.*' ! -path "$DOKPLOY_CACHE_DIR" | wc -l; }
version=$(tools/version.sh)
plain="$version
AOT cache: not in use"
with_cache="$version
AOT cache: in use"

# Without a server that it knows, a call makes no AOT cache.
server=$DOKPLOY_SERVER_URL
unset DOKPLOY_SERVER_URL

first_calls=
for number in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  "$file" version >"$work/first.$number" 2>&1 </dev/null &
  first_calls="$first_calls $!"
done
for call in $first_calls; do wait "$call" || fail 'one of twenty first calls at once'; done
for number in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  [ "$(cat "$work/first.$number")" = "$plain" ] || fail "a first call says: $(cat "$work/first.$number")"
done
if [ "$(versions)" -ne 1 ] || [ "$(leftovers)" -ne 0 ]; then fail 'what twenty first calls left'; fi
passed 'twenty first calls at once, with blanks, a quote and an umlaut in the paths'

for shell in dash bash 'busybox sh' zsh mksh; do
  if command -v "${shell%% *}" >/dev/null 2>&1; then
    rm -rf "$DOKPLOY_CACHE_DIR"
    for call in first second; do
      # shellcheck disable=SC2086 # words
      works $shell "$file" version
      [ "$(cat "$work/out")" = "$plain" ] || fail "the $call call under $shell"
      quiet
    done
    passed "unpacked and called once more under $shell"
  else
    skipped "there is no ${shell%% *}"
  fi
done

home=$(echo "$DOKPLOY_CACHE_DIR"/runtime-*)
sums() { (cd "$home" && find runtime modules -type f -exec sha256sum {} + | LC_ALL=C sort) }
sums >"$work/whole"
for damaged in runtime/lib/modules runtime/lib/server/libjvm.so runtime/bin/java runtime/conf/security/java.security \
  modules/Modules.class; do
  for damage in removed emptied 'cut off' 'changed in one byte'; do
    at="$home/$damaged"
    case $damage in
      removed) rm "$at" ;;
      emptied) : >"$at" ;;
      'cut off') head -c 1000 "$at" >"$work/cut" && cat "$work/cut" >"$at" ;;
      *) printf '\377' | dd of="$at" bs=1 seek=700 conv=notrunc 2>/dev/null ;;
    esac
    works "$file" version
    [ "$(cat "$work/out")" = "$plain" ] || fail "a call with $damaged $damage"
    quiet
    sums | cmp -s - "$work/whole" || fail "$damaged was not repaired when it was $damage"
  done
done
passed 'single files that are removed, emptied, cut off or changed are repaired'

DOKPLOY_SERVER_URL=$server
export DOKPLOY_SERVER_URL
made() { [ -f "$home/runtime.aot" ] && [ ! -e "$home/training.1" ]; }
works "$file" init
until_true 120 made
works "$file" version
[ "$(cat "$work/out")" = "$with_cache" ] || fail 'the AOT cache is not used'
# Required, Java ends where it can't use it.
works "$home/runtime/bin/java" -XX:AOTMode=on "-XX:AOTCache=$home/runtime.aot" -XX:+UseSerialGC -Xmx64m \
  -m dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main version
[ "$(cat "$work/out")" = "$with_cache" ] || fail 'the AOT cache with -XX:AOTMode=on'
passed 'the AOT cache is made in the background of the first call, and used, also where it is required'

cp "$home/runtime.aot" "$work/aot"
for damage in empty truncated foreign 'changed inside'; do
  case $damage in
    empty) : >"$home/runtime.aot" ;;
    truncated) head -c 1000000 "$work/aot" >"$home/runtime.aot" ;;
    foreign) cat build/runtime-*.aot >"$home/runtime.aot" ;;
    *) head -c 100000 /dev/zero | dd of="$home/runtime.aot" bs=1000 seek=500 conv=notrunc 2>/dev/null ;;
  esac
  works "$file" version
  [ "$(cat "$work/out")" = "$plain" ] || fail "a call with an AOT cache that is $damage"
  quiet
  until_true 120 made
  works "$file" version
  [ "$(cat "$work/out")" = "$with_cache" ] || fail "the AOT cache was not recreated after it was $damage"
done
passed 'an AOT cache that is empty, truncated, foreign or changed inside is not seen by anybody, and recreated'

mkdir "$work/empty"
cd "$work/empty"
for limit in 400000 1000000 4000000; do
  rm -rf "$DOKPLOY_CACHE_DIR"
  for verb in version init version; do
    # shellcheck disable=SC3045,SC2016
    works bash -c 'ulimit -v "$1" && exec sh "$2" "$3"' - "$limit" "$file" "$verb"
    quiet
  done
done
[ -z "$(ls)" ] || fail "files were left in the current folder: $(ls)"
cd "$OLDPWD"
passed 'under limits of the address space of 0.4, 1 and 4 GB, from the first call on'

if unshare -rm true 2>/dev/null; then
  until_true 120 made
  # shellcheck disable=SC2016
  works unshare -rm sh -c 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$2" version' - \
    "$DOKPLOY_CACHE_DIR" "$file"
  quiet
  passed 'a cache folder that is read-only once it is there'
  for option in ro noexec size=20m; do
    # shellcheck disable=SC2016
    ends 3 unshare -rm sh -c 'mount -t tmpfs -o "$1" none "$2" && shift 2 && exec "$@"' - "$option" "$work/empty" \
      env DOKPLOY_CACHE_DIR="$work/empty" "$file" status
    says DOKPLOY_CACHE_DIR
  done
else
  skipped 'no file systems can be mounted here'
fi

MACHINE_FOLDER="$work/ma chine"
export MACHINE_FOLDER
mkdir "$MACHINE_FOLDER"
life shipped "$file"
passed "a machine's whole life with the shipped file"
