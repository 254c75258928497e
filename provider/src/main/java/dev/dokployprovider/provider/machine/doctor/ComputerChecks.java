package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.provider.problem.Problem;
import java.util.List;
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
   */
  static Finding openSsh(Optional<String> version) {
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
