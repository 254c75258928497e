package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.Version;
import dev.dokployprovider.provider.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges what is seen of this computer. */
final class ComputerChecks {
  private static final Pattern OPEN_SSH =
      Pattern.compile("OpenSSH_(?:for_Windows_)?(\\d+)\\.(\\d+)");

  private ComputerChecks() {}

  /**
   * @param version what `ssh -V` says; empty where there is no ssh
   * @param otherHome the user's home for ssh, where HOME is another one
   */
  static Finding openSsh(Optional<String> version, Optional<Path> otherHome) {
    var finding = openSsh(version);
    return finding.isGood()
        ? finding.because(
            otherHome
                .map(home ->
                    "HOME is not your home for ssh, which reads "
                        + home.resolve(".ssh")
                        + " (jump hosts, config-ssh).")
                .stream()
                .toList())
        : finding;
  }

  private static Finding openSsh(Optional<String> version) {
    if (version.isEmpty()) {
      return Finding.of(new Problem.NoOpenSsh("ssh"));
    }
    String said = version.get().strip();
    Matcher known = OPEN_SSH.matcher(said);
    if (!known.find()) {
      return Finding.warning(
          "ssh is not OpenSSH: " + said, "Put the OpenSSH client before it on PATH.");
    }
    int number = Integer.parseInt(known.group(1)) * 100 + Integer.parseInt(known.group(2));
    String name = known.group().replace('_', ' ');
    return number < 706
        ? Finding.warning(
            name + " is older than 7.6, the oldest that was tried.",
            "Update the OpenSSH client of this computer.")
        : Finding.ok(name);
  }

  /**
   * @param stale sockets without a listener
   * @param refused what stands where sockets would, and is not the user's alone
   */
  static Finding connections(int live, List<Path> stale, List<Path> refused) {
    if (!refused.isEmpty()) {
      return Finding.warning(
              "No live connection can be kept: each status and command opens one of its own.",
              "Remove what stands there, then start the machines again.")
          .because(
              refused.stream()
                  .map(path ->
                      path
                          + " is not for you alone: it is another account's, open to others, or"
                          + " no folder.")
                  .toList());
    }
    String open = live == 0 ? "no live connection" : ServerChecks.count(live, "live connection");
    return stale.isEmpty()
        ? Finding.ok(open)
        : Finding.warning(
                open + ", and " + ServerChecks.count(stale.size(), "socket") + " of ended ones.",
                "They do no harm. To remove them:",
                "dokploy-provider prune")
            .because(stale.stream().map(Path::toString).limit(5).toList());
  }

  /** The oldest and the newest of each that was tried (docs/reference/devpod.md). */
  private static final Map<String, List<Version>> TRIED =
      Map.of(
          "devpod", List.of(new Version(0, 6, 15), new Version(0, 26, 1)),
          "devsy", List.of(new Version(1, 1, 0), new Version(1, 1, 0)));

  /**
   * What prints a client's version: devsy 1.1.0 has a verb `version` that prints nothing, and
   * devpod no such option.
   */
  static String versionWord(String client) {
    return client.equals("devsy") ? "--version" : "version";
  }

  /**
   * @param versions what each client on PATH says of its version; nothing where it gave no answer
   *     in time
   */
  static Finding clients(Map<String, Optional<String>> versions) {
    if (versions.isEmpty()) {
      return Finding.skipped("neither devpod nor devsy is on PATH (a desktop app has its own)");
    }
    var ok = new ArrayList<String>();
    var old = new ArrayList<String>();
    var silent = new ArrayList<String>();
    versions.forEach((name, said) -> {
      if (said.isEmpty()) {
        silent.add(name);
        return;
      }
      var version = Version.parse(said.get());
      var tried = TRIED.getOrDefault(name, List.of());
      if (version.isEmpty()) {
        old.add(name + " does not say its version.");
      } else if (version.get().compareTo(tried.getFirst()) < 0) {
        old.add(
            "%s %s is older than %s, the oldest that was tried."
                .formatted(name, version.get(), tried.getFirst()));
      } else {
        boolean newer = version.get().compareTo(tried.getLast()) > 0;
        ok.add(name + " " + version.get() + (newer ? " (newer than what was tried)" : ""));
      }
    });
    var fix = new ArrayList<String>();
    if (!old.isEmpty()) {
      fix.add("Update the client.");
    }
    silent.forEach(name -> {
      old.add(name + " does not answer when it is asked for its version.");
      fix.add("See what it waits for: " + name + " " + versionWord(name));
    });
    return old.isEmpty()
        ? Finding.ok(String.join(", ", ok))
        : Finding.warning(String.join(" ", old), fix.toArray(String[]::new));
  }

  /**
   * @param launcher the file; empty where Java itself was called
   */
  static Finding launcher(Optional<String> launcher, boolean executable) {
    return launcher
        .map(file ->
            executable
                ? Finding.ok(file)
                : Finding.failed(
                    file + " is not there any more, or can't be run.",
                    "Install the provider again: ssh runs that file for a machine's commands."))
        .orElseGet(() -> Finding.skipped("Java was called without it"));
  }

  /** A folder or file that must be for its owner's eyes only. */
  record Mode(String path, String mode) {
    boolean isOpen() {
      return !mode.endsWith("------");
    }
  }

  /**
   * @param modes of what is there, as {@code rwx------}
   * @param writable whether the folder for data can be written
   */
  static Finding folders(String dataFolder, List<Mode> modes, boolean writable) {
    if (!writable) {
      return Finding.failed(
          dataFolder + " can't be written.",
          "Make it writable for your user: chmod u+rwx " + dataFolder);
    }
    var open = modes.stream().filter(Mode::isOpen).toList();
    return open.isEmpty()
        ? Finding.ok(dataFolder)
        : Finding.warning(
                "Others on this computer can read what is only for you.",
                open.stream().map(one -> "chmod go= " + one.path()).toArray(String[]::new))
            .because(open.stream().map(one -> one.path() + " has mode " + one.mode()).toList());
  }

  static Finding aotCache(boolean used) {
    return used
        ? Finding.ok("in use")
        : Finding.warning(
            "not in use: every start takes a little longer",
            "Install the provider again; it makes the cache when it is added.");
  }
}
