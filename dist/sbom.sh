#!/bin/sh
# Prints what the released programs are made of, as a CycloneDX 1.6 document.
#   dist/sbom.sh VERSION MODULES-FOLDER
set -eu

version=$1
modules=$2
here=$(cd "$(dirname "$0")" && pwd)

# A component as JSON: name, version, license, purl, sha256 or nothing, description.
component() {
  printf '%s    {\n      "type": "library",\n      "bom-ref": "%s",\n      "name": "%s",\n' "$separator" "$4" "$1"
  printf '      "version": "%s",\n      "description": "%s",\n' "$2" "$6"
  printf '      "licenses": [{ "%s": "%s" }],\n' "$license" "$3"
  if [ -n "$5" ]; then
    printf '      "hashes": [{ "alg": "SHA-256", "content": "%s" }],\n' "$5"
  fi
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
component zlib 1.2.13 Zlib pkg:generic/zlib@1.2.13 '' 'Unpacks, in the program for Windows'
printf '\n  ]\n}\n'
