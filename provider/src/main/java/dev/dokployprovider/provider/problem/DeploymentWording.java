package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.DeploymentFailed;
import dev.dokployprovider.provider.problem.Problem.StartFailed;
import java.util.ArrayList;
import java.util.List;

/** The words for what made a deployment fail. */
final class DeploymentWording {
  /** Of Compose, the first with {@code configs.content}; of Docker, the oldest that is tested. */
  private static final String NEEDED = "Machines need Docker 20.10 and Compose 2.23.1, or newer.";

  private DeploymentWording() {}

  /** Where the service was removed again, Dokploy's page has no log of it any more. */
  static Message removed(DeploymentFailed problem) {
    var message = of(problem);
    return problem.wholeLog().isPresent()
        ? message
        : new Message(
            message.what(), message.why(), message.fix().subList(0, message.fix().size() - 1));
  }

  static Message of(DeploymentFailed problem) {
    var fix = new ArrayList<String>(fix(problem.fault()));
    fix.add(
        problem
            .wholeLog()
            .map(file -> "The whole log: " + file)
            .orElse(
                "The whole log is on Dokploy's page, at the service " + problem.service() + "."));
    return new Message(
        "The deployment of the machine failed: " + what(problem.fault()) + ".",
        problem.log().isEmpty() ? List.of("Its log is empty.") : problem.log(),
        fix);
  }

  static Message of(StartFailed problem) {
    return new Message(
        "The machine " + problem.machine() + " failed to start: " + what(problem.fault()) + ".",
        problem.said(),
        fix(problem.fault()));
  }

  private static String what(DeploymentFault fault) {
    return switch (fault) {
      case SCRIPT -> "DOKPLOY_MACHINE_SCRIPT ended with an error";
      case SETUP -> "what a machine needs could not be added to its base image";
      case CACHES -> "a folder of DOKPLOY_MACHINE_CACHES can't be shared";
      case IMAGE_NOT_FOUND -> "there is no such base image";
      case IMAGE_DENIED -> "the registry does not let the server pull the base image";
      case REGISTRY_LIMIT -> "the registry's pull limit is reached";
      case REGISTRY_UNREACHABLE -> "the server could not pull the base image";
      case IMAGE_PLATFORM -> "the base image is not for the server's processor";
      case BUILDER_TOO_OLD -> "the server's image builder is missing or too old";
      case COMPOSE_TOO_OLD -> "Docker Compose on the server is missing or too old";
      case PORT_TAKEN -> "there is no free port in DOKPLOY_SSH_PORTS";
      case ADDRESS_MISSING -> "the address in DOKPLOY_SSH_PORTS is not the server's";
      case NETWORKS_USED_UP -> "Docker on the server has no free network addresses left";
      case SUBNET_TAKEN -> "the server has no free network in DOKPLOY_MACHINE_SUBNETS";
      case NETWORK_GONE -> "the machine's network on the server was removed";
      case NETWORK_MISSING -> "the server lacks a Docker network";
      case VOLUME_MISSING -> "a shared volume is missing on the server";
      case MOUNT -> "a volume can't be mounted";
      case VOLUME_DAMAGED -> "the data of a volume is missing on the server";
      case RUNTIME_MISSING -> "the server does not have the container runtime";
      case GPU_MISSING -> "Docker on the server has no GPUs for containers";
      case DEVICE_MISSING -> "the server lacks a device";
      case PRIVILEGED_REFUSED -> "Docker on the server allows no privileged containers";
      case LIMIT_REFUSED -> "the server can't give the machine what it is to use";
      case DISK_LIMIT_REFUSED ->
          "Docker on this server can't limit the disk of a machine (DOKPLOY_MACHINE_DISK)";
      case START_REFUSED -> "Docker on the server could not start the container";
      case DISK_FULL -> "the server's disk is full";
      case DOCKER_DOWN -> "Dokploy can't reach Docker on the server";
      case SERVER_UNREACHABLE -> "Dokploy can't reach the remote server";
      case UNKNOWN -> "its log says why";
    };
  }

  private static List<String> fix(DeploymentFault fault) {
    return switch (fault) {
      case SCRIPT ->
          List.of(
              "Correct the script. It runs as root at the end of the image's build, with /bin/sh -e:"
                  + " the first command that fails ends it.");
      case SETUP ->
          List.of(
              "Use a base image (DOKPLOY_MACHINE_IMAGE) with apt, apk or dnf, and check the names in"
                  + " DOKPLOY_MACHINE_PACKAGES.",
              "If its packages can't be downloaded, let the server reach the web, or set"
                  + " DOKPLOY_MACHINE_PROXY.");
      case CACHES ->
          List.of("Name a folder in DOKPLOY_MACHINE_CACHES that holds no programs of the image.");
      case IMAGE_NOT_FOUND ->
          List.of("Set DOKPLOY_MACHINE_IMAGE to an image that exists, with its registry and tag.");
      case IMAGE_DENIED ->
          List.of(
              "Check the image's name in DOKPLOY_MACHINE_IMAGE. If it is private, log the server in"
                  + " to its registry: Settings > Registry on Dokploy's page, or docker login on the"
                  + " server.");
      case REGISTRY_LIMIT ->
          List.of(
              "Try again later, or log the server in to the registry: Settings > Registry on"
                  + " Dokploy's page, or docker login on the server.");
      case REGISTRY_UNREACHABLE ->
          List.of(
              "See whether the server reaches the registry: docker pull of the image there. If it"
                  + " does not, set DOKPLOY_MACHINE_IMAGE to an image of a registry that it reaches.");
      case IMAGE_PLATFORM ->
          List.of(
              "Set DOKPLOY_MACHINE_IMAGE to an image that is made for the server's processor"
                  + " (uname -m there).");
      case BUILDER_TOO_OLD, COMPOSE_TOO_OLD ->
          List.of(
              NEEDED,
              "See what the server has: docker version; docker compose version; docker buildx"
                  + " version. Dokploy's own server uses the Compose in Dokploy's image: update"
                  + " Dokploy there.");
      case PORT_TAKEN -> List.of("Delete machines that are not needed, or widen the range.");
      case ADDRESS_MISSING ->
          List.of(
              "Set DOKPLOY_SSH_PORTS to an address of that server, or to ports without an address.");
      case NETWORKS_USED_UP ->
          List.of(
              "Machines take none of the about thirty networks that an engine has by default; other"
                  + " services on the server do.",
              "Remove unused networks on the server (docker network prune), or give its Docker more"
                  + " addresses: default-address-pools in /etc/docker/daemon.json.");
      case SUBNET_TAKEN ->
          List.of(
              "Let the machines have another range, or a wider one: DOKPLOY_MACHINE_SUBNETS, for"
                  + " example 198.18.0.0/16.");
      case NETWORK_GONE -> List.of("Start the machine: it gets another network.");
      case NETWORK_MISSING ->
          List.of(
              "Dokploy makes dokploy-network when it sets a server up: set the server up again on"
                  + " Dokploy's page, or take another route (DOKPLOY_SSH_ROUTE=port).");
      case VOLUME_MISSING ->
          List.of(
              "Delete the service devpod-caches-... on Dokploy's page: it is recreated with its"
                  + " volumes when a machine needs it.");
      case MOUNT ->
          List.of("Check DOKPLOY_MACHINE_VOLUMES and DOKPLOY_MACHINE_CACHES: NAME=/PATH.");
      case VOLUME_DAMAGED ->
          List.of(
              "Bring back the folder that Docker names on the server. Or remove the machine's"
                  + " container and that volume there (docker rm, docker volume rm) and start the"
                  + " machine again: it gets an empty one.");
      case RUNTIME_MISSING ->
          List.of(
              "Install Sysbox on the server, or set DOKPLOY_MACHINE_DOCKER to privileged, rootless or"
                  + " none.");
      case GPU_MISSING ->
          List.of(
              "Install the NVIDIA Container Toolkit on the server, or leave DOKPLOY_MACHINE_GPUS"
                  + " empty.");
      case DEVICE_MISSING ->
          List.of(
              "DOKPLOY_MACHINE_DOCKER=rootless needs /dev/net/tun: modprobe tun on the server, or"
                  + " choose another mode.");
      case PRIVILEGED_REFUSED ->
          List.of("Set DOKPLOY_MACHINE_DOCKER to rootless, sysbox or none (docs/machine.md).");
      case LIMIT_REFUSED ->
          List.of(
              "Correct DOKPLOY_MACHINE_CPUS, DOKPLOY_MACHINE_MEMORY, DOKPLOY_MACHINE_PIDS or"
                  + " DOKPLOY_MACHINE_SHM.");
      case DISK_LIMIT_REFUSED ->
          List.of(
              "Leave the option empty; or let the server's Docker keep its containers on btrfs, zfs,"
                  + " or xfs mounted with pquota.");
      case START_REFUSED ->
          List.of(
              "Correct what Docker names. DOKPLOY_MACHINE_DOCKER chooses what the machine asks of the"
                  + " server (docs/machine.md).");
      case DISK_FULL -> List.of("Free some space on the server, for example: docker system prune");
      case DOCKER_DOWN -> List.of("See whether Docker runs on the server: systemctl status docker");
      case SERVER_UNREACHABLE ->
          List.of(
              "See on Dokploy's page (Settings > Remote Servers) whether it answers, then run the"
                  + " same again.");
      case UNKNOWN -> List.of("Correct what the lines above name, then run the same again.");
    };
  }
}
