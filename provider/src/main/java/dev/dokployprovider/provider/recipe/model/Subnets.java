package dev.dokployprovider.provider.recipe.model;

import dev.dokployprovider.provider.options.Option;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The range of addresses out of which each machine's own network on its server gets eight. An
 * engine gives a network that asks for nothing one of about thirty ranges, which its other apps
 * need too.
 *
 * @param first the range's first address, as a number
 * @param prefix how many bits of it are fixed
 */
public record Subnets(int first, int prefix) {
  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  /** Eight addresses: the network's own two, the server's, the machine's and four to spare. */
  private static final int EACH = 29;

  public Subnets {
    if (prefix < 8 || prefix > EACH - 1) {
      throw invalid("a range has a prefix length between 8 and 28");
    }
    if ((first & ~mask(prefix)) != 0) {
      throw invalid(address(first) + " is not the first address of a range of that size");
    }
  }

  /**
   * Reads a range such as {@code 198.19.0.0/17}.
   *
   * @throws InvalidSpecException if the text is none
   */
  public static Subnets parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw invalid("\"" + text + "\" is not a range of IPv4 addresses, such as 198.19.0.0/17");
    }
    return new Subnets(number(matcher), Integer.parseInt(matcher.group(5)));
  }

  private static int number(Matcher address) {
    int number = 0;
    for (int part = 1; part <= 4; part++) {
      int next = Integer.parseInt(address.group(part));
      if (next > 255) {
        throw invalid("\"" + address.group() + "\" is not a range of IPv4 addresses");
      }
      number = (number << 8) | next;
    }
    return number;
  }

  /** How many networks there are in it. */
  public int size() {
    return 1 << (EACH - prefix);
  }

  /** The network that a digest stands for, as {@code 198.19.0.8/29}. */
  public String pick(String hexDigest) {
    int index = new BigInteger(hexDigest, 16).mod(BigInteger.valueOf(size())).intValueExact();
    return address(first + (index << (32 - EACH))) + "/" + EACH;
  }

  /** Whether it is one that {@link #pick} may return. */
  public boolean contains(String subnet) {
    Matcher matcher = TEXT.matcher(subnet);
    return matcher.matches()
        && matcher.group(5).equals(String.valueOf(EACH))
        && (number(matcher) & mask(prefix)) == first
        && (number(matcher) & ~mask(EACH)) == 0;
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return address(first) + "/" + prefix;
  }

  private static int mask(int prefix) {
    return -1 << (32 - prefix);
  }

  private static String address(int number) {
    return "%d.%d.%d.%d"
        .formatted(number >>> 24, (number >> 16) & 0xff, (number >> 8) & 0xff, number & 0xff);
  }

  private static InvalidSpecException invalid(String reason) {
    return new InvalidSpecException(Option.DOKPLOY_MACHINE_SUBNETS, reason);
  }
}
