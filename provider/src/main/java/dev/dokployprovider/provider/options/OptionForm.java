package dev.dokployprovider.provider.options;

import java.util.List;
import java.util.Optional;

/**
 * How a client's form shows an option, and what it takes there. A client checks a value before
 * anything of ours runs, so a pattern lets through whatever our own reader takes; what is between
 * the two is refused by `init`. Patterns are in what Go's RE2, JavaScript and Java read alike.
 *
 * @param title in place of the option's name
 * @param values all that there are; none where any text may be right
 * @param suggestions that a form offers beside the default
 * @param rule what a value must be
 */
record OptionForm(
    String title, List<String> values, List<String> suggestions, Optional<Rule> rule) {

  /**
   * @param value the pattern of a value without what surrounds it
   * @param message the rule in words
   */
  record Rule(String value, String message) {
    /**
     * What a whole text matches: what our reader strips off has no printable ASCII character, and
     * empty is what an option is set to, to have its default again.
     */
    String pattern(boolean required) {
      return "^[^!-~]*(?:" + value + (required ? ")" : ")?") + "[^!-~]*$";
    }
  }

  static final String SIZE = "[0-9]{1,12}(?:[bB]|[kKmMgG][bB]?)";
  static final String PORT = "[1-9][0-9]{0,4}";
  static final String DURATION =
      "\\+?(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+";
  static final String DURATION_RULE = "A duration such as 90s, 10m or 1h30m, more than nothing";
  static final String PATH = "/[A-Za-z0-9._/+@-]{1,200}";
  static final String PATH_RULE = "An absolute path on the machine, without spaces";

  static OptionForm titled(String title, String... suggestions) {
    return new OptionForm(title, List.of(), List.of(suggestions), Optional.empty());
  }

  static OptionForm choice(String title, String... values) {
    return new OptionForm(title, List.of(values), List.of(), Optional.empty());
  }

  OptionForm matching(String pattern, String message) {
    return new OptionForm(title, values, suggestions, Optional.of(new Rule(pattern, message)));
  }
}
