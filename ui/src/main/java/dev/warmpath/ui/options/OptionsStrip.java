package dev.warmpath.ui.options;

import dev.warmpath.ui.look.Parts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.feather.Feather;

/** Above the Send button: sampling and variables in words, each a button. FX thread. */
public final class OptionsStrip extends FlowPane {
  private final OptionsViewModel options;
  private final Button sampling;
  private final Button variables;

  public OptionsStrip(OptionsViewModel options, Runnable openSampling, Runnable openVariables) {
    super(8, 2);
    this.options = options;
    getStyleClass().add("wp-options");
    sampling = Parts.button("", openSampling, "wp-link");
    sampling.setGraphic(Parts.icon(Feather.SLIDERS, 13));
    sampling.setId("open-sampling");
    variables = Parts.button("", openVariables, "wp-link");
    variables.setGraphic(Parts.icon(Feather.HASH, 13));
    variables.setId("open-variables");
    for (Button button : List.of(sampling, variables)) {
      button.maxWidthProperty().bind(
          Bindings.createDoubleBinding(
              () -> getWidth() - getInsets().getLeft() - getInsets().getRight(),
              widthProperty(), insetsProperty()));
      Tooltip whole = new Tooltip();
      whole.textProperty().bind(button.textProperty());
      button.setTooltip(whole);
    }
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
