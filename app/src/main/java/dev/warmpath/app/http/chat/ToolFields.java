package dev.warmpath.app.http.chat;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code tools}, {@code tool_choice} and {@code parallel_tool_calls} of a request. */
final class ToolFields {
  /** As OpenAI allows, with the dot that some agents use. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

  private static final int MAX_TOOLS = 128;

  private static final Map<String, Object> NO_PARAMETERS =
      Map.of("type", "object", "properties", Map.of(), "additionalProperties", false);

  /** Keywords that say what kind of value there is. */
  private static final List<String> KINDS =
      List.of("type", "$ref", "allOf", "anyOf", "oneOf", "const", "enum");

  private final Fields request;
  private final boolean nested;

  /** @param nested true where a tool's fields are below {@code function}, as in chat requests */
  public ToolFields(Fields request, boolean nested) {
    this.request = request;
    this.nested = nested;
  }

  public Tools read(CallFormat format) {
    List<?> given = request.list("tools");
    boolean parallel = request.bool("parallel_tool_calls", true);
    List<Tools.Tool> tools = new ArrayList<>();
    if (given != null) {
      if (given.size() > MAX_TOOLS) {
        throw ApiException.bad(
            "tools",
            "'tools' has " + given.size() + " entries; at most " + MAX_TOOLS + " are allowed.");
      }
      for (int i = 0; i < given.size(); i++) {
        tools.add(tool(Fields.of(given.get(i), "tools[" + i + "]")));
      }
    }
    return choice(tools, parallel, format);
  }

  private Tools.Tool tool(Fields tool) {
    String type = tool.required("type");
    if (!type.equals("function")) {
      throw ApiException.unsupported(
          tool.path("type"),
          "Tools of type \"" + Fields.shortened(type) + "\" are not supported; only \"function\"."
      );
    }
    Fields function = nested ? tool.requiredObject("function") : tool;
    String name = function.required("name");
    if (!NAME.matcher(name).matches()) {
      throw ApiException.bad(
          function.path("name"),
          "'" + function.path("name") + "' is \"" + Fields.shortened(name)
              + "\"; 1 to 64 letters, digits, _, - and . are allowed.");
    }
    function.string("description");
    Fields parameters = function.object("parameters");
    return new Tools.Tool(
        tool.path(nested ? "function" : "").replaceAll("\\.$", ""), name,
        parameters == null ? NO_PARAMETERS : arguments(parameters.map()),
        function.bool("strict", false));
  }

  /** Arguments are an object, also where a schema does not care to say so. */
  private static Map<?, ?> arguments(Map<?, ?> schema) {
    if (KINDS.stream().anyMatch(schema::containsKey)) {
      return schema;
    }
    Map<Object, @Nullable Object> typed = new LinkedHashMap<>(schema);
    typed.put("type", "object");
    return typed;
  }

  private Tools choice(List<Tools.Tool> tools, boolean parallel, CallFormat format) {
    Object choice = request.get("tool_choice");
    Set<String> all = tools.stream().map(Tools.Tool::name).collect(Collectors.toSet());
    if (choice == null || choice instanceof String) {
      Tools.Choice kind = kind(choice == null ? "auto" : (String) choice, "tool_choice", tools);
      return new Tools(tools, kind, all, parallel, format);
    }
    Fields object = Fields.of(choice, "tool_choice");
    String type = object.required("type");
    return switch (type) {
      case "function" ->
          new Tools(
              tools, Tools.Choice.REQUIRED, Set.of(known(name(object), all)), false, format);
      case "allowed_tools" -> {
        Fields list = nested ? object.requiredObject("allowed_tools") : object;
        Set<String> some = allowed(list, all);
        Tools.Choice kind = kind(list.required("mode"), list.path("mode"), tools);
        yield new Tools(tools, kind, some, parallel, format);
      }
      default ->
          throw ApiException.unsupported(
              "tool_choice.type",
              "A tool choice of type \"" + Fields.shortened(type) + "\" is not supported.");
    };
  }

  private static Tools.Choice kind(String word, String path, List<Tools.Tool> tools) {
    return switch (word) {
      case "none" -> Tools.Choice.NONE;
      case "auto" -> tools.isEmpty() ? Tools.Choice.NONE : Tools.Choice.AUTO;
      case "required" -> {
        if (tools.isEmpty()) {
          throw ApiException.bad("tool_choice", "'tool_choice' needs 'tools' to choose from.");
        }
        yield Tools.Choice.REQUIRED;
      }
      default ->
          throw ApiException.bad(
              path,
              "'" + path + "' is \"" + Fields.shortened(word)
                  + "\"; allowed: none, auto, required, or a function.");
    };
  }

  private Set<String> allowed(Fields choice, Set<String> all) {
    List<?> given = choice.list("tools");
    if (given == null || given.isEmpty()) {
      throw ApiException.bad(
          choice.path("tools"), "'" + choice.path("tools") + "' is missing or empty.");
    }
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < given.size(); i++) {
      names.add(known(name(Fields.of(given.get(i), choice.path("tools[" + i + "]"))), all));
    }
    return names;
  }

  private static String known(String name, Set<String> all) {
    if (!all.contains(name)) {
      throw ApiException.bad(
          "tool_choice",
          all.isEmpty()
              ? "'tool_choice' needs 'tools' to choose from."
              : "'tool_choice' names \"" + Fields.shortened(name)
                  + "\", which is not in 'tools'.");
    }
    return name;
  }

  private String name(Fields tool) {
    return (nested ? tool.requiredObject("function") : tool).required("name");
  }

  /** The tools as chat templates read them: the chat request's own form. */
  public @Nullable List<Object> forTemplate() {
    List<?> given = request.list("tools");
    if (given == null || given.isEmpty()) {
      return null;
    }
    if (nested) {
      return new ArrayList<>(given);
    }
    List<Object> out = new ArrayList<>();
    for (Object one : given) {
      Map<String, @Nullable Object> function = new LinkedHashMap<>();
      ((Map<?, ?>) one).forEach((name, value) -> function.put(String.valueOf(name), value));
      function.remove("type");
      function.values().removeIf(Objects::isNull);
      Map<String, @Nullable Object> tool = new LinkedHashMap<>();
      tool.put("type", "function");
      tool.put("function", function);
      out.add(tool);
    }
    return out;
  }
}
