package dev.warmpath.ui.inspect;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.stream.Collectors;
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
        .contains("Prefill: 642 tok · 185 ms · 3,472\u00a0tok/s")
        .contains("Decode: 96 tok · 60.5\u00a0tok/s")
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
    int[] block = java.util.Arrays.copyOfRange(prompt, 1_472, 1_488);
    assertThat(text).isEqualTo(DesignTree.words(block).replace("\n", "⏎"));
  }

  @Test
  void evictedBlockSaysSo() {
    engine.snapshot(DesignTree.one());
    selection.block().set(new Selection.Block(DesignTree.DEMO, 4_711, 0, 16));

    assertThat(model.content().get().cards()).extracting(Card::id).containsExactly("gone");
  }

  @Test
  void lastSelectionWinsAndClosingForgetsAll() {
    engine.traces(List.of(withTokens(new int[] {1, 2, 3})));
    model.tokens().set(
        index -> new TokenFacts(index, 5, "x", new byte[] {120}, "cold", RunText.Style.COLD));
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
