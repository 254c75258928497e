package dev.dokployprovider.provider.machine.deployment;

import dev.dokployprovider.dokploy.Container;
import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.provider.machine.context.MachineContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The machines that are on a server already. Dokploy's nightly cleanup empties Docker's build cache
 * (docs/reference/dokploy.md §6.8) but not the images that containers use, and BuildKit can take
 * the layers of a new machine from those: so only the first machine on a server waits for a build.
 */
public final class CacheSources {
  /** The beginning of every machine's name in Dokploy, see MachineId. */
  private static final String PREFIX = "devpod-";

  /** Compose calls a container PROJECT-SERVICE-1 and the image that it built PROJECT-SERVICE. */
  private static final Pattern CONTAINER =
      Pattern.compile("(" + PREFIX + "[a-z0-9][a-z0-9._-]{0,80}-machine)-1");

  /** The newest ones; looking into an image takes some milliseconds. */
  private static final int ENOUGH = 5;

  private final MachineContext context;

  public CacheSources(MachineContext context) {
    this.context = context;
  }

  /** Their images. Never fails: without them the build only takes longer. */
  public List<String> images(Optional<String> serverId) {
    try {
      return imagesOf(context.dokploy().docker().containersNamed(PREFIX, serverId));
    } catch (DokployException notNow) {
      return List.of();
    }
  }

  /** The images of those that are machines. */
  public static List<String> imagesOf(List<Container> newestFirst) {
    return newestFirst.stream()
        .map(container -> CONTAINER.matcher(container.name()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .limit(ENOUGH)
        .toList();
  }
}
