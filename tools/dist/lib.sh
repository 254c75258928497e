# shellcheck shell=sh
# For the scripts beside it, which tools/test-dist.sh runs with DIST, the folder of the release's files.

work=$(mktemp -d)
web=
others=
finish() {
  for process in $web $others; do kill "$process" 2>/dev/null || true; done
  stop_emulator
  # What makes an AOT cache may still write.
  rm -rf "$work" 2>/dev/null || { sleep 5 && rm -rf "$work"; }
}
trap finish EXIT
trap 'exit 130' INT TERM

# The file for this computer.
system=$(uname -s | tr '[:upper:]' '[:lower:]')
# shellcheck disable=SC2034
program=$DIST/dokploy-provider-$system-$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')

fail() {
  echo "FAILED: $*" >&2
  for file in out err; do
    if [ -s "$work/$file" ]; then sed "s/^/  $file | /" "$work/$file" >&2; fi
  done
  exit 1
}
passed() { echo "passed: $*"; }
skipped() { echo "skipped: $*"; }

# Runs something; what it says is in the files out and err, its exit code in code.
run() {
  code=0
  "$@" >"$work/out" 2>"$work/err" </dev/null || code=$?
}
works() {
  run "$@"
  [ "$code" -eq 0 ] || fail "ends with $code: $*"
}
# ends CODE COMMAND...
ends() {
  wanted=$1
  shift
  run "$@"
  [ "$code" -eq "$wanted" ] || fail "ends with $code, not $wanted: $*"
}
says() { cat "$work/out" "$work/err" | grep -qe "$1" || fail "the last call does not say: $1"; }
quiet() { [ ! -s "$work/err" ] || fail 'the last call says something on stderr'; }

# until_true SECONDS COMMAND...
until_true() {
  tries=$(($1 * 10))
  shift
  until "$@"; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "this does not become true: $*"
    sleep 0.1
  done
}

# An emulator whose machines are processes of this computer.
emulator() {
  # shellcheck source=tools/emulator.sh
  . tools/emulator.sh
  start_emulator build "$work" process
}
stop_emulator() { :; }

# A machine's whole life through whatever is given, which gets a verb: life NAME COMMAND...
life() {
  name=$1
  shift
  AGENT_PATH=$work/agent
  MACHINE_ID=$name
  export AGENT_PATH MACHINE_ID
  works "$@" create
  works "$@" status
  [ "$(tr -d '\r' <"$work/out")" = Running ] || fail 'status after create'
  # shellcheck disable=SC2016,SC2089,SC2090
  COMMAND='cat; echo "é $((6 * 7))"; exit 44' && export COMMAND
  code=0
  printf 'a\0b' | "$@" command >"$work/out" 2>"$work/err" || code=$?
  [ "$code" -eq 44 ] || fail "command ends with $code"
  printf 'a\0bé 42\n' | cmp -s - "$work/out" || fail 'command changes what it carries'
  unset COMMAND
  works "$@" stop
  works "$@" status
  [ "$(tr -d '\r' <"$work/out")" = Stopped ] || fail 'status after stop'
  works "$@" start
  works "$@" delete
  works "$@" status
  [ "$(tr -d '\r' <"$work/out")" = NotFound ] || fail 'status after delete'
}
