#!/bin/sh
# Package: Docker Compose 2.26.1 (Debian's docker-compose 2.26.1-4) with Docker Engine 20.10.24; seen 2026-11-29.
# Behaviour: an image declares a VOLUME that the compose file does not mention, so its container has an anonymous volume.
#   1. `up`, `down --volumes`: the volume is removed.
#   2. `up`, a change of the service, `up` (the container is recreated and gets the same volume), `down --volumes`: the
#      volume stays, with exit code 0 and no word. Docker removes with a container what that container's own creation
#      made; the second container was given the first one's volume by its name.
# So `down --volumes` leaves nothing only where each path that an image declares is named in the compose file, as a volume
# with a name or as a tmpfs.
# Output seen:
#   left after down --volumes: 0 of a first container, 1 of a recreated one
# Needs a running Docker engine with Compose and the image debian:bookworm. Exits 1 if the behaviour is another one.
set -u
work=$(mktemp -d)
project=finding-$$
compose() { docker compose -p "$project" -f "$work/compose.yml" "$@" >/dev/null 2>&1; }
trap 'compose down -v -t 1 --rmi local; rm -rf "$work"' EXIT
docker compose version --short
printf 'FROM debian:bookworm\nVOLUME /var/lib/finding\nCMD ["sleep", "600"]\n' >"$work/Dockerfile"
definition() {
  cat >"$work/compose.yml" <<END
services:
  app:
    build: .
    init: true
    environment:
      CHANGE: "$1"
END
}
volume() {
  docker inspect -f '{{range .Mounts}}{{.Name}}{{end}}' "$(docker ps -q --filter "label=com.docker.compose.project=$project")"
}
left() { docker volume ls -q | grep -cx "$1"; }

definition 1
compose up -d --build || exit 1
first=$(volume)
compose down --volumes -t 1 || exit 1
of_first=$(left "$first")

compose up -d || exit 1
second=$(volume)
definition 2
compose up -d || exit 1
[ "$(volume)" = "$second" ] || {
  echo "the recreated container has another volume"
  exit 1
}
compose down --volumes -t 1 || exit 1
of_recreated=$(left "$second")
docker volume rm "$second" >/dev/null 2>&1
echo "left after down --volumes: $of_first of a first container, $of_recreated of a recreated one"
[ "$of_first" = 0 ] && [ "$of_recreated" = 1 ]
