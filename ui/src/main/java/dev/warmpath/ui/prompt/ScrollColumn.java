package dev.warmpath.ui.prompt;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * Cards one above the other that scroll as one. Unlike a scroll pane it keeps what is in view in
 * place while something above or below grows, and tells each card which of its rows are in view.
 * FX thread.
 */
final class ScrollColumn extends Region {

  /** A card that paints only what is in view. */
  interface Card {
    /** Rows of the card (pixels from its top) that are in view; none when {@code bottom ≤ top}. */
    void view(double top, double bottom);
  }

  private static final double GAP = 8;
  private static final double PADDING = 10;
  private static final double BAR_GAP = 2;
  private static final double BAR_STEP = 44;

  /** Where a drag scrolls, and how far it goes each time. */
  private static final double EDGE = 24;

  /** Room kept above and below what is brought into view. */
  private static final double MARGIN = 12;

  private final ScrollBar bar = new ScrollBar();
  private final List<Region> cards = new ArrayList<>();
  private final Region dropLine = new Region();
  private double scroll;
  private double contentHeight;

  ScrollColumn() {
    getStyleClass().add("prompt-scroll");
    bar.setOrientation(Orientation.VERTICAL);
    bar.setUnitIncrement(BAR_STEP);
    bar.valueProperty().addListener((property, was, is) -> scrollTo(is.doubleValue()));
    dropLine.getStyleClass().add("drop-line");
    dropLine.setManaged(false);
    dropLine.setVisible(false);
    dropLine.setMouseTransparent(true);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    getChildren().addAll(bar, dropLine);
    addEventHandler(ScrollEvent.SCROLL, this::wheel);
    setMinSize(0, 0);
  }

  void show(List<? extends Region> shown) {
    cards.clear();
    cards.addAll(shown);
    List<Node> children = new ArrayList<>(cards);
    children.add(dropLine);
    children.add(bar);
    getChildren().setAll(children);
    requestLayout();
  }

  void scrollTo(double top) {
    double to = Math.clamp(snapPositionY(top), 0, Math.max(0, contentHeight - getHeight()));
    if (to != scroll) {
      scroll = to;
      place();
    }
  }

  /** Scrolls until rows {@code top} to {@code bottom} of {@code inside} are in view. */
  void reveal(Node inside, double top, double bottom) {
    if (getScene() == null) {
      return;
    }
    layout();
    double y = sceneToLocal(inside.localToScene(0, top)).getY();
    double end = y + bottom - top;
    if (y < MARGIN) {
      scrollTo(scroll + y - MARGIN);
    } else if (end > getHeight() - MARGIN) {
      scrollTo(scroll + Math.min(y - MARGIN, end - getHeight() + MARGIN));
    }
  }

  /** Scrolls a step when {@code sceneY} is at the upper or lower edge, or beyond it. */
  void scrollToward(double sceneY) {
    double y = sceneToLocal(0, sceneY).getY();
    if (y < EDGE) {
      scrollTo(scroll - EDGE);
    } else if (y > getHeight() - EDGE) {
      scrollTo(scroll + EDGE);
    }
  }

  /** The place among the cards that {@code sceneY} points at: 0 above all, n below all. */
  int gapAt(double sceneY) {
    double y = sceneToLocal(0, sceneY).getY();
    int gap = 0;
    for (Region card : cards) {
      if (y > card.getLayoutY() + card.getHeight() / 2) {
        gap++;
      }
    }
    return gap;
  }

  /** Shows where a dragged card would go; −1 hides it. */
  void showDrop(int gap) {
    dropLine.setVisible(gap >= 0 && !cards.isEmpty());
    if (!dropLine.isVisible()) {
      return;
    }
    Region before = cards.get(Math.max(0, Math.min(gap, cards.size()) - 1));
    double y = gap == 0 ? before.getLayoutY() : before.getLayoutY() + before.getHeight() + GAP;
    dropLine.resizeRelocate(PADDING, y - GAP / 2 - 1, inner(), 2);
  }

  private void wheel(ScrollEvent event) {
    if (!event.isControlDown()) {
      scrollTo(scroll - event.getDeltaY());
      event.consume();
    }
  }

  private double inner() {
    return Math.max(0, getWidth() - 2 * PADDING - BAR_GAP);
  }

  @Override
  protected void layoutChildren() {
    double width = inner();
    double height = PADDING;
    for (Region card : cards) {
      double cardHeight = snapSizeY(card.prefHeight(width));
      card.resize(width, cardHeight);
      height += cardHeight + GAP;
    }
    contentHeight = height - (cards.isEmpty() ? 0 : GAP) + PADDING;
    scroll = Math.clamp(scroll, 0, Math.max(0, contentHeight - getHeight()));
    double most = Math.max(0, contentHeight - getHeight());
    bar.setVisible(most > 0);
    bar.setMax(most);
    bar.setVisibleAmount(most * getHeight() / Math.max(1, contentHeight));
    bar.setBlockIncrement(getHeight() - BAR_STEP);
    double barWidth = bar.prefWidth(-1);
    bar.resizeRelocate(getWidth() - barWidth, 0, barWidth, getHeight());
    place();
  }

  /** On whole pixels of the screen: text drawn between them is blurred. */
  private void place() {
    double y = PADDING - scroll;
    for (Region card : cards) {
      card.relocate(snapPositionX(PADDING), snapPositionY(y));
      if (card instanceof Card viewed) {
        viewed.view(Math.max(0, -y), Math.min(card.getHeight(), getHeight() - y));
      }
      y += card.getHeight() + GAP;
    }
    bar.setValue(scroll);
  }
}
