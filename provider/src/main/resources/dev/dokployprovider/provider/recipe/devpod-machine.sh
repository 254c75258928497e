#!/bin/sh
# devpod-machine: a DevPod machine in a container.
#   init                 runs sshd, and Docker beside it, until SIGTERM
#   wait-docker SECONDS  waits until Docker answers
#   shutdown             stops the machine
#   discard              ends it at once, where nothing on it is kept
#   host-key             prints the SSH host key that this machine made for itself
#   volumes PLACE...     prints for each place what tells its volume from another one that is put there
set -eu
etc=/etc/devpod-machine
run=/run/devpod-machine
log=/var/log/devpod-machine
state=/var/lib/devpod
cgroup=/sys/fs/cgroup
passwd=/etc/passwd
shadow=/etc/shadow
mounts=/proc/mounts
resolv=/etc/resolv.conf
sockets=/proc/net
sysctl=/proc/sys
devices=/sys/class/net
# Where containers on the machine ask for names; link-local, so it hides no other address.
resolver=169.254.53.53
idle_service=/etc/init.d/devpod
idle_pid=/var/run/devpod.pid
agent=$state/agent/devpod
agent_tmp=/tmp
service_functions=/etc/rc.d/init.d/functions
service_command=/usr/local/bin/service
login_shell=/usr/local/bin/devpod-login-shell
# There where images are shared with other machines.
images=/usr/local/bin/devpod-images
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

# The key is made once and stays on its volume. A damaged one is made again, so that the machine can be reached at all.
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

# field NUMBER: of the user's line in $passwd
field() { grep -e "^$user:" "$passwd" | head -n 1 | cut -d : -f "$1"; }

# What a base image or a script says of the user must not keep sshd from letting the user in: a shell that is missing or
# does not allow logins, a locked or expired account. The user's own shell is noted for the login shell, which is ours.
prepare_login() {
  shell=$(field 7)
  if [ "$shell" != "$login_shell" ]; then
    case $shell in */nologin | */false) usable= ;; *) usable=$(command -v "$shell" || true) ;; esac
    if [ -z "$usable" ]; then
      usable=$(command -v bash || echo /bin/sh)
      [ -z "$shell" ] || say "$user's shell $shell does not allow logins or is missing; using $usable"
    fi
    printf '%s\n' "$usable" >"$etc/user-shell"
    # The login shell's name is set last: it proves that the other one was noted.
    sed -i -e "s|^\($user:.*:\)[^:]*$|\1$login_shell|" "$passwd"
  fi
  case $(field 6) in
    / | /bin | /sbin | /dev | /dev/* | /etc | /etc/* | /proc | /proc/* | /run | /run/* | /sys | /usr | /usr/* | /var | /nonexistent | '')
      say "the home of $user was $(field 6); it is /home/$user"
      sed -i -e "s|^\($user:[^:]*:[^:]*:[^:]*:[^:]*:\)[^:]*:|\1/home/$user:|" "$passwd"
      ;;
  esac
  if grep -q -s -e "^$user:" "$shadow"; then
    sed -i -e "s/^$user:![^:]*:/$user:*:/" -e "s/^\($user:[^:]*\):.*/\1:19000:0:99999:7:::/" "$shadow"
  fi
  rm -f /etc/nologin
  if [ -f /etc/shells ] && ! grep -q -x -F -e "$login_shell" /etc/shells; then echo "$login_shell" >>/etc/shells; fi
}

# The home is on a volume, which may be older than the user; so may what other volumes in it hold.
prepare_user() {
  mkdir -p "$state/agent" "$state/data"
  user=$DEVPOD_MACHINE_USER
  prepare_login || say "the account of $user could not be prepared"
  [ "$user" != root ] || return 0
  home=$(field 6)
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
    # One by one, as one that is not available would fail all.
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
  nest_cgroups
  mount --make-rshared / 2>/dev/null || true
  if [ "$docker" = rootless ]; then prepare_rootless; else choose_iptables; fi
}

# What Docker's containers and builds take over from the machine's network, as arguments of dockerd. Whatever the
# configuration of the base image says goes first. Nothing here may keep Docker from starting.
network_arguments() {
  if [ "$docker" != rootless ]; then
    if ! configured dns && share_resolver; then echo "--dns $resolver"; fi
    mtu=$(outer_mtu)
    if [ "$mtu" -lt 1500 ]; then
      configured mtu || echo "--mtu $mtu"
      if ! configured default-network-opts && dockerd --help 2>&1 | grep -q -e --default-network-opt; then
        echo "--default-network-opt bridge=com.docker.network.driver.mtu=$mtu"
      fi
      # For networks of an engine that can't be told.
      iptables -w -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu || true
    fi
  fi
  if ! configured bip && ! configured default-address-pools && needed_addresses | in_docker_pools; then
    echo "--bip 198.18.0.1/24 --default-address-pool base=198.18.128.0/17,size=24"
  fi
}

configured() { grep -q -e "\"$1\"" "$etc/daemon.json"; }

# Containers can't ask the machine's resolver at its loopback address, and Docker would give them public ones in its
# place. They ask at an address of ours, and the question is handed to the machine's resolver.
share_resolver() {
  grep -q -e '^nameserver 127\.0\.0\.11$' "$resolv" || return 1
  udp=$(resolver_port udp)
  tcp=$(resolver_port tcp)
  [ "$udp" -gt 0 ] && [ "$tcp" -gt 0 ] || return 1
  # For the bridges that Docker makes from now on. What comes to the loopback by another way stays out.
  echo 1 >"$sysctl/net/ipv4/conf/default/route_localnet" || return 1
  iptables -w -I INPUT ! -i lo -d 127.0.0.0/8 -m conntrack ! --ctstate DNAT -j DROP || return 1
  iptables -w -t nat -N DEVPOD-RESOLVER || return 1
  for device in "$devices"/*; do
    device=$(basename "$device")
    [ "$device" = lo ] || iptables -w -t nat -A DEVPOD-RESOLVER -i "$device" -j RETURN || return 1
  done
  iptables -w -t nat -A DEVPOD-RESOLVER -d "$resolver" -p udp --dport 53 -j DNAT --to-destination "127.0.0.11:$udp" &&
    iptables -w -t nat -A DEVPOD-RESOLVER -d "$resolver" -p tcp --dport 53 -j DNAT --to-destination "127.0.0.11:$tcp" &&
    iptables -w -t nat -I PREROUTING -j DEVPOD-RESOLVER &&
    iptables -w -t nat -I OUTPUT -j DEVPOD-RESOLVER
}

# resolver_port PROTOCOL: Docker's resolver listens at a port of its own choice, which the kernel lists; 0 if there is none
resolver_port() {
  port=$(grep -o -i -e ' 0B00007F:[0-9A-F]* ' "$sockets/$1" 2>/dev/null | head -n 1 | cut -d : -f 2 | tr -d ' ')
  echo $((0x0$port))
}

# Of the device that the default route goes through.
outer_mtu() {
  device=$(sed -n -e 's/^\([^[:space:]]*\)[[:space:]]*00000000[[:space:]].*/\1/p' "$sockets/route" 2>/dev/null | head -n 1)
  [ -n "$device" ] || device=eth0
  cat "$devices/$device/mtu" 2>/dev/null || echo 1500
}

# What the machine itself must reach: its resolvers, its proxies and its mirrors, as addresses.
needed_addresses() {
  sed -n -e 's/^nameserver  *//p' -e 's/^# ExtServers: //p' "$resolv" | tr -c '0-9.\n' '\n'
  for url in $(printenv | grep -i -E -e '^(https?|all)_proxy=' | cut -d = -f 2-) $DEVPOD_MACHINE_MIRRORS; do
    host=$(echo "$url" | sed -e 's,^[a-z0-9]*://,,' -e 's,/.*,,' -e 's,.*@,,' -e 's,:[0-9]*$,,')
    [ -z "$host" ] || timeout 5 getent ahostsv4 "$host" | cut -d ' ' -f 1 || true
  done
}

# Whether one of these is where Docker puts its own networks by default: they would hide it.
in_docker_pools() { grep -q -E -e '^(172\.(1[7-9]|2[0-9]|3[01])|192\.168)\.'; }

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

# Docker starts also where this fails or takes too long.
share_images() { [ ! -e "$images" ] || timeout 60 /bin/sh "$images" "$1"; }

# Runs in a process of its own: starts dockerd, starts it again when it dies, ends it on SIGTERM.
keep_docker_running() {
  ending=
  dockerd_pid=
  trap 'ending=yes; [ -z "$dockerd_pid" ] || kill "$dockerd_pid" 2>/dev/null || true' TERM
  share_images fill &
  filling=$!
  prepare_docker
  set --
  if ! set_mirrors "$etc/daemon.json"; then
    for mirror in $DEVPOD_MACHINE_MIRRORS; do
      set -- "$@" --registry-mirror "$mirror"
    done
  fi
  # shellcheck disable=SC2046 # words of ours
  set -- "$@" $(network_arguments)
  wait "$filling" || true
  while [ -z "$ending" ]; do
    exec_dockerd --config-file "$etc/daemon.json" "$@" &
    dockerd_pid=$!
    [ -z "$ending" ] || kill "$dockerd_pid" 2>/dev/null || true
    while kill -0 "$dockerd_pid" 2>/dev/null; do wait "$dockerd_pid" || true; done
    [ -n "$ending" ] || {
      say "dockerd ended; starting it again"
      share_images undo || true
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
  if ! command -v docker >/dev/null; then
    say "there is no docker client on the PATH of $(id -un): $PATH"
    exit 3
  fi
  deadline=$(($(date +%s) + $1))
  answer=
  # dockerd takes a connection before it can answer, and answers it then. `docker info` would first run every plug-in.
  until [ -S /var/run/docker.sock ] && answer=$(timeout 10 docker version --format '{{.Server.Version}}' 2>&1 >/dev/null); do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      if [ -S /var/run/docker.sock ] && [ ! -w /var/run/docker.sock ]; then
        say "$(id -un) may not use Docker: $(ls -l /var/run/docker.sock)"
        exit 3
      fi
      say "Docker did not answer within $1 s."
      [ -z "$answer" ] || say "docker version says: $answer"
      say "its log ends:"
      tail -n 20 "$log/dockerd.log" >&2
      exit 1
    fi
    if [ -S /var/run/docker.sock ]; then pause; else sleep 0.03 2>/dev/null || sleep 1; fi
  done
}

# --- Volumes

# Docker recreates a volume that was removed and does not report it. Those that are ours have a mark, to tell by it later.
mark_volumes() {
  for place in /root /home /var/lib/docker "$state"; do
    if ! grep -q -e "^[^ ]* $place " "$mounts" || [ -s "$place/.devpod-volume" ]; then continue; fi
    if ! { od -A n -N 16 -t x1 /dev/urandom | tr -d ' \n' >"$place/.devpod-volume.new" &&
      mv -f "$place/.devpod-volume.new" "$place/.devpod-volume"; }; then
      say "the volume at $place could not be marked"
    fi
  done
}

# In the users' own volumes nothing is written: the number and the birth of their folders tell them apart.
volumes() {
  [ "$(id -u)" = 0 ] || exec sudo -n "$0" volumes "$@"
  for place in "$@"; do
    echo "$place $(cat "$place/.devpod-volume" 2>/dev/null || stat -c %i-%W "$place" || echo unknown)"
  done
  # Since when a restore of the volumes is not finished.
  [ ! -e "$state/ssh/restoring" ] || echo "restoring $(cat "$state/ssh/restoring")"
}

# --- The machine

# What a service of DevPod's agent takes from the init system, and only Red Hat's has: without `status`, DevPod takes the
# one that runs for stopped, fails to start it again, and runs a second one beside.
service_functions() {
  cat <<'FUNCTIONS'
success() { :; }
# status -p PIDFILE NAME
status() {
  pid=
  ! [ -r "$2" ] || read -r pid <"$2" || :
  [ -n "$pid" ] || pid=none
  case $({ tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null) in
    *'agent daemon'*) echo "$3 (pid  $pid) is running..." ;;
    *)
      echo "$3 is stopped"
      return 3
      ;;
  esac
}
# killproc -p PIDFILE NAME
killproc() {
  read -r pid <"$2" && kill "$pid" && rm -f "$2"
}
FUNCTIONS
}

# Some bases have no command to ask for a service.
prepare_services() {
  if [ ! -e "$service_functions" ]; then
    mkdir -p "$(dirname "$service_functions")"
    service_functions >"$service_functions"
  fi
  if ! command -v service >/dev/null; then
    # shellcheck disable=SC2016 # for that file
    printf '%s\n' '#!/bin/sh' 'name=$1' 'shift' 'exec "/etc/init.d/$name" "$@"' >"$service_command"
    chmod 0755 "$service_command"
  fi
} 2>/dev/null

# What stops the machine when it is idle is the daemon of DevPod's agent, which each "up" starts unless it runs. After a
# crash no client calls "up": the machine would never stop. Nothing of an earlier start runs any more, so a number in a file
# of then may be another process's by now.
start_idle_service() {
  prepare_services || true
  rm -f "$idle_pid" "$agent_tmp/daemon.pid" "$agent_tmp/devpod.daemon.pid" "$agent_tmp/devsy-0/devsy.daemon.pid"
  if [ -x "$idle_service" ]; then
    "$idle_service" start </dev/null >/dev/null 2>&1 &
  elif [ -x "$agent" ]; then
    start_idle_daemon &
  fi
}

# The service is 0.6.15's, and gone when the container was recreated; the forks have none. The daemon is noted where each
# client's next "up" looks for it.
start_idle_daemon() {
  if "$agent" agent daemon --help; then
    set -- agent daemon
    fork_pid=$agent_tmp/devpod.daemon.pid
  elif "$agent" internal agent daemon --help; then
    set -- internal agent daemon
    (umask 077 && mkdir -p "$agent_tmp/devsy-0")
    fork_pid=$agent_tmp/devsy-0/devsy.daemon.pid
  else
    return 0
  fi
  "$agent" "$@" --agent-dir "$state/data" &
  # Without a line's end, which the clients do not take.
  printf '%s' $! | tee "$fork_pid" >"$idle_pid"
} </dev/null >/dev/null 2>&1

# Who writes one appends, so goes on in the emptied file.
keep_logs_small() {
  for file in "$log"/*.log; do
    [ "$(wc -c <"$file")" -lt 10000000 ] || { cp "$file" "$file.1" || :; : >"$file"; }
  done
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
  chmod 0755 "$etc" "$0" "$login_shell"
  [ ! -e "$images" ] || chmod 0755 "$images"
  mkdir -p "$run" "$log"
  docker=$DEVPOD_MACHINE_DOCKER
  command -v dockerd >/dev/null || docker=none
  echo "$docker" >"$run/docker"
  printenv DEVPOD_MACHINE_RESTART >"$run/restart" || :
  : >>"$log/dockerd.log"
  mark_volumes
  prepare_user
  # First: who waits for both has a handshake to make meanwhile.
  start_sshd
  if [ "$docker" != none ]; then
    keep_docker_running &
    docker_pid=$!
    [ ! -e "$images" ] || /bin/sh "$images" keep >>"$log/images.log" 2>&1 </dev/null &
  fi
  start_idle_service
  while :; do
    keep_logs_small || true
    sleep 600
  done &
  wait "$sshd_pid" || true
  say "sshd ended by itself"
  stop 1
}

shutdown() {
  if [ -s "$run/restart" ]; then return; fi # Docker would restart it
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
  */volumes\ *)
    shift
    volumes "$@"
    ;;
  1/host-key) cut -d ' ' -f 1,2 "$run/host_key.pub" ;;
  *)
    say "usage: devpod-machine init | wait-docker SECONDS | shutdown | discard | host-key | volumes PLACE..."
    exit 2
    ;;
esac
