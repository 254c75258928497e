package dev.dokployprovider.emulator.api;

import static dev.dokployprovider.emulator.api.Procedure.query;

import dev.dokployprovider.emulator.store.Row;
import dev.dokployprovider.emulator.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** compose.search, from 0.28.3 on (docs/reference/dokploy.md §2.4). */
final class ServiceSearch {
  private final Context context;
  private final Store store;

  ServiceSearch(Context context) {
    this.context = context;
    this.store = context.store();
  }

  List<Procedure> all() {
    if (!context.release().slimProjectList()) {
      return List.of();
    }
    return List.of(query("compose.search", this::search));
  }

  private Object search(Call call) {
    boolean own = Access.isMember(call.member()) || context.release().searchForgetsOwners();
    Row member = store.members.find(call.member().text("id")).orElseThrow();
    List<Row> found =
        store.services.where(row ->
            matches(row, call)
                && (!own || member.contains("accessedServices", row.text("composeId"))));
    return Pages.of(
        found.reversed(),
        call,
        row -> {
          Map<String, @Nullable Object> view = new LinkedHashMap<>();
          for (String column :
              List.of(
                  "composeId",
                  "name",
                  "appName",
                  "description",
                  "environmentId",
                  "composeStatus",
                  "sourceType",
                  "createdAt")) {
            view.put(column, row.get(column));
          }
          return view;
        });
  }

  private boolean matches(Row row, Call call) {
    String q = call.text("q");
    return (like(row, "name", q) || like(row, "appName", q) || like(row, "description", q))
        && like(row, "name", call.text("name"))
        && like(row, "appName", call.text("appName"))
        && like(row, "description", call.text("description"))
        && (call.text("environmentId").isEmpty()
            || row.text("environmentId").equals(call.text("environmentId")))
        && (call.text("projectId").isEmpty()
            || store.projectIdOf(row).equals(call.text("projectId")));
  }

  private static boolean like(Row row, String column, String part) {
    return row.text(column).toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
