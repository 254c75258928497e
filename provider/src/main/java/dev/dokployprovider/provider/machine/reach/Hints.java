package dev.dokployprovider.provider.machine.reach;

import dev.dokployprovider.provider.machine.folder.DeployedRoute;
import dev.dokployprovider.provider.problem.Hint;
import dev.dokployprovider.provider.ssh.OpenResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What may help when no way led to a machine, best first. */
final class Hints {
  private Hints() {}

  static List<Hint> of(DeployedRoute route, List<OpenResult> results) {
    var hints = new LinkedHashSet<Hint>();
    results.forEach(result -> add(route, result, hints));
    switch (route) {
      case DeployedRoute.Port() -> hints.addAll(List.of(Hint.OWN_ADDRESS, Hint.OTHER_ROUTE));
      case DeployedRoute.Tls(var name) -> hints.addAll(List.of(Hint.TRAEFIK, Hint.OWN_ADDRESS));
      case DeployedRoute.Jump() -> hints.add(Hint.TRY_JUMP);
    }
    return List.copyOf(hints);
  }

  private static void add(DeployedRoute route, OpenResult result, Set<Hint> hints) {
    switch (result) {
      case OpenResult.Refused(var _), OpenResult.TimedOut(var _), OpenResult.Unreachable(var _) -> {
        if (route instanceof DeployedRoute.Port) {
          hints.add(Hint.OPEN_PORTS);
        } else if (route instanceof DeployedRoute.Jump) {
          hints.add(Hint.JUMP_ELSEWHERE);
        }
      }
      case OpenResult.NotSsh(var _) ->
          hints.add(route instanceof DeployedRoute.Tls ? Hint.TRAEFIK_NAME : Hint.CDN);
      case OpenResult.JumpFailed(var detail) -> {
        if (detail.contains("prohibited")) {
          hints.add(Hint.JUMP_FORWARDING);
        }
      }
      case OpenResult.KeyRefused(var _) -> hints.add(Hint.NEW_KEYS);
      case OpenResult.Opened(),
          OpenResult.UnknownHost(var _),
          OpenResult.Closed(var _),
          OpenResult.NoTls(var _),
          OpenResult.OtherHostKey(var _),
          OpenResult.Failed(var _) -> {}
    }
  }
}
