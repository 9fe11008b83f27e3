package dev.warmpath.explain;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts as byte-pair vocabularies do: a blank belongs to the word after it, words are one token up
 * to six letters, digits go in threes, so that adding a letter or a digit moves a boundary.
 */
public final class WordTokenizer implements Tokenizer {
  private static final Pattern PIECE =
      Pattern.compile(
          "<\\|[a-z_]+\\|>| ?\\p{L}{1,6}|\\p{L}{1,6}| ?\\d{1,3}|\\r?\\n+| +|\\p{P}{1,2}|.",
          Pattern.DOTALL);

  private final ConcurrentHashMap<String, Integer> ids = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Integer, String> names = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();

  @Override
  public Tokens tokenize(Prompt prompt) {
    return tokenize(prompt.text());
  }

  @Override
  public Tokens tokenize(String text) {
    Matcher matcher = PIECE.matcher(text);
    int[] found = new int[text.length()];
    int[] bytes = new int[text.length()];
    int[] ends = new int[text.length()];
    int count = 0;
    int at = 0;
    while (matcher.find()) {
      String piece = matcher.group();
      found[count] =
          ids.computeIfAbsent(
              piece,
              key -> {
                int id = next.getAndIncrement();
                names.put(id, key);
                return id;
              });
      at += piece.getBytes(StandardCharsets.UTF_8).length;
      bytes[count] = at;
      ends[count++] = matcher.end();
    }
    return new Tokens(
        Arrays.copyOf(found, count), Arrays.copyOf(bytes, count), Arrays.copyOf(ends, count));
  }

  @Override
  public byte[] piece(int id) {
    return name(id).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String name(int id) {
    return names.getOrDefault(id, "");
  }

  @Override
  public boolean isSpecial(int id) {
    return name(id).startsWith("<|");
  }

  @Override
  public boolean endsGeneration(int id) {
    return name(id).equals("<|im_end|>");
  }

  @Override
  public int vocabularySize() {
    return next.get();
  }
}
