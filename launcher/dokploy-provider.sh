#!/bin/sh
# Starts the provider. DevPod and its desktop call `status` and `command` all day long: while the machine's OpenSSH
# master connection lives, both are answered here, without Java. Everything else is Java's, from the runtime/ folder
# beside this file. Plain POSIX sh, and on the usual path nothing but the shell's own builtins.

# What the machine is told to run. COMMAND itself travels in the variable DOKPLOY_COMMAND (SendEnv, AcceptEnv), so it
# stands in nobody's argv and the user's login shell never has to understand it: sh, csh and fish all read this line
# alike. `?` ends it with an error, rather than with nothing done, where sshd does not accept the variable.
# shellcheck disable=SC2016
remote='exec sh -c '\''c=${DOKPLOY_COMMAND?was not accepted by sshd}; unset DOKPLOY_COMMAND; eval "$c"'\'

# What a command's ssh runs in place of a connection of its own, when no live one answers it after all. The user's shell
# reads it, whichever that is, so this file's name is not in it.
# shellcheck disable=SC2016
again='"$DOKPLOY_LAUNCHER" rejoin'

# Sets launcher to where this file really is, and home to the folder of its runtime; both are absolute.
find_home() {
  self=$0
  case $self in */*) ;; *) self=$(command -v -- "$self") ;; esac
  while [ -L "$self" ]; do
    target=$(readlink "$self")
    case $target in /*) self=$target ;; *) self=${self%/*}/$target ;; esac
  done
  home=${self%/*}
  self=${self##*/}
  case $home in '') home=/ ;; /*) ;; *) home=$PWD/$home ;; esac
  launcher=$home/$self
  # A file that carries its runtime has it elsewhere (dist/unix/carried.sh).
  if [ -n "${carried_id-}" ]; then carried; fi
}

# Puts before the arguments what starts the provider's Java with them, and tells it where this file is, for ssh to run.
# The compiler of short runs is not for `dial`, which carries bytes: only the other one knows the processor's AES. The
# heap's limit also keeps the AOT cache usable: it is rejected where a big machine's default heap is 32 GB. The JVM's
# own log goes to stderr: its default, stdout, is the remote's. A JVM that speaks about JAVA_TOOL_OPTIONS is not wanted
# either.
run_java() {
  if [ ! -x "$home/runtime/bin/java" ]; then
    echo "dokploy-provider: its Java runtime is missing ($home/runtime); install the provider again" >&2
    exit 1
  fi
  unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS
  # Under cron's locale Java could not name a file with an umlaut in its path.
  case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
    *[Uu][Tt][Ff]*) ;;
    *) LC_ALL=C.UTF-8 && export LC_ALL ;;
  esac
  compiler=-XX:TieredStopAtLevel=1
  [ "$1" != dial ] || compiler=-XX:+TieredCompilation
  if [ -f "$home/runtime.aot" ]; then
    set -- -XX:AOTCache="$home/runtime.aot" -m dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main "$@"
  else
    set -- -m dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main "$@"
  fi
  # Who makes an AOT cache says so in training (dist/unix/carried.sh).
  exec "$home/runtime/bin/java" ${training:+"$training"} -XX:+UseSerialGC "$compiler" -Xmx64m -XX:-UsePerfData \
    -Xlog:disable -Xlog:all=error:stderr -Ddokploy.provider.launcher="$launcher" "$@"
}

# Sets socket to the ControlPath of the machine's ssh_config, which the provider writes as `  ControlPath "PATH"`.
read_socket() {
  socket=
  while read -r key value; do
    if [ "$key" = ControlPath ]; then
      value=${value#\"}
      socket=${value%\"}
      break
    fi
  done <"$config"
  folder=${socket%/*}
  case $socket in /*) ;; *) return 1 ;; esac
}

# Whether the recorded process is still this socket's master: what Linux tells for nothing, where asking ssh costs as
# much again as the command. -O: both belong to this user, so nobody else can have put them there, as long as the folder
# is as we make it: its mode, and that it is no link, are what folder_ours looks at whenever a connection is opened. A
# folder that its owner has opened to others since then is trusted until that master has ended: to ask would be one more
# process at each call.
# shellcheck disable=SC3067
master_recorded() {
  [ -S "$socket" ] && [ -O "$socket" ] && [ -O "$folder" ] && [ -r "$socket.pid" ] || return 1
  read -r pid <"$socket.pid" && [ -r "/proc/$pid/cmdline" ] || return 1
  title=
  read -r title 2>/dev/null <"/proc/$pid/cmdline"
  case $title in "ssh: $socket [mux]"*) return 0 ;; esac
  return 1
}

# Whether the socket's folder is ours alone; makes it where it is missing (a cleaner of /tmp or of caches came by).
# shellcheck disable=SC3067
folder_ours() {
  [ -d "$folder" ] || (umask 077 && mkdir -p "$folder") 2>/dev/null
  [ ! -L "$folder" ] && [ -O "$folder" ] || return 1
  case $(ls -ldn "$folder") in drwx------*) return 0 ;; esac
  return 1
}

# Whether a master lives, as ssh itself sees it; records its process for the next call.
# shellcheck disable=SC3067
master_answers() {
  [ -S "$socket" ] && [ -O "$socket" ] || return 1
  said=$(ssh -F "$config" -O check machine 2>&1 </dev/null) || return 1
  case $said in *'(pid='*')'*) ;; *) return 0 ;; esac
  pid=${said##*"(pid="}
  (umask 077 && echo "${pid%%)*}" >"$socket.pid") 2>/dev/null
  return 0
}

# What is not needed to reach a machine, and may hold secrets: DevPod's own as well as the user's.
forget_texts() {
  unset COMMAND WORKSPACE_SOURCE DOKPLOY_MACHINE_ENV DOKPLOY_MACHINE_SCRIPT DOKPLOY_MACHINE_PROXY \
    DOKPLOY_MACHINE_MIRRORS DOKPLOY_MACHINE_LOGINS DOKPLOY_AUTHORIZED_KEYS
}

# What ssh does not need must not stand in the environment of a process that may live for days: the token above all, but
# Java leaves out all options too.
forget_options() {
  forget_texts
  unset DOKPLOY_COMMAND DOKPLOY_LAUNCHER DOKPLOY_SERVER_URL DOKPLOY_API_TOKEN DOKPLOY_PROJECT_NAME DOKPLOY_SERVER \
    DOKPLOY_CA_CERT_FILE DOKPLOY_CREATE_TIMEOUT DOKPLOY_MACHINE_IMAGE DOKPLOY_MACHINE_DOCKER DOKPLOY_MACHINE_CPUS \
    DOKPLOY_MACHINE_MEMORY DOKPLOY_MACHINE_PIDS DOKPLOY_MACHINE_SHM DOKPLOY_MACHINE_DISK DOKPLOY_MACHINE_GPUS \
    DOKPLOY_MACHINE_USER DOKPLOY_MACHINE_PACKAGES DOKPLOY_MACHINE_VOLUMES DOKPLOY_MACHINE_CACHES DOKPLOY_SSH_PORTS \
    DOKPLOY_SSH_HOST DOKPLOY_SSH_ROUTE DOKPLOY_SSH_JUMP DOKPLOY_SSH_TLS_DOMAIN DOKPLOY_SSH_TLS_PORT \
    DOKPLOY_SSH_TLS_BESIDE_APPS DOKPLOY_SSH_PERSIST
}

# Waits for what was just begun in the background. It is told when we are told to end: a shell that waits for a program
# in the foreground hears of it only when that has ended, or, bash and SIGINT, not at all.
attend() {
  child=$!
  for signal in HUP INT TERM; do
    # shellcheck disable=SC2064
    trap "kill $child 2>/dev/null; trap - $signal; kill -$signal $$" "$signal"
  done
  result=0
  wait "$child" || result=$?
  trap - HUP INT TERM
  return "$result"
}

# Takes a lock, for at most so many tenths of a second: 0 when it is ours, 1 when its holder is done, who did it for us
# too, 2 when it is not to be had. It only spares work, so it need not be perfect: a lock whose holder was killed is
# dropped, and who has waited long enough goes on without.
take() {
  waited=0
  until (umask 077 && set -C && echo "$$" >"$1") 2>/dev/null; do
    if [ "$waited" -ge "$2" ] || [ ! -w "$folder" ]; then return 2; fi
    waited=$((waited + 1))
    holder=
    read -r holder 2>/dev/null <"$1"
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -f "$1"
      continue
    fi
    sleep 0.1
    [ -e "$1" ] || return 1
  done
}

# Opens the master at the recorded address. ssh settles by itself who becomes the master when many open at once; the
# lock only spares the machine the many handshakes, of which sshd's MaxStartups would refuse some. It is waited for for
# 8 s, more than any way to a machine is given. If its holder failed, that is Java's to look at, not ours to repeat. The
# subsystem that does not exist ends the call at once, with no shell started over there; what stays is the master, in a
# session of its own and with nothing of our stdio. Its exit status tells nothing.
open_master() {
  take "$socket.lock" 80
  if [ $? -ne 1 ]; then
    if ! master_answers; then
      (
        forget_options
        exec ssh -F "$config" -o ControlMaster=auto -s machine connect-only
      ) </dev/null >/dev/null 2>&1 &
      attend
    fi
    rm -f "$socket.lock"
  fi
  opened "$1"
}

# A command need not ask the new master, which would cost one more ssh: where there is none after all, ssh has taken
# the socket away, and would rejoin. What status says it says of a master that answers.
# shellcheck disable=SC3067
opened() {
  case $1 in command) [ -S "$socket" ] && [ -O "$socket" ] ;; *) master_answers ;; esac
}

# For the verb that it is given.
connected() {
  master_recorded && return 0
  folder_ours || return 1
  master_answers || open_master "$1"
}

# Java looks at the server again, waits for the machine and opens a master; one for all who came meanwhile. It also ends
# when the process of that number has, whose answer it works for: DevPod 0.6.15 ends us by SIGKILL, which leaves nobody
# to tell it. Who has waited for another's search for 12 s of the 20 that DevPod gives still has time for a look.
connect() {
  take "$socket.search" 120
  if [ $? -eq 1 ] && opened command; then return; fi
  (run_java connect "$1") </dev/null >&2 &
  attend
  rm -f "$socket.search"
  return "$result"
}

# Becomes what carries the bytes of ssh, whose ProxyCommand this is, to where the machine is recorded now. The way there
# is a line of ours that any shell reads alike.
carry() {
  host=
  port=
  way=
  while read -r key value; do
    case $key in
      HostName) host=$value ;;
      Port) port=$value ;;
      ProxyCommand) way=$value ;;
    esac
  done <"$config"
  expand "$host"
  host=$expanded
  forget_options
  if [ -z "$way" ]; then
    find_home
    run_java dial "$host" "$port"
  fi
  expand "$way"
  eval "exec $expanded"
}

# Sets expanded to a value of ssh_config as ssh understands it.
expand() {
  expanded=
  rest=$1
  while :; do
    case $rest in *%?*) ;; *) break ;; esac
    expanded=$expanded${rest%%\%*}
    rest=${rest#*%}
    case $rest in
      h*) expanded=$expanded$host ;;
      p*) expanded=$expanded$port ;;
      *) expanded=$expanded% ;;
    esac
    rest=${rest#?}
  done
  expanded=$expanded$rest
}

# The master died while a command's ssh asked it, or has no room for another session. ssh would connect to the address
# that it has read, where by now another machine may be, and shout of an attack. So a way is opened as for a new call:
# at the recorded address, or else where Java finds the machine. ssh itself still waits at the other end of our stdio,
# has sent nothing of the command and read nothing of its stdin, and will accept no host key but the machine's.
rejoin() {
  unset DOKPLOY_COMMAND
  if ! connected command; then
    find_home
    connect "$PPID" || exit 255
  fi
  carry
}

# `Stopped` is believed for 10 s: the desktop asks every 5 s, and a stopped machine has no connection to tell.
stopped_lately() {
  seen=
  read -r seen 2>/dev/null <"$MACHINE_FOLDER/cache/stopped"
  case $seen in '' | 0* | *[!0-9]* | ????????????*) return 1 ;; esac
  age=$(($(date +%s) - seen))
  [ "$age" -ge 0 ] && [ "$age" -lt 10 ]
}

# Over the live connection. Should it fail, ssh needs our options for `rejoin`, time for it, its own stderr for Java's
# words (which ControlPersist takes from it) and none of its words about what is then no failure.
run_command() {
  DOKPLOY_COMMAND=$COMMAND
  DOKPLOY_LAUNCHER=$0
  forget_texts
  export DOKPLOY_COMMAND DOKPLOY_LAUNCHER
  exec ssh -F "$config" -o "ProxyCommand=$again" -o ConnectTimeout=30 -o ControlPersist=no -o LogLevel=FATAL \
    -T machine "$remote"
}

# Over a connection of its own.
run_directly() {
  text=$COMMAND
  forget_options
  DOKPLOY_COMMAND=$text
  export DOKPLOY_COMMAND
  exec ssh -F "$config" -o ControlPath=none -T machine "$remote"
}

config=${MACHINE_FOLDER-}/ssh_config
if [ $# -eq 1 ] && [ -n "${MACHINE_FOLDER-}" ] && [ -f "$config" ]; then
  case $1 in
    status)
      if [ -f "$MACHINE_FOLDER/cache/stopped" ] && stopped_lately; then
        echo Stopped
        exit
      fi
      if read_socket && connected status; then
        echo Running
        exit
      fi
      ;;
    command)
      # An ssh_config without a socket has no live connection to offer: then Java runs ssh itself.
      if [ -n "${COMMAND+set}" ] && read_socket && command -v ssh >/dev/null; then
        if connected command; then run_command; fi
        find_home
        connect $$ || exit 255
        # A socket that may be somebody else's is left alone; the host key protects the connection of our own.
        if read_socket && folder_ours; then run_command; else run_directly; fi
      fi
      ;;
    rejoin)
      if read_socket; then rejoin; fi
      ;;
  esac
fi
find_home
run_java "$@"
