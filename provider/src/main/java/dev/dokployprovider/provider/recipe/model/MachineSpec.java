package dev.dokployprovider.provider.recipe.model;

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
 */
public record MachineSpec(
    String machineId,
    String image,
    Entry publish,
    DockerMode docker,
    Limits limits,
    String user,
    Additions additions,
    Subnets subnets) {
  /** The base image when the user names none. */
  public static final String DEFAULT_IMAGE = "cruizba/ubuntu-dind:latest";

  /**
   * Reserved for tests between networks (RFC 2544), so that no company's and no provider's network
   * is there, and not a part of what Docker takes by itself.
   */
  public static final String DEFAULT_SUBNETS = "198.19.0.0/17";

  /** The volumes of every machine, by name, and where they are mounted. */
  static final Map<String, String> OWN_VOLUMES =
      Map.of(
          "root", "/root",
          "home", "/home",
          "devpod", "/var/lib/devpod",
          "docker", "/var/lib/docker");

  private static final Pattern MACHINE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

  public MachineSpec {
    Texts.require(
        SpecField.MACHINE_ID,
        MACHINE_ID.matcher(machineId).matches(),
        "a machine's id has letters, digits, '-', '_' and '.', and at most 63 of them");
    ImageReference.check(image);
    Texts.require(
        SpecField.USER,
        USER.matcher(user).matches(),
        "a user's name has lower-case letters, digits, '-' and '_', and at most 32 of them");
  }

  /** A machine as it is when the user asks for nothing. */
  public static MachineSpec of(String machineId, PublishedPorts publish) {
    return new MachineSpec(
        machineId,
        DEFAULT_IMAGE,
        new Entry.Published(publish),
        DockerMode.PRIVILEGED,
        Limits.none(),
        "root",
        Additions.none(),
        Subnets.parse(DEFAULT_SUBNETS));
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

  public MachineSpec withImage(String image) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, additions, subnets);
  }

  public MachineSpec withEntry(Entry publish) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, additions, subnets);
  }

  public MachineSpec withDocker(DockerMode docker) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, additions, subnets);
  }

  public MachineSpec withLimits(Limits limits) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, additions, subnets);
  }

  public MachineSpec withUser(String user) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, additions, subnets);
  }

  public MachineSpec withSubnets(Subnets subnets) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, additions, subnets);
  }

  public MachineSpec withAdditions(Additions additions) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, additions, subnets);
  }
}
