package dev.warmpath.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextPartsTest {
  private static Map<String, Object> text(String text) {
    return Map.of("type", "text", "text", text);
  }

  @Test
  void textPartsStandOnALineEach() {
    Map<String, Object> request =
        Map.of(
            "model", "m",
            "messages",
            List.of(Map.of("role", "user", "content", List.of(text("a"), "b", text("c\n")))));
    assertThat(TextParts.joined(request))
        .isEqualTo(
            Map.of(
                "model", "m",
                "messages", List.of(Map.of("role", "user", "content", "a\nb\nc\n"))));
  }

  @Test
  void nothingStandsBeforeTheFirstPartWithText() {
    assertThat(TextParts.join(List.of("", "", "a", "", "b"))).isEqualTo("a\n\nb");
    assertThat(TextParts.join(List.of())).isEmpty();
  }

  @Test
  void otherPartsAndPlainTextStayAsTheyAre() {
    Map<String, Object> image =
        Map.of("role", "user", "content", List.of(text("look"), Map.of("type", "image")));
    Map<String, Object> plain = Map.of("role", "user", "content", "hi");
    Map<String, Object> request = Map.of("messages", List.of(image, plain, "odd"));
    assertThat(TextParts.joined(request)).isEqualTo(request);
    assertThat(TextParts.joined(Map.of("prompt", "x"))).isEqualTo(Map.of("prompt", "x"));
  }
}
