#!/bin/sh
# Package: Docker Compose 2.26.1 (Debian's docker-compose 2.26.1-4) with Docker Engine 20.10.24; seen 2026-11-28.
# Behaviour:
#   1. A network that two projects declare under one fixed name belongs to the project that was brought up first. The
#      other one uses it with a warning only ("exists but was not created for project"). `down` of the first removes it as
#      soon as no container of the others runs; stopped ones do not count.
#   2. After that, `up -d` of the other project makes the network again, but starts its stopped container on the network's
#      old id: "Error response from daemon: network <id> not found", exit code 1. The same happens after `docker network
#      prune`. Only a change of the service's definition, so that Compose recreates the container, helps.
# So a network cannot be shared by projects that come and go; and a network that was removed is not healed by `up`.
# Output seen:
#    Network finding-shared  Creating
#    Network finding-shared  Created
#    Container finding-two-app-1  Starting
#   Error response from daemon: network 73288644a150... not found
# Needs a running Docker engine with Compose and the image debian:bookworm. Exits 1 if the behaviour is another one.
set -u
folder=$(mktemp -d)
project=finding-$$
trap 'for p in one two; do docker compose -p $project-$p -f "$folder/$p.yml" down -t 1 >/dev/null 2>&1; done; docker network rm $project >/dev/null 2>&1; rm -rf "$folder"' EXIT
docker compose version --short
for p in one two; do
  cat >"$folder/$p.yml" <<END
services:
  app:
    image: debian:bookworm
    command: sleep 600
    init: true
    networks: [shared]
networks:
  shared:
    name: $project
END
done
compose() { p=$1; shift; docker compose -p "$project-$p" -f "$folder/$p.yml" "$@" 2>&1; }
compose one up -d >/dev/null || exit 1
case $(compose two up -d) in *'was not created for project'*) ;; *) echo "no warning of a network of another project"
    exit 1
    ;;
esac
compose two stop -t 1 >/dev/null
compose one down -t 1 >/dev/null
if docker network inspect "$project" >/dev/null 2>&1; then echo "down left the network"; exit 1; fi
if said=$(compose two up -d); then echo "up started the container on the new network"; exit 1; fi
echo "$said"
echo "$said" | grep -q 'network [0-9a-f]* not found'
