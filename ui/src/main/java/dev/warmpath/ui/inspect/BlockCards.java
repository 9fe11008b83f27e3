package dev.warmpath.ui.inspect;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.KvStore;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.inspect.Card.Fact;
import dev.warmpath.ui.lookup.EdgePath;
import dev.warmpath.ui.lookup.EdgeText;
import dev.warmpath.ui.lookup.EvictionOrder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known of a block of the tree, as cards. Pure functions of a snapshot and the traces. */
final class BlockCards {
  /** Enough to see who shares the block without turning the card into a second request log. */
  private static final int REQUESTS_SHOWN = 8;
  /** Tokens of neighbouring text on each side. */
  private static final int AROUND = 24;

  /** Enough of an edge to tell it from its neighbours, three of them on a line. */
  private static final int NAME_TOKENS = 6;

  private static final int NAME_LENGTH = 18;

  private final CacheSnapshot snapshot;
  private final List<Trace> traces;
  private final Instant now;
  private final Function<int[], String> text;
  private final long bytesPerToken;

  /**
   * @param text decodes tokens
   * @param bytesPerToken KV bytes of a token; 0 when unknown
   */
  BlockCards(
      CacheSnapshot snapshot, List<Trace> traces, Instant now, Function<int[], String> text,
      long bytesPerToken) {
    this.snapshot = snapshot;
    this.traces = traces;
    this.now = now;
    this.text = text;
    this.bytesPerToken = bytesPerToken;
  }

  /** A block that is no longer in the snapshot: the text it held, when it was seen, and why. */
  List<Card> gone(Selection.Block block, int @Nullable [] tokens, @Nullable Removal removal) {
    List<Card> cards = new ArrayList<>();
    if (tokens != null) {
      int[] own = Arrays.copyOfRange(tokens, Math.min(block.from(), tokens.length), tokens.length);
      String words = text.apply(own).replace("\n", "⏎");
      cards.add(Card.text("text", "Text", List.of(run(words, RunText.Style.LOST))));
    }
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Tokens", range(block)));
    if (removal == null) {
      facts.add(Fact.of("It was", "evicted, expired or cleared some time ago"));
    } else {
      facts.add(Fact.of("It was", removal.words(), "at " + clock(removal.at())));
    }
    cards.add(Card.facts("gone", "No longer cached", facts));
    return cards;
  }

  List<Card> of(Selection.Block block, EdgePath path) {
    List<Card> cards = new ArrayList<>();
    cards.add(Card.text("text", "Text", words(block, path)));
    cards.add(Card.facts("block", "Block", facts(block, path)));
    cards.add(Card.facts("through", "Requests through this block", through(block, path)));
    return cards;
  }

  static String range(Selection.Block block) {
    String from = Figures.count(block.from());
    return block.to() - block.from() == 1 ? from : from + "–" + Figures.count(block.to() - 1L);
  }

  private List<RunText.Run> words(Selection.Block block, EdgePath path) {
    int before = Math.max(0, block.from() - AROUND);
    int after = Math.min(path.last().end(), block.to() + AROUND);
    List<RunText.Run> runs = new ArrayList<>();
    String lead = before > 0 ? "…" : "";
    runs.add(run(lead + text(path, before, block.from()), RunText.Style.DIM));
    runs.add(run(text(path, block.from(), block.to()), RunText.Style.WARM));
    if (after > block.to()) {
      String trail = after < path.last().end() ? "…" : "";
      runs.add(run(text(path, block.to(), after) + trail, RunText.Style.DIM));
    }
    if (after == path.last().end()) {
      int below = path.last().childCount();
      String end = below == 0 ? " ┊ ends here" : " ┊ branches here into " + below;
      runs.add(run(below == 1 ? " ┊ goes on" : end, RunText.Style.DIM));
    }
    return runs;
  }

  private String text(EdgePath path, int from, int to) {
    return text.apply(path.tokens(from, to)).replace("\n", "⏎");
  }

  private static RunText.Run run(String text, RunText.Style style) {
    return new RunText.Run(text, style);
  }

  private List<Fact> facts(Selection.Block block, EdgePath path) {
    CachedEdge edge = path.last();
    CachedEdge.EdgeFacts known = edge.facts();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Path", pathName(path)));
    facts.add(Fact.of("Namespace", block.namespace().label()));
    facts.add(Fact.of("Where", where(block, path)));
    int tokens = Math.min(block.to(), edge.end()) - block.from();
    facts.add(Fact.of("Block", size(tokens)));
    facts.add(Fact.of("Edge", size(edge.length())));
    facts.add(Fact.of("Below", Figures.count(edge.subtreeTokens() - edge.length()) + " tokens"));
    facts.add(Fact.of("Hash", hash(known.hash()), path.edges().size() > 1
        ? "← " + hash(path.edges().get(path.edges().size() - 2).facts().hash())
        : ""));
    facts.add(Fact.of("Stored by", request(known.storedBy()), clock(known.storedAt())));
    facts.add(
        Fact.of(
            "Reused", Figures.count(known.hits(), "time", "times"),
            "used " + Figures.span(Duration.between(known.usedAt(), now)) + " ago"));
    facts.add(Fact.of("Expires", expires(known)));
    facts.add(Fact.of("Evicted", evicted(edge)));
    return facts;
  }

  private String pathName(EdgePath path) {
    List<String> names = new ArrayList<>();
    for (CachedEdge edge : path.edges()) {
      String name = EdgeText.start(edge, NAME_TOKENS, text);
      names.add(
          name.length() > NAME_LENGTH
              ? name.substring(0, NAME_LENGTH - 1).strip() + "…"
              : name);
    }
    int more = names.size() - 3;
    return more > 0
        ? names.getFirst() + " › " + more + " more › " + names.getLast()
        : String.join(" › ", names);
  }

  private String where(Selection.Block block, EdgePath path) {
    CachedEdge edge = path.last();
    boolean host = edge.start() + edge.facts().hostTokens() >= block.to();
    boolean partly = edge.start() + edge.facts().hostTokens() > block.from();
    List<String> slots = new ArrayList<>();
    int[] tokens = path.tokens(0, block.to());
    for (CacheSnapshot.SlotContent slot : snapshot.slots()) {
      if (slot.matches(block.namespace(), tokens, tokens.length) == tokens.length) {
        slots.add("slot " + slot.slot());
      }
    }
    String rows = host ? "host rows" : partly ? "partly host rows" : "";
    String device = String.join(", ", slots);
    if (rows.isEmpty()) {
      return device.isEmpty() ? "unknown" : device + " only";
    }
    return device.isEmpty() ? rows : rows + " · also in " + device;
  }

  private String size(int tokens) {
    String count = Figures.count(tokens, "token", "tokens");
    return bytesPerToken == 0 ? count : count + " · " + Figures.bytes(tokens * bytesPerToken);
  }

  private static String hash(long hash) {
    String hex = "%016x".formatted(hash);
    return hex.substring(0, 4) + "…" + hex.substring(12);
  }

  private static String request(long id) {
    return id == 0 ? "no request" : "request " + Figures.count(id);
  }

  private static String clock(Instant at) {
    return Figures.clock(at, ZoneId.systemDefault());
  }

  private String expires(CachedEdge.EdgeFacts known) {
    if (known.pinned()) {
      return "never: pinned";
    }
    Instant expires = known.expiresAt();
    return expires == null
        ? "never"
        : "in " + Figures.span(Duration.between(now, expires)) + " unless used";
  }

  private String evicted(CachedEdge edge) {
    EvictionOrder.@Nullable Turn turn = EvictionOrder.of(snapshot).of(edge.id());
    if (edge.facts().pins() > 0) {
      return "not now: in use";
    }
    if (turn == null) {
      return edge.facts().pinned() ? "never: pinned" : "not while what is below is held";
    }
    return turn.tokensBefore() == 0
        ? "next"
        : "after " + Figures.count(turn.tokensBefore()) + " other tokens";
  }

  private List<Fact> through(Selection.Block block, EdgePath path) {
    int[] tokens = path.tokens(0, block.to());
    List<Fact> found = new ArrayList<>();
    for (int i = traces.size() - 1; i >= 0 && found.size() < REQUESTS_SHOWN; i--) {
      Trace trace = traces.get(i);
      int[] ids = trace.tokens().ids();
      boolean passes =
          trace.namespace().equals(block.namespace())
              && ids.length >= tokens.length
              && Arrays.mismatch(ids, 0, tokens.length, tokens, 0, tokens.length) < 0;
      if (passes) {
        found.add(
            new Fact(
                "#" + trace.id(), trace.source().label(),
                Figures.share(trace.counts().cached(), trace.counts().prompt()) + " cached",
                trace.id()));
      }
    }
    return found.isEmpty() ? List.of(Fact.of("None", "of this session's requests")) : found;
  }

  /** Number of the block along the path, from 0. */
  static int number(Selection.Block block) {
    return block.from() / KvStore.BLOCK_TOKENS;
  }
}
