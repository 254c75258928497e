#!/bin/sh
# Prints the path of gosh, the program of mvdan.cc/sh, which the forks of DevPod have built in and run exec texts with:
# from PATH, or made by Go where there is a Go. Without either it fails, and the tests that want it are skipped.
# DevPod 0.6.15 has an older one built in, for Windows, which is only made by Go.
#   tools/gosh.sh [v3.6.0]
set -eu
cd "$(dirname "$0")/.."

version=${1:-v3.13.1}
if [ $# -eq 0 ] && command -v gosh; then exit 0; fi
made=$PWD/build/tools/$version/gosh
if [ ! -x "$made" ]; then
  command -v go >/dev/null
  GOBIN=$PWD/build/tools/$version GOFLAGS='' go install "mvdan.cc/sh/v3/cmd/gosh@$version" >&2
fi
echo "$made"
