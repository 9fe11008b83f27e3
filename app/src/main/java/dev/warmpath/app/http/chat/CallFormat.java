package dev.warmpath.app.http.chat;

/** How a model writes tool calls. */
public enum CallFormat {
  /** {@code <tool_call>{"name": …, "arguments": …}</tool_call>}: Hermes, Qwen, tool block. */
  HERMES(CallFormat.OPEN + "\n", "arguments", "\n" + CallFormat.CLOSE),
  /** The whole answer is {@code {"name": …, "parameters": …}}: Llama 3. */
  LLAMA3("", "parameters", "");

  /** Stands before and behind a call of {@link #HERMES}. */
  public static final String OPEN = "<tool_call>";

  public static final String CLOSE = "</tool_call>";

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
        !templateSource.contains(OPEN)
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
