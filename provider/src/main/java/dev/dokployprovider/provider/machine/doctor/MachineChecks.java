package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.ContainerDetails;
import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.dokploy.Deployment;
import dev.dokployprovider.provider.machine.containers.Condition;
import dev.dokployprovider.provider.machine.doctor.ComputerChecks.Mode;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges what is seen of one machine. */
final class MachineChecks {
  private MachineChecks() {}

  static Finding record(String folder, boolean recorded, boolean hasKey, List<Mode> modes) {
    if (!recorded || !hasKey) {
      return Finding.warning(
          "The machine was found by its name; its folder has no "
              + (recorded ? "key" : "record")
              + " of it.",
          "To take it over here, run create for it again, or start it.");
    }
    var open = modes.stream().filter(Mode::isOpen).toList();
    return open.isEmpty()
        ? Finding.ok(folder)
        : Finding.warning(
            "Others on this computer can read the machine's key.",
            open.stream().map(one -> "chmod go= " + one.path()).toArray(String[]::new));
  }

  /**
   * @param deployments newest first
   */
  static Finding deployment(String machine, List<Deployment> deployments) {
    if (deployments.isEmpty()) {
      return Finding.warning("It was never deployed.", "devpod machine start " + machine);
    }
    var newest = deployments.getFirst();
    String when = newest.createdAt();
    return switch (newest.status()) {
      case DONE -> Finding.ok("succeeded, " + when);
      case RUNNING -> Finding.warning("One runs since " + when + ".", "Wait for it to end.");
      case ERROR ->
          Finding.warning(
              "The last one failed, " + when + ".",
              "Its log is on Dokploy's page, at the service " + machine + " > Deployments.");
      case CANCELLED, UNKNOWN ->
          Finding.warning(
              "The last one did not end, " + when + ".", "devpod machine start " + machine);
    };
  }

  /** A machine that was stopped is no fault, but nothing beyond it can be looked at. */
  static Finding notRunning(String machine, Condition condition) {
    return Finding.of(condition.problem(machine));
  }

  /**
   * @param published the server's ports that lead to the machine's SSH server, as Docker tells them
   */
  static Finding route(String machine, DeployedRoute route, List<Published> published) {
    return switch (route) {
      case DeployedRoute.Tls(var name) -> Finding.ok("tls: Traefik knows the machine as " + name);
      case DeployedRoute.Jump() -> Finding.ok("jump: at the container's own address");
      case DeployedRoute.Port() ->
          published.isEmpty()
              ? Finding.warning(
                  "Docker tells no port of the server that leads to the machine.",
                  "devpod machine start " + machine)
              : Finding.ok(
                  "port "
                      + published.stream()
                          .map(Published::port)
                          .distinct()
                          .map(String::valueOf)
                          .collect(Collectors.joining(", "))
                      + " of the server");
    };
  }

  /**
   * What Docker's own check says, where the container has one; a machine of this recipe has none.
   */
  static Finding health(Optional<ContainerDetails> container) {
    var health = container.flatMap(ContainerDetails::health);
    if (health.isEmpty()) {
      return Finding.skipped(
          container.isEmpty() ? "Docker did not tell" : "the container has no health check");
    }
    String output = health.get().output();
    var why = output.isBlank() ? List.<String>of() : List.of("The check printed: " + output);
    return switch (health.get().word()) {
      case "healthy" -> Finding.ok("healthy");
      case "starting" ->
          Finding.warning(
                  "Docker's health check of the container has not passed yet.",
                  "Run this again in a minute.")
              .because(why);
      default ->
          Finding.warning(
                  "Docker calls the container " + health.get().word() + ".",
                  "Its health check is the image's or the service's own. Traefik sends nothing to such a"
                      + " container; start the machine again, or correct the check.")
              .because(why);
    };
  }
}
