package dev.dokployprovider.dokploy;

/**
 * A remote server of the instance.
 *
 * @param address host name or IP address, as the owner entered it
 */
public record Server(String id, String name, String address) {
  /** Whether a user means it by this word: its name or its id. */
  public boolean isCalled(String word) {
    return id.equals(word) || name.equals(word);
  }
}
