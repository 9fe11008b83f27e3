package dev.warmpath.explain.cause;

import java.util.Locale;

/** The catalogue: every reason for a miss, and the verdicts that are nobody's fault. */
public enum Cause {
  VOLATILE_TIME("A date or time in the prefix changed"),
  VOLATILE_ID("An identifier or counter in the prefix changed"),
  TOOLS_REORDERED("The same tools came in another order"),
  TOOLS_CHANGED("A tool was added, removed or edited"),
  SERIALIZATION_DRIFT("The same data was written as other JSON"),
  WHITESPACE_ONLY("Only white space or the Unicode form changed"),
  ROLE_CHANGED("The same text came under another role"),
  REASONING_STRIPPED("Earlier reasoning is gone"),
  TEMPLATE_HEAD_PARAM("A template flag changed"),
  HISTORY_EDITED("Earlier text was edited, cut or summarised"),
  DOCUMENTS_REORDERED("The same documents came in another order"),
  BLOCK_MOVED("A block changed its place"),
  BREAKPOINT_MOVED("No cache marker is where one was read or written"),
  TTL_EXPIRED("The cached prefix had expired"),
  EVICTED("The cached prefix had been pushed out"),
  NAMESPACE_CHANGED("Another cache key, tenant or salt"),
  MODEL_CHANGED("Another model"),
  SETTING_CHANGED("A setting that belongs to the prefix changed"),
  MEDIA_CHANGED("An image or file changed"),
  BELOW_MINIMUM("Shorter than the smallest prefix that is cached"),
  PARTIAL_BLOCK("The rest of the prefix does not fill a block"),
  TOKENIZER_BOUNDARY("The new text changed how the last word is cut into tokens"),
  ENGINE_CANNOT_REWIND("This model cannot go back to an earlier position"),
  WARMING_RACE("The prefix was still being computed by another request"),
  PROVIDER_MISS_STABLE("The same prefix, still alive, and missed all the same"),
  NOT_REPORTED("The server gave no count: unknown"),

  COLD_START("First request: nothing is cached yet", false),
  LEGIT_GROWTH("Everything old hit; only the new text was computed", false),
  SHORTENED("A step back; the rest hit", false),
  AUXILIARY_CALL("Another conversation", false),
  FULL_REUSE("The whole prompt was cached", false);

  private final String title;
  private final boolean fault;

  Cause(String title) {
    this(title, true);
  }

  Cause(String title, boolean fault) {
    this.title = title;
    this.fault = fault;
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
}
