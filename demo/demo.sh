#!/bin/sh
# A machine's whole life, as DevPod would run it: created, used by SSH, stopped, started, deleted.
# It brings up the emulator of Dokploy, so that nothing else is needed, and leaves nothing behind.
set -eu
cd "$(dirname "$0")/.."

# shellcheck source=tools/emulator.sh
. tools/emulator.sh

provider=$PWD/build/dokploy-provider
work=$(mktemp -d "${TMPDIR:-/tmp}/dokploy-demo.XXXXXX")

finish() {
  status=$?
  trap - EXIT INT TERM
  stop_emulator
  if [ "$status" -ne 0 ]; then
    echo
    echo "The demo failed. What the emulator said last:"
    tail -n 20 "$work/emulator.log" 2>/dev/null | sed 's/^/  /' || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Milliseconds where date knows them, else seconds.
now() {
  case $(date +%N) in
    *N*) echo "$(date +%s)000" ;;
    *) date +%s%3N ;;
  esac
}

# expect TITLE WORD: what `status` must say.
expect() {
  printf '\n== %s\n' "$1"
  begin=$(now)
  actual=$("$provider" status)
  end=$(now)
  printf '   %s   (%s ms)\n' "$actual" $((end - begin))
  if [ "$actual" != "$2" ]; then
    echo "   expected $2" >&2
    return 1
  fi
}

verb() {
  printf '\n== %s\n' "$1"
  begin=$(now)
  "$provider" "$1"
  end=$(now)
  printf '   took %s.%03d s\n' $(((end - begin) / 1000)) $(((end - begin) % 1000))
}

# On the machine, as DevPod runs its agent.
on_machine() {
  printf '\n== command: %s\n' "$1"
  begin=$(now)
  answer=$(COMMAND=$1 "$provider" command </dev/null)
  end=$(now)
  printf '%s\n' "$answer" | sed 's/^/   /'
  printf '   took %s.%03d s\n' $(((end - begin) / 1000)) $(((end - begin) % 1000))
}

if docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; then
  echo "Docker answers: the machine is a real container."
  engine=docker
else
  echo "There is no Docker with Compose v2 here (or this user may not use it: group docker)."
  echo "The machine is an SSH server inside the emulator instead, with a shell in a scratch folder."
  engine=process
fi

start_emulator build "$work" "$engine"

# What DevPod sets beside the options: the machine's name and folder.
MACHINE_ID=demo
MACHINE_FOLDER=$work/machines/demo
XDG_DATA_HOME=$work/data
XDG_CACHE_HOME=$work/cache
export MACHINE_ID MACHINE_FOLDER XDG_DATA_HOME XDG_CACHE_HOME
echo "The emulator of Dokploy listens on $DOKPLOY_SERVER_URL"

verb init
verb create
expect status Running
# shellcheck disable=SC2016 # for the machine's shell
on_machine 'echo "Hello from $(hostname), $(uname -sr)"; whoami; echo kept > "$HOME/note"'
verb stop
expect 'status after stop' Stopped
verb start
# shellcheck disable=SC2016 # for the machine's shell
on_machine 'echo "The note from before the stop says: $(cat "$HOME/note")"'
case $answer in
  *kept) ;;
  *)
    echo "   the note is gone" >&2
    exit 1
    ;;
esac
verb delete
expect 'status after delete' NotFound

cat <<'TEXT'

That was a machine's whole life. What to try next:
  make install-dev    use this build in DevPod or Devsy, as provider dokploy-dev
  make test           the tests
  README.md           your first workspace on your own Dokploy
TEXT
