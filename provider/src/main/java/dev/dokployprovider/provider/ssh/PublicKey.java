package dev.dokployprovider.provider.ssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A public key as OpenSSH writes it, without its comment: a user's or a host's.
 *
 * @param type such as {@code ssh-ed25519}
 * @param base64 the key itself
 */
public record PublicKey(String type, String base64) {
  private static final Pattern LINE =
      Pattern.compile("\\s*([a-z0-9@.-]{1,64}) ([A-Za-z0-9+/]{16,}={0,3})(\\s.*)?", Pattern.DOTALL);

  /**
   * Reads the content of a {@code .pub} file.
   *
   * @throws IllegalArgumentException when the text is no public key
   */
  public static PublicKey parse(String text) {
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      throw new IllegalArgumentException("this is not an OpenSSH public key");
    }
    return new PublicKey(line.group(1), line.group(2));
  }

  /** The line of known_hosts that pins this key under {@link SshConfig#hostKeyAlias()}. */
  public String knownHostsLine(String hostKeyAlias) {
    return hostKeyAlias + " " + this + "\n";
  }

  /** Written out, since a record's own is generated again in each run, for 10 ms. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PublicKey(var otherType, var otherBase64)
        && otherType.equals(type)
        && otherBase64.equals(base64);
  }

  @Override
  public int hashCode() {
    return base64.hashCode();
  }

  /** {@code TYPE BASE64}, as a line of authorized_keys. */
  @Override
  public String toString() {
    return type + " " + base64;
  }
}
