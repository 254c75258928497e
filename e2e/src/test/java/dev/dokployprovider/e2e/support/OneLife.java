package dev.dokployprovider.e2e.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a machine asks of Dokploy while it goes through every verb, without a live connection. */
public final class OneLife {
  private OneLife() {}

  /** The verbs in their order, each as it is done. */
  public static Map<String, Runnable> of(Machine machine) {
    var verbs = new LinkedHashMap<String, Runnable>();
    verbs.put("create", () -> machine.must("create"));
    verbs.put("create, once more", () -> machine.must("create"));
    verbs.put("command", () -> machine.answer("true"));
    verbs.put("stop", () -> machine.must("stop"));
    verbs.put("status, stopped", () -> statusByDokploy(machine));
    verbs.put("start", () -> machine.must("start"));
    verbs.put("status, folder lost", () -> statusWithoutFolder(machine));
    verbs.put("delete", () -> machine.must("delete"));
    return verbs;
  }

  /** Not what the launcher remembers. */
  private static void statusByDokploy(Machine machine) {
    try {
      Files.deleteIfExists(machine.folder().resolve("cache").resolve("stopped"));
      expect("Stopped", machine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void statusWithoutFolder(Machine machine) {
    machine.loseFolder();
    expect("Running", machine);
  }

  private static void expect(String word, Machine machine) {
    String status = machine.status();
    if (!status.equals(word)) {
      throw new AssertionError(machine.id() + " is " + status + " and not " + word);
    }
  }
}
