package dev.warmpath.ui.look;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small pieces every screen is made of, styled by class. FX thread. */
public final class Parts {
  private Parts() {}

  public static Label label(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /** A label that wraps and grows as tall as its text needs. */
  public static Label paragraph(String text, String... styles) {
    Label label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  public static FontIcon icon(Ikon ikon, int size) {
    FontIcon icon = FontIcon.of(ikon, size);
    icon.getStyleClass().add("wp-icon");
    return icon;
  }

  public static Button button(String text, Runnable action, String... styles) {
    Button button = new Button(text);
    button.getStyleClass().addAll(styles);
    button.setOnAction(event -> action.run());
    button.setMnemonicParsing(false);
    return button;
  }

  /** A button with a picture only; the tip is also its name for screen readers. */
  public static Button iconButton(Ikon ikon, String tip, Runnable action) {
    Button button = button("", action, "wp-icon-button");
    button.setGraphic(icon(ikon, 15));
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    return button;
  }

  /** Takes the free room of a row. */
  public static Region spring() {
    Region spring = new Region();
    spring.getStyleClass().add("wp-spring");
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }
}
