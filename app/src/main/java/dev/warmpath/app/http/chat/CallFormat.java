package dev.warmpath.app.http.chat;

/** How a model writes tool calls. */
public enum CallFormat {
  /** {@code <tool_call>{"name": …, "arguments": …}</tool_call>}: Hermes, Qwen, tool block. */
  HERMES("<tool_call>\n", "arguments", "\n</tool_call>"),
  /** The whole answer is {@code {"name": …, "parameters": …}}: Llama 3. */
  LLAMA3("", "parameters", "");

  private final String open;
  private final String argumentsName;
  private final String close;

  CallFormat(String open, String argumentsName, String close) {
    this.open = open;
    this.argumentsName = argumentsName;
    this.close = close;
  }

  /** The format that a chat template teaches its model. */
  public static CallFormat of(String templateSource) {
    boolean llama =
        !templateSource.contains("<tool_call>")
            && (templateSource.contains("<|python_tag|>")
                || templateSource.contains("\"parameters\": "));
    return llama ? LLAMA3 : HERMES;
  }

  /** What a call begins with, up to its arguments; {@code nameJson} is the name in quotes. */
  String before(String nameJson) {
    return open + "{\"name\": " + nameJson + ", \"" + argumentsName + "\": ";
  }

  String after() {
    return "}" + close;
  }

  /** The text between two calls of one answer. */
  String between() {
    return "\n";
  }

  /** Text after which a first call is over; empty when there is none. */
  String end() {
    return close.strip();
  }
}
