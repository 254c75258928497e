package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a machine may use of its server. What is not asked for has no limit of its own.
 *
 * @param asked the values of options that limit something, by these
 */
public record Limits(Map<Option, String> asked) {
  private static final Pattern CPUS = Pattern.compile("\\d{1,4}(\\.\\d{1,3})?");
  private static final Pattern PIDS = Pattern.compile("\\d{1,7}");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(b|kb?|mb?|gb?)");
  private static final long MEBIBYTE = 1024 * 1024;

  /**
   * @throws InvalidSpecException naming the first that a machine can't have
   */
  public Limits {
    asked = Collections.unmodifiableMap(new TreeMap<>(asked));
    var _ = keys(asked);
  }

  /** The keys of the compose service that set the limits, in the order of the options. */
  public Map<String, Object> keys() {
    return keys(asked);
  }

  private static Map<String, Object> keys(Map<Option, String> asked) {
    Map<String, Object> keys = new LinkedHashMap<>();
    asked.forEach((option, text) -> {
      switch (option) {
        case DOKPLOY_MACHINE_CPUS -> keys.put("cpus", cpus(text));
        case DOKPLOY_MACHINE_MEMORY -> keys.put("mem_limit", size(option, text, 256 * MEBIBYTE));
        case DOKPLOY_MACHINE_PIDS -> keys.put("pids_limit", pids(text));
        case DOKPLOY_MACHINE_SHM -> keys.put("shm_size", size(option, text, MEBIBYTE));
        case DOKPLOY_MACHINE_DISK ->
            keys.put("storage_opt", Map.of("size", size(option, text, 1024 * MEBIBYTE)));
        case DOKPLOY_MACHINE_GPUS -> keys.put("deploy", gpus(text));
        default -> throw new IllegalArgumentException(option + " limits nothing");
      }
    });
    return keys;
  }

  /** The limit of the memory in bytes. */
  public OptionalLong memoryBytes() {
    var option = Option.DOKPLOY_MACHINE_MEMORY;
    return Optional.ofNullable(asked.get(option))
        .map(size -> OptionalLong.of(bytes(option, size, 0)))
        .orElseGet(OptionalLong::empty);
  }

  private static String cpus(String text) {
    if (!CPUS.matcher(text).matches()
        || new BigDecimal(text).compareTo(new BigDecimal("0.1")) < 0) {
      throw new InvalidSpecException(
          Option.DOKPLOY_MACHINE_CPUS, "\"" + text + "\" is not a number of CPUs such as 2 or 1.5");
    }
    return text;
  }

  private static int pids(String text) {
    if (!PIDS.matcher(text).matches()) {
      throw new InvalidSpecException(
          Option.DOKPLOY_MACHINE_PIDS, "\"" + text + "\" is not a whole number such as 4096");
    }
    int pids = Integer.parseInt(text);
    if (pids < 100 || pids > 4_194_304) {
      throw new InvalidSpecException(
          Option.DOKPLOY_MACHINE_PIDS,
          "a machine needs 100 processes, and Linux has no more than 4194304");
    }
    return pids;
  }

  private static Map<String, Object> gpus(String text) {
    return Map.of(
        "resources",
        Map.of("reservations", Map.of("devices", List.of(Gpus.parse(text).reservation()))));
  }

  private static String size(Option option, String text, long least) {
    var _ = bytes(option, text, least);
    return plain(text);
  }

  private static String plain(String size) {
    return size.toLowerCase(Locale.ROOT);
  }

  /**
   * A size in bytes.
   *
   * @throws InvalidSpecException if the text is none, or less than {@code least}
   */
  static long bytes(Option option, String text, long least) {
    Matcher matcher = SIZE.matcher(plain(text));
    if (!matcher.matches()) {
      throw new InvalidSpecException(
          option, "\"" + text + "\" is not a size with a unit, such as 512m or 4g");
    }
    long unit =
        switch (matcher.group(2).charAt(0)) {
          case 'k' -> 1024;
          case 'm' -> MEBIBYTE;
          case 'g' -> 1024 * MEBIBYTE;
          default -> 1;
        };
    long number = Long.parseLong(matcher.group(1));
    if (number > Long.MAX_VALUE / unit || number * unit < least) {
      throw new InvalidSpecException(
          option,
          "\"" + text + "\" is not between " + least / MEBIBYTE + "m and what Docker takes");
    }
    return number * unit;
  }
}
