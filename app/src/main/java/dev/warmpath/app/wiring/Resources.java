package dev.warmpath.app.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What comes with Warmpath: samples and the demo model. */
public final class Resources {
  private static final String DEMO = "warmpath-demo-Q8_0.gguf";

  private Resources() {}

  /**
   * Folder of the samples: the property that the start script and the package set, else beside the
   * working directory's checkout.
   */
  public static Path samples() {
    return Path.of(System.getProperty("warmpath.samples", "samples")).toAbsolutePath().normalize();
  }

  /** The demo model, when it is installed. */
  public static Optional<Path> demoModel() {
    Path file = samples().resolve("model").resolve(DEMO);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  /** True for the demo model's own file. */
  public static boolean isDemo(Path file) {
    return file.getFileName().toString().equals(DEMO);
  }

  /** What the window says about the demo model. */
  public static final String ABOUT_DEMO =
      "trained on synthetic help-desk text · for trying the cache, not for real answers";
}
