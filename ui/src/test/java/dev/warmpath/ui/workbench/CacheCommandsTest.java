package dev.warmpath.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.KvStore;
import dev.warmpath.cache.Namespace;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.fakes.ChatMl;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.TickingClock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CacheCommandsTest {
  private static final int TOKENS = 80;

  private final TickingClock clock = new TickingClock();
  private final WorkbenchViewModel window =
      new WorkbenchViewModel(
          new FakePorts().ports(clock, Runnable::run, Runnable::run), text -> { });
  private final CacheCommands cache = new CacheCommands(window);
  private final FakeEngine engine = new FakeEngine(clock, Runnable::run);
  private final Namespace namespace = engine.namespace("", "");

  CacheCommandsTest() {
    String words =
        IntStream.range(0, TOKENS).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    engine.cache(namespace, engine.tokenizer().tokenize(words).ids(), TOKENS);
    window.feed().show(new LoadedModel(engine, new ChatMl(), ""));
  }

  @Test
  void aPinEndsWithTheBlockAndAnUnpinWithItsEdge() {
    select();
    cache.pin(true);
    assertThat(window.notices().toast().get())
        .isEqualTo(2 * KvStore.BLOCK_TOKENS + " tokens pinned");
    cache.pin(false);
    assertThat(window.notices().toast().get()).isEqualTo(TOKENS + " tokens unpinned");
  }

  @Test
  void aBlockThatLeftTheCacheIsSaidToBeGone() {
    select();
    engine.evictAll();
    window.feed().poll();
    cache.pin(true);
    cache.clearBranch();
    assertThat(window.notices().banners())
        .singleElement()
        .satisfies(notice -> assertThat(notice.text()).contains("no longer cached"));
  }

  /** The second block of the only edge. */
  private void select() {
    CachedEdge edge = engine.snapshot().roots().get(namespace).child(0);
    window.selection().block().set(
        new Selection.Block(
            namespace, edge.id(), KvStore.BLOCK_TOKENS, 2 * KvStore.BLOCK_TOKENS));
  }
}
