package dev.warmpath.app.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Broken and strange request bodies. */
final class Mutations {
  private static final List<Object> STRANGE =
      Arrays.asList(
          null, true, -1, 0, 1e300, Long.MAX_VALUE, "", "x", "\u0000", List.of(), Map.of(),
          List.of(Map.of("role", "user")), Map.of("type", "json_schema"), List.of(List.of(1)));

  private Mutations() {}

  static byte[] of(byte[] base, Map<String, Object> good, SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(base, random.nextInt(base.length));
      case 1, 2, 3 -> field(good, random);
      case 4 -> flipped(base, random);
      case 5 -> replaced(base, "1", random.nextBoolean() ? "1e999" : "9".repeat(150));
      case 6 -> nested(random);
      default -> large(random);
    };
  }

  /** A broken request, head and all: bytes changed, doubled, cut out, or lines swapped. */
  static byte[] request(String good, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      List<String> lines = new ArrayList<>(List.of(good.split("\r\n", -1)));
      String line = lines.remove(random.nextInt(lines.size()));
      lines.add(random.nextInt(lines.size() + 1), random.nextBoolean() ? line : line + line);
      return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = flipped(good.getBytes(StandardCharsets.UTF_8), random);
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(bytes.length - from);
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(bytes, to);
      case 1 -> Arrays.copyOfRange(bytes, from, bytes.length);
      default -> bytes;
    };
  }

  private static byte[] field(Map<String, Object> good, SplittableRandom random) {
    Map<String, Object> body = new LinkedHashMap<>(good);
    List<String> names = new ArrayList<>(good.keySet());
    names.addAll(List.of("n", "top_p", "seed", "stream", "tool_choice", "logprobs", "user"));
    body.put(
        names.get(random.nextInt(names.size())), STRANGE.get(random.nextInt(STRANGE.size())));
    if (body.get("stream") != null) {
      body.remove("stream"); // a stream that works is tested elsewhere
    }
    return TestServer.JSON.writeValueAsBytes(body);
  }

  private static byte[] flipped(byte[] base, SplittableRandom random) {
    byte[] body = base.clone();
    for (int i = 0; i <= random.nextInt(4); i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    return body;
  }

  private static byte[] replaced(byte[] base, String from, String to) {
    return new String(base, StandardCharsets.UTF_8).replace(from, to)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] nested(SplittableRandom random) {
    int depth = 1 + random.nextInt(100_000);
    String open = random.nextBoolean() ? "[" : "{\"a\":";
    return (open.repeat(depth)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] large(SplittableRandom random) {
    Map<String, Object> body = TestServer.chat("a".repeat(1 << random.nextInt(10, 20)), 1);
    if (random.nextInt(10) == 0) {
      body.put("user", "b".repeat(10 << 20));
    }
    return TestServer.JSON.writeValueAsBytes(body);
  }
}
