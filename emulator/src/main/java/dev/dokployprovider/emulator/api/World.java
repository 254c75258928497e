package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.engine.Engine;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import dev.dokployprovider.emulator.store.Table;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What every router works with.
 *
 * @param folder where the emulator keeps what Dokploy keeps under /etc/dokploy
 */
public record World(Release release, Store store, Engine engine, Path folder) {
  static final String ORGANIZATION = "emulated-organization";

  /** Dokploy's ids have 21 characters (nanoid), the suffixes of appNames six. */
  static String id(int length) {
    String alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
    RandomGenerator random = new SecureRandom();
    var id = new StringBuilder();
    for (int i = 0; i < length; i++) {
      id.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return id.toString();
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  Row compose(String composeId) {
    return store.find(Table.COMPOSE, composeId).orElseThrow(() -> ApiException.notFound("Compose"));
  }

  /** Every compose project that ever was. */
  public List<String> appNames() {
    return store.where(Table.APP, row -> true).stream().map(row -> row.text("appName")).toList();
  }

  Path projectFolder(String appName) {
    return folder.resolve("compose").resolve(appName);
  }

  Path codeFolder(String appName) {
    return projectFolder(appName).resolve("code");
  }

  /** Where a path that Dokploy reports really is. */
  public Path real(String reported) {
    return folder.resolve(reported.replaceFirst("^/etc/dokploy/", "")).normalize();
  }
}
