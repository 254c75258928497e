#!/bin/sh
# Prints the mutation score of each package: of the changes that PIT made to its code, those that a test noticed.
#   tools/mutation.sh PART...     a part is an execution of PIT in a module's pom.xml
set -eu
cd "$(dirname "$0")/.."

for part; do
  cat ./*/target/pit-reports/"$part"/mutations.csv
done | awk -F , '
  { package = $2; sub(/\.[^.]*$/, "", package); sub(/^dev\.dokployprovider\./, "", package)
    all[package]++
    if ($6 == "KILLED" || $6 == "TIMED_OUT" || $6 == "MEMORY_ERROR") noticed[package]++
    else if ($6 == "NO_COVERAGE") untested[package]++ }
  END { for (package in all)
    printf "%-32s %5.1f %%: %d of %d noticed, %d in code that no test runs\n",
      package, 100 * noticed[package] / all[package], noticed[package], all[package], untested[package] }' |
  sort
