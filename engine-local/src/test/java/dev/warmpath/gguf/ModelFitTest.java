package dev.warmpath.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.gguf.ModelFacts.KvType;
import dev.warmpath.gguf.ModelFit.Kind;
import dev.warmpath.gguf.ModelFit.Load;
import dev.warmpath.gguf.ModelFit.Room;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelFitTest {
  private static final long PLENTY = 8L << 30;
  private static final ModelFacts DEMO =
      ModelFactsReader.read(Path.of("../samples/model/warmpath-demo-Q8_0.gguf"));
  private static final Load USUAL = new Load(0, 4, KvType.F16, "");

  private static ModelFit fit(Load load, Room... rooms) {
    return new ModelFit(DEMO, load, List.of(rooms));
  }

  private static Optional<String> refusal(Load load, Room... rooms) {
    return fit(load, rooms).refusal("Demo");
  }

  private static Load layers(int count) {
    return new Load(0, 4, KvType.F16, "", count, ModelFit.MICRO_BATCH, true, 0);
  }

  private static Room host(long freeBytes) {
    return new Room("CPU", "a processor", Kind.HOST, freeBytes);
  }

  private static Room card(long freeBytes) {
    return new Room("Vulkan0", "a card", Kind.DEVICE, freeBytes);
  }

  private static Room shared(long freeBytes) {
    return new Room("Vulkan2", "in the processor", Kind.SHARED, freeBytes);
  }

  /** Free memory that is just enough: KV and computing may take nine tenths of the rest. */
  private static long needed(Load load) {
    ModelFacts.MemoryNeed need = fit(load).need();
    return need.weights() + (long) Math.ceil((need.kv() + need.compute()) / 0.9);
  }

  @Test
  void withoutAWishTheContextIsTheTrainedOneUpToTheUsual() {
    assertThat(fit(USUAL).context()).isEqualTo(4096);
    assertThat(fit(new Load(1000, 4, KvType.F16, "")).context()).isEqualTo(1000);
  }

  @Test
  void mainMemoryAndTheChosenCardCountTogether() {
    Room another = new Room("Vulkan1", "another card", Kind.DEVICE, 20);
    Room[] all = {host(100), card(10), another, shared(90)};
    assertThat(fit(USUAL, all).free()).isEqualTo(120);
    assertThat(fit(new Load(0, 4, KvType.F16, "Vulkan0"), all).free()).isEqualTo(110);
    assertThat(fit(new Load(0, 4, KvType.F16, "cpu"), all).free()).isEqualTo(100);
    assertThat(fit(new Load(0, 4, KvType.F16, "Vulkan2"), all).free())
        .as("memory of the host is not counted twice")
        .isEqualTo(100);
  }

  @Test
  void whatFitsExactlyIsAccepted() {
    long needed = needed(USUAL);
    assertThat(refusal(USUAL, host(needed))).isEmpty();
    assertThat(refusal(USUAL, host(needed - 1))).isPresent();
  }

  @Test
  void aRefusalHasTheNumbersAndTheContextThatWouldFit() {
    assertThat(refusal(USUAL, host(40_000_000)))
        .hasValue(
            "Demo needs 68 MB for a context of 4,096 tokens in 4 slots (weights 7.3 MB, KV 50 MB,"
                + " scratch 10 MB) in this computer's memory, and 40 MB is free, 37 MB of it for a"
                + " model. A context of 1,536 tokens would fit; fewer slots allow more.");
    assertThat(refusal(new Load(1536, 4, KvType.F16, ""), host(40_000_000))).isEmpty();
    assertThat(refusal(new Load(1537, 4, KvType.F16, ""), host(40_000_000))).isPresent();
  }

  @Test
  void whatIsNotKnownIsTried() {
    assertThat(refusal(USUAL, host(0))).isEmpty();
    assertThat(refusal(USUAL, host(1), card(0))).isEmpty();
  }

  @Test
  void aModelThatFitsWithNoContextIsRefusedPlainly() {
    assertThat(refusal(USUAL, host(1 << 20)).orElseThrow())
        .contains("and 1.0 MB is free. No context would fit:")
        .endsWith("close other models and programs, or choose a smaller model or quantisation.");
    assertThat(fit(USUAL, host(1 << 20)).longestContext()).isZero();
  }

  @Test
  void theContextThatIsSaidToFitDoesAndTheNextLongerDoesNot() {
    long seed = 41;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      Room room = host(random.nextLong(1, 400_000_000));
      int slots = random.nextInt(1, 9);
      KvType type = random.nextBoolean() ? KvType.F16 : KvType.Q8_0;
      long longest = fit(new Load(0, slots, type, ""), room).longestContext();
      String what = "seed " + seed + " step " + i;
      if (longest > 0) {
        assertThat(refusal(new Load(longest, slots, type, ""), room)).as(what).isEmpty();
      }
      assertThat(refusal(new Load(longest + 1, slots, type, ""), room)).as(what).isPresent();
    }
  }

  @Test
  void weightsOfAdaptersCount() {
    long needed = needed(USUAL);
    Load adapted = new Load(0, 4, KvType.F16, "", -1, ModelFit.MICRO_BATCH, true, 1000);
    assertThat(refusal(adapted, host(needed + 999))).isPresent();
    assertThat(refusal(adapted, host(needed + 1000))).isEmpty();
  }

  @Test
  void withoutFlashAttentionTheScoresNeedMemory() {
    Load plain = new Load(0, 4, KvType.F16, "", -1, ModelFit.MICRO_BATCH, false, 0);
    assertThat(refusal(plain, host(needed(USUAL)))).isPresent();
    assertThat(refusal(plain, host(needed(plain)))).isEmpty();
  }

  @Test
  void layersThatFitNotOnTheDeviceGoToTheHost() {
    long half = needed(USUAL) / 2;
    assertThat(refusal(USUAL, card(half), host(half + 2))).isEmpty();
    assertThat(refusal(USUAL, card(half), host(half / 2)).orElseThrow())
        .contains("on Vulkan0 and in this computer's memory together");
    assertThat(refusal(USUAL, shared(half), host(half + 2)))
        .as("a unit that shares the host's memory adds none")
        .isPresent();
  }

  @Test
  void layersAskedForMustFitTheDevice() {
    int all = DEMO.layers() + 1;
    long needed = needed(USUAL);
    assertThat(refusal(layers(all), card(needed / 2), host(PLENTY)).orElseThrow())
        .contains("on Vulkan0 for " + all + " of " + all + " layers")
        .contains("would fit");
    assertThat(refusal(layers(1), card(PLENTY), host(1 << 20)).orElseThrow())
        .contains("in this computer's memory for the rest");
    assertThat(refusal(layers(all), card(needed), host(1))).isEmpty();
    assertThat(refusal(layers(0), card(PLENTY), host(needed - 1)))
        .as("no layer on the card: its memory is no help")
        .isPresent();
  }

  @Test
  void layersOnAPlaceFollowTheSameRule() {
    long needed = needed(USUAL);
    assertThat(fit(USUAL).layersOn(host(needed))).isEqualTo(DEMO.layers());
    assertThat(fit(USUAL).layersOn(host(needed - 1))).isEqualTo(DEMO.layers() - 1);
    assertThat(fit(USUAL).layersOn(host(needed * 2 / 3))).isBetween(1, DEMO.layers() - 1);
    assertThat(fit(USUAL).layersOn(host(fit(USUAL).need().compute()))).isZero();
    assertThat(fit(USUAL).layersOn(host(0))).isZero();
  }

  @Test
  void sizesAreToldAsFileSizes() {
    assertThat(ByteText.of(1_500_000_000)).isEqualTo("1.5 GB");
    assertThat(ByteText.of(24_400_000)).isEqualTo("24 MB");
    assertThat(ByteText.of(7_398_976)).isEqualTo("7.4 MB");
    assertThat(ByteText.of(5)).isEqualTo("0.1 MB");
  }
}
