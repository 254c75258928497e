package dev.dokployprovider.provider.machine.backup;

import dev.dokployprovider.dokploy.json.Json;
import java.math.BigDecimal;

/**
 * A volume in a backup.
 *
 * @param name as the recipe names it
 * @param path where it is mounted
 * @param bytes of its compressed tar in the file
 * @param sha256 of that tar
 * @param digest of what is in the volume: of an uncompressed tar without holes, in hexadecimal
 * @param files how many files and folders it has
 * @param kilobytes what they took on the disk
 */
record SavedVolume(
    String name,
    String path,
    long bytes,
    String sha256,
    String digest,
    long files,
    long kilobytes) {
  private static final String HASH = "[0-9a-f]{64}";

  SavedVolume {
    require(name.matches("[a-z][a-z0-9_-]{0,31}"), "a volume's name");
    require(path.matches("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._@+-]+){1,16}"), "a volume's place");
    require(sha256.matches(HASH) && digest.matches(HASH), "a volume's digest");
    require(bytes >= 0 && files >= 0 && kilobytes >= 0, "a volume's size");
  }

  /** One that is not saved yet. */
  static SavedVolume planned(String name, String path, long kilobytes) {
    String unknown = "0".repeat(64);
    return new SavedVolume(name, path, 0, unknown, unknown, 0, kilobytes);
  }

  /** Where it is in the file. */
  String entry() {
    return entry(name);
  }

  static String entry(String name) {
    return "volumes/" + name + ".tar.gz";
  }

  Json write() {
    return Json.object()
        .with("name", name)
        .with("path", path)
        .with("bytes", bytes)
        .with("sha256", sha256)
        .with("digest", digest)
        .with("files", files)
        .with("kilobytes", kilobytes);
  }

  static SavedVolume read(Json json) {
    return new SavedVolume(
        text(json, "name"),
        text(json, "path"),
        number(json, "bytes"),
        text(json, "sha256"),
        text(json, "digest"),
        number(json, "files"),
        number(json, "kilobytes"));
  }

  private static String text(Json json, String name) {
    return json.get(name).text().orElse("");
  }

  private static long number(Json json, String name) {
    return json.get(name) instanceof Json.Num(BigDecimal value) ? value.longValueExact() : -1;
  }

  private static void require(boolean right, String what) {
    if (!right) {
      throw new IllegalArgumentException(what + " in it is invalid");
    }
  }
}
