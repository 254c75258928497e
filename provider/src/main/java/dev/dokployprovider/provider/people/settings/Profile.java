package dev.dokployprovider.provider.people.settings;

import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.dokploy.json.JsonException;
import dev.dokployprovider.provider.machine.folder.KeptToken;
import dev.dokployprovider.provider.machine.folder.PrivateFiles;
import dev.dokployprovider.provider.options.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What `login` has stored: the server, and a file for each server's key (0600) that says which
 * server the key is for.
 */
public final class Profile {
  private static final String URL = Option.DOKPLOY_SERVER_URL.name();
  private static final String TOKEN = Option.DOKPLOY_API_TOKEN.name();

  private final Path file;
  private final Path keys;

  /**
   * Reads nothing yet.
   *
   * @param dataFolder the user's own
   */
  public Profile(Path dataFolder) {
    this.file = dataFolder.resolve("profile.json");
    this.keys = dataFolder.resolve("keys");
  }

  /** The options of the last login; none where there was none. */
  public Map<String, String> options() {
    try {
      var json = Json.parse(Files.readString(file));
      Optional<String> server = json.get(URL).text();
      return server.isPresent()
          ? Map.of(URL, server.get(), TOKEN, reference(server.get()))
          : Map.of();
    } catch (IOException | JsonException none) {
      return Map.of();
    }
  }

  /** The same of that server; none where no key of it is stored. */
  Map<String, String> options(String server) {
    return Files.isRegularFile(keyFile(server))
        ? Map.of(URL, server, TOKEN, reference(server))
        : Map.of();
  }

  /** What stands for a server's key. */
  public String reference(String server) {
    return "file:" + keyFile(server);
  }

  /** Stores a key, for that server only, which verbs then use. */
  public void login(String server, String token) {
    try {
      PrivateFiles.createFolder(keys);
      PrivateFiles.write(keyFile(server), KeptToken.text(token, server));
      PrivateFiles.write(file, Json.object().with(URL, server) + "\n");
    } catch (IOException e) {
      throw PrivateFiles.unwritable(keys, e);
    }
  }

  /** Removes the key of a server; whether there was one. */
  public boolean logout(String server) {
    try {
      if (KeptToken.originOf(server).equals(KeptToken.originOf(options().getOrDefault(URL, "")))) {
        Files.deleteIfExists(file);
      }
      return Files.deleteIfExists(keyFile(server));
    } catch (IOException e) {
      throw PrivateFiles.unwritable(keys, e);
    }
  }

  /** Named so that a person finds it: https://d.example.com:443 is https-d.example.com-443. */
  private Path keyFile(String server) {
    return keys.toAbsolutePath()
        .resolve(KeptToken.originOf(server).replaceAll("[^A-Za-z0-9.]+", "-"));
  }
}
