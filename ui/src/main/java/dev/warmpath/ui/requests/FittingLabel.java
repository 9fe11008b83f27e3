package dev.warmpath.ui.requests;

import dev.warmpath.ui.canvas.TextMetrics;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

/** A label that uses fewer words where it has less room, instead of cutting them. FX thread. */
final class FittingLabel extends Label {
  private static final String LEAD = " · ";

  /** Kerning and rounding: what measured words may be wider when they are drawn. */
  private static final double SLACK = 4;

  private final ObservableValue<List<String>> wordings;
  private TextMetrics metrics = new TextMetrics(getFont());

  /**
   * @param wordings the same from the longest to the shortest, at least one
   */
  FittingLabel(ObservableValue<List<String>> wordings) {
    this.wordings = wordings;
    Tooltip tip = new Tooltip();
    setTooltip(tip);
    setMinWidth(0);
    setMaxWidth(Double.MAX_VALUE);
    tip.setOnShowing(event -> tip.setText(wordings.getValue().getFirst()));
    wordings.addListener((property, was, is) -> fit());
    widthProperty().addListener((property, was, is) -> fit());
    fontProperty().addListener(
        (property, was, is) -> {
          metrics = new TextMetrics(is);
          fit();
        });
    fit();
  }

  private void fit() {
    List<String> all = wordings.getValue();
    setPrefWidth(Math.ceil(metrics.width(LEAD + all.getFirst()) + SLACK));
    String fitting = LEAD + all.getLast();
    for (String words : all.reversed()) {
      if (metrics.width(LEAD + words) + SLACK <= getWidth()) {
        fitting = LEAD + words;
      }
    }
    setText(fitting);
  }
}
