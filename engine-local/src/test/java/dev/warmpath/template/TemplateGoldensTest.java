package dev.warmpath.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.token.Prompt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Real templates against what Python's jinja2 rendered. */
class TemplateGoldensTest {

  /** The golden file: the settings, the requests, and what every template made of each. */
  record Goldens(
      String clock, String bos_token, String eos_token, Map<String, Map<String, Object>> cases,
      Map<String, Map<String, Map<String, String>>> goldens) {}

  static String resource(String name) throws IOException {
    try (InputStream in = TemplateGoldensTest.class.getResourceAsStream("/templates/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @TestFactory
  Stream<DynamicTest> rendersExactlyWhatJinja2Renders() throws IOException {
    Goldens goldens =
        JsonMapper.builder().build()
            .readValue(resource("goldens.json"), new TypeReference<Goldens>() {});
    Clock clock =
        Clock.fixed(
            LocalDateTime.parse(goldens.clock()).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    List<DynamicTest> tests = new ArrayList<>();
    for (var template : goldens.goldens().entrySet()) {
      ChatTemplate chat =
          ChatTemplates.jinja(
              resource(template.getKey()), goldens.bos_token(), goldens.eos_token(), clock);
      template.getValue().forEach(
          (name, golden) ->
              tests.add(
                  DynamicTest.dynamicTest(
                      template.getKey() + " " + name,
                      () -> check(chat, goldens.cases().get(name), golden))));
    }
    assertThat(tests).hasSizeGreaterThan(100);
    return tests.stream();
  }

  private static void check(
      ChatTemplate chat, Map<String, Object> request, Map<String, String> golden) {
    String error = golden.get("error");
    if (error != null) {
      assertThatThrownBy(() -> chat.render(request))
          .isInstanceOf(TemplateException.class)
          .hasMessage(error.replaceFirst("^TemplateError: ", ""));
      return;
    }
    Prompt prompt = chat.render(request);
    assertThat(prompt.text()).isEqualTo(golden.get("text"));
    Origins.assertTrue(prompt, request);
  }
}
