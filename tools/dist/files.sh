#!/bin/sh
# The release's files: their sums, their sizes, and what is said of what is in them.
set -eu
. tools/dist/lib.sh

(cd "$DIST" && sha256sum -c --quiet SHA256SUMS) || fail 'SHA256SUMS'
passed 'all files are as SHA256SUMS says'

for file in "$DIST"/dokploy-provider-*; do
  name=${file##*/}
  grep -q "path: \".*/$name\"" "$DIST/provider.yaml" || fail "provider.yaml does not name $name"
  grep -q "checksum: \"$(sha256sum <"$file" | cut -d ' ' -f 1)\"" "$DIST/provider.yaml" || fail "the checksum of $name"
  # The program that this one replaces has 19.2 MB.
  case $name in *-linux-amd64) limit=16000000 ;; *) limit=19200000 ;; esac
  size=$(wc -c <"$file" | tr -d ' ')
  [ "$size" -le "$limit" ] || fail "$name has $size bytes, more than $limit"
done
passed 'provider.yaml names each file with its checksum, and none is too large'

for text in 'MIT License' 'GNU General Public License' 'CLASSPATH' 'Apache License' 'Jean-loup Gailly' 'MinGW-w64'; do
  grep -qi "$text" "$DIST/LICENSES.txt" || fail "LICENSES.txt has no text of $text"
done
passed 'the licences of all that is shipped are there'

if ! grep -q 'cpe:2.3:a:oracle:openjdk:[0-9]' "$DIST/sbom.cdx.json" || grep -q 'cpe:2.3:[^"]*::' "$DIST/sbom.cdx.json"; then
  fail 'the SBOM does not name the version of OpenJDK'
fi
passed 'the SBOM names the version of OpenJDK'
if python3 -c 'import cyclonedx.validation.json' 2>/dev/null; then
  python3 - "$DIST/sbom.cdx.json" <<'PYTHON' || fail 'the SBOM is no valid CycloneDX 1.6'
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read())
sys.exit(str(error) if error else 0)
PYTHON
  passed 'the SBOM is valid CycloneDX 1.6'
else
  python3 -m json.tool "$DIST/sbom.cdx.json" >/dev/null || fail 'the SBOM is no JSON'
  skipped 'the SBOM is JSON; whether it is CycloneDX was not checked (pip install "cyclonedx-python-lib[json-validation]")'
fi
