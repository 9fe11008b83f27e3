package dev.warmpath.ui.fix;

import dev.warmpath.explain.fix.Change;
import dev.warmpath.explain.fix.Unit;
import dev.warmpath.explain.text.Days;
import dev.warmpath.token.Segment;
import dev.warmpath.workspace.Composition;
import dev.warmpath.workspace.Filled;
import dev.warmpath.workspace.Variables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fix on a workspace's segments. A changing line is found in the request as it was sent and
 * followed back to the segment it came from, so that {@code {{now}}} stays a variable and a segment
 * that holds nothing else moves as a whole. Pure.
 */
final class WorkspaceFix {
  private static final Pattern NOW = Variables.use("now");

  private final List<Segment> sent;
  private final Composition composition;

  /**
   * @param sent the segments as they were sent
   * @param composition what became of them
   */
  WorkspaceFix(List<Segment> sent, Composition composition) {
    this.sent = sent;
    this.composition = composition;
  }

  /** Part of a segment's own text. */
  private record Part(int segment, int start, int end) {}

  /** The changed segments; the same ones when the change has no meaning for them. */
  List<Segment> apply(Change change) {
    return switch (change) {
      case Change.MoveBelow move -> move(move.units());
      case Change.PinDate pin -> pin(pin.units());
      default -> change.apply(sent);
    };
  }

  /** Times keep their day; a variable for the time becomes the one for the day. */
  private List<Segment> pin(List<Unit> units) {
    List<Segment> pinned = new ArrayList<>(sent);
    LinkedHashMap<String, FieldText> fields = fields();
    for (Unit unit : units) {
      for (Map.Entry<String, FieldText> field : fields.entrySet()) {
        Unit.Range range = unit.find(field.getValue().text());
        if (range != null) {
          for (Part part : parts(field.getKey(), range)) {
            Segment segment = pinned.get(part.segment());
            String own = sent.get(part.segment()).text().substring(part.start(), part.end());
            String day = Days.toDay(NOW.matcher(own).replaceAll("{{today}}"));
            pinned.set(
                part.segment(), segment.withText(segment.text().replace(own, day)));
          }
          break;
        }
      }
    }
    return pinned;
  }

  private List<Segment> move(List<Unit> units) {
    LinkedHashMap<String, FieldText> fields = fields();
    List<Part> parts = new ArrayList<>();
    for (Unit unit : units) {
      for (Map.Entry<String, FieldText> field : fields.entrySet()) {
        Unit.Range range = unit.find(field.getValue().text());
        if (range != null) {
          FieldText text = field.getValue();
          parts.addAll(parts(field.getKey(), text.origin(range)));
          String moved = text.cut(range);
          fields.lastEntry().getValue().append(moved.strip());
          break;
        }
      }
    }
    return parts.isEmpty() ? sent : moved(parts);
  }

  private LinkedHashMap<String, FieldText> fields() {
    TreeMap<Integer, String> byMessage = new TreeMap<>();
    Object messages = composition.request().get("messages");
    if (messages instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> message
            && message.get("content") instanceof String content) {
          byMessage.put(i, content);
        }
      }
    }
    LinkedHashMap<String, FieldText> fields = new LinkedHashMap<>();
    byMessage.forEach(
        (index, content) -> fields.put("messages[" + index + "].content", new FieldText(content)));
    return fields;
  }

  /** A field while lines leave it: each UTF-16 unit knows where it was; −1 for what was added. */
  private static final class FieldText {
    private final StringBuilder text;
    private final List<Integer> origins;

    FieldText(String text) {
      this.text = new StringBuilder(text);
      origins = new ArrayList<>(text.length());
      for (int i = 0; i < text.length(); i++) {
        origins.add(i);
      }
    }

    String text() {
      return text.toString();
    }

    /** Where a range was in the field as sent; empty for text that was added. */
    Unit.Range origin(Unit.Range range) {
      int first = -1;
      int last = -1;
      for (int i = range.start(); i < range.end(); i++) {
        if (origins.get(i) >= 0) {
          first = first < 0 ? origins.get(i) : first;
          last = origins.get(i);
        }
      }
      return first < 0 ? new Unit.Range(0, 0) : new Unit.Range(first, last + 1);
    }

    /** Takes a range out, with the line end that it would leave behind. */
    String cut(Unit.Range range) {
      String taken = text.substring(range.start(), range.end());
      Unit.Range gap = range.withGap(text);
      text.delete(gap.start(), gap.end());
      origins.subList(gap.start(), gap.end()).clear();
      return taken;
    }

    void append(String added) {
      String joined = Composition.JOINT + added;
      text.append(joined);
      for (int i = 0; i < joined.length(); i++) {
        origins.add(-1);
      }
    }
  }

  /** The parts of segments that a range of a field came from. */
  private List<Part> parts(String path, Unit.Range range) {
    List<Part> parts = new ArrayList<>();
    for (Composition.Placement placement : composition.placements()) {
      if (!placement.path().equals(path)) {
        continue;
      }
      int from = -1;
      int to = -1;
      for (Filled.Piece piece : placement.filled().pieces()) {
        int start = Math.max(range.start(), placement.start() + piece.start());
        int end = Math.min(range.end(), placement.start() + piece.end());
        if (start < end) {
          boolean verbatim = piece.variable().isEmpty();
          int shift = piece.sourceStart() - placement.start() - piece.start();
          from = from < 0 ? (verbatim ? start + shift : piece.sourceStart()) : from;
          to = verbatim ? end + shift : piece.sourceEnd();
        }
      }
      if (from >= 0) {
        parts.add(new Part(placement.segment(), from, to));
      }
    }
    return parts;
  }

  private List<Segment> moved(List<Part> parts) {
    List<Segment> left = new ArrayList<>(sent);
    List<Segment> below = new ArrayList<>();
    Map<Integer, StringBuilder> texts = new LinkedHashMap<>();
    List<Part> lastFirst = new ArrayList<>(parts);
    lastFirst.sort((one, other) -> Integer.compare(other.start(), one.start()));
    for (Part part : parts) {
      String text = sent.get(part.segment()).text().substring(part.start(), part.end()).strip();
      texts.merge(
          part.segment(), new StringBuilder(text),
          (known, more) -> known.append(Composition.JOINT).append(more));
    }
    for (Part part : lastFirst) {
      Segment segment = left.get(part.segment());
      Unit.Range gap = new Unit.Range(part.start(), part.end()).withGap(segment.text());
      left.set(
          part.segment(),
          segment.withText(new StringBuilder(segment.text())
              .delete(gap.start(), gap.end()).toString()));
    }
    Segment.Kind last = lastKind(left);
    texts.forEach(
        (index, text) -> {
          Segment from = left.get(index);
          String id = from.text().isBlank() ? from.id() : UUID.randomUUID().toString();
          below.add(below(from, id, text.toString(), last));
        });
    left.removeIf(segment -> segment.text().isBlank());
    left.addAll(below);
    return left;
  }

  /** The kind of the last segment that is in a message. */
  private static Segment.@Nullable Kind lastKind(List<Segment> segments) {
    Segment.Kind last = null;
    for (Segment segment : segments) {
      boolean said = segment.kind() != Segment.Kind.TOOLS && !segment.text().isBlank();
      last = said ? segment.kind() : last;
    }
    return last;
  }

  /** At the end of the last message, or in a user's message of its own after an answer. */
  private static Segment below(
      Segment from, String id, String text, Segment.@Nullable Kind last) {
    String system = Segment.Kind.SYSTEM.role();
    boolean within =
        last != null && last.role().equals(system) && from.kind().role().equals(system);
    Segment.Kind kind = within ? from.kind() : Segment.Kind.USER;
    boolean joins = last != null && kind.role().equals(last.role());
    String name = from.name().isEmpty() ? "What changes" : from.name();
    return new Segment(id, kind, name, text, joins, false);
  }
}
