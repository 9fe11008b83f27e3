package dev.warmpath.template;

/** A template could not be parsed or rendered. The message is meant for the user. */
public final class TemplateException extends RuntimeException {
  private final int line;
  private final int column;

  /**
   * @param message what happened and what to do; for {@code raise_exception} the template's words
   * @param line line in the template, from 1; 0 when unknown
   * @param column column in the template, from 1; 0 when unknown
   */
  public TemplateException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
