#!/bin/sh
# In mksh, `${text##*(pid=}` is no "everything up to (pid=", as in dash, bash, busybox and zsh, but the beginning of
# ksh's pattern *(...), which never ends: the whole script is refused, also under the name sh.
#
# Package: Debian's mksh; seen with its version in Debian 12 on 2026-11-28. Output seen: a syntax error at the end of
# the file. Quoted, `${text##*"(pid="}` means the same in all shells.
#
# Needs mksh and dash. Ends with 1 if mksh reads both alike.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '%s\n' 'text="Master running (pid=7)"' 'echo "${text##*(pid=}"' >"$work/plain"
printf '%s\n' 'text="Master running (pid=7)"' 'echo "${text##*"(pid="}"' >"$work/quoted"
echo "dash: $(dash "$work/plain") $(dash "$work/quoted")"
echo "mksh: $(mksh "$work/plain" 2>&1 || true) $(mksh "$work/quoted")"
[ "$(dash "$work/plain")" = '7)' ] && [ "$(mksh "$work/quoted")" = '7)' ] && ! mksh "$work/plain" >/dev/null 2>&1
