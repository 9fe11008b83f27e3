package dev.warmpath.ui.prompt;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words with the blank before them, single signs, and control tokens in template text. */
public final class FakeTokenizer implements Tokenizer {
  private static final List<String> SPECIAL = List.of("<|im_start|>", "<|im_end|>");

  private final Map<String, Integer> ids = new HashMap<>();
  private final List<String> pieces = new ArrayList<>();

  public FakeTokenizer() {
    SPECIAL.forEach(this::idOf);
  }

  @Override
  public synchronized Tokens tokenize(Prompt prompt) {
    Out out = new Out(prompt.text().length());
    for (Prompt.Span span : prompt.spans()) {
      boolean template = span.origin() != Prompt.Origin.FIELD;
      scan(prompt.text(), span.start(), span.end(), template, out);
    }
    return out.tokens();
  }

  @Override
  public synchronized Tokens tokenize(String text) {
    Out out = new Out(text.length());
    scan(text, 0, text.length(), false, out);
    return out.tokens();
  }

  private void scan(String text, int from, int to, boolean template, Out out) {
    int at = from;
    while (at < to) {
      int end = end(text, at, to, template);
      String piece = text.substring(at, end);
      out.add(idOf(piece), piece, end);
      at = end;
    }
  }

  private static int end(String text, int at, int to, boolean template) {
    if (template) {
      for (String special : SPECIAL) {
        if (text.startsWith(special, at)) {
          return at + special.length();
        }
      }
    }
    int end = at;
    if (text.charAt(at) == ' ' && at + 1 < to && Character.isLetterOrDigit(text.charAt(at + 1))) {
      end++;
    }
    while (end < to && Character.isLetterOrDigit(text.charAt(end)) && end - at < 12) {
      end++;
    }
    return end > at ? end : at + Character.charCount(text.codePointAt(at));
  }

  private int idOf(String piece) {
    return ids.computeIfAbsent(
        piece,
        p -> {
          pieces.add(p);
          return pieces.size() - 1;
        });
  }

  @Override
  public synchronized byte[] piece(int id) {
    return pieces.get(id).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized String name(int id) {
    return pieces.get(id);
  }

  @Override
  public boolean isSpecial(int id) {
    return id < SPECIAL.size();
  }

  @Override
  public boolean endsGeneration(int id) {
    return id == 1;
  }

  @Override
  public synchronized int vocabularySize() {
    return pieces.size();
  }

  private static final class Out {
    private int[] ids;
    private int[] byteEnds;
    private int[] charEnds;
    private int size;
    private int bytes;

    Out(int chars) {
      ids = new int[chars + 1];
      byteEnds = new int[chars + 1];
      charEnds = new int[chars + 1];
    }

    void add(int id, String piece, int charEnd) {
      bytes += piece.getBytes(StandardCharsets.UTF_8).length;
      ids[size] = id;
      byteEnds[size] = bytes;
      charEnds[size++] = charEnd;
    }

    Tokens tokens() {
      return new Tokens(
          java.util.Arrays.copyOf(ids, size), java.util.Arrays.copyOf(byteEnds, size),
          java.util.Arrays.copyOf(charEnds, size));
    }
  }
}
