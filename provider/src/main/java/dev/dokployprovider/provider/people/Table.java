package dev.dokployprovider.provider.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns below their titles, which fit a line of the terminal: the last ones go first. */
final class Table {
  private static final String GAP = "  ";
  private static final int LEAST = 8;

  private Table() {}

  /**
   * @param titles of the columns, the most important first
   * @param rows with as many texts each
   * @param width of a line; what is longer is cut in its first column, at the latest
   */
  static List<String> lines(List<String> titles, List<List<String>> rows, int width) {
    var all = new ArrayList<List<String>>();
    all.add(titles);
    all.addAll(rows);
    int columns = titles.size();
    while (columns > 1 && wide(all, columns) > width) {
      columns--;
    }
    int shown = columns;
    int first = Math.max(LEAST, width - wide(all, shown) + longest(all, 0));
    return all.stream().map(row -> line(row, all, shown, first)).toList();
  }

  private static String line(List<String> row, List<List<String>> all, int columns, int first) {
    return IntStream.range(0, columns)
        .mapToObj(column -> {
          String text = column == 0 ? cut(row.getFirst(), first) : row.get(column);
          int wide = column == 0 ? Math.min(first, longest(all, 0)) : longest(all, column);
          return text + " ".repeat(Math.max(0, wide - text.length()));
        })
        .collect(Collectors.joining(GAP))
        .stripTrailing();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }

  private static int wide(List<List<String>> rows, int columns) {
    return IntStream.range(0, columns).map(column -> longest(rows, column)).sum()
        + GAP.length() * (columns - 1);
  }

  private static int longest(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
