package dev.warmpath.lens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All lenses: those that come along, and the user's own in their place. Immutable. */
public final class LensCatalog {
  /** The engine in this process. */
  public static final String LOCAL = "local";

  /** Order of the switcher. A jar's folder cannot be listed, so the names stand here. */
  private static final List<String> BUNDLED =
      List.of(
          LOCAL, "deepinfra", "devup", "provider-c", "openai", "openai-5.6", "anthropic",
          "deepseek", "gemini", "xai", "fireworks", "groq", "mistral", "azure", "bedrock",
          "alibaba", "vllm", "sglang", "tensorrt-llm", "llama.cpp");

  private final Map<String, Lens> lenses;
  private final List<String> problems;

  private LensCatalog(Map<String, Lens> lenses, List<String> problems) {
    this.lenses = Collections.unmodifiableMap(new LinkedHashMap<>(lenses));
    this.problems = List.copyOf(problems);
  }

  /** The lenses that come along. */
  public static LensCatalog bundled() {
    return load(null);
  }

  /**
   * The lenses that come along, replaced or joined by the {@code *.json} files of a folder. A bad
   * file is left out and named in {@link #problems}.
   */
  public static LensCatalog load(@Nullable Path folder) {
    Map<String, Lens> lenses = new LinkedHashMap<>();
    for (String id : BUNDLED) {
      lenses.put(id, bundled(id));
    }
    List<String> problems = new ArrayList<>();
    if (folder != null && Files.isDirectory(folder)) {
      for (Path file : files(folder)) {
        try {
          Lens lens = LensFile.read(Files.readString(file), file.getFileName().toString());
          lenses.put(lens.id(), lens);
        } catch (IllegalArgumentException e) {
          problems.add(e.getMessage() + "; the lens that comes along is used");
        } catch (IOException e) {
          problems.add(file + " cannot be read: " + e);
        }
      }
    }
    return new LensCatalog(lenses, problems);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the lens folder " + folder + " cannot be listed", e);
    }
  }

  private static Lens bundled(String id) {
    String name = id + ".json";
    try (InputStream file = LensCatalog.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("this build lacks the lens " + name);
      }
      return LensFile.read(new String(file.readAllBytes(), StandardCharsets.UTF_8), name);
    } catch (IOException e) {
      throw new UncheckedIOException("the lens " + name + " cannot be read", e);
    }
  }

  /** A copy in which a lens stands in the place of the one with its id. */
  public LensCatalog with(Lens lens) {
    Map<String, Lens> changed = new LinkedHashMap<>(lenses);
    changed.put(lens.id(), lens);
    return new LensCatalog(changed, problems);
  }

  /** All lenses in the order of the switcher. */
  public List<Lens> all() {
    return List.copyOf(lenses.values());
  }

  /** What was wrong with the user's own files, for people. */
  public List<String> problems() {
    return problems;
  }

  /** The lens of a name or alias, upper or lower case. */
  public Optional<Lens> find(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return lenses.values().stream()
        .filter(lens -> lens.id().equals(wanted) || lens.aliases().contains(wanted))
        .findFirst();
  }

  /** The engine in this process. */
  public Lens local() {
    return find(LOCAL).orElseThrow();
  }
}
