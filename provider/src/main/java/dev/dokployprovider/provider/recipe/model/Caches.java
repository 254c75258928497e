package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.Collection;
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
   * @param agentFolders what no machine may share, wherever the user has put it
   * @throws InvalidSpecException if a place is in one of them, or one of them in a place
   */
  public static Map<String, String> of(
      String owner, Map<String, String> places, Collection<String> agentFolders) {
    places.values().forEach(place -> checkBeside(place, agentFolders));
    var caches = new LinkedHashMap<String, String>();
    new TreeMap<>(places).forEach((name, place) -> caches.put(PREFIX + owner + "-" + name, place));
    return caches;
  }

  private static void checkBeside(String place, Collection<String> agentFolders) {
    for (String written : agentFolders) {
      String folder = written.replaceFirst("/+$", "");
      TextChecks.require(
          Option.DOKPLOY_MACHINE_CACHES,
          !(folder + "/").startsWith(place + "/") && !place.startsWith(folder + "/"),
          "\"" + place + "\" is where DevPod's agent is or keeps its data");
    }
  }
}
