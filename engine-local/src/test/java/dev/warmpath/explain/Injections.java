package dev.warmpath.explain;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.cause.Cause;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a pair of requests with one known reason for the miss. */
final class Injections {
  /** An earlier and a newer request body. */
  record Pair(Map<String, Object> before, Map<String, Object> after) {}

  private final Random random;
  private final Sessions sessions;

  Injections(Random random) {
    this.random = random;
    this.sessions = new Sessions(random);
  }

  Pair make(Cause cause) {
    Map<String, Object> before = sessions.any();
    Map<String, Object> after = random.nextBoolean() ? sessions.grow(before) : copy(before);
    return switch (cause) {
      case VOLATILE_TIME -> time(before, after);
      case VOLATILE_ID -> id(before, after);
      case TOOLS_REORDERED -> toolsReordered(before, after);
      case TOOLS_CHANGED -> toolsChanged(before, after);
      case SERIALIZATION_DRIFT -> drift(before);
      case WHITESPACE_ONLY -> whiteSpace(before, after);
      case ROLE_CHANGED -> role(before, after);
      case REASONING_STRIPPED -> reasoning(before);
      case TEMPLATE_HEAD_PARAM -> flag(before, after);
      case HISTORY_EDITED -> history(before);
      case DOCUMENTS_REORDERED -> documents();
      case BLOCK_MOVED -> block(before);
      case MEDIA_CHANGED -> media(before, after);
      case TOKENIZER_BOUNDARY -> boundary(before);
      case NAMESPACE_CHANGED -> with(before, after, "prompt_cache_key");
      case MODEL_CHANGED -> with(before, after, "model");
      case SETTING_CHANGED -> setting(before, after);
      case LEGIT_GROWTH -> growth(before);
      case SHORTENED -> new Pair(sessions.grow(before), before);
      case AUXILIARY_CALL -> new Pair(before, auxiliary(before));
      case FULL_REUSE -> new Pair(before, copy(before));
      default -> throw new IllegalArgumentException(cause.id());
    };
  }

  private Pair time(Map<String, Object> before, Map<String, Object> after) {
    LocalDateTime now =
        LocalDateTime.of(2026, 1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24),
            random.nextInt(60), random.nextInt(60));
    LocalDateTime later =
        now.plusSeconds(List.of(7L, 95L, 4_000L, 90_000L).get(random.nextInt(4)));
    int form = random.nextInt(9);
    String frame =
        List.of("Current time: %s.", "Today is %s", "<env>\n  now: %s\n</env>", "It is %s now.",
            "{\"timestamp\": \"%s\"}", "[%s] session").get(random.nextInt(6));
    if (form >= 4 && form <= 6) {
      later = now.plusDays(1 + random.nextInt(40)); // forms without a clock
    }
    if (form == 3 || form == 8) {
      later = now.plusMinutes(61);
    }
    insert(before, after, frame.formatted(stamp(now, form)), frame.formatted(stamp(later, form)));
    return new Pair(before, after);
  }

  private static String stamp(LocalDateTime time, int form) {
    return switch (form) {
      case 0 -> time + "Z";
      case 1 -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
      case 2 -> Long.toString(time.toEpochSecond(ZoneOffset.UTC));
      case 3 -> DateTimeFormatter.ofPattern("HH:mm").format(time);
      case 4 -> DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
          .withLocale(Locale.US).format(time);
      case 5 -> DateTimeFormatter.ofPattern("dd.MM.yyyy").format(time);
      case 6 -> DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
          .withLocale(Locale.GERMANY).format(time);
      case 7 -> Long.toString(time.toEpochSecond(ZoneOffset.UTC) * 1000 + 123);
      default -> DateTimeFormatter.ofPattern("h:mm a", Locale.US).format(time);
    };
  }

  private Pair id(Map<String, Object> before, Map<String, Object> after) {
    int form = random.nextInt(7);
    int turn = 1 + random.nextInt(40);
    String frame =
        switch (form) {
          case 5 -> List.of("Turn %s of this session", "request_count=%s", "Message #%s")
              .get(random.nextInt(3));
          case 6 -> "x-anthropic-billing-header: cc_version=2.1.37; cch=%s;";
          default -> List.of("Request id: %s", "session=%s", "<trace>%s</trace>", "nonce %s",
              "(ref %s)").get(random.nextInt(5));
        };
    insert(before, after, frame.formatted(identifier(form, turn)),
        frame.formatted(identifier(form, turn + 1)));
    return new Pair(before, after);
  }

  private String identifier(int form, int turn) {
    return switch (form) {
      case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 1 -> Long.toHexString(random.nextLong() | 1L << 62);
      case 2 -> "req_" + letters(22);
      case 3 -> "01J" + letters(23).toUpperCase(Locale.ROOT);
      case 4 -> Long.toString(100_000_000L + random.nextInt(900_000_000));
      case 5 -> Integer.toString(turn);
      default -> "%05x".formatted(random.nextInt(1 << 20));
    };
  }

  private String letters(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("abcdefghjkmnpqrstvwxyz0123456789".charAt(random.nextInt(32)));
    }
    return text.toString();
  }

  /** Puts a line into the system message at a random paragraph of both. */
  private void insert(
      Map<String, Object> before, Map<String, Object> after, String older, String newer) {
    String text = (String) message(before, 0).get("content");
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    lines.add(at, older);
    message(before, 0).put("content", String.join("\n", lines));
    lines.set(at, newer);
    message(after, 0).put("content", String.join("\n", lines));
  }

  private Pair toolsReordered(Map<String, Object> before, Map<String, Object> after) {
    before.put("tools", sessions.tools(3 + random.nextInt(5)));
    List<Object> tools = new ArrayList<>(list(before.get("tools")));
    do {
      Collections.shuffle(tools, random);
    } while (tools.equals(before.get("tools")));
    after.put("tools", tools);
    return new Pair(before, after);
  }

  private Pair toolsChanged(Map<String, Object> before, Map<String, Object> after) {
    List<Object> tools = sessions.tools(3 + random.nextInt(4));
    before.put("tools", tools);
    List<Object> changed = list(JsonTree.copy(tools));
    int at = random.nextInt(changed.size());
    switch (random.nextInt(4)) {
      case 0 -> changed.add(at, sessions.tool("extra_" + random.nextInt(99)));
      case 1 -> changed.remove(at);
      case 2 -> map(map(changed.get(at)).get("function"))
          .merge("description", " Ask first.", (a, b) -> a + "" + b);
      default -> map(map(map(map(changed.get(at)).get("function")).get("parameters"))
          .get("properties")).put("limit", Map.of("type", "integer"));
    }
    after.put("tools", changed);
    return new Pair(before, after);
  }

  private Pair drift(Map<String, Object> before) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("order", sessions.sentence(3));
    data.put("total", 12.50);
    data.put("city", "Málaga");
    data.put("items", List.of(1, 2, 3));
    data.put("state", sessions.sentence(2));
    String compact = JsonTree.text(data);
    Map<String, Object> turned = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>(data.keySet());
    Collections.reverse(keys);
    keys.forEach(key -> turned.put(key, data.get(key)));
    String other =
        switch (random.nextInt(4)) {
          case 0 -> JsonTree.text(turned);
          case 1 -> JsonTree.pretty(data);
          case 2 -> compact.replace("á", "\\u00e1");
          default -> compact.replace("12.5", "12.50");
        };
    if (random.nextBoolean()) {
      before.put("tools", sessions.tools(3));
      Map<String, Object> after = sessions.grow(before);
      List<Object> tools = list(JsonTree.copy(before.get("tools")));
      Map<String, Object> function = map(map(tools.get(1)).get("function"));
      Object description = function.remove("description");
      function.put("description", description);
      after.put("tools", tools);
      return new Pair(before, after);
    }
    String frame = random.nextBoolean() ? "%s" : "The shop answered:\n%s\nUse it.";
    addMessage(before, "tool", frame.formatted(compact));
    Map<String, Object> after = sessions.grow(before);
    int at = messages(before).size() - 1;
    message(after, at).put("content", frame.formatted(other));
    return new Pair(before, after);
  }

  private Pair whiteSpace(Map<String, Object> before, Map<String, Object> after) {
    int at = random.nextInt(Math.min(messages(before).size(), messages(after).size()));
    String text = message(before, at).get("content") + "\nPrice list, café édition:  two  lines";
    message(before, at).put("content", text);
    message(after, at).put(
        "content",
        switch (random.nextInt(5)) {
          case 0 -> text + " ";
          case 1 -> text.replace("\n", "\r\n");
          case 2 -> Normalizer.normalize(text, Normalizer.Form.NFD);
          case 3 -> text.replace("  ", " ");
          default -> text.replace(" ", "\u00a0");
        });
    return new Pair(before, after);
  }

  private Pair role(Map<String, Object> before, Map<String, Object> after) {
    int at = random.nextInt(Math.min(messages(before).size(), messages(after).size()));
    String role = (String) message(before, at).get("role");
    message(after, at).put("role", role.equals("user") ? "developer" : "user");
    return new Pair(before, after);
  }

  private Pair reasoning(Map<String, Object> before) {
    String thought = "<think>\n" + sessions.sentence(30) + "\n</think>\n\n";
    String answer = sessions.sentence(12);
    boolean tagged = random.nextBoolean();
    addMessage(before, "assistant", (tagged ? thought : "") + answer);
    if (!tagged) {
      message(before, messages(before).size() - 1).put("reasoning_content", thought);
    }
    addMessage(before, "user", sessions.sentence(8));
    Map<String, Object> after = sessions.grow(before);
    Map<String, Object> stripped = message(after, messages(before).size() - 2);
    stripped.put("content", answer);
    stripped.remove("reasoning_content");
    return new Pair(before, after);
  }

  private Pair flag(Map<String, Object> before, Map<String, Object> after) {
    String name = List.of("reasoning_effort", "enable_thinking").get(random.nextInt(2));
    before.put(name, name.startsWith("e") ? false : "low");
    after.put(name, name.startsWith("e") ? true : "high");
    return new Pair(before, after);
  }

  private Pair history(Map<String, Object> before) {
    Map<String, Object> session = before;
    while (messages(session).size() < 8) {
      session = sessions.grow(session);
    }
    Map<String, Object> after = sessions.grow(session);
    List<Object> messages = messages(after);
    switch (random.nextInt(4)) {
      case 0 -> messages.subList(1, 3 + random.nextInt(2)).clear();
      case 1 -> {
        messages.subList(1, 6).clear();
        messages.add(1, Sessions.message("user",
            "Summary of the conversation so far: " + sessions.sentence(20)));
      }
      case 2 -> map(messages.get(2)).put("content", sessions.sentence(15));
      default -> {
        String text = (String) map(messages.get(0)).get("content");
        map(messages.get(0)).put("content",
            text.substring(0, text.length() / 2) + " Always be brief and polite. "
                + text.substring(text.length() / 2));
      }
    }
    return new Pair(session, after);
  }

  private Pair documents() {
    Map<String, Object> before = sessions.rag();
    Map<String, Object> after = random.nextBoolean() ? sessions.grow(before) : copy(before);
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < 3 + random.nextInt(4); i++) {
      documents.add(sessions.sentence(25 + random.nextInt(20)));
    }
    List<String> shuffled = new ArrayList<>(documents);
    do {
      Collections.shuffle(shuffled, random);
    } while (shuffled.equals(documents));
    int form = random.nextInt(4);
    String question = "\n\nQuestion: " + sessions.sentence(9);
    message(before, 1).put("content", listed(documents, form) + question);
    message(after, 1).put("content", listed(shuffled, form) + question);
    return new Pair(before, after);
  }

  private static String listed(List<String> documents, int form) {
    StringBuilder text = new StringBuilder("Use these sources.\n\n");
    for (int i = 0; i < documents.size(); i++) {
      text.append(
          switch (form) {
            case 0 -> "[" + (i + 1) + "] " + documents.get(i) + "\n\n";
            case 1 -> "<document>" + documents.get(i) + "</document>\n";
            case 2 -> "Document " + (i + 1) + ":\n" + documents.get(i) + "\n\n";
            default -> "- " + documents.get(i) + "\n";
          });
    }
    return text.toString().stripTrailing();
  }

  private Pair block(Map<String, Object> before) {
    Map<String, Object> after = sessions.grow(before);
    String block = "<system-reminder>\n" + sessions.sentence(30) + "\n</system-reminder>";
    int older = 1;
    int newer = messages(after).size() - 1;
    if (random.nextBoolean()) {
      messages(before).add(older, Sessions.message("user", block));
      messages(after).add(newer, Sessions.message("user", block));
    } else {
      prefix(message(before, older), block);
      prefix(message(after, newer), block);
    }
    return new Pair(before, after);
  }

  private static void prefix(Map<String, Object> message, String block) {
    message.put("content", block + "\n\n" + message.get("content"));
  }

  private Pair media(Map<String, Object> before, Map<String, Object> after) {
    message(before, 1).put("content", picture((String) message(before, 1).get("content"), "AAAA"));
    message(after, 1).put("content",
        picture((String) message(after, 1).get("content"), "AAAB"));
    return new Pair(before, after);
  }

  private static List<Object> picture(String text, String bytes) {
    return List.of(
        Map.of("type", "image_url", "image_url", Map.of("url", "data:image/png;base64," + bytes)),
        Map.of("type", "text", "text", text));
  }

  private Pair boundary(Map<String, Object> before) {
    Map<String, Object> after = copy(before);
    Map<String, Object> last = message(after, messages(after).size() - 1);
    message(before, messages(before).size() - 1)
        .merge("content", " please ship", (a, b) -> a + "" + b);
    last.put("content", message(before, messages(before).size() - 1).get("content")
        + "ping lists today");
    return new Pair(before, after);
  }

  private Pair with(Map<String, Object> before, Map<String, Object> after, String field) {
    before.put(field, "one-" + random.nextInt(99));
    after.put(field, "two-" + random.nextInt(99));
    return new Pair(before, after);
  }

  private Pair setting(Map<String, Object> before, Map<String, Object> after) {
    String name = List.of("response_format", "verbosity", "service_tier").get(random.nextInt(3));
    before.put(name, name.startsWith("r") ? Map.of("type", "text") : "low");
    after.put(name, name.startsWith("r") ? Map.of("type", "json_object") : "flex");
    return new Pair(before, after);
  }

  private Pair growth(Map<String, Object> before) {
    if (random.nextInt(3) > 0) {
      return new Pair(before, sessions.grow(before));
    }
    Map<String, Object> after = copy(before);
    message(after, messages(after).size() - 1).put("content", sessions.sentence(11));
    return new Pair(before, after);
  }

  private Map<String, Object> auxiliary(Map<String, Object> before) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", before.get("model"));
    List<Object> messages = new ArrayList<>();
    messages.add(Sessions.message("system",
        "Write a title of five words for the conversation. Answer with the title only."));
    messages.add(Sessions.message("user", random.nextBoolean()
        ? sessions.sentence(20)
        : "<conversation>" + message(before, 1).get("content") + "</conversation>"));
    body.put("messages", messages);
    return body;
  }

  static Map<String, Object> copy(Map<String, Object> body) {
    return map(JsonTree.copyObject(body));
  }

  static List<Object> messages(Map<String, Object> body) {
    return list(body.get("messages"));
  }

  static Map<String, Object> message(Map<String, Object> body, int index) {
    return map(messages(body).get(index));
  }

  private static void addMessage(Map<String, Object> body, String role, String text) {
    messages(body).add(Sessions.message(role, text));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<Object> list(@Nullable Object value) {
    return (List<Object>) value;
  }
}
