package dev.dokployprovider.provider.problem;

import dev.dokployprovider.provider.problem.Problem.*;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words for what Dokploy, or something before it, answered. */
final class ServerWording {
  private static final Pattern LOGIN =
      Pattern.compile("(?i)login|log-in|signin|sign-in|sso|auth|oauth|access");
  private static final String SET_OPTION = "devpod provider set-options dokploy -o ";
  private static final String DEBUG = "Run again with DEVPOD_DEBUG=true to see all that it said.";

  /** The ways to a machine that need no look at Docker. */
  private static final List<String> WITHOUT_DOCKER =
      List.of(
          "Or give the machine a port of its own, which need not be read:",
          SET_OPTION + "DOKPLOY_SSH_PORTS=2222",
          "Or reach machines through Dokploy's Traefik, where none has a port of its own:",
          SET_OPTION + "DOKPLOY_SSH_ROUTE=tls");

  private ServerWording() {}

  static Message of(ServerRedirects problem) {
    String what = "The server at " + problem.server() + " redirects to " + problem.location() + ".";
    var better = sameServer(problem);
    if (better.isPresent()) {
      return new Message(
          what,
          List.of("The API token is not sent to an address that you did not name."),
          List.of(
              "Name the last address itself:", SET_OPTION + "DOKPLOY_SERVER_URL=" + better.get()));
    }
    if (LOGIN.matcher(problem.location()).find()) {
      return new Message(
          what,
          List.of("A login page is in front of Dokploy, which a program can't fill in."),
          List.of(
              "Let calls to "
                  + problem.server()
                  + "/api pass that login (they carry an API key),"
                  + " or set DOKPLOY_SERVER_URL to an address without it."));
    }
    return new Message(
        what,
        List.of("The API token is not sent to an address that you did not name."),
        List.of(
            "If Dokploy is there, name that address itself:",
            SET_OPTION + "DOKPLOY_SERVER_URL=https://dokploy.example.com"));
  }

  /** The address to set, where the redirect only changes http to https, the port or the host. */
  private static Optional<String> sameServer(ServerRedirects problem) {
    try {
      var to = URI.create(problem.location());
      String path = String.valueOf(to.getPath());
      int api = path.indexOf("/api/");
      return to.getHost() == null || api < 0
          ? Optional.empty()
          : Optional.of(to.getScheme() + "://" + to.getRawAuthority() + path.substring(0, api));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Message of(NotAllowed problem) {
    String permission = permission(problem.call());
    return new Message(
        "The owner of the API token may not do this (" + problem.call() + ").",
        List.of("Dokploy says: " + problem.message()),
        List.of(
            "Let an administrator give that user the permission "
                + permission
                + " (Settings > Users on Dokploy's page), or use a token of an administrator.",
            "If it has the permission, the service or project may be of another organisation than"
                + " the token, or not be shared with that user."));
  }

  /** As Dokploy's page names it (docs/reference/dokploy.md §1.4). */
  private static String permission(String call) {
    return switch (call) {
      case "project.create" -> "\"Create Projects\"";
      case "project.remove" -> "\"Delete Projects\"";
      case "compose.create", "compose.update" -> "\"Create Services\" and access to the project";
      case "compose.delete" -> "\"Delete Services\"";
      case String docker when docker.toLowerCase(Locale.ROOT).startsWith("docker") ->
          "\"Access to Docker\"";
      case String server when server.startsWith("server.") ->
          "to see servers (an administrator's); a member may name a server by its id";
      default -> "to use this service";
    };
  }

  static Message of(ServerFailed problem) {
    return new Message(
        "Dokploy could not do what was asked (" + problem.call() + ").",
        List.of("Dokploy says: " + problem.message()),
        List.of(DEBUG, "Dokploy's own log may say more: docker service logs dokploy"));
  }

  static Message of(Missing problem) {
    return new Message(
        "Dokploy does not have what was asked for (" + problem.call() + ").",
        List.of("Dokploy says: " + said(problem.message())),
        List.of(
            "It was deleted meanwhile, or is of another organisation than the token: look on"
                + " Dokploy's page, then run the same again."));
  }

  static Message of(ProjectUnusable problem) {
    return new Message(
        "The project \"" + problem.project() + "\" can't hold a machine.",
        List.of(problem.why()),
        List.of(
            "Name another project, which is created if it does not exist:",
            SET_OPTION + "DOKPLOY_PROJECT_NAME=" + "my-workspaces"));
  }

  static Message of(UnknownCall problem) {
    return new Message(
        "This Dokploy does not know the call " + problem.call() + ".",
        List.of("It is older than 0.22.7, or another program, or newer than this provider."),
        List.of(
            "Look at its version on Dokploy's page (below, on the left), and update Dokploy or"
                + " this provider."));
  }

  static Message of(Refused problem) {
    return new Message(
        "Dokploy refuses the request (" + problem.call() + ", HTTP " + problem.status() + ").",
        problem.issues().isEmpty()
            ? List.of("Dokploy says: " + said(problem.message()))
            : problem.issues(),
        refusedFix(problem.status()));
  }

  private static List<String> refusedFix(int status) {
    return switch (status) {
      case 409 -> List.of("Something of that name was made at the same time: run it again.");
      case 413 ->
          List.of(
              "The machine's compose file is too large: shorten DOKPLOY_MACHINE_SCRIPT or"
                  + " DOKPLOY_MACHINE_ENV, or raise the limit of the reverse proxy in front of Dokploy.");
      case 415 ->
          List.of(
              "Let the reverse proxy in front of Dokploy pass the header Content-Type as it comes.");
      default -> List.of("Check the options that it names.", DEBUG);
    };
  }

  static Message of(ServerBusy problem) {
    return new Message(
        "Dokploy is not ready, or is asked too often (HTTP " + problem.status() + ").",
        List.of("The answer says: " + said(problem.message())),
        List.of(
            "Try again "
                + problem.retryAfter().map(after -> "after " + after + " s").orElse("in a minute")
                + ". If it stays so, see whether Dokploy runs: docker service ps dokploy"));
  }

  static Message of(AnswerTooLarge problem) {
    return new Message(
        "The answer of Dokploy is too large (" + problem.call() + ").",
        List.of(
            "It has more than "
                + problem.megabytes()
                + " MB, which is more than any answer that is needed."),
        List.of(
            "Check that DOKPLOY_SERVER_URL leads to Dokploy and not to another program.", DEBUG));
  }

  static Message of(UnreadableAnswer problem) {
    return new Message(
        "The answer of Dokploy makes no sense (" + problem.call() + ").",
        List.of(
            said(problem.detail()),
            "It may have been cut short by a reverse proxy in front of Dokploy."),
        List.of("Try again.", DEBUG));
  }

  static Message of(RemoteServerLost problem) {
    return new Message(
        "Dokploy can't reach its server \"" + problem.server() + "\".",
        List.of(
            said(problem.why()),
            "What runs there can be neither seen nor changed until it is back."),
        List.of(
            "See on Dokploy's page (Settings > Remote Servers) whether it answers, then run the"
                + " same again."));
  }

  static Message of(MissingPermissions problem) {
    var fix = new ArrayList<String>();
    fix.add(
        "Let an administrator give that user what is missing (Settings > Users on Dokploy's page),"
            + " or use a token of an administrator.");
    if (problem.permissions().contains(Permission.CREATE_PROJECTS)) {
      fix.add("Or name a project that the user has access to:");
      fix.add(SET_OPTION + "DOKPLOY_PROJECT_NAME=my-workspaces");
    }
    if (problem.permissions().contains(Permission.ACCESS_TO_DOCKER)) {
      fix.addAll(WITHOUT_DOCKER);
    }
    return new Message(
        "The owner of the API token may not do what a machine needs; nothing was begun.",
        problem.permissions().stream().map(Permission::line).toList(),
        fix);
  }

  static Message of(PortUnknown problem) {
    return new Message(
        "The port of the machine's SSH server can't be read.",
        List.of(
            "The owner of the API token may not read Docker. Dokploy says: "
                + said(problem.message())),
        List.of(
            "Let an administrator give that user the permission \"Access to Docker\" (Settings >"
                + " Users on Dokploy's page).",
            WITHOUT_DOCKER.get(0),
            WITHOUT_DOCKER.get(1),
            WITHOUT_DOCKER.get(2),
            WITHOUT_DOCKER.get(3)));
  }

  private static String said(String text) {
    return text.isBlank() ? "nothing" : text;
  }
}
