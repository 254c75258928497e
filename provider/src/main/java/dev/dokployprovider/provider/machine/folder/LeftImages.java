package dev.dokployprovider.provider.machine.folder;

import dev.dokployprovider.dokploy.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The images of a user's deleted machines that may still be on their servers, a file for each in
 * the user's data folder. An image has no owner in Docker, so this alone proves whose it is. It is
 * a help and nothing more: what can't be written is not remembered.
 */
public final class LeftImages {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,99}");

  private final Path folder;

  /**
   * What is remembered for a user.
   *
   * @param dataFolder the user's own
   */
  public LeftImages(Path dataFolder) {
    this.folder = dataFolder.resolve("images");
  }

  /**
   * The image of one machine.
   *
   * @param server of Dokploy
   * @param appName of the service that it was built for, which no other service ever has
   * @param serverId the remote server that it is on; empty for Dokploy's own
   */
  public record LeftImage(URI server, String appName, Optional<String> serverId) {}

  public void add(LeftImage image) {
    write(image, false);
  }

  /**
   * The image was removed, and its service is about to be: a run that is killed in between leaves
   * no image.
   */
  public void addRemoved(LeftImage image) {
    write(image, true);
  }

  /** Whether it is known that its image was removed before the service. */
  public boolean isRemoved(LeftImage image) {
    return NAME.matcher(image.appName()).matches()
        && Files.exists(file(image))
        && read(file(image)).isEmpty();
  }

  private void write(LeftImage image, boolean removed) {
    if (!NAME.matcher(image.appName()).matches()) {
      return;
    }
    try {
      PrivateFiles.createFolder(folder);
      String text =
          Json.object()
                  .with("server", image.server().toString())
                  .with("appName", image.appName())
                  .with("serverId", image.serverId().orElse(""))
                  .with("removed", Boolean.toString(removed))
              + "\n";
      PrivateFiles.write(file(image), text);
    } catch (IOException notRemembered) {
      // It can be removed manually.
    }
  }

  public boolean contains(LeftImage image) {
    return NAME.matcher(image.appName()).matches() && read(file(image)).isPresent();
  }

  public void remove(LeftImage image) {
    if (NAME.matcher(image.appName()).matches()) {
      try {
        Files.deleteIfExists(file(image));
      } catch (IOException stays) {
        // It is looked for once more, in vain.
      }
    }
  }

  /** Those of one Dokploy, by their names. */
  public List<LeftImage> of(URI server) {
    var images = new ArrayList<LeftImage>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, "*.json")) {
        files.forEach(file -> read(file).ifPresent(images::add));
      } catch (IOException unreadable) {
        return List.of();
      }
    }
    return images.stream()
        .filter(image -> image.server().equals(server))
        .sorted((one, other) -> one.appName().compareTo(other.appName()))
        .toList();
  }

  private static Optional<LeftImage> read(Path file) {
    try {
      var json = Json.parse(Files.readString(file));
      if (json.get("removed").textOrEmpty().equals("true")) {
        return Optional.empty();
      }
      var image =
          new LeftImage(
              URI.create(json.get("server").textOrEmpty()),
              json.get("appName").textOrEmpty(),
              json.get("serverId").text().filter(id -> !id.isEmpty()));
      return Optional.of(image).filter(one -> NAME.matcher(one.appName()).matches());
    } catch (IOException | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private Path file(LeftImage image) {
    return folder.resolve(image.appName() + ".json");
  }
}
