package dev.warmpath.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.WordTokens;
import dev.warmpath.ui.bench.SyntheticTraces;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.tree.DesignTree;
import dev.warmpath.ui.tree.TreeActions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InspectorViewModelTest {
  private final FakeEngine engine = new FakeEngine();
  private final Selection selection = new Selection();
  private final InspectorViewModel model =
      new InspectorViewModel(
          engine.feed(), selection, () -> DesignTree.NOW, TreeActions.none(),
          new FakePorts().models(engine.feed()));

  InspectorViewModelTest() {
    model.text().set(DesignTree::words);
  }

  @Test
  void requestShowsMeasuredBesidePredicted() {
    engine.traces(
        List.of(
            new WordTokens()
                .trace(41, WordTokens.support("17:04", 60), 700, DesignTree.DEMO,
                    DesignTree.NOW)));
    selection.request().set(41L);

    assertThat(model.content().get().title()).isEqualTo("Request 41");
    assertThat(facts("timing"))
        .contains("Time to first token: 188 ms (predicted 185 ms)")
        .contains("Restore: 350 tok · 1.7 ms")
        .contains("Prefill: 642 tok · 185 ms (3,472 tok/s)")
        .contains("Decode: 96 tok (60.5 tok/s)")
        .contains("Evicted for it: 32 tokens");
    assertThat(facts("tokens")).contains("Reused: 700 of 1,342 (52.2 %)");
  }

  @Test
  void failedRequestSaysWhatToDo() {
    Trace failed =
        new SyntheticTraces(DesignTree.DEMO, DesignTree.NOW, Prompt.plain("x"))
            .of(7, "editor", Trace.State.FAILED, new int[9], 0, 0);
    engine.traces(List.of(failed));
    selection.request().set(7L);

    Card error = model.content().get().cards().getFirst();
    assertThat(error.problem()).isTrue();
    assertThat(error.text().getFirst().text()).isEqualTo(failed.error());
  }

  @Test
  void runningRequestIsReplacedByItsNewerVersion() {
    SyntheticTraces made =
        new SyntheticTraces(DesignTree.DEMO, DesignTree.NOW, Prompt.plain("x"));
    engine.traces(List.of(made.of(1, "editor", Trace.State.QUEUED, new int[9], 0, 0)));
    selection.request().set(1L);
    assertThat(model.content().get().trace().state()).isEqualTo(Trace.State.QUEUED);

    engine.traces(List.of(made.done(1, "editor", 9, 5, 3)));
    assertThat(model.content().get().trace().state()).isEqualTo(Trace.State.DONE);
  }

  @Test
  void blockShowsWhereItLivesAndWhoUsedIt() {
    CacheSnapshot snapshot = DesignTree.withSlot(DesignTree.one());
    engine.snapshot(snapshot);
    CachedEdge top = snapshot.roots().get(DesignTree.DEMO).child(0);
    int[] prompt = top.tokens();
    Trace user = withTokens(prompt);
    engine.traces(List.of(user));
    selection.block().set(new Selection.Block(DesignTree.DEMO, top.id(), 1_472, 1_488));

    assertThat(model.content().get().title()).isEqualTo("Block 92");
    assertThat(model.content().get().note()).isEqualTo("tokens 1,472–1,487");
    assertThat(facts("block"))
        .contains("Where: host rows · also in slot 2")
        .contains("Block: 16 tokens · 98 kB")
        .contains("Expires: never: pinned")
        .contains("Evicted: never: pinned");
    assertThat(facts("through")).isEqualTo("#5: editor (0 % cached)");
    String text =
        model.content().get().cards().getFirst().text().stream()
            .filter(run -> run.style() == RunText.Style.WARM)
            .map(RunText.Run::text)
            .collect(Collectors.joining());
    int[] block = Arrays.copyOfRange(prompt, 1_472, 1_488);
    assertThat(text).isEqualTo(DesignTree.words(block).replace("\n", "⏎"));
  }

  @Test
  void evictedBlockSaysSo() {
    engine.snapshot(DesignTree.one());
    selection.block().set(new Selection.Block(DesignTree.DEMO, 4_711, 0, 16));

    assertThat(model.content().get().cards()).extracting(Card::id).containsExactly("gone");
  }

  @Test
  void blockThatGoesWhileLookedAtKeepsItsTextAndSaysWhy() {
    CacheSnapshot snapshot = DesignTree.one();
    engine.snapshot(snapshot);
    CachedEdge top = snapshot.roots().get(DesignTree.DEMO).child(0);
    int[] prompt = top.tokens();
    selection.block().set(new Selection.Block(DesignTree.DEMO, top.id(), 16, 32));
    assertThat(model.content().get().block())
        .isEqualTo(InspectorViewModel.BlockState.PINNED);

    // A split gave the block's part of the edge another id before it was removed.
    model.events().set(
        () ->
            List.of(
                removed(CacheEvent.Reason.CAPACITY, prompt, 0, 16),
                removed(CacheEvent.Reason.TTL, new int[64], 0, 64),
                removed(CacheEvent.Reason.CLEARED, prompt, 0, top.end())));
    engine.snapshot(CacheSnapshot.EMPTY);

    assertThat(model.content().get().block()).isEqualTo(InspectorViewModel.BlockState.GONE);
    assertThat(facts("gone")).startsWith("Tokens: 16–31\nIt was: cleared (at ");
    assertThat(model.content().get().cards().getFirst().text())
        .containsExactly(
            new RunText.Run(
                DesignTree.words(Arrays.copyOfRange(prompt, 16, 32))
                    .replace("\n", "⏎"),
                RunText.Style.LOST));
  }

  @Test
  void removalNamesTheRequestThatNeededTheRoom() {
    Selection.Block block = new Selection.Block(DesignTree.DEMO, 99, 0, 16);
    int[] path = new int[16];
    assertThat(
            Removal.of(List.of(removed(CacheEvent.Reason.CAPACITY, path, 0, 16)), block, path))
        .extracting(Removal::words)
        .isEqualTo("evicted for request 7");
    assertThat(Removal.of(List.of(), block, path)).isNull();
  }

  @Test
  void blockOfASplitEdgeStaysSelected() {
    int[] prompt = IntStream.range(100, 164).toArray();
    engine.snapshot(tree(edge(5, 0, prompt)));
    selection.block().set(new Selection.Block(DesignTree.DEMO, 5, 48, 64));
    List<RunText.Run> text = model.content().get().cards().getFirst().text();

    CachedEdge lower = edge(6, 32, Arrays.copyOfRange(prompt, 32, 64));
    engine.snapshot(tree(edge(5, 0, Arrays.copyOf(prompt, 32), lower)));

    assertThat(selection.block().get())
        .isEqualTo(new Selection.Block(DesignTree.DEMO, 6, 48, 64));
    assertThat(model.content().get().block()).isEqualTo(InspectorViewModel.BlockState.CACHED);
    assertThat(model.content().get().cards().getFirst().text()).contains(text.get(1));
  }

  private static CacheSnapshot tree(CachedEdge top) {
    return new CacheSnapshot(
        1, 1, DesignTree.NOW, Map.of(DesignTree.DEMO, edge(0, 0, new int[0], top)), List.of(),
        CacheSnapshot.EMPTY.totals());
  }

  private static CachedEdge edge(long id, int start, int[] tokens, CachedEdge... children) {
    return new CachedEdge(
        new CachedEdge.EdgeFacts(
            id, start, tokens.length, tokens.length, 0, false, 1, 1, 1, 1, DesignTree.NOW,
            DesignTree.NOW, null, id),
        tokens, 0, children);
  }

  private static CacheEvent removed(CacheEvent.Reason reason, int[] path, int from, int to) {
    return new CacheEvent.BlockRemoved(
        1, DesignTree.NOW, DesignTree.DEMO, 3, path, from, to, reason, 7);
  }

  @Test
  void lastSelectionWinsAndClosingForgetsAll() {
    engine.traces(List.of(withTokens(new int[] {1, 2, 3})));
    model.tokens().set(
        index -> new InspectedToken(index, 5, "x", new byte[] {120}, "cold", RunText.Style.COLD));
    selection.request().set(5L);
    selection.token().set(20);
    assertThat(model.content().get().subject()).isEqualTo(InspectorViewModel.Subject.TOKEN);
    assertThat(facts("token")).contains("Bytes: 78 (1 byte)").contains("Block: 1 (token 4 of it)");
    selection.token().set(null);
    assertThat(model.content().get().subject()).isEqualTo(InspectorViewModel.Subject.REQUEST);
    model.close();
    assertThat(model.content().get().subject()).isEqualTo(InspectorViewModel.Subject.MODEL);
  }

  private String facts(String card) {
    return model.content().get().cards().stream()
        .filter(each -> each.id().equals(card))
        .flatMap(each -> each.facts().stream())
        .map(
            fact ->
                fact.name() + ": " + fact.value()
                    + (fact.note().isEmpty() ? "" : " (" + fact.note() + ")"))
        .collect(Collectors.joining("\n"));
  }

  private static Trace withTokens(int[] ids) {
    Tokens tokens = new Tokens(ids, new int[ids.length], new int[ids.length]);
    Trace made =
        new SyntheticTraces(DesignTree.DEMO, DesignTree.NOW, Prompt.plain("x"))
            .done(5, "editor", ids.length, 0, 3);
    return new Trace(
        made.id(), made.source(), made.namespace(), made.prompt(), tokens, made.counts(),
        made.phases(), made.prediction(), made.state(), made.finish(), made.error(),
        made.generated(), made.text(), made.slot());
  }
}
