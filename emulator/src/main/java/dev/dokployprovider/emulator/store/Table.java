package dev.dokployprovider.emulator.store;

/** The tables; the key is the column that identifies a row. */
public enum Table {
  PROJECT("projectId"),
  ENVIRONMENT("environmentId"),
  COMPOSE("composeId"),
  DEPLOYMENT("deploymentId"),
  MEMBER("id"),
  API_KEY("key"),
  SETTING("name"),
  /** Every compose project that ever was, for cleaning up. */
  APP("appName");

  private final String key;

  Table(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }
}
