package dev.warmpath.explain.body;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the blocks of a request end in its prompt. */
final class Blocks {
  private static final Pattern GROUP =
      Pattern.compile("tools\\[\\d+]|messages\\[\\d+](?:\\.tool_calls\\[\\d+])?");

  private Blocks() {}

  static int[] ends(Rendered rendered) {
    return of(rendered).stream().mapToInt(ContentBlock::end).distinct().toArray();
  }

  /** All blocks in prompt order. */
  static List<ContentBlock> of(Rendered rendered) {
    TreeMap<Integer, String> chars = new TreeMap<>();
    TreeMap<String, Integer> groups = new TreeMap<>();
    FieldMap fields = rendered.body().fields();
    for (Prompt.Span span : rendered.prompt().spans()) {
      String path = span.path();
      int[] parts =
          path.endsWith(".content") && span.pathStart() >= 0 ? fields.ends(path) : new int[0];
      for (int end : parts) {
        int into = end - span.pathStart();
        if (into > 0 && into <= span.end() - span.start()) {
          chars.put(span.start() + into, fields.place(path, end - 1).path());
        }
      }
      Matcher group = GROUP.matcher(path);
      if (parts.length == 0 && group.lookingAt() && !path.endsWith(".role")) {
        groups.merge(group.group(), span.end(), Math::max);
      }
    }
    groups.forEach(
        (group, end) -> {
          boolean text = !group.startsWith("tools") && !group.contains("tool_calls");
          String normal = text ? group + ".content" : group;
          chars.put(end, fields.place(normal, 0).path());
        });
    List<ContentBlock> blocks = new ArrayList<>();
    chars.forEach(
        (end, path) -> blocks.add(new ContentBlock(path, position(rendered.tokens(), end))));
    return blocks;
  }

  static int markEnd(Rendered rendered, RequestBody.Mark mark) {
    int best = -1;
    for (Prompt.Span span : rendered.prompt().spans()) {
      boolean inside =
          span.path().equals(mark.normalPath())
              || span.path().startsWith(mark.normalPath() + ".")
              || span.path().startsWith(mark.normalPath() + "[");
      if (!inside) {
        continue;
      }
      if (mark.end() < 0 || span.pathStart() < 0) {
        best = Math.max(best, span.end());
      } else {
        int into = mark.end() - span.pathStart();
        if (into > 0 && into <= span.end() - span.start()) {
          best = span.start() + into;
        }
      }
    }
    return best < 0 ? -1 : position(rendered.tokens(), best);
  }

  /** Tokens that lie wholly before a character. */
  private static int position(Tokens tokens, int character) {
    return tokens.indexAtChar(character);
  }

  static int[] identity(RequestBody body, Prompt prompt, Tokens tokens) {
    int[] ids = tokens.ids();
    for (int i = 0; i < body.messages().size(); i++) {
      List<Message.Media> media = body.messages().get(i).media();
      for (Message.Media item : media) {
        int at = placeholder(prompt, "messages[" + i + "].content", item.offset());
        int token = at < 0 ? tokens.size() : tokens.indexAtChar(at);
        if (token < tokens.size()) {
          ids = ids == tokens.ids() ? ids.clone() : ids;
          // Negative: no vocabulary has such an id.
          ids[token] = item.content().hashCode() | Integer.MIN_VALUE;
        }
      }
    }
    return ids;
  }

  private static int placeholder(Prompt prompt, String path, int offset) {
    for (Prompt.Span span : prompt.spans()) {
      int into = offset - span.pathStart();
      if (span.path().equals(path) && span.pathStart() >= 0
          && into >= 0 && into < span.end() - span.start()) {
        return span.start() + into;
      }
    }
    return -1;
  }
}
