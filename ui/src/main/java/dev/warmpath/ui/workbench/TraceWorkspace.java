package dev.warmpath.ui.workbench;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Segment;
import dev.warmpath.trace.Trace;
import dev.warmpath.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request that ran, as a workspace again: from the origin of its prompt's spans. Pure. */
final class TraceWorkspace {
  private static final Pattern CONTENT = Pattern.compile("messages\\[(\\d+)]\\.(content|role).*");
  private static final Pattern ROLE =
      Pattern.compile("system|developer|user|assistant|model|tool", Pattern.CASE_INSENSITIVE);

  private TraceWorkspace() {}

  /** The whole request. */
  static Workspace of(Trace trace) {
    return of(trace, trace.prompt().text().length());
  }

  /** The request's first {@code chars} UTF-16 units. */
  static Workspace of(Trace trace, int chars) {
    Map<Integer, StringBuilder> texts = new LinkedHashMap<>();
    Map<Integer, String> roles = new LinkedHashMap<>();
    String role = "";
    for (Prompt.Span span : trace.prompt().spans()) {
      String text =
          trace.prompt().text().substring(
              Math.min(chars, span.start()), Math.min(chars, span.end()));
      Matcher field = CONTENT.matcher(span.path());
      if (field.matches() && field.group(2).equals("content") && !text.isEmpty()) {
        int message = Integer.parseInt(field.group(1));
        texts.computeIfAbsent(message, m -> new StringBuilder()).append(text);
        roles.putIfAbsent(message, role);
      } else if (!field.matches() || field.group(2).equals("role")) {
        role = lastRole(text, role);
      }
    }
    List<Segment> segments = new ArrayList<>();
    texts.forEach(
        (message, text) -> {
          Segment.Kind kind = kind(roles.getOrDefault(message, ""));
          segments.add(new Segment("m" + message, kind, "", text.toString(), false, false));
        });
    if (segments.isEmpty()) {
      String text = trace.prompt().text().substring(0, chars);
      segments.add(new Segment("m0", Segment.Kind.USER, "", text, false, false));
    }
    return new Workspace(
        "Request " + trace.id(), "", segments, Map.of(), Workspace.Sampling.DEFAULT,
        trace.namespace().key(), List.of(), Map.of(), Map.of());
  }

  /** Templates write the role before the content, as text of their own or as the field. */
  private static String lastRole(String text, String before) {
    Matcher matcher = ROLE.matcher(text);
    String last = before;
    while (matcher.find()) {
      last = matcher.group().toLowerCase(Locale.ROOT);
    }
    return last;
  }

  private static Segment.Kind kind(String role) {
    return switch (role) {
      case "system", "developer" -> Segment.Kind.SYSTEM;
      case "assistant", "model" -> Segment.Kind.ASSISTANT;
      case "tool" -> Segment.Kind.TOOL;
      default -> Segment.Kind.USER;
    };
  }
}
