package dev.warmpath.ui.inspect;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.latency.LatencyLayout;
import dev.warmpath.ui.latency.LatencyPane;
import dev.warmpath.ui.look.FactFlow;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One card on screen, kept while only its words change. FX thread. */
final class CardView extends VBox {
  /**
   * What a card is drawn with.
   *
   * @param bar the one latency bar; in the timing card
   * @param zoom how much larger than usual text is
   */
  record Surroundings(
      FrameClock clock, ObservableValue<Palette> palette, InspectorViewModel model,
      LatencyPane bar, double zoom) {}

  /** In text sizes: a longest name with a value beside it that is worth a column. */
  private static final double LEAST_COLUMNS = 17.5;

  private final Surroundings around;
  private final boolean ofRequest;
  private Card card;
  private @Nullable GridPane facts;
  private @Nullable Label plain;
  private @Nullable RunText runs;

  CardView(Card card, @Nullable Trace trace, Surroundings around) {
    super(6);
    this.card = card;
    this.around = around;
    ofRequest = trace != null;
    setId("card-" + card.id());
    getStyleClass().add("wp-card");
    if (card.problem()) {
      getStyleClass().add("wp-error");
    }
    Label head = new Label(card.title());
    head.getStyleClass().add("wp-card-title");
    head.setWrapText(true);
    head.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().add(head);
    if (isTiming() && trace != null) {
      showPhases(trace);
      getChildren().add(around.bar());
    }
    if (!card.facts().isEmpty()) {
      facts = grid();
      fill(facts);
      getChildren().add(facts);
    }
    if (!card.text().isEmpty()) {
      getChildren().add(text());
    }
  }

  /** Shows newer facts of the same card; false when it is another card or of another shape. */
  boolean update(Card now, @Nullable Trace trace) {
    boolean same =
        now.id().equals(card.id()) && now.title().equals(card.title())
            && now.problem() == card.problem()
            && now.facts().isEmpty() == card.facts().isEmpty()
            && now.text().isEmpty() == card.text().isEmpty()
            && (now.text().isEmpty() || isPlain(now.text()) == isPlain(card.text()))
            && (!isTiming() || trace != null && getChildren().contains(around.bar()));
    if (!same) {
      return false;
    }
    List<Card.Fact> before = card.facts();
    List<RunText.Run> text = card.text();
    card = now;
    if (isTiming() && trace != null) {
      showPhases(trace);
    }
    if (facts != null && !before.equals(now.facts())) {
      fill(facts);
    }
    if (!text.equals(now.text())) {
      showText();
    }
    return true;
  }

  void setZoom(double zoom) {
    if (runs != null) {
      runs.setZoom(zoom);
    }
  }

  void setPalette(Palette palette) {
    if (runs != null) {
      runs.setPalette(palette);
    }
  }

  private boolean isTiming() {
    return card.id().equals("timing");
  }

  private void showPhases(Trace trace) {
    LatencyLayout phases = LatencyLayout.of(trace, LatencyLayout.Until.END);
    around.bar().show(phases, phases.longest());
    around.bar().setAccessibleText("The phases as a bar; the figures follow");
  }

  private static boolean isPlain(List<RunText.Run> text) {
    RunText.Style style = text.getFirst().style();
    return text.size() == 1 && (style == RunText.Style.PLAIN || style == RunText.Style.DIM);
  }

  private Node text() {
    if (isPlain(card.text())) {
      plain = new Label();
      plain.setWrapText(true);
      plain.setMinHeight(USE_PREF_SIZE);
      plain.getStyleClass().add("wp-text");
      showText();
      return plain;
    }
    RunText made = new RunText(around.clock(), around.palette().getValue());
    made.setZoom(around.zoom());
    runs = made;
    showText();
    return made;
  }

  private void showText() {
    if (plain != null) {
      plain.setText(card.text().getFirst().text());
    }
    if (runs != null) {
      runs.setRuns(card.text());
    }
  }

  private GridPane grid() {
    GridPane grid = new GridPane(8, 4);
    ColumnConstraints names = new ColumnConstraints();
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, values);
    grid.widthProperty().addListener(o -> place(grid));
    return grid;
  }

  /** Large text in a narrow inspector has no room for two columns: values stand below names. */
  private static void place(GridPane grid) {
    List<Node> nodes = grid.getChildren();
    boolean stacked =
        grid.getWidth() > 0 && !nodes.isEmpty() && nodes.getFirst() instanceof Labeled name
            && grid.getWidth() < LEAST_COLUMNS * name.getFont().getSize();
    for (int i = 0; i + 1 < nodes.size(); i += 2) {
      int row = i / 2;
      GridPane.setConstraints(nodes.get(i), 0, stacked ? 2 * row : row);
      GridPane.setConstraints(
          nodes.get(i + 1), stacked ? 0 : 1, stacked ? 2 * row + 1 : row, stacked ? 2 : 1, 1);
    }
  }

  /** Rows that say the same stay in the scene: what has the focus keeps it. */
  private void fill(GridPane grid) {
    List<Node> old = List.copyOf(grid.getChildren());
    for (int row = 0; row < card.facts().size(); row++) {
      Card.Fact fact = card.facts().get(row);
      boolean there = 2 * row + 1 < old.size();
      if (there && fact.equals(old.get(2 * row).getUserData())) {
        continue;
      }
      Node name = name(fact);
      name.setUserData(fact);
      Node value = value(fact, row == 0 && isTiming());
      if (there) {
        grid.getChildren().set(2 * row, name);
        grid.getChildren().set(2 * row + 1, value);
      } else {
        grid.getChildren().addAll(name, value);
      }
    }
    int shown = grid.getChildren().size();
    grid.getChildren().remove(Math.min(2 * card.facts().size(), shown), shown);
    place(grid);
  }

  private Node name(Card.Fact fact) {
    if (fact.request() > 0) {
      Hyperlink link = new Hyperlink(fact.name());
      link.getStyleClass().add("wp-link");
      link.setAccessibleText("Request " + fact.request());
      link.setOnAction(e -> around.model().selectRequest(fact.request()));
      return link;
    }
    Label label = new Label(fact.name());
    label.getStyleClass().addAll("wp-fact-name", ofRequest ? "wp-long" : "wp-short");
    GridPane.setValignment(label, VPos.TOP);
    return label;
  }

  private static Node value(Card.Fact fact, boolean strong) {
    FactFlow value = new FactFlow("wp-fact", "wp-fact-note");
    value.show(fact.value(), fact.note());
    if (strong) {
      value.getStyleClass().add("strong");
    }
    return value;
  }
}
