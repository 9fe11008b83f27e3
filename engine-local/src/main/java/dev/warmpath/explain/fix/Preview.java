package dev.warmpath.explain.fix;

import dev.warmpath.explain.body.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a change does to a request, field by field. */
public final class Preview {
  private Preview() {}

  /** Changed texts, then the tool list and other fields that differ. */
  public static List<Hunk> of(
      Map<String, ? extends @Nullable Object> before,
      Map<String, ? extends @Nullable Object> after) {
    List<Hunk> hunks = new ArrayList<>(Hunk.between(before, after));
    for (String name : after.keySet()) {
      other(name, before.get(name), after.get(name), hunks);
    }
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        hunks.add(new Hunk(name, JsonTree.text(before.get(name)), ""));
      }
    }
    return hunks;
  }

  private static void other(
      String name, @Nullable Object before, @Nullable Object after, List<Hunk> hunks) {
    String older = JsonTree.text(before);
    String newer = JsonTree.text(after);
    boolean shown =
        hunks.stream()
            .anyMatch(hunk -> hunk.path().equals(name) || hunk.path().startsWith(name + "["));
    if (Objects.equals(older, newer) || shown) {
      return;
    }
    if (name.equals("tools")) {
      List<String> olderNames = JsonTree.asList(before).stream().map(Edits::name).toList();
      List<String> newerNames = JsonTree.asList(after).stream().map(Edits::name).toList();
      if (!olderNames.equals(newerNames)) {
        hunks.add(new Hunk(name, String.join(", ", olderNames), String.join(", ", newerNames)));
        return;
      }
    }
    hunks.add(new Hunk(name, older, newer));
  }
}
