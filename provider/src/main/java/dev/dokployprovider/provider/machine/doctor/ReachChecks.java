package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.ContainerDetails.Published;
import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.machine.reach.Outcome;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.ssh.Address;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges one try to reach a machine, in three steps: whether its port answers, whether who answers
 * has its host key, and whether it lets this computer in.
 */
final class ReachChecks {
  private ReachChecks() {}

  /**
   * @param address that is recorded here
   * @param published the server's ports that lead to the machine's SSH server, as Docker tells them
   */
  static Finding port(
      String machine,
      Address address,
      DeployedRoute route,
      List<Published> published,
      OpenResult reached) {
    return switch (reached) {
      case OpenResult.Opened(),
          OpenResult.OtherHostKey(var _),
          OpenResult.KeyRefused(var _),
          OpenResult.Closed(var _),
          OpenResult.NotSsh(var _),
          OpenResult.Failed(var _) ->
          Finding.ok(address + " answers");
      case OpenResult.UnknownHost(var _),
          OpenResult.Refused(var _),
          OpenResult.Unreachable(var _),
          OpenResult.TimedOut(var _),
          OpenResult.NoTls(var _),
          OpenResult.JumpFailed(var _) ->
          closed(machine, address, route, published, reached);
    };
  }

  private static Finding closed(
      String machine,
      Address address,
      DeployedRoute route,
      List<Published> published,
      OpenResult reached) {
    boolean moved =
        route instanceof DeployedRoute.Port
            && !published.isEmpty()
            && published.stream().noneMatch(one -> one.port() == address.port());
    String what = address + ": " + Outcome.of(reached) + ".";
    if (moved) {
      return Finding.failed(
          what,
          "The machine has moved to port "
              + published.getFirst().port()
              + ". The provider finds it there with the next command:",
          "devpod machine start " + machine);
    }
    return Finding.failed(what, fix(route, address), "devpod machine start " + machine);
  }

  private static String fix(DeployedRoute route, Address address) {
    return switch (route) {
      case DeployedRoute.Port() ->
          "Let port %d through the server's firewall (DOKPLOY_SSH_PORTS), or set DOKPLOY_SSH_HOST to the server's own address. Then:"
              .formatted(address.port());
      case DeployedRoute.Tls(var _) ->
          "Let port %d of the server's Traefik through, or set DOKPLOY_SSH_HOST or DOKPLOY_SSH_TLS_PORT. Then:"
              .formatted(address.port());
      case DeployedRoute.Jump() ->
          "Let the jump host (DOKPLOY_SSH_JUMP) forward to the machine's address. Then:";
    };
  }

  /**
   * @param pinned whether this computer has the machine's key
   */
  static Finding hostKey(String machine, Address address, boolean pinned, OpenResult reached) {
    if (!pinned) {
      return Finding.failed(
          "This computer has no host key of the machine.",
          "Start it; it then gets one:",
          "devpod machine start " + machine);
    }
    return switch (reached) {
      case OpenResult.Opened(), OpenResult.KeyRefused(var _) -> Finding.ok("the pinned one");
      case OpenResult.OtherHostKey(var _) ->
          Finding.of(new Problem.WrongHostKey(machine, address.toString()));
      case OpenResult.Closed(var _),
          OpenResult.NotSsh(var _),
          OpenResult.Failed(var _),
          OpenResult.UnknownHost(var _),
          OpenResult.Refused(var _),
          OpenResult.Unreachable(var _),
          OpenResult.TimedOut(var _),
          OpenResult.NoTls(var _),
          OpenResult.JumpFailed(var _) ->
          Finding.failed(
              "No host key was shown: " + Outcome.of(reached) + ".",
              "The machine's SSH server may be starting: run this again. What it prints:",
              "dokploy-provider logs --source sshd " + machine);
    };
  }

  /**
   * @param connected whether a live connection is open
   */
  static Finding ssh(String machine, boolean connected, OpenResult reached, Path config) {
    if (reached instanceof OpenResult.Opened) {
      return Finding.ok(connected ? "answers; a live connection is open" : "answers");
    }
    var why = new ArrayList<>(List.of(Outcome.of(reached)));
    if (connected) {
      why.add("The live connection that is open still works.");
    }
    return Finding.failed(
            "The machine does not let this computer in.",
            "The provider tries it again, and gives the machine this computer's key, with:",
            "devpod machine stop " + machine,
            "devpod machine start " + machine,
            "To see what ssh says:",
            "ssh -v -F '" + config + "' machine")
        .because(why);
  }
}
