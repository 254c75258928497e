package dev.dokployprovider.provider.options;

import java.util.HashMap;
import java.util.Map;

/** The options without which nothing works, and what tests ask for beside. */
public final class SomeOptions {
  public static final Map<String, String> REQUIRED =
      Map.of("DOKPLOY_SERVER_URL", "https://d.example.com", "DOKPLOY_API_TOKEN", "abc");

  private SomeOptions() {}

  /**
   * Those and others, to which more may be added.
   *
   * @param more which count before the required ones
   */
  public static Map<String, String> with(Map<String, String> more) {
    var all = new HashMap<>(REQUIRED);
    all.putAll(more);
    return all;
  }
}
