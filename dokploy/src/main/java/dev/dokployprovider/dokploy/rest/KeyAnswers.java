package dev.dokployprovider.dokploy.rest;

import dev.dokployprovider.dokploy.ApiKey;
import dev.dokployprovider.dokploy.Secret;
import dev.dokployprovider.dokploy.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;

/** Finds, among the keys of its owner, the one that calls: before 0.29.9 they have hashes. */
final class KeyAnswers {
  private KeyAnswers() {}

  /** Out of {@code {"user":{"apiKeys":[{"key":HASH,"rateLimitEnabled":true,...},...]}}}. */
  static Optional<ApiKey> called(Json membership, Secret key) {
    var keys = membership.get("user").get("apiKeys");
    String hash = hash(key);
    return keys instanceof Json.Array(var items)
        ? items.stream()
            .filter(one -> one.get("key").textOrEmpty().equals(hash))
            .findFirst()
            .map(KeyAnswers::key)
        : Optional.empty();
  }

  private static ApiKey key(Json key) {
    return new ApiKey(limit(key), key.get("expiresAt").text().flatMap(KeyAnswers::instant));
  }

  private static Optional<ApiKey.Limit> limit(Json key) {
    boolean limited = key.get("rateLimitEnabled") instanceof Json.Bool(boolean on) && on;
    return limited
        ? key.get("rateLimitMax")
            .integer()
            .map(checks ->
                new ApiKey.Limit(
                    checks, Duration.ofMillis(key.get("rateLimitTimeWindow").integer().orElse(0))))
        : Optional.empty();
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException untold) {
      return Optional.empty();
    }
  }

  /** As Dokploy keeps it; seen with 0.22.7 and 0.28.8. */
  static String hash(Secret key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(key.reveal().getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
