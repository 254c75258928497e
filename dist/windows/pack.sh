#!/bin/sh
# Makes the program that is shipped for Windows: what launcher.c is compiled to, a gzip'd tar, and a trailer.
#   dist/windows/pack.sh PLATFORM VERSION FOLDER FILE
# Needs mingw-w64 and its zlib (Debian: gcc-mingw-w64-x86-64, libz-mingw-w64-dev).
set -eu

version=$2
folder=$3
file=$4
here=$(cd "$(dirname "$0")" && pwd)
compiler=x86_64-w64-mingw32-gcc
command -v "$compiler" >/dev/null 2>&1 || {
  echo "dist: $compiler is missing (Debian: gcc-mingw-w64-x86-64-win32, libz-mingw-w64-dev)" >&2
  exit 1
}
part=$(mktemp -d)
trap 'rm -rf "$part"' EXIT
trap 'exit 130' INT TERM

sh "$here/../tar.sh" "$folder" "$part/tar" "$part/payload"

# No time of the build in it.
"$compiler" -std=c11 -O2 -Wall -Wextra -Werror -municode -static -s -Wl,--no-insert-timestamp \
  -o "$part/program.exe" "$here/launcher.c" -lz -lshell32

id=$(cat "$part/tar" "$part/program.exe" | sha256sum)
id=$version-$(echo "$id" | cut -c 1-16)

# Pads a text with zeros to so many bytes.
padded() {
  printf '%s' "$1"
  head -c "$(($2 - ${#1}))" /dev/zero
}
{
  cat "$part/program.exe" "$part/payload"
  printf 'DOKPLOY1'
  padded "$id" 40
  padded "$(wc -c <"$part/payload" | tr -d ' ')" 16
} >"$part/file"
mv "$part/file" "$file"
chmod 755 "$file"
