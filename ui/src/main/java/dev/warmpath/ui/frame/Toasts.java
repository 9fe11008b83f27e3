package dev.warmpath.ui.frame;

import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.look.Parts;
import javafx.animation.PauseTransition;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** A word of success at the foot of the window that goes by itself. FX thread. */
public final class Toasts {
  /** Long enough to read five words, short enough not to wait for. */
  private static final Duration STAY = Duration.seconds(3);
  private static final double ABOVE_STATUS = 44;

  private final Label label = Parts.label("", "wp-toast");
  private final PauseTransition stay = new PauseTransition(STAY);

  public Toasts(StackPane root, Notices notices) {
    label.setGraphic(Parts.icon(Feather.CHECK, 14));
    label.setId("toast");
    label.setVisible(false);
    label.setMouseTransparent(true);
    StackPane.setAlignment(label, Pos.BOTTOM_CENTER);
    StackPane.setMargin(label, new Insets(0, 0, ABOVE_STATUS, 0));
    root.getChildren().add(label);
    stay.setOnFinished(event -> label.setVisible(false));
    notices.toast().addListener((p, old, now) -> show(now));
  }

  private void show(String text) {
    if (!text.isEmpty()) {
      label.setText(text);
      label.setVisible(true);
      stay.playFromStart();
    }
  }
}
