package dev.warmpath.ui.tree;

import dev.warmpath.ui.canvas.Palette;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** What the colours and marks of the tree mean, in one line. FX thread. */
final class TreeKey extends HBox {
  private TreeShades.@Nullable By shownBy;
  private @Nullable Palette shownPalette;

  TreeKey() {
    super(12);
    getStyleClass().add("wp-key");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    setMouseTransparent(true);
    setMinWidth(0);
    managedProperty().bind(visibleProperty());
  }

  void show(TreeShades.By by, Palette palette) {
    if (by == shownBy && palette == shownPalette) {
      return;
    }
    shownBy = by;
    shownPalette = palette;
    getChildren().clear();
    switch (by) {
      case RECENCY -> {
        solid(palette.warm(), "just used");
        solid(palette.warmAt(0.75), "minutes ago");
      }
      case HITS -> {
        solid(palette.warm(), "most hits");
        solid(palette.aged(), "none");
      }
      case RESIDENCE -> {
        solid(palette.warm(), "host rows");
        solid(palette.aged(), "device only");
      }
      case NAMESPACE -> solid(palette.warm(), "a colour per namespace");
      case SIZE -> {
        solid(palette.warm(), "most tokens below");
        solid(palette.aged(), "fewest");
      }
    }
    outline(palette.text(), false, "current prompt");
    outline(palette.cold(), true, "to compute");
    outline(palette.lost(), true, "lost");
    Rectangle strip = new Rectangle(12, 3, palette.decode());
    add(strip, "on the device");
    Rectangle hatch = new Rectangle(9, 9, Color.TRANSPARENT);
    hatch.setFill(stripes(palette));
    add(hatch, "expires soon");
  }

  private static javafx.scene.paint.Paint stripes(Palette palette) {
    return new javafx.scene.paint.LinearGradient(
        0, 0, 4, 0, false, javafx.scene.paint.CycleMethod.REPEAT,
        new javafx.scene.paint.Stop(0, palette.lost()),
        new javafx.scene.paint.Stop(0.5, palette.lost()),
        new javafx.scene.paint.Stop(0.5, Color.TRANSPARENT),
        new javafx.scene.paint.Stop(1, Color.TRANSPARENT));
  }

  private void solid(Color colour, String text) {
    Rectangle box = new Rectangle(10, 10, colour);
    box.setArcWidth(4);
    box.setArcHeight(4);
    add(box, text);
  }

  private void outline(Color colour, boolean dashed, String text) {
    Rectangle box = new Rectangle(10, 10, Color.TRANSPARENT);
    box.setArcWidth(4);
    box.setArcHeight(4);
    box.setStroke(colour);
    if (dashed) {
      box.getStrokeDashArray().setAll(2.5, 2.0);
    }
    add(box, text);
  }

  private void add(Node sign, String text) {
    Label label = new Label(text, sign);
    label.getStyleClass().add("wp-small");
    label.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().add(label);
  }
}
