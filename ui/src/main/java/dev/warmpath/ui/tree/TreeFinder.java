package dev.warmpath.ui.tree;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.lookup.TreeSearch;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Finds text and token ids in the shown tree while it changes. FX thread. */
public final class TreeFinder {
  private final Selection selection;
  private final LatestTask<List<TreeSearch.Match>> searching;
  private final StringProperty query = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<TreeSearch.Match>> matches =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Integer> match = new ReadOnlyObjectWrapper<>(-1);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private CacheSnapshot snapshot = CacheSnapshot.EMPTY;
  private Function<int[], String> text = tokens -> "";

  /**
   * @param selection where a step to another match goes
   * @param searching runs searches away from the FX thread
   */
  TreeFinder(Selection selection, LatestTask<List<TreeSearch.Match>> searching) {
    this.selection = selection;
    this.searching = searching;
    query.addListener(o -> search());
  }

  /** Looks in another tree from now on. */
  void in(CacheSnapshot tree, Function<int[], String> decode) {
    snapshot = tree;
    text = decode;
    search();
  }

  private void search() {
    String wanted = query.get();
    if (wanted.isBlank()) {
      searching.cancel();
      found(List.of(), "");
      return;
    }
    CacheSnapshot tree = snapshot;
    Function<int[], String> decode = text;
    searching.submit(
        stillWanted -> new TreeSearch(decode, wanted, stillWanted).in(tree),
        result -> found(result, ""),
        failure -> found(List.of(), "search failed: " + failure.getMessage()));
  }

  private void found(List<TreeSearch.Match> newMatches, String newProblem) {
    int before = match.get();
    problem.set(newProblem);
    matches.set(newMatches);
    match.set(newMatches.isEmpty() ? -1 : Math.clamp(before, 0, newMatches.size() - 1));
  }

  /** Goes to the next (1) or previous (−1) match and selects it; first to the current one. */
  public void step(int step) {
    int count = matches.get().size();
    if (count > 0) {
      boolean there = block(match.get()).equals(selection.block().get());
      if (there || step < 0) {
        match.set(Math.floorMod(match.get() + step, count));
      }
      selection.block().set(block(match.get()));
    }
  }

  private Selection.Block block(int index) {
    TreeSearch.Match at = matches.get().get(index);
    return new Selection.Block(at.namespace(), at.edge(), at.from(), at.to());
  }

  /** What to find; blank finds nothing. */
  public StringProperty query() {
    return query;
  }

  /** In the order of the tree, at most {@link TreeSearch#MAX_MATCHES}. */
  public ReadOnlyObjectProperty<List<TreeSearch.Match>> matches() {
    return matches.getReadOnlyProperty();
  }

  /** The current match, or −1. */
  public ReadOnlyObjectProperty<Integer> match() {
    return match.getReadOnlyProperty();
  }

  /** Why the last search gave nothing; empty when it did not fail. */
  public ReadOnlyStringProperty problem() {
    return problem.getReadOnlyProperty();
  }
}
