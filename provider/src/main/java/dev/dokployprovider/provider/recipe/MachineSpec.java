package dev.dokployprovider.provider.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a user asked of a machine.
 *
 * @param machineId DevPod's MACHINE_ID
 * @param image the base image, as {@code docker pull} takes it
 * @param publish the server's ports for sshd; empty when the machine is reached otherwise
 * @param docker how Docker runs in it
 * @param limits what it may use of its server
 * @param user who logs in; made if the base image has no such user, and may use sudo
 * @param packages of the base image's distribution, to install beside what a machine needs
 * @param environment variables of the container, of every login and of Docker
 */
public record MachineSpec(
    String machineId,
    String image,
    Optional<PublishedPorts> publish,
    DockerMode docker,
    Limits limits,
    String user,
    List<String> packages,
    Map<String, String> environment) {
  /** The base image when the user names none. */
  public static final String DEFAULT_IMAGE = "cruizba/ubuntu-dind:latest";

  private static final Pattern MACHINE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}");
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
  private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_~:=@-]{0,127}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  public MachineSpec {
    packages = List.copyOf(packages);
    environment = Map.copyOf(new TreeMap<>(environment));
    check(
        SpecField.MACHINE_ID,
        MACHINE_ID.matcher(machineId).matches(),
        "a machine's id has letters, digits, '-', '_' and '.', and at most 63 of them");
    ImageReference.check(image);
    check(
        SpecField.USER,
        USER.matcher(user).matches(),
        "a user's name has lower-case letters, digits, '-' and '_', and at most 32 of them");
    for (String name : packages) {
      check(
          SpecField.PACKAGES,
          PACKAGE.matcher(name).matches(),
          "\"" + name + "\" is not the name of a package");
    }
    environment.forEach(MachineSpec::checkVariable);
  }

  /** A machine as it is when the user asks for nothing. */
  public static MachineSpec of(String machineId, PublishedPorts publish) {
    return new MachineSpec(
        machineId,
        DEFAULT_IMAGE,
        Optional.of(publish),
        DockerMode.PRIVILEGED,
        Limits.none(),
        "root",
        List.of(),
        Map.of());
  }

  public MachineSpec withImage(String image) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, packages, environment);
  }

  /** Without any port on the server. */
  public MachineSpec withoutPorts() {
    return new MachineSpec(
        machineId, image, Optional.empty(), docker, limits, user, packages, environment);
  }

  public MachineSpec withDocker(DockerMode docker) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, packages, environment);
  }

  public MachineSpec withLimits(Limits limits) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, packages, environment);
  }

  public MachineSpec withUser(String user) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, packages, environment);
  }

  public MachineSpec withPackages(List<String> packages) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, packages, environment);
  }

  public MachineSpec withEnvironment(Map<String, String> environment) {
    return new MachineSpec(machineId, image, publish, docker, limits, user, packages, environment);
  }

  private static void checkVariable(String name, String value) {
    check(
        SpecField.ENVIRONMENT,
        VARIABLE.matcher(name).matches(),
        "\"" + name + "\" is not the name of an environment variable");
    check(
        SpecField.ENVIRONMENT,
        !name.startsWith("DEVPOD_MACHINE_") && !name.equals("PATH"),
        name + " is the machine's own");
    check(
        SpecField.ENVIRONMENT,
        value.length() <= 4096 && Texts.printable(value),
        "the value of " + name + " has a line break or another control character, or is too long");
  }

  private static void check(SpecField field, boolean right, String reason) {
    if (!right) {
      throw new InvalidSpecException(field, reason);
    }
  }
}
