package dev.warmpath.ui.look;

import dev.warmpath.ui.canvas.Figures;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Facts in a row, a dot between two. A line ends between facts, never inside one, and then without
 * the dot. FX thread.
 */
public final class FactFlow extends Region {
  private static final String DOT = "·";
  private static final double GAP = 4;

  /**
   * One fact.
   *
   * @param dot stands before it unless it begins a line; null before the first, and before a note
   */
  private record Piece(Label label, @Nullable Label dot) {}

  private final String style;
  private final String noteStyle;
  private List<Piece> pieces = List.of();

  /**
   * @param style class of the facts
   * @param noteStyle class of the dots and of what is said less loudly after them
   */
  public FactFlow(String style, String noteStyle) {
    this.style = style;
    this.noteStyle = noteStyle;
    getStyleClass().add("wp-facts");
    setMinWidth(0);
    setAccessibleRole(AccessibleRole.TEXT);
  }

  /**
   * @param facts with {@code " · "} between two; may be empty
   * @param note the same, less loudly; may be empty
   */
  public void show(String facts, String note) {
    List<Piece> made = new ArrayList<>();
    add(made, facts, style);
    add(made, note, noteStyle);
    pieces = List.copyOf(made);
    getChildren().clear();
    for (Piece piece : pieces) {
      if (piece.dot() != null) {
        getChildren().add(piece.dot());
      }
      getChildren().add(piece.label());
    }
    setAccessibleText((facts + " " + note).strip());
    requestLayout();
  }

  private void add(List<Piece> made, String facts, String of) {
    if (facts.isEmpty()) {
      return;
    }
    boolean first = true;
    for (String fact : facts.split(" " + DOT + " ")) {
      Label label = Parts.label(Figures.unbroken(fact), of);
      label.setWrapText(true);
      made.add(new Piece(label, first ? null : Parts.label(DOT, noteStyle)));
      first = false;
    }
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    double wide = 0;
    for (Piece piece : pieces) {
      wide += (wide == 0 ? 0 : lead(piece)) + piece.label().prefWidth(-1);
    }
    return snappedLeftInset() + wide + snappedRightInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double room = width < 0 ? Double.MAX_VALUE : width - snappedLeftInset() - snappedRightInset();
    return snappedTopInset() + arrange(room, false) + snappedBottomInset();
  }

  @Override
  protected void layoutChildren() {
    arrange(getWidth() - snappedLeftInset() - snappedRightInset(), true);
  }

  /** Height of all lines in so much room; puts the facts there when asked to. */
  private double arrange(double room, boolean place) {
    double x = 0;
    double y = 0;
    double tall = 0;
    for (Piece piece : pieces) {
      Label label = piece.label();
      double wide = label.prefWidth(-1);
      boolean breaks = x > 0 && x + lead(piece) + wide > room + 0.5;
      if (breaks) {
        x = 0;
        y += tall;
        tall = 0;
      }
      boolean dotted = piece.dot() != null && x > 0;
      double lead = x > 0 ? lead(piece) : 0;
      double taken = Math.min(wide, Math.max(1, room));
      double high = label.prefHeight(taken);
      if (place) {
        place(piece, dotted, x, y, lead, taken, high);
      }
      x += lead + taken;
      tall = Math.max(tall, high);
    }
    return y + tall;
  }

  private void place(
      Piece piece, boolean dotted, double x, double y, double lead, double wide, double high) {
    double left = snappedLeftInset();
    double top = snappedTopInset();
    Label dot = piece.dot();
    if (dot != null) {
      dot.setVisible(dotted);
      dot.resizeRelocate(left + x + GAP, top + y, dot.prefWidth(-1), dot.prefHeight(-1));
    }
    piece.label().resizeRelocate(left + x + lead, top + y, Math.ceil(wide), high);
  }

  private static double lead(Piece piece) {
    Label dot = piece.dot();
    return dot == null ? 2 * GAP : 2 * GAP + dot.prefWidth(-1);
  }
}
