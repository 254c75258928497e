# shellcheck shell=sh
# For the scripts beside it: the DevPod clients of this computer.

# Prints the clients on PATH, one a line.
clients() {
  for client in devpod devsy; do
    if command -v "$client" >/dev/null 2>&1; then echo "$client"; fi
  done
}

# A client's own folder.
client_home() {
  case $1 in
    devsy) echo "${DEVSY_HOME:-$HOME/.devsy}" ;;
    *) echo "${DEVPOD_HOME:-$HOME/.devpod}" ;;
  esac
}

no_client() {
  echo "Neither devpod nor devsy is on PATH." >&2
  echo "Install one: https://devpod.sh/docs/getting-started/install" >&2
}
