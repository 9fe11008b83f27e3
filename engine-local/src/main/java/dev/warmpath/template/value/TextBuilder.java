package dev.warmpath.template.value;

import java.util.Arrays;

/** Builds a flat text with its sources; neighbours that continue each other become one run. */
public final class TextBuilder {
  private final StringBuilder text;
  private int[] ends = new int[4];
  private int[] offsets = new int[4];
  private Source[] sources = new Source[4];
  private int count;

  public TextBuilder(int expected) {
    text = new StringBuilder(expected);
  }

  public TextBuilder append(String added, Source source, int offset) {
    if (!added.isEmpty()) {
      text.append(added);
      run(added.length(), source, offset);
    }
    return this;
  }

  /** Text of the template itself. */
  public TextBuilder append(String added) {
    return append(added, Source.TEMPLATE, -1);
  }

  public TextBuilder append(Text added) {
    String string = added.string();
    Pieces pieces = added.pieces();
    for (int i = 0; i < pieces.count() && !string.isEmpty(); i++) {
      text.append(string, pieces.start(i), pieces.end(i));
      run(pieces.end(i) - pieces.start(i), pieces.source(i), pieces.offset(i));
    }
    return this;
  }

  /** Appends {@code string} written by what wrote {@code like}, without offsets. */
  public TextBuilder appendLike(String string, Text like) {
    return append(string, like.pieces().main(), -1);
  }

  private void run(int length, Source source, int offset) {
    int at = text.length();
    if (count > 0 && continues(length, source, offset)) {
      ends[count - 1] = at;
      return;
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
      offsets = Arrays.copyOf(offsets, count * 2);
      sources = Arrays.copyOf(sources, count * 2);
    }
    ends[count] = at;
    offsets[count] = source.isField() ? offset : -1;
    sources[count] = source;
    count++;
  }

  private boolean continues(int length, Source source, int offset) {
    if (!sources[count - 1].equals(source)) {
      return false;
    }
    int last = offsets[count - 1];
    if (!source.isField()) {
      return true;
    }
    if (last < 0 || offset < 0) {
      return last < 0 && offset < 0;
    }
    int start = count == 1 ? 0 : ends[count - 2];
    return last + (text.length() - length - start) == offset;
  }

  public int length() {
    return text.length();
  }

  String string() {
    return text.toString();
  }

  Pieces pieces() {
    return new Pieces(
        Arrays.copyOf(ends, count), Arrays.copyOf(sources, count), Arrays.copyOf(offsets, count));
  }

  public Text build() {
    return count == 0 ? Text.EMPTY : Text.of(string(), pieces());
  }
}
