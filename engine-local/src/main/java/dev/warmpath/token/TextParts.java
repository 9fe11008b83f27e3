package dev.warmpath.token;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Message content that is a list of text parts, as the plain text templates read. The parts stand
 * on a line each: so do the servers of llama.cpp and vLLM for templates that read text only. Every
 * way in (endpoint, command line, import, comparison) joins here, so the tokens are the same.
 * Stateless; any thread.
 */
public final class TextParts {
  /** Between two parts. */
  public static final String JOINT = "\n";

  private TextParts() {}

  /** The parts' texts as one. */
  public static String join(List<String> texts) {
    StringBuilder out = new StringBuilder();
    for (String text : texts) {
      separate(out);
      out.append(text);
    }
    return out.toString();
  }

  /** Makes ready for the next part: nothing stands before the first one that has text. */
  public static void separate(StringBuilder text) {
    if (!text.isEmpty()) {
      text.append(JOINT);
    }
  }

  /**
   * The request with every message content that is a list of text parts as one string. Lists that
   * hold other parts, such as images, stay as they are. The request itself is not changed.
   */
  public static Map<String, @Nullable Object> joined(
      Map<String, ? extends @Nullable Object> request) {
    Map<String, @Nullable Object> out = new LinkedHashMap<>(request);
    if (request.get("messages") instanceof List<?> messages) {
      List<@Nullable Object> joined = new ArrayList<>();
      for (Object message : messages) {
        joined.add(message instanceof Map<?, ?> map ? joinedMessage(map) : message);
      }
      out.put("messages", joined);
    }
    return out;
  }

  private static Map<?, ?> joinedMessage(Map<?, ?> message) {
    if (!(message.get("content") instanceof List<?> parts)) {
      return message;
    }
    List<String> texts = new ArrayList<>(parts.size());
    for (Object part : parts) {
      if (part instanceof String string) {
        texts.add(string);
      } else if (part instanceof Map<?, ?> map && "text".equals(map.get("type"))
          && map.get("text") instanceof String string) {
        texts.add(string);
      } else {
        return message;
      }
    }
    Map<Object, @Nullable Object> out = new LinkedHashMap<>(message);
    out.put("content", join(texts));
    return out;
  }
}
