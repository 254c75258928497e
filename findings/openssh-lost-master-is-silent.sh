#!/bin/sh
# Package: openssh-client and openssh-server 9.2p1 of Debian 12; seen 2026-11-28. Needs ssh, sshd, ssh-keygen and root.
# Behaviour: a command runs over an existing ControlMaster connection and the master's process is killed. The client that
# runs the command ends at once with 255 and writes nothing to standard error, neither as it is nor with -v: the line
# "Connection to HOST closed" is the master's. Who called it can't tell that from a remote program that ended with 255.
# The remote command is not ended by it.
# Output seen:
#   plain: exit 255, said [], out [started]
#   with -v: exit 255, said [], out [started]
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
finish() {
  [ -s "$work/pid" ] && kill "$(cat "$work/pid")" 2>/dev/null
  rm -rf "$work"
}
trap finish EXIT
ssh -V
cd "$work" || exit 1
for key in host user; do ssh-keygen -q -t ed25519 -N '' -f "$key" || exit 1; done
cp user.pub authorized
cat >sshd_config <<C
ListenAddress 127.0.0.1
HostKey $work/host
PidFile $work/pid
AuthorizedKeysFile $work/authorized
StrictModes no
UsePAM no
C
mkdir -p /run/sshd
port=20300
until "$(command -v sshd || echo /usr/sbin/sshd)" -f sshd_config -p "$port" -E log; do
  port=$((port + 1))
  [ "$port" -lt 20320 ] || exit 1
done
echo "[127.0.0.1]:$port $(cut -d ' ' -f 1,2 host.pub)" >known
call() {
  ssh -F /dev/null -p "$port" -i user -o IdentityAgent=none -o UserKnownHostsFile=known -o ControlPath="$work/ctl" "$@"
}
tries=0
until call -o ControlMaster=yes -f -N root@127.0.0.1 2>/dev/null; do
  tries=$((tries + 1))
  [ "$tries" -lt 50 ] || exit 1
done
seen=
for flag in plain -v; do
  rm -f out ready
  if [ "$flag" = plain ]; then
    call root@127.0.0.1 'echo started; exec sleep 10' >out 2>said &
  else
    call -v root@127.0.0.1 'echo started; exec sleep 10' >out 2>said &
  fi
  client=$!
  timeout 10 sh -c 'until grep -q started out 2>/dev/null; do :; done' || exit 1
  before=$(wc -c <said)
  master=$(call -O check root@127.0.0.1 2>&1 | tr -dc 0-9)
  kill -KILL "$master"
  wait "$client"
  exit=$?
  seen="$seen$([ "$flag" = plain ] && echo plain || echo with -v): exit $exit, said [$(tail -c "+$((before + 1))" said)], out [$(cat out)]
"
  rm -f ctl
  call -o ControlMaster=yes -f -N root@127.0.0.1 || exit 1
done
call -O exit root@127.0.0.1 2>/dev/null
printf '%s' "$seen"
[ "$seen" = "plain: exit 255, said [], out [started]
with -v: exit 255, said [], out [started]
" ]
