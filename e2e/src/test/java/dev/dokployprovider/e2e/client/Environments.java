package dev.dokployprovider.e2e.client;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The environments that a client gives to the provider (docs/reference/devpod.md §2.1): its own
 * whole one, every option, also those without a value, and the variables of the call.
 */
public final class Environments {
  private static final String CONTEXT = "default";

  private final Client client;
  private final ProviderFile provider;
  private final Path home;
  private final String workspace;
  private final Map<String, String> parent;
  private final Map<String, String> options;

  /**
   * @param home the client's own folder
   * @param parent the client's own environment
   * @param values of those options that the user has set
   */
  public Environments(
      Client client,
      ProviderFile provider,
      Path home,
      String workspace,
      Map<String, String> parent,
      Map<String, String> values) {
    this.client = client;
    this.provider = provider;
    this.home = home;
    this.workspace = workspace;
    this.parent = Map.copyOf(parent);
    this.options = with(provider.options(), values);
  }

  Map<String, String> options() {
    return Map.copyOf(options);
  }

  Path machineFolder() {
    return context().resolve("machines").resolve(machine());
  }

  /** For `init`: the options and the program, and nothing of the client's. */
  Map<String, String> ofInit() {
    return with(with(parent, options), program());
  }

  /** For the verbs of a machine: nothing of the workspace. */
  Map<String, String> ofMachine() {
    return with(
        ofInit(),
        Map.of(
            "MACHINE_ID",
            machine(),
            "MACHINE_FOLDER",
            machineFolder().toString(),
            "MACHINE_CONTEXT",
            CONTEXT,
            "MACHINE_PROVIDER",
            provider.name(),
            "PROVIDER_ID",
            provider.name(),
            "PROVIDER_CONTEXT",
            CONTEXT,
            "PROVIDER_FOLDER",
            context().resolve("providers").resolve(provider.name()).toString(),
            client.prefix(),
            "/usr/local/bin/" + client.name(),
            client.prefix() + "_OS",
            "linux",
            client.prefix() + "_ARCH",
            "amd64"));
  }

  /** For `command`. */
  Map<String, String> ofCommand(String text) {
    var result =
        with(
            ofMachine(),
            Map.of(
                "WORKSPACE_ID",
                workspace,
                "WORKSPACE_UID",
                "default-" + workspace,
                "WORKSPACE_FOLDER",
                context().resolve("workspaces").resolve(workspace).toString(),
                "WORKSPACE_CONTEXT",
                CONTEXT,
                "WORKSPACE_PROVIDER",
                provider.name(),
                "WORKSPACE_PICTURE",
                "",
                "WORKSPACE_SOURCE",
                "git:https://example.com/a repo.git",
                client.prefix() + "_LOG_LEVEL",
                "info",
                "COMMAND",
                text));
    if (client != Client.DEVSY) {
      result.put("WORKSPACE_ORIGIN", "/home/me/a repo");
    }
    return result;
  }

  private Map<String, String> program() {
    return Map.of("DOKPLOY_PROVIDER", provider.program().toString());
  }

  /** DevPod cuts the workspace's name and puts five digits behind it (§4). */
  private String machine() {
    return workspace + "-5e1ab";
  }

  private Path context() {
    return home.resolve("contexts").resolve(CONTEXT);
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    var result = new HashMap<>(some);
    result.putAll(more);
    return result;
  }
}
