# The beginning of the file that is shipped for a Unix: what the launcher behind it needs, it carries at its own end, as
# a gzip'd tar. DevPod keeps that one file and nothing beside it, so it unpacks by itself, once, into the user's cache
# folder. Plain POSIX sh with gzip and tar; read as a part of a file, after the lines that dist/unix/pack.sh writes.
# shellcheck shell=sh disable=SC2154

# Where the launcher finds its runtime. Called with home, the folder of this file, and launcher, this file's path.
carried() {
  carried_base
  home=$base/runtime-$carried_id
  carried_ours
  if [ -x "$home/runtime/bin/java" ] && carried_unchanged; then
    carried_used
    carried_train
    return
  fi
  mkdir -p "$base" 2>/dev/null
  if [ ! -d "$base" ] || [ ! -w "$base" ]; then
    carried_problem "What it needs can't be unpacked into $base." 'The folder is missing and can'\''t be made, or is read-only.'
  fi
  for tool in tail gzip tar find cksum sort ls; do
    command -v "$tool" >/dev/null || carried_missing "$tool"
  done
  carried_lock
  # Another call may have done it meanwhile.
  if [ ! -x "$home/runtime/bin/java" ] || ! carried_unchanged; then
    carried_whole || carried_unpack
    chmod u+x "$home/runtime/bin/java" "$home/runtime/lib/jspawnhelper" 2>/dev/null
    # No sum is known of the AOT cache, which may be what was damaged.
    rm -rf "$home/runtime.aot" "$home"/training.*
    carried_starts
    carried_listing >"$home/listing" 2>/dev/null
  fi
  carried_used
  carried_prune
  rm -f "$lock"
  lock=
  carried_train
}

# Who may write into a shared folder, such as a named one below /tmp, could have put programs of their own where ours are
# looked for. Root's are trusted, and in another's home that one's.
# shellcheck disable=SC3067
carried_ours() {
  if [ ! -e "$home" ] && [ ! -L "$home" ]; then return; fi
  if [ ! -L "$home" ]; then
    if [ -O "$home" ]; then return; fi
    case $(carried_owner "$home") in 0 | "$(carried_owner "${HOME:-/}")") return ;; esac
  fi
  carried_problem "What was unpacked into $base is not this account's, so it is not started." "$home"
}

# shellcheck disable=SC2012
carried_owner() {
  ls -ldn "$1" 2>/dev/null | {
    read -r _ _ owner _
    echo "$owner"
  }
}

# Sets base to the folder of what is unpacked.
carried_base() {
  if [ -n "${DOKPLOY_CACHE_DIR-}" ]; then
    base=$DOKPLOY_CACHE_DIR
    case $base in /*) ;; *) base=$PWD/$base ;; esac
    return
  fi
  case ${XDG_CACHE_HOME-} in
    /*) base=$XDG_CACHE_HOME ;;
    *)
      case ${HOME-} in
        /*) ;;
        *) carried_problem 'There is no folder to unpack into.' 'HOME is not set.' ;;
      esac
      case $carried_platform in
        darwin-*) base=$HOME/Library/Caches ;;
        *) base=$HOME/.cache ;;
      esac
      ;;
  esac
  base=$base/dokploy-provider
}

carried_problem() {
  {
    echo "dokploy-provider: $1"
    shift
    for why; do echo "  $why"; done
    echo '  > Name another folder, on a disk with space that programs may be started from:'
    echo '  > export DOKPLOY_CACHE_DIR=/path/to/a/folder'
  } >&2
  carried_end
}

carried_missing() {
  {
    echo "dokploy-provider: The program $1 is missing, which unpacking needs."
    echo '  > Install it, and see that it is on PATH.'
  } >&2
  carried_end
}

# With the number of a computer that lacks something, or of a command that did not run.
carried_end() {
  if [ -n "${lock-}" ]; then rm -f "$lock"; fi
  case $carried_verb in
    command | rejoin | connect | dial) exit 255 ;;
    *) exit 3 ;;
  esac
}

# Names, modes, sizes and times of all that was unpacked, in one line.
# shellcheck disable=SC2012
carried_listing() {
  (cd "$home" 2>/dev/null && LC_ALL=C TZ=UTC0 ls -lnR runtime modules runtime.aot 2>/dev/null | cksum)
}

# What a call can look at for little. Where it differs, the contents are looked at.
carried_unchanged() {
  listing=
  { read -r listing <"$home/listing"; } 2>/dev/null
  [ -n "$listing" ] && [ "$listing" = "$(carried_listing)" ]
}

# Whether every byte is there. Most shells say of a file system with noexec that nothing on it is executable.
carried_whole() {
  [ -f "$home/runtime/bin/java" ] && [ "$carried_sum" = "$(
    cd "$home" && find runtime modules -type f -exec cksum {} + 2>/dev/null | LC_ALL=C sort | cksum
  )" ]
}

# Lets one of many calls unpack. It only spares work: a lock whose holder is gone is dropped, and who has waited for 15 s
# goes on without.
carried_lock() {
  lock=$base/.lock-$carried_id
  waited=0
  until (set -C && echo "${trainer-$$}" >"$lock") 2>/dev/null; do
    if [ "$waited" -ge 150 ] || [ ! -w "$base" ] || [ ! -e "$lock" ]; then
      lock=
      return
    fi
    waited=$((waited + 1))
    holder=
    { read -r holder <"$lock"; } 2>/dev/null
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -f "$lock"
      continue
    fi
    sleep 0.1
    if [ ! -e "$lock" ] && [ -x "$home/runtime/bin/java" ] && carried_unchanged; then
      lock=
      return
    fi
  done
}

# Unpacks beside and renames, so that half of it is never seen.
carried_unpack() {
  part=$base/.part-$$
  old=$base/.old-$$
  rm -rf "$part" "$old"
  trap 'rm -rf "$part"; if [ -n "$lock" ]; then rm -f "$lock"; fi; exit 143' HUP INT TERM
  failed=$(
    {
      mkdir "$part" && cd "$part" &&
        { tail -c "+$carried_start" "$launcher" | gzip -dc | tar -xof -; } && chmod 700 . && echo unpacked
    } 2>&1
  )
  case $failed in
    unpacked | *'
unpacked') ;;
    *)
      rm -rf "$part"
      carried_intact
      carried_problem "What it needs can't be unpacked into $base." "$failed"
      ;;
  esac
  home_now=$home
  home=$part
  if ! carried_whole; then
    rm -rf "$part"
    carried_intact
    carried_problem "What was unpacked into $base is not what was packed." "$failed"
  fi
  home=$home_now
  if [ -e "$home" ]; then
    # Who uses this version goes on using it.
    if [ -f "$home/users" ]; then mv "$home/users" "$part/users"; fi
    mv "$home" "$old" 2>/dev/null
  fi
  mv "$part" "$home" 2>/dev/null
  # Where another one was quicker, it is inside the other's.
  rm -rf "$home/.part-$$" "$part" "$old"
  carried_ours
  trap - HUP INT TERM
}

# A file that was cut off, or changed, can't be unpacked anywhere.
carried_intact() {
  if [ "$(tail -c "+$carried_start" "$launcher" 2>/dev/null | cksum)" != "$carried_payload" ]; then
    {
      echo 'dokploy-provider: This file is damaged; its download may have been cut off.'
      echo "  $launcher"
      echo '  > Delete the provider in DevPod, and add it again.'
    } >&2
    carried_end
  fi
}

# A folder from which nothing can be started shows only now. Whether Java fits this computer is the launcher's to say, and
# a Java of the user's own makes both no matter.
carried_starts() {
  if [ -n "${DOKPLOY_JAVA-}" ]; then return; fi
  fit_limits
  try_java "$home/runtime/bin/java" >/dev/null 2>&1
  if [ $? -eq 126 ]; then
    carried_problem "Programs can't be started in $base." 'The file system is mounted with noexec, or the program is for another kind of processor.'
  fi
}

# Notes which file uses this version: while that file is this version, it stays.
carried_used() {
  {
    while read -r user; do
      if [ "$user" = "$launcher" ]; then return; fi
    done <"$home/users"
  } 2>/dev/null
  echo "$launcher" >>"$home/users"
} 2>/dev/null

# Removes what can no longer be used: other versions whose files were replaced or deleted and of which nothing runs,
# and what killed calls left.
carried_prune() {
  for other in "$base"/runtime-* "$base"/.part-* "$base"/.old-*; do
    if [ ! -d "$other" ] || [ "$other" = "$home" ]; then continue; fi
    case $other in
      */runtime-*)
        if carried_wanted "$other" || carried_runs "$other"; then continue; fi
        # By rename, as who looks at it now finds all or nothing.
        mv "$other" "$base/.old-$$" 2>/dev/null && rm -rf "$base/.old-$$"
        ;;
      *) kill -0 "${other##*-}" 2>/dev/null || rm -rf "$other" ;;
    esac
  done
}

# Whether a file that used a version still is that version. Its third line says which it is.
carried_wanted() {
  {
    while read -r user; do
      third=
      { read -r third && read -r third && read -r third; } <"$user"
      if [ "$third" = "carried_id=${1##*/runtime-}" ]; then return 0; fi
    done <"$1/users"
  } 2>/dev/null
  return 1
}

# Whether a process runs from a folder; `dial` does as long as a live connection of the route tls stands.
carried_runs() {
  if [ -r "/proc/$$/exe" ]; then
    programs=$(ls -l /proc/[0-9]*/exe 2>/dev/null)
    case $programs in *" $1/"*) return 0 ;; esac
  else
    programs=$(ps -A -o args 2>/dev/null) || return 0
    case $programs in *"$1/runtime/bin/java"*) return 0 ;; esac
  fi
  return 1
}

# Makes the AOT cache in the background, with which Java starts in a third of the time: by the calls that DevPod makes
# most. They only read from the user's own server; dist/train.sh, which has a server of its own, makes more of them. One
# process does it at a time; after three that failed, none.
carried_train() {
  if [ -f "$home/runtime.aot" ] || [ -z "${DOKPLOY_SERVER_URL-}" ]; then return; fi
  for try in 1 2 3; do
    work=$home/training.$try
    if [ ! -d "$work" ] && mkdir "$work" 2>/dev/null; then
      echo "$$" >"$work/pid"
      carried_trainer </dev/null >/dev/null 2>&1 &
      return
    fi
    pid=
    { read -r pid <"$work/pid"; } 2>/dev/null
    if [ -z "$pid" ] || kill -0 "$pid" 2>/dev/null; then return; fi
  done
}

carried_trainer() {
  # shellcheck disable=SC2016
  trainer=$(exec sh -c 'echo "$PPID"')
  echo "$trainer" >"$work/pid"
  (
    # shellcheck disable=SC2034
    carried_training=-XX:AOTCacheOutput=$work/aot
    MACHINE_ID=training MACHINE_FOLDER=$work/machine XDG_DATA_HOME=$work/data
    export MACHINE_ID MACHINE_FOLDER XDG_DATA_HOME
    unset COMMAND
    renice -n 10 "$trainer"
    cd "$work" && run_java train version init status
  ) || return
  [ -s "$work/aot" ] || return
  carried_lock
  # A time long ago, so that whatever writes to it shows in a listing, which tells days of such times and not seconds.
  touch -t 202601010000 "$work/aot"
  mv "$work/aot" "$home/runtime.aot"
  carried_listing >"$home/listing"
  rm -rf "$lock" "$home"/training.*
}
