package dev.warmpath.template;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What about a template makes a prefix cache miss: found by rendering a small conversation twice
 * with one thing changed and looking for the first character that differs. Pure; any thread.
 */
public final class TemplateHazards {
  private static final Instant NOON = Instant.parse("2026-03-14T12:34:56Z");
  private static final String THOUGHT = "zq-earlier-thought";
  private static final String ANSWER = "zq-answer";

  /**
   * One thing that moves the first divergent token.
   *
   * @param id stable: {@code date}, {@code time}, {@code thinking}, {@code tools}, {@code
   *     reasoning}, {@code generation_prompt}, {@code moving_text}
   * @param title one line
   * @param explanation what happens and what to do
   * @param offset first differing UTF-16 unit in the sample prompt
   * @param share {@code offset} as a share of the sample prompt, 0 to 1: the smaller, the worse
   */
  public record Hazard(String id, String title, String explanation, int offset, double share) {}

  private final Function<Clock, ChatTemplate> templates;
  private final List<Hazard> found = new ArrayList<>();
  private final boolean refusesSystem;

  private TemplateHazards(Function<Clock, ChatTemplate> templates) {
    this.templates = templates;
    this.refusesSystem = render(NOON, messages(true, user("1")), Map.of()) == null;
  }

  /** The hazards of {@code template}, worst first; empty when nothing was found. */
  public static List<Hazard> of(ChatTemplate template) {
    ChatTemplate inner = template instanceof ToolBlockTemplate block ? block.inner() : template;
    Function<Clock, ChatTemplate> at =
        inner instanceof JinjaChatTemplate jinja
            ? clock -> ChatTemplates.withToolBlock(jinja.at(clock))
            : clock -> inner;
    TemplateHazards hazards = new TemplateHazards(at);
    hazards.clock();
    hazards.thinking();
    hazards.tools();
    hazards.reasoning(template.source());
    hazards.generationPrompt();
    hazards.movingText();
    hazards.found.sort((a, b) -> Double.compare(a.share(), b.share()));
    return List.copyOf(hazards.found);
  }

  private static Map<String, Object> message(String role, String content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  private static Map<String, Object> user(String text) {
    return message("user", "Question " + text + "?");
  }

  private static Map<String, Object> answer() {
    return message("assistant", ANSWER);
  }

  @SafeVarargs
  private static List<Object> messages(boolean system, Map<String, Object>... turns) {
    List<Object> all = new ArrayList<>();
    if (system) {
      all.add(message("system", "You are a careful assistant."));
    }
    for (Map<String, Object> turn : turns) {
      all.add(turn);
    }
    return all;
  }

  @SafeVarargs
  private List<Object> talk(Map<String, Object>... turns) {
    return messages(!refusesSystem, turns);
  }

  /** The prompt's text, or null when the template refuses this request. */
  private @Nullable String render(
      Instant when, List<Object> messages, Map<String, ?> settings) {
    Map<String, @Nullable Object> request = new LinkedHashMap<>(settings);
    request.put("messages", messages);
    try {
      return templates.apply(Clock.fixed(when, ZoneOffset.UTC)).render(request).text();
    } catch (TemplateException refused) {
      return null;
    }
  }

  private boolean differ(
      @Nullable String one, @Nullable String other, String id, String title, String explanation) {
    if (one == null || other == null || one.equals(other)) {
      return false;
    }
    int offset = divergence(one, other);
    double share = one.isEmpty() ? 0 : Math.min(1.0, offset / (double) one.length());
    found.add(new Hazard(id, title, explanation, offset, share));
    return true;
  }

  private static int divergence(String one, String other) {
    int shared = Math.min(one.length(), other.length());
    for (int i = 0; i < shared; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return i;
      }
    }
    return shared;
  }

  private void clock() {
    boolean shown = clock(talk(user("1")), "");
    if (!shown) {
      // Many templates put the date into a system message of their own.
      clock(messages(false, user("1")), " when the request has no system message");
    }
  }

  private boolean clock(List<Object> talk, String where) {
    String now = render(NOON, talk, Map.of());
    return differ(
            now, render(NOON.plus(Duration.ofMinutes(61)), talk, Map.of()), "time",
            "The prompt shows the time of day" + where,
            "An engine that shows the true time computes everything after it again whenever it"
                + " changes. Warmpath shows the start of the day, so here it moves at midnight;"
                + " better, move the time into the last message.")
        || differ(
            now, render(NOON.plus(Duration.ofDays(36)), talk, Map.of()), "date",
            "The prompt shows today's date" + where,
            "The first prompt of each day is computed again from the date on. Warmpath fixes the"
                + " template's clock for a day; pass a date of your own to keep it longer.");
  }

  private void thinking() {
    List<Object> talk = talk(user("1"));
    for (String name : List.of("enable_thinking", "thinking")) {
      boolean changed =
          differ(
              render(NOON, talk, Map.of(name, true)), render(NOON, talk, Map.of(name, false)),
              "thinking", "Switching thinking on or off changes the prompt",
              "From the first difference on everything is computed again when " + name
                  + " changes. Keep it the same within one conversation.");
      if (changed) {
        return;
      }
    }
  }

  private static Map<String, Object> tool(String name) {
    return Map.of(
        "type", "function",
        "function",
            Map.of(
                "name", name, "description", "An example.",
                "parameters", Map.of("type", "object", "properties", Map.of())));
  }

  private void tools() {
    List<Object> talk = talk(user("1"));
    differ(
        render(NOON, talk, Map.of("tools", List.of(tool("first"), tool("second")))),
        render(NOON, talk, Map.of("tools", List.of(tool("second"), tool("first")))),
        "tools", "Tools stand before the conversation",
        "Adding, removing or reordering tools moves everything after them. Send the same tools in"
            + " the same order with every request.");
  }

  private void reasoning(String source) {
    if (!source.contains("think") && !source.contains("reason")) {
      return;
    }
    String first = render(NOON, talk(user("1")), Map.of());
    Map<String, Object> fields = answer();
    fields.put("reasoning_content", THOUGHT);
    Map<String, Object> inline =
        message("assistant", "<think>\n" + THOUGHT + "\n</think>\n\n" + ANSWER);
    for (Map<String, Object> turn : List.of(fields, inline)) {
      String next = render(NOON, talk(user("1"), turn, user("2")), Map.of());
      if (first == null || next == null || next.contains(THOUGHT)) {
        continue;
      }
      String generated = first + "<think>\n" + THOUGHT + "\n</think>\n\n" + ANSWER;
      differ(
          generated, next, "reasoning", "This template drops earlier reasoning",
          "Every turn re-computes from the last answer: the answer is in the cache with its"
              + " reasoning, and the next prompt shows it without.");
      return;
    }
  }

  private void generationPrompt() {
    String asked = render(NOON, talk(user("1")), Map.of());
    String later =
        render(NOON, talk(user("1"), answer()), Map.of("add_generation_prompt", false));
    if (asked != null && later != null && !later.startsWith(asked)) {
      differ(
          asked, later, "generation_prompt",
          "The answer is written differently from how it was asked for",
          "The end of the prompt that asked for an answer does not return in the next prompt, so"
              + " the last answer is computed again each turn.");
    }
  }

  private void movingText() {
    for (Map<String, ?> settings
        : List.<Map<String, ?>>of(Map.of(), Map.of("tools", List.of(tool("first"))))) {
      Map<String, Object> closed = new LinkedHashMap<>(settings);
      closed.put("add_generation_prompt", false);
      String shorter = render(NOON, talk(user("1"), answer(), user("2")), closed);
      String longer =
          render(NOON, talk(user("1"), answer(), user("2"), answer(), user("3")), closed);
      if (shorter != null && longer != null && !longer.startsWith(shorter)) {
        String where = settings.isEmpty() ? "" : " when tools are present";
        differ(
            shorter, longer, "moving_text", "Earlier turns change as the conversation grows",
            "The template writes a turn differently once others follow" + where
                + ", so each new turn computes from the first changed turn again.");
        return;
      }
    }
  }
}
