package dev.dokployprovider.provider.cli;

import dev.dokployprovider.provider.problem.ExitCode;
import java.util.concurrent.CompletableFuture;

/**
 * The process that this one works for. DevPod 0.6.15 ends a call by SIGKILL
 * (docs/reference/devpod.md §8), which tells only that process: this one would go on for no one,
 * with the caller's stderr held open, while DevPod calls again.
 */
final class ParentWatch {
  private ParentWatch() {}

  /** Ends this process, and the ones that it has started, when the caller has ended. */
  static void endWith(long pid) {
    Runtime.getRuntime().addShutdownHook(new Thread(ParentWatch::endOurs));
    var _ = ended(pid).thenRunAsync(() -> System.exit(ExitCode.COMMAND_FAILED));
  }

  /** Complete when there is no process of that number, or not the same any more. */
  static CompletableFuture<Void> ended(long pid) {
    return ProcessHandle.of(pid)
        .map(ProcessHandle::onExit)
        .map(exit -> exit.<Void>thenApply(process -> null))
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private static void endOurs() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }
}
