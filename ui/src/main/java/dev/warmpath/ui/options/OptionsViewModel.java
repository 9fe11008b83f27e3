package dev.warmpath.ui.options;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.prompt.model.PromptDocument;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.Workspace;
import dev.warmpath.workspace.Workspace.Sampling;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyObjectProperty;
import org.jspecify.annotations.Nullable;

/** Sampling, cache key and variables of the workspace, as typed by people. FX thread. */
public final class OptionsViewModel {
  /** The OpenAI API's limits, which the endpoint keeps too. */
  static final int MOST_STOPS = 4;
  private static final int LONGEST_STOP = 256;
  private static final int LONGEST_PREVIEW = 160;

  /**
   * A variable of the prompt.
   *
   * @param value what it stands for; null when nothing was set and it is sent as it is written
   * @param builtIn true for now, today, uuid and counter, which are filled when sent
   */
  public record Variable(String name, @Nullable String value, boolean builtIn) {}

  private final PromptDocument document;
  private final Clock clock;

  public OptionsViewModel(PromptDocument document, Clock clock) {
    this.document = document;
    this.clock = clock;
  }

  public Workspace workspace() {
    return document.workspace().get();
  }

  public ReadOnlyObjectProperty<Workspace> changes() {
    return document.workspace();
  }

  /** {@code greedy · 256 tokens}, {@code temperature 0.7 · 64 tokens · seed 7}. */
  public String samplingWords() {
    Sampling sampling = workspace().sampling();
    Double temperature = sampling.temperature();
    List<String> words = new ArrayList<>();
    words.add(temperature == null || temperature == 0 ? "greedy" : "temperature " + temperature);
    Integer most = sampling.maxTokens();
    words.add(
        "at most "
            + Figures.count(
                most == null ? dev.warmpath.engine.Sampling.DEFAULT_MAX_TOKENS : most,
                "token", "tokens"));
    if (sampling.topP() != null && sampling.topP() < 1) {
      words.add("top_p " + sampling.topP());
    }
    if (sampling.seed() != null) {
      words.add("seed " + sampling.seed());
    }
    return String.join(" · ", words);
  }

  /** {@code no variables}, {@code 2 variables}. */
  public String variablesWords() {
    int count = variables().size();
    return count == 0 ? "no variables" : Figures.count(count, "variable", "variables");
  }

  /**
   * Stores most answer tokens; empty = the engine's default.
   *
   * @return what is wrong with the text; empty when it was stored
   */
  public Optional<String> maxTokens(String text) {
    return store(
        text, "a whole number from 1", Integer::valueOf, value -> value >= 1,
        (s, v) -> new Sampling(v, s.temperature(), s.topP(), s.seed(), s.stop()));
  }

  /** Stores the temperature, 0 to 2; empty = greedy. Answers like {@link #maxTokens}. */
  public Optional<String> temperature(String text) {
    return store(
        text, "a number from 0 to 2", OptionsViewModel::decimal, v -> v >= 0 && v <= 2,
        (s, v) -> new Sampling(s.maxTokens(), v, s.topP(), s.seed(), s.stop()));
  }

  /** Stores top_p, above 0 to 1; empty = 1. Answers like {@link #maxTokens}. */
  public Optional<String> topP(String text) {
    return store(
        text, "a number above 0, to 1", OptionsViewModel::decimal, v -> v > 0 && v <= 1,
        (s, v) -> new Sampling(s.maxTokens(), s.temperature(), v, s.seed(), s.stop()));
  }

  /** Stores the seed; empty = a fresh one every time. Answers like {@link #maxTokens}. */
  public Optional<String> seed(String text) {
    return store(
        text, "a whole number", Long::valueOf, v -> true,
        (s, v) -> new Sampling(s.maxTokens(), s.temperature(), s.topP(), v, s.stop()));
  }

  /** Stores texts that end the answer, one a line. Answers like {@link #maxTokens}. */
  public Optional<String> stop(String lines) {
    List<String> stop = Arrays.stream(lines.split("\n")).filter(line -> !line.isEmpty()).toList();
    if (stop.size() > MOST_STOPS || stop.stream().anyMatch(s -> s.length() > LONGEST_STOP)) {
      return Optional.of(
          "At most " + MOST_STOPS + " stop texts of at most " + LONGEST_STOP
              + " characters are possible");
    }
    sampling(s -> new Sampling(s.maxTokens(), s.temperature(), s.topP(), s.seed(), stop));
    return Optional.empty();
  }

  /** Stores the {@code prompt_cache_key}; empty = none. */
  public void cacheKey(String key) {
    document.change(w -> w.withCacheKey(key.strip()));
  }

  /** Stores the workspace's title. */
  public void name(String name) {
    document.change(w -> w.withName(name.strip()));
  }

  /** Every variable the texts use or the workspace defines, by name. */
  public List<Variable> variables() {
    Set<String> names = new TreeSet<>(workspace().variables().keySet());
    for (Segment segment : workspace().segments()) {
      names.addAll(Variables.names(segment.text()));
    }
    return names.stream()
        .map(this::variable)
        .toList();
  }

  private Variable variable(String name) {
    Map<String, String> defined = workspace().variables();
    boolean builtIn = Variables.BUILT_IN.contains(name) && !defined.containsKey(name);
    return new Variable(name, defined.get(name), builtIn);
  }

  /** Sets a variable; null forgets it. */
  public void variable(String name, @Nullable String value) {
    Map<String, String> changed = new LinkedHashMap<>(workspace().variables());
    if (value == null) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    document.change(w -> w.withVariables(changed));
  }

  /** The first line that uses the variable, as it would be sent now. */
  public String preview(String name) {
    Variables filled =
        Variables.fresh(workspace().variables(), clock, new AtomicLong());
    Pattern use = Variables.use(name);
    for (Segment segment : workspace().segments()) {
      Matcher matcher = use.matcher(segment.text());
      if (matcher.find()) {
        int from = segment.text().lastIndexOf('\n', matcher.start()) + 1;
        int end = segment.text().indexOf('\n', matcher.end());
        String line = segment.text().substring(from, end < 0 ? segment.text().length() : end);
        String text = filled.fill(line).text();
        return text.length() > LONGEST_PREVIEW ? text.substring(0, LONGEST_PREVIEW) + "…" : text;
      }
    }
    return "not used in this prompt";
  }

  private interface Change<T> {
    Sampling apply(Sampling sampling, @Nullable T value);
  }

  private <T> Optional<String> store(
      String text, String wanted, Function<String, T> parse,
      Predicate<T> allowed, Change<T> change) {
    T value = null;
    if (!text.isBlank()) {
      try {
        value = parse.apply(text.strip());
      } catch (NumberFormatException notOne) {
        return Optional.of("“" + text + "” is not " + wanted);
      }
      if (!allowed.test(value)) {
        return Optional.of(text.strip() + " is not possible; " + wanted + " is");
      }
    }
    T stored = value;
    sampling(s -> change.apply(s, stored));
    return Optional.empty();
  }

  private void sampling(UnaryOperator<Sampling> change) {
    document.change(w -> w.withSampling(change.apply(w.sampling())));
  }

  /** People also write 0,7; NaN and infinities are no settings. */
  private static Double decimal(String text) {
    double value = Double.parseDouble(text.replace(',', '.'));
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }
}
