package dev.warmpath.ui.inspect;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.latency.LatencyLayout;
import dev.warmpath.ui.latency.LatencyPane;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/**
 * The inspector: a head and cards. The verdict on a request and the lens comparison come from
 * elsewhere: {@link #verdictSlot} and {@link #extraSlot} keep their places. FX thread.
 */
public final class InspectorView extends BorderPane {
  private static final double NAME_WIDTH = 118;
  private static final double VALUE_MIN_WIDTH = 90;

  private final InspectorViewModel model;
  private final FrameClock clock;
  private final ObservableValue<Palette> palette;
  private final Label title = new Label();
  private final Label note = new Label();
  private final Button close = new Button("✕");
  private final VBox cards = new VBox(10);
  private final StackPane verdictSlot = slot("inspector-verdict");
  private final StackPane extraSlot = slot("inspector-extra");
  private final LatencyPane bar;

  public InspectorView(
      InspectorViewModel model, FrameClock clock, ObservableValue<Palette> palette) {
    this.model = model;
    this.clock = clock;
    this.palette = palette;
    this.bar = new LatencyPane(clock, palette);
    getStyleClass().add("wp-inspector");
    setMinWidth(0);
    setTop(head());
    cards.setPadding(new Insets(12));
    ScrollPane scroll = new ScrollPane(cards);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("wp-scroll");
    setCenter(scroll);
    model.content().addListener((o, was, is) -> show(is));
    palette.addListener(o -> show(model.content().get()));
    show(model.content().get());
  }

  private static StackPane slot(String id) {
    StackPane slot = new StackPane();
    slot.setId(id);
    slot.managedProperty().bind(slot.visibleProperty());
    return slot;
  }

  private HBox head() {
    title.getStyleClass().add("wp-head-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    note.getStyleClass().add("wp-head-text");
    note.setMinWidth(0);
    note.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(note, Priority.ALWAYS);
    close.getStyleClass().add("wp-flat");
    close.setId("inspector-close");
    close.setAccessibleText("Close");
    close.setOnAction(e -> model.close());
    HBox head = new HBox(6, title, note, close);
    head.getStyleClass().add("wp-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private void show(InspectorViewModel.Content content) {
    title.setText(content.title());
    note.setText(content.note().isEmpty() ? "" : "· " + content.note());
    boolean nothing = content.subject() == InspectorViewModel.Subject.NOTHING;
    boolean request = content.subject() == InspectorViewModel.Subject.REQUEST;
    boolean model = content.subject() == InspectorViewModel.Subject.MODEL;
    close.setVisible(!nothing && !model);
    verdictSlot.setVisible(request && !verdictSlot.getChildren().isEmpty());
    extraSlot.setVisible(request && !extraSlot.getChildren().isEmpty());
    cards.getChildren().clear();
    if (nothing) {
      cards.getChildren().add(empty());
      return;
    }
    cards.getChildren().add(verdictSlot);
    for (Card card : content.cards()) {
      cards.getChildren().add(card(card, content.trace()));
    }
    if (content.subject() == InspectorViewModel.Subject.BLOCK) {
      cards.getChildren().add(blockActions(content.pinned()));
    }
    if (model) {
      cards.getChildren().add(hint());
    }
    cards.getChildren().add(extraSlot);
  }

  private static Label hint() {
    Label how = new Label("Select a request, a block or a token to see it here.");
    how.setWrapText(true);
    how.getStyleClass().add("wp-empty");
    return how;
  }

  private static VBox empty() {
    Label what = new Label("Nothing selected");
    what.getStyleClass().add("wp-empty-title");
    Label how =
        new Label(
            "Select a request, a block of the prefix tree or a token of the prompt: its timing,"
                + " its text and where it lives appear here.");
    how.setWrapText(true);
    how.getStyleClass().add("wp-empty");
    VBox box = new VBox(6, what, how);
    box.setAlignment(Pos.CENTER);
    box.setPadding(new Insets(48, 12, 12, 12));
    return box;
  }

  private VBox card(Card card, @Nullable Trace trace) {
    Label head = new Label(card.title());
    head.getStyleClass().add("wp-card-title");
    head.setWrapText(true);
    head.setMinHeight(Region.USE_PREF_SIZE);
    VBox box = new VBox(6, head);
    box.setId("card-" + card.id());
    box.getStyleClass().add("wp-card");
    if (card.problem()) {
      box.getStyleClass().add("wp-error");
    }
    if (card.id().equals("timing") && trace != null) {
      LatencyLayout phases = LatencyLayout.of(trace, LatencyLayout.Until.END);
      bar.show(phases, phases.longest());
      box.getChildren().add(bar);
    }
    if (!card.facts().isEmpty()) {
      box.getChildren().add(facts(card));
    }
    if (!card.text().isEmpty()) {
      box.getChildren().add(text(card));
    }
    return box;
  }

  private Node text(Card card) {
    boolean plain =
        card.text().stream().allMatch(run -> run.style() == RunText.Style.PLAIN
            || run.style() == RunText.Style.DIM) && card.text().size() == 1;
    if (plain) {
      Label label = new Label(card.text().getFirst().text());
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
      label.getStyleClass().add("wp-text");
      return label;
    }
    RunText text = new RunText(clock, palette.getValue());
    text.setRuns(card.text());
    return text;
  }

  private GridPane facts(Card card) {
    GridPane grid = new GridPane(8, 4);
    boolean requests = card.id().equals("through");
    double nameWidth = requests ? 44 : NAME_WIDTH;
    ColumnConstraints names = new ColumnConstraints(nameWidth, nameWidth, nameWidth);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setMinWidth(VALUE_MIN_WIDTH);
    grid.getColumnConstraints().setAll(names, values);
    for (int row = 0; row < card.facts().size(); row++) {
      Card.Fact fact = card.facts().get(row);
      grid.add(name(fact), 0, row);
      grid.add(value(fact, row == 0 && card.id().equals("timing")), 1, row);
    }
    return grid;
  }

  private Node name(Card.Fact fact) {
    if (fact.request() > 0) {
      Hyperlink link = new Hyperlink(fact.name());
      link.getStyleClass().add("wp-link");
      link.setOnAction(e -> model.selectRequest(fact.request()));
      return link;
    }
    Label label = new Label(fact.name());
    label.getStyleClass().add("wp-fact-name");
    GridPane.setValignment(label, javafx.geometry.VPos.TOP);
    return label;
  }

  private static Node value(Card.Fact fact, boolean strong) {
    Text value = new Text(fact.value());
    value.getStyleClass().add("wp-fact");
    if (strong) {
      value.getStyleClass().add("strong");
    }
    TextFlow flow = new TextFlow(value);
    flow.setMinWidth(0);
    if (!fact.note().isEmpty()) {
      Text note = new Text("  " + fact.note());
      note.getStyleClass().add("wp-fact-note");
      flow.getChildren().add(note);
    }
    return flow;
  }

  private FlowPane blockActions(boolean pinned) {
    Button pin = button(pinned ? "Unpin prefix" : "Pin prefix", "inspector-pin");
    pin.setOnAction(e -> model.pin(!pinned));
    Button open = button("Open as prompt", "inspector-open");
    open.setOnAction(e -> model.openAsPrompt());
    Button clear = button("Clear branch", "inspector-clear");
    clear.setOnAction(e -> model.clearBranch());
    return new FlowPane(8, 8, pin, open, clear);
  }

  private static Button button(String text, String id) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("wp-button");
    return button;
  }

  /** Filled by the explanation of a request; shown above the timing. */
  public void setVerdict(@Nullable Node verdict) {
    fill(verdictSlot, verdict);
  }

  /** Filled by the same prompt under other lenses; shown last. */
  public void setExtra(@Nullable Node extra) {
    fill(extraSlot, extra);
  }

  private void fill(StackPane slot, @Nullable Node node) {
    slot.getChildren().setAll(node == null ? java.util.List.of() : java.util.List.of(node));
    slot.setVisible(
        node != null
            && model.content().get().subject() == InspectorViewModel.Subject.REQUEST);
  }
}
