package dev.warmpath.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template is untrusted: whatever it holds, it ends soon with a prompt or a clear error. */
class TemplateLimitsTest {
  private static final long SEED = Long.getLong("warmpath.seed", 20_260_314L);
  private static final int MUTATIONS = 10_000;
  private static final Map<String, Object> REQUEST =
      Map.of(
          "messages",
          List.of(
              Map.of("role", "system", "content", "Be brief."),
              Map.of("role", "user", "content", "Größe? 😀"),
              Map.of("role", "assistant", "content", "1", "reasoning_content", "hm")),
          "tools", List.of(Map.of("type", "function", "function", Map.of("name", "f"))));

  private static ChatTemplate template(String source) {
    return ChatTemplates.jinja(source, "<s>", "</s>", Clock.systemUTC());
  }

  private static TemplateException failure(String source) {
    return catchThrowableOfType(
        TemplateException.class, () -> template(source).render(REQUEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{{ 'x' * 1000000000 }}",
        "{{ ('x' * 30000000)|length }}{{ ('x' * 30000000) * 2 }}",
        "{{ [0] * 1000000000 }}",
        "{{ 10 ** 100000000 }}",
        "{{ 2 ** 99999999999999999999 }}",
        "{{ range(100001) }}",
        "{{ range(0, 99999999999999999999) }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{:.999999999f}'.format(1.5) }}",
        "{{ 'a'.center(2000000000) }}",
        "{{ 'a'.ljust(99999999999999) }}",
        "{{ 'a'|indent(2000000000) }}",
        "{{ 'a\tb\tc'.expandtabs(2000000000) }}",
        "{{ [1]|tojson(indent=2000000000) }}",
        "{% set ns = namespace(s='ab') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}"
            + "{% endfor %}{{ ns.s }}",
        "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = ns.l + ns.l %}"
            + "{% endfor %}",
        "{% set ns = namespace(l=[]) %}{% for i in range(99999) %}{% set ns.l = [ns.l] %}"
            + "{% endfor %}{{ ns.l }}",
        "{% set ns = namespace(l=[]) %}{% for i in range(99999) %}{% set ns.l = [ns.l] %}"
            + "{% endfor %}{{ ns.l == [ns.l] }}",
        "{% set ns = namespace() %}{% set ns.me = ns %}{{ ns }}",
        "{% set ns = namespace(x='a') %}{% for i in range(99999) %}"
            + "{% set ns.x = ns.x.replace('a', 'aaaa') %}{% endfor %}",
        "{% for x in [[[]]] recursive %}{{ loop([[[]]]) }}{% endfor %}",
        "{{ [1]|batch(2000000000, 'x')|list }}",
        "{{ [1]|slice(2000000000)|list }}",
        "{{ ('a,' * 10000000).split(',') }}",
      })
  void bombsEndWithAClearError(String source) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          TemplateException failure = failure(source);
          assertThat(failure).as(source).isNotNull();
          assertThat(failure.getMessage()).isNotBlank();
          assertThat(failure.line()).isEqualTo(1);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 100_000})
  void deepNestingIsRefusedNotCrashed(int depth) {
    for (String source
        : List.of(
            "{{ " + "(".repeat(depth) + "1" + ")".repeat(depth) + " }}",
            "{{ " + "[".repeat(depth) + "]".repeat(depth) + " }}",
            "{{ " + "not ".repeat(depth) + "1 }}",
            "{{ " + "-".repeat(depth) + "1 }}",
            "{% if 1 %}".repeat(depth) + "{% endif %}".repeat(depth),
            "{{ x" + ".a".repeat(depth * 4) + " }}",
            "{{ 1" + " + 1".repeat(depth * 4) + " }}",
            "{{ 1" + "|string".repeat(depth * 4) + " }}",
            "{{ 1" + " if 1 else 1".repeat(depth) + " }}")) {
      assertThat(failure(source)).isInstanceOf(TemplateException.class);
    }
  }

  @Test
  void deepRequestsAreRefused() {
    Object value = "x";
    for (int i = 0; i < 100_000; i++) {
      value = List.of(value);
    }
    Map<String, Object> request = Map.of("messages", value);
    assertThatThrownBy(() -> template("{{ messages }}").render(request))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("nests more than 500 deep");
  }

  @Test
  void syntaxErrorsNameLineAndColumn() {
    TemplateException failure = failure("a\n{% if x %}\n  {{ y | }}\n{% endif %}");
    assertThat(failure).hasMessageContaining("expected token 'name'");
    assertThat(List.of(failure.line(), failure.column())).isEqualTo(List.of(3, 10));
    TemplateException unclosed = failure("{% for x in y %}\n{{ x }}");
    assertThat(unclosed).hasMessageContaining("Unexpected end of template")
        .hasMessageContaining("'endfor'");
    TemplateException raised = failure("\n\n {{ raise_exception('own words') }}");
    assertThat(raised).hasMessage("own words");
    assertThat(raised.line()).isEqualTo(3);
  }

  @Test
  void inputCannotBeChangedAndInternalsCannotBeReached() {
    assertThat(failure("{{ messages.append(1) }}"))
        .hasMessage("access to attribute 'append' of 'list' object is unsafe.");
    assertThat(failure("{{ messages[0].update({}) }}"))
        .hasMessage("access to attribute 'update' of 'dict' object is unsafe.");
    assertThat(failure("{{ ''.__class__.__mro__ }}"))
        .hasMessage("access to attribute '__class__' of 'str' object is unsafe.");
    assertThat(template("{{ messages.getClass }}{{ ''.hashCode }}").render(REQUEST).text())
        .isEmpty();
  }

  @Test
  void mutatedTemplatesNeverCrash() throws IOException {
    List<String> sources = new ArrayList<>();
    for (Path folder
        : List.of(Path.of("src/test/resources/templates"), Path.of("src/test/templates-goldens"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".jinja")).sorted().toList()) {
          sources.add(Files.readString(file));
        }
      }
    }
    Random random = new Random(SEED);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(5),
        () -> {
          for (int i = 0; i < MUTATIONS; i++) {
            String source = mutated(sources, random);
            try {
              template(source).render(REQUEST);
            } catch (TemplateException expected) {
              assertThat(expected.getMessage()).as("seed %d, mutation %d", SEED, i).isNotNull();
            } catch (RuntimeException | Error e) {
              throw new AssertionError("seed " + SEED + ", mutation " + i + ":\n" + source, e);
            }
          }
        });
  }

  private static String mutated(List<String> sources, Random random) {
    StringBuilder source = new StringBuilder(sources.get(random.nextInt(sources.size())));
    List<String> bits =
        List.of("{%", "%}", "{{", "}}", "-", "(", ")", "[", "]", "'", "|", ".", ":", "*", "**",
            " if ", " else ", " in ", " not ", "{% else %}", "loop", "messages", "none", "\\", "~",
            "{#", "\ud800", "0", "99999999999", " recursive", "{% break %}", "caller()", "=");
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int at = random.nextInt(source.length());
      int end = Math.min(source.length(), at + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> source.delete(at, end);
        case 1 -> source.insert(at, bits.get(random.nextInt(bits.size())));
        case 2 -> source.replace(at, end, bits.get(random.nextInt(bits.size())));
        default -> {
          String other = sources.get(random.nextInt(sources.size()));
          int from = random.nextInt(other.length());
          source.insert(
              at, other, from, Math.min(other.length(), from + random.nextInt(60)));
        }
      }
    }
    return source.toString();
  }

  @Test
  void aVeryLongSessionStaysLinear() {
    List<Object> messages = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      Map<String, Object> message = new HashMap<>();
      message.put("role", i % 2 == 0 ? "user" : "assistant");
      message.put("content", "word ".repeat(50) + i);
      messages.add(message);
    }
    ChatTemplate collecting =
        template(
            "{% set ns = namespace(t='') %}{% for m in messages %}"
                + "{% set ns.t = ns.t + '<|' + m.role + '|>' + m.content|trim %}{% endfor %}"
                + "{{ ns.t }}");
    var prompt = collecting.render(Map.of("messages", messages));
    assertThat(prompt.text().length()).isGreaterThan(1_000_000);
    assertThat(prompt.spans()).hasSizeGreaterThan(15_000);
  }
}
