package dev.dokployprovider.provider.machine.doctor;

import dev.dokployprovider.dokploy.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Judges what Dokploy tells of the key. */
final class TokenChecks {
  private static final Duration SOON = Duration.ofDays(14);

  /** What the calls of a whole day of work need, each checked twice. */
  private static final int PLENTY_A_DAY = 10_000;

  private static final String NEW_KEY =
      "Make a key on Dokploy's page (Settings > Profile > API/CLI Keys), which sets no limit by itself.";

  private TokenChecks() {}

  /**
   * @param key empty where the release does not tell which key calls
   */
  static Finding limit(Optional<ApiKey> key, Instant now) {
    if (key.isEmpty()) {
      return Finding.skipped("this release does not tell a key's limit (from 0.29.9 on)");
    }
    var expires = key.get().expires();
    String until = expires.map(end -> "until " + day(end)).orElse("does not expire");
    if (expires.filter(end -> Duration.between(now, end).compareTo(SOON) < 0).isPresent()) {
      return Finding.warning("The key expires on " + day(expires.get()) + ".", NEW_KEY);
    }
    return key.get()
        .limit()
        .filter(limit -> perDay(limit) < PLENTY_A_DAY)
        .map(TokenChecks::limited)
        .orElseGet(() ->
            Finding.ok(
                key.get().limit().map(TokenChecks::words).orElse("no limit of requests")
                    + "; "
                    + until));
  }

  private static Finding limited(ApiKey.Limit limit) {
    return Finding.warning(
        words(limit)
            + ": each call counts as two, and a create makes 14 to 35 calls, more the longer its build takes.",
        NEW_KEY);
  }

  private static double perDay(ApiKey.Limit limit) {
    return limit.checks()
        * (double) Duration.ofDays(1).toMillis()
        / Math.max(1, limit.each().toMillis());
  }

  private static String words(ApiKey.Limit limit) {
    return "The key has a limit of %d requests in %s".formatted(limit.checks(), time(limit.each()));
  }

  private static String time(Duration each) {
    return each.toHours() > 0
        ? each.toHours() + " h"
        : each.toMinutes() > 0 ? each.toMinutes() + " min" : each.toSeconds() + " s";
  }

  private static String day(Instant instant) {
    return instant.toString().substring(0, 10);
  }
}
