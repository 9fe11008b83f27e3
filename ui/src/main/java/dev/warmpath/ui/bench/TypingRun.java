package dev.warmpath.ui.bench;

import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.prompt.model.Forecast;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * One measurement, driven by pulses. A key is dispatched between two pulses, as real keys are; the
 * next pulse paints it and hands it to the render thread; when the pulse after that begins, the one
 * that painted has ended. FX thread.
 */
final class TypingRun extends AnimationTimer {
  private enum Step { FIRST_FORECAST, KEY, PAINTING, PAINTED, FORECAST_KEY, FORECAST }

  private final TokenEditor editor;
  private final PromptViewModel model;
  private final Consumer<TypingRun> done;
  private final int warmUp;
  private final double[] keyMillis;
  private final double[] forecastMillis;
  private Step step = Step.FIRST_FORECAST;
  private int keys;
  private int forecasts;
  private long dispatched;
  private boolean typed;
  private @Nullable Forecast before;

  TypingRun(
      TokenEditor editor, PromptViewModel model, EditorBench.Plan plan,
      Consumer<TypingRun> done) {
    warmUp = plan.warmUp();
    keyMillis = new double[plan.keys()];
    forecastMillis = new double[plan.forecasts()];
    this.editor = editor;
    this.model = model;
    this.done = done;
    model.forecast().addListener((property, was, is) -> forecast(is));
  }

  Samples keys() {
    return Samples.of(keyMillis);
  }

  Samples forecasts() {
    return Samples.of(forecastMillis);
  }

  @Override
  public void handle(long now) {
    switch (step) {
      case FIRST_FORECAST -> {
        if (model.forecast().get() != null) {
          step = Step.KEY;
        }
      }
      case KEY -> {
        step = Step.PAINTING;
        Platform.runLater(this::type);
      }
      case PAINTING -> {
        if (typed) {
          typed = false;
          step = Step.PAINTED;
        }
      }
      case PAINTED -> key((System.nanoTime() - dispatched) / Figures.NANOS_PER_MS);
      case FORECAST_KEY -> {
        before = model.forecast().get();
        step = Step.FORECAST;
        type();
      }
      case FORECAST -> { }
    }
  }

  private void key(double millis) {
    if (keys >= warmUp) {
      keyMillis[keys - warmUp] = millis;
    }
    keys++;
    step = keys == warmUp + keyMillis.length ? Step.FORECAST_KEY : Step.KEY;
  }

  private void forecast(@Nullable Forecast shown) {
    if (step != Step.FORECAST || shown == null || shown == before
        || !shown.prepared().workspace().equals(model.workspace().get())) {
      return;
    }
    forecastMillis[forecasts++] = (System.nanoTime() - dispatched) / Figures.NANOS_PER_MS;
    step = Step.FORECAST_KEY;
    if (forecasts == forecastMillis.length) {
      stop();
      done.accept(this);
    }
  }

  /** A few letters, a blank, now and then a correction: what typing is. */
  private void type() {
    int key = keys + forecasts;
    dispatched = System.nanoTime();
    typed = true;
    if (key % 11 == 10) {
      fire(KeyEvent.KEY_PRESSED, KeyEvent.CHAR_UNDEFINED, KeyCode.BACK_SPACE);
    } else {
      String letter = key % 6 == 5 ? " " : String.valueOf((char) ('a' + key % 26));
      fire(KeyEvent.KEY_TYPED, letter, KeyCode.UNDEFINED);
    }
  }

  private void fire(EventType<KeyEvent> type, String letter, KeyCode code) {
    Event.fireEvent(
        editor, new KeyEvent(type, letter, "", code, false, false, false, false));
  }
}
