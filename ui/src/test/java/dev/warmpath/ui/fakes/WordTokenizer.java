package dev.warmpath.ui.fakes;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A token per word (with the blank before it) or punctuation mark; ids in order of sight. */
public final class WordTokenizer implements Tokenizer {
  private static final Pattern WORDS =
      Pattern.compile(" ?[\\p{L}\\p{N}]{1,6}| ?[^\\p{L}\\p{N}\\s]|\\s+");
  private static final Pattern SPECIAL = Pattern.compile("<\\|[a-z_]+\\|>");

  private final List<String> pieces = new ArrayList<>();
  private final java.util.Map<String, Integer> ids = new java.util.HashMap<>();

  @Override
  public Tokens tokenize(Prompt prompt) {
    List<String> found = new ArrayList<>();
    for (Prompt.Span span : prompt.spans()) {
      String part = prompt.text().substring(span.start(), span.end());
      int at = 0;
      if (span.origin() == Prompt.Origin.TEMPLATE) {
        Matcher special = SPECIAL.matcher(part);
        while (special.find()) {
          words(part.substring(at, special.start()), found);
          found.add(special.group());
          at = special.end();
        }
      }
      words(part.substring(at), found);
    }
    return tokens(found);
  }

  @Override
  public Tokens tokenize(String text) {
    List<String> found = new ArrayList<>();
    words(text, found);
    return tokens(found);
  }

  private static void words(String text, List<String> into) {
    Matcher matcher = WORDS.matcher(text);
    int at = 0;
    while (matcher.find()) {
      if (matcher.start() > at) {
        into.add(text.substring(at, matcher.start()));
      }
      into.add(matcher.group());
      at = matcher.end();
    }
    if (at < text.length()) {
      into.add(text.substring(at));
    }
  }

  private synchronized Tokens tokens(List<String> found) {
    int[] numbers = new int[found.size()];
    int[] bytes = new int[found.size()];
    int[] chars = new int[found.size()];
    int byteAt = 0;
    int charAt = 0;
    for (int i = 0; i < numbers.length; i++) {
      String piece = found.get(i);
      numbers[i] = ids.computeIfAbsent(piece, this::added);
      bytes[i] = byteAt += piece.getBytes(StandardCharsets.UTF_8).length;
      chars[i] = charAt += piece.length();
    }
    return new Tokens(numbers, bytes, chars);
  }

  private int added(String piece) {
    pieces.add(piece);
    return pieces.size() - 1;
  }

  @Override
  public synchronized byte[] piece(int id) {
    return isSpecial(id) ? new byte[0] : pieces.get(id).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized String name(int id) {
    return pieces.get(id);
  }

  @Override
  public synchronized boolean isSpecial(int id) {
    return SPECIAL.matcher(pieces.get(id)).matches();
  }

  @Override
  public boolean endsGeneration(int id) {
    return name(id).equals("<|im_end|>");
  }

  @Override
  public synchronized int vocabularySize() {
    return Math.max(1, IntStream.range(0, pieces.size()).map(i -> i + 1).max().orElse(1));
  }
}
