package dev.warmpath.lens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.lens.LensVerdict.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The providers' own worked examples. */
class LensExamplesTest {
  private final LensCatalog catalog = LensCatalog.bundled();

  private LensVerdict judge(String lens, LensRequest now, LensRequest... earlier) {
    return new LensSimulator(catalog.find(lens).orElseThrow()).judge(List.of(earlier), now);
  }

  /** A prompt whose first {@code shared} tokens are the same for all. */
  private static LensRequest prompt(int shared, int total, int own) {
    return LensRequest.of(
        IntStream.range(0, total).map(i -> i < shared ? i : 100_000 * own + i).toArray());
  }

  /** DeepInfra's guide: usage shows 4,800 cached of 5,000 prompt tokens. */
  @Test
  void deepInfraReports4800Of5000() {
    LensVerdict verdict = judge("deepinfra", prompt(4800, 5000, 2), prompt(4800, 4800, 1));
    assertThat(verdict.cached()).hasValue(4800);
    assertThat(verdict.cost()).as("no price is in any source").isEmpty();
  }

  /** vLLM's design document: 14 tokens, 10 of them shared, block size 4: two full blocks hit. */
  @Test
  void vllmReusesFullBlocksOnly() {
    Lens fours =
        catalog.find("vllm").orElseThrow()
            .with(
                LensKey.GRANULARITY_TOKENS,
                new Cited(4, "vLLM design document, example", "2026-11", Cited.Certainty.USER));
    LensVerdict verdict =
        new LensSimulator(fours).judge(List.of(prompt(10, 15, 1)), prompt(10, 14, 2));
    assertThat(verdict.cached()).hasValue(8);
    assertThat(verdict.loss()).isEqualTo(Loss.GRANULARITY);
  }

  /** OpenAI's guide: nothing below 1,024 tokens, then in steps of 128. */
  @Test
  void openAiCachesFrom1024InStepsOf128() {
    assertThat(judge("openai", prompt(1023, 2000, 2), prompt(1023, 2000, 1)).cached()).hasValue(0);
    assertThat(judge("openai", prompt(1023, 2000, 2), prompt(1023, 2000, 1)).loss())
        .isEqualTo(Loss.MINIMUM);
    assertThat(judge("openai", prompt(1024, 2000, 2), prompt(1024, 2000, 1)).cached())
        .hasValue(1024);
    assertThat(judge("openai", prompt(1151, 2000, 2), prompt(1151, 2000, 1)).cached())
        .hasValue(1024);
    assertThat(judge("openai", prompt(1152, 2000, 2), prompt(1152, 2000, 1)).cached())
        .hasValue(1152);
  }

  /** OpenAI's guide, from GPT-5.6: the breakpoint's exact end, no rounding. */
  @Test
  void openAiFrom56ReadsToTheExactEndOfAMessage() {
    LensRequest older = blocks(prompt(1500, 1500, 1), 1100, 1500);
    LensRequest newer = blocks(prompt(1500, 1800, 2), 1100, 1500, 1800);
    assertThat(judge("openai-5.6", newer, older).cached()).hasValue(1500);
  }

  /** Anthropic's pricing: 5-minute caching pays from the 2nd request, 1-hour from the 3rd. */
  @Test
  void anthropicBreaksEvenAtTwoAndThreeRequests() {
    LensPricing pricing = new LensPricing(catalog.find("anthropic").orElseThrow());
    assertThat(pricing.breakEvenRequests(false)).hasValue(2);
    assertThat(pricing.breakEvenRequests(true)).hasValue(3);
  }

  /** Anthropic's documentation: minimums by model. */
  @Test
  void anthropicMinimumsDependOnTheModel() {
    Lens lens = catalog.find("anthropic").orElseThrow();
    assertThat(lens.minimum("claude-opus-5-20260901")).isEqualTo(512);
    assertThat(lens.minimum("claude-sonnet-4-5-20250929")).isEqualTo(1024);
    assertThat(lens.minimum("claude-opus-4-7")).isEqualTo(2048);
    assertThat(lens.minimum("claude-opus-4-6")).isEqualTo(4096);
    assertThat(lens.minimum("claude-haiku-4-5")).isEqualTo(4096);
    assertThat(lens.minimum("claude-3-5-haiku-latest")).isEqualTo(2048);
  }

  /** Anthropic's documentation: a breakpoint looks back over 20 content blocks. */
  @Test
  void anthropicLooksBackTwentyBlocks() {
    int[] ends = IntStream.rangeClosed(1, 40).map(i -> i * 100).toArray();
    LensRequest older = marked(prompt(2000, 2000, 1), ends, 2000);
    assertThat(judge("anthropic", marked(prompt(2000, 3900, 2), ends, 3900), older).cached())
        .as("19 blocks after the stored end").hasValue(2000);
    LensVerdict far = judge("anthropic", marked(prompt(2000, 4000, 2), ends, 4000), older);
    assertThat(far.cached()).as("20 blocks after the stored end").hasValue(0);
    assertThat(far.loss()).isEqualTo(Loss.BREAKPOINT);
  }

  /** Anthropic's documentation: five minutes from the start, refreshed by every read. */
  @Test
  void anthropicLifetimeIsRefreshedByReads() {
    Instant start = Instant.parse("2026-11-21T10:00:00Z");
    LensRequest first = marked(prompt(2000, 2000, 1), new int[] {2000}, 2000).at(start);
    LensRequest read = first.at(start.plusSeconds(240));
    assertThat(judge("anthropic", first.at(start.plusSeconds(500)), first, read).cached())
        .hasValue(2000);
    LensVerdict late = judge("anthropic", first.at(start.plusSeconds(301)), first);
    assertThat(late.cached()).hasValue(0);
    assertThat(late.loss()).isEqualTo(Loss.EXPIRED);
    assertThat(judge("anthropic", first.at(start.plusSeconds(60)), first).ttlLeft())
        .hasValue(Duration.ofSeconds(240));
  }

  /** DeepSeek's guide: A+B is stored; A+C misses but shows that A is common; A+D hits A. */
  @Test
  void deepSeekHitsACommonPrefixFromTheThirdRequest() {
    LensRequest ab = prompt(500, 800, 1);
    LensRequest ac = prompt(500, 900, 2);
    LensRequest ad = prompt(500, 700, 3);
    assertThat(judge("deepseek", ac, ab).cached()).hasValue(0);
    assertThat(judge("deepseek", ac, ab).loss()).isEqualTo(Loss.WHOLE_UNIT);
    assertThat(judge("deepseek", ad, ab, ac).cached()).hasValue(500);
  }

  /** DeepSeek's price list (excerpt): 0.028 against 0.139 dollars per million. */
  @Test
  void deepSeekCostUsesThePriceList() {
    LensVerdict verdict = judge("deepseek", prompt(1000, 2000, 2), prompt(1000, 1000, 1));
    assertThat(verdict.cost().orElseThrow()).isEqualByComparingTo("0.000167");
    assertThat(verdict.costWithout().orElseThrow()).isEqualByComparingTo("0.000278");
  }

  /** DEVUP AI's guide: a key isolates; no key is the common scope. DeepInfra's: a key shares. */
  @Test
  void aKeyIsolatesRoutesOrSharesAsTheProviderSays() {
    LensRequest older = prompt(500, 500, 1).withKey("a");
    LensRequest newer = prompt(500, 600, 2).withKey("b");
    assertThat(judge("devup", newer, older).cached()).hasValue(0);
    assertThat(judge("devup", newer, older).loss()).isEqualTo(Loss.KEY);
    assertThat(judge("deepinfra", newer, older).cached()).hasValue(500);
  }

  /** OpenAI's guide: 5 to 10 minutes, at most an hour: between them nobody knows. */
  @Test
  void aRangeOfLifetimesLeavesTheCountUnknown() {
    Instant start = Instant.parse("2026-11-21T10:00:00Z");
    LensRequest first = prompt(2000, 2000, 1).at(start);
    LensVerdict verdict = judge("openai", first.at(start.plusSeconds(1200)), first);
    assertThat(verdict.cached()).isEmpty();
    assertThat(verdict.cost()).isEmpty();
    assertThat(judge("openai", first.at(start.plusSeconds(3700)), first).loss())
        .isEqualTo(Loss.EXPIRED);
  }

  /** llama.cpp's server: an identical prompt still evaluates its last token. */
  @Test
  void llamaServerEvaluatesTheLastTokenAgain() {
    assertThat(judge("llama.cpp", prompt(70, 70, 1), prompt(70, 70, 1)).cached()).hasValue(69);
  }

  private static LensRequest blocks(LensRequest request, int... ends) {
    return new LensRequest(
        request.tokens(), null, null, "", "", List.of(), LensRequest.Implicit.USUAL, false, ends);
  }

  private static LensRequest marked(LensRequest request, int[] ends, int mark) {
    return new LensRequest(
        request.tokens(), null, null, "claude-opus-4-8", "",
        List.of(new LensRequest.Mark(mark, false)), LensRequest.Implicit.USUAL, false, ends);
  }
}
