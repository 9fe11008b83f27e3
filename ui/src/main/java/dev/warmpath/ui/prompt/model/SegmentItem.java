package dev.warmpath.ui.prompt.model;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.prompt.text.SegmentText;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** One segment while it is edited: its text, its settings and its forecast. FX thread. */
public final class SegmentItem {
  private final ReadOnlyObjectWrapper<Segment> segment;
  private final SegmentText text;
  private final ObjectProperty<@Nullable SegmentForecast> forecast = new SimpleObjectProperty<>();
  private final ObjectProperty<Stability> stability = new SimpleObjectProperty<>(Stability.UNSENT);

  SegmentItem(Segment segment) {
    this.segment = new ReadOnlyObjectWrapper<>(segment);
    this.text = new SegmentText(segment.text());
  }

  public String id() {
    return segment.get().id();
  }

  /** The segment with its newest text. */
  public ReadOnlyObjectProperty<Segment> segment() {
    return segment.getReadOnlyProperty();
  }

  public SegmentText text() {
    return text;
  }

  /** What the cache holds of it; null before the first forecast. */
  public ObjectProperty<@Nullable SegmentForecast> forecast() {
    return forecast;
  }

  /** How often it changed over the last runs. */
  public ObjectProperty<Stability> stability() {
    return stability;
  }

  void set(Segment newer) {
    segment.set(newer);
  }

  /** Takes over settings and text of an undone or redone state; folds are no part of it. */
  void adopt(Segment other) {
    text.settle();
    if (!other.text().equals(segment.get().text())) {
      text.replace(0, text.length(), other.text());
    }
    segment.set(other.withFolded(segment.get().folded()));
  }
}
