package dev.warmpath.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.token.Prompt;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that every span with an offset shows exactly that part of its field. */
final class Origins {
  private static final Pattern STEP =
      Pattern.compile("\\[\"((?:[^\"\\\\]|\\\\.)*)\"]|\\[(\\d+)]|\\.?([^.\\[]+)");

  private Origins() {}

  static void assertTrue(Prompt prompt, Map<String, Object> request) {
    for (Prompt.Span span : prompt.spans()) {
      if (span.pathStart() < 0) {
        continue;
      }
      String shown = prompt.text().substring(span.start(), span.end());
      String field = (String) field(request, span.path());
      assertThat(span.origin()).isEqualTo(Prompt.Origin.FIELD);
      assertThat(field.substring(span.pathStart(), span.pathStart() + shown.length()))
          .as("span %s", span)
          .isEqualTo(shown);
    }
  }

  static Object field(Object root, String path) {
    Object value = root;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      if (step.group(2) != null) {
        value = ((List<?>) value).get(Integer.parseInt(step.group(2)));
      } else {
        String name = step.group(1) != null ? step.group(1).replace("\\\"", "\"") : step.group(3);
        value = ((Map<?, ?>) value).get(name);
      }
    }
    return value;
  }
}
