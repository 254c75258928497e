package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.Attempt;
import dev.dokployprovider.provider.problem.Problem.JumpHostUnusable;
import dev.dokployprovider.provider.problem.Problem.TraefikUnreachable;
import dev.dokployprovider.provider.problem.Problem.UnknownSshHost;
import java.util.ArrayList;
import java.util.List;

/** The words for a way that can't lead to any machine, which is told before one is made. */
final class RouteWording {
  private static final String SET = "devpod provider set-options dokploy -o ";
  private static final String OWN_ADDRESS = SET + "DOKPLOY_SSH_HOST=203.0.113.7";

  private static final String NOTHING_MADE = "Nothing was made.";

  private RouteWording() {}

  static Message of(UnknownSshHost problem) {
    return new Message(
        "No machine could be reached: the host for SSH is not known here.",
        lines(problem.hosts()),
        switch (problem.source()) {
          case OPTION ->
              List.of(
                  "Set it to a name or an address of the server, or to nothing for Dokploy's own:",
                  SET + "DOKPLOY_SSH_HOST=");
          case REMOTE_SERVER ->
              List.of(
                  "Correct it on Dokploy's page (Settings > Remote Servers), or name an address of"
                      + " the server for SSH, for example:",
                  OWN_ADDRESS);
          case DOKPLOY ->
              List.of("Name an address of the server for SSH, for example:", OWN_ADDRESS);
        });
  }

  static Message of(TraefikUnreachable problem) {
    return new Message(
        "No machine could be reached through Traefik: it does not answer at port "
            + problem.port()
            + ".",
        lines(problem.attempts()),
        List.of(
            "See on the server whether Traefik runs (docker ps --filter name=traefik) and which port"
                + " it has for https: DOKPLOY_SSH_TLS_PORT.",
            "Or have machines reached at ports of their own:",
            SET + "DOKPLOY_SSH_ROUTE=port"));
  }

  static Message of(JumpHostUnusable problem) {
    return new Message(
        "No machine could be reached: the jump host " + problem.jumpHost() + " can't be used.",
        List.of("ssh says: " + Wording.printable(problem.said()), NOTHING_MADE),
        List.of(
            "Correct DOKPLOY_SSH_JUMP, or make this work, which must ask for nothing:",
            "ssh -o BatchMode=yes " + String.join(" ", problem.arguments()) + " true"));
  }

  private static List<String> lines(List<Attempt> attempts) {
    var lines = new ArrayList<String>();
    attempts.forEach(one -> lines.add(one.address() + ": " + one.outcome() + "."));
    lines.add(NOTHING_MADE);
    return lines;
  }
}
