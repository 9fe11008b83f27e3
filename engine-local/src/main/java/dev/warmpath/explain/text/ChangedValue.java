package dev.warmpath.explain.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One side of a difference, widened to the value it is part of. */
final class ChangedValue {
  /** Text looked at on each side of a difference; no written date is longer. */
  static final int CONTEXT = 80;

  final String window;
  final int start;
  final int end;
  final String value;
  final String label;
  final String rest;

  private ChangedValue(String window, int start, int end) {
    this.window = window;
    this.start = start;
    this.end = end;
    int from = start;
    int to = end;
    // A difference of whole lines is no part of the words on the lines around it.
    boolean fromLine = start < end && window.charAt(start) == '\n';
    boolean toLine = start < end && window.charAt(end - 1) == '\n';
    while (from > 0 && !fromLine && inValue(window.charAt(from - 1))) {
      from--;
    }
    while (to < window.length() && !toLine && inValue(window.charAt(to))
        && (to > start || from < start)) {
      to++;
    }
    this.value = window.substring(from, to);
    this.rest = window.substring(to);
    this.label = window.substring(Math.max(window.lastIndexOf('\n', from - 1) + 1, 0), from);
  }

  static ChangedValue of(String text, int start, int end) {
    int from = Math.max(0, start - CONTEXT);
    int to = Math.min(text.length(), end + CONTEXT);
    return new ChangedValue(digits(text.substring(from, to)), start - from, end - from);
  }

  /** With the digits of every script as 0 to 9, at the same places. */
  private static String digits(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      boolean other = chars[i] > 127 && Character.isDigit(chars[i]);
      chars[i] = other ? (char) ('0' + Character.digit(chars[i], 10)) : chars[i];
    }
    return new String(chars);
  }

  static boolean inValue(char c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-' || c == '.';
  }

  boolean overlaps(Pattern pattern) {
    Matcher matcher = pattern.matcher(window);
    while (matcher.find()) {
      boolean touches =
          start == end
              ? matcher.start() < start && matcher.end() >= start
              : matcher.start() < end && matcher.end() > start;
      if (touches) {
        return true;
      }
      if (matcher.start() >= end) {
        return false;
      }
    }
    return false;
  }

  boolean isNumber() {
    return value.matches("\\d+\\.?");
  }

  boolean hasDigit() {
    return value.chars().anyMatch(c -> c >= '0' && c <= '9');
  }
}
