package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What Dokploy's database says when it refuses a statement: PostgreSQL's words, or the whole
 * statement with its values from 0.28.0 on.
 */
record Database(Store store) {
  /** Columns to which Dokploy, and not the database, gives a value. */
  private static final Set<String> MADE =
      Set.of("composeId", "environmentId", "appName", "refreshToken", "createdAt", "autoDeploy");

  /** A new row refers to one that is not there. */
  String foreignKey(
      String table, String column, String other, Row row, Map<String, @Nullable Object> input) {
    if (!store.release.isTrpc11()) {
      return "insert or update on table \"%s\" violates foreign key constraint \"%s_%s_%s_%s_fk\""
          .formatted(table, table, column, other, column);
    }
    List<String> values = new ArrayList<>();
    List<String> parameters = new ArrayList<>();
    row.columns()
        .forEach((name, value) -> {
          boolean given =
              MADE.contains(name) || (input.containsKey(name) && input.get(name) != null);
          if (given || (name.equals("composeFile") && table.equals("compose"))) {
            parameters.add(String.valueOf(value));
            values.add("$" + parameters.size());
          } else {
            values.add("default");
          }
        });
    return "Failed query: insert into \"%s\" (%s) values (%s) returning %s\nparams: %s"
        .formatted(
            table,
            columns(table),
            String.join(", ", values),
            columns(table),
            String.join(",", parameters));
  }

  private String columns(String table) {
    return store.columns.row(table, Map.of()).columns().keySet().stream()
        .map(name -> "\"" + name + "\"")
        .collect(Collectors.joining(", "));
  }

  /** An update that the database refuses, for a reason such as a text with NUL in it. */
  String update(
      String table, String key, Map<String, @Nullable Object> values, String id, String reason) {
    if (!store.release.isTrpc11()) {
      return reason;
    }
    List<String> names = new ArrayList<>(values.keySet());
    String sets =
        IntStream.range(0, names.size())
            .mapToObj(i -> "\"" + names.get(i) + "\" = $" + (i + 1))
            .collect(Collectors.joining(", "));
    String parameters =
        values.values().stream().map(String::valueOf).collect(Collectors.joining(","));
    return "Failed query: update \"%s\" set %s where \"%s\".\"%s\" = $%d returning %s\nparams: %s,%s"
        .formatted(table, sets, table, key, names.size() + 1, columns(table), parameters, id);
  }
}
