# shellcheck shell=sh
# For scripts that need a Dokploy: starts and ends the emulator that was built.

# start_emulator BUILD-FOLDER WORK-FOLDER ENGINE [OPTION...]: returns when it listens, and sets what DevPod would: the
# server's address and the API key. Its log is WORK-FOLDER/emulator.log.
start_emulator() {
  build_folder=$1
  work_folder=$2
  engine_choice=$3
  shift 3
  "$build_folder/dokploy-emulator" --port 0 --data "$work_folder/dokploy" --engine "$engine_choice" --ephemeral "$@" \
    >"$work_folder/url" 2>"$work_folder/emulator.log" &
  emulator=$!
  tries=0
  until [ -s "$work_folder/url" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 600 ] || ! kill -0 "$emulator" 2>/dev/null; then
      echo "The emulator did not start." >&2
      return 1
    fi
    sleep 0.1
  done
  DOKPLOY_SERVER_URL=$(sed -n 's/^Listening on //p' "$work_folder/url")
  DOKPLOY_API_TOKEN=$(cat "$work_folder/dokploy/api-key")
  export DOKPLOY_SERVER_URL DOKPLOY_API_TOKEN
}

# Ends it, if it was started, with all that it made.
stop_emulator() {
  if [ -n "${emulator:-}" ]; then
    kill "$emulator" 2>/dev/null || true
    wait "$emulator" 2>/dev/null || true
    emulator=
  fi
}
