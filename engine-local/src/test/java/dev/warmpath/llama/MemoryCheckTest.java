package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.engine.EngineException;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFactsReader;
import dev.warmpath.llama.MemoryCheck.Place;
import dev.warmpath.llama.RuntimeOptions.FlashAttention;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {
  private static final long GIB = 1L << 30;
  private static final ModelFacts FACTS = ModelFactsReader.read(Demo.MODEL);
  private static final RuntimeOptions OPTIONS =
      RuntimeOptions.defaults().withContext(4096).withSlots(4);

  private static MemoryCheck check(RuntimeOptions options) {
    return new MemoryCheck(FACTS, options, 0);
  }

  /** Free memory that is just enough: KV and computing may take nine tenths of the rest. */
  private static long needed(RuntimeOptions options) {
    ModelFacts.MemoryNeed need =
        FACTS.memoryNeed(
            options.context(), options.slots(), ModelFacts.KvType.F16, options.ubatch());
    return need.weights() + (long) Math.ceil((need.kv() + need.compute()) / 0.9);
  }

  private static Device gpu(long freeBytes) {
    return new Device("Vulkan0", "a GPU", "Vulkan", Device.Type.GPU, freeBytes, 8 * GIB);
  }

  private static String refusal(MemoryCheck check, Place place) {
    try {
      check.require(place);
    } catch (EngineException refused) {
      assertThat(refused.kind()).isEqualTo(EngineException.Kind.OUT_OF_MEMORY);
      return refused.getMessage();
    }
    throw new AssertionError("not refused");
  }

  @Test
  void whatFitsExactlyIsAccepted() {
    long needed = needed(OPTIONS);
    assertThatCode(() -> check(OPTIONS).require(new Place(null, -1, needed)))
        .doesNotThrowAnyException();
    refusal(check(OPTIONS), new Place(null, -1, needed - 1));
  }

  @Test
  void theContextItNamesFitsAndTheNextDoesNot() {
    long free = needed(OPTIONS.withContext(1500));
    String message = refusal(check(OPTIONS), new Place(null, -1, free));
    Matcher fits = Pattern.compile("A context of (\\d+) tokens would fit").matcher(message);
    assertThat(fits.find()).as(message).isTrue();
    int context = Integer.parseInt(fits.group(1));
    assertThat(context).isEqualTo(1536);
    Place place = new Place(null, -1, free);
    assertThatCode(() -> check(OPTIONS.withContext(context)).require(place))
        .doesNotThrowAnyException();
    refusal(check(OPTIONS.withContext(context + 1)), place);
    assertThat(message)
        .startsWith("Warmpath demo model needs ")
        .contains("in this computer's memory (weights ")
        .contains("KV of 4 x 4096 tokens ")
        .contains(" is free. ");
  }

  @Test
  void aModelThatFitsWithNoContextIsRefusedPlainly() {
    assertThat(refusal(check(OPTIONS), new Place(null, -1, 1 << 20)))
        .endsWith(
            "No context would fit: close other programs, or choose a smaller model or"
                + " quantisation.");
  }

  @Test
  void weightsOfAdaptersCount() {
    long needed = needed(OPTIONS);
    refusal(new MemoryCheck(FACTS, OPTIONS, 1000), new Place(null, -1, needed + 999));
    assertThatCode(
            () -> new MemoryCheck(FACTS, OPTIONS, 1000).require(new Place(null, -1, needed + 1000)))
        .doesNotThrowAnyException();
  }

  @Test
  void withoutFlashAttentionTheScoresNeedMemory() {
    refusal(
        check(OPTIONS.withFlashAttention(FlashAttention.OFF)),
        new Place(null, -1, needed(OPTIONS)));
  }

  @Test
  void layersThatFitNotOnTheDeviceGoToTheHost() {
    long needed = needed(OPTIONS);
    assertThatCode(
            () -> check(OPTIONS).require(new Place(gpu(needed / 2), -1, needed / 2 + 2)))
        .doesNotThrowAnyException();
    assertThat(refusal(check(OPTIONS), new Place(gpu(needed / 2), -1, needed / 4)))
        .contains("on Vulkan0 and in this computer's memory together");
  }

  @Test
  void layersAskedForMustFitTheDevice() {
    int all = FACTS.layers() + 1;
    long needed = needed(OPTIONS);
    assertThat(refusal(check(OPTIONS), new Place(gpu(needed / 2), all, 8 * GIB)))
        .contains("on Vulkan0 for " + all + " of " + all + " layers")
        .contains("would fit");
    assertThat(refusal(check(OPTIONS), new Place(gpu(8 * GIB), 1, 1 << 20)))
        .contains("in this computer's memory for the rest");
    assertThatCode(() -> check(OPTIONS).require(new Place(gpu(needed), all, 0)))
        .doesNotThrowAnyException();
  }

  @Test
  void aDeviceThatHidesItsMemoryIsTried() {
    assertThatCode(() -> check(OPTIONS).require(new Place(gpu(0), -1, 0)))
        .doesNotThrowAnyException();
  }

  @Test
  void nothingIsLoadedBeforeTheRefusal() {
    AtomicBoolean loading = new AtomicBoolean();
    RuntimeOptions vast = OPTIONS.withContext(1 << 24).withSlots(64);
    assertThatThrownBy(
            () ->
                LlamaRuntime.open(
                    Demo.library(), ModelOptions.of(Demo.MODEL).withDevice(ModelOptions.CPU),
                    vast,
                    part -> {
                      loading.set(true);
                      return true;
                    }))
        .isInstanceOfSatisfying(
            EngineException.class,
            refused -> assertThat(refused.kind()).isEqualTo(EngineException.Kind.OUT_OF_MEMORY))
        .hasMessageContaining("KV of 64 x 16777216 tokens");
    assertThat(loading).isFalse();
  }
}
