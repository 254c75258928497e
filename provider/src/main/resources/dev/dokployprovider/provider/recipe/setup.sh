# shellcheck shell=sh
# Runs while the image is built.
#   base    adds what a machine needs to its base image, and only what is missing; given are DEVPOD_MACHINE_DOCKER (yes,
#           rootless or no), DEVPOD_MACHINE_USER and DEVPOD_MACHINE_PACKAGES
#   caches  checks DEVPOD_MACHINE_CACHES, folders that are shared with other machines
#   script  runs DEVPOD_MACHINE_SCRIPT, the user's own
# On its way here two dollar signs in a row became one, and a brace after a dollar or a percent sign would have ended the
# build: neither stands in this file.
set -eu
export DEBIAN_FRONTEND=noninteractive

have() { command -v "$1" >/dev/null 2>&1; }

fail() {
  echo "devpod-machine: $*" >&2
  exit 1
}

find_manager() {
  refreshed=
  manager=
  for candidate in apt-get apk dnf microdnf yum zypper; do
    if have "$candidate"; then
      manager=$candidate
      break
    fi
  done
}

# package COMMAND: the package that brings it here
package() {
  case $manager/$1 in
    apk/newuidmap) echo shadow-uidmap ;;
    apk/ssh | apk/sshd | zypper/ssh | zypper/sshd) echo openssh ;;
    */sshd) echo openssh-server ;;
    apt-get/ssh) echo openssh-client ;;
    */ssh) echo openssh-clients ;;
    apt-get/xz) echo xz-utils ;;
    apt-get/p[sk]* | apk/p[sk]* | zypper/p[sk]*) echo procps ;;
    */ps | */pkill) echo procps-ng ;;
    apt-get/useradd) echo passwd ;;
    zypper/useradd | apk/useradd) echo shadow ;;
    */useradd) echo shadow-utils ;;
    apt-get/dockerd) echo docker.io ;;
    dnf/dockerd | microdnf/dockerd) echo moby-engine ;;
    */dockerd) echo docker ;;
    apt-get/newuidmap) echo uidmap ;;
    apt-get/ip | apk/ip | zypper/ip) echo iproute2 ;;
    */ip) echo iproute ;;
    */nsenter) echo util-linux ;;
    */newuidmap) echo shadow-utils ;;
    */docker) echo docker-cli ;;
    *) echo "$1" ;;
  esac
}

refresh() {
  [ -n "$refreshed" ] || apt-get update -q
  refreshed=yes
}

install() {
  case $manager in
    apt-get)
      refresh
      apt-get install -y -q --no-install-recommends "$@"
      ;;
    apk) apk add --no-cache "$@" ;;
    zypper) zypper --non-interactive install --no-recommends "$@" ;;
    '') fail "the base image lacks $* and has no package manager that is known here (apt-get, apk, dnf, yum, zypper)" ;;
    *) "$manager" install -y "$@" ;;
  esac
}

# need COMMAND...: installs the packages of those that are missing, all at once
need() {
  wanted=
  for name in "$@"; do
    have "$name" || wanted="$wanted $(package "$name")" # a name that comes twice does no harm
  done
  # shellcheck disable=SC2086 # names of packages, from the table above
  [ -z "$wanted" ] || install $wanted
}

# want COMMAND...: the same, but a base can do without
want() { [ -z "$manager" ] || need "$@" || true; }

have_certificates() {
  for bundle in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem; do
    [ ! -s "$bundle" ] || return 0
  done
  return 1
}

# plugin NAME PACKAGE...: a plug-in of Docker's client, from the first of these packages that the distribution has
plugin() {
  plugin=$1
  shift
  for candidate in "$@"; do
    if [ -z "$manager" ] || docker "$plugin" version >/dev/null 2>&1; then return 0; fi
    if offers "$candidate"; then install "$candidate" || true; fi
  done
}

# Whether the distribution may have it. (An old docker-compose is another program.)
offers() {
  case $manager/$1 in
    apk/docker-cli-*) ;;
    apk/* | */docker-cli-*) return 1 ;;
    apt-get/*)
      refresh
      apt-cache show "$1" 2>/dev/null | grep -q -e '^Version: [02-9]'
      ;;
  esac
}

docker_engine() {
  if ! have dockerd; then
    need dockerd iptables || true
    have dockerd || fail "the base image has no Docker Engine, and its distribution does not package one: choose a base image with Docker, or a machine without Docker"
  fi
  # Where no package is the client's alone, it comes with the engine's.
  have docker || need docker || install "$(package dockerd)"
  plugin buildx docker-cli-buildx docker-buildx-plugin docker-buildx
  plugin compose docker-cli-compose docker-compose-plugin docker-compose-v2 docker-compose
  need iptables
  # It asks the server's kernel for what iptables needs.
  want ip
  [ "$DEVPOD_MACHINE_DOCKER" != rootless ] || need rootlesskit slirp4netns newuidmap ip nsenter
  mkdir -p /etc/docker
  grep -q -e '^docker:' /etc/group || groupadd --system docker 2>/dev/null || addgroup -S docker
}

# The user who logs in. A locked password ("!") would also refuse keys.
login() {
  user=$DEVPOD_MACHINE_USER
  if ! id "$user" >/dev/null 2>&1; then
    shell=$(command -v bash || echo /bin/sh)
    if have useradd; then useradd --create-home --shell "$shell" "$user"; else adduser -D -s "$shell" "$user"; fi
  fi
  # An account that has expired would neither get in nor be root.
  [ ! -e /etc/shadow ] || sed -i -e "s/^$user:![^:]*:/$user:*:/" -e "s/^\($user:[^:]*\):.*/\1:19000:0:99999:7:::/" /etc/shadow
  [ "$user" != root ] || return 0
  mkdir -p /etc/sudoers.d
  echo "$user ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/devpod-machine
  chmod 0440 /etc/sudoers.d/devpod-machine
  grep -q -E -e '^[#@]includedir +/etc/sudoers.d' /etc/sudoers || echo '#includedir /etc/sudoers.d' >>/etc/sudoers
  sudo -u "$user" sudo -n true || fail "sudo on the base image does not let $user be root without a password"
  if [ "$DEVPOD_MACHINE_DOCKER" != no ]; then
    usermod -aG docker "$user" 2>/dev/null || addgroup "$user" docker
  fi
}

base() {
  PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
  find_manager
  need sshd ssh git curl sudo tar gzip xz ps pkill
  have_certificates || install ca-certificates
  if [ -n "$DEVPOD_MACHINE_PACKAGES" ]; then
    # shellcheck disable=SC2086 # names of packages, checked by the provider
    install $DEVPOD_MACHINE_PACKAGES
  fi
  [ "$DEVPOD_MACHINE_DOCKER" = no ] || docker_engine
  login
  # DevPod's agent puts a service here that stops an idle machine.
  mkdir -p /etc/init.d
  # The image is shared: each machine has host keys of its own, elsewhere.
  rm -f /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub
  rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb /var/cache/dnf /var/cache/yum /var/cache/zypp
}

caches() {
  for place in $DEVPOD_MACHINE_CACHES; do
    case :$PATH: in
      *:$place:* | *:$place/*)
        echo "error: the shared volume at $place would hide a folder of PATH=$PATH"
        exit 1
        ;;
    esac
  done
}

# The script as the user wrote it: one dollar sign where two arrived for each, and without the marks before braces.
script() {
  dollar='$'
  one_of=
  case $DEVPOD_MACHINE_SETUP in *"$dollar$dollar"*) one_of='s/[$][$]/$/g' ;; esac
  printf '%s\n' "$DEVPOD_MACHINE_SCRIPT" | LC_ALL=C sed -e "$one_of" -e 's/\([$%]\)_\(_*{\)/\1\2/g'
}

case "$#/$*" in
  1/base) base ;;
  1/caches) caches ;;
  1/script) exec /bin/sh -e -c "$(script)" ;;
esac
