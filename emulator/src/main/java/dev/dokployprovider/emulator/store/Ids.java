package dev.dokployprovider.emulator.store;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes identifiers and times in Dokploy's forms. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String NANOID =
      "useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd:HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final List<String> VERBS = List.of("generate", "synthesize", "navigate", "parse");
  private static final List<String> ADJECTIVES = List.of("online", "neural", "virtual", "optical");
  private static final List<String> NOUNS = List.of("capacitor", "sensor", "protocol", "panel");

  private Ids() {}

  /** A nanoid of 21 characters. */
  public static String id() {
    return text(21, i -> pick(NANOID));
  }

  /** An API key of 64 letters. */
  public static String apiKey() {
    return text(64, i -> pick("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"));
  }

  /** 64 hexadecimal digits, as Docker names containers. */
  public static String hex64() {
    return text(64, i -> pick("0123456789abcdef"));
  }

  /**
   * The app name of a new service or server (docs/reference/dokploy.md §3.1): the wish in lower
   * case with blanks as hyphens, or made-up words, and six random characters.
   */
  public static String appName(String kind, String wish) {
    String name =
        wish.isBlank()
            ? String.join("-", kind, pick(VERBS), pick(ADJECTIVES), pick(NOUNS))
            : wish.strip().replace(' ', '-').toLowerCase(Locale.ROOT);
    return name + "-" + text(6, i -> pick(LETTERS));
  }

  /** Now, as 2026-11-23T22:18:33.189Z. */
  public static String now() {
    return TIME.format(Instant.now());
  }

  /** A time as it stands in the names of deployment logs. */
  public static String logTime() {
    return LOG_TIME.format(Instant.now());
  }

  private static String text(int length, IntFunction<String> character) {
    return IntStream.range(0, length).mapToObj(character).collect(Collectors.joining());
  }

  private static String pick(String characters) {
    return String.valueOf(characters.charAt(RANDOM.nextInt(characters.length())));
  }

  private static String pick(List<String> words) {
    return words.get(RANDOM.nextInt(words.size()));
  }
}
