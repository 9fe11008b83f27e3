package dev.warmpath.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Thousands of small templates, and templates in the manner of many model families. */
class JinjaCorpusTest {
  private static final Path TEMPLATES = Path.of("src/test/templates-goldens");

  /** One small template; exactly one of text and error is set. */
  record Case(String template, @Nullable String text, @Nullable String error) {}

  /** What generate.py writes; an empty error means: Python failed in its own words. */
  record Corpus(
      String clock, String jinja2, Map<String, Object> variables, List<Case> cases,
      Map<String, Map<String, Object>> chats,
      Map<String, Map<String, Map<String, String>>> templates) {}

  private static Corpus corpus() throws IOException {
    return JsonMapper.builder().build()
        .readValue(
            TemplateGoldensTest.resource("jinja2-corpus.json"), new TypeReference<Corpus>() {});
  }

  private static String outcome(
      String source, String bos, String eos, Corpus corpus, Map<String, Object> request) {
    Clock clock =
        Clock.fixed(
            LocalDateTime.parse(corpus.clock()).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    try {
      var prompt = ChatTemplates.jinja(source, bos, eos, clock).render(request);
      Origins.assertTrue(prompt, request);
      return "text: " + prompt.text();
    } catch (TemplateException e) {
      return "error: " + e.getMessage();
    }
  }

  private static boolean agrees(
      String outcome, @Nullable String text, @Nullable String error) {
    if (error == null) {
      return outcome.equals("text: " + text);
    }
    return error.isEmpty() ? outcome.startsWith("error: ") : outcome.equals("error: " + error);
  }

  @Test
  void smallTemplatesRenderAsPythonDoes() throws IOException {
    Corpus corpus = corpus();
    List<String> wrong = new ArrayList<>();
    for (Case one : corpus.cases()) {
      String outcome = outcome(one.template(), "", "", corpus, corpus.variables());
      if (!agrees(outcome, one.text(), one.error())) {
        wrong.add(one + " but was " + outcome);
      }
    }
    assertThat(corpus.cases()).hasSizeGreaterThan(10_000);
    assertThat(wrong).isEmpty();
  }

  @Test
  void templatesOfManyFamiliesRenderAsPythonDoes() throws IOException {
    Corpus corpus = corpus();
    List<String> wrong = new ArrayList<>();
    for (var template : corpus.templates().entrySet()) {
      String source = Files.readString(TEMPLATES.resolve(template.getKey()));
      for (var golden : template.getValue().entrySet()) {
        Map<String, Object> request = new HashMap<>(corpus.chats().get(golden.getKey()));
        String outcome = outcome(source, "<s>", "</s>", corpus, request);
        if (!agrees(outcome, golden.getValue().get("text"), golden.getValue().get("error"))) {
          wrong.add(
              template.getKey() + " " + golden.getKey() + " " + golden.getValue() + " but was "
                  + outcome);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
