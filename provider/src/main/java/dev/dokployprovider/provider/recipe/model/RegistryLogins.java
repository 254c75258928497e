package dev.dokployprovider.provider.recipe.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.json.Json;
import dev.dokployprovider.dokploy.json.JsonException;
import dev.dokployprovider.provider.options.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Logins for registries. They are no part of a compose file: they are handed to the machine over
 * its own SSH connection.
 *
 * @param auths what Docker's config.json has for each registry, by the registry's name there
 */
public record RegistryLogins(Map<String, Secret> auths) {
  private static final Pattern REGISTRY =
      Pattern.compile(
          "(https?://)?[A-Za-z0-9][A-Za-z0-9.-]{0,252}(:[1-9]\\d{0,4})?(/[A-Za-z0-9._/-]*)?");

  public RegistryLogins {
    auths = Map.copyOf(auths);
    auths.forEach(RegistryLogins::check);
  }

  public static RegistryLogins none() {
    return new RegistryLogins(Map.of());
  }

  /**
   * Reads the file; as {@link #parse}.
   *
   * @throws InvalidSpecException also if the file can't be read
   */
  public static RegistryLogins read(Path file) {
    try {
      return parse(new Secret(Files.readString(file)));
    } catch (IOException e) {
      throw new InvalidSpecException(
          Option.DOKPLOY_MACHINE_LOGINS, "the file " + file + " can't be read");
    }
  }

  /**
   * Reads {@code {"auths": {"ghcr.io": {"auth": "..."}}}}, what {@code docker login} writes where
   * it has no credential store.
   *
   * @throws InvalidSpecException if the text is none; it shows no part of a login
   */
  public static RegistryLogins parse(Secret config) {
    Map<String, Secret> auths = new LinkedHashMap<>();
    read(config)
        .get("auths")
        .fields()
        .forEach(
            (registry, login) -> auths.put(registry, new Secret(login.get("auth").textOrEmpty())));
    return new RegistryLogins(auths);
  }

  private static Json read(Secret config) {
    try {
      Json json = Json.parse(config.reveal());
      TextChecks.require(
          Option.DOKPLOY_MACHINE_LOGINS,
          json.get("auths") instanceof Json.Obj,
          "the file has no \"auths\", as Docker's config.json has");
      return json;
    } catch (JsonException notJson) {
      throw new InvalidSpecException(
          Option.DOKPLOY_MACHINE_LOGINS, "the file is not JSON, as Docker's config.json is");
    }
  }

  private static void check(String registry, Secret auth) {
    TextChecks.require(
        Option.DOKPLOY_MACHINE_LOGINS,
        REGISTRY.matcher(registry).matches(),
        "the file names a registry that can't be one");
    TextChecks.require(
        Option.DOKPLOY_MACHINE_LOGINS,
        login(auth).filter(login -> login.indexOf(':') > 0).isPresent(),
        "the file has no login for "
            + registry
            + ", perhaps because Docker keeps it in a credential store. To write one into a file:"
            + " DOCKER_CONFIG=FOLDER docker login "
            + registry);
  }

  private static Optional<String> login(Secret auth) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(auth.reveal()), UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
