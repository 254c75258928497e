package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.HashSet;
import java.util.Map;
import java.util.regex.Pattern;

/** Where volumes may be mounted: nowhere that hides what the machine is made of. */
final class Mounts {
  private static final Pattern VOLUME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final Pattern CACHE =
      Pattern.compile(Caches.PREFIX + "[0-9a-f]{16}-[a-z][a-z0-9_-]{0,31}");
  private static final Pattern PATH =
      Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._@+-]+){1,16}");

  /** What belongs to the image, the system, DevPod, or is a home. */
  private static final Pattern RESERVED =
      Pattern.compile(
          "/(bin|boot|dev|etc|lib\\w*|proc|run|sbin|sys|tmp|usr|var)(/.*)?|/root|/home"
              + "|/home/[^/]+|/(root|home/[^/]+)/\\.(ssh|devpod|devsy|docker)(/.*)?");

  private static final Pattern ALLOWED =
      Pattern.compile("/var/(cache|tmp|opt)/.+|/usr/local/share/.+");

  /** Where programs are, which one machine must not put there for another. */
  private static final Pattern PROGRAMS =
      Pattern.compile(
          "(.*/)?s?bin(/.*)?|/(opt|srv|go|nix|snap)|/(root|home/[^/]+)/\\.(local|config|cargo|vscode[^/]*)(/.*)?");

  private static final String NAMING =
      "can't be the name of a volume: it has 1 to 32 of the characters a-z, 0-9, - and _, begins"
          + " with a letter, and is none of the machine's own (root, home, devpod, docker)";

  private Mounts() {}

  static void check(Map<String, String> volumes, Map<String, String> caches) {
    volumes.forEach((name, path) -> {
      boolean right =
          VOLUME.matcher(name).matches()
              && !name.startsWith(Caches.PREFIX)
              && !MachineSpec.OWN_VOLUMES.containsKey(name);
      TextChecks.require(Option.DOKPLOY_MACHINE_VOLUMES, right, "\"" + name + "\" " + NAMING);
      checkPath(Option.DOKPLOY_MACHINE_VOLUMES, path);
    });
    var paths = new HashSet<>(volumes.values());
    TextChecks.require(
        Option.DOKPLOY_MACHINE_VOLUMES,
        paths.size() == volumes.size(),
        "two volumes have the same place");
    caches.forEach((name, path) -> {
      TextChecks.require(
          Option.DOKPLOY_MACHINE_CACHES,
          CACHE.matcher(name).matches(),
          "\"" + name.replaceFirst("^.{30}", "") + "\" " + NAMING);
      checkPath(Option.DOKPLOY_MACHINE_CACHES, path);
      TextChecks.require(
          Option.DOKPLOY_MACHINE_CACHES,
          !PROGRAMS.matcher(path).matches(),
          "\"" + path + "\" is a place of programs, which machines must not share");
      TextChecks.require(
          Option.DOKPLOY_MACHINE_CACHES,
          paths.add(path),
          "\"" + path + "\" is the place of another volume");
    });
  }

  private static void checkPath(Option option, String path) {
    TextChecks.require(
        option,
        PATH.matcher(path).matches()
            && (!RESERVED.matcher(path).matches() || ALLOWED.matcher(path).matches()),
        "\""
            + path
            + "\" is not a place for a volume: an absolute path, and none of the system's,"
            + " of DevPod's or a home");
  }
}
