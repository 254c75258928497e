#!/bin/sh
# Starts the provider. DevPod and its desktop call `status` and `command` all day long: while the machine's OpenSSH
# master connection lives, both are answered here, without Java. Everything else is Java's, from the runtime/ folder
# beside this file. Plain POSIX sh, and on the usual path nothing but the shell's own builtins.

# zsh only splits words and reads patterns as sh does when it is told to.
if [ -n "${ZSH_VERSION-}" ]; then emulate sh; fi

# All that this makes, and Java and ssh after it, is for this user alone, and no caller's umask takes that away either.
umask 077

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
  launcher=${home%/}/$self
  # A file that carries its runtime has it elsewhere (dist/unix/carried.sh).
  if [ -n "${carried_id-}" ]; then carried; fi
}

# Says why Java can't run here, and ends: with the number of a computer that lacks something, or of a command that did
# not run.
no_java() {
  # Below the line that say_first left open.
  if [ -n "$first" ] && [ -t 2 ]; then echo >&2; fi
  {
    echo "dokploy-provider: $1"
    shift
    for line; do echo "  $line"; done
  } >&2
  case $verb in command | rejoin | connect | dial) exit 255 ;; esac
  exit 3
}

# Sets java to the runtime's, or, where that can't start here, to a Java 25 of the user's with our modules as jars.
find_java() {
  java=$home/runtime/bin/java
  their=
  for file in bin/java lib/libjli.so lib/libjava.so lib/server/libjvm.so lib/modules; do
    case $file in *.so) file=${file%.so}$library ;; esac
    if [ ! -s "$home/runtime/$file" ]; then
      no_java "Its Java runtime is missing or damaged ($home/runtime)." \
        'A copy of this file alone has none: make a link to it instead (ln -s).' '> Install the provider again.'
    fi
  done
  if [ -n "${DOKPLOY_JAVA-}" ]; then
    java=$DOKPLOY_JAVA
    others_java
  elif ! runtime_starts; then
    java=$(command -v java) || java=
    others_java
  fi
}

# Whether the runtime's programs can start. It is for the GNU C library, whose loader is missing where there is another
# library (Alpine's musl), and a dummy on NixOS. Only where something points to that is it tried, which takes a while.
runtime_starts() {
  case $library in .so) ;; *) return 0 ;; esac
  if [ -e /lib64/ld-linux-x86-64.so.2 ] || [ -e /lib/ld-linux-aarch64.so.1 ]; then
    suspect=
    for file in /etc/NIXOS /lib/ld-musl-*; do
      if [ -e "$file" ]; then suspect=$file; fi
    done
    if [ -z "$suspect" ]; then return 0; fi
  fi
  try_java "$home/runtime/bin/java" >/dev/null 2>&1
}

# Has a Java tell its version, also under a limit of the address space, and with no file of its own when it fails. An old
# one knows these flags too, and tells that it is old.
try_java() {
  "$1" -XX:+UseSerialGC -Xmx64m -XX:ReservedCodeCacheSize=32m -XX:CompressedClassSpaceSize=32m \
    -XX:ErrorFile=/dev/null -version 2>&1 </dev/null
}

others_java() {
  said=$(try_java "${java:-java}")
  case $said in
    *'version "2'[5-9]* | *'version "'[3-9][0-9]*) ;;
    *)
      no_java "Its Java runtime can't start on this system, and there is no Java 25 in its place." \
        "${java:-java}: $said" \
        '> Install a Java 25 or newer, and name it: export DOKPLOY_JAVA=/path/to/bin/java'
      ;;
  esac
  if [ -z "${DOKPLOY_JAVA-}" ]; then
    echo "dokploy-provider: Its Java runtime can't start on this system (it needs the GNU C library); using $java." >&2
  fi
  their=--module-path=$home/modules
  if [ -e "$home/modules/Modules.class" ]; then take_modules; fi
}

# A shipped file has our modules only in its runtime's image. For another Java they are taken out of it, once.
take_modules() {
  their=--module-path=$home/exploded
  if [ -d "$home/exploded" ]; then return; fi
  part=$home/.exploded-$$
  said=$("$java" -XX:+UseSerialGC -Xmx64m --add-exports=java.base/jdk.internal.jimage=ALL-UNNAMED -cp "$home/modules" \
    Modules "$home/runtime/lib/modules" "$part" 2>&1 && mv "$part" "$home/exploded" 2>&1)
  # Where another call was quicker, it is inside the other's.
  rm -rf "$part" "$home/exploded/.exploded-$$"
  if [ ! -d "$home/exploded" ]; then
    no_java "What it needs can't be unpacked into $home/exploded." "$said" '> Free some space there, or name another folder: export DOKPLOY_CACHE_DIR=/path/to/a/folder'
  fi
}

# Under a limit of the address space, as shared hosts set it, the JVM would end with words of its own. The GNU C library
# reserves much for each thread unless it is told not to.
fit_limits() {
  # Where a shell has no -v, there is no limit to see.
  # shellcheck disable=SC3045
  limit=$(ulimit -v 2>/dev/null) || limit=unlimited
  case $limit in
    '' | *[!0-9]*) return ;;
  esac
  if [ "$limit" -lt 400000 ]; then
    no_java "The limit of this shell's address space is too low for Java: $limit kB." \
      '> Raise it to 400000 kB or more (ulimit -v 400000).'
  fi
  MALLOC_ARENA_MAX=1
  export MALLOC_ARENA_MAX
}

# A standard stream that the caller has closed would be the first file that Java opens, its own modules: ssh would send
# them to the machine as a command's input.
fill_streams() {
  if [ ! -e /dev/fd/ ]; then return; fi
  [ -e /dev/fd/0 ] || exec </dev/null
  [ -e /dev/fd/1 ] || exec >/dev/null
  [ -e /dev/fd/2 ] || exec 2>/dev/null
}

# Puts before the arguments what starts the provider's Java with them, and tells it where this file is, for ssh to run.
# The compiler of short runs is not for `dial`, which carries bytes: only the other one knows the processor's AES. The
# heap's limit also keeps the AOT cache usable: it is rejected where a big machine's default heap is 32 GB. What the JVM
# reserves is limited too. It says nothing of its own, as of a cache that it can't use, and if it fails all the same, not
# on stdout, which is the remote's, and not in files in the user's folder. A JVM that speaks about JAVA_TOOL_OPTIONS is
# not wanted either.
run_java() {
  verb=$1
  fill_streams
  # On macOS a library has another name.
  library=.so
  if [ -e "$home/runtime/lib/libjli.dylib" ]; then library=.dylib; fi
  fit_limits
  find_java
  unset JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS
  # Under cron's locale Java could not name a file with an umlaut in its path.
  case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
    *[Uu][Tt][Ff]*) ;;
    *) LC_ALL=C.UTF-8 && export LC_ALL ;;
  esac
  # Java itself can't tell of each stream whether it is a terminal.
  terminals=
  for stream in 0 1 2; do
    if [ -t "$stream" ]; then terminals=$terminals$stream; fi
  done
  compiler=-XX:TieredStopAtLevel=1
  [ "$1" != dial ] || compiler=-XX:+TieredCompilation
  set -- -m dev.dokployprovider.provider/dev.dokployprovider.provider.cli.Main "$@"
  if [ -n "$their" ]; then
    set -- "$their" "$@"
  else
    find_cache
    if [ -s "$cache" ]; then set -- -XX:AOTCache="$cache" "$@"; fi
  fi
  # Who makes an AOT cache says so in carried_training (dist/unix/carried.sh).
  exec "$java" ${carried_training:+"$carried_training"} -XX:+UseSerialGC "$compiler" -Xmx64m -XX:ReservedCodeCacheSize=32m \
    -XX:CompressedClassSpaceSize=32m -XX:-UsePerfData -Xlog:disable -XX:+DisplayVMOutputToStderr \
    -XX:-CreateCoredumpOnCrash -XX:ErrorFile=/dev/null -Ddokploy.provider.launcher="$launcher" \
    -Ddokploy.provider.terminals="$terminals" ${first:+-Ddokploy.provider.first="$first"} "$@"
}

# Sets cache to the AOT cache that was made with this very runtime: Java itself compares hardly more than sizes, and runs
# another build's classes out of a cache without a word. The runtime's hash is in the cache's name, except where the whole
# folder is named by its content (dist/unix/carried.sh).
find_cache() {
  content=
  if [ -r "$home/runtime/content" ]; then read -r content <"$home/runtime/content"; fi
  cache=$home/runtime${content:+-$content}.aot
}

# Tells who typed a verb at once what goes on, on stderr: on a busy computer Java needs some tenths of a second to begin.
# On a terminal the line stays open, and Java writes over it. Sets first to what it says. DevPod's calls have no words
# beside the verb. A script asks `status` for one word.
say_first() {
  case ${1-} in
    create | start | stop | delete | describe | logs | backup | restore)
      if [ $# -gt 1 ]; then first='Looking for the machine'; fi
      ;;
    status) if [ $# -gt 1 ] && [ -t 2 ]; then first='Looking for the machine'; fi ;;
    list) first='Looking for the machines' ;;
    doctor) first='Checking' ;;
    prune) first='Looking for what is left over' ;;
  esac
  if [ -z "$first" ]; then return; fi
  case ${DOKPLOY_PROGRESS-} in quiet | json) first= ;; esac
  for word; do
    case $word in
      --) break ;;
      -h | --help | -V | --version | -q | --quiet | --json) first= ;;
    esac
  done
  if [ -z "$first" ]; then return; fi
  if [ -t 2 ] && [ "${TERM-}" != dumb ]; then
    printf '  %s ...' "$first" >&2
  else
    echo "$first ..." >&2
  fi
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

# Whether the recorded process is still this socket's master, and runs: what Linux tells for nothing, where asking ssh
# costs as much again as the command. A stopped process (SIGSTOP) takes connections and never answers one. -O: both
# belong to this user, so nobody else can have put them there, as long as the folder is as we make it: its mode, and that
# it is no link, are what folder_ours looks at whenever a connection is opened. A folder that its owner has opened to
# others since then is trusted until that master has ended: to ask would be one more process at each call.
# shellcheck disable=SC3067
master_recorded() {
  state=
  pid=
  [ -S "$socket" ] && [ -O "$socket" ] && [ -O "$folder" ] && read_recorded || return 1
  read_state "$pid"
  case $state in [TtD]) return 1 ;; esac
}

# Sets pid to the recorded process, if that is this socket's master; the record may be of an earlier one.
read_recorded() {
  pid=
  [ -r "$socket.pid" ] && { read -r pid <"$socket.pid"; } 2>/dev/null && [ -r "/proc/$pid/cmdline" ] || return 1
  title=
  { read -r title <"/proc/$pid/cmdline"; } 2>/dev/null
  case $title in "ssh: $socket [mux]"*) return 0 ;; esac
  return 1
}

# Sets state to what a process does, in Linux' letters: T is stopped.
read_state() {
  state=
  [ -r "/proc/$1/status" ] || return 0
  while read -r key value rest; do
    if [ "$key" = State: ]; then
      state=$value
      break
    fi
  done 2>/dev/null <"/proc/$1/status"
}

# Whether the socket's folder is ours alone; makes it where it is missing (a cleaner of /tmp or of caches came by).
# shellcheck disable=SC3067
folder_ours() {
  [ -d "$folder" ] || mkdir -p "$folder" 2>/dev/null
  [ ! -L "$folder" ] && [ -O "$folder" ] || return 1
  case $(ls -ldn "$folder") in drwx------*) return 0 ;; esac
  return 1
}

# Runs a program for so many seconds at the most, in the background: one that does not answer can't hold us up.
within() {
  limit=$1
  shift
  "$@" &
  ours=$!
  {
    pause=
    trap 'kill $pause; exit' TERM
    sleep "$limit" &
    pause=$!
    wait "$pause" && kill -KILL "$ours"
  } </dev/null >/dev/null 2>&1 &
  timer=$!
  result=0
  wait "$ours" 2>/dev/null || result=$?
  kill "$timer" 2>/dev/null
  return "$result"
}

# Whether a master lives, as ssh itself sees it; records its process for the next call. 1: there is none. 2: there is one
# that does not answer, because it was stopped or hangs.
# shellcheck disable=SC3067
master_answers() {
  [ -S "$socket" ] && [ -O "$socket" ] || return 1
  case ${state-} in [Tt]) return 2 ;; esac
  said=$(within 2 ssh -F "$config" -O check machine 2>&1)
  case $? in
    0) ;;
    137) return 2 ;;
    *) return 1 ;;
  esac
  case $said in *'(pid='*')'*) ;; *) return 0 ;; esac
  pid=${said##*'(pid='}
  pid=${pid%%')'*}
  (echo "$pid" >"$socket.pid") 2>/dev/null
  return 0
}

# Leaves a master that does not answer to itself, with all that still runs over it, and takes its place.
abandon() {
  read_recorded || pid=
  rm -f "$socket" "$socket.pid"
  state=
  cat >&2 <<TEXT
dokploy-provider: The live connection to the machine does not answer: its process ${pid:+($pid) }on this computer is stopped or hangs.
  A new connection is opened. What runs over the old one is left as it is.
TEXT
}

# What is not needed to reach a machine, and may hold secrets: DevPod's own as well as the user's.
forget_texts() {
  unset COMMAND WORKSPACE_SOURCE
  # options that may hold secrets: made by ForgottenOptionsTest from the option list
  unset DOKPLOY_MACHINE_ENV DOKPLOY_MACHINE_MIRRORS DOKPLOY_MACHINE_PROXY DOKPLOY_MACHINE_LOGINS \
    DOKPLOY_MACHINE_SCRIPT DOKPLOY_AUTHORIZED_KEYS
  # /options
}

# What ssh does not need must not stand in the environment of a process that may live for days: the token above all, but
# Java leaves out all options too.
forget_options() {
  forget_texts
  unset DOKPLOY_COMMAND LC_DPC DOKPLOY_LAUNCHER DOKPLOY_CALLER
  # options: made by ForgottenOptionsTest from the option list
  unset DOKPLOY_SERVER_URL DOKPLOY_API_TOKEN DOKPLOY_PROJECT_NAME DOKPLOY_SERVER DOKPLOY_CA_CERT_FILE \
    DOKPLOY_CREATE_TIMEOUT DOKPLOY_MACHINE_IMAGE DOKPLOY_MACHINE_DOCKER DOKPLOY_MACHINE_CPUS DOKPLOY_MACHINE_MEMORY \
    DOKPLOY_MACHINE_PIDS DOKPLOY_MACHINE_SHM DOKPLOY_MACHINE_DISK DOKPLOY_MACHINE_GPUS DOKPLOY_MACHINE_RESTART \
    DOKPLOY_MACHINE_USER DOKPLOY_MACHINE_PACKAGES DOKPLOY_MACHINE_ENV DOKPLOY_MACHINE_VOLUMES DOKPLOY_MACHINE_MIRRORS \
    DOKPLOY_MACHINE_CACHES DOKPLOY_MACHINE_SHARED_IMAGES DOKPLOY_MACHINE_PROXY DOKPLOY_MACHINE_SUBNETS \
    DOKPLOY_MACHINE_LOGINS DOKPLOY_MACHINE_SCRIPT DOKPLOY_AUTHORIZED_KEYS DOKPLOY_SSH_PORTS DOKPLOY_SSH_HOST \
    DOKPLOY_SSH_ROUTE DOKPLOY_SSH_JUMP DOKPLOY_SSH_TLS_DOMAIN DOKPLOY_SSH_TLS_PORT DOKPLOY_SSH_TLS_BESIDE_APPS \
    DOKPLOY_SSH_PERSIST DOKPLOY_KEEP_UNREACHABLE
  # /options
}

# Waits for what was just begun in the background. It is told when we are interrupted: a shell that waits for a program
# in the foreground hears of it only when that has ended, or, bash and SIGINT, not at all.
attend() {
  child=$1
  for signal in HUP INT TERM; do
    # shellcheck disable=SC2064
    trap "kill $child 2>/dev/null; trap - $signal; kill -$signal $$" "$signal"
  done
  result=0
  # dash tells of a child that was killed.
  wait "$child" 2>/dev/null || result=$?
  trap - HUP INT TERM
  return "$result"
}

# Takes a lock, for at most so many tenths of a second: 0 when it is ours, 1 when its holder is done, who did it for us
# too, 2 when it is not available. It only spares work, so it need not be perfect: a lock whose holder was killed is
# dropped, and who has waited long enough goes on without.
take() {
  waited=0
  until (set -C && echo "$$" >"$1") 2>/dev/null; do
    if [ "$waited" -ge "$2" ] || [ ! -w "$folder" ]; then return 2; fi
    waited=$((waited + 1))
    holder=
    { read -r holder <"$1"; } 2>/dev/null
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -f "$1"
      continue
    fi
    sleep 0.1
    [ -e "$1" ] || return 1
  done
}

# Each session takes four of the master's files, and macOS gives a program 256 unless it asks for more.
# shellcheck disable=SC3045
more_files() { ulimit -S -n "$(ulimit -H -n)" || ulimit -S -n 10240; } 2>/dev/null

# Opens the master at the recorded address. ssh settles by itself who becomes the master when many open at once; the
# lock only spares the machine the many handshakes, of which sshd's MaxStartups would refuse some. It is waited for for
# 8 s, more than any way to a machine is given. If its holder failed, that is Java's to look at, not ours to repeat. The
# subsystem that does not exist ends the call at once, with no shell started over there; what stays is the master, in a
# session of its own and with nothing of our stdio. Its exit status tells nothing.
open_master() {
  take "$socket.lock" 80
  if [ $? -ne 1 ]; then
    # Another one may have replaced it meanwhile.
    master_recorded || master_answers
    lives=$?
    if [ $lives -ne 0 ]; then
      if [ $lives -eq 2 ]; then abandon; fi
      (
        forget_options
        more_files
        exec ssh -F "$config" -o ControlMaster=auto -s machine connect-only
      ) </dev/null >/dev/null 2>&1 &
      attend "$!"
    fi
    rm -f "$socket.lock"
  fi
  opened "$1"
}

# A command need not ask the new master, which would cost one more ssh: where there is none after all, ssh has taken
# the socket away, and would rejoin. What status says it says of a master that answers.
# shellcheck disable=SC3067
opened() {
  state=
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
  attend "$!"
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
# has sent nothing of the command and read nothing of its stdin, and will accept no host key but the machine's. It will
# write more to its log now than a pipe holds, so that is read from here on.
rejoin() {
  unset DOKPLOY_COMMAND LC_DPC
  caller=${DOKPLOY_CALLER:-$PPID}
  if [ -p "/proc/$caller/fd/8" ]; then
    log=/proc/$caller/fd/8
  else
    log=$socket.log.$caller
  fi
  if [ -p "$log" ]; then
    # Two readers would get half of it each.
    (: >"$socket.heard.$caller") 2>/dev/null
    (
      trap '' HUP INT
      exec 3<&- 4>&- 5>&- 6>&- 7>&- 8<&- 9>&-
      hear <"$log"
      rm -f "$socket.heard.$caller"
    ) </dev/null >/dev/null &
  fi
  # The record says that the master lives, and yet it has not served: ask it.
  rm -f "$socket.pid"
  if ! connected command; then
    find_home
    connect "$caller" || exit 255
  fi
  carry
}

# `Stopped` is believed for 10 s: the desktop asks every 5 s, and a stopped machine has no connection to tell.
stopped_lately() {
  seen=
  { read -r seen <"$MACHINE_FOLDER/cache/stopped"; } 2>/dev/null
  case $seen in '' | 0* | *[!0-9]* | ????????????*) return 1 ;; esac
  age=$(($(date +%s) - seen))
  [ "$age" -ge 0 ] && [ "$age" -lt 10 ]
}

# How many bytes the command has, or fewer where it is short in any case.
count_bytes() {
  bytes=${#COMMAND}
  if [ "$bytes" -ge 32000 ]; then bytes=$(LC_ALL=C && echo ${#COMMAND}); fi
}

# Puts COMMAND into the variable in which it travels to the machine (SendEnv, AcceptEnv), so that it stands in nobody's
# argv, and sets remote to the text with which the machine runs it. The user's login shell never has to understand the
# command: sh, csh and fish all read this line alike. `?` ends it with an error, rather than with nothing done, where sshd
# does not accept the variable.
pack() {
  text=$COMMAND
  "$2"
  # shellcheck disable=SC2163
  case $1 in
    LC_DPC) LC_DPC=$text && export LC_DPC ;;
    *) DOKPLOY_COMMAND=$text && export DOKPLOY_COMMAND ;;
  esac
  remote="exec sh -c 'c=\${$1?was not accepted by sshd}; unset $1; eval \"\$c\"'"
  text=
}

# Opens two pipes: ssh writes its log to one (log is its name, 8 its end), and the other (6, 7) ends with this process. A
# short text comes to most shells by a pipe, which Linux lets us open once more by its name; elsewhere named pipes are
# made. Where neither works, log stays empty.
open_pipes() {
  log=
  made=
  exec 8<<'TEXT' 6<<'TEXT'

TEXT

TEXT
  if [ -p /proc/self/fd/8 ] && [ -p /proc/self/fd/6 ]; then
    exec 7>/proc/self/fd/6
    log=/proc/$$/fd/8
  elif [ -n "$socket" ] && mkfifo "$socket.log.$$" "$socket.life.$$" 2>/dev/null; then
    log=$socket.log.$$
    made=$socket.life.$$
    # Opened for both first: to open only one side would wait for the other.
    # shellcheck disable=SC2094
    exec 9<>"$log" 8<"$log" 9>&-
    # shellcheck disable=SC2094
    exec 9<>"$made" 6<"$made" 7>"$made" 9>&-
    echo >&7
  fi
}

# Kills ssh when this process has ended without a word. DevPod 0.6.15 ends a command by SIGKILL to the process that it
# started, which tells nobody else.
guard() {
  trap '' HUP INT
  exec 3<&- 7>&- 8<&-
  read -r child
  read -r child
  read -r _ || kill "$child"
  if [ -n "$made" ]; then rm -f "$log" "$made"; fi
}

# Runs ssh for the command that is packed, and says why it ended where ssh doesn't: a live connection that is lost under
# a command just ends it with 255, at any log level, as does a remote program that is killed. Only ssh's own log knows.
run_ssh() {
  open_pipes
  if [ -z "$log" ]; then exec ssh "$@" -T machine "$remote"; fi
  # A shell gives what runs in the background no stdin unless it is named.
  if [ -e /proc/self/fd/0 ] || [ ! -e /proc/self/fd ]; then exec 3<&0; else exec 3</dev/null; fi
  guard <&6 >/dev/null 2>&1 &
  exec 6<&-
  ssh -E "$log" -o LogLevel=DEBUG2 "$@" -T machine "$remote" <&3 3<&- 7>&- 8<&- &
  ssh=$!
  echo "$ssh" >&7
  # A process that is told to stop does so a moment later, which may be after it was looked at. Before OpenSSH 9.4, ssh
  # waits forever for a master that stopped before it was asked, and now it has hardly begun.
  read_state "$pid"
  case $state in [Tt]) kill "$ssh" ;; esac
  attend "$ssh"
  case $result in
    129 | 1[3-9]? | 2??) if [ ! -e "$socket.heard.$$" ]; then hear <&8; fi ;;
    126 | 127) ssh -V "$@" -T machine "$remote" >/dev/null 2>&1 || not_run ;;
  esac
  echo end >&7
  exit "$result"
}

# The same call once more, with its stdin still unread.
start_over() {
  echo end >&7
  exec 3<&- 7>&- 8<&-
  COMMAND=$DOKPLOY_COMMAND
  unset DOKPLOY_COMMAND
  export COMMAND
  exec "$DOKPLOY_LAUNCHER" command
}

# What is said when no ssh could be started.
not_run() {
  echo "dokploy-provider: The command did not run: it is too long with this environment, or there is no ssh." >&2
  result=255
}

# Reads ssh's log to its end, and says why it ended where nobody else does.
hear() {
  lost=
  why=
  begun=
  ended=
  stopped=
  while read -r line; do
    case $line in
      *'master session id'*) begun=yes ;;
      *'Control master terminated unexpectedly'*) lost=master ;;
      'debug1: Entering interactive session'*) lost=direct why= ;;
      'debug1: '*' rtype exit-signal '*) lost=killed ;;
      'debug1: Exit status -1'*) ;;
      'debug1: Exit status '* | *'Received exit status from master'*) ended=yes lost='' why='' ;;
      *'Exiting on signal'* | 'Killed by signal '*) stopped=yes ;;
      debug* | 'Authenticated to '* | 'Transferred: '* | 'Bytes per second: '* | '') ;;
      *) why=${line%[[:cntrl:]]} ;;
    esac
  done
  case $begun,$state in ,[Tt]) start_over ;; esac
  # A master that lives has told of no exit status because there was none.
  if [ "$lost" = master ] && state='' && master_answers; then lost=killed; fi
  case ${result-255},$ended in 255,* | *,yes) ;; *) stopped=yes ;; esac
  # Who is told to stop together with ssh does not come here: ssh alone was ended, by us where its master had stopped.
  case $stopped,$state in yes,[Tt]) lost=master ;; yes,*) lost=ssh ;; esac
  case $lost,$why in
    ssh,*)
      what='ssh was ended by a signal on this computer; the program may still run on the machine.'
      result=255
      ;;
    killed,*) what='The program was killed by a signal on the machine (which may be out of memory, or stopping).' ;;
    ?*,*) what='The connection to the machine was lost while the command ran; its program may still run there.' ;;
    ,*'Connection closed by '* | ,*'banner'* | ,*'to UNKNOWN port'*) return ;;
    ,?*) what="ssh can't reach the machine: $why" ;;
    *) return ;;
  esac
  echo "dokploy-provider: $what" >&2
}

# Over the live connection. Should it fail, ssh needs our options for `rejoin`, time for it, its own stderr for Java's
# words (which ControlPersist takes from it) and none of its words about what is then no failure. A command that only just
# fits under the name COMMAND goes another way.
run_command() {
  count_bytes
  if [ "$bytes" -gt 131055 ]; then run_long; fi
  DOKPLOY_LAUNCHER=$0
  DOKPLOY_CALLER=$$
  export DOKPLOY_LAUNCHER DOKPLOY_CALLER
  pack DOKPLOY_COMMAND forget_texts
  run_ssh -F "$config" -o "ProxyCommand=$again" -o ConnectTimeout=18 -o ControlPersist=no -o LogLevel=FATAL
}

# Over a connection of its own.
run_directly() {
  count_bytes
  if [ "$bytes" -gt 131055 ]; then run_long; fi
  pack DOKPLOY_COMMAND forget_options
  run_ssh -F "$config" -o ControlPath=none
}

# Linux gives a variable 131,072 bytes with its name, here and on the machine. This one's name is shorter than COMMAND,
# and begins with LC_ because the machines of all releases accept such names. A live connection sends only the names that
# it was opened with.
run_long() {
  if [ "$bytes" -gt 131064 ]; then
    echo "dokploy-provider: The command has $bytes bytes; a machine takes 131064 at the most." >&2
    exit 255
  fi
  pack LC_DPC forget_options
  run_ssh -F "$config" -o ControlPath=none -o SendEnv=LC_DPC
}

verb=${1-}
first=
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
say_first "$@"
run_java "$@"
