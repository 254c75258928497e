#!/bin/sh
# Prints the path of gosh, the program of mvdan.cc/sh, which the forks of DevPod have built in and run exec texts with:
# from PATH, or made by Go where there is a Go. Without either it fails, and the tests that want it are skipped.
set -eu
cd "$(dirname "$0")/.."

version=v3.13.1
if command -v gosh; then exit 0; fi
made=$PWD/build/tools/gosh
if [ ! -x "$made" ]; then
  command -v go >/dev/null
  GOBIN=$PWD/build/tools GOFLAGS='' go install "mvdan.cc/sh/v3/cmd/gosh@$version" >&2
fi
echo "$made"
