package dev.warmpath.ui.prompt;

import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.prompt.edit.EditorLook;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.PromptDocument;
import dev.warmpath.ui.prompt.model.SegmentItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;

/** The cards of the segments: keeps one per segment, orders them, moves the focus. FX thread. */
final class SegmentCards {
  private final PromptViewModel model;
  private final FrameClock clock;
  private final ScrollColumn column;
  private final Supplier<EditorLook> look;
  private final Runnable find;
  private final Map<String, SegmentCard> cards = new HashMap<>();
  private List<SegmentCard> order = List.of();

  SegmentCards(
      PromptViewModel model, FrameClock clock, ScrollColumn column, Supplier<EditorLook> look,
      Runnable find) {
    this.model = model;
    this.clock = clock;
    this.column = column;
    this.look = look;
    this.find = find;
  }

  /** The cards in order; those of removed segments are dropped. */
  List<SegmentCard> update() {
    Map<String, SegmentCard> kept = new HashMap<>();
    List<SegmentCard> ordered = new ArrayList<>();
    for (SegmentItem item : model.document().segments()) {
      SegmentCard known = cards.get(item.id());
      SegmentCard card =
          known != null && known.item() == item ? known : new SegmentCard(item, this, look.get());
      kept.put(item.id(), card);
      ordered.add(card);
    }
    cards.values().stream()
        .filter(card -> !kept.containsValue(card))
        .forEach(SegmentCard::dispose);
    cards.clear();
    cards.putAll(kept);
    order = ordered;
    return ordered;
  }

  void dispose() {
    cards.values().forEach(SegmentCard::dispose);
    cards.clear();
  }

  List<SegmentCard> all() {
    return order;
  }

  Optional<SegmentCard> find(String id) {
    return Optional.ofNullable(cards.get(id));
  }

  /** The card whose editor has the focus. */
  Optional<SegmentCard> focused() {
    return order.stream().filter(card -> card.editor().isFocused()).findFirst();
  }

  void focus(String id) {
    find(id).ifPresent(card -> card.editor().requestFocus());
  }

  /** Takes the user to a place, unfolding what hides it. */
  void go(PromptDocument.Place place) {
    find(place.segment()).ifPresent(SegmentCard::unfold);
    putCaret(place);
  }

  void putCaret(PromptDocument.Place place) {
    find(place.segment()).ifPresent(
        card -> {
          card.editor().requestFocus();
          card.editor().select(place.anchor(), place.position());
        });
  }

  void move(SegmentCard card, int by) {
    move(card.item().id(), by);
  }

  void move(String id, int by) {
    model.document().move(id, model.document().indexOf(id) + by);
    find(id).ifPresent(
        card -> {
          card.editor().requestFocus();
          reveal(card, 0, Math.min(card.getHeight(), column.getHeight()));
        });
  }

  void leave(SegmentCard card, int direction, double x) {
    int next = order.indexOf(card) + direction;
    if (next >= 0 && next < order.size()) {
      order.get(next).editor().enter(direction > 0, x);
    }
  }

  /** Scrolls when a card is dragged to the upper or lower edge. */
  void scrollToward(double sceneY) {
    column.scrollToward(sceneY);
  }

  /** Shows where a card dragged to {@code sceneY} would go; a negative place hides it. */
  void showDrop(double sceneY) {
    column.showDrop(sceneY < 0 ? -1 : Math.min(column.gapAt(sceneY), order.size()));
  }

  void drop(String id, double sceneY) {
    int from = model.document().indexOf(id);
    int gap = Math.min(column.gapAt(sceneY), order.size());
    model.document().move(id, gap > from ? gap - 1 : gap);
    focus(id);
  }

  void reveal(Node inside, double top, double bottom) {
    column.reveal(inside, top, bottom);
  }

  void find() {
    find.run();
  }

  double pageHeight() {
    return column.getHeight();
  }

  PromptViewModel model() {
    return model;
  }

  FrameClock clock() {
    return clock;
  }

  void forEditors(Consumer<TokenEditor> action) {
    order.forEach(card -> action.accept(card.editor()));
  }

  /** What stands where the cache ends; empty while there is no forecast. */
  String markWords() {
    Forecast forecast = model.forecast().get();
    return forecast == null ? "" : forecast.markWords();
  }
}
