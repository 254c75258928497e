package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.Failure;
import dev.dokployprovider.dokploy.Permissions;
import dev.dokployprovider.dokploy.Project;
import dev.dokployprovider.dokploy.QueuedJob;
import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.machine.deployment.FailureProblems;
import dev.dokployprovider.provider.machine.project.PermissionCheck;
import dev.dokployprovider.provider.options.MachineOptions;
import dev.dokployprovider.provider.options.TokenReference;
import dev.dokployprovider.provider.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Judges what Dokploy says. */
final class ServerChecks {
  private ServerChecks() {}

  /** What the first call came to. */
  sealed interface FirstCall {
    record Answered(Version version) implements FirstCall {}

    record Failed(Failure failure) implements FirstCall {}

    /** No call was made: a reference leads to no key. */
    record NotMade(Problem problem) implements FirstCall {}
  }

  /** A server that refuses the key is Dokploy all the same. */
  static Finding dokploy(FirstCall call, URI server) {
    return switch (call) {
      case FirstCall.Failed(Failure.BadToken bad) -> Finding.ok("answers");
      case FirstCall.Failed(Failure.NotAllowed not) -> Finding.ok("answers");
      case FirstCall.Failed(var failure) -> Finding.of(FailureProblems.of(failure, server));
      case FirstCall.NotMade(var problem) -> Finding.skipped("not asked without a key");
      case FirstCall.Answered(var version) -> {
        if (version.compareTo(Version.OLDEST) < 0) {
          yield Finding.of(new Problem.ServerTooOld(version.toString(), Version.OLDEST.toString()));
        }
        yield version.compareTo(Version.NEWEST) > 0
            ? Finding.warning(
                "Dokploy %s is newer than %s, the newest that was tried."
                    .formatted(version, Version.NEWEST),
                "See whether there is a newer release of this provider.")
            : Finding.ok("Dokploy " + version);
      }
    };
  }

  /**
   * @param reference in place of the key itself; empty where the option holds that
   */
  static Finding token(FirstCall call, URI server, Optional<TokenReference> reference) {
    return switch (call) {
      case FirstCall.Answered(var version) ->
          reference
              .map(one -> Finding.ok("accepted; the option is a reference to it: " + words(one)))
              .orElseGet(() ->
                  Finding.ok("accepted")
                      .because(
                          List.of(
                              "DevPod copies the key itself to every machine; a reference stays here"
                                  + " (dokploy-provider login).")));
      case FirstCall.NotMade(var problem) -> Finding.of(problem);
      case FirstCall.Failed(var failure) -> Finding.of(FailureProblems.of(failure, server));
    };
  }

  private static String words(TokenReference reference) {
    return switch (reference) {
      case TokenReference.InFile(var path) -> "the file " + path;
      case TokenReference.InVariable(var name) -> "the variable " + name;
      case TokenReference.OfCommand(var command) -> "what " + command.getFirst() + " prints";
    };
  }

  /**
   * @param role of the key's owner
   */
  static Finding permissions(
      Permissions granted, MachineOptions options, boolean hasProject, Optional<String> role) {
    var missing =
        PermissionCheck.missing(granted, PermissionCheck.mustReadDocker(options), () -> hasProject);
    if (missing.isEmpty()) {
      return Finding.ok("all that a machine needs" + role.map(one -> ", as " + one).orElse(""));
    }
    var finding = Finding.of(new Problem.MissingPermissions(missing));
    return role.map(one ->
            finding.because(
                Stream.concat(
                        finding.message().why().stream(),
                        Stream.of("The owner's role is " + one + "."))
                    .toList()))
        .orElse(finding);
  }

  static Finding project(String name, List<Project> found) {
    int services =
        found.stream()
            .flatMap(project -> project.environments().stream())
            .mapToInt(environment -> environment.services().size())
            .sum();
    return switch (found.size()) {
      case 0 -> Finding.ok("\"" + name + "\" is created with the first machine");
      case 1 ->
          found
              .getFirst()
              .defaultEnvironment()
              .map(environment ->
                  Finding.ok(
                      "\"%s\", environment %s, %s"
                          .formatted(name, environment.name(), count(services, "compose service"))))
              .orElseGet(
                  () -> Finding.of(new Problem.ProjectUnusable(name, "It has no environment.")));
      default ->
          Finding.warning(
              found.size() + " projects have the name \"" + name + "\".",
              "Machines are found in all of them. To see which are empty: dokploy-provider prune");
    };
  }

  /**
   * @param named by DOKPLOY_SERVER; empty for Dokploy's own
   * @param troubles why each remote server does not answer; empty for one that does
   */
  static Finding servers(Optional<String> named, Map<String, Optional<String>> troubles) {
    var lost = new TreeMap<String, String>();
    troubles.forEach((name, trouble) -> trouble.ifPresent(why -> lost.put(name, why)));
    var ours = named.filter(lost::containsKey);
    if (ours.isPresent()) {
      return Finding.of(
          new Problem.RemoteServerLost(ours.get(), lost.getOrDefault(ours.get(), "")));
    }
    String where = named.map(name -> "\"" + name + "\"").orElse("Dokploy's own");
    if (!lost.isEmpty()) {
      return Finding.warning(
              "Dokploy can't reach " + count(lost.size(), "remote server") + ".",
              "See on Dokploy's page: Settings > Remote Servers")
          .because(
              lost.entrySet().stream().map(one -> one.getKey() + ": " + one.getValue()).toList());
    }
    return Finding.ok(
        where
            + (troubles.isEmpty()
                ? ""
                : "; " + count(troubles.size(), "remote server") + " answer"));
  }

  static Finding queue(Optional<List<QueuedJob>> queue) {
    if (queue.isEmpty()) {
      return Finding.skipped("this release does not tell (before 0.28.3)");
    }
    var jobs = queue.get();
    long waiting = jobs.stream().filter(job -> !job.active()).count();
    boolean busy = jobs.stream().anyMatch(QueuedJob::active);
    if (waiting > 0 && !busy) {
      return Finding.warning(
          count((int) waiting, "deployment") + " wait, and none runs: the queue may be stuck.",
          "Look again in a minute. If it stays so, restart Dokploy: docker service update --force dokploy");
    }
    return jobs.isEmpty()
        ? Finding.ok("empty")
        : Finding.ok((busy ? "one runs" : "none runs") + ", " + waiting + " waiting");
  }

  /**
   * The first release whose nightly cleanup removes no volumes (docs/reference/dokploy.md §6.8).
   */
  private static final Version SPARES_VOLUMES = new Version(0, 26, 0);

  /**
   * @param on empty where the key's owner is not told
   */
  static Finding cleanup(Optional<Boolean> on, Version version) {
    if (on.isEmpty()) {
      return Finding.skipped("the key's owner is not told");
    }
    if (!on.get()) {
      return Finding.ok("off");
    }
    return version.compareTo(SPARES_VOLUMES) < 0
        ? Finding.warning(
            "Dokploy's nightly cleanup is on, and in this release it removes volumes.",
            "With Docker before 23 that loses the volumes of stopped machines. Switch it off on"
                + " Dokploy's page (Settings > Web Server; a remote server: Settings > Remote"
                + " Servers), or update Dokploy.")
        : Finding.ok("on each night; a stopped machine's container goes, its volumes stay");
  }

  static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
