package dev.warmpath.ui.prompt.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of one segment while it is edited, and who wants to know. Text that an input method
 * still composes stands in it but is no edit: it is taken out before one is made. FX thread in the
 * window.
 */
public final class SegmentText {

  /** Is told after each change. */
  @FunctionalInterface
  public interface Listener {
    /** {@code removed} units at {@code from} were replaced by {@code inserted} ones. */
    void changed(int from, int removed, int inserted);
  }

  private final TextBuffer buffer;
  private final List<Listener> listeners = new ArrayList<>();
  private int composedFrom = -1;
  private int composedTo = -1;

  public SegmentText(String text) {
    buffer = new TextBuffer(text);
  }

  /** The characters; read only, always the newest. */
  public CharSequence chars() {
    return buffer;
  }

  public int length() {
    return buffer.length();
  }

  public String between(int from, int to) {
    return buffer.subSequence(from, to);
  }

  /** First unit being composed; −1 for none. */
  public int composedFrom() {
    return composedFrom;
  }

  /** After the last unit being composed; −1 for none. */
  public int composedTo() {
    return composedTo;
  }

  /** Shows text that is being composed at a place, instead of what was composed before. */
  public void compose(int at, String text) {
    settle();
    change(at, at, text);
    composedFrom = at;
    composedTo = at + text.length();
  }

  /** Takes composed text out again: what is left are the user's edits. */
  public void settle() {
    if (composedFrom >= 0) {
      int from = composedFrom;
      int to = composedTo;
      composedFrom = -1;
      composedTo = -1;
      change(from, to, "");
    }
  }

  /**
   * Replaces a range and tells the listeners.
   *
   * @throws IllegalStateException while text is composed: the range would be meant without it
   */
  public void replace(int from, int to, String text) {
    if (composedFrom >= 0) {
      throw new IllegalStateException("text is being composed at " + composedFrom);
    }
    change(from, to, text);
  }

  private void change(int from, int to, String text) {
    buffer.replace(from, to, text);
    for (Listener listener : List.copyOf(listeners)) {
      listener.changed(from, to - from, text.length());
    }
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  public void unlisten(Listener listener) {
    listeners.remove(listener);
  }

  @Override
  public String toString() {
    return buffer.toString();
  }
}
