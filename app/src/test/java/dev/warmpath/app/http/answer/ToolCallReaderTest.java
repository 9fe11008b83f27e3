package dev.warmpath.app.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.http.chat.CallFormat;
import dev.warmpath.app.http.chat.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tool calls in answers, whole and cut at every place. */
class ToolCallReaderTest {
  private static Tools tools(CallFormat format) {
    return new Tools(
        List.of(new Tools.Tool("tools[0].function", "look", Map.of("type", "object"), false)),
        Tools.Choice.AUTO, java.util.Set.of("look"), true, format);
  }

  private static String read(CallFormat format, List<String> parts) {
    ToolCallReader reader = new ToolCallReader(tools(format));
    StringBuilder text = new StringBuilder();
    List<StringBuilder> calls = new ArrayList<>();
    List<ToolCallReader.Piece> pieces = new ArrayList<>();
    parts.forEach(part -> pieces.addAll(reader.accept(part)));
    pieces.addAll(reader.finish());
    for (ToolCallReader.Piece piece : pieces) {
      switch (piece) {
        case ToolCallReader.Piece.Text words -> text.append(words.text());
        case ToolCallReader.Piece.Call call ->
            calls.add(new StringBuilder(call.name()).append(':'));
        case ToolCallReader.Piece.Arguments more -> calls.get(more.index()).append(more.json());
      }
    }
    return text + "#" + String.join(" ", calls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~', quoteCharacter = '`',
      value = {
        "HERMES ~ plain words ~ plain words#",
        "HERMES ~ a <tool cal b ~ a <tool cal b#",
        "HERMES ~ <tool_call>|{\"name\": \"look\", \"arguments\": {\"a\": \"}\"}}|</tool_call>"
            + " ~ #look:{\"a\": \"}\"}",
        "HERMES ~ Sure.|<tool_call>{\"name\":\"look\",\"arguments\":{}}</tool_call>"
            + "|<tool_call>{\"name\":\"look\",\"arguments\":{\"b\":[{}]}}</tool_call>"
            + " ~ Sure.#look:{} look:{\"b\":[{}]}",
        "HERMES ~ <tool_call>{\"arguments\":{\"a\":1},\"name\":\"look\"}</tool_call>"
            + " ~ #look:{\"a\":1}",
        "HERMES ~ <tool_call>{\"name\":\"look\"}</tool_call> ~ #look:{}",
        "HERMES ~ <tool_call>{\"name\":\"look\",\"arguments\":\"{\\\"a\\\":1}\"}</tool_call>"
            + " ~ #look:{\"a\":1}",
        "HERMES ~ <tool_call>{\"name\":\"look\",\"arguments\":null}</tool_call> ~ #look:{}",
        "HERMES ~ <tool_call>nonsense</tool_call> ~ <tool_call>nonsense</tool_call>#",
        "HERMES ~ <tool_call>{\"name\":\"look\",\"arguments\":{\"a\":1 ~ #look:{\"a\":1",
        "HERMES ~ <tool_call>{\"na ~ <tool_call>{\"na#",
        "LLAMA3 ~ {\"name\": \"look\", \"parameters\": {\"a\": 1}} ~ #look:{\"a\": 1}",
        "LLAMA3 ~ <|python_tag|>{\"name\": \"look\", \"parameters\": {\"a\": 1}}"
            + " ~ #look:{\"a\": 1}",
        "LLAMA3 ~ {\"type\": \"function\", \"name\": \"look\", \"parameters\": {}} ~ #look:{}",
        "LLAMA3 ~ {\"name\": \"other\", \"parameters\": {}}"
            + " ~ {\"name\": \"other\", \"parameters\": {}}#",
        "LLAMA3 ~ {\"answer\": 5} ~ {\"answer\": 5}#",
        "LLAMA3 ~ plain words ~ plain words#"
      })
  void callsAndTextAreToldApartHoweverTheTextIsCut(
      CallFormat format, String written, String expected) {
    String answer = written.replace('|', written.contains("<|") ? '|' : '\n');
    assertThat(read(format, List.of(answer))).isEqualTo(expected);
    assertThat(read(format, List.of(answer.split("")))).isEqualTo(expected);
    long seed = 77;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      List<String> parts = new ArrayList<>();
      for (int at = 0; at < answer.length(); ) {
        int end = Math.min(answer.length(), at + 1 + random.nextInt(6));
        parts.add(answer.substring(at, end));
        at = end;
      }
      assertThat(read(format, parts)).as("seed %d, %s", seed, parts).isEqualTo(expected);
    }
  }
}
