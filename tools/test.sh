#!/bin/sh
# Builds and runs the tests, tells what was skipped and why, and ends with one line that counts.
#   tools/test.sh [MAVEN OPTIONS]
# Without options everything is built first (MAVEN_THREADS at once, 3); then the scenarios are run
# beside the tests of all other modules. With options Maven runs once, as it is told.
# With REQUIRE_ENGINE=true, REQUIRE_CONTRACT=true or REQUIRE_NODE=true a run without a Docker engine,
# the recorded exchanges, or node and npm's registry fails instead of skipping what needs them.
set -u
cd "$(dirname "$0")/.." || exit 1

# Tests send signals. What runs under nohup, or in the background of a script as below, ignores some of them, and so does all
# that it starts; only a program such as env can undo that.
signals='env --default-signal=INT,QUIT,HUP'
$signals true 2>/dev/null || signals=

JAVA_HOME=$(tools/jdk.sh) || exit 1
export JAVA_HOME
shells=$(tools/shells.sh)
if [ $# -eq 0 ]; then whole=true; else whole=false; fi

# Nothing of an earlier run may be counted.
find . -path ./build -prune -o -type d -name surefire-reports -print | while read -r folder; do
  rm -rf "$folder"
done

work=$(mktemp -d)
trap 'rm -rf "$work" "$files"' EXIT

# The tests write many small files, and the provider waits until each is on the disk. In memory that takes a third of the
# time, where there is room for it and programs may be run from it. Its path is short, as those of sockets must be.
files=
in_memory() {
  [ "$(df -Pk /dev/shm 2>/dev/null | awk '$1 == "tmpfs" { print $4 }')" -gt 4000000 ] 2>/dev/null || return 1
  for number in 1 2 3 4 5 6 7 8 9; do
    folder=/dev/shm/d$number
    # Of a run that was killed.
    if [ -w "$folder/pid" ] && ! kill -0 "$(cat "$folder/pid")" 2>/dev/null; then rm -rf "$folder"; fi
    if mkdir -m 700 "$folder" 2>/dev/null; then
      files=$folder
      echo $$ >"$files/pid"
      printf '#!/bin/sh\n' >"$files/runs" && chmod +x "$files/runs" && "$files/runs" 2>/dev/null
      return
    fi
  done
  return 1
}
if in_memory; then set_files=-Dtests.tmpdir=$files; else set_files=; fi

# Runs Maven, and keeps what it took: seconds of wall time, user and system time, and NAME; and that NAME failed.
#   maven NAME ARGUMENTS...
maven() (
  name=$1
  shift
  start=$(date +%s)
  # shellcheck disable=SC2086 # words, or none
  $signals ./mvnw -B -ntp $set_files "-Dlauncher.shells=$shells" "$@"
  ended=$?
  [ "$ended" -eq 0 ] || echo "$name" >>"$work/failed"
  # Not into a pipe: there it would be told what the pipe's own shell took.
  times >"$work/times of $name"
  awk -v wall=$(($(date +%s) - start)) -v name="$name" \
    'NR == 2 { printf "%d %s %s %s\n", wall, $1, $2, name }' "$work/times of $name" >>"$work/times"
  return "$ended"
)

# Only scenarios want the shells of DevPod's forks, and say so where they are missing. To make them may take a while.
make_gosh() {
  {
    tools/gosh.sh >"$work/gosh"
    tools/gosh.sh v3.6.0 >"$work/gosh of Windows"
  } 2>/dev/null &
  gosh=$!
}

# What could not be made has no path.
await_gosh() {
  wait "$gosh"
  GOSH=$(cat "$work/gosh")
  GOSH_WINDOWS=$(cat "$work/gosh of Windows")
  export GOSH GOSH_WINDOWS
}

# Builds all modules with all their checks; tools/built.sh is told of each.
build() {
  maven "build" -T "${MAVEN_THREADS:-3}" --fail-at-end verify -DskipTests "-Dbuilt.folder=$work"
}

# Tests a module that is built.
tests_of() {
  maven "$1" surefire:test -pl "$1" "-Dmaven.repo.local.tail=$work/repository"
}

# What is built is tested while the rest is built: the compiler of a large module leaves a processor idle. With Docker the
# scenarios take longest, and more beside them would only delay them.
side_by_side() {
  mkfifo "$work/built" || return
  # The pipe has a writer until the build ends.
  build 9>"$work/built" &
  provider=
  while read -r module; do
    case $module in
      dokploy | emulator) tests_of "$module" & ;;
      provider)
        tests_of provider &
        provider=$!
        ;;
      e2e)
        await_gosh
        tests_of e2e &
        if docker info >/dev/null 2>&1; then wait "$provider"; fi
        tests_of launcher &
        ;;
    esac
  done <"$work/built"
  wait
}

one_by_one() {
  build || return
  await_gosh
  for module in provider dokploy launcher emulator e2e; do tests_of "$module"; done
}

{
  make_gosh
  if [ $# -gt 0 ]; then
    await_gosh
    maven "Maven and the tests" -T "${MAVEN_THREADS:-3}" --fail-at-end verify "$@"
  elif [ -n "$signals" ]; then
    side_by_side
  else
    one_by_one
  fi
} 2>&1 | tee "$work/log"

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

# Where the time went. Modules and classes run side by side, so their wall times overlap. The CPU time of a module has
# that of the programs that it ran, without what Docker's own processes take; that of a class is what JUnit's threads took
# in its methods, without other threads and programs.
echo "Wall and CPU time of the modules:"
awk '
  function seconds(text) { split(text, part, "m"); return part[1] * 60 + part[2] }
  { cpu = seconds($2) + seconds($3); wall = $1; name = $0; sub(/^[^ ]* [^ ]* [^ ]* /, "", name); sum += cpu
    printf "  %5d s wall  %5d s CPU  %s\n", wall, cpu, name }
  END { printf "  %5d s CPU in all\n", sum }' "$work/times"
echo "The 30 slowest classes, in seconds of wall time and of CPU time:"
{
  find . -path ./build -prune -o -path '*/surefire-reports/cpu-times.txt' -exec sed 's/^/cpu /' {} +
  find . -path ./build -prune -o -path '*/surefire-reports/TEST-*.xml' -exec \
    sed -n 's/^<testsuite .* name="\([^"]*\)" time="\([0-9.,]*\)" tests="\([0-9]*\)".*/wall \1 \2 \3/p' {} +
} |
  awk '$1 == "cpu" { cpu[$2] = $3 / 1000 }
    $1 == "wall" { gsub(",", "", $3); sub(/\$.*/, "", $2); time[$2] += $3; tests[$2] += $4 }
    END { for (name in time) printf "%.1f %.1f %s %d\n", time[name], cpu[name], name, tests[name] }' |
  sort -rn | head -n 30 |
  awk '{ sub(/.*dokployprovider\./, "", $3); printf "  %7.1f %7.1f  %s (%d)\n", $1, $2, $3, $4 }'

# Only such a run has run all tests of the launcher.
if [ "${TEST_ALL:-}" = true ] && [ $whole = true ] && [ ! -e "$work/failed" ] && [ "$run" -gt 0 ]; then
  tools/shells.sh proven
fi

if [ -e "$work/failed" ]; then echo "Failed, see above: $(paste -s -d , "$work/failed")"; fi
echo "$((run - failed - skipped)) passed, $failed failed, $skipped skipped"
if [ "$run" -eq 0 ]; then
  echo "No test ran." >&2
  exit 1
fi
[ ! -e "$work/failed" ]
