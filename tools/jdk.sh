#!/bin/sh
# Prints the home of a JDK 25: JAVA_HOME if it is one, else one that this computer has, else one that this script fetched
# before or fetches now: the file and checksum of tools/jdk.txt, from its makers or, where they can't be reached, from a
# mirror. It goes into ~/.cache. A package is only installed where that was asked for: JDK_FROM_PACKAGES=true, or by a
# person who says yes on a terminal.
#   tools/jdk.sh          prints the folder; what it does goes to standard error
set -eu
here=$(cd "$(dirname "$0")" && pwd)

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

# Whether a person on a terminal says yes.
agreed() {
  [ -t 0 ] && [ -t 2 ] || return 1
  printf 'jdk: %s [y/N] ' "$1" >&2
  read -r reply || return 1
  case $reply in y | Y | yes | Yes) ;; *) return 1 ;; esac
}

install_package() {
  command -v apt-get >/dev/null 2>&1 || return 1
  package=openjdk-$release-jdk-headless
  apt-cache show "$package" >/dev/null 2>&1 || return 1
  as_root=
  if [ "$(id -u)" != 0 ]; then as_root=sudo; fi
  if [ "${JDK_FROM_PACKAGES:-}" != true ]; then
    agreed "Install the package $package of this system${as_root:+ with sudo}?" || return 1
  fi
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$package" >&2
}

# Where the file is, the next address for when the one before can't be reached. All give the same bytes: the checksum says so.
addresses() {
  if [ -n "${JDK_ADDRESSES:-}" ]; then
    for address in $JDK_ADDRESSES; do echo "$address/$1"; done
    return
  fi
  echo "https://github.com/adoptium/temurin25-binaries/releases/download/jdk-25.0.3%2B9/$1"
  echo "https://mirrors.tuna.tsinghua.edu.cn/Adoptium/25/jdk/$2/$3/$1"
}

has_sum() {
  if command -v sha256sum >/dev/null 2>&1; then
    actual=$(sha256sum "$1")
  else
    actual=$(shasum -a 256 "$1")
  fi
  [ "${actual%% *}" = "$2" ]
}

fetch() {
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
  line=$(grep "^$os-$arch " "$here/jdk.txt") || {
    say "tools/jdk.txt has no JDK for $os on $arch"
    return 1
  }
  # shellcheck disable=SC2086 # words
  set -- $line
  part=$(mktemp -d)
  trap 'rm -rf "$part"' EXIT
  trap 'exit 130' INT TERM
  for address in $(addresses "$3" "$arch" "$os"); do
    say "fetching $address (about 200 MB)"
    curl -fsSL --connect-timeout 15 --speed-limit 1000 --speed-time 60 --max-time 1800 -o "$part/jdk.tar.gz" "$address" ||
      continue
    if has_sum "$part/jdk.tar.gz" "$2"; then
      unpack && return 0
      return 1
    fi
    say "its SHA-256 is not the one in tools/jdk.txt: not used"
  done
  return 1
}

unpack() {
  mkdir "$part/x"
  tar -C "$part/x" -xzf "$part/jdk.tar.gz" || return 1
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
if install_package; then look; fi
if fetch; then look; fi
say "The build needs a JDK $release, and this computer has none that could be found or fetched."
say "Install one (https://adoptium.net, or your system's packages) and set JAVA_HOME to it."
say "JDK_FROM_PACKAGES=true lets this script install your system's (Debian, Ubuntu)."
exit 1
