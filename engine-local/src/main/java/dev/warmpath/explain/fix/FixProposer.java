package dev.warmpath.explain.fix;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Message;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.explain.cause.BodyChunks;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.cause.Diagnosis;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.explain.cause.Finding;
import dev.warmpath.explain.text.Chunks;
import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.explain.text.Move;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds changes that would have kept the prefix. Pure. */
public final class FixProposer {
  /** Values moved by one fix: each one costs a rendering of both requests. */
  private static final int UNITS = 8;

  /** Documents put in order: each is searched in the whole text, so more would take seconds. */
  private static final int DOCUMENTS = 400;

  private final Renderer renderer;

  public FixProposer(Renderer renderer) {
    this.renderer = renderer;
  }

  /** A change without its gain. */
  public record Proposal(
      FixKind kind, String description, Change change, boolean changesReading) {}

  /** Changes worth trying for a finding, best first. */
  public List<Proposal> propose(Comparison comparison, Finding finding) {
    List<Proposal> proposals = new ArrayList<>();
    switch (finding.cause()) {
      case VOLATILE_TIME, VOLATILE_ID -> volatileValue(comparison, finding, proposals);
      case SERIALIZATION_DRIFT ->
          proposals.add(
              new Proposal(
                  FixKind.CANONICALISE_JSON,
                  "Write all JSON with sorted keys, without blanks and with one form of numbers",
                  new Change.CanonicalJson(), false));
      case WHITESPACE_ONLY -> whiteSpace(proposals);
      case TOOLS_REORDERED -> proposals.add(toolOrder(comparison));
      case DOCUMENTS_REORDERED -> documents(comparison, proposals);
      case BLOCK_MOVED -> block(comparison, proposals);
      case REASONING_STRIPPED -> reasoning(comparison, proposals);
      case ROLE_CHANGED -> role(comparison, proposals);
      case TEMPLATE_HEAD_PARAM, SETTING_CHANGED -> setting(comparison, finding, proposals);
      default -> {
        // The other causes are the provider's doing or an intended change.
      }
    }
    return proposals;
  }

  /**
   * The one marker that moves along by itself, written at the top of the request.
   *
   * @param marker how the lens says that its markers are written; null when it does not
   */
  public static List<Proposal> marker(@Nullable Object marker) {
    Map<String, @Nullable Object> form = JsonTree.asObject(marker);
    String field = JsonTree.asText(form.get("field"));
    if (!field.equals(RequestBody.AUTOMATIC_MARK)) {
      return List.of();
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put(field, form.get("value"));
    return List.of(
        new Proposal(
            FixKind.ADD_CACHE_MARKER,
            "Ask for a cache marker at the end: " + field + " at the top of the request",
            new Change.SetFields(values), false));
  }

  private void volatileValue(
      Comparison first, Finding finding, List<Proposal> proposals) {
    List<Unit> moved = new ArrayList<>();
    List<Unit> times = new ArrayList<>();
    Comparison comparison = first;
    Finding current = finding;
    while (moved.size() < UNITS && current.divergence() != null
        && (current.cause() == Cause.VOLATILE_TIME || current.cause() == Cause.VOLATILE_ID)) {
      Unit unit = unit(comparison, current.divergence());
      if (unit == null || (!moved.isEmpty() && atMoved(comparison))
          || moved.stream().anyMatch(unit::overlaps)) {
        break; // what was moved to the end differs there as well, as it should
      }
      moved.add(unit);
      if (current.cause() == Cause.VOLATILE_TIME) {
        times.add(unit);
      }
      Change step = new Change.MoveBelow(List.of(unit));
      Map<String, @Nullable Object> newer = step.apply(comparison.after().body().sent());
      if (newer.equals(comparison.after().body().sent())) {
        break;
      }
      Rendered older = renderer.render(step.apply(comparison.before().body().sent()));
      comparison = new Comparison(older, renderer.render(newer));
      current = new Diagnosis(comparison, renderer).judge();
    }
    if (moved.isEmpty()) {
      return;
    }
    proposals.add(
        new Proposal(
            FixKind.MOVE_BELOW,
            "Move " + FixWords.list(moved.stream().map(Unit::briefly).toList(), "line")
                + " to the end of the prompt",
            new Change.MoveBelow(moved), false));
    if (times.size() == moved.size()) {
      proposals.add(
          new Proposal(
              FixKind.PIN_DATE,
              "Give only the day in " + FixWords.list(times.stream().map(Unit::briefly).toList(),
                  "line"),
              new Change.PinDate(times), true));
    }
  }

  /** The older request's last message ends with what was moved there, the newer one's grew on. */
  private static boolean atMoved(Comparison comparison) {
    int index = comparison.firstMessage();
    Message older = comparison.beforeMessage(index);
    Message newer = comparison.afterMessage(index);
    return older != null && newer != null && comparison.beforeMessage(index + 1) == null
        && older.text().startsWith(newer.text());
  }

  /** The line with the value, in the field as it was sent. */
  private static @Nullable Unit unit(Comparison comparison, Divergence divergence) {
    Object older = JsonTree.at(comparison.before().body().sent(), divergence.path());
    Object newer = JsonTree.at(comparison.after().body().sent(), divergence.path());
    if (older instanceof String before && newer instanceof String after) {
      FirstHunk hunk = FirstHunk.of(before, after);
      return Unit.of(hunk);
    }
    return null;
  }

  private static void whiteSpace(List<Proposal> proposals) {
    proposals.add(
        new Proposal(
            FixKind.NORMALISE_WHITESPACE,
            "Use one line end, no blanks at line ends and Unicode form NFC",
            new Change.NormaliseSpace(false), false));
    proposals.add(
        new Proposal(
            FixKind.NORMALISE_WHITESPACE,
            "Also use single blanks between words and at most one empty line",
            new Change.NormaliseSpace(true), false));
  }

  private static Proposal toolOrder(Comparison comparison) {
    List<String> names =
        comparison.before().body().tools().stream().map(Edits::name).toList();
    return new Proposal(
        FixKind.RESTORE_TOOL_ORDER,
        "Send the " + names.size() + " tools in the earlier order: " + FixWords.names(names),
        new Change.ToolOrder(names), false);
  }

  private static void documents(Comparison comparison, List<Proposal> proposals) {
    Divergence divergence = comparison.divergence();
    if (divergence == null) {
      return;
    }
    Object older = JsonTree.at(comparison.before().body().sent(), divergence.path());
    Object newer = JsonTree.at(comparison.after().body().sent(), divergence.path());
    if (!(older instanceof String before) || !(newer instanceof String after)) {
      return;
    }
    for (Chunks.Cut cut : Chunks.Cut.values()) {
      List<String> order = common(before, after, cut);
      Change change = new Change.DocumentOrder(divergence.path(), order);
      if (order.size() > 1 && order.size() <= DOCUMENTS) {
        proposals.add(
            new Proposal(
                FixKind.RESTORE_DOCUMENT_ORDER,
                "Keep the " + order.size() + " documents in the order of the earlier request",
                change, false));
      }
    }
  }

  /** Pieces that both texts have, in the older order, without their numbers. */
  private static List<String> common(String before, String after, Chunks.Cut cut) {
    Set<String> order = new LinkedHashSet<>();
    for (Chunks.Chunk chunk : Chunks.of(List.of(before), List.of(""), cut)) {
      String bare = chunk.text().replaceFirst("^\\W*(?:[A-Za-z]{0,12}\\W*)?\\d+\\W+", "");
      if (order.size() <= DOCUMENTS && bare.length() >= Chunks.SHORTEST && after.contains(bare)) {
        order.add(bare);
      }
    }
    return List.copyOf(order);
  }

  private static void block(Comparison comparison, List<Proposal> proposals) {
    Set<String> blocks = new LinkedHashSet<>();
    String carried =
        BodyChunks.carried(
            comparison.before().body(), comparison.after().body(), comparison.firstMessage());
    if (carried != null) {
      blocks.add(carried);
    }
    for (Chunks.Cut cut : Chunks.Cut.values()) {
      Move move = move(comparison, cut);
      if (move != null) {
        blocks.add(move.moved().text());
      }
    }
    for (String block : blocks) {
      proposals.add(
          new Proposal(
              FixKind.HOIST_BLOCK,
              "Keep " + FixWords.quoted(block) + " at one place, the end of the instructions",
              new Change.HoistBlock(block), false));
    }
  }

  private static @Nullable Move move(Comparison comparison, Chunks.Cut cut) {
    return BodyChunks.moved(comparison.before().body(), comparison.after().body(), cut);
  }

  /** Gives the newer request what the older one carried. */
  private static void reasoning(Comparison comparison, List<Proposal> proposals) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, @Nullable Object> older = comparison.before().body().sent();
    Map<String, @Nullable Object> newer = comparison.after().body().sent();
    List<@Nullable Object> before = JsonTree.asList(older.get("messages"));
    List<@Nullable Object> after = JsonTree.asList(newer.get("messages"));
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      Map<String, @Nullable Object> one = JsonTree.asObject(before.get(i));
      Map<String, @Nullable Object> other = JsonTree.asObject(after.get(i));
      if (!"assistant".equals(one.get("role")) || !"assistant".equals(other.get("role"))) {
        continue;
      }
      for (String key : List.of("content", "reasoning_content", "reasoning", "thinking")) {
        boolean differs = !JsonTree.text(one.get(key)).equals(JsonTree.text(other.get(key)));
        if (differs && one.get(key) != null) {
          values.put("messages[" + i + "]." + key, one.get(key));
        }
      }
    }
    if (!values.isEmpty()) {
      proposals.add(
          new Proposal(
              FixKind.KEEP_REASONING, "Send the earlier reasoning back as it was",
              new Change.SetFields(values), true));
    }
  }

  private static void role(Comparison comparison, List<Proposal> proposals) {
    Divergence divergence = comparison.divergence();
    String path =
        divergence == null || !divergence.path().endsWith(".role") ? "" : divergence.path();
    if (!path.isEmpty()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put(path, JsonTree.at(comparison.before().body().sent(), path));
      proposals.add(
          new Proposal(
              FixKind.RESTORE_ROLE, "Keep the role " + values.get(path),
              new Change.SetFields(values), true));
    }
  }

  private static void setting(
      Comparison comparison, Finding finding, List<Proposal> proposals) {
    String name = finding.setting();
    Object value = comparison.before().body().sent().get(name);
    boolean known =
        value != null || comparison.after().body().sent().containsKey(name);
    if (!name.isEmpty() && known && finding.divergence() != null) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      values.put(name, value);
      proposals.add(
          new Proposal(
              FixKind.PIN_SETTING,
              "Keep " + name + " as it was: " + (value == null ? "absent" : JsonTree.text(value)),
              new Change.SetFields(values), true));
    }
  }
}
