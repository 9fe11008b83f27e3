package dev.warmpath.ui.prompt.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of one segment while it is edited, and who wants to know. FX thread in the window.
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

  /** Replaces a range and tells the listeners. */
  public void replace(int from, int to, String text) {
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
