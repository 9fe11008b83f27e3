package dev.warmpath.llama.binding;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutCheckTest {

  @Test
  void theSizesAreTheDocumentedOnes() {
    assertThat(Layouts.MODEL_PARAMS.byteSize()).isEqualTo(80);
    assertThat(Layouts.CONTEXT_PARAMS.byteSize()).isEqualTo(160);
    assertThat(Layouts.BATCH.byteSize()).isEqualTo(56);
    assertThat(Layouts.TOKEN_DATA.byteSize()).isEqualTo(12);
    assertThat(Layouts.TOKEN_DATA_ARRAY.byteSize()).isEqualTo(32);
    assertThat(Layouts.PERF_CONTEXT.byteSize()).isEqualTo(48);
    assertThat(Layouts.offset(Layouts.CONTEXT_PARAMS, "type_k")).isEqualTo(104);
    assertThat(Layouts.offset(Layouts.CONTEXT_PARAMS, "kv_unified")).isEqualTo(133);
    assertThat(Layouts.offset(Layouts.MODEL_PARAMS, "vocab_only")).isEqualTo(72);
  }

  @Test
  void anotherDefaultIsReportedWithExpectedAndActual() {
    List<String> wrong = new ArrayList<>();
    LayoutCheck.compare(
        wrong, "batch", Layouts.BATCH, Map.of("n_tokens", 7),
        allocator -> {
          MemorySegment struct = allocator.allocate(Layouts.BATCH);
          struct.fill((byte) 0);
          struct.set(JAVA_INT, 0, 8);
        });
    assertThat(wrong).containsExactly("batch.n_tokens: expected 7, actual 8");
  }

  @Test
  void aStructThatIsLargerInTheLibraryIsReported() {
    List<String> wrong = new ArrayList<>();
    LayoutCheck.compare(
        wrong, "batch", Layouts.BATCH, Map.of("n_tokens", 0),
        allocator -> {
          MemorySegment struct = allocator.allocate(72, 8);
          struct.fill((byte) 0);
        });
    assertThat(wrong).containsExactly("batch: expected 56 bytes, actual at least 72");
  }
}
