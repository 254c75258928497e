#!/bin/sh
# Prints the home of a JDK 25: JAVA_HOME if it is one, else one that this computer has, else one
# that this script fetched before or fetches now (apt as root, or Eclipse Temurin with its checksum).
#   tools/jdk.sh          prints the folder; what it does goes to standard error
set -eu

release=25
# Not under /tmp, where anybody could have put one.
cache=${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/dokploy-provider/jdk-$release

say() { echo "jdk: $*" >&2; }

# A JDK (with javac and jlink) of the right release?
fits() {
  [ -x "$1/bin/javac" ] && [ -x "$1/bin/jlink" ] && [ -f "$1/release" ] &&
    grep -q "^JAVA_VERSION=\"${release}[.\"]" "$1/release"
}

found() {
  echo "$1"
  exit 0
}

look() {
  if [ -n "${JAVA_HOME:-}" ] && fits "$JAVA_HOME"; then found "$JAVA_HOME"; fi
  if command -v javac >/dev/null 2>&1; then
    javac=$(readlink -f "$(command -v javac)" 2>/dev/null || command -v javac)
    home=${javac%/bin/javac}
    if fits "$home"; then found "$home"; fi
  fi
  for home in "$cache"/* /usr/lib/jvm/* /opt/*jdk* /opt/java/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if fits "$home"; then found "$home"; fi
  done
}

fetch_with_apt() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
  say "looking for openjdk-$release-jdk-headless in apt"
  apt-get update -qq >&2 || return 1
  apt-cache show "openjdk-$release-jdk-headless" >/dev/null 2>&1 || return 1
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "openjdk-$release-jdk-headless" >&2
}

fetch_temurin() {
  command -v curl >/dev/null 2>&1 || {
    say "curl is missing, so no JDK can be fetched"
    return 1
  }
  case "$(uname -s)" in
    Linux) os=linux ;;
    Darwin) os=mac ;;
    *) return 1 ;;
  esac
  case "$(uname -m)" in
    x86_64 | amd64) arch=x64 ;;
    aarch64 | arm64) arch=aarch64 ;;
    *) return 1 ;;
  esac
  say "fetching Eclipse Temurin $release for $os/$arch"
  api=https://api.adoptium.net/v3
  part=$(mktemp -d)
  trap 'rm -rf "$part"' EXIT INT TERM
  answer=$(curl -fsSL --max-time 60 \
    "$api/assets/latest/$release/hotspot?os=$os&architecture=$arch&image_type=jdk") || return 1
  sum=$(printf '%s' "$answer" | sed -n 's/.*"checksum": *"\([0-9a-f]\{64\}\)".*/\1/p' | head -n 1)
  curl -fsSL --max-time 1800 -o "$part/jdk.tar.gz" \
    "$api/binary/latest/$release/ga/$os/$arch/jdk/hotspot/normal/eclipse" || return 1
  if command -v sha256sum >/dev/null 2>&1; then
    actual=$(sha256sum "$part/jdk.tar.gz")
  else
    actual=$(shasum -a 256 "$part/jdk.tar.gz")
  fi
  if [ -z "$sum" ] || [ "${actual%% *}" != "$sum" ]; then
    say "the checksum of what was fetched is not the published one"
    return 1
  fi
  mkdir "$part/x"
  tar -C "$part/x" -xzf "$part/jdk.tar.gz"
  mkdir -p "$cache"
  for home in "$part"/x/* "$part"/x/*/Contents/Home; do
    if fits "$home"; then
      rm -rf "$cache/temurin"
      mv "$home" "$cache/temurin"
      return 0
    fi
  done
  return 1
}

look
if fetch_with_apt; then look; fi
if fetch_temurin; then look; fi
say "The build needs a JDK $release, and this computer has none that could be found or fetched."
say "Install one (https://adoptium.net, or your system's packages) and set JAVA_HOME to it."
exit 1
