package dev.dokployprovider.provider.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a verb ended that was run whole in this process, as a client calls it. */
record Ended(int exitCode, String out, String err) {
  static final String TOKEN = "the-secret-token";

  /**
   * Runs it with a Dokploy of this computer.
   *
   * @param folder for all that it keeps
   * @param more variables beside, or in place of, those that it needs
   */
  static Ended run(String verb, int port, Path folder, Map<String, String> more) {
    var environment = new HashMap<String, String>();
    environment.put("PATH", System.getenv("PATH"));
    environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("DOKPLOY_SERVER_URL", "http://127.0.0.1:" + port);
    environment.put("DOKPLOY_API_TOKEN", TOKEN);
    environment.putAll(more);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var streams =
        new Streams(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminals.NONE,
            false,
            false);
    int exitCode = App.run(List.of(verb), environment, streams);
    return new Ended(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
