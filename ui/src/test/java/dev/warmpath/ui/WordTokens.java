package dev.warmpath.ui;

import dev.warmpath.cache.Namespace;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tokenizer for tests: a word with its leading space is a token, ids by first sight. */
public final class WordTokens {
  private static final Pattern WORD = Pattern.compile(" ?[\\p{L}\\p{N}]+|\\s|.", Pattern.DOTALL);

  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<Integer, String> words = new HashMap<>();

  public Tokens tokens(String text) {
    List<String> found = WORD.matcher(text).results().map(r -> r.group()).toList();
    int[] id = new int[found.size()];
    int[] bytes = new int[id.length];
    int[] chars = new int[id.length];
    int at = 0;
    int atByte = 0;
    for (int i = 0; i < id.length; i++) {
      String word = found.get(i);
      id[i] = ids.computeIfAbsent(word, w -> ids.size() + 1);
      words.put(id[i], word);
      at += word.length();
      atByte += word.getBytes(StandardCharsets.UTF_8).length;
      chars[i] = at;
      bytes[i] = atByte;
    }
    return new Tokens(id, bytes, chars);
  }

  public String text(int... tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(words.getOrDefault(token, Matcher.quoteReplacement("?")));
    }
    return text.toString();
  }

  /** A finished request for a text. */
  public Trace trace(long id, String text, int cached, Namespace namespace, Instant at) {
    Tokens tokens = tokens(text);
    int computed = tokens.size() - cached;
    long prefill = computed * 288_000L;
    long first = prefill + 3_000_000;
    long decode = 1_570_000_000L;
    return new Trace(
        id, new Trace.Source(Trace.Source.Kind.EDITOR, "editor", "demo", at), namespace,
        Prompt.plain(text), tokens,
        new Trace.Counts(tokens.size(), cached / 2, cached - cached / 2, computed, 96, 32),
        new Trace.Phases(
            200_000, 900_000, 200_000, 1_700_000, prefill, decode, first, first + decode,
            List.of(new Trace.PrefillChunk(cached, computed, prefill))),
        new Trace.Prediction(cached, first - 3_000_000, tokens.size() * 288_000L + 3_000_000),
        Trace.State.DONE, Trace.Finish.STOP, null, new int[0],
        "A broken zipper is covered by the two-year warranty (Warranty §1). You can ask for a"
            + " repair or a replacement, or return the boots within 30 days for a full refund"
            + " (Returns §2).",
        2);
  }

  /** The support prompt of the design pictures, with a time in it. */
  public static String support(String time, int lines) {
    StringBuilder text =
        new StringBuilder("You are the help-desk assistant of an outdoor shop.\n# Returns\n");
    for (int i = 0; i < lines; i++) {
      text.append("Item ").append(i).append(" may be returned within 30 days of delivery.\n");
    }
    text.append("Answer from the handbook above and cite the section.\nCurrent time: ")
        .append(time)
        .append("\nCustomer: C-20418 · tier gold · locale es-MX\n")
        .append("Open orders: #88213 (shipped), #88240 (processing)\n");
    for (int i = 0; i < lines / 2; i++) {
      text.append("Q: Can I return sale item ").append(i).append("? A: Yes, within 30 days.\n");
    }
    return text.append("My boots arrived with a broken zipper. What are my options?").toString();
  }
}
