package dev.warmpath.ui.prompt.model;

import dev.warmpath.token.Segment;
import dev.warmpath.workspace.Workspace;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The workspace being edited: its segments, every change to them, and the way back. FX thread. */
public final class PromptDocument {

  /** A place the user should be taken to: an undone change, a new segment. */
  public record Place(String segment, int anchor, int position) {}

  private final Clock clock;
  private final UndoHistory history = new UndoHistory();
  private final ReadOnlyObjectWrapper<Workspace> workspace =
      new ReadOnlyObjectWrapper<>(Workspace.EMPTY);
  private final ObservableList<SegmentItem> segments = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper edited = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<@Nullable Place> place = new SimpleObjectProperty<>();
  private Workspace saved = Workspace.EMPTY;

  public PromptDocument(Clock clock) {
    this.clock = clock;
  }

  public ReadOnlyObjectProperty<Workspace> workspace() {
    return workspace.getReadOnlyProperty();
  }

  public ObservableList<SegmentItem> segments() {
    return segments;
  }

  /** True when saving would write something else than was opened or saved; folds do not count. */
  public ReadOnlyBooleanProperty edited() {
    return edited.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canUndo() {
    return canUndo.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canRedo() {
    return canRedo.getReadOnlyProperty();
  }

  /** Where the view should put the caret next; the view sets it back to null. */
  public ObjectProperty<@Nullable Place> place() {
    return place;
  }

  /** Shows another workspace as saved; forgets what could be undone. */
  public void open(Workspace opened) {
    Workspace unique = opened.withSegments(withUniqueIds(opened.segments()));
    history.clear();
    saved = unique;
    segments.setAll(unique.segments().stream().map(SegmentItem::new).toList());
    publish(unique);
  }

  /** The workspace as it is now has been saved. */
  public void markSaved() {
    saved = workspace.get();
    publish(saved);
  }

  /** Changes what is not a segment: variables, sampling, name. Not undoable. */
  public void change(UnaryOperator<Workspace> change) {
    Workspace changed = change.apply(workspace.get());
    publish(changed.withSegments(workspace.get().segments()));
  }

  public Optional<SegmentItem> find(String id) {
    return segments.stream().filter(item -> item.id().equals(id)).findFirst();
  }

  public int indexOf(String id) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** Replaces a range of a segment's text. */
  public void replace(String id, int from, int to, String text, boolean typing) {
    SegmentItem item = find(id).orElseThrow();
    if (from == to && text.isEmpty()) {
      return;
    }
    item.text().settle();
    String removed = item.text().between(from, to);
    item.text().replace(from, to, text);
    history.text(
        new UndoHistory.Step.TextStep(id, from, removed, text), typing, clock.millis());
    textChanged(item);
  }

  /** Adds a segment before position {@code index} and takes the user there. */
  public void add(int index, Segment segment) {
    List<Segment> after = new ArrayList<>(workspace.get().segments());
    after.add(Math.clamp(index, 0, after.size()), segment);
    history.structure(workspace.get().segments(), after);
    showAndGo(after);
  }

  /** Removes a segment and takes the user to the one that stands there now. */
  public void remove(String id) {
    List<Segment> after = new ArrayList<>(workspace.get().segments());
    if (after.removeIf(segment -> segment.id().equals(id))) {
      history.structure(workspace.get().segments(), after);
      showAndGo(after);
    }
  }

  /** Moves a segment to position {@code to} among the others. */
  public void move(String id, int to) {
    List<Segment> after = new ArrayList<>(workspace.get().segments());
    int from = indexOf(id);
    int target = Math.clamp(to, 0, after.size() - 1);
    if (from >= 0 && from != target) {
      after.add(target, after.remove(from));
      restructure(after);
    }
  }

  /** Changes a segment's settings; its text stays. */
  public void change(String id, UnaryOperator<Segment> change) {
    List<Segment> after = new ArrayList<>(workspace.get().segments());
    int at = indexOf(id);
    Segment before = after.get(at);
    after.set(at, change.apply(before).withText(before.text()));
    if (!after.get(at).equals(before)) {
      restructure(after);
    }
  }

  /** Folds or unfolds; a way to look at it, so it is not undone. */
  public void fold(String id, boolean folded) {
    SegmentItem item = find(id).orElseThrow();
    item.set(item.segment().get().withFolded(folded));
    publish(workspace.get().withSegments(current()));
  }

  /** Replaces all segments, as one step that can be undone: an import, a suggested fix. */
  public void replaceAll(List<Segment> after) {
    restructure(withUniqueIds(after));
  }

  public void undo() {
    switch (history.undo()) {
      case UndoHistory.Step.TextStep step ->
          apply(step.segment(), step.from(), step.inserted(), step.removed());
      case UndoHistory.Step.StructureStep step -> showAndGo(step.before());
      case null -> { }
    }
  }

  public void redo() {
    switch (history.redo()) {
      case UndoHistory.Step.TextStep step ->
          apply(step.segment(), step.from(), step.removed(), step.inserted());
      case UndoHistory.Step.StructureStep step -> showAndGo(step.after());
      case null -> { }
    }
  }

  /** The next keystroke can be undone on its own. */
  public void endBurst() {
    history.endBurst();
  }

  private void apply(String id, int from, String old, String now) {
    SegmentItem item = find(id).orElseThrow();
    item.text().settle();
    item.text().replace(from, from + old.length(), now);
    textChanged(item);
    // Nothing selected: who types on must not write over what has just come back.
    goTo(new Place(id, from + now.length(), from + now.length()));
  }

  /** Shows other segments and takes the user to what came, or to where something went. */
  private void showAndGo(List<Segment> after) {
    List<Segment> before = current();
    show(after);
    List<Segment> now = current();
    int at = firstNotIn(before, now);
    if (at < 0) {
      at = Math.min(firstNotIn(now, before), now.size() - 1);
    }
    if (at >= 0) {
      goTo(new Place(now.get(at).id(), 0, 0));
    }
  }

  /** Index of the first of {@code segments} that {@code others} lack; −1 for none. */
  private static int firstNotIn(List<Segment> others, List<Segment> segments) {
    Set<String> known = new HashSet<>();
    others.forEach(segment -> known.add(segment.id()));
    for (int i = 0; i < segments.size(); i++) {
      if (!known.contains(segments.get(i).id())) {
        return i;
      }
    }
    return -1;
  }

  /** Also when the user was taken there before. */
  private void goTo(Place to) {
    place.set(null);
    place.set(to);
  }

  private void textChanged(SegmentItem item) {
    item.set(item.segment().get().withText(item.text().toString()));
    publish(workspace.get().withSegments(current()));
  }

  private List<Segment> current() {
    return segments.stream().map(item -> item.segment().get()).toList();
  }

  private void restructure(List<Segment> after) {
    history.structure(workspace.get().segments(), after);
    show(after);
  }

  /** Keeps the items, and so the cards, of the segments that stay. */
  private void show(List<Segment> after) {
    Map<String, SegmentItem> known = new HashMap<>();
    segments.forEach(item -> known.put(item.id(), item));
    List<SegmentItem> items = new ArrayList<>();
    for (Segment segment : after) {
      SegmentItem item = known.get(segment.id());
      if (item == null) {
        item = new SegmentItem(segment);
      } else {
        item.adopt(segment);
      }
      items.add(item);
    }
    if (!items.equals(segments)) {
      segments.setAll(items);
    }
    publish(workspace.get().withSegments(current()));
  }

  private void publish(Workspace now) {
    workspace.set(now);
    edited.set(!now.unfolded().equals(saved.unfolded()));
    canUndo.set(history.canUndo());
    canRedo.set(history.canRedo());
  }

  private static List<Segment> withUniqueIds(List<Segment> given) {
    Set<String> ids = new HashSet<>();
    List<Segment> unique = new ArrayList<>();
    for (Segment segment : given) {
      String id = segment.id();
      for (int n = 2; id.isEmpty() || !ids.add(id); n++) {
        id = segment.id() + "-" + n;
      }
      unique.add(
          new Segment(
              id, segment.kind(), segment.name(), segment.text(), segment.joins(),
              segment.folded()));
    }
    return unique;
  }
}
