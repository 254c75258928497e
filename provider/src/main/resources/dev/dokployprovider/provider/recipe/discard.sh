# shellcheck shell=sh
# Ends a machine of which nothing is kept, at once. It is sent over SSH; no file of it stays on the machine.
freezer=/sys/fs/cgroup/freezer

# With cgroup 1, what Docker has paused ends only once it goes on, and the machine's container not before it.
thaw_paused() {
  [ -d "$freezer" ] || return 0
  # Where the machine's own control group is in what is mounted there.
  own=$(awk -v "place=$freezer" '
    FNR == NR { if ($5 == place) root = ($4 == "/" ? "" : $4); next }
    sub(/^[0-9]+:freezer:/, "") && index($0 "/", root "/") == 1 { print substr($0, length(root) + 1) }
  ' /proc/self/mountinfo /proc/1/cgroup)
  find "$freezer$own" -mindepth 2 -name freezer.state | while read -r state; do
    if grep -q FROZEN "$state"; then echo THAWED | as_root tee "$state"; fi
  done
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# Elsewhere these groups are not a machine's.
case $(tr '\0' ' ' </proc/1/cmdline) in
  *devpod-machine\ init*) thaw_paused ;;
esac >/dev/null 2>&1
exec devpod-machine discard
