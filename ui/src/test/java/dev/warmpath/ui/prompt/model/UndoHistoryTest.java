package dev.warmpath.ui.prompt.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.fakes.TickingClock;
import dev.warmpath.ui.prompt.PromptFixture;
import dev.warmpath.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UndoHistoryTest {
  private final TickingClock clock = new TickingClock();
  private final PromptDocument document = new PromptDocument(clock);

  private static Workspace two() {
    return PromptFixture.workspace(
        PromptFixture.segment("a", Segment.Kind.SYSTEM, "alpha"),
        PromptFixture.segment("b", Segment.Kind.USER, "beta"));
  }

  private void type(String id, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      document.replace(id, at + i, at + i, text.substring(i, i + 1), true);
    }
  }

  private String text(String id) {
    return document.find(id).orElseThrow().text().toString();
  }

  @Test
  void takesBackABurstOfTypingAtOnceAndPausesApart() {
    document.open(two());
    type("a", 5, " one");
    clock.pass(Duration.ofMillis(UndoHistory.BURST_PAUSE_MS + 1));
    type("a", 9, " two");
    document.undo();
    assertThat(text("a")).isEqualTo("alpha one");
    document.undo();
    assertThat(text("a")).isEqualTo("alpha");
    assertThat(document.canUndo().get()).isFalse();
    document.redo();
    document.redo();
    assertThat(text("a")).isEqualTo("alpha one two");
  }

  @Test
  void goesBackAcrossSegmentsInTheOrderOfTheEdits() {
    document.open(two());
    type("a", 5, "!");
    type("b", 4, "?");
    document.remove("a");
    document.undo();
    assertThat(text("a")).isEqualTo("alpha!");
    document.undo();
    assertThat(text("b")).isEqualTo("beta");
    document.undo();
    assertThat(text("a")).isEqualTo("alpha");
  }

  @Test
  void joinsBackspacesButNotTypingWithThem() {
    document.open(two());
    type("a", 5, "xy");
    document.replace("a", 6, 7, "", true);
    document.replace("a", 5, 6, "", true);
    document.undo();
    assertThat(text("a")).isEqualTo("alphaxy");
    document.undo();
    assertThat(text("a")).isEqualTo("alpha");
  }

  @Test
  void forgetsWhatWasUndoneWhenSomethingElseIsTyped() {
    document.open(two());
    type("a", 5, "x");
    document.undo();
    type("b", 0, "y");
    assertThat(document.canRedo().get()).isFalse();
    document.redo();
    assertThat(text("a")).isEqualTo("alpha");
  }

  @Test
  void saysEditedOnlyWhileSavingWouldChangeTheFile() {
    document.open(two());
    assertThat(document.edited().get()).isFalse();
    type("a", 5, "x");
    assertThat(document.edited().get()).isTrue();
    document.undo();
    assertThat(document.edited().get()).isFalse();
    document.fold("a", true);
    assertThat(document.edited().get()).isFalse();
    document.move("b", 0);
    assertThat(document.edited().get()).isTrue();
    document.markSaved();
    assertThat(document.edited().get()).isFalse();
  }

  static Stream<Long> seeds() {
    return IntStream.range(0, 40).mapToObj(i -> 104_729L * i + 6);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void undoesAndRedoesAnySequenceOfChangesExactly(long seed) {
    Random random = new Random(seed);
    document.open(two());
    List<List<Segment>> states = new ArrayList<>();
    states.add(document.workspace().get().segments());
    for (int step = 0; step < 60; step++) {
      change(random, step);
      document.endBurst();
      List<Segment> now = document.workspace().get().segments();
      if (!now.equals(states.getLast())) {
        states.add(now);
      }
      assertThat(now).isEqualTo(
          document.segments().stream()
              .map(item -> item.segment().get().withText(item.text().toString()))
              .toList());
    }
    for (int i = states.size() - 2; i >= 0; i--) {
      document.undo();
      assertThat(document.workspace().get().segments()).isEqualTo(states.get(i));
    }
    for (int i = 1; i < states.size(); i++) {
      document.redo();
      assertThat(document.workspace().get().segments()).isEqualTo(states.get(i));
    }
  }

  private void change(Random random, int step) {
    if (document.segments().isEmpty()) {
      document.add(0, PromptFixture.segment("n" + step, Segment.Kind.USER, "new"));
      return;
    }
    SegmentItem item = document.segments().get(random.nextInt(document.segments().size()));
    int length = item.text().length();
    int from = random.nextInt(length + 1);
    int to = Math.min(length, from + random.nextInt(4));
    switch (random.nextInt(8)) {
      case 0 -> document.move(item.id(), random.nextInt(document.segments().size()));
      case 1 -> document.remove(item.id());
      case 2 -> document.add(
          random.nextInt(3), PromptFixture.segment("n" + step, Segment.Kind.CONTEXT, "new"));
      case 3 -> document.change(
          item.id(),
          old -> new Segment(old.id(), old.kind(), "name" + step, old.text(), true, old.folded()));
      case 4 -> document.replace(item.id(), from, to, "", true);
      default -> document.replace(item.id(), from, to, "x" + step, random.nextBoolean());
    }
  }
}
