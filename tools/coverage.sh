#!/bin/sh
# Prints the line and branch coverage that JaCoCo found in modules.
#   tools/coverage.sh MODULE...
set -eu
for module; do
  awk -F, -v module="$module" 'NR > 1 {
    lines += $8 + $9; covered += $9; branches += $6 + $7; taken += $7
  } END {
    if (lines == 0 || branches == 0) { print module ": nothing was measured"; exit 1 }
    printf "%s: %.1f %% of %d lines, %.1f %% of %d branches\n", module, 100 * covered / lines, lines,
      100 * taken / branches, branches
  }' "$module/target/site/jacoco/jacoco.csv"
done
