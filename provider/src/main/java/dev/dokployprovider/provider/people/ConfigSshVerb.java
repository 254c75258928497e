package dev.dokployprovider.provider.people;

import dev.dokployprovider.provider.options.UserHome;
import dev.dokployprovider.provider.people.hosts.SshHosts;
import dev.dokployprovider.provider.people.settings.Installed;
import dev.dokployprovider.provider.problem.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code config-ssh}: the machines of this computer as hosts of the user's own OpenSSH. */
@Command(
    name = "config-ssh",
    mixinStandardHelpOptions = true,
    description = "Let your own ssh know this computer's machines by their names.",
    footer = {
      "",
      "It writes one file with a Host block for each machine, and a line at the top of "
          + "~/.ssh/config that includes it. Run it again after a machine was made, has moved or was "
          + "deleted."
    })
final class ConfigSshVerb implements TypedVerb {
  private final VerbContext kit;

  @Option(names = "--remove", description = "take away what it has written")
  private boolean remove;

  @Option(names = "--dry-run", description = "only show what it would write")
  private boolean dryRun;

  ConfigSshVerb(VerbContext kit) {
    this.kit = kit;
  }

  @Override
  public int run() {
    var sources = kit.sources();
    return kit.program().guarded(sources.variables().environment(), this::work);
  }

  private int work() {
    var hosts =
        new SshHosts(
            UserHome.of(kit.sources().variables().environment()), kit.program().dataFolder());
    if (remove) {
      return removed(hosts);
    }
    var planned = hosts.plan(kit.sources().all());
    if (dryRun) {
      kit.screen().out().print(planned.text());
    } else {
      hosts.write(planned);
    }
    tell(hosts, planned);
    tellWhereSshLooks(hosts);
    return ExitCode.OK;
  }

  private int removed(SshHosts hosts) {
    if (dryRun) {
      kit.screen()
          .err()
          .println(
              "It would remove %s and its line in %s.".formatted(hosts.file(), hosts.userFile()));
      return ExitCode.OK;
    }
    boolean was = hosts.remove();
    kit.screen()
        .err()
        .println(
            was
                ? "Removed %s and its line in %s.".formatted(hosts.file(), hosts.userFile())
                : "There is nothing to remove.");
    return ExitCode.OK;
  }

  private void tell(SshHosts hosts, SshHosts.Written written) {
    var screen = kit.screen();
    if (!dryRun) {
      var rows =
          written.hosts().stream()
              .map(host ->
                  List.of(
                      host.names().getFirst(),
                      host.machine().id(),
                      host.machine().installed().map(Installed::words).orElse("no client"),
                      String.join(" ", host.names().subList(1, host.names().size()))))
              .toList();
      if (rows.isEmpty()) {
        screen.err().println("There are no machines on this computer that ssh could reach.");
      } else {
        Table.lines(List.of("HOST", "MACHINE", "MADE BY", "ALSO"), rows, screen.columns())
            .forEach(screen.out()::println);
      }
      screen
          .err()
          .println("Written to %s, which %s includes.".formatted(hosts.file(), hosts.userFile()));
    }
    written
        .notes()
        .forEach(note -> screen.err().println("! " + note.replaceAll("\\p{Cntrl}", "?")));
  }

  /** OpenSSH goes by what the system knows of the user, whatever HOME says. */
  private void tellWhereSshLooks(SshHosts hosts) {
    UserHome.otherOfOpenSsh(kit.sources().variables().environment())
        .map(home -> home.resolve(".ssh").resolve("config"))
        .ifPresent(read -> {
          var err = kit.screen().err();
          err.println("! HOME is not your home for ssh, which reads " + read + ". Add there:");
          err.println(hosts.includeLine());
        });
  }
}
