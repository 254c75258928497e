#!/bin/sh
# Starts the provider. DevPod and its desktop call `status` and `command` all day long: while the machine's OpenSSH
# master connection lives, both are answered here, without Java. Everything else is Java's, from the runtime/ folder
# beside this file. Plain POSIX sh, and on the usual path nothing but the shell's own builtins.

# What the machine is told to run. COMMAND itself travels in the variable DOKPLOY_COMMAND (SendEnv, AcceptEnv), so it
# stands in nobody's argv and the user's login shell never has to understand it: sh, csh and fish all read this line
# alike. `?` ends it with an error, rather than with nothing done, where sshd does not accept the variable.
# shellcheck disable=SC2016
remote='exec sh -c '\''c=${DOKPLOY_COMMAND?was not accepted by sshd}; unset DOKPLOY_COMMAND; eval "$c"'\'

# Sets home to the folder in which this file really is, as an absolute path.
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
  exec "$home/runtime/bin/java" -XX:+UseSerialGC "$compiler" -Xmx64m -XX:-UsePerfData \
    -Xlog:disable -Xlog:all=error:stderr -Ddokploy.provider.launcher="$home/$self" "$@"
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
# much again as the command. -O: both belong to this user, so nobody else can have put them there.
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
  pid=${said##*(pid=}
  (umask 077 && echo "${pid%%)*}" >"$socket.pid") 2>/dev/null
  return 0
}

# What ssh does not need must not stand in the environment of a process that may live for days: the token above all.
forget_options() {
  unset COMMAND DOKPLOY_API_TOKEN DOKPLOY_MACHINE_ENV DOKPLOY_MACHINE_SCRIPT DOKPLOY_AUTHORIZED_KEYS
}

# Opens the master at the recorded address. ssh settles by itself who becomes the master when many open at once; the
# lock only spares the machine the many handshakes, of which sshd's MaxStartups would refuse some. So it need not be
# perfect: a lock whose holder was killed is dropped, and nobody waits for it longer than 5 s. The subsystem that does
# not exist ends the call at once, with no shell started over there; what stays is the master, in a session of its own
# and with nothing of our stdio. Its exit status tells nothing.
open_master() {
  lock=$socket.lock
  waited=0
  until (umask 077 && set -C && echo "$$" >"$lock") 2>/dev/null; do
    if [ "$waited" -ge 50 ] || [ ! -w "$folder" ]; then break; fi
    waited=$((waited + 1))
    holder=
    read -r holder 2>/dev/null <"$lock"
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -f "$lock"
      continue
    fi
    sleep 0.1
    # Its holder is done. If it failed, that is Java's to look at, not ours to repeat.
    if [ ! -e "$lock" ]; then
      opened "$1"
      return
    fi
  done
  if ! master_answers; then
    (
      forget_options
      exec ssh -F "$config" -o ControlMaster=auto -s machine connect-only
    ) </dev/null >/dev/null 2>&1
  fi
  rm -f "$lock"
  opened "$1"
}

# A command need not ask the new master, which would cost one more ssh: where there is none after all, ssh has taken
# the socket away, and would connect by itself. What status says it says of a master that answers.
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

# Java looks at the server again, waits for the machine and opens a master. It is told when we are told to end.
connect() {
  (run_java connect) </dev/null >&2 &
  child=$!
  for signal in HUP INT TERM; do
    # shellcheck disable=SC2064
    trap "kill $child 2>/dev/null; trap - $signal; kill -$signal $$" "$signal"
  done
  wait "$child"
}

# `Stopped` is believed for 10 s: the desktop asks every 5 s, and a stopped machine has no connection to tell.
stopped_lately() {
  seen=
  read -r seen 2>/dev/null <"$MACHINE_FOLDER/cache/stopped"
  case $seen in '' | 0* | *[!0-9]* | ????????????*) return 1 ;; esac
  age=$(($(date +%s) - seen))
  [ "$age" -ge 0 ] && [ "$age" -lt 10 ]
}

run_command() {
  DOKPLOY_COMMAND=$COMMAND
  forget_options
  export DOKPLOY_COMMAND
  exec ssh -F "$config" -T "$@" machine "$remote"
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
        connect || exit 255
        # A socket that may be somebody else's is left alone; the host key protects the connection of our own.
        if read_socket && folder_ours; then run_command; else run_command -o ControlPath=none; fi
      fi
      ;;
  esac
fi
find_home
run_java "$@"
