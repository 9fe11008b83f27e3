package dev.warmpath.token;

import java.util.List;

/**
 * One editable part of a prompt.
 *
 * @param id stable identity within a workspace
 * @param kind what the part is; decides the message role
 * @param name shown in the card's head; may be empty
 * @param text the text, with variables such as {@code {{now}}} still in it
 * @param joins true when the text continues the previous segment's message (same role), separated
 *     by a blank line; false when it starts a message of its own
 * @param folded true when the card shows its first lines only
 */
public record Segment(
    String id, Kind kind, String name, String text, boolean joins, boolean folded) {

  /** What a segment is, in the order people usually stack them. */
  public enum Kind {
    SYSTEM("system"),
    TOOLS(""),
    DOCUMENTS("system"),
    EXAMPLES("system"),
    CONTEXT("system"),
    USER("user"),
    ASSISTANT("assistant"),
    TOOL("tool");

    private final String role;

    Kind(String role) {
      this.role = role;
    }

    /** The chat role; empty for {@link #TOOLS}, which fills the request's {@code tools}. */
    public String role() {
      return role;
    }
  }

  public Segment withText(String newText) {
    return new Segment(id, kind, name, newText, joins, folded);
  }

  public Segment withFolded(boolean nowFolded) {
    return new Segment(id, kind, name, text, joins, nowFolded);
  }

  /** The same, none folded: a fold is a way to look at a prompt, not an edit of it. */
  public static List<Segment> unfolded(List<Segment> segments) {
    return segments.stream().map(segment -> segment.withFolded(false)).toList();
  }
}
