package dev.warmpath.engine.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTextTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void characterAppearsWithItsLastByte() {
    AnswerText text = new AnswerText(List.of());
    byte[] smile = bytes("🙂");
    assertThat(text.accept(Arrays.copyOf(smile, 3))).isEmpty();
    assertThat(text.accept(new byte[] {smile[3]})).isEqualTo("🙂");
    assertThat(text.finish()).isEmpty();
  }

  @Test
  void incompleteCharacterBecomesAReplacementAtTheEnd() {
    AnswerText text = new AnswerText(List.of());
    assertThat(text.accept(new byte[] {'a', (byte) 0xe2, (byte) 0x82})).isEqualTo("a");
    assertThat(text.finish()).isEqualTo("\ufffd");
  }

  @Test
  void bytesThatAreNotUtf8BecomeReplacements() {
    AnswerText text = new AnswerText(List.of());
    assertThat(text.accept(new byte[] {(byte) 0xff, 'b', (byte) 0xc0, 'c'}))
        .isEqualTo("\ufffdb\ufffdc");
  }

  @Test
  void stopTextIsHeldBackUntilItCannotBe() {
    AnswerText text = new AnswerText(List.of("\n\nUser:"));
    assertThat(text.accept(bytes("fine\n"))).isEqualTo("fine");
    assertThat(text.accept(bytes("\nUs"))).isEmpty();
    assertThat(text.accept(bytes("ually"))).isEqualTo("\n\nUsually");
    assertThat(text.accept(bytes("\n\nUser: no"))).isEmpty();
    assertThat(text.stopped()).isTrue();
    assertThat(text.accept(bytes("more"))).isEmpty();
    assertThat(text.finish()).isEmpty();
  }

  @Test
  void overlappingBeginningIsFoundAgain() {
    AnswerText text = new AnswerText(List.of("aab"));
    assertThat(text.accept(bytes("aaa"))).isEqualTo("a");
    assertThat(text.accept(bytes("b"))).isEmpty();
    assertThat(text.stopped()).isTrue();
  }

  @Test
  void earliestStopTextWins() {
    AnswerText text = new AnswerText(List.of("END", "stop", ""));
    assertThat(text.accept(bytes("go stop or END"))).isEqualTo("go ");
    assertThat(text.stopped()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyCuttingIntoTokensGivesTheSameText(long seed) {
    Random random = new Random(seed);
    String alphabet = "ab<é🙂\n";
    for (int round = 0; round < 300; round++) {
      StringBuilder whole = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        int at = random.nextInt(alphabet.length());
        whole.append(Character.isSurrogate(alphabet.charAt(at)) ? "🙂" : alphabet.charAt(at));
      }
      List<String> stops = new ArrayList<>();
      stops.add("a<");
      stops.add("é🙂b");
      int stop = -1;
      for (String candidate : stops) {
        int at = whole.indexOf(candidate);
        stop = at >= 0 && (stop < 0 || at < stop) ? at : stop;
      }
      String expected = stop < 0 ? whole.toString() : whole.substring(0, stop);
      AnswerText text = new AnswerText(stops);
      StringBuilder streamed = new StringBuilder();
      byte[] all = bytes(whole.toString());
      int from = 0;
      while (from < all.length && !text.stopped()) {
        int to = Math.min(all.length, from + 1 + random.nextInt(4));
        streamed.append(text.accept(Arrays.copyOfRange(all, from, to)));
        from = to;
      }
      streamed.append(text.finish());
      assertThat(streamed.toString()).as("seed %d, round %d", seed, round).isEqualTo(expected);
    }
  }
}
