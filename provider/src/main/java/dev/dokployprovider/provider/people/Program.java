package dev.dokployprovider.provider.people;

import dev.dokployprovider.dokploy.Dokploy;
import dev.dokployprovider.provider.machine.context.MachineContext;
import dev.dokployprovider.provider.machine.time.Time;
import dev.dokployprovider.provider.problem.Message;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** What typed verbs use of the program; each environment is one that DevPod could have given. */
public interface Program {

  /** Runs a verb as if DevPod had called it; returns its exit code. */
  int call(List<String> words, Map<String, String> environment);

  /** Runs that; a problem is shown in the words of the environment's client. */
  int guarded(Map<String, String> environment, IntSupplier work);

  /** What use cases work with, for the machine that the environment names. */
  MachineContext context(Map<String, String> environment);

  /**
   * Makes the machine that the environment names, and removes it as soon as it can be used; if this
   * process is killed, another one does.
   *
   * @throws dev.dokployprovider.provider.problem.ProblemException where it can't be made, used or
   *     removed
   */
  void tryOut(Map<String, String> environment);

  /** Calls to the Dokploy that the environment names; nothing is called yet. */
  Dokploy dokploy(Map<String, String> environment);

  /** A message in the words of the environment's client. */
  Message words(Message message, Map<String, String> environment);

  /** The clock. */
  Time time();

  /** Whether this process uses the AOT cache. */
  boolean usesCache();

  /** The file that started this process; empty where Java itself was called. */
  Optional<Path> launcher();

  /** The user's own folder for data. */
  Path dataFolder();

  /** The build's version, such as 0.1.0. */
  String version();
}
