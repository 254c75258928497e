#!/bin/sh
# Says what this computer lacks, and how to get it.
#   tools/require.sh PROGRAM...
set -eu

hint() {
  case "$1" in
    ssh) echo "the OpenSSH client (Debian, Ubuntu: apt-get install openssh-client)" ;;
    *) echo "the program $1" ;;
  esac
}

missing=0
for program in "$@"; do
  if ! command -v "$program" >/dev/null 2>&1; then
    echo "Missing: $(hint "$program")" >&2
    missing=1
  fi
done
if ! command -v curl >/dev/null 2>&1 && ! command -v wget >/dev/null 2>&1; then
  echo "Missing: curl or wget, with which the build fetches Maven" >&2
  missing=1
fi
# Maven's wrapper knows the checksum of Maven's zip file only.
if ! command -v unzip >/dev/null 2>&1 && [ ! -d "${MAVEN_USER_HOME:-${HOME:-}/.m2}/wrapper/dists" ]; then
  echo "Missing: unzip, with which the build unpacks Maven (Debian, Ubuntu: apt-get install unzip)" >&2
  missing=1
fi
exit $missing
