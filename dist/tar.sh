#!/bin/sh
# Packs a folder; the same folder always makes the same bytes.
#   dist/tar.sh FOLDER TAR-FILE GZIP-FILE
# SOURCE_DATE_EPOCH is the time of all files in it, in seconds.
set -eu

folder=$1
(cd "$folder" && find . -print | LC_ALL=C sort) >"$2.names"
tar -C "$folder" --no-recursion --format=ustar --owner=0 --group=0 --numeric-owner \
  --mtime="@${SOURCE_DATE_EPOCH:-1767225600}" --mode='u=rwX,go=rX' -T "$2.names" -cf "$2"
rm "$2.names"

# The same format as gzip's, 4 % smaller.
if command -v libdeflate-gzip >/dev/null 2>&1; then
  libdeflate-gzip -12 -c <"$2" >"$3"
else
  echo 'dist: libdeflate-gzip is missing (Debian: libdeflate-tools), so files get 4 % larger' >&2
  gzip -9n -c <"$2" >"$3"
fi
