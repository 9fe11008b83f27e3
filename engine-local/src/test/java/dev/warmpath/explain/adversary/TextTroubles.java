package dev.warmpath.explain.adversary;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.cause.Cause;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Values, blanks and JSON that change inside texts. */
final class TextTroubles {
  private TextTroubles() {}

  static List<Trouble> all() {
    List<Trouble> all = new ArrayList<>();
    times(all);
    ids(all);
    whiteSpace(all);
    drift(all);
    return all;
  }

  private static void times(List<Trouble> all) {
    time(all, "Current date: %s", "yyyy-MM-dd", ChronoUnit.DAYS, Locale.US);
    time(all, "Now: %s", "yyyy-MM-dd'T'HH:mm:ss'Z'", ChronoUnit.MINUTES, Locale.US);
    time(all, "Now: %s", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", ChronoUnit.MILLIS, Locale.US);
    time(all, "Today is %s.", "EEEE, MMMM d, yyyy", ChronoUnit.DAYS, Locale.US);
    time(all, "The current time is %s.", "EEE MMM dd HH:mm:ss yyyy", ChronoUnit.SECONDS,
        Locale.US);
    time(all, "Date: %s GMT", "EEE, dd MMM yyyy HH:mm:ss", ChronoUnit.MINUTES, Locale.US);
    time(all, "It is %s at the user's place.", "h:mm a", ChronoUnit.MINUTES, Locale.US);
    time(all, "Local time %s", "HH:mm", ChronoUnit.MINUTES, Locale.US);
    time(all, "Heute ist %s.", "EEEE, 'der' d. MMMM yyyy", ChronoUnit.DAYS, Locale.GERMANY);
    time(all, "Stand: %s Uhr", "dd.MM.yyyy HH:mm", ChronoUnit.MINUTES, Locale.GERMANY);
    time(all, "Nous sommes le %s.", "d MMMM yyyy", ChronoUnit.DAYS, Locale.FRANCE);
    time(all, "Hoy es %s.", "EEEE, d 'de' MMMM 'de' yyyy", ChronoUnit.DAYS, Locale.of("es", "ES"));
    time(all, "Hoje é %s.", "d 'de' MMMM 'de' yyyy", ChronoUnit.DAYS, Locale.of("pt", "BR"));
    time(all, "Oggi è %s.", "d MMMM yyyy", ChronoUnit.DAYS, Locale.ITALY);
    time(all, "Сегодня %s г.", "d MMMM yyyy", ChronoUnit.DAYS, Locale.of("ru"));
    time(all, "Dziś jest %s.", "d MMMM yyyy", ChronoUnit.DAYS, Locale.of("pl"));
    time(all, "当前时间：%s", "yyyy年M月d日 HH:mm", ChronoUnit.MINUTES, Locale.US);
    time(all, "現在の日時は%sです。", "yyyy年M月d日 H時m分", ChronoUnit.MINUTES, Locale.US);
    time(all, "오늘은 %s입니다.", "yyyy년 M월 d일", ChronoUnit.DAYS, Locale.US);
    time(all, "Hôm nay là %s.", "'ngày' d 'tháng' M 'năm' yyyy", ChronoUnit.DAYS, Locale.US);
    time(all, "Bugün %s.", "d MMMM yyyy EEEE", ChronoUnit.DAYS, Locale.of("tr"));
    time(all, "Tänään on %s.", "EEEE, d. MMMM yyyy", ChronoUnit.DAYS, Locale.of("fi"));
    time(all, "今天是%s。", "M月d日", ChronoUnit.DAYS, Locale.US);
    time(all, "time=%s", "yyyy-MM-dd'T'HH:mm:ssxxx", ChronoUnit.SECONDS, Locale.US);
    time(all, "The user writes on a %s.", "EEEE", ChronoUnit.DAYS, Locale.US);
    time(all, "<date>%s</date>", "MM/dd/yyyy", ChronoUnit.DAYS, Locale.US);
    time(all, "{\"now\": \"%s\", \"tz\": \"Europe/Berlin\"}", "yyyy-MM-dd HH:mm:ss",
        ChronoUnit.SECONDS, Locale.US);
    time(all, "[%s] INFO session opened", "yyyy-MM-dd HH:mm:ss,SSS", ChronoUnit.MILLIS,
        Locale.US);
    time(all, "Calendar week: %s", "YYYY-'W'ww", ChronoUnit.WEEKS, Locale.GERMANY);
    time(all, "Month: %s", "MMMM yyyy", ChronoUnit.MONTHS, Locale.US);
    time(all, "index_%s", "yyyyMMdd_HHmmss", ChronoUnit.SECONDS, Locale.US);
    stamped(all, "unix seconds", m -> Long.toString(1_790_000_000L + m.random.nextInt(9_000_000)),
        "timestamp: %s", "{\"ts\":%s}", "The clock shows %s");
    stamped(all, "unix millis",
        m -> Long.toString(1_790_000_000_000L + m.random.nextInt(Integer.MAX_VALUE)),
        "t=%s", "generated_at: %s");
    stamped(all, "unix fraction",
        m -> "17" + (90_000_000 + m.random.nextInt(9_000_000)) + "." + m.random.nextInt(1000),
        "\"created\": %s,");
    stamped(all, "ago", m -> 2 + m.random.nextInt(50) + " minutes", "Last synced %s ago",
        "The index was built %s ago.");
    stamped(all, "uptime", m -> 1 + m.random.nextInt(9) + " days, " + m.random.nextInt(24) + ":"
        + (10 + m.random.nextInt(50)), "uptime: %s");
  }

  private static void time(
      List<Trouble> all, String frame, String form, ChronoUnit unit, Locale locale) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(form, locale)
        .withZone(ZoneOffset.UTC);
    all.add(Trouble.of("time " + form + " " + locale, Cause.VOLATILE_TIME, m -> {
      LocalDateTime now = LocalDateTime.of(2026, 1 + m.random.nextInt(12),
          1 + m.random.nextInt(28), m.random.nextInt(24), m.random.nextInt(60),
          m.random.nextInt(60), m.random.nextInt(1000) * 1_000_000);
      LocalDateTime later = now.plus(1 + m.random.nextInt(20), unit);
      return inserted(m, frame.formatted(format.format(now.atOffset(ZoneOffset.UTC))),
          frame.formatted(format.format(later.atOffset(ZoneOffset.UTC))));
    }));
  }

  private static void stamped(
      List<Trouble> all, String name, Function<Material, String> value, String... frames) {
    values(all, name, Cause.VOLATILE_TIME, value, frames);
  }

  private static void values(
      List<Trouble> all, String name, Cause cause, Function<Material, String> value,
      String... frames) {
    for (String frame : frames) {
      all.add(Trouble.of(name + " " + frame, cause, m -> {
        String older = value.apply(m);
        String newer = value.apply(m);
        while (newer.equals(older)) {
          newer = value.apply(m);
        }
        return inserted(m, frame.formatted(older), frame.formatted(newer));
      }));
    }
  }

  private static void ids(List<Trouble> all) {
    id(all, "uuid", m -> new UUID(m.random.nextLong(), m.random.nextLong()).toString(),
        "Session: %s", "<request id=\"%s\"/>", "cwd: /tmp/agent/%s/work", "%s");
    id(all, "hex", m -> hex(m, 32), "trace=%s", "Cache-buster: %s", "ETag: \"%s\"");
    id(all, "short hex", m -> hex(m, 7).replaceFirst(".", "e") + "4", "HEAD is now at %s",
        "commit %s");
    id(all, "ulid", m -> "01K" + letters(m, 23).toUpperCase(Locale.ROOT), "id: %s");
    id(all, "prefixed", m -> "req_" + letters(m, 24), "Request %s", "(%s)");
    id(all, "base64", m -> Base64.getEncoder().encodeToString(
        new UUID(m.random.nextLong(), m.random.nextLong()).toString().substring(0, 18).getBytes()),
        "nonce: %s");
    id(all, "traceparent", m -> "00-" + hex(m, 32) + "-" + hex(m, 16) + "-01",
        "traceparent: %s");
    id(all, "snowflake", m -> Long.toString(1_200_000_000_000_000_000L
        + Math.abs(m.random.nextLong() % 100_000_000_000_000_000L)), "Channel message %s");
    id(all, "billing", m -> hex(m, 4).replaceFirst(".", "a") + "1",
        "x-anthropic-billing-header: cc_version=2.1.37; cc_entrypoint=cli; cch=%s;");
    id(all, "temp dir", m -> letters(m, 8) + "4z", "Scratch folder: /tmp/claude-%s");
    counter(all, "Turn %s", "Message %s of this session.", "request_count: %s", "Step %s of 50",
        "<turn n=\"%s\">", "attempt=%s", "Tokens used so far: %s", "Sitzung Nr. %s", "iteration %s");
    id(all, "pid", m -> Integer.toString(10_000 + m.random.nextInt(80_000)), "pid %s");
    id(all, "ticket", m -> "INC" + (1_000_000 + m.random.nextInt(9_000_000)),
        "Correlation: %s");
  }

  private static void id(
      List<Trouble> all, String name, Function<Material, String> value, String... frames) {
    values(all, name, Cause.VOLATILE_ID, value, frames);
  }

  private static void counter(List<Trouble> all, String... frames) {
    for (String frame : frames) {
      all.add(Trouble.of("counter " + frame, Cause.VOLATILE_ID, m -> {
        int count = 1 + m.random.nextInt(40);
        return inserted(m, frame.formatted(count), frame.formatted(count + 1));
      }));
    }
  }

  private static String hex(Material m, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(Integer.toHexString(m.random.nextInt(16)));
    }
    return text.toString();
  }

  private static String letters(Material m, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("abcdefghjkmnpqrstvwxyz0123456789".charAt(m.random.nextInt(32)));
    }
    return text.toString();
  }

  /** Puts a line somewhere into what both requests begin with. */
  private static Trouble.Pair inserted(Material m, String older, String newer) {
    Talk before = m.any();
    Talk after = m.next(before);
    int where = m.random.nextInt(6);
    int user = before.nth("user", 0);
    boolean inUser = where == 0 && after.turns.size() > before.turns.size();
    List<String> lines = new ArrayList<>(
        List.of((inUser ? before.turns.get(user).text() : before.system).split("\n", -1)));
    int at = where == 1 ? 0 : where == 2 ? lines.size() : m.random.nextInt(lines.size() + 1);
    lines.add(at, older);
    String one = String.join("\n", lines);
    lines.set(at, newer);
    String other = String.join("\n", lines);
    if (inUser) {
      before.turns.get(user).text(one);
      after.turns.get(user).text(other);
    } else {
      before.system = one;
      after.system = other;
    }
    return new Trouble.Pair(before, after);
  }

  private static void whiteSpace(List<Trouble> all) {
    space(all, "trailing blank", text -> text + " ");
    space(all, "trailing line end", text -> text + "\n");
    space(all, "leading line end", text -> "\n" + text);
    space(all, "CRLF", text -> text.replace("\n", "\r\n"));
    space(all, "NFD", text -> Normalizer.normalize(text, Normalizer.Form.NFD));
    space(all, "no-break", text -> text.replaceFirst(" ", "\u00a0"));
    space(all, "double blank", text -> text.replaceFirst(" ", "  "));
    space(all, "tab", text -> text.replaceFirst(" ", "\t"));
    space(all, "empty line", text -> text.replaceFirst("\n", "\n\n"));
    space(all, "indented", text -> text.replace("\n", "\n    "));
    space(all, "zero width", text -> text.substring(0, 9) + "\u200b" + text.substring(9));
    space(all, "byte order mark", text -> "\uFEFF" + text);
    space(all, "blanks before line ends", text -> text.replace("\n", " \n"));
    space(all, "ideographic", text -> text.replaceFirst(" ", "\u3000"));
  }

  private static void space(List<Trouble> all, String name, UnaryOperator<String> edit) {
    all.add(Trouble.of("space: " + name, Cause.WHITESPACE_ONLY, m -> {
      Talk before = m.any();
      Talk after = m.next(before);
      String extra = "\nCafé à la carte:\nfür zwei Personen";
      if (m.random.nextBoolean()) {
        before.system = before.system + extra;
        after.system = edit.apply(before.system);
      } else {
        int at = before.nth("user", 0);
        before.turns.get(at).text(before.turns.get(at).text() + extra);
        after.turns.get(at).text(edit.apply(before.turns.get(at).text()));
        if (after.turns.size() == before.turns.size()) {
          m.grow(after);
        }
      }
      return new Trouble.Pair(before, after);
    }));
  }

  private static void drift(List<Trouble> all) {
    record(all, "key order", (m, data) -> JsonTree.text(turned(data)));
    record(all, "pretty", (m, data) -> JsonTree.pretty(data));
    record(all, "blanks", (m, data) -> JsonTree.text(data).replace("\":", "\": "));
    record(all, "escapes", (m, data) -> JsonTree.text(data).replace("á", "\\u00e1")
        .replace("ü", "\\u00fc"));
    record(all, "slashes", (m, data) -> JsonTree.text(data).replace("/", "\\/"));
    record(all, "numbers", (m, data) -> JsonTree.text(data).replaceFirst("(\"total\":\\d+)\\.0",
        "$1").replaceFirst("(\"total\":\\d+\\.5)", "$10"));
    record(all, "inner order", (m, data) -> {
      Map<String, Object> copy = new LinkedHashMap<>(data);
      copy.put("lines", List.of(Dialect.object("count", 2, "sku", "A-17"),
          Dialect.object("count", 1, "sku", "B-90")));
      return JsonTree.text(copy);
    });
    all.add(Trouble.of("schema key order", Cause.SERIALIZATION_DRIFT, m -> {
      Talk before = m.agent();
      Talk after = m.next(before);
      int at = m.random.nextInt(before.tools.size());
      Talk.Tool tool = before.tools.get(at);
      after.tools.set(at, new Talk.Tool(tool.name(), tool.description(), turned(tool.schema())));
      return new Trouble.Pair(before, after);
    }));
    all.add(Trouble.of("schema numbers", Cause.SERIALIZATION_DRIFT, m -> {
      Talk before = m.agent();
      Talk after = m.next(before);
      Talk.Tool tool = before.tools.get(0);
      after.tools.set(0, new Talk.Tool(tool.name(), tool.description(),
          Dialect.map(JsonTree.object(
              JsonTree.text(tool.schema()).replace("\"minimum\":1", "\"minimum\":1.0"), "schema"))));
      return new Trouble.Pair(before, after);
    }));
    arguments(all, "arguments' order", call -> JsonTree.text(turned(call.arguments())));
    arguments(all, "arguments' blanks",
        call -> JsonTree.text(call.arguments()).replace(",\"", ", \"").replace("\":", "\": "));
  }

  private static void record(
      List<Trouble> all, String name, BiFunction<Material, Map<String, Object>, String> spell) {
    all.add(Trouble.of("record: " + name, Cause.SERIALIZATION_DRIFT, m -> {
      Talk before = m.agent();
      Map<String, Object> data = m.data();
      data.put("city", "Málaga a/b");
      String frame = m.pick(List.of("%s", "The shop's record:\n%s\nUse it.", "```json\n%s\n```"));
      before.last().text(frame.formatted(JsonTree.text(data)));
      Talk after = m.grow(before.copy());
      after.turns.get(before.turns.size() - 1).text(frame.formatted(spell.apply(m, data)));
      return new Trouble.Pair(before, after);
    }));
  }

  private static void arguments(
      List<Trouble> all, String name, Function<Talk.Call, String> spell) {
    Trouble trouble = Trouble.of(name, Cause.SERIALIZATION_DRIFT, m -> {
      Talk before = m.agent();
      Talk after = m.grow(before.copy());
      Talk.Turn turn = after.turns.get(before.nth("assistant", 0));
      Talk.Call call = turn.calls.getFirst();
      turn.calls.set(0,
          new Talk.Call(call.id(), call.name(), call.arguments(), spell.apply(call)));
      return new Trouble.Pair(before, after);
    });
    all.add(name.endsWith("order")
        ? trouble
        : trouble.in(Dialect.OPENAI, Dialect.OPENAI_PARTS, Dialect.RESPONSES));
  }

  private static Map<String, Object> turned(Map<String, Object> map) {
    List<String> keys = new ArrayList<>(map.keySet());
    Map<String, Object> turned = new LinkedHashMap<>();
    keys.reversed().forEach(key -> turned.put(key, map.get(key)));
    return turned;
  }
}
