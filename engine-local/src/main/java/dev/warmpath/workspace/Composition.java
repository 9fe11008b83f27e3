package dev.warmpath.workspace;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as a chat request, and which part of which field each segment became.
 *
 * @param request top-level fields as JSON values, ready for a chat template
 * @param placements one per segment that is in a message, in order
 */
public record Composition(
    Map<String, @Nullable Object> request, List<Placement> placements) {
  /** Between the parts of one message: a blank line, as people write prompts. */
  public static final String JOINT = "\n\n";

  /** Field of a segment that holds what else its message has (tool calls, a name). */
  static final String MESSAGE_FIELDS = "message";

  /**
   * Where a segment went.
   *
   * @param segment index of the segment
   * @param path field of the request, like {@code messages[0].content}
   * @param start first UTF-16 unit in the field
   * @param filled the segment's text as sent
   */
  public record Placement(int segment, String path, int start, Filled filled) {}

  /**
   * A run of the prompt that came from a segment.
   *
   * @param segment index of the segment
   * @param promptStart first UTF-16 unit in the prompt
   * @param promptEnd after the last one
   * @param sourceStart first UTF-16 unit in the segment's own text
   * @param sourceEnd after the last one; differs in length from the prompt's run for a variable
   */
  public record Located(
      int segment, int promptStart, int promptEnd, int sourceStart, int sourceEnd) {}

  /**
   * Makes the request.
   *
   * @param workspace what to send
   * @param variables values for its placeholders
   * @throws WorkspaceException when a tools segment is not a JSON array
   */
  public static Composition of(Workspace workspace, Variables variables) {
    Composition marked = marked(workspace, variables);
    return new Composition(CacheMarks.dropped(marked.request()), marked.placements());
  }

  /** The same with cache markers on tools and, in each message, the cuts of its markers. */
  static Composition marked(Workspace workspace, Variables variables) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>(workspace.fields());
    List<Map<String, Object>> messages = new ArrayList<>();
    List<Placement> placements = new ArrayList<>();
    List<@Nullable Object> tools = new ArrayList<>();
    String lastRole = "";
    for (int index = 0; index < workspace.segments().size(); index++) {
      Segment segment = workspace.segments().get(index);
      Filled filled = variables.fill(segment.text());
      if (segment.kind() == Segment.Kind.TOOLS) {
        tools.addAll(Json.array(filled.text(), "segment \"" + segment.name() + "\""));
        continue;
      }
      String role = segment.kind().role();
      String content = filled.text();
      int start = 0;
      if (segment.joins() && role.equals(lastRole)) {
        Map<String, Object> last = messages.getLast();
        String before = last.get("content") + JOINT;
        start = before.length();
        last.put("content", before + content);
        cut(last, CacheMarks.cuts(workspace.kept(segment).get(CacheMarks.NOTED), content), start);
      } else {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", content);
        Map<?, ?> kept = workspace.kept(segment);
        if (kept.get(MESSAGE_FIELDS) instanceof Map<?, ?> fields) {
          fields.forEach((key, value) -> message.put(String.valueOf(key), value));
        }
        cut(message, CacheMarks.cuts(kept.get(CacheMarks.NOTED), content), 0);
        messages.add(message);
      }
      lastRole = role;
      placements.add(
          new Placement(
              index, "messages[" + (messages.size() - 1) + "].content", start, filled));
    }
    request.put("messages", messages);
    if (!tools.isEmpty()) {
      request.put("tools", tools);
    }
    return new Composition(request, placements);
  }

  private static void cut(
      Map<String, Object> message, List<CacheMarks.Cut> cuts, int start) {
    if (cuts.isEmpty()) {
      return;
    }
    List<CacheMarks.Cut> all = new ArrayList<>(CacheMarks.cuts(message));
    cuts.forEach(cut -> all.add(new CacheMarks.Cut(start + cut.at(), cut.fields())));
    message.put(CacheMarks.NOTED, all);
  }

  /** Which parts of a rendered prompt came from which segment, in prompt order. */
  public List<Located> locate(Prompt prompt) {
    List<Located> located = new ArrayList<>();
    for (Prompt.Span span : prompt.spans()) {
      if (span.origin() != Prompt.Origin.FIELD || span.pathStart() < 0) {
        continue;
      }
      for (Placement placement : placements) {
        if (placement.path().equals(span.path())) {
          locate(span, placement, located);
        }
      }
    }
    return located;
  }

  private static void locate(Prompt.Span span, Placement placement, List<Located> located) {
    int fieldEnd = span.pathStart() + span.end() - span.start();
    for (Filled.Piece piece : placement.filled().pieces()) {
      int from = Math.max(span.pathStart(), placement.start() + piece.start());
      int to = Math.min(fieldEnd, placement.start() + piece.end());
      if (from >= to) {
        continue;
      }
      int promptStart = span.start() + from - span.pathStart();
      boolean verbatim = piece.variable().isEmpty();
      int inPiece = from - placement.start() - piece.start();
      located.add(
          new Located(
              placement.segment(),
              promptStart,
              promptStart + to - from,
              verbatim ? piece.sourceStart() + inPiece : piece.sourceStart(),
              verbatim ? piece.sourceStart() + inPiece + to - from : piece.sourceEnd()));
    }
  }
}
