package dev.warmpath.ui.prompt.model;

import dev.warmpath.token.Segment;

/** What segments and their kinds are called on screen. */
public final class SegmentNames {
  private SegmentNames() {}

  /** The segment's own name, or its kind's. */
  public static String of(Segment segment) {
    return segment.name().isBlank() ? of(segment.kind()) : segment.name();
  }

  public static String of(Segment.Kind kind) {
    return switch (kind) {
      case SYSTEM -> "System";
      case TOOLS -> "Tools";
      case DOCUMENTS -> "Documents";
      case EXAMPLES -> "Examples";
      case CONTEXT -> "Context";
      case USER -> "User";
      case ASSISTANT -> "Assistant";
      case TOOL -> "Tool result";
    };
  }
}
