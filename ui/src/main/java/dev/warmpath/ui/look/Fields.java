package dev.warmpath.ui.look;

import java.util.Optional;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;

/** Text fields that check what is typed when it is done, and say what is wrong. FX thread. */
public final class Fields {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  private Fields() {}

  /**
   * A field that stores on Enter and when the focus leaves.
   *
   * @param store answers what is wrong with the text; empty when it was stored
   */
  public static TextField field(
      String id, String value, Function<String, Optional<String>> store) {
    TextField field = new TextField(value);
    field.setId(id);
    Tooltip tip = new Tooltip();
    field.setOnAction(event -> commit(field, tip, store));
    onLeave(field, tip, store);
    return field;
  }

  /** Stores the text of {@code input} when the focus leaves it. */
  public static void onLeave(
      TextInputControl input, Function<String, Optional<String>> store) {
    onLeave(input, new Tooltip(), store);
  }

  private static void onLeave(
      TextInputControl input, Tooltip tip, Function<String, Optional<String>> store) {
    String[] stored = {input.getText()};
    input
        .focusedProperty()
        .addListener(
            (p, old, focused) -> {
              if (!focused && !input.getText().equals(stored[0])) {
                stored[0] = input.getText();
                commit(input, tip, store);
              }
            });
  }

  private static void commit(
      TextInputControl input, Tooltip tip, Function<String, Optional<String>> store) {
    tell(input, tip, store.apply(input.getText()));
  }

  /**
   * Shows what is wrong with the text of {@code input}, or that nothing is any more.
   *
   * @param tip says it
   */
  public static void tell(TextInputControl input, Tooltip tip, Optional<String> problem) {
    input.pseudoClassStateChanged(ERROR, problem.isPresent());
    input.setAccessibleHelp(problem.orElse(null));
    tip.hide();
    if (problem.isPresent() && input.getScene() != null
        && input.getScene().getWindow() != null) {
      // Shown at once, below the field: a mark alone would not say what to do.
      tip.setText(problem.get());
      Bounds at = input.localToScreen(input.getBoundsInLocal());
      tip.show(input, at.getMinX(), at.getMaxY() + 4);
      tip.setAutoHide(true);
    }
  }
}
