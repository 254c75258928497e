package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.machine.doctor.Check;
import dev.dokployprovider.provider.machine.doctor.Finding;
import dev.dokployprovider.provider.machine.folder.FolderTree;
import dev.dokployprovider.provider.machine.folder.Trials;
import dev.dokployprovider.provider.options.Option;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The one check of the doctor that changes something: a machine is made, reached and removed. */
final class ProbeMachine {
  /** What would outlive it, or is nothing that it needs to know. */
  private static final List<Option> WITHOUT =
      List.of(
          Option.DOKPLOY_MACHINE_CACHES,
          Option.DOKPLOY_MACHINE_SHARED_IMAGES,
          Option.DOKPLOY_MACHINE_VOLUMES,
          Option.DOKPLOY_MACHINE_ENV,
          Option.DOKPLOY_MACHINE_LOGINS,
          Option.DOKPLOY_KEEP_UNREACHABLE);

  private final VerbContext kit;
  private final Map<String, String> options;

  ProbeMachine(VerbContext kit, Map<String, String> options) {
    this.kit = kit;
    this.options = options;
  }

  Check check(List<String> after) {
    return new Check("probe", after, this::look);
  }

  private Finding look() {
    var trials = new Trials(kit.program().dataFolder());
    trials.sweep();
    Path folder = trials.create();
    var interrupted = new Thread(() -> interrupted(folder));
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      kit.program().tryOut(environment(options, name(), folder));
      return Finding.ok("a machine was created, reached by SSH from here, and removed");
    } finally {
      Runtime.getRuntime().removeShutdownHook(interrupted);
      FolderTree.remove(folder);
    }
  }

  /** Ctrl-C ends this process at once, and its guard goes on. */
  private void interrupted(Path folder) {
    kit.screen().err().println("Interrupted; the probe machine is removed in the background");
    FolderTree.remove(folder);
  }

  static Map<String, String> environment(Map<String, String> options, String name, Path folder) {
    var environment = new HashMap<>(options);
    WITHOUT.forEach(option -> environment.remove(option.name()));
    environment.put("MACHINE_ID", name);
    environment.put("MACHINE_FOLDER", folder.resolve("machine").toString());
    return environment;
  }

  private static String name() {
    return "doctor-"
        + HexFormat.of().withLowerCase().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
