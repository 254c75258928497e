package dev.dokployprovider.dokploy;

/** Docker's word for the state of a container. */
public enum ContainerState {
  CREATED,
  RUNNING,
  RESTARTING,
  REMOVING,
  PAUSED,
  EXITED,
  DEAD,
  /** A word that this client does not know. */
  UNKNOWN
}
