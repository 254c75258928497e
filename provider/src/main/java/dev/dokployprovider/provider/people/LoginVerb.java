package dev.dokployprovider.provider.people;

import dev.dokployprovider.dokploy.DokployException;
import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.provider.options.Option;
import dev.dokployprovider.provider.options.RequiredOptions;
import dev.dokployprovider.provider.options.ServerUrl;
import dev.dokployprovider.provider.people.settings.Choice;
import dev.dokployprovider.provider.people.settings.Installed;
import dev.dokployprovider.provider.people.settings.Profile;
import dev.dokployprovider.provider.people.settings.Settings;
import dev.dokployprovider.provider.problem.ExitCode;
import dev.dokployprovider.provider.problem.Problem;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code login [URL]}: asks for a key, checks it, and stores it for this user alone. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description = "Store a key of your Dokploy on this computer, for you alone.",
    footer = {
      "",
      "The key is asked for without being shown, and is checked. It is stored for its server only. "
          + "The line that is printed lets DevPod use the file in place of the key, which DevPod would "
          + "copy to every machine."
    })
final class LoginVerb implements TypedVerb {
  private static final String URL = Option.DOKPLOY_SERVER_URL.name();
  private static final String EXAMPLE = "https://dokploy.example.com";
  private static final String TOKEN = Option.DOKPLOY_API_TOKEN.name();
  private static final String SET = "devpod provider set-options dokploy -o " + TOKEN + "=";

  private final VerbContext kit;

  @Parameters(
      paramLabel = "URL",
      arity = "0..1",
      description = "the address of your Dokploy; without it, the one that is known")
  private String url = "";

  @picocli.CommandLine.Option(
      names = "--token-stdin",
      description = "read the key from standard input")
  private boolean fromStdin;

  LoginVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    var known = known();
    String server = server(known);
    var environment = new HashMap<>(known.map(Settings::environment).orElse(Map.of()));
    environment.put(URL, server);
    environment.put(TOKEN, token(server));
    return kit.program()
        .guarded(
            environment,
            () -> {
              String version = version(server, environment);
              var profile = new Profile(kit.program().dataFolder());
              profile.login(server, environment.getOrDefault(TOKEN, ""));
              tell(server, version, profile.reference(server), environment);
              return ExitCode.OK;
            });
  }

  private String version(String server, Map<String, String> environment) {
    try {
      return kit.program().dokploy(environment).version().toString();
    } catch (DokployException e) {
      if (e.failure() instanceof Failure.BadToken) {
        throw new ProblemException(new Problem.KeyRefused(URI.create(server)), e);
      }
      throw e;
    }
  }

  private void tell(
      String server, String version, String reference, Map<String, String> environment) {
    var out = kit.screen().out();
    out.println("Dokploy " + version + " at " + server + " accepts the key.");
    out.println("It is stored in " + reference.substring("file:".length()) + ".");
    if (environment.containsKey("PROVIDER_ID")) {
      out.println("To let DevPod use that file in place of the key:");
      out.println(kit.line(SET + quoted(reference), environment));
    }
  }

  /** As every shell reads it. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:@+,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** What a client has, or a login before, where it is one server. */
  private Optional<Settings> known() {
    try {
      return Optional.of(kit.sources().settings(Choice.ANY))
          .filter(
              settings -> url.isEmpty() || same(settings.environment().getOrDefault(URL, ""), url));
    } catch (ProblemException none) {
      return Optional.empty();
    }
  }

  private static boolean same(String one, String other) {
    try {
      return ServerUrl.parse(one).equals(ServerUrl.parse(other));
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  private String server(Optional<Settings> known) {
    String given =
        url.isEmpty()
            ? known.map(settings -> settings.environment().getOrDefault(URL, "")).orElse("")
            : url;
    if (given.isBlank()) {
      throw new ProblemException(
          new Problem.WrongCall(
              "No address of a Dokploy is given, and none is known.",
              false,
              List.of(Typed.PROGRAM + " login " + EXAMPLE),
              "login"));
    }
    RequiredOptions.fault(Option.DOKPLOY_SERVER_URL, given)
        .ifPresent(why -> refuse(URL, why, RequiredOptions.meantAddress(given).orElse(EXAMPLE)));
    return ServerUrl.parse(given).toString();
  }

  private String token(String server) {
    String answer = fromStdin ? line() : asked(server);
    if (fromStdin && answer.isBlank()) {
      throw new ProblemException(
          new Problem.WrongCall(
              "No key came on standard input: its first line is empty, or there is none.",
              false,
              List.of(fromFile(server)),
              "login"));
    }
    RequiredOptions.fault(Option.DOKPLOY_API_TOKEN, answer)
        .ifPresent(why -> refuse(TOKEN, why, server));
    return answer.strip();
  }

  private static String fromFile(String server) {
    return Typed.PROGRAM + " login --token-stdin " + server + " < key-file";
  }

  private String asked(String server) {
    if (!kit.screen().person()) {
      throw new ProblemException(
          new Problem.WrongCall(
              "The key can't be asked for: there is no terminal.",
              false,
              List.of(fromFile(server)),
              "login"));
    }
    kit.screen().err().println("Make a key on " + server + " (Settings > Profile > API/CLI Keys).");
    return kit.screen().secrets().apply("Key (not shown)").orElse("");
  }

  private String line() {
    try {
      return Optional.ofNullable(kit.screen().in().readLine()).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static void refuse(String option, String why, String server) {
    throw new ProblemException(
        new Problem.BadOption(
            option,
            Optional.empty(),
            why + ".",
            "Try again:\n" + Typed.PROGRAM + " login " + server));
  }

  /** {@code logout [URL]}: removes what login has stored. */
  @Command(
      name = "logout",
      mixinStandardHelpOptions = true,
      description = "Remove the stored key of your Dokploy from this computer.")
  static final class Logout implements TypedVerb {
    private final VerbContext kit;

    @Parameters(
        paramLabel = "URL",
        arity = "0..1",
        description = "of which Dokploy; without it, that of the last login")
    private String url = "";

    Logout(VerbContext kit) {
      this.kit = kit;
    }

    @Override
    public int run() {
      var profile = new Profile(kit.program().dataFolder());
      String server = url.isEmpty() ? profile.options().getOrDefault(URL, "") : url;
      String reference = profile.reference(server);
      boolean removed = !server.isEmpty() && profile.logout(server);
      var out = kit.screen().out();
      if (!removed) {
        out.println("No key is stored" + (server.isEmpty() ? "." : " for " + server + "."));
        return ExitCode.OK;
      }
      out.println("The key of " + server + " is removed from this computer.");
      out.println(
          "Dokploy still accepts it, until it is deleted on its page (Settings > Profile > API/CLI"
              + " Keys).");
      out.println(kit.line("To store a key again: " + Typed.PROGRAM + " login " + server));
      kit.sources().installed().stream()
          .filter(one -> reference.equals(one.options().get(TOKEN)))
          .map(Installed::words)
          .forEach(words ->
              kit.screen()
                  .err()
                  .println(words + " used that key; it has none until one is stored again."));
      return ExitCode.OK;
    }
  }
}
