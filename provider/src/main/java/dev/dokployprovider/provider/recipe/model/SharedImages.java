package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.util.Optional;

/**
 * A store of what the Dockers of one owner's machines on a server have pulled and built. It is a
 * volume that these machines share; devpod-images.sh says what is in it.
 *
 * @param volume its name on the server
 * @param mebibytes what it may hold
 */
public record SharedImages(String volume, long mebibytes) {
  /** Where it is mounted. */
  public static final String PLACE = "/var/lib/devpod-images";

  private static final long LEAST = 1L << 30;

  /**
   * The owner's store; empty where none is asked for, or the machine has no Docker.
   *
   * @param owner 16 hexadecimal digits
   * @param size in bytes with a unit, such as {@code 20g}
   * @throws InvalidSpecException if it is none, or less than 1g
   */
  public static Optional<SharedImages> of(String owner, Optional<String> size, DockerMode docker) {
    return size.map(
            text -> {
              long bytes = Limits.bytes(Option.DOKPLOY_MACHINE_SHARED_IMAGES, text, LEAST);
              // A name that no shared volume of the user's has: those have "-" in that place.
              return new SharedImages(Caches.PREFIX + owner + "_images", bytes >> 20);
            })
        .filter(_ -> docker != DockerMode.NONE);
  }
}
