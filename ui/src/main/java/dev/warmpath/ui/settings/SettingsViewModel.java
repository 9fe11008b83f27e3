package dev.warmpath.ui.settings;

import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.document.Recovery;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Setting;
import dev.warmpath.ui.ports.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** Settings as typed by people, checked before they are stored. FX thread. */
public final class SettingsViewModel {
  private static final Pattern BYTES =
      Pattern.compile(
          "(\\d+(?:[.,]\\d+)?)\\s*([kmgt]?)i?b?", Pattern.CASE_INSENSITIVE);
  private static final Duration MOST_EXPIRY = Duration.ofDays(7);

  /** Bytes; no machine has more, so it is a typing error. */
  private static final long MOST_BUDGET = 1_000_000_000_000_000L;

  private final Ports ports;
  private final ModelsViewModel models;
  private final Recovery recovery;
  private final ReadOnlyBooleanWrapper stale = new ReadOnlyBooleanWrapper();

  public SettingsViewModel(Ports ports, ModelsViewModel models, Recovery recovery) {
    this.ports = ports;
    this.models = models;
    this.recovery = recovery;
    models.options().addListener((p, old, now) -> compare());
    compare();
  }

  /** True while the loaded model runs with other settings than the ones chosen here. */
  public ReadOnlyBooleanProperty stale() {
    return stale.getReadOnlyProperty();
  }

  public <T> T get(Setting<T> setting) {
    return ports.preferences().get(setting);
  }

  public <T> void put(Setting<T> setting, T value) {
    ports.preferences().put(setting, value);
    compare();
  }

  /** Loads the model again with the settings of now. */
  public void apply() {
    models.reload();
  }

  /**
   * Stores a budget written like {@code 2 GB}, {@code 512 MB} or {@code 2000000000}.
   *
   * @return what is wrong with the text; empty when it was stored
   */
  public Optional<String> budget(String text) {
    Matcher matcher = BYTES.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.of("“" + text + "” is no size; write it like 2 GB or 512 MB");
    }
    double factor =
        switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 1e3;
          case "m" -> 1e6;
          case "g" -> 1e9;
          case "t" -> 1e12;
          default -> 1;
        };
    double bytes = Double.parseDouble(matcher.group(1).replace(',', '.')) * factor;
    if (bytes < Settings.LEAST_BUDGET) {
      return Optional.of(
          Figures.bytes(Settings.LEAST_BUDGET) + " is the least: less holds no long prompt");
    }
    if (bytes > MOST_BUDGET) {
      return Optional.of(Figures.bytes(MOST_BUDGET) + " is the most");
    }
    put(Settings.KV_BUDGET, Math.round(bytes));
    return Optional.empty();
  }

  /**
   * Stores minutes until an unused prefix expires; 0 = never.
   *
   * @return what is wrong with the text; empty when it was stored
   */
  public Optional<String> expiry(String minutes) {
    return whole(minutes, 0, (int) MOST_EXPIRY.toMinutes(), " minutes")
        .or(
            () -> {
              put(Settings.EXPIRY, Duration.ofMinutes(Long.parseLong(minutes.strip())));
              return Optional.empty();
            });
  }

  /**
   * Stores a whole number.
   *
   * @param setting has a range
   * @return what is wrong with the text; empty when it was stored
   */
  public Optional<String> number(Setting<Integer> setting, String text) {
    Setting.Range range = Objects.requireNonNull(setting.range());
    return whole(text, range.least(), range.most(), "")
        .or(
            () -> {
              put(setting, Integer.parseInt(text.strip()));
              return Optional.empty();
            });
  }

  /** Another port takes effect at once when the endpoint runs. */
  public Optional<String> port(String text) {
    Optional<String> wrong = number(Settings.ENDPOINT_PORT, text);
    if (wrong.isEmpty() && ports.endpoint().state().running()) {
      ports.endpoint().stop();
      ports.endpoint().start(get(Settings.ENDPOINT_PORT));
    }
    return wrong;
  }

  /** Allows or forbids unsaved text on the disk; forbidding deletes what is there. */
  public void crashRecovery(boolean allowed) {
    recovery.allow(allowed);
  }

  /** What is kept for a crash, where, and until when. */
  public String recoveryWords() {
    return "Off: nothing of a prompt is written to disk unless you save or export it. On: the"
        + " prompt with changes that are not saved, and its file’s name, are written in plain text"
        + " to " + ports.workspaces().recoveryFile() + ", at most every " + Recovery.EVERY.toSeconds()
        + " s. They are deleted when you save or discard it, end Warmpath or switch this off.";
  }

  private static Optional<String> whole(String text, int least, int most, String unit) {
    try {
      long value = Long.parseLong(text.strip());
      if (value >= least && value <= most) {
        return Optional.empty();
      }
    } catch (NumberFormatException notWhole) {
      String of = unit.isEmpty() ? "" : " of" + unit;
      return Optional.of("“" + text.strip() + "” is no whole number" + of);
    }
    return Optional.of(
        String.format(Locale.ROOT, "%,d to %,d%s can be set", least, most, unit));
  }

  /** Looks again whether the loaded model runs with the settings of now. */
  public void compare() {
    models.tune();
    ModelOptions loaded = models.options().get();
    Path file = models.file();
    stale.set(loaded != null && file != null && !loaded.equals(models.wanted(file)));
  }
}
