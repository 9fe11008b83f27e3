package dev.warmpath.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Prompt.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolBlockTest {
  private static final List<Object> TOOLS =
      List.of(Map.of("type", "function", "function", Map.of("name", "now")));
  private static final String BLOCK =
      """
      # Tools

      You may call one or more functions to assist with the user query.

      You are provided with function signatures within <tools></tools> XML tags:
      <tools>
      %s
      </tools>

      For each function call, return a json object with function name and arguments within \
      <tool_call></tool_call> XML tags:
      <tool_call>
      {"name": <function-name>, "arguments": <args-json-object>}
      </tool_call>""";

  private final ChatTemplate template = ChatTemplates.withToolBlock(ChatTemplates.chatMl());

  private static Map<String, Object> turn(String role, String content) {
    return Map.of("role", role, "content", content);
  }

  private static String block(Prompt prompt) {
    String text = prompt.text();
    int start = text.indexOf("<tools>\n") + 8;
    return BLOCK.formatted(text.substring(start, text.indexOf("\n</tools>")));
  }

  @Test
  void toolsStandAtTheEndOfTheSystemMessage() {
    Prompt prompt =
        template.render(
            Map.of(
                "messages", List.of(turn("system", "Be kind."), turn("user", "Hi")),
                "tools", TOOLS));
    assertThat(prompt.text())
        .startsWith("<|im_start|>system\nBe kind.\n\n" + block(prompt) + "<|im_end|>\n")
        .endsWith("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n");
    int at = prompt.text().indexOf("# Tools");
    assertThat(prompt.spanAt(at).origin()).isEqualTo(Origin.ADDED);
    Prompt.Span name = prompt.spanAt(prompt.text().indexOf("now"));
    assertThat(List.of(name.origin(), name.path(), name.pathStart()))
        .isEqualTo(List.of(Origin.FIELD, "tools[0].function.name", 0));
  }

  @Test
  void aSystemMessageIsMadeWhenThereIsNone() {
    Prompt prompt =
        template.render(Map.of("messages", List.of(turn("user", "Hi")), "tools", TOOLS));
    assertThat(prompt.text())
        .startsWith("<|im_start|>system\n" + block(prompt) + "<|im_end|>\n<|im_start|>user\nHi");
  }

  @Test
  void theFirstUserMessageCarriesTheBlockWhereSystemIsRefused() throws IOException {
    ChatTemplate gemma =
        ChatTemplates.withToolBlock(
            ChatTemplates.jinja(
                Files.readString(
                    Path.of("src/test/resources/templates/google-gemma-2-2b-it.jinja")),
                "<bos>", "<eos>", Clock.systemUTC()));
    Prompt prompt = gemma.render(Map.of("messages", List.of(turn("user", "Hi")), "tools", TOOLS));
    assertThat(prompt.text())
        .startsWith("<bos><start_of_turn>user\n" + block(prompt) + "\n\nHi<end_of_turn>");
    assertThatThrownBy(
            () ->
                gemma.render(
                    Map.of(
                        "messages", List.of(turn("system", "S"), turn("user", "Hi")),
                        "tools", TOOLS)))
        .hasMessage("System role not supported");
  }

  @Test
  void callsAndResultsBecomeText() {
    Map<String, Object> call =
        Map.of(
            "role", "assistant", "content", "",
            "tool_calls",
            List.of(Map.of("function", Map.of("name", "now", "arguments", "{\"a\": 1}"))));
    Prompt prompt =
        template.render(
            Map.of(
                "messages",
                List.of(turn("user", "When?"), call, turn("tool", "noon"), turn("tool", "UTC")),
                "tools", TOOLS));
    assertThat(prompt.text())
        .endsWith(
            """
            <|im_start|>assistant
            <tool_call>
            {"name": "now", "arguments": {"a": 1}}
            </tool_call><|im_end|>
            <|im_start|>user
            <tool_response>
            noon
            </tool_response>
            <tool_response>
            UTC
            </tool_response><|im_end|>
            <|im_start|>assistant
            """);
  }

  @Test
  void withoutToolsNothingIsAdded() {
    Map<String, Object> request = Map.of("messages", List.of(turn("user", "Hi")));
    assertThat(template.render(request)).isEqualTo(ChatTemplates.chatMl().render(request));
    ChatTemplate own =
        ChatTemplates.jinja("{{ tools }}{{ messages }}", "", "", Clock.systemUTC());
    assertThat(ChatTemplates.withToolBlock(own)).isSameAs(own);
  }
}
