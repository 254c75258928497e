package dev.dokployprovider.provider.problem;

/** What made a deployment fail; {@link DeploymentWording} has the words and the fix of each. */
public enum DeploymentFault {
  // ---- While the image was built ----
  /** The user's own script ended with an error. */
  SCRIPT,
  /** What the machine needs could not be added to the base image. */
  SETUP,
  /** A shared volume would hide programs of the base image. */
  CACHES,
  /** The registry has no such image. */
  IMAGE_NOT_FOUND,
  /** The registry wants a login, or its login may not have the image. */
  IMAGE_DENIED,
  /** The registry gives no more images to the server for now. */
  REGISTRY_LIMIT,
  /** The registry can't be reached, or fails. */
  REGISTRY_UNREACHABLE,
  /** The image is not made for the server's processor. */
  IMAGE_PLATFORM,
  /** The builder can't do what a machine's build needs. */
  BUILDER_TOO_OLD,

  // ---- While the container was made and started ----
  /** Docker Compose does not know what stands in the file, or is missing. */
  COMPOSE_TOO_OLD,
  /** All ports of the range are taken. */
  PORT_TAKEN,
  /** The address to publish ports on is none of the server's. */
  ADDRESS_MISSING,
  /** The engine has no network left to give. */
  NETWORKS_USED_UP,
  /** The addresses of the machine's network are another network's. */
  SUBNET_TAKEN,
  /** The network that the machine's container was on was removed. */
  NETWORK_GONE,
  /** A network that the server must have is missing. */
  NETWORK_MISSING,
  /** A volume that must be there is missing. */
  VOLUME_MISSING,
  /** A volume can't be mounted where it is asked for. */
  MOUNT,
  /** The folder that a volume's data is in is gone. */
  VOLUME_DAMAGED,
  /** The server has no such container runtime. */
  RUNTIME_MISSING,
  /** The server gives no GPUs to containers. */
  GPU_MISSING,
  /** The server lacks a device. */
  DEVICE_MISSING,
  /** The engine allows no privileged containers. */
  PRIVILEGED_REFUSED,
  /** The server has less than is asked for, or a limit is too low to run at all. */
  LIMIT_REFUSED,
  /** The engine can't limit a container's disk. */
  DISK_LIMIT_REFUSED,
  /** The engine's runtime could not start the container. */
  START_REFUSED,

  // ---- The server as a whole ----
  /** Its disk is full. */
  DISK_FULL,
  /** Dokploy can't talk to Docker. */
  DOCKER_DOWN,
  /** Dokploy can't reach the remote server. */
  SERVER_UNREACHABLE,

  /** Something else: what the log ends with is all that is known. */
  UNKNOWN
}
