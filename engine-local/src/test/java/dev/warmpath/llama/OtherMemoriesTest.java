package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.cache.KvRows;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.gguf.TinyModels;
import dev.warmpath.llama.ModelOptions.Adapter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose memory is not the demo model's. */
class OtherMemoriesTest {
  private static final int VOCABULARY = 200;

  @TempDir Path folder;

  @Test
  void groupedQueryAttentionKeepsRows() {
    try (LlamaRuntime runtime = open(ModelOptions.of(TinyModels.groupedQuery(folder)))) {
      assertThat(runtime.info().rewind()).isEqualTo(Rewind.ROWS);
      assertThat(runtime.info().bytesPerToken()).isEqualTo(4 * 2 * 2 * 16 * 2);
      int[] tokens = tokens(60);
      Demo.feed(runtime, 0, tokens, 0, 59);
      KvRows rows = runtime.save(0, 0, 59);
      float[] expected = Demo.feed(runtime, 0, tokens, 59, 60);
      assertThat(runtime.restore(1, List.of(rows))).isTrue();
      assertThat(Demo.feed(runtime, 1, tokens, 59, 60)).isEqualTo(expected);
      rows.release();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"window", "recurrent"})
  void aMemoryThatCannotRewindGivesWholeSnapshotsOnly(String kind) {
    Path file =
        kind.equals("window") ? TinyModels.slidingWindow(folder) : TinyModels.recurrent(folder);
    try (LlamaRuntime runtime = open(ModelOptions.of(file))) {
      assertThat(runtime.info().rewind()).isEqualTo(Rewind.SNAPSHOT);
      assertThat(runtime.info().notes()).anyMatch(note -> note.contains("cannot rewind"));
      int[] tokens = tokens(100);
      Demo.feed(runtime, 0, tokens, 0, 90);
      assertThat(runtime.length(0)).isEqualTo(90);
      assertThatThrownBy(() -> runtime.save(0, 0, 10))
          .isInstanceOf(UnsupportedOperationException.class);
      KvRows whole = runtime.saveWhole(0);
      float[] expected = Demo.feed(runtime, 0, tokens, 90, 91);

      assertThat(runtime.restore(1, List.of(whole))).isTrue();
      assertThat(runtime.length(1)).isEqualTo(90);
      assertThat(Demo.feed(runtime, 1, tokens, 90, 91)).isEqualTo(expected);
      assertThat(runtime.length(1)).isEqualTo(91);

      assertThat(runtime.truncate(1, 50)).isFalse();
      assertThat(runtime.length(1)).isZero();
      Demo.feed(runtime, 1, tokens, 0, 90);
      assertThat(Demo.feed(runtime, 1, tokens, 90, 91)).isEqualTo(expected);
      whole.release();
      assertThat(runtime.store().usedBytes()).isZero();
    }
  }

  @Test
  void aSlidingWindowTruncatedInPlaceGoesOnAsAColdRun() {
    try (LlamaRuntime runtime = open(ModelOptions.of(TinyModels.slidingWindow(folder)))) {
      int[] tokens = tokens(100);
      Demo.feed(runtime, 0, tokens, 0, 49);
      float[] expected = Demo.feed(runtime, 0, tokens, 49, 50);
      Demo.feed(runtime, 0, tokens, 50, 100);
      if (runtime.truncate(0, 49)) {
        assertThat(Demo.feed(runtime, 0, tokens, 49, 50)).isEqualTo(expected);
      } else {
        assertThat(runtime.length(0)).isZero();
      }
    }
  }

  @Test
  void anAdapterChangesTheLogitsAndTheIdentity() {
    Path model = TinyModels.groupedQuery(folder);
    ModelOptions plain = ModelOptions.of(model);
    ModelOptions adapted =
        plain.withAdapters(List.of(new Adapter(TinyModels.adapter(folder), 1)));
    int[] tokens = tokens(30);
    try (LlamaRuntime without = open(plain);
        LlamaRuntime with = open(adapted)) {
      assertThat(with.info().modelId()).isNotEqualTo(without.info().modelId());
      assertThat(Demo.feed(with, 0, tokens, 0, 30))
          .isNotEqualTo(Demo.feed(without, 0, tokens, 0, 30));
    }
  }

  @Test
  void anAdapterOfAnotherModelIsRefused() {
    ModelOptions wrong =
        ModelOptions.of(Demo.MODEL)
            .withAdapters(List.of(new Adapter(TinyModels.adapter(folder), 1)));
    assertThatThrownBy(() -> open(wrong))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("cannot be used as an adapter");
  }

  @Test
  void rowsOfAnotherModelAreRefused() {
    try (LlamaRuntime one = open(ModelOptions.of(TinyModels.groupedQuery(folder)));
        LlamaRuntime other = Demo.runtime(Demo.OPTIONS)) {
      Demo.feed(one, 0, tokens(20), 0, 20);
      KvRows rows = one.save(0, 0, 20);
      assertThatThrownBy(() -> other.restore(0, List.of(rows)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("these KV rows are another model's");
      rows.release();
    }
  }

  private static LlamaRuntime open(ModelOptions options) {
    return LlamaRuntime.open(
        Demo.library(), options.withDevice(ModelOptions.CPU), Demo.OPTIONS.withContext(512),
        part -> true);
  }

  private static int[] tokens(int count) {
    return new java.util.SplittableRandom(3).ints(count, 10, VOCABULARY).toArray();
  }
}
