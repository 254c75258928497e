#!/bin/sh
# devpod-images: what the Dockers of one owner's machines on a server have pulled and built, kept on a volume that these
# machines share, so that the next one need not ask a registry for it. DevPod's agent is kept there too.
#   fill    copies images into this machine's Docker, which has none yet and does not run
#   undo    takes them out again, if Docker did not start with them
#   keep    copies what is new on this machine into the store, for as long as the machine runs
#   save    does so once
#   status  prints what was copied, or why nothing was
#
# The store, for each way to run Docker and each version of it:
#   images/ID/config   the image's configuration, whose SHA-256 is ID
#             refs     its tags and digests
#             meta     what else Docker knows of it
#   layers/CHAIN/db    what Docker knows of a layer
#                tree  the layer's files
#                sum   the digest of all that
# An image and a layer appear by a rename when they are whole. Whoever copies one checks it afterwards, so that readers need
# no lock. Nothing of containers, volumes, networks or logins is ever copied.
set -eu
top=/var/lib/devpod-images
docker_data=/var/lib/docker
filled=$docker_data/.devpod-images
unproven=$docker_data/.devpod-images.unproven
saved=$docker_data/.devpod-images.saved
offered=$docker_data/.devpod-images.offered
agent=/var/lib/devpod/agent/devpod
etc=/etc/devpod-machine
docker_etc=/etc/docker
mounts=/proc/mounts
# At most so long does a new machine's Docker wait for images, in seconds.
fill_limit=20
# So long must Docker's images have stayed the same before they are copied.
quiet=5
# So many agents of different releases are kept.
most_agents=3

for folder in /usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin; do
  case :$PATH: in
    *:$folder:*) ;;
    *) PATH=$PATH:$folder ;;
  esac
done
export PATH LC_ALL=C
unset DOCKER_HOST DOCKER_CONTEXT # of the base image: another Docker's

say() { echo "devpod-images: $*" >&2; }

now() { date +%s; }

# note FILE TEXT: for `status`
note() {
  say "$2"
  if printf '%s\n' "$2" >"$1.new"; then mv -f "$1.new" "$1"; fi
}

# Sets $data, $layerdb, $imagedb, $distribution and $store, or says why images can't be shared here.
prepare() {
  data=$docker_data
  [ "$DEVPOD_MACHINE_DOCKER" != rootless ] || data=$docker_data/rootless
  use_databases "$data"
  if ! reason=$(unusable); then
    version=$(dockerd --version 2>/dev/null | sed -n -e 's/^Docker version \([A-Za-z0-9.+~-]*\),.*/\1/p')
    store=$top/v1/$DEVPOD_MACHINE_DOCKER-overlay2-$version
    [ -n "$version" ] || reason="the version of dockerd is not known"
  fi
}

use_databases() {
  imagedb=$1/image/overlay2/imagedb
  layerdb=$1/image/overlay2/layerdb/sha256
  distribution=$1/image/overlay2/distribution
}

one_line() { tr -d ' \n\r\t' <"$1" 2>/dev/null || true; }

unusable() {
  # What dockerd reads, or will read: DevPod's agent writes to the other one while the machine runs.
  configuration=$etc/daemon.json
  [ -e "$configuration" ] || configuration=$docker_etc/daemon.json
  if ! grep -q -e "^[^ ]* $top " "$mounts"; then
    echo "no volume is mounted at $top"
  elif one_line "$configuration" | grep -q -E \
    -e '"(data-root|graph|userns-remap)"' -e '"containerd-snapshotter":true' -e '"storage-driver":"([^o]|o[^v]|overlay")'; then
    echo "the base image's daemon.json chooses another place or kind of storage for Docker"
  elif ! cp --help 2>&1 | grep -q -e --reflink || ! find . -maxdepth 0 -printf '' 2>/dev/null; then
    echo "the base image lacks GNU's coreutils and findutils"
  elif ! command -v flock >/dev/null || ! command -v docker >/dev/null; then
    echo "the base image lacks flock or Docker's client"
  else
    return 1
  fi
}

is_hex() {
  case $1 in *[!0-9a-f]*) return 1 ;; esac
  [ "$(printf '%s' "$1" | wc -c)" = 64 ]
}

digest() { sha256sum | cut -c 1-64; }

# newest FOLDER: what is in it, what was used last first
newest() { ls -t "$1" 2>/dev/null || true; }

# room FOLDER: in KiB, without a tenth of its disk
room() { df -Pk "$1" | awk 'NR == 2 { print int($4 - $2 / 10) }'; }

# chains FILE: the layers of the image with this configuration, from the lowest: CHAIN DIFF on each line
chains() {
  chain=
  for diff in $(tr -d ' \n\r\t' <"$1" | sed -n -e 's/.*"diff_ids":\[\([^]]*\)\].*/\1/p' | tr -d '"' | tr ',' ' '); do
    if [ -z "$chain" ]; then chain=$diff; else chain=sha256:$(printf '%s %s' "$chain" "$diff" | digest); fi
    echo "$(echo "$chain" | cut -d : -f 2) $diff"
  done
}

# fingerprint FOLDER: of all that distinguishes one layer's files from others. Content is compared by size and time: whoever damages a
# file changes them, and to read all files of all images would take as long as to copy them.
fingerprint() {
  (
    cd "$1/tree"
    find . -mindepth 1 \( -type d -printf '%P %y %m %U:%G %T@\n' -o -printf '%P %y %m %U:%G %n %s %T@ %l\n' \) | sort
    cd ../db
    sha256sum -- *
  ) | digest
}

# --- A new machine

fill() {
  prepare
  # A machine that was ended meanwhile, before its Docker ran for the first time.
  if [ -e "$docker_data/.devpod-images.new" ]; then
    [ -e "$data/image" ] || rm -rf "$data/overlay2"
    rm -rf "$docker_data/.devpod-images.new"
  fi
  [ ! -e "$data/image" ] && [ ! -e "$data/overlay2" ] || return 0
  if [ -z "$reason" ]; then
    fill_agent || true
    fill_images
  else
    note "$filled" "No images are shared: $reason."
  fi
}

fill_images() {
  new=$docker_data/.devpod-images.new
  began=$(now)
  deadline=$((began + fill_limit))
  mkdir -p "$new/overlay2/l"
  use_databases "$new"
  mkdir -p "$imagedb/content/sha256" "$imagedb/metadata/sha256" "$layerdb" \
    "$distribution/diffid-by-digest/sha256" "$distribution/v2metadata-by-diffid/sha256"
  : >"$new/refs"
  taken=0
  damaged=0
  left=0
  for id in $(newest "$store/images"); do
    why=damaged
    if [ "$(now)" -ge $deadline ]; then
      left=$((left + 1))
    elif take_image "$id"; then
      taken=$((taken + 1))
    elif [ $why = left ]; then
      left=$((left + 1))
    else
      damaged=$((damaged + 1))
      ! is_hex "$id" || discard "$store/images/$id"
    fi
  done
  words="Images copied from your other machines: $taken"
  if [ $taken -gt 0 ]; then
    words="$words ($(du -sm "$new/overlay2" | cut -f 1) MB in $(($(now) - began)) s)"
    put_in_place
  else
    rm -rf "$new"
  fi
  [ $((taken + damaged + left)) -gt 0 ] || words="$words; none is there yet for this version of Docker"
  [ $damaged = 0 ] || words="$words; damaged and ignored: $damaged"
  [ $left = 0 ] || words="$words; left out for want of room or time ($fill_limit s): $left"
  note "$filled" "$words."
}

# Whole ones that need it come back from the next machine that has them.
discard() {
  if mv "$1" "$top/damaged.$$"; then rm -rf "$top/damaged.$$"; fi
} 2>/dev/null

# Sets $why if it can't.
take_image() {
  from=$store/images/$1
  is_hex "$1" && [ "$(digest <"$from/config")" = "$1" ] || return 1
  parent=
  chains "$from/config" >"$new/chains"
  while read -r chain diff; do
    is_hex "$chain" && is_hex "$(echo "$diff" | cut -d : -f 2)" || return 1
    take_layer "$chain" "$diff" "$parent" || return 1
    parent=$chain
  done <"$new/chains"
  [ -d "$from/meta" ] && [ ! -L "$from/meta" ] || return 1
  # What fails from here on is no fault of the store.
  if ! cp -a "$from/meta" "$imagedb/metadata/sha256/$1" || ! cp "$from/config" "$imagedb/content/sha256/$1"; then
    why=left
    return 1
  fi
  # A name that several images have had is the one's that was used last.
  grep -E -e '^[a-z0-9][A-Za-z0-9._/:-]*(:[A-Za-z0-9._-]+|@sha256:[0-9a-f]{64})$' "$from/refs" | while read -r ref; do
    cut -d ' ' -f 1 "$new/refs" | grep -q -x -F -e "$ref" || echo "$ref $1" >>"$new/refs"
  done
} 2>/dev/null

take_layer() {
  [ ! -e "$layerdb/$1" ] || return 0
  layer=$store/layers/$1
  rm -rf "$new/layer"
  [ -d "$layer" ] || return 1
  remaining=$((deadline - $(now)))
  size=$(cat "$layer/kb")
  case $size in '' | *[!0-9]*) size=0 ;; esac
  # A tenth of the disk is left to what the machine is for.
  if [ "$remaining" -le 0 ] || [ "$size" -gt "$(room "$docker_data")" ] ||
    ! timeout "$remaining" cp -a --preserve=xattr --reflink=auto "$layer" "$new/layer"; then
    why=left
    return 1
  fi
  place_layer "$@" || {
    discard "$layer"
    return 1
  }
} 2>/dev/null

# Only what has the form that Docker gives it gets into its folders.
place_layer() {
  # A link in the place of a folder or of a file of Docker's would be followed out of here.
  for one in "$new/layer" "$new/layer/db" "$new/layer"/db/* "$new/layer/tree" "$new/layer"/tree/*; do
    [ ! -L "$one" ] || return 1
  done
  rm -rf "$new/layer/tree/lower" "$new/layer/tree/work"
  [ "$(fingerprint "$new/layer")" = "$(cat "$new/layer/sum")" ] || return 1
  cache=$(cat "$new/layer/db/cache-id")
  link=$(cat "$new/layer/tree/link")
  case $cache in '' | *[!a-z0-9]*) return 1 ;; esac
  case $link in '' | *[!A-Z0-9]*) return 1 ;; esac
  [ "$(cat "$new/layer/db/diff")" = "$2" ] && [ -d "$new/layer/tree/diff" ] || return 1
  [ ! -e "$new/overlay2/$cache" ] && [ ! -e "$new/overlay2/l/$link" ] || return 1
  rm -f "$new/layer/db/parent"
  if [ -n "$3" ]; then
    printf 'sha256:%s' "$3" >"$new/layer/db/parent"
    below=$new/overlay2/$(cat "$layerdb/$3/cache-id")
    lower=l/$(cat "$below/link")
    [ ! -e "$below/lower" ] || lower=$lower:$(cat "$below/lower")
    printf '%s' "$lower" >"$new/layer/tree/lower"
    mkdir -m 0700 "$new/layer/tree/work"
  fi
  if [ -s "$new/layer/db/v2metadata" ]; then
    mv "$new/layer/db/v2metadata" "$distribution/v2metadata-by-diffid/sha256/$(echo "$2" | cut -d : -f 2)"
    while read -r name; do
      ! is_hex "$name" || printf '%s' "$2" >"$distribution/diffid-by-digest/sha256/$name"
    done <"$new/layer/db/digests"
  fi
  rm -f "$new/layer/db/v2metadata" "$new/layer/db/digests"
  mv "$new/layer/tree" "$new/overlay2/$cache"
  ln -s "../$cache/diff" "$new/overlay2/l/$link"
  mv "$new/layer/db" "$layerdb/$1"
}

# Docker's list of names, no parent that is missing, and then all at once where Docker looks.
put_in_place() {
  sort "$new/refs" | awk '
    {
      name = $1
      if (!sub(/@.*/, "", name)) sub(/:[^:\/]*$/, "", name)
      if (name != last) printf "%s\"%s\":{", (NR > 1 ? "}," : ""), name
      else printf ","
      printf "\"%s\":\"sha256:%s\"", $1, $2
      last = name
    }
    BEGIN { printf "{\"Repositories\":{" }
    END { printf "%s}}", (NR > 0 ? "}" : "") }' >"$new/image/overlay2/repositories.json"
  chmod 0600 "$new/image/overlay2/repositories.json"
  chmod 0710 "$new/overlay2"
  mkdir -p "$data"
  for parent in "$imagedb"/metadata/sha256/*/parent; do
    [ ! -e "$parent" ] || [ -e "$imagedb/content/sha256/$(cut -d : -f 2 "$parent")" ] || rm -f "$parent"
  done
  : >"$unproven"
  mv "$new/overlay2" "$data/overlay2"
  mv "$new/image" "$data/image"
  rm -rf "$new"
}

# Docker would have answered, and `keep` have noticed, before it made a container.
undo() {
  prepare
  [ -e "$unproven" ] || return 0
  if [ -z "$(ls "$data/containers" 2>/dev/null)" ]; then
    rm -rf "$data/overlay2" "$data/image"
    note "$filled" "Images of your other machines were copied and removed again: Docker did not start with them."
  fi
  rm -f "$unproven"
}

# --- DevPod's agent

# The client asks it for its release, and brings its own if that is another.
fill_agent() {
  [ ! -e "$agent" ] || return 0
  for sum in $(newest "$top/agents"); do
    is_hex "$sum" || continue
    mkdir -p "$(dirname "$agent")"
    cp -p "$top/agents/$sum" "$agent.new"
    if [ "$(digest <"$agent.new")" = "$sum" ]; then
      chmod 0755 "$agent.new"
      mv -f "$agent.new" "$agent"
      return 0
    fi
    rm -f "$agent.new"
  done
}

save_agent() {
  [ -x "$agent" ] || return 0
  sum=$(digest <"$agent")
  mkdir -p "$top/agents"
  if [ ! -e "$top/agents/$sum" ]; then
    cp -p "$agent" "$top/tmp/agent"
    [ "$(digest <"$top/tmp/agent")" = "$sum" ] || return 0
    mv "$top/tmp/agent" "$top/agents/$sum"
  fi
  touch "$top/agents/$sum"
  newest "$top/agents" | tail -n "+$((most_agents + 1))" | while read -r old; do rm -f "$top/agents/$old"; done
}

# --- A machine that runs

keep() {
  prepare
  [ -z "$reason" ] || return 0
  until timeout 10 docker info >/dev/null 2>&1; do sleep 1; done
  rm -f "$unproven"
  done=
  before=
  while :; do
    seen=$(look)
    if [ "$seen" != "$done" ] && [ "$seen" = "$before" ] && nice -n 10 /bin/sh "$0" save; then done=$seen; fi
    before=$seen
    sleep "$quiet"
  done
}

# What changes when an image, a container or the agent does.
look() {
  stat -c '%n %i %z' "$data/image/overlay2/repositories.json" "$data/containers" "$agent" 2>/dev/null | cksum
}

save() {
  prepare
  [ -z "$reason" ] || return 0
  mkdir -p "$top"
  chmod 0700 "$top"
  exec 9>>"$top/lock"
  # Another machine is at it: this one asks again.
  flock -n 9 || return 1
  rm -rf "$top/tmp" "$top"/damaged.*
  # None of the store's folders is a link, which would be followed out of it.
  find "$top" -maxdepth 5 -type l -exec rm -f {} +
  mkdir -p "$top/tmp" "$store/images" "$store/layers"
  save_agent || true
  running=$(timeout 20 docker info -f '{{.Driver}} {{.DockerRootDir}}' 2>/dev/null) || return 1
  if [ "$running" != "overlay2 $data" ]; then
    note "$saved" "Images are not shared: Docker's storage is $running, and not overlay2 $data."
    return 0
  fi
  rm -f "$saved"
  collect
  # Each image is offered once by a machine: what had to make room does not come back for being somewhere.
  here=$(stat -c %i-%W "$top")
  grep -q -s -x -e "$here" "$offered" || echo "$here" >"$offered"
  for config in "$imagedb"/content/sha256/*; do
    id=$(basename "$config")
    if [ ! -e "$config" ] || { [ ! -e "$store/images/$id" ] && grep -q -x -e "$id" "$offered"; }; then continue; fi
    if save_image "$id"; then echo "$id" >>"$offered"; fi
  done
  for id in $(timeout 60 docker ps -aq | xargs -r timeout 60 docker inspect -f '{{.Image}}' | sed -e 's/.*://' | sort -u); do
    [ ! -e "$store/images/$id" ] || touch "$store/images/$id"
  done
  collect
  rm -rf "$top/tmp"
}

save_image() {
  new=$top/tmp/image
  rm -rf "$new"
  mkdir -p "$new/meta"
  timeout 20 docker image inspect -f '{{range .RepoTags}}{{println .}}{{end}}{{range .RepoDigests}}{{println .}}{{end}}' "$1" |
    grep -v -e '^$' >"$new/refs" || true
  # What has no name is of use only as the parent of another: both have the same layers.
  [ -s "$new/refs" ] || grep -q -s -x -e "sha256:$1" "$imagedb"/metadata/sha256/*/parent || return 1
  if [ -e "$store/images/$1" ]; then
    # Its names may be others by now; when it was used last does not change by that.
    cmp -s "$new/refs" "$store/images/$1/refs" || {
      touch -r "$store/images/$1" "$new/time"
      mv -f "$new/refs" "$store/images/$1/refs"
      touch -r "$new/time" "$store/images/$1"
    }
    return 0
  fi
  cp "$imagedb/content/sha256/$1" "$new/config"
  ! [ -d "$imagedb/metadata/sha256/$1" ] || cp -a "$imagedb/metadata/sha256/$1/." "$new/meta/"
  chains "$new/config" >"$new/chains"
  make_room "$new/chains" || {
    note "$saved" "The image $(head -n 1 "$new/refs" | cut -c 1-200) is not shared: $no_room."
    return 1
  }
  while read -r chain diff; do
    [ -e "$store/layers/$chain" ] || save_layer "$chain" "$diff" || {
      note "$saved" "The image $(head -n 1 "$new/refs" | cut -c 1-200) is not shared: a layer of it could not be copied."
      return 1
    }
  done <"$new/chains"
  # Whoever removed the image meanwhile may have done so before its layers were copied.
  timeout 20 docker image inspect "$1" >/dev/null 2>&1 || return 1
  mv "$new" "$store/images/$1"
}

save_layer() {
  layer=$top/tmp/layer
  rm -rf "$layer"
  mkdir -p "$layer/tree" "$layer/db"
  cache=$(cat "$layerdb/$1/cache-id") || return 1
  from=$data/overlay2/$cache
  cp -a "$layerdb/$1/." "$layer/db/" || return 1
  cp "$distribution/v2metadata-by-diffid/sha256/$(echo "$2" | cut -d : -f 2)" "$layer/db/v2metadata" 2>/dev/null || true
  grep -l -s -x -F -e "$2" "$distribution"/diffid-by-digest/sha256/* | sed -e 's,.*/,,' >"$layer/db/digests" || true
  # Extended attributes hold what a layer hides of those below it, and what a program may do. -a alone would go on without.
  cp -a --preserve=xattr --reflink=auto "$from/diff" "$from/link" "$layer/tree/" || return 1
  ! [ -e "$from/committed" ] || cp -a "$from/committed" "$layer/tree/" || return 1
  fingerprint "$layer" >"$layer/sum" || return 1
  du -sk "$layer" | cut -f 1 >"$layer/kb" || return 1
  # Removed and pulled again meanwhile, it would be of two halves.
  [ "$(cat "$layerdb/$1/cache-id" 2>/dev/null)" = "$cache" ] || return 1
  mv "$layer" "$store/layers/$1"
}

# make_room FILE: for those of these layers that are not here yet; the images go first that were used least lately.
make_room() {
  no_room="the server's disk is too full"
  limit=$((DEVPOD_MACHINE_IMAGES * 1024))
  while :; do
    need=0
    while read -r chain diff; do
      [ -e "$store/layers/$chain" ] || need=$((need + $(du -sk "$data/overlay2/$(cat "$layerdb/$chain/cache-id")/diff" | cut -f 1)))
    done <"$1"
    if [ "$need" -gt "$(room "$top")" ]; then return 1; fi
    used=$(cat "$top"/v1/*/layers/*/kb 2>/dev/null | awk '{ sum += $1 } END { print sum + 0 }')
    [ $((used + need)) -gt "$limit" ] || return 0
    no_room="it has more than DOKPLOY_MACHINE_SHARED_IMAGES leaves room for"
    [ "$need" -le "$limit" ] || return 1
    # shellcheck disable=SC2012 # names without blanks
    oldest=$(ls -dtr "$top"/v1/*/images/* 2>/dev/null | head -n 1)
    [ -n "$oldest" ] || return 1
    remove "$oldest" || return 1
    collect
  done
}

# First out of its place, and then file by file.
remove() {
  rm -rf "$top/tmp/gone"
  mv "$1" "$top/tmp/gone" || return 1
  rm -rf "$top/tmp/gone"
}

# Layers that no image has.
collect() {
  for one in "$top"/v1/*; do
    cat "$one"/images/*/chains 2>/dev/null | cut -d ' ' -f 1 | sort -u >"$top/tmp/wanted"
    for layer in "$one"/layers/*; do
      if [ -e "$layer" ] && ! grep -q -x -e "$(basename "$layer")" "$top/tmp/wanted"; then remove "$layer"; fi
    done
  done
}

status() {
  [ "$(id -u)" = 0 ] || exec sudo -n "$0" status
  cat "$filled" "$saved" 2>/dev/null || true
}

case "$#/$*" in
  1/fill) fill ;;
  1/undo) undo ;;
  1/keep) keep ;;
  1/save) save ;;
  1/status) status ;;
  *)
    say "usage: devpod-images fill | undo | keep | save | status"
    exit 2
    ;;
esac
