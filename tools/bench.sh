#!/bin/sh
# Measures what docs/performance.md explains, and writes build/bench/report.md with pictures for a person to look at. Needs a
# Docker engine; takes a few minutes.
#   tools/bench.sh [PART...], such as: tools/bench.sh command
# With DOCS=yes it also writes the tables of those parts into docs/performance.md, where that has a place for them.
set -eu
cd "$(dirname "$0")/.."

JAVA_HOME=$(tools/jdk.sh)
export JAVA_HOME
./mvnw -B -ntp -q package -DskipTests
mkdir -p build/bench
bench() {
  (cd e2e && "$JAVA_HOME/bin/java" -cp "target/test-classes:../build/emulator/*" dev.dokployprovider.e2e.bench.Bench "$@")
}
# What was measured before a part failed is reported too.
{
  status=0
  bench "$@" || status=$?
  echo "$status" >build/bench/status
} | tee build/bench/lines
bench --report ../build/bench <build/bench/lines
if [ -n "${DOCS:-}" ]; then bench --docs ../docs/performance.md <build/bench/lines; fi
echo "Report: build/bench/report.md"
exit "$(cat build/bench/status)"
