package dev.warmpath.explain.cause;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The catalogue: every reason for a miss, and the verdicts that are nobody's fault. */
public enum Cause {
  VOLATILE_TIME("A date or time in the prefix changed", "input_changed", "system_changed"),
  VOLATILE_ID("An identifier or counter in the prefix changed", "input_changed", "system_changed"),
  TOOLS_REORDERED("The same tools came in another order", "tools_changed", "tools_changed"),
  TOOLS_CHANGED("A tool was added, removed or edited", "tools_changed", "tools_changed"),
  SERIALIZATION_DRIFT("The same data was written as other JSON", "input_changed",
      "messages_changed"),
  WHITESPACE_ONLY("Only white space or the Unicode form changed", "input_changed",
      "messages_changed"),
  ROLE_CHANGED("The same text came under another role", "input_changed", "messages_changed"),
  REASONING_STRIPPED("Earlier reasoning is gone", "input_changed", "messages_changed"),
  TEMPLATE_HEAD_PARAM("A template flag changed", "reasoning_effort_changed", "messages_changed"),
  HISTORY_EDITED("Earlier text was edited, cut or summarised", "context_compacted",
      "messages_changed"),
  DOCUMENTS_REORDERED("The same documents came in another order", "input_changed",
      "messages_changed"),
  BLOCK_MOVED("A block changed its place", "input_changed", "messages_changed"),
  BREAKPOINT_MOVED("No cache marker is where one was read or written", "", ""),
  TTL_EXPIRED("The cached prefix had expired", "unavailable", "unavailable"),
  EVICTED("The cached prefix had been pushed out", "unavailable", "unavailable"),
  NAMESPACE_CHANGED("Another cache key, tenant or salt", "prompt_cache_key_changed",
      "unavailable"),
  MODEL_CHANGED("Another model", "model_changed", "model_changed"),
  SETTING_CHANGED("A setting that belongs to the prefix changed", "text_format_changed",
      "messages_changed"),
  MEDIA_CHANGED("An image or file changed", "input_changed", "messages_changed"),
  BELOW_MINIMUM("Shorter than the smallest prefix that is cached", "unavailable", "unavailable"),
  PARTIAL_BLOCK("The rest of the prefix does not fill a block", "", ""),
  TOKENIZER_BOUNDARY("The new text changed how the last word is cut into tokens",
      "input_changed", "messages_changed"),
  ENGINE_CANNOT_REWIND("This model cannot go back to an earlier position", "unavailable",
      "unavailable"),
  WARMING_RACE("The prefix was still being computed by another request", "unavailable",
      "unavailable"),
  PROVIDER_MISS_STABLE("The same prefix, still alive, and missed all the same", "unavailable",
      "unavailable"),
  NOT_REPORTED("The server gave no count: unknown", "unavailable", "unavailable"),

  COLD_START("First request: nothing is cached yet"),
  LEGIT_GROWTH("Everything old hit; only the new text was computed"),
  SHORTENED("A step back; the rest hit"),
  AUXILIARY_CALL("Another conversation"),
  FULL_REUSE("The whole prompt was cached");

  private final String title;
  private final String openAiWord;
  private final String anthropicWord;
  private final boolean fault;

  Cause(String title, String openAiWord, String anthropicWord) {
    this.title = title;
    this.openAiWord = openAiWord;
    this.anthropicWord = anthropicWord;
    this.fault = true;
  }

  Cause(String title) {
    this.title = title;
    this.openAiWord = "";
    this.anthropicWord = "";
    this.fault = false;
  }

  /** The catalogue's id: {@code volatile_time}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** False for a verdict that is nobody's fault. */
  public boolean isFault() {
    return fault;
  }

  /** One sentence for people, without a full stop. */
  public String title() {
    return title;
  }

  /** OpenAI's own word; empty where it has none. */
  public String openAiWord() {
    return openAiWord;
  }

  /** Anthropic's own word; empty where it has none. */
  public String anthropicWord() {
    return anthropicWord;
  }

  public static Optional<Cause> ofId(String id) {
    return Arrays.stream(values()).filter(cause -> cause.id().equals(id)).findFirst();
  }
}
