package dev.warmpath.app.grammar;

import java.util.Objects;

/** A schema that cannot be turned into a grammar without changing what it means. */
public final class SchemaException extends RuntimeException {
  private final String pointer;

  /**
   * @param pointer where in the schema, like {@code properties.age.multipleOf}; empty for its top
   * @param message what is wrong and what to do
   */
  public SchemaException(String pointer, String message) {
    super(message);
    this.pointer = pointer;
  }

  /** For whoever wrote the schema. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  public String pointer() {
    return pointer;
  }
}
