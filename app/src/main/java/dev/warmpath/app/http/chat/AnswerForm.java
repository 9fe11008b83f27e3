package dev.warmpath.app.http.chat;

import dev.warmpath.app.grammar.JsonSchemaGrammar;
import dev.warmpath.app.grammar.SchemaException;
import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer must look like, as a grammar: a JSON schema, tool calls, or both. */
final class AnswerForm {
  private static final Map<String, Object> ANY_OBJECT = Map.of("type", "object");

  private AnswerForm() {}

  /**
   * The schema that {@code response_format} asks for; null for free text.
   *
   * @param format the object itself
   * @param schemaIn the field that holds name and schema; empty when the format itself does
   */
  public static @Nullable Map<?, ?> schema(@Nullable Fields format, String schemaIn) {
    if (format == null) {
      return null;
    }
    String type = format.required("type");
    return switch (type) {
      case "text" -> null;
      case "json_object" -> ANY_OBJECT;
      case "json_schema" -> {
        Fields holder = schemaIn.isEmpty() ? format : format.requiredObject(schemaIn);
        Fields schema = holder.requiredObject("schema");
        check(schema.map(), schema.path("")); // names the field before it is joined with others
        yield schema.map();
      }
      default ->
          throw ApiException.bad(
              format.path("type"),
              "'" + format.path("type") + "' is \"" + Fields.shortened(type)
                  + "\"; allowed: text, json_object, json_schema.");
    };
  }

  private static void check(Map<?, ?> schema, String path) {
    try {
      JsonSchemaGrammar.of(schema);
    } catch (SchemaException e) {
      String base = path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
      throw ApiException.unsupported(
          e.pointer().isEmpty() ? base : base + "." + e.pointer(), e.getMessage());
    }
  }

  /**
   * The grammar of an answer; null when it is free.
   *
   * @param schema what an answer in words must follow; null for anything
   */
  public static @Nullable String grammar(@Nullable Map<?, ?> schema, Tools tools) {
    boolean required = tools.choice() == Tools.Choice.REQUIRED;
    boolean bound =
        tools.choice() == Tools.Choice.AUTO
            && (tools.callable().size() < tools.list().size()
                || tools.list().stream().anyMatch(Tools.Tool::strict));
    if (!required && !bound && !(schema != null && tools.offered())) {
      return schema == null ? null : JsonSchemaGrammar.of(schema);
    }
    List<List<Object>> calls = new ArrayList<>();
    CallFormat format = tools.format();
    for (Tools.Tool tool : tools.callable()) {
      check(tool.parameters(), tool.path() + ".parameters");
      calls.add(
          List.of(
              format.before(Json.text(tool.name())), tool.parameters(), format.after()));
    }
    String separator =
        tools.parallel() && format == CallFormat.HERMES ? format.between() : null;
    if (required) {
      return JsonSchemaGrammar.oneOf(calls, separator, null);
    }
    return schema != null
        ? JsonSchemaGrammar.oneOf(calls, separator, schema)
        : JsonSchemaGrammar.textOr(calls, separator, firstWords(format));
  }

  /** What free text must not contain, because a call begins with it. */
  private static String firstWords(CallFormat format) {
    return format == CallFormat.HERMES ? CallFormat.OPEN : "{\"name\"";
  }
}
