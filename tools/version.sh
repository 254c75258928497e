#!/bin/sh
# Prints the version, which stands in pom.xml.
set -eu
sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$(dirname "$0")/../pom.xml"
