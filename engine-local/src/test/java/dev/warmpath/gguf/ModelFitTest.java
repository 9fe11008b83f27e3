package dev.warmpath.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.gguf.ModelFacts.KvType;
import dev.warmpath.gguf.ModelFit.Kind;
import dev.warmpath.gguf.ModelFit.Load;
import dev.warmpath.gguf.ModelFit.Room;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ModelFitTest {
  private static final ModelFacts DEMO =
      ModelFactsReader.read(Path.of("../samples/model/warmpath-demo-Q8_0.gguf"));
  private static final Load USUAL = new Load(0, 4, KvType.F16, "");

  @Test
  void withoutAWishTheContextIsTheTrainedOneUpToTheUsual() {
    assertThat(fit(USUAL).context()).isEqualTo(4096);
    assertThat(fit(new Load(1000, 4, KvType.F16, "")).context()).isEqualTo(1000);
  }

  @Test
  void mainMemoryAndTheChosenCardCountTogether() {
    Room host = new Room("CPU", "a processor", Kind.HOST, 100);
    Room small = new Room("Vulkan0", "a card", Kind.DEVICE, 10);
    Room large = new Room("Vulkan1", "another card", Kind.DEVICE, 20);
    Room shared = new Room("Vulkan2", "in the processor", Kind.SHARED, 90);
    Room[] all = {host, small, large, shared};
    assertThat(fit(USUAL, all).free()).isEqualTo(120);
    assertThat(fit(new Load(0, 4, KvType.F16, "Vulkan0"), all).free()).isEqualTo(110);
    assertThat(fit(new Load(0, 4, KvType.F16, "cpu"), all).free()).isEqualTo(100);
    assertThat(fit(new Load(0, 4, KvType.F16, "Vulkan2"), all).free())
        .as("memory of the host is not counted twice")
        .isEqualTo(100);
  }

  @Test
  void aRefusalHasTheNumbersAndTheContextThatWouldFit() {
    Room room = new Room("CPU", "a processor", Kind.HOST, 40_000_000);
    ModelFit fit = fit(USUAL, room);
    assertThat(fit.refusal("Demo"))
        .hasValue(
            "Demo needs 68 MB for a context of 4,096 tokens in 4 slots (weights 7.3 MB, KV 50 MB,"
                + " scratch 10 MB), and 36 MB can be used (40 MB is free). A context of "
                + "1,280 tokens would fit.");
    assertThat(fit(new Load(1280, 4, KvType.F16, ""), room).refusal("Demo")).isEmpty();
    assertThat(fit(USUAL, new Room("CPU", "", Kind.HOST, 0)).refusal("Demo"))
        .as("nothing is known, so nothing is refused")
        .isEmpty();
  }

  @Test
  void theContextThatIsSaidToFitDoesAndTheNextLongerDoesNot() {
    long seed = 41;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      Room room = new Room("CPU", "", Kind.HOST, random.nextLong(1, 400_000_000));
      int slots = random.nextInt(1, 9);
      KvType type = random.nextBoolean() ? KvType.F16 : KvType.Q8_0;
      long longest = fit(new Load(0, slots, type, ""), room).longestContext();
      String what = "seed " + seed + " step " + i;
      if (longest > 0) {
        assertThat(fit(new Load(longest, slots, type, ""), room).refusal("")).as(what).isEmpty();
      }
      assertThat(fit(new Load(longest + 257, slots, type, ""), room).refusal(""))
          .as(what)
          .isPresent();
    }
  }

  private static ModelFit fit(Load load, Room... rooms) {
    return new ModelFit(DEMO, load, List.of(rooms));
  }
}
