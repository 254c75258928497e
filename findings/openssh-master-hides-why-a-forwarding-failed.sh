#!/bin/sh
# Package: openssh-client and openssh-server 9.2p1 of Debian 12; seen 2026-11-28. Needs ssh, sshd, ssh-keygen and root.
# Behaviour: `ssh -W HOST:PORT` that the server can't connect says why: "connect failed: Connection refused" for a port at
# which nobody listens, "administratively prohibited" where the server forbids forwarding. Over an existing ControlMaster
# connection the client says the same for both, "Session open refused by peer", and the reason is only in the standard error
# of the master's own process. The exit code is 255 each time. Who tries whether a jump host forwards can't tell a closed port
# from a forbidden one over the user's own live connection.
# Output seen:
#   alone, closed port: channel 0: open failed: connect failed: Connection refused
#   alone, forbidden: channel 0: open failed: administratively prohibited: open failed
#   over a master, closed port: Stdio forwarding request failed: Session open refused by peer
#   over a master, forbidden: Stdio forwarding request failed: Session open refused by peer
# Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
finish() {
  for pid in "$work"/*.pid; do
    [ ! -s "$pid" ] || kill "$(cat "$pid")" 2>/dev/null
  done
  rm -rf "$work"
}
trap finish EXIT
ssh -V
cd "$work" || exit 1
for key in host user; do ssh-keygen -q -t ed25519 -N '' -f "$key" || exit 1; done
cp user.pub authorized
mkdir -p /run/sshd

# server NAME PORT FORWARDING
server() {
  cat >"$1.conf" <<C
ListenAddress 127.0.0.1:$2
HostKey $work/host
PidFile $work/$1.pid
AuthorizedKeysFile $work/authorized
StrictModes no
UsePAM no
AllowTcpForwarding $3
C
  "$(command -v sshd || echo /usr/sbin/sshd)" -f "$work/$1.conf" -E "$work/$1.log" || exit 1
}
server closed 47231 yes
server forbidden 47232 no

# try PORT OPTION...
try() {
  port=$1
  shift
  ssh -F none -i user -p "$port" -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no \
    -o UserKnownHostsFile=/dev/null "$@" root@127.0.0.1 2>&1 </dev/null | grep -v -e '^Warning: Permanently' -e '^stdio forwarding failed'
}

for name in closed forbidden; do
  port=47231
  [ $name = closed ] || port=47232
  eval "alone_$name=\$(try $port -o ControlPath=none -W 127.0.0.1:1 | head -n 1)"
  try $port -M -N -f -o "ControlPath=$work/$name.sock" >/dev/null 2>&1
  eval "master_$name=\$(try $port -o 'ControlPath=$work/$name.sock' -W 127.0.0.1:1 | head -n 1)"
  ssh -F none -o "ControlPath=$work/$name.sock" -O exit root@127.0.0.1 2>/dev/null
done
# shellcheck disable=SC2154 # set by eval
cat <<R
  alone, closed port: $alone_closed
  alone, forbidden: $alone_forbidden
  over a master, closed port: $master_closed
  over a master, forbidden: $master_forbidden
R
case $alone_closed in *'connect failed: Connection refused'*) ;; *) exit 1 ;; esac
case $alone_forbidden in *'administratively prohibited'*) ;; *) exit 1 ;; esac
case $master_closed in *'Session open refused by peer'*) ;; *) exit 1 ;; esac
[ "$master_forbidden" = "$master_closed" ] || exit 1
