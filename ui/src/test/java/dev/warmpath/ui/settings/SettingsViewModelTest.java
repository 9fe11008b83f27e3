package dev.warmpath.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.EngineSettings;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.document.DocumentViewModel;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.models.ModelCatalog;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsViewModelTest {
  private final FakePorts fakes = new FakePorts();
  private final Ports ports = fakes.ports(Clock.systemUTC(), Runnable::run, Runnable::run);
  private final ModelsViewModel models =
      new ModelsViewModel(
          ports, new EngineFeed(), new ModelCatalog(ports), ModelsViewModel.Role.MAIN);
  private final SettingsViewModel settings =
      new SettingsViewModel(
          ports, models, new DocumentViewModel(ports, new Notices()).recovery());

  @ParameterizedTest
  @CsvSource({
    "2 GB, 2000000000", "512MB, 512000000", "1.5 g, 1500000000", "'1,5 GB', 1500000000",
    "64000000, 64000000"
  })
  void sizesAreReadAsPeopleWriteThem(String text, long bytes) {
    assertThat(settings.budget(text)).isEmpty();
    assertThat(settings.get(Settings.KV_BUDGET)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "much", "-1 GB", "1 kB", "1 parsec", "99999999 TB"})
  void impossibleSizesAreRefusedAndNothingChanges(String text) {
    assertThat(settings.budget(text)).isPresent();
    assertThat(settings.get(Settings.KV_BUDGET)).isEqualTo(Settings.KV_BUDGET.fallback());
  }

  @Test
  void aSizeOutOfRangeIsToldTheEndThatItPassed() {
    assertThat(settings.budget("1 kB")).hasValueSatisfying(
        why -> assertThat(why).startsWith("16 MB is the least"));
    assertThat(settings.budget("99999999 TB")).contains("1,000,000 GB is the most");
  }

  @Test
  void zeroMinutesMeansNeverExpires() {
    assertThat(settings.expiry("0")).isEmpty();
    assertThat(settings.get(Settings.EXPIRY)).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatIsKeptForACrashIsSaidWithItsPlaceAndItsEnd() {
    assertThat(settings.recoveryWords())
        .contains("Off: nothing of a prompt is written", "every 5 s", "plain text")
        .contains(ports.workspaces().recoveryFile().toString())
        .contains("deleted when you save or discard it, end Warmpath or switch this off");
  }

  @Test
  void numbersOutOfRangeSayTheRange() {
    assertThat(settings.number(Settings.SLOTS, "65")).contains("1 to 64 can be set");
    assertThat(settings.number(Settings.SLOTS, "a")).contains("“a” is no whole number");
  }

  @Test
  void aLoadedModelIsStaleAfterAChangeAndFreshAfterTheChangeIsTakenBack() {
    models.load(Path.of("/m.gguf"));
    fakes.models.loads.getFirst()
        .complete(FakeEngine.model(Clock.systemUTC(), Runnable::run));
    assertThat(settings.stale().get()).isFalse();

    settings.put(Settings.SLOTS, 7);
    assertThat(settings.stale().get()).isTrue();

    settings.put(Settings.SLOTS, Settings.SLOTS.fallback());
    assertThat(settings.stale().get()).isFalse();
  }

  @Test
  void modeBudgetAndExpiryReachTheRunningEngine() {
    models.load(Path.of("/m.gguf"));
    var model = FakeEngine.model(Clock.systemUTC(), Runnable::run);
    fakes.models.loads.getFirst().complete(model);

    settings.put(Settings.EXACT, true);
    assertThat(settings.budget("512 MB")).isEmpty();
    assertThat(settings.expiry("3")).isEmpty();

    assertThat(settings.stale().get()).isFalse();
    EngineSettings now = model.engine().settings();
    assertThat(now.mode()).isEqualTo(EngineSettings.Mode.EXACT);
    assertThat(now.kvBudgetBytes()).isEqualTo(512_000_000);
    assertThat(now.ttl()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void anotherPortMovesARunningEndpoint() {
    fakes.endpoint.start(7077);

    assertThat(settings.port("8099")).isEmpty();

    assertThat(fakes.endpoint.state().address()).isEqualTo("http://127.0.0.1:8099/v1");
    assertThat(fakes.endpoint.state().running()).isTrue();
  }

  @Test
  void unreadableStoredValuesFallBack() {
    fakes.preferences.put("theme", "PURPLE");
    fakes.preferences.put("window", "wide");
    fakes.preferences.put("fontSize", "900");

    assertThat(settings.get(Settings.THEME)).isEqualTo(Settings.Theme.SYSTEM);
    assertThat(settings.get(Settings.WINDOW)).isEqualTo(Settings.WindowBounds.DEFAULT);
    assertThat(settings.get(Settings.FONT_SIZE)).isEqualTo(Settings.MOST_FONT);
  }
}
