package dev.dokployprovider.provider.options;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The two homes that a user may have. The shell, DevPod and this program go by HOME; OpenSSH goes
 * by what the system knows of the user (passwd), which is what Java calls user.home.
 */
public final class UserHome {
  private UserHome() {}

  /** HOME; what the system knows where that is no absolute path, as on Windows. */
  public static Path of(Map<String, String> environment) {
    return absolute(environment.getOrDefault("HOME", "")).orElseGet(UserHome::ofOpenSsh);
  }

  /** Of this process, for a path that begins with ~/. */
  static Path ofThisProcess() {
    return of(System.getenv());
  }

  /** Where OpenSSH looks for .ssh. */
  public static Path ofOpenSsh() {
    return Path.of(System.getProperty("user.home", "."));
  }

  /** Where OpenSSH's differs, so that it does not read what HOME has. */
  public static Optional<Path> otherOfOpenSsh(Map<String, String> environment) {
    return Optional.of(ofOpenSsh())
        .filter(home -> !home.normalize().equals(of(environment).normalize()));
  }

  private static Optional<Path> absolute(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Path::isAbsolute);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }
}
