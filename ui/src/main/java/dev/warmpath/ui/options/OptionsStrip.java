package dev.warmpath.ui.options;

import dev.warmpath.ui.look.Parts;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/** One line above the Send button: sampling and variables in words, each a button. FX thread. */
public final class OptionsStrip extends HBox {
  private final OptionsViewModel options;
  private final Button sampling;
  private final Button variables;

  public OptionsStrip(OptionsViewModel options, Runnable openSampling, Runnable openVariables) {
    super(8);
    this.options = options;
    getStyleClass().add("wp-options");
    sampling = Parts.button("", openSampling, "wp-link");
    sampling.setGraphic(Parts.icon(Feather.SLIDERS, 13));
    sampling.setId("open-sampling");
    variables = Parts.button("", openVariables, "wp-link");
    variables.setGraphic(Parts.icon(Feather.HASH, 13));
    variables.setId("open-variables");
    variables.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(sampling, variables);
    options.changes().addListener((p, old, now) -> refresh());
    setMinHeight(USE_PREF_SIZE);
    refresh();
  }

  public Button samplingButton() {
    return sampling;
  }

  public Button variablesButton() {
    return variables;
  }

  private void refresh() {
    String key = options.workspace().cacheKey();
    sampling.setText(options.samplingWords() + (key.isEmpty() ? "" : " · key " + key));
    variables.setText(options.variablesWords());
  }
}
