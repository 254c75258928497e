package dev.dokployprovider.provider.recipe;

import java.util.List;

/** The script that saves and fills a machine's volumes; its head says what each mode does. */
public final class BackupScript {
  private static final String TEXT = Resources.text("backup.sh");

  private BackupScript() {}

  /**
   * A text for a POSIX shell on the machine, which runs the script as root.
   *
   * @param places paths of volumes, which have no character that a shell knows
   */
  public static String command(String mode, List<String> places) {
    return "set -- sh -c '"
        + TEXT.replace("'", "'\\''")
        + "' devpod-backup "
        + mode
        + " "
        + String.join(" ", places)
        + "\n[ \"$(id -u)\" = 0 ] || set -- sudo -n \"$@\"\nexec \"$@\"\n";
  }
}
