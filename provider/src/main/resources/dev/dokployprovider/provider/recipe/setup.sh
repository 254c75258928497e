# shellcheck shell=sh
# Runs while the image is built: adds what a machine needs to its base image, and only what is missing.
# Given: DEVPOD_MACHINE_DOCKER (yes, rootless or no), DEVPOD_MACHINE_USER, DEVPOD_MACHINE_PACKAGES.
set -eu
export DEBIAN_FRONTEND=noninteractive
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

have() { command -v "$1" >/dev/null 2>&1; }

fail() {
  echo "devpod-machine: $*" >&2
  exit 1
}

refreshed=
manager=
for candidate in apt-get apk dnf microdnf yum zypper; do
  if have "$candidate"; then
    manager=$candidate
    break
  fi
done

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

install() {
  case $manager in
    apt-get)
      [ -n "$refreshed" ] || apt-get update -q
      refreshed=yes
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

have_certificates() {
  for bundle in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem; do
    [ ! -s "$bundle" ] || return 0
  done
  return 1
}

need sshd ssh git curl sudo tar gzip xz ps pkill
have_certificates || install ca-certificates
if [ -n "$DEVPOD_MACHINE_PACKAGES" ]; then
  # shellcheck disable=SC2086 # names of packages, checked by the provider
  install $DEVPOD_MACHINE_PACKAGES
fi

if [ "$DEVPOD_MACHINE_DOCKER" != no ]; then
  if ! have dockerd; then
    need dockerd iptables || true
    have dockerd || fail "the base image has no Docker Engine, and its distribution does not package one: choose a base image with Docker, or a machine without Docker"
    need docker
    # Plug-ins, where the distribution has them. (An old docker-compose is another program.)
    case $manager in
      apt-get)
        for plugin in docker-buildx docker-compose-v2 docker-compose; do
          if docker compose version >/dev/null 2>&1 && [ "$plugin" != docker-buildx ]; then continue; fi
          if apt-cache show "$plugin" 2>/dev/null | grep -q -e '^Version: [02-9]'; then install "$plugin" || true; fi
        done
        ;;
      apk) install docker-cli-buildx docker-cli-compose || true ;;
      *) for plugin in docker-buildx docker-compose; do install "$plugin" || true; done ;;
    esac
  fi
  need iptables
  [ "$DEVPOD_MACHINE_DOCKER" != rootless ] || need rootlesskit slirp4netns newuidmap ip nsenter
  mkdir -p /etc/docker
  grep -q -e '^docker:' /etc/group || groupadd --system docker 2>/dev/null || addgroup -S docker
fi

# The user who logs in. A locked password ("!") would also refuse keys.
user=$DEVPOD_MACHINE_USER
if ! id "$user" >/dev/null 2>&1; then
  shell=$(command -v bash || echo /bin/sh)
  if have useradd; then useradd --create-home --shell "$shell" "$user"; else adduser -D -s "$shell" "$user"; fi
fi
sed -i -e "s/^$user:![^:]*:/$user:*:/" /etc/shadow
if [ "$user" != root ]; then
  mkdir -p /etc/sudoers.d
  echo "$user ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/devpod-machine
  chmod 0440 /etc/sudoers.d/devpod-machine
  if [ "$DEVPOD_MACHINE_DOCKER" != no ]; then
    usermod -aG docker "$user" 2>/dev/null || addgroup "$user" docker
  fi
fi

# DevPod's agent puts a service here that stops an idle machine.
mkdir -p /etc/init.d
# The image is shared: each machine has host keys of its own, elsewhere.
rm -f /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub
rm -rf /var/lib/apt/lists/* /var/cache/apt/archives/*.deb /var/cache/dnf /var/cache/yum /var/cache/zypp
