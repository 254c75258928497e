#!/bin/sh
# Package: OpenSSH 9.2p1 of Debian 12 (client and server; run as root); seen 2026-11-30.
# Behaviour: the process that ControlPersist leaves in the background does not yet map the pages of the crypto library that
# its first key exchange used, as that was made before it was forked off. It maps them at its first new key exchange
# (RekeyLimit, or a server that asks for one, as Apache MINA SSHD does after an hour), and its resident memory grows by
# about 680 kB, once: nothing more comes with later ones. Its anonymous memory stays as it was. Who looks for leaks of a
# long-lived master has to look at RssAnon and not at VmRSS.
# Output seen: VmRSS 3820, then 4504 after the first rekey and 4504 after the next; RssAnon 1360, 1360, 1360.
# Exits 1 if the behaviour is another one.
set -u
folder=$(mktemp -d)
sshd=
end() {
  ssh -F "$folder/config" -O exit m 2>/dev/null
  [ -z "$sshd" ] || kill "$sshd"
  rm -rf "$folder"
}
trap end EXIT
ssh -V
port=47123
mkdir -p /run/sshd
ssh-keygen -q -t ed25519 -N '' -f "$folder/host" && ssh-keygen -q -t ed25519 -N '' -f "$folder/user" || exit 1
"$(command -v sshd || echo /usr/sbin/sshd)" -D -e -f /dev/null -p $port -o ListenAddress=127.0.0.1 -o UsePAM=no \
  -h "$folder/host" -o AuthorizedKeysFile="$folder/user.pub" -o StrictModes=no -o PidFile=none 2>"$folder/sshd.log" &
sshd=$!
echo "[127.0.0.1]:$port $(cat "$folder/host.pub")" >"$folder/known"
cat >"$folder/config" <<EOF
Host m
  HostName 127.0.0.1
  Port $port
  User $(id -un)
  IdentityFile $folder/user
  IdentitiesOnly yes
  UserKnownHostsFile $folder/known
  ControlMaster auto
  ControlPath $folder/s
  ControlPersist yes
  ConnectionAttempts 10
  RekeyLimit default 3s
EOF
log() { ssh -vv -E "$folder/log" -F "$folder/config" "$@"; }
log m true || exit 1
master=$(ssh -F "$folder/config" -O check m 2>&1 | sed 's/[^0-9]//g')
field() { sed -n "s/^$1:[^0-9]*\([0-9]*\) kB/\1/p" "/proc/$master/status"; }
rekeys() { grep -c 'SSH2_MSG_NEWKEYS received' "$folder/log"; }
# The master looks at the time when something is sent.
until_rekeys() {
  tries=0
  while [ "$(rekeys)" -lt "$1" ] && [ $tries -lt 100 ]; do
    ssh -F "$folder/config" m true
    sleep 0.2
    tries=$((tries + 1))
  done
}
rss0=$(field VmRSS) anon0=$(field RssAnon)
until_rekeys 2
rss1=$(field VmRSS) anon1=$(field RssAnon)
until_rekeys 4
rss2=$(field VmRSS) anon2=$(field RssAnon)
echo "VmRSS $rss0, then $rss1 and $rss2; RssAnon $anon0, $anon1, $anon2; key exchanges $(rekeys)"
[ $((rss1 - rss0)) -gt 400 ] && [ $((rss2 - rss1)) -lt 100 ] && [ $((anon2 - anon0)) -lt 50 ] && [ "$(rekeys)" -ge 4 ]
