#!/bin/sh
# The program for Windows under Wine. Wine has no OpenSSH: dist/windows/test/unix-program.c runs this computer's own.
set -eu
# shellcheck source=tools/dist/lib.sh
. tools/dist/lib.sh

wine=$(command -v wine64 || ls /usr/lib/wine/wine64 2>/dev/null || true)
exe=$DIST/dokploy-provider-windows-amd64.exe
compiler=x86_64-w64-mingw32-gcc
if [ -z "$wine" ]; then
  skipped 'no Wine (Debian: wine64) for the program for Windows'
  exit
fi
if [ ! -f "$exe" ] || ! command -v "$compiler" >/dev/null 2>&1; then
  skipped 'no program for Windows was made, or there is no mingw-w64 to make its ssh.exe for a test'
  exit
fi
emulator

LC_ALL=C.UTF-8 WINEDEBUG=-all WINEPREFIX=$work/wine
export LC_ALL WINEDEBUG WINEPREFIX
"$wine" wineboot -i >/dev/null 2>&1 </dev/null || true
stop_wine() { "$wine" wineboot -k >/dev/null 2>&1 </dev/null || true; }
trap 'stop_wine; finish' EXIT

# Wine 8 lacks a function without which Java's random numbers crash it. Where the function is missing, another iphlpapi
# goes before Wine's, which it passes all else on to.
builtin=$(find /usr/lib -path '*x86_64-windows/iphlpapi.dll' | head -n 1)
x86_64-w64-mingw32-objdump -p "$builtin" | sed -n '/Ordinal\/Name Pointer/,/^$/p' |
  sed -n 's/^[[:space:]]*\[ *[0-9]*\] \([A-Za-z0-9_]*\)$/\1/p' >"$work/names"
if ! grep -qx GetAnycastIpAddressTable "$work/names"; then
  { echo EXPORTS && sed 's/.*/&=iphlpwin.&/' "$work/names" && echo GetAnycastIpAddressTable; } >"$work/iphlpapi.def"
  "$compiler" -shared -s -o "$WINEPREFIX/drive_c/windows/system32/iphlpapi.dll" dist/windows/test/anycast.c \
    "$work/iphlpapi.def"
  cp "$builtin" "$WINEPREFIX/drive_c/windows/system32/iphlpwin.dll"
  WINEDLLOVERRIDES=iphlpapi=n
  export WINEDLLOVERRIDES
fi
mkdir "$work/bin"
for name in ssh ssh-keygen; do
  "$compiler" -std=c11 -O2 -Wall -Wextra -Werror -municode -static -s -o "$work/bin/$name.exe" \
    dist/windows/test/unix-program.c
done
cp dist/windows/test/unix-program.sh "$work/bin/"

mkdir "$work/pro gräm" "$work/ma chine ü"
cp "$exe" "$work/pro gräm/dokploy-provider.exe"
DOKPLOY_CACHE_DIR="Z:$work/cäche dir"
export DOKPLOY_CACHE_DIR
windows() { "$wine" "$work/pro gräm/dokploy-provider.exe" "$@"; }

# Before a server is known nothing runs in the background.
server=$DOKPLOY_SERVER_URL
unset DOKPLOY_SERVER_URL
first_calls=
for number in 1 2 3 4; do
  windows version >"$work/first.$number" 2>&1 </dev/null &
  first_calls="$first_calls $!"
done
for call in $first_calls; do wait "$call" || fail 'one of four first calls at once'; done
for number in 1 2 3 4; do
  [ "$(tr -d '\r' <"$work/first.$number")" = "$(printf '%s\nAOT cache: not in use' "$(tools/version.sh)")" ] ||
    fail "a first call says: $(cat "$work/first.$number")"
done
[ "$(find "$work/cäche dir" -mindepth 1 -maxdepth 1 | wc -l)" -eq 1 ] || fail 'what first calls left'
passed 'windows: four first calls at once, in paths with a blank and an umlaut'

# Java on Windows reads arguments in the system's code page. What is not in it only comes in variables.
# shellcheck disable=SC1003
for word in 'no such "verb" *' 'C:\path\' '%PATH% ^&|<>' 'ü é' ''; do
  ends 2 windows "$word"
  [ -z "$word" ] || tr -d '\r' <"$work/err" | grep -qF -- "$word" || fail "the argument [$word] is not what arrives"
done
passed 'windows: arguments and exit codes are exact'

for damage in removed emptied; do
  for damaged in runtime/lib/modules runtime/bin/server/jvm.dll runtime/bin/java.exe; do
    for at in "$work/cäche dir"/runtime-*/"$damaged"; do
      if [ "$damage" = removed ]; then rm "$at"; else : >"$at"; fi
    done
    works windows version
  done
done
passed 'windows: single files that are removed or emptied are repaired'

DOKPLOY_SERVER_URL=$server
export DOKPLOY_SERVER_URL
ends 3 windows init
says 'OpenSSH'
WINEPATH="Z:$work/bin"
export WINEPATH
works windows init
says 'accepts the token'
made() { ls "$work/cäche dir"/runtime-*/runtime.aot >/dev/null 2>&1 && ! ls -d "$work/cäche dir"/runtime-*/training >/dev/null 2>&1; }
until_true 120 made
works windows version
says 'AOT cache: in use'
quiet
for damage in empty foreign; do
  for cache in "$work/cäche dir"/runtime-*/runtime.aot; do
    if [ "$damage" = empty ]; then : >"$cache"; else head -c 3000000 /dev/urandom >"$cache"; fi
  done
  works windows version
  says 'AOT cache: not in use'
  quiet
  until_true 120 made
  works windows version
  says 'AOT cache: in use'
done
passed 'windows: init; the AOT cache is made in the background, used, and recreated when it is damaged'

MACHINE_FOLDER="Z:$work/ma chine ü"
export MACHINE_FOLDER
life windows windows
passed "windows: a machine's whole life"

# When the program is ended, so is what it has started.
works windows create
COMMAND='sleep 600'
export COMMAND
"$wine" "$work/pro gräm/dokploy-provider.exe" command >"$work/out" 2>"$work/err" </dev/null &
call=$!
# shellcheck disable=SC2009
wine_processes() { ps -A -o pid=,args= | grep -F "$1" | grep -v grep | sed 's/^ *\([0-9]*\).*/\1/'; }
runs() { [ -n "$(wine_processes 'bin\ssh.exe')" ]; }
until_true 60 runs
kill -KILL "$call"
wait "$call" 2>/dev/null || true
gone() { [ -z "$(wine_processes 'bin\java.exe')$(wine_processes 'bin\ssh.exe')" ]; }
until_true 30 gone
unset COMMAND
works windows delete
passed 'windows: Java and ssh end with the program'
