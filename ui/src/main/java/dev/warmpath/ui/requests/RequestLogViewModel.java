package dev.warmpath.ui.requests;

import dev.warmpath.cache.Namespace;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.latency.LatencyLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/**
 * The request log: follows the traces by replacing and appending only what changed. FX thread.
 */
public final class RequestLogViewModel {
  /** The latency bars' scale follows the newest requests, so that an old outlier fades away. */
  private static final int SCALE_OVER = 200;

  private final Selection selection;
  private final RequestActions actions;
  private final ObservableList<Trace> all = FXCollections.observableArrayList();
  private final FilteredList<Trace> rows = new FilteredList<>(all);
  private final RequestTotals totals = new RequestTotals();
  private final Map<Namespace, Long> firstOf = new HashMap<>();
  private final StringProperty filter = new SimpleStringProperty("");
  private final BooleanProperty decodeShown = new SimpleBooleanProperty();
  private final ObjectProperty<Function<Trace, @Nullable VerdictLabel>> verdicts =
      new SimpleObjectProperty<>(trace -> null);
  private final ReadOnlyObjectWrapper<List<String>> totalsShown =
      new ReadOnlyObjectWrapper<>(totals.wordings());
  private final ReadOnlyLongWrapper updates = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper scaleNanos = new ReadOnlyLongWrapper(1);
  private boolean updating;

  /** The requests chosen last, in order of id: the selection itself holds two at most. */
  private List<Long> chosen = List.of();

  public RequestLogViewModel(EngineFeed feed, Selection selection, RequestActions actions) {
    this.selection = selection;
    this.actions = actions;
    feed.traces().addListener((o, was, is) -> show(is));
    filter.addListener((o, was, is) -> refilter(is));
    decodeShown.addListener(o -> rescale());
    verdicts.addListener(o -> refilter(filter.get()));
    show(feed.traces().get());
  }

  /** Brings the rows up to date with {@code traces}, which is in order of id. */
  public void show(List<Trace> traces) {
    updating = true;
    merge(traces);
    totalsShown.set(totals.wordings());
    rescale();
    updating = false;
    updates.set(updates.get() + 1);
  }

  private void merge(List<Trace> traces) {
    int kept = 0;
    int next = 0;
    while (kept < all.size() && next < traces.size()) {
      Trace old = all.get(kept);
      Trace now = traces.get(next);
      if (old == now) {
        kept++;
        next++;
      } else if (old.id() == now.id()) {
        totals.remove(old);
        totals.add(now);
        all.set(kept++, now);
        next++;
      } else if (old.id() < now.id()) {
        kept = removeBelow(now.id(), kept);
      } else {
        replaceAll(traces);
        return;
      }
    }
    if (kept < all.size()) {
      all.subList(kept, all.size()).forEach(totals::remove);
      all.remove(kept, all.size());
    }
    if (next < traces.size()) {
      List<Trace> added = traces.subList(next, traces.size());
      added.forEach(this::count);
      all.addAll(added);
    }
  }

  /** True while rows change: what the table then does to its selection is not the user's wish. */
  boolean isUpdating() {
    return updating;
  }

  /** Grows with every update of the rows. */
  ReadOnlyLongProperty updates() {
    return updates.getReadOnlyProperty();
  }

  /** Old traces leave from the front; removes the run of them in one change. */
  private int removeBelow(long id, int from) {
    int to = from;
    while (to < all.size() && all.get(to).id() < id) {
      totals.remove(all.get(to++));
    }
    all.remove(from, to);
    return from;
  }

  private void replaceAll(List<Trace> traces) {
    all.forEach(totals::remove);
    firstOf.clear();
    traces.forEach(this::count);
    all.setAll(traces);
  }

  private void count(Trace trace) {
    totals.add(trace);
    firstOf.merge(trace.namespace(), trace.id(), Math::min);
  }

  private void rescale() {
    long longest = 1;
    LatencyLayout.Until until = until();
    for (int i = Math.max(0, all.size() - SCALE_OVER); i < all.size(); i++) {
      longest = Math.max(longest, LatencyLayout.of(all.get(i), until).longest());
    }
    scaleNanos.set(longest);
  }

  private void refilter(String wanted) {
    String[] words = wanted.strip().toLowerCase(Locale.ROOT).split("\\s+");
    rows.setPredicate(wanted.isBlank() ? null : trace -> matches(trace, words));
  }

  private boolean matches(Trace trace, String[] words) {
    String text =
        String.join(
                " ", "#" + trace.id(), trace.source().label(), trace.source().model(),
                trace.namespace().key(), verdict(trace).text(),
                trace.error() == null ? "" : trace.error())
            .toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  /** Why it reused what it did: the explained verdict, or what the counts say. */
  public VerdictLabel verdict(Trace trace) {
    VerdictLabel explained = verdicts.get().apply(trace);
    return explained != null
        ? explained
        : CountVerdict.of(
            trace, firstOf.getOrDefault(trace.namespace(), trace.id()) < trace.id());
  }

  /** Selects one request, or two to compare: the older one is the one compared with. */
  public void select(List<Trace> traces) {
    chosen = traces.stream().map(Trace::id).sorted().toList();
    selection.request().set(chosen.isEmpty() ? null : chosen.getLast());
    selection.compared().set(chosen.size() == 2 ? chosen.getFirst() : null);
  }

  /** The requests chosen here, unless another view chose since: then what it chose. */
  Set<Long> chosen() {
    Long request = selection.request().get();
    Long compared = selection.compared().get();
    boolean ours =
        chosen.size() > 2 && compared == null && chosen.getLast().equals(request);
    return ours
        ? new HashSet<>(chosen)
        : Stream.of(compared, request).filter(Objects::nonNull).collect(Collectors.toSet());
  }

  public void resend(Trace trace) {
    actions.resend(trace);
  }

  public void copyAsCurl(Trace trace) {
    actions.copyAsCurl(trace);
  }

  /** Exports what the filter shows. */
  public void export(RequestActions.Format format) {
    actions.export(format, List.copyOf(rows));
  }

  public void clear() {
    actions.clear();
  }

  /** The rows the filter lets through, in order of id. */
  public FilteredList<Trace> rows() {
    return rows;
  }

  /** Words that must all occur in a row's source, model, key, verdict or {@code #id}. */
  public StringProperty filter() {
    return filter;
  }

  /** Whether the latency bars go on after the first token. */
  public BooleanProperty decodeShown() {
    return decodeShown;
  }

  public LatencyLayout.Until until() {
    return decodeShown.get() ? LatencyLayout.Until.END : LatencyLayout.Until.FIRST_TOKEN;
  }

  /** Explains a trace, or null while there is no explanation; set by the window. */
  public ObjectProperty<Function<Trace, @Nullable VerdictLabel>> verdicts() {
    return verdicts;
  }

  /** What the cache saved, from the longest wording to the shortest. */
  public ReadOnlyObjectProperty<List<String>> totals() {
    return totalsShown.getReadOnlyProperty();
  }

  /** Nanoseconds that fill a latency bar. */
  public ReadOnlyLongProperty scaleNanos() {
    return scaleNanos.getReadOnlyProperty();
  }

  public Selection selection() {
    return selection;
  }
}
