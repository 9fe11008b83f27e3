package dev.warmpath.explain.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of months and days in many languages, as alternatives of a regular expression. */
final class CalendarWords {
  private static final String FILE = "calendar.txt";
  private static final String LINES = read();

  private CalendarWords() {}

  static String months() {
    return alternatives("months ");
  }

  static String days() {
    return alternatives("days ");
  }

  /** The longest first: a shorter name may begin a longer one. */
  private static String alternatives(String kind) {
    return LINES.lines()
        .filter(line -> line.startsWith(kind))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .flatMap(names -> Arrays.stream(names.split(" ")))
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }

  private static String read() {
    try (InputStream file = CalendarWords.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IllegalStateException(FILE + " is missing from the program");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
