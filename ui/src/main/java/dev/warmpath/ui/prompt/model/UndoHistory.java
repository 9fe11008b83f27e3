package dev.warmpath.ui.prompt.model;

import dev.warmpath.token.Segment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the user did to a prompt, over all segments, in order. Keystrokes that follow each
 * other at one place become one step. One thread.
 */
final class UndoHistory {
  /** A pause longer than this ends a burst of typing: people think in such pieces. */
  static final long BURST_PAUSE_MS = 1_000;

  /** Most steps kept; nobody counts further back, and memory stays bounded. */
  static final int MOST_STEPS = 1_000;

  /** Most characters kept in all steps together (32 MB). */
  static final long MOST_CHARS = 16_000_000;

  /** One step. */
  public sealed interface Step {
    /** Text of one segment: {@code removed} at {@code from} became {@code inserted}. */
    record TextStep(String segment, int from, String removed, String inserted) implements Step {}

    /** The segments themselves: added, removed, moved, renamed. */
    record StructureStep(List<Segment> before, List<Segment> after) implements Step {
      public StructureStep {
        before = List.copyOf(before);
        after = List.copyOf(after);
      }
    }
  }

  private final Deque<Step> done = new ArrayDeque<>();
  private final Deque<Step> undone = new ArrayDeque<>();
  private long chars;
  private boolean open;
  private long lastAt;

  /** Records a text change; {@code typing} may join the step before. */
  public void text(Step.TextStep step, boolean typing, long nowMillis) {
    Step last = done.peekLast();
    boolean joins = typing && open && nowMillis - lastAt <= BURST_PAUSE_MS;
    Step.TextStep joined =
        joins && last instanceof Step.TextStep before ? joined(before, step) : null;
    if (joined != null) {
      done.removeLast();
      chars -= size(last);
      push(joined);
    } else {
      push(step);
    }
    open = typing && !step.inserted().equals("\n");
    lastAt = nowMillis;
  }

  /** Records a change of the segments. */
  public void structure(List<Segment> before, List<Segment> after) {
    push(new Step.StructureStep(before, after));
    open = false;
  }

  /** The next keystroke starts a step of its own. */
  public void endBurst() {
    open = false;
  }

  /** Takes the step to undo; null when there is none. */
  public @Nullable Step undo() {
    Step step = done.pollLast();
    if (step != null) {
      undone.addLast(step);
      chars -= size(step);
    }
    open = false;
    return step;
  }

  /** Takes the step to do again; null when there is none. */
  public @Nullable Step redo() {
    Step step = undone.pollLast();
    if (step != null) {
      done.addLast(step);
      chars += size(step);
    }
    open = false;
    return step;
  }

  public boolean canUndo() {
    return !done.isEmpty();
  }

  public boolean canRedo() {
    return !undone.isEmpty();
  }

  public void clear() {
    done.clear();
    undone.clear();
    chars = 0;
    open = false;
  }

  private void push(Step step) {
    undone.clear();
    done.addLast(step);
    chars += size(step);
    while (done.size() > MOST_STEPS || chars > MOST_CHARS && done.size() > 1) {
      chars -= size(done.removeFirst());
    }
  }

  private static long size(@Nullable Step step) {
    return step instanceof Step.TextStep text
        ? text.removed().length() + text.inserted().length()
        : 0;
  }

  private static Step.@Nullable TextStep joined(Step.TextStep before, Step.TextStep step) {
    if (!before.segment().equals(step.segment())) {
      return null;
    }
    boolean insertsOn =
        step.removed().isEmpty()
            && !before.inserted().isEmpty()
            && before.from() + before.inserted().length() == step.from();
    if (insertsOn) {
      return new Step.TextStep(
          before.segment(), before.from(), before.removed(), before.inserted() + step.inserted());
    }
    if (!step.inserted().isEmpty() || !before.inserted().isEmpty()) {
      return null;
    }
    if (step.from() + step.removed().length() == before.from()) {
      return new Step.TextStep(
          before.segment(), step.from(), step.removed() + before.removed(), "");
    }
    return step.from() == before.from()
        ? new Step.TextStep(
            before.segment(), before.from(), before.removed() + step.removed(), "")
        : null;
  }
}
