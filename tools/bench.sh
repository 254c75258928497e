#!/bin/sh
# Measures what docs/performance.md explains. Needs a Docker engine; takes a few minutes.
#   tools/bench.sh [PART...], such as: tools/bench.sh command
set -eu
cd "$(dirname "$0")/.."

JAVA_HOME=$(tools/jdk.sh)
export JAVA_HOME
./mvnw -B -ntp -q package -DskipTests
cd e2e
exec "$JAVA_HOME/bin/java" -cp "target/test-classes:../build/emulator/*" dev.dokployprovider.e2e.bench.Bench "$@"
