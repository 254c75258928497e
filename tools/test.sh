#!/bin/sh
# Builds and runs the tests, tells what was skipped and why, and ends with one line that counts.
#   tools/test.sh [MAVEN OPTIONS]
# With REQUIRE_ENGINE=true or REQUIRE_CONTRACT=true a run without a Docker engine, or without the
# recorded exchanges, fails instead of skipping what needs them.
set -u
cd "$(dirname "$0")/.." || exit 1

JAVA_HOME=$(tools/jdk.sh) || exit 1
export JAVA_HOME

# Nothing of an earlier run may be counted.
find . -path ./build -prune -o -type d -name surefire-reports -print | while read -r folder; do
  rm -rf "$folder"
done

./mvnw -B -ntp --fail-at-end verify "$@"
result=$?

reports=$(mktemp)
trap 'rm -f "$reports"' EXIT
find . -path '*/surefire-reports/TEST-*.xml' -print >"$reports"

# Sums one attribute of all suites.
sum() {
  while read -r file; do
    sed -n "s/^<testsuite .* $1=\"\([0-9]*\)\".*/\1/p" "$file" | head -n 1
  done <"$reports" | awk '{ total += $1 } END { print total + 0 }'
}

tests=$(sum tests)
failures=$(sum failures)
errors=$(sum errors)
skipped=$(sum skipped)
failed=$((failures + errors))

if [ "$skipped" -gt 0 ]; then
  echo "Skipped:"
  while read -r file; do
    sed -n 's/.*<skipped message="\([^"]*\)".*/\1/p' "$file" | sed 's/^Assumption failed: //'
  done <"$reports" | sort | uniq -c | sed 's/^ *\([0-9]*\) /  \1 x /; s/&quot;/"/g; s/&apos;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
fi

echo "$((tests - failed - skipped)) passed, $failed failed, $skipped skipped"
if [ "$result" -ne 0 ]; then
  exit "$result"
fi
if [ "$tests" -eq 0 ]; then
  echo "No test ran." >&2
  exit 1
fi
[ "$failed" -eq 0 ]
