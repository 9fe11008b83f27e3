package dev.warmpath.explain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.session.ExplainResult;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.SessionFile;
import dev.warmpath.lens.LensCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests written by hand in the shapes of known clients; the last step's cause is known. */
class StrangersTest {
  private static @Nullable DemoRenderer demo;

  /** One line of the file. */
  record Stranger(
      String name, String expect, String path, @Nullable Object character, String lens,
      List<@Nullable Object> steps) {
    @Override
    public String toString() {
      return name + " is " + expect;
    }
  }

  @BeforeAll
  static void open() {
    demo = DemoRenderer.open();
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(demo).close();
  }

  static Stream<Stranger> strangers() throws IOException {
    try (InputStream in = StrangersTest.class.getResourceAsStream("strangers.jsonl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> JsonTree.object(line, "strangers.jsonl"))
          .map(StrangersTest::stranger)
          .toList()
          .stream();
    }
  }

  private static Stranger stranger(Map<String, @Nullable Object> line) {
    String lens = JsonTree.asText(line.get("lens"));
    return new Stranger(
        JsonTree.asText(line.get("name")), JsonTree.asText(line.get("expect")),
        JsonTree.asText(line.get("path")), line.get("char"),
        lens.isEmpty() ? LensCatalog.LOCAL : lens, JsonTree.asList(line.get("steps")));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void isNamedRightly(Stranger stranger) {
    ExplainResult last =
        new ExplainSession(
                Objects.requireNonNull(demo).renderer(),
                LensCatalog.bundled().find(stranger.lens()).orElseThrow())
            .explain(SessionFile.read(JsonTree.text(stranger.steps()), stranger.name()))
            .getLast();
    assertThat(last.verdict().cause().id())
        .as(JsonTree.text(last.json()))
        .isEqualTo(stranger.expect());
    if (!stranger.path().isEmpty()) {
      assertThat(last.verdict().path()).isEqualTo(stranger.path());
    }
    if (stranger.character() != null) {
      assertThat(Objects.requireNonNull(last.verdict().divergence()).character())
          .isEqualTo(stranger.character());
    }
  }
}
