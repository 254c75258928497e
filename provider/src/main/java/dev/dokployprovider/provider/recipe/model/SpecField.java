package dev.dokployprovider.provider.recipe.model;

/** The parts of a machine's specification that can be wrong. */
public enum SpecField {
  MACHINE_ID,
  IMAGE,
  PORTS,
  SUBNETS,
  CPUS,
  MEMORY,
  PIDS,
  SHM,
  DISK,
  GPUS,
  USER,
  PACKAGES,
  ENVIRONMENT,
  VOLUMES,
  CACHES,
  SHARED_IMAGES,
  MIRRORS,
  PROXY,
  REGISTRY_LOGINS,
  SCRIPT,
  HOST_KEY,
  AUTHORIZED_KEYS
}
