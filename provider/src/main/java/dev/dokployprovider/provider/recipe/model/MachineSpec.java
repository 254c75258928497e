package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a user asked of a machine.
 *
 * @param machineId DevPod's MACHINE_ID
 * @param image the base image, as {@code docker pull} takes it
 * @param publish how its sshd can be reached from outside
 * @param docker how Docker runs in it
 * @param limits what it may use of its server
 * @param user who logs in; made if the base image has no such user, and may use sudo
 * @param additions what the user adds
 * @param subnets where its own network on its server is
 * @param restart when Docker starts it by itself
 */
public record MachineSpec(
    String machineId,
    String image,
    Entry publish,
    DockerMode docker,
    Limits limits,
    String user,
    Additions additions,
    Subnets subnets,
    RestartPolicy restart) {
  /** Where the Docker of a machine keeps its data. */
  public static final String DOCKER_PLACE = "/var/lib/docker";

  /** The volumes of every machine, by name, and where they are mounted. */
  static final Map<String, String> OWN_VOLUMES =
      Map.of(
          "root", "/root",
          "home", "/home",
          "devpod", "/var/lib/devpod",
          "docker", DOCKER_PLACE);

  private static final Pattern MACHINE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

  public MachineSpec {
    if (!MACHINE_ID.matcher(machineId).matches()) {
      throw new InvalidSpecException(
          "a machine's id has letters, digits, '-', '_' and '.', and at most 63 of them");
    }
    ImageReference.check(image);
    TextChecks.require(
        Option.DOKPLOY_MACHINE_USER,
        USER.matcher(user).matches(),
        "a user's name has lower-case letters, digits, '-' and '_', and at most 32 of them");
  }

  /** All that is kept: the names of volumes, and where they are mounted. */
  public Map<String, String> volumes() {
    Map<String, String> volumes = new LinkedHashMap<>(new TreeMap<>(OWN_VOLUMES));
    if (docker == DockerMode.NONE) {
      volumes.remove("docker");
    }
    volumes.putAll(additions.sortedVolumes());
    return volumes;
  }
}
