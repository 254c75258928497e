package dev.dokployprovider.emulator.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things lie. Dokploy reports paths below /etc/dokploy; here the same tree lies in the data
 * folder.
 */
public record Folders(Path data) {
  private static final String REPORTED = "/etc/dokploy/";

  /** A service's folder; {@code code} in it holds the compose file. */
  public Path service(String appName) {
    return data.resolve("etc/dokploy/compose").resolve(safe(appName));
  }

  public Path code(String appName) {
    return service(appName).resolve("code");
  }

  public Path logs(String appName) {
    return data.resolve("etc/dokploy/logs").resolve(safe(appName));
  }

  /** The path that Dokploy would report for a log. */
  public String reportedLog(String appName, String time) {
    return REPORTED + "logs/" + appName + "/" + appName + "-" + time + ".log";
  }

  /** Where a reported path really lies; empty for one that is not below /etc/dokploy. */
  public Optional<Path> real(String reported) {
    Path root = data.resolve("etc/dokploy");
    if (!reported.startsWith(REPORTED)) {
      return Optional.empty();
    }
    Path path = root.resolve(reported.substring(REPORTED.length())).normalize();
    return path.startsWith(root) ? Optional.of(path) : Optional.empty();
  }

  public Path tables() {
    return data.resolve("tables");
  }

  /** What the in-process machines of a service keep. */
  public Path machine(String appName) {
    return data.resolve("machines").resolve(safe(appName));
  }

  /** App names of old releases may hold any character; a file name may not. */
  private static String safe(String appName) {
    String safe = appName.replaceAll("[/\\x00]", "_");
    return safe.equals(".") || safe.equals("..") ? "_" : safe;
  }
}
