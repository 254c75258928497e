package dev.dokployprovider.provider.recipe.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The names, on a server, of the volumes that the machines of one owner share. */
public final class Caches {
  static final String PREFIX = "devpod-cache-";

  private Caches() {}

  /**
   * The places by the names that the volumes have on the server.
   *
   * @param owner 16 hexadecimal digits
   * @param places by the names that the user gave
   */
  public static Map<String, String> of(String owner, Map<String, String> places) {
    var caches = new LinkedHashMap<String, String>();
    new TreeMap<>(places).forEach((name, place) -> caches.put(PREFIX + owner + "-" + name, place));
    return caches;
  }
}
