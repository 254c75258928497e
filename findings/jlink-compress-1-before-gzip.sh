#!/bin/sh
# An image of jlink's that shares strings (--compress=1) is smaller after gzip than one that is not compressed.
#
# Package: the JDK's own jlink, seen with Eclipse Temurin 25.0.3 on linux-amd64, java.base only, on 2026-11-28.
# One would expect gzip to find what is the same in many classes. Its window is 32 KiB, though, and the constants of a
# class are spread over an image of 26 MB. jlink's deprecated level 1 keeps each string once for the whole image.
# Seen, of lib/modules after gzip -9: 7,410,028 bytes without, 6,720,269 bytes with it (java.base of 25.0.2 with some
# classes left out). The levels zip-N compress each class by itself, and gzip finds less in what they leave.
#
# Needs JAVA_HOME with a JDK 25. Ends with 1 if level 1 is no longer the smallest.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for level in zip-0 1 zip-6; do
  "$JAVA_HOME/bin/jlink" --add-modules java.base --strip-java-debug-attributes --compress="$level" \
    --output "$work/$level" 2>/dev/null
  gzip -9nc "$work/$level/lib/modules" | wc -c >"$work/size.$level"
  echo "$level: $(cat "$work/size.$level") bytes after gzip -9"
done
[ "$(cat "$work/size.1")" -lt "$(cat "$work/size.zip-0")" ] && [ "$(cat "$work/size.1")" -lt "$(cat "$work/size.zip-6")" ]
