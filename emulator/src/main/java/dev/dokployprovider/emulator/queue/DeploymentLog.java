package dev.dokployprovider.emulator.queue;

import dev.dokployprovider.emulator.store.FileTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The log of a deployment, in Dokploy's words. */
record DeploymentLog(Path file) {
  private static final int WIDTH = 78;

  static DeploymentLog create(Path file) {
    FileTrees.folder(Objects.requireNonNull(file.getParent()));
    DeploymentLog log = new DeploymentLog(file);
    log.write("Initializing deployment\n");
    return log;
  }

  void write(String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (NoSuchFileException e) {
      // The service was deleted meanwhile, and its logs with it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The box that stands above docker's output. */
  void box(String appName, String command) {
    List<String> lines = new ArrayList<>(List.of("", "App Name: " + appName, "Build Compose 🐳"));
    lines.add("Detected: 0 mounts 📂");
    lines.addAll(wrapped("Command: docker " + command));
    lines.addAll(List.of("Source Type: docker raw ✅", "Compose Type: docker-compose ✅", ""));
    StringBuilder box = new StringBuilder("╔" + "═".repeat(WIDTH) + "╗\n");
    for (String line : lines) {
      // The pictures are two columns wide.
      int wide = (int) line.codePoints().filter(c -> c > 0x2600).count();
      int columns = line.codePointCount(0, line.length()) + wide;
      box.append("║ ").append(line).append(" ".repeat(Math.max(0, WIDTH - 1 - columns)));
      box.append("║\n");
    }
    write(box.append("╚").append("═".repeat(WIDTH)).append("╝\n").toString());
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > WIDTH - 2 && rest.lastIndexOf(' ', WIDTH - 2) > 0) {
      int end = rest.lastIndexOf(' ', WIDTH - 2);
      lines.add(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    lines.add(rest);
    return lines;
  }

  void succeeded() {
    write("Docker Compose Deployed: ✅\n");
  }

  void failed(String reason) {
    write(reason + "\n\nError occurred ❌, check the logs for details.\n");
  }
}
