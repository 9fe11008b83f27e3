package dev.warmpath.llama.binding;

import dev.warmpath.engine.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with llama.cpp's shared libraries. GPU packages rename them
 * ({@code libllama.vulkan.v0.4.0.so}), so they are found by pattern.
 *
 * @param path the folder
 * @param base the ggml-base library
 * @param ggml the ggml library
 * @param llama the llama library
 */
public record LibraryFolder(Path path, Path base, Path ggml, Path llama) {
  private static final String TAIL = "(\\.[\\w.-]+)?\\.(so|dylib|dll)(\\.[\\d.]+)?";
  private static final Pattern BASE = Pattern.compile("(lib)?ggml-base" + TAIL);
  private static final Pattern GGML = Pattern.compile("(lib)?ggml" + TAIL);
  private static final Pattern LLAMA = Pattern.compile("(lib)?llama" + TAIL);

  /** Folders below a root that may hold the libraries: the npm layout is six deep. */
  private static final int DEPTH = 10;

  /** Variants in the order they are preferred when nothing was chosen. */
  private static final List<String> PREFERENCE = List.of("vulkan", "metal", "cuda");

  /**
   * The folder below {@code root} that holds all three libraries.
   *
   * @param variant wanted part of the path, such as {@code cuda}; empty for the usual preference
   * @throws EngineException NO_NATIVE when there is none
   */
  public static LibraryFolder below(Path root, String variant) {
    List<LibraryFolder> found = new ArrayList<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> folders = Files.walk(root, DEPTH).filter(Files::isDirectory)) {
        folders.sorted().forEach(folder -> of(folder).ifPresent(found::add));
      } catch (IOException | UncheckedIOException e) {
        throw new EngineException(
            EngineException.Kind.NO_NATIVE,
            "The folder of the llama.cpp libraries cannot be read: " + root + " (" + e + ")", e);
      }
    }
    String wanted = variant.strip().toLowerCase(Locale.ROOT);
    if (!wanted.isEmpty()) {
      return found.stream()
          .filter(folder -> root.relativize(folder.path()).toString().contains(wanted))
          .findFirst()
          .orElseThrow(
              () -> missing("no llama.cpp libraries of the variant '" + wanted + "'", root));
    }
    for (String preferred : PREFERENCE) {
      for (LibraryFolder folder : found) {
        if (root.relativize(folder.path()).toString().contains(preferred)) {
          return folder;
        }
      }
    }
    return found.stream()
        .findFirst()
        .orElseThrow(
            () -> missing("no llama.cpp libraries (libllama, libggml, libggml-base)", root));
  }

  private static EngineException missing(String what, Path root) {
    return new EngineException(
        EngineException.Kind.NO_NATIVE,
        "There are " + what + " below " + root + ". Build Warmpath again to fetch them, or set"
            + " WARMPATH_NATIVES to the folder that holds them.");
  }

  private static Optional<LibraryFolder> of(Path folder) {
    Optional<Path> base = match(folder, BASE);
    Optional<Path> ggml = match(folder, GGML);
    Optional<Path> llama = match(folder, LLAMA);
    return base.isPresent() && ggml.isPresent() && llama.isPresent()
        ? Optional.of(new LibraryFolder(folder, base.get(), ggml.get(), llama.get()))
        : Optional.empty();
  }

  private static Optional<Path> match(Path folder, Pattern pattern) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> pattern.matcher(file.getFileName().toString()).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** GPU backends whose library file is there: {@code vulkan}, {@code cuda}, {@code metal}, … */
  public List<String> gpuBackends() {
    Pattern gpu =
        Pattern.compile("(lib)?ggml-(vulkan|cuda|metal|hip|sycl)" + TAIL);
    List<String> result = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      files.sorted().forEach(file -> {
        var matcher = gpu.matcher(file.getFileName().toString());
        if (matcher.matches() && !result.contains(matcher.group(2))) {
          result.add(matcher.group(2));
        }
      });
    } catch (IOException e) {
      return List.of();
    }
    return result;
  }
}
