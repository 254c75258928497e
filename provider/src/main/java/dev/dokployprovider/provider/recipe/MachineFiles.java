package dev.dokployprovider.provider.recipe;

import dev.dokployprovider.provider.recipe.model.MachineKeys;
import dev.dokployprovider.provider.recipe.model.MachineSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files that compose puts into the container: its script, sshd's settings, and the keys. */
final class MachineFiles {
  static final String SCRIPT = "/usr/local/bin/devpod-machine";

  private static final String ETC = "/etc/devpod-machine/";

  /**
   * One of them. It has no mode: Compose 2.26 takes {@code "0600"} for decimal, Dokploy's YAML from
   * 0.28.2 on {@code 0600}; the script sets the modes before anything else runs.
   */
  private record File(String config, String target) {}

  private static final File SCRIPT_FILE = new File("devpod-machine", SCRIPT);
  private static final File LOGIN_SHELL =
      new File("login-shell", "/usr/local/bin/devpod-login-shell");
  private static final File IMAGES = new File("devpod-images", "/usr/local/bin/devpod-images");
  private static final File SSHD_CONFIG = new File("sshd_config", ETC + "sshd_config");
  private static final File AUTHORIZED_KEYS = new File("authorized_keys", ETC + "authorized_keys");
  private static final File HOST_KEY = new File("first_host_key", ETC + "ssh_host_ed25519_key");

  private MachineFiles() {}

  /** What the files without keys hold. */
  static List<String> texts(MachineSpec spec) {
    return Stream.concat(
            Stream.of("devpod-machine.sh", "login-shell.sh", "sshd_config"),
            spec.additions().images().stream().map(_ -> "devpod-images.sh"))
        .map(Resources::text)
        .toList();
  }

  /** The service's list of them. */
  static List<Object> mounts(MachineSpec spec) {
    return Stream.concat(
            Stream.of(SCRIPT_FILE, LOGIN_SHELL, SSHD_CONFIG, AUTHORIZED_KEYS, HOST_KEY),
            spec.additions().images().stream().map(_ -> IMAGES))
        .<Object>map(MachineFiles::mount)
        .toList();
  }

  /** The document's list of them, with what they hold. */
  static Map<String, Object> configs(MachineSpec spec, MachineKeys keys) {
    Map<String, Object> configs = new LinkedHashMap<>();
    configs.put(AUTHORIZED_KEYS.config(), content(String.join("\n", keys.authorizedKeys()) + "\n"));
    configs.put(SSHD_CONFIG.config(), content(Resources.text("sshd_config")));
    configs.put(LOGIN_SHELL.config(), content(Resources.text("login-shell.sh")));
    spec.additions()
        .images()
        .ifPresent(_ -> configs.put(IMAGES.config(), content(Resources.text("devpod-images.sh"))));
    configs.put(SCRIPT_FILE.config(), content(Resources.text("devpod-machine.sh")));
    configs.put(HOST_KEY.config(), content(keys.hostKey().reveal()));
    return configs;
  }

  private static Map<String, Object> mount(File file) {
    Map<String, Object> mount = new LinkedHashMap<>();
    mount.put("source", file.config());
    mount.put("target", file.target());
    return mount;
  }

  private static Map<String, Object> content(String text) {
    return Map.of("content", text);
  }
}
