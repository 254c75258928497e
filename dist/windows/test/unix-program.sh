#!/bin/sh
# The Unix side of unix-program.c: runs UNIX_PROGRAM with paths of Wine's drives turned into this computer's, also in a
# configuration that -F names, and leaves its exit code in the file UNIX_STATUS.
here() { printf '%s\n' "$1" | paths; }
paths() { sed 's|\\|/|g; s|[Zz]:/|/|g; s|[Cc]:/|'"$WINEPREFIX"'/drive_c/|g'; }

status=$(here "$UNIX_STATUS")
# Each argument goes to the end, so that after one round all are there.
left=$#
config=
while [ "$left" -gt 0 ]; do
  word=$1
  shift
  left=$((left - 1))
  case $word in [CcZz]:[/\\]*) word=$(here "$word") ;; esac
  if [ "$config" = next ]; then
    config=$(mktemp)
    paths <"$word" >"$config"
    word=$config
  fi
  if [ "$word" = -F ]; then config=next; fi
  set -- "$@" "$word"
done
"$UNIX_PROGRAM" "$@" 2>"$status.err"
code=$?
if [ -n "$config" ]; then rm -f "$config"; fi
echo "$code" >"$status.part" && mv "$status.part" "$status"
