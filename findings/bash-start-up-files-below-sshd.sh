#!/bin/sh
# Package: bash 5.2.15 of Debian 12 (built with SSH_SOURCE_BASHRC, as Debian's and Fedora's are); seen 2026-11-28.
# Behaviour: `bash -c COMMAND` reads ~/.bashrc, although it is not interactive, when SSH_CLIENT is set and SHLVL is less than 2
# after it was counted up. That is so for the shell that sshd starts, whatever the command is; and it is so again for a bash
# that the command starts through `exec sh` (bash counts SHLVL down at an exec, and dash does not count it up). --norc
# keeps the first from it, SHLVL=1 in the environment all the others; BASH_ENV is read in spite of --norc.
# Output seen: the five lines of "want" below.
# Exits 1 if the behaviour is another one.
set -u
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
bash=$(command -v bash) || exit 1
"$bash" --version | head -n 1
echo 'echo WELCOME' >"$home/.bashrc"
run() { env -i PATH="$PATH" HOME="$home" SSH_CLIENT='192.0.2.1 1 22' "$@" </dev/null | tr '\n' ' '; }
seen="as sshd calls it: $(run "$bash" -c 'echo in')
below exec sh: $(run "$bash" --norc -c 'exec sh -c "bash -c \"echo in\""')
with --norc: $(run "$bash" --norc -c 'echo in')
with SHLVL=1: $(run SHLVL=1 "$bash" -c 'echo in')
BASH_ENV with --norc: $(run BASH_ENV="$home/.bashrc" "$bash" --norc -c 'echo in')"
want='as sshd calls it: WELCOME in 
below exec sh: WELCOME in 
with --norc: in 
with SHLVL=1: in 
BASH_ENV with --norc: WELCOME in '
echo "$seen"
[ "$seen" = "$want" ]
