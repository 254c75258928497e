# shellcheck shell=sh
# Saves and fills the volumes of a machine. It is sent over SSH and runs as root; no file of it stays on the machine.
#   probe PLACE...  prints what a backup or a restore must know
#   hold            stops all processes but SSH's until its standard input ends; prints "@held"
#   save PLACE      writes the volume as a compressed tar to its standard output
#   clear PLACE...  kills all processes but SSH's and empties the volumes; prints "@cleared". Where its input is "done"
#                   the volumes are whole; with the end of its input the machine stops
#   fill PLACE      reads what save wrote, and prints the digest of what is in the volume then
# What it found is reported on standard error, on lines that begin with "@".
set -eu
work=/run/devpod-machine/backup
keys=/var/lib/devpod/ssh
mark=$keys/restoring

say() { echo "devpod-machine: $*" >&2; }

fail() {
  say "$*"
  exit 1
}

# The client ends the connection where it receives nothing for minutes. With a large volume one step may take longer: up to an hour.
beat() {
  beats=180
  while [ "$beats" -gt 0 ]; do
    sleep 20 >/dev/null 2>&1
    echo @at >&2
    beats=$((beats - 1))
  done
}

stop_beating() { kill "$beating" 2>/dev/null || true; }

pause() { sleep 0.1 2>/dev/null || sleep 1; }

# A volume that lies inside of another one, and what Docker has mounted there, is not a part of it; nor is what makes it
# this machine's: its mark, and the machine's own host key.
mounts_in() { awk -v "place=$1/" 'index($2, place) == 1 { print $2 }' /proc/mounts | sort -u; }

list_left_out() {
  {
    echo ./.devpod-volume
    echo ./.devpod-volume.new
    [ "$1" != /var/lib/devpod ] || echo ./ssh
    mounts_in "$1" | sed -e "s|^$1/|./|"
  } >"$work/left-out.$$"
}

# Where a folder of Docker's came from, and SELinux's labels, are the server's and not the files'.
archive() {
  tar --create --numeric-owner --format=posix --sort=name --one-file-system \
    --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime \
    --xattrs --xattrs-exclude=trusted.overlay.origin --xattrs-exclude=security.selinux --acls \
    --warning=no-file-ignored --anchored --no-wildcards "--exclude-from=$work/left-out.$$" "$@" .
}

# The same with all attributes, and with arguments for tar.
archive_all() {
  archive '--xattrs-include=*' "$@" || echo failed >"$work/failed.$$"
}

checksum() { sha256sum | cut -d ' ' -f 1; }

# Reads an archive, and prints the names of those attributes that a file has beside another one of them, as patterns.
names_of_several() {
  tar --list -vv --numeric-owner --xattrs '--xattrs-include=*' | LC_ALL=C awk '
    function file() { if (count > 1) for (i = 1; i <= count; i++) several[name[i]] = 1; count = 0 }
    /^  x: / { sub(/^  x: *[0-9]+ /, ""); name[++count] = $0; next }
    { file() }
    END { file(); for (one in several) print one }' | LC_ALL=C sort | sed -e 's/[][*?\\]/\\&/g'
  cat >/dev/null
}

# The same tree has the same digest on every file system: holes are read as what they stand for. tar writes the
# attributes of a file in the order in which its file system lists them, which differs: where a file has several, each
# of these is in an archive of its own.
digest() {
  mkfifo "$work/listed.$$"
  names_of_several <"$work/listed.$$" >"$work/several.$$" &
  listing=$!
  digest=$(archive_all | tee "$work/listed.$$" | checksum)
  wait "$listing"
  rm -f "$work/listed.$$"
  if [ -s "$work/several.$$" ]; then
    digest=$(digests_of_several <"$work/several.$$" | checksum)
  fi
  echo "$digest"
}

digests_of_several() {
  names=$(cat)
  set --
  while IFS= read -r name; do set -- "$@" "--xattrs-exclude=$name"; done <<EOF
$names
EOF
  archive_all "$@" | checksum
  while IFS= read -r name; do
    { archive "--xattrs-include=$name" || echo failed >"$work/failed.$$"; } | checksum
  done <<EOF
$names
EOF
}

# --- What is running

# Those that may write: all but the first one, SSH's, and this script with what it came through and has started. Parents
# come first; a program that sees its child stopped would take that for the user's wish.
writers() {
  ps -e -o pid= -o ppid= -o stat= -o comm= | awk -v "self=$$" '
    { parent[$1] = $2; state[$1] = $3; name[$1] = $4 }
    END {
      for (p = self; p in parent && p > 0; p = parent[p]) kept[p] = 1
      kept[1] = 1
      for (p in parent) {
        mine = 0
        depth = 0
        for (q = p; q in parent && q > 0 && depth < 1000; q = parent[q]) { if (q == self) mine = 1; depth++ }
        if (!mine && !(p in kept) && name[p] !~ /^sshd/ && state[p] !~ /^[TtZX]/) print depth, p, name[p]
      }
    }' | sort -n
}

# A process that starts a program (vfork: shells, Go) does not stop before its child runs that program. Where the child
# was stopped before it did, it goes on until the next look.
let_programs_start() {
  ps -e -o pid= -o ppid= -o stat= | awk '
    { parent[$1] = $2; state[$1] = $3 }
    END { for (p in parent) if (state[p] ~ /^T/ && state[parent[p]] ~ /^D/) print p }' | while read -r pid; do
    if grep -q -x "$pid" "$work/frozen"; then kill -CONT "$pid" 2>/dev/null || true; fi
  done
}

# Docker pauses a container by its control group. Prints the files that tell of a process whether its group is frozen.
freezers() {
  awk '
    FNR == NR {
      for (i = 7; i < NF && $i != "-"; i++) continue
      kind = ""
      if ($(i + 1) == "cgroup2") kind = "cgroup.events"
      if ($(i + 1) == "cgroup" && ("," $(i + 3) ",") ~ /,freezer,/) kind = "freezer.state"
      if (kind != "") { count++; file[count] = kind; root[count] = ($4 == "/" ? "" : $4); place[count] = $5 }
      next
    }
    {
      split($0, part, ":")
      path = substr($0, length(part[1] part[2]) + 3)
      kind = ""
      if ($0 ~ /^0::/) kind = "cgroup.events"
      if (("," part[2] ",") ~ /,freezer,/) kind = "freezer.state"
      for (i = 1; i <= count; i++)
        if (file[i] == kind && index(path "/", root[i] "/") == 1)
          print place[i] substr(path, length(root[i]) + 1) "/" kind
    }' /proc/self/mountinfo "/proc/$1/cgroup" 2>/dev/null || true
}

is_paused() {
  [ -n "$(freezers "$1" | while read -r file; do grep -x -e 'frozen 1' -e FROZEN "$file" 2>/dev/null || true; done)" ]
}

# What is paused takes no signal, and writes nothing.
without_paused() {
  while read -r depth pid name; do
    [ -z "$pid" ] || is_paused "$pid" || echo "$depth $pid $name"
  done
}

# The first looks come at once, the others for half a minute: what waits for a disk stops late, too.
freeze() {
  : >"$work/frozen"
  tries=300
  while [ "$tries" -gt 0 ]; do
    list=$(writers)
    [ "$tries" -ge 295 ] || list=$(echo "$list" | without_paused)
    [ -n "$list" ] || return 0
    for pid in $(echo "$list" | cut -d ' ' -f 2); do
      if kill -STOP "$pid" 2>/dev/null && ! grep -q -x "$pid" "$work/frozen"; then echo "$pid" >>"$work/frozen"; fi
    done
    tries=$((tries - 1))
    if [ "$tries" -lt 295 ]; then
      let_programs_start
      pause
    fi
  done
  fail "these processes could not be paused: $(echo "$list" | cut -d ' ' -f 2- | tr '\n' ' ')"
}

# Children first, for the same reason.
thaw() {
  [ -e "$work/frozen" ] || return 0
  awk '{ line[NR] = $0 } END { for (n = NR; n > 0; n--) print line[n] }' "$work/frozen" | while read -r pid; do
    kill -CONT "$pid" 2>/dev/null || true
  done
  rm -rf "$work"
}

hold() {
  # An earlier one's, if that was killed together with this machine's SSH.
  thaw
  mkdir -p "$work"
  trap thaw EXIT
  trap 'exit 1' HUP INT TERM PIPE
  freeze
  : >"$work/since"
  echo @held >&2
  # The client holds the other end: it ends with the client, however that ends.
  cat >/dev/null
}

# --- One volume

# tar saves files below any number of folders, but brings back only what a path can name. (Fewer folders never add up.)
refuse_deep() {
  deep=$(LC_ALL=C find . -xdev -mindepth 16 -regextype posix-extended -regex '.{4096,}' | head -n 1 | cut -c 1-100)
  [ -z "$deep" ] || fail "a path in $1 has more than 4095 bytes, so it could not be restored: $deep..."
}

save() {
  place=$1
  cd "$place"
  refuse_deep "$place"
  list_left_out "$place"
  digest >"$work/digest.$$" &
  digesting=$!
  archive_all --sparse | gzip -1
  wait "$digesting"
  [ ! -e "$work/failed.$$" ] || exit 1
  changed=$(find . -xdev -cnewer "$work/since" | grep -v -x -F -f "$work/left-out.$$" | head -n 5 || true)
  # What is inside of something left out is not ours either.
  while read -r other; do changed=$(echo "$changed" | grep -v -F -e "$other/" || true); done <"$work/left-out.$$"
  [ -z "$changed" ] || fail "changed meanwhile in $place: $(echo "$changed" | tr '\n' ' ')"
  echo "@digest $(cat "$work/digest.$$")" >&2
  echo "@files $(du -s --inodes --exclude-from="$work/left-out.$$" . | cut -f 1)" >&2
}

fill() {
  place=$1
  cd "$place"
  list_left_out "$place"
  gzip -dc | tar --extract --numeric-owner --same-owner --same-permissions --delay-directory-restore \
    --xattrs '--xattrs-include=*' --acls --anchored --no-wildcards "--exclude-from=$work/left-out.$$" 2>"$work/said.$$" ||
    echo failed >"$work/failed.$$"
  cat "$work/said.$$" >&2
  [ ! -e "$work/failed.$$" ] || exit 1
  digest=$(digest)
  [ ! -e "$work/failed.$$" ] || exit 1
  echo "@digest $digest" >&2
}

# --- All of them

# The first process waits for the shell that keeps Docker running, which would wait forever as long as it is paused.
# With cgroup 1, what Docker has paused ends only once its control group goes on.
kill_frozen() {
  while read -r pid; do kill -KILL "$pid" 2>/dev/null || true; done <"$work/frozen"
  freezers 1 | grep '/freezer[.]state$' | while read -r own; do
    find "${own%/*}" -mindepth 2 -name freezer.state 2>/dev/null | while read -r state; do
      echo THAWED 2>/dev/null >"$state" || true
    done
  done
}

end() {
  stop_beating
  kill_frozen
  kill -TERM 1
}

clear() {
  trap 'stop_beating; thaw' EXIT
  trap 'exit 1' HUP INT TERM PIPE
  freeze
  trap end EXIT
  date -u +%Y-%m-%dT%H:%M:%SZ >"$mark"
  echo @clearing >&2
  kill_frozen
  pause
  mounts_in /var/lib/docker | sort -r | while read -r mounted; do umount -l "$mounted" 2>/dev/null || true; done
  for place in "$@"; do
    set -f
    keep="-path $place/.devpod-volume"
    [ "$place" != /var/lib/devpod ] || keep="$keep -o -path $keys -o -path $keys/*"
    for mounted in $(mounts_in "$place"); do keep="$keep -o -path $mounted -o -path $mounted/*"; done
    # Not by rm, which is given paths: a tree may be too deep for one. A folder above of what is kept stays.
    # shellcheck disable=SC2086 # words of ours
    find "$place" -xdev -mindepth 1 \( $keep \) -o ! -type d -delete
    # shellcheck disable=SC2086
    find "$place" -xdev -mindepth 1 \( $keep \) -o -type d -delete 2>/dev/null || true
    set +f
    echo "@emptied $place" >&2
  done
  : >"$work/since"
  echo @cleared >&2
  while read -r word; do
    [ "$word" = "done" ] || continue
    sync
    rm -f "$mark"
    echo @whole >&2
  done
}

probe() {
  missing=
  for tool in tar gzip find awk sort sha256sum tee mkfifo du df; do command -v "$tool" >/dev/null || missing="$missing $tool"; done
  case $(tar --version 2>/dev/null) in *GNU*) ;; *) missing="$missing tar(GNU)" ;; esac
  find / -maxdepth 0 -cnewer /proc >/dev/null 2>&1 || missing="$missing find(GNU)"
  du -s --inodes /run/devpod-machine >/dev/null 2>&1 || missing="$missing du(GNU)"
  [ -z "$missing" ] || fail "@missing$missing"
  echo "@arch $(uname -m)"
  echo "@docker $(cat /run/devpod-machine/docker)"
  for root in /var/lib/docker /var/lib/docker/rootless; do
    for driver in "$root"/image/*; do [ ! -d "$driver" ] || echo "@driver $(basename "$driver")"; done
    for driver in "$root"/containerd/daemon/io.containerd.snapshotter.v1.*; do
      [ -z "$(ls -A "$driver/snapshots" 2>/dev/null)" ] || echo "@driver containerd-$(basename "$driver" | sed -e 's/.*\.//')"
    done
  done
  [ ! -e "$mark" ] || echo "@restoring $(cat "$mark")"
  for place in "$@"; do
    grep -q -e "^[^ ]* $place " /proc/mounts || continue
    list_left_out "$place"
    mounts_in "$place" | sed -e 's/^/@mount /'
    cd "$place"
    echo "@place $place $(df -P -k . | tail -n 1 | awk '{ print $1, $4 }') $(du -s -k --exclude-from="$work/left-out.$$" . | cut -f 1)"
  done
}

# It pauses and kills all that it sees, so what it sees must be a machine and nothing else.
case $(tr '\0' ' ' </proc/1/cmdline 2>/dev/null || true) in
  *devpod-machine\ init*) ;;
  *) fail "This is not a machine with processes of its own: the first process here is not the machine's." ;;
esac
mkdir -p "$work"
mode=$1
shift
case $mode in
  probe | hold) "$mode" "$@" ;;
  save | clear | fill)
    beat </dev/null >/dev/null &
    beating=$!
    trap stop_beating EXIT
    "$mode" "$@"
    ;;
  *) fail "no such mode: $mode" ;;
esac
