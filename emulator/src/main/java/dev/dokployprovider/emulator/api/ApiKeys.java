package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.store.Ids;
import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API keys, of which only hashes are kept (docs/reference/dokploy.md §1.2). */
public final class ApiKeys {
  private final Store store;

  public ApiKeys(Store store) {
    this.store = store;
  }

  /**
   * The limits of a key.
   *
   * @param enabled whether requests are counted
   * @param max checks in a window; a REST call makes two
   * @param windowMillis the window's length
   * @param remaining how many checks are left at all, null: any number
   */
  public record Limits(boolean enabled, int max, long windowMillis, @Nullable Integer remaining) {
    private static final int USUAL_MAX = 10;

    public static final Limits NONE = new Limits(false, USUAL_MAX, 0, null);

    /** From the fields of better-auth; absent ones mean 10 checks in 24 hours. */
    public static Limits of(Map<String, @Nullable Object> fields) {
      return new Limits(
          !Boolean.FALSE.equals(fields.get("rateLimitEnabled")),
          fields.get("rateLimitMax") instanceof Number max ? max.intValue() : USUAL_MAX,
          fields.get("rateLimitTimeWindow") instanceof Number window
              ? window.longValue()
              : Duration.ofDays(1).toMillis(),
          fields.get("remaining") instanceof Number left ? Integer.valueOf(left.intValue()) : null);
    }
  }

  /** Makes a key for a member, as user.createApiKey answers: the one time that it can be read. */
  Map<String, @Nullable Object> created(Row member, String name, Limits limits) {
    String key = create(member, name, limits);
    Map<String, @Nullable Object> view = whole(store.keys.find(hash(key)).orElseThrow(), member);
    view.put("key", key);
    view.put("lastRequest", null);
    view.put("metadata", null);
    return view;
  }

  /** Makes a key for a member and returns it; it cannot be read again. */
  public String create(Row member, String name, Limits limits) {
    String key = Ids.apiKey();
    String now = Ids.now();
    store.keys.insert(
        new Row(
            Json.object(
                "hash", hash(key),
                "id", Ids.id(),
                "name", name,
                "start", key.substring(0, 6),
                "createdAt", now,
                "updatedAt", now,
                "memberId", member.text("id"),
                "rateLimitEnabled", limits.enabled(),
                "rateLimitMax", limits.max(),
                "rateLimitTimeWindow", limits.windowMillis(),
                "remaining", limits.remaining(),
                "requestCount", 0,
                "lastRequest", 0)));
    return key;
  }

  /**
   * A member's keys, as user.get shows them.
   *
   * @param slim without their limits and hashes
   */
  List<Map<String, @Nullable Object>> of(Row member, boolean slim) {
    return store.keys.where(key -> key.text("memberId").equals(member.text("id"))).stream()
        .map(key -> slim ? slim(key) : whole(key, member))
        .toList();
  }

  private static Map<String, @Nullable Object> slim(Row key) {
    return Json.object(
        "id",
        key.get("id"),
        "name",
        key.get("name"),
        "prefix",
        null,
        "enabled",
        true,
        "expiresAt",
        null,
        "createdAt",
        key.get("createdAt"));
  }

  private Map<String, @Nullable Object> whole(Row key, Row member) {
    Map<String, @Nullable Object> view =
        Json.object(
            "id", key.get("id"),
            "name", key.get("name"),
            "start", key.get("start"),
            "prefix", null,
            "key", key.get("hash"));
    if (store.release.keysHaveConfiguration()) {
      view.put("configId", "default");
      view.put("referenceId", member.get("userId"));
    } else {
      view.put("userId", member.get("userId"));
    }
    view.putAll(
        Json.object(
            "refillInterval", null,
            "refillAmount", null,
            "lastRefillAt", null,
            "enabled", true,
            "rateLimitEnabled", key.get("rateLimitEnabled"),
            "rateLimitTimeWindow", key.get("rateLimitTimeWindow"),
            "rateLimitMax", key.get("rateLimitMax"),
            "requestCount", key.get("requestCount"),
            "remaining", key.get("remaining"),
            "lastRequest", key.get("updatedAt"),
            "expiresAt", null,
            "createdAt", key.get("createdAt"),
            "updatedAt", key.get("updatedAt"),
            "permissions", null,
            "metadata",
                Json.write(Json.object("organizationId", store.organization().text("id")))));
    return view;
  }

  /** Checks a key once, which counts; the membership when it is good. */
  public Optional<Row> check(String key) {
    String hash = hash(key);
    Optional<Row> found = store.keys.find(hash);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    boolean[] good = {true};
    Row row =
        store
            .keys
            .update(
                hash,
                old -> {
                  Optional<Row> counted = counted(old);
                  good[0] = counted.isPresent();
                  return counted.orElse(old);
                })
            .orElseThrow();
    return good[0] ? store.members.find(row.text("memberId")) : Optional.empty();
  }

  private static Optional<Row> counted(Row key) {
    Row row = key;
    if (key.get("remaining") != null) {
      if (key.number("remaining", 0) <= 0) {
        return Optional.empty();
      }
      row = row.with("remaining", key.number("remaining", 0) - 1);
    }
    if (!key.flag("rateLimitEnabled")) {
      return Optional.of(row);
    }
    long now = System.currentTimeMillis();
    boolean passed = now - key.number("lastRequest", 0) > key.number("rateLimitTimeWindow", 0);
    long count = passed ? 0 : key.number("requestCount", 0);
    return count >= key.number("rateLimitMax", 0)
        ? Optional.empty()
        : Optional.of(row.with("requestCount", count + 1).with("lastRequest", now));
  }

  private static String hash(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
