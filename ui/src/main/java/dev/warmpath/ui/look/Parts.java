package dev.warmpath.ui.look;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small pieces every screen is made of, styled by class. FX thread. */
public final class Parts {
  /** Longer lines of a short text are hard to follow. */
  private static final double READABLE_WIDTH = 380;

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

  /** A picture without a frame, for heads and bars; the tip is also its name. */
  public static Button headButton(Ikon ikon, String tip, Runnable action) {
    Button button = button("", action, "flat", "head-button");
    button.setGraphic(new FontIcon(ikon));
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    return button;
  }

  /** One of several to choose from, as wide as there is room; its name is spoken. */
  public static Button choice(Node face, String name, Runnable action) {
    Button button = button("", action, "wp-choice");
    button.setGraphic(face);
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAccessibleText(name);
    return button;
  }

  /** Scrolls down only, without a frame. */
  public static ScrollPane scrolling(Node content) {
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("wp-scroll");
    return scroll;
  }

  /** What an empty place says: what is not there, and how it comes there. */
  public static VBox nothing(String what, String how) {
    Label more = label(how, "wp-empty");
    more.setWrapText(true);
    more.setMaxWidth(READABLE_WIDTH);
    VBox box = new VBox(6, label(what, "wp-empty-title"), more);
    box.setAlignment(Pos.CENTER);
    return box;
  }

  /** Takes the free room of a row. */
  public static Region spring() {
    Region spring = new Region();
    spring.getStyleClass().add("wp-spring");
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }
}
