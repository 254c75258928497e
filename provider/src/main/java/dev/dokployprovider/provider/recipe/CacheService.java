package dev.dokployprovider.provider.recipe;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The compose file of the service that holds an owner's shared volumes. It runs nothing: compose
 * makes the volumes of a service with no containers too, and as they are this service's own, no
 * machine's end takes them away.
 */
public final class CacheService {
  private static final String ABOUT =
      """
      The volumes that DevPod machines of one owner share (DOKPLOY_MACHINE_CACHES, DOKPLOY_MACHINE_SHARED_IMAGES). No
      container runs here. Delete this service with its volumes to have their room back; it is recreated when a machine
      needs it.
      """;

  private static final String SERVICE = "caches";

  private static final Pattern DECLARED =
      Pattern.compile("(?m)^\\s+name: \"?(devpod-cache-[a-z0-9_-]+)\"?\\s*$");

  private CacheService() {}

  /**
   * The file for these volumes.
   *
   * @param volumes the names that they have on the server
   */
  public static String composeFile(Collection<String> volumes) {
    var names = new TreeSet<>(volumes);
    Map<String, Object> declared = new LinkedHashMap<>();
    names.forEach(name -> declared.put(name, Map.of("name", name)));
    Map<String, Object> service = new LinkedHashMap<>();
    service.put("deploy", Map.of("replicas", 0));
    service.put(
        "volumes", names.stream().map(name -> ServiceDefinition.mount(name, "/" + name)).toList());
    service.put("build", build());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("x-about", ABOUT);
    document.put("services", Map.of(SERVICE, service));
    document.put("volumes", declared);
    return ComposeText.of(document);
  }

  /** The image that Compose builds for it, without a tag. */
  public static String image(String appName) {
    return appName + "-" + SERVICE;
  }

  /** An empty image, since compose wants one and no registry need be asked for it. */
  private static Map<String, Object> build() {
    Map<String, Object> build = new LinkedHashMap<>();
    build.put("context", ".");
    build.put("dockerfile_inline", "FROM scratch\nLABEL dev.dokployprovider.caches=true\n");
    return build;
  }

  /** The names that a text of {@link #composeFile} holds, also when Dokploy has rewritten it. */
  public static Set<String> volumes(String composeFile) {
    return DECLARED
        .matcher(composeFile)
        .results()
        .map(declared -> declared.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
