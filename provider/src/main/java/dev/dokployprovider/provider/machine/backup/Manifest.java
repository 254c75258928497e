package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.dokploy.json.Json;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;

/**
 * What a backup says of itself.
 *
 * @param machine whose it is
 * @param created when, as UTC in ISO 8601
 * @param recipe the hash of the recipe that the machine was deployed with
 * @param image its base image, as the option names it
 * @param docker the mode of its Docker
 * @param drivers how its Docker stores images, such as overlay2
 * @param arch of its server's processor, as {@code uname -m} names it
 * @param mounts other volumes that were mounted inside of these, and are not in the backup
 */
record Manifest(
    String machine,
    String created,
    String recipe,
    String image,
    String docker,
    List<String> drivers,
    String arch,
    List<String> mounts,
    List<SavedVolume> volumes) {
  /** Of the file's format; a program refuses one that it does not know. */
  static final int FORMAT = 1;

  static final String DOCKER_PLACE = "/var/lib/docker";

  Manifest {
    drivers = List.copyOf(drivers);
    mounts = List.copyOf(mounts);
    volumes = List.copyOf(volumes);
    var names = new HashSet<String>();
    var paths = new HashSet<String>();
    for (var volume : volumes) {
      if (!names.add(volume.name()) || !paths.add(volume.path())) {
        throw new IllegalArgumentException("a volume is in it twice");
      }
    }
  }

  boolean hasDocker() {
    return volumes.stream().anyMatch(volume -> volume.path().equals(DOCKER_PLACE));
  }

  String write() {
    return Json.object()
            .with("format", FORMAT)
            .with("machine", machine)
            .with("created", created)
            .with("recipe", recipe)
            .with("image", image)
            .with("docker", docker)
            .with("drivers", texts(drivers))
            .with("arch", arch)
            .with("mounts", texts(mounts))
            .with("volumes", new Json.Array(volumes.stream().map(SavedVolume::write).toList()))
        + "\n";
  }

  /**
   * The manifest of such a text.
   *
   * @throws IllegalArgumentException where it is none, saying why
   */
  static Manifest read(String text) {
    var json = Json.parse(text);
    if (!(json.get("format") instanceof Json.Num(BigDecimal format))) {
      throw new IllegalArgumentException("it does not say which format it has");
    }
    if (format.intValue() != FORMAT) {
      throw new IllegalArgumentException(
          "it has format "
              + format.intValue()
              + ", and this version of dokploy-provider knows "
              + FORMAT);
    }
    String machine = json.get("machine").text().orElse("");
    if (!machine.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException("it names no machine");
    }
    return new Manifest(
        machine,
        json.get("created").text().orElse(""),
        json.get("recipe").text().orElse(""),
        json.get("image").text().orElse(""),
        json.get("docker").text().orElse(""),
        texts(json.get("drivers")),
        json.get("arch").text().orElse(""),
        texts(json.get("mounts")),
        json.get("volumes").items().stream().map(SavedVolume::read).toList());
  }

  private static Json texts(List<String> all) {
    return new Json.Array(all.stream().<Json>map(Json.Text::new).toList());
  }

  private static List<String> texts(Json json) {
    return json.items().stream().flatMap(item -> item.text().stream()).toList();
  }
}
