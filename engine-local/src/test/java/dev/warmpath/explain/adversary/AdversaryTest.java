package dev.warmpath.explain.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.session.ExplainResult;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.SessionFile;
import dev.warmpath.lens.LensCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text cause and every harmless change, in every dialect, through files as on the line. */
class AdversaryTest {
  private static final long SEED = Long.getLong("warmpath.seed", 77);
  private static final int ROUNDS = Integer.getInteger("warmpath.variations", 2);
  private static @Nullable DemoRenderer demo;
  private static @Nullable Renderer renderer;

  @BeforeAll
  static void open() {
    demo = DemoRenderer.open();
    renderer = demo.renderer();
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(demo).close();
  }

  static List<Cause> causes() {
    return troubles().stream().map(Trouble::cause).distinct().toList();
  }

  private static List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>(TextTroubles.all());
    all.addAll(TalkTroubles.all());
    all.addAll(OtherTroubles.all());
    return all;
  }

  @ParameterizedTest
  @MethodSource("causes")
  void namesTheCauseAndTheExactToken(Cause cause) {
    List<String> wrong = new ArrayList<>();
    List<String> places = new ArrayList<>();
    int count = 0;
    for (Trouble trouble : troubles()) {
      for (Dialect dialect : trouble.cause() == cause ? trouble.dialects() : List.<Dialect>of()) {
        for (int round = 0; round < ROUNDS; round++) {
          count++;
          String name = trouble.name() + " / " + dialect + " / " + round;
          Trouble.Pair pair =
              trouble.make().apply(
                  new Material(new Random(Objects.hash(SEED, name))));
          Map<String, Object> before = dialect.body(pair.before());
          Map<String, Object> after = dialect.body(pair.after());
          ExplainResult result = explain(before, after);
          Map<String, @Nullable Object> json = result.json();
          Object named = json.get("cause") == null ? json.get("no_fault") : json.get("cause");
          if (!cause.id().equals(named) || (json.get("cause") == null) == cause.isFault()) {
            wrong.add(name + " -> " + named + " " + shown(json));
          }
          String place = place(before, after, cause, json);
          if (!place.isEmpty()) {
            places.add(name + ": " + place + " " + shown(json));
          }
        }
      }
    }
    assertThat(count).isGreaterThanOrEqualTo(20);
    assertThat(places).as("seed %d, %d pairs: divergence", SEED, count).isEmpty();
    int allowed = cause.isFault() ? count * 2 / 100 : 0;
    assertThat(wrong).as("seed %d, %d pairs: cause", SEED, count).hasSizeLessThanOrEqualTo(allowed);
  }

  static List<Cause> cacheCauses() {
    return CacheTroubles.causes();
  }

  @ParameterizedTest
  @MethodSource("cacheCauses")
  void namesTheCachesOwnDoing(Cause cause) {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (CacheTroubles.Kind kind : CacheTroubles.all()) {
      for (int round = 0; kind.cause() == cause && round < 10 * ROUNDS; round++) {
        count++;
        String name = kind.name() + " / OPENAI / " + round;
        CacheTroubles.Recording recording =
            kind.make().apply(new Material(new Random(Objects.hash(SEED, name))));
        Map<String, @Nullable Object> json =
            new ExplainSession(
                    Objects.requireNonNull(renderer),
                    LensCatalog.bundled().find(recording.lens()).orElseThrow())
                .explain(SessionFile.read(String.join("\n", recording.lines()), "session.jsonl"))
                .getLast()
                .json();
        Object named = json.get("cause") == null ? json.get("no_fault") : json.get("cause");
        if (!cause.id().equals(named)) {
          wrong.add(name + " -> " + named + " " + recording.lens() + " " + shown(json));
        }
      }
    }
    int allowed = cause.isFault() ? count * 2 / 100 : 0;
    assertThat(wrong).as("seed %d, %d pairs: cause", SEED, count).hasSizeLessThanOrEqualTo(allowed);
  }

  private static String shown(Map<String, @Nullable Object> json) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(json);
    copy.remove("fixes");
    return JsonTree.text(copy);
  }

  private static ExplainResult explain(Map<String, Object> before, Map<String, Object> after) {
    return new ExplainSession(
            Objects.requireNonNull(renderer), LensCatalog.bundled().local())
        .explain(
            SessionFile.read(JsonTree.text(before), "before.json"),
            SessionFile.read(JsonTree.text(after), "after.json"))
        .getFirst();
  }

  /** What is wrong with the named place, found without the explainer; empty when nothing is. */
  private static String place(
      Map<String, Object> before, Map<String, Object> after, Cause cause,
      Map<String, @Nullable Object> json) {
    int[] one = Objects.requireNonNull(renderer).render(before).identity();
    int[] other = renderer.render(after).identity();
    int shared = 0;
    while (shared < Math.min(one.length, other.length) && one[shared] == other[shared]) {
      shared++;
    }
    Map<String, @Nullable Object> divergence = JsonTree.asObject(json.get("divergence"));
    boolean outside = cause == Cause.MODEL_CHANGED || cause == Cause.NAMESPACE_CHANGED;
    boolean parts = shared < one.length && shared < other.length;
    if (outside || !parts) {
      return divergence.isEmpty() ? "" : "there is none";
    }
    if (divergence.isEmpty()) {
      return "missing, parts at token " + shared;
    }
    if (!Objects.equals(divergence.get("token"), shared)) {
      return "token is not " + shared;
    }
    String path = (String) Objects.requireNonNull(divergence.get("path"));
    Object left = JsonTree.at(before, path);
    Object right = JsonTree.at(after, path);
    if (left == null && right == null) {
      return "no field " + path;
    }
    if (Objects.equals(left, right)
        && JsonTree.text(left).equals(JsonTree.text(right))) {
      return "field is the same";
    }
    int same = 0;
    if (left instanceof String && right instanceof String) {
      int[] a = ((String) left).codePoints().toArray();
      int[] b = ((String) right).codePoints().toArray();
      while (same < Math.min(a.length, b.length) && a[same] == b[same]) {
        same++;
      }
      if (!Objects.equals(divergence.get("char"), same)) {
        return "char is not " + same;
      }
    }
    return "";
  }
}
