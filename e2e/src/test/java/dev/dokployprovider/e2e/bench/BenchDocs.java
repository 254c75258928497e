package dev.dokployprovider.e2e.bench;

import java.util.Map;

/** The tables in a page of the docs that the benchmark writes, each between its two marks. */
final class BenchDocs {
  private BenchDocs() {}

  /** The page with what was measured in place of what stood there; other parts stay as they are. */
  static String with(String page, Map<String, String> measured) {
    String text = page;
    for (var part : measured.entrySet()) {
      text = with(text, part.getKey(), part.getValue());
    }
    return text;
  }

  /** The same for one part; a page without its marks stays as it is. */
  static String with(String page, String part, String body) {
    int from = page.indexOf("<!-- " + part + ": ");
    int begin = page.indexOf('\n', from) + 1;
    int end = page.indexOf("<!-- /" + part + " -->", begin);
    return from < 0 || end < 0 ? page : page.substring(0, begin) + body + page.substring(end);
  }
}
