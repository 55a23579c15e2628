package dev.baton.coordinator.api;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** docs/openapi.yaml as tests read it. */
final class OpenApiFile {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final JsonNode root;
  private final IdentityHashMap<JsonNode, Schema> schemas = new IdentityHashMap<>();

  OpenApiFile() {
    Path file = Path.of("..", "docs", "openapi.yaml");
    try {
      this.root = new YAMLMapper().readTree(Files.readString(file));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** {@code GET /runs/{run}} and so on, each with its operation. */
  Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    root.get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  if (!method.getKey().equals("servers")) {
                    operations.put(
                        method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                        method.getValue());
                  }
                }));
    return operations;
  }

  /** Names of an operation's parameters in that place. */
  Set<String> parameters(JsonNode operation, String in) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      JsonNode definition = resolve(parameter);
      if (definition.get("in").asString().equals(in)) {
        names.add(definition.get("name").asString());
      }
    }
    return names;
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode ref = node.get("$ref");
    return ref == null ? node : root.at(ref.asString().substring(1));
  }

  /** What the file says of an answer with that status, or null if it does not know the status. */
  JsonNode response(JsonNode operation, int status) {
    JsonNode exact = operation.get("responses").get(Integer.toString(status));
    if (exact != null) {
      return resolve(exact);
    }
    return status >= 400 ? resolve(operation.get("responses").get("default")) : null;
  }

  /** What is wrong with an answer; empty = nothing. */
  List<String> check(String operation, int status, String contentType, String body) {
    JsonNode described = operations().get(operation);
    if (described == null) {
      return List.of(operation + " is not in the file");
    }
    JsonNode response = response(described, status);
    if (response == null) {
      return List.of(operation + " does not know the status " + status);
    }
    String type = contentType.split(";", 2)[0];
    JsonNode media = response.path("content").get(type);
    if (media == null) {
      return List.of(operation + " " + status + " does not know the type " + type);
    }
    return type.endsWith("json") ? validate(media.get("schema"), JSON.readTree(body)) : List.of();
  }

  List<String> validate(String schema, JsonNode value) {
    return validate(root.at("/components/schemas/" + schema), value);
  }

  private List<String> validate(JsonNode schema, JsonNode value) {
    return schemas
        .computeIfAbsent(
            schema,
            node -> {
              ObjectNode document = ((ObjectNode) node).deepCopy();
              document.set("$defs", root.at("/components/schemas"));
              // The validator knows $defs as a place of schemas, and components not.
              String plain = document.toString().replace("#/components/schemas/", "#/$defs/");
              return SCHEMAS.getSchema(JSON.readTree(plain));
            })
        .validate(value)
        .stream()
        .map(Error::toString)
        .toList();
  }
}
