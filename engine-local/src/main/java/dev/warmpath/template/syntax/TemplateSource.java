package dev.warmpath.template.syntax;

import dev.warmpath.template.TemplateException;

/**
 * Template source with equal line ends and without its last one, as jinja2 reads it.
 *
 * @param text lines end in \n
 */
public record TemplateSource(String text) {

  public static TemplateSource of(String raw) {
    String text = raw.replace("\r\n", "\n").replace('\r', '\n');
    return new TemplateSource(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
  }

  /** An error at {@code offset}, with line and column. */
  public TemplateException error(String message, int offset) {
    int at = Math.max(0, Math.min(offset, text.length()));
    int line = 1;
    int start = 0;
    for (int i = 0; i < at; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new TemplateException(message, line, text.codePointCount(start, at) + 1);
  }
}
