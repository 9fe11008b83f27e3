package dev.warmpath.template;

import dev.warmpath.template.python.JsonText;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Source;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tool block in the Hermes form, and tool calls and results in the messages that such a
 * template cannot show by itself. docs/templates.md shows the exact text.
 */
final class ToolBlock {
  private static final String HEAD =
      "# Tools\n\nYou may call one or more functions to assist with the user query.\n\n"
          + "You are provided with function signatures within <tools></tools> XML tags:\n<tools>";
  private static final String TAIL =
      "\n</tools>\n\nFor each function call, return a json object with function name and arguments"
          + " within <tool_call></tool_call> XML tags:\n<tool_call>\n"
          + "{\"name\": <function-name>, \"arguments\": <args-json-object>}\n</tool_call>";

  private final Text text;

  /** @param tools the request's {@code tools}, JSON values */
  ToolBlock(List<?> tools) {
    Budget budget = new Budget();
    TextBuilder out = new TextBuilder(512).append(HEAD, Source.ADDED, -1);
    for (int i = 0; i < tools.size(); i++) {
      Object tool = RequestValues.of(tools.get(i), "tools[" + i + "]");
      out.append("\n", Source.ADDED, -1);
      out.append(JsonText.dumps(tool, JsonText.Style.DEFAULT, budget));
    }
    text = out.append(TAIL, Source.ADDED, -1).build();
  }

  static boolean startsWithSystem(List<@Nullable Object> turns) {
    return !turns.isEmpty() && turns.getFirst() instanceof PyDict first && hasRole(first, "system");
  }

  private static boolean hasRole(PyDict message, String role) {
    PyDict.Entry entry = message.find("role");
    return entry != null && entry.value() instanceof Text text && text.string().equals(role);
  }

  List<@Nullable Object> inSystemMessage(List<@Nullable Object> turns) {
    List<@Nullable Object> out = new ArrayList<>(turns);
    if (startsWithSystem(turns) && out.getFirst() instanceof PyDict first) {
      out.set(0, with(first, joined(content(first), text, false)));
    } else {
      PyDict system = new PyDict();
      system.put(Text.of("role"), Text.of("system", Source.ADDED, -1));
      system.put(Text.of("content"), text);
      out.addFirst(system);
    }
    return out;
  }

  List<@Nullable Object> inFirstUserMessage(List<@Nullable Object> turns) {
    List<@Nullable Object> out = new ArrayList<>(turns);
    for (int i = 0; i < out.size(); i++) {
      if (out.get(i) instanceof PyDict message && hasRole(message, "user")) {
        out.set(i, with(message, joined(content(message), text, true)));
        return out;
      }
    }
    return out;
  }

  private static @Nullable Object content(PyDict message) {
    PyDict.Entry entry = message.find("content");
    return entry == null ? null : entry.value();
  }

  private static PyDict with(PyDict message, @Nullable Object content) {
    return new PyDict(message.source()).putAll(message).put(Text.of("content"), content);
  }

  /** Content of any kind with {@code added} after it, or before it, and a blank line between. */
  private static Object joined(@Nullable Object content, Text added, boolean before) {
    if (content instanceof PyList parts) {
      PyDict part = new PyDict();
      part.put(Text.of("type"), Text.of("text"));
      Text gap = Text.of("\n\n", Source.ADDED, -1);
      TextBuilder padded = new TextBuilder(added.length() + 2);
      part.put(
          Text.of("text"),
          (before ? padded.append(added).append(gap) : padded.append(gap).append(added)).build());
      List<@Nullable Object> all = new ArrayList<>(parts.items());
      all.add(before ? 0 : all.size(), part);
      return PyList.list(all);
    }
    Text text = content instanceof Text known ? known : Text.EMPTY;
    if (text.isEmpty()) {
      return added;
    }
    TextBuilder out = new TextBuilder(text.length() + added.length() + 2);
    out.append(before ? added : text).append("\n\n", Source.ADDED, -1);
    return out.append(before ? text : added).build();
  }

  /** The messages with tool calls and results as text: calls in the answer, results as a user's. */
  static List<@Nullable Object> turns(@Nullable Object messages) {
    List<@Nullable Object> out = new ArrayList<>();
    PyDict results = null;
    Text told = Text.EMPTY;
    if (!(messages instanceof PyList list)) {
      return out;
    }
    for (Object item : list.items()) {
      if (!(item instanceof PyDict message)) {
        out.add(item);
        results = null;
      } else if (hasRole(message, "tool")) {
        Text result = result(content(message));
        if (results == null) {
          told = result;
          results = with(message, result).put(Text.of("role"), Text.of("user", Source.ADDED, -1));
          out.add(results);
        } else {
          TextBuilder both = new TextBuilder(256);
          told = both.append(told).append("\n", Source.ADDED, -1).append(result).build();
          results = with(results, told);
          out.set(out.size() - 1, results);
        }
      } else {
        out.add(withCalls(message));
        results = null;
      }
    }
    return out;
  }

  private static Text result(@Nullable Object content) {
    TextBuilder out = new TextBuilder(64).append("<tool_response>\n", Source.ADDED, -1);
    out.append(
        content instanceof Text text
            ? text
            : JsonText.dumps(content, JsonText.Style.DEFAULT, new Budget()));
    return out.append("\n</tool_response>", Source.ADDED, -1).build();
  }

  private static PyDict withCalls(PyDict message) {
    PyDict.Entry calls = message.find("tool_calls");
    if (calls == null || !(calls.value() instanceof PyList list) || list.size() == 0) {
      return message;
    }
    TextBuilder out = new TextBuilder(256);
    if (content(message) instanceof Text text && !text.isEmpty()) {
      out.append(text).append("\n", Source.ADDED, -1);
    }
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : "\n", Source.ADDED, -1);
      call(list.get(i), out);
    }
    return with(message, out.build());
  }

  private static void call(@Nullable Object call, TextBuilder out) {
    Object function =
        call instanceof PyDict dict && dict.find("function") != null
            ? dict.find("function").value()
            : call;
    PyDict.Entry name = function instanceof PyDict dict ? dict.find("name") : null;
    PyDict.Entry arguments = function instanceof PyDict dict ? dict.find("arguments") : null;
    Budget budget = new Budget();
    out.append("<tool_call>\n{\"name\": ", Source.ADDED, -1);
    out.append(
        JsonText.dumps(name == null ? null : name.value(), JsonText.Style.DEFAULT, budget));
    out.append(", \"arguments\": ", Source.ADDED, -1);
    Object given = arguments == null ? new PyDict() : arguments.value();
    out.append(
        given instanceof Text json
            ? json
            : JsonText.dumps(given, JsonText.Style.DEFAULT, budget));
    out.append("}\n</tool_call>", Source.ADDED, -1);
  }
}
