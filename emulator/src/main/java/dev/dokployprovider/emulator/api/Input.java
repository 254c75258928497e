package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input that a procedure takes, checked as zod 3 does it, or zod 4 from 0.28.0 on. Fields that
 * are not named are dropped, as zod drops them.
 */
record Input(List<Field> fields) {
  /** Throws when there is no input at all and there must be one, as in tRPC's own form. */
  void need(@Nullable Object raw, Release release) throws ApiException {
    if (!fields.isEmpty() && !(raw instanceof Map<?, ?>)) {
      String received = raw == null ? "undefined" : Issues.typeOf(raw);
      throw ApiException.invalid(List.of(new Issues(release).type(List.of(), "object", received)));
    }
  }

  /** The input with flags and numbers as such; throws with all issues when it is invalid. */
  Map<String, @Nullable Object> check(Map<String, @Nullable Object> raw, Release release)
      throws ApiException {
    Map<String, @Nullable Object> checked = new LinkedHashMap<>();
    Check check = new Check(new Issues(release), new ArrayList<>());
    for (Field field : fields) {
      if (raw.containsKey(field.name())) {
        checked.put(field.name(), check.value(field, raw.get(field.name())));
      } else if (field.required()) {
        checked.put(field.name(), check.missing(field));
      }
    }
    if (!check.issues().isEmpty()) {
      throw ApiException.invalid(check.issues());
    }
    return checked;
  }

  /** The issues of zod's error as 0.28.0 and later repeat them in {@code data}. */
  static Map<String, @Nullable Object> zodError(List<Map<String, @Nullable Object>> issues) {
    List<Object> whole = new ArrayList<>();
    Map<String, List<Object>> byField = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> issue : issues) {
      List<?> path = Json.listAt(issue, "path");
      String message = String.valueOf(issue.get("message"));
      if (path.isEmpty()) {
        whole.add(message);
      } else {
        byField
            .computeIfAbsent(String.valueOf(path.getFirst()), name -> new ArrayList<>())
            .add(message);
      }
    }
    return Json.object("formErrors", whole, "fieldErrors", byField);
  }
}
