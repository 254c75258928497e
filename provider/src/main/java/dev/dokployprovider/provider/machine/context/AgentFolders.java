package dev.dokployprovider.provider.machine.context;

import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** Where a new machine has DevPod's agent, and its data with the workspaces: on a volume. */
public final class AgentFolders {
  private static final String LOST =
      "It is on none of the machine's volumes, so it is lost when the container is recreated";

  private AgentFolders() {}

  /**
   * Refuses a place where workspaces would be lost.
   *
   * @throws ProblemException if the data are not kept
   */
  static void check(MachineOptions options, Iterable<String> volumes) {
    String data = options.agentFolders().getLast();
    if (!isKept(data, volumes)) {
      throw new ProblemException(
          new Problem.BadOption(
              Option.AGENT_DATA_PATH.name(),
              Optional.of(data),
              LOST + ", with all workspaces: after Dokploy's nightly cleanup, for one.",
              "Leave it as it is by default, or put it below a folder of "
                  + Option.DOKPLOY_MACHINE_VOLUMES
                  + ", /root or /home."));
    }
  }

  /** What to know of the agent itself, which can be downloaded again. */
  public static List<String> notes(MachineContext context) {
    String agent = context.options().machine().agentFolders().getFirst();
    return isKept(agent, MachineSpecs.of(context).volumes().values())
        ? List.of()
        : List.of(Option.AGENT_PATH + "=" + agent + ": " + LOST + "; then DevPod brings it again.");
  }

  private static boolean isKept(String folder, Iterable<String> volumes) {
    for (String volume : volumes) {
      if (folder.startsWith(volume + "/") && !(folder + "/").contains("/../")) {
        return true;
      }
    }
    return false;
  }
}
