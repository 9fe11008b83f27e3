package dev.warmpath.ui.tree;

import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.lookup.EvictionOrder;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import dev.warmpath.ui.tree.paint.TreePicture;
import dev.warmpath.ui.tree.paint.TreeShades;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/** What the colours mean, and those marks that the tree has now. FX thread. */
final class TreeKey extends FlowPane {
  /** More namespaces than this are told apart by their titles in the tree. */
  private static final int NAMESPACES_NAMED = 4;
  private static final int NAME_LENGTH = 28;

  /** What is to be explained; equal ones look the same. */
  private record Signs(
      TreeShades.By by, Palette palette, boolean path, boolean toCompute, boolean lost,
      boolean onDevice, boolean expiring, boolean pinned, boolean order,
      List<String> namespaces) {

    static Signs of(TreePicture picture) {
      PrefixTreeLayout layout = picture.layout();
      TreeShades shades = picture.shades();
      boolean toCompute = false;
      boolean lost = false;
      for (PrefixTreeLayout.PlacedGhost placed : layout.ghosts()) {
        toCompute |= !placed.ghost().lost();
        lost |= placed.ghost().lost();
      }
      boolean onDevice = false;
      boolean expiring = false;
      boolean pinned = false;
      for (int i = 0; i < layout.size(); i++) {
        onDevice |= shades.deviceEnd(i) > 0;
        expiring |= shades.isExpiring(i);
        pinned |= shades.isPinned(i);
      }
      return new Signs(
          shades.by(), picture.palette(), picture.path().length > 0, toCompute, lost, onDevice,
          expiring, pinned, picture.order() != EvictionOrder.NONE,
          layout.titles().stream().map(title -> title.namespace().label()).toList());
    }
  }

  private @Nullable Signs shown;

  TreeKey() {
    super(12, 4);
    getStyleClass().add("wp-key");
    setRowValignment(VPos.CENTER);
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    managedProperty().bind(visibleProperty());
  }

  void show(TreePicture picture) {
    Signs signs = Signs.of(picture);
    if (signs.equals(shown)) {
      return;
    }
    shown = signs;
    getChildren().clear();
    Palette palette = signs.palette();
    colours(signs, picture.shades());
    if (signs.path()) {
      outline(palette.text(), false, "current prompt");
    }
    if (signs.toCompute()) {
      outline(palette.cold(), true, "to compute");
    }
    if (signs.lost()) {
      outline(palette.lost(), true, "lost");
    }
    if (signs.onDevice()) {
      add(new Rectangle(12, 3, palette.decode()), "on the device");
    }
    if (signs.pinned()) {
      add(pin(palette), "pinned");
    }
    if (signs.expiring()) {
      add(new Rectangle(9, 9, stripes(palette)), "expires soon");
    }
    if (signs.order()) {
      Label rank = new Label("1 2 3");
      rank.setTextFill(palette.lost());
      rank.getStyleClass().add("wp-rank");
      add(rank, "evicted in this order");
    }
  }

  private void colours(Signs signs, TreeShades shades) {
    Palette palette = signs.palette();
    switch (signs.by()) {
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
      case NAMESPACE -> {
        for (int i = 0; i < Math.min(NAMESPACES_NAMED, signs.namespaces().size()); i++) {
          String name = signs.namespaces().get(i);
          solid(
              shades.colour(i % shades.colourCount()),
              name.length() <= NAME_LENGTH ? name : "…" + name.substring(
                  name.length() - NAME_LENGTH + 1));
        }
      }
      case SIZE -> {
        solid(palette.warm(), "most tokens below");
        solid(palette.aged(), "fewest");
      }
    }
  }

  private static Node pin(Palette palette) {
    Rectangle needle = new Rectangle(4.5, 5, 1, 6);
    needle.setFill(palette.text());
    return new Group(new Circle(5, 3.5, 3, palette.text()), needle);
  }

  private static Paint stripes(Palette palette) {
    return new LinearGradient(
        0, 0, 4, 0, false, CycleMethod.REPEAT,
        new Stop(0, palette.lost()),
        new Stop(0.5, palette.lost()),
        new Stop(0.5, Color.TRANSPARENT),
        new Stop(1, Color.TRANSPARENT));
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
