#!/bin/sh
# Prints what the released programs are made of, as a CycloneDX 1.6 document.
#   dist/sbom.sh VERSION MODULES-FOLDER
set -eu

version=$1
modules=$2
here=$(cd "$(dirname "$0")" && pwd)

# A component as JSON: name, version, license, purl, sha256 or nothing, description, and its CPE where vulnerabilities are
# known by that.
component() {
  printf '%s    {\n      "type": "library",\n      "bom-ref": "%s",\n      "name": "%s",\n' "$separator" "$4" "$1"
  printf '      "version": "%s",\n      "description": "%s",\n' "$2" "$6"
  printf '      "licenses": [{ "%s": "%s" }],\n' "$license" "$3"
  if [ -n "$5" ]; then
    printf '      "hashes": [{ "alg": "SHA-256", "content": "%s" }],\n' "$5"
  fi
  if [ -n "${7-}" ]; then printf '      "cpe": "%s",\n' "$7"; fi
  printf '      "purl": "%s"\n    }' "$4"
  separator=',
'
}

cat <<HEAD
{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "version": 1,
  "metadata": {
    "component": {
      "type": "application",
      "bom-ref": "dokploy-provider",
      "name": "dokploy-provider",
      "version": "$version",
      "licenses": [{ "license": { "id": "MIT" } }]
    }
  },
  "components": [
HEAD
separator=
# The components of what is shipped; those of the loop below are printed by a shell of its own.
license=expression
library() {
  for jar in "$modules/$1"-*.jar; do
    sum=$(sha256sum <"$jar")
    its=${jar##*"$1"-}
    component "$1" "${its%.jar}" Apache-2.0 "pkg:maven/$2/$1@${its%.jar}" "${sum%% *}" "$3"
  done
}
library picocli info.picocli 'Reads the command lines that people type'
library snakeyaml-engine org.snakeyaml 'Reads and writes YAML'
grep -v '^#' "$here/runtimes.txt" | while read -r platform source its file sum _; do
  component "$source" "$its" 'GPL-2.0-only WITH Classpath-exception-2.0' \
    "pkg:pypi/$source@$its?file_name=$file" "$sum" "Eclipse Temurin's runtime for $platform: java.base"
done
separator=',
'
# Databases know neither a package of the index nor a module by the vulnerabilities of OpenJDK.
java=$(sed -n 's/^linux-amd64 *[^ ]* *\([0-9]*\.[0-9]*\.[0-9]*\)\..*/\1/p' "$here/runtimes.txt")
component openjdk "$java" 'GPL-2.0-only WITH Classpath-exception-2.0' "pkg:generic/openjdk@$java" '' \
  "What Eclipse Temurin's runtimes are built of" "cpe:2.3:a:oracle:openjdk:$java:*:*:*:*:*:*:*"
# What the compiler on this computer brings into the program for Windows.
compiler=x86_64-w64-mingw32-gcc
if command -v "$compiler" >/dev/null 2>&1; then
  # The value of a macro of a header, without quotes and blanks.
  macro() {
    printf '#include <%s>\nits %s\n' "$1" "$2" | "$compiler" -xc -E -P - | sed -n 's/^its //p' | tr -d '" '
  }
  zlib=$(macro zlib.h ZLIB_VERSION)
  component zlib "$zlib" Zlib "pkg:generic/zlib@$zlib" '' 'Unpacks, in the program for Windows' \
    "cpe:2.3:a:zlib:zlib:$zlib:*:*:*:*:*:*:*"
  mingw=$(macro _mingw.h __MINGW64_VERSION_STR)
  component mingw-w64 "$mingw" ZPL-2.1 "pkg:generic/mingw-w64@$mingw" '' 'Starts Java, in the program for Windows'
fi
printf '\n  ]\n}\n'
