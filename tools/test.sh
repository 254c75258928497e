#!/bin/sh
# Builds and runs the tests, tells what was skipped and why, and ends with one line that counts.
#   tools/test.sh [MAVEN OPTIONS]
# Modules that need nothing of each other are tested side by side (MAVEN_THREADS, 3).
# With REQUIRE_ENGINE=true, REQUIRE_CONTRACT=true or REQUIRE_NODE=true a run without a Docker engine,
# the recorded exchanges, or node and npm's registry fails instead of skipping what needs them.
set -u
cd "$(dirname "$0")/.." || exit 1

JAVA_HOME=$(tools/jdk.sh) || exit 1
export JAVA_HOME
# Only some tests want it, and say so where it is missing.
GOSH=$(tools/gosh.sh 2>/dev/null) || GOSH=
GOSH_WINDOWS=$(tools/gosh.sh v3.6.0 2>/dev/null) || GOSH_WINDOWS=
export GOSH GOSH_WINDOWS

# Nothing of an earlier run may be counted.
find . -path ./build -prune -o -type d -name surefire-reports -print | while read -r folder; do
  rm -rf "$folder"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
  ./mvnw -B -ntp -T "${MAVEN_THREADS:-3}" --fail-at-end verify "$@"
  echo $? >"$work/status"
  times >"$work/times"
} 2>&1 | tee "$work/log"
status=$(cat "$work/status")

# Surefire's own summary of each module; its XML reports leave parameterized classes out.
summary='^\[[A-Z]*\] Tests run: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\), Skipped: \([0-9]*\)$'
counts=$(sed -n "s/$summary/\1 \2 \3 \4/p" "$work/log" |
  awk '{ run += $1; failed += $2 + $3; skipped += $4 } END { print run + 0, failed + 0, skipped + 0 }')
# shellcheck disable=SC2086 # three numbers
set -- $counts
run=$1 failed=$2 skipped=$3

if [ "$skipped" -gt 0 ]; then
  echo "Skipped:"
  find . -path '*/surefire-reports/TEST-*.xml' -exec \
    sed -n -e 's/.*<skipped message="\([^"]*\)".*/\1/p' \
    -e 's/.*<skipped type=[^>]*><!\[CDATA\[[^:]*: \(.*\)/\1/p' {} + |
    sed 's/^Assumption failed: //; s/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g' |
    sort | uniq -c | sed 's/^ *\([0-9]*\) /  \1 x /'
fi

# How true the emulator is, where that was compared.
grep '^Dokploy [0-9.]*: [0-9]* of [0-9]* exchanges$' "$work/log"

# Where the time went: modules as Maven tells it, and classes as surefire does. Classes run side by side, so their times
# overlap.
echo "Wall time of the modules:"
sed -nE 's/^\[INFO\] (.*[^.]) \.* (SUCCESS|FAILURE) \[ *([^]]*)\]$/  \3  \1/p' "$work/log"
# Without what Docker's own processes take.
awk 'END { print "CPU time of Maven, the tests and the programs that they ran: " $1 " user, " $2 " system" }' "$work/times"
echo "The 30 slowest classes, in seconds of wall time:"
find . -path ./build -prune -o -path '*/surefire-reports/TEST-*.xml' -exec \
  sed -n 's/^<testsuite .* name="\([^"]*\)" time="\([0-9.,]*\)" tests="\([0-9]*\)".*/\2 \1 \3/p' {} + |
  awk '{ gsub(",", "", $1); time[$2] += $1; tests[$2] += $3 }
    END { for (name in time) printf "%.1f %s %d\n", time[name], name, tests[name] }' |
  sort -rn | head -n 30 |
  awk '{ sub(/.*dokployprovider\./, "", $2); printf "  %7.1f  %s (%d)\n", $1, $2, $3 }'

echo "$((run - failed - skipped)) passed, $failed failed, $skipped skipped"
if [ "$run" -eq 0 ]; then
  echo "No test ran." >&2
  exit 1
fi
exit "$status"
