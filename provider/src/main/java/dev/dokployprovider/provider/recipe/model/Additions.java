package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a user adds to a machine. A packaged tool or a script's result is part of the image, so that
 * it is there again when the container is recreated.
 *
 * @param packages of the base image's distribution, to install beside what a machine needs
 * @param environment variables of the container, of every login and of Docker; those that name a
 *     proxy also count while the image is built
 * @param volumes further named volumes and where they are mounted
 * @param caches folders, by the names of volumes that all machines of one owner on a server share
 * @param mirrors addresses of mirrors of Docker Hub for the machine's own Docker
 * @param script a shell script that is run as root at the end of the image's build
 * @param images where all machines of one owner on a server share what their Dockers have pulled
 */
public record Additions(
    List<String> packages,
    Map<String, String> environment,
    Map<String, String> volumes,
    Map<String, String> caches,
    List<String> mirrors,
    Optional<String> script,
    Optional<SharedImages> images) {
  private static final Pattern PACKAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+_~:=@-]{0,127}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
  private static final Pattern MIRROR =
      Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:[1-9]\\d{0,4})?/?");

  /** A script that is longer does not fit into one argument of a build. */
  private static final int SCRIPT_LENGTH = 16_000;

  public Additions {
    packages = List.copyOf(packages);
    environment = Map.copyOf(environment);
    volumes = Map.copyOf(volumes);
    caches = Map.copyOf(caches);
    mirrors = List.copyOf(mirrors);
    for (String name : packages) {
      TextChecks.require(
          Option.DOKPLOY_MACHINE_PACKAGES,
          PACKAGE.matcher(name).matches(),
          "\"" + name + "\" is not the name of a package");
    }
    environment.forEach(Additions::checkVariable);
    Mounts.check(volumes, caches);
    for (String mirror : mirrors) {
      TextChecks.require(
          Option.DOKPLOY_MACHINE_MIRRORS,
          MIRROR.matcher(mirror).matches(),
          "\"" + mirror + "\" is not the address of a mirror, such as https://mirror.example.com");
    }
    script.ifPresent(text ->
        TextChecks.require(
            Option.DOKPLOY_MACHINE_SCRIPT,
            text.length() <= SCRIPT_LENGTH
                && text.lines().allMatch(Additions::scriptLine)
                && !text.contains("\r"),
            "the script has a control character, or more than 16000 characters"));
  }

  /** In the order of their names, so that equal values give equal files. */
  public Map<String, String> sortedEnvironment() {
    return new TreeMap<>(environment);
  }

  /** In the order of their names. */
  public Map<String, String> sortedVolumes() {
    return new TreeMap<>(volumes);
  }

  /** In the order of their names. */
  public Map<String, String> sortedCaches() {
    return new TreeMap<>(caches);
  }

  /** Places by the names of all the volumes that are not the machine's own, in their order. */
  public Map<String, String> sharedVolumes() {
    var shared = new TreeMap<>(caches);
    images.ifPresent(store -> shared.put(store.volume(), SharedImages.PLACE));
    return shared;
  }

  private static boolean scriptLine(String line) {
    return TextChecks.printable(line.replace('\t', ' '));
  }

  private static void checkVariable(String name, String value) {
    TextChecks.require(
        Option.DOKPLOY_MACHINE_ENV,
        VARIABLE.matcher(name).matches(),
        "\"" + name + "\" is not the name of an environment variable");
    TextChecks.require(
        Option.DOKPLOY_MACHINE_ENV,
        !name.startsWith("DEVPOD_MACHINE_") && !name.equals("PATH"),
        name + " is the machine's own");
    TextChecks.require(
        Option.DOKPLOY_MACHINE_ENV,
        value.length() <= 4096 && TextChecks.printable(value.replace('\t', ' ')),
        "the value of "
            + name
            + " has a control character other than a tab, or more than 4096 characters");
  }
}
