package dev.warmpath.ui.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.fix.Change;
import dev.warmpath.explain.fix.Unit;
import dev.warmpath.token.Segment.Kind;
import dev.warmpath.token.Segment;
import dev.warmpath.workspace.Composition;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkspaceFixTest {
  private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"),
      ZoneOffset.UTC);

  private static final Unit TIME =
      new Unit("You help.\n\n", "Current time: ", "", "\n\nHandbook", "Current time: …");

  @Test
  void aSegmentThatHoldsOnlyTheChangingLineMovesAsAWhole() {
    List<Segment> fixed =
        apply(
            new Change.MoveBelow(List.of(TIME)),
            segment("s", Kind.SYSTEM, "You help.", false),
            segment("c", Kind.CONTEXT, "Current time: {{now}}", true),
            segment("h", Kind.DOCUMENTS, "Handbook", true),
            segment("u", Kind.USER, "Hello?", false));

    assertThat(fixed)
        .containsExactly(
            segment("s", Kind.SYSTEM, "You help.", false),
            segment("h", Kind.DOCUMENTS, "Handbook", true),
            segment("u", Kind.USER, "Hello?", false),
            segment("c", Kind.USER, "Current time: {{now}}", true));
  }

  @Test
  void aLineInsideASegmentBecomesASegmentOfItsOwnAndKeepsItsVariable() {
    List<Segment> fixed =
        apply(
            new Change.MoveBelow(List.of(TIME)),
            segment("s", Kind.SYSTEM, "You help.\n\nCurrent time: {{now}}\n\nHandbook", false),
            segment("u", Kind.USER, "Hello?", false));

    assertThat(fixed).extracting(Segment::text)
        .containsExactly("You help.\n\n\nHandbook", "Hello?", "Current time: {{now}}");
    assertThat(fixed.getLast().kind()).isEqualTo(Kind.USER);
    assertThat(fixed.getLast().joins()).isTrue();
  }

  @Test
  void aVariableForTheTimeBecomesTheOneForTheDay() {
    List<Segment> fixed =
        apply(
            new Change.PinDate(List.of(TIME)),
            segment("s", Kind.SYSTEM, "You help.\n\nCurrent time: {{now}}\n\nHandbook", false),
            segment("u", Kind.USER, "Is {{now}} early?", false));

    assertThat(fixed).extracting(Segment::text)
        .containsExactly(
            "You help.\n\nCurrent time: {{today}}\n\nHandbook", "Is {{now}} early?");
  }

  @Test
  void twoLinesMoveInTheOrderInWhichTheyStood() {
    Unit run = new Unit("You help.\n\n", "Run: ", "", "\nHandbook", "Run: …");
    List<Segment> fixed =
        apply(
            new Change.MoveBelow(
                List.of(
                    new Unit("You help.\n\n", "Current time: ", "", "\nRun: ", ""), run)),
            segment(
                "s", Kind.SYSTEM, "You help.\n\nCurrent time: {{now}}\nRun: {{counter}}\nHandbook",
                false),
            segment("u", Kind.USER, "Hello?", false));

    assertThat(fixed).extracting(Segment::text)
        .containsExactly(
            "You help.\n\nHandbook", "Hello?", "Current time: {{now}}\n\nRun: {{counter}}");
  }

  @Test
  void behindAnAnswerTheLineGetsAUsersMessageOfItsOwn() {
    List<Segment> fixed =
        apply(
            new Change.MoveBelow(List.of(TIME)),
            segment("s", Kind.SYSTEM, "You help.\n\nCurrent time: {{now}}\n\nHandbook", false),
            segment("a", Kind.ASSISTANT, "Hello!", false));

    assertThat(fixed.getLast())
        .isEqualTo(
            new Segment(
                fixed.getLast().id(), Kind.USER, "s", "Current time: {{now}}", false, false));
  }

  @Test
  void aLineThatIsNotThereChangesNothing() {
    Segment only = segment("s", Kind.SYSTEM, "You help.", false);
    assertThat(apply(new Change.MoveBelow(List.of(TIME)), only)).containsExactly(only);
  }

  private static List<Segment> apply(Change change, Segment... segments) {
    Workspace workspace =
        new Workspace(
            "", "", List.of(segments), Map.of(), Workspace.Sampling.DEFAULT, "", List.of(),
            Map.of(), Map.of());
    Composition composition =
        Composition.of(workspace, Variables.fresh(Map.of(), NOON, new AtomicLong()));
    return new WorkspaceFix(workspace.segments(), composition).apply(change);
  }

  private static Segment segment(String id, Kind kind, String text, boolean joins) {
    return new Segment(id, kind, id, text, joins, false);
  }
}
