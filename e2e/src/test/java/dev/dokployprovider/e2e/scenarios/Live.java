package dev.dokployprovider.e2e.scenarios;

import dev.dokployprovider.dokploy.Connection;
import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.rest.RestDokploy;
import dev.dokployprovider.e2e.support.Machine;
import dev.dokployprovider.e2e.support.Waiting;
import dev.dokployprovider.emulator.store.FileTrees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The scenarios of a machine's life against any Dokploy that the environment's options name, in a
 * project of its own, which is removed in the end with all that is in it.
 */
final class Live {
  /** What the way to a server may need beside the options; the agent is for a jump host. */
  private static final List<String> PASSED_ON =
      List.of(
          "HTTPS_PROXY",
          "https_proxy",
          "HTTP_PROXY",
          "http_proxy",
          "NO_PROXY",
          "no_proxy",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR",
          "SSH_AUTH_SOCK");

  private final String project =
      "devpod-live-" + UUID.randomUUID().toString().replace("-", "").substring(0, 8);
  private final Map<String, String> options;
  private final Path folder;
  private final List<Machine> machines = new CopyOnWriteArrayList<>();
  private final AtomicBoolean cleaned = new AtomicBoolean();

  private Live(Map<String, String> environment, Path folder) {
    this.folder = folder;
    this.options = new HashMap<>();
    environment.forEach((name, value) -> {
      if (name.startsWith("DOKPLOY_") || PASSED_ON.contains(name)) {
        options.put(name, value);
      }
    });
    options.put("DOKPLOY_PROJECT_NAME", project);
  }

  static void main(String[] args) throws IOException {
    var live = new Live(System.getenv(), Files.createTempDirectory("dokploy-live"));
    // Interrupted in the middle, it still removes what it made.
    Runtime.getRuntime().addShutdownHook(new Thread(live::cleanUp));
    System.exit(live.run() ? 0 : 1);
  }

  private boolean run() {
    var init = Machine.of(options, "init", folder).verb("init");
    System.out.print(init.out() + init.err());
    if (init.exitCode() != 0) {
      return false;
    }
    System.out.println("Project: " + project);
    var scenarios = scenarios();
    int passed = 0;
    for (var scenario : scenarios.entrySet()) {
      passed += attempt(scenario.getKey(), scenario.getValue()) ? 1 : 0;
    }
    boolean clean = cleanUp();
    System.out.printf("%d passed, %d failed%n", passed, scenarios.size() - passed);
    return clean && passed == scenarios.size();
  }

  /** Once; the machines' folders stay where something of theirs does. */
  private boolean cleanUp() {
    if (cleaned.getAndSet(true)) {
      return true;
    }
    machines.forEach(machine -> machine.verb("delete"));
    boolean clean = machines.isEmpty() || attempt("nothing is left", this::leaveNothing);
    if (clean) {
      FileTrees.deleteTree(folder);
    }
    return clean;
  }

  private Map<String, Runnable> scenarios() {
    var scenarios = new LinkedHashMap<String, Runnable>();
    scenarios.put(
        "a machine is created, used, stopped, started and deleted",
        () -> MachineCases.whole(machine("whole", "me")));
    scenarios.put(
        "create run twice is one machine", () -> MachineCases.createdTwice(machine("twice", "me")));
    scenarios.put(
        "a machine whose folder is lost is given back to its owner",
        () -> MachineCases.givenBack(machine("lost", "me")));
    scenarios.put(
        "each command reaches its own machine, also after restarts in the other order",
        () -> MachineCases.two(machine("one", "me"), machine("two", "me")));
    scenarios.put(
        "a machine of another user is refused and left alone",
        () -> MachineCases.strangers(machine("shared", "they"), machine("shared", "me")));
    return scenarios;
  }

  private Machine machine(String id, String user) {
    var machine = Machine.of(options, id, folder.resolve(user));
    machines.add(machine);
    return machine;
  }

  private static boolean attempt(String sentence, Runnable work) {
    long start = System.nanoTime();
    try {
      work.run();
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
      System.out.printf("ok      %s (%d s)%n", sentence, seconds);
      return true;
    } catch (AssertionError | RuntimeException e) {
      System.out.printf("FAILED  %s%n%s%n", sentence, e.getMessage());
      return false;
    }
  }

  /** The project's name is this run's alone, so the project is too; it goes when it is empty. */
  private void leaveNothing() {
    var dokploy = dokploy();
    for (var found : dokploy.projects().named(project)) {
      Waiting.until(
          "the project " + project + " is empty",
          () -> dokploy.projects().find(found.id()).filter(now -> !now.isEmpty()).isEmpty());
      dokploy.projects().remove(found.id());
    }
    if (!dokploy.projects().named(project).isEmpty()) {
      throw new AssertionError("the project " + project + " is still there");
    }
  }

  private Dokploy dokploy() {
    var connection =
        new Connection(
            URI.create(options.getOrDefault("DOKPLOY_SERVER_URL", "")),
            new Secret(options.getOrDefault("DOKPLOY_API_TOKEN", "")),
            Optional.ofNullable(options.get("DOKPLOY_CA_CERT_FILE")).map(Path::of),
            System.getenv());
    return RestDokploy.connect(connection, Optional.empty(), newer -> {}, () -> {});
  }
}
