package dev.warmpath.ui.inspect;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.latency.LatencyPane;
import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The inspector: a head and cards. The verdict on a request and the lens comparison come from
 * elsewhere: {@link #verdictSlot} and {@link #extraSlot} keep their places. FX thread.
 */
public final class InspectorView extends BorderPane {
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
  private final Button pin = button("Pin", "inspector-pin");
  private final Button open = button("Open as prompt", "inspector-open");
  private final Button clear = button("Clear branch", "inspector-clear");
  private double zoom = 1;
  private final FlowPane blockActions = new FlowPane(6, 6, pin, open, clear);

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
    ScrollPane scroll = Parts.scrolling(cards);
    setCenter(scroll);
    blockActions.getStyleClass().add("wp-inspector-foot");
    setBottom(blockActions);
    pin.setTooltip(new Tooltip("Keeps the prefix up to this block in memory, whatever else comes"));
    clear.setTooltip(new Tooltip("Forgets this edge and everything below it, but what is pinned"));
    pin.setOnAction(
        e -> model.blockActions().pin(
            model.content().get().block() != InspectorViewModel.BlockState.PINNED));
    open.setOnAction(e -> model.blockActions().openAsPrompt());
    clear.setOnAction(e -> model.blockActions().clearBranch());
    palette.addListener((o, was, is) -> recolour(is));
    model.content().addListener((o, was, is) -> show(is));
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
    boolean block = content.subject() == InspectorViewModel.Subject.BLOCK;
    show(content.block());
    Fitting.present(blockActions, block);
    List<Node> wanted = new ArrayList<>();
    if (nothing) {
      wanted.add(empty());
    } else {
      wanted.add(verdictSlot);
      content.cards().forEach(card -> wanted.add(shown(card, content.trace())));
      if (model) {
        wanted.add(hint());
      }
      wanted.add(extraSlot);
    }
    if (!cards.getChildren().equals(wanted)) {
      cards.getChildren().setAll(wanted);
    }
  }

  /** The card on screen with its newer facts: made again, it would lose the focus and flicker. */
  private CardView shown(Card card, @Nullable Trace trace) {
    for (Node node : cards.getChildren()) {
      if (node instanceof CardView view && view.update(card, trace)) {
        return view;
      }
    }
    return new CardView(card, trace, new CardView.Surroundings(clock, palette, model, bar, zoom));
  }

  private void show(InspectorViewModel.BlockState state) {
    boolean pinned = state == InspectorViewModel.BlockState.PINNED;
    boolean gone = state == InspectorViewModel.BlockState.GONE;
    if (gone && (pin.isFocused() || open.isFocused() || clear.isFocused())) {
      // A disabled button would send the focus to the start of the window.
      close.requestFocus();
    }
    pin.setText(pinned ? "Unpin" : "Pin");
    pin.setDisable(gone);
    open.setDisable(gone);
    clear.setDisable(gone);
  }

  /**
   * Draws text at another size.
   *
   * @param newZoom how much larger than usual
   */
  public void setZoom(double newZoom) {
    zoom = newZoom;
    for (Node node : cards.getChildren()) {
      if (node instanceof CardView view) {
        view.setZoom(newZoom);
      }
    }
  }

  private void recolour(Palette now) {
    for (Node node : cards.getChildren()) {
      if (node instanceof CardView view) {
        view.setPalette(now);
      }
    }
  }

  private static Label hint() {
    Label how = new Label("Select a request, a block or a token to see it here.");
    how.setWrapText(true);
    how.getStyleClass().add("wp-empty");
    return how;
  }

  private static VBox empty() {
    VBox box =
        Parts.nothing(
            "Nothing selected",
            "Select a request, a block of the prefix tree or a token of the prompt: its timing,"
                + " its text and where it lives appear here.");
    box.setPadding(new Insets(48, 12, 12, 12));
    return box;
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
    slot.getChildren().setAll(node == null ? List.of() : List.of(node));
    slot.setVisible(
        node != null
            && model.content().get().subject() == InspectorViewModel.Subject.REQUEST);
  }
}
