#!/bin/sh
# devpod-machine: a DevPod machine in a container.
#   init                 runs sshd, and Docker beside it, until SIGTERM
#   wait-docker SECONDS  waits until Docker answers
#   shutdown             stops the machine
#   discard              ends it at once, where nothing on it is kept
#   host-key             prints the SSH host key that this machine made for itself
set -eu
etc=/etc/devpod-machine
run=/run/devpod-machine
log=/var/log/devpod-machine
state=/var/lib/devpod
cgroup=/sys/fs/cgroup
idle_service=/etc/init.d/devpod
own_key=$state/ssh/ssh_host_ecdsa_key
for folder in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
  case :$PATH: in
    *:$folder:*) ;;
    *) PATH=$PATH:$folder ;;
  esac
done
export PATH

say() { echo "devpod-machine: $*" >&2; }

pause() { sleep 0.1 2>/dev/null || sleep 1; }

# --- SSH

# The key is made once and stays on its volume. A damaged one is made anew, so that the machine can be reached at all.
make_own_key() {
  mkdir -p "$state/ssh"
  chmod 0700 "$state/ssh"
  if ! ssh-keygen -y -f "$own_key" >"$run/host_key.pub" 2>/dev/null </dev/null; then
    [ ! -e "$own_key" ] || say "the host key on the volume cannot be read; making another"
    rm -f "$own_key.new" "$own_key.new.pub"
    ssh-keygen -q -t ecdsa -b 256 -N '' -C devpod-machine -f "$own_key.new"
    mv -f "$own_key.new" "$own_key"
    rm -f "$own_key.new.pub"
    ssh-keygen -y -f "$own_key" >"$run/host_key.pub"
  fi
}

# The container's environment as the values of SetEnv, for the sessions; what belongs to a login is left out.
session_environment() {
  env -0 |
    tr '\n\0' '\001\n' |
    grep -E -v -e '^(HOME|HOSTNAME|LOGNAME|MAIL|OLDPWD|PATH|PWD|SHELL|SHLVL|TERM|USER|_)=' -e "$(printf '\001')" |
    sed -e 's/[\\"]/\\&/g' -e 's/.*/"&"/' |
    tr '\n' ' '
}

# Leaves out what an older sshd does not know, rather than have no sshd.
configure_sshd() {
  for level in all some least; do
    {
      cat "$etc/sshd_config"
      echo "AllowUsers $DEVPOD_MACHINE_USER"
      [ "$level" != all ] || echo "PerSourcePenalties no"
      [ "$level" = least ] || echo "SetEnv PATH=$PATH $(session_environment)"
      [ "$level" != least ] || echo "SetEnv PATH=$PATH"
    } >"$run/sshd_config"
    ! "$sshd" -t -f "$run/sshd_config" 2>"$run/sshd_config.errors" || return 0
  done
  cat "$run/sshd_config.errors" >&2
  return 1
}

start_sshd() {
  # The folder that sshd's unprivileged part is confined to; where it is depends on the distribution.
  mkdir -p /run/sshd /var/empty
  chmod 0755 /run/sshd
  sshd=$(command -v sshd)
  make_own_key
  configure_sshd
  "$sshd" -D -e -f "$run/sshd_config" &
  sshd_pid=$!
}

# --- Who logs in

# The home is on a volume, which may be older than the user; so may what other volumes in it hold.
prepare_user() {
  mkdir -p "$state/agent" "$state/data"
  user=$DEVPOD_MACHINE_USER
  [ "$user" != root ] || return 0
  home=$(grep -e "^$user:" /etc/passwd | cut -d : -f 6)
  mkdir -p "$home"
  case $home in /home/*) take_over ;; esac
  fill_home /etc/skel
  chown "$user:" "$state/agent" "$state/data" "$home"
  own_mounts </proc/mounts
}

# On another base the user may have another number: what is the old one's in the home is the user's still. The home itself
# comes last, as it tells who that was.
take_over() {
  owner=$(stat -c %u "$home")
  case $owner in 0 | "$(id -u "$user")") return 0 ;; esac
  say "$home is number $owner's; giving it to $user"
  find "$home" -depth -user "$owner" -exec chown -h "$user:" {} + || say "not all of $home could be given to $user"
}

# A home that Docker made, on the way to a volume in it, has nothing of what a home begins with.
fill_home() {
  if [ -e "$home/.profile" ] || [ -e "$home/.bashrc" ]; then return 0; fi
  for file in "$1"/.[!.]* "$1"/*; do
    name=$(basename "$file")
    if [ -e "$file" ] && [ ! -e "$home/$name" ]; then
      cp -R "$file" "$home/$name"
      chown -R "$user:" "$home/$name"
    fi
  done
}

# The volumes in the home, and the folders on the way to them, which Docker makes as root's.
own_mounts() {
  while read -r _ mounted _; do
    case $mounted in "$home"/*) ;; *) continue ;; esac
    chown "$user:" "$mounted"
    parent=$(dirname "$mounted")
    while [ "$parent" != "$home" ]; do
      [ "$(stat -c %u "$parent")" != 0 ] || chown "$user:" "$parent"
      parent=$(dirname "$parent")
    done
  done
}

# --- Docker

# A container's cgroup may hold processes or child cgroups with limits, not both: move ours aside (cgroup v2). Only the
# server's own root has no type; where that is what we see (cgroupns host), nothing in it is ours to move.
nest_cgroups() {
  [ -f "$cgroup/cgroup.type" ] && [ -w "$cgroup/cgroup.subtree_control" ] || return 0
  mkdir -p "$cgroup/init"
  tries=20
  while [ $tries -gt 0 ]; do
    while read -r pid; do
      echo "$pid" >"$cgroup/init/cgroup.procs" || true
    done <"$cgroup/cgroup.procs"
    # One by one, as one that can't be had would keep back all.
    read -r controllers <"$cgroup/cgroup.controllers" || return 0
    for controller in $controllers; do
      echo "+$controller" >"$cgroup/cgroup.subtree_control" || true
    done
    if grep -q -w memory "$cgroup/cgroup.subtree_control" || ! grep -q -w memory "$cgroup/cgroup.controllers"; then return 0; fi
    tries=$((tries - 1))
    pause
  done
} 2>/dev/null

# Whether it can do what dockerd asks of it first. To list what there is would be a weaker question.
iptables_works() {
  for table in nat filter; do
    "$1" -w -t "$table" -X DEVPOD-PROBE || true # of a probe that was cut off
    "$1" -w -t "$table" -N DEVPOD-PROBE || return 1
    "$1" -w -t "$table" -X DEVPOD-PROBE || return 1
  done
} >/dev/null 2>&1

# The server's kernel loads a module for a privileged container that asks for a network device of that name; its file need
# not be here.
load_modules() {
  for module in "$@"; do ip link show "$module" || modprobe "$module" || true; done
} >/dev/null 2>&1

# There are two kinds of iptables, which need different parts of the kernel. The one that the base image prefers need not
# be one that the server has: Docker gets one that works.
choose_iptables() {
  ! iptables_works iptables || return 0
  for kind in nft legacy; do
    case $kind in
      nft) load_modules nf_tables ;;
      legacy) load_modules ip_tables iptable_nat iptable_filter ;;
    esac
    ! iptables_works iptables || return 0
    if iptables_works "iptables-$kind"; then
      prefer_iptables "$kind"
      return 0
    fi
  done
  say "no iptables of this image works on this server"
}

prefer_iptables() {
  say "using iptables-$1"
  mkdir -p "$run/bin"
  for tool in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    other=$(command -v "$(echo "$tool" | sed -e "s/tables/tables-$1/")") || continue
    ln -sf "$other" "$run/bin/$tool"
  done
  PATH=$run/bin:$PATH
}

prepare_docker() {
  rm -rf /run/docker.pid /var/run/docker.pid /run/docker /run/containerd "$run/rootless" "$run/docker.sock"
  # DevPod's agent writes /etc/docker/daemon.json on a running machine: that must not change where Docker keeps its
  # images, so Docker reads a copy of what the image had.
  if [ ! -e "$etc/daemon.json" ]; then
    if [ -s /etc/docker/daemon.json ]; then cp /etc/docker/daemon.json "$etc/daemon.json"; else echo '{}' >"$etc/daemon.json"; fi
  fi
  if [ "$(wc -c <"$log/dockerd.log")" -gt 10000000 ]; then mv -f "$log/dockerd.log" "$log/dockerd.log.1"; fi
  nest_cgroups
  mount --make-rshared / 2>/dev/null || true
  if [ "$docker" = rootless ]; then prepare_rootless; else choose_iptables; fi
}

# set_mirrors FILE: puts ours in place of the mirrors that the image's configuration names, if it names any: dockerd
# refuses to be told of them twice.
set_mirrors() {
  [ -n "$DEVPOD_MACHINE_MIRRORS" ] && grep -q -e '"registry-mirrors"' "$1" || return 1
  list=$(echo "$DEVPOD_MACHINE_MIRRORS" | sed -e 's/[^ ][^ ]*/"&"/g' -e 's/ /,/g')
  tr '\n' ' ' <"$1" | sed -e "s|\"registry-mirrors\" *: *\[[^]]*]|\"registry-mirrors\":[$list]|" >"$1.new"
  mv -f "$1.new" "$1"
}

# Without any privilege on the server: dockerd in a user namespace of its own, where it may do what it needs. Users keep
# their numbers in it, so that files look the same from both sides and DevPod's agent may be root as everywhere.
prepare_rootless() {
  export XDG_RUNTIME_DIR=$run/rootless
  mkdir -p "$XDG_RUNTIME_DIR"
  echo root:1:65535 >/etc/subuid
  echo root:1:65535 >/etc/subgid
  # The namespace has a /run of its own, but for what was in ours before.
  ln -sf "$run/docker.sock" /var/run/docker.sock
}

# dockerd with these arguments, in this process's place
exec_dockerd() {
  if [ "$docker" != rootless ]; then
    # "container" tells dockerd, as it tells systemd, that AppArmor is not its to load.
    export container=docker
    exec dockerd "$@"
  fi
  export HOME=/root
  exec rootlesskit --net=slirp4netns --mtu=65520 --disable-host-loopback --port-driver=builtin \
    --copy-up=/etc --copy-up=/run --propagation=rslave /bin/sh "$0" rootless-dockerd "$@"
}

# In the namespace, which has a network and a /run of its own.
rootless_dockerd() {
  rm -rf /run/docker /run/containerd /run/xtables.lock
  choose_iptables
  exec dockerd --rootless --host "unix://$run/docker.sock" --data-root /var/lib/docker/rootless \
    --exec-root "$XDG_RUNTIME_DIR/docker" --pidfile "$XDG_RUNTIME_DIR/docker.pid" "$@"
}

# Runs in a process of its own: starts dockerd, starts it again when it dies, ends it on SIGTERM.
keep_docker_running() {
  ending=
  dockerd_pid=
  trap 'ending=yes; [ -z "$dockerd_pid" ] || kill "$dockerd_pid" 2>/dev/null || true' TERM
  prepare_docker
  set --
  if ! set_mirrors "$etc/daemon.json"; then
    for mirror in $DEVPOD_MACHINE_MIRRORS; do
      set -- "$@" --registry-mirror "$mirror"
    done
  fi
  while [ -z "$ending" ]; do
    exec_dockerd --config-file "$etc/daemon.json" "$@" &
    dockerd_pid=$!
    [ -z "$ending" ] || kill "$dockerd_pid" 2>/dev/null || true
    while kill -0 "$dockerd_pid" 2>/dev/null; do wait "$dockerd_pid" || true; done
    [ -n "$ending" ] || {
      say "dockerd ended; starting it again"
      rm -f /run/docker.pid /var/run/docker.pid "$run/rootless/docker.pid"
      sleep 1 &
      wait $! || true
    }
  done
} >>"$log/dockerd.log" 2>&1 </dev/null

wait_docker() {
  case $1 in
    '' | *[!0-9]*)
      say "usage: devpod-machine wait-docker SECONDS"
      exit 2
      ;;
  esac
  [ "$(cat "$run/docker")" != none ] || exit 0
  unset DOCKER_HOST DOCKER_CONTEXT # of the base image: another Docker's
  deadline=$(($(date +%s) + $1))
  until [ -S /var/run/docker.sock ] && timeout 10 docker info >/dev/null 2>&1; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      say "Docker did not answer within $1 s; its log ends:"
      tail -n 20 "$log/dockerd.log" >&2
      exit 1
    fi
    pause
  done
}

# --- The machine

# DevPod's agent puts a service here that stops the machine when it is idle, and starts it with each "up". After a crash
# nobody says "up": the machine would never stop. The number in an old pid file may be another process's by now.
start_idle_service() {
  [ -x "$idle_service" ] || return 0
  rm -f "/run/$(basename "$idle_service").pid" "/var/run/$(basename "$idle_service").pid"
  "$idle_service" start </dev/null >/dev/null 2>&1 &
}

# stop STATUS: ends everything and exits. The sessions go first, so that whoever is connected learns it at once.
stop() {
  trap '' TERM INT
  if [ -n "$sshd_pid" ]; then
    pkill -TERM -P "$sshd_pid" || true
    kill "$sshd_pid" 2>/dev/null || true
  fi
  if [ -n "$docker_pid" ]; then
    kill "$docker_pid" 2>/dev/null || true
    wait "$docker_pid" || true
  fi
  exit "$1"
}

init() {
  sshd_pid=
  docker_pid=
  trap 'stop 0' TERM INT
  trap 'exit 0' USR1
  # The files that compose put here can be read by all, whatever mode they were given.
  chmod 0600 "$etc/ssh_host_ed25519_key"
  chmod 0644 "$etc/sshd_config" "$etc/authorized_keys"
  chmod 0755 "$0"
  mkdir -p "$run" "$log"
  docker=$DEVPOD_MACHINE_DOCKER
  command -v dockerd >/dev/null || docker=none
  echo "$docker" >"$run/docker"
  : >>"$log/dockerd.log"
  prepare_user
  start_sshd
  if [ "$docker" != none ]; then
    keep_docker_running &
    docker_pid=$!
  fi
  start_idle_service
  wait "$sshd_pid" || true
  say "sshd ended by itself"
  stop 1
}

shutdown() {
  if [ "$(id -u)" = 0 ]; then kill -TERM 1; else exec sudo -n "$0" shutdown; fi
}

# The end of the first process is everything's. Whether that is this script or hands signals on to it, it knows this one.
discard() {
  if [ "$(id -u)" = 0 ]; then kill -USR1 1; else exec sudo -n "$0" discard; fi
}

case "$#/$*" in
  1/init) init ;;
  2/wait-docker\ *) wait_docker "$2" ;;
  1/shutdown) shutdown ;;
  1/discard) discard ;;
  */rootless-dockerd*)
    shift
    rootless_dockerd "$@"
    ;;
  1/host-key) cut -d ' ' -f 1,2 "$run/host_key.pub" ;;
  *)
    say "usage: devpod-machine init | wait-docker SECONDS | shutdown | discard | host-key"
    exit 2
    ;;
esac
