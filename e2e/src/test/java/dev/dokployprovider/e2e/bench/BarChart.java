package dev.dokployprovider.e2e.bench;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** Bars below each other, as a picture (SVG). */
final class BarChart {
  private static final int WIDE = 760;

  private BarChart() {}

  /**
   * A bar.
   *
   * @param label above it
   * @param parts of it, one beside the other
   * @param text behind it
   */
  record Bar(String label, List<Part> parts, String text) {
    double length() {
      return parts.stream().mapToDouble(Part::value).sum();
    }
  }

  /** A part of a bar, as {@code #rrggbb}. */
  record Part(double value, String colour) {}

  /**
   * The picture.
   *
   * @param legend what each colour means, in two columns
   */
  static String svg(List<Bar> bars, SequencedMap<String, String> legend) {
    double longest = bars.stream().mapToDouble(Bar::length).max().orElse(1);
    var svg = new StringBuilder();
    var out = new Formatter(svg, Locale.ROOT);
    out.format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"860\" height=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"13\">\n",
        60 + bars.size() * 44 + (legend.size() + 1) / 2 * 20);
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    int y = 16;
    for (var bar : bars) {
      out.format("<text x=\"12\" y=\"%d\">%s</text>\n", y + 4, escaped(bar.label()));
      double x = 12;
      for (var part : bar.parts()) {
        double width = longest == 0 ? 0 : part.value() / longest * WIDE;
        out.format(
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"20\" fill=\"%s\"/>\n",
            x, y + 10, width, part.colour());
        x += width;
      }
      out.format("<text x=\"%.1f\" y=\"%d\">%s</text>\n", x + 6, y + 25, escaped(bar.text()));
      y += 44;
    }
    int i = 0;
    for (var entry : legend.entrySet()) {
      int column = 12 + i % 2 * 400;
      int row = y + 10 + i / 2 * 20;
      out.format(
          "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>"
              + "<text x=\"%d\" y=\"%d\">%s</text>\n",
          column, row, entry.getValue(), column + 18, row + 11, escaped(entry.getKey()));
      i++;
    }
    return svg.append("</svg>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
