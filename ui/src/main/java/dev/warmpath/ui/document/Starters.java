package dev.warmpath.ui.document;

import dev.warmpath.token.Segment;
import dev.warmpath.workspace.Workspace;
import java.util.List;
import java.util.Map;

/** What a new prompt starts with. Pure. */
final class Starters {
  private Starters() {}

  /** One system and one user segment: the smallest prompt whose prefix can stay warm. */
  static Workspace blank() {
    return new Workspace(
        "",
        "",
        List.of(
            new Segment("s1", Segment.Kind.SYSTEM, "System", "", false, false),
            new Segment("s2", Segment.Kind.USER, "User", "", false, false)),
        Map.of(), Workspace.Sampling.DEFAULT, "", List.of(), Map.of(), Map.of());
  }
}
