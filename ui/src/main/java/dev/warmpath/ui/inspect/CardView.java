package dev.warmpath.ui.inspect;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.latency.LatencyLayout;
import dev.warmpath.ui.latency.LatencyPane;
import java.util.List;
import java.util.regex.Pattern;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** One card on screen, kept while only its words change. FX thread. */
final class CardView extends VBox {
  private static final double VALUE_MIN_WIDTH = 90;
  private static final Pattern BEFORE_UNIT = Pattern.compile("(?<=\\d) (?=\\p{L}|%)");

  /**
   * What a card is drawn with.
   *
   * @param bar the one latency bar; in the timing card
   */
  record Surroundings(
      FrameClock clock, ObservableValue<Palette> palette, InspectorViewModel model,
      LatencyPane bar) {}

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
    values.setMinWidth(VALUE_MIN_WIDTH);
    grid.getColumnConstraints().setAll(names, values);
    return grid;
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
      GridPane.setConstraints(name, 0, row);
      Node value = value(fact, row == 0 && isTiming());
      GridPane.setConstraints(value, 1, row);
      if (there) {
        grid.getChildren().set(2 * row, name);
        grid.getChildren().set(2 * row + 1, value);
      } else {
        grid.getChildren().addAll(name, value);
      }
    }
    int shown = grid.getChildren().size();
    grid.getChildren().remove(Math.min(2 * card.facts().size(), shown), shown);
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
    Text value = new Text(unbroken(fact.value()));
    value.getStyleClass().add("wp-fact");
    if (strong) {
      value.getStyleClass().add("strong");
    }
    TextFlow flow = new TextFlow(value);
    flow.setMinWidth(0);
    if (!fact.note().isEmpty()) {
      Text note = new Text("  " + unbroken(fact.note()));
      note.getStyleClass().add("wp-fact-note");
      flow.getChildren().add(note);
    }
    return flow;
  }

  /** A number and its unit stay on one line. */
  static String unbroken(String text) {
    return BEFORE_UNIT.matcher(text).replaceAll("\u00a0");
  }
}
