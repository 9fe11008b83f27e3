package dev.warmpath.ui.tree;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.Namespace;
import dev.warmpath.ui.bench.SyntheticTrees;
import dev.warmpath.ui.bench.SyntheticTrees.Branch;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tree of the design pictures, and others, made by hand. */
public final class DesignTree {
  public static final Instant NOW = Instant.parse("2026-11-20T17:04:31Z");
  public static final Namespace DEMO = new Namespace("demo", "", "");
  public static final Namespace KEYED = new Namespace("demo", "", "support-42");

  private DesignTree() {}

  public static CacheSnapshot one() {
    SyntheticTrees trees = new SyntheticTrees(NOW, 7);
    return trees.snapshot(DEMO, branches());
  }

  public static CacheSnapshot two() {
    SyntheticTrees trees = new SyntheticTrees(NOW, 7);
    Map<Namespace, List<Branch>> all = new LinkedHashMap<>();
    all.put(DEMO, branches());
    all.put(KEYED, List.of(Branch.of(900, 30, Branch.of(200, 31), Branch.of(90, 400))));
    return trees.snapshot(all, List.of());
  }

  static List<Branch> branches() {
    return List.of(
        Branch.of(
                1_493, 1, Branch.of(851, 2), Branch.of(840, 20), Branch.of(872, 90),
                Branch.of(210, 30, Branch.of(704, 31), Branch.of(590, 200), Branch.of(512, 260)))
            .pinned(true),
        Branch.of(620, 240, Branch.of(850, 250), Branch.of(770, 300)),
        Branch.of(900, 540, Branch.of(110, 545), Branch.of(80, 545), Branch.of(120, 560)),
        Branch.of(310, 595));
  }

  /** A snapshot in which slot 2 holds the first top branch and its first child. */
  public static CacheSnapshot withSlot(CacheSnapshot snapshot) {
    var root = snapshot.roots().get(DEMO);
    var first = root.child(0);
    var second = first.child(0);
    int[] tokens = java.util.Arrays.copyOf(first.tokens(), second.end());
    System.arraycopy(second.tokens(), 0, tokens, first.end(), second.length());
    return new CacheSnapshot(
        snapshot.revision() + 1, snapshot.sequence(), snapshot.at(), snapshot.roots(),
        List.of(new CacheSnapshot.SlotContent(2, DEMO, tokens, tokens.length - 200, false)),
        snapshot.totals());
  }

  /** Words as if decoded. */
  public static String words(int[] tokens) {
    String[] words = {
      "You", " are", " the", " help", "-desk", " assistant", " of", " an", " outdoor", " shop",
      ".", " Answer", " from", " the", " handbook", " below", " and", " cite", " section", "\n"
    };
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(words[Math.floorMod(token, words.length)]);
    }
    return text.toString();
  }
}
