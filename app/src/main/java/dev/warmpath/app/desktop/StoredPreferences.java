package dev.warmpath.app.desktop;

import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.workspace.FileFailure;
import dev.warmpath.workspace.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings in one properties file of the config folder. Reads on the FX thread, writes on the work
 * pool; unknown names of a newer version are kept.
 */
final class StoredPreferences implements Preferences {
  private final Path file;
  private final Executor work;
  private final Consumer<String> problems;
  private final Properties values = new Properties();

  /**
   * @param file may not exist yet
   * @param work where writing happens
   * @param problems told, in words, when the file cannot be read or written
   */
  public StoredPreferences(Path file, Executor work, Consumer<String> problems) {
    this.file = file;
    this.work = work;
    this.problems = problems;
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        values.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        String why = e instanceof IOException io ? FileFailure.reason(io) : e.getMessage();
        problems.accept("The settings in " + file + " cannot be read: " + why);
      }
    }
  }

  @Override
  public synchronized @Nullable String read(String name) {
    return values.getProperty(name);
  }

  @Override
  public synchronized void write(String name, @Nullable String value) {
    if (value == null) {
      values.remove(name);
    } else if (value.equals(values.setProperty(name, value))) {
      return;
    }
    work.execute(this::store);
  }

  private synchronized void store() {
    try {
      Files.createDirectories(file.getParent());
      StringWriter text = new StringWriter();
      values.store(text, "Warmpath settings");
      TextFile.replace(file, text.toString());
    } catch (IOException e) {
      problems.accept(
          "The settings could not be saved to " + file + ": " + FileFailure.reason(e));
    }
  }
}
