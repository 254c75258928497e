package dev.dokployprovider.emulator.api;

import dev.dokployprovider.emulator.json.Json;
import dev.dokployprovider.emulator.release.Release;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * settings.getOpenApiDocument: a document of Dokploy's form, of the procedures that are here. As in
 * Dokploy's own, the schemas of answers are empty.
 */
final class OpenApi {
  private OpenApi() {}

  static Map<String, @Nullable Object> of(
      Release release, Map<String, Procedure> procedures, Inputs inputs) {
    Map<String, @Nullable Object> paths = new LinkedHashMap<>();
    procedures.forEach((name, procedure) ->
        paths.put(
            "/" + name,
            Json.object(
                procedure.mutation() ? "post" : "get", operation(procedure, inputs.of(name)))));
    return Json.object(
        "openapi", release.isTrpc11() ? "3.1.0" : "3.0.3",
        "info",
            Json.object(
                "title", "Dokploy API",
                "description", "Endpoints for dokploy",
                "version", "v" + release),
        "paths", paths,
        "components",
            Json.object(
                "schemas", Map.of(),
                "securitySchemes",
                    Json.object(
                        "apiKey",
                        Json.object("type", "apiKey", "in", "header", "name", "x-api-key"))),
        "security", List.of(Json.object("apiKey", List.of())));
  }

  private static Map<String, @Nullable Object> operation(Procedure procedure, Input input) {
    Map<String, @Nullable Object> operation =
        Json.object(
            "operationId", procedure.name().replace('.', '-'),
            "tags", List.of(procedure.name().replaceFirst("\\..*", "")));
    List<Object> parameters = new ArrayList<>();
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field field : input.fields()) {
      properties.put(field.name(), schema(field));
      if (field.required()) {
        required.add(field.name());
      }
      parameters.add(
          Json.object(
              "in", "query",
              "name", field.name(),
              "schema", schema(field),
              "required", field.required()));
    }
    operation.put("parameters", procedure.mutation() ? List.of() : parameters);
    if (procedure.mutation()) {
      Map<String, @Nullable Object> schema =
          Json.object("type", "object", "properties", properties, "required", required);
      operation.put(
          "requestBody",
          Json.object(
              "required",
              true,
              "content",
              Json.object("application/json", Json.object("schema", schema))));
    }
    operation.put(
        "responses", Json.object("200", Json.object("description", "Successful response")));
    return operation;
  }

  private static Map<String, @Nullable Object> schema(Field field) {
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    switch (field.kind()) {
      case STRING -> schema.put("type", "string");
      case NUMBER, PLAIN_NUMBER -> schema.put("type", "number");
      case INTEGER -> schema.put("type", "integer");
      case BOOLEAN, PLAIN_BOOLEAN -> schema.put("type", "boolean");
      case STRINGS, ARRAY -> schema.put("type", "array");
      case OBJECT -> schema.put("type", "object");
      case ANY -> {}
    }
    if (!field.options().isEmpty()) {
      schema.put("enum", field.options());
    }
    return schema;
  }
}
