package dev.dokployprovider.provider.recipe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** SHA-256 of texts and of the values of a compose file. */
public final class Digest {
  private Digest() {}

  /** 64 hexadecimal digits. */
  public static String of(Object value) {
    StringBuilder canonical = new StringBuilder();
    append(canonical, value);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Lengths go first, so that no two values have the same text. */
  private static void append(StringBuilder canonical, Object value) {
    if (value instanceof Map<?, ?> map) {
      canonical.append('m').append(map.size()).append(':');
      map.forEach((key, inner) -> {
        append(canonical, key);
        append(canonical, inner);
      });
    } else if (value instanceof List<?> list) {
      canonical.append('l').append(list.size()).append(':');
      list.forEach(inner -> append(canonical, inner));
    } else {
      String text = value.toString();
      canonical.append('t').append(text.length()).append(':').append(text);
    }
  }
}
