package dev.dokployprovider.provider.people.hosts;

import dev.dokployprovider.provider.machine.folder.MachineFolder;
import dev.dokployprovider.provider.machine.folder.PrivateFiles;
import dev.dokployprovider.provider.people.settings.KnownMachine;
import dev.dokployprovider.provider.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes the file with a Host block for each machine, and the line that includes it. */
public final class SshHosts {
  private static final String HEAD =
      """
      # Written by dokploy-provider config-ssh, which replaces it each time. Machines' names:
      # dokploy-provider config-ssh --dry-run
      """;

  private final Path home;
  private final Path file;
  private final UserConfig config;

  /**
   * Nothing is read yet.
   *
   * @param home the folder with {@code .ssh} in it
   * @param dataFolder the user's own, where our file is
   */
  public SshHosts(Path home, Path dataFolder) {
    this.home = home;
    this.file = dataFolder.resolve("ssh_config");
    this.config = new UserConfig(home);
  }

  /** What is written, and for which machines. */
  public record Written(List<Host> hosts, List<String> notes, String text) {
    public Written {
      hosts = List.copyOf(hosts);
      notes = List.copyOf(notes);
    }
  }

  /** A machine and the names by which ssh knows it. */
  public record Host(KnownMachine machine, List<String> names) {
    public Host {
      names = List.copyOf(names);
    }
  }

  public Path file() {
    return file;
  }

  /** The line that includes it. */
  public String includeLine() {
    return IncludeLine.of(file);
  }

  public Path userFile() {
    return config.file();
  }

  /**
   * What would be written for these machines; nothing is.
   *
   * @throws ProblemException where the user's configuration can't be read
   */
  public Written plan(List<KnownMachine> machines) {
    var others = OtherHosts.in(IncludeLine.without(config.read()), home, file);
    var notes = new ArrayList<>(includedByHand(others.files(), machines));
    var hosts = new ArrayList<Host>();
    var text = new StringBuilder(HEAD);
    for (var named : HostNames.of(machines, names(others, machines))) {
      var block = block(named, notes);
      block.ifPresent(lines -> {
        text.append('\n').append(lines);
        hosts.add(new Host(named.machine(), named.names()));
      });
      if (block.isPresent() && !named.ambiguous().isEmpty()) {
        notes.add(
            "%s means several machines; the one in %s is %s."
                .formatted(
                    String.join(", ", named.ambiguous().stream().sorted().toList()),
                    named.machine().folder(),
                    named.names().getFirst()));
      }
    }
    return new Written(hosts, notes, text.toString());
  }

  /** Writes it: our file first, so that what is included is there. */
  public void write(Written written) {
    String text = config.read();
    try {
      PrivateFiles.createFolder(file.resolveSibling(""));
      PrivateFiles.write(file, written.text());
    } catch (IOException e) {
      throw PrivateFiles.unwritable(file, e);
    }
    config.write(IncludeLine.in(text, file));
  }

  /** Takes away what was written; whether there was something. */
  public boolean remove() {
    String text = config.read();
    String without = IncludeLine.without(text);
    if (!without.equals(text)) {
      config.write(without);
    }
    try {
      return Files.deleteIfExists(file) || !without.equals(text);
    } catch (IOException e) {
      throw PrivateFiles.unwritable(file, e);
    }
  }

  private Optional<String> block(HostNames.Named named, List<String> notes) {
    Path own = new MachineFolder(named.machine().folder()).ssh().config();
    try {
      var block = HostBlock.of(named.names(), Files.readString(own, StandardCharsets.UTF_8));
      if (block.isEmpty()) {
        notes.add(own + " is not as the provider writes it; left out.");
      }
      return block;
    } catch (NoSuchFileException neverReached) {
      notes.add(
          "The machine %s was never reached from here; left out.".formatted(named.machine().id()));
    } catch (IOException e) {
      notes.add("Can't read %s: %s Left out.".formatted(own, PrivateFiles.reason(e)));
    }
    return Optional.empty();
  }

  /** A machine's own file, included by the user, gives its machine's usual name to that machine. */
  private static Set<String> names(OtherHosts others, List<KnownMachine> machines) {
    var names = new TreeSet<>(others.names());
    machines.stream()
        .filter(machine -> others.files().contains(ownFile(machine)))
        .forEach(machine -> names.remove("dokploy-" + machine.id()));
    return names;
  }

  private static List<String> includedByHand(List<Path> files, List<KnownMachine> machines) {
    return machines.stream()
        .map(SshHosts::ownFile)
        .filter(files::contains)
        .map(path ->
            "Your configuration includes %s itself: each such file says \"Host machine\", of which ssh takes the first. Remove that line."
                .formatted(path))
        .toList();
  }

  private static Path ownFile(KnownMachine machine) {
    return new MachineFolder(machine.folder()).ssh().config();
  }
}
