package dev.dokployprovider.dokploy;

/** Dokploy's {@code composeStatus}: how its last action on a service ended. */
public enum ServiceStatus {
  IDLE,
  RUNNING,
  DONE,
  ERROR,
  /** A word that this client does not know. */
  UNKNOWN
}
