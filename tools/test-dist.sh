#!/bin/sh
# Installs what `make dist` made as its users do, and runs it: with every client on PATH (devpod, devsy), in all ways in
# which a Unix can be odd, under Wine and under qemu. Says what was skipped. Each part is a script in tools/dist.
#   tools/test-dist.sh [PART...]     DIST names another folder than build/dist, CLIENTS other clients, by their paths
set -eu
cd "$(dirname "$0")/.."

DIST=$(cd "${DIST:-build/dist}" && pwd)
JAVA_HOME=$(tools/jdk.sh)
export DIST JAVA_HOME
if [ $# -eq 0 ]; then set -- files unix nolibc clients windows arm64; fi
for part; do
  sh "tools/dist/$part.sh"
done
