package dev.warmpath.ui.prompt;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.look.FactFlow;
import dev.warmpath.ui.prompt.model.ForecastWords;
import dev.warmpath.ui.prompt.model.PromptRun;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Under the editor: what sending would do, what the last run did, and the buttons. FX thread. */
final class PromptFoot extends VBox {
  /** Of the small text, where the width below is as given. */
  private static final double SMALL_SIZE = 12;

  /** A narrower foot has no room for words beside the buttons. */
  private static final double BESIDE_FROM = 480;
  private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

  private final PromptViewModel model;
  private final Label hits = new Label();
  private final Label ofTokens = new Label();
  private final FactFlow times = new FactFlow("forecast-times", "forecast-times");
  private final Label length = new Label();
  private final FactFlow actual = new FactFlow("forecast-actual", "forecast-actual");
  private final VBox words = new VBox();
  private final HBox row = new HBox(8);
  private final HBox buttons = new HBox(8);
  private boolean beside;
  private final Button cold = new Button("Cold run");
  private final Button send = new Button("Send  ⌃↵");
  private final Button cancel = new Button("Cancel");

  PromptFoot(PromptViewModel model) {
    this.model = model;
    getStyleClass().add("prompt-foot");
    row.setAlignment(Pos.CENTER_LEFT);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox.setMargin(buttons, new Insets(6, 0, 0, 0));
    hits.getStyleClass().add("forecast-hits");
    ofTokens.getStyleClass().add("forecast-line");
    length.getStyleClass().add("forecast-length");
    length.setWrapText(true);
    ofTokens.setWrapText(true);
    for (Label label : new Label[] {length, ofTokens}) {
      label.setMinHeight(USE_PREF_SIZE);
    }
    HBox first = new HBox(hits, ofTokens);
    HBox.setHgrow(ofTokens, Priority.ALWAYS);
    hits.setMinWidth(USE_PREF_SIZE);
    words.getChildren().addAll(first, times, length);
    words.getStyleClass().add("forecast");
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    send.getStyleClass().addAll("accent", "send-button");
    send.setTooltip(new Tooltip("Send the prompt (Ctrl+Enter)"));
    cancel.setTooltip(new Tooltip("Stop the running request (Esc)"));
    cold.setTooltip(new Tooltip("Send without using or filling the cache, to compare"));
    send.setOnAction(event -> model.send(false));
    cold.setOnAction(event -> model.send(true));
    cancel.setOnAction(event -> model.cancel());
    for (Button button : new Button[] {send, cancel, cold}) {
      button.setMinWidth(USE_PREF_SIZE);
      button.managedProperty().bind(button.visibleProperty());
    }
    cancel.visibleProperty().bind(model.running());
    send.visibleProperty().bind(model.running().not());
    cold.visibleProperty().bind(model.running().not());
    buttons.getChildren().addAll(cold, send, cancel);
    buttons.setMinWidth(USE_PREF_SIZE);
    widthProperty().addListener((property, was, is) -> arrange());
    // Later: fonts change while style sheets are applied, which no child may come or go in.
    length.fontProperty().addListener((property, was, is) -> Platform.runLater(this::arrange));
    arrange();
    model.forecast().addListener((property, was, is) -> show());
    model.problem().addListener((property, was, is) -> show());
    model.workspace().addListener(
        (property, was, is) -> {
          if (was.segments().isEmpty() != is.segments().isEmpty()) {
            show();
          }
        });
    model.run().addListener((property, was, is) -> showRun());
    model.running().addListener((property, was, is) -> showRun());
    show();
    showRun();
  }

  private void arrange() {
    double zoom = length.getFont().getSize() / SMALL_SIZE;
    boolean wide = getWidth() == 0 || getWidth() >= BESIDE_FROM * zoom;
    if (wide == beside && !getChildren().isEmpty()) {
      return;
    }
    beside = wide;
    getChildren().clear();
    row.getChildren().clear();
    if (wide) {
      row.getChildren().addAll(words, buttons);
      getChildren().addAll(row, actual);
    } else {
      getChildren().addAll(words, actual, buttons);
    }
  }

  private void show() {
    ForecastWords says =
        ForecastWords.of(
            model.forecast().get(), model.problem().get(), model.ready(),
            model.workspace().get().segments().isEmpty());
    hits.setText(says.hits());
    ofTokens.setText(Figures.unbroken(says.ofTokens()));
    times.show(says.times(), "");
    length.setText(says.length());
    length.setManaged(!says.length().isEmpty());
    length.pseudoClassStateChanged(TROUBLE, says.trouble());
    ofTokens.pseudoClassStateChanged(TROUBLE, says.problem());
    send.setDisable(says.trouble() || says.problem() || model.forecast().get() == null);
    cold.setDisable(send.isDisabled());
  }

  private void showRun() {
    PromptRun run = model.run().get();
    Trace trace = run == null || !run.ended() ? null : run.trace().get();
    String words = trace == null ? "" : ForecastWords.actual(run, trace);
    actual.show(words, "");
    actual.setManaged(!words.isEmpty());
  }
}
