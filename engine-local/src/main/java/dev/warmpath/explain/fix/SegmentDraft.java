package dev.warmpath.explain.fix;

import dev.warmpath.token.Segment;
import java.util.ArrayList;
import java.util.List;

/** A workspace's segments being changed: variables such as {@code {{now}}} move with their line. */
final class SegmentDraft implements Draft {

  private final List<Segment> segments;

  SegmentDraft(List<Segment> segments) {
    this.segments = new ArrayList<>(segments);
  }

  List<Segment> segments() {
    return segments;
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      int index = i;
      fields.add(
          new Field() {
            @Override
            public String path() {
              return "segments[" + index + "]";
            }

            @Override
            public String text() {
              return segments.get(index).text();
            }

            @Override
            public void set(String text) {
              segments.set(index, segments.get(index).withText(text));
            }
          });
    }
    return fields;
  }

  @Override
  public void append(String text) {
    if (!segments.isEmpty()) {
      Segment last = segments.getLast();
      segments.set(segments.size() - 1, last.withText(last.text() + JOINT + text));
    }
  }

  @Override
  public void appendToInstructions(String text) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).kind() == Segment.Kind.SYSTEM) {
        segments.set(i, segments.get(i).withText(segments.get(i).text() + JOINT + text));
        return;
      }
    }
  }

  @Override
  public void dropEmpty() {
    segments.removeIf(segment -> segment.text().isBlank());
  }
}
