package dev.dokployprovider.provider.recipe;

import dev.dokployprovider.provider.recipe.model.Entry;
import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.MachineSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a machine is made: the compose file of its service. */
public final class Recipe {
  /** The compose service's name. */
  public static final String SERVICE = "machine";

  /** The container's port of sshd. */
  public static final int SSH_PORT = 22;

  /** The container's label that holds {@link #hash()}. */
  public static final String HASH_LABEL = "dev.dokployprovider.recipe";

  /** Where the file says what it is. */
  static final String ABOUT_KEY = "x-devpod-machine";

  private static final Map<String, Object> EXTERNAL = Map.of("external", true);

  /** In a value and not in a comment: Dokploy drops comments at a deployment from 0.28.2 on. */
  private static final String ABOUT =
      """
      A DevPod machine. The DevPod provider for Dokploy wrote this file and writes it again when the machine's options
      change: manual changes are lost then. What is on the machine's volumes is kept; everything else is recreated
      with the container. The machine stops itself when it is idle: exit code 0.
      """;

  private final String hash;
  private final String composeFile;

  private Recipe(String hash, String composeFile) {
    this.hash = hash;
    this.composeFile = composeFile;
  }

  /**
   * What is noted does not change the hash: the same machine on the base that it was first built on
   * is the same machine, and so it is on another subnet of the same range. Nor does where its
   * layers come from.
   *
   * @param layersOf images of the server that may have this one's layers already; whoever builds it
   *     when they are gone asks the registry for them in vain, and builds it all the same
   */
  public static Recipe of(MachineSpec spec, MachineKeys keys, Notes notes, List<String> layersOf) {
    Map<String, Object> service = service(spec);
    Map<String, Object> volumes = volumes(spec);
    String hash = hash(spec, keys, service, volumes);
    var labels = new ArrayList<Object>(labels(spec, keys, hash));
    if (service.get("labels") instanceof List<?> ofRoute) {
      labels.addAll(ofRoute);
    }
    service.put("labels", labels);
    var network =
        notes.network().orElseGet(() -> MachineNetwork.of(spec.subnets(), spec.machineId(), 0));
    service.put("networks", networks(spec, network.key()));
    // The longest goes last, for whoever reads the file.
    service.put(
        "build", ServiceDefinition.build(spec, notes.base().orElse(spec.image()), layersOf));

    Map<String, Object> document = new LinkedHashMap<>();
    document.put(ABOUT_KEY, about(spec, hash, notes));
    document.put("services", Map.of(SERVICE, service));
    document.put("networks", declared(spec, network));
    document.put("volumes", volumes);
    document.put("configs", MachineFiles.configs(spec, keys));
    return new Recipe(hash, ComposeText.of(document));
  }

  /** The {@link #hash()} alone, which is far less work than the text. */
  public static String hashOf(MachineSpec spec, MachineKeys keys) {
    return hash(spec, keys, service(spec), volumes(spec));
  }

  private static String hash(
      MachineSpec spec,
      MachineKeys keys,
      Map<String, Object> service,
      Map<String, Object> volumes) {
    return Digest.of(
        List.of(
            service,
            ServiceDefinition.build(spec, spec.image(), List.of()),
            volumes,
            spec.subnets(),
            MachineFiles.texts(spec),
            keys.authorizedKeys()));
  }

  private static Map<String, Object> service(MachineSpec spec) {
    return ServiceDefinition.of(spec, hostname(spec.machineId()));
  }

  private static Map<String, Object> volumes(MachineSpec spec) {
    Map<String, Object> volumes = new LinkedHashMap<>();
    spec.volumes().keySet().forEach(name -> volumes.put(name, Map.of()));
    // Not this service's own, so that its end does not take them away.
    spec.additions().sharedVolumes().keySet().forEach(name -> volumes.put(name, EXTERNAL));
    return volumes;
  }

  /** The text of docker-compose.yml. It holds the machine's first host key, so it is a secret. */
  public String composeFile() {
    return composeFile;
  }

  /**
   * 64 hexadecimal digits that differ when anything but the host key does, who may log in too: a
   * machine deployed with another hash is not the one that is asked for.
   */
  public String hash() {
    return hash;
  }

  /** The name that Docker has of a machine's container. */
  public static String containerOf(String appName) {
    return appName + "-" + SERVICE + "-1";
  }

  /** The name, without a tag, that Compose gives the image of a service's machine. */
  public static String image(String appName) {
    return appName + "-" + SERVICE;
  }

  /** It can't hold "arm" or "aarch" (docs/reference/devpod.md §3). */
  private static String hostname(String machineId) {
    return "devpod-" + Digest.of(machineId).substring(0, 8);
  }

  private static List<String> networks(MachineSpec spec, String own) {
    return spec.publish() instanceof Entry.Named ? List.of(own, Traefik.NETWORK) : List.of(own);
  }

  private static Map<String, Object> declared(MachineSpec spec, MachineNetwork own) {
    Map<String, Object> networks = new LinkedHashMap<>();
    networks.put(own.key(), own.declaration());
    if (spec.publish() instanceof Entry.Named) {
      networks.put(Traefik.NETWORK, EXTERNAL);
    }
    return networks;
  }

  private static Map<String, Object> about(MachineSpec spec, String hash, Notes notes) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("about", ABOUT);
    about.put("machine", spec.machineId());
    about.put("recipe", hash);
    notes.write(about);
    return about;
  }

  /**
   * As a list: Dokploy before 0.30.0 adds none of its own to a map (docs/reference/dokploy.md
   * §2.9).
   */
  private static List<String> labels(MachineSpec spec, MachineKeys keys, String hash) {
    String keysDigest =
        Digest.of(List.of(keys.hostKey().reveal(), keys.authorizedKeys())).substring(0, 16);
    return List.of(
        "dev.dokployprovider.machine=" + spec.machineId(),
        HASH_LABEL + "=" + hash,
        // Compose recreates the container when a label changes, but not when a config's text does.
        "dev.dokployprovider.keys=" + keysDigest);
  }
}
