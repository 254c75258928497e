# shellcheck shell=sh
# For the scripts beside it: the DevPod clients of this computer.

# Prints the clients on PATH, one a line.
clients() {
  for client in devpod devsy; do
    if command -v "$client" >/dev/null 2>&1; then echo "$client"; fi
  done
}

# A client's own folder. Devsy keeps nothing of it in DEVSY_HOME.
client_home() {
  case $1 in
    devsy) echo "$HOME/.devsy" ;;
    *) echo "${DEVPOD_HOME:-$HOME/.devpod}" ;;
  esac
}

# has_provider CLIENT NAME. Each client's table looks different, so the JSON is read: DevPod and its fork print it when
# asked, and Devsy without being asked.
has_provider() {
  { "$1" provider list --output json; "$1" provider list; } 2>/dev/null | grep -q "\"name\": *\"$2\""
}

no_client() {
  echo "Neither devpod nor devsy is on PATH." >&2
  echo "Install one: https://devpod.sh/docs/getting-started/install" >&2
}
