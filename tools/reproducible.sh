#!/bin/sh
# Whether two builds of the last commit are the same, byte for byte: in two folders of different depth, one after the
# other, with another time zone, language and umask. Compares all that would be released.
#   tools/reproducible.sh [PLATFORM...]     all where none is named
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
JAVA_HOME=$("$here/tools/jdk.sh")
export JAVA_HOME
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
platforms=$*
commit=$(git -C "$here" rev-parse HEAD)

# build FOLDER UMASK TIME-ZONE LANGUAGE: prints the names of all files of the release, with their checksums
build() {
  folder=$work/$1
  mkdir -p "${folder%/*}"
  git clone -q "$here" "$folder"
  git -C "$folder" checkout -q "$commit"
  (
    umask "$2"
    cd "$folder"
    export TZ="$3" LC_ALL="$4"
    # The address of the release is written into provider.yaml; without one it would be the folder's.
    export DIST_URL=https://example.com/release
    # Tests are no part of it.
    ./mvnw -B -ntp -q package -pl dist -am -Dmaven.test.skip=true || exit
    # shellcheck disable=SC2086 # words
    dist/dist.sh dist/target/classpath build/dist "$(tools/version.sh)" $platforms
  ) >"$work/log" 2>&1 || {
    tail -n 30 "$work/log" >&2
    exit 1
  }
  (cd "$folder/build/dist" && sha256sum -- *)
}

build one 022 UTC C >"$work/first"
build a/deeper/folder/two 077 Asia/Tokyo C.UTF-8 >"$work/second"
if ! grep -q ' dokploy-provider-' "$work/first"; then
  echo "reproducible: nothing was built" >&2
  exit 1
fi
if ! diff "$work/first" "$work/second"; then
  echo "reproducible: the two builds differ in the files above" >&2
  exit 1
fi
echo "Reproducible: $(wc -l <"$work/first") files of two builds are the same."
